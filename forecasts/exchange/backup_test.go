package exchange_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/question"
	"weathervane/model"
)

func TestBackupAndRestore(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.2), question.Saying{}))(t)
	dir := t.TempDir()
	backup := filepath.Join(dir, "backup.vane")
	if err := d.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	before := desktest.Lists(t, d)
	if err := d.Backup(t.Context(), backup); err == nil {
		t.Error("a backup replaces another file")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 1 {
		t.Errorf("a backup is more than one file: %v", left)
	}

	place := filepath.Join(dir, "w.vane")
	if done, err := exchange.Restore(t.Context(), backup, place, d.Env); err != nil || done.Kept != "" {
		t.Fatalf("into a new place: %+v, %v", done, err)
	}
	w := desktest.Must(forecasts.Open(t.Context(), place, d.Env))(t)
	if desktest.Lists(t, w) != before {
		t.Error("the restored one differs")
	}
	// The first goes on; the restored one is behind and opens a new log.
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{}))(t)
	c.Pass(time.Hour)
	desktest.Must(w.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	if logs := desktest.Must(w.Logs(t.Context()))(t); len(logs) != 2 {
		t.Fatalf("the restored copy has %d logs, want a new one", len(logs))
	}
	// While a program has it open, nothing is restored over it.
	if _, err := exchange.Restore(t.Context(), backup, place, d.Env); !errors.Is(err, model.ErrInUse) {
		t.Errorf("over a workspace in use: %v", err)
	}
	then := desktest.Lists(t, w)
	w.Close()
	done := desktest.Must(exchange.Restore(t.Context(), backup, place, d.Env))(t)
	if !strings.Contains(done.Kept, "2024-02-26") {
		t.Fatalf("the former file is kept as %q", done.Kept)
	}
	for path, want := range map[string]string{done.Kept: then, place: before} {
		w := desktest.Must(forecasts.Open(t.Context(), path, d.Env))(t)
		if desktest.Lists(t, w) != want {
			t.Errorf("%s is not what it was", path)
		}
		w.Close()
	}
	// What is damaged is no backup, and a damaged workspace is kept aside too.
	broken := filepath.Join(dir, "broken.vane")
	b := desktest.Must(os.ReadFile(backup))(t)
	for i := len(b) / 2; i < len(b); i += 11 {
		b[i] ^= 0x55
	}
	if err := os.WriteFile(broken, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.Restore(t.Context(), broken, place, d.Env); err == nil {
		t.Error("a broken file is restored")
	}
	if done := desktest.Must(exchange.Restore(t.Context(), backup, broken, d.Env))(t); done.Kept == "" {
		t.Error("a broken workspace is not kept")
	}
}

func TestDailyBackupKeepsTen(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	desktest.Ask(t, d, "It rains")
	var last string
	for range 13 {
		last = desktest.Must(d.DailyBackup(t.Context()))(t)
		if again := desktest.Must(d.DailyBackup(t.Context()))(t); again != last {
			t.Fatalf("twice a day: %s and %s", last, again)
		}
		c.Pass(24 * time.Hour)
	}
	all, _ := filepath.Glob(filepath.Join(filepath.Dir(last), "*.vane"))
	if len(all) != 10 || filepath.Base(last) != "2024-03-09.vane" || filepath.Base(all[0]) != "2024-02-29.vane" {
		t.Errorf("kept %d: %v", len(all), all)
	}
	listed := d.DailyBackups()
	if len(listed) != 10 || listed[0].Path != last || listed[0].Records != 2 || listed[0].Bytes == 0 || listed[0].Made.IsZero() {
		t.Errorf("listed %+v", listed)
	}
	if after, _ := filepath.Glob(filepath.Join(filepath.Dir(last), "*")); len(after) != 11 { // and the file that says of what
		t.Errorf("listing left files: %v", after)
	}
}
