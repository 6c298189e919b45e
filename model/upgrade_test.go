package model

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"weathervane/model/journal"
)

// earlierWorkspace unpacks a workspace of Gull's that the program wrote before the
// rule was kept beside records: Heron's log with a fork exposed at record 14, and
// retractions by both.
func earlierWorkspace(t *testing.T) string {
	t.Helper()
	packed, err := os.Open("testdata/schema-1.vane.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "earlier.vane")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnEarlierWorkspaceIsRebuiltOnFirstOpening(t *testing.T) {
	path := earlierWorkspace(t)
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if from, err := s.Setting(t.Context(), UpgradedFrom); err != nil || from != "1" {
		t.Errorf("it says that it came from schema %q: %v", from, err)
	}
	reasons := map[string]int{}
	if err := s.View(t.Context(), func(r Reader) error {
		rows, err := r.WithoutEffect()
		for _, row := range rows {
			reason, _ := ReasonOf(row.Why)
			reasons[row.Kind+" "+reason]++
		}
		if err != nil {
			return err
		}
		forecasts, err := r.Forecasts()
		if err == nil && len(forecasts) != 3 { // Heron's first on each question, and Gull's
			t.Errorf("%d forecasts count, want 3", len(forecasts))
		}
		rates, err2 := r.BaseRates()
		if len(rates) != 0 {
			t.Errorf("the base rate above the fork counts")
		}
		return errors.Join(err, err2)
	}); err != nil {
		t.Fatal(err)
	}
	for what, want := range map[string]int{
		"forecast.made " + Retracted: 1, "relation.drawn " + Retracted: 1, "comment.made " + Retracted: 1, "question.resolved " + Retracted: 1,
		"forecast.made " + Forked: 1, "base_rate.built " + Forked: 1,
	} {
		if reasons[what] != want {
			t.Errorf("%s: %d, want %d of %v", what, reasons[what], want, reasons)
		}
	}
}

// A cancelled first opening leaves the file to the version that wrote it.
func TestACancelledRebuildChangesNothing(t *testing.T) {
	path := earlierWorkspace(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ended, patient := 0, (&patience{Context: t.Context()}).Err().Error()
	for looks := int64(1); ; looks *= 2 {
		ctx := &patience{Context: t.Context()}
		ctx.left.Store(looks)
		s, err := Open(ctx, path)
		if err == nil {
			s.Close()
			break
		}
		if err.Error() != patient {
			t.Fatal(err)
		}
		ended++
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, before) {
			t.Fatalf("ended after %d looks at the context, the file is another: %v", looks, err)
		}
	}
	if ended < 5 {
		t.Errorf("ended %d times before it succeeded", ended)
	}
}

// What a retraction, a clock and an earlier log mean for when records count.
func TestInstants(t *testing.T) {
	const day = 24 * 60
	follows := func(log int, after journal.Instant, earlier int) plan {
		return said(log, after, journal.LogOpened, map[string]any{"name": "A", "key": keyOf(0), "program": "test", "after": ofLog(earlier)})
	}
	covers := func(log int, after journal.Instant, of, size int) plan {
		return said(log, after, journal.CheckpointWitnessed, map[string]any{"log": ofLog(of), "checkpoint": note{log: of, size: size}})
	}
	succession := func(plans ...plan) history {
		h := told(1)
		h.author = []int{0, 0, 1}
		h.plans = append(h.plans, plans...)
		return h
	}
	opened := said(2, 0, journal.LogOpened, map[string]any{"name": "B", "key": keyOf(1), "program": "test"})
	for _, x := range []struct {
		name         string
		h            history
		record       int             // the place of the plan that is looked at
		since, until journal.Instant // minutes after the start; until -1: never
	}{
		{"as recorded", told(1, asked(0, 1), forecastOn(0, 2, 1)), 2, 2, -1},
		{"retracted", told(1, asked(0, 1), forecastOn(0, 2, 1), retracts(0, 7, 2)), 2, 2, 7},
		{"retracted from a later log", succession(asked(0, 1), forecastOn(0, 2, 1), follows(1, 10, 0), retracts(1, 12, 2)), 2, 2, 12},
		{"a clock two days ahead, no later log", succession(asked(0, 1), forecastOn(0, 2*day, 1)), 2, 2 * day, -1},
		{"a clock two days ahead", succession(asked(0, 1), forecastOn(0, 2*day, 1), follows(1, 10, 0)), 2, 10, -1},
		{"a clock two days ahead, witnessed later", succession(asked(0, 1), forecastOn(0, 2*day, 1), opened, covers(2, 30, 0, 3), follows(1, 10, 0)), 2, 30, -1},
		{"a clock two days ahead, witnessed before", succession(asked(0, 1), forecastOn(0, 2*day, 1), opened, covers(2, 5, 0, 3), follows(1, 10, 0)), 2, 10, -1},
	} {
		t.Run(x.name, func(t *testing.T) {
			s := newStore(t)
			if d := x.h.differs(t, s, 1, 6); d != "" {
				t.Errorf("%s\n%s", d, x.h)
			}
			m := x.h.record(t)
			if err := s.Update(t.Context(), func(tx *Tx) error {
				for _, pieces := range m.straight() {
					for _, p := range pieces {
						if err := m.take(tx, p); err != nil {
							return err
						}
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			var id journal.ID
			at := make([]int, len(m.logs))
			for i, p := range x.h.plans[:x.record+1] {
				if i == x.record {
					id = m.logs[p.log][at[p.log]].ID
				}
				at[p.log]++
			}
			if err := s.View(t.Context(), func(r Reader) error {
				rows, err := r.RuledRecords()
				for _, row := range rows {
					if journal.ID(row.ID) != id {
						continue
					}
					if since := (*row.Since - start) / minute; since != x.since {
						t.Errorf("since minute %d, want %d", since, x.since)
					}
					until := journal.Instant(-1)
					if row.Until != nil {
						until = (*row.Until - start) / minute
					}
					if until != x.until {
						t.Errorf("until minute %d, want %d", until, x.until)
					}
				}
				return err
			}); err != nil {
				t.Fatal(err)
			}
		})
	}
}
