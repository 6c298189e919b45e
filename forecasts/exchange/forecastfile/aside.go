package forecastfile

import (
	"fmt"
	"slices"
	"time"

	"weathervane/model/journal"
)

// MostAhead is how far a record's clock may be ahead of the reader's.
const MostAhead = 24 * time.Hour

// Aside is the end of a log that is set aside for now: a record that is dated
// more than MostAhead after the reader's clock, and what follows it. One of the
// two clocks is wrong.
type Aside struct {
	Records int             `json:"records"` // shown in the file
	At      journal.Instant `json:"at"`      // of the first
	By      time.Duration   `json:"-"`       // how far that is ahead of the reader's clock
	From    int64           `json:"-"`       // its place in the log
}

// isAhead reports whether a reader whose clock says now sets the instant aside.
func isAhead(at, now journal.Instant) bool { return at > now.Add(MostAhead) }

// AsideOf sets a single record aside; nil if it is not ahead of the reader's clock.
func AsideOf(r *journal.Record, now journal.Instant) *Aside { return asideOf(r.Seq, r.At, now) }

func asideOf(seq int64, at, now journal.Instant) *Aside {
	if !isAhead(at, now) {
		return nil
	}
	return &Aside{Records: 1, At: at, By: at.Sub(now), From: seq}
}

// Says is what is set aside and why, in words: "1 record set aside: its clock is
// 25 h ahead".
func (a *Aside) Says() string {
	if a.Records == 1 {
		return "1 record set aside: its clock is " + lasting(a.By) + " ahead"
	}
	return fmt.Sprintf("%d records set aside: their clock is %s ahead", a.Records, lasting(a.By))
}

// lasting writes a duration of more than a day.
func lasting(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < 3*day:
		return fmt.Sprintf("%d h", int(d.Round(time.Hour)/time.Hour))
	case d < 2*365*day:
		return fmt.Sprintf("%d days", int(d.Round(day)/day))
	}
	return fmt.Sprintf("%d years", int(d.Hours()/24/365.25))
}

// setAside hides the records that are ahead of the reader's clock. Of a log whose
// beginning counts, their hashes stay, as if they were withheld: so what its
// author signed still covers it. A log that is ahead altogether is listed apart.
func (rd *reader) setAside() {
	var kept []*Log
	for _, l := range rd.file.Logs {
		if l.setAside(rd.Now); l.Aside != nil && l.Aside.From == 0 {
			rd.file.Ahead = append(rd.file.Ahead, l)
		} else {
			kept = append(kept, l)
		}
	}
	rd.file.Logs = kept
	f := rd.file
	f.Witnessed = slices.DeleteFunc(f.Witnessed, func(w Witness) bool {
		l := rd.logs[w.Log]
		return l.Aside != nil && w.Seq >= l.Aside.From
	})
	named := map[[32]byte]bool{}
	for _, l := range kept {
		for _, n := range l.names {
			if l.Aside == nil || n.seq < l.Aside.From {
				named[n.sha] = true
			}
		}
	}
	f.Blobs = slices.DeleteFunc(f.Blobs, func(b Held) bool { return !named[b.SHA256] })
}

// ahead reports whether any record shown is ahead of the reader's clock. The last
// of each log is the latest.
func (rd *reader) ahead() bool {
	for _, l := range rd.file.Logs {
		if isAhead(l.last, rd.Now) {
			return true
		}
	}
	return false
}

func (l *Log) setAside(now journal.Instant) {
	for i := range l.Len() {
		e := l.leaves.at(i)
		switch {
		case e.from == 0:
			continue
		case l.Aside != nil:
			l.Aside.Records++
		default:
			l.Aside = asideOf(i, e.at, now)
		}
		if l.Aside != nil {
			e.from = 0
		}
	}
}
