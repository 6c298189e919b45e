package scores

import (
	"strconv"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// A period narrows the scores to outcomes that became known in it.
type period struct {
	name         string
	since, until journal.Instant
}

// periods are those that can be chosen: everything, the last days, and each
// year in which an outcome became known, the newest first.
func periods(v scoring.View, c words.Calendar) []period {
	now := c.Now.In(c.Zone)
	ago := func(years, days int) journal.Instant { return instant(now.AddDate(-years, 0, -days)) }
	out := []period{{name: "All time"}, {name: "Last 90 days", since: ago(0, 90)}, {name: "Last 12 months", since: ago(1, 0)}}
	if v.KnownTo == 0 {
		return out
	}
	first, last := v.KnownFrom.Time().In(c.Zone).Year(), v.KnownTo.Time().In(c.Zone).Year()
	for year := last; year >= max(first, last-30); year-- {
		out = append(out, period{strconv.Itoa(year), instant(time.Date(year, 1, 1, 0, 0, 0, 0, c.Zone)),
			instant(time.Date(year+1, 1, 1, 0, 0, 0, 0, c.Zone))})
	}
	return out
}

func instant(t time.Time) journal.Instant { return journal.Instant(t.UnixMilli()) }

// startOfDay is when the day of t begins, in milliseconds.
func startOfDay(t time.Time, c words.Calendar) int64 {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.Zone).UnixMilli()
}

func (p *Page) choosePeriod(i int) {
	if i == len(p.periods) {
		p.askPeriod()
		return
	}
	p.seePeriod(p.periods[i])
}

func (p *Page) seePeriod(one period) {
	p.period = one
	p.filter.Since, p.filter.Until = one.since, one.until
	p.read()
}

// askPeriod asks for the first and the last day of a period.
func (p *Page) askPeriod() {
	from, to := widgets.NewField("2026-01-01"), widgets.NewField("2026-06-30")
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Outcomes that became known in a period", Accept: "See it", First: from, Width: 420,
		Content: widgets.NewTop(12, widgets.VBox(4, widgets.NewCaption("From the beginning of"), from), widgets.VBox(4, widgets.NewCaption("To the end of"), to)),
		OnAccept: func(d *dialogs.Dialog) {
			a, b, ok := p.between(d, from, to)
			if !ok {
				return
			}
			d.Close()
			c := p.calendar()
			p.seePeriod(period{c.Date(a) + " – " + c.Date(b-1), a, b})
		}})
	from.OnSubmit, to.OnSubmit = d.Accept, d.Accept
}

// between reads a period that was typed, and says in the dialog what is wrong.
func (p *Page) between(d *dialogs.Dialog, from, to *widgets.Field) (a, b journal.Instant, ok bool) {
	var at [2]journal.Instant
	for i, field := range []*widgets.Field{from, to} {
		if at[i], ok = p.typed(d, field, i == 1); !ok {
			return 0, 0, false
		}
	}
	if at[0] >= at[1] {
		to.SetWrong(true)
		d.Problem("The period ends before it begins: give the earlier day first.")
		return 0, 0, false
	}
	return at[0], at[1], true
}

// typed reads a time, or the beginning or end of a day, and says in the dialog
// what is wrong.
func (p *Page) typed(d *dialogs.Dialog, field *widgets.Field, end bool) (journal.Instant, bool) {
	t, err := notation.ParseWhen(field.Text, p.desk.Now(), p.desk.Zone(), end)
	field.SetWrong(err != nil)
	if err != nil {
		d.Problem(page.Sentence(err))
		return 0, false
	}
	return instant(t), true
}

// offerPeriods fills the filter of periods; the one that was chosen stays.
func (p *Page) offerPeriods(v scoring.View) {
	p.periods = periods(v, p.calendar())
	var names []string
	chosen := -1
	for i, one := range p.periods {
		names = append(names, one.name)
		if one.name == p.period.name || i == 0 && p.period.name == "" {
			chosen = i
		}
	}
	p.when.SetValues(append(names, "another period…"), chosen)
	if chosen < 0 {
		p.when.SetShown(p.period.name)
	}
}
