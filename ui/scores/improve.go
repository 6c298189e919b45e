package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// improveTab has what a forecaster can learn from the score.
type improveTab struct{ page *Page }

// improvement is what the tab shows.
type improvement struct {
	advice     *advice
	luck       *luck
	daily      *daily
	horizon    *horizonCard
	difficulty *difficulty
	spread     *spread
}

func newImprovement(p *Page) *improvement {
	return &improvement{newAdvice(p), newLuck(p), newDaily(p), newHorizonCard(p), newDifficulty(p), newSpread(p)}
}

const (
	cardHigh   = 182
	adviceHigh = theme.PanelTitle + 56 + theme.TableHead + 8*36 + 22 + 68 + 56
)

func (t *improveTab) objects() []fyne.CanvasObject {
	i := t.page.improvement
	return []fyne.CanvasObject{i.advice.object, i.luck.object, i.daily.object, i.horizon.object, i.difficulty.object, i.spread.object}
}

func (t *improveTab) read() {
	i := t.page.improvement
	i.advice.read()
	i.luck.read()
	i.daily.read()
	t.page.readHorizon()
	t.page.readAdjusted()
	i.spread.show(t.page.view.Numbers)
}

func (t *improveTab) least(l *scoreLayout) float32 {
	if l.narrow() {
		return adviceHigh + margin + 3*(cardHigh+margin) - margin
	}
	return max(adviceHigh, 3*(cardHigh+margin)-margin)
}

func (t *improveTab) place(l *scoreLayout, y float32, s fyne.Size) {
	i := t.page.improvement
	left, x := (s.Width-3*margin)*0.406, float32(margin)
	if l.narrow() {
		left = s.Width - 2*margin
	}
	high := max(adviceHigh, s.Height-y-margin)
	if l.narrow() {
		high = adviceHigh
	}
	widgets.Put(i.advice.object, margin, y, left, high)
	if l.narrow() {
		y += high + margin
	} else {
		x += left + margin
	}
	w := (s.Width - x - 2*margin) / 2
	cards := [][]*improveCard{{i.luck.improveCard, i.daily.improveCard}, {i.horizon.improveCard, i.difficulty.improveCard}}
	for row, pair := range cards {
		for column, c := range pair {
			widgets.Put(c.object, x+float32(column)*(w+margin), y+float32(row)*(cardHigh+margin), w, cardHigh)
		}
	}
	y += 2 * (cardHigh + margin)
	widgets.Put(i.spread.object, x, y, s.Width-x-margin, max(cardHigh, s.Height-y-margin))
}
