package questions

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// A fact is a caption and what it says, in the question's header.
type fact struct{ Caption, Text string }

// headerFacts are the facts below a question's criteria: only those there are.
func headerFacts(v question.View, c words.Calendar) []fact {
	var fs []fact
	if v.Closes != nil {
		fs = append(fs, fact{closeCaption(v, c), closeWords(*v.Closes, c)})
	}
	if text := baseRateWords(v); text != "" {
		fs = append(fs, fact{"Base rate", text})
	}
	if r := rangeWords(v.Question, c); r != "" {
		fs = append(fs, fact{"Range", r})
	} else if v.Unit != "" && v.Type == "numeric" {
		fs = append(fs, fact{"Unit", v.Unit})
	}
	if v.Source != "" {
		fs = append(fs, fact{"Resolution source", v.Source})
	}
	asked := v.AskedAt
	if v.Opens != nil {
		asked = *v.Opens
	}
	fs = append(fs, fact{"Opened", c.Day(asked) + " by " + name(v.AskedBy)})
	return fs
}

// baseRateWords is one's own base rate with its number of cases; a colleague's if
// there is none and nothing is hidden.
func baseRateWords(v question.View) string {
	var shown *ledger.BaseRate
	for i, b := range v.BaseRates {
		if b.Mine || shown == nil && !v.Blind {
			shown = &v.BaseRates[i]
		}
	}
	if shown != nil {
		return words.Percent(math.Round(1000*float64(shown.Happened)/float64(shown.Of))/1000) + " · " + words.Plural(shown.Of, "case")
	}
	if l := mineOf(v.Evidence); l != nil && l.Prior != nil {
		return words.Percent(math.Round(1000*(*l.Prior)) / 1000)
	}
	return ""
}

func closeCaption(v question.View, c words.Calendar) string {
	if v.Closes.Time().After(c.Now) {
		return "Closes"
	}
	return "Closed"
}

func closeWords(at journal.Instant, c words.Calendar) string {
	days := int(math.Ceil(at.Time().Sub(c.Now).Hours() / 24))
	switch {
	case days <= 0:
		return c.LastDay(at)
	case days == 1:
		return c.LastDay(at) + " · 1 day"
	}
	return c.LastDay(at) + " · " + words.Count(days) + " days"
}

// name gives a forecaster's label.
func name(f forecaster.Forecaster) string {
	if f.Name != "" {
		return f.Name
	}
	return f.Key[:min(8, len(f.Key))]
}

// mineOf is one's own ledger, if there is one.
func mineOf(ledgers []ledger.Ledger) *ledger.Ledger {
	for i := range ledgers {
		if ledgers[i].Mine {
			return &ledgers[i]
		}
	}
	return nil
}

// standingOf is one's own forecast in force.
func standingOf(v question.View) *standing.Forecast {
	for i := range v.Standing {
		if v.Standing[i].Mine {
			return &v.Standing[i]
		}
	}
	return nil
}

// sinceWords says how long one's own forecast stands: "12 % since 19 Feb".
func sinceWords(v question.View, c words.Calendar) string {
	s := standingOf(v)
	if s == nil {
		return ""
	}
	return beliefWords(&s.Belief, v.Question, c) + " since " + c.Day(s.At)
}

// A teamRow is a line of the team's table.
type teamRow struct {
	Name  string
	Share float64
	Value string
	Date  string
	Brier string // on this question once it is resolved, before over all that are
	About string // which of the two
	Mine  bool
}

// teamRows lists who stands where, lowest first as on the strip above them.
func teamRows(v question.View, records []scoring.Group, c words.Calendar) []teamRow {
	sorted := slices.Clone(v.Standing)
	slices.SortStableFunc(sorted, func(a, b standing.Forecast) int {
		return cmp.Or(cmp.Compare(leading(&a.Belief), leading(&b.Belief)), strings.Compare(name(a.Forecaster), name(b.Forecaster)))
	})
	var out []teamRow
	for _, s := range sorted {
		if v.Blind && !s.Mine {
			continue
		}
		brier, about := brierOf(s.Forecaster, records), "Brier score over every resolved question that "+name(s.Forecaster)+" forecast"
		if v.Status == "resolved" {
			brier, about = scoreHere(s.Forecaster, v.Scores), "Time-weighted Brier score on this question"
		}
		out = append(out, teamRow{
			Name: name(s.Forecaster), Share: leading(&s.Belief), Mine: s.Mine,
			Value: beliefWords(&s.Belief, v.Question, c), Date: c.ShortDay(s.At), Brier: brier, About: about,
		})
	}
	return out
}

