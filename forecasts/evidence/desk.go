// Package evidence is the use cases about articles and findings: keeping and
// filing them, judging what they say of a question, and what depends on them.
package evidence

import (
	"sync/atomic"

	"weathervane/forecasts/session"
)

// Desk is where evidence is filed and read.
type Desk struct {
	*session.Session

	heads       atomic.Pointer[session.Cached[[]ArticleRow]]
	tracks      atomic.Pointer[session.Cached[EvidenceTracks]]
	invalidated atomic.Pointer[session.Cached[[]Dependents]]
}

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{Session: s} }
