package importing_test

import (
	"strings"
	"testing"
	"time"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/overturning"
)

const tournamentText = `Tournament name,Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),Forecast created at,Question created by,Question created at,Question resolve by,Resolution,Resolved at,Question notes
"Team 2023","Frost?",,"Ann",0.7,2023-01-01 10:00:0,"Ann",2023-01-01 09:59:9,2023-06-01 00:00:0,"YES",2023-06-01 09:30:5,""
"Team 2023","Frost?",,"Bob",0.2,2023-01-01 10:00:0,"Ann",2023-01-01 09:59:9,2023-06-01 00:00:0,"YES",2023-06-01 09:30:5,""
`

// What a source reverses or takes back is among what the preview says is
// overturned, by the source; the same and earlier files then add nothing.
func TestImportOfAReversal(t *testing.T) {
	first := export(t, "t.csv", tournamentText)
	for name, x := range map[string]struct{ was, is, wouldBe string }{
		"reversed":        {`"YES"`, `"NO"`, "false"},
		"annulled":        {`"YES"`, `"AMBIGUOUS"`, `"ambiguous"`},
		"withdrawn again": {`"YES",2023-06-01 09:30:5`, ",", "null"},
	} {
		t.Run(name, func(t *testing.T) {
			c := desktest.Start()
			c.Pass(365 * 24 * time.Hour)
			d := desktest.NewDesk(t, "Crane", c)
			if b := bring(t, d, importing.Options{}, first); b.Adds.Questions != 1 || b.Adds.Forecasts != 2 || b.Adds.Resolutions != 1 || len(b.Overturns) != 0 {
				t.Fatalf("first it adds %+v, overturns %+v", b.Adds, b.Overturns)
			}
			c.Pass(time.Hour)
			later := export(t, "t3.csv", strings.ReplaceAll(tournamentText, x.was, x.is))
			for _, dry := range []bool{true, false} {
				b := bring(t, d, importing.Options{DryRun: dry}, later)
				if len(b.Overturns) != 1 || b.Adds != (merging.Adds{Resolutions: 1}) {
					t.Fatalf("dry %v: adds %+v, overturns %+v", dry, b.Adds, b.Overturns)
				}
				if o := b.Overturns[0]; o.What != overturning.Outcome || string(o.Was) != "true" || string(o.WouldBe) != x.wouldBe || o.By.Name != "Fatebook" || o.WasBy.Name != "Fatebook" || o.ScoredOnIt {
					t.Errorf("dry %v: overturns %+v", dry, o)
				}
				c.Pass(time.Minute)
			}
			for _, again := range []string{later, first} {
				if b := bring(t, d, importing.Options{}, again); b.Adds != (merging.Adds{}) || len(b.Overturns) != 0 {
					t.Errorf("again it adds %+v, overturns %+v", b.Adds, b.Overturns)
				}
			}
		})
	}
}

// What a source reverses can be kept as it stood.
func TestImportOfAReversalKept(t *testing.T) {
	c := desktest.Start()
	c.Pass(365 * 24 * time.Hour)
	d := desktest.NewDesk(t, "Crane", c)
	bring(t, d, importing.Options{}, export(t, "t.csv", tournamentText))
	c.Pass(time.Hour)
	keep := func(all []overturning.Overturn) error {
		for i := range all {
			all[i].Kept = true
		}
		return nil
	}
	later := export(t, "t3.csv", strings.ReplaceAll(tournamentText, `"YES"`, `"NO"`))
	bring(t, d, importing.Options{Choose: keep}, later)
	id := desktest.Must(d.Find(t.Context(), "question", "Frost?"))(t)
	if v := desktest.Question1(t, d, id); string(v.Outcome) != "true" {
		t.Errorf("kept, it ended %s", v.Outcome)
	}
	if b := bring(t, d, importing.Options{}, later); b.Adds != (merging.Adds{}) {
		t.Errorf("again it adds %+v", b.Adds)
	}
}

// A title that was edited where questions have no id is offered as the same question.
func TestImportOfAnEditedTitle(t *testing.T) {
	c := desktest.Start()
	c.Pass(365 * 24 * time.Hour)
	d := desktest.NewDesk(t, "Crane", c)
	bring(t, d, importing.Options{}, export(t, "t.csv", tournamentText))
	b := bring(t, d, importing.Options{DryRun: true}, export(t, "t2.csv", strings.ReplaceAll(tournamentText, "Frost?", "Frost before the end of May?")))
	if len(b.Similar) != 1 || b.Similar[0].HereTitle != "Frost?" {
		t.Errorf("it offers %+v", b.Similar)
	}
}
