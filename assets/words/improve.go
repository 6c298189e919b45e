package words

import (
	"math"
	"strconv"
)

// Horizon names a band of days before a close: "under 7 d", "7–30 d", "over 180 d";
// to is 0 for the farthest band.
func Horizon(from, to int) string {
	switch {
	case to == 0:
		return "over " + strconv.Itoa(from) + "\u202fd"
	case from == 0:
		return "under " + strconv.Itoa(to) + "\u202fd"
	}
	return strconv.Itoa(from) + "–" + strconv.Itoa(to) + "\u202fd"
}

// OfHundred writes how often something happens: "71 of 100"; "< 1 of 100" if it
// rounds to none.
func OfHundred(share float64) string {
	n := math.Round(share * 100)
	switch {
	case n == 0 && share > 0:
		return "<\u202f1 of 100"
	case n == 100 && share < 1:
		return ">\u202f99 of 100"
	}
	return Number(n) + " of 100"
}
