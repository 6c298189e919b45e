package score

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
)

// settled reads a table and settles it.
func settled(text string, opts TableOptions) (*Table, error) {
	t, err := ReadTable(context.Background(), strings.NewReader(text), "t.csv", opts)
	if err != nil {
		return nil, err
	}
	return t, t.Settle(opts.SkipBadRows)
}

const (
	plainHead  = "question_id,forecaster,made_at,probability,outcome\n"
	optionHead = "question_id,forecaster,made_at,option,probability,outcome\n"
)

func TestContradictionsAreErrorsThatSayWhere(t *testing.T) {
	for name, c := range map[string]struct {
		text          string
		line          int
		column, value string
		why           string
		kept          int // rows, where bad ones are skipped
	}{
		"two outcomes": {plainHead + "q,a,2024-01-01,.7,1\nr,a,2024-01-01,.7,1\nq,b,2024-01-01,.7,0\n",
			4, "outcome", "0", `line 2 gives the same question the outcome "1"`, 1},
		"void and not": {plainHead + "q,a,2024-01-01,.7,void\nq,b,2024-01-01,.7,0\n",
			3, "outcome", "0", `line 2 gives the same question the outcome "void"`, 0},
		"a fraction and not": {plainHead + "q,b,2024-01-01,.7,0.5\nq,a,2024-01-01,.7,1\n",
			3, "outcome", "1", `line 2 gives the same question the outcome "0.5"`, 0},
		"two outcomes of an option": {optionHead + "q,a,2024-01-01,x,.7,1\nq,a,2024-01-01,y,.3,0\nq,b,2024-01-01,x,.2,0\nq,b,2024-01-01,y,.8,0\n",
			4, "outcome", "0", `line 2 gives the same question the outcome "1"`, 0},
		"two winners": {optionHead + "q,a,2024-01-01,x,.7,1\nq,a,2024-01-01,y,.3,1\nr,a,2024-01-01,x,.7,1\nr,a,2024-01-01,y,.3,0\n",
			3, "outcome", "1", `line 2 says that another option of the question happened, "x"`, 2},
		"two names": {optionHead + "q,a,2024-01-01,x,.7,x\nq,a,2024-01-01,y,.3,x\nq,b,2024-01-01,x,.7,y\nq,b,2024-01-01,y,.3,y\n",
			4, "outcome", "y", `line 2 gives the same question the outcome "x"`, 0},
		"a name and numbers": {optionHead + "q,a,2024-01-01,x,.7,1\nq,a,2024-01-01,y,.3,x\n",
			3, "outcome", "x", "an option’s name, where other rows of the question give an outcome to each option", 0},
		"no winner": {optionHead + "q,a,2024-01-01,x,.7,0\nq,a,2024-01-01,y,.3,0\n",
			3, "outcome", "0", "none of the options of this forecast happened", 0},
		"the winner is not an option of the forecast": {optionHead + "q,a,2024-01-01,x,.7,1\nq,a,2024-01-01,y,.3,0\nq,b,2024-01-01,y,1,0\n",
			4, "outcome", "0", "none of the options of this forecast happened", 2},
		"one of them void": {optionHead + "q,a,2024-01-01,x,.7,1\nq,a,2024-01-01,y,.3,void\n",
			3, "outcome", "void", "one option of the forecast is void and others are not", 0},
		"a sum of 90 %": {optionHead + "q,a,2024-01-01,x,.6,1\nq,a,2024-01-01,y,.3,0\nq,a,2024-02-01,x,.6,1\nq,a,2024-02-01,y,.4,0\n",
			3, "probability", "0.3", "the options of this forecast sum to 0.9, not to 1", 2},
		"an option twice": {optionHead + "q,a,2024-01-01,x,.5,1\nq,a,2024-01-01,y,.5,0\nq,a,2024-01-01,x,.5,1\n",
			4, "option", "x", "line 2 gives the same option of the same forecast", 2},
		"fractions that do not sum": {optionHead + "q,a,2024-01-01,x,.5,.5\nq,a,2024-01-01,y,.5,.3\n",
			3, "outcome", "0.3", "the outcomes of this forecast’s options sum to 0.8, not to 1", 0},
	} {
		_, err := settled(c.text, TableOptions{})
		var bad *BadRow
		if !errors.As(err, &bad) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if bad.File != "t.csv" || bad.Line != c.line || bad.Column != c.column || bad.Value != c.value || bad.Why != c.why {
			t.Errorf("%s: %v", name, err)
		}
		rows := strings.Count(c.text, "\n") - 1
		table, err := settled(c.text, TableOptions{SkipBadRows: true})
		if err != nil || table.Len() != c.kept || table.BadRows != rows-c.kept || len(table.Bad) != 1 {
			t.Errorf("%s, skipped: %v: %d rows left, %d bad: %+v", name, err, table.Len(), table.BadRows, table.Bad)
		}
	}
}

