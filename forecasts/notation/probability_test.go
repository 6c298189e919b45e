package notation

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseProbability(t *testing.T) {
	for text, want := range map[string]float64{
		"12%": 0.12, "12 %": 0.12, "12\u202f%": 0.12, " 12\u00a0% ": 0.12, "１２％": 0.12,
		"0.12": 0.12, ".12": 0.12, "0,12": 0.12, "0,125": 0.125, "12,5%": 0.125, "5.7%": 0.057,
		"1:7": 0.125, "1 : 7": 0.125, "1∶7": 0.125, "3:1": 0.75, "0:5": 0, "5:0": 1, "0.5:1.5": 0.25,
		"0": 0, "1": 1, "0%": 0, "100%": 1, "-0": 0, "1e-3": 0.001, "1e1%": 0.1, "0.4 %": 0.004,
	} {
		got, err := ParseProbability(text)
		if err != nil || got != want || math.Signbit(got) {
			t.Errorf("ParseProbability(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestParseProbabilityRefuses(t *testing.T) {
	for text, sentence := range map[string]string{
		"120%":    "120 % is outside 0–100 %: give a probability such as 12%, 0.12 or odds 1:7",
		"-3%":     "-3 % is outside 0–100 %",
		"12":      "12 is above 1 and has no % sign: write 12% if you mean per cent",
		"1.2":     "1.2 is above 1 and has no % sign",
		"120":     "120 is outside 0–1",
		"-0.2":    "outside 0–100 %",
		"":        "the probability is missing",
		"  ":      "the probability is missing",
		"likely":  `"likely" is not a probability`,
		"NaN":     "is not a probability",
		"inf":     "is not a probability",
		"0x1p-2":  "is not a probability",
		"1_0%":    "is not a probability",
		"12%%":    "is not a probability",
		"%":       "is not a probability",
		"1:":      "are not odds",
		":":       "are not odds",
		"-1:7":    "are not odds",
		"1:2:3":   "are not odds",
		"0:0":     "odds of 0:0 say nothing",
		"1e999%":  "outside 0–100 %",
		"1 2%":    "is not a probability",
		"1e400:1": "are not odds",
	} {
		got, err := ParseProbability(text)
		if err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("ParseProbability(%q) = %v, %v, want the sentence %q", text, got, err, sentence)
		}
	}
}

func TestPercent(t *testing.T) {
	for want, p := range map[string]float64{
		"12 %": 0.12, "12.5 %": 0.125, "0 %": 0, "100 %": 1, "0.4 %": 0.004, "0.04 %": 0.0004, "0.05 %": 0.0005, "0.1 %": 0.00096,
		"99.96 %": 0.9996, "33.3 %": 1.0 / 3, "7 %": 0.07, "57 %": 0.57, "99.9 %": 0.999,
		"0.00005 %": 0.0000005, "28 %": 0.28, "120 %": 1.2, "–": math.NaN(),
	} {
		want = strings.ReplaceAll(want, " ", thin)
		if got := Percent(p); got != want {
			t.Errorf("Percent(%v) = %q, want %q", p, got, want)
		}
	}
}

// What is printed reads back as the same value, to the digits printed.
func TestPercentReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		printed := Percent(p)
		read, err := ParseProbability(printed)
		if err != nil {
			t.Fatalf("Percent(%v) = %q is not read: %v", p, printed, err)
		}
		if math.Abs(read-p) > 0.0005+1e-12 {
			t.Fatalf("Percent(%v) = %q reads as %v", p, printed, read)
		}
		if again := Percent(read); again != printed {
			t.Fatalf("%q becomes %q", printed, again)
		}
		if (read == 0) != (p == 0) || (read == 1) != (p == 1) {
			t.Fatalf("Percent(%v) = %q claims certainty", p, printed)
		}
		if whole, err := ParseProbability(exact(p)); err != nil || whole != p {
			t.Fatalf("exact(%v) = %q reads as %v, %v", p, exact(p), whole, err)
		}
	})
}

func TestPercentOfTenthsIsExact(t *testing.T) {
	for n := range 1001 {
		p := float64(n) / 1000
		if got, err := ParseProbability(Percent(p)); err != nil || got != p {
			t.Errorf("%v prints as %q, which reads as %v, %v", p, Percent(p), got, err)
		}
	}
}

func FuzzParseProbability(f *testing.F) {
	for _, seed := range []string{"12%", "0.12", "1:7", "12 %", "0,5", "1e-3%", "", "%", ":", "1e400%", "٣%", "１２％"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParseProbability(text)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without a sentence")
			}
			return
		}
		if !(p >= 0 && p <= 1) {
			t.Fatalf("%q gave %v", text, p)
		}
		if again, err := ParseProbability(exact(p)); err != nil || again != p {
			t.Fatalf("%q: %v prints as %q, which reads as %v, %v", text, p, exact(p), again, err)
		}
	})
}
