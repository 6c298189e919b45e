package exchange_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// fast is a desk whose clock ran 25 hours ahead for one record and was put right.
func fast(t *testing.T, c *desktest.Clock) (d *forecasts.Desk, q, odd journal.ID) {
	t.Helper()
	d = desktest.NewDesk(t, "Heron", c)
	q = desktest.Ask(t, d, "It rains")
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	c.Pass(25 * time.Hour)
	odd = desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{}))(t)
	c.Pass(-25*time.Hour + time.Minute)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{}))(t)
	return d, q, odd
}

func numbers(t *testing.T, d *forecasts.Desk) (all []float64) {
	t.Helper()
	for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
		all = append(all, *f.P)
	}
	return all
}

// noted reports whether a remark of a verification has the words.
func noted(v exchange.Verification, words string) bool {
	for _, l := range v.Logs {
		if strings.Contains(strings.Join(l.Notes, "\n"), words) {
			return true
		}
	}
	return false
}

// What a fast clock dated does not leave before its time, which is said; what does
// leave is valid, and so is the workspace.
func TestWhatIsAheadIsKeptBack(t *testing.T) {
	c := desktest.Start()
	heron, _, odd := fast(t, c)
	const says = "1 record dated 2024-02-27 is kept back until then"
	if v := desktest.Must(heron.Verify(t.Context()))(t); !v.OK || !noted(v, says) {
		t.Errorf("the workspace: %+v", v)
	}
	out, place := filepath.Join(t.TempDir(), "out.forecasts"), t.TempDir()
	plan := desktest.Must(heron.PlanExport(t.Context(), exchange.Options{}))(t)
	sum := desktest.Must(heron.Export(t.Context(), out, exchange.Options{}))(t)
	for _, s := range []exchange.Summary{plan, sum} {
		if s.KeptBack.Says() != says || s.Shown != 5 {
			t.Errorf("%d leave, %s", s.Shown, s.KeptBack.Says())
		}
	}
	v := desktest.Must(exchange.VerifyFile(t.Context(), out, journal.InstantOf(c.Now())))(t)
	if !v.OK || len(v.Logs) != 2 || noted(v, "set aside") {
		t.Errorf("what leaves: %+v", v)
	}
	for range 2 {
		if s := syncs(t, heron, place); s.KeptBack.Says() != says {
			t.Errorf("through a folder: %+v", s)
		}
	}
	_, err := heron.Prove(t.Context(), odd, files.Output{Path: filepath.Join(t.TempDir(), "x.proof")})
	if err == nil || !strings.Contains(err.Error(), says) {
		t.Errorf("a proof of it: %v", err)
	}
	crane := desktest.NewDesk(t, "Crane", c)
	syncs(t, crane, place)
	if got := numbers(t, crane); len(got) != 2 {
		t.Errorf("a colleague has %v", got)
	}

	c.Pass(2 * time.Hour)
	desktest.Must(heron.Export(t.Context(), out, exchange.Options{}))(t)
	desktest.Must(crane.Import(t.Context(), []string{out}, nil))(t)
	if s := syncs(t, heron, place); s.KeptBack.Records != 0 || len(s.Out) == 0 || s.Out[0].Records != 1 {
		t.Errorf("in time it leaves: %+v", s)
	}
	for range 2 {
		syncs(t, crane, place)
		syncs(t, heron, place)
	}
	if desktest.Lists(t, crane) != desktest.Lists(t, heron) {
		t.Error("the two differ in the end")
	}
}

// A log that began while the clock ran ahead keeps back everything.
func TestNothingToExportYet(t *testing.T) {
	c := desktest.Start()
	c.Pass(5 * 365 * 24 * time.Hour)
	d := desktest.NewDesk(t, "Heron", c)
	desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "It rains", Closes: desktest.At(2090, 1, 1)}))(t)
	c.Pass(-5 * 365 * 24 * time.Hour)
	_, err := d.Export(t.Context(), filepath.Join(t.TempDir(), "x.forecasts"), exchange.Options{})
	if err == nil || !strings.Contains(err.Error(), "2 records dated 2029-02-24 and later are kept back until then") {
		t.Errorf("the export: %v", err)
	}
	if v := desktest.Must(d.Verify(t.Context()))(t); !v.OK {
		t.Errorf("the workspace: %+v", v)
	}
}

