package scores

import (
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/widgets"
)

// askChange asks between which two days the score moved. Without a second one it
// is the day that the page is of.
func (p *Page) askChange() {
	last, hint := p.shownAt(), "today"
	if p.filter.AsOf != 0 {
		hint = p.calendar().Date(last - 1)
	}
	from, to := widgets.NewField("2026-06-30"), widgets.NewField(hint)
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Why did the score move?", Accept: "Compare", First: from, Width: 480,
		Content: widgets.VBox(8, widgets.NewTop(12,
			widgets.VBox(4, widgets.NewCaption("From the end of"), from),
			widgets.VBox(4, widgets.NewCaption("To the end of"), to)),
			widgets.NewCaption("Days, or times such as 2026-06-30T15:00.")),
		OnAccept: func(d *dialogs.Dialog) {
			a, ok := p.moment(d, from, 0)
			if !ok {
				return
			}
			b, ok := p.moment(d, to, last)
			if !ok {
				return
			}
			if a >= b {
				to.SetWrong(true)
				d.Problem("The second is not after the first: give the earlier day first.")
				return
			}
			d.Close()
			p.showChange(a, b)
		}})
	from.OnSubmit, to.OnSubmit = d.Accept, d.Accept
}

// showRecentChange says what moved the score in the last days.
func (p *Page) showRecentChange() {
	to := p.shownAt()
	p.showChange(instant(to.Time().AddDate(0, 0, -scoring.ChangeDays)), to)
}

// moment reads the end of a day, or a time; an empty field is what it is
// otherwise. What is wrong is said in the dialog.
func (p *Page) moment(d *dialogs.Dialog, field *widgets.Field, otherwise journal.Instant) (journal.Instant, bool) {
	if field.Text == "" && otherwise != 0 {
		field.SetWrong(false)
		return otherwise, true
	}
	at, ok := p.typed(d, field, true)
	return min(at, instant(p.desk.Now())), ok
}
