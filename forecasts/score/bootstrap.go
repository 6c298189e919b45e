package score

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/cores"
)

const (
	resamples    = 2000
	minQuestions = 10 // fewer give no interval
)

// unitSums is what one question (or several that belong together) adds to the
// numerators and denominators of the two means.
type unitSums struct {
	score, weight                 float64
	headlineScore, headlineWeight float64
}

// unitHeadline is what it adds to the headline's alone.
type unitHeadline struct{ score, weight float64 }

// intervals are percentile bootstrap intervals, 2000 resamples of units with
// replacement, quantiles of type 7; nil for fewer than 10 units. The draws are
// seeded from the sorted ids of the questions alone, so the same forecasts give
// the same interval on every machine, on one core or many.
//
// Source: Efron 1979, Ann. Statist. 7:1, doi:10.1214/aos/1176344552.
func intervals(ids []string, units []unitSums) *CI95 {
	if len(units) < minQuestions {
		return nil
	}
	means := make([]float64, resamples)
	headlines := make([]float64, resamples)
	fours := make([]unitFour, len(units))
	for i, u := range units {
		fours[i] = unitFour{u.score, u.weight, u.headlineScore, u.headlineWeight}
	}
	eachResample(len(units), hashed(ids), func(i int, words *rand.PCG) {
		u := resample(fours, words)
		means[i], headlines[i] = u.a/u.b, u.c/u.d
	})
	return &CI95{Mean: percentiles(means), Headline: percentiles(headlines)}
}

// headlineInterval is the interval of the headline alone, as intervals gives it.
func headlineInterval(ids []string, units []unitHeadline, kept *Memory) *Interval {
	if len(units) < minQuestions {
		return nil
	}
	from := hashed(ids)
	return kept.interval(from, units, func() *Interval {
		headlines := make([]float64, resamples)
		eachResample(len(units), from, func(i int, words *rand.PCG) {
			u := resampleHeadline(units, words)
			headlines[i] = u.score / u.weight
		})
		return percentiles(headlines)
	})
}

// manyUnits is from where on the resamples of one interval are shared out among
// the cores.
const manyUnits = 1000

// eachResample gives each resample its own random words, seeded from the ids.
func eachResample(units int, ids idsHash, do func(i int, words *rand.PCG)) {
	workers := cores.Count()
	if units < manyUnits {
		workers = 1
	}
	cores.Each(workers, func(w int) {
		var words rand.PCG
		seeds := master(ids)
		for i := range resamples {
			if a, b := seeds.Uint64(), seeds.Uint64(); i%workers == w {
				words.Seed(a, b)
				do(i, &words)
			}
		}
	})
}

// idsHash is the hash of the sorted ids of questions, which seeds the draws.
type idsHash [sha256.Size]byte

func hashed(ids []string) idsHash {
	h := sha256.New()
	var line []byte
	for _, id := range ids {
		line = append(append(line[:0], id...), '\n')
		h.Write(line)
	}
	return idsHash(h.Sum(nil))
}

// master gives each resample its own two words, drawn from the hash of the ids.
func master(ids idsHash) *rand.PCG {
	return rand.NewPCG(binary.BigEndian.Uint64(ids[:]), binary.BigEndian.Uint64(ids[8:]))
}

// firstSeed is that of the first resample, from which simulations start.
func firstSeed(ids idsHash) calibration.Seed {
	seeds := master(ids)
	return calibration.Seed{seeds.Uint64(), seeds.Uint64()}
}

// unitFour is what a unit adds to four sums.
type unitFour struct{ a, b, c, d float64 }

// resample draws as many units as there are, two from each random word, and
// adds them up. This is where the time goes: both halves of a word are written
// out, and the sums are no array, which would lie in memory.
func resample(units []unitFour, words *rand.PCG) (s unitFour) {
	n := uint32(len(units))
	threshold := -n % n // draws below it would favour some units (Lemire 2019)
	for left := len(units); left > 0; {
		word := words.Uint64()
		if hi, lo := bits.Mul32(uint32(word), n); lo >= threshold {
			u := &units[hi]
			s.a, s.b, s.c, s.d = s.a+u.a, s.b+u.b, s.c+u.c, s.d+u.d
			if left--; left == 0 {
				break
			}
		}
		if hi, lo := bits.Mul32(uint32(word>>32), n); lo >= threshold {
			u := &units[hi]
			s.a, s.b, s.c, s.d = s.a+u.a, s.b+u.b, s.c+u.c, s.d+u.d
			left--
		}
	}
	return s
}

// resampleHeadline draws as resample does, and adds up less.
func resampleHeadline(units []unitHeadline, words *rand.PCG) (s unitHeadline) {
	n := uint32(len(units))
	threshold := -n % n
	for left := len(units); left > 0; {
		word := words.Uint64()
		if hi, lo := bits.Mul32(uint32(word), n); lo >= threshold {
			u := &units[hi]
			s.score += u.score
			s.weight += u.weight
			if left--; left == 0 {
				break
			}
		}
		if hi, lo := bits.Mul32(uint32(word>>32), n); lo >= threshold {
			u := &units[hi]
			s.score += u.score
			s.weight += u.weight
			left--
		}
	}
	return s
}

// percentiles are the 2.5 % and 97.5 % quantiles of what is defined; nil if
// nothing is.
func percentiles(x []float64) *Interval {
	x = slices.DeleteFunc(x, math.IsNaN)
	if len(x) == 0 {
		return nil
	}
	return &Interval{Number(quantileOf(x, .025)), Number(quantileOf(x, .975))}
}

// Quantile is the q-quantile of sorted numbers by linear interpolation between
// order statistics (type 7 of Hyndman & Fan 1996); NaN for none.
func Quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	h := q * float64(len(sorted)-1)
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	a, b := sorted[i], sorted[i+1]
	if f := h - float64(i); f > 0 && a != b {
		return a + f*(b-a)
	}
	return a
}

// quantileOf is Quantile of numbers in no order, and moves them about.
func quantileOf(x []float64, q float64) float64 {
	i := int(q * float64(len(x)-1))
	nth(x, i)
	if i+1 < len(x) {
		nth(x[i+1:], 0)
	}
	return Quantile(x, q)
}

// nth puts at k the number that sorting would put there, with smaller ones before
// it and greater ones after.
//
// Source: Hoare 1961, Comm. ACM 4:321, doi:10.1145/366622.366647.
func nth(x []float64, k int) {
	for low, high := 0, len(x)-1; low < high; {
		pivot := x[low+(high-low)/2]
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case k <= j:
			high = j
		case k >= i:
			low = i
		default:
			return
		}
	}
}
