// Package ledger says what the judged findings make of a question, for each
// analyst: prior odds times likelihood ratios, each origin once.
package ledger

import (
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Builder makes the ledgers of one question from one state of the workspace.
type Builder struct {
	forecaster.Directory
	R        model.Reader
	Me       string
	Question int64
	Fell     [][]string // groups to be listed besides those that count
	// before, if it is set, leaves out base rates from then on.
	Before journal.Instant

	BaseRates []BaseRate // each analyst's latest
}

// Ledgers computes, for each analyst who judged, what the findings together do to
// the odds: prior × ratios. Findings of one article count once, and so do those
// that the analyst has grouped.
func (w *Builder) Ledgers(bearings []model.BearingRow, findings map[int64]model.FindingRow) ([]Ledger, error) {
	all := []Ledger{}
	grouped, err := w.Groups()
	if err != nil {
		return nil, err
	}
	priors, err := w.Priors()
	if err != nil {
		return nil, err
	}
	items, claims := map[string][]belief.Item{}, counted(findings)
	article := map[string]string{}
	var order []forecaster.Forecaster
	for _, row := range bearings {
		f, here := findings[row.Finding]
		if row.LR == nil || !here {
			continue
		}
		who, finding := w.Who(row.Forecaster), journal.ID(f.ID).String()
		if items[who.Key] == nil {
			order = append(order, who)
		}
		article[finding] = journal.ID(f.ArticleID).String()
		items[who.Key] = append(items[who.Key], belief.Item{Finding: finding, LR: *row.LR})
	}
	origins := belief.Origins(article, grouped...)
	for _, who := range order {
		for i := range items[who.Key] {
			items[who.Key][i].Origin = origins[items[who.Key][i].Finding]
		}
		var prior *float64
		if p, ok := priors[who.Key]; ok {
			prior = &p
		}
		l := belief.NewLedger(items[who.Key], prior)
		all = append(all, Ledger{
			Analyst: who, Findings: l.Findings, Groups: len(l.Groups), Multiplier: &l.Multiplier,
			Prior: l.Prior, Implied: l.Implied, Mine: who.Key == w.Me, Steps: steps(l.Groups, claims),
		})
	}
	return all, nil
}

// Groups lists the findings that someone has grouped, as they share an origin.
func (w *Builder) Groups() ([][]string, error) {
	rows, err := w.R.GroupsOfQuestion(w.Question)
	all := slices.Clone(w.Fell)
	var last int64
	for _, row := range rows {
		if row.Record != last {
			all, last = append(all, nil), row.Record
		}
		all[len(all)-1] = append(all[len(all)-1], journal.ID(row.FindingID).String())
	}
	return all, err
}

// Priors is each analyst's latest base rate for the question.
func (w *Builder) Priors() (map[string]float64, error) {
	rows, err := w.R.BaseRatesOf(w.Question)
	all := map[string]float64{}
	for _, row := range rows {
		if w.Before != 0 && row.At >= w.Before || row.CasesOf == 0 {
			continue
		}
		b := BaseRate{Analyst: w.Who(row.Forecaster), Class: row.Class, Happened: row.Happened, Of: row.CasesOf, Source: row.Source}
		model.DecodeColumn(row.Cases, &b.Cases)
		all[b.Analyst.Key] = float64(row.Happened) / float64(row.CasesOf)
		w.keep(b)
	}
	return all, err
}

// keep keeps an analyst's latest base rate.
func (w *Builder) keep(b BaseRate) {
	b.Mine = b.Analyst.Key == w.Me
	same := func(o BaseRate) bool { return o.Analyst.Key == b.Analyst.Key }
	w.BaseRates = append(slices.DeleteFunc(w.BaseRates, same), b)
}

// Latest keeps each analyst's latest judgement of each finding.
func Latest(rows []model.BearingRow) []model.BearingRow {
	latest := map[[2]int64]int{}
	for i, row := range rows {
		latest[[2]int64{row.Forecaster, row.Finding}] = i
	}
	var all []model.BearingRow
	for i, row := range rows {
		if latest[[2]int64{row.Forecaster, row.Finding}] == i {
			all = append(all, row)
		}
	}
	return all
}

// Ledger is what one analyst's judged findings say about a question.
type Ledger struct {
	Analyst    forecaster.Forecaster `json:"analyst"`
	Findings   int                   `json:"findings"`
	Groups     int                   `json:"groups"`
	Multiplier *float64              `json:"multiplier"`
	Prior      *float64              `json:"prior"`
	Implied    *float64              `json:"implied"`
	Mine       bool                  `json:"-"`
	Steps      []Step                `json:"-"` // its origins
}

// BaseRate is how often the event happened in the cases that an analyst counts.
type BaseRate struct {
	Analyst      forecaster.Forecaster
	Class        string
	Happened, Of int
	Cases        []journal.Case
	Source       string
	Mine         bool
}
