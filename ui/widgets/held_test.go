package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

// What is too long to be edited is shown by its beginning and never lost.
func TestATextTooLongToEditIsHeld(t *testing.T) {
	defer test.NewApp().Quit()
	w := test.NewTempWindow(t, NewArea("", 88))
	for what, long := range map[string]string{"unbroken": strings.Repeat("W", 1<<20), "lines": strings.Repeat("Rain.\n", 10_000), "a paragraph": strings.Repeat("Rain ", 1000)} {
		for name, f := range map[string]*Field{"line": NewField(""), "area": NewArea("", 88)} {
			w.SetContent(f)
			told := 0
			f.OnChange = func(string) { told++ }
			f.Fill(long)
			if f.Written() != long || !strings.HasPrefix(f.Text, "Too long to edit here (") || len(f.Text) > 1000 || !f.Disabled() {
				t.Errorf("%s, %s: shows %q, disabled %v", what, name, f.Text, f.Disabled())
			}
			w.Canvas().Focus(f)
			test.Type(f, "x")
			if f.Written() != long || told > 0 {
				t.Errorf("%s, %s: typed into: %.100q", what, name, f.Written())
			}
			f.Fill("short")
			if test.Type(f, "er "); f.Written() != f.Text || !strings.Contains(f.Text, "er ") || f.Disabled() {
				t.Errorf("%s, %s: then %q, disabled %v", what, name, f.Text, f.Disabled())
			}
		}
	}
	f := NewArea("", 88)
	text := strings.Repeat(strings.Repeat("a", 99)+"\n", 150)
	if f.Fill(text); f.Text != text || f.Disabled() {
		t.Error("a text of 15,000 letters in 150 lines cannot be edited")
	}
}
