// Package decision knows who decided what of a question: how it ended, and how
// it was worded. To confirm what holds, or to decide as somebody else decided who
// has not decided otherwise since, is no decision of one's own.
package decision

import (
	"bytes"
	"cmp"
	"maps"
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
	First      Act             // who decided what holds
	Known      Act             // who last changed when that was known
	KnownAt    journal.Instant // the earliest of those that hold
	KnownFirst journal.Instant // when it was known, as First said
	Recorded   journal.Instant // when the outcome that holds was recorded
	Holding    []Act           // what no other decision supersedes

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

// Decider is who decided what holds; if the question is disputed, the first of
// them.
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
	superseded, err := r.SupersededEnds()
	if err != nil {
		return nil, err
	}
	ofSets, err := endsOfSets(r, superseded)
	return endsBy(append(rows, ofSets...), superseded, b), err
}

// EndsOf tells it of some questions, by their numbers.
func EndsOf(r model.Reader, b forecaster.Directory, questions []int64) (map[journal.ID]Ended, error) {
	rows, err := r.DecisionsOn(questions)
	if err != nil {
		return nil, err
	}
	superseded, err := r.SupersededEndsOn(questions)
	return endsBy(rows, superseded, b), err
}

func endsBy(rows []model.Decision, superseded map[journal.ID][]journal.ID, b forecaster.Directory) map[journal.ID]Ended {
	slices.SortStableFunc(rows, func(a, b model.Decision) int { return bytes.Compare(a.Question, b.Question) })
	all := make(map[journal.ID]Ended, len(rows))
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && bytes.Equal(rows[n].Question, rows[0].Question) {
			n++
		}
		all[journal.ID(rows[0].Question)] = endedBy(rows[:n], superseded, b)
		rows = rows[n:]
	}
	return all
}

// A value is what decisions agree on.
type value struct{ kind, outcome string }

// said is a value and by whose decision it holds, or is held to.
type said struct {
	value
	by, known         Act // who decided it, and who last changed when it was known
	knownAt, knownWas journal.Instant
}

// endedBy goes through the decisions on a question in order.
func endedBy(all []model.Decision, superseded map[journal.ID][]journal.ID, b forecaster.Directory) Ended {
	var end Ended
	var holding []*model.Decision
	now, lastOf := map[value]*said{}, map[string]*said{} // what holds; by author, what each says
	for i := range all {
		d := &all[i]
		act, v := Act{journal.ID(d.ID), b.Owner(d.Key), d.At}, value{d.Kind, d.Outcome}
		own := &said{value: v, by: act, known: act}
		if d.KnownAt != nil {
			own.knownAt, own.knownWas = *d.KnownAt, *d.KnownAt
			if d.Kind == "resolved" {
				end.Outcomes = append(end.Outcomes, Outcome{act, d.Outcome, *d.KnownAt})
			}
		}
		gone := superseded[act.ID]
		holding = slices.DeleteFunc(holding, func(e *model.Decision) bool { return slices.Contains(gone, journal.ID(e.ID)) })
		holding = append(holding, d)
		then := map[value]*said{}
		for _, e := range holding {
			if v := (value{e.Kind, e.Outcome}); now[v] != nil {
				then[v] = now[v]
			}
		}
		if then[v] == nil {
			then[v] = own
			for _, key := range slices.Sorted(maps.Keys(lastOf)) {
				if other := lastOf[key]; key != act.By.Key && other.value == v { // who says so still
					again := *other
					then[v] = &again
				}
			}
		}
		for v, h := range then {
			if at := knownAt(holding, v); at != h.knownAt {
				h.known, h.knownAt = act, at
				if h.by.By.Key == act.By.Key { // who decided it says so
					h.knownWas = at
				}
			}
		}
		now = then
		if last := lastOf[act.By.Key]; last != nil && last.value == v {
			own.by = last.by // since when
		}
		lastSaid := *own
		lastOf[act.By.Key] = &lastSaid
	}
	for i := range all {
		if all[i].Holds {
			end.Holding = append(end.Holding, Act{journal.ID(all[i].ID), b.Owner(all[i].Key), all[i].At})
		}
	}
	for v, h := range now {
		if len(now) == 1 && v.kind == "resolved" {
			end.First, end.Known, end.KnownAt, end.KnownFirst, end.Recorded = h.by, h.known, h.knownAt, h.knownWas, h.by.At
			return end
		}
		if !slices.ContainsFunc(end.Void, func(a Act) bool { return a.By == h.by.By }) {
			end.Void = append(end.Void, h.by)
		}
	}
	slices.SortFunc(end.Void, func(a, b Act) int { return cmp.Or(cmp.Compare(a.At, b.At), slices.Compare(a.ID[:], b.ID[:])) })
	return end
}

// knownAt is the earliest instant at which those who hold a value say that it was
// known; 0 if none does.
func knownAt(holding []*model.Decision, v value) (at journal.Instant) {
	for _, e := range holding {
		if (value{e.Kind, e.Outcome}) == v && e.KnownAt != nil && (at == 0 || *e.KnownAt < at) {
			at = *e.KnownAt
		}
	}
	return at
}
