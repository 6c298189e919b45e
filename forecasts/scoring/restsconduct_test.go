package scoring_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// seen is what Heron's file says.
func (w *world) seen(o scoring.Options) scoring.Report {
	w.t.Helper()
	return desktest.Must(w.heron.Score(w.t.Context(), o))(w.t)
}

// find is the one line of a kind.
func find(t *testing.T, lines []scoring.Rest, what, by string) scoring.Rest {
	t.Helper()
	var found []scoring.Rest
	for _, l := range lines {
		if l.What == what && slices.ContainsFunc(l.By, func(who forecaster.Forecaster) bool { return who.Name == by }) {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		t.Fatalf("it rests on %s: want one line %s of %s", asJSON(t, lines), what, by)
	}
	return found[0]
}

// add records something as it is.
func add(t *testing.T, d *forecasts.Desk, kind string, data any) journal.ID {
	t.Helper()
	return desktest.Must(d.Write(t.Context(), func(_ model.Reader, a *session.Author) (journal.ID, error) { return a.Add(kind, data) }))(t)
}

// asks records something that changes no score.
func asks(t *testing.T, d *forecasts.Desk) {
	t.Helper()
	desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "It hails", Closes: day(400)}))(t)
}

// someone is a new person, with a key of their own whatever the name.
func someone(t *testing.T, name, key string, at time.Time) *forecasts.Desk {
	t.Helper()
	d := desktest.Must(forecasts.Create(t.Context(), filepath.Join(t.TempDir(), key+".vane"), name, desktest.EnvFor(t, key, &desktest.Clock{At: at})))(t)
	t.Cleanup(func() { d.Close() })
	return d
}

// A bad forecast that is kept out of files is named, though nobody knows what it
// says.
func TestWithheldRecordsAreNamed(t *testing.T) {
	w := live(t, acts{120: func(w *world) {
		id := desktest.Must(w.crane.Forecast(t.Context(), w.snow, desktest.P(.9), question.Saying{}))(t)
		w.withheld = append(w.withheld, id.String())
	}})
	l := find(t, w.seen(scoring.Options{}).RestsOn, scoring.Withheld, "Crane")
	if l.N != 1 || l.HeadlineWithout.Defined() || l.Questions == nil {
		t.Errorf("%s", asJSON(t, l))
	}
}

// Whoever seals 99 % and 1 % and shows the better one has promised the other: it is
// named with what it costs, and costs it where seals are scored.
func TestTwoSealsWinNothing(t *testing.T) {
	w := live(t, acts{
		20: func(w *world) {
			for _, p := range []float64{.01, .99} {
				id := desktest.Must(w.crane.Forecast(t.Context(), w.rain, desktest.P(p), question.Saying{Seal: true}))(t)
				if p == .99 {
					w.withheld = append(w.withheld, id.String())
				}
			}
		},
		decision + 40: func(w *world) { asks(t, w.crane) },
	})
	plain, lost := w.seen(scoring.Options{}), w.seen(scoring.Options{Forfeits: true})
	if plain.Forfeited != 1 || lost.Headline <= plain.Headline {
		t.Fatalf("%d seals are forfeited; the headline is %v, with them %v", plain.Forfeited, plain.Headline, lost.Headline)
	}
	l := find(t, plain.RestsOn, scoring.UnshownSeals, "Crane")
	if l.N != 1 || !sameFigure(float64(l.HeadlineWithout), float64(lost.Headline)) || l.Lost || !l.Flatters {
		t.Errorf("not counted: %+v", l)
	}
	l = find(t, lost.RestsOn, scoring.UnshownSeals, "Crane")
	if l.N != 1 || !sameFigure(float64(l.HeadlineWithout), float64(plain.Headline)) || !l.Lost || l.Flatters {
		t.Errorf("counted as lost: %+v", l)
	}
	if slices.ContainsFunc(plain.RestsOn, func(l scoring.Rest) bool { return l.What == scoring.Withheld }) {
		t.Errorf("a seal is counted as withheld, too: %s", asJSON(t, plain.RestsOn))
	}
}

// Forecasts that nobody had seen in time are named with the headline of the others,
// which is what asking for the witnessed alone gives.
func TestUnwitnessedForecastsAreNamed(t *testing.T) {
	w := live(t, acts{
		99:           func(w *world) { w.apart = true },
		decision + 1: func(w *world) { w.apart = false },
	})
	r := w.seen(scoring.Options{})
	l := find(t, r.RestsOn, scoring.Unwitnessed, "Crane")
	only := w.seen(scoring.Options{Witnessed: true})
	if l.N != 1 || l.Scored != 2 || !sameFigure(float64(l.HeadlineWithout), float64(only.Headline)) || sameFigure(float64(r.Headline), float64(only.Headline)) {
		t.Errorf("%+v; of the witnessed alone the headline is %v", l, only.Headline)
	}
	if *r.Witnessed != (scoring.WitnessedPart{Questions: 1, Of: 2}) {
		t.Errorf("witnessed: %+v", *r.Witnessed)
	}
	if len(only.RestsOn) != 0 {
		t.Errorf("the witnessed alone rest on %s", asJSON(t, only.RestsOn))
	}
}

