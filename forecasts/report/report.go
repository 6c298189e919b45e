// Package report writes the content of a workspace as a file for people and other
// programs: CSV, Markdown, a page that checks itself, PDF, a workbook, a
// calendar. It takes what the desk gathered and writes it; pictures come from
// outside.
package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// Pictures are drawn by whoever has charts; each may be missing.
type Pictures struct {
	SVG []byte // history and reliability diagram
	PNG []byte
	// Sets are the scenario sets that have something to draw.
	Sets []SetPictures
	// Conditionals are the trees of conditional questions.
	Conditionals []Picture
	// Typeface is what a PDF is set in; a PDF alone needs it.
	Typeface Typeface
}

// SetPictures are what is drawn of a scenario set.
type SetPictures struct {
	Set      journal.ID
	Pictures []Picture
}

// Picture is one drawing, as SVG or as PNG.
type Picture struct {
	Title    string
	SVG, PNG []byte
}

// row is one line of the tidy table: a forecast, one of its options, or one of
// its quantiles; or a question on which there is no forecast.
type row struct {
	*reporting.Forecast
	question   *listing.Question
	who        string // the forecaster, told apart from others of the name
	source     string // where the question was imported from
	resolvesBy *journal.Instant
	option     string
	p          *float64
	quantile   *float64
	value      string // at the quantile
	y          *float64
	brier      *float64 // of this line: a choice's lines add up to its score
}

// forecastOr is a text about the forecast; empty if there is none.
func (r row) forecastOr(text string) string {
	if r.ID == (journal.ID{}) {
		return ""
	}
	return text
}

// rows takes the forecasts apart; lines of one forecast stand together. Questions
// without a forecast are last.
func rows(v reporting.View) []row {
	questions, bare := map[journal.ID]*listing.Question{}, map[journal.ID]bool{}
	for i := range v.Questions {
		q := &v.Questions[i]
		questions[q.ID], bare[q.ID] = q, true
	}
	about := func(r row, q *listing.Question) row {
		if q == nil {
			q = &listing.Question{ID: r.Question, Title: r.Title}
		}
		r.question, r.source = q, v.Sources[q.ID]
		if by, ok := v.Resolves[q.ID]; ok {
			r.resolvesBy = &by
		}
		return r
	}
	who := callersOf(v)
	var all []row
	for i := range v.Forecasts {
		f := &v.Forecasts[i]
		delete(bare, f.Question)
		for _, r := range forecastRows(f) {
			r.who = who.call(f.Forecaster)
			all = append(all, about(r, questions[f.Question]))
		}
	}
	for i := range v.Questions {
		if q := &v.Questions[i]; bare[q.ID] {
			all = append(all, about(row{Forecast: &reporting.Forecast{}}, q))
		}
	}
	return all
}

// forecastRows are the lines of a forecast.
func forecastRows(f *reporting.Forecast) []row {
	switch {
	case f.Probs != nil:
		return optionRows(f)
	case f.Quantiles != nil:
		var all []row
		for _, q := range f.Quantiles {
			level := q.Level
			all = append(all, row{Forecast: f, quantile: &level, value: strings.Trim(string(q.Value), `"`)})
		}
		return all
	}
	r := row{Forecast: f, p: f.P, brier: f.Brier}
	if f.Y != nil {
		r.y = &f.Y[0]
	}
	return []row{r}
}

func optionRows(f *reporting.Forecast) []row {
	names := slices.Clone(f.Options)
	for o := range f.Probs {
		if !slices.Contains(names, o) {
			names = append(names, o)
		}
	}
	slices.Sort(names[min(len(f.Options), len(names)):])
	var all []row
	for i, o := range names {
		p, has := f.Probs[o]
		if !has && f.Y == nil {
			continue
		}
		r := row{Forecast: f, option: o, p: &p}
		if i < len(f.Y) {
			y := f.Y[i]
			x := (p - y) * (p - y) / 2
			r.y, r.brier = &y, &x
		}
		all = append(all, r)
	}
	return all
}

// mostCell is how many letters of a text a cell shows.
const mostCell = 2000

// shown is a text of a record as a cell shows it.
func shown(text string) string { return words.Cut(text, mostCell) }

func number(x *float64) string {
	if x == nil {
		return ""
	}
	return words.Digits(*x, -1)
}

func instant(i *journal.Instant) string {
	if i == nil || *i == 0 {
		return ""
	}
	return i.String()
}

// days writes days in the zone of whoever makes the report.
type days struct{ zone *time.Location }

