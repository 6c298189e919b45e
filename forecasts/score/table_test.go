package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// tableOf writes a table and reads it.
func tableOf(t *testing.T, p, y []float64) *Table {
	t.Helper()
	var b strings.Builder
	b.WriteString("question,p,outcome\n")
	for i := range p {
		fmt.Fprintf(&b, "q%d,%v,%v\n", i, p[i], y[i])
	}
	return read(t, b.String())
}

func read(t *testing.T, text string) *Table {
	t.Helper()
	table, err := ReadTable(t.Context(), strings.NewReader(text), "table.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func readFile(t testing.TB, forecasts, questions string) *Table {
	t.Helper()
	f, err := os.Open(forecasts)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := ReadTable(t.Context(), f, "forecasts.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if questions == "" {
		return table
	}
	q, err := os.Open(questions)
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	windows, err := ReadQuestions(q, "questions.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := table.Join(windows); err != nil {
		t.Fatal(err)
	}
	return table
}

type rowFigures struct {
	Rows struct {
		Rows      int
		Brier     Number `json:"mean_brier"`
		Log       Number `json:"mean_log"`
		Infinite  int    `json:"log_infinite_rows"`
		AUC       Number
		Questions int
	}
	CORP   struct{ CORP }
	Murphy struct{ Murphy }
}

func (want rowFigures) check(t *testing.T, r Report) {
	t.Helper()
	if r.Unit != "rows" || r.Scored != want.Rows.Rows || r.LogInfinite != want.Rows.Infinite {
		t.Errorf("%s: %d scored, %d infinite; want %d, %d", r.Unit, r.Scored, r.LogInfinite, want.Rows.Rows, want.Rows.Infinite)
	}
	if r.CORP.Blocks != want.CORP.Blocks {
		t.Errorf("%d blocks, want %d", r.CORP.Blocks, want.CORP.Blocks)
	}
	for what, pair := range map[string][2]Number{
		"mean": {r.Mean, want.Rows.Brier}, "log": {r.Log, want.Rows.Log}, "AUC": {r.AUC, want.Rows.AUC},
		"MCB": {r.CORP.MCB, want.CORP.MCB}, "DSC": {r.CORP.DSC, want.CORP.DSC}, "UNC": {r.CORP.UNC, want.CORP.UNC},
		"REL": {r.Murphy.REL, want.Murphy.REL}, "RES": {r.Murphy.RES, want.Murphy.RES},
		"WBV": {r.Murphy.WBV, want.Murphy.WBV}, "WBC": {r.Murphy.WBC, want.Murphy.WBC},
	} {
		nearBy(t, what, float64(pair[0]), &pair[1], 1e-12)
	}
}

type tableFigures struct {
	rowFigures
	TimeWeighted struct {
		Pairs        int
		AfterClose   int    `json:"rows_after_close"`
		Mean         Number `json:"mean_twb"`
		Covered      Number `json:"mean_twb_covered"`
		Coverage     Number `json:"mean_covered"`
		Headline     Number
		PerForecastr map[string]struct {
			Pairs   int
			TWB     Number
			Covered Number `json:"twb_covered"`
		} `json:"per_forecaster"`
	} `json:"time_weighted"`
	BeforeClose rowFigures `json:"before_close"`
}

func expected(t testing.TB, file string) (want tableFigures) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

func TestTableOfTwoThousandRows(t *testing.T) {
	want := expected(t, "testdata/expected.json")
	plain := ScoreTable(readFile(t, "testdata/forecasts.csv", ""), Options{})
	want.check(t, plain)
	if plain.TimeWeighted != nil || plain.Headline.Defined() || plain.Questions != want.Rows.Questions {
		t.Errorf("without windows: %+v", plain)
	}
	checkWindows(t, want, readFile(t, "testdata/forecasts.csv", "testdata/questions.csv"))
}

func checkWindows(t *testing.T, want tableFigures, table *Table) {
	t.Helper()
	r := ScoreTable(table, Options{By: ByForecaster})
	want.BeforeClose.check(t, r)
	w := want.TimeWeighted
	if r.LeftOut.AfterClose != w.AfterClose || r.TimeWeighted.Pairs != w.Pairs {
		t.Errorf("left out %d, pairs %d", r.LeftOut.AfterClose, r.TimeWeighted.Pairs)
	}
	nearBy(t, "headline", float64(r.Headline), &w.Headline, 1e-12)
	nearBy(t, "twb", float64(r.TimeWeighted.Mean), &w.Mean, 1e-12)
	nearBy(t, "twb covered", float64(r.TimeWeighted.MeanCoveredOnly), &w.Covered, 1e-12)
	nearBy(t, "covered", float64(r.TimeWeighted.Coverage), &w.Coverage, 1e-12)
	groups := 0
	for _, g := range r.Groups {
		want, ok := w.PerForecastr[g.Key]
		if !ok {
			continue // nothing before the close
		}
		groups++
		if g.TimeWeighted.Pairs != want.Pairs {
			t.Errorf("%s: %d pairs, want %d", g.Key, g.TimeWeighted.Pairs, want.Pairs)
		}
		nearBy(t, g.Key+" twb", float64(g.TimeWeighted.Mean), &want.TWB, 1e-12)
		nearBy(t, g.Key+" covered", float64(g.TimeWeighted.MeanCoveredOnly), &want.Covered, 1e-12)
	}
	if groups != len(w.PerForecastr) {
		t.Errorf("%d groups, want %d", groups, len(w.PerForecastr))
	}
	for what, ci := range map[string]*Interval{"mean": r.CI95.Mean, "headline": r.CI95.Headline} {
		middle := map[string]Number{"mean": r.Mean, "headline": r.Headline}[what]
		if !(ci[0] < middle && middle < ci[1]) {
			t.Errorf("%s %v is not inside %v", what, middle, *ci)
		}
	}
}

func TestOrderOfRowsIsIrrelevant(t *testing.T) {
	text, err := os.ReadFile("testdata/forecasts.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	head, rows := lines[0], lines[1:]
	score := func() string {
		table := read(t, head+"\n"+strings.Join(rows, "\n")+"\n")
		text, err := json.Marshal(ScoreTable(table, Options{By: ByQuestion}))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	want := score()
	for i := range 10 {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if got := score(); got != want {
			t.Fatalf("shuffled %s\nwant %s", got, want)
		}
	}
}

func TestTableNeedsItsColumns(t *testing.T) {
	for _, text := range []string{"", "\n\n", "question,outcome\nq,1\n", "p,outcome\n.5,1\n"} {
		if _, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{}); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func TestBadRowsSayWhereAndWhat(t *testing.T) {
	const head = "Question,User,Date,Prob,Answer\nq,f,2024-01-01,0.5,yes\n"
	for _, c := range []struct{ row, column, value string }{
		{"q,f,2024-01-01,1.5,yes", "Prob", "1.5"},
		{"q,f,2024-01-01,abc,yes", "Prob", "abc"},
		{"q,f,2024-01-01,NaN,yes", "Prob", "NaN"},
		{"q,f,2024-13-01,.5,yes", "Date", "2024-13-01"},
		{"q,f,,.5,yes", "Date", ""},
		{"q,f,2024-01-01,.5,perhaps", "Answer", "perhaps"},
		{",f,2024-01-01,.5,yes", "Question", ""},
		{"q,f,2024-01-01,.5,yes,more", "", ""},
		{"\"q\"x,f,2024-01-01,.5,yes", "", ""},
		{"\"q,f,2024-01-01,.5,yes", "", ""},
	} {
		text := head + "\n" + c.row + "\n"
		_, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		var bad *BadRow
		if !errors.As(err, &bad) {
			t.Errorf("%q: error %v", c.row, err)
			continue
		}
		if bad.File != "t.csv" || bad.Line != 4 || bad.Column != c.column || bad.Value != c.value {
			t.Errorf("%q: %+v", c.row, *bad)
		}
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{SkipBadRows: true})
		if err != nil || table.Len() != 1 || table.BadRows != 1 || ScoreTable(table, Options{}).LeftOut.BadRows != 1 {
			t.Errorf("%q: skipped: %v", c.row, err)
		}
	}
}

func TestCellsAreRead(t *testing.T) {
	table := read(t, "\ufeffPROB , Answer,QUESTION,\"made_at\",by\r\n"+
		"12%,yes,\"a, \"\"b\"\"\nc\",2024-08-31T15:00:00.250+09:00,x\r\n\r\n"+
		" 0.25 ,No,d,1700000000,x\r\n"+
		"1e-3,0.5,e,2024-02-29,x\r\n"+
		".5,,f,2024-02-29 10:00:00Z,x\r\n"+
		"12.3%,void,g,-200000000,")
	want := []Row{
		{Line: 2, Question: "a, \"b\"\nc", Forecaster: "x", At: 1725084000250, P: .12, Outcome: 1},
		{Line: 5, Question: "d", Forecaster: "x", At: 1700000000000, P: .25, Outcome: 0},
		{Line: 6, Question: "e", Forecaster: "x", At: 1709164800000, P: .001, Outcome: .5},
		{Line: 7, Question: "f", Forecaster: "x", At: 1709200800000, P: .5},
		{Line: 8, Question: "g", At: -200000000000, P: .123, Void: true},
	}
	if table.Len() != len(want) {
		t.Fatalf("%d rows, want %d", table.Len(), len(want))
	}
	for i, w := range want {
		got := table.Row(i)
		if got.Outcome != got.Outcome {
			got.Outcome = 0
		}
		w.HasAt = true
		got.Opens, got.Closes, got.Resolved = 0, 0, 0
		if got != w {
			t.Errorf("row %d is %+v, want %+v", i, got, w)
		}
	}
}

func TestTableWithOptions(t *testing.T) {
	const perRow = "question,user,made_at,option,p,outcome\n" +
		"q,f,2024-01-01,a,.2,0\nq,f,2024-01-01,b,.5,1\nq,f,2024-01-01,c,.3,0\n" +
		"q,f,2024-01-05,c,.1,0\nq,f,2024-01-05,a,.1,0\nq,f,2024-01-05,b,.8,1\n"
	named := strings.NewReplacer(",0\n", ",B\n", ",1\n", ",B\n").Replace(perRow)
	for _, text := range []string{perRow, named} {
		r := ScoreTable(read(t, text), Options{})
		want := Number((.19 + .03) / 2)
		near(t, "mean", float64(r.Mean), &want)
		if r.Scored != 2 || r.Forecasts != 2 || r.CORP != nil || r.Murphy != nil || r.AUC.Defined() {
			t.Errorf("%+v", r)
		}
	}
	q, err := ReadQuestions(strings.NewReader("id,opens_at,closes_at,outcome\nq,2024-01-01,2024-01-10,c\n"), "q.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	table := read(t, strings.ReplaceAll(perRow, ",outcome", ",note"))
	if err := table.Join(q); err != nil {
		t.Fatal(err)
	}
	r := ScoreTable(table, Options{})
	first, second := (.04+.25+.49)/2, (.01+.64+.81)/2
	want := Number(.4*first + .6*second)
	near(t, "headline", float64(r.Headline), &want)
	q.Rows[0].Outcome = "d"
	var bad *BadRow
	if err := table.Join(q); !errors.As(err, &bad) || bad.Line != 2 || bad.Value != "d" {
		t.Errorf("an option that is none: %v", err)
	}
}

func TestWindowsInTheTable(t *testing.T) {
	r := ScoreTable(read(t, "question,user,made_at,p,outcome,opens_at,closes_at,resolved_at\n"+
		"a,f,2023-12-31,.2,1,2024-01-11,2024-04-19,2024-03-21\n"+
		"a,f,2024-02-10,.6,1,,,\n"+
		"a,f,2024-03-21,1,1,,,\n"+
		"b,f,2024-01-01,.1,,2024-01-01,2024-04-01,\n"), Options{})
	// 30 days at .2 and 40 at .6, of 100 as scheduled; closed after 70
	want := Number((30*.64 + 40*.16) / 70)
	near(t, "headline", float64(r.Headline), &want)
	near(t, "whole window", float64(r.WholeWindow), &want)
	if r.LeftOut.AfterClose != 1 || r.LeftOut.Unresolved != 1 || r.Scored != 2 || r.Forecasts != 4 {
		t.Errorf("%+v", r)
	}
}

func TestBlocksEndBetweenRecords(t *testing.T) {
	var b strings.Builder
	b.WriteString("question,p,outcome,title\n")
	title := strings.Repeat("a line, and \"\"another\"\"\n", 40)
	const n = 5000 // several blocks
	for i := range n {
		fmt.Fprintf(&b, "q%04d,0.%03d,%d,\"%s\"\n", i, i%1000, i%2, title)
	}
	table := read(t, b.String())
	if table.Len() != n {
		t.Fatalf("%d rows, want %d", table.Len(), n)
	}
	if line := table.Row(n - 1).Line; line != 2+41*(n-1) {
		t.Errorf("last row is on line %d", line)
	}
}
