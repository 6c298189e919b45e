package words

import "testing"

func TestOneOddThing(t *testing.T) {
	for many, one := range map[string]string{
		"forecasts made after the close or the outcome":                   "1 forecast made after the close or the outcome",
		"rows without a probability: left out":                            "1 row without a probability: left out",
		"rows that cannot be used: left out":                              "1 row that cannot be used: left out",
		"forecasts that do not give every option: left out":               "1 forecast that does not give every option: left out",
		"forecasts that are hidden: left out":                             "1 forecast that is hidden: left out",
		"forecasts that were retracted: left out":                         "1 forecast that was retracted: left out",
		"forecasts that were withdrawn: they stand until the next one":    "1 forecast that was withdrawn: it stands until the next one",
		"questions that close before they open":                           "1 question that closes before it opens",
		"questions that ended otherwise here: left as they are":           "1 question that ended otherwise here: left as it is",
		"outcomes known in the future: they count as known now":           "1 outcome known in the future: it counts as known now",
		"entries of another kind: left out":                               "1 entry of another kind: left out",
		"closes that are not between the years 1900 and 2300: left out":   "1 close that is not between the years 1900 and 2300: left out",
		"comments: left out":                                              "1 comment: left out",
		"resolved to a fraction":                                          "1 resolved to a fraction",
		"forecasts by names that are too long: shortened":                 "1 forecast by names that are too long: shortened",
		"posts of Metaculus that ask for no forecast, or without a scale": "1 post of Metaculus that asks for no forecast, or without a scale",
	} {
		if got := Odd(1, many); got != one {
			t.Errorf("%q is %q", many, got)
		}
		if got := Odd(2, many); got != "2 "+many {
			t.Errorf("two are %q", got)
		}
	}
}
