package coherence

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"weathervane/forecasts/testkit"
)

type input struct {
	P            json.RawMessage
	Deadlines    []float64 `json:"p_by_deadline"`
	Weights      []float64
	A            float64     `json:"p_a"`
	B            float64     `json:"p_b"`
	Not          float64     `json:"p_not_a"`
	Both         float64     `json:"p_a_and_b"`
	Implications [][2]string `json:"implications"`
	Q            float64     `json:"p_q"`
	Given        []float64   `json:"p_q_given_s"`
	Scenarios    []float64   `json:"p_s"`
}

type expect struct {
	Tolerance   float64
	Projected   []float64
	Distance    float64
	Normalised  []float64
	Implied     *float64  `json:"implied_p_q"`
	Incoherence *float64  `json:"incoherence"`
	FreeQ       float64   `json:"projected_p_q"`
	FreeGiven   []float64 `json:"projected_p_q_given_s"`
	FreeS       []float64 `json:"projected_p_s"`
}

func TestCoherenceVectors(t *testing.T) {
	for _, c := range testkit.Cases[input, expect](t, "coherence.json") {
		t.Run(c.Name, func(t *testing.T) {
			kind, _, _ := strings.Cut(c.Name, "/")
			if kind == "total_probability_free" {
				r := TotalProbabilityFree(c.Input.Q, c.Input.Given, c.Input.Scenarios)
				same(t, []float64{r.Question}, []float64{c.Expect.FreeQ}, c.Expect.Tolerance)
				same(t, r.Given, c.Expect.FreeGiven, c.Expect.Tolerance)
				same(t, r.Scenarios, c.Expect.FreeS, c.Expect.Tolerance)
				same(t, []float64{r.Distance}, []float64{c.Expect.Distance}, c.Expect.Tolerance)
				return
			}
			from, to := project(t, kind, &c.Input)
			same(t, to, c.Expect.Projected, 1e-10)
			same(t, []float64{Distance(from, to, c.Input.Weights)}, []float64{c.Expect.Distance}, 1e-10)
			if kind == "simplex" {
				x, ok := Normalise(from)
				if ok != (c.Expect.Normalised != nil) {
					t.Fatalf("normalised: %v", ok)
				}
				same(t, x, c.Expect.Normalised, 1e-10)
			}
			if c.Expect.Implied != nil {
				implied := ImpliedBy(c.Input.Given, c.Input.Scenarios)
				same(t, []float64{implied, math.Abs(c.Input.Q - implied)}, []float64{*c.Expect.Implied, *c.Expect.Incoherence}, 1e-10)
			}
		})
	}
}

func same(t *testing.T, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance) {
			t.Errorf("got %.12g, want %.12g", got, want)
			return
		}
	}
}

func project(t *testing.T, kind string, in *input) (from, to []float64) {
	switch kind {
	case "simplex":
		if err := json.Unmarshal(in.P, &from); err != nil {
			t.Fatal(err)
		}
		return from, SumToOne(from)
	case "deadline":
		return in.Deadlines, Deadlines(in.Deadlines, in.Weights)
	case "implication":
		a, b := Implies(in.A, in.B, in.Weights)
		return []float64{in.A, in.B}, []float64{a, b}
	case "complement":
		a, not := Complement(in.A, in.Not)
		return []float64{in.A, in.Not}, []float64{a, not}
	case "conjunction":
		a, b, both := Conjunction(in.A, in.B, in.Both)
		return []float64{in.A, in.B, in.Both}, []float64{a, b, both}
	case "total_probability":
		q, given := TotalProbability(in.Q, in.Given, in.Scenarios)
		return append([]float64{in.Q}, in.Given...), append([]float64{q}, given...)
	case "implication_graph":
		var p map[string]float64
		if err := json.Unmarshal(in.P, &p); err != nil {
			t.Fatal(err)
		}
		var names []string
		for name := range p {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			from = append(from, p[name])
		}
		var rules []Constraint
		for _, i := range in.Implications {
			rules = append(rules, AtMost(slices.Index(names, i[0]), slices.Index(names, i[1])))
		}
		to, ok := Nearest(from, nil, rules)
		if !ok {
			t.Fatal("no coherent numbers")
		}
		return from, to
	}
	t.Fatalf("a kind that nobody computes: %s", kind)
	return nil, nil
}
