package notation

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
)

// sharesSlack is how far typed shares may be from 100 %: 0.01 points. What is
// returned sums to 1 all the same.
const sharesSlack = 1e-4

const sharesHint = "give every option its share, such as Ishiba=45% Kono=20% other=rest"

// share finds "=45%", "=0.45", "=1:7" or "=rest" and what separates it from
// the next option.
var share = regexp.MustCompile(`(?i)\s*=\s*(rest|[-+]?[\d.,]*\d(?:\s*:\s*[\d.,]*\d)?(?:\s*%)?)(?:\s*[;,]\s*|\s+|$)`)

// ParseShares reads the probabilities of a choice question in one text:
// "Ishiba=45% Kono=20% other=rest". Every option must be there, by its exact
// name or one that differs only in case; the sum must be 100 % within 0.01
// points; "rest" takes what the others leave.
func ParseShares(text string, options []string) (map[string]float64, error) {
	text = fold(text)
	var fields []field
	from := 0
	for _, m := range share.FindAllStringSubmatchIndex(text, -1) {
		if m[0] < from {
			continue
		}
		fields = append(fields, field{strings.TrimSpace(text[from:m[0]]), text[m[2]:m[3]]})
		from = m[1]
	}
	if left := strings.TrimSpace(text[from:]); left != "" || len(fields) == 0 {
		return nil, fmt.Errorf("%s cannot be read as shares: %s", quoted(left), sharesHint)
	}
	return sharesOf(fields, options)
}

// ParseShareFields is ParseShares for words that a shell has taken apart
// already: each is one NAME=SHARE, whatever the name holds, or a text for
// ParseShares.
func ParseShareFields(words []string, options []string) (map[string]float64, error) {
	var fields []field
	for _, word := range words {
		i := strings.LastIndex(word, "=")
		if i < 0 {
			return ParseShares(strings.Join(words, " "), options)
		}
		name := strings.TrimSpace(word[:i])
		if _, err := matchOption(name, options); err != nil {
			if len(share.FindAllString(fold(word), 2)) > 1 {
				return ParseShares(strings.Join(words, " "), options)
			}
			return nil, err
		}
		fields = append(fields, field{name, word[i+1:]})
	}
	if len(fields) == 0 {
		return nil, errors.New("the shares are missing: " + sharesHint)
	}
	return sharesOf(fields, options)
}

type field struct{ name, share string }

func sharesOf(fields []field, options []string) (map[string]float64, error) {
	out := make(map[string]float64, len(options))
	rest, sum := "", 0.0
	for _, f := range fields {
		name, err := matchOption(f.name, options)
		if err != nil {
			return nil, err
		}
		if _, twice := out[name]; twice {
			return nil, fmt.Errorf("%s has two shares: give it one", quoted(name))
		}
		out[name] = 0
		if strings.EqualFold(strings.TrimSpace(f.share), "rest") {
			if rest != "" {
				return nil, fmt.Errorf("both %s and %s are the rest: only one option can be", quoted(rest), quoted(name))
			}
			rest = name
			continue
		}
		p, err := ParseProbability(f.share)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = p
		sum += p
	}
	if missing := without(options, out); len(missing) > 0 {
		return nil, fmt.Errorf("no share for %s: %s", strings.Join(missing, ", "), sharesHint)
	}
	return fill(out, rest, sum)
}

// fill gives the rest its share, or brings a sum within the slack to 1.
func fill(shares map[string]float64, rest string, sum float64) (map[string]float64, error) {
	off := math.Abs(sum-1) > sharesSlack+1e-12
	if rest != "" {
		if sum > 1 && off {
			return nil, fmt.Errorf("the shares sum to %s without the rest: they may come to 100 %% at most", exactPercent(sum))
		}
		shares[rest] = max(0, math.Round((1-sum)*1e12)/1e12)
		sum += shares[rest]
	} else if off {
		return nil, fmt.Errorf("the shares sum to %s, not 100 %%: change one, or give one option the word rest", exactPercent(sum))
	}
	if math.Abs(sum-1) > 1e-9 {
		for name := range shares {
			shares[name] /= sum
		}
	}
	return shares, nil
}

// exactPercent shows a sum so that it never looks like the 100 % it is not.
func exactPercent(sum float64) string {
	return Number(math.Round(sum*1e8)/1e6) + " %"
}

func without(options []string, have map[string]float64) []string {
	var missing []string
	for _, o := range options {
		if _, ok := have[o]; !ok {
			missing = append(missing, quoted(o))
		}
	}
	return missing
}

// matchOption finds the option that a name means: the same, or the only one
// that differs by case and white space alone.
func matchOption(name string, options []string) (string, error) {
	for _, o := range options {
		if o == name {
			return o, nil
		}
	}
	var like []string
	for _, o := range options {
		if strings.EqualFold(fold(o), fold(name)) {
			like = append(like, o)
		}
	}
	switch {
	case len(like) == 1:
		return like[0], nil
	case len(like) > 1:
		return "", fmt.Errorf("%s fits both %s and %s: write it with the same capitals", quoted(name), quoted(like[0]), quoted(like[1]))
	}
	shown := make([]string, len(options))
	for i, o := range options {
		shown[i] = quoted(o)
	}
	return "", fmt.Errorf("%s is not an option: the options are %s", quoted(name), strings.Join(shown, ", "))
}

// FormatShares writes shares in the options' order as ParseShares reads them,
// exactly.
func FormatShares(shares map[string]float64, options []string) string {
	parts := make([]string, 0, len(options))
	for _, o := range options {
		parts = append(parts, o+"="+exact(shares[o]))
	}
	return strings.Join(parts, " ")
}
