package words

import (
	"strconv"
	"strings"
)

// Odd says how often something was met, which is named in the plural: "3 forecasts made
// in the future", "1 forecast made in the future".
func Odd(n int, what string) string {
	if n == 1 {
		what = singular(what)
	}
	return strconv.Itoa(n) + " " + what
}

// ones are what the names of oddities begin with, and what goes with these.
var (
	ones = map[string]string{
		"forecasts": "forecast", "questions": "question", "outcomes": "outcome", "markets": "market", "rows": "row", "lines": "line", "bets": "bet",
		"comments": "comment", "prices": "price", "posts": "post", "redemptions": "redemption", "resolutions": "resolution", "entries": "entry", "closes": "close",
	}
	together = strings.NewReplacer(" that close before they open", " that closes before it opens", ": they count ", ": it counts ", ": they stand ", ": it stands ",
		": here they stand ", ": here it stands ", " as they are", " as it is", "which tell ", "which tells ", " that ask ", " that asks ", " that combine ", " that combines ",
		" that belong ", " that belongs ", " that do ", " that does ", " their outcome", " its outcome", " without their numbers", " without its numbers")
)

// singular names one of what is named in the plural.
func singular(what string) string {
	first, rest, _ := strings.Cut(what, " ")
	colon := strings.HasSuffix(first, ":")
	one, known := ones[strings.TrimSuffix(first, ":")]
	if !known {
		return what
	}
	if colon {
		one += ":"
	}
	if after, ok := strings.CutPrefix(rest, "that are "); ok {
		rest = "that is " + after
	} else if after, ok := strings.CutPrefix(rest, "that were "); ok {
		rest = "that was " + after
	}
	return strings.TrimSuffix(one+together.Replace(" "+rest), " ")
}
