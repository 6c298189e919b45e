// Package theme is how the window looks: two palettes, a type scale, sizes and
// icons. Colours are asked for by what they are for, never by value:
//
//	theme.Colour(theme.ForInk)
//
// New gives the same as a Fyne theme, for the few widgets of Fyne that are
// used as they are (text entry, menus).
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Mode says which palette is used.
type Mode int

// The modes.
const (
	FollowSystem Mode = iota
	Light
	Dark
)

// Theme is our look as a fyne.Theme.
type Theme struct{ Mode Mode }

// New makes a theme of the mode.
func New(m Mode) *Theme { return &Theme{Mode: m} }

// IsDark says which palette the running program shows.
func IsDark() bool {
	app := fyne.CurrentApp()
	if app == nil {
		return false
	}
	s := app.Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t.dark(s.ThemeVariant())
	}
	return s.ThemeVariant() == fynetheme.VariantDark
}

// Colour gives the role's colour in the palette that is shown.
func Colour(r Role) color.NRGBA { return r.In(IsDark()) }

func (t *Theme) dark(v fyne.ThemeVariant) bool {
	switch t.Mode {
	case Light:
		return false
	case Dark:
		return true
	}
	return v == fynetheme.VariantDark
}

var fyneColours = map[fyne.ThemeColorName]Role{
	fynetheme.ColorNameBackground:          Bg,
	fynetheme.ColorNameButton:              Panel,
	fynetheme.ColorNameDisabledButton:      Bg,
	fynetheme.ColorNameDisabled:            Ter,
	fynetheme.ColorNameError:               Bad,
	fynetheme.ColorNameFocus:               AccentSoft,
	fynetheme.ColorNameForeground:          Text,
	fynetheme.ColorNameForegroundOnError:   OnAccent,
	fynetheme.ColorNameForegroundOnPrimary: OnAccent,
	fynetheme.ColorNameForegroundOnSuccess: OnAccent,
	fynetheme.ColorNameForegroundOnWarning: OnAccent,
	fynetheme.ColorNameHeaderBackground:    Bg,
	fynetheme.ColorNameHover:               Hover,
	fynetheme.ColorNameHyperlink:           Accent,
	fynetheme.ColorNameInputBackground:     Field,
	fynetheme.ColorNameInputBorder:         Line,
	fynetheme.ColorNameMenuBackground:      Panel,
	fynetheme.ColorNameOverlayBackground:   Panel,
	fynetheme.ColorNamePlaceHolder:         Secondary,
	fynetheme.ColorNamePressed:             Line,
	fynetheme.ColorNamePrimary:             Accent,
	fynetheme.ColorNameScrollBar:           Faint,
	fynetheme.ColorNameScrollBarBackground: None,
	fynetheme.ColorNameSeparator:           Line,
	fynetheme.ColorNameSuccess:             Good,
	fynetheme.ColorNameWarning:             Warning,
}

// Color gives Fyne the colour it asks for.
func (t *Theme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	dark := t.dark(v)
	switch n {
	case fynetheme.ColorNameShadow:
		if dark {
			return color.NRGBA{A: 0x60}
		}
		return color.NRGBA{R: 0x1d, G: 0x23, B: 0x29, A: 0x22}
	case fynetheme.ColorNameSelection:
		return Fade(Accent.In(dark), 0.28)
	}
	if r, ok := fyneColours[n]; ok {
		return r.In(dark)
	}
	if dark {
		return fynetheme.DefaultTheme().Color(n, fynetheme.VariantDark)
	}
	return fynetheme.DefaultTheme().Color(n, fynetheme.VariantLight)
}

// Icon gives Fyne the icon it asks for.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fynetheme.DefaultTheme().Icon(n)
}

// Font gives Fyne the font it asks for.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol, s.Monospace:
		return fynetheme.DefaultTheme().Font(s)
	case s.Bold:
		return Font(SemiBold, false)
	}
	return Font(Regular, false)
}

var fyneSizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameCaptionText:        11,
	fynetheme.SizeNameText:               13,
	fynetheme.SizeNameSubHeadingText:     15,
	fynetheme.SizeNameHeadingText:        20,
	fynetheme.SizeNameInlineIcon:         16,
	fynetheme.SizeNamePadding:            4,
	fynetheme.SizeNameInnerPadding:       8,
	fynetheme.SizeNameLineSpacing:        4,
	fynetheme.SizeNameInputBorder:        1,
	fynetheme.SizeNameInputRadius:        RadiusControl,
	fynetheme.SizeNameSelectionRadius:    2,
	fynetheme.SizeNameScrollBar:          6,
	fynetheme.SizeNameScrollBarSmall:     4,
	fynetheme.SizeNameScrollBarRadius:    2,
	fynetheme.SizeNameSeparatorThickness: 1,
}

// Size gives Fyne the size it asks for.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	if s, ok := fyneSizes[n]; ok {
		return s
	}
	return fynetheme.DefaultTheme().Size(n)
}
