package score

import (
	"weathervane/forecasts/calibration"
	"weathervane/forecasts/cores"
)

// ScoreTable scores a table by rows: every row counts once, whatever time it
// stood. Where windows are known (Join, or columns of the table), rows at or
// after the end are left out, and the headline and the time-weighted means
// come beside it. With an option column the unit is the set of rows that give
// one forecast over options.
func ScoreTable(t *Table, opts Options) Report {
	pairs := t.pairs()
	r := t.score(pairs, opts)
	r.LeftOut.BadRows = t.BadRows
	if opts.By == nil {
		return r
	}
	groups := map[string][]pairRows{}
	for _, p := range pairs {
		q, f := t.asQuestion(p)
		for _, key := range opts.By(&q, &f) {
			groups[key] = append(groups[key], p)
		}
	}
	r.Groups = []Group{}
	for _, key := range sortedKeys(groups) {
		r.Groups = append(r.Groups, Group{Key: key, Report: t.score(groups[key], opts)})
	}
	return r
}

// pairRows are the rows from lo up to hi, which are of one pair.
type pairRows struct{ lo, hi int32 }

func (t *Table) pairs() []pairRows {
	n := 0
	for i := range t.rows {
		if i == 0 || t.rows[i].forecaster != t.rows[i-1].forecaster || t.rows[i].question != t.rows[i-1].question {
			n++
		}
	}
	pairs := make([]pairRows, 0, n)
	for i := range t.rows {
		if i > 0 && t.rows[i].forecaster == t.rows[i-1].forecaster && t.rows[i].question == t.rows[i-1].question {
			pairs[len(pairs)-1].hi++
			continue
		}
		pairs = append(pairs, pairRows{int32(i), int32(i + 1)})
	}
	return pairs
}

// asQuestion gives what a GroupBy may ask of a pair of a table.
func (t *Table) asQuestion(p pairRows) (Question, Pair) {
	r := t.rows[p.lo]
	w := t.windows[r.question]
	known := func(at int64) int64 {
		if at == noTime {
			return 0
		}
		return at
	}
	q := Question{Key: t.Questions[r.question], Opens: known(w.opens), Closes: known(w.closes), Known: known(w.resolved)}
	return q, Pair{Forecaster: t.Forecasters[r.forecaster]}
}

// score makes the report of some pairs, which are in order.
func (t *Table) score(pairs []pairRows, opts Options) Report {
	total := t.total(pairs, opts)
	r := total.report()
	ids := total.ids()
	var beside cores.Group
	beside.Go(func() { r.CI95 = intervals(ids, total.units) })
	points := calibration.PoolCases(total.cases)
	r.figures(points, total.rest)
	for _, pt := range points {
		if pt.P == 0 {
			r.LogInfinite += int(pt.Yes)
		} else if pt.P == 1 {
			r.LogInfinite += int(pt.Weight - pt.Yes)
		}
	}
	beside.Wait()
	if opts.Intervals && r.CI95 != nil {
		r.CI95.addFigures(total.detail(ids), opts)
	}
	return r
}

// total adds up some pairs, which are in order. The work is cut into parts by
// the data alone, so that sums round alike on every machine.
func (t *Table) total(pairs []pairRows, opts Options) *part {
	parts := t.parts(pairs, opts)
	cores.Each(len(parts), func(i int) { parts[i].run() })

	total := &part{table: t, rule: opts.rule(), clip: opts.clip()}
	cases := 0
	for i := range parts {
		cases += len(parts[i].cases)
	}
	total.cases = make([]calibration.Case, 0, cases)
	for i := range parts {
		total.join(&parts[i])
	}
	return total
}

// parts cuts the pairs between questions.
func (t *Table) parts(pairs []pairRows, opts Options) []part {
	const size = 1 << 15 // rows
	var parts []part
	cut := func(p []pairRows) {
		parts = append(parts, part{table: t, rule: opts.rule(), clip: opts.clip(), pairs: p, keep: opts.Intervals})
	}
	first, rows := 0, 0
	for i, p := range pairs {
		if rows >= size && t.rows[p.lo].question != t.rows[pairs[i-1].lo].question {
			cut(pairs[first:i])
			first, rows = i, 0
		}
		rows += int(p.hi - p.lo)
	}
	if first < len(pairs) {
		cut(pairs[first:])
	}
	return parts
}
