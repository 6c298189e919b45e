package pasted

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func says(p Prediction) string {
	s := p.Title + "|" + p.Probability + "|" + p.Outcome
	if p.Year > 0 {
		s += fmt.Sprintf("|%d", p.Year)
	}
	if !p.Made.IsZero() {
		s += "|" + p.Made.Format(time.DateOnly)
	}
	return s
}

func listOf(t *testing.T, text string) *List {
	t.Helper()
	l, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Every way to write the probability with every mark of a list and of an outcome.
func TestEveryWayToWriteALine(t *testing.T) {
	const title = "I will read 12 books"
	probabilities := map[string]string{"90%": "90%", "90 %": "90%", "~90%": "90%", "90 percent": "90%", "12,5 %": "12,5%", "<1%": "<1%", "60-70%": "60-70%", "90% chance": "90%", "90% confident": "90%", "90％": "90%"}
	markers := []string{"", "- ", "* ", "• ", "1. ", "12) ", "(3) ", "> ", "- **"}
	outcomes := map[string][2]string{ // what stands before and after
		"":     {"", ""},
		"yes":  {"", " ✓"},
		"no":   {"", " ❌"},
		"yes ": {"✅ ", ""},
		"no ":  {"✗ ", ""},
		"y":    {"", " (right)"},
		"n":    {"", " - wrong"},
		"v":    {"", " → void"},
		"o":    {"", " (pending)"},
		"b":    {"[x] ", ""},
		"e":    {"[ ] ", ""},
		"s":    {"~~", "~~"},
	}
	want := map[string]string{"": "", "yes": "yes", "no": "no", "yes ": "yes", "no ": "no", "y": "yes", "n": "no", "v": "void", "o": "", "b": "yes", "e": "", "s": "no"}
	n := 0
	for written, p := range probabilities {
		for _, form := range []string{"T: P", "T - P", "T — P", "T (P)", "T [P]", "T, P", "T P", "T = P", "T:P", "P - T", "P: T", "P T", "P that T", "(P) T", "[P] T"} {
			for _, marker := range markers {
				for kind, around := range outcomes {
					bold := ""
					if strings.HasSuffix(marker, "**") {
						bold = "**"
					}
					if written == "<1%" && strings.ContainsAny(form[:1], "P") || strings.HasPrefix(written, "60-") && strings.HasPrefix(form, "P ") || strings.HasPrefix(form, "P that") && !strings.Contains(written, "chance") {
						continue
					}
					middle := strings.NewReplacer("T", title, "P", written).Replace(form)
					line := marker + around[0] + middle + around[1] + bold
					l := listOf(t, line)
					if len(l.Predictions) != 1 {
						t.Fatalf("%q: %d lines", line, len(l.Predictions))
					}
					if got := says(l.Predictions[0]); got != title+"|"+p+"|"+want[kind] {
						t.Errorf("%q is read as %s", line, got)
						if n++; n > 40 {
							t.FailNow()
						}
					}
				}
			}
		}
	}
}

// A percentage that belongs to what is predicted is not a probability, and what cannot be
// read is kept as a line without one.
func TestWhatIsNoPrediction(t *testing.T) {
	for _, text := range []string{
		"Inflation is above 3%", "Turnout of 60%", "70% of voters will be glad", "Unemployment falls by 2%", "The vote share is 52%", "Prices rise 5% or 6%",
		"This is what I think of the year", "Brier score: 0.2 in all 2019 lists", "5 % more than last year", "The bill passes: likely", "90", "12:30", "1,ann,0.7",
	} {
		if p := listOf(t, text).Predictions; len(p) > 0 && p[0].Probability != "" {
			t.Errorf("%q is read as %s", text, says(p[0]))
		}
	}
	for text, want := range map[string]string{
		"US GDP grows by 3%: 60%":                           "US GDP grows by 3%|60%|",
		"At least 70% of voters approve (40%)":              "At least 70% of voters approve|40%|",
		"Oil above $90 on 1/2/2020: 25%":                    "Oil above $90 on 1/2/2020|25%|",
		"[0.8] Rain in May":                                 "Rain in May|0.8|",
		"0.25: Snow in July ❌":                              "Snow in July|0.25|no",
		"**RAIN IN MAY: 80%**":                              "RAIN IN MAY|80%|",
		"5. ~~US at war with more than 100 dead~~: 60%":     "US at war with more than 100 dead|60%|no",
		"- [x] ~~File taxes early~~ 80%":                    "File taxes early|80%|yes",
		"Bitcoin ends the year higher ~~60%~~: 70%":         "Bitcoin ends the year higher|70%|",
		"[Tesla](https://x.org/a_(b)) opens a factory: 80%": "",
		"[Tesla](https://x.org/a) opens a factory: 80%":     "Tesla opens a factory|80%|",
		"Q: will A & B merge? 0.35":                         "",
		"Will A &amp; B merge?: 0.35":                       "Will A & B merge?|0.35|",
		"올해 비가 온다: 70% 맞음":                                  "올해 비가 온다|70%|yes",
		"日本が優勝する：30％（外れ）":                                   "日本が優勝する|30%|no",
		"S̶h̶e̶ w̶i̶n̶s̶: 20%":                              "She wins|20%|no",
	} {
		p := listOf(t, text).Predictions
		got := ""
		if len(p) == 1 && p[0].Probability != "" {
			got = says(p[0])
		}
		if got != want && want != "" {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// Whole lists, made for this test after those that people publish every year.
func TestListsAsPeopleKeepThem(t *testing.T) {
	for _, name := range []string{"yearly.md", "groups.txt", "tasks.md", "days.md"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".want"))
		if err != nil {
			t.Fatal(err)
		}
		if !Is(text) {
			t.Errorf("%s is not taken for a list", name)
		}
		var got strings.Builder
		for _, p := range listOf(t, string(text)).Predictions {
			fmt.Fprintf(&got, "%d %s\n", p.Line, says(p))
		}
		if got.String() != string(want) {
			t.Errorf("%s is read as\n%s", name, got.String())
		}
	}
}

func TestWhatIsAList(t *testing.T) {
	for text, want := range map[string]bool{
		"It rains in May: 70%\nIt snows in July: 5%\n":                             true,
		"It rains in May: 70%":                                                     true,
		"It rains in May,70%\nIt snows in July,5%\n":                               true,
		"what,how likely\nIt rains in May,70%\nIt snows in July,5%\n":              false, // a table whose columns are not known
		"Name,Will it rain in May?\nAnn Smith,70%\nBob Jones,30%\n":                false,
		"id,who,guess\n1,ann,80%\n2,bob,30%\n":                                     false,
		"Dear Ann,\nit was fine.\nWe won: 70%\nBest,\nBob\nPS: more\nand so\non\n": false,
		"---\ntitle: x\n---\nRain in May: 70%\nSnow in July: 5%\n":                 false,
		"":                   false,
		"# Predictions\n":    false,
		"{\"a\": 70%}\n\x00": false,
		"It rains in May\t70%\nIt snows in July\t5%\n":                       true,
		"Name\tWill it rain in May?\nAnn Smith\t70%\nBob Jones\t30%\n":       false,
		"Name\tWill it rain?\tAnd snow?\nann@x.org\t70%\t4%\nb\t30%\t5%\n":   false,
		"Name;Will it rain?;And snow?\nann smith;70%;4%\nbob jones;30%;5%\n": false,
	} {
		if Is([]byte(text)) != want {
			t.Errorf("%q is a list: %v", text, !want)
		}
	}
}

// The table has every prediction in its own line, and nothing that the list lacks.
func TestTheTableOfAList(t *testing.T) {
	for text, want := range map[string]string{
		"Rain: 70%\n\nthe end\nSnow, or \"hail\": 5% ✓\n":        "question_id,title,probability,outcome\nRain,Rain,70%,\n\nthe end,the end,,\n\"Snow, or \"\"hail\"\"\",\"Snow, or \"\"hail\"\"\",5%,yes\n",
		"# 2019\n- Rain: 70%\n# 2020\n- Rain: 60%\n":             "question_id,title,probability,closes_at,made_at\n\nRain (2019),Rain,70%,2019-12-31,2019-01-01\n\nRain (2020),Rain,60%,2020-12-31,2020-01-01\n",
		"Rain: 70%\n# 2020\n- Rain: 60%\n":                       "question_id,title,probability,closes_at\nRain,Rain,70%,\n\nRain (2020),Rain,60%,2020-12-31\n",
		"## 5 March 2024\nRain: 70%\n## 2024-04-05\nSnow: 60%\n": "question_id,title,probability,made_at\n\nRain,Rain,70%,2024-03-05\n\nSnow,Snow,60%,2024-04-05\n",
	} {
		if got := string(listOf(t, text).CSV(true)); got != want {
			t.Errorf("%q makes\n%s, want\n%s", text, got, want)
		}
	}
	if got := string(listOf(t, "# 2019\n- Rain: 70%\n").CSV(false)); strings.Contains(got, "made_at") {
		t.Errorf("the day is given, and guessed: %s", got)
	}
	if _, err := Read(strings.NewReader(strings.Repeat("x", most+1))); err == nil {
		t.Error("a text of any length is read")
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Rain: 70%", "- [x] ~~a b~~ (8%)", "90%:\n- a\n- b", "# 2019\n1. a: .5 ✓", "a\u0336: 3%", "<s>x</s>: 4% - no", "𝕏: 5 %"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l, err := Read(strings.NewReader(text))
		if err != nil {
			return
		}
		Is([]byte(text))
		last := 0
		for _, p := range l.Predictions {
			if p.Line <= last || p.Title == "" || strings.ContainsAny(p.Title+p.Probability, "\r\n") {
				t.Fatalf("%q: %+v", text, p)
			}
			last = p.Line
		}
		if n := strings.Count(string(l.CSV(true)), "\n"); n != last+1 && last > 0 {
			t.Fatalf("%q: the table has %d lines, the last prediction is in line %d", text, n, last)
		}
	})
}
