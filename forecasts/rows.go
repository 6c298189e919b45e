package forecasts

import (
	"context"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// QuestionRows lists questions as the window's list shows them, the last changed
// first.
func (d *Desk) QuestionRows(ctx context.Context, f Filter) ([]QuestionRow, error) {
	all := []QuestionRow{}
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		rows, err := r.QuestionsTagged(f.Tag)
		if err != nil {
			return err
		}
		spells, err := spellsByQuestion(r)
		if err != nil {
			return err
		}
		pins, err := pins(r)
		if err != nil {
			return err
		}
		evidence, err := r.FindingCounts()
		for _, row := range rows {
			q := QuestionRow{Question: l.question(row), LastChange: row.LastChange, Findings: evidence[row.Num]}
			q.Due, q.Pinned = q.Status == "closed", pins[q.ID] != nil
			if q.fits(f) {
				l.fillRow(&q, row, spells[row.Num], me)
				all = append(all, q)
			}
		}
		return err
	})
	slices.SortStableFunc(all, func(a, b QuestionRow) int { return int(max(-1, min(1, b.LastChange-a.LastChange))) })
	return all, err
}

func (l *listing) fillRow(q *QuestionRow, row model.QuestionRow, spells []spell, me string) {
	at := standsAt(row, l.now)
	var standing []Standing
	var mine []spell
	q.Forecasts = len(spells)
	for _, s := range spells {
		who := l.who(s.Forecaster)
		own := who.Key == me && who.By == ""
		if own && s.At <= at {
			mine = append(mine, s)
		}
		if s.At > at || at >= s.until {
			continue
		}
		standing = append(standing, Standing{Belief: believed(s.ForecastRow)})
		if own {
			b := believed(s.ForecastRow)
			q.Mine = &b
		}
	}
	if q.Mine != nil || q.Status != "open" {
		q.Median = pools(standing).Median
	}
	if n := len(mine); n > 1 && q.Mine != nil && mine[n-1].P != nil && mine[n-2].P != nil {
		q.Change = *mine[n-1].P - *mine[n-2].P
	}
}

func spellsByQuestion(r model.Reader) (map[int64][]spell, error) {
	forecasts, err := r.Steps()
	if err != nil {
		return nil, err
	}
	withdrawals, err := r.Withdrawals()
	if err != nil {
		return nil, err
	}
	byQuestion := map[int64][]model.ForecastRow{}
	for _, f := range forecasts {
		byQuestion[f.Question] = append(byQuestion[f.Question], f)
	}
	gone := map[int64][]model.Withdrawal{}
	for _, w := range withdrawals {
		gone[w.Question] = append(gone[w.Question], w)
	}
	all := make(map[int64][]spell, len(byQuestion))
	for q, fs := range byQuestion {
		all[q] = spells(fs, gone[q])
	}
	return all, nil
}

// Status is what the status bar and the navigation show.
func (d *Desk) Status(ctx context.Context) (Status, error) {
	s := Status{Title: d.title, Path: d.store.Path(), Sample: d.sample, SignedAs: d.env.Name}
	me, err := d.me()
	if err != nil {
		return s, err
	}
	questions, err := d.Questions(ctx, Filter{})
	if err != nil {
		return s, err
	}
	for _, q := range questions {
		switch q.Status {
		case "open":
			s.Questions++
		case "closed":
			s.Due++
		}
	}
	err = d.store.View(ctx, func(r model.Reader) error { return s.count(r, me) })
	if err != nil {
		return s, err
	}
	problems, err := d.verifyQuick(ctx)
	if err != nil {
		return s, err
	}
	s.Verified = len(problems) == 0
	if !s.Verified {
		s.Problem = problems[0].What
	}
	scores, err := d.Scores(ctx, ScoreFilter{Forecaster: me, Plain: true})
	if err == nil && me != "" {
		s.Headline, s.Resolved = scores.Headline, scores.Questions
	}
	return s, err
}

func (s *Status) count(r model.Reader, me string) error {
	b, err := openBook(r)
	if err != nil {
		return err
	}
	logs, err := r.Logs()
	if err != nil {
		return err
	}
	for _, l := range logs {
		s.Records += l.Size
		if me != "" && fingerprint(l.Key) == me {
			s.SignedAs = b.owner(l.Key).Name
		}
	}
	s.Forecasters = len(b.forecasters)
	sizes, err := r.Sizes()
	if err != nil {
		return err
	}
	s.Articles, s.Findings = sizes.Articles, sizes.Findings
	tags, err := r.Tags()
	for _, t := range tags {
		s.Tags = append(s.Tags, TagCount(t))
	}
	return err
}

// verifyQuick compares each log's stored tree with its checkpoints, without
// reading the lines again. Check does all of it.
func (d *Desk) verifyQuick(ctx context.Context) ([]Problem, error) {
	var problems []Problem
	err := d.store.View(ctx, func(r model.Reader) error {
		heads, err := r.Heads()
		for _, h := range heads {
			c, err := journal.ParseCheckpoint(h.Note)
			if err == nil {
				err = c.Verify(journal.Key(h.Key))
			}
			tree, treeErr := journal.TreeOf(h.Size, h.Edge)
			if err == nil && treeErr == nil && c.Size == h.Size && c.Tree != tree.Hash() {
				err = errContradicts
			}
			if err != nil || treeErr != nil {
				problems = append(problems, Problem{What: "the log of " + h.Name + " is damaged: run \"weathervane check\""})
			}
		}
		return err
	})
	return problems, err
}
