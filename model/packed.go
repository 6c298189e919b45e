package model

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"weathervane/model/journal"
)

// The forecasts on a question are kept twice: as rows, for what asks for some of
// them, and packed into one value, for what asks for all of a million. A pack has
// what Steps gives, in the order of the records.

// packed is a forecast on its way into a pack, and the record that it goes in order by.
type packed struct {
	ForecastRow
	by fact
}

// keepPack keeps the pack of the question's forecasts.
func (f *questionFold) keepPack() error {
	if len(f.packs) == 0 {
		return nil
	}
	slices.SortStableFunc(f.packs, func(a, b packed) int { return a.by.compare(b.by) })
	var b []byte
	var before ForecastRow
	for i := range f.packs {
		b = pack(b, &f.packs[i].ForecastRow, &before)
		before = f.packs[i].ForecastRow
	}
	_, err := f.t.exec("INSERT INTO packed_forecasts (question, forecasts) VALUES (?, ?)", f.num, b)
	return err
}

// What a packed forecast has beside its numbers.
const (
	hasP = 1 << iota
	hasMadeAt
	hasWithdrawnAt
	hasRetractedAt
	hasTexts
	ofProvenance // from here on: its place among packedProvenances
)

var packedProvenances = []string{"live", "late", "imported", "sealed"}

// pack writes a forecast after the one before it: numbers as varints, instants as
// what they differ by, a probability as its eight bytes.
func pack(b []byte, f, before *ForecastRow) []byte {
	flags := slices.Index(packedProvenances, f.Provenance) * ofProvenance
	texts := []string{f.Probs, f.Quantiles, f.Source}
	if f.P != nil {
		flags |= hasP
	}
	if slices.ContainsFunc(texts, func(s string) bool { return s != "" }) {
		flags |= hasTexts
	}
	optional := []*journal.Instant{f.MadeAt, f.WithdrawnAt, f.RetractedAt}
	for i, at := range optional {
		if at != nil {
			flags |= hasMadeAt << i
		}
	}
	b = binary.AppendUvarint(b, uint64(flags))
	for _, n := range []int64{f.Num - before.Num, f.Forecaster, int64(f.At - before.At), int64(f.RecordedAt - f.At), f.Log, f.Seq} {
		b = binary.AppendVarint(b, n)
	}
	if f.P != nil {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(*f.P))
	}
	for _, at := range optional {
		if at != nil {
			b = binary.AppendVarint(b, int64(*at-f.At))
		}
	}
	if flags&hasTexts != 0 {
		for _, s := range texts {
			b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
		}
	}
	return b
}

var errPack = errors.New("a table that is derived is damaged: run \"weathervane rebuild\"")

// unpacker reads packs. The sources of forecasts are few and are shared.
type unpacker struct {
	b       []byte
	bad     bool
	sources map[string]string
	rows    []ForecastRow
	shares  []float64 // room for the probabilities, which stay
}

// sharesAtOnce is for how many probabilities there is room at a time.
const sharesAtOnce = 512

// unpack reads the forecasts on a question. They are valid until the next call, but
// what they point to stays.
func (u *unpacker) unpack(question int64, b []byte) ([]ForecastRow, error) {
	u.b, u.bad, u.rows = b, false, u.rows[:0]
	before := &ForecastRow{}
	for len(u.b) > 0 && !u.bad {
		u.rows = append(u.rows, ForecastRow{Question: question})
		f := &u.rows[len(u.rows)-1]
		u.next(f, before)
		before = f
	}
	if u.bad {
		return nil, errPack
	}
	return u.rows, nil
}

// next reads a forecast after the one before it.
func (u *unpacker) next(f, before *ForecastRow) {
	flags := int(u.uvarint())
	if flags/ofProvenance >= len(packedProvenances) {
		u.bad = true
		return
	}
	f.Provenance = packedProvenances[flags/ofProvenance]
	f.Num, f.Forecaster = before.Num+u.varint(), u.varint()
	f.At = before.At + journal.Instant(u.varint())
	f.RecordedAt = f.At + journal.Instant(u.varint())
	f.Log, f.Seq = u.varint(), u.varint()
	if flags&hasP != 0 {
		if len(u.b) < 8 {
			u.bad = true
			return
		}
		f.P = u.share(math.Float64frombits(binary.LittleEndian.Uint64(u.b)))
		u.b = u.b[8:]
	}
	for i, at := range []**journal.Instant{&f.MadeAt, &f.WithdrawnAt, &f.RetractedAt} {
		if flags&(hasMadeAt<<i) != 0 {
			x := f.At + journal.Instant(u.varint())
			*at = &x
		}
	}
	if flags&hasTexts != 0 {
		f.Probs, f.Quantiles = string(u.text()), string(u.text())
		f.Source = u.source(u.text())
	}
}

// share keeps a probability.
func (u *unpacker) share(p float64) *float64 {
	if len(u.shares) == cap(u.shares) {
		u.shares = make([]float64, 0, sharesAtOnce)
	}
	u.shares = append(u.shares, p)
	return &u.shares[len(u.shares)-1]
}

func (u *unpacker) varint() int64 {
	n, read := binary.Varint(u.b)
	u.skip(read)
	return n
}

func (u *unpacker) uvarint() uint64 {
	n, read := binary.Uvarint(u.b)
	u.skip(read)
	return n
}

func (u *unpacker) skip(read int) {
	if read <= 0 {
		u.bad, u.b = true, nil
		return
	}
	u.b = u.b[read:]
}

func (u *unpacker) text() []byte {
	n := u.uvarint()
	if n > uint64(len(u.b)) {
		u.bad, u.b = true, nil
		return nil
	}
	s := u.b[:n]
	u.b = u.b[n:]
	return s
}

func (u *unpacker) source(b []byte) string {
	s, ok := u.sources[string(b)]
	if !ok {
		s = string(b)
		u.sources[s] = s
	}
	return s
}
