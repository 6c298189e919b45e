package words

import (
	"testing"
	"time"

	"weathervane/model/journal"
)

func TestCameLater(t *testing.T) {
	c := Calendar{Now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Zone: time.UTC}
	on := func(day int) journal.Instant {
		return journal.InstantOf(time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC))
	}
	for _, x := range []struct {
		records, authors int
		from, to         journal.Instant
		want             string
	}{
		{12, 3, on(29), on(29), "12 records of 3 other authors, dated before that, came here only on 29 Nov 2026"},
		{1, 1, on(2), on(29), "1 record of another author, dated before that, came here only between 2 Nov 2026 and 29 Nov 2026"},
		{2, 1, 0, 0, "2 records of another author, dated before that, came here only later"},
	} {
		if got := CameLater(x.records, x.authors, x.from, x.to, c); got != x.want {
			t.Errorf("%q, want %q", got, x.want)
		}
	}
}
