package forecasts

import (
	"context"
	"errors"

	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/seal"
	"weathervane/forecasts/session"
	"weathervane/forecasts/transfer"
	"weathervane/model"
)

// notes are what a workspace notes for itself, each kind with which of two copies'
// values holds: of what happened once the earlier instant, of what is set this
// workspace's own.
var notes = []struct {
	kind string
	of   func(ours, theirs string) string
}{
	{session.Came, earlier}, {session.Shown, earlier}, {session.Revealed, earlier}, {seal.HandedOut, earlier},
	{transfer.Prefix, transfer.Later},
	{question.Pinned, earlier}, {importing.TableMeant, own}, {exchange.WatchedPlace, own},
}

func earlier(ours, theirs string) string { return min(ours, theirs) }

func own(ours, _ string) string { return ours }

// takeNotes takes what another copy of the workspace noted for itself: what came when,
// what was shown, revealed, exchanged and pinned, how tables are read, which folder is
// watched.
func takeNotes(there model.Reader, t *model.Tx) error {
	for _, n := range notes {
		theirs, err := there.Settings(n.kind)
		if err != nil {
			return err
		}
		ours, err := t.Reader().Settings(n.kind)
		if err != nil {
			return err
		}
		for name, value := range theirs {
			here, known := ours[name]
			if known {
				value = n.of(here, value)
			}
			if known && value == here {
				continue
			}
			if err := t.SetSetting(n.kind+name, value); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeNotesOf takes the notes of a workspace that was imported, if it is a copy of this
// one; what others noted for themselves is theirs.
func (d *Desk) takeNotesOf(ctx context.Context, workspace string) error {
	other, err := OpenToRead(ctx, workspace, d.Env)
	if err != nil {
		return err
	}
	err = other.Store.View(ctx, func(there model.Reader) error {
		return d.Change(ctx, func(t *model.Tx) error {
			if copied, err := ofOneOrigin(there, t.Reader()); err != nil || !copied {
				return err
			}
			return takeNotes(there, t)
		}, nil, session.Changed{Topic: session.TopicExchange})
	})
	return errors.Join(err, other.Close())
}

// ofOneOrigin reports whether two workspaces are copies of one: whether they began with
// the same log, that of whoever made them.
func ofOneOrigin(a, b model.Reader) (bool, error) {
	first, err := a.Logs()
	if err != nil || len(first) == 0 {
		return false, err
	}
	second, err := b.Logs()
	if err != nil || len(second) == 0 {
		return false, err
	}
	return founding(first) == founding(second), nil
}

// founding is the log that a workspace began with.
func founding(logs []model.LogRow) string {
	first := logs[0]
	for _, l := range logs {
		if l.Num < first.Num {
			first = l
		}
	}
	return string(first.Log)
}
