package exchange_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
)

// Whatever lies in a shared folder, under whatever name, what is sound there comes in,
// and what is one's own goes out whole.
func FuzzPlace(f *testing.F) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(f, "Crane", c), desktest.NewDesk(f, "Heron", c)
	dir := f.TempDir()
	q := desktest.Ask(f, crane, "It rains")
	desktest.Must(crane.Forecast(f.Context(), q, desktest.P(0.4), question.Saying{Note: "clouds"}))(f)
	desktest.Must(crane.Sync(f.Context(), dir))(f)
	sound := desktest.Must(filepath.Glob(filepath.Join(dir, "*.forecasts")))(f)[0]
	content, stem := desktest.Must(os.ReadFile(sound))(f), strings.TrimSuffix(filepath.Base(sound), ".forecasts")
	desktest.Must(heron.Sync(f.Context(), dir))(f)
	var own string
	for _, path := range desktest.Must(filepath.Glob(filepath.Join(dir, "*.forecasts")))(f) {
		if path != sound {
			own = strings.TrimSuffix(filepath.Base(path), ".forecasts")
		}
	}
	names := []string{stem + " (1).forecasts", own + ".forecasts", own + " (conflicted copy).forecasts", strings.Repeat("0", 32) + ".forecasts", "x.forecasts", stem + ".forecasts.gz"}
	for i := range names {
		f.Add(content, uint8(i))
		f.Add(content[:len(content)*2/3], uint8(i))
	}
	f.Add([]byte{0x1f, 0x8b, 8, 0}, uint8(1))
	f.Add([]byte{}, uint8(1))
	f.Fuzz(func(t *testing.T, other []byte, name uint8) {
		dir := t.TempDir()
		for path, b := range map[string][]byte{stem + ".forecasts": content, names[int(name)%len(names)]: other} {
			if err := os.WriteFile(filepath.Join(dir, path), b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := heron.Sync(t.Context(), dir); err != nil {
			t.Fatalf("what is sound is not taken: %v", err)
		}
		if v, err := heron.Verify(t.Context()); err != nil || !v.OK {
			t.Fatalf("the workspace: %+v, %v", v.Problems, err)
		}
		if b, err := os.ReadFile(filepath.Join(dir, stem+".forecasts")); err != nil || string(b) != string(content) {
			t.Fatalf("a colleague's log was changed: %v", err)
		}
		if _, err := os.Stat(filepath.Join(dir, own+".forecasts")); err != nil {
			t.Fatalf("what is one's own did not go out: %v", err)
		}
	})
}
