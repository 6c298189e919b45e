package pasted

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"weathervane/forecasts/pattern"
)

// line is one of a text, without the marks of its form.
type line struct {
	text    string
	outcome string // that a mark before or after it says
	open    bool   // an empty box says that it is open
	struck  bool   // a line goes through it
	listed  bool   // it is one of a list
	heading bool   // it is marked as a heading
	tabs    int    // within it, as between the cells of a table
}

var (
	quote    = pattern.Lazy(`^(?:>\s*)+`)
	hashes   = pattern.Lazy(`^#{1,6}\s+`)
	marker   = pattern.Lazy(`^(?:[-*+•‣◦▪●–—·]|\(?\d{1,3}[.)])\s+`)
	box      = pattern.Lazy(`^\[([ xX✓✔✅☑✗✘❌×✖]?)\]\s*`)
	boxAfter = pattern.Lazy(`\s+\[([ xX✓✔✅☑✗✘❌×✖]?)\]$`)
	rule     = pattern.Lazy(`^[-=*_~|:\s]+$`)
	link     = pattern.Lazy(`!?\[([^\]]+)\]\([^)]*\)`)
	struck   = pattern.Lazy(`(?i)~~(.+?)~~|<(?:s|del|strike)>(.+?)</(?:s|del|strike)>`)
	tag      = pattern.Lazy(`</?[a-zA-Z][^>]*>`)
	emphasis = pattern.Lazy("\\*\\*|__|`")
	bold     = pattern.Lazy(`^(?:\*\*[^*]+\*\*|__[^_]+__):?$`)
	single   = pattern.Lazy(`^([*_])(\S.*\S)[*_]$`)
)

const (
	ticks   = "✓✔✅☑🗸"
	crosses = "✗✘❌×✖☒"
	boxes   = "☐⬜◻"
)

// through is the sign that strikes out the letter before it.
const through = '\u0336'

// longest is how many bytes of a line are looked at.
const longest = 600

func newLine(text string) (s line) {
	text = text[:min(len(text), longest)]
	text = strings.TrimSpace(strings.TrimPrefix(strings.ToValidUTF8(text, "\ufffd"), "\ufeff"))
	if strings.ContainsRune(text, through) {
		s.struck, text = true, strings.ReplaceAll(text, string(through), "")
	}
	text = quote().ReplaceAllString(text, "")
	if rule().MatchString(text) {
		return s
	}
	if at := hashes().FindString(text); at != "" {
		s.heading, text = true, strings.TrimRight(text[len(at):], "# ")
	}
	if at := marker().FindString(text); at != "" {
		s.listed, text = true, text[len(at):]
	}
	if bare := emphasis().ReplaceAllString(text, ""); bold().MatchString(text) || capitals(bare) {
		s.heading, text = !s.listed, bare
	} else {
		text = bare
	}
	if at := box().FindStringSubmatch(text); at != nil {
		s.listed, text = true, text[len(at[0]):]
		s.boxed(at[1])
	}
	if at := boxAfter().FindStringSubmatch(text); at != nil {
		text = text[:len(text)-len(at[0])]
		s.boxed(at[1])
	}
	text = link().ReplaceAllString(text, "$1")
	text = s.unstruck(text)
	text = html.UnescapeString(tag().ReplaceAllString(text, ""))
	text = s.unmarked(text)
	s.tabs = strings.Count(text, "\t")
	s.text = strings.Join(strings.Fields(text), " ")
	s.text = single().ReplaceAllString(s.text, "$2")
	if s.struck && s.outcome == "" && !s.open {
		s.outcome = "no"
	} else {
		s.struck = false
	}
	return s
}

// capitals reports whether a text is a heading by its capitals.
func capitals(text string) bool {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) || unicode.IsLetter(r) && !unicode.IsUpper(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters >= 2 && len(text) < 60
}

// boxed takes what is in a box for the outcome.
func (s *line) boxed(mark string) {
	switch mark = strings.ToLower(mark); {
	case mark == "" || mark == " ":
		s.open = true
	case mark == "x" || strings.Contains(ticks, mark):
		s.outcome = "yes"
	default:
		s.outcome = "no"
	}
}

// unstruck is a text without what is struck out in it, unless that is most of it: then
// the line is.
func (s *line) unstruck(text string) string {
	letters := func(of string) (n int) {
		for _, r := range of {
			if unicode.IsLetter(r) {
				n++
			}
		}
		return n
	}
	kept := struck().ReplaceAllString(text, "")
	if letters(text) <= 2*letters(kept) {
		return kept
	}
	s.struck = s.struck || kept != text
	return struck().ReplaceAllString(text, "$1$2")
}

