package forecasts

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A sealed forecast is announced by a hash, and what is shown later is the same.
func TestSealedUntilRevealed(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	c.pass(time.Hour)
	id := must(crane.Forecast(t.Context(), q, p(0.8125), Saying{Note: "a dark horse", Seal: true}))(t)
	must(crane.Comment(t.Context(), id, "a dark remark"))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	sum := must(crane.Export(t.Context(), path, ExportOptions{}))(t)
	if sum.Sealed != 1 || sum.Withheld != 3 {
		t.Fatalf("the export says %+v, want one sealed and three withheld", sum)
	}
	b := must(os.ReadFile(path))(t)
	for _, word := range []string{"0.8125", "dark horse", "dark remark"} {
		if bytes.Contains(b, []byte(word)) {
			t.Errorf("%q stands in the file", word)
		}
	}
	must(heron.Import(t.Context(), []string{path}, nil))(t)
	seen := must(heron.Forecasts(t.Context(), Filter{}))(t)
	if len(seen) != 1 || seen[0].ID != id || seen[0].Provenance != "sealed" || seen[0].P != nil {
		t.Fatalf("before the reveal Heron sees %+v", seen)
	}
	if _, err := crane.Prove(t.Context(), id, filepath.Join(t.TempDir(), "x.proof")); err == nil {
		t.Error("a sealed forecast is proved, and so shown")
	}
	if _, err := heron.Reveal(t.Context(), id); err == nil {
		t.Error("somebody else reveals it")
	}
	if got := must(crane.Reveal(t.Context(), id))(t); got != id {
		t.Errorf("reveal gives %s", got.Short())
	}
	c.pass(time.Hour)
	give(t, crane, heron)
	seen = must(heron.Forecasts(t.Context(), Filter{}))(t)
	if len(seen) != 1 || seen[0].ID != id || seen[0].Provenance != "live" || *seen[0].P != 0.8125 || seen[0].Note != "a dark horse" {
		t.Fatalf("after the reveal Heron sees %+v", seen)
	}
	if lists(t, crane) != lists(t, heron) {
		t.Error("the lists differ after the reveal")
	}
}

func TestSealedUntilTheQuestionIsOver(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q, soon := ask(t, crane, "It rains"), ask(t, crane, "It snows")
	c.pass(time.Hour)
	must(crane.Forecast(t.Context(), q, p(0.8), Saying{Seal: true}))(t)
	must(crane.Forecast(t.Context(), soon, p(0.7), Saying{Seal: true}))(t)
	must(crane.Resolve(t.Context(), soon, json.RawMessage("true"), Resolving{}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	if sum := must(crane.Export(t.Context(), path, ExportOptions{}))(t); sum.Sealed != 1 {
		t.Fatalf("with one of two questions resolved: %+v", sum)
	}
	c.at = at(2024, 9, 1).Time()
	if sum := must(crane.Export(t.Context(), path, ExportOptions{}))(t); sum.Sealed != 0 || sum.Withheld != 0 {
		t.Fatalf("after both are over: %+v", sum)
	}
	must(heron.Import(t.Context(), []string{path}, nil))(t)
	if _, err := crane.Forecast(t.Context(), q, p(0.3), Saying{Seal: true, MadeAt: at(2024, 5, 1)}); err == nil {
		t.Error("a forecast on a closed question is sealed")
	}
	if _, err := crane.Forecast(t.Context(), q, p(0.3), Saying{Seal: true, By: "Knot", MadeAt: at(2024, 5, 1)}); err == nil {
		t.Error("a forecast for somebody else is sealed")
	}
}

func TestProofs(t *testing.T) {
	c := start()
	crane, heron := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, crane, "It rains")
	var last ID
	for i := range 9 {
		c.pass(time.Hour)
		last = must(crane.Forecast(t.Context(), q, p(float64(i)/10), Saying{}))(t)
	}
	path := filepath.Join(t.TempDir(), "x.proof")
	sum := must(crane.Prove(t.Context(), last, path))(t)
	if sum.Index != 10 || sum.Records != 11 || !IsProof(path) {
		t.Fatalf("proved %+v", sum)
	}
	now := *at(2024, 4, 1)
	v := must(VerifyProof(path, now))(t)
	if !v.OK || v.Proved.ID != last || v.Logs[0].Name != "Crane" || v.Logs[0].SignedTo != 11 {
		t.Fatalf("verify: %+v", v)
	}
	give(t, crane, heron)
	if v := must(heron.VerifyProofAgainst(t.Context(), path))(t); !v.OK || v.Logs[0].KnownSince == nil {
		t.Errorf("against one who knows the log: %+v", v)
	}
	// Heron, too, can prove what Crane signed.
	if sum := must(heron.Prove(t.Context(), last, path))(t); sum.Index != 10 {
		t.Errorf("Heron proves %+v", sum)
	}
	b := must(os.ReadFile(path))(t)
	for i := 0; i < len(b); i += 7 {
		changed := bytes.Clone(b)
		changed[i] ^= 1
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if v, err := VerifyProof(path, now); err == nil && v.OK && len(bytes.TrimSpace(changed)) == len(changed)-1 {
			t.Fatalf("byte %d changed: it holds", i)
		}
	}
}
