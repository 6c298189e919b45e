package evidence

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Group records that findings share an origin, so that a ledger counts them once.
func (d *Desk) Group(ctx context.Context, findings []journal.ID, why string) (journal.ID, error) {
	var distinct []journal.ID
	seen := map[journal.ID]bool{}
	for _, f := range findings {
		if !seen[f] {
			seen[f] = true
			distinct = append(distinct, f)
		}
	}
	if len(distinct) < 2 {
		return journal.ID{}, errors.New("a group needs two different findings or more: name each finding that shares the origin")
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		for _, f := range distinct {
			if err := listing.FiledHere(r, f); err != nil {
				return journal.ID{}, err
			}
		}
		return a.Add(journal.FindingsGrouped, journal.Grouped{Findings: distinct, Why: strings.TrimSpace(why)})
	})
}

// Grading says how reliable a source is.
type Grading struct {
	Source      string // a publisher or an author
	Reliability string // A to F
	Why         string
}

// Grade records how reliable a source is. If articles here name the source, their
// spelling is used and known is true; a source may be graded before its first
// article arrives.
func (d *Desk) Grade(ctx context.Context, g Grading) (id journal.ID, known bool, err error) {
	g.Source = strings.Join(strings.Fields(g.Source), " ")
	g.Reliability = strings.ToUpper(strings.TrimSpace(g.Reliability))
	if err := notation.CheckLine("the source", g.Source, notation.MostTitle); err != nil {
		return journal.ID{}, false, err
	}
	switch {
	case g.Source == "":
		return journal.ID{}, false, errors.New("the source has no name: give a publisher or an author as articles name it")
	case len(g.Reliability) != 1 || !strings.Contains("ABCDEF", g.Reliability):
		return journal.ID{}, false, fmt.Errorf("%q is not a reliability: give a letter from A, completely reliable, to E, unreliable, or F, cannot be judged", g.Reliability)
	}
	id, err = d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		name, err := sourceNamed(r, g.Source)
		if err != nil {
			return journal.ID{}, err
		}
		if known = name != ""; known {
			g.Source = name
		}
		return a.Add(journal.SourceGraded, journal.Graded{Source: g.Source, Reliability: g.Reliability, Why: strings.TrimSpace(g.Why)})
	})
	return id, known, err
}

// sourceNamed is a source as articles spell it: exactly as given if one does,
// else ignoring case; "" if none names it.
func sourceNamed(r model.Reader, name string) (string, error) {
	rows, err := r.Articles()
	if err != nil {
		return "", err
	}
	like := ""
	for _, row := range rows {
		var authors []string
		model.DecodeColumn(row.Authors, &authors)
		for _, s := range append(authors, row.Publisher) {
			if s == name {
				return s, nil
			}
			if like == "" && strings.EqualFold(s, name) {
				like = s
			}
		}
	}
	return like, nil
}

// Counting is a base rate: its cases or, if they have no names, how many there
// were and in how many of them it happened.
type Counting struct {
	Question     journal.ID
	Class        string // the reference class
	Happened, Of int
	Source       string
	Cases        []journal.Case
}

// MostCases limits a base rate to one record.
const MostCases = 10_000

// BaseRate records a base rate: in Happened of Of cases of a reference class,
// what the question asks happened. It is the prior of the author's ledger.
func (d *Desk) BaseRate(ctx context.Context, c Counting) (journal.ID, error) {
	c.Class = strings.Join(strings.Fields(c.Class), " ")
	if err := notation.CheckLine("the reference class", c.Class, notation.MostTitle); err != nil {
		return journal.ID{}, err
	}
	if c.Cases != nil {
		c.tally()
	}
	switch {
	case c.Class == "":
		return journal.ID{}, errors.New("the base rate has no reference class: say of what the cases are with --class")
	case c.Of < 1:
		return journal.ID{}, fmt.Errorf("a base rate of %d cases says nothing: give one case or more with --of", c.Of)
	case c.Of > MostCases:
		return journal.ID{}, fmt.Errorf("%d cases are more than a record takes: give at most %d, in the same proportion", c.Of, MostCases)
	case c.Happened < 0 || c.Happened > c.Of:
		return journal.ID{}, fmt.Errorf("%d of %d cases cannot have happened: give --happened from 0 to %d", c.Happened, c.Of, c.Of)
	}
	data := journal.BaseRate{Question: c.Question, ReferenceClass: c.Class, Source: strings.TrimSpace(c.Source), Cases: c.Cases}
	for i := range plain(c) {
		data.Cases = append(data.Cases, journal.Case{Happened: i < c.Happened, Included: true})
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, c.Question)
		if err != nil {
			return journal.ID{}, err
		}
		if row.Type != "binary" {
			return journal.ID{}, fmt.Errorf("%q is a %s question: a base rate is for a question that ends with yes or no", row.Title, row.Type)
		}
		return a.Add(journal.BaseRateBuilt, data)
	})
}

// tally counts the cases that are included.
func (c *Counting) tally() {
	c.Happened, c.Of = 0, 0
	for _, one := range c.Cases {
		if one.Included {
			c.Of++
			if one.Happened {
				c.Happened++
			}
		}
	}
}

// plain is how many cases have no names.
func plain(c Counting) int {
	if c.Cases != nil {
		return 0
	}
	return c.Of
}
