package model

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"weathervane/model/journal"
)

// records reads the record lines of a forecast file.
func records(t *testing.T, name string) map[journal.LogID][]journal.Record {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	all := map[journal.LogID][]journal.Record{}
	in := bufio.NewScanner(bytes.NewReader(b))
	in.Buffer(nil, journal.MaxLine)
	for in.Scan() {
		if !strings.HasPrefix(in.Text(), `{"v":1,"log":`) {
			continue
		}
		r, err := journal.ParseRecord(bytes.Clone(in.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		all[r.Log] = append(all[r.Log], r)
	}
	return all
}

func newStore(t *testing.T) *Store {
	t.Helper()
	s, err := Create(t.Context(), filepath.Join(t.TempDir(), "x.vane"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		problems, err := s.Check(context.Background())
		if err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
		s.Close()
	})
	return s
}

// add appends the records of one log, the first of which opens it.
func add(t *testing.T, s *Store, rs []journal.Record, withheld bool) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *Tx) error {
		l, err := tx.Log(rs[0].Log)
		if err == nil && l == nil {
			l, err = tx.OpenLog(rs[0], 1)
		}
		if err != nil {
			return err
		}
		var entries []Entry
		for i := range rs {
			e := Entry{ID: rs[i].ID, Record: &rs[i]}
			if withheld && rs[i].Seq > 0 {
				e.Record = nil
			}
			entries = append(entries, e)
		}
		return tx.Append(l, entries)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// meaning is what the tables say, with ids in place of this workspace's numbers.
func meaning(t *testing.T, s *Store) string {
	t.Helper()
	var out []any
	err := s.View(t.Context(), func(r Reader) error {
		q, err := r.Questions()
		if err != nil {
			return err
		}
		for i := range q {
			q[i].Num, q[i].Forecaster, q[i].IfQuestion = 0, 0, nil
		}
		f, err := r.Forecasts()
		if err != nil {
			return err
		}
		for i := range f {
			f[i].Num, f[i].Question, f[i].Forecaster = 0, 0, 0
		}
		b, err := r.bearings("")
		for i := range b {
			b[i].Num, b[i].Finding, b[i].Question, b[i].Forecaster = 0, 0, 0, 0
		}
		out = append(out, q, f, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(out, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever the order and the pieces in which logs arrive, and whether they were
// withheld before they were shown, the tables end the same.
func TestTablesDoNotDependOnTheOrderOfArrival(t *testing.T) {
	logs := records(t, "good.forecasts")
	for _, name := range []string{"good-all-kinds.forecasts", "good-third-edition.forecasts"} {
		for id, rs := range records(t, name) {
			logs[id] = rs
		}
	}
	var want string
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newStore(t)
		var ids []journal.LogID
		rest := map[journal.LogID][]journal.Record{}
		hidden := map[journal.LogID][]journal.Record{}
		for id, rs := range logs {
			ids = append(ids, id)
			rest[id] = rs
		}
		for len(rest) > 0 {
			id := ids[r.IntN(len(ids))]
			rs := rest[id]
			if len(rs) == 0 {
				delete(rest, id)
				continue
			}
			n := 1 + r.IntN(len(rs))
			hide := r.IntN(3) == 0
			add(t, s, rs[:n], hide)
			if hide {
				hidden[id] = append(hidden[id], rs[:n]...)
			}
			if rest[id] = rs[n:]; n == len(rs) {
				delete(rest, id)
			}
		}
		for id, rs := range hidden {
			reveal(t, s, id, rs)
		}
		got := meaning(t, s)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("seed %d:\n%s\nwant\n%s", seed, got, want)
		}
	}
}

func reveal(t *testing.T, s *Store, id journal.LogID, rs []journal.Record) {
	t.Helper()
	err := s.Update(t.Context(), func(tx *Tx) error {
		l, err := tx.Log(id)
		for _, r := range rs {
			if err == nil && r.Seq > 0 {
				err = tx.Reveal(l, r)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRebuildGivesTheSameTables(t *testing.T) {
	s := newStore(t)
	for _, rs := range records(t, "good-all-kinds.forecasts") {
		add(t, s, rs, false)
	}
	before := meaning(t, s)
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := meaning(t, s); after != before {
		t.Errorf("after the rebuild:\n%s\nbefore:\n%s", after, before)
	}
}

func TestStandingRevisions(t *testing.T) {
	raw := func(s string) json.RawMessage { return json.RawMessage(s) }
	a, b, c := journal.ID{1}, journal.ID{2}, journal.ID{3}
	rev := func(id journal.ID, at journal.Instant, set map[string]json.RawMessage, knew ...journal.ID) revision {
		r := revision{fact: fact{at: at}, id: id, set: set, known: map[journal.ID]bool{}}
		for _, k := range knew {
			r.known[k] = true
		}
		return r
	}
	asked := map[string]json.RawMessage{"title": raw(`"T"`), "criteria": raw(`"C"`)}
	for _, x := range []struct {
		name   string
		revs   []revision
		want   string
		rivals int
	}{
		{"none", nil, `"C"`, 0},
		{"the later of two who did not know", []revision{rev(a, 1, map[string]json.RawMessage{"criteria": raw(`"A"`)}), rev(b, 2, map[string]json.RawMessage{"criteria": raw(`"B"`)})}, `"B"`, 1},
		{"who knew wins though the other clock is ahead", []revision{rev(b, 9, map[string]json.RawMessage{"criteria": raw(`"B"`)}), rev(a, 1, map[string]json.RawMessage{"criteria": raw(`"A"`)}, b)}, `"A"`, 0},
		{"through a third", []revision{rev(a, 9, map[string]json.RawMessage{"criteria": raw(`"A"`)}), rev(b, 5, map[string]json.RawMessage{"title": raw(`"B"`)}, a), rev(c, 1, map[string]json.RawMessage{"criteria": raw(`"C3"`)}, b)}, `"C3"`, 0},
		{"another member is left alone", []revision{rev(a, 1, map[string]json.RawMessage{"title": raw(`"A"`)})}, `"C"`, 0},
	} {
		spread(x.revs)
		got, rivals := standing(asked, x.revs)
		if string(got["criteria"]) != x.want || rivals != x.rivals {
			t.Errorf("%s: %s with %d rivals, want %s with %d", x.name, got["criteria"], rivals, x.want, x.rivals)
		}
	}
}

func TestProvenance(t *testing.T) {
	const at, minute = journal.Instant(1_000_000_000), journal.Instant(60_000)
	made := func(i journal.Instant) journal.Made { return journal.Made{MadeAt: &i} }
	imported := made(at - 900*minute)
	imported.Imported = &journal.Imported{From: "elsewhere"}
	for _, x := range []struct {
		name  string
		d     journal.Made
		named journal.Instant
		from  journal.Instant
		want  string
	}{
		{"said now", journal.Made{}, 0, at, "live"},
		{"within five minutes", made(at - 5*minute), 0, at, "live"},
		{"earlier", made(at - 6*minute), 0, at, "late"},
		{"ahead", made(at + 6*minute), 0, at + 6*minute, "late"},
		{"names what is younger", journal.Made{}, at + 6*minute, at + 6*minute, "late"},
		{"names what is a little younger", journal.Made{}, at + 5*minute, at, "live"},
		{"imported", imported, 0, at - 900*minute, "imported"},
	} {
		from, got := provenance(fact{at: at}, x.d, x.named)
		if from != x.from || got != x.want {
			t.Errorf("%s: %s from %d, want %s from %d", x.name, got, from-at, x.want, x.from-at)
		}
	}
}

func TestUnfitOutcomes(t *testing.T) {
	closed := &journal.Range{Min: json.RawMessage("0"), Max: json.RawMessage("300")}
	open := &journal.Range{Min: json.RawMessage("0"), Max: json.RawMessage("300"), OpenAbove: true}
	options := [][]string{{"A", "B"}}
	for outcome, fits := range map[string][]bool{ // binary, choice, numeric closed, numeric open above, date
		`true`:                       {true, false, false, false, false},
		`0.5`:                        {true, false, true, true, false},
		`1.5`:                        {false, false, true, true, false},
		`"A"`:                        {false, true, false, false, false},
		`400`:                        {false, false, false, true, false},
		`"above_range"`:              {false, false, false, true, false},
		`"below_range"`:              {false, false, false, false, false},
		`"2024-05-27T00:00:00.000Z"`: {false, false, false, false, true},
	} {
		var got []bool
		for _, q := range []journal.Asked{{Type: "binary"}, {Type: "choice"}, {Type: "numeric", Range: closed}, {Type: "numeric", Range: open}, {Type: "date"}} {
			got = append(got, UnfitOutcome(q, options, json.RawMessage(outcome)) == "")
		}
		if !reflect.DeepEqual(got, fits) {
			t.Errorf("%s fits %v, want %v", outcome, got, fits)
		}
	}
}
