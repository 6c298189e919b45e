package score

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// Whoever a column names by any of its usual names is the forecaster; a name that
// could mean something else is asked about until it is said.
func TestPeopleAreFound(t *testing.T) {
	read := func(head string, opts TableOptions) *Table {
		t.Helper()
		table, err := ReadTable(t.Context(), strings.NewReader("question_id,question,"+head+",date,probability,resolution\na,Rain?,u1,2024-01-01,0.9,1\na,Rain?,u2,2024-01-01,0.1,1\n"), "t.csv", opts)
		if err != nil {
			t.Fatalf("%s: %v", head, err)
		}
		return table
	}
	for _, head := range []string{"user_id", "Nick", "membership_guid", "Forecaster", "username", "name", "email"} {
		table := read(head, TableOptions{})
		first, second := table.Row(0), table.Row(1)
		if first.Forecaster != "u1" || second.Forecaster != "u2" || first.Title != "Rain?" || first.Question != "a" {
			t.Errorf("%s: %+v, %+v", head, first, second)
		}
		var unsure *Unsure
		if asks := errors.As(table.Confirm(), &unsure); asks != (head == "name" || head == "email") {
			t.Errorf("%s is asked about: %v", head, asks)
		}
	}
	said := read("name", TableOptions{Columns: map[string]string{"name": "forecaster"}})
	if err := said.Confirm(); err != nil || said.Row(0).Forecaster != "u1" {
		t.Errorf("what was said is asked about: %v", err)
	}
}

// Names of columns may be in any case, with spaces, dashes or underscores.
func TestNamesOfColumnsMayHaveSpaces(t *testing.T) {
	table, err := ReadTable(t.Context(), strings.NewReader("Question ID,Made At,Probability,Outcome,Closes-At,Question Title,User Name,User ID\n1,2024-01-01,60%,yes,2024-02-01,Rain?,ann,u1\n"), "t.csv", TableOptions{})
	if err != nil || table.Confirm() != nil {
		t.Fatal(err)
	}
	if r := table.Row(0); r.Question != "1" || r.Title != "Rain?" || !r.HasAt || !r.HasCloses || r.Forecaster != "ann" || r.P != 0.6 || r.Outcome != 1 {
		t.Errorf("%+v", r)
	}
}

// Two people of one name are two forecasters if their ids say so.
func TestPeopleOfOneNameAreKeptApartByTheirIDs(t *testing.T) {
	const text = "question_id,user_id,nick,made_at,probability,outcome\n" +
		"a,u1,ann,2024-01-01,0.9,1\na,u2,ann,2024-01-01,0.1,1\na,u3,bob,2024-01-01,0.2,1\nb,u3,bob,2024-01-01,0.2,1\na,u4,,2024-01-01,0.2,1\n"
	table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(table.Forecasters, ", "); got != "ann (u1), ann (u2), bob, u4" {
		t.Errorf("forecasters: %s", got)
	}
	if row := table.Row(0); row.Forecaster != "ann (u1)" || row.P != 0.9 {
		t.Errorf("%+v", row)
	}
	if got := strings.Join(table.Assumed, "; "); !strings.Contains(got, "several people are called “ann”: they are kept apart by user_id") {
		t.Error(got)
	}
	table, err = ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Columns: map[string]string{"nick": "forecaster"}})
	if err != nil || strings.Join(table.Forecasters, ", ") != ", ann, bob" {
		t.Errorf("names that are said to be all: %v, %v", table.Forecasters, err)
	}
}

