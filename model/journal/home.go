package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/files"
)

// Home is the user's state folder: the private key and, for each log that is
// written on this machine, how far it has come. It is never in a workspace, and a
// copy of it on another machine is not believed.
type Home struct {
	dir     string
	machine string
}

// State is how far an own log had come when this machine last wrote it.
type State struct {
	Machine string `json:"machine"`
	Size    int64  `json:"size"`
	Tree    string `json:"tree"`
}

// OpenHome uses the folder, which is made when something is first kept in it:
// reading needs none.
func OpenHome(dir string) (*Home, error) { return &Home{dir, machineName()}, nil }

// Folder makes a folder in the state folder, or the state folder itself if inside
// is empty.
func (h *Home) Folder(inside string) (string, error) {
	dir := filepath.Join(h.dir, inside)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", h.unwritable(err)
	}
	return dir, nil
}

// absent reports whether an error of reading says that there is no such file, or
// no state folder that this user may look into.
func (h *Home) absent(err error) bool {
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	_, closed := os.Stat(h.dir)
	return errors.Is(err, fs.ErrPermission) && errors.Is(closed, fs.ErrPermission)
}

// Dir is the folder itself.
func (h *Home) Dir() string { return h.dir }

// machineName tells this machine from others, without giving its name away.
func machineName() string {
	id, err := os.ReadFile("/etc/machine-id")
	if err != nil || len(id) == 0 {
		host, _ := os.Hostname()
		id = []byte(host)
	}
	sum := sha256.Sum256(append([]byte("weathervane machine "), id...))
	return hex.EncodeToString(sum[:16])
}

func (h *Home) statePath(log LogID) string {
	return filepath.Join(h.dir, "logs", log.String()+".json")
}

// State is how far this machine has brought the log; ok is false where this
// machine has not written it.
func (h *Home) State(log LogID) (s State, ok bool) {
	b, err := os.ReadFile(h.statePath(log))
	if err != nil || json.Unmarshal(b, &s) != nil || s.Machine != h.machine {
		return State{}, false
	}
	return s, true
}

// Wrote reports whether this machine has written any log.
func (h *Home) Wrote() bool {
	files, _ := os.ReadDir(filepath.Join(h.dir, "logs")) // none are there if it cannot be read
	return slices.ContainsFunc(files, func(f fs.DirEntry) bool {
		log, err := ParseLogID(strings.TrimSuffix(f.Name(), ".json"))
		_, ok := h.State(log)
		return err == nil && ok
	})
}

// SetState keeps how far the log has come, on the disk before a signed note leaves.
func (h *Home) SetState(log LogID, tree *Tree) error {
	b, err := h.state(tree)
	if err != nil {
		return err
	}
	if _, err := h.Folder("logs"); err != nil {
		return err
	}
	if err := files.Put(h.statePath(log), b, 0o600, true); err != nil {
		return h.unwritable(err)
	}
	return nil
}

func (h *Home) unwritable(err error) error {
	return fmt.Errorf("the state folder %s cannot be written (%w): make room there, make it your own, or set XDG_STATE_HOME to another one", h.dir, err)
}

func (h *Home) state(tree *Tree) ([]byte, error) {
	hash := tree.Hash()
	b, err := json.Marshal(State{h.machine, tree.Size, hex.EncodeToString(hash[:])})
	return append(b, '\n'), err
}

// stateSpace is more than the bytes that a state takes.
const stateSpace = 512

// A PreparedState has room on the disk for the state of one log.
type PreparedState struct {
	home *Home
	temp *os.File
}

// PrepareState makes the room, so that a full or read-only disk is found before
// anything is recorded.
func (h *Home) PrepareState() (*PreparedState, error) {
	dir, err := h.Folder("logs")
	if err != nil {
		return nil, err
	}
	temp, err := files.Temp(dir)
	if err == nil {
		p := &PreparedState{h, temp}
		_, err = temp.Write(make([]byte, stateSpace))
		if err = errors.Join(err, temp.Chmod(0o600)); err == nil {
			return p, nil
		}
		p.Drop()
	}
	return nil, h.unwritable(err)
}

// Set keeps how far a log has come, once.
func (p *PreparedState) Set(log LogID, tree *Tree) error {
	b, err := p.home.state(tree)
	if err != nil {
		return err
	}
	if _, err := p.temp.WriteAt(b, 0); err != nil {
		return err
	}
	if err := p.temp.Truncate(int64(len(b))); err != nil {
		return err
	}
	return os.Rename(p.temp.Name(), p.home.statePath(log))
}

// Drop gives up what was not used.
func (p *PreparedState) Drop() {
	p.temp.Close()
	_ = os.Remove(p.temp.Name()) // it has its name after Set
}
