package timecolumn

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// dates, by the layout that time.Parse takes for the same text.
var dates = []string{
	"2006-01-02", "2006-1-2", "2006/01/02", "2006/1/2", "2006.01.02", "2006-Jan-02", "20060102",
	"2 Jan 2006", "02 January 2006", "2-Jan-06", "Jan 2, 2006", "January 2 2006", "Mon, 02 Jan 2006", "Monday, January 2, 2006",
	"2006年1月2日", "2006년 1월 2일", "02.01.2006", "2.1.06", "02/01/2006", "2-1-2006", "01/02/2006", "1/2/06",
}

var between2 = []string{"T", " ", ", ", " at "}

var clocks = []string{
	"15:04", "15:04:05", "15:04:05.0", "15:04:05.000", "15:04:05.000000", "15:04:05.000000000", "15:4:5",
	"3:04 PM", "3:04:05PM", "03:04:05.000 pm",
}

// zones, and the layout of each.
var zones = []struct{ text, layout string }{
	{"", ""}, {"Z", "Z07:00"}, {"z", ""}, {"+00", "-07"}, {"+0000", "-0700"}, {"-00:00", "-07:00"}, {"+09", "-07"}, {"-0330", "-0700"},
	{"+05:45", "-07:00"}, {" +00", " -07"}, {" +0900", " -0700"}, {" -12:00", " -07:00"}, {" UTC", ""}, {" GMT", ""},
	{" JST", "+9"}, {" EST", "-5"}, {"PST", "-8"}, {" CEST", "+2"}, {" UTC+2", "+2"}, {" GMT-0500", "-5"},
	{" Europe/Berlin", "Europe/Berlin"}, {" America/New_York", "America/New_York"},
}

// Every date with every clock and every zone is what time.Parse reads.
func TestEveryFormIsReadAsTimeParseReadsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	n := 0
	for _, date := range dates {
		order := DayFirst
		if strings.HasPrefix(date, "01/02") || strings.HasPrefix(date, "1/2") {
			order = MonthFirst
		}
		for _, gap := range between2 {
			for _, clock := range clocks {
				for _, zone := range zones {
					at := time.UnixMilli(r.Int64N(60*365*day24) - 1000*day24 + 999).UTC()
					layout := date + gap + clock
					if strings.HasSuffix(strings.ToLower(clock), "m") && zone.text != "" && zone.text[0] >= 'A' {
						layout += " "
					}
					text := at.Format(layout)
					place := time.UTC
					switch {
					case strings.ContainsAny(zone.layout, "/"):
						place, _ = time.LoadLocation(zone.layout)
					case len(zone.layout) == 2:
						place = time.FixedZone("", int(44-int(zone.layout[0]))*3600*int(zone.layout[1]-'0'))
					case zone.layout != "":
						layout += zone.layout
						text += zone.text
					}
					want, err := time.ParseInLocation(layout, text, place)
					if err != nil {
						t.Fatalf("%s: %v", text, err)
					}
					if !strings.HasSuffix(layout, zone.layout) || zone.layout == "" || !strings.HasSuffix(text, zone.text) {
						text += zone.text
					}
					c := Column{Given: order}
					got, err := c.Read([]byte(text), 1)
					if err != nil || got != want.UnixMilli() {
						t.Errorf("%q is %v (%v), want %v", text, time.UnixMilli(got).UTC(), err, want.UTC())
					}
					if c.Shows(Naive) != (zone.text == "") {
						t.Errorf("%q: without a zone: %v", text, c.Shows(Naive))
					}
					n++
				}
			}
		}
	}
	if n != len(dates)*len(between2)*len(clocks)*len(zones) {
		t.Error(n)
	}
}

