// Package scoring is what the score package says of a workspace: it gathers
// what counts under a filter, keeps it while nothing changes, and makes the
// figures of the Scores page, of the Forecasters page and of the commands.
package scoring

import (
	"context"
	"runtime/debug"
	"sync/atomic"

	"weathervane/forecasts/asof"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// Desk is where forecasts are scored.
type Desk struct {
	*session.Session

	standing  atomic.Pointer[session.Cached[*workspace]] // what was last read to be scored
	vouched   atomic.Pointer[session.Cached[*workspace]] // and of what others had witnessed alone
	ownPart   atomic.Pointer[session.Cached[ownPart]]    // what was last read of one forecaster alone
	headline  atomic.Pointer[knownHeadline]              // the last one, as it is kept in the state folder
	selection atomic.Pointer[scoredSelection]            // what was last scored of it
	drawn     score.Memory                               // and drawn of that
	facts     atomic.Pointer[session.Cached[*facts]]     // what was last read of what can move a score
	lastBook  atomic.Pointer[book]                       // what the lines of what a score rests on were last computed from
	earlier   earlier                                    // the day that was last looked back at
	later     asof.Later                                 // of a day that is looked back at, what came later
}

// New makes the desk.
func New(s *session.Session) *Desk { return &Desk{Session: s} }

// Release closes the workspace of the day that was last looked back at.
func (d *Desk) Release() error { return d.earlier.close() }

// manyPairs is from how many pairs on what is kept of them is worth its memory only
// while somebody looks at scores; tests make it smaller.
var manyPairs = 1 << 16

// ForgetMany drops what was read to be scored, if that is much: nobody looks at scores
// now. It is read again when it is asked for.
func (d *Desk) ForgetMany() {
	if last := d.standing.Load(); last == nil || len(last.Value.Pairs) < manyPairs {
		return
	}
	d.standing.Store(nil)
	d.vouched.Store(nil)
	d.selection.Store(nil)
	d.lastBook.Store(nil)
	d.facts.Store(nil)
	debug.FreeOSMemory()
}

// asOf is the workspace as it was at an instant, for scores alone.
func (d *Desk) asOf(ctx context.Context, at journal.Instant, clocks bool) (*Desk, error) {
	s, later, err := asof.Open(ctx, d.Session, at, asof.Reading(clocks))
	if err != nil {
		return nil, err
	}
	then := New(s)
	then.later = later
	return then, nil
}
