package scenarios

import (
	"context"
	"errors"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/notation"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// remark is a sentence below what it is about.
func remark(words string) *widgets.Paragraph {
	return widgets.NewParagraph(words, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4)
}

// labelled puts a caption above an object.
func labelled(words string, o fyne.CanvasObject) *fyne.Container {
	return widgets.VBox(4, widgets.NewCaption(words), o)
}

// line makes a field of one line whose Enter accepts the dialog.
func line(d **dialogs.Dialog, placeholder, value string) *widgets.Field {
	f := widgets.NewField(placeholder)
	f.Fill(value)
	f.OnSubmit = func() { (*d).Accept() }
	return f
}

func area(d **dialogs.Dialog, placeholder string, high float32) *widgets.Field {
	f := widgets.NewArea(placeholder, high)
	f.OnSubmit = func() { (*d).Accept() }
	return f
}

// record has the desk do what a dialog asked for; what is wrong is said in it.
func (p *Page) record(d *dialogs.Dialog, do func(context.Context) error, done func()) {
	d.Busy()
	p.host.Run("scenarios/record", func(ctx context.Context) (func(), error) {
		err := do(ctx)
		return func() {
			if err != nil {
				d.Problem(page.Sentence(err))
				return
			}
			d.Close()
			done()
		}, nil
	})
}

// numbers is a row for each scenario: its name, a probability to type, and a
// slider. What a change does to the others is the owner's to say.
type numbers struct {
	names   []string
	values  []float64
	typed   []bool // that hold a probability
	fields  []*widgets.Field
	sliders []*widgets.Slider
	before  []float64 // when the keys came into a field
	change  func(i int, to float64)
	drawn   func()
	object  *fyne.Container
}

// newNumbers makes rows with values; nil leaves them empty.
func newNumbers(names []string, values map[string]float64, accept func()) *numbers {
	n := &numbers{names: names, values: make([]float64, len(names)), typed: make([]bool, len(names)), object: widgets.VBox(8)}
	n.change = func(i int, to float64) { n.values[i] = to }
	for i, name := range names {
		n.values[i], n.typed[i] = values[name]
		field := widgets.NewNumberField("–")
		field.OnEnter = func() {
			n.before = append([]float64(nil), n.values...)
			field.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
		field.OnChange = func(text string) { n.enter(i, text) }
		field.OnLeave = func() { n.draw(-1) }
		field.OnSubmit = accept
		slider := widgets.NewSlider(func(to float64) {
			n.typed[i] = true
			n.change(i, to)
			n.draw(-1)
		})
		n.fields, n.sliders = append(n.fields, field), append(n.sliders, slider)
		dot := widgets.Sized(8, 8, widgets.NewFill(toneOf(i).plain, theme.None, 4))
		n.object.Add(widgets.VBox(0, widgets.HBox(8, dot, widgets.Flex(widgets.NewText(name, widgets.Style{Weight: theme.Medium})),
			widgets.Sized(72, 0, field), widgets.NewText("%", widgets.Style{Colour: theme.Secondary})), widgets.Sized(0, 18, slider)))
	}
	n.draw(-1)
	return n
}

func (n *numbers) enter(i int, text string) {
	to, err := notation.ParseBarePercent(text)
	n.typed[i] = err == nil
	n.fields[i].SetWrong(err != nil && strings.TrimSpace(text) != "")
	if err == nil {
		n.change(i, to)
	}
	n.draw(i)
}

// set gives all rows values.
func (n *numbers) set(values []float64) {
	for i, x := range values {
		n.values[i], n.typed[i] = x, true
	}
	n.before = append([]float64(nil), values...)
	n.draw(-1)
}

// draw writes the values everywhere but into the field that is typed in.
func (n *numbers) draw(typing int) {
	for i, x := range n.values {
		if i != typing && n.typed[i] {
			n.fields[i].Fill(notation.BarePercent(x))
			n.fields[i].SetWrong(false)
		}
		n.sliders[i].Set(x)
	}
	if n.drawn != nil {
		n.drawn()
	}
}

func (n *numbers) sum() float64 {
	s := 0.0
	for _, x := range n.values {
		s += x
	}
	return math.Round(s*1e6) / 1e6
}

// read gives the probabilities by name, or says which is missing.
func (n *numbers) read() (map[string]float64, error) {
	out := map[string]float64{}
	for i, name := range n.names {
		if !n.typed[i] {
			err := errors.New("a number is missing: write 0 to 100")
			if text := n.fields[i].Text; strings.TrimSpace(text) != "" {
				if _, wrong := notation.ParseBarePercent(text); wrong != nil {
					err = wrong
				}
			}
			return nil, errors.New(name + ": " + err.Error())
		}
		out[name] = n.values[i]
	}
	return out, nil
}
