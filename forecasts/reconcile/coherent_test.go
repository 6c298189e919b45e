package reconcile_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// believing asks questions and forecasts them.
func believing(t testing.TB, d *forecasts.Desk, ps ...float64) []journal.ID {
	t.Helper()
	var ids []journal.ID
	for i, x := range ps {
		id := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: fmt.Sprintf("Event %d", i), Closes: desktest.At(2024, time.Month(6+i%6), 1+i%20)}))(t)
		if x >= 0 {
			desktest.Must(d.Forecast(t.Context(), id, desktest.P(x), question.Saying{}))(t)
		}
		ids = append(ids, id)
	}
	return ids
}

func broken(t testing.TB, d *forecasts.Desk) []incoherence.Incoherence {
	t.Helper()
	return desktest.Must(d.Coherence(t.Context(), ""))(t)
}

func fixed(v incoherence.Incoherence) []float64 {
	var to []float64
	for _, f := range v.Fix {
		to = append(to, f.To)
	}
	return to
}

func TestDeadlinesInAChain(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ids := believing(t, d, .5, .4, .3)
	for i := range 2 {
		desktest.Must(d.Relate(t.Context(), ids[i], ids[i+1], "deadline", ""))(t)
	}
	all := broken(t, d)
	if len(all) != 2 || all[0].Rule != coherence.RuleDeadline || !desktest.Near(all[0].OffBy, .1) {
		t.Fatalf("%+v", all)
	}
	for _, v := range all {
		to := fixed(v)
		if len(to) != 3 || slices.ContainsFunc(to, func(x float64) bool { return !desktest.Near(x, .4) }) {
			t.Errorf("the nearest coherent set is all at 40 %%, not %v", to)
		}
	}
	desktest.Must(d.Retract(t.Context(), lastRelation(t, d), "not so"))(t)
	if all = broken(t, d); len(all) != 1 || len(all[0].Fix) != 2 {
		t.Errorf("a relation that was retracted counts: %+v", all)
	}
}

func lastRelation(t *testing.T, d *forecasts.Desk) journal.ID {
	t.Helper()
	v := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t)
	h := desktest.Question1(t, d, v[len(v)-1].ID).History
	for _, e := range slices.Backward(h) {
		if e.Kind == "relation.drawn" {
			return e.ID
		}
	}
	t.Fatal("no relation")
	return journal.ID{}
}

// What nobody forecast still carries an implication, and three questions that
// exclude each other pair by pair sum to at most 100 %.
func TestRulesAcrossQuestions(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ids := believing(t, d, .6, -1, .2, .5, .4, .3)
	ctx := t.Context()
	desktest.Must(d.Relate(ctx, ids[0], ids[1], "implies", ""))(t)
	desktest.Must(d.Relate(ctx, ids[1], ids[2], "implies", ""))(t)
	for _, pair := range [][2]int{{3, 4}, {4, 5}, {5, 3}} {
		desktest.Must(d.Relate(ctx, ids[pair[0]], ids[pair[1]], "excludes", ""))(t)
	}
	all := broken(t, d)
	if len(all) != 2 || all[0].Rule != coherence.RuleImplies || all[1].Rule != coherence.RuleExcludes {
		t.Fatalf("%+v", all)
	}
	if !desktest.Near(all[0].OffBy, .4) || !slices.Equal(all[0].Questions, []journal.ID{ids[0], ids[2]}) || !desktest.Near(all[0].Fix[0].To, .4) {
		t.Errorf("%+v", all[0])
	}
	if !desktest.Near(all[1].OffBy, .2) || len(all[1].Questions) != 3 || !strings.Contains(all[1].Why, "lose at least 20 points") {
		t.Errorf("%+v", all[1])
	}
	for _, v := range all {
		for _, f := range v.Fix {
			desktest.Must(d.Forecast(ctx, f.Question, desktest.P(f.To), question.Saying{}))(t)
		}
	}
	if left := broken(t, d); len(left) != 0 {
		t.Errorf("the nearest coherent set is not coherent: %+v", left)
	}
	desktest.Must(d.Resolve(ctx, ids[2], []byte("false"), question.Resolving{}))(t)
	desktest.Must(d.Forecast(ctx, ids[0], desktest.P(.9), question.Saying{}))(t)
	if left := broken(t, d); len(left) != 0 {
		t.Errorf("a question that has ended still counts: %+v", left)
	}
}

func TestTwiceTheSameQuestion(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ids := believing(t, d, .2, .5)
	related := desktest.Must(d.Relate(t.Context(), ids[0], ids[1], "same", ""))(t)
	if all := broken(t, d); len(all) != 0 {
		t.Fatalf("one question contradicts itself: %+v", all)
	}
	rows := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t)
	if len(rows) != 1 || rows[0].ID != ids[0] {
		t.Fatalf("two questions that are one are listed as %+v", rows)
	}
	v := desktest.Must(d.Question(t.Context(), ids[1]))(t)
	if v.ID != ids[0] || len(v.Standing) != 1 || *v.Standing[0].P != .5 {
		t.Fatalf("the later question is shown as %s with %+v", v.ID.Short(), v.Standing)
	}
	desktest.Must(d.Retract(t.Context(), related, "they differ"))(t)
	if rows = desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); len(rows) != 2 {
		t.Fatalf("after the retraction: %+v", rows)
	}
}

