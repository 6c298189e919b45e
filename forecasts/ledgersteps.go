package forecasts

import (
	"weathervane/forecasts/belief"
	"weathervane/model"
)

// LedgerStep is one origin in a ledger: findings that together count once.
type LedgerStep struct {
	LR       float64            // of a question with yes and no
	LRs      map[string]float64 // by option, up to a common factor
	Mixed    bool               // its findings point both ways: the mean of logarithms counts
	Findings []Counted
}

// Counted is a finding in a ledger, as its analyst judged it.
type Counted struct {
	ID    ID
	Claim string
	LR    float64
	LRs   map[string]float64
}

// ChoiceLedger is what one analyst's findings do to the options of a choice: the
// factor of each option's probability, before they are normalised to 1. The
// product of the factors is 1.
type ChoiceLedger struct {
	Analyst     Forecaster
	Multipliers map[string]float64
	Steps       []LedgerStep
	Mine        bool
}

// steps are the groups of a ledger with their findings' claims.
func steps(groups []belief.Group, claims map[string]Counted) []LedgerStep {
	all := make([]LedgerStep, len(groups))
	for i, g := range groups {
		all[i] = LedgerStep{LR: g.LR, Mixed: g.Mixed}
		for _, it := range g.Items {
			c := claims[it.Finding]
			c.LR = it.LR
			all[i].Findings = append(all[i].Findings, c)
		}
	}
	return all
}

// counted lists the findings of a ledger by id.
func counted(findings map[int64]model.FindingRow) map[string]Counted {
	all := map[string]Counted{}
	for _, f := range findings {
		all[ID(f.ID).String()] = Counted{ID: ID(f.ID), Claim: f.Claim}
	}
	return all
}

// choiceLedgers are the ledgers of a question with options.
func (w *ledgerBuilder) choiceLedgers(options []string, bearings []model.BearingRow, findings map[int64]model.FindingRow) ([]ChoiceLedger, error) {
	grouped, err := w.groups()
	if err != nil || len(options) == 0 {
		return nil, err
	}
	var all []ChoiceLedger
	claims, article := counted(findings), map[string]string{}
	items := map[string][]belief.ChoiceItem{}
	var order []Forecaster
	for _, row := range bearings {
		f, here := findings[row.Finding]
		var lrs map[string]float64
		decodeText(row.LRs, &lrs)
		if !here || len(lrs) == 0 {
			continue
		}
		who, finding := w.who(row.Forecaster), ID(f.ID).String()
		if items[who.Key] == nil {
			order = append(order, who)
		}
		article[finding] = ID(f.ArticleID).String()
		it := belief.ChoiceItem{Finding: finding}
		for _, o := range options {
			it.Likelihoods = append(it.Likelihoods, lrs[o])
		}
		items[who.Key] = append(items[who.Key], it)
	}
	origins := belief.Origins(article, grouped...)
	for _, who := range order {
		for i := range items[who.Key] {
			items[who.Key][i].Origin = origins[items[who.Key][i].Finding]
		}
		groups := belief.ChoiceGroups(len(options), items[who.Key])
		l := ChoiceLedger{Analyst: who, Mine: who.Key == w.me, Multipliers: byOption(options, belief.ChoiceMultipliers(len(options), groups))}
		for _, g := range groups {
			step := LedgerStep{LRs: byOption(options, g.Likelihoods), Mixed: g.Mixed}
			for _, it := range g.Items {
				c := claims[it.Finding]
				c.LRs = byOption(options, it.Likelihoods)
				step.Findings = append(step.Findings, c)
			}
			l.Steps = append(l.Steps, step)
		}
		all = append(all, l)
	}
	return all, nil
}

func byOption(options []string, values []float64) map[string]float64 {
	all := make(map[string]float64, len(options))
	for i, o := range options {
		all[o] = values[i]
	}
	return all
}
