package score

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// asTable writes a workspace of binary questions as a table with windows.
func asTable(t *testing.T, w Workspace) *Table {
	t.Helper()
	var b strings.Builder
	b.WriteString("question,forecaster,made_at,p,outcome,opens_at,closes_at,resolved_at\n")
	when := func(ms int64) string { return time.UnixMilli(ms).UTC().Format(time.RFC3339Nano) }
	for _, p := range w.Pairs {
		q := w.Questions[p.Question]
		for _, s := range inOrder(p.Steps) {
			fmt.Fprintf(&b, "%s,%s,%s,%v,%v,%s,%s,%s\n", q.Key, p.Forecaster, when(s.At), s.P, q.Outcome, when(q.Opens), when(q.Closes), when(q.Known))
		}
	}
	return read(t, b.String())
}

func TestPicturesOfATableAreThoseOfItsWorkspace(t *testing.T) {
	w := many(30, rand.New(rand.NewPCG(7, 8)))
	table := asTable(t, w)
	s := table.Scored(Options{})
	questions := 0
	want, got := slices.DeleteFunc(History(w, Options{}, 20), func(h HistoryPoint) bool {
		more := h.Questions > questions
		questions = h.Questions
		return !more // a question without a forecast that counts
	}), s.History(20)
	if len(got) != len(want) || len(want) < 20 {
		t.Fatalf("%d instants, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i].At != want[i].At || got[i].Questions != want[i].Questions {
			t.Errorf("instant %d: %+v, want %+v", i, got[i], want[i])
		}
		near(t, "headline", float64(got[i].Headline), &want[i].Headline)
		near(t, "rolling", float64(got[i].Rolling), &want[i].Rolling)
	}
	whole := Score(w, Options{})
	for _, h := range want {
		known := whole.Where(func(q *Question) bool { return q.Known <= h.At }).CI95()
		ci := s.CI95(h.At)
		if (ci == nil) != (known == nil) {
			t.Fatalf("with %d questions the interval is %v, want %v", h.Questions, ci, known)
		}
		if ci != nil {
			near(t, "low", float64(ci[0]), &known[0])
			near(t, "high", float64(ci[1]), &known[1])
		}
	}
}

func TestDiagramOfATableWeighsRowsAlike(t *testing.T) {
	table := asTable(t, many(30, rand.New(rand.NewPCG(9, 10))))
	report := ScoreTable(table, Options{})
	s := table.Scored(Options{})
	for range 2 { // a figure does not depend on those asked for before it
		r, ok := s.Reliability()
		if !ok || r.Questions != report.Questions || r.Consistency || len(r.Band) != len(r.Curve) {
			t.Fatalf("%v %d %v: band of %d, curve of %d", ok, r.Questions, r.Consistency, len(r.Band), len(r.Curve))
		}
		near(t, "MCB", float64(r.MCB), &report.CORP.MCB)
		near(t, "DSC", float64(r.DSC), &report.CORP.DSC)
		near(t, "UNC", float64(r.UNC), &report.CORP.UNC)
		rows := 0.0
		for _, p := range r.Curve {
			rows += p.Weight
		}
		if rows != float64(report.Scored) {
			t.Errorf("%v rows are drawn of %d", rows, report.Scored)
		}
	}
}

func TestTableWithoutWindowsHasNoHistory(t *testing.T) {
	s := tableOf(t, []float64{.1, .2}, []float64{0, 1}).Scored(Options{})
	if h := s.History(20); len(h) != 0 {
		t.Errorf("%+v", h)
	}
	if r, ok := s.Reliability(); ok || r.Questions != 2 {
		t.Errorf("a diagram of two questions: %+v", r)
	}
}
