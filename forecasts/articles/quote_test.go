package articles

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

const story = "Harbour shut\n\n" +
	"The quay was empty. “Nobody came,” said the master’s\ndaughter; the quay was empty.\n\n" +
	"항구는 아직 닫혀 있다. カモメだけが飛んでいる。 👩‍👩‍👧 e\u0301te\u0301 🇰🇷 end"

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		quote      string
		nth        int
		exact      string
		start, end int
	}{
		{"The quay was empty", 0, "The quay was empty", 14, 32},
		{"quay was empty", 1, "quay was empty", 18, 32},
		{"quay was empty", 2, "quay was empty", 81, 95},
		{"아직 닫혀", 0, "아직 닫혀", 102, 107},
		{"カモメ", 0, "カモメ", 112, 115},
		{"👩‍👩‍👧", 0, "👩‍👩‍👧", 125, 130},
		{"e\u0301te\u0301", 0, "e\u0301te\u0301", 131, 136},
		{"🇰🇷", 0, "🇰🇷", 137, 139},
		{"the master's daughter", 0, "the master’s\ndaughter", 54, 75},
		{"  \"Nobody   came,\" said ", 0, "“Nobody came,” said", 34, 53},
		{"Harbour shut The quay", 0, "Harbour shut\n\nThe quay", 0, 22},
		{"🇰🇷 end", 1, "🇰🇷 end", 137, 143},
	} {
		got, err := Quote(story, c.quote, c.nth)
		if err != nil {
			t.Errorf("Quote(%q): %v", c.quote, err)
			continue
		}
		runes := []rune(story)
		if got.Exact != c.exact || got.Start != c.start || got.End != c.end || string(runes[got.Start:got.End]) != got.Exact {
			t.Errorf("Quote(%q) = %+v, which stands for %q", c.quote, got, string(runes[got.Start:got.End]))
		}
		checkSelector(t, story, got)
	}
}

func TestQuoteRefuses(t *testing.T) {
	for _, c := range []struct {
		quote    string
		nth      int
		sentence string
	}{
		{"", 0, "the quote is empty"}, {" \n", 0, "the quote is empty"},
		{"the ships sank", 0, "does not occur in the article"},
		{"quay was empty", 0, "occurs 2 times: say which one with --nth 1 to --nth 2"},
		{"quay was empty", 3, "occurs 2 times: --nth 3 is more than there are"},
		{"Harbour", 2, "occurs once: --nth 2"},
		{"Harbour", -1, "counts from 1"},
		{"\xff", 0, "does not occur"},
	} {
		if got, err := Quote(story, c.quote, c.nth); err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("Quote(%q, %d) = %+v, %v, want %q", c.quote, c.nth, got, err, c.sentence)
		}
	}
}

func TestAt(t *testing.T) {
	if got := At(story, 102, 107); got.Exact != string([]rune(story)[102:107]) {
		t.Errorf("%+v", got)
	}
	for _, c := range [][2]int{{-5, 3}, {140, 9999}, {20, 10}, {9999, 9999}} {
		checkSelector(t, story, At(story, c[0], c[1]))
	}
}

// Any passage cut out of a text is found again where it was.
func TestQuoteFindsWhatWasCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab 항구カ🧊e\u0301\n“'"))).Draw(t, "text")
		runes := []rune(text)
		start := rapid.IntRange(0, len(runes)).Draw(t, "start")
		end := rapid.IntRange(start, len(runes)).Draw(t, "end")
		cut := At(text, start, end)
		if cut.Start != start || cut.End != end || cut.Exact != string(runes[start:end]) {
			t.Fatalf("%+v", cut)
		}
		if strings.TrimSpace(cut.Exact) == "" {
			return
		}
		n := len(occurrences(text, cut.Exact))
		for nth := 1; nth <= n; nth++ {
			got, err := Quote(text, cut.Exact, nth)
			if err != nil || got.Exact != cut.Exact || string(runes[got.Start:got.End]) != cut.Exact {
				t.Fatalf("%q in %q: %+v, %v", cut.Exact, text, got, err)
			}
		}
	})
}

func FuzzQuote(f *testing.F) {
	f.Add(story, "master's daughter", 0)
	f.Add("a  b", "a b", 1)
	f.Add("\xffa", "a", 0)
	f.Add("항", "\xed", 0)
	f.Fuzz(func(t *testing.T, text, quote string, nth int) {
		if !utf8.ValidString(text) {
			return // Read gives no such text
		}
		got, err := Quote(text, quote, nth)
		if err == nil && utf8.ValidString(quote) {
			checkSelector(t, text, got)
		}
	})
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
}

func checkSelector(t failer, text string, s Selector) {
	t.Helper()
	runes := []rune(text)
	switch {
	case s.Start < 0 || s.End < s.Start || s.End > len(runes):
		t.Fatalf("%+v is outside the text", s)
	case string(runes[s.Start:s.End]) != s.Exact:
		t.Fatalf("%+v stands for %q", s, string(runes[s.Start:s.End]))
	case string(runes[max(0, s.Start-32):s.Start]) != s.Prefix, string(runes[s.End:min(len(runes), s.End+32)]) != s.Suffix:
		t.Fatalf("%+v has another neighbourhood", s)
	}
}
