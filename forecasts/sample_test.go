package forecasts_test

import (
	"crypto/rand"
	"crypto/sha256"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

func sampleBytes(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("../assets/sample.forecasts")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func sampleEnv(t *testing.T) session.Env {
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	return session.Env{
		Now: func() time.Time { return now }, Random: rand.Reader, State: t.TempDir(), Zone: time.UTC, Program: "test", Name: "Somebody",
	}
}

func TestTheSampleIsWhole(t *testing.T) {
	d, err := forecasts.OpenSample(t.Context(), sampleEnv(t), sampleBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	v, err := d.Verify(t.Context())
	if err != nil || !v.OK || len(v.Logs) != 4 {
		t.Errorf("verified %v with %d logs, %v: %v", v.OK, len(v.Logs), err, v.Problems)
	}
	s, err := d.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !s.Sample || s.Title != "Northeast Asia desk" || s.SignedAs != "Crane" || !s.Verified {
		t.Errorf("the status is %+v", s)
	}
	if s.Questions != 5 || s.Due != 0 || s.Articles != 3 || s.Findings != 12 {
		t.Errorf("%d open, %d due, %d articles, %d findings", s.Questions, s.Due, s.Articles, s.Findings)
	}
	if own := must(d.OwnStanding(t.Context()))(t); own.Headline == nil || *own.Headline < 0.12 || *own.Headline > 0.17 {
		t.Errorf("Crane's headline is %v, want between 0.12 and 0.17", own.Headline)
	}
	ended := map[string]int{}
	questions, err := d.Questions(t.Context(), listing.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range questions {
		ended[q.Status]++
	}
	if ended["resolved"] < 40 || ended["annulled"] != 2 || ended["disputed"] != 0 {
		t.Errorf("the questions stand so: %v", ended)
	}
}

func TestWhatIsTriedInTheSampleIsKept(t *testing.T) {
	env, sample := sampleEnv(t), sampleBytes(t)
	for opening, want := range []int{1, 2} {
		d, err := forecasts.OpenSample(t.Context(), env, sample)
		if err != nil {
			t.Fatal(err)
		}
		id, err := d.Find(t.Context(), "question", "Will North Korea conduct a nuclear test by 31 December 2027?")
		if err != nil {
			t.Fatal(err)
		}
		p := 0.3 + 0.1*float64(opening)
		if _, err := d.Forecast(t.Context(), id, standing.Belief{P: &p}, question.Saying{}); err != nil {
			t.Fatal(err)
		}
		v, err := d.Verify(t.Context())
		if err != nil || !v.OK {
			t.Errorf("opening %d: %v %v", opening, err, v.Problems)
		}
		var own int64 // records in the log that the first forecast opened
		for _, l := range v.Logs {
			if l.Name == "Crane" && l.Records < 100 {
				own = l.Records
			}
		}
		if len(v.Logs) != 5 || own != int64(want)+1 {
			t.Errorf("opening %d: %d logs, %d records in the new one", opening, len(v.Logs), own)
		}
		d.Close()
	}
}

func TestTheSampleOpensWhereTheClockIsSlow(t *testing.T) {
	env := sampleEnv(t)
	env.Now = func() time.Time { return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) }
	d, err := forecasts.OpenSample(t.Context(), env, sampleBytes(t))
	if err != nil {
		t.Fatal(err)
	}
	d.Close()
}

// anotherEdition is a sample whose log has Crane's name and other records.
func anotherEdition(t *testing.T) []byte {
	t.Helper()
	env := sampleEnv(t)
	env.Random = mathrand.NewChaCha8(sha256.Sum256([]byte("weathervane sample salts Crane")))
	home, err := journal.OpenHome(env.State)
	if err != nil {
		t.Fatal(err)
	}
	seed := sha256.Sum256([]byte("weathervane sample Crane"))
	if err := home.SetKey(seed[:]); err != nil {
		t.Fatal(err)
	}
	d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "other.vane"), "Crane", env)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	out := filepath.Join(t.TempDir(), "other.forecasts")
	if _, err := d.Export(t.Context(), out, exchange.Options{}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAnEditionMadeAnewGetsAPlaceOfItsOwn(t *testing.T) {
	env := sampleEnv(t)
	places := map[string]bool{}
	for _, edition := range [][]byte{sampleBytes(t), anotherEdition(t), sampleBytes(t)} {
		d, err := forecasts.OpenSample(t.Context(), env, edition)
		if err != nil {
			t.Fatal(err)
		}
		places[d.Path()] = true
		d.Close()
	}
	if len(places) != 2 {
		t.Errorf("two editions lie in %v", places)
	}
}

func TestTwoProgramsMayOpenTheSampleAtOnce(t *testing.T) {
	env, sample := sampleEnv(t), sampleBytes(t)
	var both sync.WaitGroup
	for range 4 {
		both.Go(func() {
			d, err := forecasts.OpenSample(t.Context(), env, sample)
			if err != nil {
				t.Error(err)
				return
			}
			d.Close()
		})
	}
	both.Wait()
}

func BenchmarkOpenSampleFirst(b *testing.B) {
	sample, err := os.ReadFile("../assets/sample.forecasts")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d, err := forecasts.OpenSample(b.Context(), session.Env{
			Now: time.Now, Random: rand.Reader, State: b.TempDir(), Zone: time.UTC, Program: "test",
		}, sample)
		if err != nil {
			b.Fatal(err)
		}
		d.Close()
	}
}
