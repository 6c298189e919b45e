package session_test

import (
	"context"
	"errors"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// heard collects what a desk announces.
func heard(t *testing.T, d *forecasts.Desk) func() []session.Changed {
	t.Helper()
	var all []session.Changed
	off := d.OnChange(func(c []session.Changed) { all = append(all, c...) })
	t.Cleanup(off)
	return func() []session.Changed {
		out := all
		all = nil
		return out
	}
}

// A change is announced once, by topic, and with what it belongs to.
func TestAChangeIsAnnouncedWithWhatItBelongsTo(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	next := heard(t, d)
	rain := desktest.Ask(t, d, "It rains")
	snow := desktest.Ask(t, d, "It snows")
	next()

	made := desktest.Must(d.Forecast(t.Context(), rain, desktest.P(0.4), question.Saying{}))(t)
	got := next()
	for _, want := range []session.Changed{{Topic: session.TopicForecast, ID: made}, {Topic: session.TopicQuestion, ID: rain}} {
		if n := count(got, want); n != 1 {
			t.Errorf("a forecast announces %v %d times, want once: %v", want, n, got)
		}
	}
	if slices.ContainsFunc(got, func(c session.Changed) bool { return c.ID == snow || c.Topic == session.TopicAnything }) {
		t.Errorf("a forecast announces what it does not touch: %v", got)
	}

	if err := d.Pin(t.Context(), snow, true); err != nil {
		t.Fatal(err)
	}
	if got := next(); !slices.Equal(got, []session.Changed{{Topic: session.TopicQuestion, ID: snow}}) {
		t.Errorf("a pin announces %v", got)
	}

	desktest.Must(d.Retract(t.Context(), made, "mistyped"))(t)
	got = next()
	for _, want := range []session.Changed{{Topic: session.TopicForecast, ID: made}, {Topic: session.TopicQuestion, ID: rain}} {
		if count(got, want) != 1 {
			t.Errorf("a retraction does not announce %v: %v", want, got)
		}
	}

	if err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := next(); !slices.Equal(got, session.Anything) {
		t.Errorf("a rebuild announces %v", got)
	}
}

func count(all []session.Changed, one session.Changed) (n int) {
	for _, c := range all {
		if c == one {
			n++
		}
	}
	return n
}

// Each kind of record has a topic, or is one of those that take back others.
func TestEachKindHasATopic(t *testing.T) {
	source := desktest.Must(os.ReadFile("../../model/journal/kinds.go"))(t)
	kinds := regexp.MustCompile(`= "([a-z_]+\.[a-z]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(kinds) < len(session.Topics) {
		t.Fatalf("%d kinds were found for %d topics", len(kinds), len(session.Topics))
	}
	for _, k := range kinds {
		kind := k[1]
		if session.TopicOf(kind) == session.TopicRecord && kind != journal.RecordRetracted {
			t.Errorf("%s has no topic", kind)
		}
	}
}

// A listener that is taken off hears nothing more, and the others still do.
func TestListenersCanBeTakenOff(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	var first, second, third int
	d.OnChange(func([]session.Changed) { first++ })
	off := d.OnChange(func([]session.Changed) { second++ })
	d.OnChange(func([]session.Changed) { third++ })
	desktest.Ask(t, d, "It rains")
	off()
	off() // a second time does nothing
	desktest.Ask(t, d, "It snows")
	if first != 2 || second != 1 || third != 2 {
		t.Errorf("they heard %d, %d and %d changes, want 2, 1 and 2", first, second, third)
	}
	if n := d.Listeners(); n != 2 {
		t.Errorf("%d listeners are left, want 2", n)
	}
}

// While a transaction is open, what the window calls on its own goroutine
// answers, and reading goes on.
func TestAnOpenTransactionHoldsUpNobodyElse(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	desktest.Ask(t, d, "It rains")
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	begun, finish, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- d.Record(t.Context(), func(*model.Tx, *session.Author) error {
			close(begun)
			<-finish
			return nil
		})
	}()
	<-begun
	for _, call := range []struct {
		name string
		do   func() error
	}{
		{"Now", func() error { d.Now(); return nil }},
		{"Zone", func() error { d.Zone(); return nil }},
		{"Path", func() error { d.Path(); return nil }},
		{"OnChange", func() error { d.OnChange(func([]session.Changed) {})(); return nil }},
		{"announce", func() error { d.Announce(session.Anything); return nil }},
		{"Undoable", func() error { d.Undoable(); return nil }},
		{"Visited", func() error { d.Visited(); return nil }},
		{"Leave", func() error { return d.Leave(session.Visit{}) }},
		{"CatchUp", func() error { return d.CatchUp(session.Visit{}) }},
		{"Status", func() error { _, err := d.Status(t.Context()); return err }},
		{"QuestionRows", func() error { _, err := d.QuestionRows(t.Context(), listing.Filter{}); return err }},
		{"Today", func() error { _, err := d.Today(t.Context(), 100); return err }},
	} {
		done := make(chan error, 1)
		go func() { done <- call.do() }()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("%s: %v", call.name, err)
			}
		case <-time.After(30 * time.Second):
			t.Errorf("%s waits for the transaction", call.name)
		}
	}
	close(finish)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// Who waits for the writer's turn can be told to stop.
func TestWaitingToWriteCanBeCancelled(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	unlock, err := d.Hold(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := d.Pin(ctx, journal.ID{1}, true); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want that it was cancelled", err)
	}
}
