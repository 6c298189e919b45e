package scoring_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Three forecasters on questions that end at different times: every figure of
// the page is made by the forecasts that are shown behind it.
func scored(t *testing.T) (*desktest.Clock, *forecasts.Desk) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	var asked []journal.ID
	for i := range 12 {
		asked = append(asked, desktest.Ask(t, d, "Question "+string(rune('A'+i))))
	}
	for i, q := range asked {
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.1+0.07*float64(i)), question.Saying{}))(t)
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9-0.07*float64(i)), question.Saying{By: "Heron"}))(t)
	}
	for i, q := range asked {
		c.Pass(24 * time.Hour)
		desktest.Must(d.Resolve(t.Context(), q, json.RawMessage([]string{"false", "true"}[i/6]), question.Resolving{}))(t)
	}
	return c, d
}

// Behind coverage stand the times at which nothing stood.
func TestCoverageIsMadeByTheGapsBehindIt(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Ever?")
	asked := d.Now()
	c.Pass(10 * time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(70 * time.Hour)
	desktest.Must(d.Withdraw(t.Context(), q, "", ""))(t)
	c.Pass(20 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("false"), question.Resolving{}))(t)
	gaps := desktest.Must(d.Gaps(t.Context(), scoring.Filter{}))(t)
	v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	if gaps.Open != (100*time.Hour).Milliseconds() || gaps.Without != (30*time.Hour).Milliseconds() || math.Abs(*v.Coverage-.7) > 1e-12 {
		t.Errorf("%d without of %d, coverage %v", gaps.Without, gaps.Open, *v.Coverage)
	}
	if len(gaps.Rows) != 2 || gaps.Rows[0].From != journal.InstantOf(asked) || gaps.Rows[1].To != journal.InstantOf(d.Now()) ||
		gaps.Rows[0].Title != "Ever?" || gaps.Rows[0].Forecaster.Name != "Crane" {
		t.Errorf("%+v", gaps.Rows)
	}
}

func TestFiguresAreMadeByTheForecastsBehindThem(t *testing.T) {
	_, d := scored(t)
	v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	near := func(what string, got *float64, want float64) {
		t.Helper()
		if got == nil || math.Abs(*got-want) > 1e-12 {
			t.Errorf("%s is %v behind, %v on the page", what, got, want)
		}
	}
	all := desktest.Must(d.Drilldown(t.Context(), scoring.Drilldown{}))(t)
	near("the headline", all.Headline, *v.Headline)
	weight := 0.0
	for _, r := range all.Rows {
		weight += r.Share
	}
	near("the weight", &weight, 1)
	for _, h := range v.History {
		near("the history", desktest.Must(d.Drilldown(t.Context(), scoring.Drilldown{Known: h.At}))(t).Headline, h.Value)
	}
	for _, g := range v.Groups {
		b := scoring.Drilldown{Filter: scoring.Filter{Forecaster: g.Forecaster.Name}}
		if g.Team {
			b = scoring.Drilldown{Team: true}
		}
		near(g.Forecaster.Name, desktest.Must(d.Drilldown(t.Context(), b))(t).Headline, g.Headline)
	}
	share, gain := 0.0, 0.0
	for _, r := range v.Pairs {
		near(r.Title, desktest.Must(d.Drilldown(t.Context(), scoring.Drilldown{Filter: scoring.Filter{Forecaster: r.Forecaster.Name}, Question: r.Question}))(t).Headline, r.Score)
		share += r.Share
		gain += *r.Gain
	}
	near("shares of the total", &share, 1)
	base := *v.UNC - *v.Headline
	near("gain on the base rate", &gain, base)
	points := 0
	for _, c := range v.Reliability.Curve {
		points += len(desktest.Must(d.Drilldown(t.Context(), scoring.Drilldown{Binary: true, Ranged: true, Low: c.P, High: c.P}))(t).Rows)
	}
	if points != len(all.Rows) {
		t.Errorf("%d forecasts behind the diagram, %d in all", points, len(all.Rows))
	}
}

func TestPlacesNeedPairedDifferences(t *testing.T) {
	_, d := scored(t)
	v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	if !v.Ranked || v.Against != "Crane" || len(v.Groups) != 3 {
		t.Fatalf("ranked %t against %q: %+v", v.Ranked, v.Against, v.Groups)
	}
	crane, team, heron := v.Groups[0], v.Groups[1], v.Groups[2]
	if crane.Place != [2]int{1, 1} || team.Place != [2]int{2, 2} || heron.Place != [2]int{3, 3} || crane.Paired != nil || heron.Paired == nil {
		t.Fatalf("places %v and %v", crane.Place, heron.Place)
	}
	if p := heron.Paired; p.Sign != -1 || p.CI == nil || p.CI[0] <= 0 || p.Questions != 12 || math.Abs(p.Difference-(heron.Headline-crane.Headline)) > 1e-12 {
		t.Errorf("paired %+v", p)
	}
	few := desktest.Must(d.Scores(t.Context(), scoring.Filter{Until: *desktest.At(2024, 3, 6)}))(t)
	if few.Groups[0].Place != [2]int{1, 3} || few.Groups[1].Place != [2]int{1, 3} || few.Groups[2].Place != [2]int{1, 3} {
		t.Errorf("of a few questions places are %+v", few.Groups)
	}
}

