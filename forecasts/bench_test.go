package forecasts

import (
	"crypto/ed25519"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts/exchange"
	"weathervane/model/journal"
)

// One forecast from the desk's door to the committed record, on the workspace
// with a history behind it.
func BenchmarkForecast(b *testing.B) {
	c := start()
	d := newDesk(b, "Crane", c)
	var ids []ID
	for range 200 {
		id, err := d.Ask(b.Context(), Asking{Title: "It rains", Closes: at(2030, 1, 1)})
		if err != nil {
			b.Fatal(err)
		}
		ids = append(ids, id)
	}
	b.ResetTimer()
	for i := range b.N {
		c.pass(time.Second)
		if _, err := d.Forecast(b.Context(), ids[i%len(ids)], p(0.3), Saying{Note: "why"}); err != nil {
			b.Fatal(err)
		}
	}
}

// What the window reads when a question is shown.
func BenchmarkQuestion(b *testing.B) {
	c := start()
	d := newDesk(b, "Crane", c)
	id, err := d.Ask(b.Context(), Asking{Title: "It rains", Closes: at(2030, 1, 1)})
	if err != nil {
		b.Fatal(err)
	}
	for range 200 {
		c.pass(time.Hour)
		if _, err := d.Forecast(b.Context(), id, p(0.3), Saying{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	for range b.N {
		if _, err := d.Question(b.Context(), id); err != nil {
			b.Fatal(err)
		}
	}
}

// A manyRecords is a log under one key, to be written as a forecast file.
type manyRecords struct {
	b       *testing.B
	private ed25519.PrivateKey
	random  *rand.Rand
	tree    *journal.Tree
	run     exchange.Run
	instant Instant
}

func newManyRecords(b *testing.B, from time.Time) *manyRecords {
	b.Helper()
	m := &manyRecords{b: b, private: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), random: rand.New(rand.NewPCG(1, 2)),
		tree: &journal.Tree{}, instant: journal.InstantOf(from)}
	public := journal.KeyOf(m.private)
	m.add(journal.LogOpened, journal.Opened{Name: "Tern", Key: public[:], Program: "test"})
	return m
}

// add adds a record a moment after the last one.
func (m *manyRecords) add(kind string, data any) ID {
	m.b.Helper()
	var salt [16]byte
	for i := range salt {
		salt[i] = byte(m.random.IntN(256))
	}
	if m.tree.Size == 0 {
		m.run.Log = journal.NameLog(journal.KeyOf(m.private), salt)
	}
	m.instant++
	r, err := journal.NewRecord(m.run.Log, m.tree.Size, m.instant, salt, kind, data)
	if err != nil {
		m.b.Fatal(err)
	}
	m.tree.Add(r.ID)
	m.run.Leaves = append(m.run.Leaves, exchange.Leaf{ID: r.ID, Line: r.Line})
	return r.ID
}

// file writes what was added.
func (m *manyRecords) file() string {
	m.b.Helper()
	m.run.Checkpoint = journal.Sign(m.private, m.run.Log, m.tree.Size, m.tree.Hash()).Note
	path := filepath.Join(m.b.TempDir(), "tern.forecasts")
	f, err := os.Create(path)
	if err == nil {
		err = exchange.Write(f, exchange.Batch{Header: exchange.Header{By: m.run.Log}, Runs: []exchange.Run{m.run}})
	}
	if err := errors.Join(err, f.Close()); err != nil {
		m.b.Fatal(err)
	}
	return path
}

// hundredThousand writes a forecast file of that many forecasts on 2 000 questions.
func hundredThousand(b *testing.B, c *clock) string {
	b.Helper()
	m := newManyRecords(b, c.at.Add(-1000*time.Hour))
	var questions []ID
	for range 2000 {
		questions = append(questions, m.add(journal.QuestionAsked, journal.Asked{Title: "It rains", Type: "binary", Closes: at(2030, 1, 1)}))
	}
	for range 100_000 {
		x := float64(m.random.IntN(1001)) / 1000
		m.add(journal.ForecastMade, journal.Made{Question: questions[m.random.IntN(len(questions))], P: &x})
	}
	return m.file()
}

func BenchmarkImport(b *testing.B) {
	c := start()
	path := hundredThousand(b, c)
	for range b.N {
		d, err := Create(b.Context(), filepath.Join(b.TempDir(), "x.vane"), "Crane", envFor(b, "Crane", c))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.Import(b.Context(), []string{path}, nil); err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
}
