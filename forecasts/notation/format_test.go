package notation

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestNumbersForPeople(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Count(0), "0"}, {Count(999), "999"}, {Count(1284), "1 284"}, {Count(1000000), "1 000 000"}, {Count(-1284), "−1 284"},
		{Ratio(0.4), "×0.4"}, {Ratio(3), "×3"}, {Ratio(12), "×12"}, {Ratio(1.0 / 3), "×0.33"}, {Ratio(0.05), "×0.05"},
		{Ratio(100), "×100"}, {Ratio(1284), "×1 284"}, {Ratio(0.0004), "×0.0004"}, {Ratio(math.Inf(1)), "×∞"},
		{Score(0.164), "0.164"}, {Score(0.1635), "0.164"}, {Score(math.Inf(1)), "∞"}, {Score(-0.02), "−0.020"},
		{Score(-0.0001), "0.000"}, {Score(math.NaN()), "–"},
		{Number(1284), "1 284"}, {Number(-3.5), "−3.5"}, {Number(0.25), "0.25"}, {Number(math.Inf(-1)), "−∞"}, {Number(math.NaN()), "–"},
	} {
		if want := strings.ReplaceAll(c.want, " ", thin); c.got != want {
			t.Errorf("got %q, want %q", c.got, want)
		}
	}
}

func TestDay(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	now := time.Date(2024, 2, 26, 3, 0, 0, 0, time.UTC)
	close := time.Date(2024, 8, 31, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{Day(time.Date(2024, 2, 18, 20, 0, 0, 0, time.UTC), seoul, now), "19 Feb"},
		{Day(time.Date(2024, 2, 18, 20, 0, 0, 0, time.UTC), time.UTC, now), "18 Feb"},
		{Day(time.Date(2023, 12, 31, 16, 0, 0, 0, time.UTC), seoul, now), "1 Jan"},
		{Day(time.Date(2023, 12, 31, 16, 0, 0, 0, time.UTC), time.UTC, now), "31 Dec 2023"},
		{Day(close, seoul, now), "1 Sep"},
		{LastDay(close, seoul, now), "31 Aug"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDayReadsBack(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	now := time.Date(2024, 2, 26, 3, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.Int64Range(0, 20*366*24*60).Draw(t, "minutes")
		at := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute)
		printed := Day(at, seoul, now)
		start, err := ParseWhen(printed, now, seoul, false)
		if err != nil {
			t.Fatal(err)
		}
		end, err := ParseWhen(printed, now, seoul, true)
		if err != nil || start.After(at) || !end.After(at) || end.Sub(start) != 24*time.Hour {
			t.Fatalf("%s prints as %q, which is %s to %s", at, printed, start, end)
		}
		if again := LastDay(end, seoul, now); again != printed {
			t.Fatalf("%q closes on %q", printed, again)
		}
	})
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
