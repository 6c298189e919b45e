package model

import (
	"encoding/json"
	"errors"
	"math"
	"slices"

	"weathervane/model/journal"
)

// ending is how a question ended, as far as those who decided agree.
type ending struct {
	kind    string // "" (open), resolved, annulled or disputed
	outcome string // JSON
	why     string
	known   *journal.Instant // when the outcome became known
	at      *journal.Instant // when the question was over: known, or the annulment's recording
}

// decision is one record that ends or reopens a question.
type decision struct {
	fact
	id         journal.ID
	kind       string // resolved, annulled or reopened
	outcome    string
	why        string
	known      *journal.Instant
	supersedes []journal.ID
	holds      bool
	question   int64 // which of the questions that are one
}

// foldEnds is the multi-value register: the decisions that no other one
// supersedes hold; where they agree that is the end, where not it is disputed.
func (f *questionFold) foldEnds() error {
	all, err := f.decisions()
	if err != nil {
		return err
	}
	var own []decision
	for _, d := range all {
		if d.question == f.num {
			own = append(own, d)
		}
	}
	_, f.own = endOf(own)
	all, f.end = endOf(all)
	for _, d := range all {
		if err := f.writeEnd(d); err != nil {
			return err
		}
	}
	return nil
}

// endOf marks the decisions that hold, and tells what they say together.
func endOf(all []decision) ([]decision, ending) {
	superseded := map[journal.ID]bool{}
	for _, d := range all {
		for _, id := range d.supersedes {
			superseded[id] = true
		}
	}
	var holding []decision
	for i := range all {
		all[i].holds = !superseded[all[i].id]
		if all[i].holds {
			holding = append(holding, all[i])
		}
	}
	return all, agree(holding)
}

func agree(holding []decision) ending {
	if len(holding) == 0 || (holding[0].kind == "reopened" && unanimous(holding)) {
		return ending{}
	}
	first := holding[0]
	if !unanimous(holding) {
		return ending{kind: "disputed", at: earliest(holding)}
	}
	return ending{first.kind, first.outcome, first.why, first.knownOf(holding), earliest(holding)}
}

func unanimous(ds []decision) bool {
	return !slices.ContainsFunc(ds, func(d decision) bool { return d.kind != ds[0].kind || d.outcome != ds[0].outcome })
}

func (d decision) knownOf(all []decision) *journal.Instant {
	if d.kind != "resolved" {
		return nil
	}
	return earliest(all)
}

// earliest is the first instant at which one of the decisions says that it was over.
func earliest(all []decision) *journal.Instant {
	var first *journal.Instant
	for _, d := range all {
		at := &d.at
		if d.known != nil {
			at = d.known
		}
		if first == nil || *at < *first {
			first = at
		}
	}
	return first
}

func (f *questionFold) decisions() ([]decision, error) {
	var all []decision
	take := func(x *fact, d decision, question journal.ID) (err error) {
		if !x.counts() {
			return nil
		}
		d.fact, d.id = *x, journal.IDOf(x.line)
		d.question, err = f.t.num(question)
		all = append(all, d)
		return err
	}
	unfit := func(x *fact) (string, error) {
		r, err := decode[journal.Resolved](x.line)
		if err != nil {
			return "", err
		}
		asked, err := f.askedAt(x.at)
		return UnfitOutcome(asked, f.options, r.Outcome), err
	}
	err := errors.Join(
		f.each(journal.QuestionResolved, unfit, func(x *fact) error {
			r, err := decode[journal.Resolved](x.line)
			if err != nil {
				return err
			}
			return take(x, decision{kind: "resolved", outcome: Canonical(r.Outcome), known: f.knownAt(r.KnownAt), supersedes: r.Supersedes}, r.Question)
		}),
		f.each(journal.QuestionAnnulled, nil, func(x *fact) error {
			a, err := decode[journal.Annulled](x.line)
			if err != nil {
				return err
			}
			return take(x, decision{kind: "annulled", why: a.Why, supersedes: a.Supersedes}, a.Question)
		}),
		f.each(journal.QuestionReopened, nil, func(x *fact) error {
			r, err := decode[journal.Reopened](x.line)
			if err != nil {
				return err
			}
			return take(x, decision{kind: "reopened", why: r.Why, supersedes: r.Supersedes}, r.Question)
		}),
	)
	slices.SortStableFunc(all, func(a, b decision) int {
		if a.before(b.fact) {
			return -1
		}
		return 1
	})
	return all, err
}

