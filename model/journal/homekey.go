package journal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"weathervane/files"
)

// KeyProblem is why the key in the state folder cannot sign, what to do, and how a
// command begins as a new forecaster instead.
type KeyProblem struct{ What, Do, Else string }

func (p *KeyProblem) Error() string { return p.What + ": " + p.Do + ", or " + p.Else }

// InWindow says it to whoever can give no flags.
func (p *KeyProblem) InWindow() string {
	return p.What + ". To record here, " + p.Do + "; Weathervane can stay open. If it is lost for good, make a new beginning in a terminal, as docs/CLI.md says"
}

// KeyPath is where the private key is kept.
func (h *Home) KeyPath() string { return filepath.Join(h.dir, "key") }

// Key is this user's private key. The error is fs.ErrNotExist if there is none, or
// a *KeyProblem if there is one that cannot be used.
func (h *Home) Key() (ed25519.PrivateKey, error) {
	path := h.KeyPath()
	bad := func(format string, args ...any) (ed25519.PrivateKey, error) {
		return nil, &KeyProblem{"the key " + path + " " + fmt.Sprintf(format, args...),
			"put back a copy of it", "move it away and say --as NAME --as-new to begin as a new forecaster"}
	}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return bad("is a link to a file that is not there")
	case err != nil:
		return bad("cannot be read (%v)", files.Cause(err))
	case info.IsDir():
		return bad("is a folder")
	case !info.Mode().IsRegular():
		return bad("is not a regular file")
	case !files.IsOwn(info):
		return bad("belongs to another user of this machine")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return bad("cannot be read (%v)", files.Cause(err))
	}
	b = bytes.TrimSpace(b)
	seed, err := hex.DecodeString(string(b))
	switch {
	case len(b) == 0:
		return bad("is empty")
	case len(b) < 2*ed25519.SeedSize:
		return bad("is cut off or damaged")
	case err != nil || len(seed) != ed25519.SeedSize:
		return bad("is damaged")
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// EnsureKey is this user's private key, made on first use. It is on the disk when
// EnsureKey returns.
func (h *Home) EnsureKey(random io.Reader) (ed25519.PrivateKey, error) {
	key, err := h.Key()
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	if err := h.SetKey(seed); err != nil {
		return nil, err
	}
	return h.Key()
}

// SetKey keeps a key's seed, unless there is a key already, and syncs it: what it
// signs could otherwise outlive it.
func (h *Home) SetKey(seed []byte) error {
	if _, err := h.Folder(""); err != nil {
		return err
	}
	err := files.Create(h.KeyPath(), 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, hex.EncodeToString(seed)+"\n")
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrExist) { // if another program was first, its key holds
		return err
	}
	files.SyncDir(h.dir)
	files.SyncDir(filepath.Dir(h.dir))
	return nil
}
