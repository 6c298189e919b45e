package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/asof"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/widgets"
)

const today = "today"

// An asOfDate is an instant as at which the page can be seen; 0 is the
// present.
type asOfDate struct {
	name string
	at   journal.Instant
}

// asOfDates are the ends of the last month, quarter and year.
func asOfDates(c words.Calendar) []asOfDate {
	now := c.Now.In(c.Zone)
	month := now.AddDate(0, 0, 1-now.Day())
	quarter := month.AddDate(0, -(int(month.Month())-1)%3, 0)
	year := month.AddDate(0, 1-int(month.Month()), 0)
	out := []asOfDate{{name: today}}
	for _, t := range []struct {
		name string
		day  int64
	}{
		{"the last month’s end", startOfDay(month, c)}, {"the last quarter’s end", startOfDay(quarter, c)}, {"the last year’s end", startOfDay(year, c)},
	} {
		out = append(out, asOfDate{t.name, journal.Instant(t.day)})
	}
	return out
}

func (p *Page) offerDates() {
	p.dates = asOfDates(p.calendar())
	names := make([]string, 0, len(p.dates)+1)
	for _, d := range p.dates {
		names = append(names, d.name)
	}
	names = append(names, "another day…")
	switch {
	case p.filter.AsOf == 0:
	case p.filter.ByClocks:
		names = append(names, byWhatWasKnown)
	default:
		names = append(names, byTheClocks)
	}
	p.asOf.SetValues(names, 0)
}

func (p *Page) chooseDate(i int) {
	switch {
	case i < len(p.dates):
		p.seeAsOf(p.dates[i].at)
	case i == len(p.dates):
		p.askDay("The page as of a day", "See it", func(at journal.Instant) { p.seeAsOf(at) })
	default:
		p.turnReading()
	}
}

// seeAsOf shows the page as it stood at an instant, of which the filter names
// the last day that counts.
func (p *Page) seeAsOf(at journal.Instant) {
	if at >= instant(p.desk.Now()) {
		at = 0
	}
	p.filter.AsOf = at
	p.filter.ByClocks = p.filter.ByClocks && at != 0
	p.showReading()
	p.read()
}

// turnReading changes by what an earlier day is read.
func (p *Page) turnReading() {
	p.filter.ByClocks = !p.filter.ByClocks
	p.showReading()
	p.read()
}

// showReading names the day in the filter, and by what it is read.
func (p *Page) showReading() {
	p.offerDates()
	text := ""
	if p.filter.AsOf != 0 {
		text = p.calendar().Date(p.filter.AsOf - 1)
	}
	if p.filter.ByClocks {
		text += ", by clocks"
	}
	p.asOf.SetShown(text)
}

// The readings of an earlier day, as they are offered.
const (
	byTheClocks    = "by the records’ own clocks"
	byWhatWasKnown = "by what was known here"
)

// newLaterNotice tells how many records of an earlier day came here later.
func (p *Page) newLaterNotice() *widgets.Button {
	b := widgets.NewLink("", "clock", p.turnReading).Small()
	b.Hide()
	return b
}

// showLater says what came here after the day that is looked back at.
func (p *Page) showLater(v scoring.View) {
	widgets.Show(p.laterNotice, v.Later.Records > 0)
	if v.Later.Records == 0 {
		return
	}
	text, tip := words.Count(v.Later.Records)+" came later", cameLater(v.Later, p.calendar())+" and do not count. Press to count them from when their authors’ clocks say."
	if p.filter.ByClocks {
		text, tip = "by clocks", cameLater(v.Later, p.calendar())+"; they count from when their authors’ clocks say, though nobody here can say that they were there. Press for what was known here."
	}
	p.laterNotice.SetText(text)
	p.laterNotice.SetTip(tip)
}

// cameLater tells of what came later.
func cameLater(l asof.Later, c words.Calendar) string {
	return words.CameLater(l.Records, l.Authors, l.From, l.To, c)
}

// newUnseen says that nothing counted by the day that is looked back at, and
// offers the other reading where something came later.
func (p *Page) newUnseen(v scoring.View) fyne.CanvasObject {
	text := "As of a past day, a colleague’s record counts from when you first merged it, and yours from when you made it. " +
		"Once you merge their files, you can look back at each later day; for earlier days, choose today and a Period."
	if v.Later.Records == 0 || p.filter.ByClocks {
		return widgets.NewEmptyState("scores", "Nothing counted by then", text, nil)
	}
	text = cameLater(v.Later, p.calendar()) + ": they count from then on. By their authors’ clocks they were there before, but nobody here can say so."
	return widgets.NewEmptyState("scores", "Nothing was known here by then", text, widgets.NewButton("Read it by the records’ own clocks", "", p.turnReading))
}

// shownAt is the instant as at which the page is seen.
func (p *Page) shownAt() journal.Instant {
	if p.filter.AsOf != 0 {
		return p.filter.AsOf
	}
	return instant(p.desk.Now())
}
