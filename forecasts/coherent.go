package forecasts

import (
	"context"
	"slices"

	"weathervane/forecasts/coherence"
	"weathervane/model"
)

// Incoherence is a rule of probability that someone's standing forecasts break.
type Incoherence struct {
	Rule      coherence.Rule `json:"rule"`
	Questions []ID           `json:"questions"`
	OffBy     float64        `json:"off_by"`
	Why       string         `json:"why"` // a sentence, with what it would cost
	// Fix is the nearest coherent set by squared distance: the rule's questions,
	// and others that must move with them.
	Fix []Amend `json:"fix"`
	// LogOdds is the nearest in log-odds, which keeps small probabilities in
	// proportion; nil if no numbers satisfy the rules.
	LogOdds []Amend `json:"fix_log_odds"`
	Set     *ID     `json:"scenarios,omitempty"` // of total_probability: the set
}

// Amend moves one probability: of a question, of one option of a choice, or of
// a question in one scenario.
type Amend struct {
	Question ID      `json:"question"`
	Option   string  `json:"option,omitempty"`
	Scenario string  `json:"scenario,omitempty"`
	From     float64 `json:"from"`
	To       float64 `json:"to"`
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

// Coherence lists the rules that someone's standing forecasts break: a
// forecaster's, by name or beginning of a key, the Team's, or the user's own.
// Only questions that have not ended count.
func (d *Desk) Coherence(ctx context.Context, by string) ([]Incoherence, error) {
	all := []Incoherence{}
	err := d.look(ctx, func(r model.Reader, b book, me string) (err error) {
		who, team := Forecaster{}, by == Team
		if !team {
			if who, err = b.one(by, me); err != nil {
				return err
			}
		}
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		c := checking{listing: l, r: r, who: who, team: team, at: map[ID]int{}}
		all, err = c.run()
		return err
	})
	return all, err
}

// checking compares somebody's beliefs with the rules.
type checking struct {
	*listing
	r      model.Reader
	who    Forecaster
	team   bool // medians and means of everyone instead of who's beliefs
	titles map[ID]string
	ids    []ID       // of the binary questions with a standing forecast
	p      []float64  // and the forecasts
	at     map[ID]int // where a question stands in ids
	found  []Incoherence
}

func (c *checking) run() ([]Incoherence, error) {
	c.found = []Incoherence{}
	if err := c.believed(); err != nil {
		return nil, err
	}
	drawn, err := relations(c.r)
	if err != nil {
		return nil, err
	}
	c.related(drawn)
	return c.found, c.scenarios()
}

// believed reads the standing forecasts on questions that have not ended.
func (c *checking) believed() error {
	rows, err := c.r.BoundQuestions()
	if err != nil {
		return err
	}
	forecasts, err := c.r.ForecastsOnAll(rows)
	if err != nil {
		return err
	}
	withdrawals, err := c.r.WithdrawalsOnAll(rows)
	if err != nil {
		return err
	}
	made, gone := map[int64][]model.ForecastRow{}, map[int64][]model.Withdrawal{}
	for _, f := range forecasts {
		if c.team || c.listing.who(f.Forecaster) == c.who {
			made[f.Question] = append(made[f.Question], f)
		}
	}
	for _, w := range withdrawals {
		gone[w.Question] = append(gone[w.Question], w)
	}
	c.titles = map[ID]string{}
	for _, row := range rows {
		c.titles[ID(row.ID)] = row.Title
		if status := c.status(row); status == "resolved" || status == "annulled" {
			continue
		}
		at := standsAt(row, c.now)
		var all []Belief
		for _, s := range spells(made[row.Num], gone[row.Num]) {
			if s.At <= at && at < s.until {
				all = append(all, believed(s.ForecastRow))
			}
		}
		if c.team {
			all = medianBelief(all)
		}
		for _, b := range all {
			c.take(row, b)
		}
	}
	return nil
}

func (c *checking) take(row model.QuestionRow, b Belief) {
	id := ID(row.ID)
	switch {
	case row.Type == "binary" && b.P != nil:
		c.at[id] = len(c.ids)
		c.ids, c.p = append(c.ids, id), append(c.p, *b.P)
	case row.Type == "choice" && b.Probs != nil:
		c.options(id, row, b)
	}
}

// options checks that the forecast options of a choice sum to one, also if its
// options changed later.
func (c *checking) options(id ID, row model.QuestionRow, b Belief) {
	var options []string
	decodeText(row.Options, &options)
	p := make([]float64, len(options))
	for i, o := range options {
		p[i] = b.Probs[o]
	}
	v, broken := coherence.CheckSumsToOne(p)
	if !broken || v.OffBy <= brokenBy {
		return
	}
	found := Incoherence{Rule: v.Rule, Questions: []ID{id}, OffBy: v.OffBy, Why: c.sumsToOne(id, p)}
	odds, ok := sumOdds(p)
	for i, o := range options {
		found.Fix = append(found.Fix, Amend{Question: id, Option: o, From: v.From[i], To: v.To[i]})
		if ok {
			found.LogOdds = append(found.LogOdds, Amend{Question: id, Option: o, From: v.From[i], To: odds[i]})
		}
	}
	c.found = append(c.found, found)
}

// related checks all relations between questions together.
func (c *checking) related(drawn []relation) {
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

func (c *checking) excess(e coherence.Exclusion) float64 {
	sum := -1.0
	for _, i := range e {
		sum += c.p[i]
	}
	return sum
}

func (c *checking) add(rule coherence.Rule, of []int, off float64, why string, near *oddsNearest) {
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
func (c *checking) amends(of []int, to []float64, clusters map[int]bool, joint coherence.Joint) []Amend {
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
func (c *checking) scenarios() error {
	if c.who.By != "" {
		return nil // somebody without a log has no weights
	}
	sets, err := sheaves(c.r, c.book)
	if err != nil {
		return err
	}
	for _, sh := range sets {
		status, _, _ := sh.end(c.now)
		weights := c.weights(sh)
		if status == "resolved" || weights == nil {
			continue
		}
		seen := map[ID]bool{}
		for _, cell := range sh.conditions {
			id := cell.data.Question
			i, stands := c.at[id]
			if p := c.cells(sh, id); stands && p != nil && !seen[id] {
				seen[id] = true
				c.total(sh, i, p, weights)
			}
		}
	}
	return nil
}

func (c *checking) total(sh *sheaf, i int, p, weights map[string]float64) {
	all := names(sh.now)
	given, scenarios := make([]float64, len(all)), make([]float64, len(all))
	for k, n := range all {
		given[k], scenarios[k] = p[n], weights[n]
	}
	v, broken := coherence.CheckTotalProbability(c.p[i], given, scenarios)
	if !broken || v.OffBy <= impliedOff {
		return
	}
	found := Incoherence{Rule: v.Rule, Questions: []ID{c.ids[i]}, OffBy: v.OffBy, Set: &sh.framed.id}
	found.Why = c.totalled(sh, i, coherence.ImpliedBy(given, scenarios))
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
