package importers

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// The two tables are made up in the form of the published research data.
func TestGoodJudgment(t *testing.T) {
	ifps, fcasts := sample(t, "ifps.csv"), sample(t, "survey_fcasts.csv")
	if Recognise(ifps, nil) != GoodJudgmentIfps || Recognise(fcasts, nil) != GoodJudgmentCSV {
		t.Errorf("recognised as %q and %q", Recognise(ifps, nil), Recognise(fcasts, nil))
	}
	q, err := ReadGoodJudgmentQuestions(bytes.NewReader(bytes.Replace(ifps, []byte("Treaty"), []byte("Trait\xe9"), 1)), "ifps.csv")
	if err != nil {
		t.Fatal(err)
	}
	f, err := GoodJudgment(t.Context(), bytes.NewReader(fcasts), "survey_fcasts.csv", q)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Questions) != 3 || f.From != "Good Judgment" {
		t.Fatalf("%+v", f)
	}
	treaty, poll, summit := f.Questions[0], f.Questions[1], f.Questions[2]
	if treaty.Type != "binary" || treaty.Outcome != false || len(treaty.Forecasts) != 2 || *treaty.Forecasts[1].P != 0.1 || treaty.Opens.Format("2006-01-02") != "2011-09-01" {
		t.Errorf("treaty %+v", treaty)
	}
	if poll.Type != "choice" || !slices.Equal(poll.Options, []string{"Blues", "Greens", "Reds"}) || poll.Outcome != "Greens" || poll.Forecasts[0].Probs["Reds"] != 0.2 || poll.Forecasts[0].By != "7" {
		t.Errorf("poll %+v", poll)
	}
	if summit.End != "annulled" {
		t.Errorf("summit ended %q", summit.End)
	}
	alone, err := GoodJudgment(t.Context(), bytes.NewReader(fcasts), "survey_fcasts.csv")
	if err != nil || len(alone.Questions) != 3 || alone.Questions[0].Type != "choice" {
		t.Errorf("without questions: %v, %+v", err, alone)
	}
}

// A forecast that leaves an option out, or whose shares are not a whole, is left out;
// its question stays one.
func TestGoodJudgmentIncomplete(t *testing.T) {
	q, err := ReadGoodJudgmentQuestions(bytes.NewReader(sample(t, "ifps.csv")), "ifps.csv")
	if err != nil {
		t.Fatal(err)
	}
	const more = "1001-0,1a,1,a,,6,105,0,a,0.3,2011-09-08,3,closed,12,1\n1001-0,1a,1,a,,6,105,0,b,0.6,2011-09-08,3,closed,12,1\n1002-0,1a,1,a,,8,106,0,c,1,2011-09-08,3,closed,12,1\n"
	text := append(append(bytes.TrimRight(sample(t, "survey_fcasts.csv"), "\n"), '\n'), more...)
	f, err := GoodJudgment(t.Context(), bytes.NewReader(text), "survey_fcasts.csv", q)
	if err != nil || len(f.Questions) != 3 || odd(f, notAll) != 2 {
		t.Fatalf("%v, %+v", err, f)
	}
	if treaty, poll := f.Questions[0], f.Questions[1]; treaty.Type != "binary" || len(treaty.Forecasts) != 2 || treaty.Outcome != false || poll.Type != "choice" || len(poll.Forecasts) != 1 || poll.Outcome != "Greens" {
		t.Errorf("treaty %+v, poll %+v", treaty, poll)
	}
}

// The tables have the day of a forecast, and some its instant too.
func TestGoodJudgmentInstants(t *testing.T) {
	const text = "\"ifp_id\",\"user_id\",\"answer_option\",\"value\",\"fcast_date\",\"timestamp\"\n\"1\",\"5\",\"a\",0.3,\"2011-09-08\",\"2011-09-08T16:17:18Z\"\n\"1\",\"5\",\"b\",0.7,\"2011-09-08\",\"2011-09-08T16:17:18Z\"\n"
	f, err := GoodJudgment(t.Context(), strings.NewReader(text), "f.csv")
	if err != nil || len(f.Questions) != 1 || f.Questions[0].Forecasts[0].At.Format("15:04:05") != "16:17:18" {
		t.Errorf("%v, %+v", err, f)
	}
}
