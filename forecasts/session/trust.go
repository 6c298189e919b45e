package session

import "weathervane/model/journal"

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

// Trust makes a key a trusted witness on this machine, or no longer one. It is
// recorded nowhere.
func (d *Session) Trust(fingerprint string, on bool) error {
	if err := d.Home.Trust(fingerprint, on, journal.InstantOf(d.Env.Now())); err != nil {
		return err
	}
	d.Announce([]Changed{{Topic: TopicLog}})
	return nil
}
