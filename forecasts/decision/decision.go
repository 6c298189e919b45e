// Package decision knows who decided what of a question: how it ended, and how
// it was worded. To decide again as somebody else had decided, or to confirm
// that, is no decision of one's own.
package decision

import (
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// An Act is a record that decides something, and whose it is.
type Act struct {
	ID journal.ID
	By forecaster.Forecaster
	At journal.Instant // from when it counts
}

// Ended is who decided how a question ended.
type Ended struct {
	First    Act // who was the first to decide what holds
	Known    Act // who was the first to say when that was known
	KnownAt  journal.Instant
	Recorded journal.Instant // when the outcome that holds was first recorded
	Holding  []Act           // what no other decision supersedes

	Outcomes []Outcome // what was decided, in order, whether it holds or not

	// Void are those by whose decision the question has no outcome: it is annulled,
	// open again or disputed. Then First and Known are empty.
	Void []Act
}

// An Outcome is one that somebody decided.
type Outcome struct {
	Act
	Outcome string // JSON
	KnownAt journal.Instant
}

// Decider is the first who decided what holds; if the question is disputed, the
// first of them.
func (e *Ended) Decider() (Act, bool) {
	switch {
	case len(e.Void) > 0:
		return e.Void[0], true
	case len(e.Holding) > 0:
		return e.First, true
	}
	return Act{}, false
}

// IsDatedAgain reports whether somebody else than the one who decided it said when
// the outcome was known.
func (e *Ended) IsDatedAgain() bool { return e.Known.By.Key != e.First.By.Key }

// ByOthers is the last outcome that somebody else than the owner of a key decided.
func (e *Ended) ByOthers(key string) (Outcome, bool) {
	for _, o := range slices.Backward(e.Outcomes) {
		if o.By.Key != key {
			return o, true
		}
	}
	return Outcome{}, false
}

// Ends tells for each question that somebody ended or reopened who did, and for each
// scenario set that somebody decided.
func Ends(r model.Reader, b forecaster.Directory) (map[journal.ID]Ended, error) {
	rows, err := r.Decisions()
	if err != nil {
		return nil, err
	}
	ofSets, err := endsOfSets(r)
	byQuestion := map[journal.ID][]model.Decision{}
	for _, row := range slices.Concat(rows, ofSets) {
		q := journal.ID(row.Question)
		byQuestion[q] = append(byQuestion[q], row)
	}
	all := make(map[journal.ID]Ended, len(byQuestion))
	for q, decisions := range byQuestion {
		all[q] = endedBy(decisions, b)
	}
	return all, err
}

// alike reports whether two decisions are the same one.
func alike(a, b *model.Decision) bool { return a.Kind == b.Kind && a.Outcome == b.Outcome }

func endedBy(all []model.Decision, b forecaster.Directory) Ended {
	var end Ended
	actOf := func(e *model.Decision) Act { return Act{journal.ID(e.ID), b.Owner(e.Key), e.At} }
	first := func(fits func(e *model.Decision) bool) *model.Decision {
		return &all[slices.IndexFunc(all, func(e model.Decision) bool { return fits(&e) })]
	}
	for i := range all {
		if e := &all[i]; e.Kind == "resolved" && e.KnownAt != nil {
			end.Outcomes = append(end.Outcomes, Outcome{actOf(e), e.Outcome, *e.KnownAt})
		}
	}
	var holding []*model.Decision
	for i := range all {
		if all[i].Holds {
			holding = append(holding, &all[i])
			end.Holding = append(end.Holding, actOf(&all[i]))
		}
	}
	if len(holding) == 0 {
		return end
	}
	if holding[0].Kind != "resolved" || slices.ContainsFunc(holding, func(e *model.Decision) bool { return !alike(e, holding[0]) }) {
		for _, e := range holding {
			if by := actOf(first(func(o *model.Decision) bool { return alike(o, e) })); !slices.ContainsFunc(end.Void, func(a Act) bool { return a.By == by.By }) {
				end.Void = append(end.Void, by)
			}
		}
		return end
	}
	end.First = actOf(first(func(e *model.Decision) bool { return alike(e, holding[0]) }))
	end.Recorded = end.First.At
	var known *model.Decision
	for _, e := range holding {
		if e.KnownAt != nil && (known == nil || *e.KnownAt < *known.KnownAt) {
			known = e
		}
	}
	if known != nil {
		end.KnownAt = *known.KnownAt
		end.Known = actOf(first(func(e *model.Decision) bool { return alike(e, known) && e.KnownAt != nil && *e.KnownAt == end.KnownAt }))
	}
	return end
}
