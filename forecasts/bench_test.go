package forecasts

import (
	"testing"
	"time"
)

// One forecast from the desk's door to the committed record, on the workspace
// with a history behind it.
func BenchmarkForecast(b *testing.B) {
	c := start()
	d := newDesk(b, "Crane", c)
	var ids []ID
	for range 200 {
		id, err := d.Ask(b.Context(), Asking{Title: "It rains", Closes: at(2030, 1, 1)})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, id)
	}
	b.ResetTimer()
	for i := range b.N {
		c.pass(time.Second)
		if _, err := d.Forecast(b.Context(), ids[i%len(ids)], p(0.3), Saying{Note: "why"}); err != nil {
			b.Fatal(err)
		}
	}
}

// What the window reads when a question is shown.
func BenchmarkQuestion(b *testing.B) {
	c := start()
	d := newDesk(b, "Crane", c)
	id, err := d.Ask(b.Context(), Asking{Title: "It rains", Closes: at(2030, 1, 1)})
	if err != nil {
		b.Fatal(err)
	}
	for range 200 {
		c.pass(time.Hour)
		if _, err := d.Forecast(b.Context(), id, p(0.3), Saying{}); err != nil {
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
