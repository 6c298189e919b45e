package uitest

import (
	"context"
	"fmt"
	"strings"

	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reconcile"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
)

// SetID is the scenario set of the rich desk.
var SetID = ID(920)

// ScenarioSets lists what Sets holds.
func (d *Desk) ScenarioSets(context.Context, listing.Filter) ([]scenarioset.Listed, error) {
	var out []scenarioset.Listed
	for _, v := range d.Sets {
		out = append(out, v.Listed)
	}
	return out, nil
}

// Scenarios gives one of Sets.
func (d *Desk) Scenarios(_ context.Context, id journal.ID, _ string) (scenario.View, error) {
	for _, v := range d.Sets {
		if v.ID == id {
			return v, nil
		}
	}
	return scenario.View{}, fmt.Errorf("no scenario set has the id %s: list the scenarios to find it", id.Short())
}

// richSets are one set after the design's picture and one that is bare.
func richSets(rows []question.Row) []scenario.View {
	names := []string{"Managed hostility", "Quiet thaw", "Sharp crisis"}
	by := func(values ...float64) map[string]float64 {
		out := map[string]float64{}
		for i, x := range values {
			out[names[i]] = x / 100
		}
		return out
	}
	v := scenario.View{By: &crane, Inconsistent: map[string]float64{}}
	v.Listed = scenarioset.Listed{ID: SetID, Title: "Korean Peninsula, end of 2024", Horizon: On(2025, 1, 1), Status: "open",
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
		v.Scenarios = append(v.Scenarios, scenario.WeighedScenario{Name: names[i], Weight: P(s.weight), Narrative: s.narrative, Drivers: s.drivers})
	}
	for i, w := range [][]float64{{50, 20, 30}, {55, 16, 29}, {58, 14, 28}} {
		v.History = append(v.History, scenario.Weights{ID: ID(930 + i), Forecaster: crane, At: On(2023, 12, 5+i*25), Weights: by(w...), Mine: true, Note: "Quarterly look"})
	}
	v.History = append(v.History, scenario.Weights{ID: ID(935), Forecaster: who("Heron"), At: On(2024, 1, 20), Weights: by(70, 10, 20)})
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
		v.Consistency = append(v.Consistency, scenario.ConsistencyRow{Finding: ID(700 + i), Claim: c.claim, Ratings: c.rated, Diagnosticity: P(c.d)})
	}
	v.Inconsistent = by(0, 500, 0)
	bare := scenario.View{Inconsistent: map[string]float64{}, Listed: scenarioset.Listed{ID: ID(900), Title: "Japan and North Korea in 2024", Horizon: On(2024, 2, 19),
		Status: "closed", AskedBy: who("Heron"), AskedAt: On(2023, 11, 1), Names: []string{"Talks", "Silence", "Other"}}}
	for _, n := range bare.Names {
		bare.Scenarios = append(bare.Scenarios, scenario.WeighedScenario{Name: n})
	}
	return []scenario.View{v, bare}
}

func richMatrix(rows []question.Row, by func(...float64) map[string]float64) []scenario.MatrixRow {
	var out []scenario.MatrixRow
	for _, m := range []struct {
		at              int
		p               map[string]float64
		implied, stated float64
	}{
		{1, by(10, 66, 14), 0.19, 0.12}, {0, by(42, 18, 50), 0.41, 0.41}, {5, by(60, 40, 64), 0.58, 0.58},
		{7, by(2, 1, 18), 0.063, 0.06}, {9, by(3, 12, 1), 0.037, 0.04}, {6, by(56, 70, 48), 0.557, 0.55},
	} {
		out = append(out, scenario.MatrixRow{Question: rows[m.at].ID, Title: rows[m.at].Title, P: m.p, Implied: P(m.implied), Stated: P(m.stated), Bits: P(0.12 - 0.015*float64(len(out)))})
	}
	return out
}

