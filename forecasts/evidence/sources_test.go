package evidence_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
)

// attached keeps an article of its own and files one finding of it on q.
func attached(t *testing.T, d *forecasts.Desk, publisher string, q journal.ID, lr float64) journal.ID {
	t.Helper()
	text := fmt.Sprintf("%s says that clouds gather over the bay.", publisher)
	a, _, err := d.Attach(t.Context(), articles.Article{Title: publisher, Publisher: publisher, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return desktest.Must(d.File(t.Context(), evidence.Filing{Article: a, Exact: "clouds gather", Claim: "Clouds come", Question: &q, LR: &lr}))(t)
}

func TestGroupsAndBaseRatesMakeTheLedger(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "It rains")
	f, g := attached(t, d, "Wire", q, 2), attached(t, d, "Echo", q, 3)
	attached(t, d, "Paper", q, 0.5)
	expect := func(what string, groups int, multiplier float64, prior *float64) {
		t.Helper()
		e := desktest.Question1(t, d, q).Evidence
		if len(e) != 1 || e[0].Findings != 3 || e[0].Groups != groups || math.Abs(*e[0].Multiplier-multiplier) > 1e-12 {
			t.Fatalf("%s: %+v", what, e)
		}
		if prior == nil {
			if e[0].Prior != nil || e[0].Implied != nil {
				t.Errorf("%s: a prior from nowhere: %+v", what, e[0])
			}
			return
		}
		odds := *prior / (1 - *prior) * multiplier
		if e[0].Prior == nil || *e[0].Prior != *prior || math.Abs(*e[0].Implied-odds/(1+odds)) > 1e-12 {
			t.Errorf("%s: prior %v implies %v", what, e[0].Prior, e[0].Implied)
		}
	}
	expect("three sources", 3, 3, nil)
	c.Pass(time.Minute)
	group := desktest.Must(d.Group(t.Context(), []journal.ID{f, g, f}, "one wire report"))(t)
	expect("two of one origin", 2, 1.5, nil)
	if got := desktest.Must(d.Finding(t.Context(), g))(t).LeanedOn; len(got) != 2 || got[1] != group {
		t.Errorf("what leans on the finding: %v, want its bearing and the group %s", got, group)
	}

	c.Pass(time.Minute)
	desktest.Must(d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "days in March", Happened: 2, Of: 8}))(t)
	c.Pass(time.Minute)
	rate := desktest.Must(d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "days in spring", Happened: 1, Of: 5, Source: "almanac"}))(t)
	fifth, quarter := 0.2, 0.25
	expect("the latest base rate", 2, 1.5, &fifth)
	if n := strings.Count(fmt.Sprintf("%s", desktest.Must(d.Show(t.Context(), rate))(t)), `"label":""`); n != 5 {
		t.Errorf("the base rate has %d unnamed cases, want 5", n)
	}
	c.Pass(time.Minute)
	desktest.Must(d.Retract(t.Context(), rate, "the wrong class"))(t)
	expect("a base rate retracted", 2, 1.5, &quarter)
	desktest.Must(d.Retract(t.Context(), group, "two reports after all"))(t)
	expect("a group retracted", 3, 3, &quarter)
}

func TestGroupsTravel(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, crane, "It rains")
	f, g := attached(t, crane, "Wire", q, 2), attached(t, crane, "Echo", q, 3)
	desktest.Must(crane.Group(t.Context(), []journal.ID{f, g}, ""))(t)
	desktest.Must(crane.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "days", Happened: 1, Of: 2}))(t)
	desktest.Give(t, crane, heron)
	if e := desktest.Question1(t, heron, q).Evidence; len(e) != 1 || e[0].Groups != 1 || *e[0].Multiplier != 3 || math.Abs(*e[0].Implied-0.75) > 1e-12 {
		t.Errorf("with a colleague: %+v", e)
	}
}

func TestGradesTakeTheArticlesSpelling(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	q := desktest.Ask(t, d, "It rains")
	attached(t, d, "The Wire", q, 2)
	for _, c := range []struct {
		source, want string
		known        bool
	}{{"the wire", "The Wire", true}, {"  The  Wire ", "The Wire", true}, {"Unread Weekly", "Unread Weekly", false}} {
		id, known, err := d.Grade(t.Context(), evidence.Grading{Source: c.source, Reliability: "b", Why: "often right"})
		if err != nil || known != c.known {
			t.Fatalf("%s: known %v, %v", c.source, known, err)
		}
		got := fmt.Sprintf("%s", desktest.Must(d.Show(t.Context(), id))(t))
		if !strings.Contains(got, `"data":{"source":"`+c.want+`","reliability":"B","why":"often right"}`) {
			t.Errorf("%s: %s", c.source, got)
		}
	}
}

func TestBadGroupsGradesAndRatesWriteNothing(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	q := desktest.Ask(t, d, "It rains")
	f := attached(t, d, "Wire", q, 2)
	choice := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "Who", Type: "choice", Options: []string{"a", "b"}, Closes: desktest.At(2024, 8, 31)}))(t)
	before := desktest.Must(d.Logs(t.Context()))(t)[0].Records
	for what, do := range map[string]func() error{
		"one finding": func() error { _, err := d.Group(t.Context(), []journal.ID{f, f}, ""); return err },
		"no finding":  func() error { _, err := d.Group(t.Context(), []journal.ID{f, q}, ""); return err },
		"no source": func() error {
			_, _, err := d.Grade(t.Context(), evidence.Grading{Source: " ", Reliability: "A"})
			return err
		},
		"no reliability": func() error {
			_, _, err := d.Grade(t.Context(), evidence.Grading{Source: "Wire", Reliability: "G"})
			return err
		},
		"two letters": func() error {
			_, _, err := d.Grade(t.Context(), evidence.Grading{Source: "Wire", Reliability: "AB"})
			return err
		},
		"no class": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Happened: 1, Of: 2})
			return err
		},
		"no cases": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "x"})
			return err
		},
		"more than there": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "x", Happened: 3, Of: 2})
			return err
		},
		"below none": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "x", Happened: -1, Of: 2})
			return err
		},
		"too many": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "x", Of: evidence.MostCases + 1})
			return err
		},
		"a choice": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: choice, Class: "x", Of: 2})
			return err
		},
		"no question": func() error {
			_, err := d.BaseRate(t.Context(), evidence.Counting{Question: f, Class: "x", Of: 2})
			return err
		},
	} {
		if err := do(); err == nil || !strings.Contains(err.Error(), ": ") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if after := desktest.Must(d.Logs(t.Context()))(t)[0].Records; after != before {
		t.Errorf("%d records were written", after-before)
	}
	full, err := d.BaseRate(t.Context(), evidence.Counting{Question: q, Class: "as many as there can be", Happened: 5000, Of: evidence.MostCases})
	if err != nil || full == (journal.ID{}) {
		t.Errorf("%d cases: %v", evidence.MostCases, err)
	}
}
