package evidence_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
)

// A finding that trebles the odds of what then came, and one judged too late.
func TestOnlyWhatWasJudgedBeforeTheEndIsRecorded(t *testing.T) {
	ctx := t.Context()
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Ask(t, d, "The quay opens")
	article, _, err := d.Attach(ctx, articles.Article{Title: "Quay notes", Publisher: "Gazette", Authors: []string{"Ann Oak"}, Text: "The quay opened. The ferry waits."})
	if err != nil {
		t.Fatal(err)
	}
	three, four := 3.0, 4.0
	if _, err := d.File(ctx, evidence.Filing{Article: article, Exact: "The quay opened.", Claim: "It is open", Grade: "B2", Question: &q, LR: &three}); err != nil {
		t.Fatal(err)
	}
	late, err := d.File(ctx, evidence.Filing{Article: article, Exact: "The ferry waits.", Claim: "It waits", Grade: "C3"})
	if err != nil {
		t.Fatal(err)
	}
	c.Pass(time.Hour)
	if _, err := d.Resolve(ctx, q, json.RawMessage("true"), question.Resolving{}); err != nil {
		t.Fatal(err)
	}
	c.Pass(time.Hour)
	if _, err := d.Judge(ctx, late, q, &four, nil, ""); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Grade(ctx, evidence.Grading{Source: "Gazette", Reliability: "B"}); err != nil {
		t.Fatal(err)
	}
	all, err := d.EvidenceTracks(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Publishers) != 1 || len(all.Authors) != 1 || len(all.Grades) != 1 || len(all.Analysts) != 1 {
		t.Fatalf("records %+v", all)
	}
	// From one half, 3/4 with the finding: log2 (0.75/0.5) bits.
	x := all.Publishers[0]
	if x.Name != "Gazette" || x.Reliability != "B" || x.Findings != 1 || x.Right != 1 || math.Abs(x.Bits-math.Log2(1.5)) > 1e-12 {
		t.Errorf("the source's record is %+v", x)
	}
	if all.Grades[0].Name != "B2" || all.Authors[0].Name != "Ann Oak" {
		t.Errorf("records of %q and %q", all.Grades[0].Name, all.Authors[0].Name)
	}
}
