package timecolumn

import (
	"bytes"
	"strings"
)

// scanner takes a cell apart from its start.
type scanner struct{ b []byte }

// plain writes a cell with the spaces, digits and signs of ASCII.
func plain(b []byte) []byte {
	if bytes.IndexFunc(b, func(c rune) bool { return c >= 0x80 }) < 0 {
		return b
	}
	return bytes.Map(func(c rune) rune {
		switch {
		case c == '\u00a0' || c == '\u202f' || c == '\u2009' || c == '\u3000':
			return ' '
		case c == '\u2212':
			return '-'
		case '！' <= c && c <= '～': // the wide forms of ! to ~
			return c - '！' + '!'
		}
		return c
	}, b)
}

// instant reads a date and what follows it: a time of day and its zone.
func (s *scanner) instant(r *reading) error {
	s.weekday()
	late := false // the year comes at the end, as in Jan 2 10:00:00 UTC 2024
	var month, day int
	switch {
	case s.digit():
		if !s.numericDate(r) {
			return errNotTime
		}
	default:
		var ok bool
		if month, day, ok = s.monthDay(); !ok {
			return errNotTime
		}
		if late = s.clockAhead(); !late && !s.year(r, month, day) {
			return errNotTime
		}
	}
	s.bracket('(', ')') // a weekday
	if len(s.b) == 0 {
		r.traits |= 1<<Written | 1<<Day
		return nil
	}
	if !s.clock(r) {
		return errNotTime
	}
	if err := s.zone(r); err != nil {
		return err
	}
	if late && (!s.spaces() || !s.year(r, month, day)) {
		return errNotTime
	}
	s.bracket('(', ')')
	s.bracket('[', ']')
	if len(s.b) > 0 {
		return errNotTime
	}
	r.traits |= 1 << Written
	return nil
}

// numericDate reads a date that begins with a digit.
func (s *scanner) numericDate(r *reading) bool {
	a, na := s.number()
	if na == 8 { // 20240102T100000Z
		return r.date(a/10000, a/100%100, a%100)
	}
	if s.text("年") || s.text("년") {
		s.spaces()
		month, n := s.number()
		if n == 0 || !s.text("月") && !s.text("월") {
			return false
		}
		s.spaces()
		day, n := s.number()
		return n > 0 && (s.text("日") || s.text("일")) && r.date(a, month, day)
	}
	if na <= 2 {
		s.ordinal()
	}
	spaced := s.spaces()
	separator := s.any("-/.")
	spaced = s.spaces() || spaced
	if separator == 0 || !s.digit() {
		return (separator != 0 || spaced) && s.namedMonth(r, a, na)
	}
	b, nb := s.number()
	s.spaces()
	if s.any("-/.") != separator || nb > 2 {
		return false
	}
	s.spaces()
	c, nc := s.number()
	s.trailing(separator)
	switch {
	case na >= 3:
		return nc <= 2 && r.date(a, b, c)
	case nc >= 3:
	case nc == 2 && separator != '-': // which begins with the year at times
		c = century(c)
	default:
		return false
	}
	if separator == '.' {
		r.traits |= 1 << dotted
	}
	return r.eitherOrder(c, a, b)
}

// trailing skips the point after a date such as 2024. 1. 2.
func (s *scanner) trailing(separator byte) {
	if separator == '.' && len(s.b) > 0 && s.b[0] == '.' {
		s.b = s.b[1:]
	}
}

// namedMonth reads the month's name and what follows it, after the day or year.
func (s *scanner) namedMonth(r *reading, first, digits int) bool {
	s.of()
	month := months[s.word()]
	if month == 0 {
		return false
	}
	if digits <= 2 {
		return s.year(r, month, first)
	}
	s.any("-/.,")
	s.spaces()
	day, n := s.number()
	s.ordinal()
	return n > 0 && n <= 2 && r.date(first, month, day)
}

// monthDay reads the month's name and the day.
func (s *scanner) monthDay() (month, day int, ok bool) {
	month = months[s.word()]
	s.any("-/.,")
	s.spaces()
	day, n := s.number()
	s.ordinal()
	return month, day, month > 0 && n > 0 && n <= 2
}

// year reads the year after month and day.
func (s *scanner) year(r *reading, month, day int) bool {
	for s.any("-/., ") != 0 {
	}
	s.of()
	year, n := s.number()
	switch {
	case n == 2:
		year = century(year)
	case n < 2:
		return false
	}
	return r.date(year, month, day)
}

// clockAhead reports whether a time of day follows, such as 10:00.
func (s *scanner) clockAhead() bool {
	rest := bytes.TrimLeft(s.b, " ")
	colon := bytes.IndexByte(rest, ':')
	return len(rest) < len(s.b) && (colon == 1 || colon == 2)
}

// date sets the day; false if there is none such.
func (r *reading) date(year, month, day int) bool {
	if !isDay(year, month, day) {
		return false
	}
	at := civilDay(year, month, day) * day24
	r.year, r.day = year, [2]int64{at, at}
	return true
}

// eitherOrder sets the day from two parts of which one is the month.
func (r *reading) eitherOrder(year, a, b int) bool {
	switch day, month := isDay(year, b, a), isDay(year, a, b); {
	case day && month && a == b:
	case day && month:
		r.traits |= 1 << open
		r.year = year
		r.day = [2]int64{civilDay(year, b, a) * day24, civilDay(year, a, b) * day24}
		return true
	case day:
		r.traits |= 1 << dayFirst
	case month:
		r.traits |= 1 << monthFirst
		return r.date(year, a, b)
	}
	return r.date(year, b, a)
}

