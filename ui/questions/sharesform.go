package questions

import (
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// sharesForm is a row for each option: its name, its share and a slider.
// Moving one moves the others, so that the sum stays 100 %; a number that is
// typed stays as it is, and the sum says whether it fits.
type sharesForm struct {
	panel    *updatePanel
	question journal.ID
	options  []string
	values   []float64
	fields   []*widgets.Field
	sliders  []*widgets.Slider
	total    *widgets.Text
	rest     *widgets.Button
	object   *fyne.Container
	rows     *fyne.Container
	wrong    []error // why a field holds no number
}

func newSharesForm(u *updatePanel) *sharesForm {
	f := &sharesForm{panel: u}
	f.total = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	f.rest = widgets.NewButton("Make it 100 %", "", f.normalise).Small()
	f.rows = widgets.VBox(8)
	f.object = widgets.VBox(6, f.rows, widgets.Sized(0, 24, widgets.HBox(8, widgets.Flex(f.total), f.rest)))
	return f
}

func (f *sharesForm) show(v question.View, d draft) {
	if f.question != v.ID || !slices.Equal(f.options, v.Options) {
		f.question, f.wrong = v.ID, make([]error, len(v.Options))
	}
	if !slices.Equal(f.options, v.Options) {
		f.options = v.Options
		f.build()
	}
	switch s := standingOf(v); {
	case d.shares != nil && len(d.shares) == len(f.options):
		f.values = append([]float64(nil), d.shares...)
	case s != nil:
		f.values = sharesOf(s.Probs, f.options)
	default:
		f.values = equalShares(len(f.options))
	}
	f.draw(-1)
}

func (f *sharesForm) build() {
	f.fields, f.sliders, f.rows.Objects = nil, nil, nil
	for i, o := range f.options {
		field := widgets.NewNumberField("").Replaced()
		field.OnChange = func(text string) { f.typed(i, text) }
		field.OnSubmit = f.panel.submit
		field.OnLeave = func() { f.draw(-1) }
		slider := widgets.NewSlider(func(p float64) {
			f.values = rebalance(f.values, i, p)
			clear(f.wrong)
			f.keep()
			f.draw(-1)
		})
		label := widgets.NewText(o, widgets.Style{Weight: theme.Medium})
		sign := widgets.NewText("%", widgets.Style{Colour: theme.Secondary})
		f.fields, f.sliders = append(f.fields, field), append(f.sliders, slider)
		f.rows.Add(widgets.VBox(0,
			widgets.HBox(6, widgets.Flex(label), widgets.Sized(60, 0, field), sign),
			widgets.Sized(0, 18, slider)))
	}
}

// typed takes a number as it is typed; the others stay, so that a person can
// write one after the other.
func (f *sharesForm) typed(i int, text string) {
	p, err := notation.ParseBarePercent(text)
	f.wrong[i] = err
	if err == nil {
		f.values[i] = p
		f.keep()
	}
	f.draw(i)
}

func (f *sharesForm) keep() {
	f.panel.draft().shares = append([]float64(nil), f.values...)
	f.panel.tell("")
}

// draw writes the numbers everywhere but into the field that is being typed.
func (f *sharesForm) draw(typing int) {
	for i, v := range f.values {
		if i != typing && f.wrong[i] == nil {
			f.fields[i].Fill(notation.BarePercent(v))
		}
		f.fields[i].SetWrong(f.wrong[i] != nil)
		f.sliders[i].Set(v)
	}
	fits := f.fits()
	f.total.SetText(f.sumWords())
	if fits {
		f.total.SetColour(theme.Secondary)
	} else {
		f.total.SetColour(theme.BadInk)
	}
	f.rest.Hidden = fits
	f.object.Refresh()
}

// broken is the first field that holds no number, or −1.
func (f *sharesForm) broken() int {
	return slices.IndexFunc(f.wrong, func(err error) bool { return err != nil })
}

func (f *sharesForm) fits() bool { return f.broken() < 0 && math.Abs(sum(f.values)-1) <= 1e-6 }

func (f *sharesForm) sumWords() string {
	if f.broken() >= 0 {
		return "One share is not a number."
	}
	return "Sum " + words.Percent(math.Round(sum(f.values)*1e6)/1e6)
}

// normalise scales all shares so that they make 100 %.
func (f *sharesForm) normalise() {
	s := sum(f.values)
	if s <= 0 {
		f.values = equalShares(len(f.values))
	} else {
		for i := range f.values {
			f.values[i] /= s
		}
		f.values = tenths(f.values, -1)
	}
	clear(f.wrong)
	f.keep()
	f.draw(-1)
}

func (f *sharesForm) belief() (standing.Belief, string) {
	if i := f.broken(); i >= 0 {
		return standing.Belief{}, fmt.Sprintf("%s: %s", f.options[i], page.Sentence(f.wrong[i]))
	}
	if !f.fits() {
		return standing.Belief{}, "The shares make " + words.Percent(math.Round(sum(f.values)*1e6)/1e6) + ": they must make 100\u202f%."
	}
	probs := map[string]float64{}
	for i, o := range f.options {
		probs[o] = f.values[i]
	}
	return standing.Belief{Probs: probs}, ""
}

func (f *sharesForm) focus() {
	if len(f.fields) > 0 {
		f.panel.page.focus(f.fields[0])
	}
}
