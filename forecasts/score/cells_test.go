package score

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestOutcomesAsPeopleWriteThem(t *testing.T) {
	for y, cells := range map[float64]string{
		1:              "1 1.0 100% 100 % yes Y T TRUE Correct right happened ✓ ✔️ Ja OUI sí はい 예 WAHR",
		0:              "0 0.0 0% No n F false wrong Incorrect did_not_happen didn’t_happen ✗ ✘ nein non いいえ 아니오",
		.25:            "0.25 25% 0,25 25,0% MKT_0.25 mkt_(25%)",
		outcomeVoid:    "void N/A n.a. annulled Cancelled canceled ambiguous withdrawn MKT",
		outcomeUnknown: "nan NaN open pending unresolved TBD ? null None - offen not_yet",
		outcomeNA:      "NA na",
	} {
		for _, cell := range strings.Fields(strings.ReplaceAll(cells, "100 %", "100_%")) {
			cell = strings.ReplaceAll(cell, "_", " ")
			if got, ok := parseOutcome([]byte(cell)); !ok || got != y {
				t.Errorf("%q is %g (%v), want %g", cell, got, ok, y)
			}
		}
	}
	for _, cell := range []string{"won", "Lost", "x", "#N/A", "perhaps", "2", "100", "-1", "1%2", "Inf", "noo"} {
		if y, ok := parseOutcome([]byte(cell)); ok {
			t.Errorf("%q is read as %g", cell, y)
		}
	}
	for cell, want := range map[string]string{"": "", "open": "", "N/A": endAnnulled, "Ambiguous": endAmbiguous, "withdrawn": endWithdrawn, "Y": endResolved, "40%": endResolved} {
		if end, _, ok := ParseOutcome(cell); !ok || end != want {
			t.Errorf("%q ends as %q (%v), want %q", cell, end, ok, want)
		}
	}
}

// probabilities reads a column, and gives what each row that was kept says.
func probabilities(t *testing.T, opts TableOptions, cells ...string) (*Table, []float64, error) {
	t.Helper()
	text := "question_id,probability\n"
	for i, c := range cells {
		text += string(rune('a'+i)) + ",\"" + c + "\"\n"
	}
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", opts)
	if err != nil {
		return nil, nil, err
	}
	var all []float64
	for i := range table.Len() {
		all = append(all, table.Row(i).P)
	}
	return table, all, nil
}

func TestProbabilitiesAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct {
		cells string // separated by |
		want  []float64
		asks  int
	}{
		{".7|0.7|7e-1|70%|70 %|70\u00a0%|70\u202f%|7:3|7 : 3|7/10|70％|+0.7", []float64{.7, .7, .7, .7, .7, .7, .7, .7, .7, .7, .7, .7}, 0},
		{"0,7|0,12", []float64{.7, .12}, 0},
		{"70 percent|70pct|7 in 10|7 out of 10|50/50|1 in 4", []float64{.7, .7, .7, .7, .5, .25}, 0},
		{"0,7|0.7", []float64{.7, .7}, 1},
		{"70|12.3|5|0|100|1", []float64{.7, .123, .05, 0, 1, .01}, 1},
		{"70|12,3", []float64{.7, .123}, 1},
		{"70|30|0.5|99.95", []float64{.7, .3, .005, .9995}, 1},
		{"70|30%|1:3", []float64{.7, .3, .25}, 1},
		{"0|1|1|0", []float64{0, 1, 1, 0}, 0},
		{"0.3|1|100%|0%|-0", []float64{.3, 1, 1, 0, 0}, 0},
		{"0.3||0.2", []float64{.3, .2}, 0},
	} {
		table, got, err := probabilities(t, TableOptions{}, strings.Split(c.cells, "|")...)
		if err != nil || len(got) != len(c.want) || len(table.Asks) != c.asks {
			t.Errorf("%s: %v: %v, asks %v", c.cells, err, got, table)
			continue
		}
		for i, p := range got {
			if p != c.want[i] || math.Signbit(p) {
				t.Errorf("%s: %v, want %v", c.cells, got, c.want)
				break
			}
		}
		if err := table.Confirm(); (err != nil) != (c.asks > 0) {
			t.Errorf("%s: confirmed with %v", c.cells, err)
		}
	}
	table, got, err := probabilities(t, TableOptions{Percent: true}, "1", "0.5", "30%")
	if err != nil || got[0] != .01 || got[1] != .005 || got[2] != .3 || table.Confirm() != nil {
		t.Errorf("said to be percent: %v, %v, %v", got, err, table)
	}
	for cell, why := range map[string]string{
		"<1%": whyBound, ">99%": whyBound, "~70%": whyAbout, "ca. 70%": whyAbout, "about 0.7": whyAbout, "20/80": whyShares, "80/20": whyShares, "3 to 1": whySpan, "60-70%": whySpan, "60%–70%": whySpan, "0.6 to 0.7": whySpan, "3+": whyBound, "≈0.5": whyAbout,
		"x": whyProbability, "NA": whyProbability, "101": whyProbability, "-0.1": whyProbability, "1,2,3": whyProbability, "%": whyProbability, "0:0": whyProbability,
		"7:-3": whyProbability, "1.234,5": whyProbability, "200%": whyProbability, "3/2": whyProbability, "0x1": whyProbability, "inf": whyProbability, "1_0": whyProbability,
		"1.5": whyAbove,
	} {
		_, _, err := probabilities(t, TableOptions{}, "0.5", cell)
		var bad *BadRow
		if !errors.As(err, &bad) || bad.Why != why || bad.Line != 3 || bad.Value != cell {
			t.Errorf("%q: %v, want %s", cell, err, why)
		}
		if table, got, err := probabilities(t, TableOptions{SkipBadRows: true}, "0.5", cell); err != nil || len(got) != 1 || table.BadRows != 1 {
			t.Errorf("%q, left out: %v, %v", cell, got, err)
		}
	}
}

