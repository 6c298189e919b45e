package importers

import (
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
