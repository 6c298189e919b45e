// Package importing is the use cases of files that come in: forecast files are
// merged, exports of other services and tables are planned, shown and recorded.
package importing

import (
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Desk is where files are imported.
type Desk struct {
	*session.Session
	scores Scorer
}

// Scorer tells what headlines are made of.
type Scorer interface {
	// Totals are everyone's sums, in a state that no transaction is changing.
	Totals(r model.Reader) (overturning.Totals, error)
	// Tally is what headlines are made of on some questions; on all where of is nil.
	Tally(r model.Reader, of []journal.ID) (*overturning.Tally, error)
}

// New makes the desk.
func New(s *session.Session, scores Scorer) *Desk { return &Desk{s, scores} }
