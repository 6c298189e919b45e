package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// What a sheet and a cell hold at most.
const (
	mostRows = 1_048_576
	mostText = 32_767 // UTF-16 units
)

// kind is what a column of a sheet holds.
type kind int

const (
	plain kind = iota
	figures
	share // a probability: a number, shown in percent
	date  // a date cell in UTC, and the instant as text beside it
)

type sheetColumn struct {
	name string
	kind kind
}

// formula is a cell that the workbook computes; value is its result.
type formula struct {
	text  string
	value float64
}

// sheet is one table of the workbook: cells are string, float64, *float64,
// *forecasts.Instant or formula, or nil.
type sheet struct {
	name    string
	columns []sheetColumn
	rows    [][]any
}

// workbook writes sheets with one set of styles.
type workbook struct {
	*excelize.File
	styles map[kind]int
	header int
	most   int // rows of a sheet
	cut    []string
}

// XLSX writes a workbook: questions, forecasts, evidence, resolutions, scores
// and how to read them.
func XLSX(w io.Writer, v reporting.View) error {
	return xlsx(w, v, mostRows)
}

func xlsx(w io.Writer, v reporting.View, most int) (err error) {
	b := workbook{File: excelize.NewFile(), styles: map[kind]int{}, most: most}
	defer b.Close()
	date_, percent_ := "yyyy-mm-dd hh:mm:ss", "0.00%"
	styles := [...]*excelize.Style{plain: {NumFmt: 49}, figures: {}, share: {CustomNumFmt: &percent_}, date: {CustomNumFmt: &date_}}
	for k, style := range styles { // in order, so that the same report has the same bytes
		if b.styles[kind(k)], err = b.NewStyle(style); err != nil {
			return err
		}
	}
	if b.header, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	all := []sheet{questionSheet(v), forecastSheet(v), evidenceSheet(v), resolutionSheet(v), scoreSheet(v)}
	all = append(all, scoreSheets(v)...)
	all = append(all, setSheets(v)...)
	for _, s := range all {
		if err := b.add(s); err != nil {
			return err
		}
	}
	if err := b.add(readme(v, b.cut)); err != nil {
		return err
	}
	if err := b.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	b.SetActiveSheet(0)
	var made bytes.Buffer
	if err := b.Write(&made); err != nil {
		return err
	}
	return inOrder(w, made.Bytes())
}

// inOrder writes the parts of a workbook in the order of their names: excelize
// takes them from a map, and the same report must have the same bytes.
func inOrder(w io.Writer, made []byte) error {
	parts, err := zip.NewReader(bytes.NewReader(made), int64(len(made)))
	if err != nil {
		return err
	}
	slices.SortFunc(parts.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range parts.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

func (b *workbook) add(s sheet) error {
	if _, err := b.NewSheet(s.name); err != nil {
		return err
	}
	out, err := b.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := s.head()
	if err := out.SetColWidth(1, len(head), 18); err != nil {
		return err
	}
	titles := make([]any, len(head))
	for i, name := range head {
		titles[i] = excelize.Cell{StyleID: b.header, Value: name}
	}
	if err := out.SetRow("A1", titles); err != nil {
		return err
	}
	if n := len(s.rows); n > b.most-1 {
		b.cut = append(b.cut, fmt.Sprintf("%s: the first %d of %d rows", s.name, b.most-1, n))
		s.rows = s.rows[:b.most-1]
	}
	for i, r := range s.rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+2), b.cells(s.columns, r)); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(head), max(len(s.rows)+1, 2))
	if err != nil {
		return err
	}
	if err := out.AddTable(&excelize.Table{Range: "A1:" + last, Name: "table_" + strings.ReplaceAll(s.name, "-", "_"), StyleName: "TableStyleLight1"}); err != nil {
		return err
	}
	return out.Flush()
}

func (s sheet) head() []string {
	var all []string
	for _, c := range s.columns {
		all = append(all, c.name)
		if c.kind == date {
			all = append(all, c.name+"_iso")
		}
	}
	return all
}

func (b *workbook) cells(columns []sheetColumn, r []any) []any {
	var all []any
	for i, c := range columns {
		cell := excelize.Cell{StyleID: b.styles[c.kind]}
		switch x := r[i].(type) {
		case string:
			if x != "" {
				cell.Value = cutText(words.Legible(x))
			}
		case float64:
			cell.Value = finite(x)
		case *float64:
			if x != nil {
				cell.Value = finite(*x)
			}
		case formula:
			cell.Formula, cell.Value = x.text, x.value
		case *journal.Instant:
			cell.Value = serial(x)
			all = append(all, cell)
			cell = excelize.Cell{StyleID: b.styles[plain]}
			if x != nil {
				cell.Value = x.String()
			}
		}
		all = append(all, cell)
	}
	return all
}

// finite is a number or, if a cell cannot hold it, its text.
func finite(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Sprint(x)
	}
	return x
}

// serial is an instant in days as spreadsheets count them, in UTC; nil before
// 1 March 1900, where they disagree.
func serial(i *journal.Instant) any {
	if i == nil {
		return nil
	}
	if days := float64(*i)/86_400_000 + 25_569; days >= 61 {
		return days
	}
	return nil
}

func cutText(s string) string {
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(max(r, 0)); units > mostText-1 {
			rest := 0
			for _, x := range s[i:] {
				rest += utf16.RuneLen(x)
			}
			if units-utf16.RuneLen(r)+rest <= mostText {
				return s
			}
			return s[:i] + "…"
		}
	}
	return s
}