func TestWhatAgreesIsRead(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		brier  float64
		scored int
	}{
		"an outcome that one row states": {plainHead + "q,a,2024-01-01,.7,\nq,b,2024-01-01,.5,1\nq,c,2024-01-01,1,\n", (.09 + .25 + 0) / 3, 3},
		"thirds in whole percent":        {optionHead + "q,a,2024-01-01,x,.33,1\nq,a,2024-01-01,y,.33,0\nq,a,2024-01-01,z,.33,0\n", (.67*.67 + 2*.33*.33) / 2, 1},
		"only the winner is marked":      {optionHead + "q,a,2024-01-01,x,.5,1\nq,a,2024-01-01,y,.5,\nq,b,2024-01-01,x,1,\nq,b,2024-01-01,y,0,\n", .125, 2},
		"only one row names the winner":  {optionHead + "q,a,2024-01-01,x,.5,X\nq,a,2024-01-01,y,.5,\n", .25, 1},
		"a tie of options":               {optionHead + "q,a,2024-01-01,x,.5,.5\nq,a,2024-01-01,y,.5,.5\n", 0, 1},
		"two forecasts at one instant":   {optionHead + "q,a,2024-01-01,x,1,1\nq,a,2024-01-01,y,0,0\nq,a,2024-01-01,x,.5,1\nq,a,2024-01-01,y,.5,0\n", .125, 2},
		"not over":                       {optionHead + "q,a,2024-01-01,x,1,\nq,a,2024-01-01,y,0,0\nr,a,2024-01-01,x,1,1\nr,a,2024-01-01,y,0,0\n", 0, 1},
		"all void":                       {optionHead + "q,a,2024-01-01,x,1,void\nq,a,2024-01-01,y,0,void\nr,a,2024-01-01,x,1,1\nr,a,2024-01-01,y,0,0\n", 0, 1},
		"plain questions among choices":  {optionHead + "q,a,2024-01-01,,.5,1\nr,a,2024-01-01,x,1,1\nr,a,2024-01-01,y,0,0\n", .125, 2},
	} {
		table, err := settled(c.text, TableOptions{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r := ScoreTable(table, Options{})
		want := Number(c.brier)
		near(t, name, float64(r.Mean), &want)
		if r.Scored != c.scored {
			t.Errorf("%s: %d scored, want %d", name, r.Scored, c.scored)
		}
	}
}

func TestATableOfQuestionsSettlesItsOutcomes(t *testing.T) {
	table := read(t, plainHead+"q,a,2024-01-01,.7,1\nq,b,2024-01-01,.7,0\n")
	q, err := ReadQuestions(strings.NewReader("id,outcome\nq,yes\nr,1\nr,yes\n"), "q.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(table.Join(q), table.Settle(false)); err != nil {
		t.Errorf("settled by another table: %v", err)
	}
	_, err = ReadQuestions(strings.NewReader("id,outcome\nq,yes\nr,\nq,no\n"), "q.csv", TableOptions{})
	if err == nil || !strings.HasPrefix(err.Error(), `q.csv:4: column outcome: "no": line 2 gives the same question the outcome "yes"`) {
		t.Errorf("two outcomes in a table of questions: %v", err)
	}
}

func TestAHeaderHasAColumnOnce(t *testing.T) {
	_, err := settled("id,P,note,note,p,outcome\nq,.5,,,.6,1\n", TableOptions{})
	if err == nil || err.Error() != `t.csv:1: column probability: "p": the header has this column twice` {
		t.Errorf("a column twice: %v", err)
	}
	_, err = settled(plainHead+"q,a,2024-01-01,.7,1\n"+plainHead+"r,a,2024-01-01,.7,1\n", TableOptions{})
	if err == nil || !strings.HasSuffix(err.Error(), "the header again") || !strings.HasPrefix(err.Error(), "t.csv:3: ") {
		t.Errorf("the header again: %v", err)
	}
	table, err := settled("id,probability,guess,note,note,outcome\nq,.5,.9,,,1\n", TableOptions{Columns: map[string]string{"guess": "probability"}})
	if err != nil || table.Row(0).P != .9 {
		t.Errorf("a column that is told is before one that is called so: %v", err)
	}
}

func TestNumbersAreNoSecondsUnlessTheColumnSaysSo(t *testing.T) {
	const head = "question_id,made_at,probability,outcome,closes_at\n"
	table, err := settled(head+"q,20240131,.5,1,45323\nr,20240201,.5,1,45323.5\n", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	day := func(y, m, d int64) int64 { return (19723 + d - 1 + map[int64]int64{1: 0, 2: 31}[m]) * Day } // of 2024
	if a, b := table.Row(0), table.Row(1); a.At != day(2024, 1, 31) || b.At != day(2024, 2, 1) || a.Closes != day(2024, 2, 2) || b.Closes != day(2024, 2, 1)+Day/2 {
		t.Errorf("%+v %+v", a, b)
	}
	for _, skip := range []bool{false, true} {
		table, err = settled(head+"q,2024-01-31,.5,1,\nr,20240201,.5,1,\n", TableOptions{SkipBadRows: skip})
		if err != nil {
			t.Fatal(err)
		}
		if err = table.Confirm(); err == nil || !strings.Contains(err.Error(), `line 3 has 20240201, a date without dashes, where line 2 has`) {
			t.Errorf("a column of two forms: %v", err)
		}
	}
	for _, sure := range []bool{false, true} {
		questions, err := ReadQuestions(strings.NewReader("id,closes_at\nq,45323\nr,20240131\n"), "q.csv", TableOptions{Sure: sure})
		if err != nil {
			t.Fatal(err)
		}
		if table, err = settled("id,made_at,probability,outcome\nq,2024-01-01,.5,1\n", TableOptions{}); err != nil || table.Join(questions) != nil {
			t.Fatal(err)
		}
		if err := table.Confirm(); sure != (err == nil) || err != nil && !strings.Contains(err.Error(), "line 3 has 20240131") {
			t.Errorf("a column of two forms in a table of questions, sure %v: %v", sure, err)
		}
	}
}

func TestNamesComeInWholeOrNotAtAll(t *testing.T) {
	const text = plainHead + "비?,김철수,2024-01-01,.7,1\n눈?,이영희,2024-01-01,.7,1\n해?,박지성,2024-01-01,.7,1\n"
	for name, c := range map[string]struct {
		set        encoding.Encoding
		text, want string
	}{
		"EUC-KR":       {korean.EUCKR, text, "김철수"},
		"UTF-16":       {utf.UTF16(utf.LittleEndian, utf.UseBOM), text, "김철수"},
		"UTF-16 plain": {utf.UTF16(utf.BigEndian, utf.IgnoreBOM), plainHead + "q,Jörg,2024-01-01,.7,1\n", "Jörg"},
		"Windows-1252": {charmap.Windows1252, plainHead + "q,Jörg,2024-01-01,.7,1\n", "Jörg"},
		"Shift_JIS":    {japanese.ShiftJIS, plainHead + "q,田中,2024-01-01,.7,1\n", "田中"},
	} {
		coded, err := c.set.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		table, err := settled(coded, TableOptions{})
		if err != nil || table.Forecasters[0] != c.want || !strings.HasPrefix(name, table.CharacterSet) || table.CharacterSet == "" {
			t.Errorf("%s: %v: %+v", name, err, table)
		}
	}
	long := plainHead + strings.Repeat("q,ann,2024-01-01,.7,1\n", 100_000) + "q,Zoë,2024-01-01,.7,1\n"
	_, err := settled(long+"q,J\xf6rg,2024-01-01,.7,1\n", TableOptions{})
	if err == nil || err.Error() != "t.csv:100003: not UTF-8, as the text before is" {
		t.Errorf("a stray byte: %v", err)
	}
}

// Rows of one forecaster and instant are grouped in the time that their number takes,
// not its square, which for these would be half a minute.
func TestManyRowsOfOneInstant(t *testing.T) {
	text := "id,by,date,p,y,option\n" + strings.Repeat("q,Ann,2024-01-01,0.5,1,a\nq,Ann,2024-01-01,0.5,0,b\n", 50_000)
	if _, err := settled(text, TableOptions{}); err != nil {
		t.Error(err)
	}
	_, err := settled(text+"q,Ann,2024-01-01,0.5,0,c\n", TableOptions{})
	var bad *BadRows
	if !errors.As(err, &bad) || bad.N != 50_000 || bad.Rows[0].Line != 4 {
		t.Errorf("%v", err)
	}
}
