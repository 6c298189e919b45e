package report

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/xuri/excelize/v2"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
)

func opened(t *testing.T, v reporting.View, most int) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	ok(t, xlsx(&b, v, most))
	f, err := excelize.OpenReader(&b)
	ok(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// The workbook and the CSV say the same, both read back.
func TestWorkbookSaysWhatTheCSVSays(t *testing.T) {
	v := view(t, false)
	var b bytes.Buffer
	ok(t, CSV(&b, v))
	want, err := csv.NewReader(&b).ReadAll()
	ok(t, err)
	f := opened(t, v, mostRows)
	got, err := f.GetRows("forecasts", excelize.Options{RawCellValue: true})
	ok(t, err)
	at := map[string]int{}
	for i, name := range got[0] {
		at[name] = i
	}
	if len(got) != len(want) {
		t.Fatalf("%d rows, the CSV has %d", len(got), len(want))
	}
	for i := 1; i < len(want); i++ {
		for j, name := range want[0] {
			k := at[name]
			if strings.HasSuffix(name, "_at") {
				k = at[name+"_iso"]
			}
			cell := ""
			if k < len(got[i]) {
				cell = got[i][k]
			}
			if !alike(cell, strings.TrimPrefix(want[i][j], "'")) {
				t.Errorf("row %d, %s: the workbook has %q, the CSV %q", i, name, cell, want[i][j])
			}
		}
	}
	testFormulas(t, f, got, at["brier"])
	testTypes(t, f, got, at)
}

func alike(a, b string) bool {
	x, errA := strconv.ParseFloat(a, 64)
	y, errB := strconv.ParseFloat(b, 64)
	return a == b || errA == nil && errB == nil && math.Abs(x-y) < 1e-12
}

func testFormulas(t *testing.T, f *excelize.File, rows [][]string, column int) {
	computed := 0
	for i := 1; i < len(rows); i++ {
		cell, err := excelize.CoordinatesToCellName(column+1, i+1)
		ok(t, err)
		text, err := f.GetCellFormula("forecasts", cell)
		ok(t, err)
		if text == "" {
			continue
		}
		computed++
		x, err := f.CalcCellValue("forecasts", cell, excelize.Options{RawCellValue: true})
		ok(t, err)
		if !alike(x, rows[i][column]) {
			t.Errorf("%s computes %s, the score is %s", text, x, rows[i][column])
		}
	}
	if computed != 6 {
		t.Errorf("%d scores are computed by the workbook, want 6", computed)
	}
}

func testTypes(t *testing.T, f *excelize.File, rows [][]string, at map[string]int) {
	for i := 1; i < len(rows); i++ {
		for name, want := range map[string]excelize.CellType{"title": excelize.CellTypeInlineString, "question_id": excelize.CellTypeInlineString, "probability": excelize.CellTypeUnset, "made_at": excelize.CellTypeUnset} {
			cell, err := excelize.CoordinatesToCellName(at[name]+1, i+1)
			ok(t, err)
			got, err := f.GetCellType("forecasts", cell)
			ok(t, err)
			text, _ := f.GetCellFormula("forecasts", cell)
			if got != want && !(want == excelize.CellTypeInlineString && got == excelize.CellTypeSharedString) || text != "" {
				t.Errorf("%s %s: cell type %v, want %v, formula %q", name, cell, got, want, text)
			}
		}
		days, err := strconv.ParseFloat(rows[i][at["made_at"]], 64)
		ok(t, err)
		day, err := excelize.ExcelDateToTime(days, false)
		ok(t, err)
		iso, err := time.Parse(time.RFC3339, rows[i][at["made_at_iso"]])
		ok(t, err)
		if d := day.Sub(iso).Abs(); d > time.Millisecond {
			t.Errorf("the date cell is %v from its text %s", d, iso)
		}
	}
	panes, err := f.GetPanes("forecasts")
	tables, terr := f.GetTables("forecasts")
	if err != nil || terr != nil || !panes.Freeze || len(tables) != 1 {
		t.Errorf("the header is not frozen and filterable: %+v, %d tables", panes, len(tables))
	}
	if got := f.GetSheetList(); strings.Join(got, " ") != "questions forecasts evidence resolutions scores figures rests_on forecasters numbers read-me" {
		t.Errorf("the sheets are %v", got)
	}
}

func TestWorkbookSaysWhatWasCut(t *testing.T) {
	v := view(t, false)
	v.Questions[0].Title = strings.Repeat("字😀", mostText)
	f := opened(t, v, 4)
	rows, err := f.GetRows("forecasts")
	ok(t, err)
	notes, err := f.GetRows("read-me")
	ok(t, err)
	if len(rows) != 4 || len(notes) != 4 {
		t.Errorf("%d rows of forecasts, %d of notes, want 4", len(rows), len(notes))
	}
	f = opened(t, v, 7)
	_, err = f.GetRows("read-me")
	ok(t, err)
	title, err := f.GetCellValue("questions", "B2")
	ok(t, err)
	if !strings.HasSuffix(title, "…") || len([]rune(title)) < 20_000 {
		t.Errorf("a long text is cut to %d characters", len([]rune(title)))
	}
	if s := cutText(strings.Repeat("a", mostText)); len(s) != mostText {
		t.Errorf("text that fits is cut to %d", len(s))
	}
}

func TestCalendarHasWhatIsToCome(t *testing.T) {
	v := view(t, false)
	by := v.At + 86_400_000
	v.Resolves[v.Questions[len(v.Questions)-1].ID] = by
	v.Checks = []reporting.Check{{Text: "Look; at, it\nthen", By: by}}
	var b bytes.Buffer
	ok(t, ICS(&b, v))
	cal, err := ics.ParseCalendar(&b)
	ok(t, err)
	var got []string
	for _, e := range cal.Events() {
		at, err := e.GetAllDayStartAt()
		ok(t, err)
		got = append(got, e.GetProperty(ics.ComponentPropertySummary).Value+" "+at.Format(time.DateOnly))
	}
	want := "Closes: Open 2024-03-07|To be resolved: Open 2024-03-04|To be checked: Look; at, it then 2024-03-04"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("the calendar has %s, want %s", s, want)
	}
}

