package desktest

import (
	"crypto/ed25519"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/model/journal"
)

// A manyRecords is a log under one key, to be written as a forecast file.
type manyRecords struct {
	b       testing.TB
	private ed25519.PrivateKey
	Random  *rand.Rand
	tree    *journal.Tree
	run     forecastfile.Run
	Instant journal.Instant
}

func NewManyRecords(b testing.TB, from time.Time) *manyRecords {
	b.Helper()
	m := &manyRecords{b: b, private: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), Random: rand.New(rand.NewPCG(1, 2)),
		tree: &journal.Tree{}, Instant: journal.InstantOf(from)}
	public := journal.KeyOf(m.private)
	m.Add(journal.LogOpened, journal.Opened{Name: "Tern", Key: public[:], Program: "test"})
	return m
}

// Add adds a record a moment after the last one.
func (m *manyRecords) Add(kind string, data any) journal.ID {
	m.b.Helper()
	var salt [16]byte
	for i := range salt {
		salt[i] = byte(m.Random.IntN(256))
	}
	if m.tree.Size == 0 {
		m.run.Log = journal.NameLog(journal.KeyOf(m.private), salt)
	}
	m.Instant++
	r, err := journal.NewRecord(m.run.Log, m.tree.Size, m.Instant, salt, kind, data)
	if err != nil {
		m.b.Fatal(err)
	}
	m.tree.Add(r.ID)
	m.run.Leaves = append(m.run.Leaves, forecastfile.Leaf{ID: r.ID, Line: r.Line})
	return r.ID
}

// File writes what was added.
func (m *manyRecords) File() string {
	m.b.Helper()
	m.run.Checkpoint = journal.Sign(m.private, m.run.Log, m.tree.Size, m.tree.Hash()).Note
	path := filepath.Join(m.b.TempDir(), "tern.forecasts")
	f, err := os.Create(path)
	if err == nil {
		err = forecastfile.Write(f, forecastfile.Batch{Header: forecastfile.Header{By: m.run.Log}, Runs: []forecastfile.Run{m.run}})
	}
	if err := errors.Join(err, f.Close()); err != nil {
		m.b.Fatal(err)
	}
	return path
}

// HundredThousand writes a forecast file of that many forecasts on 2 000 questions.
func HundredThousand(b *testing.B, c *Clock) string {
	b.Helper()
	m := NewManyRecords(b, c.At.Add(-1000*time.Hour))
	var questions []journal.ID
	for range 2000 {
		questions = append(questions, m.Add(journal.QuestionAsked, journal.Asked{Title: "It rains", Type: "binary", Closes: At(2030, 1, 1)}))
	}
	for range 100_000 {
		x := float64(m.Random.IntN(1001)) / 1000
		m.Add(journal.ForecastMade, journal.Made{Question: questions[m.Random.IntN(len(questions))], P: &x})
	}
	return m.File()
}
