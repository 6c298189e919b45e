package scoring_test

import (
	"os"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

// Filters of a past day ask one workspace, until something is recorded.
func TestAPastDayIsMadeOnce(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	desktest.Ask(t, d, "It rains")
	day := journal.InstantOf(c.Now())
	c.Pass(48 * time.Hour)
	look := func(at journal.Instant) *scoring.Past {
		t.Helper()
		return desktest.Must(d.Past(t.Context(), at))(t)
	}
	first := look(day)
	if look(day) != first {
		t.Error("the same day is made twice")
	}
	other := look(day + 1)
	if other == first {
		t.Error("another day is the same")
	}
	desktest.Ask(t, d, "It snows")
	after := look(day + 1)
	if after == other {
		t.Error("what was recorded since is not asked for")
	}
	if err := d.ForgetPast(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []*scoring.Past{first, other, after} {
		if _, err := os.Stat(x.Dir); err == nil {
			t.Errorf("%s is left", x.Dir)
		}
	}
}
