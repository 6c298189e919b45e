package session

import "context"

// Tests look at who listens, and at what was announced.

var (
	Topics  = topics
	TopicOf = topicOf
)

// Listeners is how many listen for changes.
func (d *Session) Listeners() int { return len(d.listeners) }

// NewsSince reports whether there are records that were not announced.
func (d *Session) NewsSince(ctx context.Context) bool { return d.newsSince(ctx) }
