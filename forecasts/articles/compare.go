package articles

import (
	"strings"
	"unicode"
)

// A Difference lists the paragraphs in which two versions of a text differ.
type Difference struct {
	Gone, New []string
	Same      int // paragraphs that both have
}

// Compare lists what differs between two versions, regardless of white space and
// of the order of paragraphs. What occurs twice counts twice.
func Compare(before, after string) Difference {
	var d Difference
	old, now := blocks(before), blocks(after)
	d.Gone, d.Same = without(old, now)
	d.New, _ = without(now, old)
	return d
}

// without lists the paragraphs that are not among others.
func without(some, others []string) (rest []string, shared int) {
	left := map[string]int{}
	for _, p := range others {
		left[p]++
	}
	for _, p := range some {
		if left[p] > 0 {
			left[p]--
			shared++
		} else {
			rest = append(rest, p)
		}
	}
	return rest, shared
}

func blocks(text string) []string {
	var all []string
	for _, line := range strings.Split(text, "\n") {
		if p := strings.Join(strings.Fields(line), " "); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// Likeness is the share of the runs of five letters that two texts have in
// common, of those that either has: 0 to 1 (Jaccard's coefficient). Blanks and
// punctuation do not count, so it serves writing without words between blanks.
func Likeness(a, b string) float64 {
	x, y := runs(a), runs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	both := 0
	for r := range x {
		if y[r] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// NearlyEqual is the likeness from which two texts are versions of one.
const NearlyEqual = 0.5

func runs(text string) map[[5]rune]bool {
	all := map[[5]rune]bool{}
	var last [5]rune
	n := 0
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		copy(last[:], last[1:])
		last[4] = unicode.ToLower(r)
		if n++; n >= 5 {
			all[last] = true
		}
	}
	return all
}
