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
	d.OnChange(func([]ID) { news <- struct{}{} })
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
