package question

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Comment records a remark on any record.
func (d *Desk) Comment(ctx context.Context, on journal.ID, text string) (journal.ID, error) {
	if strings.TrimSpace(text) == "" {
		return journal.ID{}, errors.New("the comment is empty: write something")
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		if _, ok, err := r.Kind(on); err != nil || !ok {
			return journal.ID{}, errors.Join(err, fmt.Errorf("no record has the id %s", on.Short()))
		}
		return a.Add(journal.CommentMade, journal.Comment{On: on, Text: text})
	})
}
