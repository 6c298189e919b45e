package score

import (
	"cmp"
	"math"
	"slices"
)

// BaselineBinary is 100 (1 + log2 q) with q the probability given to what
// happened; -Inf to 100, high is better, 0 is the forecast of one half.
//
// Source of this file: Metaculus/metaculus, scoring/score_math.py;
// metaculus.com/help/scores-faq; SCORING.md, section 8.
func BaselineBinary(q float64) float64 { return 100 * (1 + math.Log2(q)) }

// BaselineChoice is 100 ln(Kq)/ln K for K options on offer; -Inf to 100, high
// is better, 0 is the uniform forecast.
func BaselineChoice(q float64, options int) float64 {
	k := float64(options)
	return 100 * math.Log(k*q) / math.Log(k)
}

// BaselineContinuous is 50 ln(q/b), q the mass of the bucket that happened and
// b the baseline's; high is better, 0 is the baseline.
func BaselineContinuous(q, b float64) float64 { return 50 * math.Log(q/b) }

// PeerScore is 100 m/(m-1) ln(q/g), with g the geometric mean of what all m
// forecasts, one's own among them, gave to what happened; high is better, 0 is
// the others' mean. A single forecast scores 0. Continuous questions halve it.
func PeerScore(q, g float64, m int) float64 {
	if m < 2 {
		return 0
	}
	return 100 * float64(m) / float64(m-1) * math.Log(q/g)
}

// TournamentKind says which baseline a question has.
type TournamentKind uint8

// The kinds of questions of a tournament.
const (
	TournamentBinary TournamentKind = iota
	TournamentChoice
	TournamentContinuous // buckets of a numeric, date or discrete question
)

// Tournament is one question to be scored as Metaculus does. Times are in any
// one unit.
type Tournament struct {
	Kind                         TournamentKind
	Open, Close, Scheduled, Spot float64 // Close is the actual one, Scheduled the one that was planned
	OpenBounds                   int     // of a continuous question: 0, 1 or 2
	Happened                     int     // the bucket or option
	Forecasts                    []TournamentForecast
}

// TournamentForecast stands from Start to End (+Inf: until it closes). Mass has
// a probability for each bucket or option, binary {no, yes}; NaN is an option
// that was not on offer yet.
type TournamentForecast struct {
	User       string
	Mass       []float64
	Start, End float64
	Length     float64 // the scheduled length in force while it stands; 0 is that of the question
}

// TournamentScore is a score and the share of the question's length, or of the
// spot, that it covers.
type TournamentScore struct{ Score, Coverage float64 }

// TournamentScores are all scores of a question, by user and, weighted by
// time, by forecast. A user who covers nothing has none.
type TournamentScores struct {
	Baseline, Peer, SpotBaseline, SpotPeer map[string]TournamentScore
	ByForecast                             []TournamentForecastScore
}

// TournamentForecastScore is what one forecast adds to its user's scores.
type TournamentForecastScore struct{ Baseline, Peer TournamentScore }

// given is the probability that the forecast gave to what happened; an option
// not on offer yet reads the last one, "Other".
func (f *TournamentForecast) given(happened int) float64 {
	if q := f.Mass[happened]; !math.IsNaN(q) {
		return q
	}
	return f.Mass[len(f.Mass)-1]
}

// baseline scores a forecast against the question's baseline.
func (t *Tournament) baseline(f *TournamentForecast) float64 {
	q := f.given(t.Happened)
	switch t.Kind {
	case TournamentBinary:
		return BaselineBinary(q)
	case TournamentChoice:
		offered := 0
		for _, x := range f.Mass {
			if !math.IsNaN(x) {
				offered++
			}
		}
		return BaselineChoice(q, offered)
	}
	b := .05 // of the two outer buckets
	if inner := len(f.Mass) - 2; t.Happened > 0 && t.Happened <= inner {
		b = (1 - .05*float64(t.OpenBounds)) / float64(inner)
	}
	return BaselineContinuous(q, b)
}

// peer compares a forecast with a crowd that it is in. Where somebody gave what
// happened nothing the score is infinite, and 0 between two who did.
func (t *Tournament) peer(q float64, c crowd) float64 {
	switch {
	case c.standing < 2:
		return 0
	case q == 0 && c.zeros > 1:
		return 0
	case q == 0:
		return math.Inf(-1)
	case c.zeros > 0:
		return math.Inf(1)
	case t.Kind == TournamentContinuous:
		return PeerScore(q, c.mean, c.standing) / 2
	}
	return PeerScore(q, c.mean, c.standing)
}

// window is when a forecast stands, between opening and close.
func (t *Tournament) window(f *TournamentForecast) (from, to float64) {
	return max(f.Start, t.Open), min(f.End, t.Close)
}

// crowd is who stands from an instant until the next one.
type crowd struct {
	at, mean        float64 // geometric mean of what they gave to what happened
	standing, zeros int     // how many stand, and gave what happened nothing
}

