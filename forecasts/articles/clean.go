package articles

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"weathervane/forecasts/notation"
)

var (
	lineEnds   = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n\n")
	emptyLines = regexp.MustCompile(`\n{3,}`)
)

// clean brings line ends, trailing spaces and runs of empty lines to one form
// and leaves every other code point as it is.
func clean(text string) string {
	lines := strings.Split(lineEnds.Replace(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	text = strings.Trim(strings.Join(lines, "\n"), "\n")
	return emptyLines.ReplaceAllString(text, "\n\n")
}

// oneLine folds white space, for titles and names.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// opening makes a title out of a text's first words, where it has none.
func opening(text string) string {
	const most = 80
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line = oneLine(line)
	if utf8.RuneCountInString(line) <= most {
		return line
	}
	cut := string([]rune(line)[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + "…"
}

// byMarks separates names in a line of authors.
var byMarks = regexp.MustCompile(`\s*[;、，·]\s*|\s+(?:and|And|AND|und|et|y|with)\s+|\s*&\s*`)

var roleWords = regexp.MustCompile(`(?i)\b(staff|writers?|correspondents?|editors?|reporters?|bureau|columnist|contributor|analyst)\b`)

// splitAuthors takes a byline apart: "By A. Moreau and Lee Bo-ra, staff
// writers" names two people.
func splitAuthors(byline string) []string {
	byline = oneLine(byline)
	if len(byline) > 3 && strings.EqualFold(byline[:3], "by ") {
		byline = byline[3:]
	}
	var names []string
	for _, part := range byMarks.Split(byline, -1) {
		for _, name := range strings.Split(part, ",") {
			name = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(name), "기자"), "記者"))
			if name == "" || roleWords.MatchString(name) || utf8.RuneCountInString(name) > 80 || strings.Contains(name, "://") {
				continue
			}
			names = appendNew(names, name)
		}
	}
	return names
}

func appendNew(names []string, name string) []string {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return names
		}
	}
	return append(names, name)
}

var (
	instantLayouts = []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999Z0700", "2006-01-02 15:04:05Z07:00",
		"2006-01-02 15:04:05 -0700", time.RFC1123Z}
	dayLayouts = []string{time.DateOnly, "2006/1/2", "2006.1.2", "20060102", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006",
		"Jan. 2, 2006", "2006年1月2日", "2006년 1월 2일", "2006-01-02T15:04:05.999", "2006-01-02T15:04", time.DateTime, "Monday, January 2, 2006",
		"Mon, 2 Jan 2006", time.RFC1123}
)

// date brings a date to the form of a record: an instant where the source has
// a time with its zone, otherwise the plain day; "" where it is neither.
func date(s string) string {
	s = oneLine(s)
	for _, layout := range instantLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return inYears(t, notation.Instant(t))
		}
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return inYears(t, t.Format(time.DateOnly))
		}
	}
	return ""
}

func inYears(t time.Time, s string) string {
	if y := t.UTC().Year(); y < 1000 || y > 9999 {
		return ""
	}
	return s
}

// tag brings "en_US" or "KO" to the form of BCP 47; "" where it is no tag.
func tag(s string) string {
	t, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(s), "_", "-"))
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// scriptLanguage tells the language where its script does: kana is Japanese,
// Hangul Korean. Han alone and Latin letters leave it open.
func scriptLanguage(text string) string {
	letters, hangul, kanas := 0, 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hangul, r):
			hangul++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kanas++
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	switch {
	case letters == 0:
		return ""
	case hangul*2 > letters:
		return "ko"
	case kanas*5 > letters:
		return "ja"
	}
	return ""
}
