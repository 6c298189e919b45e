package exchange_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"weathervane/files"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// A sealed forecast is announced by a hash, and what is shown later is the same.
func TestSealedUntilRevealed(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	c.Pass(time.Hour)
	id := desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.8125), question.Saying{Note: "a dark horse", Seal: true}))(t)
	desktest.Must(crane.Comment(t.Context(), id, "a dark remark"))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	sum := desktest.Must(crane.Export(t.Context(), path, exchange.Options{}))(t)
	if sum.Sealed != 1 || sum.Withheld != 3 {
		t.Fatalf("the export says %+v, want one sealed and three withheld", sum)
	}
	b := desktest.Must(os.ReadFile(path))(t)
	for _, word := range []string{"0.8125", "dark horse", "dark remark"} {
		if bytes.Contains(b, []byte(word)) {
			t.Errorf("%q stands in the file", word)
		}
	}
	desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	seen := desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t)
	if len(seen) != 1 || seen[0].ID != id || seen[0].Provenance != "sealed" || seen[0].P != nil {
		t.Fatalf("before the reveal Heron sees %+v", seen)
	}
	if _, err := crane.Prove(t.Context(), id, files.Output{Path: filepath.Join(t.TempDir(), "x.proof")}); err == nil {
		t.Error("a sealed forecast is proved, and so shown")
	}
	if _, err := heron.Reveal(t.Context(), id); err == nil {
		t.Error("somebody else reveals it")
	}
	if got := desktest.Must(crane.Reveal(t.Context(), id))(t); got != id {
		t.Errorf("reveal gives %s", got.Short())
	}
	c.Pass(time.Hour)
	desktest.Give(t, crane, heron)
	seen = desktest.Must(heron.Forecasts(t.Context(), listing.Filter{}))(t)
	if len(seen) != 1 || seen[0].ID != id || seen[0].Provenance != "live" || *seen[0].P != 0.8125 || seen[0].Note != "a dark horse" {
		t.Fatalf("after the reveal Heron sees %+v", seen)
	}
	if desktest.Lists(t, crane) != desktest.Lists(t, heron) {
		t.Error("the lists differ after the reveal")
	}
}

func TestSealedUntilTheQuestionIsOver(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q, soon := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "It snows")
	c.Pass(time.Hour)
	desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{Seal: true}))(t)
	desktest.Must(crane.Forecast(t.Context(), soon, desktest.P(0.7), question.Saying{Seal: true}))(t)
	desktest.Must(crane.Resolve(t.Context(), soon, json.RawMessage("true"), question.Resolving{}))(t)
	path := filepath.Join(t.TempDir(), "crane.forecasts")
	if sum := desktest.Must(crane.Export(t.Context(), path, exchange.Options{}))(t); sum.Sealed != 1 {
		t.Fatalf("with one of two questions resolved: %+v", sum)
	}
	c.At = desktest.At(2024, 9, 1).Time()
	if sum := desktest.Must(crane.Export(t.Context(), path, exchange.Options{}))(t); sum.Sealed != 0 || sum.Withheld != 0 {
		t.Fatalf("after both are over: %+v", sum)
	}
	desktest.Must(heron.Import(t.Context(), []string{path}, nil))(t)
	if _, err := crane.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{Seal: true, MadeAt: desktest.At(2024, 5, 1)}); err == nil {
		t.Error("a forecast on a closed question is sealed")
	}
	if _, err := crane.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{Seal: true, By: "Knot", MadeAt: desktest.At(2024, 5, 1)}); err == nil {
		t.Error("a forecast for somebody else is sealed")
	}
}

func TestProofs(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	var last journal.ID
	for i := range 9 {
		c.Pass(time.Hour)
		last = desktest.Must(crane.Forecast(t.Context(), q, desktest.P(float64(i)/10), question.Saying{}))(t)
	}
	path := filepath.Join(t.TempDir(), "x.proof")
	sum := desktest.Must(crane.Prove(t.Context(), last, files.Output{Path: path}))(t)
	if sum.Index != 10 || sum.Records != 11 || !exchange.IsProof(path) {
		t.Fatalf("proved %+v", sum)
	}
	now := *desktest.At(2024, 4, 1)
	v := desktest.Must(exchange.VerifyProof(path, now))(t)
	if !v.OK || v.Proved.ID != last || v.Logs[0].Name != "Crane" || v.Logs[0].SignedTo != 11 {
		t.Fatalf("verify: %+v", v)
	}
	desktest.Give(t, crane, heron)
	if v := desktest.Must(heron.VerifyProofAgainst(t.Context(), path))(t); !v.OK || v.Logs[0].KnownSince == nil {
		t.Errorf("against one who knows the log: %+v", v)
	}
	// Heron, too, can prove what Crane signed.
	if sum := desktest.Must(heron.Prove(t.Context(), last, files.Output{Path: path}))(t); sum.Index != 10 {
		t.Errorf("Heron proves %+v", sum)
	}
	b := desktest.Must(os.ReadFile(path))(t)
	for i := 0; i < len(b); i += 7 {
		changed := bytes.Clone(b)
		changed[i] ^= 1
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if v, err := exchange.VerifyProof(path, now); err == nil && v.OK && len(bytes.TrimSpace(changed)) == len(changed)-1 {
			t.Fatalf("byte %d changed: it holds", i)
		}
	}
}

// Today asks for one's own sealed forecasts while they can be shown in time, until
// a file or a shared folder has shown them.
func TestSealsToShowAreOwedUntilAFileShowsThem(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	rain, snow, hail := desktest.Ask(t, crane, "It rains"), desktest.Ask(t, crane, "It snows"), desktest.Ask(t, crane, "It hails")
	for _, q := range []journal.ID{rain, snow, hail} {
		c.Pass(time.Hour)
		desktest.Must(crane.Forecast(t.Context(), q, desktest.P(0.8), question.Saying{Seal: true}))(t)
	}
	owed := func(want ...journal.ID) {
		t.Helper()
		got := []journal.ID{}
		for _, s := range desktest.Must(crane.Today(t.Context(), 9))(t).Seals {
			got = append(got, s.Question)
		}
		if !slices.Equal(got, want) {
			t.Errorf("Today asks to show the seals on %v, want %v", got, want)
		}
	}
	desktest.Give(t, crane, heron)
	owed()
	for _, q := range []journal.ID{snow, rain} {
		c.Pass(24 * time.Hour)
		desktest.Must(crane.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{}))(t)
	}
	owed(snow, rain)
	if until, want := desktest.Must(crane.Today(t.Context(), 9))(t).Seals[1].Until, journal.InstantOf(c.At.Add(30*24*time.Hour)); until != want {
		t.Errorf("the seal can be shown until %v, want 30 days after the outcome was recorded, %v", until, want)
	}
	desktest.Must(crane.Export(t.Context(), filepath.Join(t.TempDir(), "a.forecasts"), exchange.Options{Questions: []journal.ID{rain}}))(t)
	owed(snow)
	desktest.Must(crane.Sync(t.Context(), t.TempDir()))(t)
	owed()
	desktest.Must(crane.Resolve(t.Context(), hail, json.RawMessage("true"), question.Resolving{}))(t)
	owed(hail)
	c.Pass(31 * 24 * time.Hour)
	owed()
}
