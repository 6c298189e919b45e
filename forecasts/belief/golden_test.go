package belief

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"weathervane/forecasts/testkit"
)

type input struct {
	Prior       float64
	Ratios      []float64 `json:"likelihood_ratios"`
	IfYes       float64   `json:"p_evidence_given_h"`
	IfNo        float64   `json:"p_evidence_given_not_h"`
	Priors      []float64
	Likelihoods [][]float64 `json:"likelihoods_by_evidence"`
	Hypotheses  []string
	Evidence    []struct {
		Credibility, Relevance string
		Ratings                []string
	}
}

func (in *input) rows(t *testing.T) []Row {
	levels := map[string]Level{"low": Low, "medium": Medium, "high": High}
	var rows []Row
	for _, e := range in.Evidence {
		row := Row{Credibility: levels[e.Credibility], Relevance: levels[e.Relevance]}
		for _, text := range e.Ratings {
			r, err := ParseRating(text)
			if err != nil {
				t.Fatal(err)
			}
			row.Ratings = append(row.Ratings, r)
		}
		rows = append(rows, row)
	}
	return rows
}

// TestBayesVectors computes each figure that a case of the golden file expects.
func TestBayesVectors(t *testing.T) {
	for _, c := range testkit.Cases[input, map[string]any](t, "bayes.json") {
		for figure, want := range c.Expect {
			t.Run(c.Name+"/"+figure, func(t *testing.T) {
				if figure == "ranking_least_inconsistent_first" {
					for i, h := range Ranking(c.Input.rows(t)) {
						if c.Input.Hypotheses[h] != want.([]any)[i] {
							t.Fatalf("rank %d: %s, want %v", i, c.Input.Hypotheses[h], want)
						}
					}
					return
				}
				check(t, compute(t, c.Name, figure, &c.Input), want)
			})
		}
	}
}

func check(t *testing.T, got []float64, want any) {
	t.Helper()
	all, ok := want.([]any)
	if !ok {
		all = []any{want}
	}
	if len(got) != len(all) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range got {
		x, ok := all[i].(float64)
		if !ok {
			x, _ = strconv.ParseFloat(all[i].(string), 64)
		}
		if got[i] != x && !(math.Abs(got[i]-x) <= 1e-12*math.Max(1, math.Abs(x))) {
			t.Errorf("got %.17g, want %.17g", got[i], x)
		}
	}
}

func compute(t *testing.T, name, figure string, in *input) []float64 {
	if in.Evidence != nil {
		return computeACH(t, figure, in.rows(t))
	}
	if strings.HasPrefix(name, "simple_bayes/") {
		in.Ratios = []float64{Ratio(in.IfYes, in.IfNo)}
		if figure == "evidence_db" {
			return []float64{Decibans(in.Ratios[0])}
		}
	}
	posterior := Posterior(in.Prior, in.Ratios...)
	each := func(f func(i int) float64) []float64 {
		all := make([]float64, len(in.Ratios))
		for i := range all {
			all[i] = f(i)
		}
		return all
	}
	total := 0.0
	for _, r := range in.Ratios {
		total += Decibans(r)
	}
	switch figure {
	case "posterior":
		return []float64{posterior}
	case "posterior_odds":
		return []float64{Odds(posterior)}
	case "posterior_log_odds":
		return []float64{LogOdds(posterior)}
	case "posterior_after_each":
		return each(func(i int) float64 { return Posterior(in.Prior, in.Ratios[:i+1]...) })
	case "evidence_db":
		return each(func(i int) float64 { return Decibans(in.Ratios[i]) })
	case "evidence_bits":
		return each(func(i int) float64 { return Bits(in.Ratios[i]) })
	case "evidence_db_total":
		return []float64{total}
	case "prior_db":
		return []float64{Decibans(Odds(in.Prior))}
	case "posterior_db":
		return []float64{Decibans(Odds(in.Prior)) + total}
	case "likelihood_ratio":
		return in.Ratios
	case "posteriors":
		p, ok := Update(in.Priors, in.Likelihoods...)
		if !ok {
			t.Fatal("no posteriors")
		}
		return p
	}
	t.Fatal("a figure that nobody computes")
	return nil
}

func computeACH(t *testing.T, figure string, rows []Row) []float64 {
	switch figure {
	case "inconsistency_score":
		return Inconsistency(rows)
	case "parc_weighted_inconsistency":
		x := WeightedInconsistency(rows)
		for i := range x {
			x[i] = -x[i]
		}
		return x
	case "weighted_inconsistency_magnitude":
		return WeightedInconsistency(rows)
	case "open_source_ach_credibility_weighted":
		return CredibilityInconsistency(rows)
	case "open_synthesis_inconsistency":
		return SquaredInconsistency(rows)
	case "open_synthesis_consistency":
		return SquaredConsistency(rows)
	case "open_synthesis_diagnosticity":
		var all []float64
		for _, row := range rows {
			all = append(all, Diagnosticity(row))
		}
		return all
	}
	t.Fatal("a figure that nobody computes")
	return nil
}
