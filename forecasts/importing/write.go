package importing

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// count adds to a summary what the plan adds.
func (p *plan) count(s *merging.Summary, zone *time.Location) {
	by := "import"
	change := func(t *target, kind string, n int) {
		c := merging.Change{Question: t.id, Title: t.asked.Title, Kind: kind, Count: n, By: by, What: words.AddedBy(kind, by, n)}
		t.describe(&c, zone)
		s.Changes = append(s.Changes, c)
	}
	for _, t := range p.order {
		if t.fresh {
			s.Adds.Questions++
			change(t, journal.QuestionAsked, 1)
		}
		if len(t.made) > 0 {
			s.Adds.Forecasts += len(t.made)
			change(t, journal.ForecastMade, len(t.made))
		}
		for _, m := range t.made {
			if m.note != "" {
				s.Adds.Other++
			}
		}
		if t.end != nil {
			s.Adds.Resolutions++
			change(t, t.end.kind, 1)
		}
	}
	slices.SortStableFunc(s.Changes, func(a, b merging.Change) int {
		return cmp.Or(strings.Compare(a.Title, b.Title), strings.Compare(a.Kind, b.Kind), strings.Compare(a.What, b.What))
	})
}

// describe adds to a change what an import brings.
func (t *target) describe(c *merging.Change, zone *time.Location) {
	switch c.Kind {
	case journal.QuestionAsked:
		c.Detail = words.Asked(t.asked.Type, t.asked.Closes, zone)
	case journal.ForecastMade:
		var first journal.Instant
		for i, m := range t.made {
			if i == 0 || *m.MadeAt < first {
				first, c.First = *m.MadeAt, m.P
			}
			if *m.MadeAt >= c.Latest || i == 0 {
				c.Latest, c.Last = *m.MadeAt, m.P
			}
		}
	default:
		c.Detail = words.Outcome(t.end.data.Outcome)
		if c.Kind != journal.QuestionResolved {
			c.Detail = t.end.data.Source
		}
		c.Latest = t.end.data.KnownAt
	}
}

// write records the plan in the author's log.
func (p *plan) write(a *session.Author) error {
	w := &batchWriter{a: a}
	if err := p.each(w); err != nil {
		return err
	}
	return w.flush()
}

// rehearse makes the records that write makes, and records none: what cannot be
// recorded is refused before it is promised.
func (p *plan) rehearse() error {
	ids := make([]journal.ID, len(p.order))
	for i, t := range p.order {
		ids[i] = t.id
	}
	err := p.each(&batchWriter{at: p.now})
	for i, t := range p.order {
		t.id = ids[i]
	}
	return err
}

func (p *plan) each(w *batchWriter) error {
	for i, t := range p.order {
		if w.a == nil { // else the transaction says and sees it
			if err := p.stepTo(plannedAt, 1, i, len(p.order)); err != nil {
				return err
			}
		}
		if err := p.writeQuestion(w, t); err != nil {
			return fmt.Errorf("%q cannot be recorded: %w", t.asked.Title, err)
		}
	}
	return nil
}

// asks lists the questions that the plan asks, under their provisional names.
func (p *plan) asks() []merging.Candidate {
	var all []merging.Candidate
	for _, t := range p.order {
		if t.fresh {
			all = append(all, merging.Candidate{Id: cmp.Or(t.id, t.planned()), Title: t.asked.Title, Kind: t.asked.Type, Closes: t.asked.Closes, Opens: t.asked.Opens, Source: t.asked.Source})
		}
	}
	return all
}

// planned is the provisional name of a question that is not a record yet.
func (t *target) planned() journal.ID {
	return sha256.Sum256([]byte(t.asked.Source + "\x1f" + t.asked.Title))
}

// named gives the planned questions of the pairs the ids of their records.
func (p *plan) named(pairs [][2]journal.ID) [][2]journal.ID {
	ids := map[journal.ID]journal.ID{}
	for _, t := range p.order {
		if t.fresh {
			ids[t.planned()] = t.id
		}
	}
	all := slices.Clone(pairs)
	for i, pair := range all {
		if id, ok := ids[pair[0]]; ok {
			all[i][0] = id
		}
	}
	return all
}

func (p *plan) writeQuestion(w *batchWriter, t *target) (err error) {
	if t.fresh {
		if t.id, err = w.add(journal.QuestionAsked, t.asked); err != nil {
			return err
		}
	}
	for _, m := range t.made {
		m.Question = t.id
		id, err := w.add(journal.ForecastMade, m.Made)
		if err == nil && m.note != "" {
			_, err = w.add(journal.RationaleGiven, journal.Rationale{Forecast: id, Text: m.note})
		}
		if err != nil {
			return err
		}
	}
	if t.end == nil {
		return nil
	}
	return p.writeEnd(w, t)
}

// batchWriter appends many records to the author's own log, some at a time; without
// an author it makes them only.
type batchWriter struct {
	a       *session.Author
	at      journal.Instant // of records without an author
	entries []model.Entry
}

func (w *batchWriter) add(kind string, data any) (journal.ID, error) {
	if w.a == nil {
		r, err := journal.NewRecord(journal.LogID{}, 1, w.at, [16]byte{}, kind, data)
		return r.ID, err
	}
	salt, err := w.a.Salt()
	if err != nil {
		return journal.ID{}, err
	}
	log := w.a.Log
	r, err := journal.NewRecord(log.Log, log.Tree.Size+int64(len(w.entries)), w.a.At, salt, kind, data)
	if err != nil {
		return journal.ID{}, err
	}
	w.entries = append(w.entries, model.Entry{ID: r.ID, Record: &r})
	if len(w.entries) < 1000 {
		return r.ID, nil
	}
	return r.ID, w.flush()
}

func (w *batchWriter) flush() error {
	if len(w.entries) == 0 {
		return nil
	}
	err := w.a.T.Append(w.a.Log, w.entries)
	w.entries = w.entries[:0]
	return err
}
