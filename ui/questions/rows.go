package questions

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// A tone says how a chip or a mark is coloured; the word on it says the same.
type tone int

const (
	plain tone = iota
	accent
	warning
	good
	bad
)

// A tab is one of the list's four.
type tab int

const (
	tabAll tab = iota
	tabOpen
	tabDue
	tabResolved
)

var tabNames = []string{"All", "Open", "Due", "Resolved"}

// isDue reports whether a question waits for its end: closed ones, and ends that
// contradict each other.
func isDue(r question.Row) bool {
	return r.Due || r.Status == "closed" || r.Status == "disputed"
}

// tabLabels writes the tabs with their counts, of which very many are shortened.
func tabLabels(c question.Counts) []string {
	labels := make([]string, len(tabNames))
	for i, n := range []int{c.All, c.Open, c.Due, c.Ended} {
		labels[i] = tabNames[i] + " " + words.ShortCount(n)
	}
	return labels
}

// states are what the questions of the tabs have.
var states = []question.State{tabAll: question.Any, tabOpen: question.Open, tabDue: question.Due, tabResolved: question.Ended}

// An order is a way to sort the list.
type order int

const (
	byLastChange order = iota
	byClose
	byProbability
	byTitle
)

var orderNames = []string{"last change", "close", "probability", "title"}

// orders are these in the desk's terms.
var orders = []question.Order{byLastChange: question.ByLastChange, byClose: question.ByClose, byProbability: question.ByLeading, byTitle: question.ByTitle}

// leading is the probability that a belief leads with: of yes, or of the
// likeliest option; −1 if there is none.
func leading(b *standing.Belief) float64 {
	switch {
	case b == nil:
		return -1
	case b.P != nil:
		return *b.P
	case len(b.Probs) > 0:
		return slices.Max(slices.Collect(maps.Values(b.Probs)))
	}
	return -1
}

// A listRow is what a line of the list shows.
type listRow struct {
	ID     journal.ID
	Title  string
	Chip   string
	Tone   tone
	Share  float64 // 0–1 of the bar; negative: no bar
	Done   bool    // the bar is full and good
	Value  string
	Date   string
	Change string // "6", with the direction in Up and Down
	Up     bool
	Down   bool
	Pinned bool
}

func listRowOf(r question.Row, c words.Calendar) listRow {
	row := listRow{ID: r.ID, Title: r.Title, Share: -1, Pinned: r.Pinned}
	row.Chip, row.Tone = statusChip(r.Question, isDue(r))
	if r.Closes != nil {
		row.Date = c.ShortLastDay(*r.Closes)
	}
	switch {
	case r.Status == "resolved":
		row.Share, row.Done = 1, true
		row.Value = outcomeWord(r.Outcome, r.Question, c)
		if r.KnownAt != nil {
			row.Date = c.ShortDay(*r.KnownAt)
		}
		if r.Type == "date" || strings.HasSuffix(string(r.Outcome), `_range"`) { // the value is a day itself, or long
			row.Date = ""
		}
	case r.Status == "annulled":
		row.Value = "–"
	default:
		row.Value = beliefWord(r.Mine, r.Question, c)
		row.Share = leading(r.Mine)
		row.Change, row.Up, row.Down = changeWord(r.Change)
	}
	if row.Change == "" {
		row.Change = "–"
	}
	return row
}

// changeWord writes a change of probability in points.
func changeWord(d float64) (word string, up, down bool) {
	word = words.PointsMoved(d)
	return word, word != "" && d > 0, word != "" && d < 0
}

// statusChip gives the word for where a question stands.
func statusChip(q listing.Question, due bool) (string, tone) {
	switch {
	case q.Status == "disputed":
		return "Disputed", bad
	case q.Status == "resolved":
		return "Resolved", plain
	case q.Status == "annulled":
		return "Annulled", plain
	case due || q.Status == "closed":
		return "Due", warning
	}
	return "Open", accent
}

// typeWord is the word for a question's type.
func typeWord(t string) string {
	switch t {
	case "binary":
		return "Binary"
	case "choice":
		return "Choice"
	case "numeric":
		return "Number"
	case "date":
		return "Date"
	}
	return t
}

// beliefWord writes what somebody says, short: a probability, the likeliest
// option's, or the middle of quantiles.
func beliefWord(b *standing.Belief, q listing.Question, c words.Calendar) string {
	switch {
	case b == nil:
		return "–"
	case b.P != nil:
		return words.Percent(*b.P)
	case len(b.Probs) > 0:
		return words.Percent(leading(b))
	case len(b.Quantiles) > 0:
		return valueWord(middle(b), q, c)
	}
	return "–"
}

// beliefWords writes what somebody says in full: "Ishiba 45 %".
func beliefWords(b *standing.Belief, q listing.Question, c words.Calendar) string {
	if b == nil || len(b.Probs) == 0 {
		return beliefWord(b, q, c)
	}
	name, p := likeliest(b.Probs, q.Options)
	return name + " " + words.Percent(p)
}

// likeliest is the option with most probability; of equals the first asked.
func likeliest(probs map[string]float64, options []string) (string, float64) {
	best, p := "", -1.0
	for _, o := range append(slices.Clone(options), slices.Sorted(maps.Keys(probs))...) {
		if v, ok := probs[o]; ok && v > p {
			best, p = o, v
		}
	}
	return best, p
}

// middle is the value whose level is nearest to one half.
func middle(b *standing.Belief) json.RawMessage {
	best := b.Quantiles[0]
	for _, q := range b.Quantiles {
		if math.Abs(q.Level-0.5) < math.Abs(best.Level-0.5) {
			best = q
		}
	}
	return best.Value
}

// valueWord writes a number with its unit, or an instant as a day.
func valueWord(raw json.RawMessage, q listing.Question, c words.Calendar) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	switch v := v.(type) {
	case float64:
		return strings.TrimSpace(words.Number(v) + " " + q.Unit)
	case string:
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return words.Day(t, c.Zone, c.Now)
		}
		return v
	}
	return string(raw)
}

// outcomeWord writes how a question came out.
func outcomeWord(raw json.RawMessage, q listing.Question, c words.Calendar) string {
	if len(raw) == 0 {
		return "–"
	}
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	switch v := v.(type) {
	case bool:
		return words.Outcome(raw)
	case float64:
		if q.Type == "binary" {
			return words.Percent(v) + " yes"
		}
	case string:
		switch v {
		case "below_range", "above_range":
			return beyondWord(v == "above_range", q, c)
		}
	}
	return valueWord(raw, q, c)
}

// beyondWord says on which side of the range the answer lies.
func beyondWord(above bool, q listing.Question, c words.Calendar) string {
	lo, hi := bounds(q)
	switch {
	case above && hi != nil:
		return beforeWord(q, "Above ", "After ") + axisWord(*hi, q, c)
	case above:
		return "Above the range"
	case lo != nil:
		return beforeWord(q, "Below ", "Before ") + axisWord(*lo, q, c)
	}
	return "Below the range"
}
