package scores

import (
	"context"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/widgets"
)

// contrast is the card that says in what the chosen forecaster differs from
// another one.
type contrast struct {
	*improveCard
	page  *Page
	with  *widgets.Dropdown
	names []string
	refs  []string
	lines *figureLines
}

const contrastMeaning = "The difference of CORP’s miscalibration and discrimination over the yes-or-no questions and the time at which both stood, with its interval from a paired bootstrap by question."

func newContrast(p *Page) *contrast {
	c := &contrast{page: p, lines: newFigureLines(30, 120)}
	c.with = widgets.NewDropdown("With", []string{"–"}, 0, func(int) { c.read() })
	body := widgets.VBox(8, widgets.HBox(0, c.with), widgets.Flex(c.lines.object))
	c.improveCard = newImproveCard("Calibration or discrimination", contrastMeaning, body)
	return c
}

// offer fills the choice with everybody else.
func (c *contrast) offer(v scoring.View) {
	chosen := ""
	if at := c.with.Chosen(); at < len(c.refs) {
		chosen = c.refs[at]
	}
	c.names, c.refs = nil, nil
	at := 0
	labels := groupLabels(v.Groups)
	for i, g := range v.Groups {
		ref := g.Forecaster.Ref()
		if ref == c.page.filter.Forecaster {
			continue
		}
		if ref == chosen {
			at = len(c.refs)
		}
		c.names, c.refs = append(c.names, labels[i]), append(c.refs, ref)
	}
	if len(c.names) > 0 {
		c.with.SetValues(c.names, at)
	}
}

func (c *contrast) read() {
	filter := c.page.filter
	if filter.Forecaster == "" || len(c.refs) == 0 {
		c.silent("Choose a forecaster above; from two on this says whether calibration or telling cases apart makes the difference.")
		return
	}
	with := c.refs[min(c.with.Chosen(), len(c.refs)-1)]
	readCard(c.page, "contrast", func(ctx context.Context) (*score.Contrast, error) { return c.page.desk.Contrast(ctx, filter, with) }, c.show)
}

func (c *contrast) show(v *score.Contrast) {
	c.lines.show(nil)
	if v == nil || v.MCB == nil || v.DSC == nil {
		c.say("", tooFew("yes-or-no questions on which both stood"), "")
		return
	}
	c.lines.show(differenceLines([]differenceLine{
		{name: "Calibration error", difference: v.MCB.Difference, ci: v.MCB.CI95, questions: v.Questions, mine: true},
		{name: "Discrimination", difference: v.DSC.Difference, ci: v.DSC.CI95, questions: v.Questions, mine: true},
	}))
	with := ""
	if at := c.with.Chosen(); at < len(c.names) {
		with = c.page.whose() + " less " + c.names[at]
	}
	c.say(with, c.words(v), "Calibration error: below 0 is better. Discrimination: above 0 is better.")
}

// words say which of the two differs beyond chance.
func (c *contrast) words(v *score.Contrast) string {
	sign := func(d *score.FigureDifference) int {
		switch {
		case d.CI95 == nil:
		case d.CI95[0] > 0:
			return 1
		case d.CI95[1] < 0:
			return -1
		}
		return 0
	}
	var parts []string
	switch sign(v.MCB) {
	case -1:
		parts = append(parts, "better calibrated")
	case 1:
		parts = append(parts, "worse calibrated")
	}
	switch sign(v.DSC) {
	case 1:
		parts = append(parts, "better at telling cases apart")
	case -1:
		parts = append(parts, "worse at telling cases apart")
	}
	if len(parts) == 0 {
		return "Neither differs beyond chance"
	}
	return c.page.subject("are ", "is ") + words.List(parts...)
}
