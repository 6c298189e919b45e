// Package importing is the use cases of files that come in: forecast files are
// merged, exports of other services and tables are planned, shown and recorded.
package importing

import (
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// Desk is where files are imported.
type Desk struct {
	*session.Session
	scores Scorer
}

// Scorer tells what headlines are made of; changed says that the transaction has
// written.
type Scorer interface {
	Tally(r model.Reader, changed bool) (*overturning.Tally, error)
}

// New makes the desk.
func New(s *session.Session, scores Scorer) *Desk { return &Desk{s, scores} }
