package notation

import (
	"fmt"
	"maps"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var leaders = []string{"Kishida", "Ishiba", "Kono", "other"}

func TestParseShares(t *testing.T) {
	parties := []string{"People Power", "Democratic", "other"}
	for _, c := range []struct {
		text    string
		options []string
		want    map[string]float64
	}{
		{"Ishiba=45% Kono=20% Kishida=0 other=rest", leaders, map[string]float64{"Ishiba": 0.45, "Kono": 0.2, "Kishida": 0, "other": 0.35}},
		{"ishiba=45% KONO=20% kishida=5 % other=30%", leaders, map[string]float64{"Ishiba": 0.45, "Kono": 0.2, "Kishida": 0.05, "other": 0.3}},
		{"People Power=60%, Democratic=1:3; other = rest", parties, map[string]float64{"People Power": 0.6, "Democratic": 0.25, "other": 0.15}},
		{"people  power = 0.6 democratic=0,3 other=0.1", parties, map[string]float64{"People Power": 0.6, "Democratic": 0.3, "other": 0.1}},
		{"기시다=40% 이시바=rest", []string{"기시다", "이시바"}, map[string]float64{"기시다": 0.4, "이시바": 0.6}},
		{"a=100% b=rest", []string{"a", "b"}, map[string]float64{"a": 1, "b": 0}},
		{"A=30% a=70%", []string{"A", "a"}, map[string]float64{"A": 0.3, "a": 0.7}},
	} {
		got, err := ParseShares(c.text, c.options)
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("ParseShares(%q) = %v, %v, want %v", c.text, got, err, c.want)
		}
		got, err = ParseShareFields([]string{c.text}, c.options)
		if err != nil || !maps.Equal(got, c.want) {
			t.Errorf("ParseShareFields(%q) = %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}

func TestParseShareFields(t *testing.T) {
	options := []string{"x = 1% more", "the rest of it", "Democratic"}
	got, err := ParseShareFields([]string{"x = 1% more=45%", "the rest of it= rest", "democratic=20 %"}, options)
	want := map[string]float64{"x = 1% more": 0.45, "the rest of it": 0.35, "Democratic": 0.2}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	if got, err = ParseShareFields([]string{"Kishida=40%", "Ishiba=20%", "Kono", "=", "10%", "other=rest"}, leaders); err != nil || got["Kono"] != 0.1 {
		t.Errorf("words that a shell took apart: %v, %v", got, err)
	}
}

func TestParseSharesRefuses(t *testing.T) {
	for text, sentence := range map[string]string{
		"Ishiba=45% Kono=20% other=rest":                     `no share for "Kishida"`,
		"Ishiba=45% Kono=20% Kishida=5% other=20%":           "the shares sum to 90 %, not 100 %",
		"Ishiba=45% Kono=20% Kishida=5% other=30.02%":        "the shares sum to 100.02 %, not 100 %",
		"Ishiba=95% Kono=20% Kishida=5% other=rest":          "may come to 100 % at most",
		"Ishiba=45% Kono=rest Kishida=5% other=rest":         `both "Kono" and "other" are the rest`,
		"Ishiba=45% Ishiba=20% Kono=1% Kishida=1% other=33%": `"Ishiba" has two shares`,
		"Abe=45% Kono=20% Kishida=5% other=rest":             `"Abe" is not an option: the options are "Kishida", "Ishiba"`,
		"Ishiba=145% Kono=20% Kishida=5% other=rest":         "Ishiba: 145 % is outside 0–100 %",
		"Ishiba=45 Kono=20 Kishida=5 other=30":               "Ishiba: 45 is above 1 and has no % sign",
		"45%":                                                "cannot be read as shares",
		"":                                                   "cannot be read as shares",
		"Ishiba=45% and so on ":                              "cannot be read as shares",
	} {
		if got, err := ParseShares(text, leaders); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("ParseShares(%q) = %v, %v, want %q", text, got, err, sentence)
		}
	}
	if _, err := ParseShares("yes=50% no=50%", []string{"Yes", "YES", "no"}); err == nil || !strings.Contains(err.Error(), "fits both") {
		t.Errorf("a name that fits two options: %v", err)
	}
	if _, err := ParseShareFields(nil, leaders); err == nil {
		t.Error("no words at all were read")
	}
}

// Typed percentages within the slack come out summing to 1.
func TestSharesSumToOne(t *testing.T) {
	got, err := ParseShares("a=33.33% b=33.33% c=33.33%", []string{"a", "b", "c"})
	if err != nil || math.Abs(got["a"]+got["b"]+got["c"]-1) > 1e-12 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestSharesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cuts := rapid.SliceOfN(rapid.IntRange(1, 1000), 2, 8).Draw(t, "parts")
		total := 0
		for _, n := range cuts {
			total += n
		}
		var options []string
		want := map[string]float64{}
		for i, n := range cuts {
			name := fmt.Sprintf("option %d", i)
			options = append(options, name)
			want[name] = float64(n) / float64(total)
		}
		printed := FormatShares(want, options)
		if got, err := ParseShares(printed, options); err != nil || !maps.Equal(got, want) {
			t.Fatalf("%q reads as %v, %v, want %v", printed, got, err, want)
		}
	})
}

func TestParseQuantiles(t *testing.T) {
	got, err := ParseQuantiles("5%:90 25% : 105  0.5:1\u202f118; 75%:1,132.5 95%:2e3", false, time.UTC)
	if err != nil || len(got) != 5 {
		t.Fatalf("%v, %v", got, err)
	}
	for i, want := range []Quantile{{Level: 0.05, Value: 90}, {Level: 0.25, Value: 105}, {Level: 0.5, Value: 1118}, {Level: 0.75, Value: 1132.5}, {Level: 0.95, Value: 2000}} {
		if got[i] != want {
			t.Errorf("quantile %d is %v, want %v", i, got[i], want)
		}
	}
	seoul := time.FixedZone("KST", 9*3600)
	got, err = ParseQuantiles("5%:2024-03-31 50%:27 May 2024 95%:2024-12-31T15:00Z", true, seoul)
	if err != nil || len(got) != 3 || Instant(got[1].At) != "2024-05-26T15:00:00.000Z" || Instant(got[2].At) != "2024-12-31T15:00:00.000Z" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestParseQuantilesRefuses(t *testing.T) {
	for text, sentence := range map[string]string{
		"":                   "the quantiles cannot be read",
		"90 105":             "the quantiles cannot be read",
		"about 5%:90":        "the quantiles cannot be read",
		"5%:90 5%:95":        "level 5% comes after 5%",
		"25%:90 5%:95":       "level 5% comes after 25%",
		"5%:90 25%:90":       "the value at 25% is not above that at 5%",
		"5%:90 25%:many":     "is not a number",
		"5%: 25%:100":        "is not a number",
		"105%:90":            "105 % is outside 0–100 %",
		"5%:90 105 50%:1000": `two values, "90" and "105"`,
	} {
		if got, err := ParseQuantiles(text, false, time.UTC); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("ParseQuantiles(%q) = %v, %v, want %q", text, got, err, sentence)
		}
	}
	if _, err := ParseQuantiles("5%:2024-03-31 50%:2024-03-31", true, time.UTC); err == nil || !strings.Contains(err.Error(), "not later") {
		t.Errorf("dates that do not rise: %v", err)
	}
}

func TestQuantilesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.Bool().Draw(t, "date")
		var qs []Quantile
		p, v := 0.0, rapid.Float64Range(-1e6, 1e6).Draw(t, "first")
		at := time.UnixMilli(rapid.Int64Range(0, 2e12).Draw(t, "at")).UTC()
		for range rapid.IntRange(1, 9).Draw(t, "n") {
			p += rapid.Float64Range(0.001, 0.1).Draw(t, "step")
			v += rapid.Float64Range(0.001, 1e4).Draw(t, "rise")
			at = at.Add(time.Duration(rapid.Int64Range(1, 1e9).Draw(t, "ms")) * time.Millisecond)
			q := Quantile{Level: p, Value: v}
			if date {
				q = Quantile{Level: p, At: at}
			}
			qs = append(qs, q)
		}
		printed := FormatQuantiles(qs, date)
		got, err := ParseQuantiles(printed, date, time.UTC)
		if err != nil || len(got) != len(qs) {
			t.Fatalf("%q: %v, %v", printed, got, err)
		}
		for i := range qs {
			if got[i] != qs[i] {
				t.Fatalf("%q: %v, want %v", printed, got[i], qs[i])
			}
		}
	})
}

