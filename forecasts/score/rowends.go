package score

import (
	"fmt"
	"slices"
)

// slip is how soon a retraction mends a mistake, so that the forecast never counted.
const slip = 5 * 60 * 1000 // milliseconds

// rowEnd is when the forecast of a row stood no longer, before the next one came.
type rowEnd struct {
	line int32
	of   column // colWithdrawn or colRetracted
	at   int64
}

// ends reads the columns that say when the forecast of a row was withdrawn or retracted.
func (t *tableReader) end(f [][]byte, line int32) *BadRow {
	for _, of := range [...]column{colWithdrawn, colRetracted} {
		b := t.head.cell(f, of)
		if len(b) == 0 {
			continue
		}
		at, err := t.times[of].Read(b, int(line))
		if err != nil {
			return t.wrong(f, of, err.Error())
		}
		t.ends = append(t.ends, rowEnd{line, of, at})
	}
	return nil
}

// takeEnds notes when rows stood no longer, and leaves those out that were retracted
// at once.
func (t *Table) takeEnds(readers []*tableReader) {
	retracted := map[int32]int64{}
	for _, r := range readers {
		for _, e := range r.ends {
			if t.ends == nil {
				t.ends = map[int32]int64{}
			}
			if at, other := t.ends[e.line]; !other || e.at < at {
				t.ends[e.line] = e.at
			}
			if e.of == colRetracted {
				retracted[e.line] = e.at
			}
		}
	}
	if len(retracted) == 0 || !t.timed {
		return
	}
	n := len(t.rows)
	t.rows = slices.DeleteFunc(t.rows, func(r row) bool {
		at, ok := retracted[r.line]
		return ok && at-r.at <= slip
	})
	if n -= len(t.rows); n > 0 {
		t.Assumed = append(t.Assumed, fmt.Sprintf("rows that were retracted within five minutes are left out: %d", n))
	}
}

// until is when the forecast of a row stood no longer, or the given instant if that
// is earlier.
func (t *Table) until(line int32, at int64) int64 {
	if end, ok := t.ends[line]; ok {
		return min(end, at)
	}
	return at
}
