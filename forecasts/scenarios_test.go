package forecasts

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/score"
	"weathervane/model"
	"weathervane/model/journal"
)

var three = []journal.Scenario{{Name: "Hostility"}, {Name: "Thaw", Narrative: "Talks."}, {Name: "Crisis"}}

func frame(t testing.TB, d *Desk) ID {
	t.Helper()
	return must(d.FrameScenarios(t.Context(), Framing{Title: "Peninsula", Horizon: *at(2024, 12, 31), Scenarios: three}))(t)
}

func by(hostility, thaw, crisis float64) map[string]float64 {
	return map[string]float64{"Hostility": hostility, "Thaw": thaw, "Crisis": crisis}
}

func set(t testing.TB, d *Desk, id ID, who string) SetView {
	t.Helper()
	return must(d.Scenarios(t.Context(), id, who))(t)
}

func weight(v SetView, name string) float64 {
	for _, s := range v.Scenarios {
		if s.Name == name && s.Weight != nil {
			return *s.Weight
		}
	}
	return math.NaN()
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

func TestASetFromFramingToScore(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "Talks are held")
	id := frame(t, d)
	if v := set(t, d, id, ""); !math.IsNaN(weight(v, "Thaw")) || v.Status != "open" || len(v.Matrix) != 0 {
		t.Fatalf("a new set: %+v", v)
	}
	must(d.WeighScenarios(t.Context(), id, by(.7, .2, .1), "first"))(t)
	must(d.ConditionScenarios(t.Context(), id, q, by(.05, .6, .1)))(t)
	must(d.Forecast(t.Context(), q, p(.12), Saying{}))(t)
	v := set(t, d, id, "")
	if len(v.Matrix) != 1 || !near(*v.Matrix[0].Implied, .7*.05+.2*.6+.1*.1) || *v.Matrix[0].Stated != .12 {
		t.Fatalf("the matrix is %+v", v.Matrix)
	}
	c.pass(time.Hour)
	must(d.WeighScenarios(t.Context(), id, by(.5, .4, .1), ""))(t)
	if v = set(t, d, id, "Crane"); weight(v, "Thaw") != .4 || len(v.History) != 2 || len(v.Standing) != 1 {
		t.Fatalf("after the second weighing: %+v", v)
	}
	c.at = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	if v = set(t, d, id, ""); v.Status != "closed" {
		t.Fatalf("at the horizon it is %s", v.Status)
	}
	must(d.ResolveScenarios(t.Context(), id, "Thaw", nil, ""))(t)
	if v = set(t, d, id, ""); v.Status != "resolved" || v.Outcome != "Thaw" || weight(v, "Thaw") != .4 {
		t.Fatalf("resolved: %+v", v)
	}
	report := scoreSets(t, d)
	// An hour at .7 .2 .1, the rest of the window at .5 .4 .1; Brier halved.
	total := at(2024, 12, 31).Time().Sub(start().at).Hours()
	want := ((.49+.64+.01)/2 + (.25+.36+.01)/2*(total-1)) / total
	if got := float64(report.Headline); math.Abs(got-want) > 1e-9 {
		t.Errorf("headline %v, want %v", got, want)
	}
}

// scoreSets scores the sets alone.
func scoreSets(t *testing.T, d *Desk) score.Report {
	t.Helper()
	return must(d.ScoreSets(t.Context()))(t)
}

