package scores

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/cores"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// A pairRow is a line of the table of resolved questions.
type pairRow struct {
	Question  journal.ID
	Set       bool // a scenario set, which has no page to open
	Title     string
	Outcome   string
	Yes       bool
	Known     string
	Final     string
	Score     string
	Poor      bool // worse than saying nothing
	Coverage  float64
	Share     string // of the headline
	Gain      string // on the base rate, in thousandths
	Who       string
	Forecasts int
	at        journal.Instant
	score     float64
	weight    float64 // covered time over scheduled length
	share     float64
	gain      float64 // NaN if there is none
	ref       string  // of the forecaster, for a filter
	// as other programs read them
	plainOutcome, plainFinal string
}

// pairBlock is how many rows are written at a time.
const pairBlock = 1000

func pairRows(v scoring.View, c words.Calendar) []pairRow {
	out := make([]pairRow, len(v.Pairs))
	cores.Each((len(out)+pairBlock-1)/pairBlock, func(block int) {
		first := block * pairBlock
		for i := first; i < min(first+pairBlock, len(out)); i++ {
			p, r := &v.Pairs[i], &out[i]
			if i > first && p.Question == v.Pairs[i-1].Question { // which ended as it did
				last := &out[i-1]
				r.Known, r.Outcome, r.Yes, r.plainOutcome = last.Known, last.Outcome, last.Yes, last.plainOutcome
			} else {
				r.Known, r.plainOutcome = c.Date(p.KnownAt), strings.Trim(string(p.Outcome), `"`)
				r.Outcome, r.Yes = outcome(p.Outcome, c)
			}
			r.fill(p, v.Rule)
		}
	})
	return out
}

// fill writes what is a pair's own.
func (r *pairRow) fill(p *listing.PairScore, rule string) {
	r.Question, r.Set, r.Title, r.Who, r.ref = p.Question, p.Set, p.Title, p.Forecaster.Name, p.Forecaster.Ref()
	r.Coverage, r.Forecasts, r.at, r.score, r.share, r.gain = p.Coverage, p.Forecasts, p.KnownAt, p.Score, p.Share, math.NaN()
	r.weight = p.Weight
	r.Score, r.Share, r.Gain, r.Final = words.Score(p.Score), shareWords(p.Share), gainWords(p.Gain), final(p.Final)
	r.plainFinal, r.Poor = plainFinal(p.Final), poor(rule, p.Score)
	if p.Gain != nil {
		r.gain = *p.Gain
	}
}

// shareWords writes a share of the headline.
func shareWords(share float64) string {
	if math.IsNaN(share) || math.IsInf(share, 0) {
		return dash
	}
	return words.WholeShare(share)
}

// poor reports whether saying one half would have scored better.
func poor(rule string, score float64) bool {
	switch rule {
	case "brier2":
		return score > 0.5
	case "log":
		return score > math.Ln2
	case "spherical":
		return false
	}
	return score > 0.25
}

func outcome(raw json.RawMessage, c words.Calendar) (word string, yes bool) {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return dash, false
	}
	switch v := v.(type) {
	case bool:
		return words.Outcome(raw), v
	case float64:
		if v > 0 && v < 1 {
			return words.Percent(v), false
		}
		return words.Number(v), false
	case string:
		if t, err := time.Parse(time.RFC3339, v); err == nil {
			return words.Day(t, c.Zone, c.Now), false
		}
		return v, false
	}
	return dash, false
}

func final(b *standing.Belief) string {
	switch {
	case b == nil:
		return dash
	case b.P != nil:
		return words.Percent(*b.P)
	case len(b.Probs) > 0:
		return words.Percent(slices.Max(slices.Collect(maps.Values(b.Probs))))
	}
	return dash
}

// plainFinal is the last forecast for other programs: a probability, or that
// of each option.
func plainFinal(b *standing.Belief) string {
	switch {
	case b == nil:
		return ""
	case b.P != nil:
		return plainNumber(*b.P)
	}
	var parts []string
	for _, option := range slices.Sorted(maps.Keys(b.Probs)) {
		parts = append(parts, option+"="+plainNumber(b.Probs[option]))
	}
	for _, q := range b.Quantiles {
		parts = append(parts, plainNumber(q.Level)+":"+strings.Trim(string(q.Value), `"`))
	}
	return harmless(strings.Join(parts, "; "))
}

// A sorting is an order of the table.
type sorting int

const (
	newest sorting = iota
	oldest
	worst
	best
)

var sortingNames = []string{"Newest first", "Oldest first", "Worst score first", "Best score first"}

func sorted(rows []pairRow, by sorting) []pairRow {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b pairRow) int {
		switch by {
		case oldest:
			return cmp.Compare(a.at, b.at)
		case worst:
			return cmp.Compare(b.score, a.score)
		case best:
			return cmp.Compare(a.score, b.score)
		}
		return cmp.Compare(b.at, a.at)
	})
	return out
}
