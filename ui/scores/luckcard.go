package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
)

// luck is the card that sets the score beside what the forecasts promised.
type luck struct {
	*improveCard
	page *Page
	data chart.LuckData
}

const luckMeaning = "Expected: what the forecasts themselves promise on average, for the Brier score Σ w p(1 − p) / Σ w. " +
	"The range holds 95 of 100 scores that chance makes of the same forecasts, each question with one outcome. Spiegelhalter’s Z tests the first forecast on each yes-or-no question."

func newLuck(p *Page) *luck {
	l := &luck{page: p}
	view := chart.NewView(func(s fyne.Size) chart.Scene { return chart.Luck(l.data, s.Width, s.Height) })
	l.improveCard = newImproveCard("Luck", luckMeaning, view)
	return l
}

func (l *luck) read() {
	filter := l.page.filter
	readCard(l.page, "luck", func(ctx context.Context) (*score.Luck, error) { return l.page.desk.Luck(ctx, filter) }, l.show)
}

func (l *luck) show(v *score.Luck) {
	if v == nil || !v.Score.Defined() || !v.Expected.Defined() {
		l.silent(tooFew("questions"))
		return
	}
	got, lo, hi := float64(v.Score), float64(v.Chance[0]), float64(v.Chance[1])
	l.data = chart.LuckData{Got: got, Expected: float64(v.Expected), Lo: lo, Hi: hi}
	l.body.Refresh()
	lead := words.Luck(l.page.owner(), got, lo, hi, score.Rule(l.page.filter.Rule).IsHighBetter())
	l.say(words.Counted(v.Questions, "question", "questions"), lead, "Chance alone gives "+words.Score(lo)+" to "+words.Score(hi)+", 95 times in 100.")
}

// tooFew says why a card is silent.
func tooFew(of string) string {
	return "From ten " + of + " on. With fewer, nothing can be told from chance."
}

// daily is the card of evidence against calibration that may be looked at every
// day.
type daily struct {
	*improveCard
	page   *Page
	points []chart.EvidencePoint
}

const dailyMeaning = "An e-process over the first forecast on each yes-or-no question (Arnold, Henzi, Ziegel 2023): what a bet against calibration would have won, at its largest so far. " +
	"For a calibrated forecaster it ever reaches 20 with a chance of at most 5\u202f%, however often one looks."

func newDaily(p *Page) *daily {
	d := &daily{page: p}
	view := chart.NewView(func(s fyne.Size) chart.Scene { return chart.Evidence(d.points, s.Width, s.Height) })
	d.improveCard = newImproveCard("Calibration, day by day", dailyMeaning, view)
	return d
}

func (d *daily) read() {
	filter := d.page.filter
	readCard(d.page, "daily", func(ctx context.Context) (*scoring.Anytime, error) { return d.page.desk.Anytime(ctx, filter) }, d.show)
}

func (d *daily) show(v *scoring.Anytime) {
	if v == nil || !v.OneIn.Defined() {
		why := tooFew("first forecasts on yes-or-no questions")
		if d.page.filter.Forecaster == "" {
			why = "Choose a forecaster: each one’s first forecasts are tested."
		}
		d.silent(why)
		return
	}
	zone := d.page.desk.Zone()
	d.points = d.points[:0]
	for _, p := range v.History {
		d.points = append(d.points, chart.EvidencePoint{At: p.At.Time().In(zone), OneIn: float64(p.OneIn)})
	}
	if now := d.page.desk.Now().In(zone); len(d.points) > 0 && now.After(d.points[len(d.points)-1].At) {
		d.points = append(d.points, chart.EvidencePoint{At: now, OneIn: float64(v.OneIn)})
	}
	d.body.Refresh()
	d.say(words.Counted(v.Questions, "first forecast", "first forecasts"),
		words.Evidence(float64(v.OneIn)),
		"Safe to look every day: at most 1 false alarm in 20.")
}
