package score

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/bits"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
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
	seeds := seed(ids)
	means := make([]float64, resamples)
	headlines := make([]float64, resamples)
	var wait sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), 8)
	if len(units) < 100 {
		workers = 1
	}
	for w := range workers {
		wait.Go(func() {
			for i := w; i < resamples; i += workers {
				u := resample(units, rand.NewPCG(seeds[2*i], seeds[2*i+1]))
				means[i] = u.score / u.weight
				headlines[i] = u.headlineScore / u.headlineWeight
			}
		})
	}
	wait.Wait()
	return &CI95{Mean: percentiles(means), Headline: percentiles(headlines)}
}

// seed gives each resample its own two words, drawn from the hash of the ids.
func seed(ids []string) []uint64 {
	h := sha256.New()
	for _, id := range ids {
		h.Write([]byte(id))
		h.Write([]byte{'\n'})
	}
	sum := h.Sum(nil)
	master := rand.NewPCG(binary.BigEndian.Uint64(sum), binary.BigEndian.Uint64(sum[8:]))
	seeds := make([]uint64, 2*resamples)
	for i := range seeds {
		seeds[i] = master.Uint64()
	}
	return seeds
}

// resample draws as many units as there are, two from each random word, and
// adds them up.
func resample(units []unitSums, words *rand.PCG) unitSums {
	n := uint32(len(units))
	threshold := -n % n // draws below it would favour some units (Lemire 2019)
	var s unitSums
	var word uint64
	left := 0
	for i := 0; i < len(units); {
		if left == 0 {
			word, left = words.Uint64(), 2
		}
		hi, lo := bits.Mul32(uint32(word), n)
		word >>= 32
		left--
		if lo < threshold {
			continue
		}
		u := &units[hi]
		s.score += u.score
		s.weight += u.weight
		s.headlineScore += u.headlineScore
		s.headlineWeight += u.headlineWeight
		i++
	}
	return s
}

// percentiles are the 2.5 % and 97.5 % quantiles of what is defined; nil
// where nothing is.
func percentiles(x []float64) *Interval {
	x = slices.DeleteFunc(x, math.IsNaN)
	if len(x) == 0 {
		return nil
	}
	slices.Sort(x)
	return &Interval{Number(Quantile(x, .025)), Number(Quantile(x, .975))}
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
