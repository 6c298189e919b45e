package importing

import (
	"time"

	"weathervane/forecasts/importers"
	"weathervane/model/journal"
)

// beforeEnd is how long before the end of its question a last price stood, if
// its time is not told.
const beforeEnd = time.Minute

// madeAt is when a forecast was made. A price without a time stood when its
// source says: shortly before the question ended, or now; or when it had ended.
func (p *plan) madeAt(q *importers.Question, x *importers.Forecast) journal.Instant {
	switch x.Stood {
	case importers.StoodAt:
		return journal.InstantOf(x.At)
	case importers.StoodAtEnd:
		return p.knownAt(q, func(string) {})
	}
	end := q.Closes
	if q.End != "" && !q.KnownAt.IsZero() && (end.IsZero() || q.KnownAt.Before(end)) {
		end = q.KnownAt
	}
	if end.IsZero() || journal.InstantOf(end) > p.now {
		return p.now
	}
	before := end.Add(-beforeEnd)
	if before.Before(q.Opens) {
		before = q.Opens
	}
	return journal.InstantOf(before)
}

// stand notes a forecast if it is the latest of who made it.
func (t *target) stand(d *journal.Made) {
	if d.MadeAt == nil {
		return
	}
	if last := t.stands[d.By]; last == nil || *last.MadeAt <= *d.MadeAt {
		t.stands[d.By] = d
	}
}

// sameNumber reports whether the forecast d would only repeat what stands.
func sameNumber(stands, d *journal.Made) bool {
	if stands == nil {
		return false
	}
	then := *stands
	then.MadeAt = d.MadeAt
	return saying(&then) == saying(d)
}
