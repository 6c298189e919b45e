package scoring

import (
	"encoding/json"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/score"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/statement"
	"weathervane/model/journal"
)

// addSets adds scenario sets for scoring: a set is a choice question whose options are
// its scenarios, and weights over time are forecasts of it.
func (s *workspace) addSets(g *gatherer, sets []*scenarioset.Set) {
	o, now := &g.o, journal.InstantOf(g.Now())
	for _, sh := range sets {
		if !o.fitsKind("choice") || o.Tag != "" && !slices.Contains(sh.Now.Tags, o.Tag) {
			continue
		}
		s.ends(&sh.Now.Horizon)
		for i := range sh.Ends {
			s.ends(&sh.Ends[i].Data.KnownAt)
		}
		q, options := setQuestion(sh, now)
		at := len(s.Questions)
		s.Questions = append(s.Questions, q)
		s.scored[q.Key], s.sets[q.Key] = options, true
		s.questions[q.Key] = setAsQuestion(sh, now)
		for _, p := range setPairs(sh, at, options, g.seen, journal.Instant(q.Known)) {
			who := p.by
			if !who.Matches(o.Forecaster) {
				continue
			}
			s.forecasters[pairKey(who)] = who
			s.Pairs = append(s.Pairs, p.Pair)
		}
	}
}

// setQuestion is the set as input of the score package, and the options that count:
// the scenarios as they were when the outcome became known.
func setQuestion(sh *scenarioset.Set, now journal.Instant) (score.Question, []string) {
	q := score.Question{
		Key: sh.Framed.Id.String(), Tags: sh.Now.Tags, Asked: int64(sh.Framed.At), State: score.Unresolved,
		Closes: int64(sh.Now.Horizon), Scheduled: int64(sh.Framed.Data.Horizon),
		Schedule: closesOf(sh.Schedule),
	}
	options := scenarioset.Names(sh.Now)
	status, outcome, known := sh.End(now)
	switch status {
	case "disputed":
		q.State = score.Disputed
	case "resolved":
		q.State, q.Known = score.Resolved, int64(known)
		if !slices.Contains(options, outcome) { // the scenarios were revised
			for _, w := range slices.Backward(sh.Wordings) {
				if all := scenarioset.Names(w); slices.Contains(all, outcome) {
					options = all
					break
				}
			}
		}
		q.Option = slices.Index(options, outcome)
	}
	q.Options = len(options)
	return q, options
}

func setAsQuestion(sh *scenarioset.Set, now journal.Instant) listing.Question {
	l := sh.Listed(now)
	q := listing.Question{
		ID: l.ID, Title: l.Title, Type: "choice", Status: l.Status, Closes: &l.Horizon, KnownAt: l.KnownAt, Tags: l.Tags,
		AskedBy: l.AskedBy, AskedAt: l.AskedAt, Options: l.Names,
	}
	if l.Status == "resolved" {
		q.Outcome = rawText(l.Outcome)
	}
	return q
}

// setPair is one forecaster's weights of one set over time.
type setPair struct {
	score.Pair
	by forecaster.Forecaster
}

func setPairs(sh *scenarioset.Set, question int, options []string, seen *sight, known journal.Instant) []setPair {
	by := map[string][]statement.Statement[journal.Weighed]{}
	var keys []string
	for _, w := range sh.Weights {
		if seen != nil {
			if log, ok := seen.logs[w.Log]; !ok || !seen.holds(log, w.Seq, known) {
				continue
			}
			w.Until = seen.until(w.Id, w.Until, known)
		}
		if by[w.Key] == nil {
			keys = append(keys, w.Key)
		}
		by[w.Key] = append(by[w.Key], w)
	}
	var all []setPair
	for _, key := range keys {
		mine := by[key]
		p := setPair{score.Pair{Forecaster: pairKey(mine[0].By), Question: question, Joined: int64(mine[0].At)}, mine[0].By}
		p.Steps = weightSteps(mine, options)
		all = append(all, p)
	}
	return all
}

// weightSteps are the weights in force from each instant at which they changed.
func weightSteps(mine []statement.Statement[journal.Weighed], options []string) []score.Step {
	steps := make([]score.Step, len(mine))
	until := map[int]journal.Instant{}
	for i, w := range mine {
		steps[i] = score.Step{At: int64(w.At), Provenance: score.Live}
		for _, o := range options {
			steps[i].Probs = append(steps[i].Probs, w.Data.Weights[o])
		}
		if w.Until != standing.Forever {
			until[i] = w.Until
		}
	}
	return inForce(steps, until)
}

// rawText is a text as a record encodes it.
func rawText(s string) json.RawMessage {
	b, _ := json.Marshal(s)
	return b
}
