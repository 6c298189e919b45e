package forecasts

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"weathervane/model/journal"
)

// Visit is how much of each log a person has seen, by the log's id. It is
// remembered in the state folder: it is the window's, and no record tells of it.
type Visit map[string]int64

// visit is where the news begin: at the visit before this sitting. Known is
// false where the workspace was never visited on this machine.
func (d *Desk) visit() (v Visit, known bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.visitRead {
		d.visitRead = true
		if b, err := os.ReadFile(d.visitPath()); err == nil {
			_ = json.Unmarshal(b, &d.visited) // one that cannot be read is none
		}
	}
	return d.visited, d.visited != nil
}

// Visited tells whether the workspace was visited before on this machine.
func (d *Desk) Visited() bool {
	_, known := d.visit()
	return known
}

// Leave remembers what was seen, for the next sitting. A failure to write is
// told; the news are then shown once more.
func (d *Desk) Leave(seen Visit) error {
	if err := os.MkdirAll(filepath.Dir(d.visitPath()), 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	d.visit() // what this sitting began with stays its beginning
	return journal.WriteFile(d.visitPath(), b, 0o600, false)
}

// CatchUp remembers what was seen and lets the news begin there from now on.
func (d *Desk) CatchUp(seen Visit) error {
	err := d.Leave(seen)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.visited = seen
	return err
}

func (d *Desk) visitPath() string {
	path := d.store.Path()
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(d.home.Dir(), "visits", hex.EncodeToString(sum[:12])+".json")
}
