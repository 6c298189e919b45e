// Package today is what there is to do at the present, and what others did
// since the last visit.
package today

import "weathervane/forecasts/session"

// Desk is what the Today page asks.
type Desk struct{ *session.Session }

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{s} }
