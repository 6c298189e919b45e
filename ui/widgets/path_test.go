package widgets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2/test"
)

func TestALongPathIsCutInItsMiddle(t *testing.T) {
	const path = "/home/somebody.else/Documents/forecasts/crane.forecasts"
	for most, want := range map[int]string{
		100: path, len(path): path,
		30: "/home/som…s/crane.forecasts", 10: "/ho…ecasts", 4: "/…ts", 1: "…", 0: "…",
	} {
		got := elideMiddle(path, func(s string) bool { return utf8.RuneCountInString(s) <= most })
		if most == 30 { // a third before, the rest behind
			want = "/home/som" + "…" + path[len(path)-20:]
		}
		if got != want {
			t.Errorf("in %d letters: %q, want %q", most, got, want)
		}
	}
	if got := elideMiddle("東京の予測と記録", func(s string) bool { return utf8.RuneCountInString(s) <= 5 }); got != "東…と記録" {
		t.Errorf("letters are cut: %q", got)
	}
}

// A path is shown whole where it is edited, and cut where it only stands.
func TestAPathFieldShowsBothEnds(t *testing.T) {
	f := NewPathField("File to write")
	w := window(t, VBox(0, Sized(200, 32, f)), 200, 100)
	const path = "/home/somebody.else/with/a/long/name/2024-02-26.forecasts"
	shown := func() string {
		w.Canvas().Capture()
		if !f.cut.Visible() {
			return "the entry's own"
		}
		return f.cut.Text
	}
	f.Fill(path)
	if s := shown(); !strings.HasPrefix(s, "/home") || !strings.HasSuffix(s, ".forecasts") || !strings.Contains(s, "…") || f.Text != path {
		t.Errorf("%q is shown, of %q", s, f.Text)
	}
	w.Canvas().Focus(f)
	if s := shown(); s != "the entry's own" {
		t.Errorf("while it is edited %q is shown", s)
	}
	w.Canvas().Unfocus()
	if s := shown(); !strings.Contains(s, "…") {
		t.Errorf("afterwards %q is shown", s)
	}
	f.Fill("/root/a")
	if s := shown(); s != "the entry's own" {
		t.Errorf("of a short path %q is shown", s)
	}
	line := NewPath(path, Style{})
	window(t, Sized(200, 20, line), 200, 20)
	if s := test.WidgetRenderer(line).(*textRenderer).line.Text; !strings.HasPrefix(s, "/home") || !strings.HasSuffix(s, ".forecasts") {
		t.Errorf("as a line %q is shown", s)
	}
}
