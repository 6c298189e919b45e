package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts/score"
	"weathervane/ui/chart"
)

// horizonCard is the short form of the panel by horizon.
type horizonCard struct {
	*improveCard
	page  *Page
	lines *figureLines
}

const horizonMeaning = "The headline parted by the time to the close in force, with the same weights: Σ share × score is the headline. Questions under ten have no interval."

func newHorizonCard(p *Page) *horizonCard {
	c := &horizonCard{page: p, lines: newFigureLines(22, 84)}
	c.improveCard = newImproveCard("By horizon", horizonMeaning, c.lines.object)
	return c
}

func (c *horizonCard) show(bands []score.HorizonBand, rows []horizonRow) {
	known := 0
	for _, b := range bands {
		if b.CI95 != nil {
			known++
		}
	}
	if known == 0 {
		c.silent(tooFew("questions in a band"))
		return
	}
	lines := make([]figureLine, len(rows))
	for i, r := range rows {
		lines[i] = figureLine{name: r.Name, value: r.Score, n: r.Questions, draw: func(s fyne.Size) chart.Scene { return shareScene(r.at, -1, s) }}
	}
	c.lines.show(lines)
	c.say("score · questions", c.words(bands), "")
}

// words say in which band most is lost, if it is more than elsewhere.
func (c *horizonCard) words(bands []score.HorizonBand) string {
	value := headline(c.page.view)
	worst := -1
	high := score.Rule(c.page.filter.Rule).IsHighBetter()
	for i, b := range bands {
		if b.CI95 != nil && (worst < 0 || (b.Score > bands[worst].Score) != high) {
			worst = i
		}
	}
	where := "far from the close"
	switch {
	case bands[worst].To != 0 && bands[worst].To <= 30:
		where = "near the close"
	case bands[worst].To != 0 && bands[worst].To <= 90:
		where = "one to three months before the close"
	}
	if ci := bands[worst].CI95; value == nil || float64(ci[0]) <= *value && *value <= float64(ci[1]) {
		return "No horizon stands out beyond chance"
	}
	return c.page.subject("lose", "loses") + " most " + where
}
