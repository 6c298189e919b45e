package forecasts

import (
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/model/journal"
)

func TestUndoTakesBackStepByStep(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := must(d.Ask(t.Context(), Asking{Title: "The harbour opens", Closes: at(2024, 8, 31)}))(t)
	article, _, err := d.Attach(t.Context(), articles.Article{Title: "Ice", Text: "Eleven ships lie at anchor."})
	if err != nil {
		t.Fatal(err)
	}
	lr := 0.5
	must(d.File(t.Context(), Filing{Article: article, Exact: "Eleven ships", Claim: "No traffic", Question: &q, LR: &lr}))(t)
	must(d.Forecast(t.Context(), q, p(0.3), Saying{Note: "a guess"}))(t)
	c.pass(time.Minute)
	ledgers := func() int { return len(must(d.Question(t.Context(), q))(t).Evidence) }
	for _, want := range []string{journal.ForecastMade, journal.FindingFiled, journal.ArticleAdded} {
		if got := d.Undoable(); got != want {
			t.Errorf("to be undone is %q, want %q", got, want)
		}
		if got := must(d.Undo(t.Context()))(t); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
		if standing := must(d.Question(t.Context(), q))(t).Standing; len(standing) != 0 {
			t.Errorf("a forecast stands after %s", want)
		}
		if n := ledgers(); want == journal.ForecastMade && n != 1 || want != journal.ForecastMade && n != 0 {
			t.Errorf("%d ledgers after %s", n, want)
		}
	}
	if all := must(d.Articles(t.Context(), Filter{}))(t); len(all) != 0 {
		t.Errorf("articles %v", all)
	}
	if all := must(d.Fallen(t.Context()))(t); len(all) != 0 {
		t.Errorf("what was undone asks for again: %+v", all)
	}
	must(d.Undo(t.Context()))(t) // the question
	if _, err := d.Undo(t.Context()); err == nil || !strings.Contains(err.Error(), "nothing to undo") {
		t.Errorf("undone more than was done: %v", err)
	}
	sound(t, d)
}

func TestWhatWasTakenBackByHandIsNotUndone(t *testing.T) {
	d := newDesk(t, "Crane", start())
	q := must(d.Ask(t.Context(), Asking{Title: "The harbour opens", Closes: at(2024, 8, 31)}))(t)
	f := must(d.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
	must(d.Retract(t.Context(), f, "a slip"))(t)
	if got := d.Undoable(); got != "" {
		t.Errorf("to be undone is %q", got)
	}
}

func TestWhatAMergeWitnessesIsNoStepToUndo(t *testing.T) {
	c := start()
	a, b := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, b, "The harbour opens")
	give(t, b, a)
	if got := a.Undoable(); got != "" {
		t.Errorf("after a merge, to be undone is %q", got)
	}
	must(a.Forecast(t.Context(), q, p(0.3), Saying{}))(t)
	must(b.Forecast(t.Context(), q, p(0.4), Saying{}))(t)
	give(t, b, a)
	if got := must(a.Undo(t.Context()))(t); got != journal.ForecastMade {
		t.Errorf("undone %q, want one's own forecast", got)
	}
	sound(t, a)
}
