package questions

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
	"weathervane/ui/page"
)

// askedTypes are the types of answer, in the form's order, and askedNames
// their names there.
var (
	askedTypes = []string{"binary", "choice", "numeric", "date"}
	askedNames = []string{"Yes or no", "One of several", "A number", "A date"}
)

// A rangeText is a range as it is typed: from, to, and whether the answer may
// lie beyond.
type rangeText struct {
	From, To     string
	Below, Above bool
}

func (r rangeText) empty() bool {
	return strings.TrimSpace(r.From) == "" && strings.TrimSpace(r.To) == ""
}

// check reads a range; without ends there is none.
func (r rangeText) check(q listing.Question, c words.Calendar, bad problems) *journal.Range {
	if r.empty() {
		return nil
	}
	out := &journal.Range{}
	var ends [2]float64
	for i, end := range []struct {
		text, field string
		open        bool
		raw         *json.RawMessage
		is          *bool
	}{{r.From, "from", r.Below, &out.Min, &out.OpenBelow}, {r.To, "to", r.Above, &out.Max, &out.OpenAbove}} {
		if strings.TrimSpace(end.text) == "" {
			continue
		}
		x, err := readValue(end.text, q, c)
		if err != nil {
			bad[end.field] = page.Sentence(err)
			continue
		}
		ends[i], *end.is = x, end.open
		*end.raw = rawOf(x, q)
	}
	if len(out.Min) > 0 && len(out.Max) > 0 && ends[0] >= ends[1] {
		bad["to"] = "The range must end above where it begins."
		if q.Type == "date" {
			bad["to"] = "The range must end after it begins."
		}
	}
	return out
}

// rawOf is a value as records hold it.
func rawOf(x float64, q listing.Question) json.RawMessage {
	var v any = x
	if q.Type == "date" {
		v = journal.Instant(int64(x))
	}
	raw, _ := json.Marshal(v) // a finite number and an instant have a form
	return raw
}

// rangeTextOf writes a range into the form.
func rangeTextOf(q listing.Question, c words.Calendar) rangeText {
	if q.Range == nil {
		return rangeText{}
	}
	return rangeText{valueText(q.Range.Min, q, c), valueText(q.Range.Max, q, c), q.Range.OpenBelow, q.Range.OpenAbove}
}

// rangeWords says a range: "0 to 300 seats or more".
func rangeWords(q listing.Question, c words.Calendar) string {
	lo, hi := bounds(q)
	bare := q
	bare.Unit = ""
	switch {
	case lo != nil && hi != nil:
		from, to := axisWord(*lo, bare, c), axisWord(*hi, q, c)
		if q.Type == "date" {
			from, to = c.Days(time.UnixMilli(int64(*lo)), time.UnixMilli(int64(*hi)))
		}
		phrase := from + " to " + to
		switch {
		case q.Range.OpenBelow && q.Range.OpenAbove:
			phrase += ", or beyond"
		case q.Range.OpenBelow:
			phrase += ", or less"
		case q.Range.OpenAbove:
			phrase += ", or more"
		}
		if q.Type == "date" {
			phrase = strings.NewReplacer(", or less", ", or before", ", or more", ", or later").Replace(phrase)
		}
		return phrase
	case lo != nil:
		return "from " + axisWord(*lo, q, c)
	case hi != nil:
		return "up to " + axisWord(*hi, q, c)
	}
	return ""
}

// A conditionText is the question on which another shall depend, and the end
// that it needs, as it is chosen in the form.
type conditionText struct {
	Question journal.ID
	Title    string
	Ends     []string // in which the question can end, as words
	End      string
}

func (t conditionText) none() bool { return t.Question.IsZero() }

// equal reports whether two conditions are the same one.
func (t conditionText) equal(o conditionText) bool {
	return t.Question == o.Question && (t.none() || t.End == o.End)
}

// conditionOn is a condition on a question of which the end is still to choose.
func conditionOn(q listing.Question) conditionText {
	t := conditionText{Question: q.ID, Title: q.Title, Ends: q.Options}
	if q.Type == "binary" {
		t.Ends, t.End = []string{choiceYes, choiceNo}, choiceYes
	}
	return t
}

// conditionTextOf writes a condition into the form.
func conditionTextOf(q listing.Question, c words.Calendar) conditionText {
	if q.If == nil || q.If.Question.IsZero() {
		return conditionText{}
	}
	end := outcomeWord(q.If.Outcome, listing.Question{}, c)
	t := conditionText{Question: q.If.Question, Title: q.If.Title, End: end, Ends: []string{end}}
	if end == choiceYes || end == choiceNo {
		t.Ends = []string{choiceYes, choiceNo}
	}
	return t
}

// check reads a condition; without a question there is none.
func (t conditionText) check(bad problems) *journal.Condition {
	if t.none() {
		return nil
	}
	if !slices.Contains(t.Ends, t.End) {
		bad["if"] = "Say how “" + t.Title + "” must end."
		return nil
	}
	var end any = t.End
	if t.End == choiceYes || t.End == choiceNo {
		end = t.End == choiceYes
	}
	raw, _ := json.Marshal(end) // words and yes or no have a form
	return &journal.Condition{Question: t.Question, Outcome: raw}
}

// canCondition reports whether a question can be what another depends on: one
// that ends in words, and has not ended.
func canCondition(q, other listing.Question) bool {
	return q.ID != other.ID && (q.Type == "binary" || q.Type == "choice") &&
		(q.Status == "open" || q.Status == "closed")
}

// answerWords say what answers a question of a type.
func answerWords(a journal.Asked, c words.Calendar) string {
	q := listing.Question{Type: a.Type, Unit: a.Unit, Range: a.Range}
	switch a.Type {
	case "choice":
		if len(a.Options) == 0 {
			return "is answered by one of its options"
		}
		return "is answered by one of " + strings.Join(a.Options, ", ")
	case "numeric", "date":
		phrase := "is answered by a day"
		if a.Type == "numeric" {
			phrase = "is answered by a number"
			if a.Unit != "" {
				phrase += " of " + a.Unit
			}
		}
		q.Unit = ""
		if r := rangeWords(q, c); r != "" {
			phrase += ", " + r
		}
		return phrase
	}
	return "is answered by yes or no"
}

// A beyond is an outcome outside a range, and the word for it in the form.
type beyond struct {
	word    string
	outcome notation.OutcomeKind
}

// beyonds are the ends beyond the range that a question admits.
func beyonds(q listing.Question, c words.Calendar) []beyond {
	var out []beyond
	lo, hi := bounds(q)
	if lo != nil && q.Range.OpenBelow {
		out = append(out, beyond{beforeWord(q, "Less than ", "Before ") + axisWord(*lo, q, c), notation.OutcomeBelow})
	}
	if hi != nil && q.Range.OpenAbove {
		out = append(out, beyond{beforeWord(q, "More than ", "After ") + axisWord(*hi, q, c), notation.OutcomeAbove})
	}
	return out
}

func beforeWord(q listing.Question, number, day string) string {
	if q.Type == "date" {
		return day
	}
	return number
}
