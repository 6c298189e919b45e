package words

import (
	"fmt"
	"math"
	"strings"
)

// Belief is a title with the probability that somebody gives it: "“Peace?” (12 %)".
func Belief(title string, p float64) string { return fmt.Sprintf("“%s” (%s)", title, Percent(p)) }

// NotWithout, SameEvent and SameQuestion say how the first of two questions, each
// written by Belief, is bound to the second.
func NotWithout(first, second string) string {
	return first + " cannot happen without " + second
}

// SameEvent: see NotWithout.
func SameEvent(first, second string) string {
	return first + " is the same event as " + second + ", with an earlier deadline"
}

// SameQuestion: see NotWithout.
func SameQuestion(first, second string) string {
	return first + " and " + second + " are one question"
}

// MoreProbable says that the first question is more probable than the second by
// off, although a rule says that it cannot be, and what that costs.
func MoreProbable(rule string, off float64) string {
	by := PointsOff(off)
	return fmt.Sprintf("%s, yet it is %s more probable. You would buy a bet on the first and sell one on the second, and lose at least %s whatever happens.",
		rule, by, by)
}

// TooMuchTogether says that questions that exclude each other, each written by
// Belief, add up to more than certainty, by off.
func TooMuchTogether(questions []string, off float64) string {
	by := PointsOff(off)
	return fmt.Sprintf("At most one of %s can happen, yet they sum to %s above 100 %%. You would buy a bet on each and lose at least %s whatever happens.",
		strings.Join(questions, ", "), by, by)
}

// OptionsSum says that the options of a choice do not add up to certainty.
func OptionsSum(title string, sum float64) string {
	act := "buy"
	if sum < 1 {
		act = "sell"
	}
	return fmt.Sprintf("Exactly one option of “%s” happens, yet they sum to %s. You would %s a bet on each and lose %s whatever happens.",
		title, Percent(sum), act, PointsOff(math.Abs(sum-1)))
}

// ImpliedOtherwise says that a question's stated probability is not what its
// probabilities in the scenarios of a set imply.
func ImpliedOtherwise(title, set string, stated, implied float64) string {
	whole, parts := "buy", "sell"
	if stated < implied {
		whole, parts = parts, whole
	}
	return fmt.Sprintf("“%s”: stated %s, implied %s by the scenarios of “%s”. You would %s the bet as a whole and %s it scenario by scenario, and lose %s whatever happens.",
		title, Percent(stated), Percent(implied), set, whole, parts, PointsOff(math.Abs(stated-implied)))
}
