package scores

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strconv"
	"testing"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
)

// The scores of the CSV, weighed as it says, make the headline of the page.
func TestTheCSVMakesTheHeadline(t *testing.T) {
	clock := desktest.Start()
	d := desktest.NewDesk(t, "Crane", clock)
	for i := range 12 {
		q := desktest.Ask(t, d, "Question "+strconv.Itoa(i))
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.03+0.08*float64(i)), question.Saying{}))(t)
		clock.Pass(time.Duration(5+i) * time.Hour)
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9-0.07*float64(i)), question.Saying{By: "Heron"}))(t)
		clock.Pass(time.Duration(31*i+1) * time.Hour)
		desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.07*float64(i)), question.Saying{}))(t)
		clock.Pass(7 * time.Hour)
		desktest.Must(d.Resolve(t.Context(), q, json.RawMessage([]string{"false", "true", "0.25"}[i%3]), question.Resolving{}))(t)
	}
	for _, rule := range rules {
		for _, who := range []string{"", "Heron"} {
			v := desktest.Must(d.Scores(t.Context(), scoring.Filter{Rule: rule, Forecaster: who}))(t)
			var b bytes.Buffer
			if err := writeCSV(&b, rule, pairRows(v, cal), v.Numbers.Rows); err != nil {
				t.Fatal(err)
			}
			rows := desktest.Must(csv.NewReader(&b).ReadAll())(t)
			column := map[string]int{}
			for i, name := range rows[0] {
				column[name] = i
			}
			var sum, weight float64
			for _, r := range rows[1:] {
				if r[column["score"]] == "" {
					continue
				}
				w := desktest.Must(strconv.ParseFloat(r[column["weight"]], 64))(t)
				sum += w * desktest.Must(strconv.ParseFloat(r[column["score"]], 64))(t)
				weight += w
			}
			if got := sum / weight; math.Abs(got-*v.Headline) > 1e-12 || words.Score(got) != words.Score(*v.Headline) {
				t.Errorf("%s of %q: the CSV makes %v, the page shows %v", rule, who, got, *v.Headline)
			}
		}
	}
}
