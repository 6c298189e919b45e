package importing_test

import (
	"maps"
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/model/journal"
)

const guesses = `ifp,guess,who,day
7,40,Ann,2023-01-02
7,55,Bob,2023-01-03
`

// A table whose columns were explained once is read so again, several tables
// each in its own way, and a table of another header is not.
func TestHowATableIsReadIsRemembered(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	meaning := importing.TableMeaning{Columns: map[string]string{"ifp": "question_id", "guess": "probability", "who": "forecaster", "day": "made_at"}, Percent: true}
	first := export(t, "first.csv", guesses)
	if _, err := d.ImportFiles(t.Context(), []string{first}, importing.Options{DryRun: true, Recall: true}); err == nil {
		t.Fatal("a table is read that nobody has explained")
	}
	plain := export(t, "plain.csv", "question_id,forecaster,made_at,probability\nx,Ann,2023-01-02,0.9\n")
	both := bring(t, d, importing.Options{Tables: map[string]importing.TableMeaning{first: meaning}, Recall: true}, first, plain)
	if both.Adds.Questions != 2 || both.Adds.Forecasts != 3 {
		t.Errorf("two tables add %+v", both.Adds)
	}
	later := export(t, "later.csv", "WHO,day,ifp,guess\nAnn,2023-02-02,7,60\n")
	plan := bring(t, d, importing.Options{DryRun: true, Recall: true}, later)
	f := plan.Foreign[0]
	if plan.Adds.Forecasts != 1 || plan.Adds.Questions != 0 || !f.Recalled || !f.Read.Percent || !maps.Equal(f.Read.Columns, meaning.Columns) {
		t.Errorf("a later table adds %+v, read %+v, recalled %v", plan.Adds, f.Read, f.Recalled)
	}
	if _, err := d.ImportFiles(t.Context(), []string{later}, importing.Options{DryRun: true}); err == nil {
		t.Error("it is recalled although nobody asks for it")
	}
	view := desktest.Must(d.ViewTable(t.Context(), later, importing.Options{Recall: true}))(t)
	if columns := view.Columns; len(columns) != 4 || columns[0].Means != "forecaster" || !view.Recalled {
		t.Errorf("its columns are %+v", columns)
	}
	other := export(t, "other.csv", "who,day,ifp,guess,why\nAnn,2023-02-02,7,60,x\n")
	if _, err := d.ImportFiles(t.Context(), []string{other}, importing.Options{DryRun: true, Recall: true}); err == nil {
		t.Error("a table of another header is read as it")
	}
}

// What an export asks that is asked here already is offered to be linked, and
// linked when it is merged.
func TestForeignQuestionsAreOfferedForLinking(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	here := desktest.Ask(t, d, "Will North Korea launch a satellite by 31 March 2097?")
	path := export(t, "t.csv", "question_id,forecaster,made_at,probability,title\n1,Ann,2023-01-02,0.9,North Korea launches a satellite by 31 March 2097\n2,Ann,2023-01-02,0.2,Something else altogether\n")
	plan := bring(t, d, importing.Options{DryRun: true}, path)
	if len(plan.Similar) != 1 || plan.Similar[0].Here != here {
		t.Fatalf("alike %+v", plan.Similar)
	}
	done := bring(t, d, importing.Options{Same: [][2]journal.ID{{plan.Similar[0].New, here}}}, path)
	if len(done.Similar) != 0 {
		t.Errorf("linked, it is offered again: %+v", done.Similar)
	}
	all := desktest.Must(d.Relations(t.Context()))(t)
	if len(all) != 1 || all[0].Kind != "same" || all[0].To != here {
		t.Errorf("relations %+v", all)
	}
}
