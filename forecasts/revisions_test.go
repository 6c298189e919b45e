package forecasts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/model/journal"
)

// framed is a set as it stands, to be changed.
func framed(t *testing.T, d *Desk, id ID) Framing {
	t.Helper()
	return set(t, d, id, "").Framing()
}

func TestASetIsRevised(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	id, ctx := frame(t, d), t.Context()
	f := framed(t, d, id)
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("nothing changed: %v", err)
	}
	f.Title, f.Scenarios[0].Name = "Korea", "Chill"
	f.Scenarios = append(f.Scenarios, journal.Scenario{Name: "Other"})
	must(d.ReviseScenarios(ctx, id, f))(t)
	v := set(t, d, id, "")
	if v.Title != "Korea" || len(v.Names) != 4 || v.Names[0] != "Chill" || v.Held {
		t.Fatalf("unweighed: %q %v", v.Title, v.Names)
	}
	must(d.WeighScenarios(ctx, id, map[string]float64{"Chill": .4, v.Names[1]: .3, v.Names[2]: .2, "Other": .1}, ""))(t)
	c.pass(time.Hour)
	f = framed(t, d, id)
	f.Scenarios[0].Name = "Frost"
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "refer to their names") {
		t.Errorf("a weighed scenario is renamed: %v", err)
	}
	f.Scenarios[0].Name, f.Scenarios[0].Narrative = "Chill", "Nobody answers."
	slip := must(d.ReviseScenarios(ctx, id, f))(t)
	v = set(t, d, id, "")
	if !v.Held || v.Scenarios[0].Narrative != "Nobody answers." || weight(v, "Chill") != .4 || len(v.Versions) != 3 ||
		v.Versions[1].Set.Scenarios[0].Narrative != "" || !slices.Equal(v.Versions[2].Changed, []string{"scenarios"}) {
		t.Errorf("weighed: %+v", v)
	}
	c.pass(time.Hour)
	must(d.Retract(ctx, slip, "a slip"))(t)
	v = set(t, d, id, "")
	if v.Scenarios[0].Narrative != "" || v.Title != "Korea" || len(v.Versions) != 3 || v.Versions[2].RetractedAt == nil {
		t.Errorf("retracted:  %+v", v)
	}
}

func TestTheHorizonOfASetIsRevised(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	id, ctx := frame(t, d), t.Context()
	must(d.PlaceSignpost(ctx, id, "An envoy", *at(2024, 6, 30), by(.1, .7, .2)))(t)
	for _, refused := range []struct {
		to   Instant
		says string
	}{{*at(2024, 1, 1), "has passed"}, {*at(2024, 6, 1), "An envoy"}} {
		f := framed(t, d, id)
		f.Horizon = refused.to
		if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), refused.says) {
			t.Errorf("horizon %s: %v", refused.to, err)
		}
	}
	f := framed(t, d, id)
	f.Horizon = *at(2025, 6, 30)
	must(d.ReviseScenarios(ctx, id, f))(t)
	if v := set(t, d, id, ""); v.Horizon != *at(2025, 6, 30) {
		t.Errorf("horizon %s", v.Horizon)
	}
	must(d.ResolveScenarios(ctx, id, f.Scenarios[0].Name, nil, ""))(t)
	f.Title = "Korea"
	if _, err := d.ReviseScenarios(ctx, id, f); err == nil || !strings.Contains(err.Error(), "has ended") {
		t.Errorf("a resolved set is revised: %v", err)
	}
}

// Of two who revise without knowing of each other, the later's words stand
// with everyone; whoever knew both decides.
func TestTwoReviseASet(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	id, ctx := frame(t, crane), t.Context()
	exchangeBoth(t, crane, heron)
	for _, d := range []*Desk{heron, crane} {
		c.pass(time.Minute)
		f := framed(t, d, id)
		f.Title = "By " + d.title
		must(d.ReviseScenarios(ctx, id, f))(t)
	}
	exchangeBoth(t, crane, heron)
	for _, d := range []*Desk{crane, heron} {
		if v := set(t, d, id, ""); v.Title != "By "+crane.title || len(v.Versions) != 3 || !v.Versions[1].Rival || !v.Versions[2].Rival {
			t.Errorf("%s: %q of %d", d.title, v.Title, len(v.Versions))
		}
	}
	f := framed(t, heron, id)
	f.Title = "Decided"
	must(heron.ReviseScenarios(ctx, id, f))(t)
	exchangeBoth(t, crane, heron)
	if v := set(t, crane, id, ""); v.Title != "Decided" || slices.ContainsFunc(v.Versions, func(w SetWording) bool { return w.Rival }) {
		t.Errorf("decided: %q", v.Title)
	}
}
