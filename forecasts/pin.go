package forecasts

import (
	"context"

	"weathervane/model"
	"weathervane/model/journal"
)

// pinned begins the names of the settings that say which questions stand on
// top of the list: a matter of this workspace and of no record, so nobody else
// learns of it.
const pinned = "pinned "

// Pin puts a question on top of the list, or lets it go again.
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