// Tags that come or go after the outcome choose what is scored under a tag.
func TestTagsChangedAfterTheOutcomeAreNamed(t *testing.T) {
	honest := live(t, nil).seen(scoring.Options{}).Headline
	w := live(t, acts{160: func(w *world) {
		w.revises(w.crane, w.rain, "tags", []string{"Asia"})
		w.revises(w.crane, w.snow, "tags", []string{"Japan", "Best"})
	}})
	japan := w.seen(scoring.Options{Filter: scoring.Filter{Tag: "Japan"}})
	l := find(t, japan.RestsOn, scoring.TagsLate, "Crane")
	if l.N != 1 || l.Questions[0] != w.rain || !sameFigure(float64(l.HeadlineWithout), float64(honest)) || !l.Flatters {
		t.Errorf("a question lost its tag: %+v; by the tags at the outcome the headline is %v", l, honest)
	}
	l = find(t, w.seen(scoring.Options{Filter: scoring.Filter{Tag: "Best"}}).RestsOn, scoring.TagsLate, "Crane")
	if l.N != 1 || l.Questions[0] != w.snow || l.HeadlineWithout.Defined() {
		t.Errorf("a question got a tag: %+v", l)
	}
	if all := w.seen(scoring.Options{}).RestsOn; len(all) != 0 {
		t.Errorf("without a tag the headline rests on %s", asJSON(t, all))
	}
}

// Whoever begins again under the same key keeps the old record, and whoever takes a
// colleague's name, or one that looks like it, is told apart from them.
func TestNamesAndLogsAreNamed(t *testing.T) {
	var twin, lookalike *forecasts.Desk
	w := live(t, acts{
		19: func(w *world) {
			twin, lookalike = someone(t, "Crane", "twin", w.clock.At), someone(t, "\u0421rane", "lookalike", w.clock.At)
		},
		20: func(w *world) {
			for _, d := range []*forecasts.Desk{twin, lookalike} {
				desktest.Give(t, w.heron, d)
				w.says(d, w.rain, .01)
				desktest.Give(t, d, w.heron)
			}
		},
	})
	r := w.seen(scoring.Options{By: "forecaster"})
	l := find(t, r.RestsOn, scoring.SharedName, "Crane")
	if l.N != 3 || l.HeadlineWithout.Defined() {
		t.Errorf("%s", asJSON(t, l))
	}
	if len(r.Groups) != 4 { // and the team's median
		t.Errorf("%d groups: names pool people", len(r.Groups))
	}
}

func TestLogsBegunAgainAreNamed(t *testing.T) {
	honest := live(t, nil).seen(scoring.Options{}).Headline
	w := live(t, nil)
	asks(t, w.crane)
	w.clock.Pass(-time.Hour) // a clock that goes back begins another log
	asks(t, w.crane)
	w.clock.Pass(2 * time.Hour)
	w.exchange()
	r := w.seen(scoring.Options{})
	l := find(t, r.RestsOn, scoring.NewLog, "Crane")
	if l.N != 2 || l.HeadlineWithout.Defined() || !sameFigure(float64(r.Headline), float64(honest)) {
		t.Errorf("%s; the headline is %v, an honest one %v", asJSON(t, l), r.Headline, honest)
	}
}

// A clock that is behind dates a forecast before the question that it is on: it
// counts from the asking, and is named.
func TestOddClocksAreNamed(t *testing.T) {
	w := live(t, acts{0: func(w *world) {
		ibis := someone(t, "Ibis", "Ibis", w.clock.At.Add(-12*time.Hour))
		desktest.Give(t, w.heron, ibis)
		p := .01
		add(t, ibis, journal.ForecastMade, journal.Made{Question: w.rain, P: &p})
		desktest.Give(t, ibis, w.heron)
	}})
	r := w.seen(scoring.Options{})
	l := find(t, r.RestsOn, scoring.OddClock, "Ibis")
	crane := w.seen(scoring.Options{Filter: scoring.Filter{Forecaster: "Crane"}})
	if l.N != 1 || !sameFigure(float64(l.HeadlineWithout), float64(crane.Headline)) {
		t.Errorf("%+v; without it the headline is Crane's, %v", l, crane.Headline)
	}
}