// century completes a year of two digits: 1969 to 2068.
func century(year int) int {
	if year < 69 {
		return 2000 + year
	}
	return 1900 + year
}

// clock reads what stands between date and time of day, and the time of day.
func (s *scanner) clock(r *reading) bool {
	s.any("Tt,:_")
	s.spaces()
	s.words(between)
	half := s.half()
	s.spaces()
	hour, n := s.number()
	var minute, second int
	clocked := true
	switch {
	case n == 6:
		hour, minute, second = hour/10000, hour/100%100, hour%100
	case n == 4:
		hour, minute = hour/100, hour%100
	case n == 0 || n > 2:
		return false
	case s.text("時") || s.text("시"):
		minute = s.part("分", "분")
		second = s.part("秒", "초")
	case s.any(":") != 0:
		if minute, n = s.number(); n == 0 || n > 2 {
			return false
		}
		if s.any(":") != 0 {
			if second, n = s.number(); n == 0 || n > 2 {
				return false
			}
		}
	default:
		clocked = false
	}
	if clocked && s.any(".,") != 0 {
		unit := int64(100)
		if !s.digit() {
			return false
		}
		for ; s.digit(); s.b = s.b[1:] {
			r.clock += int64(s.b[0]-'0') * unit
			unit /= 10
		}
	}
	if half == 0 {
		before := s.b
		s.spaces()
		if half = s.half(); half == 0 {
			s.b = before
		}
	}
	switch {
	case half == 0 && !clocked:
		return false
	case half != 0 && (hour < 1 || hour > 12) && !(hour == 0 && half < 0):
		return false
	case half > 0 && hour < 12:
		hour += 12
	case half < 0 && hour == 12:
		hour = 0
	}
	r.clock += int64(hour*3600+minute*60+second) * 1000
	return hour <= 23 && minute <= 59 && second <= 60
}

// part reads the minutes or seconds that a word follows; 0 if there are none.
func (s *scanner) part(names ...string) int {
	before := s.b
	s.spaces()
	if n, digits := s.number(); digits > 0 && digits <= 2 {
		for _, name := range names {
			if s.text(name) {
				return n
			}
		}
	}
	s.b = before
	return 0
}

// half reads the half of the day: -1 before noon, 1 after it, 0 if none is given.
func (s *scanner) half() int {
	if len(s.b) == 0 || !letter(s.b[0]) {
		return 0
	}
	for _, h := range halves {
		n := len(h.text)
		if len(s.b) >= n && strings.EqualFold(string(s.b[:n]), h.text) && (h.text != "am" && h.text != "pm" || len(s.b) == n || !letter(s.b[n])) {
			s.b = s.b[n:]
			return h.half
		}
	}
	return 0
}

func letter(b byte) bool { return b >= 0x80 || 'a' <= b|0x20 && b|0x20 <= 'z' }

// weekday skips the name of a weekday at the start.
func (s *scanner) weekday() {
	before := s.b
	if !weekdays[s.word()] {
		s.b = before
		return
	}
	for s.any("., ") != 0 {
	}
}

// of skips what stands between day, month and year in words: of, de.
func (s *scanner) of() { s.words(joining) }

func (s *scanner) words(skip map[string]bool) {
	before := s.b
	if !skip[s.word()] {
		s.b = before
	}
	s.spaces()
}

// ordinal skips the ending of a day's number.
func (s *scanner) ordinal() {
	before := s.b
	if !ordinals[s.word()] {
		s.b = before
	}
}

// bracket skips a remark in brackets, and spaces before it.
func (s *scanner) bracket(from, to byte) {
	rest := bytes.TrimLeft(s.b, " ")
	if len(rest) > 0 && rest[0] == from {
		if end := bytes.IndexByte(rest, to); end > 0 {
			s.b = rest[end+1:]
		}
	}
}

func (s *scanner) digit() bool { return len(s.b) > 0 && '0' <= s.b[0] && s.b[0] <= '9' }

// number reads up to nine digits.
func (s *scanner) number() (n, digits int) {
	for ; s.digit() && digits < 9; s.b = s.b[1:] {
		n = n*10 + int(s.b[0]-'0')
		digits++
	}
	return n, digits
}

// any takes one of the characters; 0 if none is next.
func (s *scanner) any(of string) byte {
	if len(s.b) == 0 || strings.IndexByte(of, s.b[0]) < 0 {
		return 0
	}
	c := s.b[0]
	s.b = s.b[1:]
	return c
}

// text takes a text if it is next.
func (s *scanner) text(of string) bool {
	if !bytes.HasPrefix(s.b, []byte(of)) {
		return false
	}
	s.b = s.b[len(of):]
	return true
}

func (s *scanner) spaces() bool {
	n := len(s.b)
	s.b = bytes.TrimLeft(s.b, " \t")
	return len(s.b) < n
}

// word takes letters, in lower case; a point after an abbreviated one belongs to it.
func (s *scanner) word() string {
	i := 0
	for i < len(s.b) && letter(s.b[i]) {
		i++
	}
	if i == 0 {
		return ""
	}
	word := strings.ToLower(string(s.b[:i]))
	s.b = s.b[i:]
	if len(s.b) > 0 && s.b[0] == '.' {
		s.b = s.b[1:]
	}
	return word
}
