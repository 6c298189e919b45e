package forecasts

import (
	"cmp"
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// said is one record about a scenario set.
type said[D any] struct {
	id   ID
	key  string // its author's fingerprint
	by   Forecaster
	log  journal.LogID
	seq  int64
	at   Instant // from when it counts
	gone Instant // when its author retracted it; forever if never
	data D
}

// stands reports whether it counts at an instant.
func (s said[D]) stands(at Instant) bool { return s.at <= at && at < s.gone }

// sheaf is a set with everything that counts of what was said about it, in the
// order of records, and the weights that counted once.
type sheaf struct {
	num         int64
	framed      said[journal.Framed]
	wordings    []journal.Framed // as framed, and after each revision of the scenarios
	now         journal.Framed   // the current wording
	weights     []said[journal.Weighed]
	conditions  []said[journal.Conditioned]
	ends        []said[journal.CameTrue]
	consistency []said[journal.Consistency]
	signposts   []said[journal.Placed]
	checks      []said[journal.Checked]
}

// sheaves are all sets in the order in which they were framed.
func sheaves(r model.Reader, b book) ([]*sheaf, error) {
	sets, err := r.ScenarioSets()
	all := make([]*sheaf, len(sets))
	for i, set := range sets {
		all[i] = sheafOf(set, b)
	}
	return all, err
}

func sheafOf(set *model.ScenarioSet, b book) *sheaf {
	who := b.owner(set.Key)
	return &sheaf{
		num: set.Num, framed: said[journal.Framed]{id: set.ID, key: who.Key, by: who, at: set.At, gone: forever, data: set.Framed},
		wordings: set.Wordings, now: set.Now,
		weights: saidBy(b, set.Weights), conditions: saidBy(b, set.Conditions), ends: saidBy(b, set.Ends),
		consistency: saidBy(b, set.Consistency), signposts: saidBy(b, set.Signposts), checks: saidBy(b, set.Checks),
	}
}

// saidBy adds to statements who made them.
func saidBy[D any](b book, statements []model.Statement[D]) []said[D] {
	all := make([]said[D], len(statements))
	for i, s := range statements {
		who := b.owner(s.Key)
		all[i] = said[D]{id: s.ID, key: who.Key, by: who, log: journal.LogID(s.Log), seq: s.Seq, at: s.At, gone: forever, data: s.Data}
		if s.Until != nil {
			all[i].gone = *s.Until
		}
	}
	return all
}

// names are the scenarios' names, in order.
func names(f journal.Framed) []string {
	all := make([]string, len(f.Scenarios))
	for i, s := range f.Scenarios {
		all[i] = s.Name
	}
	return all
}

func covers[V any](by map[string]V, names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { _, ok := by[n]; return !ok })
}

// end is how the set was resolved: the decisions that no other supersedes count;
// if they differ, the set is disputed.
func (sh *sheaf) end(now Instant) (status, outcome string, known Instant) {
	superseded := map[ID]bool{}
	for _, e := range sh.ends {
		for _, id := range e.data.Supersedes {
			superseded[id] = true
		}
	}
	for _, e := range sh.ends {
		switch {
		case superseded[e.id]:
		case status == "":
			status, outcome, known = "resolved", e.data.Outcome, e.data.KnownAt
		case e.data.Outcome != outcome:
			status = "disputed"
			known = min(known, e.data.KnownAt)
		default:
			known = min(known, e.data.KnownAt)
		}
	}
	switch {
	case status == "disputed", status == "resolved" && known <= now:
		return status, outcome, known
	case sh.now.Horizon <= now:
		return "closed", "", 0
	}
	return "open", "", 0
}

// latest is an author's last record that counts at an instant.
func latest[D any](all []said[D], key string, at Instant) (said[D], bool) {
	var last said[D]
	found := false
	for _, s := range all {
		if s.key == key && s.stands(at) && (!found || cmp.Compare(s.at, last.at) >= 0) {
			last, found = s, true
		}
	}
	return last, found
}

// weighed are the weights of an author in force at an instant, by name.
func (sh *sheaf) weighed(key string, at Instant) map[string]float64 {
	w, ok := latest(sh.weights, key, at)
	if !ok || !covers(w.data.Weights, names(sh.now)) {
		return nil
	}
	return w.data.Weights
}
