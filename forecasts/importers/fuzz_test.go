package importers

import (
	"archive/zip"
	"bytes"
	"errors"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"weathervane/forecasts/score"
	"weathervane/forecasts/testkit"
)

// Each service has a target of its own: what one learns of a form does not help with the
// others.

func FuzzAutocast(f *testing.F)       { fuzzDocument(f, sample(f, "autocast.json")) }
func FuzzCultivate(f *testing.F)      { fuzzDocument(f, sample(f, "gjopen.json"), []byte(someMembers)) }
func FuzzFatebookAPI(f *testing.F)    { fuzzDocument(f, sample(f, "fatebook.json")) }
func FuzzKalshi(f *testing.F)         { fuzzDocument(f, sample(f, "kalshi.json")) }
func FuzzMetaculusAPI(f *testing.F)   { fuzzDocument(f, sample(f, "metaculus.json")) }
func FuzzMetaculusOld(f *testing.F)   { fuzzDocument(f, sample(f, "metaculus-old.json")) }
func FuzzPolymarket(f *testing.F)     { fuzzDocument(f, sample(f, "polymarket.json")) }
func FuzzPredictionBook(f *testing.F) { fuzzDocument(f, sample(f, "predictionbook.json")) }
func FuzzProblems(f *testing.F)       { fuzzDocument(f, []byte(someProblems), []byte(somePredictions)) }

func FuzzForecastBench(f *testing.F) {
	questions, ends, sets := sample(f, "bench-questions.json"), sample(f, "bench-resolutions.json"), sample(f, "bench-forecasts.json")
	fuzzDocument(f, slices.Concat(questions, ends), sets, slices.Concat(questions, ends, sets), []byte(someScored))
}

func FuzzManifold(f *testing.F) {
	apart := strings.NewReplacer("RESOLVED", "false", "SUM", "false").Replace(someAnswers)
	together := strings.NewReplacer("RESOLVED", `true,"resolution":"n1"`, "SUM", "true").Replace(someAnswers)
	number := strings.Replace(someNumber, "END", `"resolution":"MKT","resolutionProbability":0.5,"isLogScale":true`, 1)
	fuzzDocument(f, sample(f, "manifold-markets.json"), sample(f, "manifold-bets.json"), []byte(apart), []byte(together), []byte(number))
}

func FuzzMetaforecast(f *testing.F) {
	fuzzDocument(f, sample(f, "metaforecast.json"), []byte(strings.NewReplacer("P}", "0.3}", "Q}", "0.7}", "SEEN", "1700000000").Replace(someNode)))
}

// fuzzDocument fuzzes the reader of documents, which know of the first sample, and of
// themselves.
func fuzzDocument(f *testing.F, samples ...[]byte) {
	fuzz(f, func(t *testing.T, text []byte) (*File, error) {
		others := NewOthers()
		for _, known := range [][]byte{samples[0], text} {
			if err := others.Learn(bytes.NewReader(known), "f"); err != nil {
				return nil, err
			}
		}
		return Document(bytes.NewReader(text), "f", others)
	}, samples...)
}

func FuzzConfido(f *testing.F) {
	fuzz(f, func(_ *testing.T, text []byte) (*File, error) { return Confido(bytes.NewReader(text), "f") }, sample(f, "confido.csv"))
}

func FuzzFatebook(f *testing.F) {
	fuzz(f, func(_ *testing.T, text []byte) (*File, error) { return Fatebook(bytes.NewReader(text), "f") }, sample(f, "fatebook.csv"))
}

func FuzzPredictionBookTable(f *testing.F) {
	fuzz(f, func(_ *testing.T, text []byte) (*File, error) {
		return PredictionBookTable(bytes.NewReader(text), "f")
	}, sample(f, "my_predictions.csv"))
}

func FuzzReport(f *testing.F) {
	fuzz(f, func(_ *testing.T, text []byte) (*File, error) { return Report(bytes.NewReader(text), "f") }, []byte(someReport))
}

func FuzzTable(f *testing.F) {
	fuzz(f, func(t *testing.T, text []byte) (*File, error) {
		Recognise(text, nil)
		file, err := Table(t.Context(), bytes.NewReader(text), "f", score.TableOptions{SkipBadRows: true})
		checkLines(t, text, file, err)
		whole(t, file, err)
		return Table(t.Context(), bytes.NewReader(text), "f", score.TableOptions{})
	}, []byte("question_id,forecaster,made_at,probability,outcome\nc,Ann,2023-01-02,.5,1\na,Ann,2023-01-02,.5,0\na,Bob,2023-01-02,.5,1\nc,Bob,2023-01-02,.5,void\n"),
		[]byte("id,by,date,p,y,option,opens_at\na,Ann,2023-01-01,0.7,1,x,2023-01-01\na,Ann,2023-01-01,0.3,1,y,\nb,Bo,2023-01-02 10:00,0.3,void,,\n"))
}

