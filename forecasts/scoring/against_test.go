package scoring_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// The report's places and differences are those of the window's ranking.
func TestTheReportComparesAsTheWindow(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	me := desktest.Must(d.Me())(t)
	v := desktest.Must(d.Scores(ctx, scoring.Filter{}))(t) // all against Crane
	r := desktest.Must(d.Score(ctx, scoring.Options{By: "forecaster", Against: "Crane"}))(t)
	if len(r.Groups) != 3 || r.Against != nil {
		t.Fatalf("%d groups, and Crane against Crane %+v", len(r.Groups), r.Against)
	}
	for _, g := range v.Groups {
		its := r.Groups[slices.IndexFunc(r.Groups, func(o score.Group) bool { return o.Key == g.Forecaster.Name })]
		if its.Place == nil || *its.Place != g.Place {
			t.Errorf("%s has places %v, in the window %v", its.Key, its.Place, g.Place)
		}
		if g.Paired == nil {
			if its.Against != nil {
				t.Errorf("%s is compared with themselves", its.Key)
			}
			continue
		}
		want := score.Against{Name: "Crane", Key: me, Difference: score.Number(g.Paired.Difference),
			CI95:      &score.Interval{score.Number(g.Paired.CI[0]), score.Number(g.Paired.CI[1])},
			Questions: g.Paired.Questions, Common: g.Paired.Common, PHolm: score.Number(*g.Paired.PHolm)}
		got := *its.Against
		if *got.CI95 != *want.CI95 {
			t.Errorf("%s: %v, in the window %v", its.Key, *got.CI95, *want.CI95)
		}
		if got.Contrast == nil || got.Contrast.Questions != 12 || got.Contrast.MCB.CI95 == nil {
			t.Errorf("%s differs by %+v", its.Key, got.Contrast)
		}
		if got.CI95, got.Contrast = want.CI95, nil; got != want {
			t.Errorf("%s: %+v, in the window %+v", its.Key, got, want)
		}
	}
	whole := desktest.Must(d.Score(ctx, scoring.Options{Against: "Heron"}))(t)
	ofMine := desktest.Must(d.Score(ctx, scoring.Options{Filter: scoring.Filter{Forecaster: me[:8]}, Against: "Heron"}))(t)
	heron := desktest.Must(d.Score(ctx, scoring.Options{Filter: scoring.Filter{Forecaster: "Heron"}, Against: me[:10]}))(t)
	if whole.Compared != "Crane" || whole.Against.Difference != ofMine.Against.Difference || heron.Against.Difference != -whole.Against.Difference || !(whole.Against.Difference < 0) {
		t.Errorf("%+v, %+v and %+v", whole.Against, ofMine.Against, heron.Against)
	}
	team := desktest.Must(d.Score(ctx, scoring.Options{Against: "team median"}))(t)
	if a := team.Against; a.Name != forecaster.TeamMedian || a.Key != "" || a.Difference != whole.Against.Difference { // of two, the others are the other one
		t.Errorf("against the median of the others %+v", a)
	}
	for _, c := range []struct {
		o    scoring.Options
		want string
	}{
		{scoring.Options{Against: "Crane"}, "compared with another"}, {scoring.Options{Against: "Gull"}, "no scored forecast to compare"},
		{scoring.Options{Filter: scoring.Filter{Forecaster: "Gull"}, Against: "Heron"}, "no forecaster matches"},
	} {
		if _, err := d.Score(ctx, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c.o, err)
		}
	}
}

func TestTheReportHasThePagesFilters(t *testing.T) {
	_, d := scored(t)
	ctx := t.Context()
	f := scoring.Filter{Since: *desktest.At(2024, 3, 3), Until: *desktest.At(2024, 3, 8)}
	v, r := desktest.Must(d.Scores(ctx, f))(t), desktest.Must(d.Score(ctx, scoring.Options{Filter: f}))(t)
	if r.Questions == 0 || r.Questions == 12 || r.Questions != v.Questions || float64(r.Headline) != *v.Headline {
		t.Errorf("%d questions with %v, on the page %d with %v", r.Questions, r.Headline, v.Questions, *v.Headline)
	}
	if r := desktest.Must(d.Score(ctx, scoring.Options{Filter: scoring.Filter{Kind: "choice,binary"}}))(t); r.Questions != 12 {
		t.Errorf("of both types %d questions", r.Questions)
	}
	if _, err := d.Score(ctx, scoring.Options{Filter: scoring.Filter{Kind: "choice,date"}}); !errors.Is(err, scoring.ErrNothing) {
		t.Errorf("of types that are not there: %v", err)
	}
	for _, g := range desktest.Must(d.Score(ctx, scoring.Options{By: "question"}))(t).Groups {
		if !strings.HasPrefix(g.Title, "Question ") || len(g.Key) != 64 {
			t.Errorf("the group of %s has the title %q", g.Key, g.Title)
		}
	}
}

// A forecaster's peer scores compare with everyone, also where only that one is
// shown, and are those of the conventions.
func TestPeerScoresCompareWithEveryone(t *testing.T) {
	_, d := scored(t)
	ctx, f := t.Context(), scoring.Filter{Forecaster: "Heron"}
	all := desktest.Must(d.Score(ctx, scoring.Options{By: "forecaster", Peer: true}))(t)
	one := desktest.Must(d.Score(ctx, scoring.Options{Filter: f, Peer: true}))(t)
	heron := all.Groups[slices.IndexFunc(all.Groups, func(g score.Group) bool { return g.Key == "Heron" })]
	if *heron.Peer != *one.Peer || *heron.Baseline != *one.Baseline || one.Peer.N != 12 || !(one.Peer.Mean < 0) {
		t.Errorf("alone %+v, among all %+v", one.Peer, heron.Peer)
	}
	if team := all.Groups[slices.IndexFunc(all.Groups, func(g score.Group) bool { return g.Key == forecaster.TeamMedian })]; team.Peer != nil {
		t.Errorf("the team's median has %+v", team.Peer)
	}
	got := map[string]score.Number{}
	for _, c := range desktest.Must(d.Conventions(ctx, f))(t) {
		got[c.Name] = c.Value
	}
	for name, want := range map[string]score.Number{
		"peer": one.Peer.Mean, "peer, at the spot": one.Peer.SpotMean, "baseline": one.Baseline.Mean, "baseline, at the spot": one.Baseline.SpotMean,
	} {
		if got[name] != want {
			t.Errorf("%s is %v among the conventions, want %v", name, got[name], want)
		}
	}
	if r := desktest.Must(d.Score(ctx, scoring.Options{}))(t); r.Peer != nil {
		t.Error("peer scores that nobody asked for")
	}
}
