package words

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Count(0), "0"}, {Count(999), "999"}, {Count(1284), "1 284"}, {Count(1000000), "1 000 000"}, {Count(-1284), "−1 284"},
		{ShortCount(9999), "9 999"}, {ShortCount(10000), "10k"}, {ShortCount(354999), "354k"}, {ShortCount(3100000), "3M"},
		{Ratio(0.4), "×0.4"}, {Ratio(3), "×3"}, {Ratio(12), "×12"}, {Ratio(1.0 / 3), "×0.33"}, {Ratio(0.05), "×0.05"},
		{Ratio(100), "×100"}, {Ratio(1284), "×1 284"}, {Ratio(0.0004), "×0.0004"}, {Ratio(math.MaxFloat64), "×1.8e308"}, {Ratio(1e300), "×1e300"}, {Ratio(5e-324), "×4.9e−324"}, {Ratio(math.Inf(1)), "×∞"},
		{Score(0.164), "0.164"}, {Score(0.1635), "0.164"}, {Score(math.Inf(1)), "∞"}, {Score(-0.02), "−0.020"},
		{Score(-0.0001), "0.000"}, {Score(math.NaN()), "–"},
		{Percent(0.125), "12.5 %"}, {WholePercent(0.0004), "0.04 %"}, {WholePercent(0.126), "13 %"}, {WholeShare(0.0004), "0 %"},
		{SignedPercent(0.41), "+41 %"}, {SignedPercent(-0.03), "−3 %"}, {SignedPercent(0), "0 %"}, {FromTo(0.12, 0.15), "12 → 15 %"},
		{Points(0.071), "+7"}, {Points(-0.02), "−2"}, {Points(-0.001), "0"}, {Decimals(-0.02, 4), "−0.0200"}, {Signed(0.5, 2), "+0.50"},
		{Plain(-0.5, 3), "-0.500"}, {Digits(0.1, -1), "0.1"}, {Digits(1.0/3, 4), "0.3333"},
		{AxisPercent(0.25), "25"}, {PercentWith(0.00254, 2), "0.25 %"}, {Progress(7), "  7 %"}, {Progress(100), "100 %"},
		{ReportPercent(0.12), "12 %"}, {ReportPercent(0.4125), "41.25 %"}, {ReportPercent(0), "0 %"}, {ReportPercent(1), "100 %"},
		{ReportPlural(1, "entry"), "1 entry"}, {ReportPlural(1284, "record"), "1284 records"},
		{Figure(0.164), "0.1640"}, {Figure(-0.02), "-0.0200"}, {Figure(math.Inf(1)), "∞"}, {Figure(math.Inf(-1)), "-∞"}, {Figure(math.NaN()), "–"},
		{Change(0.02, 3), "+0.020"}, {Change(-0.0004, 3), "0.000"}, {Change(-0.1, 1), "−0.1"}, {Change(math.Inf(-1), 1), "−∞"},
		{Change(math.Inf(1), 1), "+∞"}, {Change(math.NaN(), 1), "–"},
		{PointsMoved(0.0004), ""}, {PointsMoved(-0.004), "0.4"}, {PointsMoved(0.12), "12"}, {PointsMoved(0.0096), "1"},
		{PointsOff(0.01), "1 point"}, {PointsOff(0.0025), "0.25 points"}, {PointsOff(0.2), "20 points"},
		{Amount(12.345), "12.3"}, {Amount(1284.4), "1 284"}, {Bytes(1), "1 byte"}, {Bytes(434 * 1024), "434 KB"},
		{Counted(1, "entry", "entries"), "1 entry"}, {Plural(1284, "record"), "1 284 records"}, {Times(1), "once"}, {Times(3), "3 times"},
		{Places([2]int{2, 4}), "2–4"}, {Places([2]int{2, 2}), "2"}, {Places([2]int{}), ""}, {List("a"), "a"}, {List("a", "b", "c"), "a, b and c"},
		{Records(journal.FindingsGrouped, 3), "3 groups of findings"}, {Records("a.kind_to_come", 1), "1 other record"},
	} {
		got := strings.NewReplacer(thin, " ", "\u00a0", " ").Replace(c.got)
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCalendar(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	c := Calendar{Now: time.Date(2024, 2, 26, 3, 0, 0, 0, time.UTC), Zone: seoul}
	at := func(y int, m time.Month, d, h int) journal.Instant {
		return journal.InstantOf(time.Date(y, m, d, h, 0, 0, 0, seoul))
	}
	for _, x := range []struct{ got, want string }{
		{c.Day(at(2024, 2, 19, 5)), "19 Feb"}, {c.Date(at(2024, 2, 19, 5)), "19 Feb 2024"}, {c.Date(0), Dash},
		{c.LastDay(at(2024, 9, 1, 0)), "31 Aug"}, {c.LastDate(at(2024, 9, 1, 0)), "31 Aug 2024"}, {c.ShortLastDay(at(2025, 9, 1, 0)), "Aug 2025"},
		{c.Minute(at(2024, 2, 19, 5)), "19 Feb, 05:00"}, {c.Ending(at(2024, 9, 1, 0)), "at the end of 31 Aug"}, {c.Ending(at(2024, 9, 1, 5)), "1 Sep, 05:00"},
		{c.Ahead(at(2024, 2, 27, 0)), "today"}, {c.Ahead(at(2024, 2, 28, 0)), "tomorrow"}, {c.Ahead(at(2024, 3, 1, 0)), "Thursday 29 Feb"},
		{c.Ago(at(2024, 2, 26, 0)), "yesterday"}, {c.Ago(at(2024, 2, 24, 0)), "3 days ago"}, {c.Ago(at(2023, 1, 3, 0)), "on 2 Jan 2023"},
		{c.Today(), "Monday 26 February 2024"}, {ISOMinute(c.Now), "2024-02-26 03:00"}, {ZoneName(c.Now.In(seoul)), "KST"},
	} {
		if x.got != x.want {
			t.Errorf("got %q, want %q", x.got, x.want)
		}
	}
}

func TestWhatRecordsDid(t *testing.T) {
	p := 0.12
	for _, c := range []struct{ got, want string }{
		{Did(journal.ForecastMade, []byte(`{"data":{"p":0.12,"by":"Wren"}}`)), "recorded 12 % for Wren"},
		{Did(journal.ForecastWithdrawn, []byte(`{"data":{"why":"no news"}}`)), "withdrew the forecast: no news"},
		{Did(journal.QuestionRevised, []byte(`{"data":{"set":{"title":"T","fine_print":"F"}}}`)), "revised fine print, title"},
		{Did(journal.QuestionResolved, []byte(`{"data":{"outcome":true}}`)), "resolved it as Yes"},
		{Did(journal.BearingJudged, []byte(`{"data":{"lr":3}}`)), "judged a finding: ×3"},
		{Did("a.kind_to_come", []byte(`{"data":{}}`)), "a kind to come"},
		{Forecast(&p, nil, nil), "12 %"}, {Forecast(nil, map[string]float64{"Kono": 0.2, "Ishiba": 0.45}, nil), "Ishiba 45 %, Kono 20 %"},
		{Outcome(json.RawMessage(`"2024-02-19T00:00:00.000Z"`)), "19 Feb 2024"}, {Outcome(json.RawMessage(`"above_range"`)), "above the range"},
	} {
		if got := strings.ReplaceAll(c.got, thin, " "); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestDay(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	now := time.Date(2024, 2, 26, 3, 0, 0, 0, time.UTC)
	close := time.Date(2024, 8, 31, 15, 0, 0, 0, time.UTC)
	for _, c := range []struct{ got, want string }{
		{Day(time.Date(2024, 2, 18, 20, 0, 0, 0, time.UTC), seoul, now), "19 Feb"},
		{Day(time.Date(2024, 2, 18, 20, 0, 0, 0, time.UTC), time.UTC, now), "18 Feb"},
		{Day(time.Date(2023, 12, 31, 16, 0, 0, 0, time.UTC), seoul, now), "1 Jan"},
		{Day(time.Date(2023, 12, 31, 16, 0, 0, 0, time.UTC), time.UTC, now), "31 Dec 2023"},
		{Day(close, seoul, now), "1 Sep"},
		{LastDay(close, seoul, now), "31 Aug"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDayReadsBack(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	now := time.Date(2024, 2, 26, 3, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.Int64Range(0, 20*366*24*60).Draw(t, "minutes")
		at := time.Date(2014, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute)
		printed := Day(at, seoul, now)
		start, err := notation.ParseWhen(printed, now, seoul, false)
		if err != nil {
			t.Fatal(err)
		}
		end, err := notation.ParseWhen(printed, now, seoul, true)
		if err != nil || start.After(at) || !end.After(at) || end.Sub(start) != 24*time.Hour {
			t.Fatalf("%s prints as %q, which is %s to %s", at, printed, start, end)
		}
		if again := LastDay(end, seoul, now); again != printed {
			t.Fatalf("%q closes on %q", printed, again)
		}
	})
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "no date": "No date", "über uns": "Über uns", "서울": "서울", "A": "A", "\xffx": "\ufffdx"} {
		if got := Capital(text); got != want {
			t.Errorf("%q begins as %q", text, got)
		}
	}
}
