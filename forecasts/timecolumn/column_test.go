package timecolumn

import (
	"strings"
	"testing"
	"time"
)

func TestCellsAreReadAsWhatTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02-29":                "2024-02-29T00:00:00Z",
		"2024-08-31T15:00:00.25Z":   "2024-08-31T15:00:00.25Z",
		"2024-08-31 15:00+09:00":    "2024-08-31T06:00:00Z",
		"1706659200":                "2024-01-31T00:00:00Z",
		"1706659200.1234567":        "2024-01-31T00:00:00.123Z",
		"1671980447761":             "2022-12-25T15:00:47.761Z",
		"-200000000":                "1963-08-31T04:26:40Z",
		"20240131":                  "2024-01-31T00:00:00Z",
		"45322":                     "2024-01-31T00:00:00Z",
		"45292.5":                   "2024-01-01T12:00:00Z",
		"45292.42361":               "2024-01-01T10:10:00Z", // as a cell of a spreadsheet shows it
		"25569":                     "1970-01-01T00:00:00Z",
		"2024-08-31T23:59:60.5Z":    "2024-09-01T00:00:00.5Z",
		"2024-08-31T15:00:00-09:30": "2024-09-01T00:30:00Z",
	} {
		at, form := Parse([]byte(text))
		if got := time.UnixMilli(at).UTC().Format(time.RFC3339Nano); form == None || got != want {
			t.Errorf("%s is %s (%d), want %s", text, got, form, want)
		}
	}
	for _, text := range []string{
		"", "x", "2024-13-01", "2024-02-30", "20241301", "20240230", "2024", "19999", "80000", "99999999", "202401311530", "20240131153000",
		"1.7E+09", ".5", "1.2.3", "--5", "2024-01-01T25:00Z", "2024-01-01T10:00", "170665920012345678", "1,706", "NaN",
	} {
		if at, form := Parse([]byte(text)); form != None {
			t.Errorf("%q is read as %v", text, time.UnixMilli(at).UTC())
		}
	}
}

func TestAColumnIsOfOneForm(t *testing.T) {
	for _, c := range []struct {
		cells []string
		line  int
		says  string
	}{
		{[]string{"2024-01-31", "2024-01-31T10:00Z", "1706659200"}, 0, ""},
		{[]string{"20240131", "20240201"}, 0, ""},
		{[]string{"45322", "45322.25"}, 0, ""},
		{[]string{"20240131", "45322", "45322.5"}, 2, "a spreadsheet’s day count, where line 1 has a date without dashes (20240131)"},
		{[]string{"45322", "45322", "20240131"}, 3, "a date without dashes, where line 1 has a spreadsheet’s day count (45322)"},
		{[]string{"2024-01-31", "20240131"}, 2, "a date without dashes, where line 1 has a date or time (2024-01-31)"},
		{[]string{"1706659200", "43200"}, 2, "a spreadsheet’s day count, where line 1 has seconds since 1970 (1706659200)"},
		{[]string{"20240131", "1706659200"}, 2, "seconds since 1970, where line 1 has a date without dashes (20240131)"},
	} {
		var whole, even, odd Column
		for i, text := range c.cells {
			half := []*Column{&even, &odd}[i%2]
			for _, column := range []*Column{&whole, half} {
				if _, ok := column.Read([]byte(text), i+1); !ok {
					t.Errorf("%s is not read", text)
				}
			}
		}
		odd.Join(&even)
		for how, column := range map[string]*Column{"at once": &whole, "in parts": &odd} {
			line, text, why := column.Conflict()
			if line != c.line || why != c.says || line > 0 && text != c.cells[line-1] {
				t.Errorf("%s, %s: line %d, %q: %s", strings.Join(c.cells, " "), how, line, text, why)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-01-31", "45322.5", "20240131", "1706659200", "-1"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		at, form := Parse(b)
		if form != Written && form != None && form != Unix && (at < -1<<40 || at > 1<<43) {
			t.Errorf("%q is %v", b, time.UnixMilli(at))
		}
	})
}
