package merging_test

import (
	"path/filepath"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/witness"
	"weathervane/model"
)

// A merge records what it saw of all logs at once, and nothing if it saw only
// witness records.
func TestAMergeIsWitnessedByOneRecord(t *testing.T) {
	c := desktest.Start()
	crane, heron, ibis := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)
	var files []string
	for _, d := range []*forecasts.Desk{crane, heron} {
		desktest.Ask(t, d, "It rains, says "+d.Title)
		path := filepath.Join(t.TempDir(), d.Title+".forecasts")
		desktest.Must(d.Export(t.Context(), path, exchange.Options{}))(t)
		files = append(files, path)
	}
	desktest.Must(ibis.Import(t.Context(), files, nil))(t)
	notes := func(d *forecasts.Desk) (of []int) {
		t.Helper()
		err := d.Store.View(t.Context(), func(r model.Reader) error {
			rows, err := r.Witnesses()
			last := int64(0)
			for _, row := range rows {
				if row.Record != last {
					last, of = row.Record, append(of, 0)
				}
				of[len(of)-1]++
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return of
	}
	if got := notes(ibis); len(got) != 1 || got[0] != 2 {
		t.Fatalf("a merge of two logs is witnessed by records of %v checkpoints, want one of 2", got)
	}
	desktest.Give(t, ibis, crane) // Heron's log and the opening of Ibis's are new to Crane
	if got := notes(crane); len(got) != 2 || got[1] != 2 {
		t.Fatalf("Crane has witness records of %v checkpoints, want one more of 2", got)
	}
	desktest.Give(t, crane, ibis) // of Crane's only a witness record is new
	if got := notes(ibis); len(got) != 2 {
		t.Errorf("a witness record is witnessed: %v", got)
	}
}

// Both kinds of witness records say what others saw.
func TestWitnessesOfBothKinds(t *testing.T) {
	c := desktest.Start()
	c.Pass(4 * 366 * 24 * time.Hour) // later than the examples
	d := desktest.NewDesk(t, "Reader", c)
	for name, want := range map[string]int{"good-all-kinds": 1, "good-third-edition": 3} {
		before := 0
		count := func() (n int) {
			t.Helper()
			err := d.Store.View(t.Context(), func(r model.Reader) error {
				seen, err := witness.All(r)
				for _, all := range seen {
					for _, w := range all {
						if w.Key != desktest.Must(d.Me())(t) {
							n++
						}
					}
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		before = count()
		desktest.Must(d.Import(t.Context(), []string{filepath.Join("..", "exchange", "forecastfile", "testdata", "format", name+".forecasts")}, nil))(t)
		if got := count() - before; got != want {
			t.Errorf("%s has %d checkpoints of colleagues, want %d", name, got, want)
		}
	}
}