func TestWhatASetRefuses(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "Talks are held")
	id := frame(t, d)
	ctx := t.Context()
	leader := must(d.Ask(ctx, Asking{Title: "Who leads?", Type: "choice", Options: []string{"A", "B"}, Closes: at(2024, 12, 1)}))(t)
	records := func() int64 { return must(d.Logs(ctx))(t)[0].Records }
	before := records()
	framing := func(title string, horizon *Instant, names ...string) error {
		f := Framing{Title: title, Horizon: *horizon}
		for _, n := range names {
			f.Scenarios = append(f.Scenarios, journal.Scenario{Name: n})
		}
		_, err := d.FrameScenarios(ctx, f)
		return err
	}
	second := func(_ any, err error) error { return err }
	for want, err := range map[string]error{
		"no title":                   framing("", at(2024, 12, 1), "A", "B"),
		"at least two":               framing("T", at(2024, 12, 1), "A"),
		"two scenarios are named":    framing("T", at(2024, 12, 1), "A", "a"),
		"has passed":                 framing("T", at(2024, 1, 1), "A", "B"),
		"no name":                    framing("T", at(2024, 12, 1), "A", " "),
		"sum to 110 %":               second(d.WeighScenarios(ctx, id, by(.8, .2, .1), "")),
		"has no weight":              second(d.WeighScenarios(ctx, id, map[string]float64{"Hostility": .5, "Thaw": .5}, "")),
		"is not a scenario of":       second(d.WeighScenarios(ctx, id, map[string]float64{"War": 1}, "")),
		"not a probability":          second(d.ConditionScenarios(ctx, id, q, by(1.2, 0, 0))),
		"choice question":            second(d.ConditionScenarios(ctx, id, leader, by(1, 0, 0))),
		"no question":                second(d.ConditionScenarios(ctx, id, id, by(1, 0, 0))),
		"no scenario set has the id": second(d.WeighScenarios(ctx, q, by(1, 0, 0), "")),
		"\"War\" is no":              second(d.ResolveScenarios(ctx, id, "War", nil, "")),
		"in the future":              second(d.ResolveScenarios(ctx, id, "Thaw", at(2024, 6, 1), "")),
		"after the horizon":          second(d.PlaceSignpost(ctx, id, "An envoy", *at(2025, 1, 2), by(0, 1, 0))),
		"to check the signpost":      second(d.PlaceSignpost(ctx, id, "An envoy", *at(2024, 1, 2), by(0, 1, 0))),
		"no text":                    second(d.PlaceSignpost(ctx, id, "", *at(2024, 6, 2), by(0, 1, 0))),
		"no signpost has the id":     second(d.CheckSignpost(ctx, id, true, nil, nil)),
		"unknown rating":             second(d.RateConsistency(ctx, id, q, map[string]string{"Thaw": "X"})),
		"has no rating":              second(d.RateConsistency(ctx, id, q, map[string]string{"Thaw": "C"})),
		"no finding has the id":      second(d.RateConsistency(ctx, id, q, map[string]string{"Thaw": "C", "Hostility": "I", "Crisis": "N"})),
		"is not a relation":          second(d.Relate(ctx, q, leader, "causes", "")),
		"to itself":                  second(d.Relate(ctx, q, q, "implies", "")),
		"only yes-or-no":             second(d.Relate(ctx, q, leader, "implies", "")),
		"cannot be the same":         second(d.Relate(ctx, q, leader, "same", "")),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a refusal with %q, got %v", want, err)
		}
	}
	if after := records(); after != before {
		t.Errorf("bad input wrote %d records", after-before)
	}
	must(d.ResolveScenarios(ctx, id, "Crisis", nil, ""))(t)
	if _, err := d.WeighScenarios(ctx, id, by(1, 0, 0), ""); err == nil {
		t.Error("a set that has ended was weighed")
	}
}

func TestSignpostsUpdateOnce(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	id := frame(t, d)
	ctx := t.Context()
	post := must(d.PlaceSignpost(ctx, id, "An envoy is named", *at(2024, 6, 30), by(.1, .7, .2)))(t)
	if got := must(d.CheckSignpost(ctx, post, true, nil, nil))(t); got.Weights != nil {
		t.Errorf("without weights: %v", got.Weights)
	}
	must(d.Retract(ctx, must(d.CheckSignpost(ctx, post, false, nil, nil))(t).ID, "a slip"))(t)
	other := must(d.PlaceSignpost(ctx, id, "Trains run", *at(2024, 6, 30), by(.1, .7, .2)))(t)
	c.pass(time.Hour)
	must(d.WeighScenarios(ctx, id, by(.7, .2, .1), ""))(t)
	c.pass(time.Hour)
	first := must(d.CheckSignpost(ctx, other, true, nil, nil))(t)
	sum := .7*.1 + .2*.7 + .1*.2
	if !near(first.Weights["Thaw"], .2*.7/sum) || !near(first.Weights["Hostility"], .07/sum) {
		t.Fatalf("seen: %v", first.Weights)
	}
	if v := set(t, d, id, ""); weight(v, "Thaw") != .2 || v.Posts[1].Status != "seen" || v.Posts[0].Status != "seen" {
		t.Errorf("a check records only the check: %+v", v.Posts)
	}
	c.pass(time.Hour)
	must(d.WeighScenarios(ctx, id, first.Weights, "the envoy"))(t)
	c.pass(time.Hour)
	if again := must(d.CheckSignpost(ctx, other, true, nil, nil))(t); !near(again.Weights["Thaw"], first.Weights["Thaw"]) {
		t.Errorf("one observation counted twice: %v", again.Weights)
	}
	c.pass(time.Hour)
	unseen := must(d.CheckSignpost(ctx, other, false, nil, nil))(t)
	sum = .7*.9 + .2*.3 + .1*.8
	if !near(unseen.Weights["Thaw"], .2*.3/sum) {
		t.Errorf("unseen after all: %v", unseen.Weights)
	}
	if v := set(t, d, id, ""); v.Posts[1].Status != "unseen" {
		t.Errorf("the latest check stands: %+v", v.Posts[1])
	}
}

