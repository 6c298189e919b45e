package importers

import (
	"slices"
	"strings"
	"testing"
)

const someReport = `question_id,title,status,forecast_id,forecaster,key,provenance,made_at,withdrawn_at,retracted_at,opens_at,closes_at,resolved_at,option,probability,quantile,value,outcome,y,type,options,ordered,unit,range_min,range_max,range_open,resolves_by,tags,source
a,'=Rain?,resolved,1,Ann,k,live,2024-01-02T00:00:00.000Z,,,,2024-02-01T00:00:00.000Z,2024-01-31T00:00:00.000Z,,0.7,,,yes,1,binary,,,,,,,,x | y \| z,
b,Who?,annulled,2,Ann,k,live,2024-01-02T00:00:00.000Z,2024-01-03T00:00:00.000Z,,,,,A,0.4,,,ambiguous,,choice,A | B,yes,,,,,,,Elsewhere 7
b,Who?,annulled,2,Ann,k,live,2024-01-02T00:00:00.000Z,2024-01-03T00:00:00.000Z,,,,,B,0.6,,,ambiguous,,choice,A | B,yes,,,,,,,Elsewhere 7
c,How many?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.5,12,,,numeric,,,t,0,20,above,,,
d,When?,disputed,4,Bob,k,sealed,2024-01-02T00:00:00.000Z,,,,,,,,,,,,date,,,,2024-01-01T00:00:00.000Z,2025-01-01T00:00:00.000Z,,,,
d,When?,disputed,5,Bob,k,live,2024-01-02T00:00:00.000Z,,2024-01-05T00:00:00.000Z,,,,,,0.5,2024-06-01T00:00:00.000Z,,,date,,,,2024-01-01T00:00:00.000Z,2025-01-01T00:00:00.000Z,,,,
e,Nobody?,open,,,,,,,,,,,,,,,,,binary,,,,,,,,,
`

func TestReport(t *testing.T) {
	f, err := Report(strings.NewReader(someReport), "r.csv")
	if err != nil || len(f.Questions) != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	a, b, c, d, e := f.Questions[0], f.Questions[1], f.Questions[2], f.Questions[3], f.Questions[4]
	if a.Title != "=Rain?" || a.Outcome != true || !slices.Equal(a.Tags, []string{"x", "y | z"}) || a.Key != HereKey+"a" || *a.Forecasts[0].P != .7 {
		t.Errorf("%+v", a)
	}
	if b.End != "ambiguous" || !b.Ordered || b.Key != "Elsewhere 7" || b.Here != HereKey+"b" || len(b.Forecasts) != 1 || b.Forecasts[0].Probs["B"] != .6 {
		t.Errorf("%+v", b)
	}
	if c.Unit != "t" || c.Range.Max != 20 || !c.Range.OpenAbove || c.Forecasts[0].Quantiles[0] != [2]float64{.5, 12} {
		t.Errorf("%+v", c)
	}
	if d.End != "" || len(d.Forecasts) != 0 || len(e.Forecasts) != 0 || e.Type != "binary" {
		t.Errorf("%+v, %+v", d, e)
	}
	for what, n := range map[string]int{
		"forecasts that were withdrawn: they stand until the next one or the end": 1, "forecasts whose numbers are sealed: left out": 1,
		"forecasts that were retracted: left out": 1, "questions whose outcome is disputed: left open": 1,
	} {
		if odd(f, what) != n {
			t.Errorf("%s: %d", what, odd(f, what))
		}
	}
	for was, becomes := range map[string]string{",0.7,": ",1.7,", ",yes,1,binary": ",perhaps,1,binary", ",binary,": ",riddle,", ",0.5,12,": ",0.5,many,", "Ann,k,live,2024-01-02T00:00:00.000Z,,,,2024-02": "Ann,k,live,,,,,2024-02"} {
		if _, err := Report(strings.NewReader(strings.Replace(someReport, was, becomes, 1)), "r.csv"); err == nil {
			t.Errorf("%s is read", becomes)
		}
	}
}

// Rows that somebody changed are told by their line, or left out and counted; none ends
// the program.
func TestReportThatSomebodyChanged(t *testing.T) {
	read := func(was, becomes string) (*File, error) {
		t.Helper()
		text := strings.Replace(someReport, was, becomes, 1)
		if text == someReport {
			t.Fatalf("%q is not in the report", was)
		}
		return Report(strings.NewReader(text), "r.csv")
	}
	for _, x := range []struct{ was, becomes, says string }{
		{"d,When?,disputed,5", "d,When?,disputed,3", "r.csv:7: column forecast_id"},
		{",Who?,annulled", ",,annulled", "r.csv:3: column title"},
		{",A,0.4,", ",,0.4,", "r.csv:3: column option"},
		{"choice,A | B,", "choice,A | A,", "r.csv:3: column options"},
		{",0,20,", ",20,0,", "r.csv:5: column range_max"},
		{"How many?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.5,", "How many?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,0.5,,", "r.csv:5: column quantile"},
	} {
		if _, err := read(x.was, x.becomes); err == nil || !strings.HasPrefix(err.Error(), x.says) {
			t.Errorf("%s: %v", x.becomes, err)
		}
	}
	for _, x := range []struct{ was, becomes, what string }{
		{",A,0.4,", ",A,,", "forecasts whose numbers are sealed: left out"}, // then its second row has numbers
		{",A,0.4,", ",A,0.5,", notAll},
		{"c,How many?,open,3", "d,When?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.5,2024-06-01T00:00:00.000Z,,,date\nd,When?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.4,2024-07-01T00:00:00.000Z,,,date\nc,How many?,open,9", noRise},
		{"How many?,open,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.5,12,,,numeric,,,t,0,20", "How many?,resolved,3,Bob,k,live,2024-01-02T00:00:00.000Z,,,,,,,,0.5,12,below_range,,numeric,,,t,,", outsideNothing},
	} {
		if f, err := read(x.was, x.becomes); err != nil || odd(f, x.what) == 0 {
			t.Errorf("%s: %v, %+v", x.what, err, f)
		}
	}
}
