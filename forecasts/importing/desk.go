// Package importing is the use cases of files that come in: forecast files are
// merged, exports of other services and tables are planned, shown and recorded.
package importing

import "weathervane/forecasts/session"

// Desk is where files are imported.
type Desk struct{ *session.Session }

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{s} }
