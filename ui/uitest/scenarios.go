package uitest

import (
	"context"
	"fmt"
	"strings"

	"weathervane/forecasts"
)

// SetID is the scenario set of the rich desk.
var SetID = ID(920)

// ScenarioSets lists what Sets holds.
func (d *Desk) ScenarioSets(context.Context, forecasts.Filter) ([]forecasts.ScenarioSet, error) {
	var out []forecasts.ScenarioSet
	for _, v := range d.Sets {
		out = append(out, v.ScenarioSet)
	}
	return out, nil
}

// Scenarios gives one of Sets.
func (d *Desk) Scenarios(_ context.Context, id forecasts.ID, _ string) (forecasts.SetView, error) {
	for _, v := range d.Sets {
		if v.ID == id {
			return v, nil
		}
	}
	return forecasts.SetView{}, fmt.Errorf("no scenario set has the id %s: list the scenarios to find it", id.Short())
}

// richSets are one set after the design's picture and one that is bare.
func richSets(rows []forecasts.QuestionRow) []forecasts.SetView {
	names := []string{"Managed hostility", "Quiet thaw", "Sharp crisis"}
	by := func(values ...float64) map[string]float64 {
		out := map[string]float64{}
		for i, x := range values {
			out[names[i]] = x / 100
		}
		return out
	}
	v := forecasts.SetView{By: &crane, Inconsistent: map[string]float64{}}
	v.ScenarioSet = forecasts.ScenarioSet{ID: SetID, Title: "Korean Peninsula, end of 2024", Horizon: On(2025, 1, 1), Status: "open",
		AskedBy: crane, AskedAt: On(2023, 12, 1), Names: names, Tags: []string{"DPRK"}}
	for i, s := range []struct {
		weight    float64
		narrative string
		drivers   []string
	}{
		{0.58, "Missile tests and sharp words go on, but both Koreas, Washington and Beijing keep each step below the point of no return.", []string{"Russia trade grows", "Drills continue", "No nuclear test"}},
		{0.14, "A leader-level meeting, with Tokyo or Washington, reopens channels. Tests pause for several months and aid groups return.", []string{"Tokyo names envoy", "Hotline answered", "Tests pause"}},
		{0.28, "A border clash or a nuclear test brings mobilisation, new sanctions outside the Council and a break in remaining contacts.", []string{"Shots across line", "Nuclear test", "Evacuation advice"}},
	} {
		v.Scenarios = append(v.Scenarios, forecasts.WeighedScenario{Name: names[i], Weight: P(s.weight), Narrative: s.narrative, Drivers: s.drivers})
	}
	for i, w := range [][]float64{{50, 20, 30}, {55, 16, 29}, {58, 14, 28}} {
		v.History = append(v.History, forecasts.SetWeights{ID: ID(930 + i), Forecaster: crane, At: On(2023, 12, 5+i*25), Weights: by(w...), Mine: true, Note: "Quarterly look"})
	}
	v.History = append(v.History, forecasts.SetWeights{ID: ID(935), Forecaster: who("Heron"), At: On(2024, 1, 20), Weights: by(70, 10, 20)})
	v.Standing = append(v.Standing, v.History[2], v.History[3])
	v.Matrix = richMatrix(rows, by)
	v.Posts = richPosts(names, by)
	v.Signposts = len(v.Posts)
	ratings := func(values ...string) map[string]string {
		out := map[string]string{}
		for i, x := range values {
			out[names[i]] = x
		}
		return out
	}
	for i, c := range []struct {
		claim string
		rated map[string]string
		d     float64
	}{
		{"No Tokyo envoy since January", ratings("C", "II", "C"), 1.41}, {"Unification language dropped", ratings("C", "I", "CC"), 1.25},
		{"Russian cargo flights continue", ratings("CC", "N", "C"), 0.82}, {"Border guard posts rebuilt", ratings("C", "II", "CC"), 1.7},
	} {
		v.Consistency = append(v.Consistency, forecasts.ConsistencyRow{Finding: ID(700 + i), Claim: c.claim, Ratings: c.rated, Diagnosticity: P(c.d)})
	}
	v.Inconsistent = by(0, 500, 0)
	bare := forecasts.SetView{Inconsistent: map[string]float64{}, ScenarioSet: forecasts.ScenarioSet{ID: ID(900), Title: "Japan and North Korea in 2024", Horizon: On(2024, 2, 19),
		Status: "closed", AskedBy: who("Heron"), AskedAt: On(2023, 11, 1), Names: []string{"Talks", "Silence", "Other"}}}
	for _, n := range bare.Names {
		bare.Scenarios = append(bare.Scenarios, forecasts.WeighedScenario{Name: n})
	}
	return []forecasts.SetView{v, bare}
}

