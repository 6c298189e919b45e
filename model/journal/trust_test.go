package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTrustIsKeptOnThisMachine(t *testing.T) {
	dir := t.TempDir()
	h, err := OpenHome(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := h.Trusted(); err != nil || len(all) != 0 {
		t.Fatalf("at first: %v, %v", all, err)
	}
	one, other := strings.Repeat("1a", 16), strings.Repeat("2b", 16)
	for _, step := range []struct {
		key string
		on  bool
		at  Instant
	}{{one, true, 5}, {one, true, 7}, {other, true, 8}, {other, false, 9}, {other, false, 10}} {
		if err := h.Trust(step.key, step.on, step.at); err != nil {
			t.Fatal(err)
		}
	}
	again, err := OpenHome(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := again.Trusted(); err != nil || len(all) != 1 || all[one] != 5 {
		t.Errorf("opened again: %v, %v", all, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "trusted.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := again.Trusted(); err == nil {
		t.Error("a damaged file trusts somebody")
	}
	if err := again.Trust(one, true, 11); err == nil {
		t.Error("a damaged file is written over")
	}
}
