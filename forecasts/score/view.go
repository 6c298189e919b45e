package score

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
)

// mostViewed is how many rows of a table a View has.
const mostViewed = 1000

// View is the beginning of a table as it is written, and, once Read has added it, what
// it was taken for: for a page on which that is looked at and corrected.
type View struct {
	Header  int // its line
	Columns []TableColumn
	Lines   []ViewLine // the first rows that are not blank, mostViewed at most
	More    bool       // there are rows beyond them
	Comma   byte       // what stands between two fields
	Above   []string   // what stands above the header
	List    bool       // it was made of a list of predictions
	Sheet   string     // that is read, of a spreadsheet
	Sheets  []string   // that there are

	Taken // what was read; the zero Taken if the table cannot be read
}

// TableColumn is a column as a file has it.
type TableColumn struct {
	Name    string
	Means   string   // one of Columns, or nothing
	Samples []string // the first cells
}

// ViewLine is a row as it is written.
type ViewLine struct {
	Line  int
	Cells []string
	Rows  []Row // what it was read as: one for each forecaster that has a column
}

// Taken is what a table was taken for.
type Taken struct {
	Rows    int      // of forecasts
	Makers  []Maker  // who made them, the most first
	Left    []int    // the lines of rows that are left out
	Bad     []BadRow // the first that are left out, by line
	BadRows int      // how many there are, rows without a probability among them
	Wide    []string // columns that are one forecaster or one question each
	Unit    UnitTaken
	Unlike  int // forecasts over options that cannot be of one question, which are left out
	Dates   []DatesTaken
	Unzoned bool   // there are times without a zone, or days
	Guesses []Ask  // what is not certain
	Set     string // the character set; empty for UTF-8
}

// Maker is somebody who made forecasts of a table.
type Maker struct {
	Name      string
	Forecasts int
}

// UnitTaken is what probabilities without a sign were taken for.
type UnitTaken struct {
	Percent bool    // and not numbers from 0 to 1
	Sure    bool    // it was said, or the column allows nothing else
	Small   string  // the first cell between 0 and 1, or ""
	Large   string  // the first cell above 1, or ""
	Most    float64 // the largest number, where one is above 1
	Above   int     // cells above 1, which would be left out as shares
}

// DatesTaken is the order of day and month that the dates of a column were read with.
type DatesTaken struct {
	Column  string
	Order   timecolumn.Order
	Sure    bool
	Example string // a cell that shows the order, or the first that leaves it open
	Lost    int    // cells that would be no dates in the other order
}

// Other is the other order of day and month.
func (d DatesTaken) Other() timecolumn.Order {
	if d.Order == timecolumn.DayFirst {
		return timecolumn.MonthFirst
	}
	return timecolumn.DayFirst
}

// datesTaken lists the columns whose dates have an order.
func datesTaken(all []timesRead) (dates []DatesTaken, unzoned bool) {
	for i := range all {
		r := &all[i]
		unzoned = unzoned || r.Shows(timecolumn.Naive) || r.Shows(timecolumn.Day)
		if r.order.Order == timecolumn.Undecided {
			continue
		}
		d := DatesTaken{Column: r.name, Order: r.order.Order, Sure: !r.unsure(), Example: r.order.Text}
		d.Lost = r.Lost(d.Other())
		dates = append(dates, d)
	}
	return dates, unzoned
}

// PeekColumns reads the header of a table by its beginning, and what its first rows
// say; none if it has no header.
func PeekColumns(head []byte, opts TableOptions) []TableColumn {
	r := sheet.Header(head, knownNames(opts))
	if r.Broken != "" {
		return nil
	}
	columns := columnsOf(&r, opts)
	for n := 0; n < 3 && r.Scan() && r.Broken == ""; n++ {
		sample(columns, r.Fields)
	}
	return columns
}

