package decision

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// Wording is how a question was asked and revised.
type Wording struct {
	Asked     Act
	Members   map[string]json.RawMessage // as asked, named as records name them
	Revisions []Revision                 // in order
}

// Revision is a revision of a question that counts, or that stood until its author
// retracted it.
type Revision struct {
	Act
	Until *journal.Instant // when its author retracted it
	Set   map[string]json.RawMessage
	again []string // members of which it says what held already, or what another still says
}

// Decides reports whether a revision gives one of the members a value that it had
// not at that moment, and that nobody else had given it last.
func (r *Revision) Decides(members ...string) bool {
	return slices.ContainsFunc(members, func(m string) bool { return r.Set[m] != nil && !slices.Contains(r.again, m) })
}

// Said is the first record that gave a member a value; false if none did.
func (w *Wording) Said(member string, value json.RawMessage) (Act, bool) {
	if IsSame(w.Members[member], value) {
		return w.Asked, true
	}
	for i := range w.Revisions {
		if set, ok := w.Revisions[i].Set[member]; ok && IsSame(set, value) {
			return w.Revisions[i].Act, true
		}
	}
	return Act{}, false
}

// isSaid reports whether a revision that comes next gives a member the value that
// it has, or that somebody else gave it last.
func (w *Wording) isSaid(member string, x Revision) bool {
	last := map[string]json.RawMessage{w.Asked.By.Key: w.Members[member]} // by author
	now := w.Members[member]
	for _, r := range w.Revisions {
		if set, ok := r.Set[member]; ok && (r.Until == nil || *r.Until > x.At) {
			now, last[r.By.Key] = set, set
		}
	}
	if IsSame(now, x.Set[member]) {
		return true
	}
	for key, said := range last {
		if key != x.By.Key && IsSame(said, x.Set[member]) {
			return true
		}
	}
	return false
}

// Wordings tells how each question was worded that somebody revised.
func Wordings(r model.Reader, b forecaster.Directory) (map[journal.ID]*Wording, error) {
	askings, err := r.RevisedAskings()
	if err != nil {
		return nil, err
	}
	all := make(map[journal.ID]*Wording, len(askings))
	for _, row := range askings {
		var asked struct {
			Data map[string]json.RawMessage `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &asked); err != nil {
			return nil, err
		}
		all[journal.ID(row.ID)] = &Wording{Asked: Act{journal.ID(row.ID), b.Owner(row.Key), row.At}, Members: asked.Data}
	}
	rows, err := r.QuestionRevisions()
	for _, row := range rows {
		w := all[journal.ID(row.Question)]
		if w == nil {
			continue
		}
		x := Revision{Act: Act{journal.ID(row.ID), b.Who(row.Forecaster), row.At}, Until: row.Until}
		model.DecodeColumn(row.Changes, &x.Set)
		for member := range maps.Keys(x.Set) {
			if w.isSaid(member, x) {
				x.again = append(x.again, member)
			}
		}
		w.Revisions = append(w.Revisions, x)
	}
	return all, err
}

// IsSame reports whether two members have the same value; one that is missing is
// empty.
func IsSame(a, b json.RawMessage) bool { return canonical(a) == canonical(b) }

func canonical(v json.RawMessage) string {
	switch text := model.Canonical(v); text {
	case "", "null", `""`, "[]", "{}":
		return ""
	default:
		return text
	}
}
