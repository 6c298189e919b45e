package forecasts

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/model/journal"
)

// Three forecasters on questions that end at different times: every figure of
// the page is made by the forecasts that are shown behind it.
func scored(t *testing.T) (*clock, *Desk) {
	c := start()
	d := newDesk(t, "Crane", c)
	var asked []ID
	for i := range 12 {
		asked = append(asked, ask(t, d, "Question "+string(rune('A'+i))))
	}
	for i, q := range asked {
		must(d.Forecast(t.Context(), q, p(0.1+0.07*float64(i)), Saying{}))(t)
		must(d.Forecast(t.Context(), q, p(0.9-0.07*float64(i)), Saying{By: "Heron"}))(t)
	}
	for i, q := range asked {
		c.pass(24 * time.Hour)
		must(d.Resolve(t.Context(), q, json.RawMessage([]string{"false", "true"}[i/6]), Resolving{}))(t)
	}
	return c, d
}

func TestFiguresAreMadeByTheForecastsBehindThem(t *testing.T) {
	_, d := scored(t)
	v := must(d.Scores(t.Context(), ScoreFilter{}))(t)
	near := func(what string, got *float64, want float64) {
		t.Helper()
		if got == nil || math.Abs(*got-want) > 1e-12 {
			t.Errorf("%s is %v behind, %v on the page", what, got, want)
		}
	}
	all := must(d.Behind(t.Context(), Behind{}))(t)
	near("the headline", all.Headline, *v.Headline)
	weight := 0.0
	for _, r := range all.Rows {
		weight += r.Share
	}
	near("the weight", &weight, 1)
	for _, h := range v.History {
		near("the history", must(d.Behind(t.Context(), Behind{Known: h.At}))(t).Headline, h.Value)
	}
	for _, g := range v.Groups {
		b := Behind{ScoreFilter: ScoreFilter{Forecaster: g.Forecaster.Name}}
		if g.Team {
			b = Behind{Team: true}
		}
		near(g.Forecaster.Name, must(d.Behind(t.Context(), b))(t).Headline, g.Headline)
	}
	share, gain := 0.0, 0.0
	for _, r := range v.Pairs {
		near(r.Title, must(d.Behind(t.Context(), Behind{ScoreFilter: ScoreFilter{Forecaster: r.Forecaster.Name}, Question: r.Question}))(t).Headline, r.Score)
		share += r.Share
		gain += *r.Gain
	}
	near("shares of the total", &share, 1)
	base := *v.UNC - *v.Headline
	near("gain on the base rate", &gain, base)
	points := 0
	for _, c := range v.Reliability.Curve {
		points += len(must(d.Behind(t.Context(), Behind{Binary: true, Ranged: true, Low: c.P, High: c.P}))(t).Rows)
	}
	if points != len(all.Rows) {
		t.Errorf("%d forecasts behind the diagram, %d in all", points, len(all.Rows))
	}
}

func TestPlacesNeedPairedDifferences(t *testing.T) {
	_, d := scored(t)
	v := must(d.Scores(t.Context(), ScoreFilter{}))(t)
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
	few := must(d.Scores(t.Context(), ScoreFilter{Until: *at(2024, 3, 6)}))(t)
	if few.Groups[0].Place != [2]int{1, 3} || few.Groups[1].Place != [2]int{1, 3} || few.Groups[2].Place != [2]int{1, 3} {
		t.Errorf("of a few questions places are %+v", few.Groups)
	}
}

func TestThePageAsOfADay(t *testing.T) {
	c, d := scored(t)
	day := journal.InstantOf(c.at)
	before := must(d.Scores(t.Context(), ScoreFilter{}))(t)
	c.pass(24 * time.Hour)
	late := ask(t, d, "Question Z")
	must(d.Forecast(t.Context(), late, p(0.9), Saying{}))(t)
	c.pass(24 * time.Hour)
	must(d.Resolve(t.Context(), late, json.RawMessage("false"), Resolving{}))(t)
	now := must(d.Scores(t.Context(), ScoreFilter{}))(t)
	then := must(d.Scores(t.Context(), ScoreFilter{AsOf: day}))(t)
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
		f    ScoreFilter
		want int
	}{
		{ScoreFilter{}, 12}, {ScoreFilter{Kind: "binary"}, 12}, {ScoreFilter{Kind: "choice"}, 0},
		{ScoreFilter{Origin: "live"}, 12}, {ScoreFilter{Origin: "witnessed"}, 0}, {ScoreFilter{Origin: "imported"}, 0}, {ScoreFilter{Origin: "all"}, 12},
	} {
		if v := must(d.Scores(t.Context(), c.f))(t); v.Questions != c.want {
			t.Errorf("%+v scores %d questions, want %d", c.f, v.Questions, c.want)
		}
	}
	if _, err := d.Scores(t.Context(), ScoreFilter{Origin: "heard"}); err == nil {
		t.Error("an origin that is none is taken")
	}
}

