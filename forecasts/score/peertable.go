package score

import (
	"cmp"
	"math"
	"slices"

	"weathervane/forecasts/cores"
)

// WithTournaments adds peer and baseline scores to the report of the table, and to
// its groups. A row stands until the forecaster's next one; without windows there
// are spot scores alone, of everyone's last row.
func (t *Table) WithTournaments(r *Report, opts Options) {
	pairs := t.pairs()
	var of [][]pairRows
	for lo := 0; lo < len(pairs); {
		hi := lo + 1
		for hi < len(pairs) && t.rows[pairs[hi].lo].question == t.rows[pairs[lo].lo].question {
			hi++
		}
		of = append(of, pairs[lo:hi])
		lo = hi
	}
	scores := make([]TournamentScores, len(of))
	cores.Each(len(of), func(i int) { scores[i] = t.tournament(of[i], opts.LogClip).Score() })
	all := make(Tournaments, len(of))
	for i := range of {
		all[t.Questions[t.rows[of[i][0].lo].question]] = scores[i]
	}
	keys := make([]pairKey, len(pairs))
	groups := map[string][]pairKey{}
	for i, p := range pairs {
		first := &t.rows[p.lo]
		keys[i] = pairKey{t.Questions[first.question], t.Forecasters[first.forecaster]}
		if opts.By != nil {
			q, f := t.asQuestion(p)
			for _, key := range opts.By(&q, &f) {
				groups[key] = append(groups[key], keys[i])
			}
		}
	}
	add := func(r *Report, pairs []pairKey) {
		peer, baseline := all.means(pairs)
		r.Peer, r.Baseline = &peer, &baseline
	}
	add(r, keys)
	for i := range r.Groups {
		add(&r.Groups[i].Report, groups[r.Groups[i].Key])
	}
}

// tournament is the rows of one question. What happened is made the first option,
// so that rows may name the options in any order.
func (t *Table) tournament(pairs []pairRows, clip float64) *Tournament {
	w := t.windows[t.rows[pairs[0].lo].question]
	all := &Tournament{Spot: math.MaxFloat64}
	end := int64(math.MaxInt64)
	if t.timed && w.end() != noTime {
		end = w.end()
		all.Spot = float64(end)
	}
	if t.timed && w.spot != noTime {
		all.Spot = float64(w.spot)
	}
	if scheduled, _ := w.scheduled(); t.timed && scheduled > 0 {
		all.Open, all.Close, all.Scheduled = float64(w.opens), float64(end), float64(w.opens+scheduled)
	}
	for _, p := range pairs {
		rows := t.rows[p.lo:p.hi]
		if !t.timed { // of several without an instant the last in the file stands
			rows = slices.SortedFunc(slices.Values(rows), func(a, b row) int { return cmp.Compare(a.line, b.line) })
		}
		forecasts := t.given(rows, clip)
		for i := range forecasts {
			f := &forecasts[i]
			if !t.timed {
				f.Start = float64(i) // in the order of the rows
			}
			if t.timed && f.Start >= float64(end) {
				continue
			}
			back := f.End
			if f.End = math.Inf(1); i+1 < len(forecasts) {
				f.End = float64(i + 1)
				if next := forecasts[i+1].Start; t.timed {
					f.End = next
					if next >= float64(end) {
						f.End = math.Inf(1)
					}
				}
			}
			f.End = min(f.End, back)
			if len(f.Mass) > 2 || t.Options != nil {
				all.Kind = TournamentChoice
			}
			f.User = t.Forecasters[t.rows[p.lo].forecaster]
			all.Forecasts = append(all.Forecasts, *f)
		}
	}
	return all
}

// given is the forecasts of a pair on a question that ended in one way: to what
// happened, and then to all else. Each ends with its withdrawal, or never.
func (t *Table) given(rows []row, clip float64) []TournamentForecast {
	var all []TournamentForecast
	add := func(r *row, mass []float64) {
		end := math.Inf(1)
		if at, back := t.ends[r.line]; back {
			end = float64(at)
		}
		all = append(all, TournamentForecast{Mass: clippedMass(mass, 0, clip), Start: float64(r.at), End: end})
	}
	plain := func(r *row) {
		switch r.y {
		case 1:
			add(r, []float64{r.p, 1 - r.p})
		case 0:
			add(r, []float64{1 - r.p, r.p})
		}
	}
	if t.Options == nil {
		for i := range rows {
			plain(&rows[i])
		}
		return all
	}
	for _, s := range sets(rows) {
		switch {
		case s.binary(t):
			plain(s.rows[0])
		case s.outcome() >= 0:
			if mass := s.mass(t); mass != nil {
				add(s.rows[0], mass)
			}
		}
	}
	return all
}

// mass is what a set gave to the option that happened, and to the others. It is nil
// if that is not one, or there is but one option.
func (s *set) mass(t *Table) []float64 {
	happened := -1
	for i, r := range s.rows {
		if r.y != 1 {
			continue
		}
		if happened >= 0 {
			return nil
		}
		happened = i
	}
	if happened < 0 || len(s.rows) < 2 {
		return nil
	}
	mass := []float64{s.rows[happened].p}
	for i, r := range s.rows {
		if i != happened {
			mass = append(mass, r.p)
		}
	}
	return mass
}
