// Package relation reads the relations between questions.
package relation

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// Relation is one that counts.
type Relation struct {
	From, To journal.ID
	Kind     string
}

// All lists those that count, each once.
func All(r model.Reader) ([]Relation, error) {
	rows, err := r.Relations()
	var all []Relation
	seen := map[Relation]bool{}
	for _, row := range rows {
		one := Relation{journal.ID(row.From), journal.ID(row.To), row.Type}
		if !seen[one] && one.From != one.To {
			seen[one] = true
			all = append(all, one)
		}
	}
	return all, err
}
