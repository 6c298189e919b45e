package notation

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestParseWhen(t *testing.T) {
	now := time.Date(2024, 1, 31, 16, 30, 0, 0, time.UTC) // 1 February in Seoul
	for _, c := range []struct {
		text, zone string
		end        bool
		want       string
	}{
		{"2024-08-31", "Asia/Seoul", false, "2024-08-30T15:00:00.000Z"},
		{"2024-08-31", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"2024-08-31", "UTC", true, "2024-09-01T00:00:00.000Z"},
		{"2024-12-31", "UTC", true, "2025-01-01T00:00:00.000Z"},
		{"31 Aug 2024", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"31 August 2024", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"Aug 31, 2024", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"1 Sept 2024", "UTC", false, "2024-09-01T00:00:00.000Z"},
		{"2024년 8월 31일", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"2024年8月31日", "Asia/Tokyo", true, "2024-08-31T15:00:00.000Z"},
		{"19 Feb", "UTC", false, "2024-02-19T00:00:00.000Z"},
		{"2024-08-31T15:00Z", "Asia/Seoul", true, "2024-08-31T15:00:00.000Z"},
		{"2024-08-31T15:00:01.2345Z", "Asia/Seoul", true, "2024-08-31T15:00:01.234Z"},
		{"2024-08-31T23:59:00+09:00", "UTC", false, "2024-08-31T14:59:00.000Z"},
		{"2024-08-31 23:59", "Asia/Seoul", false, "2024-08-31T14:59:00.000Z"},
		{"now", "Asia/Seoul", true, "2024-01-31T16:30:00.000Z"},
		{"today", "Asia/Seoul", false, "2024-01-31T15:00:00.000Z"},
		{"Today", "UTC", false, "2024-01-31T00:00:00.000Z"},
		{"tomorrow", "UTC", true, "2024-02-02T00:00:00.000Z"},
		{"yesterday", "UTC", false, "2024-01-30T00:00:00.000Z"},
		{"in 6 weeks", "UTC", true, "2024-03-14T00:00:00.000Z"},
		{"in 3 days", "UTC", false, "2024-02-03T00:00:00.000Z"},
		{"in a month", "UTC", false, "2024-02-29T00:00:00.000Z"},
		{"in 2 months", "UTC", false, "2024-03-31T00:00:00.000Z"},
		{"in 1 year", "UTC", false, "2025-01-31T00:00:00.000Z"},
		{"in 3 hours", "UTC", true, "2024-01-31T19:30:00.000Z"},
		{"2018-11-04", "America/Sao_Paulo", false, "2018-11-04T03:00:00.000Z"}, // no midnight that day
		{"2011-12-30", "Pacific/Apia", false, "2011-12-30T10:00:00.000Z"},      // no such day there
		{"1000-01-01", "UTC", false, "1000-01-01T00:00:00.000Z"},
	} {
		got, err := ParseWhen(c.text, now, zone(t, c.zone), c.end)
		if err != nil || Instant(got) != c.want {
			t.Errorf("ParseWhen(%q, %s, end %v) = %s, %v, want %s", c.text, c.zone, c.end, Instant(got), err, c.want)
		}
	}
}

func TestParseWhenRefuses(t *testing.T) {
	now := time.Date(2024, 1, 31, 16, 30, 0, 0, time.UTC)
	for text, sentence := range map[string]string{
		"":                      "the time is missing",
		"soon":                  `"soon" is not a time: write a time such as 2024-08-31`,
		"2024-02-30":            "is not a day of the calendar",
		"2023-02-29":            "is not a day of the calendar",
		"31 Nov 2024":           "is not a day of the calendar",
		"2024-13-01":            "is not a day of the calendar",
		"0999-01-01":            "outside the years 1000–9999",
		"10000-01-01":           "outside the years 1000–9999",
		"in 999999 years":       "outside the years 1000–9999",
		"2024-08-31T25:00Z":     "is not a time of the calendar",
		"2024-02-30T10:00Z":     "is not a time of the calendar",
		"in some weeks":         "is not a time",
		"1/2/2024":              `"1/2/2024" may be 1 February 2024 or 2 January 2024: write 2024-02-01 or 2024-01-02`,
		"3-4-2024":              "write 2024-04-03 or 2024-03-04",
		"next friday":           "write 2024-02-02 or 2024-02-09",
		"Monday, 31 Jan 2024":   "not on that day of the week",
		"31/31/2024":            "is not a time",
		"13월 말":                 "is not a day of the calendar",
		"45292":                 "is not a time",
		"2월 30일":                "is not a day of the calendar",
		"tomorrow at 25:00":     "is not a time",
		"tomorrow at 13pm":      "is not a time",
		"31 Brumaire 2024":      "is not a time",
		strings.Repeat("9", 99): "is not a time",
	} {
		if got, err := ParseWhen(text, now, time.UTC, false); err == nil || !strings.Contains(err.Error(), sentence) {
			t.Errorf("ParseWhen(%q) = %v, %v, want %q", text, got, err, sentence)
		}
	}
	for _, text := range []string{"now", "today", "in 6 weeks", "in 2 hours", "31 Aug", "3월 5일", "来週", "end of March", "March", "at 3pm", "last friday", "2 hours ago"} {
		if _, err := ParseWhen(text, time.Time{}, time.UTC, false); err == nil || !strings.Contains(err.Error(), "depends on the present") {
			t.Errorf("ParseWhen(%q) without a present: %v", text, err)
		}
	}
	if _, err := ParseWhen("9999-12-31", now, nil, true); err == nil {
		t.Error("the end of the last day was read")
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, seed := range []string{"2024-08-31", "2024-08-31T15:00Z", "31 Aug 2024", "in 6 weeks", "now", "2024年8月31日", "in 999999 months", "Feb 29"} {
		f.Add(seed, true)
	}
	now := time.Date(2024, 1, 31, 16, 30, 0, 0, time.UTC)
	seoul := zone(f, "Asia/Seoul")
	f.Fuzz(func(t *testing.T, text string, end bool) {
		got, err := ParseWhen(text, now, seoul, end)
		if err != nil {
			return
		}
		again, err := ParseWhen(Instant(got), now, seoul, end)
		if err != nil || !again.Equal(got) {
			t.Fatalf("%q is %s, which reads as %s, %v", text, Instant(got), Instant(again), err)
		}
	})
}
