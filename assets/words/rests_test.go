package words

import "testing"

// What a score rests on is said in one line each, and in one sentence if there is
// nothing to know.
func TestRests(t *testing.T) {
	if got, want := RestsWell(41, 53), "Closes as asked, outcomes by others, nothing withheld, 41 of 53 witnessed before the outcome"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := RestsWell(0, 0), "No headline, so nothing for it to rest on"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := RestsWell(53, 53), "Closes as asked, outcomes by others, nothing withheld, all 53 witnessed before the outcome"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, x := range []struct {
		line                  RestLine
		title, whose, instead string
	}{
		{RestLine{What: "closes_moved", N: 3, By: []string{"Gull"}, Scored: 2},
			"Closes moved after forecasts", "3 questions by Gull, who is scored on 2 of them", "as first asked"},
		{RestLine{What: "closes_moved", N: 1, By: []string{"Gull"}}, "Closes moved after forecasts", "1 question by Gull, who is not scored on it", "as first asked"},
		{RestLine{What: "criteria_changed", N: 1, By: []string{"Gull"}, Scored: 1}, "Criteria changed after forecasts", "1 question by Gull, who is scored on it", "without them"},
		{RestLine{What: "known_early", N: 1, By: []string{"Heron"}, Cuts: 2}, "An outcome dated back, before forecasts", "1 question by Heron; cuts off 2 forecasts", "as first recorded"},
		{RestLine{What: "known_early", N: 1, By: []string{"Heron"}}, "Outcomes dated again by someone scored on them", "1 question by Heron", "as first recorded"},
		{RestLine{What: "ended_by_scored", N: 1, By: []string{"Heron"}, Gone: true}, "Outcomes retracted by someone scored on them", "1 question by Heron", "if they still counted"},
		{RestLine{What: "withheld", N: 2, By: []string{"Heron"}}, "Withheld by Heron", "2 records; any may be a forecast or an outcome", "cannot be known"},
		{RestLine{What: "unshown_seals", N: 1, By: []string{"Ibis"}, Lost: true}, "Sealed and never shown", "1 seal by Ibis, counted as lost", "without them"},
		{RestLine{What: "unshown_seals", N: 1, By: []string{"Ibis"}}, "Sealed and never shown", "1 seal by Ibis, not counted", "counted as lost"},
		{RestLine{What: "unwitnessed", N: 12, By: []string{"Crane"}, Scored: 53}, "Nobody had witnessed before the outcome", "12 of 53 questions by Crane", "the 41 witnessed"},
		{RestLine{What: "unwitnessed", N: 53, By: []string{"Crane"}, Scored: 53}, "Nobody had witnessed before the outcome", "53 of 53 questions by Crane", "none was witnessed"},
		{RestLine{What: "shared_name", N: 2, By: []string{"Honest", "Honest"}, Keys: []string{"a70c19e4", "3f1b88d2"}},
			"2 forecasters are called Honest", "a70c19e4 and 3f1b88d2, kept apart", "choose one"},
		{RestLine{What: "shared_name", N: 2, By: []string{"Crane", "Crane"}, Keys: []string{"5951b6de", "5951b6de"}, Kept: []bool{false, true}},
			"2 forecasters are called Crane", "5951b6de and one kept by 5951b6de, kept apart", "choose one"},
		{RestLine{What: "shared_name", N: 2, By: []string{"Heron", "Her0n"}, Keys: []string{"a70c19e4", "3f1b88d2"}},
			"Names that look alike", "Heron a70c19e4 and Her0n 3f1b88d2, kept apart", "choose one"},
	} {
		for _, said := range [][2]string{{RestTitle(x.line), x.title}, {RestWhose(x.line), x.whose}, {RestInstead(x.line), x.instead}} {
			if said[0] != said[1] {
				t.Errorf("%+v: %q, want %q", x.line, said[0], said[1])
			}
		}
	}
	if got, want := RestsNotFound([]string{"criteria_changed", "tags_late"}), "Nothing found: criteria, tags"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
