package questions

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/ui/uitest"
)

func TestTheConditionLeadsToItsQuestion(t *testing.T) {
	d := uitest.Rich()
	for state, want := range map[string]string{"open": "Condition open", "met": "Condition met", "failed": "Condition failed", "void": "Condition void"} {
		v := d.Views[uitest.ID(14)]
		on := *v.If
		on.State = state
		if chip, _, words := conditionWords(on, cal); chip != want || words != "Only if “Kishida visits Pyongyang by 31 August 2024” ends: Yes" {
			t.Errorf("%s: %q, %q", state, chip, words)
		}
	}
	p, h := at(t, d, 14)
	if !p.header.depends.Visible() {
		t.Fatal("the condition is not shown")
	}
	key(p.header.on, fyne.KeyReturn)
	if len(h.Opened) != 1 || h.Opened[0].ID != uitest.ID(2).String() || h.Opened[0].Page != Name {
		t.Errorf("opened %v", h.Opened)
	}
	p.open(uitest.ID(2))
	if p.header.depends.Visible() {
		t.Error("a question without a condition shows one")
	}
}

func TestAPinnedQuestionStandsOnTop(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 3)
	if p.at == 0 {
		t.Fatal("it stands on top before it is pinned")
	}
	key(p.header.pin, fyne.KeySpace)
	if got := d.Calls(); len(got) != 1 || got[0] != "Pin "+uitest.ID(3).Short()+" true" {
		t.Fatalf("calls %q", got)
	}
	if p.at != 0 || p.list.list.Selected() != 0 || !listRowOf(p.listed.rows[0], cal).Pinned {
		t.Errorf("pinned, it stands at %d; selected is %d", p.at, p.list.list.Selected())
	}
	if len(h.Said) != 1 {
		t.Errorf("said %q", h.Said)
	}
	for by := byLastChange; int(by) < len(orderNames); by++ {
		p.list.order = by
		if p.readList(); p.listed.rows[0].ID != uitest.ID(3) {
			t.Errorf("by %s it does not stand on top", orderNames[by])
		}
	}
	p.list.order = byLastChange
	p.readList()
	p.Do(Pin)
	if got := d.Calls(); len(got) != 2 || got[1] != "Pin "+uitest.ID(3).Short()+" false" || p.at == 0 {
		t.Errorf("calls %q; unpinned, it stands at %d", got, p.at)
	}
}

func TestLongTagsStayBesideThePin(t *testing.T) {
	d := uitest.Rich()
	v := d.Views[uitest.ID(3)]
	v.Tags = []string{strings.Repeat("W", 100), "a tag of many words that goes on and on", strings.Repeat("m", 60), "four"}
	d.Views[uitest.ID(3)] = v
	p, _ := at(t, d, 3)
	p.header.object.Resize(fyne.NewSize(588, 180))
	chips := p.header.chips
	if len(chips.Objects) < 6 {
		t.Fatalf("%d chips", len(chips.Objects))
	}
	for i, chip := range chips.Objects {
		if right := chip.Position().X + chip.Size().Width; right > chips.Size().Width+0.5 {
			t.Errorf("chip %d ends at %.0f of %.0f", i+1, right, chips.Size().Width)
		}
	}
}
