package scenario_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
)

// framed is a set as it stands, to be changed.
func framed(t *testing.T, d *forecasts.Desk, id journal.ID) journal.Framed {
	t.Helper()
	return desktest.SetOf(t, d, id, "").Framing()
}

func TestASetIsRevised(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	id, ctx := desktest.Frame(t, d), t.Context()
	f := framed(t, d, id)
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("nothing changed: %v", err)
	}
	f.Title, f.Scenarios[0].Name = "Korea", "Chill"
	f.Scenarios = append(f.Scenarios, journal.Scenario{Name: "Other"})
	desktest.Must(d.ReviseScenarios(ctx, id, f))(t)
	v := desktest.SetOf(t, d, id, "")
	if v.Title != "Korea" || len(v.Names) != 4 || v.Names[0] != "Chill" || v.Held {
		t.Fatalf("unweighed: %q %v", v.Title, v.Names)
	}
	desktest.Must(d.WeighScenarios(ctx, id, map[string]float64{"Chill": .4, v.Names[1]: .3, v.Names[2]: .2, "Other": .1}, ""))(t)
	c.Pass(time.Hour)
	f = framed(t, d, id)
	f.Scenarios[0].Name = "Frost"
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "refer to their names") {
		t.Errorf("a weighed scenario is renamed: %v", err)
	}
	f.Scenarios[0].Name, f.Scenarios[0].Narrative = "Chill", "Nobody answers."
	slip := desktest.Must(d.ReviseScenarios(ctx, id, f))(t)
	v = desktest.SetOf(t, d, id, "")
	if !v.Held || v.Scenarios[0].Narrative != "Nobody answers." || desktest.Weight(v, "Chill") != .4 || len(v.Versions) != 3 ||
		v.Versions[1].Set.Scenarios[0].Narrative != "" || !slices.Equal(v.Versions[2].Changed, []string{"scenarios"}) {
		t.Errorf("weighed: %+v", v)
	}
	c.Pass(time.Hour)
	desktest.Must(d.Retract(ctx, slip, "a slip"))(t)
	v = desktest.SetOf(t, d, id, "")
	if v.Scenarios[0].Narrative != "" || v.Title != "Korea" || len(v.Versions) != 3 || v.Versions[2].RetractedAt == nil {
		t.Errorf("retracted:  %+v", v)
	}
}

func TestTheHorizonOfASetIsRevised(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	id, ctx := desktest.Frame(t, d), t.Context()
	desktest.Must(d.PlaceSignpost(ctx, id, "An envoy", *desktest.At(2024, 6, 30), desktest.By(.1, .7, .2)))(t)
	for _, refused := range []struct {
		to   journal.Instant
		says string
	}{{*desktest.At(2024, 1, 1), "has passed"}, {*desktest.At(2024, 6, 1), "An envoy"}} {
		f := framed(t, d, id)
		f.Horizon = refused.to
		if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), refused.says) {
			t.Errorf("horizon %s: %v", refused.to, err)
		}
	}
	f := framed(t, d, id)
	f.Horizon = *desktest.At(2025, 6, 30)
	desktest.Must(d.ReviseScenarios(ctx, id, f))(t)
	if v := desktest.SetOf(t, d, id, ""); v.Horizon != *desktest.At(2025, 6, 30) {
		t.Errorf("horizon %s", v.Horizon)
	}
	desktest.Must(d.ResolveScenarios(ctx, id, f.Scenarios[0].Name, nil, ""))(t)
	f.Title = "Korea"
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("a resolved set is revised: %v", err)
	}
}

// Of two who revise without knowing of each other, the later's words stand
// with everyone; whoever knew both decides.
func TestTwoReviseASet(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	id, ctx := desktest.Frame(t, crane), t.Context()
	desktest.ExchangeBoth(t, crane, heron)
	for _, d := range []*forecasts.Desk{heron, crane} {
		c.Pass(time.Minute)
		f := framed(t, d, id)
		f.Title = "By " + d.Title
		desktest.Must(d.ReviseScenarios(ctx, id, f))(t)
	}
	desktest.ExchangeBoth(t, crane, heron)
	for _, d := range []*forecasts.Desk{crane, heron} {
		if v := desktest.SetOf(t, d, id, ""); v.Title != "By "+crane.Title || len(v.Versions) != 3 || !v.Versions[1].Rival || !v.Versions[2].Rival {
			t.Errorf("%s: %q of %d", d.Title, v.Title, len(v.Versions))
		}
	}
	f := framed(t, heron, id)
	f.Title = "Decided"
	desktest.Must(heron.ReviseScenarios(ctx, id, f))(t)
	desktest.ExchangeBoth(t, crane, heron)
	if v := desktest.SetOf(t, crane, id, ""); v.Title != "Decided" || slices.ContainsFunc(v.Versions, func(w scenarioset.Wording) bool { return w.Rival }) {
		t.Errorf("decided: %q", v.Title)
	}
}
