package scenarios

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/notation"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

func caption(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
}

// remark is a sentence below what it is about.
func remark(words string) *widgets.Paragraph {
	return widgets.NewParagraph(words, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4)
}

// labelled puts a caption above an object.
func labelled(words string, o fyne.CanvasObject) *fyne.Container {
	return widgets.VBox(4, caption(words), o)
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

// sentence writes an error as one.
func sentence(err error) string {
	r := []rune(strings.TrimSpace(err.Error()))
	if len(r) == 0 {
		return "It did not work, and no reason was given."
	}
	s := strings.ToUpper(string(r[0])) + string(r[1:])
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// record has the desk do what a dialog asked for; what is wrong is said in it.
func (p *Page) record(d *dialogs.Dialog, do func(context.Context) error, done func()) {
	d.Busy()
	p.host.Run("scenarios/record", func(ctx context.Context) (func(), error) {
		err := do(ctx)
		return func() {
			if err != nil {
				d.Problem(sentence(err))
				return
			}
			d.Close()
			done()
		}, nil
	})
}

// parsePercent reads what is typed into a field of per cents: a bare number is
// per cents, since the field says so; odds and fractions are read as anywhere.
func parsePercent(text string) (float64, error) {
	t := strings.TrimSpace(text)
	if t == "" {
		return 0, errors.New("a number is missing: write 0 to 100")
	}
	if v, err := strconv.ParseFloat(strings.ReplaceAll(t, ",", "."), 64); err == nil {
		if !(v >= 0 && v <= 100) {
			return 0, errors.New(t + " % is no probability: write 0 to 100")
		}
		return v / 100, nil
	}
	return notation.ParseProbability(t)
}

// percentText writes a probability without its sign.
func percentText(p float64) string { return strings.TrimSuffix(notation.Percent(p), "\u202f%") }

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
		field := widgets.NewField("–")
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
	to, err := parsePercent(text)
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
			n.fields[i].Fill(percentText(x))
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
			_, err := parsePercent(n.fields[i].Text)
			if err == nil {
				err = errors.New("a number is missing")
			}
			return nil, errors.New(name + ": " + err.Error())
		}
		out[name] = n.values[i]
	}
	return out, nil
}
