package desktest

import (
	"math"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/scenario"
	"weathervane/model/journal"
)

func Frame(t testing.TB, d *forecasts.Desk) journal.ID {
	t.Helper()
	return Must(d.FrameScenarios(t.Context(), journal.Framed{Title: "Peninsula", Horizon: *At(2024, 12, 31), Scenarios: three}))(t)
}

func By(hostility, thaw, crisis float64) map[string]float64 {
	return map[string]float64{"Hostility": hostility, "Thaw": thaw, "Crisis": crisis}
}

func SetOf(t testing.TB, d *forecasts.Desk, id journal.ID, who string) scenario.View {
	t.Helper()
	return Must(d.Scenarios(t.Context(), id, who))(t)
}

func Weight(v scenario.View, name string) float64 {
	for _, s := range v.Scenarios {
		if s.Name == name && s.Weight != nil {
			return *s.Weight
		}
	}
	return math.NaN()
}

func Near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }
