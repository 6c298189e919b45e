package words

import (
	"math"
	"time"

	"weathervane/model/journal"
)

// The layouts of days and times.
const (
	dayMonth  = "2 Jan"
	date      = "2 Jan 2006"
	monthYear = "Jan 2006"
	clock     = "15:04"
	weekday   = "Mon 2 Jan"
	longDate  = "2 January 2006"
	fullDay   = "Monday 2 January 2006"
)

// Calendar writes days and times for someone in a zone, as seen from a present:
// days of the present year need no year.
type Calendar struct {
	Now  time.Time
	Zone *time.Location
}

func (c Calendar) in(i journal.Instant) time.Time { return i.Time().In(c.Zone) }

// Day is a day: "19 Feb", or "14 Feb 2024" in another year.
func (c Calendar) Day(i journal.Instant) string { return Day(i.Time(), c.Zone, c.Now) }

// LastDay is the day that a close names: a question that closes at the midnight
// after 31 August closes on 31 August.
func (c Calendar) LastDay(i journal.Instant) string { return LastDay(i.Time(), c.Zone, c.Now) }

// Date is a day with its year: "14 Feb 2024"; "–" if there is none.
func (c Calendar) Date(i journal.Instant) string {
	if i == 0 {
		return Dash
	}
	return c.in(i).Format(date)
}

// LastDate is LastDay with its year.
func (c Calendar) LastDate(i journal.Instant) string {
	return i.Time().Add(-time.Millisecond).In(c.Zone).Format(date)
}

// Minute is a time to the minute: "19 Feb, 15:04".
func (c Calendar) Minute(i journal.Instant) string { return c.Day(i) + ", " + Clock(c.in(i)) }

// DateMinute is Minute with the year.
func (c Calendar) DateMinute(i journal.Instant) string { return c.Date(i) + ", " + Clock(c.in(i)) }

// Ending is when a window ends: at the end of a day, or to the minute.
func (c Calendar) Ending(i journal.Instant) string {
	if t := c.in(i); t.Hour() == 0 && t.Minute() == 0 {
		return "at the end of " + c.LastDay(i)
	}
	return c.Minute(i)
}

// ShortDay is a day for a narrow column: "19 Feb", or "Feb 2025" in another
// year.
func (c Calendar) ShortDay(i journal.Instant) string {
	if t := c.in(i); t.Year() != c.Now.In(c.Zone).Year() {
		return t.Format(monthYear)
	}
	return c.Day(i)
}

// ShortLastDay is LastDay for a narrow column.
func (c Calendar) ShortLastDay(i journal.Instant) string { return c.ShortDay(i - 1) }

// Ahead is a coming deadline: "today", "tomorrow", "Sunday 25 Feb".
func (c Calendar) Ahead(i journal.Instant) string {
	switch c.DaysTo(i - 1) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	}
	return c.in(i - 1).Format("Monday 2 Jan")
}

// Ago is a day in the past: "today", "yesterday", "3 days ago", "on 2 Jan 2024".
func (c Calendar) Ago(i journal.Instant) string {
	n := -c.DaysTo(i - 1)
	switch {
	case n <= 0:
		return "today"
	case n == 1:
		return "yesterday"
	case n < 60:
		return Count(n) + " days ago"
	}
	return "on " + c.LastDate(i)
}

// DaysTo counts the midnights between now and an instant; below 0 it is past.
func (c Calendar) DaysTo(i journal.Instant) int {
	y, m, d := c.Now.In(c.Zone).Date()
	y2, m2, d2 := c.in(i).Date()
	hours := time.Date(y2, m2, d2, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours()
	return int(math.Round(hours / 24))
}

// Today is the present day: "Monday 26 February 2024".
func (c Calendar) Today() string { return FullDay(c.Now.In(c.Zone)) }

// Days are two days of a range: the year stands once, or not at all if it is the
// present one.
func (c Calendar) Days(from, to time.Time) (string, string) {
	from, to = from.In(c.Zone), to.In(c.Zone)
	if from.Year() == to.Year() {
		return from.Format(dayMonth), Day(to, c.Zone, c.Now)
	}
	return from.Format(date), to.Format(date)
}

// Day writes the day of an instant in a zone: "19 Feb", or "14 Feb 2024" when
// that is another year than the present one.
func Day(t time.Time, zone *time.Location, now time.Time) string {
	if t.In(zone).Year() != now.In(zone).Year() {
		return t.In(zone).Format(date)
	}
	return t.In(zone).Format(dayMonth)
}

// LastDay writes the day that ends with an instant at midnight, or contains it.
func LastDay(t time.Time, zone *time.Location, now time.Time) string {
	return Day(t.Add(-time.Millisecond), zone, now)
}

// Date writes a day with its year: "14 Feb 2024".
func Date(t time.Time) string { return t.Format(date) }

// DayMonth writes a day without its year: "14 Feb".
func DayMonth(t time.Time) string { return t.Format(dayMonth) }

// Weekday writes a day of the week: "Mon 26 Feb".
func Weekday(t time.Time) string { return t.Format(weekday) }

// LongDate writes a day with its month in full: "14 February 2024".
func LongDate(t time.Time) string { return t.Format(longDate) }

// FullDay writes a day in full: "Monday 26 February 2024".
func FullDay(t time.Time) string { return t.Format(fullDay) }

// Month, MonthYear and Year label an axis: "Feb", "Feb 2024", "2024".
func Month(t time.Time) string     { return t.Format("Jan") }
func MonthYear(t time.Time) string { return t.Format(monthYear) }
func Year(t time.Time) string      { return t.Format("2006") }

// Clock writes a time of day: "15:04".
func Clock(t time.Time) string { return t.Format(clock) }

// ZoneName writes the zone of a time: "KST", or "+09" if it has no name.
func ZoneName(t time.Time) string { return t.Format("MST") }

// ISODay and ISOMinute write a day and a minute for tables and file names, where
// order counts: "2024-02-14", "2024-02-14 15:04".
func ISODay(t time.Time) string    { return t.Format(time.DateOnly) }
func ISOMinute(t time.Time) string { return t.Format("2006-01-02 15:04") }

// ISOLastDay is ISODay of the day that ends with an instant at midnight, or
// contains it: the day that a close names.
func ISOLastDay(t time.Time) string { return ISODay(t.Add(-time.Millisecond)) }

// ISOTime writes an instant for tables, to the second: "2024-02-14T15:04:05Z".
func ISOTime(t time.Time) string { return t.Format(time.RFC3339) }