// columnsOf are the columns of a header that was just read.
func columnsOf(r *sheet.Records, opts TableOptions) []TableColumn {
	h, _ := readHeader("", 1, r.Fields, kindsIn(r.Text[r.At:], r.Comma), opts)
	columns := make([]TableColumn, len(h.names))
	for i, name := range h.names {
		columns[i].Name = name
	}
	for c, at := range h.place {
		if at >= 0 {
			columns[at].Means = columnNames[c][0]
		}
	}
	for _, at := range h.parts {
		columns[at].Means = columnNames[colQuestion][0]
	}
	return columns
}

func sample(columns []TableColumn, cells [][]byte) {
	for i, f := range cells[:min(len(cells), len(columns))] {
		columns[i].Samples = append(columns[i].Samples, string(bytes.TrimSpace(f)))
	}
}

// ReadView reads the beginning of a table, whatever its columns mean.
func ReadView(r io.Reader, opts TableOptions) (*View, error) {
	from, err := opts.open(r)
	if err != nil {
		return nil, err
	}
	src, err := from.Blocks()
	if err != nil {
		return nil, err
	}
	first, err := src.Next(nil)
	if err != nil {
		return nil, err
	}
	v := &View{Comma: cmp.Or(from.Comma, ','), Above: from.Title, Sheets: from.Sheets, List: from.Listed != nil}
	if len(v.Sheets) > 0 {
		v.Sheet = from.Inside
	}
	rows := sheet.Records{Text: first.Text, Comma: from.Comma}
	for rows.Scan() && rows.Blank() {
	}
	if len(rows.Fields) == 0 || rows.Broken != "" {
		return v, nil
	}
	v.Header, v.Columns = first.Line+rows.Line, columnsOf(&rows, opts)
	for rows.Scan() {
		if rows.Blank() {
			continue
		}
		if len(v.Lines) == mostViewed {
			v.More = true
			break
		}
		if len(v.Lines) < 3 {
			sample(v.Columns, rows.Fields)
		}
		line := ViewLine{Line: first.Line + rows.Line, Cells: make([]string, len(v.Columns))}
		for i, f := range rows.Fields[:min(len(rows.Fields), len(v.Columns))] {
			line.Cells[i] = quotedCell(bytes.TrimSpace(f))
		}
		v.Lines = append(v.Lines, line)
	}
	return v, nil
}

// Read adds what the table was taken for.
func (v *View) Read(t *Table) {
	v.Taken = Taken{
		Rows: t.Len(), Bad: t.Bad, BadRows: t.BadRows, Unit: t.unit, Dates: t.dates, Unzoned: t.unzoned,
		Unlike: t.unlike, Left: t.Left(), Guesses: slices.Concat(t.guessed, t.Asks), Set: t.CharacterSet,
	}
	for i := range t.Bad {
		v.Left = append(v.Left, t.Bad[i].Line)
	}
	slices.Sort(v.Left)
	v.Left = slices.Compact(v.Left)
	for _, i := range slices.Concat(t.head.people, t.head.asked) {
		v.Wide = append(v.Wide, t.head.names[i])
	}
	at := map[int32]int{}
	for i := range v.Lines {
		at[int32(v.Lines[i].Line)] = i
	}
	made := make([]int, len(t.Forecasters))
	for i := range t.rows {
		made[t.rows[i].forecaster]++
		if k, viewed := at[t.rows[i].line]; viewed {
			v.Lines[k].Rows = append(v.Lines[k].Rows, t.Row(i))
		}
	}
	for i, n := range made {
		if n > 0 {
			v.Makers = append(v.Makers, Maker{t.Forecasters[i], n})
		}
	}
	slices.SortStableFunc(v.Makers, func(a, b Maker) int { return cmp.Compare(b.Forecasts, a.Forecasts) })
}

// RowAt is what the cell of a wide column was read as; nil if it is empty.
func (v *View) RowAt(line *ViewLine, column int) *Row {
	name := v.Columns[column].Name
	asked := titleOf(name)
	for i := range line.Rows {
		if r := &line.Rows[i]; r.Forecaster == name || r.Question == asked {
			return r
		}
	}
	return nil
}
