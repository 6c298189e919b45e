package notation

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"weathervane/forecasts/pattern"
	"weathervane/forecasts/timecolumn"
)

// span is a stretch of days, such as a month; one day is a span of its own.
type span struct{ first, last day }

func oneDay(d day) span { return span{d, d} }

// spoken is a way to name days in words.
type spoken struct {
	form  func() *regexp.Regexp
	means func(m []string, today day) (span, error)
}

// The words of English, Korean and Japanese. Names of days in other languages are
// those that a person needs most. github.com/markusmobius/go-dateparser knows two
// hundred languages, and with them costs the start of every command 0.4 s and 95 MB.
var (
	dayWords = wordNumbers(map[int]string{
		0:  "today 오늘 今日 きょう 本日 heute aujourd'hui hoy oggi",
		1:  "tomorrow 내일 明日 あした あす morgen demain mañana domani",
		2:  "day~after~tomorrow the~day~after~tomorrow 모레 明後日 あさって übermorgen après-demain",
		-1: "yesterday 어제 昨日 きのう gestern hier ayer ieri",
		-2: "day~before~yesterday the~day~before~yesterday 그저께 그제 一昨日 おととい vorgestern avant-hier anteayer",
	})
	counted = wordNumbers(map[int]string{
		1: "a an one 한 하루 一", 2: "two 두 이틀 二", 3: "three 세 사흘 三", 4: "four 네 나흘 四", 5: "five 다섯 닷새 五", 6: "six 여섯 六", 7: "seven 일곱 일주일 七",
		8: "eight 여덟 八", 9: "nine 아홉 九", 10: "ten 열 열흘 十", 12: "twelve 열두 十二", 15: "보름",
	})
	units = wordNumbers(map[int]string{
		'd': "day days 일 日", 'w': "week weeks 주 주일 週 週間", 'm': "month months 개월 달 か月 ヶ月 ケ月 カ月 ヵ月 ヵ月間 か月間 ヶ月間", 'q': "quarter quarters 분기", 'y': "year years 년 年",
	})
	nearby = wordNumbers(map[int]string{
		0: "this current 이번 올 금 今", 1: "next coming 다음 내 来", 2: "再来", -1: "last previous 지난 작 先 去 昨",
	})
	months = wordNumbers(map[int]string{
		1: "january jan", 2: "february feb", 3: "march mar", 4: "april apr", 5: "may", 6: "june jun", 7: "july jul", 8: "august aug", 9: "september sept sep", 10: "october oct", 11: "november nov", 12: "december dec",
	})
	weekdays = wordNumbers(map[int]string{
		0: "sunday sun 일요일 日曜日 日曜", 1: "monday mon 월요일 月曜日 月曜", 2: "tuesday tue tues 화요일 火曜日 火曜", 3: "wednesday wed 수요일 水曜日 水曜",
		4: "thursday thu thurs 목요일 木曜日 木曜", 5: "friday fri 금요일 金曜日 金曜", 6: "saturday sat 토요일 土曜日 土曜",
	})
	parts = wordNumbers(map[int]string{
		0: "start beginning begin 초 初め 初 頭", 1: "mid middle 중순 중 半ば 中旬", 2: "end close 말 끝 末 終わり 終り",
	})
)

// wordNumbers are lists of words, with the number that each means; ~ is a space in one.
func wordNumbers(lists map[int]string) map[string]int {
	all := map[string]int{}
	for n, list := range lists {
		for _, w := range strings.Fields(list) {
			all[strings.ReplaceAll(w, "~", " ")] = n
		}
	}
	return all
}

// among is a pattern for one of the words, the longest first.
func among(words map[string]int) string {
	var all []string
	for w := range words {
		all = append(all, regexp.QuoteMeta(w))
	}
	sortLongest(all)
	return "(" + strings.Join(all, "|") + ")"
}

var (
	amount   = `(\d{1,4}|` + among(counted)[1:]
	monthOf  = among(months) + `\.?`
	yearOf   = `(?:,? (\d{4}))?`
	ordinals = pattern.Lazy(`\b(\d{1,2})(?:st|nd|rd|th)\b(?: of\b)?`)
	leading  = pattern.Lazy(`^(?:on )?` + among(weekdays) + `,? (.*\d.*)$`)
	trailing = pattern.Lazy(`^(.+?) ?\(` + `([월화수목금토일月火水木金土日])` + `\)$`)
)

