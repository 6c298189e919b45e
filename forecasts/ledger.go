package forecasts

import (
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/model"
)

// ledgerBuilder makes the ledgers of one question from one state of the workspace.
type ledgerBuilder struct {
	book
	r        model.Reader
	me       string
	question int64
	fell     [][]string // groups that are told of besides those that count
	// before, if it is set, leaves out base rates from then on.
	before Instant

	baseRates []BaseRate // each analyst's latest
}

// ledgers computes, for each analyst who judged, what the findings together do to
// the odds: prior × ratios. Findings of one article count once, and so do those
// that the analyst has grouped.
func (w *ledgerBuilder) ledgers(bearings []model.BearingRow, findings map[int64]model.FindingRow) ([]Ledger, error) {
	all := []Ledger{}
	grouped, err := w.groups()
	if err != nil {
		return nil, err
	}
	priors, err := w.priors()
	if err != nil {
		return nil, err
	}
	items, claims := map[string][]belief.Item{}, counted(findings)
	article := map[string]string{}
	var order []Forecaster
	for _, row := range bearings {
		f, here := findings[row.Finding]
		if row.LR == nil || !here {
			continue
		}
		who, finding := w.who(row.Forecaster), ID(f.ID).String()
		if items[who.Key] == nil {
			order = append(order, who)
		}
		article[finding] = ID(f.ArticleID).String()
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
			Prior: l.Prior, Implied: l.Implied, Mine: who.Key == w.me, Steps: steps(l.Groups, claims),
		})
	}
	return all, nil
}

// groups lists the findings that someone has grouped, as they share an origin.
func (w *ledgerBuilder) groups() ([][]string, error) {
	rows, err := w.r.GroupsOfQuestion(w.question)
	all := slices.Clone(w.fell)
	var last int64
	for _, row := range rows {
		if row.Record != last {
			all, last = append(all, nil), row.Record
		}
		all[len(all)-1] = append(all[len(all)-1], ID(row.FindingID).String())
	}
	return all, err
}

// priors is each analyst's latest base rate for the question.
func (w *ledgerBuilder) priors() (map[string]float64, error) {
	rows, err := w.r.BaseRatesOf(w.question)
	all := map[string]float64{}
	for _, row := range rows {
		if w.before != 0 && row.At >= w.before || row.CasesOf == 0 {
			continue
		}
		b := BaseRate{Analyst: w.who(row.Forecaster), Class: row.Class, Happened: row.Happened, Of: row.CasesOf, Source: row.Source}
		decodeText(row.Cases, &b.Cases)
		all[b.Analyst.Key] = float64(row.Happened) / float64(row.CasesOf)
		w.keep(b)
	}
	return all, err
}

// keep keeps an analyst's latest base rate.
func (w *ledgerBuilder) keep(b BaseRate) {
	b.Mine = b.Analyst.Key == w.me
	same := func(o BaseRate) bool { return o.Analyst.Key == b.Analyst.Key }
	w.baseRates = append(slices.DeleteFunc(w.baseRates, same), b)
}
