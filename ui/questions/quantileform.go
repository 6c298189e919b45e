package questions

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// usualLevels are those that the panel asks for.
var usualLevels = []float64{0.05, 0.25, 0.5, 0.75, 0.95}

// A spreadText is a distribution as it is typed: levels, and beside each what
// stands in its field. An empty field says nothing about its level.
type spreadText struct {
	levels []float64
	texts  []string
}

// spreadOf is one's own forecast in force as texts: at its own levels where
// they are others than the usual ones.
func spreadOf(v question.View, c words.Calendar) spreadText {
	s := spreadText{levels: usualLevels, texts: make([]string, len(usualLevels))}
	own := standingOf(v)
	if own == nil || len(own.Quantiles) == 0 {
		return s
	}
	for _, q := range own.Quantiles {
		if !slices.Contains(usualLevels, q.Level) {
			s = spreadText{}
			for _, q := range own.Quantiles {
				s.levels, s.texts = append(s.levels, q.Level), append(s.texts, "")
			}
			break
		}
	}
	for _, q := range own.Quantiles {
		s.texts[slices.Index(s.levels, q.Level)] = valueText(q.Value, v.Question, c)
	}
	return s
}

// valueText writes a value so that it is read back as the same.
func valueText(raw json.RawMessage, q listing.Question, c words.Calendar) string {
	x, ok := rawValue(raw)
	switch {
	case !ok:
		return ""
	case q.Type == "date":
		return notation.FormatWhen(time.UnixMilli(int64(x)).In(c.Zone), false)
	}
	return words.Number(x)
}

// readValue reads a number, or a day as milliseconds.
func readValue(text string, q listing.Question, c words.Calendar) (float64, error) {
	if q.Type == "date" {
		t, err := notation.ParseWhen(text, c.Now, c.Zone, false)
		return float64(t.UnixMilli()), err
	}
	return notation.ParseNumber(text)
}

// read gives the quantiles that are typed, and for each field what is wrong
// with it, or nothing.
func (s spreadText) read(q listing.Question, c words.Calendar) (levels, values []float64, wrong []string) {
	wrong = make([]string, len(s.texts))
	lo, hi := bounds(q)
	for i, text := range s.texts {
		if strings.TrimSpace(text) == "" {
			continue
		}
		at := words.Percent(s.levels[i])
		x, err := readValue(text, q, c)
		switch {
		case err != nil:
			wrong[i] = "At " + at + ": " + page.Sentence(err)
		case len(values) > 0 && x <= values[len(values)-1]:
			wrong[i] = "The value at " + at + " must lie above that at " + words.Percent(levels[len(levels)-1]) + ": values rise with their levels."
			if q.Type == "date" {
				wrong[i] = "The day at " + at + " must come after that at " + words.Percent(levels[len(levels)-1]) + ": days rise with their levels."
			}
		case lo != nil && !q.Range.OpenBelow && x < *lo:
			wrong[i] = "At " + at + " stands less than " + axisWord(*lo, q, c) + ", where the question’s range begins."
		case hi != nil && !q.Range.OpenAbove && x > *hi:
			wrong[i] = "At " + at + " stands more than " + axisWord(*hi, q, c) + ", where the question’s range ends."
		default:
			levels, values = append(levels, s.levels[i]), append(values, x)
		}
	}
	return levels, values, wrong
}

// bounds are the ends of a question's range, where it has them.
func bounds(q listing.Question) (lo, hi *float64) {
	if q.Range == nil {
		return nil, nil
	}
	if x, ok := rawValue(q.Range.Min); ok {
		lo = &x
	}
	if x, ok := rawValue(q.Range.Max); ok {
		hi = &x
	}
	return lo, hi
}

// axisWord writes a value of the axis with its unit, or as a day.
func axisWord(x float64, q listing.Question, c words.Calendar) string {
	if q.Type == "date" {
		return words.Day(time.UnixMilli(int64(x)), c.Zone, c.Now)
	}
	return strings.TrimSpace(words.Number(tidy(x)) + " " + q.Unit)
}

// belief is what is typed as a forecast, or why it is none.
func (s spreadText) belief(q listing.Question, c words.Calendar) (standing.Belief, string) {
	levels, values, wrong := s.read(q, c)
	for _, problem := range wrong {
		if problem != "" {
			return standing.Belief{}, problem
		}
	}
	if len(values) < 2 {
		return standing.Belief{}, "Give at least two values: for example, those that the answer is below with 5\u202f% and with 95\u202f% probability."
	}
	var b standing.Belief
	for i, x := range values {
		var v any = x
		if q.Type == "date" {
			v = notation.Instant(time.UnixMilli(int64(x)))
		}
		raw, err := json.Marshal(v)
		if err != nil {
			return standing.Belief{}, page.Sentence(err)
		}
		b.Quantiles = append(b.Quantiles, journal.Quantile{Level: levels[i], Value: raw})
	}
	return b, ""
}

