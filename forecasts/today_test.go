package forecasts

import (
	"encoding/json"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/coherence"
	"weathervane/model/journal"
)

func today(t testing.TB, d *Desk) TodayView {
	t.Helper()
	return must(d.Today(t.Context()))(t)
}

func TestWhenAnUpdateIsDue(t *testing.T) {
	now := *at(2024, 3, 31)
	mine := p(0.3)
	for _, c := range []struct {
		name string
		f    OpenFacts
		want bool
	}{
		{"no forecast of one's own", OpenFacts{Unweighed: 3}, false},
		{"fresh", OpenFacts{Mine: &mine, MineAt: now - 29*day}, false},
		{"thirty days old", OpenFacts{Mine: &mine, MineAt: now - 30*day}, true},
		{"a week old, closing in a month", OpenFacts{Mine: &mine, MineAt: now - 7*day, Closes: now + 29*day}, true},
		{"six days old, closing in a month", OpenFacts{Mine: &mine, MineAt: now - 6*day, Closes: now + 29*day}, false},
		{"a week old, closing later", OpenFacts{Mine: &mine, MineAt: now - 7*day, Closes: now + 31*day}, false},
		{"evidence since", OpenFacts{Mine: &mine, MineAt: now - day, Unweighed: 1}, true},
	} {
		if got := UpdateDue(c.f, now); got != c.want {
			t.Errorf("%s: due is %v", c.name, got)
		}
	}
}

func TestWhenATeamDisagrees(t *testing.T) {
	other := func(name string, x float64) Standing {
		return Standing{Forecaster: Forecaster{Name: name}, Belief: p(x)}
	}
	mine := p(0.4)
	others := []Standing{other("Heron", 0.3), other("Ibis", 0.5)}
	d, apart := CompareTeam(OpenFacts{Mine: &mine, Others: others})
	if !apart || d.Far != "Heron" || d.FarP != 0.3 || len(d.Others) != 2 {
		t.Errorf("20 points apart: %v %+v", apart, d)
	}
	if _, apart := CompareTeam(OpenFacts{Mine: &mine, Others: others[:1]}); apart {
		t.Error("10 points are a disagreement")
	}
	if _, apart := CompareTeam(OpenFacts{Others: []Standing{other("Heron", 0.1), other("Ibis", 0.9)}}); apart {
		t.Error("colleagues' numbers are shown before one's own")
	}
}

func TestTheRecordChangesOverThirtyDays(t *testing.T) {
	now := *at(2024, 3, 31)
	h := []HistoryPoint{{At: now - 60*Day, Value: 0.3}, {At: now - 31*Day, Value: 0.2}, {At: now - Day, Value: 0.15}}
	if got := ChangeSince(h, now-30*Day); got == nil || !near(*got, -0.05) {
		t.Errorf("the change is %v", got)
	}
	if ChangeSince(h[2:], now-30*Day) != nil || ChangeSince(nil, now) != nil {
		t.Error("there is a change from nothing")
	}
}

func TestADayOfAnAnalyst(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ctx := t.Context()
	if v := today(t, d); !v.Empty || v.Things() != 0 {
		t.Fatalf("a new workspace: %+v", v)
	}
	due := ask(t, d, "A visit is made")
	soon := must(d.Ask(ctx, Asking{Title: "A launch is tried", Closes: at(2024, 3, 1), ResolvesBy: at(2024, 3, 20)}))(t)
	must(d.Forecast(ctx, due, p(0.3), Saying{}))(t)
	c.pass(time.Hour)
	article, _, err := d.Attach(ctx, articles.Article{Title: "A digest", Text: "Nothing was arranged."})
	if err != nil {
		t.Fatal(err)
	}
	id := frame(t, d)
	post := must(d.PlaceSignpost(ctx, id, "An envoy is named", *at(2024, 3, 2), by(0.1, 0.7, 0.2)))(t)
	must(d.WeighScenarios(ctx, id, by(.5, .5, 0), ""))(t)
	must(d.ConditionScenarios(ctx, id, due, by(.2, .6, .5)))(t)

	v := today(t, d)
	if len(v.Due) != 0 || len(v.Closing) != 1 || v.Closing[0].ID != soon || len(v.Unjudged) != 1 || v.Unjudged[0].ID != article {
		t.Fatalf("due %v, closing %v, unjudged %v", v.Due, v.Closing, v.Unjudged)
	}
	if len(v.Signposts) != 1 || v.Signposts[0].ID != post || v.Signposts[0].Scenario != "Thaw" || v.Signposts[0].Set != id || v.Posts != 1 {
		t.Errorf("signposts %+v", v.Signposts)
	}
	if len(v.Incoherent) != 1 || v.Incoherent[0].Rule != coherence.RuleTotalProbability || v.Incoherent[0].Titles[0] != "A visit is made" {
		t.Errorf("incoherent %+v", v.Incoherent)
	}
	var kinds []string
	for _, one := range v.Deadlines {
		kinds = append(kinds, one.Kind)
	}
	if len(kinds) != 3 || kinds[0] != "closes" || kinds[1] != "signpost" || kinds[2] != "resolve" {
		t.Errorf("deadlines %v", kinds)
	}

	finding := must(d.File(ctx, Filing{Article: article, Exact: "Nothing was arranged", Claim: "No visit is arranged"}))(t)
	if v := today(t, d); len(v.Unjudged) != 1 || len(v.Due) != 0 {
		t.Error("a finding without a judgement counts as judged")
	}
	half := 0.5
	must(d.Judge(ctx, finding, due, &half, nil, ""))(t)
	if v := today(t, d); len(v.Unjudged) != 0 || len(v.Due) != 1 || v.Due[0].Unweighed != 1 {
		t.Errorf("after judging: unjudged %v, due %+v", v.Unjudged, v.Due)
	}
	c.pass(time.Hour)
	must(d.Forecast(ctx, due, p(0.25), Saying{}))(t)
	if v := today(t, d); len(v.Due) != 0 {
		t.Errorf("after the update: %+v", v.Due)
	}

	c.at = time.Date(2024, 3, 3, 9, 0, 0, 0, time.UTC)
	if v := today(t, d); len(v.ToResolve) != 1 || v.ToResolve[0].ID != soon || len(v.Closing) != 0 || v.Signposts[0].Status != "due" {
		t.Errorf("after closing: to resolve %+v", v.ToResolve)
	}
	must(d.Resolve(ctx, soon, json.RawMessage("false"), Resolving{}))(t)
	must(d.CheckSignpost(ctx, post, true, nil, nil))(t)
	if v := today(t, d); len(v.ToResolve)+len(v.Signposts) != 0 || v.Seen != 1 {
		t.Errorf("after it was done: %+v, %+v", v.ToResolve, v.Signposts)
	}
}

