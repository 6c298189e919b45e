package session_test

import (
	"io"
	"log"
	"os"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
)

// What another program writes is announced here.
func TestWatchNoticesAnotherProgram(t *testing.T) {
	c, d, other := watched(t)
	news := make(chan struct{}, 8)
	d.OnChange(func([]session.Changed) { news <- struct{}{} })
	c.Pass(time.Minute)
	desktest.Ask(t, other, "It rains")
	<-news
	if q := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); len(q) != 1 {
		t.Errorf("%d questions", len(q))
	}
}

// watched is a desk that watches its file, and another program's on the same.
func watched(t *testing.T) (c *desktest.Clock, d, other *forecasts.Desk) {
	t.Helper()
	c = desktest.Start()
	d = desktest.NewDesk(t, "Crane", c)
	other = desktest.Must(forecasts.Open(t.Context(), d.Path(), d.Env))(t)
	t.Cleanup(func() { other.Close() })
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c, d, other
}

// What this program records itself is announced by what it touched, and the
// watch has nothing to add to that. What another program wrote just before is
// announced with it, or was before.
func TestOwnRecordsAreNoNews(t *testing.T) {
	c, d, other := watched(t)
	topics := make(chan session.Topic, 64)
	d.OnChange(func(all []session.Changed) {
		for _, c := range all {
			topics <- c.Topic
		}
	})
	desktest.Ask(t, d, "It rains")
	if d.NewsSince(t.Context()) {
		t.Error("one's own record is news")
	}
	c.Pass(time.Minute)
	desktest.Ask(t, other, "It snows")
	desktest.Ask(t, d, "It hails")
	if d.NewsSince(t.Context()) {
		t.Error("records are news after they were announced")
	}
	for <-topics != session.TopicAnything {
	}
}

// A mistake of whoever listens ends neither the program nor the watch.
func TestWatchGoesOnAfterAPanic(t *testing.T) {
	log.SetOutput(io.Discard) // where the mistake is traced
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	c, d, other := watched(t)
	news := make(chan struct{}, 8)
	d.OnChange(func([]session.Changed) { news <- struct{}{}; panic("a mistake of a listener") })
	for range 2 {
		c.Pass(time.Minute)
		desktest.Ask(t, other, "It rains")
		<-news
	}
}
