package importers

import (
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
