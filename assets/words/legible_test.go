package words

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"weathervane/forecasts/notation"
)

func TestNothingMovesWhatIsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"Crane\x1b[8m": `Crane\u{1b}[8m`, "a\u202eb\u2066c\u2028d\u2029e\u0085f\u009bg\x7fh\ri": `a\u{202e}b\u{2066}c\u{2028}d\u{2029}e\u{85}f\u{9b}g\u{7f}h\u{d}i`,
		"Zoë\n\tÅsa 日本\r\nCrane": "Zoë\n\tÅsa 日本\nCrane", "a\u00adb\u061cc\ufeffd\U000e0041e\u3164f\u115fg\u034fh": `a\u{ad}b\u{61c}c\u{feff}d\u{e0041}e\u{3164}f\u{115f}g\u{34f}h`,
		"a\xffb\xed\xa0\x80": "a�b���", "": "",
	} {
		if got := Legible(text); got != want {
			t.Errorf("%q is written %q", text, got)
		}
	}
	if got := Line("Heron\n\tkey"); got != `Heron\u{a}\u{9}key` {
		t.Errorf("a name of two lines is written %q", got)
	}
}

func TestJoinersWhereTheyBelong(t *testing.T) {
	for text, want := range map[string]string{
		"👩\u200d👧 ❤\ufe0f\u200d🔥": "👩👧 ❤\ufe0f🔥", "می\u200cخواهم": "میخواهم", "क्\u200dष": "क्ष", "葛\U000e0100": "葛\U000e0100", "☎\ufe0e 1\ufe0f\u20e3": "☎\ufe0e 1\ufe0f\u20e3",
		"Cra\u200cne\u200d": `Cra\u{200c}ne\u{200d}`, " \u200d👩": ` \u{200d}👩`, "e\ufe0f": `e\u{fe0f}`, "☎\ufe0f\ufe0f": "☎\ufe0f" + `\u{fe0f}`,
	} {
		if got := Legible(text); got != want {
			t.Errorf("%q is written %q", text, got)
		}
	}
}

func TestMarksAreBounded(t *testing.T) {
	marks := strings.Repeat("\u0301", 10_000)
	if got, want := Legible("a"+marks+"b\u0301"), "a\u0301\u0301\u0301\u0301…b\u0301"; got != want {
		t.Errorf("written %q", got)
	}
	if pointed := "שִׁ֣יר ที่นี่ བསྒྲུབས"; Legible(pointed) != pointed {
		t.Errorf("%q is written %q", pointed, Legible(pointed))
	}
}

func TestALongTextIsCut(t *testing.T) {
	for _, letter := range []string{"a", "é", "日", "\u202e", "\n", "👩\u200d"} {
		title := Title(strings.Repeat(letter, 100_000))
		if n := utf8.RuneCountInString(title); n > notation.MostTitle || n < notation.MostTitle/2 || !strings.HasSuffix(title, "…") {
			t.Errorf("100 000 times %q are shown as %d letters: %.40q", letter, n, title)
		}
	}
	for _, whole := range []string{strings.Repeat("a", notation.MostTitle), strings.Repeat("é", notation.MostTitle), "Will it rain?"} {
		if Title(whole) != whole {
			t.Errorf("%.40q is cut", whole)
		}
	}
	if got := Cut("Crane", 0); got != "" {
		t.Errorf("nothing is shown as %q", got)
	}
	long := strings.Repeat("a\u0301\u202e", 1<<19)
	few := testing.AllocsPerRun(3, func() { Label(long) })
	if short := testing.AllocsPerRun(3, func() { Label(long[:1<<10]) }); few > short {
		t.Errorf("a name of %d bytes takes %v allocations, a short one %v", len(long), few, short)
	}
}

func TestJSONKeepsItsValues(t *testing.T) {
	hostile := "a\x1b\x7f\u009b\u202e\u200d\U000e0041\ufeff\u2028 日本 👩 \\u202e \"<"
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(hostile); err != nil {
		t.Fatal(err)
	}
	safe := JSON(b.Bytes())
	var back string
	if err := json.Unmarshal(safe, &back); err != nil || back != hostile {
		t.Errorf("%q is read as %q: %v", safe, back, err)
	}
	for _, r := range strings.TrimSpace(string(safe)) {
		if r < ' ' || notation.Hidden(r) {
			t.Errorf("%U is in %q", r, safe)
		}
	}
	if !strings.Contains(string(safe), "日本 👩") {
		t.Errorf("letters are escaped: %q", safe)
	}
}

func TestANameIsNoSentence(t *testing.T) {
	for name, want := range map[string]string{
		"Heron": "Heron", "Z\nClosed": "Z Closed", "Z Closes as asked, outcomes by others": "“Z Closes as asked, outcomes by others”",
		strings.Repeat("a", 70): "“" + strings.Repeat("a", 59) + "…”",
	} {
		if got := Name(name); got != want {
			t.Errorf("%q stands as %q", name, got)
		}
	}
}

func FuzzLegible(f *testing.F) {
	for _, text := range []string{"Crane", "\u202e\x1b[2K\r\n\t", "👩\u200d👧 می\u200cخواهم", "a\u0301\u0301\u0301\u0301\u0301\u0301", "\xff\u2028" + strings.Repeat("é", 600)} {
		f.Add(text, 10)
		f.Add(text, -77)
	}
	f.Fuzz(func(t *testing.T, text string, most int) {
		for _, shown := range []string{Legible(text), Line(text), Cut(text, most)} {
			prev := rune(0)
			for _, r := range shown {
				if r != '\n' && r != '\t' && notation.Hidden(r) && !notation.Varies(prev, r) {
					t.Errorf("%q is shown as %q", text, shown)
				}
				prev = r
			}
		}
		if shown := Cut(text, most); most >= 0 && utf8.RuneCountInString(shown) > most+1 {
			t.Errorf("%q is cut to %q, of %d letters", text, shown, most)
		}
		if strings.ContainsAny(Line(text), "\n\t\r") {
			t.Errorf("%q has several lines", text)
		}
	})
}
