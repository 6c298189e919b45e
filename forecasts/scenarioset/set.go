// Package scenarioset is a scenario set with everything that was said of it:
// wordings, weights, conditional probabilities, ratings, signposts and checks.
package scenarioset

import (
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/statement"
	"weathervane/model"
	"weathervane/model/journal"
)

// Set is a set with everything that counts of what was said about it, in the
// order of records, and the weights that counted once.
type Set struct {
	Num         int64
	Framed      statement.Statement[journal.Framed]
	Wordings    []journal.Framed // as framed, and after each revision of the scenarios
	Now         journal.Framed   // the current wording
	Schedule    []model.Schedule // how the horizon stood, if it was moved
	Weights     []statement.Statement[journal.Weighed]
	Conditions  []statement.Statement[journal.Conditioned]
	Ends        []statement.Statement[journal.CameTrue]
	Consistency []statement.Statement[journal.Consistency]
	Signposts   []statement.Statement[journal.Placed]
	Checks      []statement.Statement[journal.Checked]
}

// All are all sets in the order in which they were framed.
func All(r model.Reader, b forecaster.Directory) ([]*Set, error) {
	sets, err := r.ScenarioSets()
	all := make([]*Set, len(sets))
	for i, set := range sets {
		all[i] = Of(set, b)
	}
	return all, err
}

func Of(set *model.ScenarioSet, b forecaster.Directory) *Set {
	who := b.Owner(set.Key)
	return &Set{
		Num: set.Num, Framed: statement.Statement[journal.Framed]{Id: set.ID, Key: who.Key, By: who, At: set.At, Until: standing.Forever, Data: set.Framed},
		Wordings: set.Wordings, Now: set.Now, Schedule: set.Schedule,
		Weights: statement.By(b, set.Weights), Conditions: statement.By(b, set.Conditions), Ends: statement.By(b, set.Ends),
		Consistency: statement.By(b, set.Consistency), Signposts: statement.By(b, set.Signposts), Checks: statement.By(b, set.Checks),
	}
}

// Names are the scenarios' names, in order.
func Names(f journal.Framed) []string {
	all := make([]string, len(f.Scenarios))
	for i, s := range f.Scenarios {
		all[i] = s.Name
	}
	return all
}

func Covers[V any](by map[string]V, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { _, ok := by[n]; return !ok })
}

// End is how the set was resolved: the decisions that no other supersedes count;
// if they differ, the set is disputed.
func (sh *Set) End(now journal.Instant) (status, outcome string, known journal.Instant) {
	superseded := map[journal.ID]bool{}
	for _, e := range sh.Ends {
		for _, id := range e.Data.Supersedes {
			superseded[id] = true
		}
	}
	for _, e := range sh.Ends {
		switch {
		case superseded[e.Id]:
		case status == "":
			status, outcome, known = "resolved", e.Data.Outcome, e.Data.KnownAt
		case e.Data.Outcome != outcome:
			status = "disputed"
			known = min(known, e.Data.KnownAt)
		default:
			known = min(known, e.Data.KnownAt)
		}
	}
	switch {
	case status == "disputed", status == "resolved" && known <= now:
		return status, outcome, known
	case sh.Now.Horizon <= now:
		return "closed", "", 0
	}
	return "open", "", 0
}

// Weighed are the weights of an author in force at an instant, by name.
func (sh *Set) Weighed(key string, at journal.Instant) map[string]float64 {
	w, ok := statement.Latest(sh.Weights, key, at)
	if !ok || !Covers(w.Data.Weights, Names(sh.Now)) {
		return nil
	}
	return w.Data.Weights
}
