package scenario_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

func TestWhatASetRefuses(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Talks are held")
	id := desktest.Frame(t, d)
	ctx := t.Context()
	leader := desktest.Must(d.Ask(ctx, journal.Asked{Title: "Who leads?", Type: "choice", Options: []string{"A", "B"}, Closes: desktest.At(2024, 12, 1)}))(t)
	records := func() int64 { return desktest.Must(d.Logs(ctx))(t)[0].Records }
	before := records()
	framing := func(title string, horizon *journal.Instant, names ...string) error {
		f := journal.Framed{Title: title, Horizon: *horizon}
		for _, n := range names {
			f.Scenarios = append(f.Scenarios, journal.Scenario{Name: n})
		}
		_, err := d.FrameScenarios(ctx, f)
		return err
	}
	second := func(_ any, err error) error { return err }
	for want, err := range map[string]error{
		"no title":                   framing("", desktest.At(2024, 12, 1), "A", "B"),
		"at least two":               framing("T", desktest.At(2024, 12, 1), "A"),
		"two scenarios are named":    framing("T", desktest.At(2024, 12, 1), "A", "a"),
		"has passed":                 framing("T", desktest.At(2024, 1, 1), "A", "B"),
		"no name":                    framing("T", desktest.At(2024, 12, 1), "A", " "),
		"sum to 110 %":               second(d.WeighScenarios(ctx, id, desktest.By(.8, .2, .1), "")),
		"has no weight":              second(d.WeighScenarios(ctx, id, map[string]float64{"Hostility": .5, "Thaw": .5}, "")),
		"is not a scenario of":       second(d.WeighScenarios(ctx, id, map[string]float64{"War": 1}, "")),
		"not a probability":          second(d.ConditionScenarios(ctx, id, q, desktest.By(1.2, 0, 0))),
		"choice question":            second(d.ConditionScenarios(ctx, id, leader, desktest.By(1, 0, 0))),
		"no question":                second(d.ConditionScenarios(ctx, id, id, desktest.By(1, 0, 0))),
		"no scenario set has the id": second(d.WeighScenarios(ctx, q, desktest.By(1, 0, 0), "")),
		"\"War\" is no":              second(d.ResolveScenarios(ctx, id, "War", nil, "")),
		"in the future":              second(d.ResolveScenarios(ctx, id, "Thaw", desktest.At(2024, 6, 1), "")),
		"after the horizon":          second(d.PlaceSignpost(ctx, id, "An envoy", *desktest.At(2025, 1, 2), desktest.By(0, 1, 0))),
		"to check the signpost":      second(d.PlaceSignpost(ctx, id, "An envoy", *desktest.At(2024, 1, 2), desktest.By(0, 1, 0))),
		"no text":                    second(d.PlaceSignpost(ctx, id, "", *desktest.At(2024, 6, 2), desktest.By(0, 1, 0))),
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
	desktest.Must(d.ResolveScenarios(ctx, id, "Crisis", nil, ""))(t)
	if _, err := d.WeighScenarios(ctx, id, desktest.By(1, 0, 0), ""); err == nil {
		t.Error("a set that has ended was weighed")
	}
}

func TestSignpostsUpdateOnce(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	id := desktest.Frame(t, d)
	ctx := t.Context()
	post := desktest.Must(d.PlaceSignpost(ctx, id, "An envoy is named", *desktest.At(2024, 6, 30), desktest.By(.1, .7, .2)))(t)
	if got := desktest.Must(d.CheckSignpost(ctx, post, true, nil, nil))(t); got.Weights != nil {
		t.Errorf("without weights: %v", got.Weights)
	}
	desktest.Must(d.Retract(ctx, desktest.Must(d.CheckSignpost(ctx, post, false, nil, nil))(t).ID, "a slip"))(t)
	other := desktest.Must(d.PlaceSignpost(ctx, id, "Trains run", *desktest.At(2024, 6, 30), desktest.By(.1, .7, .2)))(t)
	c.Pass(time.Hour)
	desktest.Must(d.WeighScenarios(ctx, id, desktest.By(.7, .2, .1), ""))(t)
	c.Pass(time.Hour)
	first := desktest.Must(d.CheckSignpost(ctx, other, true, nil, nil))(t)
	sum := .7*.1 + .2*.7 + .1*.2
	if !desktest.Near(first.Weights["Thaw"], .2*.7/sum) || !desktest.Near(first.Weights["Hostility"], .07/sum) {
		t.Fatalf("seen: %v", first.Weights)
	}
	if v := desktest.SetOf(t, d, id, ""); desktest.Weight(v, "Thaw") != .2 || v.Posts[1].Status != "seen" || v.Posts[0].Status != "seen" {
		t.Errorf("a check records only the check: %+v", v.Posts)
	}
	c.Pass(time.Hour)
	desktest.Must(d.WeighScenarios(ctx, id, first.Weights, "the envoy"))(t)
	c.Pass(time.Hour)
	if again := desktest.Must(d.CheckSignpost(ctx, other, true, nil, nil))(t); !desktest.Near(again.Weights["Thaw"], first.Weights["Thaw"]) {
		t.Errorf("one observation counted twice: %v", again.Weights)
	}
	c.Pass(time.Hour)
	unseen := desktest.Must(d.CheckSignpost(ctx, other, false, nil, nil))(t)
	sum = .7*.9 + .2*.3 + .1*.8
	if !desktest.Near(unseen.Weights["Thaw"], .2*.3/sum) {
		t.Errorf("unseen after all: %v", unseen.Weights)
	}
	if v := desktest.SetOf(t, d, id, ""); v.Posts[1].Status != "unseen" {
		t.Errorf("the latest check stands: %+v", v.Posts[1])
	}
}

func TestRatingsTellScenariosApart(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	id := desktest.Frame(t, d)
	ctx := t.Context()
	article, _, err := d.Attach(ctx, articles.Article{Title: "Sky", Text: "Guns are shipped. The office closes."})
	if err != nil {
		t.Fatal(err)
	}
	guns := desktest.Must(d.File(ctx, evidence.Filing{Article: article, Exact: "Guns are shipped", Claim: "Guns"}))(t)
	office := desktest.Must(d.File(ctx, evidence.Filing{Article: article, Exact: "The office closes", Claim: "Office"}))(t)
	desktest.Must(d.RateConsistency(ctx, id, guns, map[string]string{"Hostility": "CC", "Thaw": "II", "Crisis": "C"}))(t)
	desktest.Must(d.RateConsistency(ctx, id, office, map[string]string{"Hostility": "I", "Thaw": "C", "Crisis": "C"}))(t)
	desktest.Must(d.RateConsistency(ctx, id, office, map[string]string{"Hostility": "C", "Thaw": "I", "Crisis": "NA"}))(t)
	v := desktest.SetOf(t, d, id, "")
	if v.Inconsistent["Thaw"] != 3 || v.Inconsistent["Hostility"] != 0 || len(v.Consistency) != 2 {
		t.Fatalf("%+v %v", v.Consistency, v.Inconsistent)
	}
	mean := (2. - 2 + 1) / 3
	want := math.Sqrt(((2-mean)*(2-mean) + (-2-mean)*(-2-mean) + (1-mean)*(1-mean)) / 3)
	if !desktest.Near(*v.Consistency[0].Diagnosticity, want) {
		t.Errorf("diagnosticity %v, want %v", *v.Consistency[0].Diagnosticity, want)
	}
}

// Sets, matrices and signposts merge like everything else: what names a thing
// that is not here waits, and everyone who has all sees the same.
func TestSetsMerge(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	ctx := t.Context()
	id := desktest.Frame(t, crane)
	q := desktest.Ask(t, crane, "Talks are held")
	desktest.ExchangeBoth(t, crane, heron)
	c.Pass(time.Minute)
	desktest.Must(heron.WeighScenarios(ctx, id, desktest.By(.1, .8, .1), ""))(t)
	post := desktest.Must(heron.PlaceSignpost(ctx, id, "An envoy", *desktest.At(2024, 6, 30), desktest.By(.1, .7, .2)))(t)
	desktest.Must(heron.ConditionScenarios(ctx, id, q, desktest.By(0, 1, 0)))(t)
	desktest.Must(crane.WeighScenarios(ctx, id, desktest.By(.6, .3, .1), ""))(t)
	c.Pass(time.Hour)
	slip := desktest.Must(heron.WeighScenarios(ctx, id, desktest.By(0, 1, 0), ""))(t)
	desktest.Must(heron.Retract(ctx, slip, "a slip"))(t)
	later := desktest.NewDesk(t, "Ibis", c)
	desktest.Give(t, heron, later)
	desktest.Give(t, crane, later)
	desktest.ExchangeBoth(t, crane, heron)
	desktest.Must(crane.CheckSignpost(ctx, post, true, nil, nil))(t)
	desktest.Must(crane.ResolveScenarios(ctx, id, "Thaw", nil, ""))(t)
	desktest.Must(heron.ResolveScenarios(ctx, id, "Crisis", nil, ""))(t)
	for _, d := range []*forecasts.Desk{crane, heron} {
		desktest.Give(t, d, later)
	}
	desktest.ExchangeBoth(t, crane, heron)
	c.Pass(time.Minute)
	var all []string
	for _, d := range []*forecasts.Desk{crane, heron, later} {
		if list := desktest.Must(d.ScenarioSets(ctx, listing.Filter{}))(t); len(list) != 1 || list[0].Status != "disputed" {
			t.Errorf("%s lists %+v", d.Title, list)
		}
		v := desktest.SetOf(t, d, id, "Heron")
		if desktest.Weight(v, "Thaw") != .8 || *v.Matrix[0].Implied != .8 || v.Posts[0].Status != "seen" {
			t.Errorf("%s sees of Heron %+v", d.Title, v)
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
	desktest.Must(heron.ResolveScenarios(ctx, id, "Thaw", nil, ""))(t)
	if v := desktest.SetOf(t, heron, id, ""); v.Status != "resolved" || v.Outcome != "Thaw" {
		t.Errorf("decided again: %s %s", v.Status, v.Outcome)
	}
}

// Numbers go by the names of scenarios; what another program makes of the names
// all the same leaves the numbers in the history and out of what stands.
func TestRevisedNames(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	id := desktest.Frame(t, d)
	ctx := t.Context()
	desktest.Must(d.WeighScenarios(ctx, id, desktest.By(.7, .2, .1), ""))(t)
	desktest.Must(d.Write(ctx, func(_ model.Reader, a *session.Author) (journal.ID, error) {
		return a.Add(journal.ScenariosRevised, journal.Revised{
			Scenarios: &id, Set: json.RawMessage(`{"title":"Korea","scenarios":[{"name":"War","narrative":"","drivers":[]},{"name":"Peace","narrative":"","drivers":[]}]}`),
		})
	}))(t)
	v := desktest.SetOf(t, d, id, "")
	if v.Title != "Korea" || len(v.Scenarios) != 2 || v.Scenarios[0].Weight != nil || len(v.History) != 1 {
		t.Errorf("revised: %+v", v)
	}
	desktest.Must(d.WeighScenarios(ctx, id, map[string]float64{"War": .1, "Peace": .9}, ""))(t)
	if v = desktest.SetOf(t, d, id, ""); desktest.Weight(v, "Peace") != .9 {
		t.Errorf("weighed again: %+v", v.Scenarios)
	}
}

// What anybody observed after one's weights is offered together, and once:
// weights that were given later take it as known.
func TestWhatWasObservedIsOfferedOnce(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	ctx := t.Context()
	set := desktest.Frame(t, d)
	q := desktest.Ask(t, d, "Is there a visit?")
	names := desktest.Must(d.Scenarios(ctx, set, ""))(t).Names
	weights := map[string]float64{names[0]: .5, names[1]: .25, names[2]: .25}
	desktest.Must(d.WeighScenarios(ctx, set, weights, ""))(t)
	desktest.Must(d.ConditionScenarios(ctx, set, q, map[string]float64{names[0]: .2, names[1]: .8, names[2]: .2}))(t)
	post := desktest.Must(d.PlaceSignpost(ctx, set, "A telephone rings", *desktest.At(2024, 6, 30), map[string]float64{names[0]: .5, names[1]: .5, names[2]: .1}))(t)
	if v := desktest.Must(d.Scenarios(ctx, set, ""))(t); v.Offer != nil {
		t.Fatalf("offered before anything was seen: %+v", v.Offer)
	}
	c.Pass(time.Hour)
	desktest.Must(d.CheckSignpost(ctx, post, true, nil, nil))(t)
	desktest.Must(d.Resolve(ctx, q, []byte("true"), question.Resolving{}))(t)
	v := desktest.Must(d.Scenarios(ctx, set, ""))(t)
	if v.Offer == nil || len(v.Offer.Observed) != 2 || !v.Matrix[0].Ended || !*v.Matrix[0].Yes {
		t.Fatalf("offer %+v of %+v", v.Offer, v.Matrix)
	}
	// 0.5·0.5·0.2, 0.25·0.5·0.8 and 0.25·0.1·0.2, made to sum to 1
	for n, want := range map[string]float64{names[0]: .05 / .155, names[1]: .1 / .155, names[2]: .005 / .155} {
		if got := v.Offer.Weights[n]; !desktest.Near(got, want) {
			t.Errorf("%s: %g, want %g", n, got, want)
		}
	}
	c.Pass(time.Hour)
	desktest.Must(d.WeighScenarios(ctx, set, v.Offer.Weights, "taken"))(t)
	if v := desktest.Must(d.Scenarios(ctx, set, ""))(t); v.Offer != nil {
		t.Errorf("offered again: %+v", v.Offer)
	}
}