// speech are the ways to name days, tried in order.
var speech = []spoken{
	{whole(among(dayWords)), func(m []string, today day) (span, error) {
		today.day += dayWords[m[1]]
		return oneDay(today), nil
	}},
	{whole(`in ` + amount + ` ` + among(units) + `(?:' time)?`), ahead(1)},
	{whole(amount + ` ` + among(units) + ` from (?:now|today)`), ahead(1)},
	{whole(amount + ` ` + among(units) + ` ago`), ahead(-1)},
	{whole(amount + ` ?` + among(units) + ` ?(?:후|뒤|이후|後)(?:に)?`), ahead(1)},
	{whole(amount + ` ?` + among(units) + ` ?(?:전|前)(?:に)?`), ahead(-1)},
	{whole(`(하루|이틀|사흘|나흘|닷새|일주일|열흘|보름) ?(?:후|뒤)`), func(m []string, today day) (span, error) {
		today.day += counted[m[1]]
		return oneDay(today), nil
	}},
	{whole(`(하루|이틀|사흘|나흘|닷새|일주일|열흘|보름) ?전`), func(m []string, today day) (span, error) {
		today.day -= counted[m[1]]
		return oneDay(today), nil
	}},
	{whole(among(nearby) + ` ?(week|month|quarter|year|주|달|해|년|週|月|年)`), func(m []string, today day) (span, error) {
		return oneDay(today.plus(nearby[m[1]], unitOf(m[2]))), nil
	}},
	{whole(`(?:on |this |coming )?` + among(weekdays)), func(m []string, today day) (span, error) {
		today.day += (weekdays[m[1]] - today.weekday() + 7) % 7
		return oneDay(today), nil
	}},
	{whole(`last ` + among(weekdays)), func(m []string, today day) (span, error) {
		today.day -= (today.weekday()-weekdays[m[1]]+6)%7 + 1
		return oneDay(today), nil
	}},
	{whole(`next ` + among(weekdays)), func(m []string, today day) (span, error) {
		near := today
		near.day += (weekdays[m[1]]-today.weekday()+6)%7 + 1
		far := near
		far.day += 7
		return span{}, twoReadings(m[0], near, far)
	}},
	{whole(among(nearby) + ` ?(?:주|週)(?:의|の)? ?` + among(weekdays)), func(m []string, today day) (span, error) {
		today.day += 7*nearby[m[1]] + (weekdays[m[2]]+6)%7 - (today.weekday()+6)%7
		return oneDay(today), nil
	}},
	{whole(`(?:the )?` + among(parts) + `(?: of |-| )(?:the )?(?:` + among(nearby) + ` )?(week|month|quarter|year)`), func(m []string, today day) (span, error) {
		return partOf(m[1], today.plus(nearby[m[2]], unitOf(m[3])).whole(unitOf(m[3]))), nil
	}},
	{whole(`(year|month)-?end`), func(m []string, today day) (span, error) {
		return partOf("end", today.whole(unitOf(m[1]))), nil
	}},
	{whole(`(?:the )?` + among(parts) + `(?: of |-| )` + monthOf + yearOf), func(m []string, today day) (span, error) {
		return partOf(m[1], monthSpan(yearIn(m[3], today), months[m[2]])), nil
	}},
	{whole(`(?:the )?` + among(parts) + `(?: of |-| )(\d{4})`), func(m []string, _ day) (span, error) {
		return partOf(m[1], yearSpan(number(m[2]))), nil
	}},
	{whole(`(?:(\d{4}) ?[年년] ?)?(\d{1,2}) ?[月월](?:の|의)? ?` + among(parts)), func(m []string, today day) (span, error) {
		return inMonth(m[0], yearIn(m[1], today), number(m[2]), m[3])
	}},
	{whole(`(\d{4}) ?[年년](?:の|의)? ?` + among(parts)), func(m []string, _ day) (span, error) {
		return partOf(m[2], yearSpan(number(m[1]))), nil
	}},
	{whole(`(?:` + among(nearby) + ` ?)?(연|월|주|年|月|週|달|해|년)(?:の|의)? ?` + among(parts)), func(m []string, today day) (span, error) {
		return partOf(m[3], today.plus(nearby[m[1]], unitOf(m[2])).whole(unitOf(m[2]))), nil
	}},
	{whole(monthOf + ` ?,? (\d{4})`), func(m []string, _ day) (span, error) { return monthSpan(number(m[2]), months[m[1]]), nil }},
	{whole(monthOf), func(m []string, today day) (span, error) { return monthSpan(today.year, months[m[1]]), nil }},
	{whole(`q([1-4]) ?,? ?(\d{4})`), func(m []string, _ day) (span, error) { return quarterSpan(number(m[2]), number(m[1])), nil }},
	{whole(`(\d{4}) ?q([1-4])`), func(m []string, _ day) (span, error) { return quarterSpan(number(m[1]), number(m[2])), nil }},
	{whole(`(\d{4}) ?[年년] ?(\d{1,2}) ?[月월]`), func(m []string, _ day) (span, error) {
		return inMonth(m[0], number(m[1]), number(m[2]), "")
	}},
	{whole(`(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]`), func(m []string, today day) (span, error) {
		d, err := calendarDay(m[0], today.year, number(m[1]), number(m[2]))
		return oneDay(d), err
	}},
	{whole(`((?:19|20)\d\d)(?: ?[年년])?`), func(m []string, _ day) (span, error) { return yearSpan(number(m[1])), nil }},
}

