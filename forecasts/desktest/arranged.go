package desktest

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Arranged is what a list is to have, found from all rows.
func Arranged(all []question.Row, w question.Wanted) (rows []question.Row) {
	for _, r := range all {
		if hasState(r, w.State) && (w.Tag == "" || slices.Contains(r.Tags, w.Tag)) && listing.ContainsWords(r.Title+" "+strings.Join(r.Tags, " "), w.Text) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b question.Row) int {
		by := cmp.Compare(b.LastChange, a.LastChange)
		switch w.Order {
		case question.ByClose:
			by = cmp.Compare(closing(a), closing(b))
		case question.ByLeading:
			by = cmp.Compare(leading(b.Mine), leading(a.Mine))
		case question.ByTitle:
			by = 0
		}
		return cmp.Or(cmp.Compare(truth(b.Pinned), truth(a.Pinned)), by, strings.Compare(a.Title, b.Title))
	})
	return rows
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func hasState(r question.Row, s question.State) bool {
	switch s {
	case question.Open:
		return r.Status == "open"
	case question.NotEnded:
		return hasState(r, question.Open) || hasState(r, question.Due)
	case question.Due:
		return r.Status == "closed" || r.Status == "disputed"
	case question.Closed:
		return r.Status == "closed"
	case question.Ended:
		return r.Status == "resolved" || r.Status == "annulled"
	}
	return true
}

func closing(r question.Row) journal.Instant {
	if r.Closes == nil {
		return math.MaxInt64
	}
	return *r.Closes
}

func leading(b *standing.Belief) float64 {
	most := -1.0
	switch {
	case b == nil:
	case b.P != nil:
		return *b.P
	default:
		for _, p := range b.Probs {
			most = max(most, p)
		}
	}
	return most
}
