package questions

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/page"
)

// A wording is a question as it is typed into the form: texts, not yet values.
type wording struct {
	Title, Type      string
	Options          string // one a line
	Opens, Closes    string
	Criteria, Tags   string
	Background, From string
	Unit             string
	Range            rangeText
	If               conditionText
}

// problems names the field that is wrong and what to do about it.
type problems map[string]string

// check reads the texts. With problems, the question is not ready to be asked.
func (w wording) check(c words.Calendar) (journal.Asked, problems) {
	bad := problems{}
	a := journal.Asked{
		Title: strings.TrimSpace(w.Title), Type: w.Type,
		Criteria: strings.TrimSpace(w.Criteria), Background: strings.TrimSpace(w.Background),
		Source: strings.TrimSpace(w.From), Tags: tagsOf(w.Tags),
	}
	if a.Title == "" {
		bad["title"] = "Give the question a title that a yes or a value can answer."
	}
	a.Opens = w.instant(w.Opens, "opens", false, c, bad)
	a.Closes = w.instant(w.Closes, "closes", true, c, bad)
	if strings.TrimSpace(w.Closes) == "" {
		bad["closes"] = "Say when it closes, such as 2027-08-31 or “in 6 weeks”."
	}
	if a.Closes != nil {
		opens := c.Now
		word := "That is past: a question closes after it was asked."
		if a.Opens != nil {
			opens, word = a.Opens.Time(), "It must close after it opens."
		}
		if !a.Closes.Time().After(opens) {
			bad["closes"] = word
		}
	}
	if w.Type == "choice" {
		a.Options = linesOf(w.Options)
		if problem := checkOptions(a.Options); problem != "" {
			bad["options"] = problem
		}
	}
	if w.Type == "numeric" || w.Type == "date" {
		a.Range = w.Range.check(listing.Question{Type: w.Type}, c, bad)
	}
	if w.Type == "numeric" {
		a.Unit = strings.TrimSpace(w.Unit)
	}
	a.If = w.If.check(bad)
	return a, bad
}

func (w wording) instant(text, field string, end bool, c words.Calendar, bad problems) *journal.Instant {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	t, err := notation.ParseWhen(text, c.Now, c.Zone, end)
	if err != nil {
		bad[field] = page.Sentence(err)
		return nil
	}
	i := journal.Instant(t.UnixMilli())
	return &i
}

func checkOptions(options []string) string {
	if len(options) < 2 {
		return "Write at least two options, one per line; “other” is a good last one."
	}
	seen := map[string]bool{}
	for _, o := range options {
		if seen[strings.ToLower(o)] {
			return "“" + o + "” is listed twice: give every option once."
		}
		seen[strings.ToLower(o)] = true
	}
	return ""
}

func linesOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// tagsOf reads tags parted by commas or line breaks, each once.
func tagsOf(text string) []string {
	var out []string
	for _, t := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		t = strings.TrimPrefix(strings.TrimSpace(t), "#")
		if t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// reads says in a sentence how the question will read.
func (w wording) reads(c words.Calendar) string {
	a, bad := w.check(c)
	if a.Title == "" {
		return "The wording of the question appears here."
	}
	out := "“" + a.Title + "” " + answerWords(a, c)
	if a.Closes != nil && bad["closes"] == "" {
		last := a.Closes.Time().In(c.Zone)
		if last.Hour() == 0 && last.Minute() == 0 {
			out += "; forecasts count to the end of " + words.FullDay(last.Add(-time.Millisecond))
		} else {
			out += "; forecasts count to " + words.FullDay(last) + ", " + words.Clock(last)
		}
		out += " (" + words.ZoneName(last) + ")"
	}
	if a.If != nil {
		out += "; it counts only if “" + w.If.Title + "” ends: " + w.If.End
	}
	return out + "."
}

// wordingOf fills the form with a question as it stands.
func wordingOf(v question.View, c words.Calendar) wording {
	w := wording{Title: v.Title, Type: v.Type, Options: strings.Join(v.Options, "\n"), Criteria: v.Criteria,
		Background: v.Background, From: v.Source, Tags: strings.Join(v.Tags, ", "),
		Unit: v.Unit, Range: rangeTextOf(v.Question, c), If: conditionTextOf(v.Question, c)}
	if v.Opens != nil {
		w.Opens = notation.FormatWhen(v.Opens.Time().In(c.Zone), false)
	}
	if v.Closes != nil {
		w.Closes = notation.FormatWhen(v.Closes.Time().In(c.Zone), true)
	}
	return w
}

// changes gives what differs between two wordings, by the names of the format.
func changes(before, after wording, c words.Calendar) (map[string]any, problems) {
	a, bad := after.check(c)
	set := map[string]any{}
	put := func(key, was, is string, value any) {
		if strings.TrimSpace(was) != strings.TrimSpace(is) {
			set[key] = value
		}
	}
	put("title", before.Title, after.Title, a.Title)
	put("criteria", before.Criteria, after.Criteria, a.Criteria)
	put("background", before.Background, after.Background, a.Background)
	put("source", before.From, after.From, a.Source)
	if tags := tagsOf(after.Tags); !slices.Equal(tagsOf(before.Tags), tags) {
		set["tags"] = append([]string{}, tags...)
	}
	if !slices.Equal(linesOf(before.Options), a.Options) && after.Type == "choice" {
		set["options"] = a.Options
	}
	put("unit", before.Unit, after.Unit, a.Unit)
	if before.Range != after.Range && after.Type != "binary" && after.Type != "choice" {
		if a.Range == nil {
			a.Range = &journal.Range{}
		}
		set["range"] = a.Range
	}
	if !before.If.equal(after.If) {
		if after.If.none() {
			bad["if"] = "A condition can be changed, not removed."
		} else {
			set["if"] = a.If
		}
	}
	if before.Closes == after.Closes {
		delete(bad, "closes") // a closing that is past may stay as it is
	} else if a.Closes != nil {
		set["closes"] = *a.Closes
	}
	if before.Opens != after.Opens {
		if a.Opens == nil && bad["opens"] == "" {
			bad["opens"] = "An opening can be changed, not removed."
		} else if a.Opens != nil {
			set["opens"] = *a.Opens
		}
	}
	return set, bad
}

// A decision is how a question ended, as typed into the form.
type decision struct{ Outcome, Fraction, Known, Occurred, From, Note string }

// The choices for a binary question's outcome.
const (
	choiceYes  = "Yes"
	choiceNo   = "No"
	choicePart = "In part"
)

// check reads the texts of a decision on a question.
func (d decision) check(q listing.Question, c words.Calendar) (json.RawMessage, question.Resolving, problems) {
	bad := problems{}
	r := question.Resolving{Source: strings.TrimSpace(d.From), Note: strings.TrimSpace(d.Note)}
	outcome, err := d.outcome(q, c)
	if err != nil {
		field := "outcome"
		if q.Type == "binary" && d.Outcome == choicePart {
			field = "part"
		}
		bad[field] = page.Sentence(err)
	}
	var w wording
	if known := strings.TrimSpace(d.Known); known != "" && known != "now" {
		r.KnownAt = w.instant(known, "known", false, c, bad)
	}
	if r.KnownAt != nil && r.KnownAt.Time().After(c.Now) {
		bad["known"] = "That is in the future: say when it became known."
	}
	r.OccurredAt = w.instant(d.Occurred, "occurred", false, c, bad)
	return outcome, r, bad
}

func (d decision) outcome(q listing.Question, c words.Calendar) (json.RawMessage, error) {
	text := d.Outcome
	if q.Type == "binary" && text == choicePart {
		p, err := notation.ParseProbability(d.Fraction)
		if err != nil {
			return nil, err
		}
		if p <= 0 || p >= 1 {
			return nil, errors.New("in part means more than 0 % and less than 100 %")
		}
		return json.Marshal(p)
	}
	if text == "" {
		return nil, errors.New("say how it ended")
	}
	for _, b := range beyonds(q, c) {
		if b.word == text {
			return json.Marshal(notation.Outcome{Kind: b.outcome}.Value())
		}
	}
	o, err := notation.ParseOutcome(text, q.Type, q.Options, c.Zone)
	if err != nil {
		return nil, err
	}
	if problem := outside(o, q, c); problem != "" {
		return nil, errors.New(problem)
	}
	return json.Marshal(o.Value())
}

// outside says why an outcome cannot lie beyond the range, where it does.
func outside(o notation.Outcome, q listing.Question, c words.Calendar) string {
	lo, hi := bounds(q)
	x := o.Number
	switch o.Kind {
	case notation.OutcomeInstant:
		x = float64(o.At.UnixMilli())
	case notation.OutcomeBelow:
		if q.Range == nil || !q.Range.OpenBelow {
			return "the range is closed below: write the value"
		}
		return ""
	case notation.OutcomeAbove:
		if q.Range == nil || !q.Range.OpenAbove {
			return "the range is closed above: write the value"
		}
		return ""
	case notation.OutcomeNumber:
	default:
		return ""
	}
	switch {
	case lo != nil && x < *lo && !q.Range.OpenBelow:
		return "the question’s range begins at " + axisWord(*lo, q, c) + ": revise the range first, or annul the question"
	case hi != nil && x > *hi && !q.Range.OpenAbove:
		return "the question’s range ends at " + axisWord(*hi, q, c) + ": revise the range first, or annul the question"
	}
	return ""
}