func TestThePageAsOfADay(t *testing.T) {
	c, d := scored(t)
	day := journal.InstantOf(c.At)
	before := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	c.Pass(24 * time.Hour)
	late := desktest.Ask(t, d, "Question Z")
	desktest.Must(d.Forecast(t.Context(), late, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), late, json.RawMessage("false"), question.Resolving{}))(t)
	now := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	then := desktest.Must(d.Scores(t.Context(), scoring.Filter{AsOf: day}))(t)
	a, _ := json.Marshal(before)
	b, _ := json.Marshal(then)
	if string(a) != string(b) {
		t.Errorf("as of the day it is\n%s\nand was\n%s", b, a)
	}
	if *now.Headline == *then.Headline {
		t.Error("what came later changed nothing")
	}
}

func TestOriginsAndTypesAreFiltered(t *testing.T) {
	_, d := scored(t)
	for _, c := range []struct {
		f    scoring.Filter
		want int
	}{
		{scoring.Filter{}, 12}, {scoring.Filter{Kind: "binary"}, 12}, {scoring.Filter{Kind: "choice"}, 0},
		{scoring.Filter{Origin: "live"}, 12}, {scoring.Filter{Origin: "witnessed"}, 0}, {scoring.Filter{Origin: "imported"}, 0}, {scoring.Filter{Origin: "all"}, 12},
	} {
		if v := desktest.Must(d.Scores(t.Context(), c.f))(t); v.Questions != c.want {
			t.Errorf("%+v scores %d questions, want %d", c.f, v.Questions, c.want)
		}
	}
	if _, err := d.Scores(t.Context(), scoring.Filter{Origin: "heard"}); err == nil {
		t.Error("an origin that is none is taken")
	}
}

func TestAReviewSaysWhetherItStillComesOut(t *testing.T) {
	c, d := scored(t)
	period := journal.Period{From: *desktest.At(2024, 3, 1), To: *desktest.At(2024, 4, 1)}
	desktest.Must(d.Review(t.Context(), period, "plausible", ""))(t)
	c.Pass(time.Hour)
	if r := desktest.Must(d.Reviews(t.Context()))(t); len(r) != 1 || !r[0].Same || r[0].Moved != nil || *r[0].Now != r[0].Signed {
		t.Fatalf("at once: %+v", r)
	}
	if n := desktest.Must(d.ReviewsChanged(t.Context()))(t); n != 0 {
		t.Errorf("at once %d reviews have changed", n)
	}
	v := desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t)
	wrong := v.Pairs[0].Question
	desktest.Must(d.Resolve(t.Context(), wrong, json.RawMessage("false"), question.Resolving{Note: "the source corrected itself"}))(t)
	c.Pass(time.Hour)
	r := desktest.Must(d.Reviews(t.Context()))(t)
	if len(r) != 1 || r[0].Same || r[0].Now == nil || r[0].Now.Headline == r[0].Signed.Headline || r[0].Moved == nil {
		t.Fatalf("after a correction: %+v", r)
	}
	if n := desktest.Must(d.ReviewsChanged(t.Context()))(t); n != 1 {
		t.Errorf("after a correction %d reviews have changed", n)
	}
	if m := r[0].Moved; float64(m.Before) != r[0].Signed.Headline || float64(m.After) != r[0].Now.Headline || m.Parts[1].Change != m.Difference ||
		m.Parts[1].Questions[0].Question != wrong {
		t.Errorf("what moved it: %+v", m)
	}
}

func TestForecastersAreListedByPlace(t *testing.T) {
	v := &scoring.View{Groups: []scoring.Group{{Headline: 0.1}, {Headline: 0.2}, {Headline: 0.3}}}
	v.Rank([][2]int{{2, 3}, {1, 3}, {1, 2}}) // the third is better than the first
	for i, want := range []float64{0.3, 0.2, 0.1} {
		if v.Groups[i].Headline != want {
			t.Errorf("in place %d stands %v, want %v: %+v", i, v.Groups[i].Headline, want, v.Groups)
		}
	}
}

func TestWhatWasLeftOutIsListedAsCounted(t *testing.T) {
	c, d := scored(t)
	open, void, number := desktest.Ask(t, d, "Open"), desktest.Ask(t, d, "Void"), desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "How many?", Type: "numeric", Closes: desktest.At(2024, 12, 1)}))(t)
	desktest.Must(d.Forecast(t.Context(), open, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(d.Forecast(t.Context(), void, desktest.P(0.3), question.Saying{By: "Heron"}))(t)
	desktest.Must(d.Forecast(t.Context(), number, standing.Belief{Quantiles: []journal.Quantile{{Level: 0.1, Value: json.RawMessage("1")}, {Level: 0.5, Value: json.RawMessage("2")}, {Level: 0.9, Value: json.RawMessage("3")}}}, question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Annul(t.Context(), void, "annulled", ""))(t)
	for _, f := range []scoring.Filter{{}, {Forecaster: "Heron"}, {Kind: "binary"}, {Origin: "imported"}, {Since: *desktest.At(2030, 1, 1)}} {
		want := desktest.Must(d.Scores(t.Context(), f))(t).LeftOut
		got := map[string]int{}
		for _, l := range desktest.Must(d.LeftOut(t.Context(), f))(t) {
			got[l.Why]++
		}
		for why, n := range want {
			if got[why] != n {
				t.Errorf("%+v: %d are listed as %s, %d are counted", f, got[why], why, n)
			}
		}
	}
}