func TestAReviewSaysWhetherItStillComesOut(t *testing.T) {
	c, d := scored(t)
	period := journal.Period{From: *at(2024, 3, 1), To: *at(2024, 4, 1)}
	must(d.Review(t.Context(), period, "plausible", ""))(t)
	c.pass(time.Hour)
	if r := must(d.Reviews(t.Context()))(t); len(r) != 1 || !r[0].Same || r[0].Moved != nil || *r[0].Now != r[0].Signed {
		t.Fatalf("at once: %+v", r)
	}
	if n := must(d.ReviewsChanged(t.Context()))(t); n != 0 {
		t.Errorf("at once %d reviews have changed", n)
	}
	v := must(d.Scores(t.Context(), ScoreFilter{}))(t)
	wrong := v.Pairs[0].Question
	must(d.Resolve(t.Context(), wrong, json.RawMessage("false"), Resolving{Note: "the source corrected itself"}))(t)
	c.pass(time.Hour)
	r := must(d.Reviews(t.Context()))(t)
	if len(r) != 1 || r[0].Same || r[0].Now == nil || r[0].Now.Headline == r[0].Signed.Headline || r[0].Moved == nil {
		t.Fatalf("after a correction: %+v", r)
	}
	if n := must(d.ReviewsChanged(t.Context()))(t); n != 1 {
		t.Errorf("after a correction %d reviews have changed", n)
	}
	if m := r[0].Moved; float64(m.Before) != r[0].Signed.Headline || float64(m.After) != r[0].Now.Headline || m.Parts[1].Change != m.Difference ||
		m.Parts[1].Questions[0].Question != wrong {
		t.Errorf("what moved it: %+v", m)
	}
}

func TestForecastersAreListedByPlace(t *testing.T) {
	v := &ScoreView{Groups: []ScoreGroup{{Headline: 0.1}, {Headline: 0.2}, {Headline: 0.3}}}
	v.Rank([][]int{{0, 0, -1}, {0, 0, 0}, {1, 0, 0}}) // the third is better than the first
	for i, want := range []float64{0.3, 0.2, 0.1} {
		if v.Groups[i].Headline != want {
			t.Errorf("in place %d stands %v, want %v: %+v", i, v.Groups[i].Headline, want, v.Groups)
		}
	}
}

func TestWhatWasLeftOutIsListedAsCounted(t *testing.T) {
	c, d := scored(t)
	open, void, number := ask(t, d, "Open"), ask(t, d, "Void"), must(d.Ask(t.Context(), Asking{Title: "How many?", Type: "numeric", Closes: at(2024, 12, 1)}))(t)
	must(d.Forecast(t.Context(), open, p(0.3), Saying{}))(t)
	must(d.Forecast(t.Context(), void, p(0.3), Saying{By: "Heron"}))(t)
	must(d.Forecast(t.Context(), number, Belief{Quantiles: []journal.Quantile{{Level: 0.1, Value: json.RawMessage("1")}, {Level: 0.5, Value: json.RawMessage("2")}, {Level: 0.9, Value: json.RawMessage("3")}}}, Saying{}))(t)
	c.pass(time.Hour)
	must(d.Annul(t.Context(), void, "annulled", ""))(t)
	for _, f := range []ScoreFilter{{}, {Forecaster: "Heron"}, {Kind: "binary"}, {Origin: "imported"}, {Since: *at(2030, 1, 1)}} {
		want := must(d.Scores(t.Context(), f))(t).LeftOut
		got := map[string]int{}
		for _, l := range must(d.LeftOut(t.Context(), f))(t) {
			got[l.Why]++
		}
		for why, n := range want {
			if got[why] != n {
				t.Errorf("%+v: %d are listed as %s, %d are counted", f, got[why], why, n)
			}
		}
	}
}
