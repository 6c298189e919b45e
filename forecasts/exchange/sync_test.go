package exchange_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

func syncs(t testing.TB, d *forecasts.Desk, dir string) exchange.SyncSummary {
	t.Helper()
	return desktest.Must(d.Sync(t.Context(), dir))(t)
}

func TestSyncBothWays(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	dir := t.TempDir()
	q := desktest.Ask(t, crane, "It rains")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{Note: "clouds"}))(t)
	if s := syncs(t, crane, dir); len(s.Out) != 1 || s.Out[0].Records != 4 || s.In.Written {
		t.Fatalf("the first: %+v", s)
	}
	if s := syncs(t, crane, dir); len(s.Out) != 0 || s.In.Written {
		t.Fatalf("again: %+v", s)
	}
	c.Pass(time.Hour)
	if s := syncs(t, heron, dir); s.In.Adds.Questions != 1 || s.In.Adds.Forecasts != 1 || len(s.Out) != 1 {
		t.Fatalf("Heron: %+v", s)
	}
	sealed := desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.6), question.Saying{Seal: true}))(t)
	syncs(t, heron, dir)
	syncs(t, crane, dir)
	if f := desktest.Must(crane.Forecasts(t.Context(), listing.Filter{}))(t); len(f) != 2 || f[1].Provenance != "sealed" {
		t.Fatalf("Crane has %+v", f)
	}
	desktest.Must(heron.Reveal(t.Context(), sealed))(t)
	if s := syncs(t, heron, dir); len(s.Out) != 1 || s.Out[0].Shown != 1 {
		t.Fatalf("the reveal: %+v", s)
	}
	syncs(t, crane, dir)
	if desktest.Lists(t, crane) != desktest.Lists(t, heron) {
		t.Error("they differ")
	}
	for range 3 {
		syncs(t, crane, dir)
		syncs(t, heron, dir)
	}
	if s := syncs(t, crane, dir); len(s.Out) != 0 || s.In.Written {
		t.Errorf("they do not come to rest: %+v", s)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.forecasts"))
	for _, f := range files {
		if v := desktest.Must(exchange.VerifyFile(t.Context(), f, *desktest.At(2024, 4, 1)))(t); !v.OK {
			t.Errorf("%s: %+v", f, v.Problems)
		}
	}
}

// A folder with which nothing can be exchanged is refused, and the one before it stays.
func TestAFolderThatCannotBeUsedIsNotShared(t *testing.T) {
	const unusable = "/proc/self" // it can be listed, and nobody makes a file in it
	if _, err := os.Stat(unusable); err != nil {
		t.Skip(err)
	}
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	desktest.Ask(t, d, "It rains")
	dir := t.TempDir()
	if err := d.SetPlace(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if got := desktest.Must(os.ReadDir(dir))(t); len(got) == 0 {
		t.Error("nothing was exchanged with the folder")
	}
	if err := d.SetPlace(t.Context(), unusable); err == nil || !strings.Contains(err.Error(), "/proc/") {
		t.Errorf("%s is shared: %v", unusable, err)
	}
	if got := desktest.Must(d.Place(t.Context()))(t); got != dir {
		t.Errorf("the folder is now %s", got)
	}
}

func TestPlaceWithOddFiles(t *testing.T) {
	c := desktest.Start()
	crane, heron, ibis := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)
	dir := t.TempDir()
	q := desktest.Ask(t, crane, "It rains")
	syncs(t, crane, dir)
	file := desktest.Must(filepath.Glob(filepath.Join(dir, "*.forecasts")))(t)[0]
	short := desktest.Must(os.ReadFile(file))(t)
	stem := strings.TrimSuffix(file, ".forecasts")
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	syncs(t, crane, dir)
	long := desktest.Must(os.ReadFile(file))(t)
	write := func(path string, b []byte) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(stem+" (1).forecasts", short)
	write(stem+" (Heron's conflicted copy 2024-02-26).forecasts", long[:len(long)-40])
	write(filepath.Join(dir, "notes.txt"), []byte("hello"))
	write(filepath.Join(dir, "0123456789abcdef0123456789abcdef.forecasts"), short)
	write(filepath.Join(dir, "fedcba9876543210fedcba9876543210.forecasts"), short[:200])
	write(filepath.Join(dir, strings.Repeat("ab", 16)+".forecasts"), []byte("junk\n"))
	write(filepath.Join(dir, ".weathervane-123"), short[:100])
	write(file, long[:len(long)-30]) // half copied
	s := syncs(t, heron, dir)
	if s.In.Adds.Questions != 1 || s.In.Adds.Forecasts != 0 || len(s.Skipped) != 7 || !s.OK {
		t.Fatalf("half copied: %+v", s)
	}
	write(file, long)
	if s := syncs(t, heron, dir); s.In.Adds.Forecasts != 1 {
		t.Fatalf("whole: %+v", s)
	}
	// A cloud storage puts a shorter state instead of the longer: nobody loses
	// anything, and the author puts it right.
	write(file, short)
	if s := syncs(t, heron, dir); s.In.Written || !s.OK {
		t.Fatalf("shorter: %+v", s)
	}
	syncs(t, crane, dir)
	syncs(t, ibis, dir)
	if f := desktest.Must(ibis.Forecasts(t.Context(), listing.Filter{}))(t); len(f) != 1 {
		t.Errorf("after the author put it right, Ibis has %d forecasts", len(f))
	}
	if v := desktest.Must(exchange.VerifyFile(t.Context(), file, *desktest.At(2024, 4, 1)))(t); !v.OK {
		t.Errorf("%+v", v)
	}
}

