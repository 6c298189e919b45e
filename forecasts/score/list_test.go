package score

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// A list of predictions is read as a table is: what its lines and headings leave open
// is asked about, the day of the forecasts can be said, and lines keep their numbers.
func TestALineEachPrediction(t *testing.T) {
	const text = "# My predictions for 2019\n\nSome words.\n1. Rain in May: 70% ✓\n2. ~~Snow in July~~: 5 %\n3. A king abdicates (40%)\n4. Prices rise: 60-70%\n"
	read := func(text string, opts TableOptions) (*Table, error) {
		return ReadTable(t.Context(), strings.NewReader(text), "list.md", opts)
	}
	_, err := read(text, TableOptions{})
	var bad *BadRow
	if !errors.As(err, &bad) || bad.Line != 7 || bad.Value != "60-70%" {
		t.Fatalf("a span: %v", err)
	}
	table, err := read(text, TableOptions{SkipBadRows: true})
	if err != nil || table.Len() != 3 || len(table.Asks) != 2 || table.Blank != 1 || table.Bad[0].Line != 3 {
		t.Fatalf("%+v, %v", table, err)
	}
	day := func(y, m, d int) int64 { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).UnixMilli() }
	for i, want := range []Row{{Line: 6, Title: "A king abdicates", P: .4, Outcome: -1}, {Line: 4, Title: "Rain in May", P: .7, Outcome: 1}, {Line: 5, Title: "Snow in July", P: .05}} {
		r := table.Row(i)
		open := r.Outcome != r.Outcome
		if r.Line != want.Line || r.Title != want.Title || r.P != want.P || open != (want.Outcome < 0) || !open && r.Outcome != want.Outcome || r.At != day(2019, 1, 1) || r.Closes != day(2020, 1, 1) {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	made := time.Date(2018, 12, 24, 0, 0, 0, 0, time.UTC)
	table, err = read(text, TableOptions{SkipBadRows: true, MadeAt: &made, Sure: true})
	if err != nil || table.Row(0).At != made.UnixMilli() || len(table.Asks) != 0 {
		t.Errorf("made on a day that is said: %+v, %v", table, err)
	}
	var rest strings.Builder
	if err := CopyRows(context.Background(), &rest, strings.NewReader(text), "list.md", TableOptions{}, table.Left()); err != nil || strings.Count(rest.String(), "\n") != 2 || !strings.Contains(rest.String(), "Prices rise") {
		t.Errorf("to mend is %q, %v", rest.String(), err)
	}
	if table, err = read("Rain in May: 70%\nSnow in July: 5%\n", TableOptions{}); err != nil || table.Len() != 2 || table.Row(0).HasAt || len(table.Asks) != 0 {
		t.Errorf("without a heading: %+v, %v", table, err)
	}
}

// A table in Markdown has a line below its header and bars at both ends.
func TestATableInMarkdown(t *testing.T) {
	for _, rule := range []string{"|---|---|---|", "| :--- | :---: | ---: |", "|------------|:-----------:|---------|"} {
		text := "# My predictions\n\n| Question | Probability | Outcome |\n" + rule + "\n| Rain in May | 80% | ✓ |\n| Snow in July | 5 % | no |\n"
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.md", TableOptions{})
		if err != nil || table.Len() != 2 || table.BadRows != 0 {
			t.Errorf("%s: %+v, %v", rule, table, err)
			continue
		}
		if r := table.Row(0); r.Question != "Rain in May" || r.P != .8 || r.Outcome != 1 || r.Line != 5 {
			t.Errorf("%s: %+v", rule, r)
		}
	}
}
