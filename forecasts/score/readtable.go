package score

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"

	"weathervane/forecasts/bounded"
	"weathervane/forecasts/charset"
	"weathervane/forecasts/cores"
	"weathervane/forecasts/sheet"
)

// ReadTable reads a table of forecasts: CSV with a header, columns in any
// order. name is what errors call the file. Rows without a probability are left
// out. Rows that cannot be read are an error, a *BadRows, unless the options skip
// them. What the whole columns are taken for is in Assumed and, where that is not
// certain, in Asks. A context that ends, ends it with its cause.
func ReadTable(ctx context.Context, r io.Reader, name string, opts TableOptions) (*Table, error) {
	from, err := opts.open(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	src, err := from.Blocks()
	if err != nil {
		return nil, broken(name, src.Line(), err)
	}
	src.Size = opts.block
	first, err := src.Next(nil)
	if err != nil {
		return nil, broken(name, src.Line(), err)
	}
	head, first, err := takeHeader(name, first, from.Comma, opts, colQuestion, colProbability)
	if err != nil {
		return nil, err
	}
	madeAt := noTime
	if opts.MadeAt != nil {
		madeAt = opts.MadeAt.UnixMilli()
	}
	readers, err := readBlocks(ctx, src, first, func() *tableReader {
		return &tableReader{
			file: name, comma: from.Comma, head: head, questions: newNames(), forecasters: newNames(),
			options: newNames(), outcomes: newNames(), names: map[int32]int32{}, times: timeColumns(opts), wide: head.each(), by: []byte(opts.Forecaster), madeAt: madeAt,
		}
	})
	if err != nil {
		return nil, broken(name, src.Line(), err)
	}
	times, err := settleTimes(name, head, readers, opts)
	if err != nil {
		return nil, err
	}
	t := &Table{Name: name, CharacterSet: from.CharacterSet(), timed: head.has(colMadeAt) || opts.MadeAt != nil, head: head, Asks: head.guesses()}
	t.Assumed = append(from.Says(), head.passed...)
	t.Asks = append(t.Asks, askList(from.Listed)...)
	t.takeTimes(sayTimes(times))
	t.dates, t.unzoned = datesTaken(times)
	bad := t.settleCells(readers, opts)
	if err := t.gather(ctx, readers); err != nil {
		return nil, err
	}
	t.Asks = append(t.Asks, askAlike(t.Forecasters)...)
	if opts.Sure {
		t.confirmed()
	}
	t.takeEnds(readers)
	more, blanks, quantiles := 0, []BadRow(nil), 0
	for _, r := range readers {
		quantiles += r.quantiles
		bad, blanks = append(bad, r.bad...), append(blanks, r.blanks...)
		more += r.badRows - len(r.bad)
		t.Blank += r.blankRows
		t.left = append(t.left, r.left...)
	}
	if len(t.rows)+len(bad) == 0 && t.Blank > 0 {
		none := slices.MinFunc(blanks, inFile)
		none.Why, none.Advice = "none of the rows has a probability", "fill them in, or say which column they are in"
		return nil, &none
	}
	if quantiles > 0 {
		t.Assumed = append(t.Assumed, fmt.Sprintf("rows with quantiles of numbers and dates, which a table does not score: %d", quantiles))
	}
	t.leave(blanks)
	t.BadRows = t.Blank
	bad = append(bad, t.resolveNamed(readers)...)
	return t, t.without(bad, more, opts.SkipBadRows)
}

// broken says where a text ends that cannot be read on.
func broken(name string, line int, err error) error {
	if errors.Is(err, charset.ErrText) {
		why := strings.TrimSuffix(err.Error(), ": "+charset.ErrText.Error())
		return &BadRow{File: name, Line: line, Why: why, Advice: charset.ErrText.Error()}
	}
	return fmt.Errorf("%s: read: %w", name, err)
}

// takeHeader reads the header at the start of the first block.
func takeHeader(name string, first sheet.Block, comma byte, opts TableOptions, needed ...column) (header, sheet.Block, error) {
	r := sheet.Records{Text: first.Text, Comma: comma}
	for r.Scan() && r.Blank() {
	}
	if len(r.Fields) == 0 || r.Blank() {
		return header{}, first, fmt.Errorf("%s: empty: there is no header", name)
	}
	if len(r.Fields) > bounded.MaxColumns {
		return header{}, first, fmt.Errorf("%s:%d: the header has more than %d columns: leave some out", name, first.Line+r.Line, bounded.MaxColumns)
	}
	rest := sheet.Block{Text: first.Text[r.At:], Line: first.Line + r.Lines}
	h, err := readHeader(name, first.Line+r.Line, r.Fields, kindsIn(rest.Text, comma), opts)
	if err != nil {
		return h, rest, err
	}
	if slices.Contains(needed, colProbability) {
		h.spread(rest.Text, comma)
		if opts.Forecaster == "" {
			h.suppose(rest.Text, comma)
		}
		if i, twice := h.twice(); twice {
			return h, rest, &BadRow{File: name, Line: first.Line + r.Line, Value: h.names[i], Column: columnNames[colProbability][0], Why: "the header has this column twice", Advice: "rename one of them"}
		}
	}
	return h, rest, h.lacks(name, needed)
}

// readBlocks gives the blocks of a file to one reader for each core. There are as
// many buffers as empty has room for, and readers take blocks until there are no more
// (after a panic too), so that nobody waits for ever.
func readBlocks(ctx context.Context, src *sheet.Blocks, first sheet.Block, newReader func() *tableReader) ([]*tableReader, error) {
	n := cores.Count()
	full, empty := make(chan sheet.Block, n), make(chan []byte, 2*n+1) // and the first block's
	for range 2 * n {
		empty <- nil
	}
	var broke atomic.Bool
	var all cores.Group
	readers := make([]*tableReader, n)
	for i := range readers {
		readers[i] = newReader()
		all.Go(func() {
			defer func() { // after a panic the blocks must still be returned
				broke.Store(true)
				for b := range full {
					empty <- b.Text
				}
			}()
			for b := range full {
				readers[i].read(b)
				empty <- b.Text
			}
		})
	}
	var err error
	b := first
	for {
		if len(b.Text) > 0 {
			full <- b
		}
		if err = context.Cause(ctx); err != nil || broke.Load() {
			break
		}
		if b, err = src.Next((<-empty)[:0]); err != nil || len(b.Text) == 0 {
			break
		}
	}
	close(full)
	all.Wait()
	return readers, err
}

// tableReader reads blocks into rows; its names are its own until gathered.
type tableReader struct {
	file  string
	comma byte
	head  header

	wide   []wideColumn
	title  []byte // the question of such a column; nil if the row has it
	joined []byte // what several columns say of a question
	by     []byte // who made the forecasts of a table that does not say so
	who    []byte // of the current row
	madeAt int64  // and when; noTime where that is not said either

	questions, forecasters, options, outcomes *names

	names         map[int32]int32 // line → outcome text that may name an option
	times         [columnCount]timeColumn
	probabilities probabilityColumn
	parts         [][]row
	windows       []statedWindow // by question

	open int  // the first line whose outcome is empty; 0 if none is
	na   bool // an outcome is "NA"
	mark marks

	ends      []rowEnd
	quantiles int // rows that are of numbers and dates

	bad, blanks        []BadRow // the first that cannot be read, or have no probability
	badRows, blankRows int
	left               []int32 // the lines of the former
}

// statedWindow remembers on which line a window was stated last.
type statedWindow struct {
	window
	line int32
}

// read reads one block.
func (t *tableReader) read(b sheet.Block) {
	rows := make([]row, 0, bytes.Count(b.Text, []byte{'\n'})+1)
	r := sheet.Records{Text: b.Text, Comma: t.comma}
	for r.Scan() {
		if r.Blank() {
			continue
		}
		line := b.Line + r.Line
		if len(t.wide) > 0 {
			rows = t.wideRow(&r, line, rows)
			continue
		}
		one, bad := t.row(&r, int32(line))
		if bad == nil {
			rows = append(rows, one)
			continue
		}
		t.leave(bad, &r, line)
	}
	t.parts = append(t.parts, rows)
}

// wideRow reads a row that has a column for each forecaster or question; where there
// is nothing in it, no forecast was made.
func (t *tableReader) wideRow(r *sheet.Records, line int, rows []row) []row {
	for i := range t.wide {
		c := &t.wide[i]
		t.head, t.title = c.head, c.title
		at := t.head.place[colProbability]
		if at >= len(r.Fields) || len(bytes.TrimSpace(r.Fields[at])) == 0 {
			continue
		}
		if c.by != nil {
			t.by = c.by
		}
		one, bad := t.row(r, int32(line))
		if bad == nil {
			rows = append(rows, one)
			continue
		}
		t.leave(bad, r, line)
	}
	return rows
}

// errQuantile is that a row is of a number or a date: nothing is wrong with it.
var errQuantile = &BadRow{Why: "a quantile"}

// leave keeps what is wrong with a row.
func (t *tableReader) leave(bad *BadRow, r *sheet.Records, line int) {
	if bad == errQuantile {
		t.quantiles++
		return
	}
	bad.File, bad.Line = t.file, line
	list, n := &t.bad, &t.badRows
	if bad.Why == whyBlank || bad.Why == whyTotal {
		list, n = &t.blanks, &t.blankRows
	} else {
		t.left = append(t.left, int32(line))
	}
	if *n++; len(*list) < MaxBadKept {
		bad.Of = t.of(r)
		*list = append(*list, *bad)
	}
}

// of says of which forecast a row is, as far as that can be read.
func (t *tableReader) of(r *sheet.Records) string {
	if t.head.fit(r) != nil {
		return ""
	}
	who := t.by
	if t.head.has(colForecaster) {
		who = t.head.cell(r.Fields, colForecaster)
	}
	c := colQuestion
	if t.head.has(colTitle) {
		c = colTitle
	}
	return ofForecast(quotedCell(t.head.cell(r.Fields, c)), quotedCell(who))
}

func (t *tableReader) row(r *sheet.Records, line int32) (row, *BadRow) {
	if bad := t.head.fit(r); bad != nil {
		return row{}, bad
	}
	out, f, h := row{line: line}, r.Fields, &t.head
	id := t.asking(f)
	if len(id) == 0 {
		return out, t.wrong(f, colQuestion, "empty")
	}
	if h.has(colForecaster) && len(h.cell(f, colForecaster)) == 0 && isTotal(id) {
		return out, &BadRow{Why: whyTotal}
	}
	var ok bool
	var why string
	if out.p, why = t.probabilities.read(h.cell(f, colProbability), int(line)); why != "" {
		if why == whyBlank && len(h.cell(f, colQuantile)) > 0 {
			return out, errQuantile
		}
		return out, t.wrong(f, colProbability, why)
	}
	if h.has(colMadeAt) {
		var err error
		if out.at, err = t.times[colMadeAt].Read(h.cell(f, colMadeAt), int(line)); err != nil {
			return out, t.wrong(f, colMadeAt, err.Error())
		}
	} else {
		out.at = t.madeAt
	}
	outcome := h.cell(f, colOutcome)
	out.y, ok = parseOutcome(outcome)
	switch {
	case len(outcome) == 0:
		if t.open == 0 {
			t.open = int(line)
		}
	case h.has(colOption):
		t.names[line] = t.outcomes.index(outcome) // perhaps an option's name
		if !ok {
			out.y = outcomeNamed
		}
	case !t.mark.read(outcome, &out.y) && !ok:
		return out, t.wrong(f, colOutcome, WhyNoOutcome(text(outcome)))
	}
	t.na = t.na || out.y == outcomeNA
	if bad := t.end(f, line); bad != nil {
		return out, bad
	}
	w, bad := t.window(f, int(line))
	if bad != nil {
		return out, bad
	}
	out.question = t.questions.index(id)
	out.forecaster = t.forecasters.index(t.person(f))
	if h.has(colOption) {
		out.option = t.options.index(h.cell(f, colOption))
	}
	t.state(out.question, w, line)
	return out, nil
}

func (t *tableReader) wrong(fields [][]byte, c column, why string) *BadRow {
	value := quotedCell(t.head.cell(fields, c))
	switch {
	case strings.EqualFold(value, t.head.name(c)):
		why = "the header again"
	case isTotal(t.head.cell(fields, colQuestion)):
		return &BadRow{Why: whyTotal}
	}
	return &BadRow{Column: t.head.name(c), Value: value, Why: why}
}

// window reads the columns that speak of the question.
func (t *tableReader) window(f [][]byte, line int) (window, *BadRow) {
	w, h := noWindow, &t.head
	for _, x := range w.instants() {
		b := h.cell(f, x.of)
		if len(b) == 0 {
			continue
		}
		var err error
		if *x.at, err = t.times[x.of].window(b, line); err != nil && isNothing(b) {
			*x.at = noTime
		} else if err != nil {
			return w, t.wrong(f, x.of, err.Error())
		}
	}
	w.title = h.titleIn(f)
	return w, nil
}

// state keeps what the last line says about the question.
func (t *tableReader) state(question int32, w window, line int32) {
	for int(question) >= len(t.windows) {
		t.windows = append(t.windows, statedWindow{noWindow, -1})
	}
	if w != noWindow {
		t.windows[question].take(w, line)
	}
}

func (s *statedWindow) take(w window, line int32) {
	later := line >= s.line
	from := w.instants()
	for i, to := range s.instants() {
		if *from[i].at != noTime && (later || *to.at == noTime) {
			*to.at = *from[i].at
		}
	}
	if w.title != "" && (later || s.title == "") {
		s.title = w.title
	}
	s.line = max(s.line, line)
}
