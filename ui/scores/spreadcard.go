package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// spread is the card that says whether ranges of numbers and dates were as wide as
// they said.
type spread struct {
	*improveCard
	page       *Page
	outcomes   chart.OutcomesData
	half, most *held
	means      *widgets.Table[unitRow]
}

// held is how often the ranges of a coverage held.
type held struct {
	words *widgets.Text
	data  chart.HeldData
	view  *chart.View
}

// unitRow is the mean of a unit.
type unitRow struct{ Unit, CRPS, Interval, Questions string }

const spreadMeaning = "Where each outcome fell in the distribution of the first forecast on its question (PIT): calibrated ranges spread outcomes evenly over its tenths; shaded is what chance makes of that, 90 times in 100. " +
	"A central 90\u202f% range should hold 90 of 100 outcomes. CRPS and the interval score are in the unit of the question, low is better."

func newSpread(p *Page) *spread {
	s := &spread{page: p, half: newHeld(), most: newHeld()}
	small := widgets.Style{Size: theme.Small}
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	number := func(title string, width float32, text func(unitRow) string) widgets.Column[unitRow] {
		return widgets.Column[unitRow]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: grey, Text: text}
	}
	s.means = widgets.NewTable(26, widgets.Column[unitRow]{Title: "Mean", Style: small, Text: func(r unitRow) string { return r.Unit }},
		number("CRPS", 46, func(r unitRow) string { return r.CRPS }), number("Interval", 54, func(r unitRow) string { return r.Interval }),
		number("n", 24, func(r unitRow) string { return r.Questions }))
	histogram := chart.NewView(func(size fyne.Size) chart.Scene { return chart.Outcomes(s.outcomes, size.Width, size.Height) })
	fell := widgets.NewText("Where the outcomes fell", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	body := widgets.Arrange(func(size fyne.Size) {
		third := (size.Width - 48) / 3
		widgets.Put(fell, 0, 0, third+16, 16)
		widgets.Put(histogram, 0, 18, third, size.Height-18)
		x := third + 24
		for i, h := range []*held{s.half, s.most} {
			y := float32(i) * 46
			widgets.Put(h.words, x, y, third, 16)
			widgets.Put(h.view, x, y+18, third, 18)
		}
		widgets.Put(s.means.Object(), 2*third+40, -6, third+8, size.Height+6)
	}, fell, histogram, s.half.words, s.half.view, s.most.words, s.most.view, s.means.Object())
	s.improveCard = newImproveCard("Numbers and dates", spreadMeaning, body)
	return s
}

func newHeld() *held {
	h := &held{words: widgets.NewText("", widgets.Style{Size: theme.Small})}
	h.view = chart.NewView(func(s fyne.Size) chart.Scene {
		if h.words.Text() == "" {
			return chart.Scene{W: s.Width, H: s.Height}
		}
		return chart.Held(h.data, s.Width, s.Height)
	})
	return h
}

func (s *spread) show(v scoring.NumberScores) {
	g := v.Spread
	switch {
	case g == nil && len(v.Rows) == 0:
		s.silent("No number or date is scored here.")
		return
	case g == nil:
		s.silent("Choose a forecaster: each one’s ranges are judged.")
		return
	case g.Questions < 10 || g.Chance == nil:
		s.silent(tooFew("numbers and dates"))
		return
	}
	s.outcomes = chart.OutcomesData{Lo: float64(g.Chance[0]), Hi: float64(g.Chance[1])}
	for _, n := range g.PIT {
		s.outcomes.Counts = append(s.outcomes.Counts, float64(n))
	}
	owner := words.Capital(s.page.owner())
	s.half.show(owner, 0.5, g.Half)
	s.most.show(owner, 0.9, g.Most)
	s.means.SetRows(unitRows(v.Means))
	s.say(words.Counted(g.Questions, "question", "questions")+", scored separately", s.words(g.Most), "")
}

// show says how often central ranges of a coverage held.
func (h *held) show(owner string, should float64, v score.Held) {
	h.words.SetText("")
	if v.CI95 == nil {
		h.view.Refresh()
		return
	}
	share := float64(v.Held) / float64(v.Of)
	h.words.SetText(owner + " " + words.WholePercent(should) + " ranges held " + words.Count(v.Held) + " of " + words.Count(v.Of) + ", " + words.WholePercent(share))
	h.data = chart.HeldData{Held: share, Lo: float64(v.CI95[0]), Hi: float64(v.CI95[1]), Should: should}
	h.view.Refresh()
}

// words say whether ranges that should hold 90 of 100 outcomes do.
func (s *spread) words(v score.Held) string {
	owner := words.Capital(s.page.owner())
	switch ci := v.CI95; {
	case ci == nil:
		return "Too few ranges of 90\u202f% to tell whether they are as wide as they say"
	case ci[1] < 0.9:
		return owner + " ranges are too narrow"
	case ci[0] > 0.9:
		return owner + " ranges are too wide"
	case float64(v.Held) < 0.9*float64(v.Of):
		return owner + " ranges may be too narrow; it may still be chance"
	}
	return owner + " ranges are as wide as they say, as far as can be told"
}

// mostUnits is how many units there is room for.
const mostUnits = 3

// unitRows are the means of the units with the most questions.
func unitRows(means []scoring.UnitMean) []unitRow {
	var rows []unitRow
	for _, m := range means {
		r := unitRow{Unit: unitWord(m.Unit), CRPS: words.Amount(m.Mean), Interval: dash, Questions: words.Count(m.Questions)}
		if m.Interval != nil {
			r.Interval = words.Amount(*m.Interval)
		}
		if rows = append(rows, r); len(rows) == mostUnits {
			break
		}
	}
	return rows
}