func daysOf(v reporting.View) days {
	if v.Zone == nil {
		return days{time.UTC}
	}
	return days{v.Zone}
}

// on is the day of an instant; "–" if there is none.
func (d days) on(i *journal.Instant) string { return d.written(i, words.ISODay) }

// last is the day that a close, a horizon or a check names, which is over at its
// midnight; "–" if there is none.
func (d days) last(i *journal.Instant) string { return d.written(i, words.ISOLastDay) }

func (d days) written(i *journal.Instant, as func(time.Time) string) string {
	if i == nil || *i == 0 {
		return words.Dash
	}
	return as(i.Time().In(d.zone))
}

// lastCell is last for a table of values: empty if there is none.
func (d days) lastCell(i *journal.Instant) string {
	if i == nil || *i == 0 {
		return ""
	}
	return d.last(i)
}

// asOf says from when a report is, and in which zone its days are.
func asOf(v reporting.View) string {
	zone := words.ZoneName(v.At.Time().In(daysOf(v).zone))
	if zone == "UTC" {
		return "As of " + v.At.String() + " (UTC)."
	}
	return "As of " + v.At.String() + " (UTC); days are in " + zone + "."
}

// said is a forecast in words.
func said(f *reporting.Forecast) string {
	switch {
	case f.P != nil:
		return words.ReportPercent(*f.P)
	case f.Probs != nil:
		var parts []string
		for _, r := range optionRows(f) {
			parts = append(parts, r.option+" "+words.ReportPercent(*r.p))
		}
		return shown(strings.Join(parts, ", "))
	case f.Quantiles != nil:
		var parts []string
		for _, q := range f.Quantiles {
			parts = append(parts, words.ReportPercent(q.Level)+": "+strings.Trim(string(q.Value), `"`))
		}
		return shown(strings.Join(parts, ", "))
	}
	return "sealed"
}

// figure is a score that may be missing.
func figure(x *float64) string {
	if x == nil {
		return words.Dash
	}
	return words.Figure(*x)
}

// span is an interval of a score.
func span(lo, hi *float64) string {
	if lo == nil || hi == nil {
		return words.Dash
	}
	return figure(lo) + " to " + figure(hi)
}

// spanOf is an interval that may be missing.
func spanOf(ci *[2]float64) string {
	if ci == nil {
		return words.Dash
	}
	return span(&ci[0], &ci[1])
}

// whose is a forecaster's name and, if somebody else keeps their record, the
// beginning of that key.
func whose(f forecaster.Forecaster) string {
	if f.By != "" {
		return words.Label(f.By) + " (kept by " + short(f.Key) + ")"
	}
	return words.Label(f.Name)
}

func short(key string) string { return key[:min(8, len(key))] }

// statusInWords is a question's status, in words.
func statusInWords(q listing.Question) string {
	switch q.Status {
	case "resolved":
		return "resolved: " + words.Title(words.ReportOutcome(q.Outcome))
	case "annulled":
		return q.WhyEnded
	}
	return q.Status
}

// headline is the headline score, in a sentence.
func headline(v reporting.View) string {
	s := v.Scores
	if s.Headline == nil {
		return "No forecast on a resolved question counts yet, so there is no Brier score."
	}
	text := fmt.Sprintf("Time-weighted Brier score (0–1, low is better): %s over %s", figure(s.Headline), words.ReportPlural(s.Questions, "resolved question"))
	if s.CI != nil {
		text += ", 95 % interval " + spanOf(s.CI)
	}
	if s.Coverage != nil {
		text += fmt.Sprintf("; a forecast stood for %s of the time", words.ReportPercent(*s.Coverage))
	}
	return text + "."
}

// leftOut lists what the scores do not count, a phrase for each reason.
func leftOut(v reporting.View) []string {
	kinds := []struct{ key, what string }{
		{"unresolved", "on questions that are not resolved"}, {"annulled", "on annulled questions"},
		{"disputed", "on disputed questions"}, {"after_close", "made after the end"}, {"no_time", "replaced before a moment had passed, or before the opening"},
		{"imported", "imported"}, {"other_rule", "of numbers and dates, which this rule does not score"},
	}
	var all []string
	for _, w := range kinds {
		if n := v.Scores.LeftOut[w.key]; n > 0 {
			all = append(all, fmt.Sprintf("%s %s", words.ReportPlural(n, "forecast"), w.what))
		}
	}
	if n := v.Scores.Provenance["sealed"]; n > 0 {
		all = append(all, words.ReportPlural(n, "sealed forecast"))
	}
	return all
}

func sorted[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
