package standing

import (
	"weathervane/forecasts/forecaster"
	"weathervane/model/journal"
)

// Forecast is a forecast in force.
type Forecast struct {
	Forecast   journal.ID            `json:"forecast"`
	Forecaster forecaster.Forecaster `json:"forecaster"`
	Belief
	At   journal.Instant `json:"at"`
	Mine bool            `json:"-"`
	Note string          `json:"-"`
}
