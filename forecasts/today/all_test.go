package today

import (
	"cmp"
	"context"
	"slices"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Questions finds what there is to do on questions from each of them, one after
// another: the deadlines and the lists, in full.
func Questions(ctx context.Context, d *session.Session) (v View, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		l, err := listing.New(d, r, b)
		if err != nil {
			return err
		}
		t := todaying{Lister: l, r: r, me: me, facts: map[int64]openFacts{}}
		rows, err := r.Questions()
		if err != nil {
			return err
		}
		facts, err := t.look(rows)
		for _, f := range facts {
			if f.Status != "annulled" && f.Status != "resolved" {
				v.take(f, l.Now, d.Env.Zone)
			}
		}
		return err
	})
	slices.SortStableFunc(v.Deadlines, func(a, b Deadline) int { return cmp.Compare(a.At, b.At) })
	slices.SortStableFunc(v.Due, func(a, b Question) int {
		return cmp.Or(cmp.Compare(b.Unweighed, a.Unweighed), cmp.Compare(a.MineAt, b.MineAt))
	})
	byClosing := func(a, b Question) int { return cmp.Compare(a.Closes, b.Closes) }
	slices.SortStableFunc(v.Closing, byClosing)
	slices.SortStableFunc(v.ToResolve, byClosing)
	spread := func(d Disagreement) float64 {
		return max(d.Mine, slices.Max(d.Others)) - min(d.Mine, slices.Min(d.Others))
	}
	slices.SortStableFunc(v.Disagreements, func(a, b Disagreement) int { return cmp.Compare(spread(b), spread(a)) })
	v.Counts = Counts{len(v.Due), len(v.Closing), len(v.ToResolve), len(v.Disagreements)}
	return v, err
}

// take puts a question that has not ended into the lists that it belongs to.
func (v *View) take(f openFacts, now journal.Instant, zone *time.Location) {
	q := Question{ID: f.ID, Title: f.Title, Mine: f.Mine, MineAt: f.MineAt, Unweighed: f.Unweighed,
		Closes: f.Closes, ResolvesBy: f.ResolvesBy, Disputed: f.Status == "disputed"}
	if f.ResolvesBy > 0 && inCalendar(f.ResolvesBy, now, zone) && f.ResolvesBy != f.Closes {
		v.Deadlines = append(v.Deadlines, Deadline{f.ResolvesBy, "resolve", f.Title})
	}
	if f.Status != "open" {
		v.ToResolve = append(v.ToResolve, q)
		return
	}
	if f.Closes > 0 && inCalendar(f.Closes, now, zone) {
		v.Deadlines = append(v.Deadlines, Deadline{f.Closes, "closes", f.Title})
	}
	if f.Closes > 0 && f.Closes <= now+SoonDays*session.Day {
		v.Closing = append(v.Closing, q)
	}
	if updateDue(f, now) {
		v.Due = append(v.Due, q)
	}
	if d, ok := compareTeam(f); ok {
		v.Disagreements = append(v.Disagreements, d)
	}
}
