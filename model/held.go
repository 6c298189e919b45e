package model

import (
	"math"

	"weathervane/model/journal"
)

// A transaction holds records that came with it in memory, in order to fold them
// without reading them again: plain forecasts (one probability, and no word of
// reasons), which are most of what a large import brings, as what they say, others as
// their lines. What it comes to know of one beyond its line is kept in the tables
// alone: the record is then held no more.

// heldForecast is a plain forecast. Its texts are places among those of all.
type heldForecast struct {
	recorded, madeAt   journal.Instant // madeAt is unstated where the line has none
	p                  float64
	log, seq, question int32 // log is 0 where none is held
	by, from, contents int32
}

// heldLine is another record, and where its line lies.
type heldLine struct {
	at          journal.Instant
	log, seq    int32
	kind        int32 // a place among the texts
	block       int32
	from, until int32
}

const (
	unstated = journal.Instant(math.MinInt64)
	// mostHeld bounds the memory: 48 bytes for each forecast.
	mostHeld = 1 << 20
	// heldTogether is how many numbers of records lie in one piece.
	heldTogether = 1 << 8
	// mostLines bounds the memory that lines take, in blocks of lineBlock bytes.
	mostLines, lineBlock = 36 << 20, 1 << 20
)

// heldRecords are those that a transaction holds, by number.
type heldRecords struct {
	pieces map[int64]*[heldTogether]heldForecast
	lines  map[int64]heldLine
	blocks [][]byte
	places map[string]int32
	texts  []string
}

func newHeldRecords() *heldRecords {
	return &heldRecords{pieces: map[int64]*[heldTogether]heldForecast{}, lines: map[int64]heldLine{}, places: map[string]int32{}}
}

func (h *heldRecords) text(s string) int32 {
	n, ok := h.places[s]
	if !ok {
		n = int32(len(h.texts)) //nolint:gosec // there are far fewer
		h.places[s], h.texts = n, append(h.texts, s)
	}
	return n
}

// hold keeps a record that came; targets are what it names.
func (h *heldRecords) hold(n, log int64, r *journal.Record, targets []int64) error {
	if max(n, log, r.Seq) > math.MaxInt32 {
		return nil
	}
	if r.Kind != journal.ForecastMade || len(targets) != 1 || targets[0] > math.MaxInt32 {
		h.holdLine(n, int32(log), r)
		return nil
	}
	d, err := journal.Decode[journal.Made](*r)
	if err != nil {
		return err
	}
	if d.P == nil || d.Because != nil || d.Wording != nil {
		h.holdLine(n, int32(log), r)
		return nil
	}
	if len(h.pieces) >= mostHeld/heldTogether {
		return nil
	}
	one := heldForecast{log: int32(log), seq: int32(r.Seq), question: int32(targets[0]), recorded: r.At, madeAt: unstated, p: *d.P, by: h.text(d.By), from: -1}
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

// holdLine keeps a record as its line, if there is room and its kind is known.
func (h *heldRecords) holdLine(n int64, log int32, r *journal.Record) {
	if !r.Known || len(r.Line) > lineBlock {
		return
	}
	last := len(h.blocks) - 1
	if last < 0 || len(h.blocks[last])+len(r.Line) > lineBlock {
		if len(h.blocks) >= mostLines/lineBlock {
			return
		}
		room := 0 // the first block grows: most transactions bring few records
		if last >= 0 {
			room = lineBlock
		}
		h.blocks = append(h.blocks, make([]byte, 0, room))
		last++
	}
	from := len(h.blocks[last])
	h.blocks[last] = append(h.blocks[last], r.Line...)
	h.lines[n] = heldLine{at: r.At, log: log, seq: int32(r.Seq), kind: h.text(r.Kind), block: int32(last), from: int32(from), until: int32(len(h.blocks[last]))}
}

// drop holds a record no more.
func (h *heldRecords) drop(n int64) {
	delete(h.lines, n)
	if piece := h.pieces[n/heldTogether]; piece != nil {
		piece[n%heldTogether] = heldForecast{}
	}
}

// most reports whether more than half of some records are held.
func (h *heldRecords) most(nums []int64) bool {
	some := 0
	for _, n := range nums {
		if _, ok := h.lines[n]; ok || h.at(n) != nil {
			some++
		}
	}
	return 2*some > len(nums)
}

// any reports whether anything is held.
func (h *heldRecords) any() bool { return len(h.pieces) > 0 || len(h.lines) > 0 }

func (h *heldRecords) at(n int64) *heldForecast {
	piece := h.pieces[n/heldTogether]
	if piece == nil || piece[n%heldTogether].log == 0 {
		return nil
	}
	return &piece[n%heldTogether]
}

// made is what the line of a held forecast says, but for the question's id.
func (h *heldRecords) made(of *heldForecast) *journal.Made {
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
	if of := t.held.at(n); of != nil {
		f = fact{num: n, log: int64(of.log), seq: int64(of.seq), recorded: of.recorded, kind: journal.ForecastMade, question: int64(of.question), made: t.held.made(of)}
	} else if of, here := t.held.lines[n]; here {
		f = fact{num: n, log: int64(of.log), seq: int64(of.seq), recorded: of.at, kind: t.held.texts[of.kind], line: t.held.blocks[of.block][of.from:of.until:of.until]}
	} else {
		return f, false, nil
	}
	l, err := t.logOf(f.log)
	if err != nil {
		return f, false, err
	}
	f.name, f.key, f.at, f.forked = l.Log, l.Key[:], f.recorded, l.Cut.Valid && f.seq >= l.Cut.Int64
	return f, true, nil
}
