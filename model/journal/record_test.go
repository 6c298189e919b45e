package journal

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

const (
	someLog  = "60b2e2be389f000183121e160c4db741"
	someID   = "dcbc26be16d3228ae57f6fc82b6f6c4d36355fdaaa6f2beda2af432a88a84e99"
	otherID  = "55f7dc60fcc5fc41956a57abbeb62d0606914d6ae09c0e2d2afd2b5686bffe7c"
	opening  = `{"v":1,"log":"60b2e2be389f000183121e160c4db741","seq":0,"at":"2024-02-26T08:00:00.000Z","salt":"ac154c087d19e84371919d36ad51507c","kind":"log.opened","data":{"name":"Heron","key":"Yguui/+WBm4/68OkTW5vHnLslckZz96mMvOtU5SwZCQ=","program":"format example"}}`
	forecast = `{"v":1,"log":"60b2e2be389f000183121e160c4db741","seq":3,"at":"2024-02-26T08:03:00.000Z","salt":"8d5cef5c16472f93ecfee79f7db94f30","kind":"forecast.made","data":{"question":"dcbc26be16d3228ae57f6fc82b6f6c4d36355fdaaa6f2beda2af432a88a84e99","p":0.12}}`
	noted    = "weathervane/60b2e2be389f000183121e160c4db741\n11\nS6AWJRHrX4zedunw4AOdx44zKLO7aeCl/wAJHGv8R+E=\n\n— weathervane/60b2e2be389f000183121e160c4db741 qHXOrAF8KYtd5BznNzmQ0VYB6iKQK4UsBXmO49aDk+zMspX6oFbnyLm3C8LrE1FhFRV8fqgpJFH3VuaxZBwCz2XUkgw=\n"
)

// lineOf is a record of a kind with these data.
func lineOf(kind, data string) string {
	return fmt.Sprintf(`{"v":1,"log":"%s","seq":3,"at":"2024-02-26T08:03:00.000Z","salt":"8d5cef5c16472f93ecfee79f7db94f30","kind":"%s","data":%s}`, someLog, kind, data)
}

func TestParseRecord(t *testing.T) {
	r, err := ParseRecord([]byte(forecast))
	if err != nil {
		t.Fatal(err)
	}
	if r.Seq != 3 || r.Kind != ForecastMade || r.Log.String() != someLog || r.At.String() != "2024-02-26T08:03:00.000Z" || !r.Known || r.Strange {
		t.Errorf("%+v", r)
	}
	if _, err := ParseRecord([]byte(opening)); err != nil {
		t.Error(err)
	}
}

