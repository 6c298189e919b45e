package model

import (
	"strings"
	"testing"
)

// Every merge asks for the witness records of all authors, so that they are
// found without reading the others.
func TestWitnessesAreFoundByTheirIndex(t *testing.T) {
	s := newStore(t)
	for _, name := range []string{"good-all-kinds.forecasts", "good-third-edition.forecasts"} {
		for _, rs := range records(t, name) {
			add(t, s, rs, false)
		}
	}
	err := s.View(t.Context(), func(r Reader) error {
		var plan []struct{ Detail string }
		if err := r.db.Raw("EXPLAIN QUERY PLAN SELECT r.line FROM records r WHERE r.line IS NOT NULL AND (r." + ofWitnesses + ")").Scan(&plan).Error; err != nil {
			return err
		}
		if len(plan) != 1 || !strings.Contains(plan[0].Detail, "records_of_witnesses") {
			t.Errorf("the plan is %v", plan)
		}
		rows, err := r.Witnesses()
		if len(rows) < 2 {
			t.Errorf("%d checkpoints were witnessed", len(rows))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
