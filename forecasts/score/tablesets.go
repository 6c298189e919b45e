package score

import "math"

// set is the rows that give one forecast over options.
type set struct {
	at      int64
	rows    []*row
	offered map[int32]offered // the options of its instant
}

// offered is how an option is given at one instant.
type offered struct {
	first *row
	times int
}

// sets groups the rows of a pair: those of one instant are one forecast; where
// an option comes again, a second one begins.
func sets(rows []row) []*set {
	var all []*set
	first := 0 // of the sets at the current instant
	var options map[int32]offered
	for i := range rows {
		r := &rows[i]
		if i == 0 || r.at != rows[i-1].at {
			first, options = len(all), map[int32]offered{}
		}
		o := options[r.option]
		k := first + o.times
		if k == len(all) {
			all = append(all, &set{at: r.at, offered: options})
		}
		all[k].rows = append(all[k].rows, r)
		if o.times++; o.times == 1 {
			o.first = r
		}
		options[r.option] = o
	}
	return all
}

// admitSets makes items of the forecasts over options that are scored.
func (p *part) admitSets(rows []row, w window) absence {
	var absent absence
	for _, s := range sets(rows) {
		p.forecasts++
		y := s.outcome()
		x := s.score(p.table, p.rule)
		undefined := x != x
		if y >= 0 && !undefined {
			k := len(s.rows)
			if s.binary(p.table) {
				k = 0
			}
			absent = absence{true, p.rule.uniform(k, y), RuleBrier.uniform(k, y)}
		}
		if p.leave(y, s.at, w) {
			continue
		}
		if undefined {
			p.leftOut.OtherRule++
			continue
		}
		p.scored++
		log := s.score(p.table, RuleLog)
		if math.IsInf(log, 1) {
			p.logInfinite++
		}
		x, log = p.clip.of(p.rule, x), p.clip.of(RuleLog, log)
		p.addRest(s.rows[0].question, x, log, s.score(p.table, RuleSpherical))
		p.items = append(p.items, item{s.at, x, s.score(p.table, RuleBrier), s.rows[0].line})
	}
	return absent
}

// outcome is that of a binary set's row; for several options 1, or what the
// outcome is instead of a number.
func (s *set) outcome() float64 {
	for _, r := range s.rows {
		if r.y < 0 {
			return r.y
		}
	}
	if len(s.rows) == 1 {
		return s.rows[0].y
	}
	return 1
}

// binary reports whether the set is one row without an option's name: a plain
// yes-or-no forecast in a table that has choices too.
func (s *set) binary(t *Table) bool {
	return len(s.rows) == 1 && t.Options[s.rows[0].option] == ""
}

// score is the score of the set; NaN if the rule needs one option that happened
// and there is none, or several.
func (s *set) score(t *Table, rule Rule) float64 {
	if s.binary(t) {
		return rule.Binary(s.rows[0].p, s.rows[0].y)
	}
	probs := make([]float64, len(s.rows))
	happened, times := -1, 0
	var brier Sum
	for i, r := range s.rows {
		probs[i] = r.p
		brier.Add(Brier(r.p, r.y))
		if r.y == 1 {
			happened = i
			times++
		}
	}
	switch {
	case rule == RuleBrier:
		return brier.Value() / 2
	case rule == RuleBrier2:
		return brier.Value()
	case times != 1:
		return math.NaN()
	}
	return rule.Choice(probs, happened)
}
