package questions

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// A slowHost keeps back the reading of questions while it is slow.
type slowHost struct {
	uitest.Host
	slow bool
	kept []func(context.Context) (func(), error)
}

func (h *slowHost) Run(slot string, work func(context.Context) (func(), error)) {
	if h.slow && slot == "questions/one" {
		h.kept = append(h.kept, work)
		return
	}
	h.Host.Run(slot, work)
}

// arrives lets what was kept back come; the newest in a slot wins.
func (h *slowHost) arrives() {
	work := h.kept[len(h.kept)-1]
	h.slow, h.kept = false, nil
	h.Host.Run("questions/one", work)
}

// slowAt is at, with a host that can be slow.
func slowAt(t *testing.T, d *uitest.Desk, n int) (*Page, *slowHost) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &slowHost{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(1232, 818))
	uitest.Follow(d, p)
	p.Arrive(uitest.ID(n).String())
	p.Show()
	return p, h
}

// On Ask the question before is left at once, with what was typed about it:
// Ctrl+Enter cannot record there while the new one is read.
func TestNothingIsRecordedOnTheQuestionBeforeAskedOne(t *testing.T) {
	d := uitest.Rich()
	p, h := slowAt(t, d, 2)
	c := h.Win.Canvas()
	p.Do(Record)
	write(&h.Host, "44")
	p.Do(Ask)
	write(&h.Host, "Rain by Friday?")
	forward(&h.Host)
	forward(&h.Host)
	write(&h.Host, "in 6 weeks")
	asked := listing.Question{ID: journal.ID{0xee}, Title: "Rain by Friday?", Type: "binary", Status: "open"}
	d.Views[asked.ID] = question.View{Question: asked}
	h.slow = true
	ctrlEnter(c.Focused())
	if len(d.Asked) != 1 {
		t.Fatalf("asked %v", d.Asked)
	}
	if c.Focused() == fyne.Focusable(p.update.number.Entry()) {
		t.Error("the number of the question before has the keys")
	}
	if p.Shows(uitest.ID(2).String()) || p.layout.scroll.Visible() {
		t.Error("the question before is still shown")
	}
	p.Submit()
	if got := d.Calls(); len(got) != 1 {
		t.Fatalf("recorded on the question before: %q", got)
	}
	h.arrives()
	if c.Focused() != fyne.Focusable(p.update.number.Entry()) {
		t.Fatalf("%T has the keys", c.Focused())
	}
	write(&h.Host, "20")
	ctrlEnter(c.Focused())
	want := "Forecast " + asked.ID.Short() + ` {"p":0.2} `
	if got := d.Calls(); len(got) != 2 || got[1] != want {
		t.Errorf("recorded %q, want %q", got, want)
	}
	if d := p.drafts[uitest.ID(2)]; d == nil || d.p != 0.44 {
		t.Error("what was typed about the question before is lost")
	}
}

// From question to question the same holds, by the list, by arrows and by name.
func TestNothingIsRecordedWhileAnotherQuestionIsOpened(t *testing.T) {
	for name, leave := range map[string]func(*Page){
		"list":  func(p *Page) { p.open(uitest.ID(9)) },
		"arrow": func(p *Page) { p.step(1) },
		"name":  func(p *Page) { p.Arrive(uitest.ID(9).String()); p.Show() },
	} {
		t.Run(name, func(t *testing.T) {
			d := uitest.Rich()
			p, h := slowAt(t, d, 8)
			c := h.Win.Canvas()
			p.Do(Record)
			write(&h.Host, "44")
			h.slow = true
			leave(p)
			if c.Focused() != nil {
				t.Errorf("%T has the keys", c.Focused())
			}
			p.Do(Record) // of the one that is opened
			if c.Focused() != nil {
				t.Errorf("%T has the keys", c.Focused())
			}
			p.Submit()
			if len(d.Calls()) > 0 || !strings.Contains(p.update.wrong.Text(), "Another question") {
				t.Fatalf("recorded %q; told %q", d.Calls(), p.update.wrong.Text())
			}
			h.arrives()
			if p.update.wrong.Visible() || p.view.ID != p.wanted || c.Focused() == nil {
				t.Fatalf("the question is not opened for a forecast: %T has the keys", c.Focused())
			}
			write(&h.Host, "31")
			p.Submit()
			if got := d.Calls(); len(got) != 1 || !strings.HasPrefix(got[0], "Forecast "+p.wanted.Short()+` {"p":0.31}`) {
				t.Errorf("recorded %q", got)
			}
		})
	}
}
