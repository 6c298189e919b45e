package score

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"

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

// fullSize is whether make test-long reads tables as large as people have.
func fullSize() bool { return os.Getenv("WEATHERVANE_FULL_SIZE") != "" }

const rowOfLarge = "q%06d,2024-01-01T00:00:00Z,%s,1\n"

// largeTable is a table of n rows, all of the same length.
func largeTable(n int) []byte {
	b := []byte("question_id,made_at,probability,outcome\n")
	for line := 2; line < n+2; line++ {
		b = fmt.Appendf(b, rowOfLarge, line, "0.5")
	}
	return b
}

// spoil makes the row of a line of such a table of n rows a bad one; what is returned mends it.
func spoil(text []byte, n, line int) (mend func()) {
	size := len(fmt.Sprintf(rowOfLarge, line, "0.5"))
	row := text[len(text)-(n+2-line)*size:][:size]
	copy(row, fmt.Sprintf(rowOfLarge, line, "x.5"))
	return func() { copy(row, fmt.Sprintf(rowOfLarge, line, "0.5")) }
}

// Wherever a bad row stands in a table, it is told with its line, and nobody waits for
// ever: the test ends.
func TestABadRowIsToldWhereverItStands(t *testing.T) {
	rows, block := 2000, 1<<10
	if fullSize() {
		rows, block = 400_000, 0
	}
	text := largeTable(rows)
	for i := range 200 {
		line := 2 + i*(rows-1)/199
		mend := spoil(text, rows, line)
		_, err := ReadTable(t.Context(), bytes.NewReader(text), "t.csv", TableOptions{block: block})
		if want := fmt.Sprintf("t.csv:%d: column probability: \"x.5\"", line); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("a bad row on line %d: %v", line, err)
		}
		mend()
	}
}

// So are many.
func TestManyBadRowsOfALargeTableAreTold(t *testing.T) {
	const rows = 400_000
	text := largeTable(rows)
	var lines []int
	for i := range 200 {
		lines = append(lines, 147+i*1999)
		spoil(text, rows, lines[i])
	}
	_, err := ReadTable(t.Context(), bytes.NewReader(text), "t.csv", TableOptions{})
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
	text, block := largeTable(8000), 1<<10 // several times what shows how it is written
	if fullSize() {
		text, block = largeTable(400_000), 0
	}
	ended := errors.New("ended")
	synctest.Test(t, func(t *testing.T) { // which fails where a goroutine is left
		for i := range 200 {
			ctx, cancel := context.WithCancelCause(t.Context())
			in := &stopping{text: text, left: i * len(text) / 199, end: func() { cancel(ended) }}
			table, err := ReadTable(ctx, in, "t.csv", TableOptions{block: block})
			if table != nil || !errors.Is(err, ended) {
				t.Errorf("ended after %d of 199 parts: %v, %v", i, table, err)
			}
			cancel(nil)
		}
	})
}
