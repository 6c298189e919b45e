package model

import (
	"math"

	"weathervane/model/journal"
)

// Of the many records that an import brings most are plain forecasts: one probability,
// and no word of reasons. A transaction holds these in memory, in order to fold them
// without reading and decoding their lines again. What it comes to know of one beyond
// its line is kept in the tables alone: the forecast is then held no more.

// heldForecast is a plain forecast. Its texts are places among those of all.
type heldForecast struct {
	log                int64 // 0 where none is held
	seq                int64
	question           int64
	recorded, madeAt   journal.Instant // madeAt is unstated where the line has none
	p                  float64
	by, from, contents int32
}

const (
	unstated = journal.Instant(math.MinInt64)
	// mostHeld bounds the memory: 72 bytes each.
	mostHeld = 1 << 20
	// heldTogether is how many numbers of records lie in one piece.
	heldTogether = 1 << 8
)

// heldForecasts are the plain forecasts of a transaction, by number.
type heldForecasts struct {
	pieces map[int64]*[heldTogether]heldForecast
	places map[string]int32
	texts  []string
}

func newHeldForecasts() *heldForecasts {
	return &heldForecasts{pieces: map[int64]*[heldTogether]heldForecast{}, places: map[string]int32{}}
}

func (h *heldForecasts) text(s string) int32 {
	n, ok := h.places[s]
	if !ok {
		n = int32(len(h.texts)) //nolint:gosec // there are far fewer
		h.places[s], h.texts = n, append(h.texts, s)
	}
	return n
}

// hold keeps a record that came if it is a plain forecast; targets are what it names.
func (h *heldForecasts) hold(n, log int64, r *journal.Record, targets []int64) error {
	if r.Kind != journal.ForecastMade || len(targets) != 1 || len(h.pieces) >= mostHeld/heldTogether {
		return nil
	}
	d, err := journal.Decode[journal.Made](*r)
	if err != nil || d.P == nil || d.Because != nil || d.Wording != nil {
		return err
	}
	one := heldForecast{log: log, seq: r.Seq, question: targets[0], recorded: r.At, madeAt: unstated, p: *d.P, by: h.text(d.By), from: -1}
	if d.MadeAt != nil {
		one.madeAt = *d.MadeAt
	}
	if d.Imported != nil {
		one.from, one.contents = h.text(d.Imported.From), h.text(d.Imported.SHA256)
	}
	piece := h.pieces[n/heldTogether]
	if piece == nil {
		piece = new([heldTogether]heldForecast)
		h.pieces[n/heldTogether] = piece
	}
	piece[n%heldTogether] = one
	return nil
}

// drop holds a record no more.
func (h *heldForecasts) drop(n int64) {
	if piece := h.pieces[n/heldTogether]; piece != nil {
		piece[n%heldTogether] = heldForecast{}
	}
}

// most reports whether more than half of some records are held.
func (h *heldForecasts) most(nums []int64) bool {
	some := 0
	for _, n := range nums {
		if h.at(n) != nil {
			some++
		}
	}
	return 2*some > len(nums)
}

func (h *heldForecasts) at(n int64) *heldForecast {
	piece := h.pieces[n/heldTogether]
	if piece == nil || piece[n%heldTogether].log == 0 {
		return nil
	}
	return &piece[n%heldTogether]
}

// made is what the line of a held forecast says, but for the question's id.
func (h *heldForecasts) made(of *heldForecast) *journal.Made {
	is := *of // which may be dropped before what it says is used
	d := &journal.Made{P: &is.p, By: h.texts[of.by]}
	if of.madeAt != unstated {
		d.MadeAt = &is.madeAt
	}
	if of.from >= 0 {
		d.Imported = &journal.Imported{From: h.texts[of.from], SHA256: h.texts[of.contents]}
	}
	return d
}

// heldFact is a record that is held, as a fold reads it.
func (t *Tx) heldFact(n int64) (f fact, ok bool, err error) {
	of := t.held.at(n)
	if of == nil {
		return f, false, nil
	}
	l, err := t.logOf(of.log)
	if err != nil {
		return f, false, err
	}
	return fact{
		num: n, log: of.log, name: l.Log, key: l.Key[:], seq: of.seq, at: of.recorded, recorded: of.recorded, kind: journal.ForecastMade,
		forked: l.Cut.Valid && of.seq >= l.Cut.Int64, question: of.question, made: t.held.made(of),
	}, true, nil
}
