// Package forecasts puts the desk together: what the program does, one method
// for each use case. Each subject has a package of its own and knows of no
// other; the window and the commands use them all through the Desk, and neither
// knows how a record is written.
//
// A use case checks what it is given, writes records in one transaction and
// announces what changed. What people see is read from the projected
// tables and never kept in memory between calls.
package forecasts

import (
	"context"
	"errors"

	"weathervane/forecasts/asof"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reconcile"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/search"
	"weathervane/forecasts/session"
	"weathervane/forecasts/today"
	"weathervane/model/journal"
)

// Desk is an open workspace, its user, and all that they can do.
type Desk struct {
	*session.Session

	*questions
	*evidences
	*scenarios
	*coherence
	*scores
	*exchanges
	*imports
	*todays
	*searches
	*reports
}

// The subjects under names that do not hide their methods.
type (
	questions = question.Desk
	evidences = evidence.Desk
	scenarios = scenario.Desk
	coherence = reconcile.Desk
	scores    = scoring.Desk
	exchanges = exchange.Desk
	imports   = importing.Desk
	todays    = today.Desk
	searches  = search.Desk
	reports   = reporting.Desk
)

// newDesk puts the subjects together. What one asks of another it asks through
// a small interface, which is filled in here.
func newDesk(s *session.Session) *Desk {
	d := &Desk{
		Session: s, evidences: evidence.New(s), scenarios: scenario.New(s), scores: scoring.New(s),
		exchanges: exchange.New(s), todays: today.New(s), searches: search.New(s),
	}
	d.questions = question.New(s, d.scores)
	d.imports = importing.New(s, d.scores)
	d.coherence = reconcile.New(s, d)
	d.reports = reporting.New(s, d)
	return d
}

// Create makes a workspace at path and opens a log in it under the name given.
func Create(ctx context.Context, path, name string, env session.Env) (*Desk, error) {
	s, err := session.Create(ctx, path, name, env)
	if err != nil {
		return nil, err
	}
	return newDesk(s), nil
}

// Open opens the workspace at path.
func Open(ctx context.Context, path string, env session.Env) (*Desk, error) {
	return desked(session.Open(ctx, path, env))
}

// OpenToRead opens the workspace at path to be read, and leaves it as it is.
func OpenToRead(ctx context.Context, path string, env session.Env) (*Desk, error) {
	return desked(session.OpenToRead(ctx, path, env))
}

func desked(s *session.Session, err error) (*Desk, error) {
	if err != nil {
		return nil, err
	}
	return newDesk(s), nil
}

// AsOf is the workspace as it was at an instant, as far as it was known here; and
// what others had dated before that, and came later. Closing it removes it.
func (d *Desk) AsOf(ctx context.Context, at journal.Instant) (*Desk, asof.Later, error) {
	return d.earlier(ctx, at, asof.Known)
}

// ByClocks is AsOf by the records' own clocks.
func (d *Desk) ByClocks(ctx context.Context, at journal.Instant) (*Desk, asof.Later, error) {
	return d.earlier(ctx, at, asof.ByClocks)
}

func (d *Desk) earlier(ctx context.Context, at journal.Instant, how asof.Reading) (*Desk, asof.Later, error) {
	s, later, err := asof.Open(ctx, d.Session, at, how)
	if err != nil {
		return nil, later, err
	}
	return newDesk(s), later, nil
}

// Close releases the workspace.
func (d *Desk) Close() error { return errors.Join(d.scores.Release(), d.Session.Close()) }
