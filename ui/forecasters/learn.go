package forecasters

import (
	"context"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/widgets"
)

// learning is what besides the score can be said of a forecaster.
type learning struct {
	luck     *score.Luck
	anytime  *scoring.Anytime
	adjusted *scoring.AdjustedScore
}

// learn reads what a forecaster's own numbers promised, and how they do on the
// same questions as others.
func (p *Page) learn(v scoring.ForecasterView) {
	filter, box := scoring.Filter{Forecaster: v.Ref()}, p.learnt
	p.host.Run("forecasters.learn", func(ctx context.Context) (func(), error) {
		var l learning
		var err error
		if l.luck, err = p.desk.Luck(ctx, filter); err != nil {
			return nil, err
		}
		if l.anytime, err = p.desk.Anytime(ctx, filter); err != nil {
			return nil, err
		}
		all, err := p.desk.Adjusted(ctx, filter)
		for i := range all {
			if all[i].Forecaster == v.Forecaster {
				l.adjusted = &all[i]
			}
		}
		owner := v.Name + "’s"
		if v.Mine {
			owner = "your"
		}
		lines := l.words(owner)
		return func() {
			box.RemoveAll()
			for _, text := range lines {
				box.Add(prose(text))
			}
			widgets.Show(box, true)
			p.detail.Refresh()
		}, err
	})
}

// words are a line for each figure that is known.
func (l learning) words(owner string) []string {
	var lines []string
	if v := l.luck; v != nil && v.Score.Defined() {
		got, lo, hi := float64(v.Score), float64(v.Chance[0]), float64(v.Chance[1])
		lines = append(lines, words.Luck(owner, got, lo, hi, false)+": "+words.Score(got)+", and chance alone gives "+words.Score(lo)+" to "+words.Score(hi)+
			" ("+words.Plural(v.Questions, "question")+").")
	}
	if a := l.adjusted; a != nil && a.CI95 != nil {
		lo, hi := float64(a.CI95[0]), float64(a.CI95[1])
		lines = append(lines, words.SameQuestions(lo, hi, false)+": "+words.Change(float64(a.Difference), 3)+" ± "+words.Score((hi-lo)/2)+
			" ("+words.Plural(a.Questions, "question")+").")
		if a.Shrunk != nil {
			lines = append(lines, words.NextQuestion(float64(a.Shrunk.Difference), float64(a.Shrunk.CI95[0]), float64(a.Shrunk.CI95[1]), false))
		}
	}
	if v := l.anytime; v != nil && v.OneIn.Defined() {
		lines = append(lines, words.Evidence(float64(v.OneIn))+" ("+words.Plural(v.Questions, "first forecast")+").")
	}
	if len(lines) == 0 {
		lines = []string{"From ten resolved questions on: with fewer, nothing can be told from chance."}
	}
	return lines
}
