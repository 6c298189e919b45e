package importers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/timecolumn"
)

func TestInstantsOfExports(t *testing.T) {
	for text, want := range map[string]string{
		"2024-12-09 01:12:2":      "2024-12-09T01:12:02Z",
		"2024-12-09 01:12:02 UTC": "2024-12-09T01:12:02Z",
		"2024-12-09 10:12:02+09":  "2024-12-09T01:12:02Z",
		"02.01.2024":              "2024-01-02T00:00:00Z",
		"13/1/2024":               "2024-01-13T00:00:00Z",
		"2/2/2024":                "2024-02-02T00:00:00Z",
		"1/2/2024":                "",
		"0139-01-01":              "",
	} {
		at, _, ok := instant(text)
		if ok != (want != "") || ok && at.Format(time.RFC3339) != want {
			t.Errorf("%s is %v (%v)", text, at, ok)
		}
	}
	if at, _, ok := ordered("1/2/2024", timecolumn.DayFirst); !ok || at.Month() != time.February {
		t.Errorf("1 February is %v", at)
	}
}

// A spreadsheet that saves an export writes its dates in the order of its place.
func TestDatesThatASpreadsheetRewrote(t *testing.T) {
	const head = "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,Question created by,Question created at,Question resolve by,Resolution,Resolved at\n"
	for rows, want := range map[string]struct {
		closes time.Month
		says   string
	}{
		"Rain?,Ann,0.7,1/1/2024 10:00,Ann,1/1/2024 9:59,6/1/2024 0:00,YES,6/1/2024 9:30\n": {time.June,
			"dates are read with the month first, but nothing shows it: line 2 has 6/1/2024 0:00"},
		"Rain?,Ann,0.7,1/1/2024 10:00,Ann,1/1/2024 9:59,6/1/2024 0:00,,\nSnow?,Ann,0.7,13/1/2024 10:00,Ann,1/1/2024 9:59,6/1/2024 0:00,,\n": {time.January,
			"dates have the day first, as line 3 shows (13/1/2024 10:00)"},
	} {
		f, err := Fatebook(strings.NewReader(head+rows), "f.csv")
		if err != nil {
			t.Fatal(err)
		}
		if q := f.Questions[0]; q.Closes.Month() != want.closes || !slices.Contains(f.Assumed, want.says) {
			t.Errorf("closes %v; assumed %q", q.Closes, f.Assumed)
		}
	}
}

// One of a place with decimal commas writes these, and semicolons.
func TestSharesThatASpreadsheetRewrote(t *testing.T) {
	const text = "Question title;Forecast created by;Forecast (scale = 0-1);Forecast created at;Question created by;Question created at;Question resolve by;Resolution;Resolved at\n" +
		"Rain?;Ann;0,7;13.01.2024 10:00;Ann;13.01.2024 09:59;01.06.2024 00:00;YES;01.06.2024 09:30\n" +
		"Snow?;Ann;70,5 %;13.01.2024 10:00;Ann;13.01.2024 09:59;01.06.2024 00:00;NO;01.06.2024 09:30\n"
	f, err := Fatebook(strings.NewReader(text), "f.csv")
	if err != nil || *f.Questions[0].Forecasts[0].P != .7 || *f.Questions[1].Forecasts[0].P != .705 {
		t.Errorf("%+v, %v", f, err)
	}
	if _, err := Fatebook(strings.NewReader(strings.Replace(text, "0,7;", "0,7,1;", 1)), "f.csv"); err == nil {
		t.Error("0,7,1 is read")
	}
}