// Several people never become one: who they are is found by other names of columns, and
// by what stands in a column that is called as nobody would think.
func TestPeopleAreFoundInColumnsOfAnyName(t *testing.T) {
	const rows = "Rain?,%s,ann,2024-01-13,0.7,1\nRain?,%s,bob,2024-01-14,0.2,1\nSnow?,%s,ann,2024-01-13,0.1,0\n"
	for name, asked := range map[string]bool{
		"User Name": false, "userId": false, "user.name": false, "participant_id": false, "Prévisionniste": false, "Teilnehmer": false,
		"handle": true, "Predicted by": true, "Created By": true, "이름": true, "氏名": true, "Naam": true, "expert": true,
		"Who am I": true, "Discord": true, "col_7": true,
	} {
		text := "question,topic," + name + ",date,probability,outcome\n" + strings.ReplaceAll(rows, "%s", "weather")
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		if err != nil || !slices.Equal(table.Forecasters, []string{"ann", "bob"}) || (len(table.Asks) == 1) != asked {
			t.Errorf("%s: %v, %+v", name, err, table)
			continue
		}
		if asked && (table.Asks[0].About != AboutPeople || !strings.Contains(table.Asks[0].Flag, name)) {
			t.Errorf("%s: %+v", name, table.Asks)
		}
	}
	for _, text := range []string{
		"question,topic,date,probability,outcome\nRain?,weather,2024-01-13,0.7,1\nRain?,weather,2024-01-14,0.8,1\nSnow?,home,2024-01-13,0.1,0\n",
		"question,notes,date,probability,outcome\nRain?,clouds,2024-01-13,0.7,1\nRain?,wind,2024-01-14,0.8,1\nSnow?,,2024-01-13,0.1,0\n",
		"question,level,date,probability,outcome\nRain?,3,2024-01-13,0.7,1\nRain?,4,2024-01-14,0.8,1\nSnow?,3,2024-01-13,0.1,0\n",
	} {
		if table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{}); err != nil || len(table.Asks) > 0 || !slices.Equal(table.Forecasters, []string{""}) {
			t.Errorf("%s: %v, %+v", text, err, table)
		}
	}
}

// The unit that a header gives is believed where the numbers do not speak against it.
func TestTheHeaderTellsTheUnit(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  [2]string
		want   float64
		asked  bool
	}{
		{"Probability (%)", [2]string{"70", "5"}, .7, false}, {"Wahrscheinlichkeit in %", [2]string{"70", "0.5"}, .7, false}, {"Confidence [0-100]", [2]string{"70", "1"}, .7, false},
		{"Probability %", [2]string{"0.7", "0.05"}, .7, true}, {"probability (0-1)", [2]string{"0.7", "1"}, .7, false}, {"Prob. (%)", [2]string{"70%", "5%"}, .7, false},
	} {
		text := "question," + c.header + ",outcome\nRain?," + c.cells[0] + ",1\nSnow?," + c.cells[1] + ",0\n"
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		if err != nil || table.rows[0].p != c.want || (len(table.Asks) == 1) != c.asked {
			t.Errorf("%v: %v, %+v", c, err, table)
		}
	}
}

// Names that differ only in case, spaces or width are asked about: they are neither
// mixed nor split silently.
func TestNamesMuchAlikeAreAskedAbout(t *testing.T) {
	for names, want := range map[string]string{
		"Anna|Bob":                "",
		"Anna|anna |Ａｎｎａ|Bob|bob": "“Anna”, “anna” and “Ａｎｎａ”; “Bob” and “bob” are taken for different people",
		"Me|me|I":                 "“Me” and “me” are taken for different people",
		"Kim Jong|kim  jong":      "“Kim Jong” and “kim  jong” are taken for different people",
	} {
		text := plainHead
		for _, name := range strings.Split(names, "|") {
			text += "q,\"" + name + "\",2024-01-01,.4,1\n"
		}
		table, err := ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, a := range table.Asks {
			got += a.Guess
		}
		if got != want || (table.Confirm() == nil) != (want == "") {
			t.Errorf("%s: asks %q, want %q", names, got, want)
		}
		table, err = ReadTable(t.Context(), strings.NewReader(text), "t.csv", TableOptions{Sure: true})
		if err != nil || table.Confirm() != nil || len(table.Forecasters) != len(strings.Split(names, "|")) {
			t.Errorf("%s: confirmed: %v, %q", names, err, table.Forecasters)
		}
	}
}
