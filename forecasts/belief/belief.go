// Package belief says what evidence should do to a probability.
//
// The idea: a finding bears on a question by its likelihood ratio, how much
// more probable it is if the answer is yes than if it is no, and posterior odds
// are prior odds times the ratios. The invariant: findings that share an origin
// count once, so that ten reports of one rumour weigh what one does.
//
//	belief.Posterior(.2, 3, .5, 10) // odds .25 × 15 = 3.75: 0.789
//	groups := belief.Groups([]belief.Item{{"a", "wire", 3}, {"b", "wire", 2}, {"c", "paper", .5}})
//	belief.Multiplier(groups) // 3 × .5 = 1.5: the wire counts once
package belief

import "math"

// Posterior is the probability after likelihood ratios P(E|yes)/P(E|no):
// posterior odds = prior odds × their product; 0 to 1. A prior of 0 or 1 stays.
// NaN if the prior is not a probability, a ratio is below 0, or certainties
// contradict each other.
//
// Source: Good 1985, Weight of evidence: a brief survey.
func Posterior(prior float64, ratios ...float64) float64 {
	if !(prior >= 0 && prior <= 1) {
		return math.NaN()
	}
	x := LogOdds(prior)
	var sum float64
	for _, r := range ratios {
		sum += math.Log(r)
	}
	if sum == 0 {
		return prior // to the last digit
	}
	return Probability(x + sum)
}

// LogOdds is ln(p/(1-p)), -Inf to +Inf.
func LogOdds(p float64) float64 { return math.Log(p) - math.Log1p(-p) }

// Probability is the inverse of LogOdds, 0 to 1.
func Probability(logOdds float64) float64 {
	if logOdds < 0 {
		e := math.Exp(logOdds)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-logOdds))
}

// Odds is p/(1-p), 0 to +Inf.
func Odds(p float64) float64 { return p / (1 - p) }

// Ratio is the likelihood ratio P(E|yes)/P(E|no), 0 to +Inf; above 1 speaks for
// yes. NaN if the evidence is impossible either way.
func Ratio(ifYes, ifNo float64) float64 { return ifYes / ifNo }

// Decibans is the weight of evidence 10 log10(ratio); it adds up, and 0 says
// nothing. Of odds it gives the standing belief in the same unit.
//
// Source: Good 1985.
func Decibans(ratio float64) float64 { return 10 * math.Log10(ratio) }

// Bits is the weight of evidence log2(ratio).
func Bits(ratio float64) float64 { return math.Log2(ratio) }

// Update gives the probabilities of several hypotheses after evidence: prior
// times likelihoods, normalised; each of evidence has P(E|hypothesis), up to a
// common factor, for every hypothesis. False where lengths differ, a number is
// negative, or everything has become impossible.
func Update(priors []float64, evidence ...[]float64) ([]float64, bool) {
	p := append([]float64(nil), priors...)
	if !normalise(p) {
		return nil, false
	}
	for _, likelihoods := range evidence {
		if len(likelihoods) != len(p) {
			return nil, false
		}
		for i := range p {
			p[i] *= likelihoods[i]
		}
		if !normalise(p) { // each time, so that long products do not underflow
			return nil, false
		}
	}
	return p, true
}

// normalise divides by the sum; false if that is impossible.
func normalise(p []float64) bool {
	most := 0.0
	for _, x := range p {
		if !(x >= 0) || math.IsInf(x, 1) {
			return false
		}
		most = max(most, x)
	}
	if most == 0 {
		return false
	}
	sum := 0.0
	for i := range p {
		p[i] /= most
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return true
}
