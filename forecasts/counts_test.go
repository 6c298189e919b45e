package forecasts_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// newReader is a desk of Crane on a machine of his own: a record counts, or does
// not, wherever it is read.
func newReader(t testing.TB) *forecasts.Desk {
	t.Helper()
	dir := t.TempDir()
	home, err := journal.OpenHome(filepath.Join(dir, "state"))
	if err == nil {
		err = home.SetKey(keyOf("Crane").Seed())
	}
	if err != nil {
		t.Fatal(err)
	}
	env := session.DefaultEnv()
	env.Now, env.State, env.Zone = func() time.Time { return present.Time() }, filepath.Join(dir, "state"), time.UTC
	d, err := forecasts.Create(t.Context(), filepath.Join(dir, "crane.vane"), "Crane", env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func bring(t testing.TB, d *forecasts.Desk, files ...string) {
	t.Helper()
	for _, f := range files {
		if _, err := d.Import(t.Context(), []string{f}, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// A state is what becomes of the records of all rows.
type state struct {
	absent  bool            // they were never made
	unfit   bool            // they do not fit
	log     string          // of which of the author's logs they are, " 2" for the second; the first by default
	at      journal.Instant // when they are recorded, written by default
	retract journal.Instant // when they are retracted
	from    string          // of which log the retractions are
	about   journal.Instant // when what they are about is retracted
}

// moments are how long each log was, by name, when something was done.
type moments struct{ base, records, after, end map[string]int }

func (w *world) sizes() map[string]int {
	all := map[string]int{}
	for _, l := range w.logs {
		all[l.name] = len(l.records)
	}
	return all
}

// tell makes the world of the rows in a state.
func tell(t testing.TB, some []row, st state) (*world, moments) {
	t.Helper()
	var m moments
	w := newWorld(t)
	for _, name := range []string{"Crane", "Heron", "Ibis", "Egret"} {
		w.log(name, begin)
	}
	now := begin
	stages := make([]*stage, len(some))
	for i := range some {
		s := &stage{w: w, row: &some[i], at: now}
		some[i].base(s)
		stages[i], now = s, s.at
	}
	m.base = w.sizes()
	first := written
	if st.at != 0 {
		first = st.at
	}
	for i, s := range stages {
		s.at = first + journal.Instant(1000*i)
		data := s.row.data
		if st.unfit {
			data = s.row.unfit
		}
		if l := w.log(s.row.by+st.log, first); !st.absent {
			l.add(s.label("record"), s.at, s.row.kind, data(s))
		}
	}
	m.records = w.sizes()
	take := func(label, author string, at journal.Instant) {
		l := w.log(author+st.from, at, w.log(author, begin))
		l.add(label+" retracted", max(at, l.records[len(l.records)-1].At), journal.RecordRetracted, journal.Retracted{Record: w.id(label), Why: "a mistake"})
	}
	for _, s := range stages {
		if st.retract != 0 && !st.absent {
			take(s.label("record"), s.row.by, st.retract)
		}
		if st.about != 0 && s.row.about != "" {
			take(s.label(s.row.about), "Crane", st.about)
		}
	}
	m.after = w.sizes()
	now = later
	for _, s := range stages {
		if s.at = now; s.row.after != nil {
			s.row.after(s)
			now = s.at
		}
	}
	m.end = w.sizes()
	return w, m
}

// expose forks each log that has records of the rows, below the first of them.
func (w *world) expose(m moments) {
	for _, name := range slices.Sorted(maps.Keys(m.base)) {
		if l := w.log(name, begin); m.records[name] > m.base[name] {
			w.log("Egret", begin).add("fork of "+name, later+hour, journal.ForkExposed,
				journal.Exposed{Log: l.id, Checkpoints: l.fork(m.base[name])})
		}
	}
}

// same holds a desk to a page, and its tables to those of a rebuild.
func same(t *testing.T, w *world, d *forecasts.Desk, want page, but ...string) {
	t.Helper()
	names, lines := differing(want, w.read(t, d))
	for _, n := range names {
		if slices.Contains(but, n) {
			continue
		}
		few := lines[n]
		if len(few) > 12 {
			few = append(few[:12:12], fmt.Sprintf("… and %d more", len(lines[n])-12))
		}
		t.Errorf("%s:\n%s", n, strings.Join(few, "\n"))
	}
	problems, err := d.Check(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("check: %s", p.What)
	}
}

// held holds the list of records to the reason for which those of the rows do
// not count, "" where they do; and an export to handing all of them on.
func held(t *testing.T, w *world, d *forecasts.Desk, some []row, why func(row) string) {
	t.Helper()
	all, err := d.Records(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[journal.ID]exchange.Record{}
	for _, r := range all {
		byID[r.ID] = r
	}
	for _, r := range some {
		got, here := byID[w.id(r.name+": record")]
		want := why(r)
		if !here || got.WhyNot != want || got.Counts != (want == "") {
			t.Errorf("%s: listed %v, counts %v, why not %q (%s); want %q", r.name, here, got.Counts, got.WhyNot, got.Detail, want)
		}
	}
	path := filepath.Join(t.TempDir(), "out.forecasts")
	if _, err := d.Export(t.Context(), path, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range w.logs {
		for seq, r := range l.records {
			if _, kept := byID[r.ID]; kept && !l.withheld[seq] && !bytes.Contains(b, append(slices.Clone(r.Line), '\n')) {
				t.Errorf("the export lacks %s", w.labels[r.ID])
			}
		}
	}
}

func always(why string) func(row) string { return func(row) string { return why } }

func those(which func(row) bool) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !which(r) })
}

// pageOf is what a desk shows of a world.
func pageOf(t *testing.T, w *world) page {
	t.Helper()
	d := newReader(t)
	bring(t, d, w.file())
	return w.read(t, d)
}

func TestWhatCountsInAnyOrder(t *testing.T) {
	w, m := tell(t, rows, state{})
	want := pageOf(t, w)
	for name, files := range map[string][]string{
		"one after the other": {w.file("Crane"), w.file("Heron"), w.file("Ibis"), w.file("Egret")},
		"the other way":       {w.file("Egret"), w.file("Ibis"), w.file("Heron"), w.file("Crane")},
		"in pieces":           {w.upTo(m.base), w.upTo(m.records), w.file()},
	} {
		t.Run(name, func(t *testing.T) {
			d := newReader(t)
			bring(t, d, files...)
			same(t, w, d, want)
			held(t, w, d, rows, always(""))
		})
	}
}

// What was withheld, or named what was not here, counts from when that has come.
func TestWhatComesLaterCounts(t *testing.T) {
	asWritten, _ := tell(t, rows, state{})
	want := pageOf(t, asWritten)
	t.Run("withheld and shown later", func(t *testing.T) {
		w, _ := tell(t, rows, state{})
		d := newReader(t)
		for _, r := range rows {
			w.hide(r.name+": record", true)
		}
		bring(t, d, w.file())
		held(t, w, d, rows, always("withheld"))
		for _, r := range rows {
			w.hide(r.name+": record", false)
		}
		bring(t, d, w.file())
		same(t, w, d, want)
		held(t, w, d, rows, always(""))
	})
	t.Run("entity arrives later", func(t *testing.T) {
		rows := those(func(r row) bool { return !r.promise }) // a seal is in the log of its forecast
		asWritten, _ := tell(t, rows, state{})
		want := pageOf(t, asWritten)
		w, _ := tell(t, rows, state{log: " 2"})
		d := newReader(t)
		bring(t, d, w.file("Crane 2", "Heron 2", "Ibis 2"))
		held(t, w, d, rows, func(r row) string {
			if r.about == "" && r.kind != journal.RecordRetracted {
				return ""
			}
			return "waiting"
		})
		bring(t, d, w.file("Egret"), w.file("Ibis"), w.file("Heron"), w.file("Crane"))
		same(t, w, d, want)
		held(t, w, d, rows, always(""))
	})
}

// What does not count changes nothing, in whatever order it came to be so.
func TestWhatDoesNotCountChangesNothing(t *testing.T) {
	revocable := those(func(r row) bool { return !r.promise })
	fleeting := those(func(r row) bool { return !r.promise && !r.stood })
	// Nobody takes back a question on which others have recorded.
	bereft := those(func(r row) bool { return r.about != "" && r.about != "q" && !r.outlives })
	fit := those(func(r row) bool { return r.unfit != nil })
	for i, c := range []struct {
		name  string
		rows  []row
		state state
		why   string
		files func(*world, moments) []string
	}{
		{"retracted", revocable, state{retract: written + 2*minute}, "retracted", func(w *world, m moments) []string { return []string{w.file()} }},
		{"retracted afterwards", revocable, state{retract: written + 2*minute}, "retracted", func(w *world, m moments) []string {
			return []string{w.upTo(m.records), w.file()}
		}},
		{"retracted late", fleeting, state{retract: written + 24*60*minute}, "retracted", func(w *world, m moments) []string {
			return []string{w.file("Egret"), w.upTo(m.records), w.file()}
		}},
		{"retracted from a later log", revocable, state{retract: written + 2*minute, from: " 2"}, "retracted", func(w *world, m moments) []string {
			return []string{w.upTo(m.records), w.file("Egret"), w.file("Heron 2", "Ibis 2", "Crane 2")}
		}},
		{"retracted from a later log that came first", revocable, state{retract: written + 2*minute, from: " 2"}, "retracted", func(w *world, m moments) []string {
			return []string{w.file("Heron 2", "Ibis 2", "Crane 2"), w.file("Egret"), w.file("Ibis", "Crane", "Heron")}
		}},
		{"above a fork", rows, state{}, "forked", func(w *world, m moments) []string {
			before := w.file("Crane", "Heron", "Ibis")
			w.expose(m)
			return []string{before, w.file("Egret"), w.file()}
		}},
		{"above a fork that was known", rows, state{}, "forked", func(w *world, m moments) []string {
			w.expose(m)
			return []string{w.file("Egret"), w.file()}
		}},
		{"withheld", rows, state{}, "withheld", func(w *world, m moments) []string {
			for _, r := range rows {
				w.keep(r.name + ": record")
			}
			return []string{w.file()}
		}},
		{"about what is retracted", bereft, state{about: written + 24*60*minute}, "waiting", func(w *world, m moments) []string {
			return []string{w.file("Egret"), w.upTo(m.records), w.file()}
		}},
		{"about what was retracted", bereft, state{about: written + 24*60*minute}, "waiting", func(w *world, m moments) []string { return []string{w.file()} }},
		{"does not fit", fit, state{unfit: true}, "unfit", func(w *world, m moments) []string { return []string{w.upTo(m.base), w.file()} }},
		{"does not fit what comes later", fit, state{unfit: true, log: " 2"}, "unfit", func(w *world, m moments) []string {
			return []string{w.file("Crane 2", "Heron 2", "Ibis 2"), w.file("Egret"), w.file("Heron", "Ibis", "Crane")}
		}},
	} {
		if testing.Short() && i%4 != 0 {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			st := c.state
			without, _ := tell(t, c.rows, state{absent: true, about: st.about})
			want := pageOf(t, without)
			w, m := tell(t, c.rows, st)
			d := newReader(t)
			bring(t, d, c.files(w, m)...)
			but := ""
			if st.about != 0 {
				but = "leaning" // what was retracted is shown with all its dependents
			}
			same(t, w, d, want, but)
			held(t, w, d, c.rows, always(c.why))
		})
	}
}
