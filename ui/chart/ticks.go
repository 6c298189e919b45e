package chart

import (
	"math"
	"time"

	"weathervane/assets/words"
)

// Nice gives about n round numbers (1, 2 or 5 times a power of ten apart) that
// span lo to hi.
func Nice(lo, hi float64, n int) []float64 {
	if !(hi > lo) || n < 1 {
		return []float64{lo}
	}
	step := niceStep((hi - lo) / float64(n))
	var out []float64
	first, last := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
	for i := first; i <= last; i++ {
		v := i * step
		out = append(out, math.Round(v/step*1e6)/1e6*step)
	}
	return out
}

func niceStep(raw float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	switch f := raw / power; {
	case f <= 1.0000001:
		return power
	case f <= 2.0000001:
		return 2 * power
	case f <= 5.0000001:
		return 5 * power
	}
	return 10 * power
}

// TimeTick is a mark on an axis of dates.
type TimeTick struct {
	At    time.Time
	Label string
}

// TimeTicks gives at most n marks between two instants: years, months or days
// apart. A month names its year where it is the first or begins one.
func TimeTicks(from, to time.Time, n int) []TimeTick {
	if !to.After(from) || n < 1 {
		return nil
	}
	days := to.Sub(from).Hours() / 24
	for _, d := range []int{1, 2, 7, 14} {
		if days/float64(d) <= float64(n) && days < 45 {
			return dayTicks(from, to, d)
		}
	}
	for _, m := range []int{1, 2, 3, 6, 12, 24, 60, 120} {
		if days/30.44/float64(m) <= float64(n) {
			return monthTicks(from, to, m)
		}
	}
	return monthTicks(from, to, 1200)
}

func dayTicks(from, to time.Time, every int) []TimeTick {
	var out []TimeTick
	y, m, d := from.Date()
	at := time.Date(y, m, d, 0, 0, 0, 0, from.Location())
	if at.Before(from) {
		at = at.AddDate(0, 0, 1)
	}
	for ; !at.After(to); at = at.AddDate(0, 0, every) {
		out = append(out, TimeTick{at, words.DayMonth(at)})
	}
	return out
}

func monthTicks(from, to time.Time, every int) []TimeTick {
	var out []TimeTick
	y, m, _ := from.Date()
	month := y*12 + int(m) - 1
	if time.Date(y, m, 1, 0, 0, 0, 0, from.Location()).Before(from) {
		month++
	}
	month = (month + every - 1) / every * every
	for year := 0; ; month += every {
		at := time.Date(month/12, time.Month(month%12+1), 1, 0, 0, 0, 0, from.Location())
		if at.After(to) {
			return out
		}
		label := words.Month(at)
		switch {
		case every >= 12:
			label = words.Year(at)
		case at.Year() != year:
			label = words.MonthYear(at)
		}
		year = at.Year()
		out = append(out, TimeTick{at, label})
	}
}
