package evidence

import (
	"fmt"
	"math"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
	"weathervane/ui/widgets"
)

// published is the day that an article states, or on which it was added.
func published(stated string, added journal.Instant, now time.Time) string {
	if t, ok := when(stated); ok {
		return words.Day(t, t.Location(), now)
	}
	return words.Day(added.Time(), now.Location(), now)
}

func when(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", time.RFC3339Nano, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// particulars are the line below an article's title.
func particulars(a listing.Article) string {
	text := []string{}
	if a.Publisher != "" {
		text = append(text, a.Publisher)
	}
	if len(a.Authors) > 0 {
		text = append(text, strings.Join(a.Authors, ", "))
	}
	if t, ok := when(a.Published); ok {
		stated := words.LongDate(t)
		if strings.Contains(a.Published, "T") {
			stated += ", " + words.Clock(t)
		}
		text = append(text, stated)
	}
	switch {
	case len(a.ReadBy) > 0:
		names := make([]string, len(a.ReadBy))
		for i, f := range a.ReadBy {
			names[i] = f.Name
		}
		text = append(text, "read by "+strings.Join(names, ", "))
	case a.AddedBy.Name != "":
		text = append(text, "added by "+a.AddedBy.Name)
	}
	return strings.Join(text, "  ·  ")
}

// passagesOf are the findings of an article as the reader shows them, numbered
// in the order of the text.
func passagesOf(findings []listing.Finding) []passage {
	out := make([]passage, len(findings))
	for i, f := range findings {
		out[i] = passage{from: f.Quote.Start, to: f.Quote.End, number: i + 1, tone: findingTone(f)}
	}
	return out
}

// findingTone is which way a finding's bearings point together: own ones if there are
// any, else everyone's. With options it points nowhere.
func findingTone(f listing.Finding) widgets.Tone {
	sum, own := 0.0, false
	for _, b := range f.Bearings {
		own = own || b.Mine && b.LR != nil
	}
	for _, b := range f.Bearings {
		if b.LR != nil && *b.LR > 0 && (b.Mine || !own) {
			sum += math.Log(*b.LR)
		}
	}
	return toneOf(math.Exp(sum))
}

func toneOf(lr float64) widgets.Tone {
	switch {
	case lr > 1.0001:
		return widgets.TowardYes
	case lr < 0.9999:
		return widgets.TowardNo
	}
	return widgets.Informative
}

// favours puts a likelihood ratio into words.
func favours(lr float64) string {
	switch toneOf(lr) {
	case widgets.TowardYes:
		return words.Ratio(lr) + " favours yes"
	case widgets.TowardNo:
		return words.Ratio(lr) + " favours no"
	}
	return "×1 neither"
}

// twoDigits rounds a ratio as it is shown, so that what is saved is what one
// saw.
func twoDigits(lr float64) float64 {
	if !(lr > 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(lr))-1)
	rounded := math.Round(lr/power) * power
	return math.Round(rounded*1e6) / 1e6
}

// moved is what a probability becomes by a likelihood ratio.
func moved(p, lr float64) float64 { return p * lr / (p*lr + 1 - p) }

var (
	reliability = []string{"completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "cannot be judged"}
	credibility = []string{"confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"}
)

const letters = "ABCDEF"

// gradeWords puts an Admiralty code into words.
func gradeWords(code string) string {
	if len(code) != 2 {
		return ""
	}
	r, c := strings.IndexByte(letters, code[0]), int(code[1]-'1')
	if r < 0 || c < 0 || c >= len(credibility) {
		return ""
	}
	return reliability[r] + ", " + credibility[c]
}

// gradeOf is the code of two choices; both or neither must be made.
func gradeOf(r, c int) (string, error) {
	switch {
	case r < 0 && c < 0:
		return "", nil
	case r < 0:
		return "", fmt.Errorf("grade the source too, or take back the credibility")
	case c < 0:
		return "", fmt.Errorf("grade the claim's credibility too, or take back the source's")
	}
	return fmt.Sprintf("%c%d", letters[r], c+1), nil
}
