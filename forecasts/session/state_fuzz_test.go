package session_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/session"
)

// Whatever stands in a tail, what goes before it comes back, and a tail that does not
// continue it is said to have a gap.
func FuzzTail(f *testing.F) {
	c := desktest.Start()
	writer := desktest.NewDesk(f, "Crane", c)
	cut := desktest.Must(writer.BeginTail())(f)
	if err := cut(); err != nil {
		f.Fatal(err)
	}
	desktest.Ask(f, writer, "It rains")
	desktest.Ask(f, writer, "It snows")
	tail := desktest.Must(os.ReadFile(writer.TailPath()))(f)
	lines := bytes.SplitAfter(tail, []byte("\n"))
	f.Add(tail)
	f.Add(tail[:len(tail)-20])
	f.Add(bytes.Join(lines[1:], nil))
	f.Add([]byte(`{"kind":"question.asked"}` + "\n\n\n"))
	f.Add([]byte{})
	backup := filepath.Join(f.TempDir(), "backup.vane")
	if err := writer.Store.CopyTo(f.Context(), backup); err != nil {
		f.Fatal(err)
	}
	content := desktest.Must(os.ReadFile(backup))(f)
	f.Fuzz(func(t *testing.T, tail []byte) {
		env := desktest.EnvFor(t, "Crane", c)
		path := filepath.Join(t.TempDir(), "w.vane")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		d := desktest.Must(forecasts.Open(t.Context(), path, env))(t)
		defer d.Close()
		had := desktest.Must(d.Store.Records(t.Context()))(t)
		if err := os.MkdirAll(filepath.Dir(d.TailPath()), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(d.TailPath(), tail, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.ApplyTail(t.Context()); err != nil {
			t.Fatalf("the copy cannot be made: %v", err)
		}
		if n := desktest.Must(d.Store.Records(t.Context()))(t); n < had {
			t.Fatalf("%d records of %d", n, had)
		}
		desktest.Sound(t, d)
	})
}

// Whatever is kept of copies in the state folder, only what is there is offered.
func FuzzKeptApart(f *testing.F) {
	f.Add([]byte(`{"of":"/w.vane","how":1,"kept":"KEPT","at":"2024-02-26T09:00:00Z"}`))
	f.Add([]byte(`{"of":"","how":"gone","kept":"/","now":"/","at":"-0001-01-01T00:00:00Z"}`))
	f.Add([]byte(`null`))
	f.Add([]byte(``))
	c := desktest.Start()
	f.Fuzz(func(t *testing.T, text []byte) {
		env := desktest.EnvFor(t, "Crane", c)
		at := session.StoryPath(env, "/w.vane", "2024-02-26 090000.000")
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			t.Fatal(err)
		}
		kept := filepath.Join(filepath.Dir(at), "w.vane")
		for path, b := range map[string][]byte{kept: nil, at: bytes.ReplaceAll(text, []byte("KEPT"), []byte(kept))} {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, a := range session.KeptApart(env, "/w.vane") {
			if info, err := os.Stat(a.Kept); err != nil || !info.Mode().IsRegular() {
				t.Fatalf("%q is offered: %v", a.Kept, err)
			}
		}
	})
}
