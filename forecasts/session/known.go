package session

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"weathervane/files"
	"weathervane/model"
)

// What was last found of a workspace can be kept in the state folder, to be shown at
// once at the next start. It belongs to this machine and is not recorded.

// known is the folder of what was found, beside that of visits.
const known = "known"

// Known reads what was last kept under a name into found, and reports whether
// anything was.
func (d *Session) Known(name string, found any) bool {
	b, err := os.ReadFile(d.knownPath(name))
	return err == nil && json.Unmarshal(b, found) == nil
}

// KeepKnown keeps what was found under a name. Of a workspace that is removed when it is
// closed nothing is kept.
func (d *Session) KeepKnown(name string, found any) error {
	if d.Dir != "" {
		return nil
	}
	b, err := json.Marshal(found)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(d.knownPath(name)), 0o700)
	}
	if err != nil {
		return err
	}
	return files.Put(d.knownPath(name), b, 0o600, false)
}

func (d *Session) knownPath(name string) string {
	return folder(d.Home.Dir(), known, d.Store.Path()) + "-" + name + ".json"
}

// Contents names the records of a workspace, as this version of the program reads
// them: what was found of them holds while the name stays the same, also in another
// session and if another file comes to the same place.
func (d *Session) Contents(r model.Reader) (string, error) {
	name, err := r.Contents()
	if err != nil {
		return "", err
	}
	later, err := r.Settings(Shown)
	return fmt.Sprintf("%s %s %d", d.Env.Program, name, len(later)), err
}
