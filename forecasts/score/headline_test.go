package score

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"weathervane/forecasts/testkit"
)

type headlineInput struct {
	Questions map[string]struct {
		Opens, Outcome float64
		Closes         json.RawMessage // an hour, or a list of [recorded, close]
		Known, Asked   *float64
		Options        int
	}
	Pairs []struct {
		Question  string
		Joined    *float64
		Forecasts [][2]json.RawMessage
	}
}

func (in headlineInput) workspace(t *testing.T) Workspace {
	t.Helper()
	var w Workspace
	index := map[string]int{}
	instant := func(h *float64) int64 {
		if h == nil {
			return 0
		}
		return hours(*h)
	}
	for _, key := range sortedKeys(in.Questions) {
		q := in.Questions[key]
		index[key] = len(w.Questions)
		one := Question{
			Key: key, Opens: hours(q.Opens), Known: instant(q.Known),
			Asked: instant(q.Asked), Options: q.Options, Outcome: q.Outcome, Option: int(q.Outcome),
		}
		var closes float64
		var moved [][2]float64
		if json.Unmarshal(q.Closes, &closes) != nil {
			if err := json.Unmarshal(q.Closes, &moved); err != nil {
				t.Fatal(err)
			}
			for _, c := range moved {
				closes = c[1]
				one.Schedule = append(one.Schedule, Close{From: hours(c[0]), Closes: hours(c[1])})
			}
		}
		one.Closes = hours(closes)
		w.Questions = append(w.Questions, one)
	}
	for i, p := range in.Pairs {
		pair := Pair{Forecaster: string(rune('a' + i)), Question: index[p.Question], Joined: instant(p.Joined)}
		for _, f := range p.Forecasts {
			var hour float64
			if err := json.Unmarshal(f[0], &hour); err != nil {
				t.Fatal(err)
			}
			s := Step{At: hours(hour)}
			if string(f[1]) == "null" {
				s.Gone = true
			} else if json.Unmarshal(f[1], &s.P) != nil {
				if err := json.Unmarshal(f[1], &s.Probs); err != nil {
					t.Fatal(err)
				}
			}
			pair.Steps = append(pair.Steps, s)
		}
		w.Pairs = append(w.Pairs, pair)
	}
	return w
}

func TestHeadlineVectors(t *testing.T) {
	type expect struct {
		Headline, Coverage, Weight *Number
		WholeWindow                *Number `json:"whole_window"`
		CORP                       *CORP
	}
	each := func(t *testing.T, in headlineInput, want expect) {
		w := in.workspace(t)
		r := ScoreStretches(w, Options{})
		near(t, "headline", float64(r.Headline), want.Headline)
		near(t, "mean", float64(r.Mean), want.Headline)
		near(t, "coverage", float64(r.Coverage), want.Coverage)
		if want.Weight == nil { // headline_moved.json leaves it out
			near(t, "whole window", float64(r.WholeWindow), want.WholeWindow)
		}
		if want.CORP != nil {
			near(t, "MCB", float64(r.CORP.MCB), &want.CORP.MCB)
			near(t, "DSC", float64(r.CORP.DSC), &want.CORP.DSC)
			near(t, "UNC", float64(r.CORP.UNC), &want.CORP.UNC)
			if r.CORP.Blocks != want.CORP.Blocks {
				t.Errorf("%d blocks, want %d", r.CORP.Blocks, want.CORP.Blocks)
			}
		}
		var score, weight Sum
		for _, row := range PairRows(w, Options{}) {
			if row.Weight > 0 {
				score.Add(row.Weight * float64(row.Score))
				weight.Add(row.Weight)
			}
		}
		near(t, "headline from its rows", score.Value()/weight.Value(), want.Headline)
		history := History(w, Options{}, 0)
		near(t, "end of the history", float64(history[len(history)-1].Headline), want.Headline)
		if want.Weight != nil {
			near(t, "weight", weight.Value(), want.Weight)
		}
	}
	testkit.EachCase(t, "headline.json", each)
	testkit.EachCase(t, "headline_moved.json", each)
}

// many is a workspace of n questions and 3 forecasters.
func many(n int, r *rand.Rand) Workspace {
	var w Workspace
	for i := range n {
		opens := hours(float64(r.IntN(1000)))
		w.Questions = append(w.Questions, Question{
			Key: string(rune('A'+i%26)) + string(rune('a'+i/26)), Tags: []string{"all", string(rune('0' + i%3))},
			Opens: opens, Closes: opens + 90*Day, Known: opens + (1+int64(r.IntN(89)))*Day,
			Outcome: float64(r.IntN(2)), BaseRates: []BaseRate{{By: "x", At: opens - Day, P: float64(1+r.IntN(99)) / 100}},
		})
		for f := range 3 {
			p := Pair{Forecaster: string(rune('x' + f)), Question: i}
			for range 1 + r.IntN(4) {
				p.Steps = append(p.Steps, Step{At: opens + int64(r.IntN(95))*Day, P: float64(r.IntN(101)) / 100})
			}
			w.Pairs = append(w.Pairs, p)
		}
	}
	return w
}

