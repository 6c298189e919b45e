package theme

import (
	"bytes"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
)

func TestColoursAreThoseOfTheMode(t *testing.T) {
	app := test.NewTempApp(t)
	for _, c := range []struct {
		mode Mode
		want color.NRGBA
	}{
		{FollowSystem, color.NRGBA{0x1f, 0x6f, 0x8b, 0xff}},
		{Light, color.NRGBA{0x1f, 0x6f, 0x8b, 0xff}},
		{Dark, color.NRGBA{0x56, 0xa8, 0xc4, 0xff}},
	} {
		app.Settings().SetTheme(New(c.mode))
		if got := Colour(Accent); got != c.want {
			t.Errorf("mode %d: accent %v, want %v", c.mode, got, c.want)
		}
		got := New(c.mode).Color(fynetheme.ColorNamePrimary, fynetheme.VariantLight)
		if got != c.want {
			t.Errorf("mode %d: Fyne's primary %v, want %v", c.mode, got, c.want)
		}
	}
}

func TestEveryRoleHasBothColours(t *testing.T) {
	for r := Text; r < None; r++ {
		for _, dark := range []bool{false, true} {
			if (r.In(dark) == color.NRGBA{A: 0xff}) {
				t.Errorf("role %d, dark %v: no colour", r, dark)
			}
		}
	}
}

func TestIconsAreRecolouredAndNamedByColour(t *testing.T) {
	test.NewTempApp(t)
	a, b := Icon("check", Good), Icon("check", Bad)
	if a.Name() == b.Name() {
		t.Errorf("two colours, one name %q", a.Name())
	}
	if bytes.Contains(a.Content(), []byte("#000000")) || !bytes.Contains(a.Content(), []byte("#2e8b57")) {
		t.Errorf("not recoloured: %s", a.Content())
	}
	if Icon("check", Good) != a {
		t.Error("the same icon is made twice")
	}
}

func TestFontsDiffer(t *testing.T) {
	test.NewTempApp(t)
	seen := map[string]bool{}
	for _, w := range []Weight{Regular, Medium, SemiBold} {
		for _, figures := range []bool{false, true} {
			seen[Font(w, figures).Name()] = true
		}
	}
	if len(seen) != 6 {
		t.Errorf("six faces wanted, %d found", len(seen))
	}
	wide := func(s string) float32 {
		size, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, 13, fyne.TextStyle{}, Font(Regular, true))
		return size.Width
	}
	if wide("1111") != wide("8888") {
		t.Errorf("figures are not of one width: %g and %g", wide("1111"), wide("8888"))
	}
}

func TestATextOfTallLettersGetsATallLine(t *testing.T) {
	test.NewTempApp(t)
	size := func(s string) fyne.Size {
		m, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, 100, fyne.TextStyle{}, FontFor(s, Regular, false))
		return m
	}
	if got := size("Seoul").Height; got > 125 {
		t.Errorf("Latin is %g high", got)
	}
	if got := size("서울").Height; got < 140 || got > 150 {
		t.Errorf("Korean is %g high", got)
	}
	if FontFor("서울", Regular, false) != FontFor("東京", Regular, false) {
		t.Error("the same face is made twice")
	}
}