func TestNewsBeginAtTheLastVisit(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	ctx := t.Context()
	q, other := ask(t, crane, "A visit is made"), ask(t, crane, "It rains")
	exchangeBoth(t, crane, heron)
	must(crane.Forecast(ctx, q, p(0.3), Saying{}))(t)
	must(heron.Forecast(ctx, q, p(0.8), Saying{}))(t)
	if crane.Visited() {
		t.Fatal("it was visited before the first visit")
	}
	c.pass(time.Hour)
	exchangeBoth(t, crane, heron)
	v := today(t, crane)
	if v.NewsSince == 0 || len(v.News) != 1 || v.News[0].Kind != "forecast" || *v.News[0].To != 0.8 || v.News[0].By.Name != "Heron" {
		t.Fatalf("at first: %+v", v.News)
	}
	if err := crane.CatchUp(v.Mark); err != nil {
		t.Fatal(err)
	}
	if v := today(t, crane); len(v.News) != 0 || v.NewsSince != 0 {
		t.Errorf("after it was seen: %+v", v.News)
	}
	c.pass(time.Hour)
	must(heron.Forecast(ctx, q, p(0.7), Saying{}))(t)
	c.pass(time.Hour)
	must(heron.Forecast(ctx, q, p(0.6), Saying{}))(t)
	must(heron.Forecast(ctx, other, p(0.9), Saying{}))(t)
	must(heron.Comment(ctx, q, "Look at the date"))(t)
	if _, _, err := heron.Attach(ctx, articles.Article{Title: "A digest", Text: "Nothing was arranged."}); err != nil {
		t.Fatal(err)
	}
	exchangeBoth(t, crane, heron)
	kinds := map[string]News{}
	for _, n := range today(t, crane).News {
		kinds[n.Kind] = n
	}
	if m := kinds["moved"]; m.From == nil || *m.From != 0.8 || *m.To != 0.6 || m.Title != "A visit is made" {
		t.Errorf("two steps are told as %+v", m)
	}
	if f := kinds["forecast"]; f.Question != other || f.To != nil {
		t.Errorf("a number is told before one's own: %+v", f)
	}
	if len(kinds["sent"].Sent) != 1 || kinds["sent"].Sent[0] != (Sent{journal.ArticleAdded, 1}) || kinds["commented"].Question != q || len(kinds) != 4 {
		t.Errorf("news %+v", kinds)
	}
	// The next session begins where this one has looked.
	if err := crane.Leave(today(t, crane).Mark); err != nil {
		t.Fatal(err)
	}
	if len(today(t, crane).News) == 0 {
		t.Error("what is remembered for the next session ends the news of this one")
	}
	next := must(Open(ctx, crane.Path(), crane.env))(t)
	defer next.Close()
	if v := today(t, next); len(v.News) != 0 || !next.Visited() {
		t.Errorf("in the next session: %+v", v.News)
	}
}

func TestTheCalendarIsEightWeeksFromMonday(t *testing.T) {
	now := journal.InstantOf(time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC))
	if got := CalendarFrom(now, time.UTC); got.Day() != 19 || got.Weekday() != time.Monday {
		t.Errorf("it begins on %v", got)
	}
	for at, want := range map[Instant]bool{now - 1: false, now: true, *at(2024, 4, 15) - 1: true, *at(2024, 4, 15): false} {
		if InCalendar(at, now, time.UTC) != want {
			t.Errorf("%v is in it: %v", at, !want)
		}
	}
}

func BenchmarkToday(b *testing.B) {
	c := start()
	d, err := Create(b.Context(), b.TempDir()+"/x.vane", "Crane", envFor(b, "Crane", c))
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Import(b.Context(), []string{hundredThousand(b, c)}, nil); err != nil {
		b.Fatal(err)
	}
	b.Run("today", func(b *testing.B) {
		for b.Loop() {
			today(b, d)
		}
	})
	b.Run("rows", func(b *testing.B) { // what the list of questions reads, to compare with
		for b.Loop() {
			must(d.QuestionRows(b.Context(), Filter{}))(b)
		}
	})
}