// A day that was given as a close is named by every form, in the zone of whoever
// gave it.
func TestReportsNameTheDayThatWasGiven(t *testing.T) {
	for _, zone := range []*time.Location{time.UTC, time.FixedZone("KST", 9*60*60), time.FixedZone("", -5*60*60)} {
		v := view(t, false)
		v.Zone = zone
		closes := journal.InstantOf(time.Date(2027, 2, 1, 0, 0, 0, 0, zone))
		open := v.Questions[len(v.Questions)-1]
		open.Closes = &closes
		v.Questions = []listing.Question{open}
		v.Checks = []reporting.Check{{Text: "Look", By: closes}}
		set := scenario.View{Posts: []scenarioset.Signpost{{Text: "Seen", CheckBy: closes}}}
		set.Title, set.Status, set.Horizon = "Set", "open", closes
		v.Sets = []scenario.View{set}
		for i := range v.Forecasts {
			v.Forecasts[i].Question = open.ID
		}
		for form, write := range map[string]func(io.Writer) error{
			"md": func(w io.Writer) error { return Markdown(w, v) }, "csv": func(w io.Writer) error { return CSV(w, v) },
			"html": func(w io.Writer) error { return HTML(w, v, Pictures{}) },
			"ics":  func(w io.Writer) error { return ICS(w, v) },
		} {
			var b bytes.Buffer
			ok(t, write(&b))
			text := strings.ReplaceAll(b.String(), closes.String(), "") // the instant
			given, after := "2027-01-31", "2027-02-01"
			if form == "ics" {
				given, after = "VALUE=DATE:20270131", "20270201"
			}
			if !strings.Contains(text, given) || strings.Contains(text, after) {
				t.Errorf("%s in %s does not name 31 January alone:\n%s", form, zone, text)
			}
		}
		f := opened(t, v, 1<<20)
		for _, sheet := range []string{"questions", "forecasts"} {
			rows, err := f.GetRows(sheet)
			ok(t, err)
			if at := slices.Index(rows[0], "closes_on"); at < 0 || rows[1][at] != "2027-01-31" {
				t.Errorf("sheet %s in %s has %q", sheet, zone, rows[:2])
			}
		}
	}
}
