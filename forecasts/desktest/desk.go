// Package desktest is what the tests of several subjects share: desks, clocks,
// exchanges of files, and random histories. Only tests import it.
package desktest

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Clock is a time that tests move.
type Clock struct{ At time.Time }

func (c *Clock) Now() time.Time { return c.At }

func (c *Clock) Pass(d time.Duration) { c.At = c.At.Add(d) }

func Start() *Clock { return &Clock{time.Date(2024, 2, 26, 9, 0, 0, 0, time.UTC)} }

// Seeded is a source of random bytes that is the same each time.
func Seeded(name string) io.Reader {
	var seed [32]byte
	copy(seed[:], name)
	return rand.NewChaCha8(seed)
}

func EnvFor(t testing.TB, name string, c *Clock) session.Env {
	t.Helper()
	return session.Env{Now: c.Now, Random: Seeded(name), State: filepath.Join(t.TempDir(), name), Zone: time.UTC, Program: "test", Name: name}
}

func NewDesk(t testing.TB, name string, c *Clock) *forecasts.Desk {
	t.Helper()
	d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), name+".vane"), name, EnvFor(t, name, c))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		Sound(t, d)
		d.Close()
	})
	return d
}

// Sound checks that a workspace is consistent, after every test.
func Sound(t testing.TB, d *forecasts.Desk) {
	t.Helper()
	problems, err := d.Check(context.Background())
	if err != nil {
		t.Errorf("check %s: %v", d.Title, err)
	}
	for _, p := range problems {
		t.Errorf("check %s: %s", d.Title, p.What)
	}
}

func Must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func At(y int, m time.Month, day int) *journal.Instant {
	i := journal.InstantOf(time.Date(y, m, day, 0, 0, 0, 0, time.UTC))
	return &i
}

func P(x float64) standing.Belief { return standing.Belief{P: &x} }

func Ask(t testing.TB, d *forecasts.Desk, title string) journal.ID {
	t.Helper()
	return Must(d.Ask(t.Context(), journal.Asked{Title: title, Closes: At(2024, 8, 31), Tags: []string{"Japan"}}))(t)
}

func Question1(t testing.TB, d *forecasts.Desk, id journal.ID) question.View {
	t.Helper()
	return Must(d.Question(t.Context(), id))(t)
}

func CopyWorkspace(t testing.TB, from, to string) {
	t.Helper()
	for _, tail := range []string{"", files.Log} {
		b, err := os.ReadFile(from + tail)
		if err != nil && tail == "" {
			t.Fatal(err)
		}
		if err == nil {
			if err := os.WriteFile(to+tail, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Lists is everything that must be the same in everyone's workspace.
func Lists(t testing.TB, d *forecasts.Desk) string {
	t.Helper()
	ctx := t.Context()
	all := []any{
		Must(d.Questions(ctx, listing.Filter{}))(t), Must(d.Forecasts(ctx, listing.Filter{}))(t),
		Must(d.Articles(ctx, listing.Filter{}))(t), Must(d.Findings(ctx, listing.Filter{}))(t),
	}
	b, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
