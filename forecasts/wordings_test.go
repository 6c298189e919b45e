package forecasts

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

func TestEveryWordingStaysReadable(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "Rain by Friday?")
	c.pass(time.Hour)
	must(d.Revise(t.Context(), q, map[string]any{"criteria": "At the station.", "title": "Rain by Friday noon?"}, "too vague"))(t)
	c.pass(time.Hour)
	slip := must(d.Revise(t.Context(), q, map[string]any{"criteria": "Anywhere."}, ""))(t)
	c.pass(time.Hour)
	must(d.Retract(t.Context(), slip, "typed in the wrong field"))(t)
	c.pass(time.Hour)
	must(d.Revise(t.Context(), q, map[string]any{"source": "The weather service"}, ""))(t)
	other := ask(t, d, "Another?") // what others say of this one words nothing here
	must(d.Revise(t.Context(), other, map[string]any{"title": "Yet another?"}, ""))(t)
	v := question1(t, d, q)
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
	c := start()
	a, b := newDesk(t, "Crane", c), newDesk(t, "Heron", c)
	q := ask(t, a, "Rain by Friday?")
	give(t, a, b)
	c.pass(time.Hour)
	must(a.Revise(t.Context(), q, map[string]any{"criteria": "Crane's"}, ""))(t)
	c.pass(time.Hour)
	must(b.Revise(t.Context(), q, map[string]any{"criteria": "Heron's", "source": "Radio"}, ""))(t)
	exchangeBoth(t, a, b)
	c.pass(time.Hour)
	must(a.Revise(t.Context(), q, map[string]any{"source": "Television"}, ""))(t)
	for _, d := range []*Desk{a, b} {
		v := question1(t, d, q)
		last := v.Versions[len(v.Versions)-1].Question
		if last.Criteria != v.Criteria || last.Source != v.Source {
			t.Errorf("%s: last wording %+v, the question says %q, %q", d.title, last, v.Criteria, v.Source)
		}
	}
}

func TestAResolutionNamesItsFindings(t *testing.T) {
	c := start()
	d := newDesk(t, "Crane", c)
	q := ask(t, d, "Rain by Friday?")
	c.pass(time.Hour)
	away := ID{7}
	must(d.Resolve(t.Context(), q, json.RawMessage("true"), Resolving{Findings: []ID{away}, Source: "Radio"}))(t)
	v := question1(t, d, q)
	if n := v.Ends[0].Findings; len(n) != 1 || n[0].Finding != away || n[0].Claim != "" {
		t.Errorf("named %+v", n)
	}
}
