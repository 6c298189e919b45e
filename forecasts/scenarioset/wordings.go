package scenarioset

import (
	"weathervane/forecasts/forecaster"
	"weathervane/model/journal"
)

// Wording is a scenario set as one record worded it, with all members as of
// that record.
type Wording struct {
	Record      journal.ID
	At          journal.Instant
	By          forecaster.Forecaster
	Changed     []string // members that the record set, as records name them; none for the framing
	Rival       bool     // it and another were made without knowledge of each other
	RetractedAt *journal.Instant
	Mine        bool
	Set         journal.Framed
}
