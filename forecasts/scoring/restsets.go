package scoring

import (
	"encoding/json"

	"weathervane/forecasts/decision"
	"weathervane/model"
	"weathervane/model/journal"
)

// outcomeIn is the outcome that a record decides, and of which question or scenario
// set: a set's outcome is the name of a scenario.
func outcomeIn(row model.RecordRow) (journal.ID, decision.Outcome, error) {
	record, err := journal.ParseRecord(row.Line)
	if err != nil {
		return journal.ID{}, decision.Outcome{}, err
	}
	if row.Kind == journal.ScenariosResolved {
		came, err := journal.Decode[journal.CameTrue](record)
		if err != nil {
			return journal.ID{}, decision.Outcome{}, err
		}
		name, err := json.Marshal(came.Outcome)
		return came.Scenarios, decision.Outcome{Outcome: string(name), KnownAt: came.KnownAt}, err
	}
	said, err := journal.Decode[journal.Resolved](record)
	return said.Question, decision.Outcome{Outcome: string(said.Outcome), KnownAt: said.KnownAt}, err
}
