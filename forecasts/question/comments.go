package question

import (
	"context"
	"errors"
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
		if err := counts(r, on); err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.CommentMade, journal.Comment{On: on, Text: text})
	})
}
