package forecasts

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weathervane/model"
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

// versions fills the wordings that a question has had, in the order of records;
// one that was retracted shows what it said and changes nothing else.
func (w *viewing) versions() error {
	asking, _, err := w.r.Record(ID(w.row.ID))
	if err != nil {
		return err
	}
	var asked struct {
		Data map[string]json.RawMessage `json:"data"`
	}
	if err := json.Unmarshal(asking.Line, &asked); err != nil {
		return err
	}
	rows, err := w.r.StandingRevisions(w.row.Num)
	if err != nil {
		return err
	}
	v := Wording{Record: ID(asking.ID), At: asking.At, By: w.owner(asking.Key)}
	if err := remake(asked.Data, &v.Question); err != nil {
		return err
	}
	w.v.Versions = append(w.v.Versions, v)
	var standing []rewording
	for _, row := range rows {
		r := rewordingOf(row)
		v := Wording{Record: r.id, At: row.At, By: w.who(row.Forecaster), Why: row.Why, Changed: slices.Sorted(maps.Keys(r.set)), Retracted: row.Until != nil}
		if err := remake(after(asked.Data, append(standing, r)), &v.Question); err != nil {
			return err
		}
		if !v.Retracted {
			standing = append(standing, r)
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
}

func rewordingOf(row model.RevisionRow) rewording {
	r := rewording{id: ID(row.ID)}
	decodeText(row.Changes, &r.set)
	decodeText(row.Supersedes, &r.supersedes)
	return r
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

// remake turns members into a value, or a value into members.
func remake(from, into any) error {
	b, err := json.Marshal(from)
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
