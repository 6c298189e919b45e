package forecasts_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// A world is a set of logs that a test writes record by record, so that it can
// be in states to which no desk brings its own log: forked, unfit, with a wrong
// clock. Keys and salts follow from names, so that two worlds differ only where
// their records do.
type world struct {
	t      testing.TB
	logs   []*writtenLog
	ids    map[string]journal.ID // by label
	labels map[journal.ID]string
}

// writtenLog is one log of a world.
type writtenLog struct {
	w        *world
	name     string // "Crane 2" is the second log of Crane
	author   string
	key      ed25519.PrivateKey
	id       journal.LogID
	records  []journal.Record
	withheld map[int]bool
}

func newWorld(t testing.TB) *world {
	return &world{t: t, ids: map[string]journal.ID{}, labels: map[journal.ID]string{}}
}

// keyOf is the key of an author.
func keyOf(author string) ed25519.PrivateKey {
	seed := sha256.Sum256([]byte("key of " + author))
	return ed25519.NewKeyFromSeed(seed[:])
}

func saltOf(label string) [16]byte {
	sum := sha256.Sum256([]byte("salt of " + label))
	return [16]byte(sum[:16])
}

// log is the log with the name, opened at the instant if it is new. A later log
// of an author says that it comes after the one before.
func (w *world) log(name string, at journal.Instant, after ...*writtenLog) *writtenLog {
	for _, l := range w.logs {
		if l.name == name {
			return l
		}
	}
	author, _, _ := strings.Cut(name, " ")
	l := &writtenLog{w: w, name: name, author: author, key: keyOf(author), withheld: map[int]bool{}}
	public := journal.KeyOf(l.key)
	l.id = journal.NameLog(public, saltOf(name))
	opened := journal.Opened{Name: author, Key: public[:], Program: "test"}
	for _, earlier := range after {
		opened.After = &earlier.id
	}
	w.logs = append(w.logs, l)
	l.add(name, at, journal.LogOpened, opened)
	return l
}

// add appends a record, which the label names from then on.
func (l *writtenLog) add(label string, at journal.Instant, kind string, data any) journal.ID {
	l.w.t.Helper()
	if _, taken := l.w.ids[label]; taken {
		l.w.t.Fatalf("two records are called %q", label)
	}
	r, err := journal.NewRecord(l.id, int64(len(l.records)), at, saltOf(label), kind, data)
	if err != nil {
		l.w.t.Fatalf("%s: %v", label, err)
	}
	l.records = append(l.records, r)
	l.w.ids[label], l.w.labels[r.ID] = r.ID, label
	return r.ID
}

// id is the record with the label.
func (w *world) id(label string) journal.ID {
	w.t.Helper()
	id, ok := w.ids[label]
	if !ok {
		w.t.Fatalf("no record is called %q", label)
	}
	return id
}

// tree is the hash of a log's first n leaves.
func (l *writtenLog) tree(n int) [32]byte {
	var tree journal.Tree
	for _, r := range l.records[:n] {
		tree.Add(r.ID)
	}
	return tree.Hash()
}

// fork gives two checkpoints by the log's author that cannot both be true: at
// record seq, another one stood once.
func (l *writtenLog) fork(seq int) []string {
	var other journal.Tree
	for _, r := range l.records[:seq] {
		other.Add(r.ID)
	}
	other.Add(journal.IDOf([]byte("what stood there once")))
	size := int64(seq + 1)
	return []string{journal.Sign(l.key, l.id, size, l.tree(seq+1)).Note, journal.Sign(l.key, l.id, size, other.Hash()).Note}
}

// keep withholds the record with the label from files.
func (w *world) keep(label string) { w.hide(label, true) }

func (w *world) hide(label string, hidden bool) {
	w.t.Helper()
	id := w.id(label)
	for _, l := range w.logs {
		for seq, r := range l.records {
			if r.ID == id {
				l.withheld[seq] = hidden
			}
		}
	}
}

// text is the text of every article.
const text = "The minister said that talks would begin in May. Observers doubted it. The harbour was closed."

func contentOf(s string) *journal.Content {
	sum := sha256.Sum256([]byte(s))
	return &journal.Content{SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(s))}
}

// file writes a forecast file of the logs with the names, all of them if none is
// given.
func (w *world) file(names ...string) string {
	w.t.Helper()
	sizes := w.sizes()
	if len(names) > 0 {
		maps.DeleteFunc(sizes, func(name string, _ int) bool { return !slices.Contains(names, name) })
	}
	return w.upTo(sizes)
}

// upTo writes a forecast file of the logs as long as they were.
func (w *world) upTo(sizes map[string]int) string {
	w.t.Helper()
	var b forecastfile.Batch
	for _, l := range w.logs {
		if n := sizes[l.name]; n > 0 {
			b.Runs = append(b.Runs, l.run(n))
		}
	}
	return w.write(b)
}

// run is a log's first n leaves under a checkpoint.
func (l *writtenLog) run(n int) forecastfile.Run {
	run := forecastfile.Run{Log: l.id, Checkpoint: journal.Sign(l.key, l.id, int64(n), l.tree(n)).Note}
	for seq, r := range l.records[:n] {
		leaf := forecastfile.Leaf{ID: r.ID, Line: r.Line}
		if l.withheld[seq] {
			leaf.Line = nil
		}
		run.Leaves = append(run.Leaves, leaf)
	}
	return run
}

func (w *world) write(b forecastfile.Batch) string {
	w.t.Helper()
	b.Header.By = b.Runs[0].Log
	if w.hasArticle(b) {
		b.Blobs = []forecastfile.Blob{{SHA256: sha256.Sum256([]byte(text)), Type: "text/plain", Content: []byte(text)}}
	}
	var out bytes.Buffer
	if err := forecastfile.Write(&out, b); err != nil {
		w.t.Fatal(err)
	}
	path := filepath.Join(w.t.TempDir(), fmt.Sprintf("%d.forecasts", len(b.Runs)))
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return path
}

// hasArticle reports whether a file shows an article.
func (w *world) hasArticle(b forecastfile.Batch) bool {
	return slices.ContainsFunc(b.Runs, func(run forecastfile.Run) bool {
		return slices.ContainsFunc(run.Leaves, func(l forecastfile.Leaf) bool {
			return bytes.Contains(l.Line, []byte(`"kind":"`+journal.ArticleAdded))
		})
	})
}

// names replaces ids, logs and keys by what the test calls them, so that what
// desks show of two worlds can be compared.
func (w *world) names() *strings.Replacer {
	var all []string
	name := func(hex, what string) { all = append(all, hex, "«"+what+"»", hex[:8], "«"+what+"»") }
	for id, label := range w.labels {
		name(id.String(), label)
	}
	seen := map[string]bool{}
	for _, l := range w.logs {
		name(l.id.String(), "log "+l.author)
		if !seen[l.author] {
			seen[l.author] = true
			name(journal.KeyOf(l.key).Fingerprint(), "key of "+l.author)
		}
	}
	return strings.NewReplacer(all...)
}

func day(y int, m time.Month, d int) journal.Instant {
	return journal.InstantOf(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}