func TestRatingsTellScenariosApart(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	id := frame(t, d)
	ctx := t.Context()
	article, _, err := d.Attach(ctx, articles.Article{Title: "Sky", Text: "Guns are shipped. The office closes."})
	if err != nil {
		t.Fatal(err)
	}
	guns := must(d.File(ctx, Filing{Article: article, Exact: "Guns are shipped", Claim: "Guns"}))(t)
	office := must(d.File(ctx, Filing{Article: article, Exact: "The office closes", Claim: "Office"}))(t)
	must(d.RateConsistency(ctx, id, guns, map[string]string{"Hostility": "CC", "Thaw": "II", "Crisis": "C"}))(t)
	must(d.RateConsistency(ctx, id, office, map[string]string{"Hostility": "I", "Thaw": "C", "Crisis": "C"}))(t)
	must(d.RateConsistency(ctx, id, office, map[string]string{"Hostility": "C", "Thaw": "I", "Crisis": "NA"}))(t)
	v := set(t, d, id, "")
	if v.Inconsistent["Thaw"] != 3 || v.Inconsistent["Hostility"] != 0 || len(v.Consistency) != 2 {
		t.Fatalf("%+v %v", v.Consistency, v.Inconsistent)
	}
	mean := (2. - 2 + 1) / 3
	want := math.Sqrt(((2-mean)*(2-mean) + (-2-mean)*(-2-mean) + (1-mean)*(1-mean)) / 3)
	if !near(*v.Consistency[0].Diagnosticity, want) {
		t.Errorf("diagnosticity %v, want %v", *v.Consistency[0].Diagnosticity, want)
	}
}

// Sets, matrices and signposts merge like everything else: what names a thing
// that is not here waits, and everyone who has all sees the same.
func TestSetsMerge(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	ctx := t.Context()
	id := frame(t, crane)
	q := ask(t, crane, "Talks are held")
	exchangeBoth(t, crane, heron)
	c.pass(time.Minute)
	must(heron.WeighScenarios(ctx, id, by(.1, .8, .1), ""))(t)
	post := must(heron.PlaceSignpost(ctx, id, "An envoy", *at(2024, 6, 30), by(.1, .7, .2)))(t)
	must(heron.ConditionScenarios(ctx, id, q, by(0, 1, 0)))(t)
	must(crane.WeighScenarios(ctx, id, by(.6, .3, .1), ""))(t)
	c.pass(time.Hour)
	slip := must(heron.WeighScenarios(ctx, id, by(0, 1, 0), ""))(t)
	must(heron.Retract(ctx, slip, "a slip"))(t)
	later := newDesk(t, "Ibis", c)
	give(t, heron, later)
	give(t, crane, later)
	exchangeBoth(t, crane, heron)
	must(crane.CheckSignpost(ctx, post, true, nil, nil))(t)
	must(crane.ResolveScenarios(ctx, id, "Thaw", nil, ""))(t)
	must(heron.ResolveScenarios(ctx, id, "Crisis", nil, ""))(t)
	for _, d := range []*Desk{crane, heron} {
		give(t, d, later)
	}
	exchangeBoth(t, crane, heron)
	c.pass(time.Minute)
	var all []string
	for _, d := range []*Desk{crane, heron, later} {
		if list := must(d.ScenarioSets(ctx, Filter{}))(t); len(list) != 1 || list[0].Status != "disputed" {
			t.Errorf("%s lists %+v", d.title, list)
		}
		v := set(t, d, id, "Heron")
		if weight(v, "Thaw") != .8 || *v.Matrix[0].Implied != .8 || v.Posts[0].Status != "seen" {
			t.Errorf("%s sees of Heron %+v", d.title, v)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(b))
	}
	if all[0] != all[1] || all[1] != all[2] {
		t.Errorf("they differ:\n%s", strings.Join(all, "\n"))
	}
	must(heron.ResolveScenarios(ctx, id, "Thaw", nil, ""))(t)
	if v := set(t, heron, id, ""); v.Status != "resolved" || v.Outcome != "Thaw" {
		t.Errorf("decided again: %s %s", v.Status, v.Outcome)
	}
}

