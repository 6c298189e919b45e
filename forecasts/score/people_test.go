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
