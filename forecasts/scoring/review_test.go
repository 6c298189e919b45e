package scoring_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model"
	"weathervane/model/journal"
)

func TestReviewSignsTheFiguresOfItsPeriod(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	first, second := desktest.Ask(t, d, "It rains"), desktest.Ask(t, d, "It snows")
	desktest.Must(d.Forecast(t.Context(), first, desktest.P(0.4), question.Saying{}))(t)
	desktest.Must(d.Forecast(t.Context(), second, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(10 * 24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), first, json.RawMessage("true"), question.Resolving{}))(t)
	c.Pass(30 * 24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), second, json.RawMessage("true"), question.Resolving{}))(t)

	id := desktest.Must(d.Review(t.Context(), journal.Period{From: *desktest.At(2024, 3, 1), To: *desktest.At(2024, 4, 1)}, "plausible", "few questions"))(t)
	var got journal.Reviewed
	if err := d.Store.View(t.Context(), func(r model.Reader) error {
		row, _, err := r.Record(id)
		if err != nil {
			return err
		}
		rec, err := journal.ParseRecord(row.Line)
		if err != nil || rec.Strange {
			t.Errorf("the record is strange (%t): %v", rec.Strange, err)
		}
		got, err = journal.Decode[journal.Reviewed](rec)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if got.Verdict != "plausible" || got.Scope.From != *desktest.At(2024, 3, 1) || got.Figures.Questions != 1 || got.Figures.Forecasts != 1 ||
		math.Abs(got.Figures.Headline-0.36) > 1e-12 || math.Abs(got.Figures.Coverage-1) > 1e-9 {
		t.Errorf("signed %+v", got)
	}
	if _, err := d.Review(t.Context(), journal.Period{From: *desktest.At(2023, 3, 1), To: *desktest.At(2023, 4, 1)}, "x", ""); !errors.Is(err, scoring.ErrNothing) {
		t.Errorf("over an empty period: %v", err)
	}
	if _, err := d.Review(t.Context(), journal.Period{From: *desktest.At(2024, 4, 1), To: *desktest.At(2024, 3, 1)}, "x", ""); err == nil {
		t.Error("a period that ends before it begins is reviewed")
	}
}
