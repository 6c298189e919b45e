package importing_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/overturning"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// What a merge does to headlines is the same whether the questions that it touches are
// compared or all of them, after whatever histories; and what is kept of the sums does
// for the next preview.
func TestAPreviewComparesWhatAMergeTouches(t *testing.T) {
	moved, overturned := 0, 0
	for seed := range uint64(5) {
		c := desktest.Start()
		desks := []*forecasts.Desk{desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Gull", c)}
		r := rand.New(rand.NewPCG(seed, 18))
		for range 3 {
			for range 30 {
				d := desks[r.IntN(len(desks))]
				_ = desktest.Act(t, d, r) // what cannot be done is refused
				oneMore(t, d, r)
				c.Pass(time.Duration(r.IntN(40)) * time.Hour)
			}
			to, from := desks[0], desks[1+r.IntN(2)]
			path := t.TempDir() + "/theirs.forecasts"
			desktest.Must(from.Export(t.Context(), path, exchange.Options{}))(t)
			var plans []importing.Result
			for _, all := range []bool{true, false, false} {
				importing.ComparesAll(t, all)
				plans = append(plans, desktest.Must(to.ImportFiles(t.Context(), []string{path}, importing.Options{DryRun: true, Choose: overturning.KeepScored}))(t))
			}
			for _, plan := range plans[1:] {
				sameOutlook(t, plans[0], plan)
			}
			for _, h := range plans[0].Headlines {
				if overturning.Differs(h.Was, h.AllTaken) {
					moved++
				}
			}
			overturned += len(plans[0].Overturns)
			brief := desktest.Must(to.ImportFiles(t.Context(), []string{path}, importing.Options{DryRun: true, Brief: true, Choose: overturning.KeepScored}))(t)
			if len(brief.Overturns) != len(plans[0].Overturns) || (brief.Headlines == nil) != (len(brief.Overturns) == 0) {
				t.Errorf("in brief: %d overturns and %d headlines", len(brief.Overturns), len(brief.Headlines))
			}
			desktest.Must(to.Import(t.Context(), []string{path}, nil))(t)
			desktest.Give(t, to, desks[1])
			desktest.Give(t, to, desks[2])
		}
	}
	if moved < 10 || overturned < 10 {
		t.Errorf("%d headlines moved, %d overturns", moved, overturned)
	}
}

// oneMore does what random histories do not: conditions, relations, and forecasts under
// another's name.
func oneMore(t *testing.T, d *forecasts.Desk, r *rand.Rand) {
	t.Helper()
	all := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t)
	if len(all) < 2 {
		return
	}
	a, b := all[r.IntN(len(all))].ID, all[r.IntN(len(all))].ID
	switch r.IntN(8) {
	case 0:
		_, _ = d.Ask(t.Context(), journal.Asked{Title: "If it rains", Type: "binary", Closes: desktest.At(2025, 1, 1), If: &journal.Condition{Question: a, Outcome: json.RawMessage("true")}})
	case 1:
		_, _ = d.Relate(t.Context(), a, b, []string{"same", "deadline"}[r.IntN(2)], "")
	case 2, 3:
		_, _ = d.Forecast(t.Context(), a, desktest.P(float64(r.IntN(101))/100), question.Saying{By: []string{"Ibis", "Kestrel"}[r.IntN(2)]})
	case 4, 5:
		_, _ = d.Forecast(t.Context(), a, desktest.P(float64(r.IntN(101))/100), question.Saying{})
	case 6:
		_, _ = d.Resolve(t.Context(), a, json.RawMessage([]string{"true", "false"}[r.IntN(2)]), question.Resolving{})
	}
}

func sameOutlook(t *testing.T, want, got importing.Result) {
	t.Helper()
	if len(got.Overturns) != len(want.Overturns) || len(got.Headlines) != len(want.Headlines) {
		t.Fatalf("%d overturns and %d headlines; of all %d and %d", len(got.Overturns), len(got.Headlines), len(want.Overturns), len(want.Headlines))
	}
	same := func(what string, a, b any, x, y float64) {
		if a != b || !(math.Abs(x-y) <= 1e-13 || math.IsNaN(x) && math.IsNaN(y)) {
			t.Errorf("%s: %v %v; of all %v %v", what, b, y, a, x)
		}
	}
	for i, h := range want.Headlines {
		g := got.Headlines[i]
		same("was", h.Forecaster, g.Forecaster, float64(h.Was), float64(g.Was))
		same("would be", h.Questions, g.Questions, float64(h.WouldBe), float64(g.WouldBe))
		same("all taken", h.Forecaster, g.Forecaster, float64(h.AllTaken), float64(g.AllTaken))
		same("all kept", h.Forecaster, g.Forecaster, float64(h.AllKept), float64(g.AllKept))
		if h.Was != g.Was && h.Was.Defined() {
			t.Errorf("%s was %v, and of all %v", h.Forecaster.Name, g.Was, h.Was)
		}
	}
	for i, o := range want.Overturns {
		g := got.Overturns[i]
		if len(g.Effects) != len(o.Effects) || !g.Same(&o) {
			t.Fatalf("overturn %+v; of all %+v", g, o)
		}
		for j, e := range o.Effects {
			same("effect", e.Forecaster, g.Effects[j].Forecaster, float64(e.Was), float64(g.Effects[j].Was))
			same("effect", e.Forecaster, g.Effects[j].Forecaster, float64(e.WouldBe), float64(g.Effects[j].WouldBe))
		}
	}
}
