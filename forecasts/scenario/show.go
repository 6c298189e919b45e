package scenario

import (
	"context"
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/statement"
	"weathervane/model"
	"weathervane/model/journal"
)

// ScenarioSets lists the scenario sets as of the present, in the order in which
// they were framed.
func (d *Desk) ScenarioSets(ctx context.Context, f listing.Filter) ([]scenarioset.Listed, error) {
	all := []scenarioset.Listed{}
	now := journal.InstantOf(d.Now())
	err := d.Store.View(ctx, func(r model.Reader) error {
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		sets, err := scenarioset.All(r, b)
		for _, sh := range sets {
			s := sh.Listed(now)
			if (f.Status == "" || s.Status == f.Status) && (f.Tag == "" || slices.Contains(s.Tags, f.Tag)) &&
				s.AskedBy.Matches(f.By) && listing.ContainsWords(s.Title, f.Text) {
				all = append(all, s)
			}
		}
		return err
	})
	return all, err
}

// Scenarios is everything about one set, from the side of the forecaster with the
// name (or the beginning of a key), by default the user.
func (d *Desk) Scenarios(ctx context.Context, id journal.ID, by string) (View, error) {
	var v View
	me, err := d.Me()
	if err != nil {
		return v, err
	}
	err = d.Store.View(ctx, func(r model.Reader) error {
		sh, err := scenarioset.Find(r, id)
		if err != nil {
			return err
		}
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		who, err := b.Find(by, me)
		if err != nil {
			return err
		}
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		s := seeing{Lister: l, r: r, Set: sh, who: who, me: me, v: &v}
		return s.fill()
	})
	return v, err
}

// seeing fills a set's view from one state of the workspace.
type seeing struct {
	*listing.Lister
	*scenarioset.Set
	r   model.Reader
	who forecaster.Forecaster
	me  string
	v   *View
}

func (s *seeing) fill() error {
	v, now := s.v, s.Lister.Now
	v.Listed = s.Listed(now)
	if s.who.Name != "" {
		v.By = &s.who
	}
	at := now // weights in force at the present, or at the end
	if _, _, known := s.End(now); known > 0 && known <= at {
		at = known - 1
	}
	at = min(at, s.Set.Now.Horizon-1)
	weights := s.own(at)
	v.Scenarios = []WeighedScenario{}
	for _, sc := range s.Set.Now.Scenarios {
		w := WeighedScenario{Name: sc.Name, Narrative: sc.Narrative, Drivers: sc.Drivers}
		if weights != nil {
			x := weights[sc.Name]
			w.Weight = &x
		}
		v.Scenarios = append(v.Scenarios, w)
	}
	v.Held = held(s.Set, now)
	var err error
	if v.Versions, err = versions(s.Set, s.r, s.Directory); err != nil {
		return err
	}
	for i := range v.Versions {
		v.Versions[i].Mine = v.Versions[i].By.Key == s.me
	}
	s.everyone(at)
	v.Posts = s.Posts(now)
	if err := s.matrix(weights, now); err != nil {
		return err
	}
	if s.who.By == "" {
		s.offer(at)
	}
	return s.rated(now)
}

// own are the viewer's weights; somebody without a log has none.
func (s *seeing) own(at journal.Instant) map[string]float64 {
	if s.who.By != "" {
		return nil
	}
	return s.Weighed(s.who.Key, at)
}

func (s *seeing) everyone(at journal.Instant) {
	s.v.Standing, s.v.History = []Weights{}, []Weights{}
	asWeights := func(w statement.Statement[journal.Weighed]) Weights {
		one := Weights{ID: w.Id, Forecaster: w.By, At: w.At, Weights: w.Data.Weights, Note: w.Data.Note, Mine: w.Key == s.me}
		if w.Until != standing.Forever {
			one.RetractedAt = &w.Until
		}
		return one
	}
	for _, w := range s.Weights {
		s.v.History = append(s.v.History, asWeights(w))
		if last, ok := statement.Latest(s.Weights, w.Key, at); ok && last.Id == w.Id {
			s.v.Standing = append(s.v.Standing, asWeights(w))
		}
	}
}

