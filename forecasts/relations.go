package forecasts

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// Relate records a relation between two questions: from implies to, from excludes
// to, to is the same event with a later deadline, or both are the same question.
func (d *Desk) Relate(ctx context.Context, from, to ID, kind, note string) (ID, error) {
	if !slices.Contains([]string{"implies", "excludes", "deadline", "same"}, kind) {
		return ID{}, fmt.Errorf("%q is not a relation: choose implies, excludes, deadline or same", kind)
	}
	if from == to {
		return ID{}, errors.New("a question cannot be related to itself: name two questions")
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		first, err := question(r, from)
		if err != nil {
			return ID{}, err
		}
		second, err := question(r, to)
		if err != nil {
			return ID{}, err
		}
		if err := checkRelation(first, second, kind); err != nil {
			return ID{}, err
		}
		return a.add(journal.RelationDrawn, journal.Related{From: from, To: to, Type: kind, Note: strings.TrimSpace(note)})
	})
}

func checkRelation(from, to model.QuestionRow, kind string) error {
	if kind == "same" {
		if from.Type != to.Type {
			return fmt.Errorf("%q is a %s and %q a %s question: they cannot be the same", from.Title, from.Type, to.Title, to.Type)
		}
		return nil
	}
	for _, q := range []model.QuestionRow{from, to} {
		if q.Type != "binary" {
			return fmt.Errorf("%q is a %s question: only yes-or-no questions can be related by %q", q.Title, q.Type, kind)
		}
	}
	if kind == "deadline" && from.Closes != nil && to.Closes != nil && *from.Closes > *to.Closes {
		return fmt.Errorf("%q closes after %q: name the question with the earlier deadline first", from.Title, to.Title)
	}
	return nil
}

// relation is one that counts.
type relation struct {
	from, to ID
	kind     string
}

// relations lists those that count, each once.
func relations(r model.Reader) ([]relation, error) {
	rows, err := r.Relations()
	var all []relation
	seen := map[relation]bool{}
	for _, row := range rows {
		one := relation{ID(row.From), ID(row.To), row.Type}
		if !seen[one] && one.from != one.to {
			seen[one] = true
			all = append(all, one)
		}
	}
	return all, err
}
