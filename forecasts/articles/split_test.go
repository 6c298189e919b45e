package articles

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	const digest = `Winter on the Sound
Lumen harbour shut, Voss line pays no dividend, A tug for the bay
UPDATES: The harbour of Lumen has been shut for three weeks.

Ice keeps Lumen harbour shut, says master
By ODILE MARCHETTI, Gazette staff writer
The harbour stays closed until the ice breaks.
By Friday the council wants an answer.
Read here
Voss line pays no dividend
By BO-RA LEE, Gazette senior staff writer

Eleven ships lie at anchor.

It was no year for dividends.
© Sound Gazette
They lie there still.
Read here
항구에 새 예인선이 온다
이보라 기자
얼음이 두꺼워 배가 들어오지 못한다.
Read here
`
	got := Split(digest)
	want := []struct{ title, authors, text string }{
		{"Ice keeps Lumen harbour shut, says master", "ODILE MARCHETTI", "Ice keeps Lumen harbour shut, says master\nBy ODILE MARCHETTI, Gazette staff writer\nThe harbour stays closed until the ice breaks.\nBy Friday the council wants an answer."},
		{"Voss line pays no dividend", "BO-RA LEE", "Voss line pays no dividend\nBy BO-RA LEE, Gazette senior staff writer\n\nEleven ships lie at anchor.\n\nIt was no year for dividends.\n© Sound Gazette\nThey lie there still."},
		{"항구에 새 예인선이 온다", "이보라", "항구에 새 예인선이 온다\n이보라 기자\n얼음이 두꺼워 배가 들어오지 못한다."},
	}
	if len(got) != len(want) {
		t.Fatalf("%d articles, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if a := got[i]; a.Title != w.title || strings.Join(a.Authors, "|") != w.authors || a.Text != w.text || a.OriginalType != "text/plain" {
			t.Errorf("article %d: %+v", i, a)
		}
		alone := readString(t, w.text, "a.txt")
		if alone.Text != got[i].Text {
			t.Errorf("article %d alone reads %q", i, alone.Text)
		}
	}
	if got[2].Language != "ko" {
		t.Errorf("language %q", got[2].Language)
	}
}

func TestSplitAtHeadings(t *testing.T) {
	got := Split("# Digest\n\nOf the week.\n\n## Ice\n\n### Thick\n\nVery.\n\n```\n## no heading\n```\n\n## Ships\n\n*By Ine Voss*\n\nEleven.\n")
	if len(got) != 2 || got[0].Title != "Ice" || got[1].Title != "Ships" || got[1].Text != "## Ships\n\n*By Ine Voss*\n\nEleven." || !strings.Contains(got[0].Text, "Thick") {
		t.Errorf("%+v", got)
	}
}

func TestSplitLeavesOneArticleWhole(t *testing.T) {
	for _, text := range []string{
		"", "One line", "Headline\nBy Ine Voss\nText.", "# One\n\nBy Ine Voss\n\n## Part\n\nText.",
		"A sentence ends here.\nBy Ine Voss\nAnother ends here.\nBy Odile Marchetti\nText.",
		"By Ine Voss\nBy Odile Marchetti\nText",
	} {
		if got := Split(text); len(got) > 1 && text[0] != 'B' {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

// What Split gives stands in the document, in its order, and never overlaps.
func TestSplitKeepsTheText(t *testing.T) {
	line := rapid.SampledFrom([]string{"", "Headline", "By Ine Voss", "A statement.", "# One", "## Two", "Read here", "이보라 기자", "© Wire", "```"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(line, 0, 30).Draw(t, "lines"), "\n")
		rest := clean(text)
		for _, a := range Split(text) {
			_, after, found := strings.Cut(rest, a.Text)
			if !found || a.Text == "" || a.Title == "" || clean(a.Text) != a.Text {
				t.Fatalf("%q: %+v", text, a)
			}
			rest = after
		}
	})
}

func FuzzSplit(f *testing.F) {
	if page, err := os.ReadFile("testdata/harbour.html"); err == nil {
		f.Add(string(page))
	}
	f.Add("A\nBy Ine Voss\nx\nB\nBy Ine Voss\ny")
	f.Add("# a\n# b\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, a := range Split(text) {
			if strings.TrimSpace(a.Text) == "" || utf8.ValidString(text) && !utf8.ValidString(a.Text) {
				t.Fatalf("%+v", a)
			}
		}
	})
}
