package forecasts

import (
	"context"
	"fmt"
	"slices"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/coherence"
	"weathervane/model"
	"weathervane/model/journal"
)

// ScenarioSets lists the scenario sets as of the present, in the order in which
// they were framed.
func (d *Desk) ScenarioSets(ctx context.Context, f Filter) ([]ScenarioSet, error) {
	all := []ScenarioSet{}
	now := journal.InstantOf(d.Now())
	err := d.store.View(ctx, func(r model.Reader) error {
		b, err := openBook(r)
		if err != nil {
			return err
		}
		sets, err := sheaves(r, b)
		for _, sh := range sets {
			s := sh.listed(now)
			if (f.Status == "" || s.Status == f.Status) && (f.Tag == "" || slices.Contains(s.Tags, f.Tag)) &&
				s.AskedBy.named(f.By) && containsWords(s.Title, f.Text) {
				all = append(all, s)
			}
		}
		return err
	})
	return all, err
}

func (sh *sheaf) listed(now Instant) ScenarioSet {
	s := ScenarioSet{
		ID: sh.framed.id, Title: sh.now.Title, Horizon: sh.now.Horizon, Tags: []string{},
		AskedBy: sh.framed.by, AskedAt: sh.framed.at, Names: names(sh.now),
	}
	s.Tags = append(s.Tags, sh.now.Tags...)
	var known Instant
	if s.Status, s.Outcome, known = sh.end(now); s.Status == "resolved" {
		s.KnownAt = &known
	} else {
		s.Outcome = ""
	}
	for _, p := range sh.signposts {
		if p.stands(now) {
			s.Signposts++
		}
	}
	return s
}

// Scenarios is everything about one set, from the side of the forecaster with the
// name (or the beginning of a key), by default the user.
func (d *Desk) Scenarios(ctx context.Context, id ID, by string) (SetView, error) {
	var v SetView
	me, err := d.me()
	if err != nil {
		return v, err
	}
	err = d.store.View(ctx, func(r model.Reader) error {
		sh, err := theSet(r, id)
		if err != nil {
			return err
		}
		b, err := openBook(r)
		if err != nil {
			return err
		}
		who, err := b.one(by, me)
		if err != nil {
			return err
		}
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		s := seeing{listing: l, r: r, sheaf: sh, who: who, me: me, v: &v}
		return s.fill()
	})
	return v, err
}

// one is the forecaster with a name or the beginning of a key, by default the one
// with the key me.
func (b book) one(ref, me string) (Forecaster, error) {
	if ref == "" {
		for key, name := range b.names {
			if fingerprint([]byte(key)) == me {
				return Forecaster{Name: name, Key: me}, nil
			}
		}
		return Forecaster{Key: me}, nil
	}
	found := map[Forecaster]bool{}
	for key, name := range b.names {
		if who := (Forecaster{Name: name, Key: fingerprint([]byte(key))}); who.named(ref) {
			found[who] = true
		}
	}
	for _, who := range b.forecasters {
		if who.named(ref) {
			found[who] = true
		}
	}
	switch len(found) {
	case 0:
		return Forecaster{}, fmt.Errorf("no forecaster matches %q: give a name, or at least 8 digits of a key", ref)
	case 1:
		for who := range found {
			return who, nil
		}
	}
	return Forecaster{}, fmt.Errorf("%d forecasters match %q: give the beginning of a key", len(found), ref)
}

// seeing fills a set's view from one state of the workspace.
type seeing struct {
	*listing
	*sheaf
	r   model.Reader
	who Forecaster
	me  string
	v   *SetView
}

func (s *seeing) fill() error {
	v, now := s.v, s.listing.now
	v.ScenarioSet = s.listed(now)
	if s.who.Name != "" {
		v.By = &s.who
	}
	at := now // weights in force at the present, or at the end
	if _, _, known := s.end(now); known > 0 && known <= at {
		at = known - 1
	}
	at = min(at, s.sheaf.now.Horizon-1)
	weights := s.own(at)
	v.Scenarios = []WeighedScenario{}
	for _, sc := range s.sheaf.now.Scenarios {
		w := WeighedScenario{Name: sc.Name, Narrative: sc.Narrative, Drivers: sc.Drivers}
		if weights != nil {
			x := weights[sc.Name]
			w.Weight = &x
		}
		v.Scenarios = append(v.Scenarios, w)
	}
	v.Held = s.held(now)
	var err error
	if v.Versions, err = s.versions(s.r, s.book); err != nil {
		return err
	}
	for i := range v.Versions {
		v.Versions[i].Mine = v.Versions[i].By.Key == s.me
	}
	s.everyone(at)
	v.Posts = s.posts(now)
	if err := s.matrix(weights, now); err != nil {
		return err
	}
	if s.who.By == "" {
		s.offer(at)
	}
	return s.rated(now)
}

// own are the viewer's weights; somebody without a log has none.
func (s *seeing) own(at Instant) map[string]float64 {
	if s.who.By != "" {
		return nil
	}
	return s.weighed(s.who.Key, at)
}

