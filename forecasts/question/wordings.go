package question

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/revision"
	"weathervane/model/journal"
)

// Wording is a question as one record worded it, with all members as of that
// record.
type Wording struct {
	Record    journal.ID
	At        journal.Instant
	By        forecaster.Forecaster
	Why       string
	Changed   []string // members that the record set, as records name them; none for the asking
	Retracted bool
	Question  journal.Asked
}

// versions fills the wordings that a question has had, in the order of records;
// one that was retracted shows what it said and changes nothing else.
func (w *viewing) versions() error {
	asking, _, err := w.r.Record(journal.ID(w.row.ID))
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
	v := Wording{Record: journal.ID(asking.ID), At: asking.At, By: w.Owner(asking.Key)}
	if err := revision.Unmarshal(asked.Data, &v.Question); err != nil {
		return err
	}
	w.v.Versions = append(w.v.Versions, v)
	var standing []revision.Revision
	for _, row := range rows {
		r := revision.Of(row)
		v := Wording{Record: r.Id, At: row.At, By: w.Who(row.Forecaster), Why: row.Why, Changed: slices.Sorted(maps.Keys(r.Set)), Retracted: row.Until != nil}
		if err := revision.Unmarshal(revision.Apply(asked.Data, append(standing, r)), &v.Question); err != nil {
			return err
		}
		if !v.Retracted {
			standing = append(standing, r)
		}
		w.v.Versions = append(w.v.Versions, v)
	}
	return nil
}

// Named is a finding that a resolution names.
type Named struct {
	Finding, Article journal.ID
	Claim            string
}

// named lists the findings that a resolution names; one that is not here has
// no claim.
func (w *viewing) named(ids []journal.ID) ([]Named, error) {
	var all []Named
	for _, id := range ids {
		n := Named{Finding: id}
		row, here, err := w.r.Finding(id)
		if err != nil {
			return nil, err
		}
		if here {
			n.Claim, n.Article = strings.TrimSpace(row.Claim), journal.ID(row.ArticleID)
		}
		all = append(all, n)
	}
	return all, nil
}
