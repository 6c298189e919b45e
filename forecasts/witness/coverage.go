package witness

import (
	"slices"

	"weathervane/model"
	"weathervane/model/journal"
)

// Cover says how many records of a log somebody else had seen at an instant.
type Cover struct {
	Size int64
	At   journal.Instant
}

// Coverage lists, by log number, what other keys have witnessed: of all, or only of
// those that are listed.
func Coverage(r model.Reader, by []string) (map[int64][]Cover, error) {
	seen, err := All(r)
	if err != nil {
		return nil, err
	}
	logs, err := r.Logs()
	all := map[int64][]Cover{}
	for _, l := range logs {
		key := journal.Key(l.Key)
		for _, w := range seen[journal.LogID(l.Log)] {
			if w.Key != key.Fingerprint() && (by == nil || slices.Contains(by, w.Key)) && w.Verify(key) == nil {
				all[l.Num] = append(all[l.Num], Cover{w.Size, w.At})
			}
		}
	}
	return all, err
}
