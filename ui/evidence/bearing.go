package evidence

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// bearing is a judgement being made: how much more likely the finding is if
// the question ends one way than if it ends the other. A question with options
// has a likelihood for each.
type bearing struct {
	question question.Row
	lr       float64
	lrs      map[string]float64
	first    *widgets.Slider
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
	s.OnRune = func(r rune) bool {
		to, ok := step(twoDigits(math.Pow(10, s.Value())), r)
		if ok {
			s.Turn(math.Log10(to))
		}
		return ok
	}
	s.Set(math.Log10(lr))
	return s
}

// strengths are the steps of a ratio that have a word.
var strengths = []struct {
	lr    float64
	words string
}{{1.25, "barely"}, {2, "somewhat"}, {4, "clearly"}, {10, "strongly"}}

// scale are the ratios to which keys step.
var scale = []float64{0.1, 0.25, 0.5, 0.8, 1, 1.25, 2, 4, 10}

// step is the next ratio of the scale towards yes by Y, towards no by N, and 1
// by 0.
func step(lr float64, r rune) (to float64, ok bool) {
	to = lr
	switch r {
	case '0':
		return 1, true
	case 'y', 'Y':
		for _, x := range slices.Backward(scale) {
			if x > lr*1.01 {
				to = x
			}
		}
	case 'n', 'N':
		for _, x := range scale {
			if x < lr*0.99 {
				to = x
			}
		}
	default:
		return lr, false
	}
	return to, true
}

// strength is the word for a ratio, in either direction.
func strength(lr float64) string {
	if lr < 1 {
		lr = 1 / lr
	}
	if lr < 1.005 {
		return ""
	}
	word := strengths[0].words
	for i := 1; i < len(strengths); i++ {
		if lr >= math.Sqrt(strengths[i-1].lr*strengths[i].lr) {
			word = strengths[i].words
		}
	}
	return word
}

// canBear says whether a finding can be judged on a question.
func canBear(q question.Row) bool {
	return (q.Type == "binary" || q.Type == "choice") && (q.Status == "open" || q.Status == "closed")
}

func newBearing(q question.Row, remove func(*bearing)) *bearing {
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
			rows = append(rows, caption(option), b.line(func(lr float64) { b.lrs[option] = lr }, words.Ratio))
		}
	} else {
		rows = append(rows, b.line(func(lr float64) {
			b.lr = lr
			if q.Mine != nil && q.Mine.P != nil {
				p := *q.Mine.P
				shift.SetText(words.Percent(p) + " → " + words.Percent(math.Round(moved(p, lr)*100)/100))
				head.Refresh()
			}
		}, favours))
	}
	b.object = widgets.VBox(0, rows...)
	return b
}

// line is a slider with its words at the right.
func (b *bearing) line(set func(float64), say func(float64) string) fyne.CanvasObject {
	strong := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	phrase := widgets.NewText(say(1), widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: theme.Secondary})
	mark := widgets.NewIcon("", theme.Secondary, 10)
	slider := newRatioSlider(1, func(lr float64) {
		set(lr)
		tone := toneOf(lr)
		_, ink, _ := tone.Colours()
		if tone == widgets.Informative {
			ink = theme.Secondary
		}
		phrase.SetColour(ink)
		phrase.SetText(say(lr))
		strong.SetText(strength(lr))
		mark.Set(arrow(tone), ink)
	})
	if b.first == nil {
		b.first = slider
	}
	return widgets.Sized(0, 40, widgets.HBox(6, widgets.Flex(widgets.WithTip(slider, func() string { return "Y towards yes, N towards no, 0 neither; arrows move by little" })),
		widgets.Sized(114, 36, widgets.VBox(0, widgets.HBox(4, widgets.Sized(10, 16, mark), widgets.Flex(phrase)), widgets.Pad(0, 0, 0, 14, strong)))))
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
	taken  func(journal.ID) bool // questions that cannot be added
	text   func() string         // what questions are suggested by
	rows   *fyne.Container
	hints  *fyne.Container // suggestions
	add    *widgets.Button
	object *fyne.Container
	change func()
}

func newBearings(p *Page, title string, change func()) *bearings {
	b := &bearings{page: p, change: change, rows: widgets.VBox(0), hints: widgets.VBox(0), text: func() string { return "" }}
	b.add = widgets.NewLink("Question", "plus", b.pick)
	b.object = widgets.VBox(0, widgets.Sized(0, 36, widgets.HBox(8,
		widgets.NewText(title, widgets.Style{Weight: theme.SemiBold}), widgets.Space(), b.add)), b.hints, b.rows)
	return b
}

func (b *bearings) pick() {
	rows, _ := suggested(b.text(), b.free())
	var names []string
	for _, q := range rows {
		names = append(names, q.Title)
	}
	if len(rows) == 0 {
		if b.page.questions == nil {
			b.page.host.Say("The questions are still being read")
			return
		}
		b.page.host.Say("There is no other open question with two ends or options")
		return
	}
	widgets.PopPicker(b.add, "Find a question", names, func(i int) { b.judge(rows[i]) })
}

// free are the questions that can still be judged here.
func (b *bearings) free() []question.Row {
	return slices.DeleteFunc(slices.Clone(b.page.questions), func(q question.Row) bool {
		return !canBear(q) || b.has(q.ID) || b.taken != nil && b.taken(q.ID)
	})
}

// judge adds a question and gives its slider the keys.
func (b *bearings) judge(q question.Row) {
	b.put(q)
	widgets.Focus(b.list[len(b.list)-1].first)
}

// mostSuggested is how many questions are suggested.
const mostSuggested = 2

// suggest shows the questions that share most with what is said, where there
// is no judgement yet.
func (b *bearings) suggest() {
	b.hints.Objects = nil
	if len(b.list) == 0 {
		rows, sharing := suggested(b.text(), b.free())
		for _, q := range rows[:min(sharing, mostSuggested)] {
			b.hints.Objects = append(b.hints.Objects, widgets.Sized(0, 26, widgets.HBox(0, widgets.Flex(widgets.NewLink(q.Title, "plus", func() { b.judge(q) })))))
		}
	}
	b.change()
}

func (b *bearings) has(id journal.ID) bool {
	for _, x := range b.list {
		if x.question.ID == id {
			return true
		}
	}
	return false
}

func (b *bearings) put(q question.Row) {
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
	b.suggest()
}
