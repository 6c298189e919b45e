package importing_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/testkit"
)

// Whatever people do and in whatever order files go round, everyone who has
// everything sees the same.
func TestExchangeInAnyOrderEndsEqual(t *testing.T) {
	var n testkit.Tally
	seeds := uint64(12)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		t.Run("", func(t *testing.T) {
			c := desktest.Start()
			desks := []*forecasts.Desk{desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)}
			r := rand.New(rand.NewPCG(seed, 7))
			for range 60 {
				c.Pass(time.Duration(r.IntN(600)) * time.Minute)
				d := desks[r.IntN(3)]
				if r.IntN(5) == 0 {
					desktest.Give(t, desks[r.IntN(3)], d)
				} else {
					n.Add(t, desktest.Act(t, d, r))
				}
			}
			for range 2 {
				for _, i := range r.Perm(9) {
					desktest.Give(t, desks[i/3], desks[i%3])
				}
			}
			want := desktest.Lists(t, desks[0])
			for _, d := range desks[1:] {
				if got := desktest.Lists(t, d); got != want {
					t.Fatalf("seed %d: %s differs from Crane:\n%s\n---\n%s", seed, d.Title, got, want)
				}
			}
			if s := desktest.Give(t, desks[1], desks[0]); s.Files[0].Logs[0].NewRecords+s.Files[0].Logs[1].NewRecords > 2 {
				t.Errorf("the same again adds %+v", s.Files)
			}
		})
	}
	n.MostlyDone(t)
}

// A dry run tells what an import does, and changes nothing.
func TestPlanIsWhatImportDoes(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{Note: "clouds"}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	desktest.Must(crane.Export(t.Context(), path, exchange.Options{}))(t)
	before := desktest.Lists(t, heron)
	plan := desktest.Must(heron.PlanImport(t.Context(), []string{path}))(t)
	if plan.Written || plan.Adds.Questions != 1 || plan.Adds.Forecasts != 1 || desktest.Lists(t, heron) != before {
		t.Fatalf("the plan is %+v", plan)
	}
	done := desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	if !done.Written || done.Adds != plan.Adds {
		t.Errorf("the import did %+v, the plan said %+v", done.Adds, plan.Adds)
	}
	v := desktest.Must(heron.Verify(t.Context()))(t)
	if !v.OK || len(v.Logs) != 2 {
		t.Errorf("verify: %+v", v)
	}
}

// What was withheld arrives as a hash, and is shown by a later file.
func TestWithheldNotesArriveLater(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{Note: "clouds"}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	sum := desktest.Must(crane.Export(t.Context(), path, exchange.Options{Withhold: []string{"notes"}}))(t)
	if sum.Withheld != 1 {
		t.Fatalf("withheld %d", sum.Withheld)
	}
	desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	if f := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t); len(f) != 1 || f[0].Note != "" {
		t.Fatalf("before the reveal: %+v", f)
	}
	desktest.Give(t, crane, heron)
	if f := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t); f[0].Note != "clouds" {
		t.Fatalf("after the reveal: %+v", f)
	}
	if desktest.Lists(t, crane) != desktest.Lists(t, heron) {
		t.Error("the two differ after the reveal")
	}
}
