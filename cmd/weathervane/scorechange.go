package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// explained is what score prints with the report if asked: as of which day it is,
// conventions and changes.
type explained struct {
	AsOf        *asOfDay             `json:"as_of,omitempty"`
	Moved       *scoring.Change      `json:"moved,omitempty"`
	Conventions []scoring.Convention `json:"conventions,omitempty"`
}

// explain asks the desk, at the present or as of --as-of.
func (p *program) explain(ctx context.Context, d *forecasts.Desk, s scoreFlags, f scoring.Filter, e *explained) (err error) {
	if s.movedSince == "" && !s.conventions {
		return nil
	}
	if s.by != "" || len(s.provenance) > 0 || s.backdate || s.witnessedOnly {
		return errors.New("--moved-since and --conventions speak of all live and late forecasts: leave out --by, --provenance, --backdate and --witnessed-only")
	}
	if s.conventions {
		if e.Conventions, err = d.Conventions(ctx, f); err != nil {
			return err
		}
	}
	if s.movedSince == "" {
		return nil
	}
	from, err := notation.ParseWhen(s.movedSince, p.env.Now(), p.env.Zone, false)
	if err != nil {
		return fmt.Errorf("--moved-since: %w", err)
	}
	m, err := d.ScoreChange(ctx, journal.InstantOf(from), journal.InstantOf(d.Now()), f)
	if err != nil {
		return fmt.Errorf("--moved-since: %w", err)
	}
	e.Moved = &m
	return nil
}

// printExplained prints the tables that were asked for.
func (p *program) printExplained(e explained) {
	if e.Conventions != nil {
		p.println("")
		rows := [][]string{{"convention", "value", "mean of", "rule"}}
		for _, c := range e.Conventions {
			rule := c.Rule + "; " + c.Range
			if c.Why != "" {
				rule += ": " + c.Why
			}
			rows = append(rows, []string{c.Name, words.Figure(float64(c.Value)), words.ReportPlural(c.Over, strings.TrimSuffix(c.Of, "s")), rule})
		}
		p.align(rows)
	}
	if e.Moved == nil {
		return
	}
	m := e.Moved
	p.printf("\nsince %s: from %s to %s, %s\n", m.From, words.Figure(float64(m.Before)), words.Figure(float64(m.After)), p.reading(m.ByClocks, m.Later))
	if m.Why != "" {
		p.printf("what moved it is unknown: %s\n", m.Why)
		return
	}
	rows := [][]string{{"what moved it", "change", "question"}}
	for _, part := range m.Parts {
		rows = append(rows, []string{part.What, signed(part.Change), ""})
		for _, q := range part.Questions {
			rows = append(rows, []string{"", signed(q.Share), cell(q.Title)})
		}
	}
	rows = append(rows, []string{"together", signed(m.Difference), ""})
	p.align(rows)
}

// signed writes a change with its sign.
func signed(x score.Number) string {
	if s := words.Figure(math.Abs(float64(x))); x < 0 && s != words.Figure(0) {
		return "-" + s
	}
	return words.Figure(math.Abs(float64(x)))
}
