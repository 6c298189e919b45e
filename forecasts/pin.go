package forecasts

import (
	"context"

	"weathervane/model"
	"weathervane/model/journal"
)

// pinned is the prefix of the settings that pin questions to the top of the list.
// They belong to this workspace only and are not records, so nobody else learns
// of them.
const pinned = "pinned "

// Pin pins a question to the top of the list, or unpins it.
func (d *Desk) Pin(ctx context.Context, id ID, on bool) error {
	return d.change(ctx, func(t *model.Tx) error {
		if _, err := question(t.Reader(), id); err != nil {
			return err
		}
		if !on {
			return t.DropSetting(pinned + id.String())
		}
		return t.SetSetting(pinned+id.String(), journal.InstantOf(d.env.Now()).String())
	}, nil, Changed{TopicQuestion, id})
}
