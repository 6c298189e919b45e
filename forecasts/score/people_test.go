package score

import (
	"errors"
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
