package score

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"weathervane/forecasts/sheet"
)

// MaxBadKept is how many rows that cannot be read are told of.
const MaxBadKept = 1000

const (
	maxBadShown = 10  // of which the error shows
	maxBadValue = 200 // bytes of a cell that are quoted
)

// BadRow is a row that cannot be read: where it is and what it says.
type BadRow struct {
	File   string
	Line   int    // the first is 1
	Column string // as the header names it, or "" where the row as a whole is bad
	Value  string
	Why    string
	Of     string // the question and the forecaster, where they are known
	Rows   int    // that are left out for it; 0 for this one alone
	Advice string // what to do where leaving rows out does not help
}

func (b *BadRow) Error() string { return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.Says()) }

// Says is what is wrong, without the place.
func (b *BadRow) Says() string {
	if b.Column == "" {
		return b.Why
	}
	return fmt.Sprintf("column %s: %q: %s", b.Column, b.Value, b.Why)
}

// ofForecast names a forecast by its question and its forecaster.
func ofForecast(question, who string) string {
	return strings.Trim(question+", "+who, ", ")
}

// BadRows are all rows of a table that cannot be read, as an error.
type BadRows struct {
	File string
	N    int      // how many there are; a contradiction of several rows counts as one
	Rows []BadRow // the first thousand, by line
}

// Error says how many there are and lists the first ten.
func (b *BadRows) Error() string {
	if len(b.Rows) == 1 && b.N <= 1 {
		return b.Rows[0].Error()
	}
	shown := b.Rows[:min(len(b.Rows), maxBadShown)]
	var all []string
	for i := range shown {
		all = append(all, fmt.Sprintf("line %d: %s", shown[i].Line, shown[i].Says()))
	}
	which := "all of them"
	if len(shown) < len(b.Rows) || b.N > len(b.Rows) {
		which = fmt.Sprintf("the first %d", len(shown))
	}
	return fmt.Sprintf("%s: %d rows cannot be used (%s): %s", b.File, b.N, which, strings.Join(all, "; "))
}

// Unwrap gives the first row, of which something can be advised if there is one.
func (b *BadRows) Unwrap() error {
	return &b.Rows[max(0, slices.IndexFunc(b.Rows, func(r BadRow) bool { return r.Advice != "" }))]
}

// quotedCell is a cell as errors show it: not at any length.
func quotedCell(b []byte) string {
	if len(b) <= maxBadValue {
		return string(b)
	}
	n := maxBadValue
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return string(b[:n]) + "…"
}

// Left are the lines of the rows that cannot be used, in order. Rows without a
// probability are not among them.
func (t *Table) Left() []int {
	lines := make([]int, len(t.left))
	for i, line := range t.left {
		lines[i] = int(line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// CopyRows copies the header and the rows of some lines, which are in order, from a
// table: to be mended, and read then as a table of its own with the same options.
// name is what errors call the file.
func CopyRows(ctx context.Context, to io.Writer, from io.Reader, name string, opts TableOptions, lines []int) error {
	source, err := opts.open(from)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	src, err := source.Blocks()
	if err != nil {
		return broken(name, src.Line(), err)
	}
	src.Size = opts.block
	header := true
	var buf []byte
	for {
		b, err := src.Next(buf[:0])
		if err != nil {
			return broken(name, src.Line(), err)
		}
		if len(b.Text) == 0 || len(lines) == 0 && !header {
			return context.Cause(ctx)
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		buf = b.Text
		r := sheet.Records{Text: b.Text, Comma: source.Comma}
		for start := 0; r.Scan(); start = r.At {
			switch line := b.Line + r.Line; {
			case header && !r.Blank():
				header = false
			case len(lines) > 0 && line == lines[0]:
				lines = lines[1:]
			default:
				continue
			}
			row := strings.TrimRight(string(r.Text[start:r.At]), "\r\n") + "\n"
			if _, err := io.WriteString(to, row); err != nil {
				return err
			}
		}
	}
}
