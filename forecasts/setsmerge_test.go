package forecasts

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"
)

// Whatever three people say about futures and in whatever order files go
// round, everyone who has everything sees the same of each of them.
func TestSetsExchangedInAnyOrderEndEqual(t *testing.T) {
	for seed := range uint64(3) {
		c := start()
		desks := []*Desk{newDesk(t, "Crane", c), newDesk(t, "Heron", c), newDesk(t, "Ibis", c)}
		r := rand.New(rand.NewPCG(seed, 11))
		ask(t, desks[0], "It rains")
		frame(t, desks[0])
		for range 60 {
			c.pass(time.Duration(r.IntN(300)) * time.Minute)
			d := desks[r.IntN(3)]
			if r.IntN(4) == 0 {
				give(t, desks[r.IntN(3)], d)
			} else {
				actOnSets(t, d, r)
			}
		}
		for range 2 {
			for _, i := range r.Perm(9) {
				give(t, desks[i/3], desks[i%3])
			}
		}
		want := setsSeen(t, desks[0])
		for _, d := range desks[1:] {
			if got := setsSeen(t, d); got != want {
				t.Fatalf("seed %d: %s differs from Crane:\n%s\n---\n%s", seed, d.title, got, want)
			}
		}
	}
}

// actOnSets does something at random; what the state does not allow is refused.
func actOnSets(t *testing.T, d *Desk, r *rand.Rand) {
	t.Helper()
	ctx := t.Context()
	sets, questions := must(d.ScenarioSets(ctx, Filter{}))(t), must(d.Questions(ctx, Filter{}))(t)
	if len(sets) == 0 || len(questions) == 0 || r.IntN(12) == 0 {
		frame(t, d)
		ask(t, d, "It snows")
		return
	}
	set, q := sets[r.IntN(len(sets))], questions[r.IntN(len(questions))]
	x := float64(r.IntN(50)) / 100
	some := by(x, 1-2*x, x)
	posts := must(d.Scenarios(ctx, set.ID, ""))(t).Posts
	switch r.IntN(9) {
	case 0, 1:
		_, _ = d.WeighScenarios(ctx, set.ID, some, "")
	case 2:
		_, _ = d.ConditionScenarios(ctx, set.ID, q.ID, some)
	case 3:
		_, _ = d.PlaceSignpost(ctx, set.ID, "An envoy", *at(2024, 6, 30), some)
	case 4:
		if len(posts) > 0 {
			_, _ = d.CheckSignpost(ctx, posts[r.IntN(len(posts))].ID, r.IntN(2) == 0, nil, nil)
		}
	case 5:
		_, _ = d.ResolveScenarios(ctx, set.ID, set.Names[r.IntN(3)], nil, "")
	case 6:
		if slip, err := d.WeighScenarios(ctx, set.ID, some, ""); err == nil {
			_, _ = d.Retract(ctx, slip, "a slip")
		}
	case 7:
		_, _ = d.Relate(ctx, q.ID, questions[0].ID, "implies", "")
	case 8:
		_, _ = d.Forecast(ctx, q.ID, p(x), Saying{})
	}
}

func setsSeen(t *testing.T, d *Desk) string {
	t.Helper()
	ctx := t.Context()
	sets := must(d.ScenarioSets(ctx, Filter{}))(t)
	all := []any{sets}
	for _, who := range []string{"Crane", "Heron", "Ibis"} {
		all = append(all, must(d.Coherence(ctx, who))(t))
		for _, s := range sets {
			all = append(all, must(d.Scenarios(ctx, s.ID, who))(t))
		}
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
