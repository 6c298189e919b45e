package session

import (
	"context"
	"path/filepath"

	"weathervane/model"
)

// Tests look at who listens, and at what was announced.

var (
	Topics  = topics
	TopicOf = topicOf
)

// Listeners is how many listen for changes.
func (d *Session) Listeners() int { return len(d.listeners) }

// NewsSince reports whether there are records that were not announced.
func (d *Session) NewsSince(ctx context.Context) bool { return d.newsSince(ctx) }

// ApplyTail adds the tail to a workspace, as where a copy is made of a backup.
func (d *Session) ApplyTail(ctx context.Context) (gap bool, err error) {
	err = d.Store.Update(ctx, func(t *model.Tx) (err error) {
		gap, err = d.applyTail(t)
		return err
	})
	return gap, err
}

// TailPath and StoryPath are where the tail is, and what is known of a copy.
func (d *Session) TailPath() string { return d.tailPath() }

func StoryPath(env Env, workspace, copied string) string {
	return filepath.Join(folder(env.State, apartKind, workspace), copied, story)
}
