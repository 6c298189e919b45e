package session

import (
	"context"
	"sync/atomic"
)

// Remarks are what a person should know of a recording that did not fail, as bits.
type Remarks uint32

const (
	// WithoutSecret is that something that looked like a password or a token was left
	// out of an address (address.Clean).
	WithoutSecret Remarks = 1 << iota
	// InNewLog is that the user's log was one that this machine could not continue: a
	// new one was begun after it.
	InNewLog
)

// Has reports whether a remark is among them.
func (r Remarks) Has(one Remarks) bool { return r&one != 0 }

// Remarks are those of all that this session recorded.
func (d *Session) Remarks() Remarks { return Remarks(d.remarks.Load()) }

type remarksKey struct{}

// TellRemarks has what is recorded with ctx add its remarks to these.
func TellRemarks(ctx context.Context, to *atomic.Uint32) context.Context {
	return context.WithValue(ctx, remarksKey{}, to)
}

// keepRemarks keeps the remarks on what was recorded.
func (d *Session) keepRemarks(ctx context.Context, r Remarks) {
	d.remarks.Or(uint32(r))
	if to, ok := ctx.Value(remarksKey{}).(*atomic.Uint32); ok {
		to.Or(uint32(r))
	}
}
