package forecasts

import (
	"encoding/json"
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/model"
	"weathervane/model/journal"
)

// ledgerBuilder makes the ledgers of one question from one state of the workspace.
type ledgerBuilder struct {
	book
	r        model.Reader
	me       string
	question int64
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
	rows, err := w.r.GroupRecordsOn(w.question)
	var all [][]string
	for _, row := range rows {
		var g struct {
			Data journal.Grouped `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &g); err != nil {
			return nil, err
		}
		var names []string
		for _, f := range g.Data.Findings {
			names = append(names, f.String())
		}
		all = append(all, names)
	}
	return all, err
}

// priors is each analyst's latest base rate for the question.
func (w *ledgerBuilder) priors() (map[string]float64, error) {
	rows, err := w.r.BaseRateRecordsOn(w.question)
	all := map[string]float64{}
	for _, row := range rows {
		if w.before != 0 && row.At >= w.before {
			continue
		}
		var b struct {
			Data journal.BaseRate `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &b); err != nil {
			return nil, err
		}
		if happened, of := casesOf(b.Data); of > 0 {
			all[fingerprint(row.Key)] = float64(happened) / float64(of)
			w.keep(BaseRate{Analyst: w.owner(row.Key), Class: b.Data.ReferenceClass, Happened: happened, Of: of, Cases: b.Data.Cases, Source: b.Data.Source})
		}
	}
	return all, err
}

// casesOf counts the included cases in which it happened.
func casesOf(b journal.BaseRate) (happened, of int) {
	for _, c := range b.Cases {
		if c.Included {
			of++
			if c.Happened {
				happened++
			}
		}
	}
	return happened, of
}

// keep keeps an analyst's latest base rate.
func (w *ledgerBuilder) keep(b BaseRate) {
	b.Mine = b.Analyst.Key == w.me
	same := func(o BaseRate) bool { return o.Analyst.Key == b.Analyst.Key }
	w.baseRates = append(slices.DeleteFunc(w.baseRates, same), b)
}
