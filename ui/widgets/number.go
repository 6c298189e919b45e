package widgets

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// ProbabilityField is a probability in per cent, 104 × 44, to type or to step
// with the arrow keys: ±1, with Shift ±5. Typing something that is not a
// probability keeps the text and shows that it is wrong.
type ProbabilityField struct {
	widget.BaseWidget
	// Parse reads what was typed, as 0 to 1; nil takes a plain number of per
	// cent.
	Parse func(string) (float64, error)
	// Format writes a probability as it stands in the field.
	Format func(float64) string
	// OnChange learns of each new probability, and of nothing that is none.
	OnChange func(float64)
	// OnSubmit is Ctrl+Enter or Enter.
	OnSubmit func()

	entry    *Field
	big      *container.ThemeOverride
	up, down *arrow
	p        float64
	set      bool
	err      error
}

// NewProbabilityField makes an empty one.
func NewProbabilityField() *ProbabilityField {
	f := &ProbabilityField{entry: NewField("–").Replaced()}
	f.entry.bare, f.entry.cut = true, newText()
	f.entry.Wrapping, f.entry.Scroll = fyne.TextWrapOff, container.ScrollHorizontalOnly
	f.entry.OnChange = f.typed
	f.entry.OnKey = f.key
	f.entry.OnEnter = f.Refresh
	f.entry.OnLeave = func() {
		if f.err == nil && f.set {
			f.entry.Fill(f.format(f.p))
		}
		f.Refresh()
	}
	f.entry.OnSubmit = func() {
		if f.OnSubmit != nil {
			f.OnSubmit()
		}
	}
	f.big = container.NewThemeOverride(f.entry, numbers{theme.Number})
	f.up = newArrow("chevron-up", func() { f.step(1) })
	f.down = newArrow("chevron-down", func() { f.step(-1) })
	f.ExtendBaseWidget(f)
	return f
}

// Value is the probability, and whether there is one.
func (f *ProbabilityField) Value() (float64, bool) { return f.p, f.set && f.err == nil }

// Err says what is wrong with what was typed.
func (f *ProbabilityField) Err() error { return f.err }

// Entry is what takes the keys.
func (f *ProbabilityField) Entry() fyne.Focusable { return f.entry }

// Set shows a probability and tells nobody.
func (f *ProbabilityField) Set(p float64) {
	f.p, f.set, f.err = p, true, nil
	f.entry.Fill(f.format(p))
	f.Refresh()
}

// Clear empties it and tells nobody.
func (f *ProbabilityField) Clear() {
	f.p, f.set, f.err = 0, false, nil
	f.entry.Fill("")
	f.Refresh()
}

func (f *ProbabilityField) format(p float64) string {
	if f.Format != nil {
		return f.Format(p)
	}
	return words.Bare(p)
}

func (f *ProbabilityField) typed(text string) {
	p, err := 0.0, error(nil)
	if f.Parse != nil {
		p, err = f.Parse(text)
	} else if p, err = strconv.ParseFloat(text, 64); err == nil {
		p /= 100
	}
	f.p, f.err, f.set = p, err, text != ""
	if text == "" {
		f.err = nil
	} else if err == nil && f.OnChange != nil {
		f.OnChange(p)
	}
	f.Refresh()
}

func (f *ProbabilityField) key(e *fyne.KeyEvent) bool {
	by := 1.0
	if shiftHeld() {
		by = 5
	}
	switch e.Name {
	case fyne.KeyUp:
		f.step(by)
	case fyne.KeyDown:
		f.step(-by)
	default:
		return false
	}
	return true
}

// step moves by per cents, to whole ones, within 1 and 99.
func (f *ProbabilityField) step(by float64) {
	if f.err != nil {
		return
	}
	now := f.p * 100
	if !f.set {
		now = 50 - by
	}
	next := math.Round(now + by)
	f.Set(max(1, min(99, next)) / 100)
	if f.OnChange != nil {
		f.OnChange(f.p)
	}
}

// CreateRenderer is for Fyne.
func (f *ProbabilityField) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{size: f.Size, objects: []fyne.CanvasObject{newBox(), f.big, newText(), f.up, f.down},
		min: func() fyne.Size { return fyne.NewSize(104, 44) },
		draw: func(o []fyne.CanvasObject, s fyne.Size) {
			line, width := theme.Line, float32(1)
			if f.entry.focused {
				line, width = theme.Accent, 1.5
			}
			if f.err != nil {
				line = theme.Bad
			}
			box(o[0].(*canvas.Rectangle), theme.Field, line, width, theme.RadiusControl, 0, 0, s.Width, s.Height)
			sign, room := f.fitNumber(s.Width - numberArrows)
			words := Measure(f.entry.Text, f.entry.style()).Width
			high := Measure("0", f.entry.style()).Height + 2*fieldInset
			Put(f.big, 4, (s.Height-high)/2, room+2*fieldInset, high)
			put(o[2].(*canvas.Text), sign.text, sign.style, 4+fieldInset+min(max(words, 24), room)+sign.gap, 2, sign.wide, s.Height)
			Put(f.up, s.Width-24, 2, 20, 20)
			Put(f.down, s.Width-24, s.Height-22, 20, 20)
		}}
}

const numberArrows = 24 // what the arrows take of the field

// numberSizes are those that a number may have, the largest first.
var numberSizes = []float32{theme.Number, theme.PageTitle, theme.CardTitle, theme.Body, theme.Caption}

// A percentSign stands behind the number, a gap away from it.
type percentSign struct {
	text      string
	style     Style
	gap, wide float32
}

// fitNumber writes the number in the largest letters in which it and its sign have
// room, and gives the sign and the room of the number. A number that says per cent
// itself has no second sign; one that is too long even so is cut, and says so.
func (f *ProbabilityField) fitNumber(width float32) (sign percentSign, room float32) {
	for _, size := range numberSizes {
		sign = percentSign{text: "%", style: Style{Size: min(size, theme.CardTitle), Colour: theme.Secondary}, gap: 8}
		if size < theme.Number {
			sign.gap = 4
		}
		if strings.Contains(f.entry.Text, "%") {
			sign.text, sign.gap = "", 0
		}
		sign.wide = Measure(sign.text, sign.style).Width + 1
		room = width - 4 - fieldInset - sign.gap - sign.wide
		f.entry.letters = Style{Size: size, Weight: theme.SemiBold}
		if Measure(f.entry.Text, f.entry.letters).Width <= room {
			break
		}
	}
	if now := (numbers{f.entry.letters.Size}); f.big.Theme != now {
		f.big.Theme = now
		f.big.Refresh()
	}
	return sign, room
}

// numbers is the window's theme with letters of a size for a number.
type numbers struct{ size float32 }

func (numbers) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	mode := theme.New(theme.Light)
	if theme.IsDark() {
		mode = theme.New(theme.Dark)
	}
	return mode.Color(n, v)
}
func (numbers) Font(fyne.TextStyle) fyne.Resource { return theme.Font(theme.SemiBold, false) }
func (numbers) Icon(n fyne.ThemeIconName) fyne.Resource {
	return theme.New(theme.Light).Icon(n)
}
func (t numbers) Size(n fyne.ThemeSizeName) float32 {
	if n == fynetheme.SizeNameText {
		return t.size
	}
	return theme.New(theme.Light).Size(n)
}
