package session

import (
	"encoding/json"
	"os"
	"path/filepath"

	"weathervane/files"
)

// Visit is how much of each log the user has seen, by log id. It is kept in the
// state folder: it belongs to the window and is not recorded.
type Visit map[string]int64

// Visit is where the news begin: at the visit before this session. Known is false
// if the workspace was never visited on this machine.
func (d *Session) Visit() (v Visit, known bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.visitRead {
		d.visitRead = true
		if b, err := os.ReadFile(d.visitPath()); err == nil {
			_ = json.Unmarshal(b, &d.visited) // a file that cannot be read counts as none
		}
	}
	return d.visited, d.visited != nil
}

// Visited reports whether the workspace was visited before on this machine.
func (d *Session) Visited() bool {
	_, known := d.Visit()
	return known
}

// Leave remembers what was seen, for the next session. A failure to write is
// returned; the news are then shown once more.
func (d *Session) Leave(seen Visit) error {
	if err := os.MkdirAll(filepath.Dir(d.visitPath()), 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(seen)
	if err != nil {
		return err
	}
	d.Visit() // the news of this session keep their beginning
	return files.Put(d.visitPath(), b, 0o600, false)
}

// CatchUp remembers what was seen; from now on, the news begin there.
func (d *Session) CatchUp(seen Visit) error {
	err := d.Leave(seen)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.visited = seen
	return err
}

func (d *Session) visitPath() string {
	return folder(d.Home.Dir(), "visits", d.Store.Path()) + ".json"
}
