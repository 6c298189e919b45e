package importers

import (
	"bytes"
	"slices"
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