// unmarked takes ticks, crosses and boxes away from both ends of a text.
func (s *line) unmarked(text string) string {
	take := func(mark rune) bool {
		switch {
		case strings.ContainsRune(ticks, mark):
			s.outcome = "yes"
		case strings.ContainsRune(crosses, mark):
			s.outcome = "no"
		case strings.ContainsRune(boxes, mark):
			s.open = true
		default:
			return mark == '\ufe0f' || unicode.IsSpace(mark)
		}
		return true
	}
	return strings.TrimRightFunc(strings.TrimLeftFunc(text, take), take)
}

// The parts of a prediction.
const (
	number = `(?:~|≈|ca\.?\s|about\s|around\s)?\s?((?:[<>≤≥]=?\s?)?\d{1,3}(?:[.,]\d+)?(?:\s?[-–]\s?\d{1,3}(?:[.,]\d+)?)?)\s?(?:%|％|percent\b|per cent\b|퍼센트|パーセント)`
	share  = `(?:p\s?=\s?)?(0?[.,]\d+)`
	chance = `(?:\s+(?:chance|likely|likelihood|probability|probable|confidence|confident|sure|certain|certainty|credence))?`
	sepa   = `\s*[:：,;|=–—−→-]+>?\s*`
	ended  = `(?:yes|no|true|false|right|wrong|correct|incorrect|happened|did not happen|didn.t happen|void|n/a|annulled|cancelled|ambiguous|open|pending|unresolved|tbd|not yet|\?|ja|nein|oui|non|예|네|아니오|맞음|틀림|はい|いいえ|当たり|外れ)`
	tail   = `[.!]?(?:\s*(?:` + sepa + `)?[(\[（]?\s*(?i:(` + ended + `))\s*[)\]）]?[.!]?)?$`
)

var (
	inBrackets = pattern.Lazy(`^(.+?)(\s*[(\[（［]\s*)` + `(?i:(?:` + number + chance + `|` + share + `))\s*[)\]）］]` + tail)
	after      = pattern.Lazy(`^(.+?)(\s*[:：,;|=–—−→-]+>?\s*(?:(?i:with|at)\s+)?)` + `(?i:(?:` + number + chance + `|` + share + `))` + tail)
	afterSpace = pattern.Lazy(`^(.+?)(\s+)` + `(?i:(?:` + number + chance + `))` + tail)
	before     = pattern.Lazy(`^[(\[（［]?(?i:` + number + chance + `)[)\]）］]?((?:` + sepa + `)|\s+that\s+|\s+)(.+)$`)
	shareFirst = pattern.Lazy(`^(?:[(\[（［]` + share + `[)\]）］]\s*[:：,;|–—-]*\s*|` + share + `\s*[:：;|–—-]+\s*)(.+)$`)
	alone      = pattern.Lazy(`^[(\[]?(?i:` + number + chance + `(?:\s+predictions?)?)[)\]]?\s*:?$`)
	lastWord   = pattern.Lazy(`[\pL<>≥≤=+]+$`)
	firstWord  = pattern.Lazy(`^\pL+`)
	outcomeEnd = pattern.Lazy(`^(.+?)(?:` + sepa + `|\s*[(\[（]\s*)(?i:(` + ended + `))\s*[)\]）]?$`)
)

// measures are words beside which a percentage is a part of what is predicted.
var measures = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields("above below over under than by at of to least most exceed exceeds exceeding reach reaches hit hits grow grows grew rise rises fall falls drop drops between from is are be was were about around with for in get gets win wins within nearly almost up down and or more less increase increases decrease decreases gain gains lose loses < > <= >= ≥ ≤ = +") {
		all[w] = true
	}
	return all
}()

// What stands between a title and the probability after it.
const (
	bracketed = iota
	parting
	spaced
)

// prediction takes a line apart; parted reports that a table could have it as well. It
// has no probability where the line is none.
func (s line) prediction() (p Prediction, parted bool) {
	p.Outcome, p.Struck = s.outcome, s.struck
	if strings.IndexFunc(s.text, unicode.IsDigit) < 0 || s.tabs > 1 {
		return p, false
	}
	for kind, form := range [...]func() *regexp.Regexp{bracketed: inBrackets, parting: after, spaced: afterSpace} {
		m := form().FindStringSubmatch(s.text)
		if m == nil {
			continue
		}
		title, probability, outcome := m[1], m[3], m[len(m)-1]
		if probability == "" {
			probability = m[4]
		} else {
			probability += "%"
		}
		if !titled(title) || kind == spaced && measures[strings.ToLower(lastWord().FindString(title))] {
			continue
		}
		if strings.Trim(m[2], "-–,") == "" && unicode.IsDigit(rune(title[len(title)-1])) {
			continue // within a span or a number
		}
		parted = strings.ContainsAny(m[2], ",;|") && kind == parting || s.tabs > 0
		if parted && (strings.ContainsAny(title, ";|") || strings.Count(title, ",") > 0 && !strings.Contains(title, ", ") || !strings.ContainsFunc(title, unicode.IsSpace) && len(title) < 12) {
			continue // a row of a table
		}
		p.Title, p.Probability = finished(title), plain(probability)
		p.ends(outcome, s)
		return p, parted
	}
	if m := before().FindStringSubmatch(s.text); m != nil && titled(m[3]) && !(strings.TrimSpace(m[2]) == "" && measures[strings.ToLower(firstWord().FindString(m[3]))]) {
		p.Title, p.Probability = finished(m[3]), plain(m[1]+"%")
		if end := outcomeEnd().FindStringSubmatch(m[3]); end != nil {
			p.Title = finished(end[1])
			p.ends(end[2], s)
		}
		return p, strings.ContainsAny(m[2], ",;|") || s.tabs > 0
	}
	if m := shareFirst().FindStringSubmatch(s.text); m != nil && titled(m[3]) {
		p.Title, p.Probability = finished(m[3]), plain(m[1]+m[2])
		return p, false
	}
	return p, false
}

