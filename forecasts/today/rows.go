package today

import (
	"cmp"
	"math"
	"slices"
	"time"

	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// updateDue reports whether an own forecast on an open question needs an update:
// evidence was judged after it, or it is old.
func updateDue(f openFacts, now journal.Instant) bool {
	if f.Mine == nil {
		return false
	}
	age, most := now-f.MineAt, StaleDays*session.Day
	if f.Closes > 0 && f.Closes-now < StaleDays*session.Day {
		most = StaleDaysLate * session.Day
	}
	return f.Unweighed > 0 || age >= most
}

// compareTeam compares the team's forecasts on a yes-or-no question. Without an
// own forecast there is none: colleagues' numbers are hidden until then.
func compareTeam(f openFacts) (Disagreement, bool) {
	if f.Mine == nil || f.Mine.P == nil {
		return Disagreement{}, false
	}
	d := Disagreement{ID: f.ID, Title: f.Title, Mine: *f.Mine.P, FarP: *f.Mine.P}
	lo, hi := d.Mine, d.Mine
	for _, o := range f.Others {
		if o.P == nil {
			continue
		}
		p := *o.P
		lo, hi = min(lo, p), max(hi, p)
		d.Others = append(d.Others, p)
		if d.Far == "" || math.Abs(p-d.Mine) > math.Abs(d.FarP-d.Mine) {
			d.Far, d.FarP = o.Forecaster.Name, p
		}
	}
	return d, apart(lo, hi)
}

// apart reports whether a team whose probabilities lie between two disagrees.
func apart(lo, hi float64) bool { return math.Round((hi-lo)*1000) >= ApartPoints*10 }

func (v *View) takeSignpost(s Signpost, now journal.Instant, zone *time.Location) {
	v.Posts++
	switch {
	case s.Status == "seen":
		v.Seen++
	case s.Status == "unseen":
	default:
		if inCalendar(s.CheckBy, now, zone) {
			v.Deadlines = append(v.Deadlines, Deadline{s.CheckBy, "signpost", s.Text})
		}
		if s.CheckBy <= now+SoonDays*session.Day {
			v.Signposts = append(v.Signposts, s)
		}
	}
}

// order puts what is most urgent first.
func (t *todaying) order() {
	v := t.v
	slices.SortStableFunc(v.Deadlines, func(a, b Deadline) int { return cmp.Compare(a.At, b.At) })
	slices.SortStableFunc(v.ToResolve, func(a, b Question) int { return cmp.Compare(a.Closes, b.Closes) })
	v.ToResolve = v.ToResolve[:min(len(v.ToResolve), t.most)]
	slices.SortStableFunc(v.Signposts, func(a, b Signpost) int { return cmp.Compare(a.CheckBy, b.CheckBy) })
	slices.SortStableFunc(v.Incoherent, func(a, b Incoherence) int { return cmp.Compare(b.OffBy, a.OffBy) })
}
