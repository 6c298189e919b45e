package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// A command says that work on its workspace is kept in a copy, and how it comes back.
func TestCommandsTellOfWorkKeptElsewhere(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	file := filepath.Join(t.TempDir(), "crane.vane")
	succeed := func(args ...string) (out, errs string) {
		t.Helper()
		code, out, errs := try(t, args...)
		if code != 0 {
			t.Fatalf("%q ends with %d: %s", args, code, errs)
		}
		return out, errs
	}
	succeed("new", file, "--as", "Crane")
	older, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	env := session.DefaultEnv()
	d, err := forecasts.Open(t.Context(), file, env)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Watch(t.Context()); err != nil { // as a window does
		t.Fatal(err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	closes := journal.InstantOf(d.Now().AddDate(1, 0, 0))
	if _, err := d.Ask(t.Context(), journal.Asked{Title: "rain", Closes: &closes}); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := try(t, "list", file); code != 2 || !strings.Contains(errs, "a window goes on in a copy") {
		t.Errorf("while a window works on it: %d, %s", code, errs)
	}
	kept := d.Apart().Kept
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := try(t, "list", file); code != 2 || !strings.Contains(errs, "a copy of it is kept") || strings.Contains(errs, "'weathervane new'") {
		t.Errorf("while the file is gone: %d, %s", code, errs)
	}
	if err := os.WriteFile(file, older, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"list", "check"} {
		if _, errs := succeed(command, file); strings.Count(errs, "\n") != 1 || !strings.Contains(errs, "1 record more") || !strings.Contains(errs, "'"+kept+"'") {
			t.Errorf("%s says %q", command, errs)
		}
		if _, errs := succeed(command, file, "--quiet"); errs != "" {
			t.Errorf("quiet, %s says %q", command, errs)
		}
	}
	succeed("import", file, kept)
	if out, errs := succeed("list", file); errs != "" || !strings.Contains(out, "rain") {
		t.Errorf("merged, list prints %q and says %q", out, errs)
	}
}

// A forecast that says it was made earlier counts from its record, which is said.
func TestALateForecastIsSaidToCountFromNow(t *testing.T) {
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	file := filepath.Join(t.TempDir(), "crane.vane")
	for _, c := range []struct{ args, says string }{
		{"new F --as Crane", ""}, {"ask F --title Rain --closes 2299-01-01", ""}, {"forecast F Rain 5%", ""}, {"forecast F Rain 6% --made-at now", ""},
		{"forecast F Rain 0.5% --made-at 2020-01-01", "it counts from now, when it was recorded, and is the one that stands"},
	} {
		args := strings.Fields(c.args)
		args[1] = file
		code, _, errs := try(t, args...)
		if code != 0 || (errs == "") != (c.says == "") || !strings.Contains(errs, c.says) {
			t.Errorf("%s: %d, %q", c.args, code, errs)
		}
	}
}
