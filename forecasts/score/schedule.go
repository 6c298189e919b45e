package score

import (
	"cmp"
	"math"
)

// A Close is when a question was to close, as it stood from an instant on: as it
// was asked, or as a revision said. Instants are milliseconds since 1970.
type Close struct {
	From      int64
	Closes    int64 // 0 if there was none
	Scheduled int64 // the close, or when the outcome was to be known at the latest; 0 if there was neither
}

// A span is a time during which a question was open and its schedule stayed as
// it was.
type span struct {
	from, to  int64
	scheduled int64 // from the begin of the question to the close in force, which weights are shares of
}

// spans are the times from an instant on at which the question was open, and
// reports whether it had a schedule in all of them; where it had none, its actual
// length stands in. A question is open while the close in force lies ahead, and
// until the outcome is known; where it was opened again, the time between is in
// no span.
//
// Source: SCORING.md, the scheduled length in force.
func (q *Question) spans(into []span, begin, from int64) (all []span, planned bool) {
	if len(q.Schedule) == 0 {
		length, planned := q.scheduled(begin)
		if from < q.end() && length > 0 {
			into = append(into, span{from, q.end(), length})
		}
		return into, planned
	}
	known := cmp.Or(q.Known, math.MaxInt64)
	planned = true
	for i, c := range q.Schedule {
		since, until := from, known
		if i > 0 {
			since = max(from, c.From)
		}
		if i+1 < len(q.Schedule) {
			until = min(until, q.Schedule[i+1].From)
		}
		if c.Closes != 0 {
			until = min(until, c.Closes)
		}
		if since >= until {
			continue
		}
		into = append(into, span{since, until, cmp.Or(c.Scheduled, c.Closes) - begin})
	}
	for i := range into {
		if into[i].scheduled <= 0 {
			planned = false
			into[i].scheduled = into[len(into)-1].to - begin
		}
	}
	return into, planned
}

// end is when the question was open last: the earlier of close and known, 0 if
// neither is there.
func (q *Question) end() int64 {
	if len(q.Schedule) > 0 {
		var room [4]span
		if all, _ := q.spans(room[:0], q.begin(), q.begin()); len(all) > 0 {
			return all[len(all)-1].to
		}
	}
	if q.Closes == 0 || q.Known == 0 {
		return max(q.Closes, q.Known)
	}
	return min(q.Closes, q.Known)
}

// isOpenBefore reports whether the question was open just before an instant.
func (q *Question) isOpenBefore(at int64) bool {
	if len(q.Schedule) == 0 {
		return at <= q.end()
	}
	var room [4]span
	all, _ := q.spans(room[:0], q.begin(), q.begin())
	for _, s := range all {
		if s.from < at && at <= s.to {
			return true
		}
	}
	return false
}