// brierOf is a forecaster's score over the questions that are resolved.
func brierOf(f forecaster.Forecaster, records []scoring.Group) string {
	for _, g := range records {
		if same(g.Forecaster, f) {
			return words.Score(g.Headline)
		}
	}
	return "–"
}

// same reports whether two are one forecaster, whatever they are called.
func same(a, b forecaster.Forecaster) bool { return a.Key == b.Key && a.By == b.By }

// scoreHere is a forecaster's score on the question that is looked at.
func scoreHere(f forecaster.Forecaster, scores []listing.PairScore) string {
	for _, s := range scores {
		if same(s.Forecaster, f) && !math.IsNaN(s.Score) {
			return words.Score(s.Score)
		}
	}
	return "–"
}

// weightedWords is the mean by track record, for a question of today: records
// of the present weigh nothing that stood before them.
func weightedWords(v question.View, records []scoring.Group) string {
	if v.Status != "open" || v.Blind || len(v.Standing) < 2 {
		return ""
	}
	p := scoring.TrackWeighted(v.Standing, records)
	if p == nil {
		return ""
	}
	return words.Percent(math.Round(*p*1000) / 1000)
}

// teamNote is the line beside the team's title.
func teamNote(v question.View) string {
	if v.Blind {
		return "hidden"
	}
	n := len(v.Standing)
	if v.Type != "binary" || n == 0 || v.Pools.Median == nil {
		return words.Plural(n, "forecast")
	}
	lo, hi := spread(v.Standing)
	note := "median " + words.Percent(*v.Pools.Median)
	if n > 1 {
		note += " · spread " + strings.TrimSuffix(words.Percent(lo), "\u202f%") + "–" + words.Percent(hi)
	}
	return note
}

func spread(sorted []standing.Forecast) (lo, hi float64) {
	lo, hi = 1, 0
	for _, s := range sorted {
		if s.P != nil {
			lo, hi = min(lo, *s.P), max(hi, *s.P)
		}
	}
	return lo, hi
}

const blindSentence = "Colleagues’ numbers are shown once you have recorded your own, so that theirs do not influence yours."

// A recordRow is one record in a question's history.
type recordRow struct {
	ID         journal.ID
	What       string
	By         string
	When       string
	Provenance string
	Tone       tone
	Mine       bool
	Retracted  bool
	Kind       string
}

// recordRows lists a question's records, newest first.
func recordRows(v question.View, c words.Calendar) []recordRow {
	out := make([]recordRow, 0, len(v.History))
	for _, e := range slices.Backward(v.History) {
		r := recordRow{ID: e.ID, What: words.Did(e.Kind, e.Line), By: name(e.By), When: c.Minute(e.At), Mine: e.Mine,
			Retracted: e.Retracted, Kind: e.Kind}
		switch e.Provenance {
		case "":
		case "live":
			r.Provenance = "Live"
		case "late":
			r.Provenance, r.Tone = "Late", warning
		case "imported":
			r.Provenance, r.Tone = "Imported", accent
		case "sealed":
			r.Provenance, r.Tone = "Sealed", plain
		default:
			r.Provenance = e.Provenance
		}
		if e.Retracted {
			r.Provenance, r.Tone = "Retracted", bad
		}
		out = append(out, r)
	}
	return out
}

// conditionWords say how the question stands on which another depends, and
// what it needs.
func conditionWords(on listing.Condition, c words.Calendar) (state string, t tone, text string) {
	switch on.State {
	case "met":
		state, t = "Condition met", good
	case "failed":
		state, t = "Condition failed", bad
	case "void":
		state, t = "Condition void", warning
	case "disputed":
		state, t = "Condition disputed", warning
	default:
		state, t = "Condition open", accent
	}
	end := outcomeWord(on.Outcome, listing.Question{Type: "binary"}, c)
	if on.Question.IsZero() {
		return state, t, "Only if a question that is not here ends: " + end
	}
	return state, t, fmt.Sprintf("Only if “%s” ends: %s", on.Title, end)
}

// timelineSpan gives the stretch of time that the chart shows.
func timelineSpan(v question.View, days int, now time.Time) (from, to time.Time) {
	from, to = v.AskedAt.Time(), now
	if v.Opens != nil {
		from = v.Opens.Time()
	}
	for _, f := range v.Timeline {
		if t := f.At.Time(); t.Before(from) {
			from = t
		}
	}
	switch {
	case v.KnownAt != nil && v.KnownAt.Time().Before(to):
		to = v.KnownAt.Time()
	case v.Closes != nil && v.Closes.Time().Before(to):
		to = v.Closes.Time()
	}
	if !to.After(from) {
		to = from.Add(24 * time.Hour)
	}
	if days > 0 {
		if cut := to.AddDate(0, 0, -days); cut.After(from) {
			from = cut
		}
	}
	return from, to
}
