package model

import (
	"math/rand/v2"
	"slices"
	"testing"

	"weathervane/model/journal"
)

// The smallest histories in which random ones went wrong, and the rule's own
// cases: each comes to several workspaces in different orders, which must agree
// with each other and with a rebuild.

const start = journal.Instant(1_700_000_000_000)

// told makes a history of authors that each have a log.
func told(authors int, plans ...plan) history {
	var h history
	for a := range authors {
		h.author = append(h.author, a)
		h.plans = append(h.plans, plan{a, journal.LogOpened, start, map[string]any{"name": "A", "key": keyOf(a), "program": "test"}, false})
	}
	h.plans = append(h.plans, plans...)
	return h
}

// said is what a log records some minutes after the start.
func said(log int, after journal.Instant, kind string, data map[string]any) plan {
	return plan{log, kind, start + after*minute, data, false}
}

func asked(log int, after journal.Instant) plan {
	return said(log, after, journal.QuestionAsked, map[string]any{"title": "Q", "type": "binary"})
}

func forecastOn(log int, after journal.Instant, question int) plan {
	return said(log, after, journal.ForecastMade, map[string]any{"question": ref(question), "p": 0.3})
}

func retracts(log int, after journal.Instant, record int) plan {
	return said(log, after, journal.RecordRetracted, map[string]any{"record": ref(record), "why": "w"})
}