// data is what is typed as a picture; a closed end of the range is certain.
func (s spreadText) data(q listing.Question, c words.Calendar, width float32) chart.DistributionData {
	levels, values, wrong := s.read(q, c)
	for _, problem := range wrong {
		if problem != "" {
			return chart.DistributionData{}
		}
	}
	if len(values) < 2 {
		return chart.DistributionData{}
	}
	from, to, span := values[0], values[len(values)-1], values[len(values)-1]-values[0]
	lo, hi := bounds(q)
	if lo != nil && !q.Range.OpenBelow && *lo < values[0] && levels[0] > 0 {
		levels, values = slices.Insert(levels, 0, 0), slices.Insert(values, 0, *lo)
	}
	if last := len(values) - 1; hi != nil && !q.Range.OpenAbove && *hi > values[last] && levels[last] < 1 {
		levels, values = append(levels, 1), append(values, *hi)
	}
	d := chart.DistributionData{Levels: levels, Values: values, Percent: words.Percent,
		Format: func(x float64) string { return axisWord(coarse(x, span), q, c) }}
	if q.Type == "date" {
		d.Format = func(x float64) string { return axisWord(x, q, c) }
	}
	const around = 0.25 // of what was given; a wide range is not drawn to its ends
	d.From, d.To = from-around*span, to+around*span
	d.Ticks = axisTicks(q, c, d.From, d.To, max(int(width/60), 3))
	return d
}

// quantileForm is a field for each level and, above them, what they say.
type quantileForm struct {
	panel    *updatePanel
	levels   []float64
	fields   []*widgets.Field
	view     *chart.View
	menu     *widgets.IconButton // of the picture; it stands in the panel’s title
	rows     *fyne.Container
	object   *fyne.Container
	question listing.Question
}

const distributionHigh = 84

func newQuantileForm(u *updatePanel) *quantileForm {
	f := &quantileForm{panel: u, rows: widgets.VBox(2)}
	f.view = chart.NewView(func(s fyne.Size) chart.Scene {
		d := f.text().data(f.question, f.panel.cal, s.Width)
		scene := chart.Distribution(d, s.Width, s.Height)
		if !d.Rising() {
			scene.Items = append(scene.Items, chart.Label{X: s.Width / 2, Y: s.Height / 2, Anchor: chart.Middle,
				Text: "What you type is drawn here", Size: theme.Small, Weight: theme.Regular, Colour: theme.Secondary})
		}
		return scene
	})
	f.menu = chart.Menu(u.page.host, "Your distribution", f.view, func() string {
		return f.text().data(f.question, f.panel.cal, f.view.Size().Width).Table()
	})
	f.object = widgets.VBox(8, widgets.Sized(0, distributionHigh, f.view), f.rows)
	return f
}

// text is what the fields say.
func (f *quantileForm) text() spreadText {
	s := spreadText{levels: f.levels}
	for _, field := range f.fields {
		s.texts = append(s.texts, field.Text)
	}
	return s
}

// show fills the fields with what was typed, or with what stands.
func (f *quantileForm) show(v question.View, d draft) {
	s := spreadOf(v, f.panel.cal)
	if d.spread != nil && len(d.spread.texts) == len(d.spread.levels) {
		s = *d.spread
	}
	if f.question.ID != v.ID || !slices.Equal(f.levels, s.levels) {
		f.question = v.Question
		f.build(s.levels)
	}
	f.question = v.Question
	for i, text := range s.texts {
		f.fields[i].Fill(text)
	}
	f.check()
}

func (f *quantileForm) build(levels []float64) {
	f.levels, f.fields, f.rows.Objects = levels, nil, nil
	hint := ""
	switch {
	case f.question.Type == "date":
		hint = "2024-08-31"
	case f.question.Unit != "": // beside the fields it would leave no room for long numbers
		f.rows.Add(widgets.NewText("Values in "+f.question.Unit, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	}
	for i, level := range levels {
		field := widgets.NewNumberField(hint).Replaced()
		field.OnChange = func(string) { f.typed() }
		field.OnSubmit = f.panel.submit
		field.OnKey = func(e *fyne.KeyEvent) bool { return f.key(i, e) }
		f.fields = append(f.fields, field)
		caption := widgets.NewText(words.Percent(level)+" below", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
		f.rows.Add(widgets.Sized(0, 32, widgets.HBox(6, widgets.Sized(72, 0, caption), widgets.Flex(field))))
	}
}

// key leads with Enter, Up and Down from field to field, and from the last on
// to the rationale.
func (f *quantileForm) key(i int, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		i++
	case fyne.KeyUp:
		i--
	default:
		return false
	}
	if i == len(f.fields) && e.Name != fyne.KeyDown {
		f.panel.page.focus(f.panel.area)
	} else if i >= 0 && i < len(f.fields) {
		f.panel.page.focus(f.fields[i])
	}
	return true
}

func (f *quantileForm) typed() {
	s := f.text()
	f.panel.draft().spread = &s
	f.check()
}

// check marks the fields that are wrong and says what the first of them lacks.
func (f *quantileForm) check() {
	_, _, wrong := f.text().read(f.question, f.panel.cal)
	told := ""
	for i, problem := range wrong {
		f.fields[i].SetWrong(problem != "")
		if told == "" {
			told = problem
		}
	}
	f.panel.tell(told)
	f.view.Refresh()
}

func (f *quantileForm) focus() {
	if len(f.fields) > 0 {
		f.panel.page.focus(f.fields[0])
	}
}
