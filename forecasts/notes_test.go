package forecasts_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
)

// exported exports everything under a name, which the history remembers.
func exported(t *testing.T, d *forecasts.Desk, name string) {
	t.Helper()
	desktest.Must(d.Export(t.Context(), filepath.Join(t.TempDir(), name), exchange.Options{}))(t)
}

// history lists the files that went and came, by name.
func history(t *testing.T, d *forecasts.Desk) string {
	t.Helper()
	var all []string
	for _, f := range desktest.Must(d.History(t.Context()))(t) {
		all = append(all, f.File)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// pinned lists the titles of pinned questions.
func pinned(t *testing.T, d *forecasts.Desk) string {
	t.Helper()
	var all []string
	for _, q := range desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t) {
		if desktest.Must(d.Question(t.Context(), q.ID))(t).Pinned {
			all = append(all, q.Title)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Two copies of one workspace that become one have what either noted for itself.
func TestCopiesUniteTheirNotes(t *testing.T) {
	for name, unite := range map[string]func(t *testing.T, d *forecasts.Desk, copied string) *forecasts.Desk{
		"imported": func(t *testing.T, d *forecasts.Desk, copied string) *forecasts.Desk {
			done := desktest.Must(d.ImportFiles(t.Context(), []string{copied}, importing.Options{}))(t)
			if done.Files[0].File != copied {
				t.Errorf("what came is said to be of %s", done.Files[0].File)
			}
			return d
		},
		"rejoined": func(t *testing.T, d *forecasts.Desk, copied string) *forecasts.Desk {
			path := d.Path()
			if err := os.Rename(copied, path); err != nil {
				t.Fatal(err)
			}
			desktest.Ask(t, d, "hail")
			joined := desktest.Must(d.Rejoin(t.Context(), path))(t)
			t.Cleanup(func() { joined.Close() })
			return joined
		},
	} {
		t.Run(name, func(t *testing.T) {
			clock, d := windowed(t)
			rain := desktest.Ask(t, d, "rain")
			exported(t, d, "both")
			copied := elsewhere(t, d, d.Path())
			other := desktest.Must(forecasts.Open(t.Context(), copied, d.Env))(t)
			clock.Pass(time.Minute)
			snow := desktest.Ask(t, other, "snow")
			exported(t, other, "theirs")
			place := t.TempDir()
			for _, err := range []error{other.Pin(t.Context(), snow, true), other.SetPlace(t.Context(), place), other.Close()} {
				if err != nil {
					t.Fatal(err)
				}
			}
			clock.Pass(time.Minute)
			exported(t, d, "ours")
			if err := d.Pin(t.Context(), rain, true); err != nil {
				t.Fatal(err)
			}
			d = unite(t, d, copied)
			got := strings.ReplaceAll(history(t, d), filepath.Base(copied)+", ", "") // the import itself
			got = strings.ReplaceAll(got, place+", ", "")                            // the first exchange with the folder
			if want := "both, ours, theirs"; got != want {
				t.Errorf("the history has %s, want %s", got, want)
			}
			if got := pinned(t, d); got != "rain, snow" {
				t.Errorf("pinned is %s", got)
			}
			if got := desktest.Must(d.Place(t.Context()))(t); got != place {
				t.Errorf("the watched folder is %q", got)
			}
		})
	}
}

// What a colleague's workspace noted for itself stays theirs.
func TestNotesOfOthersAreNotTaken(t *testing.T) {
	clock, d := windowed(t)
	desktest.Ask(t, d, "rain")
	path := filepath.Join(t.TempDir(), "Gull.vane")
	gull := desktest.Must(forecasts.Create(t.Context(), path, "Gull", desktest.EnvFor(t, "Gull", clock)))(t)
	desktest.Ask(t, gull, "snow")
	exported(t, gull, "theirs")
	if err := gull.Close(); err != nil {
		t.Fatal(err)
	}
	desktest.Must(d.ImportFiles(t.Context(), []string{path}, importing.Options{}))(t)
	if got := history(t, d); got != "Gull.vane" {
		t.Errorf("the history has %s", got)
	}
}
