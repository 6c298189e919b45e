package model

import (
	"encoding/json"
	"slices"

	"weathervane/model/journal"
)

// ending is how a question ended, as far as those who decided agree.
type ending struct {
	kind    string // "" (open), resolved, annulled or disputed
	outcome string // JSON
	why     string
	known   *journal.Instant // when the outcome came to be known
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
}

// foldEnds is the multi-value register: the decisions that no other one
// supersedes hold; where they agree that is the end, where not it is disputed.
func (f *questionFold) foldEnds() error {
	all, err := f.decisions()
	if err != nil {
		return err
	}
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
		if err := f.writeEnd(all[i]); err != nil {
			return err
		}
	}
	f.end = agree(holding)
	return nil
}

func agree(holding []decision) ending {
	if len(holding) == 0 || (holding[0].kind == "reopened" && same(holding)) {
		return ending{}
	}
	first := holding[0]
	if !same(holding) {
		return ending{kind: "disputed", at: earliest(holding)}
	}
	return ending{first.kind, first.outcome, first.why, first.knownOf(holding), earliest(holding)}
}

func same(ds []decision) bool {
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
	for _, x := range f.facts {
		if _, retracted := f.back[x.num]; retracted {
			continue
		}
		d := decision{fact: x, id: journal.IDOf(x.line)}
		switch x.kind {
		case journal.QuestionResolved:
			r, err := decode[journal.Resolved](x.line)
			if err != nil {
				return nil, err
			}
			if why := f.unfitOutcome(r.Outcome); why != "" {
				if err := f.odd(x, why); err != nil {
					return nil, err
				}
				continue
			}
			d.kind, d.outcome, d.known, d.supersedes = "resolved", Canonical(r.Outcome), &r.KnownAt, r.Supersedes
		case journal.QuestionAnnulled:
			a, err := decode[journal.Annulled](x.line)
			if err != nil {
				return nil, err
			}
			d.kind, d.why, d.supersedes = "annulled", a.Why, a.Supersedes
		case journal.QuestionReopened:
			r, err := decode[journal.Reopened](x.line)
			if err != nil {
				return nil, err
			}
			d.kind, d.why, d.supersedes = "reopened", r.Why, r.Supersedes
		default:
			continue
		}
		all = append(all, d)
	}
	return all, nil
}

func (f *questionFold) writeEnd(d decision) error {
	_, err := f.t.exec("INSERT INTO ends (num, question, kind, outcome, why, known_at, holds) VALUES (?, ?, ?, ?, ?, ?, ?)",
		d.num, f.num, d.kind, d.outcome, d.why, nullable(d.known), d.holds)
	return err
}

// Canonical spells an outcome in one way: yes as true, no as false, numbers short.
func Canonical(outcome json.RawMessage) string {
	var v any
	if json.Unmarshal(outcome, &v) != nil {
		return string(outcome)
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// unfitOutcome says why an outcome cannot be one of this question, or nothing.
func (f *questionFold) unfitOutcome(outcome json.RawMessage) string {
	return UnfitOutcome(f.q, f.options, outcome)
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

// unfitRange refuses what lies beyond a closed bound.
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
