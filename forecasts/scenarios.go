package forecasts

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/belief"
	"weathervane/model"
	"weathervane/model/journal"
)

// Framing is a new scenario set.
type Framing = journal.Framed

// FrameScenarios records a set of futures of which exactly one comes true by
// the horizon.
func (d *Desk) FrameScenarios(ctx context.Context, f Framing) (ID, error) {
	f.Title = strings.TrimSpace(f.Title)
	f.Tags = trimmed(f.Tags)
	if err := checkFraming(&f); err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(_ model.Reader, a *author) (ID, error) {
		if f.Horizon <= a.at {
			return ID{}, fmt.Errorf("the horizon, %s, has passed: give a later date", f.Horizon)
		}
		return a.add(journal.ScenariosFramed, f)
	})
}

func checkFraming(f *Framing) error {
	switch {
	case f.Title == "":
		return errors.New("the scenario set has no title: say in one line what the futures are about")
	case strings.ContainsAny(f.Title, "\n\r\t"):
		return errors.New("the title has more than one line: put the rest into the narratives")
	case !plausible(f.Horizon):
		return errors.New("the horizon is not between the years 1900 and 2300: check the year")
	case len(f.Scenarios) < 2:
		return errors.New("a set needs at least two scenarios: add the others, and “Other” where they do not cover everything")
	}
	f.Scenarios = slices.Clone(f.Scenarios)
	seen := map[string]bool{}
	for i := range f.Scenarios {
		s := &f.Scenarios[i]
		s.Name = strings.TrimSpace(s.Name)
		folded := strings.ToLower(s.Name)
		switch {
		case s.Name == "":
			return errors.New("a scenario has no name: give each one")
		case strings.ContainsAny(s.Name, "\n\r\t"):
			return fmt.Errorf("the name %q has more than one line: put the rest into its narrative", s.Name)
		case seen[folded]:
			return fmt.Errorf("two scenarios are named %q: give each its own name", s.Name)
		}
		seen[folded] = true
		if s.Drivers == nil {
			s.Drivers = []string{}
		}
	}
	return nil
}

// theSet is the set with the id.
func theSet(r model.Reader, id ID) (*sheaf, error) {
	set, err := r.ScenarioSet(id)
	if err == nil && set == nil {
		err = fmt.Errorf("no scenario set has the id %s: list the scenarios to find it", id.Short())
	}
	if err != nil {
		return nil, err
	}
	b, err := openBook(r)
	return sheafOf(set, b), err
}

// checkNames refuses numbers that do not name every scenario of the set and
// nothing else.
func checkNames[V any](sh *sheaf, by map[string]V, what string) error {
	all := names(sh.now)
	for n := range by {
		if !slices.Contains(all, n) {
			return fmt.Errorf("%q is not a scenario of %q: its scenarios are %s", n, sh.now.Title, strings.Join(all, ", "))
		}
	}
	for _, n := range all {
		if _, ok := by[n]; !ok {
			return fmt.Errorf("the scenario %q has no %s: give one for each scenario", n, what)
		}
	}
	return nil
}

func checkProbabilities(by map[string]float64) error {
	for n, p := range by {
		if !(p >= 0 && p <= 1) {
			return fmt.Errorf("%v for %q is not a probability: give one from 0 %% to 100 %%", p, n)
		}
	}
	return nil
}

// WeighScenarios records the user's probabilities of the scenarios of a set.
func (d *Desk) WeighScenarios(ctx context.Context, id ID, weights map[string]float64, note string) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) { return a.weigh(r, id, weights, note) })
}

// RecordWeights is WeighScenarios inside a transaction that records more.
func (d *Desk) RecordWeights(r model.Reader, a *author, id ID, weights map[string]float64, note string) (ID, error) {
	return a.weigh(r, id, weights, note)
}

