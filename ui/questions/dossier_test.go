package questions

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/ui/uitest"
)

func TestTheDossier(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(5)]
	d := dossierOf(v, cal)
	if d.Outcome != "Yes" || len(d.Findings) != 2 || d.Revised || d.Criteria != v.Criteria {
		t.Errorf("dossier %+v", d)
	}
	if len(d.Course) != 2 || d.Course[0].State != "Superseded" || d.Course[0].What != "No" || d.Course[1].State != "Holds" {
		t.Errorf("course %+v", d.Course)
	}
	v.Versions[1].At = uitest.On(2024, 2, 20) // after the decision
	if d = dossierOf(v, cal); !d.Revised || d.Criteria != "Resolves Yes if both governments say so." {
		t.Errorf("criteria then: %q, revised %v", d.Criteria, d.Revised)
	}
	v.Ends[0].Holds, v.Status = true, "disputed"
	if d = dossierOf(v, cal); len(d.Facts) > 0 || d.Course[0].State != "Disputed" || d.Course[1].State != "Disputed" {
		t.Errorf("disputed: %+v", d)
	}
}

func TestTheDossierOpensFromThePanel(t *testing.T) {
	p, h := at(t, uitest.Rich(), 5)
	key(p.update.dossier, fyne.KeyReturn)
	top := topDialog(t, h)
	shown := test.RenderToMarkup(h.Win.Canvas())
	for _, want := range []string{"How it ended: Yes", "Heron", "Superseded", "Both foreign ministries", "is not here"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the dossier lacks %q", want)
		}
	}
	top.Close()
	p, _ = at(t, uitest.Rich(), 2)
	if p.Can(Dossier) {
		t.Error("a question without an end has a dossier")
	}
}

func TestWordingsAreListedAndOpened(t *testing.T) {
	p, h := at(t, uitest.Rich(), 11)
	p.lower.turn(onWordings)
	rows := p.lower.versions
	if len(rows) != 2 || !rows[0].Present || rows[0].What != "Criteria" || rows[1].What != "Asked" || rows[1].Present {
		t.Fatalf("wordings %+v", rows)
	}
	h.Win.Canvas().Focus(p.lower.wordings)
	key(p.lower.wordings, fyne.KeyHome)
	key(p.lower.wordings, fyne.KeyReturn)
	topDialog(t, h)
	shown := test.RenderToMarkup(h.Win.Canvas())
	for _, want := range []string{"As revised on 12 Jan, 00:00 by Heron", "Changed", "Before: Resolves to the party’s president.", "read in two ways"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the wording lacks %q", want)
		}
	}
}

func TestTheDossierTellsWhatAReversalChanged(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(5)]
	heron := forecasts.Forecaster{Name: "Heron", Key: "00"}
	known := uitest.On(2024, 2, 1)
	v.Scores = []forecasts.PairScore{{Forecaster: heron, Score: 0.04}}
	v.Ends = []forecasts.End{
		{Kind: "resolved", Outcome: []byte("false"), KnownAt: &known, Scores: []forecasts.EndScore{{Forecaster: heron, Score: 0.64}}},
		{Kind: "resolved", Outcome: []byte("true"), KnownAt: &known, Holds: true, Scores: []forecasts.EndScore{{Forecaster: heron, Score: 0.04}}},
	}
	d := dossierOf(v, cal)
	if d.Course[0].Scores != "Brier by it: Heron 0.640, now 0.040" || d.Course[1].Scores != "Brier by it: Heron 0.040" {
		t.Errorf("the course is %+v", d.Course)
	}
}