func TestParseOutcome(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	for _, c := range []struct {
		text, kind string
		want       any
	}{
		{"yes", "binary", true}, {"No", "binary", false}, {"TRUE", "binary", true}, {"1", "binary", true}, {"0", "binary", false},
		{"0.5", "binary", 0.5}, {"50%", "binary", 0.5}, {"0,25", "binary", 0.25},
		{"ishiba", "choice", "Ishiba"}, {" other ", "choice", "other"},
		{"108", "numeric", 108.0}, {"below", "numeric", "below_range"}, {"Above", "numeric", "above_range"},
		{"27 May 2024", "date", "2024-05-26T15:00:00.000Z"}, {"above", "date", "above_range"},
	} {
		got, err := ParseOutcome(c.text, c.kind, leaders, seoul)
		if err != nil || got.Value() != c.want {
			t.Errorf("ParseOutcome(%q, %s) = %v, %v, want %v", c.text, c.kind, got.Value(), err, c.want)
		}
	}
	for _, c := range []struct{ text, kind, sentence string }{
		{"maybe", "binary", "write yes, no, or a fraction such as 0.5"}, {"2", "binary", "write yes, no"}, {"1:7", "binary", "write yes, no"},
		{"Abe", "choice", "is not an option"}, {"many", "numeric", "or below or above"}, {"today", "date", "depends on the present"},
		{"", "binary", "the outcome is missing"}, {"yes", "guess", "is not a type of question"}, {"soon", "date", "is not a time"},
	} {
		if got, err := ParseOutcome(c.text, c.kind, leaders, seoul); err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("ParseOutcome(%q, %s) = %v, %v, want %q", c.text, c.kind, got, err, c.sentence)
		}
	}
}

