package scoring

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// ForecasterView is what the Forecasters page shows of one forecaster.
type ForecasterView struct {
	forecaster.Forecaster
	Mine bool

	Headline  *float64 // time-weighted Brier score; nil if nothing was scored
	CI        *[2]float64
	Coverage  *float64
	Questions int // scored
	Resolved  int // yes-or-no questions among them
	Reliability

	Subjects []Subject // tags with a scored question, the most questions first

	Last   journal.Instant // the latest forecast, 0 without one
	Recent int             // forecasts in the last 30 days
	Total  int
	// Imported are those made elsewhere, which no figure here counts.
	Imported int

	// Against is the paired comparison with the user, if its interval excludes 0:
	// below 0, this forecaster did better.
	Against *Paired
}

// Reliability is how well forecasts match what happened.
type Reliability struct {
	Diagram
	// Stated are the ranges with enough forecasts: the average forecast, and how
	// often it happened.
	Stated []Stated
}

// Stated is the average forecast in a range of probabilities, and how often it
// happened.
type Stated struct {
	Says, Happens float64 // means, weighted by time
	Questions     int
}

// Subject is the record on a tag.
type Subject struct {
	Tag       string
	Questions int
	Headline  *float64 // nil under SubjectLeast questions
}

// Paired is a comparison over the questions and times at which both had a
// forecast in force.
type Paired struct {
	Difference float64
	CI         [2]float64
	Questions  int
}

// SubjectLeast is the number of questions from which a part of a record is shown.
const SubjectLeast = 10

// recentDays is how many days count as recent activity.
const recentDays = 30

// ForecasterViews lists everyone who forecast, the user first, then by name.
func (d *Desk) ForecasterViews(ctx context.Context) ([]ForecasterView, error) {
	me, err := d.Me()
	if err != nil {
		return nil, err
	}
	var out []ForecasterView
	err = d.Store.View(ctx, func(r model.Reader) error {
		all, err := d.gather(r, Options{})
		if err != nil {
			return err
		}
		p := d.part(all, Filter{Rule: string(score.RuleBrier)}, score.Options{Rule: score.RuleBrier, Memory: &d.drawn})
		by, err := d.activity(r)
		if err != nil {
			return err
		}
		own := ""
		for key, v := range by {
			if v.Mine = v.Key == me && v.By == ""; v.Mine {
				own = key
			}
		}
		for key, v := range by {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			its := p.by[key]
			if its == nil {
				its = score.Score(score.Workspace{}, p.opts)
			}
			v.record(ctx, its.With(score.Options{By: score.ByTag, Memory: &d.drawn}))
			if own != "" && key != own {
				v.compare(p, key, own)
			}
			out = append(out, *v)
		}
		return nil
	})
	slices.SortFunc(out, func(a, b ForecasterView) int {
		if a.Mine != b.Mine {
			if a.Mine {
				return -1
			}
			return 1
		}
		return forecaster.ByName(a.Forecaster, b.Forecaster)
	})
	return out, err
}

// activity lists everyone who forecast, and when.
func (d *Desk) activity(r model.Reader) (map[string]*ForecasterView, error) {
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	now := journal.InstantOf(d.Now())
	since := now - recentDays*session.Day
	by := map[string]*ForecasterView{}
	return by, r.Steps(func(_ int64, forecasts []model.ForecastRow) error {
		for _, f := range forecasts {
			who := b.Who(f.Forecaster)
			v := by[pairKey(who)]
			if v == nil {
				v = &ForecasterView{Forecaster: who}
				by[pairKey(who)] = v
			}
			v.Total++
			v.Last = max(v.Last, f.At)
			if f.At > since && f.At <= now {
				v.Recent++
			}
		}
		return nil
	})
}

// record fills in how good the forecasts were.
func (v *ForecasterView) record(ctx context.Context, its *score.Scored) {
	r := its.Report()
	v.Headline, v.CI, v.Coverage, v.Questions, v.Resolved = number(r.Headline), interval(r.CI95), number(r.Coverage), r.Questions, r.Binary
	v.Imported = r.LeftOut.Imported
	for _, g := range r.Groups {
		if g.Questions == 0 {
			continue
		}
		sub := Subject{Tag: g.Key, Questions: g.Questions}
		if g.Questions >= SubjectLeast {
			sub.Headline = number(g.Headline)
		}
		v.Subjects = append(v.Subjects, sub)
	}
	slices.SortFunc(v.Subjects, func(a, b Subject) int {
		return cmp.Or(cmp.Compare(b.Questions, a.Questions), strings.Compare(a.Tag, b.Tag))
	})
	var shown View
	shown.reliability(ctx, its, false, 0)
	v.Diagram = shown.Reliability
	v.Stated = stated(its)
}

// stated compares forecasts with what happened, for forecasts of 70 % and more
// and for those of 30 % and less; each only from ten questions on.
func stated(its *score.Scored) []Stated {
	var out []Stated
	terms := its.Terms()
	for _, within := range [][2]float64{{0.7, 1}, {0, 0.3}} {
		var says, happens, weight score.Sum
		n := 0
		for i := range terms {
			q, any := terms[i].Question, false
			if q.Options > 0 {
				continue
			}
			for _, st := range terms[i].Stretches {
				if p := st.Forecast.P; p >= within[0] && p <= within[1] {
					says.Add(st.Weight * p)
					happens.Add(st.Weight * q.Outcome)
					weight.Add(st.Weight)
					any = true
				}
			}
			if any {
				n++
			}
		}
		if w := weight.Value(); n >= SubjectLeast && w > 0 {
			out = append(out, Stated{says.Value() / w, happens.Value() / w, n})
		}
	}
	return out
}

// compare compares one forecaster with the user.
func (v *ForecasterView) compare(p *scoredSelection, key, own string) {
	c := p.by[key].Against(p.by[own], key, own)
	if c.Better == "" {
		return
	}
	v.Against = &Paired{float64(c.Difference), [2]float64{float64(c.CI95[0]), float64(c.CI95[1])}, c.Questions}
}
