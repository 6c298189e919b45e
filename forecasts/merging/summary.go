package merging

import (
	"cmp"
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Disputed lists the questions that are disputed now.
func Disputed(r model.Reader) (map[journal.ID]bool, error) {
	rows, err := r.DisputedQuestions()
	all := map[journal.ID]bool{}
	for _, row := range rows {
		all[journal.ID(row.ID)] = true
	}
	return all, err
}

// Summarize counts what the merge brought, once its records are folded.
func (m *Merger) Summarize(r model.Reader, before map[journal.ID]bool) error {
	adds := map[string]*int{
		journal.QuestionAsked: &m.Summary.Adds.Questions, journal.ForecastMade: &m.Summary.Adds.Forecasts,
		journal.FindingFiled: &m.Summary.Adds.Findings, journal.ArticleAdded: &m.Summary.Adds.Articles,
		journal.QuestionResolved: &m.Summary.Adds.Resolutions, journal.QuestionAnnulled: &m.Summary.Adds.Resolutions,
	}
	idle, err := m.withoutEffect(r)
	if err != nil {
		return err
	}
	counting := m.fresh[:0:0]
	for _, rec := range m.fresh {
		if rec.Strange {
			m.Summary.NotUnderstood++
		}
		if idle[rec.ID] {
			continue
		}
		counting = append(counting, rec)
		if n := adds[rec.Kind]; n != nil {
			*n++
		} else {
			m.Summary.Adds.Other++
		}
	}
	after, err := Disputed(r)
	if err != nil {
		return err
	}
	for id := range after {
		if !before[id] {
			m.Summary.Disputed = append(m.Summary.Disputed, id)
		}
	}
	slices.SortFunc(m.Summary.Disputed, func(a, b journal.ID) int { return strings.Compare(string(a[:]), string(b[:])) })
	return m.look(r, counting)
}

// withoutEffect counts the new records that do not count, and tells which they are.
func (m *Merger) withoutEffect(r model.Reader) (map[journal.ID]bool, error) {
	rows, err := r.WithoutEffect()
	why := make(map[journal.ID]string, len(rows))
	for _, row := range rows {
		why[journal.ID(row.ID)], _ = model.ReasonOf(row.Why)
	}
	m.Summary.WithoutEffect = map[string]int{}
	idle := map[journal.ID]bool{}
	for _, rec := range m.fresh {
		if reason, ok := why[rec.ID]; ok {
			m.Summary.WithoutEffect[reason]++
			idle[rec.ID] = true
		}
	}
	return idle, err
}

// look queries the folded tables about the new records: which are late, which
// wait, and, of those that count, which questions they concern.
func (m *Merger) look(r model.Reader, counting []journal.Record) error {
	b, err := forecaster.Open(r)
	if err != nil {
		return err
	}
	waiting, err := r.WaitingIDs()
	if err != nil {
		return err
	}
	late, err := r.LateIDs()
	if err != nil {
		return err
	}
	for _, rec := range m.fresh {
		if waiting[rec.ID] {
			m.Summary.Waiting++
		}
		if late[rec.ID] {
			if err := m.late(r, b, rec); err != nil {
				return err
			}
		}
	}
	if err := m.changes(r, b, counting); err != nil {
		return err
	}
	if err := m.disputes(r, b); err != nil {
		return err
	}
	if err := m.similarQuestions(r); err != nil {
		return err
	}
	return m.whose(r, b)
}

// changes gathers the new records that count by question, kind and author.
func (m *Merger) changes(r model.Reader, b forecaster.Directory, counting []journal.Record) (err error) {
	changes := map[changing]*Change{}
	for _, rec := range counting {
		if q, ok := questionOf(rec); ok {
			key := changing{q, rec.Kind, m.nameOf(b, rec.Log)}
			if changes[key] == nil {
				changes[key] = &Change{Question: q, Kind: rec.Kind, By: key.by}
			}
			changes[key].preview(rec, m.desk.Env.Zone)
		}
	}
	titled := func(id journal.ID) (string, error) { return questionTitle(r, id) }
	if len(changes) > MostShown {
		titles, err := listing.QuestionTitles(r)
		if err != nil {
			return err
		}
		titled = func(id journal.ID) (string, error) { return titles[id], nil }
	}
	for l, c := range changes {
		if c.Title, err = titled(l.question); err != nil {
			return err
		}
		c.What = words.AddedBy(l.kind, l.by, c.Count)
		m.Summary.Changes = append(m.Summary.Changes, *c)
	}
	slices.SortFunc(m.Summary.Changes, func(a, b Change) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Kind, b.Kind), strings.Compare(a.What, b.What))
	})
	return nil
}

func (m *Merger) nameOf(b forecaster.Directory, log journal.LogID) string {
	for _, f := range m.Summary.Files {
		for _, l := range f.Logs {
			if l.Log == log {
				return l.Name
			}
		}
	}
	return log.String()[:8]
}

// questionOf is the question that a record asks or is about.
func questionOf(r journal.Record) (journal.ID, bool) {
	switch r.Kind {
	case journal.QuestionAsked:
		return r.ID, true
	case journal.ForecastMade, journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened,
		journal.QuestionRevised, journal.ForecastWithdrawn, journal.BearingJudged:
		return r.Named("question")
	}
	return journal.ID{}, false
}