func FuzzGoodJudgmentQuestions(f *testing.F) {
	fcasts := sample(f, "survey_fcasts.csv")
	fuzz(f, func(t *testing.T, text []byte) (*File, error) {
		q, err := ReadGoodJudgmentQuestions(bytes.NewReader(text), "f")
		if err != nil {
			return nil, err
		}
		file, err := GoodJudgment(t.Context(), bytes.NewReader(fcasts), "g", q)
		whole(t, file, err)
		return nil, nil
	}, sample(f, "ifps.csv"))
}

func FuzzGoodJudgment(f *testing.F) {
	q, err := ReadGoodJudgmentQuestions(bytes.NewReader(sample(f, "ifps.csv")), "i")
	if err != nil {
		f.Fatal(err)
	}
	fuzz(f, func(t *testing.T, text []byte) (*File, error) {
		return GoodJudgment(t.Context(), bytes.NewReader(text), "f", q)
	}, sample(f, "survey_fcasts.csv"))
}

// The tables of Metaculus are fuzzed each beside the others as they should be, by
// themselves and in their archive.

func FuzzMetaculusQuestions(f *testing.F) { fuzzMetaculus(f, metaculusAskedCSV) }
func FuzzMetaculusForecasts(f *testing.F) { fuzzMetaculus(f, metaculusMadeCSV) }
func FuzzMetaculusComments(f *testing.F)  { fuzzMetaculus(f, metaculusCommentsCSV) }

func fuzzMetaculus(f *testing.F, table string) {
	tables := map[string][]byte{}
	for _, name := range []string{metaculusAskedCSV, metaculusMadeCSV, metaculusCommentsCSV} {
		tables[name] = sample(f, name)
	}
	sound := tables[table]
	fuzz(f, func(t *testing.T, text []byte) (*File, error) {
		tables[table] = text
		archive, err := ReadMetaculusZip(bytes.NewReader(packed(t, zip.Store, tables)), "z")
		whole(t, archive, err)
		switch table {
		case metaculusAskedCSV:
			return Metaculus(bytes.NewReader(text), "f", MetaculusQuestionCSV, nil)
		case metaculusMadeCSV:
			return Metaculus(bytes.NewReader(text), "f", MetaculusForecastCSV, NewMetaculusTables())
		}
		return nil, err
	}, sound)
}

func FuzzMetaculusZip(f *testing.F) {
	f.Add(archive(f, "question_data.csv", "forecast_data.csv", "comment_data.csv"))
	f.Add([]byte(zipOf(f, "question_data.csv", "score_data.csv")))
	f.Fuzz(func(t *testing.T, b []byte) {
		IsMetaculusZip(b)
		file, err := ReadMetaculusZip(bytes.NewReader(b), "z")
		whole(t, file, err)
	})
}

func FuzzStrange(f *testing.F) {
	f.Add([]byte(zipOf(f, "a.png")))
	f.Add([]byte(`[{"foo":1,"bar":`))
	f.Add([]byte("From: a\r\nTo: b\r\n\r\n"))
	f.Add([]byte("<?xml version=\"1.0\"?><!-- x --><rss>"))
	f.Add([]byte(compound("Workbook")))
	f.Add([]byte(database("\x00\x00\x00\x00")))
	f.Add([]byte("a text without columns\n"))
	f.Add([]byte(media(f, "application/epub+zip")))
	f.Fuzz(func(t *testing.T, b []byte) {
		if what, do := Strange(b); (what == "") != (do == "") || strings.ContainsAny(what, "\n\r") || !utf8.ValidString(what) {
			t.Errorf("%q, %q", what, do)
		}
	})
}

// fuzz fuzzes a reader of texts, from samples of what it reads.
func fuzz(f *testing.F, read func(*testing.T, []byte) (*File, error), samples ...[]byte) {
	testkit.Texts(f, func(t *testing.T, text []byte) {
		file, err := read(t, text)
		checkLines(t, text, file, err)
		whole(t, file, err)
		if again, err2 := read(t, text); (err == nil) != (err2 == nil) || err != nil && err.Error() != err2.Error() || !reflect.DeepEqual(file, again) {
			t.Fatalf("read again: %v, %v\n%+v\n%+v", err, err2, file, again)
		}
	}, samples...)
}

