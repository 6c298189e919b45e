package questions

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
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
	d = dossierOf(v, cal)
	if d.Decided || len(d.Facts) != 1 || d.Course[0].State != "Disputed" || d.Course[1].State != "Disputed" {
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

// reversed is a question that was decided twice.
func reversed() question.View {
	v := uitest.Rich().Views[uitest.ID(5)]
	heron, ibis, stork := forecaster.Forecaster{Name: "Heron", Key: "00"}, forecaster.Forecaster{Name: "Ibis", Key: "01"}, forecaster.Forecaster{Name: "Stork", Key: "02"}
	known := uitest.On(2024, 2, 1)
	v.Ends = []question.End{
		{ID: uitest.ID(71), Kind: "resolved", Outcome: []byte("false"), KnownAt: &known, By: heron, ConfirmedBy: []forecaster.Forecaster{stork}, Source: "a notice",
			Findings: []question.Named{{Claim: "It is said"}}, Scores: []listing.EndScore{{Forecaster: heron, Score: 0.64}, {Forecaster: ibis, Score: 0.25}}},
		{ID: uitest.ID(72), Kind: "reopened", By: ibis, Note: "too early"},
		{ID: uitest.ID(73), Kind: "resolved", Outcome: []byte("true"), KnownAt: &known, By: ibis, Holds: true,
			Scores: []listing.EndScore{{Forecaster: heron, Score: 0.04}, {Forecaster: ibis, Score: 0.25}}},
	}
	return v
}

func TestTheDossierTellsWhatAReversalChanged(t *testing.T) {
	v := reversed()
	d := dossierOf(v, cal)
	if !slices.Equal(d.Scores.Ends, []string{"1 No", "3 Yes"}) || len(d.Scores.Rows) != 2 {
		t.Fatalf("the scores are %+v", d.Scores)
	}
	if r := d.Scores.Rows[0]; r.Who.Name != "Heron" || !slices.Equal(r.By, []string{"0.640", "0.040"}) || r.Change != "\u22120.600" {
		t.Errorf("Heron: %+v", r)
	}
	if r := d.Scores.Rows[1]; r.Change != "none" {
		t.Errorf("Ibis: %+v", r)
	}
	if i := slices.IndexFunc(d.Facts, func(f fact) bool { return f.Caption == "Dissent" }); i < 0 || d.Facts[i].Text != "Heron, Stork: No" {
		t.Errorf("the facts are %+v", d.Facts)
	}
	first := d.Course[0]
	if first.State != "Superseded" || !slices.Contains(first.Words, "Known "+cal.Minute(*v.Ends[0].KnownAt)+" · Source: a notice · Confirmed by Stork") || len(first.Findings) != 1 {
		t.Errorf("the decision that was reversed: %+v", first)
	}
	if !slices.Contains(d.Course[1].Words, "too early") {
		t.Errorf("the reopening: %+v", d.Course[1])
	}
}

func TestADisputeHasNoChangeOfScores(t *testing.T) {
	v := reversed()
	v.Ends, v.Status = []question.End{v.Ends[0], v.Ends[2]}, "disputed"
	v.Ends[0].Holds = true
	d := dossierOf(v, cal)
	if d.Scores.Rows[0].Change != "" || !strings.Contains(d.Scores.Say, "None counts until") {
		t.Errorf("the scores are %+v", d.Scores)
	}
	if d.Facts[0].Text != "Heron, Stork: No; Ibis: Yes" {
		t.Errorf("the facts are %+v", d.Facts)
	}
}

func TestAScoreOfTheDossierLeadsToTheForecasts(t *testing.T) {
	p, h := at(t, uitest.Rich(), 5)
	last := p.lower.events[len(p.lower.events)-1].ID
	made := listing.Forecast{ID: last, Forecaster: forecaster.Forecaster{Name: "Wren"}}
	p.view.Timeline = append(p.view.Timeline, made)
	p.lower.showForecasts(made.Forecaster)
	if p.lower.which.Chosen() != onRecords || h.Win.Canvas().Focused() != p.lower.records.List {
		t.Error("the records are not in front")
	}
	if row := p.lower.records.Row(max(p.lower.records.Selected(), 0)); row.ID != made.ID {
		t.Errorf("chosen is %+v, want the forecast %v", row, made.ID)
	}
}
