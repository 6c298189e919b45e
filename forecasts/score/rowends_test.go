package score

import (
	"math"
	"strings"
	"testing"
)

// A row stands until the next one, the end, or until it was withdrawn or retracted, whichever is
// first; one that was retracted at once never stood.
func TestRowsThatWereTakenBack(t *testing.T) {
	const header = "question_id,made_at,probability,outcome,opens_at,closes_at,withdrawn_at,retracted_at,quantile\n"
	const window = ",1,2024-01-01T00:00Z,2024-01-11T00:00Z,"
	for _, x := range []struct {
		rows               string
		coverage, headline float64
	}{
		{"q,2024-01-01T00:00Z,.5" + window + ",,\n", 1, .25},
		{"q,2024-01-01T00:00Z,.5" + window + "2024-01-06T00:00Z,,\n", .5, .25},
		{"q,2024-01-01T00:00Z,.5" + window + ",2024-01-04T00:00Z,\n", .3, .25},
		{"q,2024-01-01T00:00Z,.5" + window + "2024-02-01T00:00Z,,\n", 1, .25},
		{"q,2024-01-01T00:00Z,.5" + window + "2024-01-03T00:00Z,,\nq,2024-01-06T00:00Z,.9" + window + ",,\n", .7, (.2*.25 + .5*.01) / .7},
		{"q,2024-01-01T00:00Z,.5" + window + "2024-01-08T00:00Z,,\nq,2024-01-06T00:00Z,.9" + window + ",,\n", 1, (.25 + .01) / 2},
		{"q,2024-01-01T00:00Z,.5" + window + ",,\nq,2024-01-06T00:00Z,.9" + window + ",2024-01-06T00:04Z,\n", 1, .25},
		{"q,2024-01-01T00:00Z,.5" + window + ",,\nn,2024-01-06T00:00Z,,12,,,,,.5\n", 1, .25},
	} {
		for _, slashed := range []bool{false, true} {
			text := header + x.rows
			if slashed {
				text = strings.NewReplacer("2024-01-", "2024/01/", "2024-02-", "2024/02/").Replace(text)
			}
			table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
			if err == nil {
				err = table.Settle(false)
			}
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			r := ScoreTable(table, Options{})
			if math.Abs(float64(r.Coverage)-x.coverage) > 1e-12 || math.Abs(float64(r.Headline)-x.headline) > 1e-12 {
				t.Errorf("%s\ncoverage %v, headline %v; want %v, %v", text, r.Coverage, r.Headline, x.coverage, x.headline)
			}
		}
	}
}
