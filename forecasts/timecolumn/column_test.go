package timecolumn

import (
	"strings"
	"testing"
	"time"
)

// one reads a cell that is a column of its own.
func one(c Column, text string) (string, Found, error) {
	at, err := c.Read([]byte(text), 1)
	if err != nil {
		return "", Found{}, err
	}
	found := c.Order()
	return time.UnixMilli(c.At(at, found.Order)).UTC().Format(time.RFC3339Nano), found, nil
}

func TestCellsAreReadAsWhatTheyAre(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02-29":                "2024-02-29T00:00:00Z",
		"2024-08-31T15:00:00.25Z":   "2024-08-31T15:00:00.25Z",
		"2024-08-31 15:00+09:00":    "2024-08-31T06:00:00Z",
		"1706659200":                "2024-01-31T00:00:00Z",
		"1706659200.1234567":        "2024-01-31T00:00:00.123Z",
		"1671980447761":             "2022-12-25T15:00:47.761Z",
		"1671980447761999":          "2022-12-25T15:00:47.761Z",
		"-200000000":                "1963-08-31T04:26:40Z",
		"20240131":                  "2024-01-31T00:00:00Z",
		"20240131T100000Z":          "2024-01-31T10:00:00Z",
		"20240131T1000+0900":        "2024-01-31T01:00:00Z",
		"45322":                     "2024-01-31T00:00:00Z",
		"45292.5":                   "2024-01-01T12:00:00Z",
		"45292.42361":               "2024-01-01T10:10:00Z", // as a cell of a spreadsheet shows it
		"25569":                     "1970-01-01T00:00:00Z",
		"2024-08-31T23:59:60.5Z":    "2024-09-01T00:00:00.5Z",
		"2024-08-31T15:00:00-09:30": "2024-09-01T00:30:00Z",

		// databases and programs
		"2024-01-01 10:00:00":                                     "2024-01-01T10:00:00Z",
		"2024-01-01T10:00":                                        "2024-01-01T10:00:00Z",
		"2024-01-01 10:00:00+00":                                  "2024-01-01T10:00:00Z",
		"2024-01-01 10:00:00 UTC":                                 "2024-01-01T10:00:00Z",
		"2024-01-01 10:00:00.123456+00:00":                        "2024-01-01T10:00:00.123Z",
		"2024-01-01 10:00:00,123":                                 "2024-01-01T10:00:00.123Z",
		"2024-01-01 10:00:00.5 +0000 UTC":                         "2024-01-01T10:00:00.5Z",
		"2024-01-01 10:00:00 +0900 JST":                           "2024-01-01T01:00:00Z",
		"2024-01-01T10:00:00+01:00[Europe/Berlin]":                "2024-01-01T09:00:00Z",
		"2024-07-01 10:00 Europe/Berlin":                          "2024-07-01T08:00:00Z",
		"2024-12-09 01:12:2":                                      "2024-12-09T01:12:02Z",
		"2024-1-2":                                                "2024-01-02T00:00:00Z",
		"Mon, 02 Jan 2006 15:04:05 GMT":                           "2006-01-02T15:04:05Z",
		"Mon Jan  2 15:04:05 2006":                                "2006-01-02T15:04:05Z",
		"Mon Jan  2 15:04:05 MST 2006":                            "2006-01-02T22:04:05Z",
		"Tue Jan 02 2024 10:00:00 GMT+0900 (Japan Standard Time)": "2024-01-02T01:00:00Z",
		"02/Jan/2024:10:00:00 +0900":                              "2024-01-02T01:00:00Z",
		"2-JAN-24":                                                "2024-01-02T00:00:00Z",
		"2024-Jan-02":                                             "2024-01-02T00:00:00Z",
		"2024/01/02":                                              "2024-01-02T00:00:00Z",
		"2024/1/2 9:05":                                           "2024-01-02T09:05:00Z",
		"13/1/2024, 09:59":                                        "2024-01-13T09:59:00Z",
		"1/13/2024 3:04:05 PM":                                    "2024-01-13T15:04:05Z",
		"1/13/24 12:30 a.m.":                                      "2024-01-13T00:30:00Z",
		"1/13/2024 12pm EST":                                      "2024-01-13T17:00:00Z",
		"1/13/2024 3:04\u202fPM":                                  "2024-01-13T15:04:00Z",
		"2024-01-02 10:00 UTC+9":                                  "2024-01-02T01:00:00Z",
		"2024-07-02 10:00 ET":                                     "2024-07-02T14:00:00Z",
		"2024-01-02 10:00 \u22125":                                "2024-01-02T15:00:00Z",
		"2024-01-02 10:00 America/New_York":                       "2024-01-02T15:00:00Z",

		// people
		"2 Jan 2024":                   "2024-01-02T00:00:00Z",
		"Jan 2, 2024":                  "2024-01-02T00:00:00Z",
		"Jan. 2, 2024, at 10:00":       "2024-01-02T10:00:00Z",
		"2nd January 2024":             "2024-01-02T00:00:00Z",
		"2 januari 2024":               "2024-01-02T00:00:00Z",
		"5 maj 2024 10:00":             "2024-05-05T10:00:00Z",
		"1 de março de 2024":           "2024-03-01T00:00:00Z",
		"31 dicembre 2024":             "2024-12-31T00:00:00Z",
		"January 2nd, 2024 10 AM":      "2024-01-02T10:00:00Z",
		"2nd of January, 2024":         "2024-01-02T00:00:00Z",
		"Tuesday, 2 January 2024":      "2024-01-02T00:00:00Z",
		"Di., 2. Januar 2024 um 10:00": "2024-01-02T10:00:00Z",
		"3. März 2024":                 "2024-03-03T00:00:00Z",
		"1er février 2024":             "2024-02-01T00:00:00Z",
		"2 FÉVRIER 2024":               "2024-02-02T00:00:00Z",
		"2 de enero de 2024":           "2024-01-02T00:00:00Z",
		"2024年1月2日":                    "2024-01-02T00:00:00Z",
		"2024年1月2日(火) 10時30分":          "2024-01-02T10:30:00Z",
		"２０２４/０１/０２":                   "2024-01-02T00:00:00Z",
		"2024년 1월 2일":                  "2024-01-02T00:00:00Z",
		"2024. 1. 2.":                  "2024-01-02T00:00:00Z",
		"2024. 1. 2. 오후 3:04:05":       "2024-01-02T15:04:05Z",
		"02.01.2024":                   "2024-01-02T00:00:00Z",
		"2. 1. 2024 10:00":             "2024-01-02T10:00:00Z",
		"2.1.24":                       "2024-01-02T00:00:00Z",
		"1.1.69":                       "1969-01-01T00:00:00Z",
		"25-12-2024":                   "2024-12-25T00:00:00Z",
		"2/2/2024":                     "2024-02-02T00:00:00Z",
	} {
		got, _, err := one(Column{}, text)
		if got != want {
			t.Errorf("%s is %s, want %s (%v)", text, got, want, err)
		}
	}
	for _, text := range []string{
		"", "x", "2024-13-01", "2024-02-30", "20241301", "20240230", "2024", "19999", "80000", "99999999", "202401311530", "20240131153000",
		"1.7E+09", ".5", "1.2.3", "--5", "-1", "2024-01-01T25:00Z", "170665920012345678", "1,706", "NaN", "0", "1",
		"31/4/2024", "13/13/2024", "24-01-02", "1/2", "Jan 2024", "2 Jan", "Smarch 1, 2024", "32 Jan 2024", "2024-01-01 10:60", "2024-01-01 13 PM",
		"2024-01-01 10:00 XYZ", "2024-01-01 10", "2024-01-01 10:00 +25:00", "2024-01-01 10:00 EST+9", "2024-01-01 10:00 Nowhere/Town", "2024-01-01 10:00 ../etc/passwd",
		"2024-01-01 10:00 2024", "2024-01-01-05", "2024年", "10:00", "Monday", "2024-01-01 am", "2024-01-01 10:00 Z Z", "2024-01-01 10:00 (",
	} {
		if at, _, err := one(Column{}, text); err == nil {
			t.Errorf("%q is read as %v", text, at)
		}
	}
}