// A cross is a tick to some; beside a circle or a tick it is none.
func TestSignsShowByEachOtherWhatTheyMean(t *testing.T) {
	for cells, want := range map[string][]float64{
		"○|×|○": {1, 0, 1}, "O|X": {1, 0}, "✓|x|": {1, 0, outcomeUnknown}, "✔️|X": {1, 0}, "yes|○|x": {1, 1, 0},
		"x|1": nil, "X|": nil, "○|1": nil, "yes|×|no": nil,
	} {
		text := "question_id,probability,outcome\n"
		for i, cell := range strings.Split(cells, "|") {
			text += fmt.Sprintf("q%d,0.5,%s\n", i, cell)
		}
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		var bad *BadRow
		if want == nil {
			if !errors.As(err, &bad) || bad.Why != whyCross && bad.Why != whyCircle {
				t.Errorf("%s: %v", cells, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", cells, err)
			continue
		}
		for i, y := range want {
			if table.rows[i].y != y {
				t.Errorf("%s: row %d is %v", cells, i, table.rows[i].y)
			}
		}
	}
}

// What stands around a word does not change it, and what has more than the word is
// none.
func TestOutcomesWithSomethingAroundThem(t *testing.T) {
	for s, want := range map[string]string{
		`"Yes"`: "resolved", "Resolved: No": "resolved", "resolved yes": "resolved", "True.": "resolved", "CANCEL": "annulled", "Voided": "annulled",
		`\N`: "", "[ ]": "", "[x]": "resolved", "nej": "resolved", "нет": "resolved",
	} {
		if end, _, ok := ParseOutcome(s); !ok || end != want {
			t.Errorf("%q: %q, %v", s, end, ok)
		}
	}
	for _, s := range []string{"resolved", ".75.1", "yes and no", "partially", "kept", "O"} {
		if end, y, ok := ParseOutcome(s); ok {
			t.Errorf("%q: %q, %v", s, end, y)
		}
	}
	if end, y, ok := ParseOutcome(".1%"); !ok || end != "resolved" || y != .001 {
		t.Errorf("%q, %v, %v", end, y, ok)
	}
}

func TestARowWithoutAProbabilityIsLeftOutAndCounted(t *testing.T) {
	table, got, err := probabilities(t, TableOptions{}, "", "0.5", " ")
	if err != nil || len(got) != 1 || table.BadRows != 2 || table.Blank != 2 || len(table.Bad) != 2 || table.Bad[0].Line != 2 {
		t.Errorf("%v, %v: %+v", got, err, table)
	}
	if _, _, err := probabilities(t, TableOptions{}, "", ""); err == nil || !strings.Contains(err.Error(), "t.csv:2: column probability: \"\": none of the rows has a probability") {
		t.Errorf("nothing else: %v", err)
	}
	if _, _, err := probabilities(t, TableOptions{}, "", "x"); err == nil || !strings.Contains(err.Error(), "t.csv:3: ") {
		t.Errorf("beside a bad row: %v", err)
	}
}

func TestAnOutcomeWithTwoMeaningsIsAsked(t *testing.T) {
	read := func(text string, skip bool) (*Table, error) {
		return ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{SkipBadRows: skip})
	}
	for name, c := range map[string]struct {
		text string
		line int
		kept int
	}{
		"NA beside an empty cell":     {"id,p,y\nq,.5,1\nr,.5,NA\ns,.5,\n", 3, 2},
		"won":                         {"id,p,y\nq,.5,won\nr,.5,1\n", 2, 1},
		"an option of that name":      {"id,option,p,y\nq,None,.5,none\nq,b,.5,none\nr,a,1,a\n", 2, 1},
		"an option that is cancelled": {"id,option,p,y\nr,a,1,a\nq,Cancelled,.5,cancelled\nq,b,.5,cancelled\n", 3, 1},
	} {
		_, err := read(c.text, false)
		var bad *BadRow
		if !errors.As(err, &bad) || bad.Line != c.line {
			t.Errorf("%s: %v", name, err)
		}
		if table, err := read(c.text, true); err != nil || table.Len() != c.kept {
			t.Errorf("%s, left out: %v", name, err)
		}
	}
	table, err := read("id,p,y\nq,.5,1\nr,.5,NA\n", false)
	if err != nil || !table.Row(1).Void {
		t.Errorf("NA where no cell is empty: %v", err)
	}
	table, err = read("id,option,p,y\nq,n,.5,n\nq,y,.5,n\nr,a,.5,open\nr,b,.5,\n", false)
	if err != nil || table.Row(0).Outcome != 1 || table.Row(1).Outcome != 0 || table.Row(2).Void || table.Row(2).Outcome == 0 {
		t.Errorf("options named n and y: %v", err)
	}
}

func TestAllBadRowsAreListed(t *testing.T) {
	var text strings.Builder
	text.WriteString("id,p,y\n")
	for i := range 3000 {
		if i%2 == 0 {
			text.WriteString("q,x" + strings.Repeat("y", 1000) + ",1\n")
		} else {
			text.WriteString("q,.5,1\n")
		}
	}
	_, err := ReadTable(t.Context(), strings.NewReader(text.String()), "t.csv", TableOptions{})
	var bad *BadRows
	if !errors.As(err, &bad) || bad.N != 1500 || len(bad.Rows) != MaxBadKept || bad.Rows[999].Line != 2000 {
		t.Fatalf("%v", err)
	}
	said := err.Error()
	if !strings.Contains(said, "1500 rows") || strings.Count(said, "line ") != maxBadShown || !strings.Contains(said, "line 20: ") || len(said) > 5000 {
		t.Errorf("says %s", said)
	}
	table, err := ReadTable(t.Context(), strings.NewReader(text.String()), "t.csv", TableOptions{SkipBadRows: true})
	if err != nil || table.BadRows != 1500 || len(table.Bad) != MaxBadKept || table.Len() != 1500 {
		t.Errorf("left out: %v", err)
	}
}

// The rows that cannot be used are copied with the header, and are a table when they
// are mended.
func TestBadRowsAreCopiedToBeMended(t *testing.T) {
	const text = "q;p;y;title\n\na;.5;1;t\nb;x;1;\"two\nlines\"\nc;;1;t\nd;.5;1;t\nd;.6;0;t\ne;0,2;won;t"
	opts := TableOptions{SkipBadRows: true, Columns: map[string]string{"q": "question_id"}, block: 16}
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", opts)
	if err == nil {
		err = table.Settle(true)
	}
	var out strings.Builder
	if err == nil {
		err = CopyRows(t.Context(), &out, strings.NewReader(text), "t.csv", opts, table.Left())
	}
	if want := "q;p;y;title\nb;x;1;\"two\nlines\"\nd;.5;1;t\nd;.6;0;t\ne;0,2;won;t\n"; err != nil || out.String() != want {
		t.Errorf("%v: %q, want %q", err, out.String(), want)
	}
	mended := strings.NewReplacer("x", ".1", "d;.6;0", "d;.6;1", "won", "yes").Replace(out.String())
	if again, err := ReadTable(t.Context(), strings.NewReader(mended), "t.csv", TableOptions{Columns: opts.Columns}); err != nil || again.Len() != 4 || table.Len() != 1 {
		t.Errorf("mended: %v", err)
	}
}

func FuzzCells(f *testing.F) {
	for _, s := range []string{"70 %", "0,7", "7:3", "7/10", "<1%", "60-70%", "1e-3", "12.3", "Y", "n/a", "MKT 0.3", "✔️", "-0", "NaN"} {
		f.Add(s, "0.5")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		var c probabilityColumn
		for i, s := range []string{a, b} {
			if p, why := c.read([]byte(s), i+1); why == "" && !(math.Abs(p) <= 100 && (p >= 0 || p >= -1)) {
				t.Errorf("%q is read as %g", s, p)
			}
			if y, ok := parseOutcome([]byte(s)); ok && y != outcomeUnknown && y != outcomeVoid && y != outcomeNA && !(y >= 0 && y <= 1) {
				t.Errorf("%q is read as the outcome %g", s, y)
			}
			if end, y, ok := ParseOutcome(s); ok && (y < 0 || y > 1 || end == "" && y != 0) {
				t.Errorf("%q ends as %s, %g", s, end, y)
			}
		}
		if p := hundredth(math.Abs(float64(len(a)))); p != float64(len(a))/100 {
			t.Errorf("a hundredth of %d is %g", len(a), p)
		}
	})
}

// A row of totals at the end is left out as such, whatever stands in it, and a
// question of that name is read.
func TestTotalsAreNoForecasts(t *testing.T) {
	for _, last := range []string{"Total,,,,0.09", "Summe:,,,120,", "平均,,,0.5,", "Average,,n/a,0.5,"} {
		text := "question_id,forecaster,made_at,probability,outcome\nq1,ann,2024-01-01,0.7,1\n" + last + "\n"
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		if err != nil || table.Len() != 1 || len(table.Bad) != 1 || table.Bad[0].Why != whyTotal {
			t.Errorf("%s: %v, %+v", last, err, table)
		}
	}
	table, err := ReadTable(t.Context(), strings.NewReader("question_id,made_at,probability\nTotal,2024-01-01,0.7\n"), "t.csv", TableOptions{})
	if err != nil || table.Len() != 1 {
		t.Errorf("a question called Total: %v", err)
	}
}
