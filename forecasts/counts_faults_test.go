package forecasts_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// newDesk is somebody's desk, on a machine of their own, at a time that the test
// moves.
func newDesk(t testing.TB, name string, now *time.Time) (*forecasts.Desk, session.Env) {
	t.Helper()
	env := session.DefaultEnv()
	env.Now, env.State, env.Zone = func() time.Time { return *now }, filepath.Join(t.TempDir(), name), time.UTC
	d, err := forecasts.Create(t.Context(), filepath.Join(t.TempDir(), name+".vane"), name, env)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d, env
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Whoever restored a backup goes on in a new log, and is the same author.
func TestOwnRecordsAreRetractedAfterRestore(t *testing.T) {
	now := begin.Time()
	d, env := newDesk(t, "Crane", &now)
	q := must(d.Ask(t.Context(), journal.Asked{Title: "It rains", Type: "binary", Closes: at(closes)}))(t)
	remark := must(d.Comment(t.Context(), q, "a mistake"))(t)
	backup := filepath.Join(t.TempDir(), "backup.vane")
	if err := d.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Hour)
	must(d.Comment(t.Context(), q, "lost with the disk"))(t)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	must(exchange.Restore(t.Context(), backup, d.Path(), env))(t)
	d = must(forecasts.Open(t.Context(), d.Path(), env))(t)
	defer d.Close()
	now = now.Add(time.Hour)
	remarks := func() int { return len(must(d.Question(t.Context(), q))(t).Comments) }
	if remarks() != 1 {
		t.Fatalf("%d comments, want 1", remarks())
	}
	back := must(d.Retract(t.Context(), remark, "wrong"))(t)
	if logs := must(d.Logs(t.Context()))(t); len(logs) != 2 || remarks() != 0 {
		t.Errorf("%d logs, %d comments after the retraction", len(logs), remarks())
	}
	if _, err := d.Retract(t.Context(), remark, "wrong"); err == nil || !strings.Contains(err.Error(), "retract its retraction") {
		t.Errorf("retracted twice: %v", err)
	}
	must(d.Retract(t.Context(), back, "it was right"))(t)
	if remarks() != 1 {
		t.Error("the retraction was retracted, and the comment does not count again")
	}
	must(d.Retract(t.Context(), remark, "wrong after all"))(t)
	if remarks() != 0 {
		t.Error("the comment was retracted again, and counts")
	}
}

// What the rule would not take back is refused before it is recorded.
func TestRetractionsThatTakeNoEffectAreRefused(t *testing.T) {
	now := begin.Time()
	crane, _ := newDesk(t, "Crane", &now)
	heron, _ := newDesk(t, "Heron", &now)
	q := must(crane.Ask(t.Context(), journal.Asked{Title: "It rains", Type: "binary", Closes: at(closes)}))(t)
	pass(t, crane, heron)
	theirs := must(heron.Forecast(t.Context(), q, standing.Belief{P: p(0.4)}, question.Saying{}))(t)
	pass(t, heron, crane)
	for id, why := range map[journal.ID]string{q: "annul it instead", theirs: "only its author"} {
		if _, err := crane.Retract(t.Context(), id, "wrong"); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("want %q: %v", why, err)
		}
	}
}

// pass hands everything of one desk to the other.
func pass(t testing.TB, from, to *forecasts.Desk) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.forecasts")
	must(from.Export(t.Context(), path, exchange.Options{}))(t)
	must(to.Import(t.Context(), []string{path}, nil))(t)
}

// Questions whose relations were retracted are drawn by themselves again.
func TestRetractedRelationsJoinNoUnits(t *testing.T) {
	now := begin.Time()
	d, _ := newDesk(t, "Crane", &now)
	var all []journal.ID
	for i := range 12 {
		q := must(d.Ask(t.Context(), journal.Asked{Title: fmt.Sprint("It rains ", i), Type: "binary", Closes: at(closes)}))(t)
		must(d.Forecast(t.Context(), q, standing.Belief{P: p(0.1 + float64(i)/20)}, question.Saying{}))(t)
		all = append(all, q)
	}
	now = now.Add(24 * time.Hour)
	for i, q := range all {
		must(d.Resolve(t.Context(), q, json.RawMessage(fmt.Sprint(i%2 == 0)), question.Resolving{}))(t)
	}
	now = now.Add(24 * time.Hour)
	hasInterval := func() bool { return must(d.Score(t.Context(), scoring.Options{}))(t).CI95 != nil }
	if !hasInterval() {
		t.Fatal("twelve questions have no interval")
	}
	var drawn []journal.ID
	for i := range 4 {
		drawn = append(drawn, must(d.Relate(t.Context(), all[i], all[i+2], "same", ""))(t))
	}
	if hasInterval() {
		t.Error("eight questions have an interval")
	}
	for _, r := range drawn {
		must(d.Retract(t.Context(), r, "they differ"))(t)
	}
	if !hasInterval() {
		t.Error("the relations were retracted, and the interval stays away")
	}
}

