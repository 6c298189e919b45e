package notation

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const whenHint = "write a time such as 2024-08-31, 2024-08-31T15:00Z, 31 Aug 2024 or in 6 weeks"

var (
	isoDay    = regexp.MustCompile(`^(\d{4,})-(\d{1,2})-(\d{1,2})$`)
	cjkDay    = regexp.MustCompile(`^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$`)
	dayMonth  = regexp.MustCompile(`^(\d{1,2}) (\pL+)\.?(?:,? (\d{4,}))?$`)
	monthDay  = regexp.MustCompile(`^(\pL+)\.? (\d{1,2})(?:,? (\d{4,}))?$`)
	clockTime = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(z|[+-]\d{2}:\d{2})?$`)
	relative  = regexp.MustCompile(`^in (an?|\d{1,6}) (hour|day|week|month|year)s?$`)
)

// FormatWhen writes a moment so that ParseWhen reads it back: as a day where it
// is a day's beginning or, with end, its end.
func FormatWhen(t time.Time, end bool) string {
	if t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())) {
		if end {
			t = t.Add(-time.Millisecond)
		}
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// ParseWhen reads a time: a day (2024-08-31, 31 Aug 2024, today, in 6 weeks) or
// an instant (2024-08-31T15:00Z, RFC 3339, now), in the words of people too (end of
// March, last Friday, 3월 5일, 来週, tomorrow at 3pm). A day, a month or a year stands
// for its beginning in the zone or, with endOfDay, for its end: the next midnight
// there. A day without a year is in the present one; a weekday alone is the next one,
// today among them. What has two readings (1/2/2024, next Friday) is refused with
// both. Where now is the zero time, words that need the present are refused.
func ParseWhen(text string, now time.Time, zone *time.Location, endOfDay bool) (time.Time, error) {
	if zone == nil {
		zone = time.UTC
	}
	s := strings.ToLower(fold(text))
	if s == "" {
		return time.Time{}, errors.New("the time is missing: " + whenHint)
	}
	t, instant, err := parseInstant(s, now, zone)
	if err == nil && !instant {
		var d day
		if d, err = parseDay(s, now, zone); err == nil {
			if endOfDay {
				d.day++
			}
			t = d.begins(zone)
		} else if at, found, why := inWords(s, now, zone, endOfDay); found {
			t, err = at, why
		}
	}
	if err != nil {
		return time.Time{}, err
	}
	t = t.UTC().Truncate(time.Millisecond)
	if y := t.Year(); y < 1000 || y > 9999 {
		return time.Time{}, fmt.Errorf("%s is outside the years 1000–9999", quoted(strings.TrimSpace(text)))
	}
	return t, nil
}

func parseInstant(s string, now time.Time, zone *time.Location) (t time.Time, found bool, err error) {
	if s == "now" {
		return now, true, needPresent(s, now)
	}
	if m := relative.FindStringSubmatch(s); m != nil && m[2] == "hour" {
		return now.Add(time.Duration(number(m[1])) * time.Hour), true, needPresent(s, now)
	}
	m := clockTime.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false, nil
	}
	clock := m[2]
	if len(clock) == len("15:04") {
		clock += ":00"
	}
	if m[3] == "" {
		t, err = time.ParseInLocation("2006-01-02 15:04:05", m[1]+" "+clock, zone)
	} else {
		t, err = time.Parse(time.RFC3339, m[1]+"T"+clock+strings.ToUpper(m[3]))
	}
	if err != nil {
		return time.Time{}, true, fmt.Errorf("%s is not a time of the calendar: %s", quoted(strings.ToUpper(s)), whenHint)
	}
	return t, true, nil
}

func parseDay(s string, now time.Time, zone *time.Location) (day, error) {
	if d, found, err := relativeDay(s, now, zone); found {
		return d, err
	}
	for _, shape := range []*regexp.Regexp{isoDay, cjkDay} {
		if m := shape.FindStringSubmatch(s); m != nil {
			return calendarDay(s, number(m[1]), number(m[2]), number(m[3]))
		}
	}
	var name, dayText, yearText string
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		dayText, name, yearText = m[1], m[2], m[3]
	} else if m := monthDay.FindStringSubmatch(s); m != nil {
		name, dayText, yearText = m[1], m[2], m[3]
	}
	month, named := months[name]
	if !named {
		return day{}, fmt.Errorf("%s is not a time: %s", quoted(s), whenHint)
	}
	if yearText == "" {
		if err := needPresent(s, now); err != nil {
			return day{}, err
		}
		return calendarDay(s, now.In(zone).Year(), month, number(dayText))
	}
	return calendarDay(s, number(yearText), month, number(dayText))
}

func relativeDay(s string, now time.Time, zone *time.Location) (d day, found bool, err error) {
	y, m, dd := now.In(zone).Date()
	d = day{y, int(m), dd}
	switch s {
	case "today":
	case "tomorrow":
		d.day++
	case "yesterday":
		d.day--
	default:
		match := relative.FindStringSubmatch(s)
		if match == nil {
			return day{}, false, nil
		}
		n := number(match[1])
		switch match[2] {
		case "day":
			d.day += n
		case "week":
			d.day += 7 * n
		case "month":
			d = d.addMonths(n)
		case "year":
			d = d.addMonths(12 * n)
		}
	}
	return d, true, needPresent(s, now)
}

func needPresent(s string, now time.Time) error {
	if now.IsZero() {
		return fmt.Errorf("%s depends on the present: write the whole date, such as 2024-08-31", quoted(s))
	}
	return nil
}

// A day of the calendar; its day may run over the month's end.
type day struct{ year, month, day int }

func calendarDay(s string, year, month, dd int) (day, error) {
	if month < 1 || month > 12 || dd < 1 || dd > daysIn(year, month) {
		return day{}, fmt.Errorf("%s is not a day of the calendar: %s", quoted(s), whenHint)
	}
	return day{year, month, dd}, nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// addMonths keeps the day, or takes the month's last: a month after
// 31 January is the end of February.
func (d day) addMonths(n int) day {
	first := time.Date(d.year, time.Month(d.month+n), 1, 0, 0, 0, 0, time.UTC)
	d.year, d.month = first.Year(), int(first.Month())
	d.day = min(d.day, daysIn(d.year, d.month))
	return d
}

// begins gives the first instant of the day. Where clocks are put forward at
// midnight there is no 00:00, and the day begins with the change.
func (d day) begins(zone *time.Location) time.Time {
	t := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, zone)
	wanted := time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
	y, m, dd := t.Date()
	shown := time.Date(y, m, dd, t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	start, end := t.ZoneBounds()
	switch {
	case shown.Before(wanted) && !end.IsZero():
		return end
	case shown.After(wanted) && !start.IsZero():
		return start
	}
	return t
}

// number reads digits that a pattern let through; "a" and "an" are one, and a
// number that is far too large stays too large.
func number(s string) int {
	if s == "a" || s == "an" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 1 << 20
	}
	return min(n, 1<<20)
}