// titled reports whether a text can be what is predicted: it has a letter, and does
// not end in the midst of something.
func titled(text string) bool {
	text = strings.TrimSpace(text)
	return strings.IndexFunc(text, unicode.IsLetter) >= 0 && !strings.ContainsAny(text[len(text)-1:], ":,;=-<>~(")
}

func finished(title string) string {
	return single().ReplaceAllString(strings.Trim(strings.TrimSpace(title), " :,;|–—"), "$2")
}

// plain is a probability without space in it.
func plain(text string) string { return strings.Join(strings.Fields(text), "") }

// ends takes a word for the outcome.
func (p *Prediction) ends(word string, s line) {
	switch strings.ToLower(strings.ReplaceAll(word, "’", "'")) {
	case "":
		return
	case "yes", "true", "right", "correct", "happened", "ja", "oui", "예", "네", "맞음", "はい", "当たり":
		p.Outcome = "yes"
	case "no", "false", "wrong", "incorrect", "did not happen", "didn't happen", "nein", "non", "아니오", "틀림", "いいえ", "外れ":
		p.Outcome = "no"
	case "void", "n/a", "annulled", "cancelled", "ambiguous":
		p.Outcome = "void"
	default:
		p.Outcome = ""
	}
	p.Struck = false
}

// heading is what the headings above a line say.
type heading struct {
	year        int
	made        time.Time
	probability string // of the lines of the list below
}

var (
	years      = pattern.Lazy(`(?:^|[^\d.,])((?:19|20)\d\d)(?:$|[^\d%.,]|[.,](?:$|\D))`)
	isoDay     = pattern.Lazy(`\b(\d{4}-\d\d-\d\d)\b`)
	writtenDay = pattern.Lazy(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?\s+(january|february|march|april|may|june|july|august|september|october|november|december),?\s+(\d{4})\b|\b(january|february|march|april|may|june|july|august|september|october|november|december)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`)
	speaking   = pattern.Lazy(`(?i)predict|forecast|resolution|goals|bets|予測|予想|예측|vorhersage|prognose|prévision|predicci`)
)

// isHeading reports whether a line is marked as a heading, or ends as one does.
func (s line) isHeading() bool {
	return s.heading || !s.listed && strings.HasSuffix(s.text, ":") && len(s.text) < 100
}

// speaks reports whether a line that is not marked as a heading is one: a year, a day or
// a probability alone, or a few words about predictions with a year.
func (h *heading) speaks(s line) bool {
	if alone().MatchString(s.text) {
		return true
	}
	if s.listed || len([]rune(s.text)) > 80 || years().FindString(s.text) == "" {
		return false
	}
	bare := writtenDay().ReplaceAllString(isoDay().ReplaceAllString(s.text, ""), "")
	return speaking().MatchString(s.text) || strings.IndexFunc(bare, unicode.IsLetter) < 0
}

// take takes up what a heading says. One that says nothing of a year leaves that of
// the heading before.
func (h *heading) take(s line) {
	h.probability = ""
	if m := alone().FindStringSubmatch(s.text); m != nil {
		h.probability = plain(m[1] + "%")
		return
	}
	if m := years().FindStringSubmatch(s.text); m != nil {
		h.year, _ = strconv.Atoi(m[1])
		h.made = time.Time{}
	}
	if day := isoDay().FindString(s.text); day != "" {
		h.made, _ = time.Parse(time.DateOnly, day)
	} else if m := writtenDay().FindStringSubmatch(s.text); m != nil {
		h.made, _ = time.Parse("2 January 2006", strings.Join([]string{m[1] + m[5], m[2] + m[4], m[3] + m[6]}, " "))
	}
	if !h.made.IsZero() {
		h.year = 0 // the day on which they were made says not by when
	}
}