// Imported forecasts that are counted, and questions that are joined, are named.
func TestImportsAndJoinsAreNamed(t *testing.T) {
	var other journal.ID
	w := live(t, acts{
		0: func(w *world) { other = desktest.Ask(t, w.heron, "Rain falls") },
		1: func(w *world) { desktest.Must(w.heron.Relate(t.Context(), w.rain, other, "same", ""))(t) },
		2: func(w *world) {
			p := .5
			add(t, w.crane, journal.ForecastMade, journal.Made{Question: w.snow, P: &p, MadeAt: day(1), Imported: &journal.Imported{From: "elsewhere", SHA256: strings.Repeat("0", 64)}})
		},
	})
	plain := w.seen(scoring.Options{})
	all := w.seen(scoring.Options{Provenance: []string{"live", "late", "imported"}})
	l := find(t, all.RestsOn, scoring.Imports, "Crane")
	if l.N != 1 || !sameFigure(float64(l.HeadlineWithout), float64(plain.Headline)) || sameFigure(float64(all.Headline), float64(plain.Headline)) {
		t.Errorf("%+v; without imports the headline is %v", l, plain.Headline)
	}
	l = find(t, plain.RestsOn, scoring.Joined, "Heron")
	by := map[string]score.Number{}
	for _, g := range w.seen(scoring.Options{By: "question"}).Groups {
		by[g.Key] = g.Headline
	}
	if l.N != 1 || !sameFigure(float64(l.HeadlineWithout), float64(by[w.snow.String()])) {
		t.Errorf("%+v; of the other question the headline is %v", l, by)
	}
}

// Late forecasts are scored from their recording, and who comes late from their
// coming: neither changes what others rest on.
func TestWhoComesLateIsScoredFromThen(t *testing.T) {
	w := live(t, acts{140: func(w *world) {
		ibis := desktest.NewDesk(t, "Ibis", &desktest.Clock{At: w.clock.At})
		desktest.Give(t, w.heron, ibis)
		desktest.Must(ibis.Forecast(t.Context(), w.rain, desktest.P(.01), question.Saying{MadeAt: day(1)}))(t)
		desktest.Give(t, ibis, w.heron)
	}})
	r := w.seen(scoring.Options{By: "forecaster", Provenance: []string{"live", "late"}})
	for _, g := range r.Groups {
		if g.Key == "Ibis" && !(g.Coverage == 1 && g.Headline == score.Number(.01*.01)) {
			t.Errorf("Ibis has %v with coverage %v", g.Headline, g.Coverage)
		}
	}
	find(t, r.RestsOn, scoring.Unwitnessed, "Ibis")
}

// The window has one's own lines and those of the others, each with its headline.
func TestLinesOfOthersHaveTheirOwnHeadline(t *testing.T) {
	w := live(t, acts{
		12:  func(w *world) { w.says(w.heron, w.rain, .2); w.says(w.heron, w.snow, .3) },
		120: func(w *world) { desktest.Must(w.heron.Withdraw(t.Context(), w.rain, "", ""))(t) },
	})
	r := desktest.Must(w.crane.RestsOn(t.Context(), scoring.Filter{Forecaster: "Crane"}))(t)
	own := find(t, r.Lines, scoring.EndedByScored, "Heron")
	if own.N != 2 || own.Headline != r.Headline || own.HeadlineWithout.Defined() || own.Of != nil {
		t.Errorf("Crane's: %+v", own)
	}
	theirs := find(t, r.Others, scoring.WithdrawnEarly, "Heron")
	if theirs.Of == nil || theirs.Of.Name != "Heron" || theirs.Headline == r.Headline || theirs.Change() == 0 {
		t.Errorf("Heron's: %+v", theirs)
	}
	none := r.NotFound()
	if slices.Contains(none, scoring.EndedByScored) || slices.Contains(none, scoring.WithdrawnEarly) || !slices.Contains(none, scoring.ClosesMoved) {
		t.Errorf("not found: %v", none)
	}
	then := desktest.Must(w.crane.RestsOn(t.Context(), scoring.Filter{AsOf: *day(100)}))(t)
	if then.Headline.Defined() || len(then.Lines) != 0 {
		t.Errorf("before anything was decided: %+v", then)
	}
}

