package forecasts_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// logs is how many logs a workspace has.
func logs(t *testing.T, d *forecasts.Desk) int {
	t.Helper()
	return len(desktest.Must(d.Logs(t.Context()))(t))
}

// askFar asks a question that stays open however far a clock runs ahead.
func askFar(t *testing.T, d *forecasts.Desk) journal.ID {
	t.Helper()
	return desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "A question", Closes: desktest.At(2090, 1, 1)}))(t)
}

// A clock that runs ahead and is put right leaves one log behind, however long it
// ran and however much is recorded after it.
func TestAFastClockLeavesOneLog(t *testing.T) {
	for _, ahead := range []time.Duration{20 * time.Minute, 25 * time.Hour, 5 * 365 * 24 * time.Hour} {
		t.Run(ahead.String(), func(t *testing.T) {
			clock := desktest.Start()
			d := desktest.NewDesk(t, "Crane", clock)
			q := askFar(t, d)
			say := func(p float64) {
				t.Helper()
				clock.Pass(time.Second)
				desktest.Must(d.Forecast(t.Context(), q, desktest.P(p), question.Saying{}))(t)
			}
			for episode, want := range []int{2, 3} {
				clock.Pass(ahead)
				say(0.1)
				clock.Pass(-ahead)
				for i := range 4 {
					say(0.2)
					if got := logs(t, d); got != want {
						t.Fatalf("episode %d, record %d after it: %d logs, want %d", episode, i, got, want)
					}
				}
				clock.Pass(ahead / 2) // the log that ran ahead is near again
				say(0.3)
				if got := logs(t, d); got != want {
					t.Fatalf("episode %d, half the way: %d logs, want %d", episode, got, want)
				}
				clock.Pass(ahead)
			}
			now := desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)
			if last := now[len(now)-1]; *last.P != 0.3 {
				t.Errorf("the last number in force is %v: what was recorded with a fast clock outdoes it", *last.P)
			}
		})
	}
}

// Two windows on one workspace, a shared folder and an import between the records
// leave no more logs than one program does.
func TestAFastClockInTwoProgramsAndAFolder(t *testing.T) {
	clock := desktest.Start()
	env := desktest.EnvFor(t, "Crane", clock)
	path := filepath.Join(t.TempDir(), "crane.vane")
	one := desktest.Must(forecasts.Create(t.Context(), path, "Crane", env))(t)
	defer one.Close()
	two := desktest.Must(forecasts.Open(t.Context(), path, env))(t)
	defer two.Close()
	heron := desktest.NewDesk(t, "Heron", clock)
	place := t.TempDir()
	q := askFar(t, one)
	clock.Pass(25 * time.Hour)
	desktest.Must(two.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	clock.Pass(-25 * time.Hour)
	for range 3 {
		for _, d := range []*forecasts.Desk{one, two} {
			clock.Pass(time.Minute)
			desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
			desktest.Must(d.Sync(t.Context(), place))(t)
			desktest.Ask(t, heron, "Another")
			desktest.Must(heron.Sync(t.Context(), place))(t)
			desktest.Must(d.Sync(t.Context(), place))(t)
			file := filepath.Join(t.TempDir(), "own.forecasts")
			desktest.Must(d.Export(t.Context(), file, exchange.Options{}))(t)
			desktest.Must(d.Import(t.Context(), []string{file}, nil))(t)
		}
	}
	if got := logs(t, one); got != 3 {
		t.Errorf("%d logs, want two of Crane and one of Heron", got)
	}
}

// A log that another of the same author follows is not continued: its records
// would count no later than the follower begins.
func TestAKeyOnTwoMachinesGoesOnWithOneLogOnEach(t *testing.T) {
	clock := desktest.Start()
	one := desktest.NewDesk(t, "Crane", clock)
	q := askFar(t, one)
	env := desktest.EnvFor(t, "Crane", clock)
	home := desktest.Must(journal.OpenHome(env.State))(t)
	if err := home.SetKey(desktest.Must(one.Home.Key())(t).Seed()); err != nil {
		t.Fatal(err)
	}
	two := desktest.Must(forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "two.vane"), "Crane", env))(t)
	defer two.Close()
	place := t.TempDir()
	desktest.Must(one.Sync(t.Context(), place))(t)
	for range 4 {
		for i, d := range []*forecasts.Desk{two, one} {
			clock.Pass(time.Minute)
			desktest.Must(d.Sync(t.Context(), place))(t)
			p := 0.1 + 0.1*float64(i)
			desktest.Must(d.Forecast(t.Context(), q, desktest.P(p), question.Saying{}))(t)
			desktest.Must(d.Sync(t.Context(), place))(t)
			all := desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)
			if last := all[len(all)-1]; *last.P != p {
				t.Fatalf("machine %d: the last number is %v, want %v", i, *last.P, p)
			}
		}
	}
	if got := logs(t, one); got > 3 {
		t.Errorf("%d logs for two machines", got)
	}
}

// A clock of before 1970, as one without a battery may say, dates no record: nothing
// is written, and what is there is read.
func TestAClockOfBefore1970RecordsNothing(t *testing.T) {
	clock := desktest.Start()
	d := desktest.NewDesk(t, "Crane", clock)
	q := askFar(t, d)
	right := clock.At
	clock.At = time.Date(1969, 7, 20, 20, 17, 0, 0, time.UTC)
	if _, err := d.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}); err == nil || !strings.Contains(err.Error(), "clock says 1969-07-20") {
		t.Errorf("a forecast of 1969: %v", err)
	}
	path := filepath.Join(t.TempDir(), "new.vane")
	if _, err := forecasts.Create(t.Context(), path, "Heron", desktest.EnvFor(t, "Heron", clock)); err == nil {
		t.Error("a workspace is made in 1969")
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the workspace that was refused: %v", err)
	}
	if v := desktest.Must(d.Verify(t.Context()))(t); !v.OK || logs(t, d) != 1 {
		t.Errorf("%d logs, %v", logs(t, d), v.Problems)
	}
	clock.At = right
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{}))(t)
}

// A forecaster has the name of the latest log, and what a clock dated ahead that has
// been put right since counts no later than the log that was opened then.
func TestAFastClockKeepsNoFormerName(t *testing.T) {
	clock := desktest.Start()
	one := desktest.NewDesk(t, "Crane", clock)
	q := askFar(t, one)
	env := desktest.EnvFor(t, "Crane", clock)
	if err := desktest.Must(journal.OpenHome(env.State))(t).SetKey(desktest.Must(one.Home.Key())(t).Seed()); err != nil {
		t.Fatal(err)
	}
	const ahead = 5 * 365 * 24 * time.Hour
	clock.Pass(ahead)
	desktest.Must(one.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	clock.Pass(-ahead)
	desktest.Must(one.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{}))(t)
	clock.Pass(time.Minute)
	two := desktest.Must(forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "two.vane"), "Sarus", env))(t)
	defer two.Close()
	desktest.Give(t, two, one)
	all := desktest.Must(one.Forecasts(t.Context(), listing.Filter{}))(t)
	for _, f := range all {
		if f.Forecaster.Name != "Sarus" {
			t.Errorf("a forecast is of %s, who is called Sarus now", f.Forecaster.Name)
		}
	}
}