func (s *seeing) everyone(at Instant) {
	s.v.Standing, s.v.History = []SetWeights{}, []SetWeights{}
	asWeights := func(w said[journal.Weighed]) SetWeights {
		one := SetWeights{ID: w.id, Forecaster: w.by, At: w.at, Weights: w.data.Weights, Note: w.data.Note, Mine: w.key == s.me}
		if w.gone != forever {
			one.RetractedAt = &w.gone
		}
		return one
	}
	for _, w := range s.weights {
		s.v.History = append(s.v.History, asWeights(w))
		if last, ok := latest(s.weights, w.key, at); ok && last.id == w.id {
			s.v.Standing = append(s.v.Standing, asWeights(w))
		}
	}
}

// posts are the signposts that stand, with how they were checked.
func (sh *sheaf) posts(now Instant) []Signpost {
	all := []Signpost{}
	for _, p := range sh.signposts {
		if !p.stands(now) {
			continue
		}
		post := Signpost{ID: p.id, Text: p.data.Text, CheckBy: p.data.CheckBy, P: p.data.P, Status: "waiting", By: p.by, At: p.at}
		if p.data.CheckBy <= now {
			post.Status = "due"
		}
		for _, c := range sh.checks { // the latest in record order counts
			if c.data.Signpost == p.id && c.stands(now) {
				seen, known := c.data.Seen, c.data.KnownAt
				post.Seen, post.KnownAt, post.Status = &seen, &known, "unseen"
				if seen {
					post.Status = "seen"
				}
			}
		}
		all = append(all, post)
	}
	return all
}

// matrix has a row for each question that anybody conditioned on the set.
func (s *seeing) matrix(weights map[string]float64, now Instant) error {
	s.v.Matrix = []MatrixRow{}
	rows, err := questionsOf(s.r, s.conditions)
	if err != nil {
		return err
	}
	seen := map[ID]bool{}
	for _, c := range s.conditions {
		row, here := rows[c.data.Question]
		if !here || seen[c.data.Question] || !c.stands(now) {
			continue
		}
		seen[c.data.Question] = true
		m := MatrixRow{Question: c.data.Question, Title: row.Title}
		switch s.status(row) {
		case "resolved":
			m.Ended, m.Yes, m.KnownAt = true, yes(row.Outcome), row.KnownAt
		case "annulled":
			m.Ended = true
		}
		if m.P = s.cells(c.data.Question, s.who, now); m.P != nil && weights != nil {
			m.Implied = implied(names(s.sheaf.now), m.P, weights)
			m.Bits = information(names(s.sheaf.now), m.P, weights)
		}
		if m.Stated, err = s.stated(row); err != nil {
			return err
		}
		s.v.Matrix = append(s.v.Matrix, m)
	}
	return nil
}

// cells are a forecaster's probabilities of a question in each scenario; nil if
// they gave none, or none for the current scenarios.
func (sh *sheaf) cells(question ID, who Forecaster, now Instant) map[string]float64 {
	of := slices.DeleteFunc(slices.Clone(sh.conditions), func(c said[journal.Conditioned]) bool { return c.data.Question != question })
	last, ok := latest(of, who.Key, now)
	if !ok || who.By != "" || !covers(last.data.P, names(sh.now)) {
		return nil
	}
	return last.data.P
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
func questionsOf(r model.Reader, conditions []said[journal.Conditioned]) (map[ID]model.QuestionRow, error) {
	all := map[ID]model.QuestionRow{}
	for _, c := range conditions {
		id := c.data.Question
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
	standing, err := standingAt(s.r, row.Num, standsAt(row, s.listing.now))
	if err != nil {
		return nil, err
	}
	for _, f := range standing {
		if s.listing.who(f.Forecaster) == s.who {
			return f.P, nil
		}
	}
	return nil, nil
}

// rated has a row for each finding that the forecaster rated, and the sums.
func (s *seeing) rated(now Instant) error {
	v, all := s.v, names(s.sheaf.now)
	v.Consistency, v.Inconsistent = []ConsistencyRow{}, map[string]float64{}
	var rows []belief.Row
	var rated []ID // the findings of the rows
	seen := map[ID]bool{}
	for _, c := range s.consistency {
		if seen[c.data.Finding] || !c.stands(now) {
			continue
		}
		seen[c.data.Finding] = true
		found, here, err := s.r.Finding(c.data.Finding)
		if err != nil {
			return err
		}
		if !here {
			continue // it waits for the finding
		}
		line := ConsistencyRow{Finding: c.data.Finding, Claim: found.Claim}
		if line.Ratings = s.ratings(c.data.Finding, now); line.Ratings != nil {
			row := belief.Row{}
			for _, n := range all {
				rating, _ := belief.ParseRating(line.Ratings[n]) // absent is not applicable
				row.Ratings = append(row.Ratings, rating)
			}
			rows, rated = append(rows, row), append(rated, c.data.Finding)
			x := belief.Diagnosticity(row)
			line.Diagnosticity = &x
		}
		v.Consistency = append(v.Consistency, line)
	}
	v.Decisive = []ID{}
	for _, i := range belief.Decisive(rows) {
		v.Decisive = append(v.Decisive, rated[i])
	}
	for i, sum := range belief.Inconsistency(rows) {
		v.Inconsistent[all[i]] = sum
	}
	return nil
}

func (s *seeing) ratings(finding ID, now Instant) map[string]string {
	of := slices.DeleteFunc(slices.Clone(s.consistency), func(c said[journal.Consistency]) bool { return c.data.Finding != finding })
	last, ok := latest(of, s.who.Key, now)
	if !ok || s.who.By != "" {
		return nil
	}
	return last.data.Ratings
}
