package today_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/today"
	"weathervane/model/journal"
)

func todayOf(t testing.TB, d *forecasts.Desk) today.View {
	t.Helper()
	return desktest.Must(d.Today(t.Context(), 100))(t)
}

func TestWhenAnUpdateIsDue(t *testing.T) {
	now := *desktest.At(2024, 3, 31)
	mine := desktest.P(0.3)
	for _, c := range []struct {
		name string
		f    today.OpenFacts
		want bool
	}{
		{"no forecast of one's own", today.OpenFacts{Unweighed: 3}, false},
		{"fresh", today.OpenFacts{Mine: &mine, MineAt: now - 29*session.Day}, false},
		{"thirty days old", today.OpenFacts{Mine: &mine, MineAt: now - 30*session.Day}, true},
		{"a week old, closing in a month", today.OpenFacts{Mine: &mine, MineAt: now - 7*session.Day, Closes: now + 29*session.Day}, true},
		{"six days old, closing in a month", today.OpenFacts{Mine: &mine, MineAt: now - 6*session.Day, Closes: now + 29*session.Day}, false},
		{"a week old, closing later", today.OpenFacts{Mine: &mine, MineAt: now - 7*session.Day, Closes: now + 31*session.Day}, false},
		{"evidence since", today.OpenFacts{Mine: &mine, MineAt: now - session.Day, Unweighed: 1}, true},
	} {
		if got := today.UpdateDue(c.f, now); got != c.want {
			t.Errorf("%s: due is %v", c.name, got)
		}
	}
}

func TestWhenATeamDisagrees(t *testing.T) {
	other := func(name string, x float64) standing.Forecast {
		return standing.Forecast{Forecaster: forecaster.Forecaster{Name: name}, Belief: desktest.P(x)}
	}
	mine := desktest.P(0.4)
	others := []standing.Forecast{other("Heron", 0.3), other("Ibis", 0.5)}
	d, apart := today.CompareTeam(today.OpenFacts{Mine: &mine, Others: others})
	if !apart || d.Far != "Heron" || d.FarP != 0.3 || len(d.Others) != 2 {
		t.Errorf("20 points apart: %v %+v", apart, d)
	}
	if _, apart := today.CompareTeam(today.OpenFacts{Mine: &mine, Others: others[:1]}); apart {
		t.Error("10 points are a disagreement")
	}
	if _, apart := today.CompareTeam(today.OpenFacts{Others: []standing.Forecast{other("Heron", 0.1), other("Ibis", 0.9)}}); apart {
		t.Error("colleagues' numbers are shown before one's own")
	}
}

