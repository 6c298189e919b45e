package importing_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
)

// export writes what a service would have exported.
func export(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func bring(t testing.TB, d *forecasts.Desk, o importing.Options, paths ...string) importing.Result {
	t.Helper()
	return desktest.Must(d.ImportFiles(t.Context(), paths, o))(t)
}

const tableText = `question_id,forecaster,made_at,probability,outcome,opens_at,closes_at,title
q1,Ann,2023-01-02T00:00:00Z,0.7,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Ann,2023-01-20T00:00:00Z,0.9,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Bob,2023-01-05T12:00:00Z,20%,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q1,Bob,2023-02-05T12:00:00Z,99%,1,2023-01-01,2023-01-31,"Will it rain, or ""pour""?"
q2,Ann,2023-01-02T00:00:00Z,0.1,void,2023-01-01,2023-01-31,Annulled
q3,Ann,2023-01-02T00:00:00Z,0.1,0,2023-01-01,2023-03-31,No
q3,Ann,2023-01-02T00:00:00Z,0.3,0,2023-01-01,2023-03-31,No
q3,Bob,2023-01-03T00:00:00Z,0.05,0,2023-01-01,2023-03-31,No
q4,Bob,2023-01-03T00:00:00Z,0.5,0.5,2023-01-01,2023-03-31,Tie
q5,Bob,2023-01-03T00:00:00Z,0.6,,2023-01-01,2030-03-31,Open
`

// joinedText has everyone's first forecast at the opening: a workspace asks of
// nobody to have been there before their first record, a table does.
const joinedText = tableText + `q0,Ann,2022-12-31T00:00:00Z,0.4,0,2022-12-31,2023-03-31,First
q0,Bob,2022-12-31T00:00:00Z,0.2,0,2022-12-31,2023-03-31,First
`

func TestImportOfATableScoresAsTheTable(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	path := export(t, "table.csv", joinedText)
	dry := bring(t, d, importing.Options{DryRun: true}, path)
	b := bring(t, d, importing.Options{}, path)
	if dry.Written || !b.Written || dry.Adds != b.Adds {
		t.Errorf("the dry run says %+v, the import %+v", dry, b)
	}
	if b.Adds.Questions != 6 || b.Adds.Forecasts != 12 || b.Adds.Resolutions != 5 || b.Adds.Other != 0 {
		t.Errorf("adds %+v", b.Adds)
	}
	odd := map[string]int{}
	for _, o := range b.Foreign[0].Odd {
		odd[o.What] = o.N
	}
	for what, n := range map[string]int{
		"resolved to a fraction": 1, "questions that ended without an outcome": 1, "forecasts made after the close or the outcome": 1,
		"forecasts at an instant at which the same forecaster made another": 1,
	} {
		if odd[what] != n {
			t.Errorf("%d %s, want %d: %v", odd[what], what, n, odd)
		}
	}
	table := desktest.Must(score.ReadTable(t.Context(), strings.NewReader(joinedText), "table.csv", score.TableOptions{}))(t)
	want := score.ScoreTable(table, score.Options{})
	got := desktest.Must(d.Score(t.Context(), scoring.Options{Provenance: []string{"imported"}}))(t)
	if want.TimeWeighted == nil || got.TimeWeighted == nil || want.TimeWeighted.Pairs != got.TimeWeighted.Pairs {
		t.Fatalf("time-weighted %+v of the workspace, %+v of the table", got.TimeWeighted, want.TimeWeighted)
	}
	for what, pair := range map[string][2]score.Number{
		"mean": {got.TimeWeighted.Mean, want.TimeWeighted.Mean}, "coverage": {got.TimeWeighted.Coverage, want.TimeWeighted.Coverage},
		"covered only": {got.TimeWeighted.MeanCoveredOnly, want.TimeWeighted.MeanCoveredOnly}, "headline": {got.Headline, want.Headline},
	} {
		if math.Abs(float64(pair[0]-pair[1])) > 1e-12 {
			t.Errorf("%s: %v of the workspace, %v of the table", what, pair[0], pair[1])
		}
	}
	if got.LeftOut.AfterClose != 1 || got.LeftOut.Annulled != 1 || got.LeftOut.Unresolved != 1 {
		t.Errorf("left out: %+v", got.LeftOut)
	}
}

func TestImportTwiceIsOnceAndALaterExportAddsWhatIsNew(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	path := export(t, "table.csv", tableText)
	bring(t, d, importing.Options{}, path, path)
	c.Pass(time.Hour)
	again := bring(t, d, importing.Options{}, path)
	if again.Adds != (merging.Adds{}) || again.Foreign[0].Known != 10 {
		t.Errorf("the same file again adds %+v, knows %d", again.Adds, again.Foreign[0].Known)
	}
	later := strings.Replace(tableText, "0.6,,", "0.6,1,", 1) + "q5,Ann,2023-05-03T00:00:00Z,0.7,1,2023-01-01,2030-03-31,Open\nq6,Ann,1700000000,0.2,,,,New\n"
	b := bring(t, d, importing.Options{}, export(t, "later.csv", later))
	if b.Adds.Questions != 1 || b.Adds.Forecasts != 2 || b.Adds.Resolutions != 1 {
		t.Errorf("a later export adds %+v", b.Adds)
	}
	// Another workspace that merges the records has nothing left to import.
	e := desktest.NewDesk(t, "Heron", c)
	desktest.ExchangeBoth(t, d, e)
	if b := bring(t, e, importing.Options{}, path); b.Adds != (merging.Adds{}) {
		t.Errorf("after a merge the file adds %+v", b.Adds)
	}
}

func TestImportLeavesWhatPeopleDecided(t *testing.T) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	path := export(t, "table.csv", tableText)
	bring(t, d, importing.Options{}, path)
	id := desktest.Must(d.Find(t.Context(), "question", "No"))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Resolve(t.Context(), id, []byte("true"), question.Resolving{}))(t)
	if b := bring(t, d, importing.Options{}, path); b.Adds != (merging.Adds{}) {
		t.Errorf("the file adds %+v", b.Adds)
	}
	other := export(t, "other.csv", strings.ReplaceAll(tableText, ",0,2023", ",0.25,2023"))
	b := bring(t, d, importing.Options{}, other)
	if b.Adds.Resolutions != 0 || string(desktest.Question1(t, d, id).Outcome) != "true" {
		t.Errorf("the decision here was replaced: %+v", b.Adds)
	}
}

