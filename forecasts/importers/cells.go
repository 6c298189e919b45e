package importers

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"weathervane/forecasts/bounded"
	tables "weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
)

// sheet reads a CSV file whose columns have names.
type sheet struct {
	name  string
	above int // lines before the header
	r     *csv.Reader
	place map[string]int
	width int // columns of the header
	row   []string
	line  int

	kept  []keptRow        // read, and not given yet
	order timecolumn.Order // of day and month, where the sheet shows it
}

type keptRow struct {
	row  []string
	line int
}

// openSheet reads the header; one of each set of names must be there.
func openSheet(in io.Reader, name string, needed ...string) (*sheet, error) {
	source, err := tables.Open(in, tables.Options{}, tables.Named(needed...))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := &sheet{name: name, place: map[string]int{}}
	if s.r, s.above, err = source.CSV(); err != nil {
		return nil, s.broken(err)
	}
	s.above--
	s.r.ReuseRecord = true
	head, err := s.r.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: empty: there is no header", name)
	}
	if err != nil {
		return nil, s.broken(err)
	}
	s.width = len(head)
	for i, n := range head {
		n = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(n, "\ufeff")))
		if _, twice := s.place[n]; !twice {
			s.place[n] = i
		}
	}
	for _, n := range needed {
		if !s.has(n) {
			return nil, fmt.Errorf("%s: no column %s in the header", name, n)
		}
	}
	return s, nil
}

// next reads a row; false at the end. What a row lacks at its end is empty, as
// services and spreadsheets write it, and rows of nothing are passed over.
func (s *sheet) next() (bool, error) {
	if len(s.kept) > 0 {
		s.row, s.line, s.kept = s.kept[0].row, s.kept[0].line, s.kept[1:]
		return true, nil
	}
	for {
		row, err := s.r.Read()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, s.broken(err)
		}
		s.row = row
		s.line, _ = s.r.FieldPos(0)
		s.line += s.above
		if len(row) > s.width && !blank(row[s.width:]) {
			return false, &BadRow{File: s.name, Line: s.line, Why: fmt.Sprintf("%d fields, where the header names %d columns", len(row), s.width)}
		}
		if !blank(row) {
			return true, nil
		}
	}
}

// each does something with every row; s is at it then.
func (s *sheet) each(row func() error) error {
	for {
		if more, err := s.next(); err != nil || !more {
			return err
		}
		if err := row(); err != nil {
			return err
		}
	}
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

func (s *sheet) broken(err error) error {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		return &BadRow{File: s.name, Line: pe.Line + s.above, Why: pe.Err.Error()}
	}
	return fmt.Errorf("%s: %w", s.name, err)
}

func (s *sheet) has(column string) bool {
	_, ok := s.place[strings.ToLower(column)]
	return ok
}

// cell is the trimmed text of the first of the columns that the file has.
func (s *sheet) cell(columns ...string) string {
	for _, c := range columns {
		if i, ok := s.place[strings.ToLower(c)]; ok && i < len(s.row) {
			return strings.TrimSpace(s.row[i])
		}
	}
	return ""
}

func (s *sheet) wrong(column, why string) error {
	return &BadRow{s.name, s.line, column, s.cell(column), why}
}

// number reads a finite number in plain notation.
func number(text string) (float64, bool) {
	if text == "" || strings.Trim(text, "0123456789.+-eE") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

// value reads a number that a record can hold as an answer.
func value(text string) (float64, bool) {
	x, ok := number(text)
	return x, ok && math.Abs(x) <= 1e150
}

// instant reads a time: without a zone it is in UTC. A date such as 1/2/2024 is not
// one, since nothing shows the month.
func instant(text string) (at time.Time, zoned, ok bool) {
	return instantIn(text, timecolumn.Undecided)
}

func instantIn(text string, order timecolumn.Order) (at time.Time, zoned, ok bool) {
	at, column, ok := ordered(text, order)
	return at, !column.Shows(timecolumn.Naive) && !column.Shows(timecolumn.Day), ok && (column.Order().Certain || column.Settled())
}

// ordered reads a time whose day and month are in an order.
func ordered(text string, order timecolumn.Order) (time.Time, timecolumn.Column, bool) {
	column := timecolumn.Column{Given: order}
	read, err := column.Read([]byte(text), 1)
	if err != nil {
		return time.Time{}, column, false
	}
	return time.UnixMilli(column.At(read, column.Order().Order)).UTC(), column, true
}

// isFar reports whether a text is a date of a year that is not plausible.
func isFar(text string) bool {
	text = strings.TrimLeft(text, "+-")
	year, _, ok := strings.Cut(text, "-")
	n, err := strconv.Atoi(year)
	return ok && len(year) >= 4 && err == nil && !plausible(time.Date(n, 7, 1, 0, 0, 0, 0, time.UTC))
}

// at reads the time of a column; zero if the cell is empty.
func (s *sheet) at(f *File, columns ...string) (time.Time, error) {
	for _, c := range columns {
		text := s.cell(c)
		if text == "" {
			continue
		}
		at, zoned, ok := instantIn(text, s.order)
		if !ok {
			return at, s.wrong(c, "not a time (such as 2024-12-09 01:12:02)")
		}
		if !zoned {
			f.assume("times without a zone are in UTC")
		}
		return at, nil
	}
	return time.Time{}, nil
}

// learnOrder finds the order of day and month in columns of dates, which a
// spreadsheet may have rewritten, before the rows are read.
func (s *sheet) learnOrder(f *File, columns ...string) error {
	var dates timecolumn.Column
	var all []keptRow
	if err := s.each(func() error {
		all = append(all, keptRow{slices.Clone(s.row), s.line})
		for _, c := range columns {
			_, _ = dates.Read([]byte(s.cell(c)), s.line) // told where the row is read
		}
		return nil
	}); err != nil {
		return err
	}
	s.kept = all
	found := dates.Order()
	s.order = found.Order
	switch {
	case found.Order == timecolumn.Undecided:
	case found.Certain:
		f.assume(fmt.Sprintf("dates have the %s, as line %d shows (%s)", found.Order, found.Line, found.Text))
	default:
		f.assume(fmt.Sprintf("dates are read with the %s, but nothing shows it: line %d has %s", found.Order, found.Line, found.Text))
	}
	return nil
}

// limited reads all of in, up to a size that fits into memory.
func limited(in io.Reader, name string) ([]byte, error) {
	all, err := bounded.All(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}
