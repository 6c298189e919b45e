package sheet

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"weathervane/forecasts/bounded"
)

var errSpreadsheet = errors.New("the spreadsheet cannot be read: save it again, or as CSV")

// openWorkbook gives a sheet of a spreadsheet as CSV. Numbers and dates are as the
// cells hold them, not as they are shown.
func openWorkbook(all []byte, o Options, known func([]string) int) (*Source, error) {
	w, err := excelize.OpenReader(bytes.NewReader(all), excelize.Options{RawCellValue: true, UnzipSizeLimit: bounded.MaxUnpacked, UnzipXMLSizeLimit: bounded.MaxUnpacked})
	if err != nil {
		return nil, errSpreadsheet
	}
	names := w.GetSheetList()
	called := func(name string) int {
		return slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	}
	name := o.Sheet
	switch at := called(cmp.Or(name, "forecasts")); {
	case at >= 0:
		name = names[at]
	case name == "" && len(names) > 0:
		name = headed(w, names, known)
	default:
		return nil, fmt.Errorf("the spreadsheet has no sheet %q: choose from %s", name, strings.Join(names, ", "))
	}
	rows, err := w.Rows(name)
	if err != nil {
		return nil, errSpreadsheet
	}
	s := &Source{Inside: name, Sheets: names, text: newCells(rows)}
	return s, s.begin(o, known)
}

// headed gives the first sheet that has a header among its first rows, which names two
// columns at least; the first sheet if none has.
func headed(w *excelize.File, names []string, known func([]string) int) string {
	for _, name := range names {
		rows, err := w.Rows(name)
		if err != nil {
			continue // as it is told where the sheet is asked for
		}
		found := false
		for n := 0; n < sniffed && rows.Next() && !found; n++ {
			cells, err := rows.Columns()
			found = err == nil && known(cells) >= 2
		}
		rows.Close()
		if found {
			return name
		}
	}
	return names[0]
}

// A sheet may have mostEmpty empty cells for each that is filled, and noBurden more.
const (
	mostEmpty = 100
	noBurden  = 2_000_000
)

// cells writes the rows of a sheet as CSV, those that are asked for.
type cells struct {
	rows          *excelize.Rows
	text          bytes.Buffer
	out           *csv.Writer
	size          int
	empty, filled int
	err           error // where there are no more
}

func newCells(rows *excelize.Rows) *cells {
	c := &cells{rows: rows}
	c.out = csv.NewWriter(&c.text)
	return c
}

func (c *cells) Read(p []byte) (int, error) {
	for c.err == nil && c.text.Len() < len(p) {
		if c.err = c.row(); c.err != nil {
			c.rows.Close()
		}
	}
	if c.text.Len() == 0 {
		return 0, c.err
	}
	return c.text.Read(p)
}

// row writes the next row, or says why there is none.
func (c *cells) row() error {
	if !c.rows.Next() {
		if c.rows.Error() != nil {
			return errSpreadsheet
		}
		return io.EOF
	}
	row, err := c.rows.Columns()
	if err != nil {
		return errSpreadsheet
	}
	if len(row) == 0 {
		row = []string{""} // the line counts
	}
	for i := range row {
		row[i] = strings.Join(strings.Fields(row[i]), " ") // a row is a line
		if row[i] == "" {
			c.empty++
		} else {
			c.filled++
		}
	}
	if c.empty > noBurden && c.empty/mostEmpty > c.filled {
		return errors.New("nearly all of the sheet is empty, up to far columns: delete those, and save it again")
	}
	before := c.text.Len()
	if err := c.out.Write(row); err != nil {
		return err
	}
	c.out.Flush()
	if c.size += c.text.Len() - before; c.size > bounded.MaxDocument {
		return errors.New("the sheet has more than 128 MiB: save it as CSV")
	}
	return nil
}
