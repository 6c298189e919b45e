// Package statement is a record that an author keeps in force: from when it
// counts, until when, and whose it is.
package statement

import (
	"cmp"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Statement is one record about a scenario set.
type Statement[D any] struct {
	Id    journal.ID
	Key   string // its author's fingerprint
	By    forecaster.Forecaster
	Log   journal.LogID
	Seq   int64
	At    journal.Instant // from when it counts
	Until journal.Instant // when its author retracted it; forever if never
	Data  D
}

// InForce reports whether it counts at an instant.
func (s Statement[D]) InForce(at journal.Instant) bool { return s.At <= at && at < s.Until }

// By adds to statements who made them.
func By[D any](b forecaster.Directory, statements []model.Statement[D]) []Statement[D] {
	all := make([]Statement[D], len(statements))
	for i, s := range statements {
		who := b.Owner(s.Key)
		all[i] = Statement[D]{Id: s.ID, Key: who.Key, By: who, Log: journal.LogID(s.Log), Seq: s.Seq, At: s.At, Until: standing.Forever, Data: s.Data}
		if s.Until != nil {
			all[i].Until = *s.Until
		}
	}
	return all
}

// Latest is an author's last record that counts at an instant.
func Latest[D any](all []Statement[D], key string, at journal.Instant) (Statement[D], bool) {
	var last Statement[D]
	found := false
	for _, s := range all {
		if s.Key == key && s.InForce(at) && (!found || cmp.Compare(s.At, last.At) >= 0) {
			last, found = s, true
		}
	}
	return last, found
}
