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

// OneIn writes evidence as "1 in 3".
func OneIn(n float64) string {
	if n < 10 {
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

// NextQuestion says what to expect of the next question, in points of the score.
func NextQuestion(difference float64, high bool) string {
	word := "worse"
	if (difference < 0) != high {
		word = "better"
	}
	return "Next question: expect " + Score(math.Abs(difference)) + " " + word + " than the others."
}