// What FORMAT.md refuses is refused, each for its reason.
func TestParseRecordRefuses(t *testing.T) {
	change := func(old, new string) string {
		if !strings.Contains(forecast, old) {
			t.Fatalf("%q is not in the record", old)
		}
		return strings.Replace(forecast, old, new, 1)
	}
	for name, c := range map[string]struct{ line, reason string }{
		"blank":                  {"", "blank"},
		"byte order mark":        {"\xef\xbb\xbf" + forecast, "byte order mark"},
		"carriage return":        {forecast + "\r", "carriage return"},
		"not UTF-8":              {change("0.12", "0.12,\"x\":\"\xff\""), "UTF-8"},
		"lone surrogate":         {change("0.12", `0.12,"x":"\ud800"`), "surrogate"},
		"behind it":              {forecast + "{}", "follows"},
		"duplicate":              {change(`"p":0.12`, `"p":0.12,"p":0.12`), "duplicate"},
		"duplicate deep":         {change(`"p":0.12`, `"p":0.12,"x":[{"a":1,"a":2}]`), "duplicate"},
		"order":                  {change(`"seq":3,"at":"2024-02-26T08:03:00.000Z"`, `"at":"2024-02-26T08:03:00.000Z","seq":3`), "expected"},
		"more members":           {change(`"seq":3`, `"seq":3,"also":1`), "8 members"},
		"version":                {change(`"v":1`, `"v":2`), "version"},
		"seq with zero":          {change(`"seq":3`, `"seq":03`), "JSON"},
		"seq as fraction":        {change(`"seq":3`, `"seq":3.0`), "seq"},
		"seq as exponent":        {change(`"seq":3`, `"seq":3e0`), "seq"},
		"seq negative":           {change(`"seq":3`, `"seq":-3`), "seq"},
		"seq text":               {change(`"seq":3`, `"seq":"3"`), "seq"},
		"upper-case hex":         {change("60b2", "60B2"), "log"},
		"instant without ms":     {change("08:03:00.000Z", "08:03:00Z"), "instant"},
		"instant with zone":      {change("08:03:00.000Z", "08:03:00.000+00:00"), "instant"},
		"instant with comma":     {change("08:03:00.000Z", "08:03:00,000Z"), "instant"},
		"year 0999":              {change("2024-", "0999-"), "instant"},
		"recorded in 1969":       {change("2024-02", "1969-02"), "before 1970"},
		"30 February":            {change("02-26", "02-30"), "instant"},
		"short salt":             {change("8d5cef", "8d5ce"), "salt"},
		"no kind":                {change("forecast.made", ""), "kind"},
		"data is a list":         {lineOf("future.kind", "[]"), "object"},
		"no question":            {lineOf(ForecastMade, `{"p":0.5}`), "question is missing"},
		"question is short":      {change("dcbc26", "dcbc2"), "not an id"},
		"no forecast":            {lineOf(ForecastMade, `{"question":"`+someID+`"}`), "exactly one"},
		"two forecasts":          {change(`"p":0.12`, `"p":0.12,"probs":{"a":1}`), "exactly one"},
		"p above 1":              {change("0.12", "1.2"), "outside 0 to 1"},
		"p below 0":              {change("0.12", "-0.12"), "outside 0 to 1"},
		"p text":                 {change("0.12", `"0.12"`), "not a number"},
		"p not finite":           {change("0.12", "1e999"), "finite"},
		"P for p":                {change(`"p":`, `"P":`), "case"},
		"p and P":                {change(`"p":0.12`, `"p":0.12,"P":0.1`), "case"},
		"probs do not sum":       {change(`"p":0.12`, `"probs":{"a":0.5,"b":0.4}`), "sum"},
		"quantiles fall":         {change(`"p":0.12`, `"quantiles":[[0.1,5],[0.5,4]]`), "rise"},
		"quantile levels fall":   {change(`"p":0.12`, `"quantiles":[[0.5,4],[0.1,5]]`), "rise"},
		"lr of zero":             {lineOf(BearingJudged, `{"finding":"`+someID+`","question":"`+otherID+`","lr":0}`), "above 0"},
		"grade":                  {lineOf(FindingFiled, `{"article":"`+someID+`","quote":{"exact":"x","prefix":"","suffix":"","start":0,"end":1},"claim":"c","grade":"G2"}`), "Admiralty"},
		"unknown type":           {lineOf(QuestionAsked, `{"title":"t","type":"ternary"}`), "expected one of"},
		"reliability":            {lineOf(SourceGraded, `{"source":"s","reliability":"G"}`), "expected one of"},
		"later opening":          {lineOf(LogOpened, `{"name":"n","key":"Yguui/+WBm4/68OkTW5vHnLslckZz96mMvOtU5SwZCQ=","program":"p"}`), "only record 0"},
		"record 0 of other kind": {change(`"seq":3`, `"seq":0`), "expected log.opened"},
		"not finite, unknown":    {lineOf("future.kind", `{"x":[1e999]}`), "finite"},
		"not finite, strange":    {change("0.12", `0.12,"x":{"y":-1e999}`), "finite"},
	} {
		r, err := ParseRecord([]byte(c.line))
		if err == nil {
			t.Errorf("%s: read as %+v", name, r)
		} else if !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: %v; want %q", name, err, c.reason)
		}
	}
	if _, err := ParseRecord([]byte(lineOf("future.kind", `{"x":"`+strings.Repeat("x", MaxLine)+`"}`))); err == nil {
		t.Error("a record of more than 1 MiB is read")
	}
}

func TestUnknownIsKept(t *testing.T) {
	for line, known := range map[string]bool{
		lineOf("future.kind", `{"anything":[1,2]}`):                                false,
		lineOf(ForecastMade, `{"question":"`+someID+`","p":0.5,"mood":"sunny"}`):   true,
		lineOf(RationaleGiven, `{"forecast":"`+someID+`","text":"t","more":null}`): true,
	} {
		r, err := ParseRecord([]byte(line))
		if err != nil || r.Known != known || !r.Strange || !bytes.Equal(r.Line, []byte(line)) {
			t.Errorf("%s: %+v, %v", line, r, err)
		}
	}
}

func TestSmallOrderKeysAreRefused(t *testing.T) {
	for _, key := range []string{
		"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"7P///////////////////////////////////////38=", "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=",
	} {
		if k, err := ParseKey(key); err == nil {
			t.Errorf("key %s of small order is accepted", k)
		}
	}
	if _, err := ParseKey("Yguui/+WBm4/68OkTW5vHnLslckZz96mMvOtU5SwZCR="); err == nil {
		t.Error("a key in base64 of another spelling is accepted")
	}
}

func TestNames(t *testing.T) {
	r, err := ParseRecord([]byte(lineOf(ForecastMade, `{"question":"`+someID+`","p":0.5,"because":["`+otherID+`"],"imported":{"from":"x","sha256":"`+someID+`"}}`)))
	if err != nil {
		t.Fatal(err)
	}
	if ids := r.Names(); len(ids) != 2 || ids[0].String() != someID || ids[1].String() != otherID {
		t.Errorf("%v", ids)
	}
}

