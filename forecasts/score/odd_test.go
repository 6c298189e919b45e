package score

import (
	"math"
	"testing"
)

// A question from day 0 to day 10 that became known on day 8, unless said
// otherwise, and one forecaster.
func oddWorkspace(with func(*Question), steps ...Step) Workspace {
	q := Question{Key: "q", Opens: Day, Closes: 11 * Day, Known: 9 * Day, Outcome: 1}
	with(&q)
	return Workspace{Questions: []Question{q}, Pairs: []Pair{{Forecaster: "f", Joined: steps[0].At, Steps: steps}}}
}

func oddQuestion(with func(*Question), steps ...Step) Report {
	return ScoreStretches(oddWorkspace(with, steps...), Options{})
}

func (l LeftOut) total() int {
	return l.Unresolved + l.Annulled + l.Disputed + l.AfterClose + l.NoTime + l.Imported + l.OtherRule
}

func TestOddForecastsAreScoredOrCounted(t *testing.T) {
	plain := func(*Question) {}
	for _, c := range []struct {
		name     string
		with     func(*Question)
		steps    []Step
		headline float64 // NaN if there is none
		coverage float64
		scored   int
		left     LeftOut
	}{
		{"one forecast", plain, []Step{{At: Day, P: .8}}, .04, 1, 1, LeftOut{}},
		{"two at the same instant", plain, []Step{{At: Day, P: .1}, {At: Day, P: .8}}, .04, 1, 1, LeftOut{NoTime: 1}},
		{"before the opening", plain, []Step{{At: Day / 2, P: .8}}, .04, 1, 1, LeftOut{}},
		{"replaced before the opening", plain, []Step{{At: Day / 4, P: .1}, {At: Day / 2, P: .8}}, .04, 1, 1, LeftOut{NoTime: 1}},
		{"withdrawn before the opening", plain, []Step{{At: Day / 4, P: .1}, {At: Day / 2, Gone: true}}, math.NaN(), 0, 0, LeftOut{NoTime: 1}},
		{"at the close", func(q *Question) { q.Known = 0 }, []Step{{At: Day, P: .8}, {At: 11 * Day, P: .1}}, .04, 1, 1, LeftOut{AfterClose: 1}},
		{"after the outcome was known", plain, []Step{{At: Day, P: .8}, {At: 10 * Day, P: 1}}, .04, 1, 1, LeftOut{AfterClose: 1}},
		{"a half", func(q *Question) { q.Outcome = .5 }, []Step{{At: Day, P: .8}}, .09, 1, 1, LeftOut{}},
		{"certain and right", plain, []Step{{At: Day, P: 1}}, 0, 1, 1, LeftOut{}},
		{"certain and wrong", plain, []Step{{At: Day, P: 0}}, 1, 1, 1, LeftOut{}},
		{"never opened", func(q *Question) { q.Opens = 0 }, []Step{{At: 5 * Day, P: .8}}, .04, 1, 1, LeftOut{}},
		{"never closed", func(q *Question) { q.Closes = 0 }, []Step{{At: Day, P: .8}}, .04, 1, 1, LeftOut{}},
		{"known before it opened", func(q *Question) { q.Known = Day / 2 }, []Step{{At: Day / 4, P: .8}}, math.NaN(), math.NaN(), 0, LeftOut{NoTime: 1}},
		{"not resolved", func(q *Question) { q.State = Unresolved }, []Step{{At: Day, P: .8}}, math.NaN(), math.NaN(), 0, LeftOut{Unresolved: 1}},
		{"annulled", func(q *Question) { q.State = Annulled }, []Step{{At: Day, P: .8}}, math.NaN(), math.NaN(), 0, LeftOut{Annulled: 1}},
		{"disputed", func(q *Question) { q.State = Disputed }, []Step{{At: Day, P: .8}}, math.NaN(), math.NaN(), 0, LeftOut{Disputed: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := oddQuestion(c.with, c.steps...)
			same := func(what string, got Number, want float64) {
				t.Helper()
				if math.Abs(float64(got)-want) > 1e-12 || math.IsNaN(float64(got)) != math.IsNaN(want) {
					t.Errorf("%s is %v, want %v", what, got, want)
				}
			}
			same("the headline", r.Headline, c.headline)
			same("the coverage", r.Coverage, c.coverage)
			if r.Scored != c.scored || r.LeftOut != c.left {
				t.Errorf("%d scored, left out %+v; want %d and %+v", r.Scored, r.LeftOut, c.scored, c.left)
			}
			if rows := LeftRows(oddWorkspace(c.with, c.steps...), Options{}); len(rows) != c.left.total() {
				t.Errorf("left out are %+v, want %d", rows, c.left.total())
			}
			if noClose := c.name == "never closed"; (r.NoClose == 1) != noClose {
				t.Errorf("%d questions without a close", r.NoClose)
			}
		})
	}
}

func TestWhatDoesNotCountIsNotChargedForItsTime(t *testing.T) {
	w := Workspace{
		Questions: []Question{{Key: "q", Opens: Day, Closes: 11 * Day, Outcome: 1}},
		Pairs: []Pair{
			{Forecaster: "live", Joined: Day, Steps: []Step{{At: Day, P: .8}}},
			{Forecaster: "imported", Joined: Day, Steps: []Step{{At: Day, P: .5, Provenance: Imported}, {At: 2 * Day, Gone: true}}},
			{Forecaster: "sealed", Joined: Day, Steps: []Step{{At: Day, Provenance: Sealed}}},
		},
	}
	r := ScoreStretches(w, Options{})
	if r.Coverage != 1 || r.Forecasts != 3 || r.Scored != 1 || r.LeftOut != (LeftOut{Imported: 1}) || r.Provenance.Sealed != 1 {
		t.Errorf("coverage %v, %d forecasts, %d scored, left out %+v", r.Coverage, r.Forecasts, r.Scored, r.LeftOut)
	}
	if rows := PairRows(w, Options{}); len(rows) != 1 || rows[0].Forecaster != "live" {
		t.Errorf("rows %+v", rows)
	}
}

func TestCertaintyProvedWrongIsInfiniteAndCounted(t *testing.T) {
	r := oddQuestion(func(*Question) {}, Step{At: Day, P: 0})
	if !math.IsInf(float64(r.Log), 1) || r.LogInfinite != 1 {
		t.Errorf("log %v, %d infinite", r.Log, r.LogInfinite)
	}
	if r = oddQuestion(func(*Question) {}, Step{At: Day, P: 1}); r.Log != 0 || r.LogInfinite != 0 {
		t.Errorf("certain and right: log %v, %d infinite", r.Log, r.LogInfinite)
	}
}

func TestWhereAllOutcomesAreEqualNothingIsToldApart(t *testing.T) {
	var w Workspace
	for i := range 12 {
		w.Questions = append(w.Questions, Question{Key: string(rune('a' + i)), Opens: Day, Closes: 11 * Day})
		w.Pairs = append(w.Pairs, Pair{Forecaster: "f", Question: i, Joined: Day, Steps: []Step{{At: Day, P: float64(i) / 20}}})
	}
	r := ScoreStretches(w, Options{})
	if r.AUC.Defined() || r.SkillSample.Defined() {
		t.Errorf("AUC %v, skill %v", r.AUC, r.SkillSample)
	}
	if r.CORP == nil || r.CORP.UNC != 0 || r.CORP.DSC != 0 || math.Abs(float64(r.CORP.MCB-r.Headline)) > 1e-15 {
		t.Errorf("CORP %+v of %v", r.CORP, r.Headline)
	}
}