func TestWhyACellIsNotATime(t *testing.T) {
	for text, want := range map[string]string{
		"0139-01-01":           "year 139, not from 1900 to 2300",
		"9999-12-31T23:59:59Z": "year 9999, not from 1900 to 2300",
		"1/2/0139":             "year 139, not from 1900 to 2300",
		"99991231":             "year 9999, not from 1900 to 2300",
		"32503680000":          "year 3000, not from 1900 to 2300",
		"2024-01-01 10:00 IST": "IST is the name of zones in India, Israel and Ireland (write +05:30, +02:00 or +01:00)",
		"1 Jan 2024 10:00 CST": "CST is the name of zones in North America and China (write -06:00 or +08:00)",
		"2024-01-01 10:00 A/B": "no zone is called A/B",
		"yesterday":            errNotTime.Error(),
	} {
		if _, _, err := one(Column{}, text); err == nil || err.Error() != want {
			t.Errorf("%s: %v", text, err)
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
		{[]string{"1/2/2024", "13/1/2024", "1/13/2024"}, 3, "a date with the month first, where line 2 has a date with the day first (13/1/2024)"},
		{[]string{"20240131", "1706659200"}, 2, "seconds since 1970, where line 1 has a date without dashes (20240131)"},
	} {
		var whole, even, odd Column
		for i, text := range c.cells {
			half := []*Column{&even, &odd}[i%2]
			for _, column := range []*Column{&whole, half} {
				if _, err := column.Read([]byte(text), i+1); err != nil {
					t.Errorf("%s is not read: %v", text, err)
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
