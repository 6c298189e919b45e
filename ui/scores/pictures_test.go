package scores

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/asof"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// TestPictures draws what the page and its dialogs show into the folder
// WEATHERVANE_PICTURES, to look at.
func TestPictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		t.Skip("WEATHERVANE_PICTURES is not set")
	}
	for _, c := range []struct {
		name  string
		mode  *theme.Theme
		doing func(*Page)
	}{
		{"page", theme.New(theme.Light), func(*Page) {}},
		{"rests", theme.New(theme.Light), func(p *Page) { p.tabs.Choose(restsOn) }},
		{"rests-dark", theme.New(theme.Dark), func(p *Page) { p.tabs.Choose(restsOn) }},
		{"compare", theme.New(theme.Light), func(p *Page) { p.tabs.Choose(comparing) }},
		{"improve", theme.New(theme.Light), func(p *Page) { p.tabs.Choose(improving) }},
		{"improve-dark", theme.New(theme.Dark), func(p *Page) { p.tabs.Choose(improving) }},
		{"behind", theme.New(theme.Light), func(p *Page) { p.drillIntoCard(0) }},
		{"coverage", theme.New(theme.Light), func(p *Page) { p.drillIntoCard(coverageCard) }},
		{"pair", theme.New(theme.Dark), func(p *Page) { p.drillIntoPair(p.rows[0]) }},
		{"conventions", theme.New(theme.Light), func(p *Page) { p.explain(explainConventions) }},
		{"moved", theme.New(theme.Light), func(p *Page) { p.showChange(uitest.On(2023, 12, 1), uitest.On(2024, 2, 14)) }},
		{"reviews", theme.New(theme.Dark), func(p *Page) { p.explain(explainReviews) }},
		{"signing", theme.New(theme.Light), func(p *Page) { p.explain(explainSigning) }},
		{"left-out", theme.New(theme.Light), func(p *Page) { p.explain(explainLeftOut) }},
		{"unknown", theme.New(theme.Light), func(p *Page) { p.seeAsOf(uitest.On(2023, 7, 1)) }},
		{"by-clocks", theme.New(theme.Dark), func(p *Page) { p.turnReading() }},
	} {
		d := uitest.Rich()
		later := asof.Later{Records: 312, Authors: 3, From: uitest.On(2024, 2, 20), To: uitest.On(2024, 2, 20)}
		switch c.name {
		case "unknown":
			d.ScoreView = scoring.View{Rule: "brier", Later: later}
		case "by-clocks":
			d.ScoreView.Later = later
		}
		p, h := open(t, d)
		p.filter.AsOf = map[string]journal.Instant{"by-clocks": uitest.On(2023, 7, 1)}[c.name]
		test.NewTempApp(t).Settings().SetTheme(c.mode)
		h.Win.Resize(fyne.NewSize(1232, 818))
		c.doing(p)
		f, err := os.Create(filepath.Join(dir, "scores-"+c.name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, h.Win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}
