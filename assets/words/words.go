// Package words writes what people read: dates, times, durations, numbers,
// percentages, counts with their plurals, forecasts, outcomes and what records
// did. The window, the commands and the reports format each of these here and
// nowhere else, so that a language is one catalogue. What people type is read,
// and written back for them to edit, by package notation.
package words

import (
	"strings"

	"weathervane/forecasts/notation"
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

// Number writes a value with the fewest digits that read back the same, in
// groups of three before the point: "1 284", "−3.5".
func Number(v float64) string { return notation.Number(v) }
