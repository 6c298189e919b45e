package ledger

import (
	"weathervane/forecasts/belief"
	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Step is one origin in a ledger: findings that together count once.
type Step struct {
	LR       float64            // of a question with yes and no
	LRs      map[string]float64 // by option, up to a common factor
	Mixed    bool               // its findings point both ways: the mean of logarithms counts
	Findings []Finding
}

// Finding is a finding in a ledger, as its analyst judged it.
type Finding struct {
	ID    journal.ID
	Claim string
	LR    float64
	LRs   map[string]float64
}

// Choice is what one analyst's findings do to the options of a choice: the
// factor of each option's probability, before they are normalised to 1. The
// product of the factors is 1.
type Choice struct {
	Analyst     forecaster.Forecaster
	Multipliers map[string]float64
	Steps       []Step
	Mine        bool
}

// steps are the groups of a ledger with their findings' claims.
func steps(groups []belief.Group, claims map[string]Finding) []Step {
	all := make([]Step, len(groups))
	for i, g := range groups {
		all[i] = Step{LR: g.LR, Mixed: g.Mixed}
		for _, it := range g.Items {
			c := claims[it.Finding]
			c.LR = it.LR
			all[i].Findings = append(all[i].Findings, c)
		}
	}
	return all
}

// counted lists the findings of a ledger by id.
func counted(findings map[int64]model.FindingRow) map[string]Finding {
	all := map[string]Finding{}
	for _, f := range findings {
		all[journal.ID(f.ID).String()] = Finding{ID: journal.ID(f.ID), Claim: f.Claim}
	}
	return all
}

// Choices are the ledgers of a question with options.
func (w *Builder) Choices(options []string, bearings []model.BearingRow, findings map[int64]model.FindingRow) ([]Choice, error) {
	grouped, err := w.Groups()
	if err != nil || len(options) == 0 {
		return nil, err
	}
	var all []Choice
	claims, article := counted(findings), map[string]string{}
	items := map[string][]belief.ChoiceItem{}
	var order []forecaster.Forecaster
	for _, row := range bearings {
		f, here := findings[row.Finding]
		var lrs map[string]float64
		model.DecodeColumn(row.LRs, &lrs)
		if !here || len(lrs) == 0 {
			continue
		}
		who, finding := w.Who(row.Forecaster), journal.ID(f.ID).String()
		if items[who.Key] == nil {
			order = append(order, who)
		}
		article[finding] = journal.ID(f.ArticleID).String()
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
		l := Choice{Analyst: who, Mine: who.Key == w.Me, Multipliers: byOption(options, belief.ChoiceMultipliers(len(options), groups))}
		for _, g := range groups {
			step := Step{LRs: byOption(options, g.Likelihoods), Mixed: g.Mixed}
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
