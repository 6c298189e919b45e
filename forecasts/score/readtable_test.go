package score

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"weathervane/forecasts/cores"
	"weathervane/forecasts/sheet"
)

// A mistake in a reader of blocks is told, however many blocks are still to come.
func TestAPanicInAReaderOfBlocksIsTold(t *testing.T) {
	from, err := sheet.Open(strings.NewReader(strings.Repeat("q,0.5,1\n", 20<<20/8)), sheet.Options{}, func([]string) int { return 0 })
	if err != nil {
		t.Fatal(err)
	}
	src, err := from.Blocks()
	if err != nil {
		t.Fatal(err)
	}
	first, err := src.Next(nil)
	if err != nil {
		t.Fatal(err)
	}
	err = cores.Catch(func() error {
		_, err := readBlocks(t.Context(), src, first, func() *tableReader { return nil })
		return err
	})
	if cores.Trace(err) == "" {
		t.Errorf("a reader that is not there: %v", err)
	}
}

// manyRowsOf is a table of n rows of which those on the lines given are bad.
func manyRowsOf(n int, bad ...int) []byte {
	b := []byte("question_id,made_at,probability,outcome\n")
	for line := 2; line < n+2; line++ {
		p := "0.5"
		if slices.Contains(bad, line) {
			p = "NA"
		}
		b = fmt.Appendf(b, "q%d,2024-01-01T00:00:00Z,%s,1\n", line, p)
	}
	return b
}

// Wherever a bad row stands in a table, it is told with its line, and nobody waits for
// ever: the test ends.
func TestABadRowIsToldWhereverItStands(t *testing.T) {
	const rows = 2000
	whole := manyRowsOf(rows)
	said := func(line int) {
		text := bytes.Replace(whole, fmt.Appendf(nil, "q%d,2024-01-01T00:00:00Z,0.5", line), fmt.Appendf(nil, "q%d,2024-01-01T00:00:00Z,NA", line), 1)
		_, err := ReadTable(t.Context(), bytes.NewReader(text), "t.csv", TableOptions{block: 1 << 10})
		if want := fmt.Sprintf("t.csv:%d: column probability: \"NA\"", line); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("a bad row on line %d: %v", line, err)
		}
	}
	for i := range 200 {
		said(2 + i*(rows-1)/199)
	}
	var lines []int
	for i := range 200 {
		lines = append(lines, 147+i*1999)
	}
	_, err := ReadTable(t.Context(), bytes.NewReader(manyRowsOf(400_000, lines...)), "t.csv", TableOptions{})
	var bad *BadRows
	if !errors.As(err, &bad) || bad.N != len(lines) {
		t.Fatalf("many bad rows of a large table: %v", err)
	}
	for i, b := range bad.Rows {
		if b.Line != lines[i] {
			t.Errorf("bad row %d is on line %d, want %d", i, b.Line, lines[i])
		}
	}
}

// stopping ends a context when it has been read up to a point.
type stopping struct {
	text []byte
	left int
	end  func()
}

func (s *stopping) Read(p []byte) (int, error) {
	if s.left <= 0 {
		s.end()
	}
	n := copy(p[:min(len(p), 512)], s.text)
	if s.text, s.left = s.text[n:], s.left-n; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Whenever its context ends, so does the reading of a table, without a table and with
// nothing left running.
func TestReadingATableEndsWithItsContext(t *testing.T) {
	text := manyRowsOf(8000) // several times what shows how it is written
	before := runtime.NumGoroutine()
	ended := errors.New("ended")
	for i := range 200 {
		ctx, cancel := context.WithCancelCause(t.Context())
		in := &stopping{text: text, left: i * len(text) / 199, end: func() { cancel(ended) }}
		table, err := ReadTable(ctx, in, "t.csv", TableOptions{block: 1 << 10})
		if table != nil || !errors.Is(err, ended) {
			t.Errorf("ended after %d of 199 parts: %v, %v", i, table, err)
		}
		cancel(nil)
	}
	for range 1000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("%d goroutines are left of %d", runtime.NumGoroutine(), before)
}