func richPosts(names []string, by func(...float64) map[string]float64) []scenarioset.Signpost {
	var out []scenarioset.Signpost
	add := func(text string, of int, check journal.Instant, known *journal.Instant) {
		p := []float64{20, 20, 20}
		p[of] = 70
		s := scenarioset.Signpost{ID: ID(910 + len(out)), Text: text, CheckBy: check, P: by(p...), Status: "waiting", By: crane, At: On(2023, 12, 5)}
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
func (d *Desk) FrameScenarios(_ context.Context, f journal.Framed) (journal.ID, error) {
	var names []string
	for _, s := range f.Scenarios {
		names = append(names, s.Name)
	}
	return d.change("FrameScenarios", journal.ID{}, f.Title, f.Horizon, names, f.Tags)
}

// ReviseScenarios keeps the call.
func (d *Desk) ReviseScenarios(_ context.Context, id journal.ID, to journal.Framed) (journal.ID, error) {
	return d.change("ReviseScenarios", id, fmt.Sprintf("%+v", to))
}

// WeighScenarios keeps the call.
func (d *Desk) WeighScenarios(_ context.Context, id journal.ID, weights map[string]float64, note string) (journal.ID, error) {
	return d.change("WeighScenarios", id, weights, note)
}

// ConditionScenarios keeps the call.
func (d *Desk) ConditionScenarios(_ context.Context, id, on journal.ID, p map[string]float64) (journal.ID, error) {
	return d.change("ConditionScenarios", id, on.Short(), p)
}

// ResolveScenarios keeps the call.
func (d *Desk) ResolveScenarios(_ context.Context, id journal.ID, outcome string, _ *journal.Instant, note string) (journal.ID, error) {
	return d.change("ResolveScenarios", id, outcome, note)
}

// RateConsistency keeps the call.
func (d *Desk) RateConsistency(_ context.Context, id, finding journal.ID, ratings map[string]string) (journal.ID, error) {
	return d.change("RateConsistency", id, finding.Short(), ratings)
}

// PlaceSignpost keeps the call.
func (d *Desk) PlaceSignpost(_ context.Context, set journal.ID, text string, checkBy journal.Instant, p map[string]float64) (journal.ID, error) {
	return d.change("PlaceSignpost", set, text, checkBy, p)
}

// CheckSignpost keeps the call and gives the weights Bayes.
func (d *Desk) CheckSignpost(_ context.Context, signpost journal.ID, seen bool, _ *journal.Instant, _ *journal.ID) (scenario.SignpostCheck, error) {
	id, err := d.change("CheckSignpost", signpost, seen)
	return scenario.SignpostCheck{ID: id, Weights: d.Bayes, Set: SetID}, err
}

// Findings lists those of Texts.
func (d *Desk) Findings(context.Context, listing.Filter) ([]listing.Finding, error) {
	var out []listing.Finding
	for _, a := range d.Texts {
		out = append(out, a.Findings...)
	}
	return out, nil
}

// Finding gives one of those.
func (d *Desk) Finding(ctx context.Context, id journal.ID) (listing.Finding, error) {
	all, _ := d.Findings(ctx, listing.Filter{})
	for _, f := range all {
		if f.ID == id {
			return f, nil
		}
	}
	return listing.Finding{}, fmt.Errorf("no finding has the id %s", id.Short())
}

// Adjust keeps the call.
func (d *Desk) Adjust(_ context.Context, all reconcile.Adjustment) (int, error) {
	line := ""
	for _, f := range all.Fix {
		line += fmt.Sprintf("%s%s %g→%g; ", f.Question.Short(), strings.TrimRight(" "+f.Option+f.Scenario, " "), f.From, f.To)
	}
	_, err := d.change("Adjust", all.Set, line, all.Weights, all.Note)
	return len(all.Fix), err
}

// Coherence gives what Today lists as incoherent.
func (d *Desk) Coherence(context.Context, string) ([]incoherence.Incoherence, error) {
	var out []incoherence.Incoherence
	for _, i := range d.Doing.Incoherent {
		out = append(out, i.Incoherence)
	}
	return out, nil
}

// Relations gives one that was drawn.
func (d *Desk) Relations(context.Context) ([]question.Relation, error) {
	if len(d.Rows) < 9 {
		return nil, nil
	}
	return []question.Relation{{ID: ID(960), From: d.Rows[5].ID, To: d.Rows[8].ID, Kind: "excludes", FromTitle: d.Rows[5].Title, ToTitle: d.Rows[8].Title, By: crane, Mine: true}}, nil
}

// Conditionals gives one.
func (d *Desk) Conditionals(context.Context) ([]question.Conditional, error) {
	v := conditionalView()
	return []question.Conditional{{Question: v.ID, Title: v.Title, If: *v.If, P: P(.4), PIf: P(.12)}}, nil
}

// SuggestRelations gives one.
func (d *Desk) SuggestRelations(context.Context) ([]question.Relation, error) {
	if len(d.Rows) < 9 {
		return nil, nil
	}
	return []question.Relation{{From: d.Rows[0].ID, To: d.Rows[7].ID, Kind: "deadline", FromTitle: d.Rows[0].Title, ToTitle: d.Rows[7].Title}}, nil
}

// Relate keeps the call.
func (d *Desk) Relate(_ context.Context, from, to journal.ID, kind, note string) (journal.ID, error) {
	return d.change("Relate", from, to.Short(), kind, note)
}