func TestStatedAgainstImplied(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ids := believing(t, d, .5)
	set := desktest.Frame(t, d)
	desktest.Must(d.WeighScenarios(t.Context(), set, desktest.By(.5, .5, 0), ""))(t)
	desktest.Must(d.ConditionScenarios(t.Context(), set, ids[0], desktest.By(.2, .6, .5)))(t)
	all := broken(t, d)
	if len(all) != 1 || all[0].Rule != coherence.RuleTotalProbability || !desktest.Near(all[0].OffBy, .1) || len(all[0].Fix) != 4 {
		t.Fatalf("%+v", all)
	}
	if to := fixed(all[0]); !desktest.Near(to[0], .5-.1/1.5) || !desktest.Near(to[1], .2+.05/1.5) || !desktest.Near(to[3], .5) {
		t.Errorf("the fix is %v", to)
	}
}

// A choice that lost an option after it was forecast no longer sums to 100 %.
func TestOptionsThatChanged(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	ctx := t.Context()
	q := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Who leads?", Type: "choice", Options: []string{"A", "B", "C"}, Closes: desktest.At(2024, 12, 31)}))(t)
	desktest.Must(d.Forecast(ctx, q, standing.Belief{Probs: map[string]float64{"A": .5, "B": .3, "C": .2}}, question.Saying{}))(t)
	if all := broken(t, d); len(all) != 0 {
		t.Fatalf("%+v", all)
	}
	desktest.Must(d.Revise(ctx, q, map[string]any{"options": []string{"A", "B"}}, "C stepped down"))(t)
	all := broken(t, d)
	if len(all) != 1 || all[0].Rule != coherence.RuleSumsToOne || !desktest.Near(all[0].OffBy, .2) || !desktest.Near(all[0].Fix[0].To, .6) || !desktest.Near(all[0].Fix[1].To, .4) {
		t.Fatalf("%+v", all)
	}
}

// BenchmarkCoherence checks 200 questions under 400 relations.
func BenchmarkCoherence(b *testing.B) {
	d := desktest.NewDesk(b, "Crane", desktest.Start())
	r := rand.New(rand.NewPCG(1, 2))
	ps := make([]float64, 200)
	for i := range ps {
		ps[i] = r.Float64()
	}
	ids := believing(b, d, ps...)
	for range 400 {
		i, j := r.IntN(len(ids)), r.IntN(len(ids))
		if i == j {
			j = (i + 1) % len(ids)
		}
		kind := []string{"implies", "implies", "excludes", "same"}[r.IntN(4)]
		desktest.Must(d.Relate(b.Context(), ids[i], ids[j], kind, ""))(b)
	}
	b.ResetTimer()
	for range b.N {
		desktest.Must(d.Coherence(b.Context(), ""))(b)
	}
}

// Many questions that are related have a nearest set in log-odds too, which keeps
// the rules.
func TestManyQuestionsHaveLogOdds(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	const n = 30
	ps := make([]float64, n)
	for i := range ps {
		ps[i] = .95 - .9*float64(i)/n
	}
	ids := believing(t, d, ps...)
	for i := range n - 1 {
		desktest.Must(d.Relate(t.Context(), ids[i], ids[i+1], "implies", ""))(t)
	}
	desktest.Must(d.Relate(t.Context(), ids[0], ids[n-1], "excludes", ""))(t)
	for _, x := range broken(t, d) {
		to := map[journal.ID]float64{}
		for i, id := range ids {
			to[id] = ps[i] // what is not in it stays
		}
		if len(x.LogOdds) <= 12 {
			t.Fatalf("%s: %d numbers move", x.Rule, len(x.LogOdds))
		}
		for _, a := range x.LogOdds {
			to[a.Question] = a.To
		}
		for i := range n - 1 {
			if to[ids[i]] > to[ids[i+1]]+1e-9 || to[ids[0]]+to[ids[n-1]] > 1+1e-9 {
				t.Fatalf("%g above %g", to[ids[i]], to[ids[i+1]])
			}
		}
	}
}

// A team is incoherent by its medians, though each of it may be coherent.
func TestATeamIsLookedAtByItsMedians(t *testing.T) {
	c := desktest.Start()
	d, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	ids := believing(t, d, .4, .5)
	desktest.Must(d.Relate(t.Context(), ids[0], ids[1], "implies", ""))(t)
	desktest.Give(t, d, heron)
	desktest.Must(heron.Forecast(t.Context(), ids[0], desktest.P(.8), question.Saying{}))(t)
	desktest.Give(t, heron, d)
	if own := broken(t, d); len(own) != 0 {
		t.Errorf("one's own: %+v", own)
	}
	all := desktest.Must(d.Coherence(t.Context(), incoherence.Team))(t)
	if len(all) != 1 || !desktest.Near(all[0].OffBy, .1) || !desktest.Near(all[0].Fix[0].From, .6) || len(all[0].LogOdds) != 2 {
		t.Errorf("the team's: %+v", all)
	}
}
