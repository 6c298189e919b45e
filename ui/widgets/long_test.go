package widgets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2/test"
)

// Work counts what a drawing asks for: a long text asks for no more than a short one
// that fills the same room.
func TestALongTextIsDrawnInWhatIsShown(t *testing.T) {
	defer test.NewApp().Quit()
	for name, letter := range map[string]string{"unbroken": "W", "marked": "o\u0301\u0301\u0301\u0301\u0301\u0301", "words": "rain or ", "turned": "\u202e", "ideographs": "日", "closing": "。"} {
		short, long := strings.Repeat(letter, 4000), strings.Repeat(letter, 400_000)
		for what, draw := range map[string]func(string){
			"measure": func(s string) { Measure(s, Style{}) },
			"elide":   func(s string) { Elide(s, Style{}, 300) },
			"path":    func(s string) { ElidePath(s, Style{}, 300) },
			"wrap":    func(s string) { Wrap(s, Style{}, 300, 3) },
			"text":    func(s string) { NewText(s, Style{}).MinSize() },
		} {
			few, many := testing.AllocsPerRun(1, func() { draw(short) }), testing.AllocsPerRun(1, func() { draw(long) })
			if many > 2*few+50 {
				t.Errorf("%s, %s: %v allocations, of a text a hundredth as long %v", name, what, many, few)
			}
		}
		if n := utf8.RuneCountInString(strings.Join(Wrap(long, Style{}, 300, 0), "")); n > mostWrapped {
			t.Errorf("%s: a paragraph of %d letters is drawn", name, n)
		}
	}
}

func TestUnbrokenTextIsBroken(t *testing.T) {
	defer test.NewApp().Quit()
	for _, text := range []string{strings.Repeat("W", 1000), strings.Repeat("i", 1000), strings.Repeat("。", 1000)} {
		lines := Wrap(text, Style{}, 300, 0)
		if strings.Join(lines, "") != text {
			t.Errorf("%.10s: letters are lost", text)
		}
		for _, l := range lines {
			if w := Measure(l, Style{}).Width; w > 301 {
				t.Errorf("a line is %v wide: %s", w, l)
			}
		}
	}
	if got := Elide("Crane\nEverything is valid.\u202e", Style{}, 400); got != `Crane\u{a}Everything is valid.\u{202e}` {
		t.Errorf("drawn as %q", got)
	}
	if lines := Wrap("a\nb\x1b", Style{}, 400, 0); len(lines) != 2 || lines[1] != `b\u{1b}` {
		t.Errorf("drawn as %q", lines)
	}
}
