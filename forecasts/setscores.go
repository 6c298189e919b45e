package forecasts

import (
	"cmp"
	"encoding/json"
	"slices"

	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

// gatherScenarios collects the scenario sets for scoring: a set is a choice
// question whose options are its scenarios, and weights over time are forecasts
// of it.
func (d *Desk) gatherScenarios(r model.Reader, b book, o ScoreOptions, s *scoring) error {
	sets, err := sheaves(r, b)
	if err != nil || len(sets) == 0 {
		return err
	}
	var covered map[journal.LogID][]cover // if only what others have witnessed counts
	if o.witnessed() {
		if covered, err = setCoverage(r); err != nil {
			return err
		}
	}
	now := journal.InstantOf(d.Now())
	for _, sh := range sets {
		if o.Kind == "binary" || o.Tag != "" && !slices.Contains(sh.now.Tags, o.Tag) {
			continue
		}
		s.ends(&sh.now.Horizon)
		for i := range sh.ends {
			s.ends(&sh.ends[i].data.KnownAt)
		}
		q, options := sh.scored(now)
		at := len(s.Questions)
		s.Questions = append(s.Questions, q)
		s.scored[q.Key], s.sets[q.Key] = options, true
		s.questions[q.Key] = sh.asQuestion(now)
		for _, p := range sh.pairs(at, options, covered, q.Known, o.witnessed()) {
			who := p.by
			if !who.named(o.Forecaster) {
				continue
			}
			s.forecasters[pairKey(who)] = who
			s.Pairs = append(s.Pairs, p.Pair)
		}
	}
	return nil
}

// scored is the set as input of the score package, and the options that count:
// the scenarios as they were when the outcome became known.
func (sh *sheaf) scored(now Instant) (score.Question, []string) {
	q := score.Question{
		Key: sh.framed.id.String(), Tags: sh.now.Tags, Asked: int64(sh.framed.at), State: score.Unresolved,
		Closes: int64(sh.now.Horizon), Scheduled: int64(sh.framed.data.Horizon),
	}
	options := names(sh.now)
	status, outcome, known := sh.end(now)
	switch status {
	case "disputed":
		q.State = score.Disputed
	case "resolved":
		q.State, q.Known = score.Resolved, int64(known)
		if !slices.Contains(options, outcome) { // the scenarios were revised
			for _, w := range slices.Backward(sh.wordings) {
				if all := names(w); slices.Contains(all, outcome) {
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

func (sh *sheaf) asQuestion(now Instant) Question {
	l := sh.listed(now)
	q := Question{
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
	by Forecaster
}

func (sh *sheaf) pairs(question int, options []string, covered map[journal.LogID][]cover, known int64, witnessed bool) []setPair {
	by := map[string][]said[journal.Weighed]{}
	var keys []string
	for _, w := range sh.weights {
		if witnessed && !slices.ContainsFunc(covered[w.log], func(c cover) bool {
			return c.size > w.seq && (known == 0 || int64(c.at) < known)
		}) {
			continue
		}
		if by[w.key] == nil {
			keys = append(keys, w.key)
		}
		by[w.key] = append(by[w.key], w)
	}
	var all []setPair
	for _, key := range keys {
		mine := by[key]
		p := setPair{score.Pair{Forecaster: pairKey(mine[0].by), Question: question, Joined: int64(mine[0].at)}, mine[0].by}
		p.Steps = weightSteps(mine, key, options)
		all = append(all, p)
	}
	return all
}

// weightSteps are the weights in force from each instant at which they changed.
func weightSteps(mine []said[journal.Weighed], key string, options []string) []score.Step {
	var turns []Instant
	for _, w := range mine {
		turns = append(turns, w.at)
		if w.gone != forever {
			turns = append(turns, w.gone)
		}
	}
	slices.SortFunc(turns, func(a, b Instant) int { return cmp.Compare(a, b) })
	var steps []score.Step
	for _, at := range slices.Compact(turns) {
		w, ok := latest(mine, key, at)
		step := score.Step{At: int64(at), Gone: !ok, Provenance: score.Live}
		for _, o := range options {
			step.Probs = append(step.Probs, w.data.Weights[o])
		}
		steps = append(steps, step)
	}
	return steps
}

// setCoverage lists what others have witnessed of each log.
func setCoverage(r model.Reader) (map[journal.LogID][]cover, error) {
	byNum, err := coverage(r)
	if err != nil {
		return nil, err
	}
	logs, err := r.Logs()
	all := map[journal.LogID][]cover{}
	for _, l := range logs {
		all[journal.LogID(l.Log)] = byNum[l.Num]
	}
	return all, err
}

// rawText is a text as a record encodes it.
func rawText(s string) json.RawMessage {
	b, _ := json.Marshal(s)
	return b
}
