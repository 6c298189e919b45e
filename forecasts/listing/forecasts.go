package listing

import (
	"encoding/json"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

func ForecastOf(b forecaster.Directory, row model.ForecastRow, me string) Forecast {
	f := Forecast{
		ID: journal.ID(row.ID), Question: journal.ID(row.QuestionID), Forecaster: b.Who(row.Forecaster), At: row.At, RecordedAt: row.RecordedAt,
		MadeAt: row.MadeAt, Belief: standing.BeliefOf(row), Provenance: row.Provenance, WithdrawnAt: row.WithdrawnAt, RetractedAt: row.RetractedAt,
		Note: Rationale(row.Rationale),
	}
	f.Mine = f.Forecaster.Key == me && f.Forecaster.By == ""
	return f
}

func Rationale(line []byte) string {
	var r struct {
		Data journal.Rationale `json:"data"`
	}
	if len(line) > 0 {
		_ = json.Unmarshal(line, &r)
	}
	return r.Data.Text
}

// Forecast is one recorded forecast.
type Forecast struct {
	ID         journal.ID            `json:"id"`
	Question   journal.ID            `json:"question"`
	Forecaster forecaster.Forecaster `json:"forecaster"`
	At         journal.Instant       `json:"at"`                // from when it counts
	RecordedAt journal.Instant       `json:"recorded_at"`       // when its author's clock recorded it
	MadeAt     *journal.Instant      `json:"made_at,omitempty"` // as its author states
	standing.Belief
	Provenance  string           `json:"provenance"` // live, late, imported or sealed
	WithdrawnAt *journal.Instant `json:"withdrawn_at,omitempty"`
	RetractedAt *journal.Instant `json:"retracted_at,omitempty"`
	Note        string           `json:"note,omitempty"`
	Mine        bool             `json:"-"`
}
