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
	if err := d.pin(ctx, id, on); err != nil {
		return err
	}
	d.announce([]ID{id})
	return nil
}

func (d *Desk) pin(ctx context.Context, id ID, on bool) error {
	unlock, err := d.hold(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return d.store.Update(ctx, func(t *model.Tx) error {
		if _, err := question(t.Reader(), id); err != nil {
			return err
		}
		if !on {
			return t.DropSetting(pinned + id.String())
		}
		return t.SetSetting(pinned+id.String(), journal.InstantOf(d.env.Now()).String())
	})
}
