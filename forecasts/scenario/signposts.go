package scenario

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/belief"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/session"
	"weathervane/forecasts/statement"
	"weathervane/model"
	"weathervane/model/journal"
)

// PlaceSignpost records an event to watch for, until when, and the probability in
// each scenario that it is seen by then.
func (d *Desk) PlaceSignpost(ctx context.Context, set journal.ID, text string, checkBy journal.Instant, p map[string]float64) (journal.ID, error) {
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return journal.ID{}, errors.New("the signpost has no text: say what to watch for")
	}
	if err := notation.CheckLine("the signpost", text, notation.MostClaim); err != nil {
		return journal.ID{}, err
	}
	if err := checkProbabilities(p); err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		sh, err := scenarioset.Find(r, set)
		if err != nil {
			return journal.ID{}, err
		}
		if err := checkNames(sh, p, "probability"); err != nil {
			return journal.ID{}, err
		}
		switch {
		case checkBy > sh.Now.Horizon:
			return journal.ID{}, fmt.Errorf("the signpost would be checked after the horizon of %q, %s: give an earlier date", sh.Now.Title, sh.Now.Horizon)
		case checkBy <= a.At:
			return journal.ID{}, fmt.Errorf("the date to check the signpost, %s, has passed: give a later one", checkBy)
		}
		return a.Add(journal.SignpostPlaced, journal.Placed{Scenarios: set, Text: text, CheckBy: checkBy, P: p})
	})
}

// SignpostCheck is a recorded check and the user's weights updated by Bayes'
// rule, which only WeighScenarios records. Weights are nil if the user has given
// none, or if every scenario with a weight gave the result probability 0.
type SignpostCheck struct {
	ID      journal.ID         `json:"id"`
	Weights map[string]float64 `json:"weights"`
	Set     journal.ID         `json:"-"`
}

// CheckSignpost records whether a signpost was seen by its date; without knownAt
// it is known now. If the same person checks again, the update starts from the
// weights before their first check: each observation counts once.
func (d *Desk) CheckSignpost(ctx context.Context, signpost journal.ID, seen bool, knownAt *journal.Instant, finding *journal.ID) (SignpostCheck, error) {
	var c SignpostCheck
	me, err := d.Me()
	if err != nil {
		return c, err
	}
	c.ID, err = d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		sh, post, err := theSignpost(r, signpost)
		if err != nil {
			return journal.ID{}, err
		}
		data := journal.Checked{Signpost: signpost, Seen: seen, KnownAt: a.At, Finding: finding}
		if knownAt != nil {
			data.KnownAt = *knownAt
		}
		switch {
		case data.KnownAt > a.At:
			return journal.ID{}, errors.New("the time the check became known is in the future: give a time that has passed")
		case !listing.Plausible(data.KnownAt):
			return journal.ID{}, errors.New("the check was not known between the years 1900 and 2300: check the year")
		}
		c.Set = sh.Framed.Id
		c.Weights = updated(sh, post, seen, sh.Weighed(me, beforeChecks(sh, post.Id, me, a.At)))
		return a.Add(journal.SignpostChecked, data)
	})
	return c, err
}

// theSignpost is the signpost with the id, and its set.
func theSignpost(r model.Reader, id journal.ID) (*scenarioset.Set, statement.Statement[journal.Placed], error) {
	var none statement.Statement[journal.Placed]
	set, err := r.SignpostSet(id)
	if err == nil && set == nil {
		err = fmt.Errorf("no signpost has the id %s: show the scenario set to find it", id.Short())
	}
	if err != nil {
		return nil, none, err
	}
	b, err := forecaster.Open(r)
	sh := scenarioset.Of(set, b)
	at := slices.IndexFunc(sh.Signposts, func(s statement.Statement[journal.Placed]) bool { return s.Id == id })
	return sh, sh.Signposts[at], err
}

// beforeChecks is now, or the last instant before the person's first check.
func beforeChecks(sh *scenarioset.Set, signpost journal.ID, key string, now journal.Instant) journal.Instant {
	for _, c := range sh.Checks {
		if c.Data.Signpost == signpost && c.Key == key {
			return min(now, c.At)
		}
	}
	return now
}

// updated is weights after the signpost was seen, or not seen.
func updated(sh *scenarioset.Set, post statement.Statement[journal.Placed], seen bool, weights map[string]float64) map[string]float64 {
	all := scenarioset.Names(sh.Now)
	if weights == nil || !scenarioset.Covers(post.Data.P, all) {
		return nil
	}
	prior, likelihoods := make([]float64, len(all)), make([]float64, len(all))
	for i, n := range all {
		prior[i], likelihoods[i] = weights[n], post.Data.P[n]
		if !seen {
			likelihoods[i] = 1 - post.Data.P[n]
		}
	}
	posterior, ok := belief.Update(prior, likelihoods)
	if !ok {
		return nil
	}
	out := make(map[string]float64, len(all))
	for i, n := range all {
		out[n] = posterior[i]
	}
	return out
}
