package ui

import (
	"bytes"
	"context"
	"errors"
	"log"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// A queue holds what would run beside the window, and on it, until the test says.
type queue struct{ spawned, ui []func() }

func (q *queue) runner(fail func(error)) *Runner {
	return &Runner{
		Spawn: func(f func()) { q.spawned = append(q.spawned, f) },
		OnUI:  func(f func()) { q.ui = append(q.ui, f) },
		Fail:  fail,
	}
}

func drain(fs *[]func()) {
	for len(*fs) > 0 {
		f := (*fs)[0]
		*fs = (*fs)[1:]
		f()
	}
}

func TestNewestWorkInASlotWins(t *testing.T) {
	for _, lateFirst := range []bool{false, true} {
		q := &queue{}
		r := q.runner(func(err error) { t.Fatal(err) })
		var shown []string
		ask := func(slot, name string) {
			r.Run(slot, func(context.Context) (func(), error) {
				return func() { shown = append(shown, name) }, nil
			})
		}
		ask("list", "old")
		ask("other", "other")
		ask("list", "new")
		if lateFirst {
			slices.Reverse(q.spawned)
		}
		drain(&q.spawned)
		drain(&q.ui)
		slices.Sort(shown)
		if got := strings.Join(shown, " "); got != "new other" {
			t.Errorf("late first %v: shown %q", lateFirst, got)
		}
		if len(r.stop) != 0 {
			t.Errorf("%d slots stay taken", len(r.stop))
		}
	}
}

func TestWorkSupersededWhileItsAnswerWaitsIsNotShown(t *testing.T) {
	q := &queue{}
	r := q.runner(func(err error) { t.Fatal(err) })
	var shown []string
	ask := func(name string, err error) {
		r.Run("list", func(context.Context) (func(), error) {
			return func() { shown = append(shown, name) }, err
		})
	}
	ask("old", errors.New("an old failure is not told either"))
	drain(&q.spawned) // its answer now waits for the window
	ask("new", nil)
	drain(&q.spawned)
	drain(&q.ui)
	if strings.Join(shown, " ") != "new" {
		t.Errorf("shown %q", shown)
	}
}

func TestFailureAndPanicAreTold(t *testing.T) {
	var logged bytes.Buffer
	log.SetOutput(&logged)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	var told []string
	r := NewInlineRunner(func(err error) { told = append(told, err.Error()) })
	r.Run("a", func(context.Context) (func(), error) { return nil, errors.New("the file is read-only") })
	r.Run("a", func(context.Context) (func(), error) { panic("index out of range") })
	r.Run("a", func(context.Context) (func(), error) { return nil, nil })
	r.Run("a", func(context.Context) (func(), error) { return func() { panic("no such page") }, nil })
	r.Run("a", func(context.Context) (func(), error) {
		cores.All(func() {}, func() { panic("a worker's mistake") })
		return nil, nil
	})
	for i, want := range []string{"read-only", "index out of range", "no such page", "a worker's mistake"} {
		if len(told) != 4 || !strings.Contains(told[i], want) {
			t.Fatalf("told %q, want %q in its place", told, want)
		}
		if i > 0 && !strings.Contains(logged.String(), "panic: "+want) {
			t.Errorf("the log has no trace of %q:\n%s", want, logged.String())
		}
	}
}

func TestCancelShowsNothing(t *testing.T) {
	q := &queue{}
	r := q.runner(func(err error) { t.Fatal(err) })
	r.Run("a", func(context.Context) (func(), error) {
		return func() { t.Error("shown after cancel") }, nil
	})
	r.Cancel("a")
	drain(&q.spawned)
	drain(&q.ui)
}

func TestTrail(t *testing.T) {
	var tr trail[string]
	if _, ok := tr.back(); ok {
		t.Error("back from nowhere")
	}
	for _, p := range []string{"a", "b", "b", "c"} {
		tr.visit(p)
	}
	if p, _ := tr.back(); p != "b" {
		t.Errorf("back is %q", p)
	}
	if p, _ := tr.back(); p != "a" || tr.canBack() {
		t.Errorf("back twice is %q", p)
	}
	if p, _ := tr.forward(); p != "b" {
		t.Errorf("forward is %q", p)
	}
	tr.visit("d")
	if tr.canForward() {
		t.Error("a new visit keeps what lay ahead")
	}
	for range 3 * trailLength {
		tr.visit("x")
		tr.visit("y")
	}
	if len(tr.places) != trailLength || tr.places[tr.at] != "y" {
		t.Errorf("%d places, at %q", len(tr.places), tr.places[tr.at])
	}
}

// Work that goes on learns of, and can be cancelled; a timer is no work.
func TestLongWorkIsToldAndCanBeCancelled(t *testing.T) {
	var later []func()
	var told []string
	var stop func()
	r := &Runner{Spawn: func(f func()) { later = append(later, f) }, OnUI: func(f func()) { f() }, Fail: func(error) {},
		Sleep: func(ctx context.Context, _ time.Duration) bool { return ctx.Err() == nil },
		Slow:  func(slot string, cancel func()) { told, stop = append(told, "slow "+slot), cancel },
		Over:  func(slot string) { told = append(told, "over "+slot) },
	}
	shown, failed := false, error(nil)
	r.Fail = func(err error) { failed = err }
	r.Run("import", func(ctx context.Context) (func(), error) { return func() { shown = true }, ctx.Err() })
	later[1]() // a second passes before the work is done
	stop()
	if !slices.Equal(told, []string{"slow import"}) {
		t.Errorf("told %v before the work has ended", told)
	}
	later[0]()
	if shown || !errors.Is(failed, context.Canceled) || !slices.Equal(told, []string{"slow import", "over import"}) {
		t.Errorf("shown %v, failed with %v, told %v", shown, failed, told)
	}
	later, told, failed = nil, nil, nil
	r.Run("import", func(context.Context) (func(), error) { return func() { shown = true }, nil })
	later[1]()
	stop() // too late: it was done by then
	later[0]()
	if !shown || failed != nil {
		t.Errorf("what was done is not shown: failed with %v", failed)
	}
	shown, later, told = false, nil, nil
	r.Run("import", func(context.Context) (func(), error) { return func() { shown = true }, nil })
	later[0]() // done at once
	later[1]()
	r.After("toast", time.Second, func() {})
	if !shown || len(told) != 0 || len(later) != 3 {
		t.Errorf("shown %v, told %v, %d spawned", shown, told, len(later))
	}
}

func TestWhatIsRecordedWithoutASecretIsTold(t *testing.T) {
	desk := desktest.NewDesk(t, "Crane", desktest.Start())
	var told []string
	r := NewInlineRunner(func(err error) { t.Error(err) })
	r.Remark = func(said session.Remarks) {
		if said == session.WithoutSecret {
			told = append(told, "cleaned")
		}
	}
	ask := func(title, source string) {
		r.Run("ask", func(ctx context.Context) (func(), error) {
			_, err := desk.Ask(ctx, journal.Asked{Title: title, Closes: desktest.At(2024, 8, 31), Source: source})
			return func() { told = append(told, title) }, err
		})
	}
	ask("Rain?", "ann:hunter2@x.org/rain?token=abc")
	ask("Snow?", "ann@x.org")
	if want := []string{"Rain?", "cleaned", "Snow?"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestAResultThatWasShownIsPainted(t *testing.T) {
	painted, shown := 0, 0
	r := NewInlineRunner(func(error) {})
	r.Shown = func() {
		if painted++; painted != shown {
			t.Error("painted before it was shown")
		}
	}
	r.Run("a", func(context.Context) (func(), error) { return func() { shown++ }, nil })
	r.Run("a", func(context.Context) (func(), error) { return func() { shown++ }, errors.New("no") })
	r.Run("a", func(context.Context) (func(), error) { return nil, nil })
	if painted != 1 || shown != 1 {
		t.Errorf("shown %d times, painted %d times; want 1 and 1", shown, painted)
	}
}
