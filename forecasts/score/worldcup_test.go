package score

import "testing"

// Three options a match, tie among them; knock-out matches gave the tie 0.
func TestWorldCupMatches(t *testing.T) {
	table := readFile(t, "testdata/538_world_cup.csv", "")
	r := ScoreTable(table, Options{})
	if r.Choice != 176 || r.Scored != 176 || r.Forecasts != 176 {
		t.Fatalf("%d matches, %d of %d forecasts", r.Choice, r.Scored, r.Forecasts)
	}
	nearBy(t, "half-sum Brier", float64(r.Mean), new(Number(0.2687659825992262)), 1e-9)
	nearBy(t, "log", float64(r.Log), new(Number(0.8991689175282782)), 1e-9)

	var ranked Sum
	for _, pair := range table.pairs() {
		for _, s := range sets(table.rows[pair.lo:pair.hi]) {
			probs, happened := []float64{}, -1
			for i, row := range s.rows { // team 1, tie, team 2, as the file has them
				probs = append(probs, row.p)
				if row.y == 1 {
					happened = i
				}
			}
			if len(probs) != 3 || table.Options[s.rows[1].option] != "Tie" {
				t.Fatalf("%s: the tie is not between the teams", table.Questions[s.rows[0].question])
			}
			ranked.Add(RPSNormalised(probs, happened))
		}
	}
	nearBy(t, "ranked probability score", ranked.Value()/float64(r.Scored), new(Number(0.20401448113295234)), 1e-9)
}
