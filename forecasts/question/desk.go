// Package question is the use cases about questions: asking, revising and
// ending them, forecasting, and what a question's page and the list of
// questions show.
package question

import (
	"weathervane/forecasts/session"
)

// Desk is where questions are asked and forecast.
type Desk struct {
	*session.Session
	Scorer
}

// New makes the desk; a Scorer scores the forecasts.
func New(s *session.Session, scorer Scorer) *Desk { return &Desk{s, scorer} }
