// Package incoherence finds the rules of probability that the standing forecasts
// of a forecaster, or of the team, break.
package incoherence

import (
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/relation"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Incoherence is a rule of probability that someone's standing forecasts break.
type Incoherence struct {
	Rule      coherence.Rule `json:"rule"`
	Questions []journal.ID   `json:"questions"`
	OffBy     float64        `json:"off_by"`
	Why       string         `json:"why"` // a sentence, with what it would cost
	// Fix is the nearest coherent set by squared distance: the rule's questions,
	// and others that must move with them.
	Fix []Amend `json:"fix"`
	// LogOdds is the nearest in log-odds, which keeps small probabilities in
	// proportion; nil if no numbers satisfy the rules.
	LogOdds []Amend     `json:"fix_log_odds"`
	Set     *journal.ID `json:"scenarios,omitempty"` // of total_probability: the set
}

// Amend moves one probability: of a question, of one option of a choice, or of
// a question in one scenario.
type Amend struct {
	Question journal.ID `json:"question"`
	Option   string     `json:"option,omitempty"`
	Scenario string     `json:"scenario,omitempty"`
	From     float64    `json:"from"`
	To       float64    `json:"to"`
}

const (
	// brokenBy is the violation of a rule that rounding may cause.
	brokenBy = 1e-6
	// impliedOff is how far implied and stated probabilities may differ through
	// rounding to whole points.
	impliedOff = .005
	// WorthReconciling is the difference from which the page of a set warns. The
	// page shows both numbers in whole points, and one point may be rounding on
	// either side; the check above uses the numbers as recorded.
	WorthReconciling = .02
)

// Team as the forecaster of Coherence means everyone together: the median of the
// standing forecasts, and the means of weights and cells.
const Team = "the team"

// Check compares somebody's beliefs with the rules.
type Check struct {
	*listing.Lister
	R      model.Reader
	Who    forecaster.Forecaster
	Team   bool // medians and means of everyone instead of Who's beliefs
	Titles map[journal.ID]string
	ids    []journal.ID       // of the binary questions with a standing forecast
	p      []float64          // and the forecasts
	At     map[journal.ID]int // where a question is in ids
	found  []Incoherence
}

func (c *Check) Run() ([]Incoherence, error) {
	c.found = []Incoherence{}
	if err := c.believed(); err != nil {
		return nil, err
	}
	drawn, err := relation.All(c.R)
	if err != nil {
		return nil, err
	}
	c.related(drawn)
	return c.found, c.scenarios()
}

// believed reads the standing forecasts on questions that have not ended.
func (c *Check) believed() error {
	rows, err := c.R.BoundQuestions()
	if err != nil {
		return err
	}
	stand := map[int64][]standing.Belief{}
	if err := c.R.IntervalsOn(rows, func(q *model.QuestionRow, all []standing.Interval) error {
		at := q.LastInstant(c.Now)
		for _, s := range all {
			if s.Holds(at) && (c.Team || c.Lister.Who(s.Forecaster) == c.Who) {
				stand[q.Num] = append(stand[q.Num], standing.BeliefOf(s.ForecastRow))
			}
		}
		return nil
	}); err != nil {
		return err
	}
	c.Titles = map[journal.ID]string{}
	for _, row := range rows {
		c.Titles[journal.ID(row.ID)] = row.Title
		if status := c.Status(row); status == "resolved" || status == "annulled" {
			continue
		}
		all := stand[row.Num]
		if c.Team {
			all = medianBelief(all)
		}
		for _, b := range all {
			c.take(row, b)
		}
	}
	return nil
}

func (c *Check) take(row model.QuestionRow, b standing.Belief) {
	id := journal.ID(row.ID)
	switch {
	case row.Type == "binary" && b.P != nil:
		c.At[id] = len(c.ids)
		c.ids, c.p = append(c.ids, id), append(c.p, *b.P)
	case row.Type == "choice" && b.Probs != nil:
		c.options(id, row, b)
	}
}

// options checks that the forecast options of a choice sum to one, also if its
// options changed later.
func (c *Check) options(id journal.ID, row model.QuestionRow, b standing.Belief) {
	var options []string
	model.DecodeColumn(row.Options, &options)
	p := make([]float64, len(options))
	for i, o := range options {
		p[i] = b.Probs[o]
	}
	v, broken := coherence.CheckSumsToOne(p)
	if !broken || v.OffBy <= brokenBy {
		return
	}
	found := Incoherence{Rule: v.Rule, Questions: []journal.ID{id}, OffBy: v.OffBy, Why: words.OptionsSum(c.Titles[id], sum(p))}
	odds, ok := sumOdds(p)
	for i, o := range options {
		found.Fix = append(found.Fix, Amend{Question: id, Option: o, From: v.From[i], To: v.To[i]})
		if ok {
			found.LogOdds = append(found.LogOdds, Amend{Question: id, Option: o, From: v.From[i], To: odds[i]})
		}
	}
	c.found = append(c.found, found)
}

func sum(p []float64) float64 {
	total := 0.0
	for _, x := range p {
		total += x
	}
	return total
}

// related checks all relations between questions together.
func (c *Check) related(drawn []relation.Relation) {
	order := c.orders(drawn)
	cliques := c.cliques(drawn)
	var orders []coherence.Order
	for _, o := range order {
		orders = append(orders, coherence.Order{Low: o.low, High: o.high})
	}
	broken := func() bool {
		return slices.ContainsFunc(order, func(o ordered) bool { return c.p[o.low]-c.p[o.high] > brokenBy }) ||
			slices.ContainsFunc(cliques, func(e coherence.Exclusion) bool { return c.excess(e) > brokenBy })
	}
	if !broken() {
		return
	}
	joint := &oddsNearest{joint: coherence.Together(c.p, orders, cliques), orders: orders, cliques: cliques}
	for _, o := range order {
		if off := c.p[o.low] - c.p[o.high]; off > brokenBy {
			c.add(o.rule, []int{o.low, o.high}, off, c.ordered(o), joint)
		}
	}
	for _, e := range cliques {
		if off := c.excess(e); off > brokenBy {
			c.add(coherence.RuleExcludes, e, off, c.excluded(e), joint)
		}
	}
}

func (c *Check) excess(e coherence.Exclusion) float64 {
	sum := -1.0
	for _, i := range e {
		sum += c.p[i]
	}
	return sum
}

func (c *Check) add(rule coherence.Rule, of []int, off float64, why string, near *oddsNearest) {
	found := Incoherence{Rule: rule, OffBy: off, Why: why}
	clusters, joint := map[int]bool{}, near.joint
	for _, i := range of {
		found.Questions = append(found.Questions, c.ids[i])
		clusters[joint.Cluster[i]] = true
	}
	found.Fix = c.amends(of, joint.To, clusters, joint)
	if odds := near.of(c.p, clusters); odds != nil {
		found.LogOdds = c.amends(of, odds, clusters, joint)
	}
	c.found = append(c.found, found)
}

// amends lists the rule's questions, and others of their clusters that move.
func (c *Check) amends(of []int, to []float64, clusters map[int]bool, joint coherence.Joint) []Amend {
	var all []Amend
	for _, i := range of {
		all = append(all, Amend{Question: c.ids[i], From: c.p[i], To: to[i]})
	}
	for i := range c.ids {
		moved := to[i]-c.p[i] > 1e-9 || c.p[i]-to[i] > 1e-9
		if moved && clusters[joint.Cluster[i]] && !slices.Contains(of, i) {
			all = append(all, Amend{Question: c.ids[i], From: c.p[i], To: to[i]})
		}
	}
	return all
}

// scenarios checks what each open set's cells and weights imply.
func (c *Check) scenarios() error {
	if c.Who.By != "" {
		return nil // somebody without a log has no weights
	}
	sets, err := scenarioset.All(c.R, c.Directory)
	if err != nil {
		return err
	}
	for _, sh := range sets {
		status, _, _ := sh.End(c.Now)
		weights := c.weights(sh)
		if status == "resolved" || weights == nil {
			continue
		}
		seen := map[journal.ID]bool{}
		for _, cell := range sh.Conditions {
			id := cell.Data.Question
			i, stands := c.At[id]
			if p := c.cells(sh, id); stands && p != nil && !seen[id] {
				seen[id] = true
				c.total(sh, i, p, weights)
			}
		}
	}
	return nil
}

func (c *Check) total(sh *scenarioset.Set, i int, p, weights map[string]float64) {
	all := scenarioset.Names(sh.Now)
	given, scenarios := make([]float64, len(all)), make([]float64, len(all))
	for k, n := range all {
		given[k], scenarios[k] = p[n], weights[n]
	}
	v, broken := coherence.CheckTotalProbability(c.p[i], given, scenarios)
	if !broken || v.OffBy <= impliedOff {
		return
	}
	found := Incoherence{Rule: v.Rule, Questions: []journal.ID{c.ids[i]}, OffBy: v.OffBy, Set: &sh.Framed.Id}
	found.Why = words.ImpliedOtherwise(c.Titles[c.ids[i]], sh.Now.Title, c.p[i], coherence.ImpliedBy(given, scenarios))
	found.Fix = append(found.Fix, Amend{Question: c.ids[i], From: v.From[0], To: v.To[0]})
	odds, ok := totalOdds(c.p[i], given, scenarios)
	if ok {
		found.LogOdds = append(found.LogOdds, Amend{Question: c.ids[i], From: v.From[0], To: odds[0]})
	}
	for k, n := range all {
		found.Fix = append(found.Fix, Amend{Question: c.ids[i], Scenario: n, From: v.From[k+1], To: v.To[k+1]})
		if ok {
			found.LogOdds = append(found.LogOdds, Amend{Question: c.ids[i], Scenario: n, From: v.From[k+1], To: odds[k+1]})
		}
	}
	c.found = append(c.found, found)
}
