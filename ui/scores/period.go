package scores

import (
	"strconv"
	"time"

	"weathervane/forecasts"
)

// A period narrows the scores to outcomes that became known in it.
type period struct {
	name         string
	since, until forecasts.Instant
}

// periods are those that can be chosen: everything, the last days, and each
// year in which an outcome became known, the newest first.
func periods(v forecasts.ScoreView, c calendar) []period {
	now := c.now.In(c.zone)
	ago := func(years, days int) forecasts.Instant { return instant(now.AddDate(-years, 0, -days)) }
	out := []period{{name: "All time"}, {name: "Last 90 days", since: ago(0, 90)}, {name: "Last 12 months", since: ago(1, 0)}}
	if v.KnownTo == 0 {
		return out
	}
	first, last := v.KnownFrom.Time().In(c.zone).Year(), v.KnownTo.Time().In(c.zone).Year()
	for year := last; year >= max(first, last-30); year-- {
		out = append(out, period{strconv.Itoa(year), instant(time.Date(year, 1, 1, 0, 0, 0, 0, c.zone)),
			instant(time.Date(year+1, 1, 1, 0, 0, 0, 0, c.zone))})
	}
	return out
}

func instant(t time.Time) forecasts.Instant { return forecasts.Instant(t.UnixMilli()) }

// startOfDay is when the day of t begins, in milliseconds.
func startOfDay(t time.Time, c calendar) int64 {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, c.zone).UnixMilli()
}

func (p *Page) choosePeriod(i int) {
	p.period = p.periods[i].name
	p.filter.Since, p.filter.Until = p.periods[i].since, p.periods[i].until
	p.Show()
}

// offerPeriods fills the filter of periods; the one that was chosen stays.
func (p *Page) offerPeriods(v forecasts.ScoreView) {
	p.periods = periods(v, p.calendar())
	var names []string
	chosen := 0
	for i, one := range p.periods {
		names = append(names, one.name)
		if one.name == p.period {
			chosen = i
		}
	}
	p.when.SetValues(names, chosen)
}