func whole(form string) func() *regexp.Regexp { return pattern.Lazy(`^(?:` + form + `)$`) }

// ahead counts from today, in a direction.
func ahead(way int) func(m []string, today day) (span, error) {
	return func(m []string, today day) (span, error) {
		return oneDay(today.plus(way*count(m[1]), units[m[2]])), nil
	}
}

// count reads an amount, in digits or as a word.
func count(s string) int {
	if n, ok := counted[s]; ok {
		return n
	}
	return number(s)
}

// spokenDays reads days in words, as they are told on a day.
func spokenDays(s string, today day) (days span, found bool, err error) {
	for i := range speech {
		if m := speech[i].form().FindStringSubmatch(s); m != nil {
			days, err = speech[i].means(m, today)
			return days, true, err
		}
	}
	return span{}, false, nil
}

// inWords reads what exact forms do not: days in words, with or without a time of day;
// dates with ordinals, a weekday before them, slashes, points, or months of other
// languages. A date that has two readings is refused with both.
func inWords(s string, now time.Time, zone *time.Location, endOfDay bool) (t time.Time, found bool, err error) {
	if m := hoursAway().FindStringSubmatch(s); m != nil {
		return hoursFrom(m, now), true, needPresent(s, now)
	}
	rest, hour, timed := timeOfDay(s)
	y, m, d := now.In(zone).Date()
	today := day{y, int(m), d}
	days, found, err := daysInWords(rest, today, now, zone)
	if err != nil || !found {
		return t, found, err
	}
	switch {
	case timed:
		d := days.first
		return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, zone).Add(hour), true, nil
	case endOfDay:
		days.last.day++
		return days.last.begins(zone), true, nil
	}
	return days.first.begins(zone), true, nil
}

func daysInWords(s string, today day, now time.Time, zone *time.Location) (days span, found bool, err error) {
	if s == "" {
		return oneDay(today), true, needPresent(s, now)
	}
	if days, found, err = spokenDays(s, today); found {
		if err == nil && !fixed().MatchString(s) {
			err = needPresent(s, now)
		}
		return days, true, err
	}
	bare := strings.TrimSpace(ordinals().ReplaceAllString(s, "$1"))
	stated := -1
	if m := leading().FindStringSubmatch(bare); m != nil {
		stated, bare = weekdays[m[1]], m[2]
	} else if m := trailing().FindStringSubmatch(bare); m != nil {
		stated, bare = weekdays[m[2]+"曜"], m[1]
		if korean, ok := weekdays[m[2]+"요일"]; ok {
			stated = korean
		}
	}
	var d day
	if bare != s {
		if d, err = parseDay(bare, now, zone); err == nil {
			found = true
		}
	}
	if !found {
		if d, found, err = dateColumn(bare); err != nil || !found {
			return span{}, found, err
		}
	}
	if stated >= 0 && d.weekday() != stated {
		return span{}, true, fmt.Errorf("%s is not on that day of the week: leave out one of them", quoted(s))
	}
	return oneDay(d), true, nil
}

// fixed is in what names its year: it does not depend on the present.
var fixed = pattern.Lazy(`\d{4}`)

// dateColumn reads a date as a table's column would have it.
func dateColumn(s string) (d day, found bool, err error) {
	if !strings.ContainsAny(s, "/.-") && strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0 && len(s) != len("20240131") {
		return day{}, false, nil // a number
	}
	read := func(o timecolumn.Order) (day, bool) {
		c := timecolumn.Column{Given: o}
		at, err := c.Read([]byte(s), 1)
		if err != nil || !c.Shows(timecolumn.Day) && !c.Shows(timecolumn.Compact) {
			return day{}, false
		}
		t := time.UnixMilli(c.At(at, c.Order().Order)).UTC()
		return day{t.Year(), int(t.Month()), t.Day()}, true
	}
	first, ok := read(timecolumn.DayFirst)
	second, also := read(timecolumn.MonthFirst)
	switch {
	case ok && also && first != second && strings.ContainsAny(s, "/-"):
		return day{}, true, twoReadings(s, first, second)
	case ok:
		return first, true, nil
	}
	return second, also, nil
}

// twoReadings is that a date may be either of two days.
func twoReadings(s string, a, b day) error {
	return fmt.Errorf("%s may be %s or %s: write %s or %s", quoted(s), a.long(), b.long(), a.iso(), b.iso())
}

func (d day) date() time.Time {
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
}
func (d day) long() string { return d.date().Format("2 January 2006") }
func (d day) iso() string  { return d.date().Format(time.DateOnly) }
func (d day) weekday() int { return int(d.date().Weekday()) }
