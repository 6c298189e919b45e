package articles

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// footLines is how many of a text's last lines may say who published it.
const footLines = 5

var (
	// staff is the end of a by-line that names the writer's paper; the word
	// "staff" is required: "foreign editor" names no paper.
	staff = regexp.MustCompile(`,\s*(\p{Lu}[\p{L}\p{N}&.'’ -]{0,50}?)\s+(?i:(?:senior|chief)\s+)?(?i:staff)\s+(?i:writers?|reporters?|correspondents?|editors?)$`)
	// onBehalf is a by-line's end that names for whom it was written.
	onBehalf = regexp.MustCompile(`\s+for\s+((?i:the\s+)?\p{Lu}[\p{L}\p{N}&.'’ -]{1,50})$`)
	ranks    = regexp.MustCompile(`(?i)^(?:senior|chief|former|special|contributing|deputy|associate)$`)

	labelled  = regexp.MustCompile(`^(?i:source|publisher|publication|published (?:by|in))\s*:?\s+(.+?)\.?$`)
	copyright = regexp.MustCompile(`^(?:©|(?i:\(c\)|copyright(?:\s*(?:©|\(c\)))?))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?,?)?\s*(?i:by\s+)?(\S.*?)[.,]?(?:\s*(?i:all rights reserved)\.?)?$`)
	bars      = regexp.MustCompile(`\s+[|·•‖]\s+`)
	dateline  = regexp.MustCompile(`^\p{Lu}[\p{Lu} .'’/-]{2,40},\s*([^()]{4,24}?)\s*\(([^()]{2,40})\)\s*(?:--|[-–—])\s*\S`)
	footDate  = regexp.MustCompile(`(?i)^(?:first\s+)?(?:published|posted|date)(?:\s+on)?\s*:?\s+`)
)

// readByLine reads what follows "By": the writers and their paper.
func (a *Article) readByLine(words string) {
	if m := staff.FindStringSubmatch(words); m != nil && !ranks.MatchString(m[1]) {
		a.publisher(m[1])
	}
	if m := onBehalf.FindStringSubmatch(words); m != nil {
		a.publisher(m[1])
		words = strings.TrimSuffix(words, m[0])
	}
	a.Authors = splitAuthors(words)
}

// publisher keeps a name that can be a publisher's, unless one is known.
func (a *Article) publisher(name string) {
	name = strings.TrimPrefix(oneLine(name), "the ")
	first, _ := utf8.DecodeRuneInString(name)
	if a.Publisher != "" || utf8.RuneCountInString(name) > 60 || len(strings.Fields(name)) > 6 || strings.Contains(name, "://") ||
		!unicode.IsUpper(first) && !unicode.In(first, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) && !unicode.IsDigit(first) {
		return
	}
	a.Publisher = name
}

// readParts reads a line such as "By NAME | PAPER | 11 February 2031"; it reports
// whether the line was one.
func (a *Article) readParts(line string) bool {
	parts := bars.Split(line, -1)
	known := 0
	var rest []string
	for _, part := range parts {
		switch m := byLine.FindStringSubmatch(part); {
		case m != nil && len(a.Authors) == 0:
			a.readByLine(m[1])
			known++
		case headDate(part) != "":
			if a.Published == "" {
				a.Published = headDate(part)
			}
			known++
		default:
			rest = append(rest, part)
		}
	}
	if len(parts) < 2 || known == 0 {
		return false
	}
	if len(rest) == 1 {
		a.publisher(rest[0])
	}
	return true
}

// readDateline reads a paragraph that begins "SEOUL, Feb. 19, 2031 (Agency) —".
func (a *Article) readDateline(line string) {
	m := dateline.FindStringSubmatch(line)
	if m == nil {
		return
	}
	a.publisher(m[2])
	if a.Published == "" {
		a.Published = headDate(m[1])
	}
}

// readFoot looks for who published a text, and when, in its last lines.
func (a *Article) readFoot() {
	lines := strings.Split(a.Text, "\n")
	for i, seen := len(lines)-1, 0; i > 0 && seen < footLines; i-- {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		seen++
		if m := copyright.FindStringSubmatch(line); m != nil {
			a.publisher(m[1])
		}
		a.readLabel(line)
		if label := footDate.FindString(line); label != "" && a.Published == "" {
			a.Published = headDate(line[len(label):])
		}
	}
}

func (a *Article) readLabel(line string) {
	if m := labelled.FindStringSubmatch(line); m != nil && headDate(m[1]) == "" {
		a.publisher(m[1])
	}
}

var (
	weekday   = regexp.MustCompile(`(?i)^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+`)
	clockTime = regexp.MustCompile(`^(.*\d{4}|.*\d日|.*\d일|.*\d{1,2}[-/.]\d{1,2}),?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?i:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{2,5}\)?)?$`)
	monthDot  = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.`)
	september = regexp.MustCompile(`(?i)\bsept\b`)
)

// headDate is a date as the head of an article writes it; a time of day whose
// zone is letters alone is left out, and the day stays as stated.
func headDate(s string) string {
	if len(s) >= 60 {
		return ""
	}
	s = oneLine(dateWord.ReplaceAllString(s, ""))
	if d := date(s); d != "" {
		return d
	}
	s = weekday.ReplaceAllString(s, "")
	if m := clockTime.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	return date(september.ReplaceAllString(monthDot.ReplaceAllString(s, "$1"), "Sep"))
}