func (a *author) weigh(r model.Reader, id ID, weights map[string]float64, note string) (ID, error) {
	if err := checkProbabilities(weights); err != nil {
		return ID{}, err
	}
	sh, err := theSet(r, id)
	if err != nil {
		return ID{}, err
	}
	if err := checkNames(sh, weights, "weight"); err != nil {
		return ID{}, err
	}
	sum := 0.0
	for _, n := range names(sh.now) {
		sum += weights[n]
	}
	if math.Abs(sum-1) > 1e-6 {
		return ID{}, fmt.Errorf("the weights sum to %.4g %%: they must sum to 100 %%", sum*100)
	}
	switch status, outcome, _ := sh.end(a.at); status {
	case "closed":
		return ID{}, fmt.Errorf("the horizon of %q, %s, has passed: resolve it with the scenario that came true", sh.now.Title, sh.now.Horizon)
	case "resolved":
		return ID{}, fmt.Errorf("%q has ended with %q: its weights can no longer change", sh.now.Title, outcome)
	case "disputed":
		return ID{}, fmt.Errorf("how %q ended is disputed: resolve it again to decide", sh.now.Title)
	}
	return a.add(journal.ScenariosWeighed, journal.Weighed{Scenarios: id, Weights: weights, Note: strings.TrimSpace(note)})
}

// ConditionScenarios records P(question | scenario) for each scenario of a set.
func (d *Desk) ConditionScenarios(ctx context.Context, id, on ID, p map[string]float64) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) { return a.condition(r, id, on, p) })
}

// RecordCells is ConditionScenarios inside a transaction that records more.
func (d *Desk) RecordCells(r model.Reader, a *author, id, on ID, p map[string]float64) (ID, error) {
	return a.condition(r, id, on, p)
}

func (a *author) condition(r model.Reader, id, on ID, p map[string]float64) (ID, error) {
	if err := checkProbabilities(p); err != nil {
		return ID{}, err
	}
	sh, err := theSet(r, id)
	if err != nil {
		return ID{}, err
	}
	if err := checkNames(sh, p, "probability"); err != nil {
		return ID{}, err
	}
	q, err := question(r, on)
	if err != nil {
		return ID{}, err
	}
	if q.Type != "binary" {
		return ID{}, fmt.Errorf("%q is a %s question: only a yes-or-no question has one probability for each scenario", q.Title, q.Type)
	}
	return a.add(journal.ScenariosConditioned, journal.Conditioned{Scenarios: id, Question: on, P: p})
}

// ResolveScenarios records which scenario came true and supersedes the known
// decisions about the set's end; without knownAt it is known now.
func (d *Desk) ResolveScenarios(ctx context.Context, id ID, outcome string, knownAt *Instant, note string) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		sh, err := theSet(r, id)
		if err != nil {
			return ID{}, err
		}
		if !slices.Contains(names(sh.now), outcome) {
			return ID{}, fmt.Errorf("%q is not a scenario of %q: its scenarios are %s", outcome, sh.now.Title, strings.Join(names(sh.now), ", "))
		}
		data := journal.CameTrue{Scenarios: id, Outcome: outcome, KnownAt: a.at, Note: strings.TrimSpace(note)}
		if knownAt != nil {
			data.KnownAt = *knownAt
		}
		switch {
		case data.KnownAt > a.at:
			return ID{}, errors.New("the time the outcome became known is in the future: give a time that has passed")
		case !plausible(data.KnownAt):
			return ID{}, errors.New("the outcome was not known between the years 1900 and 2300: check the year")
		}
		for _, e := range sh.ends {
			data.Supersedes = append(data.Supersedes, e.id)
		}
		return a.add(journal.ScenariosResolved, data)
	})
}

// RateConsistency records how well a finding fits each scenario of a set: CC,
// C, N, I, II or NA.
func (d *Desk) RateConsistency(ctx context.Context, id, finding ID, ratings map[string]string) (ID, error) {
	for n, text := range ratings {
		if _, err := belief.ParseRating(text); err != nil {
			return ID{}, fmt.Errorf("%s: %w", n, err)
		}
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		sh, err := theSet(r, id)
		if err != nil {
			return ID{}, err
		}
		if err := checkNames(sh, ratings, "rating"); err != nil {
			return ID{}, err
		}
		if err := filedHere(r, finding); err != nil {
			return ID{}, err
		}
		return a.add(journal.ConsistencyJudged, journal.Consistency{Scenarios: id, Finding: finding, Ratings: ratings})
	})
}