func FuzzParseShares(f *testing.F) {
	for _, seed := range []string{"a=45% b=20% c c=rest", "a=0.5,b=0.5;c c=0", "=", "a==1%", "c c = rest a=1:7 b=１％", "a=1.. b=rest"} {
		f.Add(seed)
	}
	options := []string{"a", "b", "c c"}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseShares(text, options)
		if err != nil {
			return
		}
		sum := 0.0
		for _, o := range options {
			p, ok := got[o]
			if !ok || !(p >= 0 && p <= 1) {
				t.Fatalf("%q gave %v", text, got)
			}
			sum += p
		}
		if len(got) != len(options) || math.Abs(sum-1) > 1e-9 {
			t.Fatalf("%q gave %v, summing to %v", text, got, sum)
		}
	})
}

func FuzzParseQuantiles(f *testing.F) {
	f.Add("5%:90 25%:105 50%:118", false)
	f.Add("5%:2024-03-31 50%:27 May 2024", true)
	f.Add("0.5:1;1:2", false)
	f.Fuzz(func(t *testing.T, text string, date bool) {
		qs, err := ParseQuantiles(text, date, time.UTC)
		if err != nil {
			return
		}
		again, err := ParseQuantiles(FormatQuantiles(qs, date), date, time.UTC)
		if err != nil || len(again) != len(qs) || len(qs) == 0 {
			t.Fatalf("%q: %v becomes %v, %v", text, qs, again, err)
		}
	})
}
