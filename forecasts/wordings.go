package forecasts

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// Wording is a question as one record worded it, with all members as of that
// record.
type Wording struct {
	Record    ID
	At        Instant
	By        Forecaster
	Why       string
	Changed   []string // members that the record set, as records name them; none for the asking
	Retracted bool
	Question  Asking
}

// versions fills the wordings that a question has had, in record order.
func (w *viewing) versions(about []model.RecordRow, back map[ID]bool) error {
	var asked map[string]json.RawMessage
	var revisions []rewording
	for _, row := range about {
		v := Wording{Record: ID(row.ID), At: row.At, By: w.owner(row.Key), Retracted: back[ID(row.ID)]}
		switch {
		case row.Kind == journal.QuestionAsked && row.Num == w.row.Num:
			var line struct {
				Data map[string]json.RawMessage `json:"data"`
			}
			if err := json.Unmarshal(row.Line, &line); err != nil {
				return err
			}
			asked = line.Data
			v.Retracted = false // what stands was asked
		case row.Kind == journal.QuestionRevised:
			r, ours, err := w.rewording(row)
			if err != nil {
				return err
			}
			if !ours {
				continue
			}
			v.Why, v.Changed = r.why, slices.Sorted(maps.Keys(r.set))
			revisions = append(revisions, r) // also a retracted one, to show what it said
		default:
			continue
		}
		if err := remake(after(asked, revisions), &v.Question); err != nil {
			return err
		}
		if v.Retracted {
			revisions = revisions[:len(revisions)-1]
		}
		w.v.Versions = append(w.v.Versions, v)
	}
	return nil
}

// rewording is one revision: what it sets, and which others its author knew.
type rewording struct {
	id         ID
	set        map[string]json.RawMessage
	supersedes []ID
	why        string
}

func (w *viewing) rewording(row model.RecordRow) (r rewording, ours bool, err error) {
	var line struct {
		Data journal.Revised `json:"data"`
	}
	if err := json.Unmarshal(row.Line, &line); err != nil {
		return r, false, err
	}
	d := line.Data
	if d.Question == nil || *d.Question != ID(w.row.ID) {
		return r, false, nil
	}
	r = rewording{id: ID(row.ID), supersedes: d.Supersedes, why: d.Why}
	return r, true, json.Unmarshal(d.Set, &r.set)
}

// after gives the members in force once the revisions are known: for each member,
// the last revision that no other supersedes, as in the tables.
func after(asked map[string]json.RawMessage, revisions []rewording) map[string]json.RawMessage {
	members := maps.Clone(asked)
	if members == nil {
		members = map[string]json.RawMessage{}
	}
	known := map[ID]map[ID]bool{}
	for _, r := range revisions {
		known[r.id] = map[ID]bool{}
		reach(r, revisions, known[r.id])
	}
	for i, r := range revisions {
		for name, value := range r.set {
			superseded := slices.ContainsFunc(revisions, func(o rewording) bool { return o.set[name] != nil && known[o.id][r.id] })
			later := slices.ContainsFunc(revisions[i+1:], func(o rewording) bool {
				return o.set[name] != nil && !slices.ContainsFunc(revisions, func(x rewording) bool { return x.set[name] != nil && known[x.id][o.id] })
			})
			if !superseded && !later {
				members[name] = value
			}
		}
	}
	return members
}

// reach collects what a revision supersedes, directly and indirectly.
func reach(r rewording, all []rewording, into map[ID]bool) {
	for _, id := range r.supersedes {
		if into[id] {
			continue
		}
		into[id] = true
		for _, o := range all {
			if o.id == id {
				reach(o, all, into)
			}
		}
	}
}

func remake(members map[string]json.RawMessage, into any) error {
	b, err := json.Marshal(members)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	return err
}

// Named is a finding that a resolution names.
type Named struct {
	Finding, Article ID
	Claim            string
}

// named lists the findings that a resolution names; one that is not here has
// no claim.
func (w *viewing) named(ids []ID) ([]Named, error) {
	var all []Named
	for _, id := range ids {
		n := Named{Finding: id}
		row, here, err := w.r.Finding(id)
		if err != nil {
			return nil, err
		}
		if here {
			n.Claim, n.Article = strings.TrimSpace(row.Claim), ID(row.ArticleID)
		}
		all = append(all, n)
	}
	return all, nil
}