// Numbers go by the names of scenarios; what another program makes of the names
// all the same leaves the numbers in the history and out of what stands.
func TestRevisedNames(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	id := frame(t, d)
	ctx := t.Context()
	must(d.WeighScenarios(ctx, id, by(.7, .2, .1), ""))(t)
	must(d.write(ctx, func(_ model.Reader, a *author) (ID, error) {
		return a.add(journal.ScenariosRevised, journal.Revised{
			Scenarios: &id, Set: json.RawMessage(`{"title":"Korea","scenarios":[{"name":"War","narrative":"","drivers":[]},{"name":"Peace","narrative":"","drivers":[]}]}`),
		})
	}))(t)
	v := set(t, d, id, "")
	if v.Title != "Korea" || len(v.Scenarios) != 2 || v.Scenarios[0].Weight != nil || len(v.History) != 1 {
		t.Errorf("revised: %+v", v)
	}
	must(d.WeighScenarios(ctx, id, map[string]float64{"War": .1, "Peace": .9}, ""))(t)
	if v = set(t, d, id, ""); weight(v, "Peace") != .9 {
		t.Errorf("weighed again: %+v", v.Scenarios)
	}
}

// What anybody observed after one's weights is offered together, and once:
// weights that were given later take it as known.
func TestWhatWasObservedIsOfferedOnce(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	ctx := t.Context()
	set := frame(t, d)
	q := ask(t, d, "Is there a visit?")
	names := must(d.Scenarios(ctx, set, ""))(t).Names
	weights := map[string]float64{names[0]: .5, names[1]: .25, names[2]: .25}
	must(d.WeighScenarios(ctx, set, weights, ""))(t)
	must(d.ConditionScenarios(ctx, set, q, map[string]float64{names[0]: .2, names[1]: .8, names[2]: .2}))(t)
	post := must(d.PlaceSignpost(ctx, set, "A telephone rings", *at(2024, 6, 30), map[string]float64{names[0]: .5, names[1]: .5, names[2]: .1}))(t)
	if v := must(d.Scenarios(ctx, set, ""))(t); v.Offer != nil {
		t.Fatalf("offered before anything was seen: %+v", v.Offer)
	}
	c.pass(time.Hour)
	must(d.CheckSignpost(ctx, post, true, nil, nil))(t)
	must(d.Resolve(ctx, q, []byte("true"), Resolving{}))(t)
	v := must(d.Scenarios(ctx, set, ""))(t)
	if v.Offer == nil || len(v.Offer.Observed) != 2 || !v.Matrix[0].Ended || !*v.Matrix[0].Yes {
		t.Fatalf("offer %+v of %+v", v.Offer, v.Matrix)
	}
	// 0.5·0.5·0.2, 0.25·0.5·0.8 and 0.25·0.1·0.2, made to sum to 1
	for n, want := range map[string]float64{names[0]: .05 / .155, names[1]: .1 / .155, names[2]: .005 / .155} {
		if got := v.Offer.Weights[n]; !near(got, want) {
			t.Errorf("%s: %g, want %g", n, got, want)
		}
	}
	c.pass(time.Hour)
	must(d.WeighScenarios(ctx, set, v.Offer.Weights, "taken"))(t)
	if v := must(d.Scenarios(ctx, set, ""))(t); v.Offer != nil {
		t.Errorf("offered again: %+v", v.Offer)
	}
}
