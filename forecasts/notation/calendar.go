package notation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"weathervane/forecasts/pattern"
)

// unitOf is the unit of the calendar that a word names.
func unitOf(word string) int {
	if u, ok := units[word]; ok {
		return u
	}
	switch word {
	case "月", "월", "달":
		return 'm'
	case "年", "년", "연", "해":
		return 'y'
	}
	return 'w'
}

// plus is so many units later.
func (d day) plus(n, unit int) day {
	switch unit {
	case 'm':
		return d.addMonths(n)
	case 'q':
		return d.addMonths(3 * n)
	case 'y':
		return d.addMonths(12 * n)
	case 'w':
		n *= 7
	}
	d.day += n
	return d
}

// whole is the week, month, quarter or year that a day is in; weeks begin on Monday.
func (d day) whole(unit int) span {
	d = dayOf(d.date())
	switch unit {
	case 'm':
		return monthSpan(d.year, d.month)
	case 'q':
		return quarterSpan(d.year, (d.month+2)/3)
	case 'y':
		return yearSpan(d.year)
	}
	d.day -= (d.weekday() + 6) % 7
	return span{d, day{d.year, d.month, d.day + 6}}
}

func dayOf(t time.Time) day { return day{t.Year(), int(t.Month()), t.Day()} }

func monthSpan(year, month int) span {
	return span{day{year, month, 1}, day{year, month, daysIn(year, month)}}
}

func quarterSpan(year, quarter int) span {
	return span{day{year, 3*quarter - 2, 1}, day{year, 3 * quarter, daysIn(year, 3*quarter)}}
}

func yearSpan(year int) span { return span{day{year, 1, 1}, day{year, 12, 31}} }

// yearIn is a year that is named, or the present one.
func yearIn(text string, today day) int {
	if text == "" {
		return today.year
	}
	return number(text)
}

// inMonth is a month, or a part of it.
func inMonth(s string, year, month int, part string) (span, error) {
	if _, err := calendarDay(s, year, month, 1); err != nil {
		return span{}, err
	}
	if part == "" {
		return monthSpan(year, month), nil
	}
	return partOf(part, monthSpan(year, month)), nil
}

// partOf is the first, the middle or the last day of a span.
func partOf(word string, s span) span {
	switch parts[word] {
	case 0:
		return oneDay(s.first)
	case 2:
		return oneDay(s.last)
	}
	middle := s.first.date().Add(s.last.date().Sub(s.first.date()) / 2)
	return oneDay(dayOf(middle))
}

var (
	hoursAway  = pattern.Lazy(`^(?:in ` + amount + ` (hours?|minutes?)(?:' time)?|` + amount + ` ?(hours?|minutes?|시간|분|時間|分) ?(?:(from now|from today|ago)|(후|뒤|이후|전|後|前)に?))$`)
	clockEnd   = pattern.Lazy(`^(.*?)(?:(?:^|,? )(?:at )?)(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)$`)
	clock24    = pattern.Lazy(`^(.*?)(?:(?:^|,? )(?:at )?)(\d{1,2}):(\d{2})$`)
	clockWord  = pattern.Lazy(`^(.*?)(?:(?:^|,? )(?:at )?)(noon|midday|midnight|정오|正午|자정)$`)
	clockAsian = pattern.Lazy(`^(.*?)(?:の|에)? ?(오전|오후|午前|午後)? ?(\d{1,2})(?:시|時)(?: ?(\d{1,2})(?:분|分)|(半|반))?(?:에|に)?$`)
)

const twelveHours = 12

// hoursFrom is an instant some hours or minutes away from now.
func hoursFrom(m []string, now time.Time) time.Time {
	word := m[2] + m[4]
	unit := time.Hour
	if strings.HasPrefix(word, "minute") || word == "분" || word == "分" {
		unit = time.Minute
	}
	switch m[5] + m[6] {
	case "ago", "전", "前":
		unit = -unit
	}
	return now.Add(time.Duration(count(m[1]+m[3])) * unit)
}

// timeOfDay parts a time of day from the day before it, which may be nothing.
func timeOfDay(s string) (rest string, at time.Duration, ok bool) {
	clock := func(hour, minute int) (string, time.Duration, bool) {
		if hour > 23 || minute > 59 {
			return s, 0, false
		}
		return strings.TrimSpace(rest), time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute, true
	}
	half := func(hour int, after bool) int {
		if hour > twelveHours || hour == 0 && !after {
			return 99 // not on a dial of twelve
		}
		if hour %= twelveHours; after {
			hour += twelveHours
		}
		return hour
	}
	if m := clockEnd().FindStringSubmatch(s); m != nil {
		rest = m[1]
		return clock(half(number(m[2]), m[4][0] == 'p'), minutes(m[3]))
	}
	if m := clock24().FindStringSubmatch(s); m != nil {
		rest = m[1]
		return clock(number(m[2]), minutes(m[3]))
	}
	if m := clockWord().FindStringSubmatch(s); m != nil {
		rest = m[1]
		if m[2] == "midnight" || m[2] == "자정" {
			return s, 0, false // of which of two days?
		}
		return clock(12, 0)
	}
	if m := clockAsian().FindStringSubmatch(s); m != nil {
		rest = m[1]
		hour, minute := number(m[3]), minutes(m[4])
		if m[5] != "" {
			minute = 30
		}
		if m[2] != "" {
			hour = half(hour, m[2] == "오후" || m[2] == "午後")
		}
		return clock(hour, minute)
	}
	return s, 0, false
}

func minutes(text string) int {
	if text == "" {
		return 0
	}
	return number(text)
}

// sortLongest puts long words before those that they begin with.
func sortLongest(words []string) {
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
}
