package forecasts

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

func TestReviewSignsTheFiguresOfItsPeriod(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	first, second := ask(t, d, "It rains"), ask(t, d, "It snows")
	must(d.Forecast(t.Context(), first, p(0.4), Saying{}))(t)
	must(d.Forecast(t.Context(), second, p(0.9), Saying{}))(t)
	c.pass(10 * 24 * time.Hour)
	must(d.Resolve(t.Context(), first, json.RawMessage("true"), Resolving{}))(t)
	c.pass(30 * 24 * time.Hour)
	must(d.Resolve(t.Context(), second, json.RawMessage("true"), Resolving{}))(t)

	id := must(d.Review(t.Context(), journal.Period{From: *at(2024, 3, 1), To: *at(2024, 4, 1)}, "plausible", "few questions"))(t)
	var got journal.Reviewed
	if err := d.store.View(t.Context(), func(r model.Reader) error {
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
	if got.Verdict != "plausible" || got.Scope.From != *at(2024, 3, 1) || got.Figures.Questions != 1 || got.Figures.Forecasts != 1 ||
		math.Abs(got.Figures.Headline-0.36) > 1e-12 || math.Abs(got.Figures.Coverage-1) > 1e-9 {
		t.Errorf("signed %+v", got)
	}
	if _, err := d.Review(t.Context(), journal.Period{From: *at(2023, 3, 1), To: *at(2023, 4, 1)}, "x", ""); !errors.Is(err, ErrNothing) {
		t.Errorf("over an empty period: %v", err)
	}
	if _, err := d.Review(t.Context(), journal.Period{From: *at(2024, 4, 1), To: *at(2024, 3, 1)}, "x", ""); err == nil {
		t.Error("a period that ends before it begins is reviewed")
	}
}
