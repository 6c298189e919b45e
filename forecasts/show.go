package forecasts

import (
	"context"
	"encoding/json"
	"fmt"

	"weathervane/model"
	"weathervane/model/journal"
)

// Show is what the id names: a question, an article, a finding, a scenario set,
// or the record itself.
func (d *Desk) Show(ctx context.Context, id journal.ID) (any, error) { return d.ShowBy(ctx, id, "") }

// ShowBy is Show from a forecaster's side, by name or beginning of a key: the
// weights and cells of a scenario set are theirs.
func (d *Desk) ShowBy(ctx context.Context, id journal.ID, by string) (any, error) {
	var kind string
	var row model.RecordRow
	var shown bool
	err := d.Store.View(ctx, func(r model.Reader) (err error) {
		if kind, _, err = r.Kind(id); err == nil {
			row, shown, err = r.Record(id)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case kind == journal.QuestionAsked:
		return d.Question(ctx, id)
	case kind == journal.ArticleAdded:
		return d.Article(ctx, id)
	case kind == journal.FindingFiled:
		return d.Finding(ctx, id)
	case kind == journal.ScenariosFramed:
		return d.Scenarios(ctx, id, by)
	case !shown:
		return nil, fmt.Errorf("record %s is withheld here: only its hash is known", id.Short())
	}
	return json.RawMessage(row.Line), nil
}
