package score

import (
	"fmt"
	"slices"
	"testing"
)

// What is known on a day stays: questions that are not resolved yet have their
// part, and what does not count has none.
func TestAnytimeOfAWorkspace(t *testing.T) {
	in := Workspace{}
	for i := range 14 {
		q := Question{Key: fmt.Sprintf("q%02d", i), Opens: Day, Closes: int64(20+10*i) * Day, Known: int64(20+10*i) * Day}
		p := Pair{Forecaster: "x", Question: i, Steps: []Step{
			{At: int64(2+10*i) * Day, P: .99, Provenance: Imported}, {At: int64(3+10*i) * Day, P: .5}, {At: int64(3+10*i) * Day, P: .9}, {At: int64(5+10*i) * Day, P: .2},
		}}
		in.Questions, in.Pairs = append(in.Questions, q), append(in.Pairs, p)
	}
	grown, n := Score(in, Options{}).Anytime()
	if n != 14 || grown[0].At != 3*Day || grown[len(grown)-1].OneIn < 20 {
		t.Errorf("of %d outcomes %v", n, grown)
	}
	then := in
	then.Questions = slices.Clone(in.Questions)
	for i := 11; i < 14; i++ {
		then.Questions[i].State, then.Questions[i].Known = Unresolved, 0
	}
	was, n := Score(then, Options{}).Anytime()
	if n != 11 || !slices.Equal(was, grown[:len(was)]) || len(was) == len(grown) {
		t.Errorf("before, of %d outcomes %v", n, was)
	}
	for i := range 5 {
		then.Questions[i].State = Annulled
	}
	if of, n := Score(then, Options{}).Anytime(); of != nil || n != 6 {
		t.Errorf("of few outcomes %v", of)
	}
	in.Pairs = append(in.Pairs, Pair{Forecaster: "y", Steps: []Step{{At: 3 * Day, P: .4}}})
	if of, _ := Score(in, Options{}).Anytime(); of != nil {
		t.Error("two forecasters are tested as one")
	}
}
