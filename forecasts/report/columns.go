package report

import (
	"encoding/json"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// column is one of the tidy table, which the CSV and the workbook have alike.
type column struct {
	name  string
	kind  kind
	typed bool                // people wrote the text, which may begin with anything
	of    func(row, days) any // string, *float64 or *journal.Instant
}

// columns are those of the tidy table. An import reads them again (see
// importers.Report): whoever adds something here that is to come back adds it there.
var columns = []column{
	{"question_id", plain, false, func(r row, _ days) any { return r.question.ID.String() }},
	{"title", plain, true, func(r row, _ days) any { return r.question.Title }},
	{"status", plain, false, func(r row, _ days) any { return r.question.Status }},
	{"forecast_id", plain, false, func(r row, _ days) any { return r.forecastOr(r.ID.String()) }},
	{"forecaster", plain, true, func(r row, _ days) any { return r.who }},
	{"key", plain, false, func(r row, _ days) any { return r.Forecaster.Key }},
	{"provenance", plain, false, func(r row, _ days) any { return r.Provenance }},
	{"made_at", date, false, func(r row, _ days) any { return stamp(r.At) }},
	{"recorded_at", date, false, func(r row, _ days) any { return stamp(r.RecordedAt) }},
	{"stated_at", date, false, func(r row, _ days) any { return r.MadeAt }},
	{"withdrawn_at", date, false, func(r row, _ days) any { return r.WithdrawnAt }},
	{"retracted_at", date, false, func(r row, _ days) any { return r.RetractedAt }},
	{"opens_at", date, false, func(r row, _ days) any { return r.question.Opens }},
	{"closes_at", date, false, func(r row, _ days) any { return r.question.Closes }},
	{"closes_on", plain, false, func(r row, d days) any { return d.lastCell(r.question.Closes) }},
	{"resolved_at", date, false, func(r row, _ days) any { return r.question.KnownAt }},
	{"option", plain, true, func(r row, _ days) any { return r.option }},
	{"probability", share, false, func(r row, _ days) any { return r.p }},
	{"quantile", share, false, func(r row, _ days) any { return r.quantile }},
	{"value", figures, false, func(r row, _ days) any { return r.value }},
	{"outcome", plain, true, func(r row, _ days) any { return ended(r.question) }},
	{"y", figures, false, func(r row, _ days) any { return r.y }},
	{"brier", figures, false, func(r row, _ days) any { return r.brier }},
	{"type", plain, false, func(r row, _ days) any { return r.question.Type }},
	{"options", plain, true, func(r row, _ days) any { return joined(r.question.Options) }},
	{"ordered", plain, false, func(r row, _ days) any { return map[bool]string{true: "yes"}[r.question.Ordered] }},
	{"unit", plain, true, func(r row, _ days) any { return r.question.Unit }},
	{"range_min", figures, false, func(r row, _ days) any {
		return bound(r.question.Range, func(x *journal.Range) json.RawMessage { return x.Min })
	}},
	{"range_max", figures, false, func(r row, _ days) any {
		return bound(r.question.Range, func(x *journal.Range) json.RawMessage { return x.Max })
	}},
	{"range_open", plain, false, func(r row, _ days) any { return openBounds(r.question.Range) }},
	{"resolves_by", date, false, func(r row, _ days) any { return r.resolvesBy }},
	{"tags", plain, true, func(r row, _ days) any { return joined(r.question.Tags) }},
	{"source", plain, true, func(r row, _ days) any { return r.source }},
}

// stamp is an instant that a question without a forecast lacks.
func stamp(i journal.Instant) *journal.Instant {
	if i == 0 {
		return nil
	}
	return &i
}

// ended is how a question ended: its outcome, or why it has none.
func ended(q *listing.Question) string {
	if q.Status == "annulled" {
		return q.WhyEnded
	}
	return words.ReportOutcome(q.Outcome)
}

// joined is a list in one cell: "A | B", with a backslash before a bar or backslash
// of a text.
func joined(list []string) string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = strings.NewReplacer(`\`, `\\`, "|", `\|`).Replace(s)
	}
	return strings.Join(all, " | ")
}

func bound(r *journal.Range, of func(*journal.Range) json.RawMessage) string {
	if r == nil {
		return ""
	}
	return strings.Trim(string(of(r)), `"`)
}

// openBounds says beyond which ends of its range an answer may lie.
func openBounds(r *journal.Range) string {
	switch {
	case r == nil:
	case r.OpenBelow && r.OpenAbove:
		return "below, above"
	case r.OpenBelow:
		return "below"
	case r.OpenAbove:
		return "above"
	}
	return ""
}

// callers tells people apart by a name alone: who shares one with another key has the
// beginning of theirs beside it.
type callers map[string]map[string]bool // keys, by name

func callersOf(v reporting.View) callers {
	all := callers{}
	for i := range v.Forecasts {
		f := &v.Forecasts[i].Forecaster
		if all[f.Name] == nil {
			all[f.Name] = map[string]bool{}
		}
		all[f.Name][f.Key] = true
	}
	return all
}

func (c callers) call(f forecaster.Forecaster) string {
	if len(c[f.Name]) > 1 {
		return f.Name + " (" + short(f.Key) + ")"
	}
	return f.Name
}
