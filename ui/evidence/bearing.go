package evidence

import (
	"math"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// bearing is a judgement being made: how much more likely the finding is if
// the question ends one way than if it ends the other. A question with options
// has a likelihood for each.
type bearing struct {
	question forecasts.QuestionRow
	lr       float64
	lrs      map[string]float64
	object   *fyne.Container
}

var ratioTicks = []widgets.Tick{{At: -1, Label: "0.1"}, {At: math.Log10(0.3), Label: "0.3"}, {At: 0, Label: "1"}, {At: math.Log10(3), Label: "3"}, {At: 1, Label: "10"}}

// newRatioSlider is a slider from a tenth to ten times, 1 in its middle.
func newRatioSlider(lr float64, change func(float64)) *widgets.Slider {
	s := widgets.NewSlider(func(v float64) { change(twoDigits(math.Pow(10, v))) })
	s.Min, s.Max, s.Step, s.Big = -1, 1, 0.02, 0.1
	s.Ticks = ratioTicks
	s.Colour = func(v float64) theme.Role {
		_, _, plain := toneOf(twoDigits(math.Pow(10, v))).Colours()
		return plain
	}
	s.Set(math.Log10(lr))
	return s
}

// canBear says whether a finding can be judged on a question.
func canBear(q forecasts.QuestionRow) bool {
	return (q.Type == "binary" || q.Type == "choice") && (q.Status == "open" || q.Status == "closed")
}

func newBearing(q forecasts.QuestionRow, remove func(*bearing)) *bearing {
	b := &bearing{question: q, lr: 1}
	away := widgets.NewIconButton("close", "Take this question out", func() { remove(b) }).Small()
	title := widgets.NewText(q.Title, widgets.Style{Weight: theme.Medium})
	shift := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	head := widgets.HBox(8, widgets.Flex(widgets.WithTip(title, func() string { return q.Title })), shift, away)
	rows := []fyne.CanvasObject{widgets.NewSeparator(), widgets.Sized(0, 28, head)}
	if q.Type == "choice" {
		b.lrs = map[string]float64{}
		for _, option := range q.Options {
			b.lrs[option] = 1
			rows = append(rows, caption(option), b.line(func(lr float64) { b.lrs[option] = lr }, notation.Ratio))
		}
	} else {
		rows = append(rows, b.line(func(lr float64) {
			b.lr = lr
			if q.Mine != nil && q.Mine.P != nil {
				p := *q.Mine.P
				shift.SetText(notation.Percent(p) + " → " + notation.Percent(math.Round(moved(p, lr)*100)/100))
				head.Refresh()
			}
		}, favours))
	}
	b.object = widgets.VBox(0, rows...)
	return b
}

// line is a slider with its words at the right.
func (b *bearing) line(set func(float64), say func(float64) string) fyne.CanvasObject {
	words := widgets.NewText(say(1), widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary})
	mark := widgets.NewIcon("", theme.Secondary, 10)
	slider := newRatioSlider(1, func(lr float64) {
		set(lr)
		tone := toneOf(lr)
		_, ink, _ := tone.Colours()
		if tone == widgets.Informative {
			ink = theme.Secondary
		}
		words.SetColour(ink)
		words.SetText(say(lr))
		mark.Set(arrow(tone), ink)
	})
	return widgets.Sized(0, 40, widgets.HBox(6, widgets.Flex(slider), widgets.Sized(10, 32, mark), widgets.Sized(100, 32, words)))
}

func arrow(t widgets.Tone) string {
	switch t {
	case widgets.TowardYes:
		return "up"
	case widgets.TowardNo:
		return "down"
	}
	return ""
}

// judgement is what the desk is to be told.
func (b *bearing) judgement() (lr *float64, lrs map[string]float64) {
	if b.lrs != nil {
		lrs = map[string]float64{}
		for k, v := range b.lrs {
			lrs[k] = v
		}
		return nil, lrs
	}
	v := b.lr
	return &v, nil
}

// bearings is a list of judgements being made, with a way to add another.
type bearings struct {
	page   *Page
	list   []*bearing
	taken  func(forecasts.ID) bool // questions that cannot be added
	rows   *fyne.Container
	add    *widgets.Button
	object *fyne.Container
	change func()
}

func newBearings(p *Page, title string, change func()) *bearings {
	b := &bearings{page: p, change: change, rows: widgets.VBox(0)}
	b.add = widgets.NewLink("Question", "plus", b.pick)
	b.object = widgets.VBox(0, widgets.Sized(0, 36, widgets.HBox(8,
		widgets.NewText(title, widgets.Style{Weight: theme.SemiBold}), widgets.Space(), b.add)), b.rows)
	return b
}

func (b *bearings) pick() {
	var names []string
	var rows []forecasts.QuestionRow
	for _, q := range b.page.questions {
		if canBear(q) && !b.has(q.ID) && (b.taken == nil || !b.taken(q.ID)) {
			names, rows = append(names, q.Title), append(rows, q)
		}
	}
	if len(rows) == 0 {
		b.page.host.Say("There is no other open question with two ends or options")
		return
	}
	widgets.PopPicker(b.add, "Find a question", names, func(i int) { b.put(rows[i]) })
}

func (b *bearings) has(id forecasts.ID) bool {
	for _, x := range b.list {
		if x.question.ID == id {
			return true
		}
	}
	return false
}

func (b *bearings) put(q forecasts.QuestionRow) {
	b.list = append(b.list, newBearing(q, b.remove))
	b.draw()
}

func (b *bearings) remove(gone *bearing) {
	for i, x := range b.list {
		if x == gone {
			b.list = append(b.list[:i:i], b.list[i+1:]...)
			break
		}
	}
	b.draw()
}

func (b *bearings) clear() {
	b.list = nil
	b.draw()
}

func (b *bearings) draw() {
	b.rows.Objects = b.rows.Objects[:0]
	for _, x := range b.list {
		b.rows.Objects = append(b.rows.Objects, x.object)
	}
	b.rows.Refresh()
	b.change()
}
