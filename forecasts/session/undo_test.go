package session_test

import (
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

func TestUndoTakesBackStepByStep(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Closes: desktest.At(2024, 8, 31)}))(t)
	article, _, err := d.Attach(t.Context(), articles.Article{Title: "Ice", Text: "Eleven ships lie at anchor."})
	if err != nil {
		t.Fatal(err)
	}
	lr := 0.5
	desktest.Must(d.File(t.Context(), evidence.Filing{Article: article, Exact: "Eleven ships", Claim: "No traffic", Question: &q, LR: &lr}))(t)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{Note: "a guess"}))(t)
	c.Pass(time.Minute)
	ledgers := func() int { return len(desktest.Must(d.Question(t.Context(), q))(t).Evidence) }
	for _, want := range []string{journal.ForecastMade, journal.FindingFiled, journal.ArticleAdded} {
		if got := d.Undoable(); got != want {
			t.Errorf("to be undone is %q, want %q", got, want)
		}
		if got := desktest.Must(d.Undo(t.Context()))(t); got != want {
			t.Errorf("undone %q, want %q", got, want)
		}
		if standing := desktest.Must(d.Question(t.Context(), q))(t).Standing; len(standing) != 0 {
			t.Errorf("a forecast stands after %s", want)
		}
		if n := ledgers(); want == journal.ForecastMade && n != 1 || want != journal.ForecastMade && n != 0 {
			t.Errorf("%d ledgers after %s", n, want)
		}
	}
	if all := desktest.Must(d.Articles(t.Context(), listing.Filter{}))(t); len(all) != 0 {
		t.Errorf("articles %v", all)
	}
	if all := desktest.Must(d.Invalidated(t.Context()))(t); len(all) != 0 {
		t.Errorf("what was undone asks for again: %+v", all)
	}
	desktest.Must(d.Undo(t.Context()))(t) // the question
	if _, err := d.Undo(t.Context()); err == nil || !strings.Contains(err.Error(), "nothing to undo") {
		t.Errorf("undone more than was done: %v", err)
	}
	desktest.Sound(t, d)
}

func TestWhatWasTakenBackByHandIsNotUndone(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	q := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Closes: desktest.At(2024, 8, 31)}))(t)
	f := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(d.Retract(t.Context(), f, "a slip"))(t)
	if got := d.Undoable(); got != "" {
		t.Errorf("to be undone is %q", got)
	}
}

func TestWhatAMergeWitnessesIsNoStepToUndo(t *testing.T) {
	c := desktest.Start()
	a, b := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, b, "The harbour opens")
	desktest.Give(t, b, a)
	if got := a.Undoable(); got != "" {
		t.Errorf("after a merge, to be undone is %q", got)
	}
	desktest.Must(a.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	desktest.Must(b.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	desktest.Give(t, b, a)
	if got := desktest.Must(a.Undo(t.Context()))(t); got != journal.ForecastMade {
		t.Errorf("undone %q, want one's own forecast", got)
	}
	desktest.Sound(t, a)
}

// A retraction that could take no effect is not recorded.
func TestOnlyWhatCanBeRetractedIsUndone(t *testing.T) {
	c := desktest.Start()
	a, b := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, a, "The harbour opens")
	desktest.Must(a.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{Seal: true}))(t)
	c.Pass(time.Minute)
	if got := desktest.Must(a.Undo(t.Context()))(t); got != journal.ForecastMade {
		t.Errorf("undone %q, want the forecast", got)
	}
	if standing := desktest.Must(a.Question(t.Context(), q))(t).Standing; len(standing) != 0 {
		t.Errorf("%d forecasts stand after the sealed one was undone", len(standing))
	}
	desktest.Give(t, a, b)
	desktest.Must(b.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	desktest.Give(t, b, a)
	before := desktest.Must(a.Records(t.Context(), false))(t)
	if _, err := a.Undo(t.Context()); err == nil {
		t.Error("a question on which another has recorded was undone")
	}
	if after := desktest.Must(a.Records(t.Context(), false))(t); len(after) != len(before) {
		t.Errorf("%d records, %d before", len(after), len(before))
	}
	if got := a.Undoable(); got != journal.QuestionAsked {
		t.Errorf("to be undone is %q afterwards", got)
	}
	for _, r := range desktest.Must(a.Records(t.Context(), false))(t) {
		if r.WhyNot == "unfit" {
			t.Errorf("a %s does not fit", r.Kind)
		}
	}
	desktest.Sound(t, a)
}