func richMatrix(rows []forecasts.QuestionRow, by func(...float64) map[string]float64) []forecasts.MatrixRow {
	var out []forecasts.MatrixRow
	for _, m := range []struct {
		at              int
		p               map[string]float64
		implied, stated float64
	}{
		{1, by(10, 66, 14), 0.19, 0.12}, {0, by(42, 18, 50), 0.41, 0.41}, {5, by(60, 40, 64), 0.58, 0.58},
		{7, by(2, 1, 18), 0.063, 0.06}, {9, by(3, 12, 1), 0.037, 0.04}, {6, by(56, 70, 48), 0.557, 0.55},
	} {
		out = append(out, forecasts.MatrixRow{Question: rows[m.at].ID, Title: rows[m.at].Title, P: m.p, Implied: P(m.implied), Stated: P(m.stated), Bits: P(0.12 - 0.015*float64(len(out)))})
	}
	return out
}

func richPosts(names []string, by func(...float64) map[string]float64) []forecasts.Signpost {
	var out []forecasts.Signpost
	add := func(text string, of int, check forecasts.Instant, known *forecasts.Instant) {
		p := []float64{20, 20, 20}
		p[of] = 70
		s := forecasts.Signpost{ID: ID(910 + len(out)), Text: text, CheckBy: check, P: by(p...), Status: "waiting", By: crane, At: On(2023, 12, 5)}
		switch yes := true; {
		case known != nil:
			s.Status, s.KnownAt, s.Seen = "seen", known, &yes
		case check <= On(2024, 2, 21):
			s.Status = "due"
		}
		out = append(out, s)
	}
	add("Envoy or minister named to handle DPRK talks", 1, On(2024, 2, 20), nil)
	add("Freedom Shield drill met with live fire", 2, On(2024, 3, 8), nil)
	add("Liaison line answered two days running", 1, On(2024, 2, 25), nil)
	add("Trench work inside the demilitarised zone", 2, On(2024, 3, 1), at(On(2024, 2, 12)))
	add("Panel mandate vetoed in the Council", 0, On(2024, 3, 22), nil)
	add("Satellite launch notice to Japan Coast Guard", 0, On(2024, 2, 26), nil)
	add("Families advised to leave by an embassy", 2, On(2024, 3, 15), nil)
	add("Direct flights Pyongyang–Vladivostok weekly", 0, On(2024, 3, 15), at(On(2024, 2, 5)))
	add("Aid agency staff return to Pyongyang", 1, On(2024, 3, 31), nil)
	return out
}

// FrameScenarios keeps the call.
func (d *Desk) FrameScenarios(_ context.Context, f forecasts.Framing) (forecasts.ID, error) {
	var names []string
	for _, s := range f.Scenarios {
		names = append(names, s.Name)
	}
	return d.change("FrameScenarios", forecasts.ID{}, f.Title, f.Horizon, names, f.Tags)
}

// ReviseScenarios keeps the call.
func (d *Desk) ReviseScenarios(_ context.Context, id forecasts.ID, to forecasts.Framing) (forecasts.ID, error) {
	return d.change("ReviseScenarios", id, fmt.Sprintf("%+v", to))
}

// WeighScenarios keeps the call.
func (d *Desk) WeighScenarios(_ context.Context, id forecasts.ID, weights map[string]float64, note string) (forecasts.ID, error) {
	return d.change("WeighScenarios", id, weights, note)
}

// ConditionScenarios keeps the call.
func (d *Desk) ConditionScenarios(_ context.Context, id, on forecasts.ID, p map[string]float64) (forecasts.ID, error) {
	return d.change("ConditionScenarios", id, on.Short(), p)
}

