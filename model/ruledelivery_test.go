package model

import (
	"math/rand/v2"
	"slices"
)

// piece is a part of a log that comes to a store: leaves, and what shows those
// that came withheld.
type piece struct {
	log    int
	from   int
	to     int // of the leaves, exclusive
	hide   map[int64]bool
	reveal []int64
}

// deliveries splits logs into pieces in a random order, of several transactions.
// Everything is shown in the end but what is hidden for ever.
func (m made) deliveries(r *rand.Rand) [][]piece {
	var all [][]piece
	at := make([]int, len(m.logs))
	open := map[int][]int64{}
	var due []int
	for i, l := range m.logs {
		if len(l) > 0 {
			due = append(due, i)
		}
	}
	whole := r.IntN(4) == 0 // everything at once
	for len(due) > 0 || len(open) > 0 {
		var pieces []piece
		for range 1 + r.IntN(3) {
			if log, shown := anyOf(r, open); shown && (len(due) == 0 || r.IntN(3) == 0) {
				seqs := open[log]
				n := 1 + r.IntN(len(seqs))
				pieces = append(pieces, piece{log: log, reveal: seqs[:n]})
				if open[log] = seqs[n:]; n == len(seqs) {
					delete(open, log)
				}
				continue
			}
			if len(due) == 0 {
				break
			}
			i := r.IntN(len(due))
			log := due[i]
			p := piece{log: log, from: at[log], hide: map[int64]bool{}}
			p.to = p.from + 1 + r.IntN(len(m.logs[log])-p.from)
			if whole {
				p.to = len(m.logs[log])
			}
			some := r.IntN(3) == 0
			for _, x := range m.logs[log][p.from:p.to] {
				if m.hidden[x.ID] {
					p.hide[x.Seq] = true
				} else if some && x.Seq > 0 && r.IntN(2) == 0 {
					p.hide[x.Seq] = true
					open[log] = append(open[log], x.Seq)
				}
			}
			if open[log] != nil {
				r.Shuffle(len(open[log]), func(i, j int) { open[log][i], open[log][j] = open[log][j], open[log][i] })
			}
			if at[log] = p.to; p.to == len(m.logs[log]) {
				due = slices.Delete(due, i, i+1)
			}
			pieces = append(pieces, p)
		}
		all = append(all, pieces)
	}
	return all
}

func anyOf(r *rand.Rand, open map[int][]int64) (int, bool) {
	if len(open) == 0 {
		return 0, false
	}
	var logs []int
	for log := range open {
		logs = append(logs, log)
	}
	slices.Sort(logs)
	return logs[r.IntN(len(logs))], true
}

// take enters a piece.
func (m made) take(t *Tx, p piece) error {
	l, err := t.Log(m.ids[p.log])
	if err == nil && l == nil {
		l, err = t.OpenLog(m.logs[p.log][0], 1)
	}
	if err != nil {
		return err
	}
	for _, seq := range p.reveal {
		if err := t.Reveal(l, m.logs[p.log][seq]); err != nil {
			return err
		}
	}
	var entries []Entry
	for i := p.from; i < p.to; i++ {
		e := Entry{ID: m.logs[p.log][i].ID, Record: &m.logs[p.log][i]}
		if p.hide[int64(i)] {
			e.Record = nil
		}
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return nil
	}
	return t.Append(l, entries)
}
