// Package revision applies revisions to what was first worded: of those that set
// a member, the last that no other supersedes.
package revision

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// Known lists the revisions of a question, an article or a scenario set
// that stand, which the next one supersedes.
func Known(r model.Reader, entity int64) ([]journal.ID, error) {
	rows, err := r.StandingRevisions(entity)
	var all []journal.ID
	for _, row := range rows {
		if row.Until == nil {
			all = append(all, journal.ID(row.ID))
		}
	}
	return all, err
}

// Revision is one revision: what it sets, and which others its author knew.
type Revision struct {
	Id         journal.ID
	Set        map[string]json.RawMessage
	supersedes []journal.ID
}

func Of(row model.RevisionRow) Revision {
	r := Revision{Id: journal.ID(row.ID)}
	model.DecodeColumn(row.Changes, &r.Set)
	model.DecodeColumn(row.Supersedes, &r.supersedes)
	return r
}

// Apply gives the members in force once the revisions are known: for each member,
// the last revision that no other supersedes, as in the tables.
func Apply(asked map[string]json.RawMessage, revisions []Revision) map[string]json.RawMessage {
	members := maps.Clone(asked)
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	known := map[journal.ID]map[journal.ID]bool{}
	for _, r := range revisions {
		known[r.Id] = map[journal.ID]bool{}
		Superseded(r, revisions, known[r.Id])
	}
	for i, r := range revisions {
		for name, value := range r.Set {
			superseded := slices.ContainsFunc(revisions, func(o Revision) bool { return o.Set[name] != nil && known[o.Id][r.Id] })
			later := slices.ContainsFunc(revisions[i+1:], func(o Revision) bool {
				return o.Set[name] != nil && !slices.ContainsFunc(revisions, func(x Revision) bool { return x.Set[name] != nil && known[x.Id][o.Id] })
			})
			if !superseded && !later {
				members[name] = value
			}
		}
	}
	return members
}

// Superseded collects what a revision supersedes, directly and indirectly.
func Superseded(r Revision, all []Revision, into map[journal.ID]bool) {
	for _, id := range r.supersedes {
		if into[id] {
			continue
		}
		into[id] = true
		for _, o := range all {
			if o.Id == id {
				Superseded(o, all, into)
			}
		}
	}
}

// Unmarshal turns members into a value, or a value into members.
func Unmarshal(from, into any) error {
	b, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	return err
}
