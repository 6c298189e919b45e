package importers

import (
	"math"
	"strings"
	"testing"
)

func manifoldOf(t *testing.T, text string) *File {
	t.Helper()
	f, err := Document(strings.NewReader(text), "m.json", NewOthers())
	if err != nil {
		t.Fatal(err)
	}
	whole(t, f, err)
	return f
}

func TestManifoldFarClose(t *testing.T) {
	f := manifoldOf(t, `[{"id":"a","question":"Ever?","outcomeType":"BINARY","createdTime":1700000000000,"closeTime":253402300799000,"isResolved":false}]`)
	if len(f.Questions) != 1 || !f.Questions[0].Closes.IsZero() || odd(f, farClose) != 1 {
		t.Errorf("%+v", f)
	}
}

const someAnswers = `{"id":"E","question":"How high?","outcomeType":"MULTIPLE_CHOICE","createdTime":1700000000000,"closeTime":1710000000000,"isResolved":RESOLVED,
	"shouldAnswersSumToOne":SUM,"answers":[{"id":"n1","text":"Over 4","resolution":"YES","resolutionTime":1705000000000},{"id":"n2","text":"Over 5"},{"id":"n3","text":"Over 5","resolution":"MKT","resolutionProbability":0.25}],
	"bets":[{"contractId":"E","answerId":"n2","createdTime":1700000001000,"probBefore":0.5,"probAfter":0.3},
	{"contractId":"E","answerId":"n1","createdTime":1700000002000,"probBefore":0.5,"probAfter":0.6},
	{"contractId":"E","answerId":"n2","createdTime":1700000002000,"probBefore":0.3,"probAfter":0.2},
	{"contractId":"E","answerId":"n3","createdTime":1700000002000,"probBefore":0.3,"probAfter":0.201}]}`

// Answers that exclude each other are options of one question; the others are
// questions of their own, each with an end of its own.
func TestManifoldAnswers(t *testing.T) {
	apart := manifoldOf(t, strings.NewReplacer("RESOLVED", "false", "SUM", "false").Replace(someAnswers))
	if len(apart.Questions) != 3 || !assumes(apart, "a yes-or-no question each") {
		t.Fatalf("%+v", apart)
	}
	first, second, third := apart.Questions[0], apart.Questions[1], apart.Questions[2]
	if first.Title != "How high?: Over 4" || first.Outcome != true || first.KnownAt.IsZero() || second.End != "" || third.Outcome != 0.25 {
		t.Errorf("%+v", apart.Questions)
	}
	if len(first.Forecasts) != 1 || len(second.Forecasts) != 2 || *second.Forecasts[0].P != 0.3 || second.Key == third.Key || second.Title == third.Title {
		t.Errorf("%+v", apart.Questions)
	}
	one := manifoldOf(t, strings.NewReplacer("RESOLVED", `true,"resolution":"n1"`, "SUM", "true").Replace(someAnswers))
	if len(one.Questions) != 1 || one.Questions[0].Outcome != "Over 4" || !assumes(one, "the options of one question") {
		t.Fatalf("%+v", one)
	}
	q := one.Questions[0]
	if len(q.Options) != 3 || len(q.Forecasts) != 1 || odd(one, "bets on one of several answers while the others’ probabilities are not known: left out") != 1 {
		t.Fatalf("%+v, %v", q, one.Odd)
	}
	if p := q.Forecasts[0].Probs; math.Abs(p["Over 4"]-0.6/1.001) > 1e-12 || math.Abs(p["Over 4"]+p["Over 5"]+p["Over 5 (n3)"]-1) > 1e-12 {
		t.Errorf("%v", p)
	}
	many := manifoldOf(t, strings.NewReplacer("RESOLVED", `true,"resolution":"MKT"`, "SUM", "true").Replace(someAnswers))
	if many.Questions[0].End != "" || odd(many, "resolved to several answers at once: left open") != 1 {
		t.Errorf("%+v", many)
	}
}

const someNumber = `{"id":"E","question":"How many?","outcomeType":"PSEUDO_NUMERIC","createdTime":1700000000000,"min":0,"max":99,"isResolved":true,END,
	"bets":[{"contractId":"E","createdTime":1700000001000,"probBefore":0.5,"probAfter":0.3}]}`

// A pseudo-numeric market's probability is a place on its scale.
func TestManifoldNumbers(t *testing.T) {
	for end, want := range map[string]any{
		`"resolution":"MKT","resolutionProbability":0.5`:                      49.5,
		`"resolution":"MKT","resolutionProbability":0.5,"isLogScale":true`:    9.0,
		`"resolution":"MKT","resolutionProbability":0.5,"resolutionValue":50`: 50.0,
		`"resolution":"YES"`:    99.0,
		`"resolution":"CANCEL"`: nil,
	} {
		f := manifoldOf(t, strings.Replace(someNumber, "END", end, 1))
		q := f.Questions[0]
		if q.Type != "numeric" || q.Outcome != want || len(q.Forecasts) != 0 || len(f.Odd) == 0 || (want == nil) != (q.End == "annulled") {
			t.Errorf("%s: %+v", end, f)
		}
	}
	if _, err := Document(strings.NewReader(strings.Replace(someNumber, "END", `"resolution":"MKT"`, 1)), "m.json", NewOthers()); err == nil || !strings.Contains(err.Error(), "m.json:1: column resolutionValue") {
		t.Errorf("a resolution without a number: %v", err)
	}
}
