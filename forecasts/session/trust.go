package session

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Trusted gives the fingerprints of the keys that the user trusts as witnesses on
// this machine, with the user's own.
func (d *Session) Trusted() (map[string]bool, error) {
	since, err := d.Home.Trusted()
	if err != nil {
		return nil, err
	}
	all := make(map[string]bool, len(since)+1)
	for key := range since {
		all[key] = true
	}
	me, err := d.Me()
	if me != "" {
		all[me] = true
	}
	return all, err
}

// Trust makes keys trusted witnesses on this machine, by fingerprint, or no longer
// so. It is recorded nowhere.
func (d *Session) Trust(_ context.Context, keys map[string]bool) error {
	for key, on := range keys {
		if err := d.Home.Trust(key, on, journal.InstantOf(d.Env.Now())); err != nil {
			return err
		}
	}
	d.Announce([]Changed{{Topic: TopicLog}})
	return nil
}

// KnownKey is a key that signs a log here.
type KnownKey struct {
	Name, Key string // Key is the fingerprint
	Trusted   bool
}

// KnownKeys lists the keys of others that sign logs here, by name.
func (d *Session) KnownKeys(ctx context.Context) ([]KnownKey, error) {
	trusted, err := d.Trusted()
	if err != nil {
		return nil, err
	}
	var all []KnownKey
	err = d.Look(ctx, func(_ model.Reader, b forecaster.Directory, me string) error {
		for key, name := range b.Names {
			if print := forecaster.Fingerprint([]byte(key)); print != me {
				all = append(all, KnownKey{name, print, trusted[print]})
			}
		}
		return nil
	})
	slices.SortFunc(all, func(a, b KnownKey) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key)) })
	return all, err
}
