package questions

import (
	"strings"
	"testing"

	"weathervane/ui/page"
	"weathervane/ui/uitest"
)

// What one's numbers came to is said beside the number where the person wants it,
// and where enough is known.
func TestAdviceStandsBesideTheNumberWhereItIsWanted(t *testing.T) {
	d := uitest.Rich()
	p, _ := at(t, d, 2)
	said := func() string {
		if p.update.advice.line.Hidden {
			return ""
		}
		return p.update.advice.line.Text()
	}
	p.update.place(0.8)
	if said() != "" {
		t.Errorf("unasked it says %q", said())
	}
	page.AdviseBeside(true)
	t.Cleanup(func() { page.AdviseBeside(false) })
	p.Show()
	p.update.place(0.8)
	if got := said(); !strings.HasPrefix(got, "Your 80\u202f% happened in 7") || !strings.Contains(got, "of 100, 40 questions; could be ") {
		t.Errorf("beside 80 %% it says %q", got)
	}
	if p.update.place(0.2); said() != "" {
		t.Errorf("of a number that was never given it says %q", said())
	}
	page.AdviseBeside(false)
	if p.update.place(0.8); said() != "" {
		t.Errorf("no longer wanted, it says %q", said())
	}
}
