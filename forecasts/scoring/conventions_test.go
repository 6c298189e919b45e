package scoring_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
)

func TestConventions(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	if _, err := d.Conventions(t.Context(), scoring.Filter{}); !errors.Is(err, scoring.ErrNothing) {
		t.Fatalf("with nothing resolved: %v", err)
	}
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.2), question.Saying{}))(t)
	c.Pass(72 * time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.6), question.Saying{}))(t)
	c.Pass(24 * time.Hour)
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	got := map[string]float64{}
	for _, v := range desktest.Must(d.Conventions(t.Context(), scoring.Filter{}))(t) {
		got[v.Name] = float64(v.Value)
		if v.Rule == "" || v.Range == "" || v.Value.Defined() == (v.Why != "") {
			t.Errorf("%+v", v)
		}
	}
	timed := (3*0.64 + 0.16) / 4
	for name, want := range map[string]float64{
		"per forecast": (0.64 + 0.16) / 2, "carried by time": timed, "0–1": timed, "0–2": 2 * timed, "−3…1": 1 - 4*timed,
		"carried by the hour":       timed,
		"carried daily":             timed,           // midnights: three at 20 %, one at 60 %
		"calibration error":         (3*.8 + .4) / 4, // 80 points off for three days, 40 for one
		"largest calibration error": .8,
		"log":                       -(3*math.Log(0.2) + math.Log(0.6)) / 4,
	} {
		if math.Abs(got[name]-want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got[name], want)
		}
	}
	if !math.IsNaN(got["relative to the median"]) {
		t.Errorf("alone, and better than the team by %v", got["relative to the median"])
	}
}

// The team is scored by several pools, the median as in the ranking.
func TestConventionsOfTheTeam(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	conventions := func() map[string]scoring.Convention {
		got := map[string]scoring.Convention{}
		for _, c := range desktest.Must(d.Conventions(t.Context(), scoring.Filter{}))(t) {
			got[c.Name] = c
		}
		return got
	}
	probs := map[string]float64{"": .2, "Heron": .6, "Gull": .9}
	var asked []journal.ID
	for _, title := range []string{"It rains", "It snows"} {
		q := desktest.Ask(t, d, title)
		asked = append(asked, q)
		for by, p := range probs {
			if by == "" || title == "It snows" {
				desktest.Must(d.Forecast(t.Context(), q, desktest.P(p), question.Saying{By: by}))(t)
			}
		}
	}
	c.Pass(72 * time.Hour)
	resolve := func(q journal.ID) {
		desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	}
	resolve(asked[1])
	odds := math.Cbrt(.25 * 1.5 * 9)
	far := math.Pow(odds, 2.5)
	got := conventions()
	for name, p := range map[string]float64{
		"team, median": .6, "team, mean": 1.7 / 3, "team, trimmed mean": 1.7 / 3, "team, densest": 1.7 / 3,
		"team, geometric odds": odds / (1 + odds), "team, extremised": far / (1 + far),
	} {
		if want := (1 - p) * (1 - p); math.Abs(float64(got[name].Value)-want) > 1e-9 || got[name].Over != 1 {
			t.Errorf("%s: %+v, want %v", name, got[name], want)
		}
	}
	for _, g := range desktest.Must(d.Scores(t.Context(), scoring.Filter{}))(t).Groups {
		if g.Team && math.Abs(float64(got["team, median"].Value)-g.Headline) > 1e-12 {
			t.Errorf("the median scores %v, in the ranking %v", got["team, median"].Value, g.Headline)
		}
	}
}
