package report

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every figure of the page is in the reports, and so are numbers and dates.
func TestReportsHaveEveryFigure(t *testing.T) {
	v, err := desk(t).Report(t.Context(), true)
	ok(t, err)
	if len(v.Scores.Numbers.Rows) == 0 || len(v.Scores.Groups) == 0 {
		t.Fatalf("%d numbers, %d forecasters", len(v.Scores.Numbers.Rows), len(v.Scores.Groups))
	}
	var md, html, xlsx bytes.Buffer
	ok(t, Markdown(&md, v))
	ok(t, HTML(&html, v, Pictures{}))
	ok(t, XLSX(&xlsx, v))
	number := v.Scores.Numbers.Rows[0]
	for _, want := range []string{
		figure(v.Scores.Headline), figure(v.Scores.WholeWindow), figure(v.Scores.Log), figure(v.Scores.Spherical),
		figure(&v.Scores.Groups[0].Headline), figure(&number.Score), "Mean CRPS", "Whole window", "Spherical score",
	} {
		for name, text := range map[string]string{"Markdown": md.String(), "HTML": html.String()} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	f, err := excelize.OpenReader(&xlsx)
	ok(t, err)
	for sheet, want := range map[string]string{"figures": fifteen(*v.Scores.Headline), "forecasters": fifteen(v.Scores.Groups[0].Headline), "numbers": fifteen(number.Score)} {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		ok(t, err)
		if !strings.Contains(fmt.Sprint(rows), want) {
			t.Errorf("the sheet %s lacks %s: %v", sheet, want, rows)
		}
	}
}

// fifteen are the digits that a workbook keeps, cut off.
func fifteen(x float64) string {
	s := strconv.FormatFloat(x, 'f', -1, 64)
	return s[:min(len(s), 2+15)]
}

// What is infinite is said, in a workbook too, which has no number for it.
func TestAnInfiniteFigureIsWritten(t *testing.T) {
	v, err := desk(t).Report(t.Context(), false)
	ok(t, err)
	*v.Scores.Log = math.Inf(1)
	var md, xlsx bytes.Buffer
	ok(t, Markdown(&md, v))
	ok(t, XLSX(&xlsx, v))
	f, err := excelize.OpenReader(&xlsx)
	ok(t, err)
	rows, err := f.GetRows("figures")
	ok(t, err)
	if !strings.Contains(md.String(), "| ∞ |") || !strings.Contains(fmt.Sprint(rows), "+Inf") {
		t.Errorf("an infinite log score is not told: %v", rows)
	}
}
