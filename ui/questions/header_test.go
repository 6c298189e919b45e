package questions

import (
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