func TestADayOfAnAnalyst(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	if v := todayOf(t, d); !v.Empty || v.Things() != 0 {
		t.Fatalf("a new workspace: %+v", v)
	}
	due := desktest.Ask(t, d, "A visit is made")
	soon := desktest.Must(d.Ask(ctx, journal.Asked{Title: "A launch is tried", Closes: desktest.At(2024, 3, 1), ResolvesBy: desktest.At(2024, 3, 20)}))(t)
	desktest.Must(d.Forecast(ctx, due, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(time.Hour)
	article, _, err := d.Attach(ctx, articles.Article{Title: "A digest", Text: "Nothing was arranged."})
	if err != nil {
		t.Fatal(err)
	}
	id := desktest.Frame(t, d)
	post := desktest.Must(d.PlaceSignpost(ctx, id, "An envoy is named", *desktest.At(2024, 3, 2), desktest.By(0.1, 0.7, 0.2)))(t)
	desktest.Must(d.WeighScenarios(ctx, id, desktest.By(.5, .5, 0), ""))(t)
	desktest.Must(d.ConditionScenarios(ctx, id, due, desktest.By(.2, .6, .5)))(t)

	v := todayOf(t, d)
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

	finding := desktest.Must(d.File(ctx, evidence.Filing{Article: article, Exact: "Nothing was arranged", Claim: "No visit is arranged"}))(t)
	if v := todayOf(t, d); len(v.Unjudged) != 1 || len(v.Due) != 0 {
		t.Error("a finding without a judgement counts as judged")
	}
	half := 0.5
	desktest.Must(d.Judge(ctx, finding, due, &half, nil, ""))(t)
	if v := todayOf(t, d); len(v.Unjudged) != 0 || len(v.Due) != 1 || v.Due[0].Unweighed != 1 {
		t.Errorf("after judging: unjudged %v, due %+v", v.Unjudged, v.Due)
	}
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(ctx, due, desktest.P(0.25), question.Saying{}))(t)
	if v := todayOf(t, d); len(v.Due) != 0 {
		t.Errorf("after the update: %+v", v.Due)
	}

	c.At = time.Date(2024, 3, 3, 9, 0, 0, 0, time.UTC)
	if v := todayOf(t, d); len(v.ToResolve) != 1 || v.ToResolve[0].ID != soon || len(v.Closing) != 0 || v.Signposts[0].Status != "due" {
		t.Errorf("after closing: to resolve %+v", v.ToResolve)
	}
	desktest.Must(d.Resolve(ctx, soon, json.RawMessage("false"), question.Resolving{}))(t)
	desktest.Must(d.CheckSignpost(ctx, post, true, nil, nil))(t)
	if v := todayOf(t, d); len(v.ToResolve)+len(v.Signposts) != 0 || v.Seen != 1 {
		t.Errorf("after it was done: %+v, %+v", v.ToResolve, v.Signposts)
	}
}

// What there is to do on questions is as each of them says, at the present and at any
// other time, and short lists have the first of it.
func TestTheDayIsAsAllQuestionsSay(t *testing.T) {
	found := today.Counts{}
	for seed := range uint64(8) {
		c, both := desktest.History(t, seed)
		now := c.At
		for _, on := range []time.Duration{0, -72 * time.Hour, 5 * 24 * time.Hour, 31 * 24 * time.Hour, 300 * 24 * time.Hour, 366 * 24 * time.Hour, -2000 * time.Hour} {
			c.At = now.Add(on)
			for _, d := range both {
				want := desktest.Must(today.Questions(t.Context(), d.Session))(t)
				got := todayOf(t, d)
				if got.Counts != want.Counts || !reflect.DeepEqual(got.Due, want.Due) || !reflect.DeepEqual(got.Closing, want.Closing) || !reflect.DeepEqual(got.ToResolve, want.ToResolve) ||
					!reflect.DeepEqual(got.Disagreements, want.Disagreements) || !reflect.DeepEqual(got.Deadlines, want.Deadlines) {
					t.Fatalf("history %d, %v on:\n%+v\nwant\n%+v", seed, on, got, want)
				}
				short := desktest.Must(d.Today(t.Context(), 2))(t)
				if short.Counts != want.Counts || !reflect.DeepEqual(short.Due, want.Due[:min(2, len(want.Due))]) || !reflect.DeepEqual(short.ToResolve, want.ToResolve[:min(2, len(want.ToResolve))]) {
					t.Fatalf("history %d, %v on, two of each: %+v", seed, on, short)
				}
				found.Due, found.Closing = found.Due+want.Counts.Due, found.Closing+want.Counts.Closing
				found.ToResolve, found.Disagreements = found.ToResolve+want.Counts.ToResolve, found.Disagreements+want.Counts.Disagreements
			}
		}
	}
	if found.Due == 0 || found.Closing == 0 || found.ToResolve == 0 || found.Disagreements == 0 {
		t.Errorf("there was nothing of some kinds to do: %+v", found)
	}
}

func TestNewsBeginAtTheLastVisit(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	ctx := t.Context()
	q, other := desktest.Ask(t, crane, "A visit is made"), desktest.Ask(t, crane, "It rains")
	desktest.ExchangeBoth(t, crane, heron)
	desktest.Must(crane.Forecast(ctx, q, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(heron.Forecast(ctx, q, desktest.P(0.8), question.Saying{}))(t)
	if crane.Visited() {
		t.Fatal("it was visited before the first visit")
	}
	c.Pass(time.Hour)
	desktest.ExchangeBoth(t, crane, heron)
	v := todayOf(t, crane)
	if v.NewsSince == 0 || len(v.News) != 1 || v.News[0].Kind != "forecast" || *v.News[0].To != 0.8 || v.News[0].By.Name != "Heron" {
		t.Fatalf("at first: %+v", v.News)
	}
	if err := crane.CatchUp(v.Mark); err != nil {
		t.Fatal(err)
	}
	if v := todayOf(t, crane); len(v.News) != 0 || v.NewsSince != 0 {
		t.Errorf("after it was seen: %+v", v.News)
	}
	c.Pass(time.Hour)
	desktest.Must(heron.Forecast(ctx, q, desktest.P(0.7), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(heron.Forecast(ctx, q, desktest.P(0.6), question.Saying{}))(t)
	desktest.Must(heron.Forecast(ctx, other, desktest.P(0.9), question.Saying{}))(t)
	desktest.Must(heron.Comment(ctx, q, "Look at the date"))(t)
	if _, _, err := heron.Attach(ctx, articles.Article{Title: "A digest", Text: "Nothing was arranged."}); err != nil {
		t.Fatal(err)
	}
	desktest.ExchangeBoth(t, crane, heron)
	kinds := map[string]today.News{}
	for _, n := range todayOf(t, crane).News {
		kinds[n.Kind] = n
	}
	if m := kinds["moved"]; m.From == nil || *m.From != 0.8 || *m.To != 0.6 || m.Title != "A visit is made" {
		t.Errorf("two steps are told as %+v", m)
	}
	if f := kinds["forecast"]; f.Question != other || f.To != nil {
		t.Errorf("a number is told before one's own: %+v", f)
	}
	if len(kinds["sent"].Sent) != 1 || kinds["sent"].Sent[0] != (today.Sent{Kind: journal.ArticleAdded, Count: 1}) || kinds["commented"].Question != q || len(kinds) != 4 {
		t.Errorf("news %+v", kinds)
	}
	// The next session begins where this one has looked.
	if err := crane.Leave(todayOf(t, crane).Mark); err != nil {
		t.Fatal(err)
	}
	if len(todayOf(t, crane).News) == 0 {
		t.Error("what is remembered for the next session ends the news of this one")
	}
	next := desktest.Must(forecasts.Open(ctx, crane.Path(), crane.Env))(t)
	defer next.Close()
	if v := todayOf(t, next); len(v.News) != 0 || !next.Visited() {
		t.Errorf("in the next session: %+v", v.News)
	}
}

func TestTheCalendarIsEightWeeksFromMonday(t *testing.T) {
	now := journal.InstantOf(time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC))
	if got := today.CalendarFrom(now, time.UTC); got.Day() != 19 || got.Weekday() != time.Monday {
		t.Errorf("it begins on %v", got)
	}
	for at, want := range map[journal.Instant]bool{now - 1: false, now: true, *desktest.At(2024, 4, 15) - 1: true, *desktest.At(2024, 4, 15): false} {
		if today.InCalendar(at, now, time.UTC) != want {
			t.Errorf("%v is in it: %v", at, !want)
		}
	}
}

func BenchmarkToday(b *testing.B) {
	c := desktest.Start()
	d, err := forecasts.Create(b.Context(), b.TempDir()+"/x.vane", "Crane", desktest.EnvFor(b, "Crane", c))
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	if _, err := d.Import(b.Context(), []string{desktest.HundredThousand(b, c)}, nil); err != nil {
		b.Fatal(err)
	}
	b.Run("today", func(b *testing.B) {
		for b.Loop() {
			todayOf(b, d)
		}
	})
	b.Run("rows", func(b *testing.B) { // what the list of questions reads, to compare with
		for b.Loop() {
			desktest.Must(d.QuestionRows(b.Context(), listing.Filter{}))(b)
		}
	})
}