func TestOrderOfPairsIsIrrelevant(t *testing.T) {
	w := many(30, rand.New(rand.NewPCG(3, 4)))
	opts := Options{By: ByTag}
	want := ScoreStretches(w, opts)
	if want.CI95 == nil || len(want.Groups) != 4 {
		t.Fatalf("interval %v, %d groups", want.CI95, len(want.Groups))
	}
	if sum := want.Groups[0].Scored + want.Groups[1].Scored + want.Groups[2].Scored; sum != want.Scored {
		t.Errorf("groups have %d forecasts, want %d", sum, want.Scored)
	}
	for i := range 20 {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		r.Shuffle(len(w.Pairs), func(i, j int) { w.Pairs[i], w.Pairs[j] = w.Pairs[j], w.Pairs[i] })
		if got := ScoreStretches(w, opts); !reflect.DeepEqual(got, want) {
			t.Fatalf("shuffled: %+v\nwant %+v", got, want)
		}
	}
}

func TestEveryForecastIsAccountedFor(t *testing.T) {
	w := many(12, rand.New(rand.NewPCG(5, 6)))
	w.Questions[0].State = Unresolved
	w.Questions[1].State = Annulled
	w.Questions[2].State = Disputed
	w.Questions[3].Outcome = .5
	w.Pairs[13].Steps[0].Provenance = Imported
	w.Pairs[14].Steps[0].Provenance = Sealed
	w.Pairs[15].Steps[0].Provenance = Late
	for _, rule := range []Rule{RuleBrier, RuleBrier2, RuleLog, RuleSpherical} {
		r := ScoreStretches(w, Options{Rule: rule})
		l := r.LeftOut
		sum := r.Scored + r.Provenance.Sealed + l.Unresolved + l.Annulled + l.Disputed + l.AfterClose + l.NoTime + l.Imported + l.OtherRule
		if sum != r.Forecasts {
			t.Errorf("%s: %d forecasts, %d accounted for", rule, r.Forecasts, sum)
		}
		if got := r.Provenance.Live + r.Provenance.Late + r.Provenance.Imported; got != r.Scored {
			t.Errorf("%s: %d by provenance, %d scored", rule, got, r.Scored)
		}
		if l.Unresolved == 0 || l.Annulled == 0 || l.Disputed == 0 || l.Imported != 1 || r.Provenance.Sealed != 1 {
			t.Errorf("%s: left out %+v", rule, l)
		}
		if (l.OtherRule > 0) != (rule == RuleLog || rule == RuleSpherical) {
			t.Errorf("%s: other rule %d", rule, l.OtherRule)
		}
	}
}

func TestImportedForecastsAreOlderThanTheFirstRecord(t *testing.T) {
	w := Workspace{
		Questions: []Question{{Key: "q", Opens: Day, Closes: 11 * Day, Outcome: 1}},
		Pairs: []Pair{{Forecaster: "f", Joined: 100 * Day, Steps: []Step{
			{At: 6 * Day, P: .5, Provenance: Imported},
		}}},
	}
	r := ScoreStretches(w, Options{Provenance: []Provenance{Imported}})
	quarter := Number(.25)
	near(t, "headline", float64(r.Headline), &quarter)
	if r = ScoreStretches(w, Options{}); r.Scored != 0 || r.LeftOut.Imported != 1 || r.Mean.Defined() {
		t.Errorf("not asked for: %+v", r)
	}
}

func TestCORPAddsUpToTheHeadline(t *testing.T) {
	r := ScoreStretches(many(40, rand.New(rand.NewPCG(7, 8))), Options{})
	sum := Number(float64(r.CORP.MCB) - float64(r.CORP.DSC) + float64(r.CORP.UNC))
	near(t, "MCB - DSC + UNC", float64(r.Headline), &sum)
}

func TestReportJSON(t *testing.T) {
	w := Workspace{
		Questions: []Question{{Key: "q", Opens: 1, Closes: 101, Outcome: 1}},
		Pairs:     []Pair{{Forecaster: "f", Steps: []Step{{At: 1, P: 0}}}},
	}
	text, err := json.Marshal(ScoreStretches(w, Options{Rule: RuleLog}))
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"unit": "stretches", "rule": "log", "mean": "+Inf", "headline": "+Inf", "log": "+Inf",
		"log_infinite": 1.0, "auc": nil, "ci95": nil, "whole_window": nil, "coverage": 1.0, "scored": 1.0,
	} {
		if v, ok := got[key]; !ok || v != want {
			t.Errorf("%s = %v, want %v in %s", key, v, want, text)
		}
	}
}
