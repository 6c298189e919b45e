package questions

import (
	"encoding/json"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/uitest"
)

// forward goes to the next field.
func forward(h *uitest.Host) { h.Win.Canvas().FocusNext() }

// ask opens the form and writes a title, then goes right n times in the types.
func ask(p *Page, h *uitest.Host, title string, n int) {
	p.Do(Ask)
	write(h, title)
	forward(h)
	for range n {
		key(h.Win.Canvas().Focused(), fyne.KeyRight)
	}
	forward(h)
}

func TestEveryTypeIsAskedByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	c := h.Win.Canvas()
	asked := func() string {
		if n := len(d.Asked); n > 0 {
			b, _ := json.Marshal(d.Asked[n-1])
			return string(b)
		}
		return ""
	}
	ask(p, h, "Who wins?", 1)
	write(h, "Ishiba\nother")
	forward(h)
	write(h, "2024-09-30")
	ctrlEnter(c.Focused())
	if want := `{"title":"Who wins?","type":"choice","closes":"2024-10-01T00:00:00.000Z","options":["Ishiba","other"]}`; asked() != want {
		t.Errorf("asked %s, want %s", asked(), want)
	}
	ask(p, h, "How many?", 2)
	write(h, "300")
	forward(h)
	key(c.Focused(), fyne.KeySpace) // it may be less
	forward(h)
	write(h, "0")
	forward(h)
	forward(h)
	write(h, "seats")
	forward(h)
	write(h, "in 6 weeks")
	ctrlEnter(c.Focused())
	if got := topDialog(t, h).ProblemText(); len(d.Asked) != 1 || got == "" {
		t.Fatalf("a range that falls is asked: %s", asked())
	}
	write(h, "3,000,000") // the keys went to the end of the range
	ctrlEnter(c.Focused())
	if want := `"unit":"seats","range":{"min":300,"max":3000000,"open_below":true}`; !strings.Contains(asked(), want) || len(d.Asked) != 2 {
		t.Errorf("asked %s, want %s", asked(), want)
	}
	ask(p, h, "When?", 3)
	write(h, "2024-03-01")
	for range 4 {
		forward(h)
	}
	write(h, "2024-12-31")
	ctrlEnter(c.Focused())
	if want := `{"title":"When?","type":"date","closes":"2025-01-01T00:00:00.000Z","range":{"min":"2024-03-01T00:00:00.000Z"}}`; asked() != want {
		t.Errorf("asked %s, want %s", asked(), want)
	}
}

func TestAConditionIsChosenByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	c := h.Win.Canvas()
	ask(p, h, "Will they meet in Pyongyang?", 0)
	write(h, "2024-08-31")
	forward(h)
	forward(h)
	key(c.Focused(), fyne.KeySpace)
	test.Type(c.Focused(), "putin")
	key(c.Focused(), fyne.KeyReturn)
	if top := topDialog(t, h); !top.IsOpen() {
		t.Fatal("the form is gone")
	}
	topDialog(t, h).Accept()
	if len(d.Asked) != 1 || d.Asked[0].If == nil || d.Asked[0].If.Question != uitest.ID(6) || string(d.Asked[0].If.Outcome) != "true" {
		t.Errorf("asked %+v", d.Asked)
	}
}

func TestANumberAndADayAreResolved(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 12)
	p.Do(Resolve)
	write(h, "301")
	topDialog(t, h).Accept()
	if len(d.Calls()) > 0 {
		t.Fatalf("resolved beyond a closed range: %q", d.Calls())
	}
	write(h, "108")
	topDialog(t, h).Accept()
	if got := d.Calls(); len(got) != 1 || !strings.Contains(got[0], " 108 ") {
		t.Fatalf("calls %q", got)
	}
	p.open(uitest.ID(13))
	p.Do(Resolve)
	key(h.Win.Canvas().Focused(), fyne.KeyRight) // after the range
	topDialog(t, h).Accept()
	if got := d.Calls(); len(got) != 2 || !strings.Contains(got[1], `"above_range"`) {
		t.Fatalf("calls %q", got)
	}
	p.Do(Resolve)
	forward(h)
	write(h, "2024-02-01")
	topDialog(t, h).Accept()
	if got := d.Calls(); len(got) != 3 || !strings.Contains(got[2], `"2024-02-01T00:00:00.000Z"`) {
		t.Fatalf("calls %q", got)
	}
}

// A question with endless texts is revised at once, and keeps them whole.
func TestWhatIsTooLongToEditIsKept(t *testing.T) {
	d := uitest.Rich()
	endless := strings.Repeat("Rain ", 200_000)
	p, h := at(t, d, 2)
	p.view.Title, p.view.Criteria, p.view.Background, p.view.Source, p.view.Tags = endless, endless, endless, endless, []string{endless}
	p.Do(Revise)
	write(h, "typed into the title")
	forward(h)
	write(h, "2024-12-31")
	ctrlEnter(h.Win.Canvas().Focused())
	if got := d.Calls(); len(got) != 1 || len(got[0]) > 200 || !strings.Contains(got[0], `{"closes":"`) {
		t.Errorf("recorded %.300q", got)
	}
}
