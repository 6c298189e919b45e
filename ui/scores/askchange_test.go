package scores

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// What moved the score is asked between two days; the second may be left out.
func TestTheScoreIsComparedBetweenTwoDays(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	asked := func(from, to string) (problem string) {
		p.explain(explainChange)
		dialog := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
		var fields []*widgets.Field
		each(dialog, func(o fyne.CanvasObject) {
			if f, ok := o.(*widgets.Field); ok {
				fields = append(fields, f)
			}
		})
		fields[0].SetText(from)
		fields[1].SetText(to)
		dialog.Accept()
		problem = dialog.ProblemText()
		h.Win.Canvas().Overlays().Top().(*dialogs.Dialog).Close()
		return problem
	}
	endOf := func(y int, m time.Month, day int) journal.Instant { return uitest.On(y, m, day+1) }
	now := instant(d.Now())
	for _, c := range []struct {
		from, to string
		a, b     journal.Instant
	}{
		{"2023-06-30", "2023-12-30", endOf(2023, 6, 30), endOf(2023, 12, 30)},
		{"2023-06-30", "", endOf(2023, 6, 30), now},
		{"2023-06-30", "2100-01-01", endOf(2023, 6, 30), now},
	} {
		if problem := asked(c.from, c.to); problem != "" {
			t.Errorf("from %q to %q: %s", c.from, c.to, problem)
		}
		calls := d.Calls()
		if want := fmt.Sprintf("ScoreChange %v %v", c.a, c.b); calls[len(calls)-1] != want {
			t.Errorf("from %q to %q asks for %q, want %q", c.from, c.to, calls[len(calls)-1], want)
		}
	}
	before := len(d.Calls())
	for _, c := range [][2]string{{"", ""}, {"someday", ""}, {"2023-06-30", "never"}, {"2023-06-30", "2023-05-01"}} {
		if asked(c[0], c[1]) == "" {
			t.Errorf("from %q to %q is taken", c[0], c[1])
		}
	}
	if n := len(d.Calls()); n != before {
		t.Errorf("%d more calls", n-before)
	}
}
