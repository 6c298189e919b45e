package forecasts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/belief"
	"weathervane/model"
	"weathervane/model/journal"
)

// PlaceSignpost records an event to watch for, until when, and the probability in
// each scenario that it is seen by then.
func (d *Desk) PlaceSignpost(ctx context.Context, set ID, text string, checkBy Instant, p map[string]float64) (ID, error) {
	if text = strings.TrimSpace(text); text == "" {
		return ID{}, errors.New("the signpost has no text: say what to watch for")
	}
	if err := checkProbabilities(p); err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		sh, err := theSet(r, set)
		if err != nil {
			return ID{}, err
		}
		if err := checkNames(sh, p, "probability"); err != nil {
			return ID{}, err
		}
		switch {
		case checkBy > sh.now.Horizon:
			return ID{}, fmt.Errorf("the signpost would be checked after the horizon of %q, %s: give an earlier date", sh.now.Title, sh.now.Horizon)
		case checkBy <= a.at:
			return ID{}, fmt.Errorf("the date to check the signpost, %s, has passed: give a later one", checkBy)
		}
		return a.add(journal.SignpostPlaced, journal.Placed{Scenarios: set, Text: text, CheckBy: checkBy, P: p})
	})
}

// SignpostCheck is a recorded check and the user's weights updated by Bayes'
// rule, which only WeighScenarios records. Weights are nil if the user has given
// none, or if every scenario with a weight gave the result probability 0.
type SignpostCheck struct {
	ID      ID                 `json:"id"`
	Weights map[string]float64 `json:"weights"`
	Set     ID                 `json:"-"`
}

// CheckSignpost records whether a signpost was seen by its date; without knownAt
// it is known now. If the same person checks again, the update starts from the
// weights before their first check: each observation counts once.
func (d *Desk) CheckSignpost(ctx context.Context, signpost ID, seen bool, knownAt *Instant, finding *ID) (SignpostCheck, error) {
	var c SignpostCheck
	me, err := d.me()
	if err != nil {
		return c, err
	}
	c.ID, err = d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		sh, post, err := theSignpost(r, signpost)
		if err != nil {
			return ID{}, err
		}
		data := journal.Checked{Signpost: signpost, Seen: seen, KnownAt: a.at, Finding: finding}
		if knownAt != nil {
			data.KnownAt = *knownAt
		}
		switch {
		case data.KnownAt > a.at:
			return ID{}, errors.New("the time the check became known is in the future: give a time that has passed")
		case !plausible(data.KnownAt):
			return ID{}, errors.New("the check was not known between the years 1900 and 2300: check the year")
		}
		c.Set = sh.framed.id
		c.Weights = sh.updated(post, seen, sh.weighed(me, beforeChecks(sh, post.id, me, a.at)))
		return a.add(journal.SignpostChecked, data)
	})
	return c, err
}

// theSignpost is the signpost with the id, and its set.
func theSignpost(r model.Reader, id ID) (*sheaf, said[journal.Placed], error) {
	var none said[journal.Placed]
	set, err := r.SignpostSet(id)
	if err == nil && set == nil {
		err = fmt.Errorf("no signpost has the id %s: show the scenario set to find it", id.Short())
	}
	if err != nil {
		return nil, none, err
	}
	b, err := openBook(r)
	sh := sheafOf(set, b)
	at := slices.IndexFunc(sh.signposts, func(s said[journal.Placed]) bool { return s.id == id })
	return sh, sh.signposts[at], err
}

// beforeChecks is now, or the last instant before the person's first check.
func beforeChecks(sh *sheaf, signpost ID, key string, now Instant) Instant {
	for _, c := range sh.checks {
		if c.data.Signpost == signpost && c.key == key {
			return min(now, c.at)
		}
	}
	return now
}

// updated is weights after the signpost was seen, or not seen.
func (sh *sheaf) updated(post said[journal.Placed], seen bool, weights map[string]float64) map[string]float64 {
	all := names(sh.now)
	if weights == nil || !covers(post.data.P, all) {
		return nil
	}
	prior, likelihoods := make([]float64, len(all)), make([]float64, len(all))
	for i, n := range all {
		prior[i], likelihoods[i] = weights[n], post.data.P[n]
		if !seen {
			likelihoods[i] = 1 - post.data.P[n]
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
