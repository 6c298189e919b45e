package forecasts

import (
	"testing"
	"time"
)

// What another program writes is announced here.
func TestWatchNoticesAnotherProgram(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	other := must(Open(t.Context(), d.Path(), d.env))(t)
	defer other.Close()
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	news := make(chan struct{}, 8)
	d.OnChange(func([]Changed) { news <- struct{}{} })
	c.pass(time.Minute)
	ask(t, other, "It rains")
	select {
	case <-news:
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was announced")
	}
	if q := must(d.Questions(t.Context(), Filter{}))(t); len(q) != 1 {
		t.Errorf("%d questions", len(q))
	}
}

// What this program records itself is announced by what it touched, and the
// watch has nothing to add to that. What another program wrote just before is
// announced with it, or was before.
func TestOwnRecordsAreNoNews(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	other := must(Open(t.Context(), d.Path(), d.env))(t)
	defer other.Close()
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	topics := make(chan Topic, 64)
	d.OnChange(func(all []Changed) {
		for _, c := range all {
			topics <- c.Topic
		}
	})
	ask(t, d, "It rains")
	if d.newsSince(t.Context()) {
		t.Error("one's own record is news")
	}
	c.pass(time.Minute)
	ask(t, other, "It snows")
	ask(t, d, "It hails")
	if d.newsSince(t.Context()) {
		t.Error("records are news after they were announced")
	}
	for {
		select {
		case topic := <-topics:
			if topic == TopicAnything {
				return
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the other program's record was not announced")
		}
	}
}
