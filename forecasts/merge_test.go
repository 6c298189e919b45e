package forecasts

import (
	"encoding/json"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts/articles"
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
			c := start()
			desks := []*Desk{newDesk(t, "Crane", c), newDesk(t, "Heron", c), newDesk(t, "Ibis", c)}
			r := rand.New(rand.NewPCG(seed, 7))
			for range 60 {
				c.pass(time.Duration(r.IntN(600)) * time.Minute)
				d := desks[r.IntN(3)]
				if r.IntN(5) == 0 {
					give(t, desks[r.IntN(3)], d)
				} else {
					n.Add(t, act(t, d, r))
				}
			}
			for range 2 {
				for _, i := range r.Perm(9) {
					give(t, desks[i/3], desks[i%3])
				}
			}
			want := lists(t, desks[0])
			for _, d := range desks[1:] {
				if got := lists(t, d); got != want {
					t.Fatalf("seed %d: %s differs from Crane:\n%s\n---\n%s", seed, d.title, got, want)
				}
			}
			if s := give(t, desks[1], desks[0]); s.Files[0].Logs[0].NewRecords+s.Files[0].Logs[1].NewRecords > 2 {
				t.Errorf("the same again adds %+v", s.Files)
			}
		})
	}
	n.MostlyDone(t)
}

// act does something at random; what the state of the workspace does not allow
// is refused.
func act(t *testing.T, d *Desk, r *rand.Rand) error {
	t.Helper()
	ctx := t.Context()
	questions := must(d.Questions(ctx, Filter{}))(t)
	if len(questions) == 0 || r.IntN(8) == 0 {
		if r.IntN(2) == 0 {
			must(d.Ask(ctx, Asking{Title: "Who leads?", Type: "choice", Options: []string{"A", "B", "other"}, Closes: at(2024, 12, 31)}))(t)
		} else {
			ask(t, d, "It rains")
		}
		return nil
	}
	q := questions[r.IntN(len(questions))]
	var err error
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		b := p(float64(r.IntN(101)) / 100)
		if q.Type == "choice" {
			b = Belief{Probs: map[string]float64{"A": 0.5, "B": 0.25, "other": 0.25}}
		}
		_, err = d.Forecast(ctx, q.ID, b, Saying{Note: "why"})
	case 4:
		_, err = d.Revise(ctx, q.ID, map[string]any{"criteria": time.Duration(r.IntN(1000)).String()}, "clearer")
	case 5:
		outcome := json.RawMessage("true")
		if q.Type == "choice" {
			outcome = json.RawMessage(`"B"`)
		} else if r.IntN(2) == 0 {
			outcome = json.RawMessage("false")
		}
		_, err = d.Resolve(ctx, q.ID, outcome, Resolving{})
	case 6:
		_, err = d.Annul(ctx, q.ID, "", "")
	case 7:
		_, err = d.Reopen(ctx, q.ID, "again")
	case 8:
		_, err = d.Withdraw(ctx, q.ID, "", "")
	case 9:
		err = evidence(t, d, q, r)
	case 10:
		err = takeBack(t, d, r)
	case 11:
		_, err = d.Comment(ctx, q.ID, "hm")
	}
	return err
}

func evidence(t *testing.T, d *Desk, q Question, r *rand.Rand) error {
	ctx := t.Context()
	a, _, err := d.Attach(ctx, articles.Article{Title: "Sky", Text: "Clouds gather over the " + time.Duration(r.IntN(4)).String()})
	if err != nil {
		return err
	}
	f, err := d.File(ctx, Filing{Article: a, Exact: "Clouds gather", Claim: "Clouds"})
	if err != nil {
		return err
	}
	lr := 0.5 + r.Float64()
	_, err = d.Judge(ctx, f, q.ID, &lr, nil, "")
	return err
}

func takeBack(t *testing.T, d *Desk, r *rand.Rand) error {
	all := must(d.Forecasts(t.Context(), Filter{}))(t)
	if len(all) == 0 {
		return nil
	}
	_, err := d.Retract(t.Context(), all[r.IntN(len(all))].ID, "a slip")
	return err
}

// A dry run tells what an import does, and changes nothing.
func TestPlanIsWhatImportDoes(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	must(crane.Forecast(t.Context(), q, p(0.4), Saying{Note: "clouds"}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	must(crane.Export(t.Context(), path, ExportOptions{}))(t)
	before := lists(t, heron)
	plan := must(heron.PlanImport(t.Context(), []string{path}))(t)
	if plan.Written || plan.Adds.Questions != 1 || plan.Adds.Forecasts != 1 || lists(t, heron) != before {
		t.Fatalf("the plan is %+v", plan)
	}
	done := must(heron.Import(t.Context(), []string{path}, nil))(t)
	if !done.Written || done.Adds != plan.Adds {
		t.Errorf("the import did %+v, the plan said %+v", done.Adds, plan.Adds)
	}
	v := must(heron.Verify(t.Context()))(t)
	if !v.OK || len(v.Logs) != 2 {
		t.Errorf("verify: %+v", v)
	}
}

// What was withheld arrives as a hash, and is shown by a later file.
func TestWithheldNotesArriveLater(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	must(crane.Forecast(t.Context(), q, p(0.4), Saying{Note: "clouds"}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	sum := must(crane.Export(t.Context(), path, ExportOptions{Withhold: []string{"notes"}}))(t)
	if sum.Withheld != 1 {
		t.Fatalf("withheld %d", sum.Withheld)
	}
	must(heron.Import(t.Context(), []string{path}, nil))(t)
	if f := must(heron.Forecasts(t.Context(), Filter{}))(t); len(f) != 1 || f[0].Note != "" {
		t.Fatalf("before the reveal: %+v", f)
	}
	give(t, crane, heron)
	if f := must(heron.Forecasts(t.Context(), Filter{}))(t); f[0].Note != "clouds" {
		t.Fatalf("after the reveal: %+v", f)
	}
	if lists(t, crane) != lists(t, heron) {
		t.Error("the two differ after the reveal")
	}
}
