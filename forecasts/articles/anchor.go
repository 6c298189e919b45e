package articles

import "unicode/utf8"

// Anchor finds a passage again in a text that may have been revised since it was
// selected: at its old place, or else where it occurs with most of its
// surroundings; of equals, the nearest to the old place. found is false if it
// occurs nowhere any more.
func Anchor(text string, s Selector) (again Selector, found bool) {
	if now := At(text, s.Start, s.End); now.Exact == s.Exact && s.Exact != "" {
		return now, true
	}
	best := -1
	for _, at := range occurrences(text, s.Exact) {
		now := selectorAt(text, at)
		fit := commonEnd(now.Prefix, s.Prefix) + commonStart(now.Suffix, s.Suffix)
		if fit > best || fit == best && distance(now.Start, s.Start) < distance(again.Start, s.Start) {
			again, best = now, fit
		}
	}
	return again, best >= 0
}

func commonStart(a, b string) int {
	n := 0
	for a != "" && b != "" {
		x, size := utf8.DecodeRuneInString(a)
		y, other := utf8.DecodeRuneInString(b)
		if x != y {
			break
		}
		a, b = a[size:], b[other:]
		n++
	}
	return n
}

func commonEnd(a, b string) int {
	n := 0
	for a != "" && b != "" {
		x, size := utf8.DecodeLastRuneInString(a)
		y, other := utf8.DecodeLastRuneInString(b)
		if x != y {
			break
		}
		a, b = a[:len(a)-size], b[:len(b)-other]
		n++
	}
	return n
}

func distance(a, b int) int { return max(a-b, b-a) }
