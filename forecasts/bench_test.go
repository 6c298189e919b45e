package forecasts_test

import (
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// One forecast from the desk's door to the committed record, on the workspace
// with a history behind it.
func BenchmarkForecast(b *testing.B) {
	c := desktest.Start()
	d := desktest.NewDesk(b, "Crane", c)
	var ids []journal.ID
	for range 200 {
		id, err := d.Ask(b.Context(), journal.Asked{Title: "It rains", Closes: desktest.At(2030, 1, 1)})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, id)
	}
	b.ResetTimer()
	for i := range b.N {
		c.Pass(time.Second)
		if _, err := d.Forecast(b.Context(), ids[i%len(ids)], desktest.P(0.3), question.Saying{Note: "why"}); err != nil {
			b.Fatal(err)
		}
	}
}

// What the window reads when a question is shown.
func BenchmarkQuestion(b *testing.B) {
	c := desktest.Start()
	d := desktest.NewDesk(b, "Crane", c)
	id, err := d.Ask(b.Context(), journal.Asked{Title: "It rains", Closes: desktest.At(2030, 1, 1)})
	if err != nil {
		b.Fatal(err)
	}
	for range 200 {
		c.Pass(time.Hour)
		if _, err := d.Forecast(b.Context(), id, desktest.P(0.3), question.Saying{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for range b.N {
		if _, err := d.Question(b.Context(), id); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImport(b *testing.B) {
	c := desktest.Start()
	path := desktest.HundredThousand(b, c)
	for range b.N {
		d, err := forecasts.Create(b.Context(), filepath.Join(b.TempDir(), "x.vane"), "Crane", desktest.EnvFor(b, "Crane", c))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Import(b.Context(), []string{path}, nil); err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
}
