package question

import (
	"context"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Pinned is the prefix of the settings that pin questions to the top of the list.
// They belong to this workspace only and are not records, so nobody else learns
// of them.
const Pinned = "pinned "

// Pin pins a question to the top of the list, or unpins it.
func (d *Desk) Pin(ctx context.Context, id journal.ID, on bool) error {
	return d.Change(ctx, func(t *model.Tx) error {
		row, err := listing.QuestionRow(t.Reader(), id)
		if err != nil {
			return err
		}
		if on {
			return t.SetSetting(Pinned+journal.ID(row.ID).String(), journal.InstantOf(d.Env.Now()).String())
		}
		pins, err := pins(t.Reader())
		for _, pin := range pins[journal.ID(row.ID)] {
			if err == nil {
				err = t.DropSetting(Pinned + pin.String())
			}
		}
		return err
	}, nil, session.Changed{Topic: session.TopicQuestion, ID: id})
}

// pins are the pinned questions, each with the ids under which it was pinned:
// its own, and those of questions that have become one with it.
func pins(r model.Reader) (map[journal.ID][]journal.ID, error) {
	kept, err := r.Settings(Pinned)
	if err != nil {
		return nil, err
	}
	var ids []journal.ID
	for text := range kept {
		if id, err := journal.ParseID(text); err == nil {
			ids = append(ids, id)
		}
	}
	questions, err := r.QuestionsBy(ids)
	all := map[journal.ID][]journal.ID{}
	for id, row := range questions {
		all[journal.ID(row.ID)] = append(all[journal.ID(row.ID)], id)
	}
	return all, err
}
