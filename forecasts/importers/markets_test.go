package importers

import (
	"bytes"
	"strings"
	"testing"
)

func TestKalshi(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "kalshi.json")), "kalshi.json", NewOthers())
	if err != nil || f.From != "Kalshi" || len(f.Questions) != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	for i, want := range []struct {
		title   string
		outcome any
		end     string
		p       float64
	}{
		{"Will the ferry run?", true, "resolved", 0.62},
		{"Who wins the regatta?: Petrel", false, "resolved", 0.05},
		{"How much of it?", 0.25, "resolved", 0.3},
		{"Will the paint dry?", nil, "annulled", 0.5},
		{"Will the tide turn?", nil, "", 0},
	} {
		q := f.Questions[i]
		if q.Title != want.title || q.Outcome != want.outcome || q.End != want.end || q.Closes.IsZero() != (i == 4) {
			t.Errorf("%d: %+v", i, q)
		}
		if want.p == 0 != (len(q.Forecasts) == 0) {
			t.Errorf("%d: %+v", i, q.Forecasts)
			continue
		}
		for _, x := range q.Forecasts {
			if x.By != "Kalshi market" || *x.P != want.p || x.Stood != StoodLast {
				t.Errorf("%d: %+v", i, x)
			}
		}
	}
	if odd(f, farClose) != 1 || odd(f, "markets without a price: no forecast") != 1 || !assumes(f, "reference forecasts") {
		t.Errorf("%v, %v", f.Odd, f.Assumed)
	}
}

func TestPolymarket(t *testing.T) {
	f, err := Document(bytes.NewReader(sample(t, "polymarket.json")), "poly.json", NewOthers())
	if err != nil || f.From != "Polymarket" || len(f.Questions) != 5 {
		t.Fatalf("%+v, %v", f, err)
	}
	whole(t, f, err)
	for i, want := range []struct {
		kind    string
		outcome any
		p       float64
		stood   Stood
	}{
		{"binary", nil, 0.37, StoodAt},
		{"binary", false, 0, StoodAtEnd},
		{"choice", "Petrel", 0.9995, StoodAtEnd},
		{"binary", 0.5, 0.5, StoodAtEnd},
		{"binary", true, 1, StoodAtEnd},
	} {
		q := f.Questions[i]
		if q.Type != want.kind || q.Outcome != want.outcome || len(q.Forecasts) != 1 {
			t.Errorf("%d: %+v", i, q)
			continue
		}
		x := q.Forecasts[0]
		p := x.Probs["Petrel"]
		if x.P != nil {
			p = *x.P
		}
		if x.By != "Polymarket market" || p != want.p || x.Stood != want.stood {
			t.Errorf("%d: %+v", i, x)
		}
	}
	if f.Questions[1].KnownAt.Hour() != 15 {
		t.Errorf("an offset of two digits: %s", f.Questions[1].KnownAt)
	}
	for _, bad := range []string{`[{"question":"a","outcomes":"x","outcomePrices":"[]"}]`, `[{"id":"1","question":"a","outcomes":"x","outcomePrices":"[]"}]`,
		`[{"id":"1","question":"a","outcomes":["Yes","Yes"],"outcomePrices":"[]"}]`} {
		if _, err := Document(strings.NewReader(bad), "poly.json", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "poly.json:1: column ") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
