// Package search finds words in what the workspace says.
package search

import "weathervane/forecasts/session"

// Desk is where words are looked up.
type Desk struct{ *session.Session }

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{s} }
