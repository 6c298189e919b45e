package question_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

func TestEveryWordingStaysReadable(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Rain by Friday?")
	c.Pass(time.Hour)
	desktest.Must(d.Revise(t.Context(), q, map[string]any{"criteria": "At the station.", "title": "Rain by Friday noon?"}, "too vague"))(t)
	c.Pass(time.Hour)
	slip := desktest.Must(d.Revise(t.Context(), q, map[string]any{"criteria": "Anywhere."}, ""))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Retract(t.Context(), slip, "typed in the wrong field"))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Revise(t.Context(), q, map[string]any{"source": "The weather service"}, ""))(t)
	other := desktest.Ask(t, d, "Another?") // what others say of this one words nothing here
	desktest.Must(d.Revise(t.Context(), other, map[string]any{"title": "Yet another?"}, ""))(t)
	v := desktest.Question1(t, d, q)
	if len(v.Versions) != 4 {
		t.Fatalf("%d wordings: %+v", len(v.Versions), v.Versions)
	}
	first, second, third, last := v.Versions[0], v.Versions[1], v.Versions[2], v.Versions[3]
	if first.Question.Title != "Rain by Friday?" || len(first.Changed) > 0 || first.Record != q {
		t.Errorf("asked %+v", first)
	}
	if second.Question.Criteria != "At the station." || !slices.Equal(second.Changed, []string{"criteria", "title"}) || second.Why != "too vague" {
		t.Errorf("second %+v", second)
	}
	if !third.Retracted || third.Question.Criteria != "Anywhere." {
		t.Errorf("the retracted one is %+v", third)
	}
	if last.Question.Criteria != v.Criteria || last.Question.Source != v.Source || last.Question.Title != v.Title || v.Criteria != "At the station." {
		t.Errorf("last %+v, but the question says %q", last.Question, v.Criteria)
	}
}

func TestRivalWordingsStandAsTheTablesHaveThem(t *testing.T) {
	c := desktest.Start()
	a, b := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, a, "Rain by Friday?")
	desktest.Give(t, a, b)
	c.Pass(time.Hour)
	desktest.Must(a.Revise(t.Context(), q, map[string]any{"criteria": "Crane's"}, ""))(t)
	c.Pass(time.Hour)
	desktest.Must(b.Revise(t.Context(), q, map[string]any{"criteria": "Heron's", "source": "Radio"}, ""))(t)
	desktest.ExchangeBoth(t, a, b)
	c.Pass(time.Hour)
	desktest.Must(a.Revise(t.Context(), q, map[string]any{"source": "Television"}, ""))(t)
	for _, d := range []*forecasts.Desk{a, b} {
		v := desktest.Question1(t, d, q)
		last := v.Versions[len(v.Versions)-1].Question
		if last.Criteria != v.Criteria || last.Source != v.Source {
			t.Errorf("%s: last wording %+v, the question says %q, %q", d.Title, last, v.Criteria, v.Source)
		}
	}
}

func TestAResolutionNamesItsFindings(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "Rain by Friday?")
	c.Pass(time.Hour)
	away := journal.ID{7}
	desktest.Must(d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{Findings: []journal.ID{away}, Source: "Radio"}))(t)
	v := desktest.Question1(t, d, q)
	if n := v.Ends[0].Findings; len(n) != 1 || n[0].Finding != away || n[0].Claim != "" {
		t.Errorf("named %+v", n)
	}
}