// A colleague's file with such records is taken as far as it counts: by an import,
// through a folder, in a preview and a verification. The rest comes in later.
func TestAColleaguesFastClockIsSetAside(t *testing.T) {
	const says = "2 records set aside: their clock is 25 h ahead"
	c := desktest.Start()
	heron := desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, heron, "It rains")
	desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{}))(t)
	c.Pass(25 * time.Hour)
	odd := desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.9), question.Saying{Note: "tomorrow"}))(t)
	file, place, proof := filepath.Join(t.TempDir(), "heron.forecasts"), t.TempDir(), filepath.Join(t.TempDir(), "x.proof")
	desktest.Must(heron.Export(t.Context(), file, exchange.Options{}))(t) // while the clock still runs ahead
	desktest.Must(heron.Prove(t.Context(), odd, files.Output{Path: proof}))(t)
	syncs(t, heron, place)
	c.Pass(-25 * time.Hour)

	crane, ibis := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Ibis", c)
	now := journal.InstantOf(c.Now())
	if v := desktest.Must(exchange.VerifyFile(t.Context(), file, now))(t); !v.OK || !noted(v, says) || v.Logs[0].Withheld != 0 {
		t.Errorf("the file: %+v", v)
	}
	if v := desktest.Must(exchange.VerifyProof(proof, now))(t); !v.OK || !noted(v, "1 record set aside: its clock is 25 h ahead") {
		t.Errorf("the proof: %+v", v)
	}
	plan := desktest.Must(crane.PlanImport(t.Context(), []string{file}))(t)
	done := desktest.Must(crane.Import(t.Context(), []string{file}, nil))(t)
	for _, s := range []merging.Summary{plan, done} {
		if l := s.Files[0].Logs[0]; l.SetAside == nil || l.SetAside.Says() != says || l.NewRecords != 3 {
			t.Errorf("an import: %+v", l)
		}
	}
	if s := syncs(t, ibis, place); len(s.Skipped) != 1 || s.Skipped[0].What != "ahead" || s.Skipped[0].Why != says || s.In.Adds.Forecasts != 1 {
		t.Errorf("through a folder: %+v", s)
	}
	for _, d := range []*forecasts.Desk{crane, ibis} {
		if got := numbers(t, d); len(got) != 1 || got[0] != 0.4 {
			t.Errorf("%s has %v", d.Title, got)
		}
		if v := desktest.Must(d.Verify(t.Context()))(t); !v.OK {
			t.Errorf("the workspace of %s: %+v", d.Title, v)
		}
		desktest.Must(d.Export(t.Context(), filepath.Join(t.TempDir(), "on.forecasts"), exchange.Options{}))(t)
	}
	if v := desktest.Must(crane.VerifyAgainst(t.Context(), file))(t); !v.OK {
		t.Errorf("against the workspace: %+v", v)
	}

	// The author's clock is right now; the log that ran ahead is left as it is.
	desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.5), question.Saying{}))(t)
	syncs(t, heron, place)
	syncs(t, ibis, place)
	if got := numbers(t, ibis); len(got) != 2 {
		t.Errorf("after the clock was put right, Ibis has %v", got)
	}

	c.Pass(2 * time.Hour)
	desktest.Must(crane.Import(t.Context(), []string{file}, nil))(t)
	syncs(t, ibis, place)
	if got := numbers(t, crane); len(got) != 2 || got[1] != 0.9 {
		t.Errorf("later, Crane has %v", got)
	}
	if got := numbers(t, ibis); len(got) != 3 {
		t.Errorf("later, Ibis has %v", got)
	}
	if desktest.Lists(t, ibis) != desktest.Lists(t, heron) {
		t.Error("Ibis and Heron differ in the end")
	}
}
