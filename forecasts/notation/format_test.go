package notation

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersForPeople(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Number(1284), "1 284"}, {Number(-3.5), "−3.5"}, {Number(0.25), "0.25"}, {Number(math.Inf(-1)), "−∞"}, {Number(math.NaN()), "–"},
	} {
		if want := strings.ReplaceAll(c.want, " ", thin); c.got != want {
			t.Errorf("got %q, want %q", c.got, want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"108": 108, "-3.5": -3.5, "−3.5": -3.5, "2,5": 2.5, "1 284": 1284, "1\u202f284": 1284,
		"1,284,000": 1284000, "1,284.5": 1284.5, "0,125": 0.125, "1e3": 1000, ".5": 0.5, "+4": 4,
	} {
		if got, err := ParseNumber(text); err != nil || got != want {
			t.Errorf("ParseNumber(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for text, sentence := range map[string]string{
		"1,284": "can be read in two ways: write 1284 or 1.284",
		"":      "a number is missing",
		"many":  `"many" is not a number`,
		"1 28":  "is not a number",
		"0x10":  "is not a number",
		"1e999": "too large",
	} {
		if got, err := ParseNumber(text); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("ParseNumber(%q) = %v, %v, want %q", text, got, err, sentence)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e15, 1e15).Draw(t, "v")
		if got, err := ParseNumber(Number(v)); err != nil || got != v {
			t.Fatalf("%v prints as %q, which reads as %v, %v", v, Number(v), got, err)
		}
	})
}

func TestYardsticks(t *testing.T) {
	for _, c := range []struct {
		yardstick string
		p         float64
		word      string
	}{
		{"icd203", 0, "almost no chance"}, {"icd203", 0.0499, "almost no chance"}, {"icd203", 0.05, "very unlikely"},
		{"icd203", 0.2, "unlikely"}, {"icd203", 0.45, "roughly even chance"}, {"icd203", 0.55, "likely"},
		{"icd203", 0.8, "very likely"}, {"icd203", 0.95, "almost certain"}, {"icd203", 1, "almost certain"},
		{"phia", 0.05, "remote chance"}, {"phia", 0.07, ""}, {"phia", 0.2, "highly unlikely"}, {"phia", 0.22, ""},
		{"phia", 0.49, "realistic possibility"}, {"phia", 0.5, ""}, {"phia", 0.52, ""}, {"phia", 0.75, "likely or probable"},
		{"phia", 0.95, "almost certain"}, {"none", 0.5, ""}, {"icd203", math.NaN(), ""}, {"icd203", 1.2, ""},
	} {
		word, low, high, ok := Word(c.yardstick, c.p)
		if word != c.word || ok != (c.word != "") || (ok && (c.p < low || c.p > high)) {
			t.Errorf("Word(%s, %v) = %q %v–%v %v, want %q", c.yardstick, c.p, word, low, high, ok, c.word)
		}
	}
}

func TestReadYardsticksRefuses(t *testing.T) {
	for text, sentence := range map[string]string{
		`[{"id":"x"}]`: "give it an id, a name, a source and words",
		`{`:            "read yardsticks",
		`[{"id":"x","name":"X","source":"s","words":[{"word":"a","low":0.5,"high":0.4}]}]`:                                     "needs a range",
		`[{"id":"x","name":"X","source":"s","words":[{"word":"a","low":0,"high":0.4},{"word":"b","low":0.3,"high":1}]}]`:       "overlap",
		`[{"id":"x","name":"X","source":"s","words":[{"word":"a","low":0,"high":0.4}],"unknown member":"is a slip of a key"}]`: "unknown field",
	} {
		if _, err := ReadYardsticks(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("%s: %v, want %q", text, err, sentence)
		}
	}
}
