package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"weathervane/files"
)

// trustPath is where the keys are kept that are trusted on this machine. Whom one
// trusts is told to nobody: it is in no log.
func (h *Home) trustPath() string { return filepath.Join(h.dir, "trusted.json") }

// Trusted gives the fingerprints of the keys that the user trusts to have seen what
// they witnessed, and since when.
func (h *Home) Trusted() (map[string]Instant, error) {
	all := map[string]Instant{}
	b, err := os.ReadFile(h.trustPath())
	if h.absent(err) {
		return all, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err == nil && all == nil {
		err = errors.New("it says null")
	}
	if err != nil {
		return nil, fmt.Errorf("the trusted keys in %s cannot be read (%w): put back a copy of the file, or move it away to trust none", h.trustPath(), err)
	}
	return all, nil
}

// Trust keeps that a key is trusted from an instant on, or no longer.
func (h *Home) Trust(fingerprint string, on bool, at Instant) error {
	all, err := h.Trusted()
	if err != nil {
		return err
	}
	if _, was := all[fingerprint]; was == on {
		return nil
	}
	if on {
		all[fingerprint] = at
	} else {
		delete(all, fingerprint)
	}
	if _, err := h.Folder(""); err != nil {
		return err
	}
	b, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return files.Put(h.trustPath(), append(b, '\n'), 0o600, true)
}