func TestImportOfChoices(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	path := export(t, "t.csv", `question,user,timestamp,option,p,answer,closes_at
lead,Ann,2023-01-01,Ishiba,0.5,Kono,2023-02-01
lead,Ann,2023-01-01,Kono,0.3,Kono,2023-02-01
lead,Ann,2023-01-01,other,0.2,Kono,2023-02-01
`)
	b := bring(t, d, importing.Options{Me: "Ann"}, path)
	if b.Adds.Questions != 1 || b.Adds.Forecasts != 1 {
		t.Fatalf("adds %+v, assumed %v", b.Adds, b.Foreign[0].Assumed)
	}
	v := desktest.Question1(t, d, desktest.Must(d.Find(t.Context(), "question", "lead"))(t))
	if v.Type != "choice" || string(v.Outcome) != `"Kono"` || v.Timeline[0].Probs["other"] != 0.2 || v.Timeline[0].Forecaster.By != "" {
		t.Errorf("the choice is %+v", v)
	}
	path = export(t, "free.csv", "question,user,timestamp,option,p,answer\nfree,Ann,2023-01-01,red,0.5,1\nfree,Ann,2023-01-01,blue,0.6,1\n")
	const flags = "--map question=question_id --map option=question_id"
	if _, err := d.ImportFiles(t.Context(), []string{path}, importing.Options{}); err == nil || !strings.Contains(err.Error(), flags) {
		t.Errorf("two that happened: %v", err)
	}
	b = bring(t, d, importing.Options{Reading: score.TableOptions{Columns: map[string]string{"question": "question_id", "option": "question_id"}}}, path)
	desktest.Must(d.Find(t.Context(), "question", "free · red"))(t)
	if b.Adds.Questions != 2 || b.Adds.Resolutions != 2 {
		t.Errorf("each of its own: %+v", b.Adds)
	}
}

func TestImportRefusesWhole(t *testing.T) {
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	good := export(t, "good.csv", tableText)
	for name, text := range map[string]string{
		"x.csv:3: column p: \"1.7\"":          "id,by,date,p\na,Ann,2023-01-01,0.7\na,Ann,2023-01-01,1.7\n",
		"x.csv:2: column date: \"yesterday\"": "id,by,date,p\na,Ann,yesterday,0.7\n",
		"x.csv:3: column y: \"0\": line 2":    "id,by,date,p,y\na,Ann,2023-01-01,0.7,1\na,Ann,2023-01-02,0.7,0\n",
		"no column made_at":                   "id,by,p\na,Ann,0.7\n",
		"with --forecaster; the questions: column prediction is taken for what was asked: confirm with --map prediction=question_id": "prediction,p,y\na rains,0.7,1\n",
		"no column probability":                        "id,by,date,guess\na,Ann,2023-01-01,0.7\n",
		"x.csv:2: column date: \"0001-01-01\": year 1": "id,by,date,p\na,Ann,0001-01-01,0.7\n",
		"is a table of questions":                      "question_id,closes_at\na,2023-01-01\n",
		"x.csv: no column question_id":                 "Item;Odds;Sure\nRain;0,7;1\n",
		"x.csv is an e-mail":                           "From: a@example.org, b@example.org\nSubject: Rain, or snow\n\nx\n",
		"x.csv: not text: it has zero bytes":           strings.Repeat("\x00", 2<<20),
		"x.csv: no column question_id (what was asked) in the header, which has hello, world": "hello, world\n",
		"x.csv: neither UTF-8 nor surely in another character set":                            "\xd0\xe5\xe7\xf3\xeb\xfc\xf2\xe0\xf2;\xc4\xe0\xf2\xe0\n",
	} {
		paths := []string{export(t, "x.csv", text)}
		if name != "is a table of questions" {
			paths = append(paths, good)
		}
		_, err := d.ImportFiles(t.Context(), paths, importing.Options{})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("want %q: %v", name, err)
		}
	}
	if qs := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); len(qs) != 0 {
		t.Errorf("%d questions were written", len(qs))
	}
	guess := export(t, "guess.csv", "id,by,date,guess\na,Ann,2023-01-01,0.7\n")
	questions := export(t, "questions.csv", "question_id,title,closes_at,outcome\na,The title,2023-06-01,yes\n")
	b := bring(t, d, importing.Options{Reading: score.TableOptions{Columns: map[string]string{"Guess": "probability"}}}, guess, questions)
	if b.Adds.Forecasts != 1 || b.Adds.Resolutions != 1 {
		t.Errorf("with a mapping: %+v", b.Adds)
	}
	desktest.Must(d.Find(t.Context(), "question", "The title"))(t)
}
