package session

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// signer is the key that records here. It is made where this machine has none and
// never had one, and the user has said who begins. A key that is missing, cannot
// be used, or is not the one that signed what this machine wrote here is said
// before anything is written: nobody becomes another forecaster without knowing.
func (d *Session) signer(logs []*model.LogState) (ed25519.PrivateKey, error) {
	key, err := d.Home.Key()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := d.mayBegin(logs); err != nil {
			return nil, err
		}
		return d.Home.EnsureKey(d.Env.Random)
	case err != nil:
		return nil, err
	}
	return key, d.fits(key, logs)
}

// mayBegin refuses to make a key where one is missing, or nobody has said for whom.
func (d *Session) mayBegin(logs []*model.LogState) error {
	if d.Env.AsNew && d.Env.Name != "" {
		return nil
	}
	if l := d.written(logs); l != nil {
		return d.missing("the log of " + l.Name + " here")
	}
	if d.Home.Wrote() {
		return d.missing("what this machine has recorded")
	}
	if d.Env.Name == "" {
		return &told{"nobody has said who records here, and this machine has no key yet: say --as NAME, or make a workspace of your own and import this one's records",
			"Nobody has said who records here, and this machine has no key yet. Make a workspace of your own (File, New workspace) and merge this one into it on Exchange"}
	}
	return d.taken(logs)
}

// told is an error whose remedy is a flag for a command, and something else in the window.
type told struct{ command, window string }

func (t *told) Error() string    { return t.command }
func (t *told) InWindow() string { return t.window }

func (d *Session) missing(signed string) error {
	return &journal.KeyProblem{What: fmt.Sprintf("the key %s, which signed %s, is missing", d.Home.KeyPath(), signed),
		Do: "put back a copy of it", Else: "say --as NAME --as-new to begin as a new forecaster"}
}

// fits refuses a key that has signed nothing of what this machine has written here,
// and one that is new here where somebody has the user's name already.
func (d *Session) fits(key ed25519.PrivateKey, logs []*model.LogState) error {
	mine := slices.DeleteFunc(slices.Clone(logs), func(l *model.LogState) bool { return l.Key != journal.KeyOf(key) })
	if d.Env.AsNew || d.written(mine) != nil {
		return nil
	}
	if l := d.written(logs); l != nil {
		return &journal.KeyProblem{What: fmt.Sprintf("the key %s is not the one that signed the log of %s here", d.Home.KeyPath(), l.Name),
			Do: "put back that one", Else: "say --as NAME --as-new to begin as a new forecaster under this one"}
	}
	if len(mine) > 0 {
		return nil
	}
	return d.taken(logs)
}

// written is a log here that this machine has written; nil if there is none.
func (d *Session) written(logs []*model.LogState) *model.LogState {
	for _, l := range logs {
		if _, ok := d.Home.State(l.Log); ok {
			return l
		}
	}
	return nil
}

// taken refuses the user's name where somebody here has it under another key.
func (d *Session) taken(logs []*model.LogState) error {
	name := d.Env.name()
	for _, l := range logs {
		if forecaster.Skeleton(l.Name) == forecaster.Skeleton(name) {
			return &told{fmt.Sprintf("a log here is of %s already, under a key that this machine does not have: put the key into %s, say another name with --as NAME, or --as-new if it is meant", l.Name, d.Home.KeyPath()),
				fmt.Sprintf("A log here is of %s already, under a key that this machine does not have. If you are %[1]s, put that key into %s; if not, make a workspace of your own under another name (File, New workspace) and merge this one into it on Exchange", l.Name, d.Home.KeyPath())}
		}
	}
	return nil
}

// KeyProblem is why the user's key cannot sign here, a *journal.KeyProblem; nil if it
// can, or if nobody has said yet who the user is.
func (d *Session) KeyProblem(logs []*model.LogState) error {
	key, err := d.Home.Key()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = d.mayBegin(logs)
	case err == nil:
		err = d.fits(key, logs)
	}
	if bad := new(journal.KeyProblem); errors.As(err, &bad) {
		return bad
	}
	return nil
}

// Owns reports whether a log is the user's: signed by the key, or written by this
// machine, whatever became of the key since.
func (d *Session) Owns(l *model.LogState, me string) bool {
	_, written := d.Home.State(l.Log)
	return written || l.Key.Fingerprint() == me
}

// Me is the fingerprint of this user's key; empty if there is none that can be used:
// reading needs no key.
func (d *Session) Me() (string, error) {
	key, err := d.Home.Key()
	if err != nil {
		return "", nil //nolint:nilerr // recording says what is wrong with it
	}
	return journal.KeyOf(key).Fingerprint(), nil
}
