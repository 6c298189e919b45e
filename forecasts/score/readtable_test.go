package score

import (
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

// A bad row in the first block ends the run before a second one is asked for.
func TestABadRowInAnOnlyBlockEndsTheRun(t *testing.T) {
	for range 1000 {
		if _, err := ReadTable(t.Context(), strings.NewReader("question,probability,outcome\nq,no,1\n"), "table", TableOptions{}); err == nil {
			t.Fatal("a bad row is read")
		}
	}
}
