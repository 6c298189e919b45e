package score

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/timecolumn"
)

const madeAtOnly = "question_id,forecaster,made_at,probability,outcome\n"

func TestTimesOfATableAreReadAsPeopleWriteThem(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cells []string
		opts  TableOptions
		want  string // of the first
		says  string
	}{
		{[]string{"2024-01-01T10:00:00Z"}, TableOptions{Zone: berlin}, "2024-01-01T10:00:00Z", ""},
		{[]string{"2024-01-01 10:00:00+00"}, TableOptions{}, "2024-01-01T10:00:00Z", ""},
		{[]string{"2024-01-01 10:00:00 UTC"}, TableOptions{}, "2024-01-01T10:00:00Z", ""},
		{[]string{"1671980447761"}, TableOptions{}, "2022-12-25T15:00:47.761Z", ""},
		{[]string{"2024-01-01 10:00:00"}, TableOptions{}, "2024-01-01T10:00:00Z", "times without a zone are in UTC"},
		{[]string{"2024-01-01 10:00:00"}, TableOptions{Zone: berlin}, "2024-01-01T09:00:00Z", "times without a zone are in Europe/Berlin"},
		{[]string{"2024/01/02"}, TableOptions{}, "2024-01-02T00:00:00Z", "times without a zone are in UTC"},
		{[]string{"2 Jan 2024"}, TableOptions{}, "2024-01-02T00:00:00Z", "times without a zone are in UTC"},
		{[]string{"20240102"}, TableOptions{}, "2024-01-02T00:00:00Z", "times without a zone are in UTC"},
		{[]string{"45292.5"}, TableOptions{}, "2024-01-01T12:00:00Z", "times without a zone are in UTC"},
		{[]string{"1/2/2024Z"}, TableOptions{}, "", "not a time"},
		{[]string{"1/2/2024 10:00Z"}, TableOptions{}, "2024-01-02T10:00:00Z", "dates in made_at are read with the month first, but nothing shows it: line 2 has 1/2/2024 10:00Z"},
		{[]string{"1/2/2024 10:00Z"}, TableOptions{DateOrder: timecolumn.DayFirst}, "2024-02-01T10:00:00Z", "dates in made_at have the day first, as given"},
		{[]string{"1/2/2024 10:00Z", "3/2/2024 10:00Z", "13/2/2024 10:00Z"}, TableOptions{}, "2024-02-01T10:00:00Z", "dates in made_at have the day first, as line 4 shows (13/2/2024 10:00Z)"},
		{[]string{"1/2/2024 10:00Z", "2/29/2024 10:00Z"}, TableOptions{}, "2024-01-02T10:00:00Z", "dates in made_at have the month first, as line 3 shows (2/29/2024 10:00Z)"},
		{[]string{"1.2.2024 10:00Z"}, TableOptions{}, "2024-02-01T10:00:00Z", "dates in made_at have the day first, as line 2 shows (1.2.2024 10:00Z)"},
		{[]string{"1/2/2024", "13/1/2024", "1/13/2024"}, TableOptions{}, "", `line 4: "1/13/2024": a date with the month first, where line 3 has a date with the day first (13/1/2024)`},
		{[]string{"1/2/2024", "1/13/2024"}, TableOptions{DateOrder: timecolumn.DayFirst}, "", `line 3: "1/13/2024": not a date with the day first`},
		{[]string{"0139-01-01"}, TableOptions{}, "", `line 2: "0139-01-01": year 139, not from 1900 to 2300`},
	} {
		text := madeAtOnly
		for i, cell := range c.cells {
			text += fmt.Sprintf("q%d,ann,%q,0.7,1\n", i, cell)
		}
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", c.opts)
		if err != nil {
			var bad *BadRow
			if !errors.As(err, &bad) || c.want != "" || !strings.Contains(fmt.Sprintf("line %d: %q: %s", bad.Line, bad.Value, bad.Why), c.says) {
				t.Errorf("%s: %v", c.cells, err)
			}
			continue
		}
		if got := time.UnixMilli(table.Row(0).At).UTC().Format(time.RFC3339Nano); got != c.want {
			t.Errorf("%s is %s, want %s", c.cells, got, c.want)
		}
		if says := strings.Join(table.Times, "; "); says != c.says {
			t.Errorf("%s: says %q, want %q", c.cells, says, c.says)
		}
		if asked := table.Confirm() != nil; asked != strings.Contains(c.says, "nothing shows it") {
			t.Errorf("%s: asked about: %v", c.cells, asked)
		}
	}
}

// A column of several forms is asked about; each cell is read by its own form.
func TestAColumnOfSeveralFormsIsAskedAbout(t *testing.T) {
	text := madeAtOnly + "q1,ann,20240102,0.7,1\nq2,ann,45292,0.7,1\nq3,ann,45292.5,0.2,0\n"
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := "the times in made_at: line 3 has 45292, a spreadsheet’s day count, where line 2 has a date without dashes (20240102): each is read by its own form"
	if err := table.Confirm(); err == nil || !strings.Contains(err.Error(), want) || !strings.HasSuffix(err.Error(), "confirm with --yes") {
		t.Error(err)
	}
	if table, err = ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Sure: true}); err != nil || table.Confirm() != nil {
		t.Fatal(err, table.Confirm())
	}
	for i, want := range []string{"2024-01-02T00:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T12:00:00Z"} {
		if got := time.UnixMilli(table.Row(i).At).UTC().Format(time.RFC3339); got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
}

