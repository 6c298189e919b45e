package decision

import (
	"encoding/json"

	"weathervane/model"
	"weathervane/model/journal"
)

// endsOfSets are the decisions on which scenario of a set came true, as decisions on
// a question whose outcome is the scenario's name. What they supersede is added to
// what decisions on questions do.
func endsOfSets(r model.Reader, supersedes map[journal.ID][]journal.ID) ([]model.Decision, error) {
	sets, err := r.ScenarioSets()
	var all []model.Decision
	for _, set := range sets {
		superseded := map[journal.ID]bool{}
		for _, e := range set.Ends {
			supersedes[e.ID] = e.Data.Supersedes
			for _, id := range e.Data.Supersedes {
				superseded[id] = true
			}
		}
		for _, e := range set.Ends {
			outcome, err := json.Marshal(e.Data.Outcome)
			if err != nil {
				return nil, err
			}
			all = append(all, model.Decision{ID: e.ID[:], Question: set.ID[:], Key: e.Key, Kind: "resolved", Outcome: string(outcome),
				KnownAt: &e.Data.KnownAt, Holds: !superseded[e.ID], At: e.At})
		}
	}
	return all, err
}