// checkLines holds what a reader says about lines: they are in the text.
func checkLines(t *testing.T, text []byte, f *File, err error) {
	t.Helper()
	last := 1 + bytes.Count(text, []byte("\n"))
	check := func(line int) {
		t.Helper()
		if packed := bytes.HasPrefix(text, []byte("PK")) || bytes.HasPrefix(text, []byte("\x1f\x8b")); line < 1 || line > last && !packed {
			t.Fatalf("line %d of %d: %v", line, last, err)
		}
	}
	if err != nil {
		if !utf8.ValidString(err.Error()) {
			t.Fatalf("says %q", err)
		}
		var row *BadRow
		var tableRow *score.BadRow
		var rows *score.BadRows
		if errors.As(err, &row) {
			check(row.Line)
		}
		if errors.As(err, &tableRow) {
			check(tableRow.Line)
		}
		if errors.As(err, &rows) {
			for i := range rows.Rows {
				check(rows.Rows[i].Line)
			}
		}
		return
	}
	if f == nil {
		return
	}
	for _, q := range f.Questions {
		for _, x := range q.Forecasts {
			check(x.Line)
		}
	}
	for _, l := range f.LeftOut {
		check(l.Line)
	}
	for _, l := range f.Left {
		check(l)
	}
	if !slices.IsSorted(f.Left) {
		t.Fatalf("lines that are left out are not in order: %v", f.Left)
	}
}

// whole holds what every reader promises of what it reads: it can be recorded.
func whole(t *testing.T, f *File, err error) {
	t.Helper()
	if err != nil || f == nil {
		return
	}
	for _, text := range slices.Concat([]string{f.From}, f.Assumed) {
		checkText(t, text)
	}
	for i := range f.Questions {
		wholeQuestion(t, &f.Questions[i])
	}
}

func checkText(t *testing.T, all ...string) {
	t.Helper()
	for _, s := range all {
		if !utf8.ValidString(s) {
			t.Fatalf("%q is no text", s)
		}
	}
}

func wholeQuestion(t *testing.T, q *Question) {
	t.Helper()
	checkText(t, q.Key, q.Here, q.Title, q.Background, q.Criteria, q.FinePrint, q.Unit)
	checkText(t, q.Tags...)
	checkText(t, q.Options...)
	if q.Key == "" || q.Title == "" || strings.ContainsAny(q.Title, "\n\r\t") {
		t.Fatalf("a question without key or title, or with lines in its title: %+v", q)
	}
	if !slices.Contains([]string{"binary", "choice", "numeric", "date"}, q.Type) || !slices.Contains([]string{"", "resolved", "ambiguous", "annulled", "withdrawn"}, q.End) {
		t.Fatalf("a question of another type or end: %+v", q)
	}
	if (q.Type == "choice") != (len(q.Options) > 0) || q.Type == "choice" && (!distinct(q.Options) || slices.Contains(q.Options, "")) {
		t.Fatalf("options that are none: %+v", q)
	}
	if r := q.Range; r != nil && (!(r.Min < r.Max) || math.Abs(r.Min) > 1e150 || math.Abs(r.Max) > 1e150 || q.Type != "numeric" && q.Type != "date") {
		t.Fatalf("a range that is none: %+v of %+v", r, q)
	}
	if q.End == "resolved" != (q.Outcome != nil) || q.Outcome != nil && !q.canEnd() {
		t.Fatalf("an outcome without an end, the other way round, or not one of its question: %+v", q)
	}
	for i := range q.Forecasts {
		wholeForecast(t, q, &q.Forecasts[i])
	}
}

// canEnd reports whether the outcome is one of the question.
func (q *Question) canEnd() bool {
	switch y := q.Outcome.(type) {
	case bool:
		return q.Type == "binary"
	case float64:
		return q.Type == "binary" && y >= 0 && y <= 1 || q.Type == "numeric" && math.Abs(y) <= 1e150
	case string:
		return slices.Contains(q.Options, y) || q.Range != nil && (y == BelowRange && q.Range.OpenBelow || y == AboveRange && q.Range.OpenAbove)
	}
	return q.Type == "date"
}

func wholeForecast(t *testing.T, q *Question, x *Forecast) {
	t.Helper()
	checkText(t, x.By, x.Note)
	if x.At.IsZero() != (x.Stood != StoodAt) || !x.At.IsZero() && !plausible(x.At) || strings.ContainsAny(x.By, "\n\r") {
		t.Fatalf("a forecast at a time or by a name that no record can hold: %+v", x)
	}
	ok := false
	switch q.Type {
	case "binary":
		ok = x.P != nil && x.Probs == nil && x.Quantiles == nil && *x.P >= 0 && *x.P <= 1
	case "choice":
		ok = x.P == nil && x.Quantiles == nil && x.isWhole(q)
		for o := range x.Probs {
			ok = ok && slices.Contains(q.Options, o)
		}
	default:
		ok = x.P == nil && x.Probs == nil && len(x.Quantiles) > 0
		for i, lv := range x.Quantiles {
			ok = ok && lv[0] >= 0 && lv[0] <= 1 && math.Abs(lv[1]) <= 1e150 && (i == 0 || lv[0] > x.Quantiles[i-1][0] && lv[1] > x.Quantiles[i-1][1])
			ok = ok && (q.Type != "date" || writable(dateAt(lv[1])))
		}
	}
	if !ok {
		t.Fatalf("a forecast that no record of its question can hold: %+v of %+v", x, q)
	}
}
