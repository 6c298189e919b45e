package questions

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// TestPictures draws what the page and its forms show into the folder
// WEATHERVANE_PICTURES, to look at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		t.Skip("WEATHERVANE_PICTURES is not set")
	}
	for _, c := range []struct {
		name  string
		n     int
		mode  *theme.Theme
		size  fyne.Size
		doing func(*Page, *uitest.Host)
	}{
		{"number", 12, theme.New(theme.Light), fyne.NewSize(1232, 818), nil},
		{"number-dark", 12, theme.New(theme.Dark), fyne.NewSize(1232, 818), nil},
		{"number-small", 12, theme.New(theme.Light), fyne.NewSize(892, 618), nil},
		{"date", 13, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) {
			for i, text := range []string{"2024-03-10", "2024-05-01", "2024-06-20", "2024-09-01", "2025-02-01"} {
				h.Win.Canvas().Focus(p.update.spread.fields[i])
				write(h, text)
			}
		}},
		{"date-wrong", 13, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) {
			p.Do(Record)
			write(h, "2022-03-10")
		}},
		{"conditional", 14, theme.New(theme.Light), fyne.NewSize(1232, 818), nil},
		{"resolved", 5, theme.New(theme.Light), fyne.NewSize(1232, 818), nil},
		{"resolved-dark", 5, theme.New(theme.Dark), fyne.NewSize(1232, 818), nil},
		{"binary-dark", 2, theme.New(theme.Dark), fyne.NewSize(1232, 818), nil},
		{"ask-number", 2, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) {
			ask(p, h, "How many seats will People Power and its satellite list win on 10 April 2024?", 2)
			write(h, "300")
		}},
		{"ask-date", 2, theme.New(theme.Dark), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) { ask(p, h, "When?", 3) }},
		{"revise-conditional", 14, theme.New(theme.Light), fyne.NewSize(892, 618), func(p *Page, h *uitest.Host) { p.Do(Revise) }},
		{"dossier", 5, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) { p.Do(Dossier) }},
		{"wordings", 11, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) { p.lower.turn(onWordings) }},
		{"wording", 11, theme.New(theme.Dark), fyne.NewSize(892, 618), func(p *Page, h *uitest.Host) { p.openWording(1) }},
		{"resolve-date", 13, theme.New(theme.Light), fyne.NewSize(1232, 818), func(p *Page, h *uitest.Host) { p.Do(Resolve) }},
	} {
		test.NewTempApp(t).Settings().SetTheme(c.mode)
		h := &uitest.Host{}
		p := New(h, uitest.Rich())
		h.Win = test.NewTempWindow(t, p.Object())
		h.Win.SetPadded(false)
		h.Win.Resize(c.size)
		p.Arrive(uitest.ID(c.n).String())
		p.Show()
		if c.doing != nil {
			c.doing(p, h)
		}
		f, err := os.Create(filepath.Join(dir, "questions-"+c.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, h.Win.Canvas().Capture()); err != nil {
			t.Error(err)
		}
		f.Close()
	}
}
