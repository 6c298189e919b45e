package question

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Relate records a relation between two questions: from implies to, from excludes
// to, to is the same event with a later deadline, or both are the same question.
func (d *Desk) Relate(ctx context.Context, from, to journal.ID, kind, note string) (journal.ID, error) {
	if !slices.Contains([]string{"implies", "excludes", "deadline", "same"}, kind) {
		return journal.ID{}, fmt.Errorf("%q is not a relation: choose implies, excludes, deadline or same", kind)
	}
	if from == to {
		return journal.ID{}, errors.New("a question cannot be related to itself: name two questions")
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		first, err := listing.QuestionRow(r, from)
		if err != nil {
			return journal.ID{}, err
		}
		second, err := listing.QuestionRow(r, to)
		if err != nil {
			return journal.ID{}, err
		}
		if err := checkRelation(first, second, kind); err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.RelationDrawn, journal.Related{From: from, To: to, Type: kind, Note: strings.TrimSpace(note)})
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
