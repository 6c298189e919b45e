// Package words writes what people read: dates, times, durations, numbers,
// percentages, counts with their plurals, forecasts, outcomes, what records did,
// and which rules of probability are broken. The window, the commands, the reports
// and the previews of imports format each of these here and nowhere else, so that
// a language is one catalogue.
//
// How a number or a probability is spelt ("12.5 %", "1 284") is up to package
// notation, whose parsers read it back: words builds on notation, and whoever
// writes for people calls words. Only what is written into a field for people to
// edit comes from notation itself.
//
// The names that begin with Report, and Figure, Plain, Digits and ISO…, are for
// files and terminals, where programs read too: plain digits, an ordinary minus and
// an ordinary space in every language.
package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Dash stands for a value that is undefined.
const Dash = "–"

// thin is the narrow no-break space before a unit and between groups of digits.
const thin = "\u202f"

// List joins words: "a", "a and b", "a, b and c".
func List(all ...string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// Counted is a whole number of things with their name: "1 entry", "3 entries".
func Counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return Count(n) + " " + more
}

// Plural is Counted for names whose plural takes an s.
func Plural(n int, what string) string { return Counted(n, what, what+"s") }

// ReportPlural is Plural for reports and the command line, where a number is plain
// digits: "1 entry", "1284 entries".
func ReportPlural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// Times writes how often something happened: "once", "3 times".
func Times(n int) string {
	if n == 1 {
		return "once"
	}
	return Count(n) + " times"
}

// Places is a range of places in a ranking: "2", "2–4"; "" if it is not known.
func Places(place [2]int) string {
	first, last := place[0], place[1]
	switch {
	case first == 0:
		return ""
	case first == last:
		return Count(first)
	}
	return Count(first) + "–" + Count(last)
}

// Bytes writes the size of a file.
func Bytes(n int64) string {
	switch {
	case n < 1024:
		return Plural(int(n), "byte")
	case n >= 10<<20:
		return Count(int((n+1<<19)>>20)) + " MB"
	}
	return Count(int((n+512)/1024)) + " KB"
}

// Capital begins a text with a capital letter.
func Capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