// knownAt is when an outcome counts as known: not before the question was
// asked, unless the question was imported with a past of its own.
func (f *questionFold) knownAt(known journal.Instant) *journal.Instant {
	if known >= f.asked.at || slices.ContainsFunc(f.facts, func(x *fact) bool {
		if x.kind != journal.ForecastMade {
			return false
		}
		ours, err := f.isOurs(x)
		if err != nil || !ours {
			return false
		}
		d, err := f.made(x)
		return err == nil && d.Imported != nil
	}) {
		return &known
	}
	asked := f.asked.at
	return &asked
}

func (f *questionFold) writeEnd(d decision) error {
	_, err := f.t.exec("INSERT OR REPLACE INTO ends (num, question, kind, outcome, why, known_at, holds) VALUES (?, ?, ?, ?, ?, ?, ?)",
		d.num, f.num, d.kind, d.outcome, d.why, nullable(d.known), d.holds)
	return err
}

// Canonical writes an outcome in one way: yes as true, no as false, numbers
// short.
func Canonical(outcome json.RawMessage) string {
	var v any
	if json.Unmarshal(outcome, &v) != nil {
		return string(outcome)
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// UnfitOutcome says why an outcome does not fit a question, or nothing. The
// options are those of every wording.
func UnfitOutcome(q journal.Asked, options [][]string, outcome json.RawMessage) string {
	var v any
	if json.Unmarshal(outcome, &v) != nil {
		return "the outcome is not JSON"
	}
	if s, ok := v.(string); ok && (q.Type == "numeric" || q.Type == "date") {
		return unfitBound(q, s)
	}
	switch q.Type {
	case "binary":
		if _, ok := v.(bool); ok {
			return ""
		}
		if x, ok := v.(float64); ok && x >= 0 && x <= 1 {
			return ""
		}
		return "a binary question ends with yes, no or a fraction"
	case "choice":
		s, ok := v.(string)
		if ok && slices.ContainsFunc(options, func(o []string) bool { return slices.Contains(o, s) }) {
			return ""
		}
		return "the outcome is not one of the question's options"
	case "numeric":
		x, ok := v.(float64)
		if !ok {
			return "a numeric question ends with a number"
		}
		if math.Abs(x) > MostNumber {
			return "the outcome is " + tooLarge
		}
		return unfitRange(q, x)
	}
	return "a date question ends with an instant"
}

func unfitBound(q journal.Asked, s string) string {
	switch {
	case s == "below_range" && q.Range != nil && q.Range.OpenBelow, s == "above_range" && q.Range != nil && q.Range.OpenAbove:
		return ""
	case s == "below_range" || s == "above_range":
		return "the question's range is closed on that side"
	}
	if at, err := journal.ParseInstant(s); err == nil && q.Type == "date" {
		return unfitRange(q, float64(at))
	}
	return "a " + q.Type + " question does not end with " + s
}

// MostNumber is the largest number, above or below zero, that an answer has: what
// scores make of it, squares and sums among it, is finite.
const MostNumber = 1e150

const tooLarge = "beyond ±1e150, the largest number that is scored"

// UnfitRange says why answers cannot lie in a range, or nothing; a question's range
// that is unfit takes no effect.
func UnfitRange(r *journal.Range) string {
	if r == nil {
		return ""
	}
	lo, below := Scalar(r.Min)
	hi, above := Scalar(r.Max)
	switch {
	case math.Abs(lo) > MostNumber || math.Abs(hi) > MostNumber:
		return "a bound of the range is " + tooLarge
	case below && above && lo >= hi:
		return "the range ends before it begins"
	case below && above && hi-lo < 1/MostNumber:
		return "the range is too narrow for a number"
	}
	return ""
}

// unfitRange refuses what is beyond a closed bound.
func unfitRange(q journal.Asked, x float64) string {
	if q.Range == nil {
		return ""
	}
	if lo, ok := Scalar(q.Range.Min); ok && x < lo && !q.Range.OpenBelow {
		return "the outcome lies below the question's range"
	}
	if hi, ok := Scalar(q.Range.Max); ok && x > hi && !q.Range.OpenAbove {
		return "the outcome lies above the question's range"
	}
	return ""
}

// Scalar reads a JSON number, or an instant as its milliseconds.
func Scalar(v json.RawMessage) (float64, bool) {
	var x any
	if len(v) == 0 || json.Unmarshal(v, &x) != nil {
		return 0, false
	}
	switch x := x.(type) {
	case float64:
		return x, true
	case string:
		at, err := journal.ParseInstant(x)
		return float64(at), err == nil
	}
	return 0, false
}
