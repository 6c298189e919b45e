package session_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
)

// What a killed program left, in the state folder too, is gone once something is
// recorded later; what is young may be another program's that runs.
func TestRecordingSweepsWhatKilledProgramsLeft(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	var gone []string
	for _, dir := range []string{filepath.Dir(d.Path()), d.Home.Dir(), filepath.Join(d.Home.Dir(), "logs")} {
		f, err := files.Temp(dir)
		if err != nil {
			t.Fatal(err)
		}
		// The name of a process that has certainly ended.
		old := filepath.Join(dir, ".weathervane-2147483647-"+filepath.Base(f.Name())[len(filepath.Base(f.Name()))-26:])
		before := time.Now().Add(-2 * time.Hour)
		if err := errors.Join(f.Close(), os.Rename(f.Name(), old), os.Chtimes(old, before, before)); err != nil {
			t.Fatal(err)
		}
		gone = append(gone, old)
	}
	again := desktest.Must(forecasts.Open(t.Context(), d.Path(), d.Env))(t)
	t.Cleanup(func() { again.Close() })
	desktest.Ask(t, again, "It rains")
	for _, path := range gone {
		if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there", path)
		}
	}
}