// A clock that once ran ahead cannot bring an old number back when the instant
// passes that it had put down.
func TestAClockThatRanAheadBringsNothingBack(t *testing.T) {
	hour := journal.Instant(time.Hour / time.Millisecond)
	w := newWorld(t)
	l := w.log("Crane", begin)
	q := l.add("q", begin+hour, journal.QuestionAsked, journal.Asked{Title: "It rains", Type: "binary", Closes: at(closes)})
	l.add("ahead", begin+50*hour, journal.ForecastMade, journal.Made{Question: q, P: p(0.9)})
	w.log("Crane 2", begin+3*hour, l).add("right", begin+4*hour, journal.ForecastMade, journal.Made{Question: q, P: p(0.2)})
	for name, files := range map[string][]string{
		"in order": {w.file("Crane"), w.file("Crane 2")}, "the other way": {w.file("Crane 2"), w.file("Crane")}, "at once": {w.file()},
	} {
		d := newReader(t) // a week later
		bring(t, d, files...)
		v := must(d.Question(t.Context(), q))(t)
		if len(v.Standing) != 1 || *v.Standing[0].P != 0.2 {
			t.Errorf("%s: in force is %+v", name, v.Standing)
		}
	}
}

// Two colleagues who imported the same export of a service have every question
// and forecast once, when they say that the questions are the same.
func TestTheSameExportImportedByTwoIsOne(t *testing.T) {
	const table = `question_id,forecaster,made_at,probability,outcome,opens_at,closes_at,title
q1,Ann,2023-01-02T00:00:00Z,0.7,1,2023-01-01,2023-01-31,It rains
q1,Bob,2023-01-05T12:00:00Z,0.2,1,2023-01-01,2023-01-31,It rains
q2,Ann,2023-01-02T00:00:00Z,0.1,,2023-01-01,2030-03-31,It snows
q2,Bob,2023-01-03T00:00:00Z,0.3,,2023-01-01,2030-03-31,It snows
`
	path := filepath.Join(t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	now := begin.Time()
	crane, _ := newDesk(t, "Crane", &now)
	must(crane.ImportFiles(t.Context(), []string{path}, importing.Options{}))(t)
	type seen struct {
		questions, forecasts, standing, pairs int
		median                                float64
	}
	look := func(d *forecasts.Desk) (s seen) {
		s.questions, s.forecasts = len(must(d.Questions(t.Context(), listing.Filter{}))(t)), len(must(d.Forecasts(t.Context(), listing.Filter{}))(t))
		v := must(d.Question(t.Context(), must(d.Find(t.Context(), "question", "It snows"))(t)))(t)
		s.standing, s.median = len(v.Standing), *v.Pools.Median
		s.pairs = must(d.Score(t.Context(), scoring.Options{Provenance: []string{"imported"}}))(t).TimeWeighted.Pairs
		return s
	}
	want := look(crane)
	now = now.Add(time.Hour)
	heron, _ := newDesk(t, "Heron", &now)
	must(heron.ImportFiles(t.Context(), []string{path}, importing.Options{}))(t)
	theirs := must(heron.Questions(t.Context(), listing.Filter{}))(t)
	pass(t, heron, crane)
	mine := map[string]journal.ID{}
	for _, q := range must(crane.Questions(t.Context(), listing.Filter{}))(t) {
		if q.ID != theirs[0].ID && q.ID != theirs[1].ID {
			mine[q.Title] = q.ID
		}
	}
	if len(mine) != 2 {
		t.Fatalf("of one's own there are %d questions", len(mine))
	}
	for _, q := range theirs {
		must(crane.Relate(t.Context(), mine[q.Title], q.ID, "same", ""))(t)
	}
	pass(t, crane, heron)
	for name, d := range map[string]*forecasts.Desk{"Crane": crane, "Heron": heron} {
		if got := look(d); got != want {
			t.Errorf("%s has %+v, one import gave %+v", name, got, want)
		}
	}
}

// What takes no effect is named by nothing new: that would take none either.
func TestNothingNewNamesWhatTakesNoEffect(t *testing.T) {
	now := begin.Time()
	d, _ := newDesk(t, "Crane", &now)
	q := must(d.Ask(t.Context(), journal.Asked{Title: "It rains", Type: "binary", Closes: at(closes)}))(t)
	made := must(d.Forecast(t.Context(), q, standing.Belief{P: p(0.3)}, question.Saying{}))(t)
	must(d.Retract(t.Context(), made, "a slip"))(t)
	if _, err := d.Comment(t.Context(), made, "why?"); err == nil {
		t.Error("a comment on a retracted forecast is recorded")
	}
	if _, err := d.Forecast(t.Context(), q, standing.Belief{P: p(0.3)}, question.Saying{Because: []journal.ID{made}}); err == nil {
		t.Error("a forecast because of what was retracted is recorded")
	}
	if _, err := d.Resolve(t.Context(), q, json.RawMessage("true"), question.Resolving{Findings: []journal.ID{made}}); err == nil {
		t.Error("a resolution shown by what was retracted is recorded")
	}
}

// Who asks for what was retracted is told so, and not that it is not here.
func TestWhatWasRetractedIsSaidToBe(t *testing.T) {
	now := begin.Time()
	d, _ := newDesk(t, "Crane", &now)
	q := must(d.Ask(t.Context(), journal.Asked{Title: "It rains", Type: "binary", Closes: at(closes)}))(t)
	must(d.Retract(t.Context(), q, "asked twice"))(t)
	if _, err := d.Question(t.Context(), q); err == nil || !strings.Contains(err.Error(), "was retracted") {
		t.Errorf("a retracted question: %v", err)
	}
	if _, err := d.Question(t.Context(), journal.ID{1}); err == nil || !strings.Contains(err.Error(), "no question has the id") {
		t.Errorf("a question that is not here: %v", err)
	}
}