// reasons gives for each plan why its record does not count.
func (h history) reasons(t *testing.T) []string {
	t.Helper()
	s := newStore(t)
	if d := h.differs(t, s, 1, 6); d != "" {
		t.Errorf("%s\n%s", d, h)
	}
	m := h.record(t)
	for _, pieces := range m.deliveries(rand.New(rand.NewPCG(1, 1))) {
		if err := s.Update(t.Context(), func(tx *Tx) error {
			for _, p := range pieces {
				if err := m.take(tx, p); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	why := map[journal.ID]string{}
	if err := s.View(t.Context(), func(r Reader) error {
		rows, err := r.RuledRecords()
		for _, row := range rows {
			why[journal.ID(row.ID)], _ = ReasonOf(row.Why)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	at, all := make([]int, len(m.logs)), []string{}
	for _, p := range h.plans {
		all = append(all, why[m.logs[p.log][at[p.log]].ID])
		at[p.log]++
	}
	return all
}

func TestTheRule(t *testing.T) {
	imported := func(log int, after journal.Instant) plan {
		return said(log, after, journal.ForecastMade, map[string]any{"question": ref(2), "p": 0.3, "by": "Dana", "made_at": start.String(),
			"imported": map[string]any{"from": "elsewhere", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}})
	}
	rationale := func(log int, after journal.Instant, forecast int) plan {
		return said(log, after, journal.RationaleGiven, map[string]any{"forecast": ref(forecast), "text": "since"})
	}
	numeric := func(log int, after journal.Instant, most int) plan {
		return said(log, after, journal.QuestionAsked, map[string]any{"title": "Q", "type": "numeric", "range": map[string]any{"min": 0, "max": most}})
	}
	article := map[string]any{"title": "T", "text": map[string]any{"sha256": "1111111111111111111111111111111111111111111111111111111111111111", "bytes": 1}}
	finding := map[string]any{"article": ref(1), "claim": "c", "quote": map[string]any{"exact": "x", "prefix": "", "suffix": "", "start": 0, "end": 1}}
	hidden := forecastOn(0, 20, 1)
	hidden.hidden = true
	for _, x := range []struct {
		name string
		h    history
		want []string // of what follows the first records of the logs
	}{
		{"an unknown kind", told(1, said(0, 1, "weather.observed", map[string]any{})), []string{UnknownKind}},
		{"withheld", told(1, asked(0, 1), hidden), []string{"", Withheld}},
		{"above a fork", told(2, asked(0, 1), asked(0, 2), said(1, 3, journal.ForkExposed, map[string]any{"log": ofLog(0),
			"checkpoints": []any{note{log: 0, size: 2, other: true}, note{log: 0, size: 3}}})), []string{Forked, Forked, ""}},
		{"a retraction", told(1, asked(0, 1), retracts(0, 2, 1)), []string{Retracted, ""}},
		{"a retraction of a retraction", told(1, asked(0, 1), retracts(0, 2, 1), retracts(0, 3, 2)), []string{"", Retracted, ""}},
		{"a retraction of somebody else's", told(2, asked(0, 1), retracts(1, 2, 2)), []string{"", Unfit}},
		{"a retraction of a log's first record", told(1, retracts(0, 1, 0)), []string{Unfit}},
		{"a question on which another has recorded", told(2, asked(0, 1), forecastOn(1, 2, 2), retracts(0, 3, 2)), []string{"", "", Unfit}},
		{"a question with one's own records", told(1, asked(0, 1), forecastOn(0, 2, 1), retracts(0, 3, 1)), []string{Retracted, Waiting, ""}},
		{"a retracted seal", told(1, asked(0, 1), hidden, said(0, 2, journal.ForecastSealed, map[string]any{"question": ref(1), "forecast": ref(2)}),
			retracts(0, 3, 3)), []string{"", Withheld, "", Unfit}},
		{"a seal of nothing", told(1, asked(0, 1), said(0, 2, journal.ForecastSealed, map[string]any{"question": ref(1), "forecast": ref(900)})), []string{"", Unfit}},
		{"two and three steps away", told(1, asked(0, 1), forecastOn(0, 2, 1), rationale(0, 2, 2),
			said(0, 2, journal.CommentMade, map[string]any{"on": ref(3), "text": "t"}), retracts(0, 3, 1)), []string{Retracted, Waiting, Waiting, Waiting, ""}},
		{"they come back", told(1, asked(0, 1), forecastOn(0, 2, 1), rationale(0, 2, 2),
			said(0, 2, journal.CommentMade, map[string]any{"on": ref(3), "text": "t"}), retracts(0, 3, 1), retracts(0, 4, 5)), []string{"", "", "", "", Retracted, ""}},
		{"a wrong type", told(1, asked(0, 1), said(0, 2, journal.ForecastMade, map[string]any{"question": ref(1), "probs": map[string]any{"A": 1}})), []string{"", Unfit}},
		{"a wrong kind of subject", told(1, asked(0, 1), forecastOn(0, 2, 1), forecastOn(0, 3, 2), rationale(0, 3, 3)), []string{"", "", Unfit, Waiting}},
		{"a duplicate with a rationale", told(2, asked(0, 1), imported(0, 2), imported(1, 3), rationale(1, 4, 4)), []string{"", "", Duplicate, Waiting}},
		{"joined questions of different ranges", told(1, numeric(0, 1, 20), numeric(0, 2, 10),
			said(0, 3, journal.RelationDrawn, map[string]any{"from": ref(1), "to": ref(2), "type": "same"}),
			said(0, 4, journal.QuestionResolved, map[string]any{"question": ref(2), "outcome": 12, "known_at": start.String()}),
			said(0, 5, journal.ResolutionConfirmed, map[string]any{"resolution": ref(4)})), []string{"", "", "", "", ""}},
		{"a group with one finding less", told(1, said(0, 1, journal.ArticleAdded, article), said(0, 2, journal.FindingFiled, finding),
			said(0, 2, journal.FindingFiled, finding), said(0, 2, journal.FindingFiled, finding),
			said(0, 3, journal.FindingsGrouped, map[string]any{"findings": []any{ref(2), ref(3), ref(4)}}), retracts(0, 9, 4),
			said(0, 10, journal.CommentMade, map[string]any{"on": ref(4), "text": "t"})), []string{"", "", "", Retracted, "", "", Waiting}},
	} {
		t.Run(x.name, func(t *testing.T) {
			all := x.h.reasons(t)
			if got := all[len(all)-len(x.want):]; !slices.Equal(got, x.want) {
				t.Errorf("%q, want %q", got, x.want)
			}
		})
	}
}