// A close given as a day is the end of that day, where the table's zone is.
func TestADayAsACloseIsItsEnd(t *testing.T) {
	tokyo := time.FixedZone("JST", 9*3600)
	text := "question_id,forecaster,made_at,probability,outcome,opens_at,closes_at\n" +
		"q1,ann,2024-12-31,0.8,1,2024-12-01,2024-12-31\n" +
		"q2,ann,2024-12-01,0.8,1,2024-12-01,2024-12-31\n"
	for _, zone := range []*time.Location{nil, tokyo} {
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Zone: zone})
		if err != nil {
			t.Fatal(err)
		}
		place := time.UTC
		if zone != nil {
			place = zone
		}
		row := table.Row(0)
		if want := time.Date(2025, 1, 1, 0, 0, 0, 0, place).UnixMilli(); row.Closes != want || row.At != want-Day {
			t.Errorf("%+v", row)
		}
		if r := ScoreTable(table, Options{}); r.Scored != 2 {
			t.Errorf("%d scored", r.Scored)
		}
		says := "times without a zone are in " + place.String() + "; days in closes_at stand for their ends"
		if got := strings.Join(table.Times, "; "); got != says {
			t.Error(got)
		}
	}
	table := read(t, "question_id,made_at,probability,outcome,closes_at\nq,1/2/2024,.5,1,13/2/2024\n")
	if row := table.Row(0); row.At != time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC).UnixMilli() {
		t.Errorf("the order of another column is not taken: %+v", row)
	}
}

func TestATimeOfAnImpossibleYearIsLeftOutOfAWindow(t *testing.T) {
	table := read(t, "question_id,made_at,probability,outcome,closes_at,resolved_at\n"+
		"q,2010-01-21T00:00Z,.9,0,0139-01-01,2010-02-01T00:00Z\nr,2010-01-21T00:00Z,.9,0,9999-12-31T00:00Z,\n")
	if a, b := table.Row(0), table.Row(1); a.HasCloses || !a.HasResolved || b.HasCloses {
		t.Errorf("%+v %+v", a, b)
	}
	if got := strings.Join(table.Times, "; "); got != "2 times in closes_at are left out: the first in line 2, year 139, not from 1900 to 2300" {
		t.Error(got)
	}
	q, err := ReadQuestions(strings.NewReader("id,closes_at\nq,1/2/2024 10:00Z\nr,9999-12-31\n"), "q.csv", TableOptions{DateOrder: timecolumn.DayFirst})
	if err != nil {
		t.Fatal(err)
	}
	if want := time.Date(2024, 2, 1, 10, 0, 0, 0, time.UTC).UnixMilli(); q.Rows[0].window.closes != want || q.Rows[1].window.closes != noTime {
		t.Errorf("%+v", q.Rows)
	}
	table = read(t, "question_id,made_at,probability,outcome\nq,2024-01-01,.9,0\n")
	if err := table.Join(q); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(table.Times, "; "); got != "times without a zone are in UTC; dates in closes_at have the day first, as given; one time in closes_at is left out: line 3, year 9999, not from 1900 to 2300" {
		t.Error(got)
	}
}

// In a table of several blocks, a date near its end decides how those before it
// are read, in rows and in windows.
func TestALateDateDecidesTheWholeTable(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var slashed, plain strings.Builder
	head := "question_id,forecaster,made_at,probability,outcome,opens_at,closes_at\n"
	slashed.WriteString(head)
	plain.WriteString(head)
	const n = 60_000
	for i := range n {
		made := time.Date(2024, 1, 1+r.IntN(300), r.IntN(24), 0, 0, 0, time.UTC)
		if i < n-10 && made.Day() > 12 {
			made = made.AddDate(0, 0, -made.Day()+1)
		}
		opens, closes := time.Date(2023, 2, 1+i%12, 0, 0, 0, 0, time.UTC), time.Date(2025, 3, 1+i%31, 0, 0, 0, 0, time.UTC)
		for b, layout := range map[*strings.Builder]string{&slashed: "02/01/2006", &plain: "2006-01-02"} {
			fmt.Fprintf(b, "question number %d,f%d,%s,0.%02d,%d,%s,%s\n", i/2, i%7, made.Format(layout+" 15:04"), i%100, i/2%2, opens.Format(layout), closes.Format(layout))
		}
	}
	a, b := read(t, slashed.String()), read(t, plain.String())
	for i := range n {
		if a.Row(i) != b.Row(i) {
			t.Fatalf("%+v, want %+v", a.Row(i), b.Row(i))
		}
	}
}

// A word for nothing in a column of closes is no close; a column that is called as
// closes are, and holds none, is said to be passed over.
func TestClosesThatAreNone(t *testing.T) {
	for _, nothing := range []string{"NaT", "None", `\N`, "n/a", "nan", "TBD", "-"} {
		for _, name := range []string{"closes_at", "Deadline"} {
			text := "question,date,probability,outcome," + name + "\nRain?,2024-01-01,0.7,1," + nothing + "\nSnow?,2024-01-01,0.3,0,2024-02-01\n"
			table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
			if err != nil || table.Len() != 2 || table.windows[0].closes != noTime || table.windows[1].closes == noTime {
				t.Errorf("%s, %s: %v, %+v", name, nothing, err, table)
			}
		}
	}
	table, err := ReadTable(t.Context(), strings.NewReader("question,date,probability,outcome,Deadline\nRain?,2024-01-01,0.7,1,2024-12\n"), "t.csv", TableOptions{})
	if err != nil || !slices.ContainsFunc(table.Assumed, func(s string) bool { return strings.HasPrefix(s, "column Deadline is passed over") }) {
		t.Errorf("a month: %v, %+v", err, table)
	}
}