// A log that was rewritten is named, and the others come in all the same.
func TestPlaceWithAFork(t *testing.T) {
	c := desktest.Start()
	crane, heron, ibis := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)
	dir, other := t.TempDir(), t.TempDir()
	q := desktest.Ask(t, crane, "It rains")
	syncs(t, crane, dir)
	copied := filepath.Join(t.TempDir(), "twin.vane")
	desktest.CopyWorkspace(t, crane.Path(), copied)
	state := filepath.Join(t.TempDir(), "state")
	if err := os.CopyFS(state, os.DirFS(crane.Env.State)); err != nil {
		t.Fatal(err)
	}
	env := crane.Env
	env.State, env.Random = state, desktest.Seeded("twin")
	twin := desktest.Must(forecasts.Open(t.Context(), copied, env))(t)
	defer twin.Close()
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	desktest.Must(twin.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	syncs(t, crane, dir)
	syncs(t, heron, dir)
	syncs(t, twin, other)
	twins := desktest.Must(filepath.Glob(filepath.Join(other, "*.forecasts")))(t)[0]
	if err := os.Rename(twins, filepath.Join(dir, filepath.Base(twins))); err != nil {
		t.Fatal(err)
	}
	// A proof of the other history is found out by who knows this one.
	all := desktest.Must(twin.Forecasts(t.Context(), listing.Filter{}))(t)
	proof := filepath.Join(t.TempDir(), "twin.proof")
	desktest.Must(twin.Prove(t.Context(), all[0].ID, files.Output{Path: proof}))(t)
	if v := desktest.Must(exchange.VerifyProof(proof, *desktest.At(2024, 4, 1)))(t); !v.OK {
		t.Errorf("by itself the proof holds: %+v", v)
	}
	if v := desktest.Must(heron.VerifyProofAgainst(t.Context(), proof))(t); v.OK || len(v.Logs[0].Problems) != 1 {
		t.Errorf("the proof of a rewritten log: %+v", v)
	}
	desktest.Ask(t, ibis, "It snows")
	syncs(t, ibis, dir)
	s := syncs(t, heron, dir)
	if s.OK || s.In.Adds.Questions != 1 {
		t.Errorf("with a fork: %+v", s)
	}
	if f := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t); len(f) != 1 || *f[0].P != 0.4 {
		t.Errorf("Heron has %+v", f)
	}
}

// Five people write, each with two desks at once, and all come to the same.
func TestFiveAuthorsAtOnce(t *testing.T) {
	dir := t.TempDir()
	now := &desktest.Clock{At: time.Now()}
	var desks []*forecasts.Desk
	for _, name := range []string{"Crane", "Heron", "Ibis", "Knot", "Stork"} {
		d := desktest.NewDesk(t, name, now)
		d.Env.Now, d.Env.Present = time.Now, time.Now
		desks = append(desks, d)
	}
	q := desktest.Must(desks[0].Ask(t.Context(), journal.Asked{Title: "It rains", Closes: desktest.At(2090, 1, 1)}))(t)
	syncs(t, desks[0], dir)
	var all sync.WaitGroup
	for i, d := range desks {
		syncs(t, d, dir)
		all.Go(func() {
			for n := range 6 {
				if _, err := d.Forecast(t.Context(), q, desktest.P(float64(n%100)/100), question.Saying{Note: fmt.Sprint(i, n)}); err != nil {
					t.Error(err)
				}
				if _, err := d.Sync(t.Context(), dir); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	for range 2 {
		for _, d := range desks {
			if s := syncs(t, d, dir); len(s.Skipped) > 0 || !s.OK {
				t.Errorf("%s: %+v", d.Title, s.Skipped)
			}
		}
	}
	want := desktest.Lists(t, desks[0])
	for _, d := range desks[1:] {
		if desktest.Lists(t, d) != want {
			t.Errorf("%s differs", d.Title)
		}
	}
}
