package score

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Gaps and stretches are the windows, and leave nothing out.
func TestGapsAreWhatCoverageLacks(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for range 200 {
		w := many(1+r.IntN(6), r)
		for i := range w.Questions {
			q := &w.Questions[i]
			if r.IntN(2) == 0 && q.Closes > q.Opens+4*Day { // closed, and opened again
				q.Schedule = []Close{{Closes: q.Opens + 2*Day, Scheduled: q.Opens + 2*Day}, {From: q.Opens + 3*Day, Closes: q.Closes, Scheduled: q.Closes}}
			}
		}
		for i := range w.Pairs {
			if p := &w.Pairs[i]; len(p.Steps) > 0 && r.IntN(2) == 0 {
				last := p.Steps[len(p.Steps)-1]
				p.Steps = append(p.Steps, Step{At: last.At + 1 + r.Int64N(3*Day), Gone: true})
				if r.IntN(2) == 0 {
					p.Steps = append(p.Steps, Step{At: p.Steps[len(p.Steps)-1].At + 1 + r.Int64N(2*Day), P: .5})
				}
			}
		}
		s := Score(w, Options{})
		type pair struct{ question, forecaster string }
		lacking := map[pair]int64{}
		ends := map[pair]int64{}
		for _, g := range s.Gaps() {
			p := pair{g.Question, g.Forecaster}
			if g.From >= g.To || g.From < ends[p] {
				t.Errorf("a gap from %d to %d after %d", g.From, g.To, ends[p])
			}
			lacking[p] += g.To - g.From
			ends[p] = g.To
		}
		for _, row := range s.Rows() {
			if got := lacking[pair{row.Question, row.Forecaster}]; got != row.Window-row.Covered {
				t.Errorf("%s on %s: gaps of %d, the window lacks %d", row.Forecaster, row.Question, got, row.Window-row.Covered)
			}
		}
	}
}

// The printed decomposition is of the questions that it names: with choices and a
// fraction among them its sum is another mean than the headline.
func TestADecompositionIsOfTheQuestionsItNames(t *testing.T) {
	w := many(20, rand.New(rand.NewPCG(23, 24)))
	binary := Score(w, Options{}).Report()
	w.Questions = append(w.Questions,
		Question{Key: "choice", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Options: 3, Option: 2},
		Question{Key: "tie", Opens: Day, Closes: 11 * Day, Known: 11 * Day, Outcome: .5})
	w.Pairs = append(w.Pairs, Pair{Forecaster: "x", Question: 20, Steps: []Step{{At: Day, Probs: []float64{.5, .5, 0}}}},
		Pair{Forecaster: "x", Question: 21, Steps: []Step{{At: Day, P: .9}}})
	all := Score(w, Options{}).Report()
	if all.Headline == binary.Headline || all.Partial != 1 || all.Binary != binary.Binary+1 || all.Choice != 1 {
		t.Errorf("headlines %v and %v, %d partial, %d binary", all.Headline, binary.Headline, all.Partial, all.Binary)
	}
	for _, r := range []Report{binary, all} {
		c, m := r.CORP, r.Murphy
		if c.Questions != binary.Questions || math.Abs(float64(c.Score-binary.Headline)) > 1e-12 {
			t.Errorf("%v of %d questions, want %v of %d", c.Score, c.Questions, binary.Headline, binary.Questions)
		}
		for name, sum := range map[string]Number{"CORP": c.MCB - c.DSC + c.UNC, "Murphy": m.REL - m.RES + m.UNC + m.WBV - m.WBC} {
			if math.Abs(float64(sum-c.Score)) > 1e-12 {
				t.Errorf("%s sums to %v, not to %v", name, sum, c.Score)
			}
		}
	}
	table := ScoreTable(tableOf(t, []float64{.1, .8, .9, .4}, []float64{0, 1, .5, 1}), Options{})
	if want := Number((.01 + .04 + .36) / 3); table.Partial != 1 || table.CORP.Questions != 3 || math.Abs(float64(table.CORP.Score-want)) > 1e-12 {
		t.Errorf("a table: %d partial, %+v", table.Partial, *table.CORP)
	}
}