func TestCheckpointHasOneSpelling(t *testing.T) {
	c, err := ParseCheckpoint(noted)
	if err != nil {
		t.Fatal(err)
	}
	r, err := ParseRecord([]byte(opening))
	if err != nil {
		t.Fatal(err)
	}
	opened, err := Decode[Opened](r)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Verify(Key(opened.Key)); err != nil {
		t.Error(err)
	}
	for i := range noted {
		b := []byte(noted)
		b[i] ^= 1
		if c, err := ParseCheckpoint(string(b)); err == nil && c.Verify(Key(opened.Key)) == nil {
			t.Errorf("byte %d changed: it verifies", i)
		}
	}
	for name, note := range map[string]string{
		"leading zero": strings.Replace(noted, "\n11\n", "\n011\n", 1), "plus": strings.Replace(noted, "\n11\n", "\n+11\n", 1),
		"more text": strings.Replace(noted, "\n\n", "\nmore\n\n", 1), "two signatures": noted + strings.SplitAfter(noted, "\n")[4],
		"base64 bits": strings.Replace(noted, "R+E=", "R+F=", 1), "no newline": strings.TrimSuffix(noted, "\n"), "empty": "",
	} {
		if _, err := ParseCheckpoint(note); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

// An instant has the one form that formatting gives.
func FuzzParseInstant(f *testing.F) {
	for _, s := range []string{"2024-02-29T23:59:59.999Z", "2023-02-29T00:00:00.000Z", "0999-01-01T00:00:00.000Z", "2024-13-01T00:00:00.000Z", "2024-01-00T00:00:00.000Z", "2024-01-01T24:00:00.000Z", "2024-01-01T00:00:60.000Z", "9999-12-31T23:59:59.999Z", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := ParseInstant(s)
		want, werr := time.Parse(instantLayout, s)
		valid := werr == nil && want.Format(instantLayout) == s && want.Year() >= 1000
		if (err == nil) != valid || valid && (at.String() != s || at != InstantOf(want)) {
			t.Fatalf("%q is read as %s, %v", s, at, err)
		}
	})
}

func FuzzParseRecord(f *testing.F) {
	for _, line := range []string{opening, forecast, lineOf("future.kind", `{"a":[1,{"b":null}]}`), lineOf(BearingJudged, `{"finding":"`+someID+`","question":"`+otherID+`","lrs":{"a":1}}`), "", "{", `{"v":1}`} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := ParseRecord(line)
		if err != nil {
			return
		}
		if r.ID != IDOf(line) || !bytes.Equal(r.Line, line) || bytes.ContainsAny(line, "\r\n") {
			t.Fatalf("%q is read as another record", line)
		}
		again, err := ParseRecord(bytes.Clone(line))
		if err != nil || again.ID != r.ID || len(again.Names()) != len(r.Names()) {
			t.Fatalf("%q reads differently the second time: %v", line, err)
		}
	})
}

func FuzzParseCheckpoint(f *testing.F) {
	f.Add(noted)
	f.Add("weathervane/\n0\n\n\n— x y\n")
	f.Fuzz(func(t *testing.T, note string) {
		c, err := ParseCheckpoint(note)
		if err != nil {
			return
		}
		if c.Note != note || c.Size < 0 || !strings.HasPrefix(note, "weathervane/"+c.Log.String()+"\n") {
			t.Fatalf("%q is read as %+v", note, c)
		}
	})
}

func BenchmarkParseRecord(b *testing.B) {
	for _, line := range []string{forecast, lineOf(QuestionAsked, `{"title":"Will it rain?","type":"binary","criteria":"As the agency says.","opens":"2024-02-26T08:03:00.000Z","closes":"2024-03-26T08:03:00.000Z","tags":["weather","north"]}`)} {
		b.Run(fmt.Sprint(len(line)), func(b *testing.B) {
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseRecord([]byte(line)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// FuzzInstant holds the calendar here to the library's.
func FuzzInstant(f *testing.F) {
	for _, s := range []string{"2024-02-29T08:00:00.000Z", "2023-02-29T08:00:00.000Z", "1900-02-29T00:00:00.000Z", "2000-02-29T23:59:59.999Z", "1000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00.000Z", "2024-13-01T00:00:00.000Z", "2024-00-10T00:00:00.000Z", "2024-04-31T24:00:00.000Z", "0999-12-31T00:00:00.000Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := ParseInstant(s)
		parsed, other := time.Parse(instantLayout, s)
		want := other == nil && parsed.Year() >= 1000 && len(s) == len(instantLayout) && s[19] == '.'
		if want != (err == nil) || want && at != InstantOf(parsed) {
			t.Errorf("%q is %v (%v), want %v (%v)", s, at, err, parsed, other)
		}
	})
}

// Every day of the calendar has the instant that the library gives it.
func TestEveryDayHasItsInstant(t *testing.T) {
	for day := time.Date(1000, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 10000; day = day.AddDate(0, 0, 1) {
		if at, err := ParseInstant(day.Format(instantLayout)); err != nil || at != InstantOf(day) {
			t.Fatalf("%s is %v, %v", day, at, err)
		}
	}
}
