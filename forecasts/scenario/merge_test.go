package scenario_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/testkit"
	"weathervane/model/journal"
)

// Whatever three people say about futures and in whatever order files go
// round, everyone who has everything sees the same of each of them.
func TestSetsExchangedInAnyOrderEndEqual(t *testing.T) {
	rated, revised := false, false
	var n testkit.Tally
	seeds := uint64(3)
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		c := desktest.Start()
		desks := []*forecasts.Desk{desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)}
		r := rand.New(rand.NewPCG(seed, 11))
		desktest.Ask(t, desks[0], "It rains")
		desktest.Frame(t, desks[0])
		fileFindings(t, desks[0])
		desktest.Give(t, desks[0], desks[1])
		desktest.Give(t, desks[0], desks[2])
		for range 60 {
			c.Pass(time.Duration(r.IntN(300)) * time.Minute)
			d := desks[r.IntN(3)]
			if r.IntN(4) == 0 {
				desktest.Give(t, desks[r.IntN(3)], d)
			} else {
				n.Add(t, actOnSets(t, d, r))
			}
		}
		for range 2 {
			for _, i := range r.Perm(9) {
				desktest.Give(t, desks[i/3], desks[i%3])
			}
		}
		want := setsSeen(t, desks[0])
		rated = rated || strings.Contains(want, `"ratings": {`)
		revised = revised || strings.Contains(want, " tells it again")
		for _, d := range desks[1:] {
			if got := setsSeen(t, d); got != want {
				t.Fatalf("seed %d: %s differs from Crane:\n%s\n---\n%s", seed, d.Title, got, want)
			}
		}
	}
	if !rated || !revised {
		t.Error("nobody has rated, or nobody has revised")
	}
	n.MostlyDone(t)
}

// actOnSets does something at random; what the state does not allow is refused.
func actOnSets(t *testing.T, d *forecasts.Desk, r *rand.Rand) (err error) {
	t.Helper()
	ctx := t.Context()
	sets, questions := desktest.Must(d.ScenarioSets(ctx, listing.Filter{}))(t), desktest.Must(d.Questions(ctx, listing.Filter{}))(t)
	if len(sets) == 0 || len(questions) == 0 || r.IntN(20) == 0 {
		desktest.Frame(t, d)
		desktest.Ask(t, d, "It snows")
		return nil
	}
	set, q := sets[r.IntN(len(sets))], questions[r.IntN(len(questions))]
	x := float64(r.IntN(50)) / 100
	some := desktest.By(x, 1-2*x, x)
	posts := desktest.Must(d.Scenarios(ctx, set.ID, ""))(t).Posts
	switch r.IntN(12) {
	case 0, 1:
		_, err = d.WeighScenarios(ctx, set.ID, some, "")
	case 2:
		_, err = d.ConditionScenarios(ctx, set.ID, q.ID, some)
	case 3:
		_, err = d.PlaceSignpost(ctx, set.ID, "An envoy", *desktest.At(2024, 6, 30), some)
	case 4:
		if len(posts) > 0 {
			_, err = d.CheckSignpost(ctx, posts[r.IntN(len(posts))].ID, r.IntN(2) == 0, nil, nil)
		}
	case 5:
		_, err = d.ResolveScenarios(ctx, set.ID, set.Names[r.IntN(3)], nil, "")
	case 6:
		var slip journal.ID
		if slip, err = d.WeighScenarios(ctx, set.ID, some, ""); err == nil {
			_, err = d.Retract(ctx, slip, "a slip")
		}
	case 7:
		_, err = d.Relate(ctx, q.ID, questions[0].ID, "implies", "")
	case 8:
		_, err = d.Forecast(ctx, q.ID, desktest.P(x), question.Saying{})
	case 9, 10:
		err = rateAny(t, d, set, r)
	case 11:
		f := framed(t, d, set.ID)
		f.Scenarios[r.IntN(3)].Narrative = d.Title + " tells it again"
		if r.IntN(3) == 0 {
			f.Scenarios[2].Name = "Crisis " + d.Title // refused once there are numbers
		}
		_, err = d.ReviseScenarios(ctx, set.ID, f)
	}
	return err
}

// fileFindings files what can be rated.
func fileFindings(t *testing.T, d *forecasts.Desk) {
	t.Helper()
	article, _, err := d.Attach(t.Context(), articles.Article{Title: "Sky", Text: "Guns are shipped. The office closes."})
	if err != nil {
		t.Fatal(err)
	}
	desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: "Guns are shipped", Claim: "Guns"}))(t)
	desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: "The office closes", Claim: "Office"}))(t)
}

// rateAny rates a finding at random, and now and then takes that back.
func rateAny(t *testing.T, d *forecasts.Desk, set scenarioset.Listed, r *rand.Rand) error {
	t.Helper()
	findings := desktest.Must(d.Findings(t.Context(), listing.Filter{}))(t)
	if len(findings) == 0 {
		return nil
	}
	ratings := map[string]string{}
	for _, n := range set.Names {
		ratings[n] = []string{"CC", "C", "N", "I", "II", "NA"}[r.IntN(6)]
	}
	id, err := d.RateConsistency(t.Context(), set.ID, findings[r.IntN(len(findings))].ID, ratings)
	if err == nil && r.IntN(4) == 0 {
		_, err = d.Retract(t.Context(), id, "a slip")
	}
	return err
}

func setsSeen(t *testing.T, d *forecasts.Desk) string {
	t.Helper()
	ctx := t.Context()
	sets := desktest.Must(d.ScenarioSets(ctx, listing.Filter{}))(t)
	all := []any{sets}
	for _, who := range []string{"Crane", "Heron", "Ibis"} {
		all = append(all, desktest.Must(d.Coherence(ctx, who))(t))
		for _, s := range sets {
			v := desktest.Must(d.Scenarios(ctx, s.ID, who))(t)
			for i := range v.Versions {
				v.Versions[i].Mine = false // of whoever looks
			}
			all = append(all, v, v.Versions)
		}
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
