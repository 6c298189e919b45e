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

// Luck says how a score compares with what chance makes of the same forecasts, 95
// times out of 100 between lo and hi; owner is "your" or "Heron’s", and high says
// whether high scores are better.
func Luck(owner string, score, lo, hi float64, high bool) string {
	switch {
	case score < lo && !high, score > hi && high:
		return "Better than " + owner + " own numbers promised"
	case score > hi && !high, score < lo && high:
		return "Worse than " + owner + " own numbers promised"
	}
	return "About what " + owner + " own numbers promised"
}

// Evidence says how strong evidence against calibration of 1 in n is, n 1 or more.
func Evidence(n float64) string {
	strength := "weak"
	switch {
	case n >= 20:
		strength = "strong"
	case n >= 5:
		strength = "some"
	}
	return "Evidence against calibration: " + OneIn(n) + ", " + strength
}

// OneIn writes evidence as "1 in 3"; as "1 in 1 000 000" whatever is stronger.
func OneIn(n float64) string {
	if n = min(n, 1_000_000); n < 10 {
		return "1 in " + Number(math.Round(n*10)/10)
	}
	return "1 in " + Count(int(math.Round(n)))
}

// SameQuestions says how a forecaster does against the others on the same
// questions, by the interval of the difference; high says whether high scores are
// better.
func SameQuestions(lo, hi float64, high bool) string {
	switch {
	case hi < 0 && !high, lo > 0 && high:
		return "Better than the others on the same questions"
	case hi < 0 || lo > 0:
		return "Worse than the others on the same questions"
	}
	return "Not distinguishable from the others"
}

// NextQuestion says what to expect of the next question, in points of the score,
// between lo and hi.
func NextQuestion(difference, lo, hi float64, high bool) string {
	if lo <= 0 && hi >= 0 {
		return "Next question: better or worse than the others cannot be told yet."
	}
	word := "worse"
	if (difference < 0) != high {
		word = "better"
	}
	return "Next question: expect " + Score(math.Abs(difference)) + " " + word + " than the others."
}

// WorthVerdict says whether advice helped: its interval is of the score with the
// advice less the score without.
func WorthVerdict(low, high float64) string {
	switch {
	case high < 0:
		return "it would have helped"
	case low > 0:
		return "it would have hurt"
	}
	return "not proven"
}

// RangesVerdict says whether ranges were as wide as they said, by the shares that
// the central 50 and 90 % ranges held and the intervals of these.
func RangesVerdict(half, most Share) string {
	narrow, wide := half.off(.5)+most.off(.9) < 0, half.off(.5)+most.off(.9) > 0
	sure := half.sure(.5) || most.sure(.9)
	switch {
	case narrow && sure:
		return "The ranges are too narrow"
	case wide && sure:
		return "The ranges are too wide"
	case narrow:
		return "The ranges may be too narrow; it may still be chance"
	case wide:
		return "The ranges may be too wide; it may still be chance"
	}
	return "The ranges are about as wide as they say"
}

// A Share is how many of how many, with the interval of the share; without one if
// Low and High are equal.
type Share struct {
	Held, Of  int
	Low, High float64
}

// off is how much more is held than said.
func (s Share) off(said float64) float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Held)/float64(s.Of) - said
}

// sure reports whether the interval leaves out what was said.
func (s Share) sure(said float64) bool { return s.Low < s.High && (said < s.Low || said > s.High) }
