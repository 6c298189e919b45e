package merging_test

import (
	"testing"

	"weathervane/forecasts/merging"
	"weathervane/model/journal"
)

// The question of a record is the one that its data call so, in whatever order
// the data stand and whatever else they name.
func TestQuestionOfARecord(t *testing.T) {
	question, other := journal.ID{1}, journal.ID{2}
	number := 0.5
	for _, x := range []struct {
		kind string
		data any
	}{
		{journal.ForecastMade, journal.Made{Question: question, P: &number}},
		{journal.ForecastMade, map[string]any{"because": []journal.ID{other}, "p": 0.5, "question": question}},
		{journal.BearingJudged, journal.Judged{Finding: other, Question: question, LR: &number}},
		{journal.BearingJudged, map[string]any{"question": question, "finding": other, "lr": 2}},
		{journal.BearingJudged, journal.Judged{Finding: question, Question: question, LR: &number}},
	} {
		r, err := journal.NewRecord(journal.LogID{}, 1, 0, [16]byte{}, x.kind, x.data)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := merging.QuestionOf(r); !ok || got != question {
			t.Errorf("%s: the question of %s is %s, %t", x.kind, r.Data, got.Short(), ok)
		}
	}
}
