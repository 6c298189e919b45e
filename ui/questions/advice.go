package questions

import (
	"context"
	"math"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// advice is the line below a number that says what such numbers of one's own came
// to. It is offered where the person wants it, and never applied.
type advice struct {
	learned *score.Recalibration
	line    *widgets.Paragraph
}

func newAdvice() *advice {
	a := &advice{line: widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2)}
	a.line.Hide()
	return a
}

// say shows what is known of a number; it reports whether that changed the room it
// takes.
func (a *advice) say(p float64) bool {
	text := ""
	if page.AdvisedBeside() && !math.IsNaN(p) {
		text = adviceWords(a.learned, p)
	}
	was := a.line.Hidden
	a.line.SetText(text)
	a.line.Hidden = text == ""
	return was != a.line.Hidden
}

// adviceWords say how often numbers like p happened; empty where too little is
// known.
func adviceWords(learned *score.Recalibration, p float64) string {
	r, ok := learned.Advice(p)
	if !ok {
		return ""
	}
	text := "Your " + words.Percent(p) + " happened in " + words.OfHundred(float64(r.Happens)) + ", " + words.Counted(r.Questions, "question", "questions")
	if ci := r.CI90; ci != nil {
		text += "; could be " + words.Number(math.Round(float64(ci[0])*100)) + " to " + words.Number(math.Round(float64(ci[1])*100))
	}
	return text + "."
}

// loadAdvice reads what one's numbers came to, where the person wants it said.
func (p *Page) loadAdvice() {
	if !page.AdvisedBeside() {
		return
	}
	p.host.Run("questions/advice", func(ctx context.Context) (func(), error) {
		learned, err := p.desk.OwnAdvice(ctx)
		return func() {
			p.update.advice.learned = learned
			p.advised = true
			p.update.advise()
		}, err
	})
}

// advise says what the number came to that the panel shows.
func (u *updatePanel) advise() {
	number, ok := u.number.Value()
	if !ok {
		number = math.NaN()
	}
	if u.advice.say(number) {
		u.refresh()
	}
}
