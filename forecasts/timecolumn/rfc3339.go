package timecolumn

const day24 = 24 * 60 * 60 * 1000 // milliseconds

// readRFC3339 reads RFC 3339, with or without a zone, and dates with dashes, which
// most cells are: milliseconds since 1970, without traits if it is anything else.
func readRFC3339(b []byte) (int64, traits) {
	if len(b) < 10 || b[4] != '-' || b[7] != '-' {
		return 0, 0
	}
	date, year, ok := parseDate(b, 5, 8)
	if !ok || !plausible(year) {
		return 0, 0
	}
	if len(b) == 10 {
		return date, 1<<Written | 1<<Day
	}
	clock, t := parseClock(b[10:])
	return date + clock, t
}

// parseClock reads T15:04:05.999Z, with an offset or without, as milliseconds.
func parseClock(b []byte) (int64, traits) {
	if len(b) < 6 || (b[0] != 'T' && b[0] != 't' && b[0] != ' ') || b[3] != ':' {
		return 0, 0
	}
	hour, ok1 := two(b, 1)
	minute, ok2 := two(b, 4)
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return 0, 0
	}
	ms := int64(hour*3600+minute*60) * 1000
	b = b[6:]
	if len(b) >= 3 && b[0] == ':' {
		second, ok := two(b, 1)
		if !ok || second > 60 {
			return 0, 0
		}
		ms += int64(second) * 1000
		b = b[3:]
		if len(b) > 1 && b[0] == '.' {
			i, unit := 1, int64(100)
			for ; i < len(b) && '0' <= b[i] && b[i] <= '9'; i++ {
				ms += int64(b[i]-'0') * unit
				unit /= 10
			}
			if i == 1 {
				return 0, 0
			}
			b = b[i:]
		}
	}
	if len(b) == 0 {
		return ms, 1<<Written | 1<<Naive
	}
	offset, ok := parseOffset(b)
	if !ok {
		return 0, 0
	}
	return ms - offset, 1 << Written
}

// parseOffset reads Z, UTC, +09:00, +0900 or +09, as milliseconds.
func parseOffset(b []byte) (int64, bool) {
	if len(b) > 1 && b[0] == ' ' {
		b = b[1:]
	}
	if len(b) == 1 && (b[0] == 'Z' || b[0] == 'z') || string(b) == "UTC" {
		return 0, true
	}
	if len(b) < 3 || b[0] != '+' && b[0] != '-' {
		return 0, false
	}
	hour, ok1 := two(b, 1)
	minute, ok2 := 0, len(b) == 3
	switch {
	case len(b) == 6 && b[3] == ':':
		minute, ok2 = two(b, 4)
	case len(b) == 5:
		minute, ok2 = two(b, 3)
	}
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return 0, false
	}
	ms := int64(hour*3600+minute*60) * 1000
	if b[0] == '-' {
		ms = -ms
	}
	return ms, true
}

// parseDate reads a date of eight digits: the year at the start, month and day at
// the places given.
func parseDate(b []byte, month, day int) (date int64, year int, ok bool) {
	y1, ok1 := two(b, 0)
	y2, ok2 := two(b, 2)
	m, ok3 := two(b, month)
	d, ok4 := two(b, day)
	year = y1*100 + y2
	if !(ok1 && ok2 && ok3 && ok4) || !isDay(year, m, d) {
		return 0, year, false
	}
	return civilDay(year, m, d) * day24, year, true
}

func two(b []byte, i int) (int, bool) {
	hi, lo := b[i]-'0', b[i+1]-'0'
	return int(hi)*10 + int(lo), hi <= 9 && lo <= 9
}

// plausible reports whether records can hold an instant of a year.
func plausible(year int) bool { return year >= 1900 && year <= 2300 }

func isDay(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// civilDay counts days since 1970-01-01 (Hinnant's rule, from March).
func civilDay(year, month, day int) int64 {
	if month <= 2 {
		year--
	}
	era := year / 400
	yoe := year - era*400
	doy := (153*((month+9)%12)+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int64(era*146097 + doe - 719468)
}