// matrix has a row for each question that anybody conditioned on the set.
func (s *seeing) matrix(weights map[string]float64, now journal.Instant) error {
	s.v.Matrix = []MatrixRow{}
	rows, err := questionsOf(s.r, s.Conditions)
	if err != nil {
		return err
	}
	seen := map[journal.ID]bool{}
	for _, c := range s.Conditions {
		row, here := rows[c.Data.Question]
		if !here || seen[c.Data.Question] || !c.InForce(now) {
			continue
		}
		seen[c.Data.Question] = true
		m := MatrixRow{Question: c.Data.Question, Title: row.Title}
		switch s.Status(row) {
		case "resolved":
			m.Ended, m.Yes, m.KnownAt = true, yes(row.Outcome), row.KnownAt
		case "annulled":
			m.Ended = true
		}
		if m.P = s.Cells(c.Data.Question, s.who, now); m.P != nil && weights != nil {
			m.Implied = implied(scenarioset.Names(s.Set.Now), m.P, weights)
			m.Bits = information(scenarioset.Names(s.Set.Now), m.P, weights)
		}
		if m.Stated, err = s.stated(row); err != nil {
			return err
		}
		s.v.Matrix = append(s.v.Matrix, m)
	}
	return nil
}

func implied(names []string, p, weights map[string]float64) *float64 {
	given, scenarios := make([]float64, len(names)), make([]float64, len(names))
	for i, n := range names {
		given[i], scenarios[i] = p[n], weights[n]
	}
	x := coherence.ImpliedBy(given, scenarios)
	return &x
}

func information(names []string, p, weights map[string]float64) *float64 {
	given, scenarios := make([]float64, len(names)), make([]float64, len(names))
	for i, n := range names {
		given[i], scenarios[i] = p[n], weights[n]
	}
	x := belief.Information(scenarios, given)
	return &x
}

// questionsOf are the rows of the questions that are conditioned on.
func questionsOf(r model.Reader, conditions []statement.Statement[journal.Conditioned]) (map[journal.ID]model.QuestionRow, error) {
	all := map[journal.ID]model.QuestionRow{}
	for _, c := range conditions {
		id := c.Data.Question
		if _, already := all[id]; already {
			continue
		}
		row, here, err := r.Question(id)
		if err != nil {
			return nil, err
		}
		if here {
			all[id] = row
		}
	}
	return all, nil
}

// stated is the viewer's forecast in force.
func (s *seeing) stated(row model.QuestionRow) (*float64, error) {
	standing, err := standing.StandingAt(s.r, row.Num, standing.LastInstant(row, s.Lister.Now))
	if err != nil {
		return nil, err
	}
	for _, f := range standing {
		if s.Lister.Who(f.Forecaster) == s.who {
			return f.P, nil
		}
	}
	return nil, nil
}

// rated has a row for each finding that the forecaster rated, and the sums.
func (s *seeing) rated(now journal.Instant) error {
	v, all := s.v, scenarioset.Names(s.Set.Now)
	v.Consistency, v.Inconsistent = []ConsistencyRow{}, map[string]float64{}
	var rows []belief.Row
	var rated []journal.ID // the findings of the rows
	seen := map[journal.ID]bool{}
	for _, c := range s.Consistency {
		if seen[c.Data.Finding] || !c.InForce(now) {
			continue
		}
		seen[c.Data.Finding] = true
		found, here, err := s.r.Finding(c.Data.Finding)
		if err != nil {
			return err
		}
		if !here {
			continue // it waits for the finding
		}
		line := ConsistencyRow{Finding: c.Data.Finding, Claim: found.Claim}
		if line.Ratings = s.ratings(c.Data.Finding, now); line.Ratings != nil {
			row := belief.Row{}
			for _, n := range all {
				rating, _ := belief.ParseRating(line.Ratings[n]) // absent is not applicable
				row.Ratings = append(row.Ratings, rating)
			}
			rows, rated = append(rows, row), append(rated, c.Data.Finding)
			x := belief.Diagnosticity(row)
			line.Diagnosticity = &x
		}
		v.Consistency = append(v.Consistency, line)
	}
	v.Decisive = []journal.ID{}
	for _, i := range belief.Decisive(rows) {
		v.Decisive = append(v.Decisive, rated[i])
	}
	for i, sum := range belief.Inconsistency(rows) {
		v.Inconsistent[all[i]] = sum
	}
	return nil
}

func (s *seeing) ratings(finding journal.ID, now journal.Instant) map[string]string {
	of := slices.DeleteFunc(slices.Clone(s.Consistency), func(c statement.Statement[journal.Consistency]) bool { return c.Data.Finding != finding })
	last, ok := statement.Latest(of, s.who.Key, now)
	if !ok || s.who.By != "" {
		return nil
	}
	return last.Data.Ratings
}
