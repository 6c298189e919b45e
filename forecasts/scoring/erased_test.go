package scoring_test

import (
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// Who knows the outcome and sets the clock back to the instant of a forecast that
// others had seen is named with the headline of the forecast, and of the witnessed
// alone it is the headline.
func TestWhatIsDatedBackToASeenForecastIsNamed(t *testing.T) {
	type tried func(w *world, said journal.ID)
	with := func(do tried, after time.Duration) (all, witnessed scoring.Report) {
		c := desktest.Start()
		w := &world{t: t, clock: c, crane: desktest.NewDesk(t, "Crane", c), heron: desktest.NewDesk(t, "Heron", c)}
		w.rain, w.snow = desktest.Ask(t, w.heron, "It rains"), desktest.Ask(t, w.heron, "It snows")
		w.exchange()
		c.At = day(firstForecast).Time()
		w.says(w.crane, w.snow, .3)
		said := desktest.Must(w.crane.Forecast(t.Context(), w.rain, desktest.P(.8), question.Saying{}))(t)
		c.Pass(time.Hour)
		desktest.Give(t, w.crane, w.heron)
		c.At = day(decision).Time()
		w.ends(w.heron, w.rain, "false", nil)
		w.ends(w.heron, w.snow, "false", nil)
		if do != nil {
			c.At = day(firstForecast).Time().Add(after)
			do(w, said)
		}
		c.At = day(decision + 10).Time()
		desktest.Give(t, w.crane, w.heron)
		return w.seen(scoring.Options{}), w.seen(scoring.Options{Witnessed: true})
	}
	honest, _ := with(nil, 0)
	retract := func(w *world, said journal.ID) { desktest.Must(w.crane.Retract(t.Context(), said, "no"))(t) }
	revise := func(member string, value any) tried {
		return func(w *world, _ journal.ID) { w.revises(w.crane, w.rain, member, value) }
	}
	for _, x := range []struct {
		name  string
		do    tried
		after time.Duration
		what  string // the line; empty if the headline is an honest one
		moves bool   // the witnessed alone too
	}{
		{"a retraction", retract, 4 * time.Minute, scoring.WithdrawnEarly, false},
		{"a withdrawal", func(w *world, _ journal.ID) { desktest.Must(w.crane.Withdraw(t.Context(), w.rain, "", ""))(t) }, 0, scoring.WithdrawnEarly, false},
		{"another forecast", func(w *world, _ journal.ID) { w.says(w.crane, w.rain, .01) }, 0, scoring.Unwitnessed, false},
		{"the close", revise("closes", day(11)), 0, scoring.ClosesMoved, true},
		{"the opening", revise("opens", day(149)), 0, "", false},
	} {
		t.Run(x.name, func(t *testing.T) {
			all, witnessed := with(x.do, x.after)
			if x.what == "" {
				if !sameFigure(float64(all.Headline), float64(honest.Headline)) {
					t.Errorf("the headline is %v, an honest one %v", all.Headline, honest.Headline)
				}
			} else if l := find(t, all.RestsOn, x.what, "Crane"); !sameFigure(float64(l.HeadlineWithout), float64(honest.Headline)) || l.N != 1 {
				t.Errorf("the headline is %v, without the line %v, an honest one %v", all.Headline, l.HeadlineWithout, honest.Headline)
			}
			if !x.moves && !sameFigure(float64(witnessed.Headline), float64(honest.Headline)) {
				t.Errorf("of the witnessed alone the headline is %v, an honest one %v", witnessed.Headline, honest.Headline)
			}
		})
	}
}
