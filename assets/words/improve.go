package words

import "strconv"

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
