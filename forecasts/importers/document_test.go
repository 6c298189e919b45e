package importers

import (
	"slices"
	"strings"
	"testing"
)

// JSON lines are read as one list, each with its line; a broken one is named.
func TestJSONLines(t *testing.T) {
	const market = `{"id":"ID","question":"Rain?","outcomeType":"BINARY","createdTime":1700000000000,"closeTime":1710000000000,"isResolved":false}`
	all := strings.Replace(market, "ID", "r1", 1) + "\n\n" + strings.Replace(market, "ID", "r2", 1) + "\n" + `{"note":"no market"}` + "\n"
	f, err := Document(strings.NewReader(all), "m.jsonl", NewOthers())
	if err != nil || len(f.Questions) != 2 || odd(f, "entries of another kind: left out") != 1 {
		t.Fatalf("%+v, %v", f, err)
	}
	for _, rest := range []string{"{", `{"id":`, "]", "x"} {
		if _, err := Document(strings.NewReader(all+rest), "m.jsonl", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "m.jsonl:5: ") {
			t.Errorf("%q at the end: %v", rest, err)
		}
	}
	same := strings.Replace(market, `"createdTime":1700000000000`, `"createdTime":"x"`, 1)
	if _, err := Document(strings.NewReader(all+same), "m.jsonl", NewOthers()); err == nil || !strings.HasPrefix(err.Error(), "m.jsonl:5: ") {
		t.Errorf("a wrong member in the last line: %v", err)
	}
}

// Two users of one name are two forecasters if the service tells their ids.
func TestUsersOfOneNameAreKeptApart(t *testing.T) {
	const response = `{"confidence":70,"created_at":"2010-01-01T00:00:00Z","user_id":ID,"user_label":"NAME"}`
	user := func(id, name string) string { return strings.NewReplacer("ID", id, "NAME", name).Replace(response) }
	all := `[{"id":1,"description":"Rain?","created_at":"2010-01-01T00:00:00Z","responses":[` + user("3", "ann") + "," + user("4", "ann") + "," + user("5", "bob") + `]}]`
	f, err := Document(strings.NewReader(all), "p.json", NewOthers())
	if err != nil {
		t.Fatal(err)
	}
	var by []string
	for _, x := range f.Questions[0].Forecasts {
		by = append(by, x.By)
	}
	if got := strings.Join(by, ", "); got != "ann (3), ann (4), bob" || !slices.Contains(f.Assumed, "several people are called “ann”: they are kept apart by their ids") {
		t.Errorf("%s; %v", got, f.Assumed)
	}
	if odd(f, "forecasts at an instant at which the same forecaster made another") != 0 {
		t.Error("they are counted as one")
	}
}

// However deep in others an object is, it is looked for to a depth alone, and a file
// does not make as many counts of what is odd as it likes.
func TestDocumentsMadeToBurden(t *testing.T) {
	const market = `{"id":"a","question":"Rain?","outcomeType":"BINARY","isResolved":false}`
	deep := func(n int) string {
		return market + strings.Repeat(`{"data":`, n) + strings.Replace(market, `"a"`, `"b"`, 1) + strings.Repeat("}", n)
	}
	for n, want := range map[int]int{deepest: 2, deepest + 1: 1, 9000: 1} {
		if f, err := Document(strings.NewReader(deep(n)), "m.json", NewOthers()); err != nil || len(f.Questions) != want {
			t.Errorf("%d deep: %+v, %v", n, f, err)
		}
	}
	all := market
	for i := range 1000 {
		all += strings.Replace(market, "BINARY", strings.Repeat("X", i+1), 1)
	}
	f, err := Document(strings.NewReader(all), "m.json", NewOthers())
	if err != nil || len(f.Odd) != mostOdd+1 || odd(f, otherwiseOdd) != 1000-mostOdd {
		t.Errorf("%v, %d counts", err, len(f.Odd))
	}
}