// A log that was rewritten counts up to the fork, and says so.
func TestForksAreNamed(t *testing.T) {
	w := live(t, nil)
	before := w.seen(scoring.Options{})
	copied, state := filepath.Join(t.TempDir(), "twin.vane"), filepath.Join(t.TempDir(), "state")
	desktest.CopyWorkspace(t, w.crane.Path(), copied)
	if err := os.CopyFS(state, os.DirFS(w.crane.Env.State)); err != nil {
		t.Fatal(err)
	}
	env := w.crane.Env
	env.State, env.Random = state, desktest.Seeded("twin")
	twin := desktest.Must(forecasts.Open(t.Context(), copied, env))(t)
	defer twin.Close()
	asks(t, twin)
	asks(t, w.crane)
	desktest.Give(t, twin, w.heron)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	desktest.Must(w.crane.Export(t.Context(), path, exchange.Options{}))(t)
	var forked []journal.LogID
	for _, l := range desktest.Must(twin.Logs(t.Context()))(t) {
		if l.Name == "Crane" {
			forked = append(forked, l.Log)
		}
	}
	desktest.Must(w.heron.Import(t.Context(), []string{path}, forked))(t)
	r := w.seen(scoring.Options{})
	if l := find(t, r.RestsOn, scoring.Cut, "Crane"); l.N != 1 || l.HeadlineWithout.Defined() || r.Headline != before.Headline {
		t.Errorf("%s; the headline is %v, before %v", asJSON(t, l), r.Headline, before.Headline)
	}
}

// Who makes a bad forecast depend on what will not come, or decides that it did
// not, is named, with what the headline would be without.
func TestAConditionAddedLaterIsNamed(t *testing.T) {
	honest := live(t, nil).seen(scoring.Options{}).Headline
	var hail journal.ID
	w := live(t, acts{
		1:   func(w *world) { hail = desktest.Ask(t, w.heron, "It hails") },
		120: func(w *world) { w.revises(w.crane, w.rain, "if", map[string]any{"question": hail, "outcome": true}) },
		130: func(w *world) { w.ends(w.crane, hail, "false", nil) },
	})
	r := w.seen(scoring.Options{})
	if !(r.Headline < honest) {
		t.Fatalf("the attempt gives %v, an honest record %v", r.Headline, honest)
	}
	for _, what := range []string{scoring.CriteriaChanged, scoring.EndedByScored} {
		l := find(t, r.RestsOn, what, "Crane")
		if !slices.Equal(l.Questions, []journal.ID{w.rain}) || !sameFigure(float64(l.HeadlineWithout), float64(honest)) {
			t.Errorf("%s; an honest record gives %v", asJSON(t, l), honest)
		}
	}
}

// A condition that was there when the first forecast was made is named only if
// somebody who is scored decided it.
func TestAConditionThatSomebodyScoredDecidedIsNamed(t *testing.T) {
	var hail, storm journal.ID
	w := live(t, acts{
		1: func(w *world) {
			hail = desktest.Ask(t, w.heron, "It hails")
			closes := *day(closing)
			on := &journal.Condition{Question: hail, Outcome: json.RawMessage("true")}
			storm = desktest.Must(w.heron.Ask(t.Context(), journal.Asked{Title: "It storms", Type: "binary", Closes: &closes, If: on}))(t)
		},
		2:   func(w *world) { w.says(w.crane, storm, .9) },
		130: func(w *world) { w.ends(w.crane, hail, "true", nil); w.ends(w.heron, storm, "true", nil) },
	})
	plain := live(t, nil).seen(scoring.Options{}).Headline
	r := w.seen(scoring.Options{})
	l := find(t, r.RestsOn, scoring.EndedByScored, "Crane")
	if !slices.Equal(l.Questions, []journal.ID{storm}) || !sameFigure(float64(l.HeadlineWithout), float64(plain)) || !sameFigure(float64(l.OtherWay), float64(plain)) {
		t.Errorf("%s; without the question the headline is %v", asJSON(t, l), plain)
	}
	for _, l := range r.RestsOn {
		if l.What == scoring.CriteriaChanged {
			t.Errorf("a condition from the beginning is %s", asJSON(t, l))
		}
	}
}

// Who withdraws a forecast that goes badly, and comes back when more is known, is
// named: without that, the forecast stands until the next one.
func TestWithdrawingUntilMoreIsKnownIsNamed(t *testing.T) {
	honest := live(t, nil).score(scoring.Options{}).Headline
	for name, day := range map[string]int{"a day later": firstForecast + 1, "at once": firstForecast} {
		t.Run(name, func(t *testing.T) {
			r := live(t, acts{day: func(w *world) { desktest.Must(w.crane.Withdraw(t.Context(), w.rain, "", ""))(t) }}).score(scoring.Options{})
			l := find(t, r.RestsOn, scoring.WithdrawnEarly, "Crane")
			if !sameFigure(float64(l.HeadlineWithout), float64(honest)) || l.N != 1 || sameFigure(float64(r.Headline), float64(honest)) {
				t.Errorf("the headline is %v, and without the line %v; not withdrawn it is %v", r.Headline, l.HeadlineWithout, honest)
			}
		})
	}
}
