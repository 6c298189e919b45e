package score

import (
	"bytes"
	"strings"
)

// What a row's outcome is where it is no number.
const (
	outcomeUnknown = -1 // not resolved
	outcomeVoid    = -2 // annulled, ambiguous or void
	outcomeNamed   = -3 // names an option, not looked up yet
	outcomeLeft    = -4 // the row is left out of the table
	outcomeNA      = -5 // void, unless empty cells of the column say otherwise
	outcomeCross   = -6 // a cross, unless nothing in the column shows that it is no tick
	outcomeCircle  = -7 // a circle, which is yes where crosses are no
)

// How a question ended, in words of the records.
const (
	endResolved  = "resolved"
	endAnnulled  = "annulled"
	endAmbiguous = "ambiguous"
	endWithdrawn = "withdrawn"
)

// whyOption is what errors say about an outcome that is an option and also a word for
// a question without an outcome.
const whyOption = "an option of the question, or that it has no outcome? Write 1 for the option that happened and 0 for the others, or leave it empty"

// ending is what a word says of an outcome.
type ending struct {
	y   float64 // 0, 1, outcomeUnknown, outcomeVoid or outcomeNA
	end string  // "" while it is open
}

// outcomeWords are what people and programs write for an outcome, in lower case. The
// words of other languages are those that their spreadsheets write as well.
var outcomeWords = wordList(map[ending]string{
	{1, endResolved}: "yes|y|true|t|right|correct|happened|did happen|it happened|occurred|came true|" + ticks +
		"|[x]|yep|ja|wahr|richtig|eingetreten|oui|vrai|sí|si|sì|verdadero|vero|sim|verdadeiro|sant|kyllä|tak|да|はい|的中|예|네|맞음|是|对",
	{0, endResolved}: "no|n|false|f|wrong|incorrect|did not happen|didn't happen|not happened|it did not happen|it didn't happen|did not occur|didn't occur|✗|✘|✖|❌" +
		"|nope|did not come true|didn't come true|nein|falsch|nicht eingetreten|non|faux|falso|não|nej|falskt|nee|ei|nie|нет|いいえ|아니오|아니요|틀림|否|错",
	{outcomeUnknown, ""}:        "open|pending|unresolved|not resolved|not yet resolved|not yet|tbd|tba|to be determined|unknown|not known|in progress|ongoing|?|??|nan|null|none|nil|<na>|\\n|-|--|–|—|[ ]|☐|offen|öppen|ouvert|abierto|未定|미정",
	{outcomeVoid, endAnnulled}:  "void|voided|annulled|annul|cancelled|canceled|cancel|n/a|n.a.|mkt|invalid|invalidated|annulliert|annulé|취소|無効",
	{outcomeVoid, endAmbiguous}: "ambiguous|ambig|indeterminate",
	{outcomeVoid, endWithdrawn}: "withdrawn",
	{outcomeNA, endAnnulled}:    "na",
})

// twoMeanings are words that say an outcome to some and something else to others.
var twoMeanings = wordList(map[string]string{
	"may mean that the event happened or that the bet was won: write yes or no": "won|lost|win|loss|lose|w|l|hit|miss|success|failed|failure|kept|not kept",
	whyCross:  crosses,
	whyCircle: circles,
	"may be a part of what happened, or half of it: write a number from 0 to 1":  "partial|partially|partly|half|mostly|mixed",
	"may mean that it is annulled or that a formula failed: write void or leave": "#n/a",
})

// isNothing reports whether a cell says in a word that there is nothing in it.
func isNothing(cell []byte) bool {
	word := outcomeWord(string(cell))
	return word == "nat" || word == "na" || word == "n/a" || outcomeWords[word] == ending{y: outcomeUnknown}
}

func wordList[T comparable](lists map[T]string) map[string]T {
	all := map[string]T{}
	for means, list := range lists {
		for word := range strings.SplitSeq(list, "|") {
			all[word] = means
		}
	}
	return all
}

// outcomeWord is a cell as outcomeWords writes it.
func outcomeWord(s string) string {
	return strings.Join(strings.Fields(plainMarks.Replace(strings.ToLower(s))), " ")
}

var plainMarks = strings.NewReplacer("’", "'", "\ufe0f", "", "_", " ")

// bareWord leaves out of such a word what is written around it: quotes, a stop, and
// that it is how the question resolved.
func bareWord(word string) string {
	for _, before := range []string{"resolved ", "resolved: ", "resolved as ", "resolved to "} {
		if rest, ok := strings.CutPrefix(word, before); ok {
			word = rest
		}
	}
	return strings.TrimRight(strings.Trim(word, `"'`), ".!")
}

// parseOutcome reads an outcome: a number 0 to 1, or what it is instead.
func parseOutcome(b []byte) (float64, bool) {
	if len(b) == 1 && (b[0] == '0' || b[0] == '1') {
		return float64(b[0] - '0'), true
	}
	if len(b) == 0 {
		return outcomeUnknown, true
	}
	e, ok := endingOf(text(b))
	return e.y, ok
}

// endingOf reads any outcome but a mere 0 or 1.
func endingOf(s string) (ending, bool) {
	if e, ok := outcomeWords[s]; ok { // as most write it
		return e, true
	}
	word := outcomeWord(s)
	if e, ok := outcomeWords[word]; ok {
		return e, true
	}
	if e, ok := outcomeWords[bareWord(word)]; ok {
		return e, true
	}
	if word == "" {
		return ending{y: outcomeUnknown}, true
	}
	if rest, market := strings.CutPrefix(word, "mkt"); market { // resolved to the market's price
		word = strings.Trim(rest, " :()")
	}
	p, ok := parseShare([]byte(word))
	return ending{p, endResolved}, ok
}

// ParseOutcome reads an outcome as people and services write it: a share from 0 to 1,
// "yes", "Correct", "✗", "n/a", "pending" and their like. end is "resolved",
// "annulled", "ambiguous" or "withdrawn", or empty while the question is open; y, from
// 0 to 1, holds where it is "resolved". False if the text is no outcome of a
// yes-or-no question; WhyNoOutcome says why.
func ParseOutcome(s string) (end string, y float64, ok bool) {
	e, ok := endingOf(strings.TrimSpace(s))
	return e.end, max(e.y, 0), ok
}

// WhyNoOutcome says why ParseOutcome does not read a text.
func WhyNoOutcome(s string) string {
	if why := twoMeanings[outcomeWord(s)]; why != "" {
		return why
	}
	return whyOutcome
}

// parseShare reads a number from 0 to 1, or in percent with its sign.
func parseShare(b []byte) (float64, bool) {
	shift := 0
	if rest, percent := cutPercent(b); percent {
		b, shift = rest, 2
	}
	if i := bytes.IndexByte(b, ','); i >= 0 {
		b = bytes.Clone(b)
		b[i] = '.'
	}
	p, ok := parseDecimal(b, shift)
	return p, ok && p >= 0 && p <= 1
}