// ResolveScenarios keeps the call.
func (d *Desk) ResolveScenarios(_ context.Context, id forecasts.ID, outcome string, _ *forecasts.Instant, note string) (forecasts.ID, error) {
	return d.change("ResolveScenarios", id, outcome, note)
}

// RateConsistency keeps the call.
func (d *Desk) RateConsistency(_ context.Context, id, finding forecasts.ID, ratings map[string]string) (forecasts.ID, error) {
	return d.change("RateConsistency", id, finding.Short(), ratings)
}

// PlaceSignpost keeps the call.
func (d *Desk) PlaceSignpost(_ context.Context, set forecasts.ID, text string, checkBy forecasts.Instant, p map[string]float64) (forecasts.ID, error) {
	return d.change("PlaceSignpost", set, text, checkBy, p)
}

// CheckSignpost keeps the call and gives the weights Bayes.
func (d *Desk) CheckSignpost(_ context.Context, signpost forecasts.ID, seen bool, _ *forecasts.Instant, _ *forecasts.ID) (forecasts.SignpostCheck, error) {
	id, err := d.change("CheckSignpost", signpost, seen)
	return forecasts.SignpostCheck{ID: id, Weights: d.Bayes, Set: SetID}, err
}

// Findings lists those of Texts.
func (d *Desk) Findings(context.Context, forecasts.Filter) ([]forecasts.FindingRow, error) {
	var out []forecasts.FindingRow
	for _, a := range d.Texts {
		out = append(out, a.Findings...)
	}
	return out, nil
}

// Finding gives one of those.
func (d *Desk) Finding(ctx context.Context, id forecasts.ID) (forecasts.FindingRow, error) {
	all, _ := d.Findings(ctx, forecasts.Filter{})
	for _, f := range all {
		if f.ID == id {
			return f, nil
		}
	}
	return forecasts.FindingRow{}, fmt.Errorf("no finding has the id %s", id.Short())
}

// Adjust keeps the call.
func (d *Desk) Adjust(_ context.Context, all forecasts.Adjustment) (int, error) {
	line := ""
	for _, f := range all.Fix {
		line += fmt.Sprintf("%s%s %g→%g; ", f.Question.Short(), strings.TrimRight(" "+f.Option+f.Scenario, " "), f.From, f.To)
	}
	_, err := d.change("Adjust", all.Set, line, all.Weights, all.Note)
	return len(all.Fix), err
}

// Coherence gives what Today lists as incoherent.
func (d *Desk) Coherence(context.Context, string) ([]forecasts.Incoherence, error) {
	var out []forecasts.Incoherence
	for _, i := range d.Doing.Incoherent {
		out = append(out, i.Incoherence)
	}
	return out, nil
}

// Relations gives one that was drawn.
func (d *Desk) Relations(context.Context) ([]forecasts.Relation, error) {
	if len(d.Rows) < 9 {
		return nil, nil
	}
	return []forecasts.Relation{{ID: ID(960), From: d.Rows[5].ID, To: d.Rows[8].ID, Kind: "excludes", FromTitle: d.Rows[5].Title, ToTitle: d.Rows[8].Title, By: crane, Mine: true}}, nil
}

// Conditionals gives one.
func (d *Desk) Conditionals(context.Context) ([]forecasts.Conditional, error) {
	v := conditionalView()
	return []forecasts.Conditional{{Question: v.ID, Title: v.Title, If: *v.If, P: P(.4), PIf: P(.12)}}, nil
}

// SuggestRelations gives one.
func (d *Desk) SuggestRelations(context.Context) ([]forecasts.Relation, error) {
	if len(d.Rows) < 9 {
		return nil, nil
	}
	return []forecasts.Relation{{From: d.Rows[0].ID, To: d.Rows[7].ID, Kind: "deadline", FromTitle: d.Rows[0].Title, ToTitle: d.Rows[7].Title}}, nil
}

// Relate keeps the call.
func (d *Desk) Relate(_ context.Context, from, to forecasts.ID, kind, note string) (forecasts.ID, error) {
	return d.change("Relate", from, to.Short(), kind, note)
}
