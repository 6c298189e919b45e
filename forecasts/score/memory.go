package score

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"sync"

	"weathervane/forecasts/calibration"
)

// Memory keeps what was drawn, by the hash of all that it was drawn from: the
// same is not drawn twice, and no figure depends on what was asked before. Its
// zero value is empty; nil keeps nothing. It may be used by several at once.
type Memory struct {
	guard       sync.Mutex
	intervals   map[drawnFrom]*Interval
	simulations map[drawnFrom]simulated
}

// drawnFrom is the hash of what something was drawn from.
type drawnFrom [sha256.Size]byte

// How much is kept; beyond that, everything is discarded.
const (
	keptIntervals   = 1 << 16
	keptSimulations = 1 << 8
)

// interval is what was drawn from the units of questions with this hash.
func (m *Memory) interval(ids idsHash, units []unitHeadline, draw func() *Interval) *Interval {
	if m == nil {
		return draw()
	}
	if kept, ok := recall(m, &m.intervals, unitsHash(ids, units)); ok {
		return kept
	}
	drawn := draw()
	m.keep(ids, units, drawn)
	return drawn
}

func (m *Memory) keep(ids idsHash, units []unitHeadline, drawn *Interval) {
	remember(m, &m.intervals, keptIntervals, unitsHash(ids, units), drawn)
}

func unitsHash(ids idsHash, units []unitHeadline) drawnFrom {
	text := make([]byte, 0, len(ids)+16*len(units))
	text = append(text, ids[:]...)
	for _, u := range units {
		text = number(number(text, u.score), u.weight)
	}
	return sha256.Sum256(text)
}

// simulation is what was simulated of forecasts of questions with this hash.
func (m *Memory) simulation(ctx context.Context, ids idsHash, forecasts []calibration.Forecast, single bool) simulated {
	if m == nil {
		return simulate(ctx, ids, forecasts, single)
	}
	text := make([]byte, 0, len(ids)+25*len(forecasts))
	text = append(text, ids[:]...)
	for i := range forecasts {
		f := &forecasts[i]
		text = binary.LittleEndian.AppendUint64(number(number(text, f.P), f.Weight), uint64(f.Unit))
		if f.Yes {
			text = append(text, 1)
		} else {
			text = append(text, 0)
		}
	}
	from := drawnFrom(sha256.Sum256(text))
	if kept, ok := recall(m, &m.simulations, from); ok {
		return kept
	}
	drawn := simulate(ctx, ids, forecasts, single)
	if ctx.Err() == nil {
		remember(m, &m.simulations, keptSimulations, from, drawn)
	}
	return drawn
}

func number(text []byte, x float64) []byte {
	return binary.LittleEndian.AppendUint64(text, math.Float64bits(x))
}

func recall[T any](m *Memory, kept *map[drawnFrom]T, from drawnFrom) (T, bool) {
	m.guard.Lock()
	defer m.guard.Unlock()
	value, ok := (*kept)[from]
	return value, ok
}

func remember[T any](m *Memory, kept *map[drawnFrom]T, most int, from drawnFrom, value T) {
	m.guard.Lock()
	defer m.guard.Unlock()
	if *kept == nil || len(*kept) >= most {
		*kept = map[drawnFrom]T{}
	}
	(*kept)[from] = value
}
