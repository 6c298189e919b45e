// Package reconcile lists the rules of probability that somebody's forecasts
// break, and records numbers that satisfy them.
package reconcile

import (
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Recorder records single numbers inside a transaction that records more.
type Recorder interface {
	RecordForecast(r model.Reader, a *session.Author, question journal.ID, b standing.Belief, note string) (journal.ID, error)
	RecordCells(r model.Reader, a *session.Author, set, question journal.ID, p map[string]float64) (journal.ID, error)
	RecordWeights(r model.Reader, a *session.Author, set journal.ID, weights map[string]float64, note string) (journal.ID, error)
}

// Desk is where forecasts are made to agree.
type Desk struct {
	*session.Session
	Recorder
}

// New makes the desk; a Recorder records the numbers.
func New(s *session.Session, numbers Recorder) *Desk { return &Desk{s, numbers} }
