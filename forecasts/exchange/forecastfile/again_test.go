package forecastfile

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"pgregory.net/rapid"

	"weathervane/model/journal"
)

// entries are all of a log's, read again.
func entries(t fatal, f *File, l *Log) (all []Entry) {
	if err := f.Entries(l, 0, func(first int64, es []Entry) error {
		if first != int64(len(all)) {
			t.Fatalf("entries from %d on where %d was expected", first, len(all))
		}
		all = append(all, es...)
		return nil
	}); err != nil {
		t.Fatalf("%v", err)
	}
	return all
}

const headerLine = `{"weathervane":"forecasts","v":1}` + "\n"

func checkpointLine(t fatal, a *author) []byte {
	b, err := json.Marshal(map[string]string{"checkpoint": a.sign()})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return append(b, '\n')
}

func endLine(above []byte) string { return fmt.Sprintf("{\"end\":\"%x\"}\n", sha256.Sum256(above)) }

// whole hides that what it reads can be read again.
type whole struct{ r *bytes.Reader }

func (w whole) Read(b []byte) (int, error) { return w.r.Read(b) }

// Whatever the lines of several logs are mixed like, packed or not, what is read
// again is what was written, and what Shown saw.
func TestRecordsAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		authors := []*author{newAuthor(t, "Knot"), newAuthor(t, "Ruff")}
		file := bytes.Clone([]byte(headerLine))
		for _, a := range authors {
			file = append(append(file, a.recs[0].Line...), '\n')
		}
		for range rapid.IntRange(0, 80).Draw(t, "records") {
			a := authors[rapid.IntRange(0, 1).Draw(t, "author")]
			long := rapid.SampledFrom([]int{1, 300, 70_000}).Draw(t, "long")
			r := a.add(t, journal.CommentMade, journal.Comment{On: a.recs[0].ID, Text: string(bytes.Repeat([]byte("x"), long))})
			file = append(append(file, r.Line...), '\n')
		}
		for _, a := range authors {
			file = append(file, checkpointLine(t, a)...)
		}
		file = append(file, endLine(file)...)
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		_, _ = z.Write(file)
		z.Close()
		shown := map[journal.ID]bool{}
		how := Options{Now: now, Shown: func(l *Log, r *journal.Record) { shown[r.ID] = true }}
		for i, in := range []io.Reader{bytes.NewReader(file), whole{bytes.NewReader(file)}, bytes.NewReader(packed.Bytes())} {
			clear(shown)
			f, err := how.Read(in)
			if err != nil {
				t.Fatal(err)
			}
			for j, a := range authors {
				all := entries(t, f, f.Logs[j])
				if len(all) != len(a.recs) {
					t.Fatalf("%d: %d records of %d", i, len(all), len(a.recs))
				}
				for k, e := range all {
					if e.ID != a.recs[k].ID || !bytes.Equal(e.Record.Line, a.recs[k].Line) || !shown[e.ID] {
						t.Fatalf("%d: record %d differs", i, k)
					}
				}
				k := rapid.IntRange(0, len(a.recs)-1).Draw(t, "one")
				if r, err := f.Record(f.Logs[j], int64(k)); err != nil || !bytes.Equal(r.Line, a.recs[k].Line) {
					t.Fatalf("record %d by itself: %v", k, err)
				}
			}
			if len(shown) != len(authors[0].recs)+len(authors[1].recs) {
				t.Fatalf("%d records are shown", len(shown))
			}
		}
	})
}

// A file that is another by the time its records are read is not believed.
func TestAChangeBetweenIsFound(t *testing.T) {
	b := example(t, "good")
	for _, change := range []func() []byte{
		func() []byte { return bytes.Replace(b, []byte(`"p":0.`), []byte(`"p":1.`), 1) },
		func() []byte { return b[:len(b)/3] },
		func() []byte { return append([]byte("{"), b...) },
	} {
		changed := change()
		f, err := Options{Now: now, Again: bytes.NewReader(changed)}.Read(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, l := range f.Logs {
			err := f.Entries(l, 0, func(int64, []Entry) error { return nil })
			found = found || errors.Is(err, ErrChanged)
		}
		if !found {
			t.Errorf("the change is not found in\n%s", changed)
		}
	}
}

// The tree is that of a tree that grows leaf by leaf, at every size, also where
// leaves were removed again.
func TestTreesHaveTheHashOfEverySize(t *testing.T) {
	l := &Log{}
	var tree journal.Tree
	hashes := [][32]byte{tree.Hash()}
	grow := func(to int) {
		for n := l.Len(); n < int64(to); n++ {
			id := journal.IDOf(fmt.Append(nil, n))
			l.add(leaf{id: id})
			if tree.Size == n {
				tree.Add(id)
				hashes = append(hashes, tree.Hash())
			}
		}
	}
	for _, to := range []int{0, 1, 31, 32, 33, 64, 200, 500, 4095, 4096, 4100, 9000} {
		grow(to)
		l.cut(to / 2)
		grow(to)
		if l.Tree().Hash() != hashes[to] {
			t.Errorf("the tree over %d records is another", to)
		}
		for size := max(0, to-600); size <= to; size++ {
			if h, err := l.TreeHash(int64(size)); err != nil || h != hashes[size] {
				t.Fatalf("of %d records, the tree over %d is another (%v)", to, size, err)
			}
		}
	}
	if _, err := l.TreeHash(9001); err == nil {
		t.Error("there is a tree over more records than there are")
	}
}
