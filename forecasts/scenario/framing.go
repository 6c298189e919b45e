package scenario

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// FrameScenarios records a set of futures of which exactly one comes true by
// the horizon.
func (d *Desk) FrameScenarios(ctx context.Context, f journal.Framed) (journal.ID, error) {
	f.Title = strings.TrimSpace(f.Title)
	f.Tags = notation.Trimmed(f.Tags)
	if err := cmp.Or(checkFraming(&f), checkTexts(f, journal.Framed{})); err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(_ model.Reader, a *session.Author) (journal.ID, error) {
		if f.Horizon <= a.At {
			return journal.ID{}, fmt.Errorf("the horizon, %s, has passed: give a later date", f.Horizon)
		}
		return a.Add(journal.ScenariosFramed, f)
	})
}

func checkFraming(f *journal.Framed) error {
	switch {
	case f.Title == "":
		return errors.New("the scenario set has no title: say in one line what the futures are about")
	case !listing.Plausible(f.Horizon):
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

// checkTexts refuses texts that cannot stand on a line, but for those that the set
// had before.
func checkTexts(f, was journal.Framed) error {
	if strings.Contains(f.Title, "\n") && f.Title != was.Title {
		return errors.New("the title has more than one line: put the rest into the narratives")
	}
	had := slices.Concat([]string{was.Title}, was.Names(), was.Tags)
	added := func(texts []string) []string {
		return slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return slices.Contains(had, t) })
	}
	return cmp.Or(
		notation.CheckLines("the title", added([]string{f.Title}), notation.MostTitle),
		notation.CheckLines("the name", added(f.Names()), notation.MostTitle), notation.CheckLines("the tag", added(f.Tags), notation.MostName),
	)
}

// checkNames refuses numbers that do not name every scenario of the set and
// nothing else.
func checkNames[V any](sh *scenarioset.Set, by map[string]V, what string) error {
	all := scenarioset.Names(sh.Now)
	for n := range by {
		if !slices.Contains(all, n) {
			return fmt.Errorf("%q is not a scenario of %q: its scenarios are %s", n, sh.Now.Title, strings.Join(all, ", "))
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
func (d *Desk) WeighScenarios(ctx context.Context, id journal.ID, weights map[string]float64, note string) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) { return weigh(a, r, id, weights, note) })
}

// RecordWeights is WeighScenarios inside a transaction that records more.
func (d *Desk) RecordWeights(r model.Reader, a *session.Author, id journal.ID, weights map[string]float64, note string) (journal.ID, error) {
	return weigh(a, r, id, weights, note)
}

func weigh(a *session.Author, r model.Reader, id journal.ID, weights map[string]float64, note string) (journal.ID, error) {
	if err := checkProbabilities(weights); err != nil {
		return journal.ID{}, err
	}
	sh, err := scenarioset.Find(r, id)
	if err != nil {
		return journal.ID{}, err
	}
	if err := checkNames(sh, weights, "weight"); err != nil {
		return journal.ID{}, err
	}
	sum := 0.0
	for _, n := range scenarioset.Names(sh.Now) {
		sum += weights[n]
	}
	if math.Abs(sum-1) > 1e-6 {
		return journal.ID{}, fmt.Errorf("the weights sum to %.4g %%: they must sum to 100 %%", sum*100)
	}
	switch status, outcome, _ := sh.End(a.At); status {
	case "closed":
		return journal.ID{}, fmt.Errorf("the horizon of %q, %s, has passed: resolve it with the scenario that came true", sh.Now.Title, sh.Now.Horizon)
	case "resolved":
		return journal.ID{}, fmt.Errorf("%q has ended with %q: its weights can no longer change", sh.Now.Title, outcome)
	case "disputed":
		return journal.ID{}, fmt.Errorf("how %q ended is disputed: resolve it again to decide", sh.Now.Title)
	}
	return a.Add(journal.ScenariosWeighed, journal.Weighed{Scenarios: id, Weights: weights, Note: strings.TrimSpace(note)})
}

// ConditionScenarios records P(question | scenario) for each scenario of a set.
func (d *Desk) ConditionScenarios(ctx context.Context, id, on journal.ID, p map[string]float64) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) { return condition(a, r, id, on, p) })
}

// RecordCells is ConditionScenarios inside a transaction that records more.
func (d *Desk) RecordCells(r model.Reader, a *session.Author, id, on journal.ID, p map[string]float64) (journal.ID, error) {
	return condition(a, r, id, on, p)
}

func condition(a *session.Author, r model.Reader, id, on journal.ID, p map[string]float64) (journal.ID, error) {
	if err := checkProbabilities(p); err != nil {
		return journal.ID{}, err
	}
	sh, err := scenarioset.Find(r, id)
	if err != nil {
		return journal.ID{}, err
	}
	if err := checkNames(sh, p, "probability"); err != nil {
		return journal.ID{}, err
	}
	q, err := listing.QuestionRow(r, on)
	if err != nil {
		return journal.ID{}, err
	}
	if q.Type != "binary" {
		return journal.ID{}, fmt.Errorf("%q is a %s question: only a yes-or-no question has one probability for each scenario", q.Title, q.Type)
	}
	return a.Add(journal.ScenariosConditioned, journal.Conditioned{Scenarios: id, Question: on, P: p})
}

// ResolveScenarios records which scenario came true and supersedes the known
// decisions about the set's end; without knownAt it is known now.
func (d *Desk) ResolveScenarios(ctx context.Context, id journal.ID, outcome string, knownAt *journal.Instant, note string) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		sh, err := scenarioset.Find(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if !slices.Contains(scenarioset.Names(sh.Now), outcome) {
			return journal.ID{}, fmt.Errorf("%q is not a scenario of %q: its scenarios are %s", outcome, sh.Now.Title, strings.Join(scenarioset.Names(sh.Now), ", "))
		}
		data := journal.CameTrue{Scenarios: id, Outcome: outcome, KnownAt: a.At, Note: strings.TrimSpace(note)}
		if knownAt != nil {
			data.KnownAt = *knownAt
		}
		switch {
		case data.KnownAt > a.At:
			return journal.ID{}, errors.New("the time the outcome became known is in the future: give a time that has passed")
		case !listing.Plausible(data.KnownAt):
			return journal.ID{}, errors.New("the outcome was not known between the years 1900 and 2300: check the year")
		}
		for _, e := range sh.Ends {
			data.Supersedes = append(data.Supersedes, e.Id)
		}
		return a.Add(journal.ScenariosResolved, data)
	})
}

// RateConsistency records how well a finding fits each scenario of a set: CC,
// C, N, I, II or NA.
func (d *Desk) RateConsistency(ctx context.Context, id, finding journal.ID, ratings map[string]string) (journal.ID, error) {
	for n, text := range ratings {
		if _, err := belief.ParseRating(text); err != nil {
			return journal.ID{}, fmt.Errorf("%s: %w", n, err)
		}
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		sh, err := scenarioset.Find(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if err := checkNames(sh, ratings, "rating"); err != nil {
			return journal.ID{}, err
		}
		if err := listing.FiledHere(r, finding); err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.ConsistencyJudged, journal.Consistency{Scenarios: id, Finding: finding, Ratings: ratings})
	})
}
