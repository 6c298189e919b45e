package score

import (
	"math"
	"testing"
)

// Without an opening a question counts from each forecaster's first forecast, as an
// import of the same rows has it; without an end there is no headline.
func TestWithoutAnOpeningTheFirstForecastOpens(t *testing.T) {
	const day = 86400e3
	for name, c := range map[string]struct{ head, end string }{
		"a close":     {",closes_at", ",2024-01-31T00:00:00Z"},
		"a known end": {",resolved_at", ",2024-01-31T00:00:00Z"},
		"both":        {",closes_at,resolved_at", ",2024-01-31T00:00:00Z,2024-03-01T00:00:00Z"},
	} {
		text := "question_id,forecaster,made_at,probability,outcome" + c.head + "\nq,a,2024-01-01,.4,1" + c.end + "\nq,a,2024-01-11,.6,1" + c.end + "\nq,b,2024-01-21,.9,1" + c.end + "\n"
		table, err := settled(text, TableOptions{})
		if err != nil {
			t.Fatal(err)
		}
		at := func(d float64) int64 { return int64(19723*day + (d-1)*day) } // of January 2024
		q := Question{Key: "q", State: Resolved, Known: at(31), Outcome: 1}
		if c.head != ",resolved_at" {
			q.Closes = at(31)
		}
		w := Workspace{Questions: []Question{q}, Pairs: []Pair{
			{Forecaster: "a", Steps: []Step{{At: at(1), P: .4, Provenance: Imported}, {At: at(11), P: .6, Provenance: Imported}}},
			{Forecaster: "b", Steps: []Step{{At: at(21), P: .9, Provenance: Imported}}},
		}}
		want := Score(w, Options{Provenance: []Provenance{Imported}}).Report()
		got := ScoreTable(table, Options{})
		if math.IsNaN(float64(got.Headline)) || math.Abs(float64(got.Headline-want.Headline)) > 1e-12 || got.Coverage != want.Coverage || got.NoClose != want.NoClose {
			t.Errorf("%s: headline %v, coverage %v, %d without a close; want %v, %v, %d", name, got.Headline, got.Coverage, got.NoClose, want.Headline, want.Coverage, want.NoClose)
		}
	}
	table, err := settled(plainHead+"q,a,2024-01-01,.4,1\n", TableOptions{})
	if err != nil || !table.Endless() || ScoreTable(table, Options{}).Headline == ScoreTable(table, Options{}).Headline {
		t.Errorf("without an end: %v", err)
	}
}
