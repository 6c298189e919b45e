package scores

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// difficulty is the card that compares everyone on the same questions.
type difficulty struct {
	*improveCard
	page  *Page
	lines *figureLines
}

const difficultyMeaning = "Each pair’s mean score, over the time at which somebody else stood too, is fitted as forecaster + question by least squares with a ridge on forecasters, chosen by ten folds. " +
	"0 is the mean over all pairs. What to expect of the next question is drawn towards the others the more, the less is known (empirical Bayes)."

func newDifficulty(p *Page) *difficulty {
	d := &difficulty{page: p, lines: newFigureLines(18, 84)}
	d.improveCard = newImproveCard("Difficulty", difficultyMeaning, d.lines.object)
	return d
}

func (d *difficulty) show(all []scoring.AdjustedScore) {
	at := -1
	for i, a := range all {
		if a.Forecaster.Ref() == d.page.filter.Forecaster {
			at = i
		}
	}
	if len(all) < 2 {
		d.silent("From two forecasters on who stood on the same questions.")
		return
	}
	d.lines.show(adjustedLines(all, at))
	lead, foot := "Everyone on the same questions", ""
	if at >= 0 {
		lead, foot = d.words(all[at])
	}
	d.say("difference · questions", lead, foot)
}

// adjustedRows are the lines of the ranking with what is known of them on the same
// questions.
func adjustedRows(v scoring.View, all []scoring.AdjustedScore) []groupRow {
	of := map[string]scoring.AdjustedScore{}
	for _, a := range all {
		of[a.Forecaster.Ref()] = a
	}
	rows := groupRows(v)
	for i := range rows {
		if a, ok := of[rows[i].ref]; ok && !rows[i].Team {
			rows[i].adjust(a)
		}
	}
	return rows
}

// adjust puts a difference on the same questions into words.
func (r *groupRow) adjust(a scoring.AdjustedScore) {
	if ci := a.CI95; ci != nil {
		r.Adjusted = words.Change(float64(a.Difference), 3) + " ± " + words.Score(float64(ci[1]-ci[0])/2)
	}
}

// words say how the chosen forecaster does, and what to expect.
func (d *difficulty) words(a scoring.AdjustedScore) (lead, foot string) {
	high := score.Rule(d.page.filter.Rule).IsHighBetter()
	lead = tooFew("questions")
	if a.CI95 != nil {
		lead = words.SameQuestions(float64(a.CI95[0]), float64(a.CI95[1]), high)
	}
	if s := a.Shrunk; s != nil {
		foot = words.NextQuestion(float64(s.Difference), float64(s.CI95[0]), float64(s.CI95[1]), high)
	}
	return lead, foot
}

// mostLines is how many lines fit in a card.
const mostLines = 5

// adjustedLines are those about the chosen one.
func adjustedLines(all []scoring.AdjustedScore, at int) []figureLine {
	from := min(max(at-mostLines/2, 0), max(len(all)-mostLines, 0))
	all = all[from:min(from+mostLines, len(all))]
	lines := make([]differenceLine, len(all))
	for i, a := range all {
		lines[i] = differenceLine{name: a.Forecaster.Name, difference: a.Difference, ci: a.CI95, questions: a.Questions, mine: i+from == at, strong: i+from == at}
	}
	return differenceLines(lines)
}

// A differenceLine is a difference with its interval.
type differenceLine struct {
	name         string
	difference   score.Number
	ci           *score.Interval // nil if it is not known
	questions    int
	mine, strong bool
}

// differenceLines draws differences on one scale about 0.
func differenceLines(all []differenceLine) []figureLine {
	reach := 0.01
	for _, l := range all {
		reach = max(reach, math.Abs(float64(l.difference)))
		if l.ci != nil {
			reach = max(reach, math.Abs(float64(l.ci[0])), math.Abs(float64(l.ci[1])))
		}
	}
	lines := make([]figureLine, len(all))
	for i, l := range all {
		data := chart.DifferenceData{At: float64(l.difference), Reach: reach, Mine: l.mine}
		if l.ci != nil {
			data.Interval, data.Lo, data.Hi = true, float64(l.ci[0]), float64(l.ci[1])
		}
		lines[i] = figureLine{name: l.name, value: words.Change(float64(l.difference), 3), n: words.Count(l.questions), strong: l.strong,
			draw: func(s fyne.Size) chart.Scene { return chart.Difference(data, s.Width, s.Height) }}
	}
	return lines
}

// A figureLine is a line of a card: a name, a picture, a value and how many
// questions.
type figureLine struct {
	name, value, n string
	strong         bool
	draw           func(fyne.Size) chart.Scene
}

// figureLines are the lines of a card.
type figureLines struct {
	high, first float32
	lines       []figureLine
	rows        []*figureParts
	object      *fyne.Container
}

type figureParts struct {
	name, value, n *widgets.Text
	view           *chart.View
}

func newFigureLines(high, first float32) *figureLines {
	l := &figureLines{high: high, first: first}
	small := widgets.Style{Size: theme.Small}
	right := widgets.Style{Size: theme.Small, Figures: true, Align: fyne.TextAlignTrailing}
	grey := right
	grey.Colour = theme.Secondary
	var objects []fyne.CanvasObject
	for i := range mostLines {
		p := &figureParts{name: widgets.NewText("", small), value: widgets.NewText("", right), n: widgets.NewText("", grey)}
		p.view = chart.NewView(func(s fyne.Size) chart.Scene {
			if i >= len(l.lines) {
				return chart.Scene{W: s.Width, H: s.Height}
			}
			return l.lines[i].draw(s)
		})
		l.rows = append(l.rows, p)
		objects = append(objects, p.name, p.view, p.value, p.n)
	}
	l.object = container.New(l, objects...)
	return l
}

func (l *figureLines) show(lines []figureLine) {
	l.lines = lines
	for i, p := range l.rows {
		shown := i < len(lines)
		for _, o := range []fyne.CanvasObject{p.name, p.view, p.value, p.n} {
			widgets.Show(o, shown)
		}
		if !shown {
			continue
		}
		p.name.SetText(lines[i].name)
		weight := theme.Regular
		if lines[i].strong {
			weight = theme.SemiBold
		}
		p.name.SetStyle(widgets.Style{Size: theme.Small, Weight: weight})
		p.value.SetText(lines[i].value)
		p.n.SetText(lines[i].n)
		p.view.Refresh()
	}
	l.object.Refresh()
}

// Layout is for Fyne.
func (l *figureLines) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	const value, n = 48, 30
	for i, p := range l.rows {
		y := float32(i) * l.high
		view := s.Width - l.first - value - n - 16
		widgets.Put(p.name, 0, y+(l.high-16)/2, l.first, 16)
		widgets.Put(p.view, l.first+8, y, view, l.high)
		widgets.Put(p.value, l.first+8+view, y+(l.high-16)/2, value, 16)
		widgets.Put(p.n, s.Width-n, y+(l.high-16)/2, n, 16)
	}
}

// MinSize is for Fyne.
func (l *figureLines) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.high*mostLines)
}