// crowds are the changes of the crowd, in order.
func (t *Tournament) crowds() []crowd {
	type change struct {
		at  float64
		log float64
		by  int
	}
	var changes []change
	for i := range t.Forecasts {
		f := &t.Forecasts[i]
		log := math.Log(f.given(t.Happened))
		changes = append(changes, change{f.Start, log, 1})
		if !math.IsInf(f.End, 1) {
			changes = append(changes, change{f.End, log, -1})
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return cmp.Compare(a.at, b.at) })
	var all []crowd
	var logs Sum
	standing, zeros := 0, 0
	for i, c := range changes {
		standing += c.by
		if math.IsInf(c.log, -1) {
			zeros += c.by
		} else {
			logs.Add(float64(c.by) * c.log)
		}
		if i+1 < len(changes) && changes[i+1].at == c.at {
			continue
		}
		now := crowd{at: c.at, standing: standing, zeros: zeros}
		switch {
		case standing == 0:
			logs = Sum{} // so that nothing is left of those before
		case zeros == 0:
			now.mean = math.Exp(logs.Value() / float64(standing))
		}
		all = append(all, now)
	}
	return all
}

// Score scores every user: each forecast's score by the time it stood between
// opening and actual close, over the scheduled length, so that early resolution
// leaves the rest uncovered; and the forecast standing at the spot.
func (t *Tournament) Score() TournamentScores {
	s := TournamentScores{
		Baseline: map[string]TournamentScore{}, Peer: map[string]TournamentScore{},
		SpotBaseline: map[string]TournamentScore{}, SpotPeer: map[string]TournamentScore{},
	}
	crowds := t.crowds()
	for i := range t.Forecasts {
		f := &t.Forecasts[i]
		one := t.weighted(f, crowds)
		s.ByForecast = append(s.ByForecast, one)
		if one.Baseline.Coverage > 0 {
			s.Baseline[f.User] = one.Baseline.plus(s.Baseline[f.User])
			s.Peer[f.User] = one.Peer.plus(s.Peer[f.User])
		}
		if f.Start <= t.Spot && t.Spot < f.End {
			s.SpotBaseline[f.User] = TournamentScore{t.baseline(f), 1}
			s.SpotPeer[f.User] = TournamentScore{t.spotPeer(f, crowds), 1}
		}
	}
	return s
}

func (s TournamentScore) plus(o TournamentScore) TournamentScore {
	return TournamentScore{s.Score + o.Score, s.Coverage + o.Coverage}
}

// weighted scores one forecast over the time that it stood.
func (t *Tournament) weighted(f *TournamentForecast, crowds []crowd) TournamentForecastScore {
	var one TournamentForecastScore
	length := cmp.Or(f.Length, t.Scheduled-t.Open)
	from, to := t.window(f)
	if !(from < to) || !(length > 0) {
		return one
	}
	share := (to - from) / length
	one.Baseline = TournamentScore{t.baseline(f) * share, share}
	one.Peer.Coverage = share
	q := f.given(t.Happened)
	var peer Sum
	first, _ := slices.BinarySearchFunc(crowds, from, func(c crowd, at float64) int { return cmp.Compare(c.at, at) })
	for i := max(0, first-1); i < len(crowds) && crowds[i].at < to; i++ {
		until := to
		if i+1 < len(crowds) {
			until = min(to, crowds[i+1].at)
		}
		if since := max(from, crowds[i].at); since < until {
			peer.Add(t.peer(q, crowds[i]) * (until - since) / length)
		}
	}
	one.Peer.Score = peer.Value()
	return one
}

// spotPeer compares with the last crowd dated strictly before the spot.
func (t *Tournament) spotPeer(f *TournamentForecast, crowds []crowd) float64 {
	for _, c := range slices.Backward(crowds) {
		if c.at < t.Spot {
			return t.peer(f.given(t.Happened), c)
		}
	}
	return 0
}

// BucketMass turns a distribution function at N+1 points into the mass of N+2
// buckets: below the range, N inside, above it.
func BucketMass(cdf []float64) []float64 {
	mass := make([]float64, 0, len(cdf)+1)
	before := 0.0
	for _, f := range cdf {
		mass = append(mass, f-before)
		before = f
	}
	return append(mass, 1-before)
}

// BucketRange is the scale of a continuous question, logarithmic where it has a
// zero point.
type BucketRange struct {
	Min, Max  float64
	ZeroPoint *float64
	Buckets   int // inside the range
}

// Location places a value on 0..1 within the range; below 0 or above 1 it is
// outside. The bounds are exactly 0 and 1, also on a logarithmic scale.
func (r BucketRange) Location(x float64) float64 {
	switch {
	case x < r.Min:
		return -1
	case x > r.Max:
		return 2
	case x == r.Max:
		return 1
	case r.ZeroPoint == nil:
		return (x - r.Min) / (r.Max - r.Min)
	}
	ratio := (r.Max - *r.ZeroPoint) / (r.Min - *r.ZeroPoint)
	return math.Log1p((x-r.Min)*(ratio-1)/(r.Max-r.Min)) / math.Log(ratio)
}

// Bucket is the bucket of a value: 0 below the range, Buckets+1 above it.
func (r BucketRange) Bucket(x float64) int {
	u := r.Location(x)
	switch {
	case u < 0:
		return 0
	case u > 1:
		return r.Buckets + 1
	}
	return max(1, int(u*float64(r.Buckets)+1-1e-10))
}
