package journal

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever stands in the files of the state folder, they are read or refused: a key
// is never replaced, and nobody is trusted by a damaged file.
func FuzzHome(f *testing.F) {
	seed := strings.Repeat("0a", 32)
	f.Add([]byte(seed+"\n"), []byte(`{"machine":"`+machineName()+`","size":3,"tree":"00"}`), []byte(`{"`+seed+`":"2024-02-26T09:00:00.000Z"}`))
	f.Add([]byte(seed[:10]), []byte(`{"size":-1}`), []byte(`{`))
	f.Add([]byte(""), []byte("null"), []byte("null"))
	f.Add([]byte("\x00\xff"), []byte(`{"size":1e400}`), []byte(`{"":0}`))
	log := LogID{1}
	f.Fuzz(func(t *testing.T, key, state, trusted []byte) {
		h, err := OpenHome(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := h.Folder("logs"); err != nil {
			t.Fatal(err)
		}
		for path, b := range map[string][]byte{h.KeyPath(): key, h.statePath(log): state, h.trustPath(): trusted} {
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		private, err := h.EnsureKey(strings.NewReader(strings.Repeat("x", 64)))
		var problem *KeyProblem
		switch {
		case err == nil:
			if s, _ := hex.DecodeString(string(bytes.TrimSpace(key))); !bytes.Equal(s, private.Seed()) {
				t.Fatalf("%q is read as another key", key)
			}
		case !errors.As(err, &problem) || errors.Is(err, fs.ErrNotExist):
			t.Fatalf("the key: %v", err)
		}
		if b, err := os.ReadFile(h.KeyPath()); err != nil || !bytes.Equal(b, key) {
			t.Fatalf("the key %q is now %q, %v", key, b, err)
		}
		if s, ok := h.State(log); ok != h.Wrote() || ok && s.Size < 0 {
			t.Fatalf("the state %q is %+v", state, s)
		}
		all, err := h.Trusted()
		if err != nil && len(all) > 0 || err == nil && all == nil {
			t.Fatalf("%q: %v, %v", trusted, all, err)
		}
		if err == nil {
			if err := h.Trust(seed, true, 5); err != nil {
				t.Fatal(err)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(h.Dir(), "*.tmp*")); len(left) > 0 {
			t.Fatalf("left: %v", left)
		}
	})
}