// A column is the same however it is divided among readers, and its order makes
// every date what it would be if the order were given.
func TestPartsOfAColumnMakeTheColumn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	forms := []string{"02/01/2006", "2/1/2006 15:04", "2/1/2006 15:04 -07:00", "2006-01-02", "2.1.2006", "2 Jan 2006", "2006-01-02T15:04:05Z", "2-1-2006", "2/1/06 3:04 PM Europe/Berlin"}
	for range 500 {
		monthFirst := r.IntN(2) == 0
		var cells []string
		for range 1 + r.IntN(40) {
			at := time.Unix(r.Int64N(2e9), 0).UTC()
			if r.IntN(8) > 0 {
				at = time.Date(at.Year(), at.Month(), 1+at.Day()%12, at.Hour(), at.Minute(), 0, 0, time.UTC)
			}
			form := forms[r.IntN(len(forms))]
			if monthFirst {
				form = strings.NewReplacer("02/01", "01/02", "2/1", "1/2", "2.1", "1.2", "2-1", "1-2").Replace(form)
			}
			cells = append(cells, strings.Replace(at.Format(form), "Z07:00", "+00:00", 1))
		}
		zone := []*time.Location{nil, time.FixedZone("", 9*3600)}[r.IntN(2)]
		options := Column{Zone: zone, Ends: r.IntN(2) == 0}
		whole := options
		parts := []*Column{}
		for range 3 {
			part := options
			parts = append(parts, &part)
		}
		var read, inParts []int64
		var by []int
		for i, text := range cells {
			part := i / 4 % 3
			a, err1 := whole.Read([]byte(text), i+1)
			b, err2 := parts[part].Read([]byte(text), i+1)
			if err1 != nil || err2 != nil {
				t.Fatal(text, err1, err2)
			}
			read, inParts, by = append(read, a), append(inParts, b), append(by, part)
		}
		var joined Column
		for _, p := range r.Perm(3) {
			joined.Join(parts[p])
		}
		found := whole.Order()
		if joined.Order() != found {
			t.Fatalf("%q: %v at once, %v in parts", cells, found, joined.Order())
		}
		line, text, why := whole.Conflict()
		if l, x, y := joined.Conflict(); l != line || x != text || y != why {
			t.Fatalf("%q: %d %s %s, in parts %d %s %s", cells, line, text, why, l, x, y)
		}
		if line > 0 {
			t.Fatalf("%q: line %d: %s", cells, line, why)
		}
		if monthFirst && found.Certain && found.Order == DayFirst && !whole.seen.has(dotted) {
			t.Fatalf("%q: %v", cells, found)
		}
		given := options
		given.Given = found.Order
		for i, text := range cells {
			want, err := given.Read([]byte(text), i+1)
			if err != nil || whole.At(read[i], found.Order) != want || parts[by[i]].At(inParts[i], found.Order) != want {
				t.Fatalf("%q in %q, %v: %d, in parts %d, with the order given %d (%v)", text, cells, found,
					whole.At(read[i], found.Order), parts[by[i]].At(inParts[i], found.Order), want, err)
			}
		}
	}
}

// What any cell is read as is a time of the years that are read, the same with
// spaces of another width, and naive cells move with the zone.
func FuzzRead(f *testing.F) {
	for _, s := range append(slices.Clone(dates), "2024-01-31", "45322.5", "20240131", "1706659200", "-1", "Tue Jan 02 2024 10:00:00 GMT+0900 (JST)", "2024. 1. 2. 오후 3:04:05", "2024-01-01 10:00 Europe/Berlin") {
		f.Add([]byte(s))
		f.Add([]byte(s + " 15:04:05.25 EST"))
	}
	low, high := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).UnixMilli(), time.Date(2301, 1, 3, 0, 0, 0, 0, time.UTC).UnixMilli()
	east := time.FixedZone("", 3600)
	f.Fuzz(func(t *testing.T, b []byte) {
		var c Column
		moved := Column{Zone: east}
		read, err := c.Read(b, 1)
		again, err2 := moved.Read(b, 1)
		if fmt.Sprint(err) != fmt.Sprint(err2) {
			t.Fatalf("%q: %v, in another zone %v", b, err, err2)
		}
		if err != nil {
			return
		}
		for _, o := range []Order{DayFirst, MonthFirst} {
			at, other := c.At(read, o), moved.At(again, o)
			if at < low || at > high {
				t.Errorf("%q is %v", b, time.UnixMilli(at))
			}
			zoneless := c.Shows(Day) || c.Shows(Naive)
			if zoneless && at-other != 3600_000 || !zoneless && at != other {
				t.Errorf("%q is %d, with a zone an hour east %d", b, at, other)
			}
		}
		if _, _, err := one(Column{}, strings.ReplaceAll(string(b), " ", "\u00a0")); err != nil && strings.IndexByte(string(b), '/') < 0 {
			t.Errorf("%q is not read with wide spaces: %v", b, err)
		}
	})
}
