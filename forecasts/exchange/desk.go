// Package exchange is the use cases of what leaves and comes: exporting,
// synchronising with a shared folder, proofs, verification and backups.
package exchange

import "weathervane/forecasts/session"

// Desk is where records are handed on.
type Desk struct{ *session.Session }

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{s} }
