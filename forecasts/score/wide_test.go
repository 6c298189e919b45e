package score

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// rowsOf lists what a table was read as, and confirms what is guessed.
func rowsOf(t *testing.T, text string, opts TableOptions) (rows []string, asks []Ask) {
	t.Helper()
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", opts)
	if err != nil {
		t.Errorf("%q: %v", text, err)
		return nil, nil
	}
	for i := range table.Len() {
		r := table.Row(i)
		rows = append(rows, fmt.Sprintf("%s|%s|%g|%d", r.Question, r.Forecaster, r.P, r.Line))
	}
	return rows, table.Asks
}

// The header can ask the questions, as forms do, beside whoever answers, the day, or
// both, under any usual name or in the first column; all delimiters and units.
func TestAColumnAQuestion(t *testing.T) {
	for _, comma := range []string{",", ";", "\t"} {
		for _, unit := range []string{"", " [probability]", " (%)", " (0-100 %)", " [your probability in percent]"} {
			for head, cells := range map[string][]string{
				"Timestamp#Email Address": {"2024-01-02 10:00:00#ann@x.org", "2024-01-03 10:00:00#bob@x.org"},
				"Timestamp#Your name#Why": {"2024-01-02#ann@x.org#well", "2024-01-03#bob@x.org#"},
				"Name":                    {"ann@x.org", "bob@x.org"},
				"What is your e-mail?":    {"ann@x.org", "bob@x.org"},
				"":                        {"ann@x.org", "bob@x.org"},
				"타임스탬프#이름":                {"2024-01-02#ann@x.org", "2024-01-03#bob@x.org"},
			} {
				text := strings.ReplaceAll(head+"#Will it rain in May?"+unit+"#Party A wins#12月に雪が降るか\n"+cells[0]+"#70%#40%#20%\n"+cells[1]+"##0.3#5%\n", "#", comma)
				text = strings.ReplaceAll(text, "Party A wins", "Party A wins the election")
				rows, asks := rowsOf(t, text, TableOptions{})
				want := "12月に雪が降るか|ann@x.org|0.2|2, 12月に雪が降るか|bob@x.org|0.05|3, Party A wins the election|ann@x.org|0.4|2, " +
					"Party A wins the election|bob@x.org|0.3|3, Will it rain in May?|ann@x.org|0.7|2"
				if got := strings.Join(rows, ", "); got != want {
					t.Errorf("%q\n%s, want\n%s", text, got, want)
				}
				if len(asks) == 0 || asks[0].What != "the questions" || !Wide([]byte(text), nil) {
					t.Errorf("%q is not asked about: %v", text, asks)
				}
			}
		}
	}
	rows, _ := rowsOf(t, "Day,Will it rain in May?\n2024-01-02,0.5\n2024-02-02,0.7\n", TableOptions{Forecaster: "Ann"})
	if got := strings.Join(rows, ", "); got != "Will it rain in May?|Ann|0.5|2, Will it rain in May?|Ann|0.7|3" {
		t.Errorf("by day: %s", got)
	}
	rows, _ = rowsOf(t, "Name,How old are you now?,Will it rain?\nann,35,70\n", TableOptions{Columns: map[string]string{"How old are you now?": ""}})
	if got := strings.Join(rows, ", "); got != "Will it rain?|ann|70|2" && got != "Will it rain?|ann|0.7|2" {
		t.Errorf("without a column: %s", got)
	}
	_, asked := rowsOf(t, "Ann's name,Will it rain in May?\nann,70%\n", TableOptions{})
	if len(asked) != 2 || asked[1].Flag != `--map 'Ann'\''s name=forecaster'` {
		t.Errorf("asks %+v", asked)
	}
	for _, text := range []string{
		"date,ann,bob\n2024-01-02,0.5,0.6\n", // no questions
		"name,age,score\nann,35,0.6\n",
		"Name,Why will it rain?\nann,because\n",
	} {
		if Wide([]byte(text), nil) {
			t.Errorf("%q is taken for a column a question", text)
		}
	}
}

// Several columns make the question together where that is said, and a few pairs
// where it is confirmed.
func TestSeveralColumnsMakeAQuestion(t *testing.T) {
	const text = "team_a,team_b,event,threshold,country,year,user,date,probability,outcome\nKR, JP ,oil above,80,KR,2024,ann,2024-01-02,0.5,1\nKR,,oil above,90,JP,2024,ann,2024-01-02,0.6,0\n"
	say := func(names ...string) TableOptions {
		o := TableOptions{Columns: map[string]string{}}
		for _, n := range names {
			o.Columns[n] = "question_id"
		}
		return o
	}
	for want, opts := range map[string]TableOptions{
		"KR|ann|0.6|3, KR · JP|ann|0.5|2":                    say("team_a", "team_b"),
		"JP · 2024|ann|0.6|3, KR · 2024|ann|0.5|2":           say("country", "year"),
		"KR · JP · 2024|ann|0.6|3, KR · KR · 2024|ann|0.5|2": say("team_a", "country", "year"),
	} {
		rows, asks := rowsOf(t, text, opts)
		if got := strings.Join(rows, ", "); got != want || len(asks) > 0 {
			t.Errorf("%v: %s, %v; want %s", opts.Columns, got, asks, want)
		}
	}
	for cut, want := range map[string]string{
		"team_a,team_b,probability\nKR,JP,0.5\n":               "KR · JP",
		"event,threshold,probability\nabove,80,0.5\n":          "above · 80",
		"Home,Away,date,p\nKR,JP,2024-01-02,0.5\n":             "KR · JP",
		"question,team_a,team_b,probability\nWho?,KR,JP,0.5\n": "Who?",
	} {
		table, err := ReadTable(t.Context(), strings.NewReader(cut), "t.csv", TableOptions{})
		if err != nil || table.Row(0).Question != want {
			t.Errorf("%q: %v, %v", cut, table, err)
			continue
		}
		var unsure *Unsure
		if asked := errors.As(table.Confirm(), &unsure); asked == (want == "Who?") {
			t.Errorf("%q is asked about: %v", cut, table.Confirm())
		}
	}
}
