package calibration

import (
	"cmp"
	"math"
	"slices"
)

// A First is somebody's first forecast on a yes-or-no question.
type First struct {
	At    int64   // when it was made
	Known int64   // when the outcome became known; 0 if it is not
	P     float64 // 0 to 1
	Yes   bool
	Void  bool // the question ended without an outcome, at Known
}

// Evidence is how much the outcomes known by an instant speak against
// calibration: 1 in OneIn. Someone whose forecasts come true as often as they say
// ever reaches 1 in N with a chance of at most 1/N, however often one looks.
type Evidence struct {
	At    int64
	OneIn float64 // from 1 to +Inf
}

// The bets against calibration: that what is called p happens at the rate
// expit(shift + slope · logit p).
var (
	betSlopes = [...]float64{.4, .6, .8, 1, 1.25, 1.6, 2.2}
	betShifts = [...]float64{-1.2, -.6, -.3, 0, .3, .6, 1.2}
)

// Anytime tests calibration after every outcome: it gives the evidence against it
// where it grew, the first point being the first forecast, and how many outcomes
// are in it.
//
// A bettor pays 1 and stakes it on each question by q, a mixture of bets whose
// weights follow from the outcomes known when the forecast was made; an outcome of
// probability p multiplies the capital by q/p, which is 1 on average if p is right.
// That holds from one question to the next only where the outcome of the one is
// known when the other is forecast. So questions are dealt, as they come, to the
// first of several chains in which they overlap with none, chain k starting with
// 0.2 · 0.8^(k−1) of the capital, and a question whose outcome is not known counts
// as if the worse for the bettor were to come. Whenever one stops, no chain then has
// more than it will have from the questions that it began, which is what it started
// with on average; so the whole has 1 on average, and by Markov's inequality at the
// first instant at which it has N, it ever has so much with a chance of at most 1/N:
// whatever questions have to do with each other, and whatever is heard of them
// before they end.
//
// Source: Arnold, Henzi & Ziegel 2023, Ann. Appl. Stat. 17:3, sequentially valid
// tests for forecast calibration.
func Anytime(of []First) (grown []Evidence, outcomes int) {
	of = slices.Clone(of)
	slices.SortStableFunc(of, func(a, b First) int { return cmp.Compare(a.At, b.At) })
	ends := make([]int, 0, len(of)) // in the order in which they end
	for i, f := range of {
		if f.Known != 0 {
			ends = append(ends, i)
		}
	}
	slices.SortStableFunc(ends, func(a, b int) int { return cmp.Compare(of[a].Known, of[b].Known) })
	b := newBettor()
	most := 1.0
	settle := func(until int64) {
		for len(ends) > 0 && of[ends[0]].Known <= until {
			f, bet := &of[ends[0]], &b.bets[ends[0]]
			ends = ends[1:]
			b.chains[bet.chain].worst = 1
			b.chains[bet.chain].busy = false
			if f.Void {
				continue
			}
			outcomes++
			b.settle(f, bet)
			if capital := b.capital(); capital > most {
				most = capital
				grown = append(grown, Evidence{f.Known, most})
			}
		}
	}
	for i := range of {
		if i == 0 {
			grown = append(grown, Evidence{of[0].At, 1})
		}
		settle(of[i].At)
		b.bets = append(b.bets, b.bet(of[i].P))
	}
	settle(math.MaxInt64)
	return grown, outcomes
}

// A bet is the probability of Yes that is staked on a question, and in which chain.
type bet struct {
	yes   float64
	chain int
}

// A chain is questions without overlap: by how much they multiplied what it started
// with, and by how much the one that is open will at the least.
type chain struct {
	capital, worst float64
	busy           bool
}

// shares are of the capital: of the first chain, and of each less than of the one
// before.
const firstShare, nextShare = .2, .8

// capital is what all chains have, and what waits for further chains.
func (b *bettor) capital() float64 {
	var have Sum
	share, waits := firstShare, 1.0
	for _, c := range b.chains {
		have.Add(share * c.capital * c.worst)
		waits -= share
		share *= nextShare
	}
	have.Add(waits)
	return have.Value()
}

// A bettor bets against a forecaster.
type bettor struct {
	weights [len(betSlopes) * len(betShifts)]float64 // of the bets, summing to one
	chains  []chain
	bets    []bet
}

func newBettor() *bettor {
	b := new(bettor)
	for g := range b.weights {
		b.weights[g] = 1 / float64(len(b.weights))
	}
	return b
}

// eachBet gives the probability of Yes under each bet.
func eachBet(p float64, do func(g int, yes float64)) {
	logit := math.Log(p) - math.Log1p(-p)
	for i, slope := range betSlopes {
		for j, shift := range betShifts {
			yes := p // 0 and 1 stay
			if !math.IsInf(logit, 0) {
				yes = 1 / (1 + math.Exp(-shift-slope*logit))
			}
			do(i*len(betShifts)+j, yes)
		}
	}
}

// bet stakes what is known on a forecast of p, in the first chain that is free.
func (b *bettor) bet(p float64) bet {
	var yes Sum
	eachBet(p, func(g int, q float64) { yes.Add(b.weights[g] * q) })
	k := slices.IndexFunc(b.chains, func(c chain) bool { return !c.busy })
	if k < 0 {
		k = len(b.chains)
		b.chains = append(b.chains, chain{capital: 1})
	}
	b.chains[k].busy, b.chains[k].worst = true, 1
	if p > 0 && p < 1 {
		b.chains[k].worst = min(yes.Value()/p, (1-yes.Value())/(1-p))
	}
	return bet{yes.Value(), k}
}

// settle pays a bet and learns from the outcome.
func (b *bettor) settle(f *First, at *bet) {
	staked, said := at.yes, f.P
	if !f.Yes {
		staked, said = 1-staked, 1-said
	}
	c := &b.chains[at.chain]
	switch {
	case said == 0:
		c.capital = math.Inf(1)
	case said < 1:
		c.capital *= staked / said
	}
	if f.P == 0 || f.P == 1 {
		return // all bets are the same
	}
	var total Sum
	eachBet(f.P, func(g int, yes float64) {
		if !f.Yes {
			yes = 1 - yes
		}
		b.weights[g] *= yes
		total.Add(b.weights[g])
	})
	for g := range b.weights {
		b.weights[g] /= total.Value()
	}
}
