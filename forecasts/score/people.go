package score

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
)

// personIDs are the names of columns that tell the id of who made a forecast.
var personIDs = []string{"forecaster_id", "user_id", "userid", "uid", "membership_guid", "membership_id", "member_id", "participant_id", "person_id", "author_id", "creator_id", "account_id"}

// A Person made forecasts: by name, by the id of the source, or both.
type Person struct{ Name, ID string }

// CallApart gives what each of all is called: by the name, by the id without one, or
// by both where several ids have the same name; shared are such names, sorted.
func CallApart(all []Person) (called map[Person]string, shared []string) {
	ids := map[string]string{} // the first id of a name
	for _, p := range all {
		if first, ok := ids[p.Name]; ok && p.Name != "" && first != p.ID {
			shared = append(shared, p.Name)
		} else if !ok {
			ids[p.Name] = p.ID
		}
	}
	slices.Sort(shared)
	shared = slices.Compact(shared)
	called = make(map[Person]string, len(all))
	for _, p := range all {
		switch _, both := slices.BinarySearch(shared, p.Name); {
		case p.Name == "":
			called[p] = p.ID
		case both && p.ID != "":
			called[p] = fmt.Sprintf("%s (%s)", p.Name, p.ID)
		default:
			called[p] = p.Name
		}
	}
	return called, shared
}

// askAlike asks about names that differ only in case, spaces or the width of letters.
func askAlike(names []string) []Ask {
	alike := map[string][]string{}
	for _, name := range names {
		look := strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(name)), " "))
		alike[look] = append(alike[look], "“"+name+"”")
	}
	var groups []string
	for _, look := range slices.Sorted(maps.Keys(alike)) {
		if all := alike[look]; len(all) > 1 {
			groups = append(groups, strings.Join(all[:len(all)-1], ", ")+" and "+all[len(all)-1])
		}
	}
	if len(groups) == 0 {
		return nil
	}
	const most = 5
	more := ""
	if n := len(groups) - most; n > 0 {
		more = fmt.Sprintf(" and %d more such names", n)
	}
	return []Ask{{What: "the forecasters", Guess: strings.Join(groups[:min(most, len(groups))], "; ") + more + " are taken for different people", Flag: "--yes", About: AboutNames}}
}

// SaySharedNames says that several people have each of the names.
func SaySharedNames(shared []string, by string) string {
	if len(shared) == 0 {
		return ""
	}
	const most = 5
	quoted := make([]string, 0, most)
	for _, name := range shared[:min(most, len(shared))] {
		quoted = append(quoted, "“"+name+"”")
	}
	more := ""
	if n := len(shared) - most; n > 0 {
		more = fmt.Sprintf(" and %d other names", n)
	}
	return "several people are called " + strings.Join(quoted, ", ") + more + ": they are kept apart by " + by
}

// A name has mostName letters at most; supposed is how many rows show who made them.
const (
	mostName = 40
	supposed = 5000
)

// suppose finds who made the forecasts in a column of another name than is known: it
// has a short text in each row, the same in several, and not the same in all rows of
// one question. Several people must not become one.
func (h *header) suppose(rows []byte, comma byte) {
	if h.has(colForecaster) || !h.has(colQuestion) || h.people != nil || h.asked != nil {
		return
	}
	type shown struct {
		seen  map[string]bool
		of    map[string]string // the first of each question
		apart bool              // of some question
	}
	free := map[int]*shown{}
	for i, name := range h.names {
		if name != "" && !slices.Contains(slices.Concat(h.place[:], h.parts, h.none), i) {
			free[i] = &shown{map[string]bool{}, map[string]string{}, false}
		}
	}
	r, n := sheet.Records{Text: rows, Comma: comma}, 0
	for n < supposed && len(free) > 0 && r.Scan() && r.Broken == "" {
		if h.fit(&r) != nil || len(h.cell(r.Fields, colProbability)) == 0 {
			continue
		}
		n++
		question := string(h.cell(r.Fields, colQuestion))
		for i, c := range free {
			cell := bytes.TrimSpace(r.Fields[i])
			if !isName(cell) {
				delete(free, i)
				continue
			}
			name := string(cell)
			if first, ok := c.of[question]; !ok {
				c.of[question] = name
			} else if first != name {
				c.apart = true
			}
			c.seen[name] = true
		}
	}
	for i := range h.names {
		if c := free[i]; c != nil && c.apart && len(c.seen) < n {
			h.place[colForecaster], h.supposed = i, true
			return
		}
	}
}

// isName reports whether a cell can be the name of somebody: no number, time or
// outcome.
func isName(cell []byte) bool {
	if len(cell) == 0 || utf8.RuneCount(cell) > mostName || bytes.ContainsAny(cell, "?？\n") || bytes.IndexFunc(cell, unicode.IsLetter) < 0 {
		return false
	}
	if _, why := new(probabilityColumn).read(cell, 1); why == "" {
		return false
	}
	if _, err := new(timecolumn.Column).Read(cell, 1); err == nil {
		return false
	}
	_, _, ok := ParseOutcome(string(cell))
	return !ok
}

// idBeside is the column that tells the ids of people whose names another one tells,
// -1 if there is none, or the names are said to be all.
func (h *header) idBeside(places map[string][]int) int {
	if !h.has(colForecaster) || h.said[colForecaster] {
		return -1
	}
	for _, name := range personIDs {
		if at := places[sheet.Name(name)]; len(at) > 0 && at[0] != h.place[colForecaster] {
			return at[0]
		}
	}
	return -1
}

// personEnd is between the name and the id of a person in the names of a reader.
const personEnd = "\x00"

// person is who made the forecast of a row: the name, and the id if the table has
// both.
func (t *tableReader) person(fields [][]byte) []byte {
	if !t.head.has(colForecaster) {
		return t.by
	}
	who := t.head.cell(fields, colForecaster)
	if t.head.id < 0 {
		return who
	}
	t.who = append(append(append(t.who[:0], who...), personEnd...), trimmed(fields[t.head.id])...)
	return t.who
}

// callPeople gives those who are known by name and id one name each.
func (t *Table) callPeople(readers []*tableReader) {
	if t.head.id < 0 {
		return
	}
	var all []Person
	for _, r := range readers {
		for _, s := range r.forecasters.list {
			all = append(all, personIn(s))
		}
	}
	called, shared := CallApart(all)
	for _, r := range readers {
		for i, s := range r.forecasters.list {
			r.forecasters.list[i] = called[personIn(s)]
		}
	}
	if say := SaySharedNames(shared, t.head.names[t.head.id]); say != "" {
		t.Assumed = append(t.Assumed, say)
	}
}

func personIn(s string) Person {
	name, id, _ := strings.Cut(s, personEnd)
	return Person{name, id}
}
