package merging

import (
	"cmp"
	"encoding/json"
	"errors"

	"weathervane/forecasts/overturning"
	"weathervane/forecasts/revision"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// whyKept is what a revision says that keeps a wording.
const whyKept = "kept as it was before a merge"

// Keep says again, on top of the records that were merged, what they overturn and
// the user keeps. The records must have been folded.
func (m *Merger) Keep(a *session.Author, all []overturning.Overturn) error {
	for i := range all {
		o := &all[i]
		if !o.Kept || o.Final {
			continue
		}
		keep := m.keepWording
		if _, ended := o.Record(); ended {
			keep = m.keepEnd
		}
		if err := keep(a, o); err != nil {
			return err
		}
	}
	return nil
}

// keepEnd decides again how a question ended.
func (m *Merger) keepEnd(a *session.Author, o *overturning.Overturn) error {
	id, _ := o.Record()
	row, here, err := m.t.Reader().Record(id)
	if err != nil || !here {
		return cmp.Or(err, errors.New("the resolution to keep is not here: look at the files again"))
	}
	rec, err := journal.ParseRecord(row.Line)
	if err != nil {
		return err
	}
	num, _, err := m.t.Reader().Num(o.Question)
	if err != nil {
		return err
	}
	ends, err := m.t.Reader().EndRecords(num)
	if err != nil {
		return err
	}
	var known []journal.ID
	for _, e := range ends {
		known = append(known, journal.ID(e.ID))
	}
	return sayAgain(a, o.Question, rec, known)
}

// keepWording sets members of a question again.
func (m *Merger) keepWording(a *session.Author, o *overturning.Overturn) error {
	num, _, err := m.t.Reader().Num(o.Question)
	if err != nil {
		return err
	}
	known, err := revision.Known(m.t.Reader(), num)
	if err != nil {
		return err
	}
	set, err := json.Marshal(o.Set())
	if err != nil {
		return err
	}
	_, err = a.Add(journal.QuestionRevised, journal.Revised{Question: &o.Question, Set: set, Why: whyKept, Supersedes: known})
	return err
}
