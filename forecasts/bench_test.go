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

// hundredThousand writes a forecast file of that many forecasts on 2 000 questions.
func hundredThousand(b *testing.B, c *clock) string {
	b.Helper()
	seed := make([]byte, ed25519.SeedSize)
	private := ed25519.NewKeyFromSeed(seed)
	public := journal.KeyOf(private)
	random := rand.New(rand.NewPCG(1, 2))
	tree, run := &journal.Tree{}, exchange.Run{}
	instant := journal.InstantOf(c.at.Add(-1000 * time.Hour))
	add := func(kind string, data any) ID {
		var salt [16]byte
		for i := range salt {
			salt[i] = byte(random.IntN(256))
		}
		if tree.Size == 0 {
			run.Log = journal.NameLog(public, salt)
		}
		instant++
		r, err := journal.NewRecord(run.Log, tree.Size, instant, salt, kind, data)
		if err != nil {
			b.Fatal(err)
		}
		tree.Add(r.ID)
		run.Leaves = append(run.Leaves, exchange.Leaf{ID: r.ID, Line: r.Line})
		return r.ID
	}
	add(journal.LogOpened, journal.Opened{Name: "Tern", Key: public[:], Program: "test"})
	var questions []ID
	for range 2000 {
		questions = append(questions, add(journal.QuestionAsked, journal.Asked{Title: "It rains", Type: "binary", Closes: at(2030, 1, 1)}))
	}
	for range 100_000 {
		x := float64(random.IntN(1001)) / 1000
		add(journal.ForecastMade, journal.Made{Question: questions[random.IntN(len(questions))], P: &x})
	}
	run.Checkpoint = journal.Sign(private, run.Log, tree.Size, tree.Hash()).Note
	path := filepath.Join(b.TempDir(), "tern.forecasts")
	f, err := os.Create(path)
	if err == nil {
		err = exchange.Write(f, exchange.Batch{Header: exchange.Header{By: run.Log}, Runs: []exchange.Run{run}})
	}
	if err := errors.Join(err, f.Close()); err != nil {
		b.Fatal(err)
	}
	return path
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
