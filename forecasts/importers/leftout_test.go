package importers

import (
	"strings"
	"testing"

	"weathervane/forecasts/score"
)

func TestRowsOfATableThatAreLeftOutAreListed(t *testing.T) {
	opts := score.TableOptions{SkipBadRows: true}
	q, err := score.ReadQuestions(strings.NewReader("question_id,outcome\na,yes\nb,perhaps\nc,x\n"), "q.csv", opts)
	if err != nil {
		t.Fatal(err)
	}
	const text = "question_id,user,date,p,y\na,Ann,2023-01-01,.7,\na,Ann,2023-01-02,,\na,Ann,2023-01-03,<1%,\nb,Ann,2023-01-01,.5,\nd,Ann,2023-01-01,.5,1\nd,Ann,2023-01-02,.5,0\n"
	f, err := Table(t.Context(), strings.NewReader(text), "t.csv", opts, q)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Questions) != 2 || f.Questions[0].Outcome != true || f.Questions[1].End != "" {
		t.Errorf("the questions are %+v", f.Questions)
	}
	said := map[string]int{}
	for _, l := range f.LeftOut {
		said[l.File] += l.Line
	}
	if len(f.LeftOut) != 4 || said["t.csv"] != 3+4+7 || said["q.csv"] != 3 {
		t.Errorf("left out: %+v", f.LeftOut)
	}
	counts := map[string]int{}
	for _, o := range f.Odd {
		counts[o.What] = o.N
	}
	if counts[unusable] != 3 || counts["rows without a probability: left out"] != 1 {
		t.Errorf("counted: %v", counts)
	}
	opts.SkipBadRows = false
	if _, err := score.ReadQuestions(strings.NewReader("id,closes_at\na,soon\nb,late\n"), "q.csv", opts); err == nil || !strings.Contains(err.Error(), "2 rows cannot be used") {
		t.Errorf("all bad rows of questions: %v", err)
	}
}
