package merging

import (
	"bytes"
	"cmp"
	"maps"
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

// Summarize counts what the merge brought, once its records are folded, and lists
// which questions the records that count concern.
func (m *Merger) Summarize(r model.Reader, before map[journal.ID]bool) error {
	defer model.Tidily()()
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
	b, err := forecaster.Open(r)
	if err != nil {
		return err
	}
	arrived := arrivals{idle: map[journal.ID]bool{}, concerned: map[journal.ID]bool{}, asked: map[journal.ID]bool{}, ends: map[journal.ID]bool{}}
	if err := m.count(r, b, &arrived); err != nil {
		return err
	}
	if err := m.changes(r, b, &arrived); err != nil {
		return err
	}
	if err := m.disputes(r, b, arrived.ends); err != nil {
		return err
	}
	if err := m.similarQuestions(r, arrived.asked); err != nil {
		return err
	}
	return m.whose(r, b)
}

// arrivals are the new records by what lists need of them.
type arrivals struct {
	idle      map[journal.ID]bool // those that do not count
	concerned map[journal.ID]bool // the questions that the others concern
	asked     map[journal.ID]bool // new questions
	ends      map[journal.ID]bool // new decisions on how questions ended
}

// count goes through the new records: which count, which are late, which wait.
func (m *Merger) count(r model.Reader, b forecaster.Directory, arrived *arrivals) error {
	adds := map[string]*int{
		journal.QuestionAsked: &m.Summary.Adds.Questions, journal.ForecastMade: &m.Summary.Adds.Forecasts,
		journal.FindingFiled: &m.Summary.Adds.Findings, journal.ArticleAdded: &m.Summary.Adds.Articles,
		journal.QuestionResolved: &m.Summary.Adds.Resolutions, journal.QuestionAnnulled: &m.Summary.Adds.Resolutions,
	}
	odd, err := m.odd(r)
	if err != nil {
		return err
	}
	m.Summary.WithoutEffect = map[string]int{}
	return m.eachNew(r, func(rec journal.Record) error {
		if rec.Strange {
			m.Summary.NotUnderstood++
		}
		here := odd[rec.ID]
		if here.Waits {
			m.Summary.Waiting++
		}
		switch rec.Kind {
		case journal.QuestionAsked:
			arrived.asked[rec.ID] = true
		case journal.QuestionResolved, journal.QuestionAnnulled, journal.QuestionReopened:
			arrived.ends[rec.ID] = true
		}
		if here.Late {
			if err := m.late(r, b, rec); err != nil {
				return err
			}
		}
		if here.Why != "" {
			reason, _ := model.ReasonOf(here.Why)
			m.Summary.WithoutEffect[reason]++
			arrived.idle[rec.ID] = true
			return nil
		}
		if n := adds[rec.Kind]; n != nil {
			*n++
		} else {
			m.Summary.Adds.Other++
		}
		if q, ok := questionOf(rec); ok {
			arrived.concerned[q] = true
		}
		return nil
	})
}

// odd is what is to be said of the new records that do not simply count.
func (m *Merger) odd(r model.Reader) (map[journal.ID]model.OddRow, error) {
	all := map[journal.ID]model.OddRow{}
	for _, n := range m.fresh {
		rows, err := r.Odd(n.log, n.from, n.to)
		if err != nil {
			return nil, err
		}
		again, err := r.OddAmong(n.revealed)
		if err != nil {
			return nil, err
		}
		for _, row := range slices.Concat(rows, again) {
			all[journal.ID(row.ID)] = row
		}
	}
	return all, nil
}

// eachNew reads the records that are newly shown here, in the order in which the
// files have them.
func (m *Merger) eachNew(r model.Reader, each func(journal.Record) error) error {
	parse := func(line []byte) error {
		rec, err := journal.ParseRecord(line)
		if err != nil {
			return err
		}
		return each(rec)
	}
	for _, n := range m.fresh {
		for _, id := range n.revealed {
			row, _, err := r.Record(id)
			if err == nil {
				err = parse(row.Line)
			}
			if err != nil {
				return err
			}
		}
		if err := r.Lines(n.log, n.from, n.to, parse); err != nil {
			return err
		}
	}
	return nil
}

// MostListed is of how many questions a merge lists the changes one by one.
const MostListed = 5000

// changes lists the new records that count by question, kind and author: of the first
// questions by title, where they concern very many.
func (m *Merger) changes(r model.Reader, b forecaster.Directory, arrived *arrivals) error {
	titles, err := m.listed(r, arrived.concerned)
	if err != nil {
		return err
	}
	changes := map[changing]*Change{}
	if err := m.eachNew(r, func(rec journal.Record) error {
		q, ok := questionOf(rec)
		if !ok || !arrived.concerned[q] || arrived.idle[rec.ID] {
			return nil
		}
		key := changing{q, rec.Kind, m.nameOf(b, rec.Log)}
		if changes[key] == nil {
			changes[key] = &Change{Question: q, Title: titles[q], Kind: rec.Kind, By: key.by}
		}
		changes[key].preview(rec, m.desk.Env.Zone)
		return nil
	}); err != nil {
		return err
	}
	for l, c := range changes {
		c.What = words.AddedBy(l.kind, l.by, c.Count)
		m.Summary.Changes = append(m.Summary.Changes, *c)
	}
	slices.SortFunc(m.Summary.Changes, func(a, b Change) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Kind, b.Kind), strings.Compare(a.What, b.What))
	})
	return nil
}

// listed gives the questions their titles, and leaves those of which changes are
// listed.
func (m *Merger) listed(r model.Reader, questions map[journal.ID]bool) (titles map[journal.ID]string, err error) {
	if len(questions) > MostShown {
		if titles, err = listing.QuestionTitles(r); err != nil {
			return nil, err
		}
	} else {
		titles = map[journal.ID]string{}
		for id := range questions {
			if titles[id], err = questionTitle(r, id); err != nil {
				return nil, err
			}
		}
	}
	if m.Summary.Unlisted = max(len(questions)-MostListed, 0); m.Summary.Unlisted > 0 {
		byTitle := slices.SortedFunc(maps.Keys(questions), func(a, b journal.ID) int {
			return cmp.Or(strings.Compare(titles[a], titles[b]), bytes.Compare(a[:], b[:]))
		})
		for _, id := range byTitle[MostListed:] {
			delete(questions, id)
		}
	}
	return titles, nil
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
