package decision

import (
	"bytes"
	"slices"
	"sort"

	"weathervane/forecasts/forecaster"
	"weathervane/model"
	"weathervane/model/journal"
)

// A Book keeps what was decided about all questions and scenario sets in little room:
// who decided is found out where it is asked for. It may be read by several at once.
type Book struct {
	names      forecaster.Directory
	decisions  []kept // by question, in order
	superseded map[journal.ID][]journal.ID
}

// kept is a decision; texts and keys are shared.
type kept struct {
	id, question  journal.ID
	key           []byte
	kind, outcome string
	at, knownAt   journal.Instant
	known, holds  bool
}

// Open reads what was decided.
func Open(r model.Reader, names forecaster.Directory) (*Book, error) {
	b := &Book{names: names}
	texts, keys := map[string]string{}, map[string][]byte{}
	text := func(s string) string {
		same, ok := texts[s]
		if !ok {
			texts[s], same = s, s
		}
		return same
	}
	keep := func(d *model.Decision) {
		if keys[string(d.Key)] == nil {
			keys[string(d.Key)] = bytes.Clone(d.Key)
		}
		k := kept{journal.ID(d.ID), journal.ID(d.Question), keys[string(d.Key)], text(d.Kind), text(d.Outcome), d.At, 0, d.KnownAt != nil, d.Holds}
		if k.known {
			k.knownAt = *d.KnownAt
		}
		b.decisions = append(b.decisions, k)
	}
	if err := r.EachDecision(keep); err != nil {
		return nil, err
	}
	var err error
	if b.superseded, err = r.SupersededEnds(); err != nil {
		return nil, err
	}
	ofSets, err := endsOfSets(r, b.superseded)
	for i := range ofSets {
		keep(&ofSets[i])
	}
	slices.SortStableFunc(b.decisions, func(a, b kept) int { return bytes.Compare(a.question[:], b.question[:]) })
	return b, err
}

// Of is who decided how a question ended, or a scenario set; false if nobody did.
func (b *Book) Of(question journal.ID) (Ended, bool) {
	from := sort.Search(len(b.decisions), func(i int) bool { return bytes.Compare(b.decisions[i].question[:], question[:]) >= 0 })
	var rows []model.Decision
	for i := from; i < len(b.decisions) && b.decisions[i].question == question; i++ {
		k := &b.decisions[i]
		row := model.Decision{ID: k.id[:], Question: k.question[:], Key: k.key, Kind: k.kind, Outcome: k.outcome, Holds: k.holds, At: k.at}
		if k.known {
			row.KnownAt = &k.knownAt
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return Ended{}, false
	}
	return endedBy(rows, b.superseded, b.names), true
}
