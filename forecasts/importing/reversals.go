package importing

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/overturning"
	"weathervane/model"
	"weathervane/model/journal"
)

// takenBack is why a question is open again that its source opened again.
const takenBack = "the source of the import took the outcome back"

// endOf plans how a question ended, unless that is known here. Decisions made by
// people here stay; those from an earlier export are superseded, unless this file
// was imported before.
func (p *plan) endOf(t *target, q *importers.Question, from *journal.Imported, odd func(string)) {
	known := t.ends
	if t.end != nil {
		known = append(slices.Clone(known), *t.end)
	}
	if q.Here != "" && (t == p.here[q.Here] || t == p.here[q.Key]) && (len(known) > 0 || t.asked.If != nil) {
		return // its people here have decided, or its condition does
	}
	if q.End == "" && (!q.Open || len(known) == 0) || len(known) > 0 && t.files[from.SHA256] {
		return
	}
	end := p.stated(t, q, odd)
	end.from = from.From
	reopened := slices.ContainsFunc(known, func(e endHere) bool { return e.kind == journal.QuestionReopened })
	for _, e := range known {
		if e.same(&end) && (!reopened || !slices.ContainsFunc(known, func(o endHere) bool { return slices.Contains(o.data.Supersedes, e.id) })) {
			return
		}
		if e.data.Note != t.asked.Source && (e.kind != journal.QuestionReopened || e.data.Source != takenBack) {
			odd("questions that ended otherwise here: left as they are")
			return
		}
	}
	t.end = &end
}

// stated is how the source says that a question ended, or that it is open again.
func (p *plan) stated(t *target, q *importers.Question, odd func(string)) endHere {
	switch q.End {
	case "":
		return endHere{kind: journal.QuestionReopened, data: journal.Resolved{Source: takenBack}}
	case "resolved":
	default:
		return endHere{kind: journal.QuestionAnnulled, data: journal.Resolved{Source: q.End, Note: t.asked.Source}}
	}
	outcome := q.Outcome
	switch o := outcome.(type) {
	case string:
		outcome = clean(o)
	case time.Time:
		outcome = journal.InstantOf(o)
	}
	end := endHere{kind: journal.QuestionResolved, data: journal.Resolved{Note: t.asked.Source, KnownAt: p.knownAt(q, odd)}}
	end.data.Outcome, _ = json.Marshal(outcome)
	return end
}

func (e *endHere) same(o *endHere) bool {
	return e.kind == o.kind && bytes.Equal(e.data.Outcome, o.data.Outcome) && (e.kind == journal.QuestionResolved || e.data.Source == o.data.Source)
}

// writeEnd records how a question ended, on top of what was known of it.
func (p *plan) writeEnd(w *batchWriter, t *target) error {
	var known []journal.ID
	for _, e := range t.ends {
		known = append(known, e.id)
	}
	var data any
	switch d := t.end.data; t.end.kind {
	case journal.QuestionReopened:
		data = journal.Reopened{Question: t.id, Why: d.Source, Supersedes: known}
	case journal.QuestionAnnulled:
		data = journal.Annulled{Question: t.id, Why: d.Source, Note: d.Note, Supersedes: known}
	default:
		d.Question, d.Supersedes = t.id, known
		data = d
	}
	id, err := w.add(t.end.kind, data)
	if err == nil && len(known) > 0 {
		p.decides(id, t.end.from)
	}
	return err
}

// reverses reports whether a source decides otherwise than it did in an earlier
// export.
func (t *target) reverses() bool { return t.end != nil && len(t.ends) > 0 }

func (p *plan) reverses() bool {
	for _, t := range p.order {
		if t.reverses() {
			return true
		}
	}
	return false
}

// rehearseReversals records, in a transaction that is rolled back, what sources
// decide otherwise, so that the preview has it among what is overturned.
func (b *importing) rehearseReversals(t *model.Tx) error {
	if !b.plan.reverses() {
		return nil
	}
	a, err := b.desk.Rehearsing(t)
	if err != nil {
		return err
	}
	w := &batchWriter{a: a, at: a.At}
	for _, t := range b.plan.order {
		if t.reverses() {
			if err := b.plan.writeEnd(w, t); err != nil {
				return err
			}
		}
	}
	return w.flush()
}

// decide names the services by whose exports outcomes are overturned: the user
// records them, and has decided neither them nor, as endOf sees to, what stood before.
func (p *plan) decide(all []overturning.Overturn) {
	for i := range all {
		if from, ok := p.decided[all[i].Decision]; ok {
			all[i].By, all[i].ScoredOnIt = forecaster.Forecaster{Name: from}, false
			all[i].WasBy = all[i].By
		}
	}
}

// decides remembers that a record says what a service decided.
func (p *plan) decides(record journal.ID, from string) {
	if p.decided == nil {
		p.decided = map[journal.ID]string{}
	}
	p.decided[record] = from
}
