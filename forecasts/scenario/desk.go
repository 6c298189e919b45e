// Package scenario is the use cases about scenario sets: framing, weighing and
// ending them, their signposts, and what a set's page shows.
package scenario

import "weathervane/forecasts/session"

// Desk is where scenario sets are framed and weighed.
type Desk struct{ *session.Session }

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{s} }
