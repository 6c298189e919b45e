package report

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
)

var columns = []string{
	"question_id", "title", "status", "forecast_id", "forecaster", "key", "provenance", "made_at", "recorded_at", "stated_at",
	"withdrawn_at", "retracted_at", "opens_at", "closes_at", "closes_on", "resolved_at", "option", "probability", "quantile", "value",
	"outcome", "y", "brier",
}

// cells are a line's values, before defused makes them harmless.
func (r row) cells(d days) []string {
	counts := r.At
	key := r.Forecaster.Key
	return []string{
		r.Question.String(), r.Title, r.Status, r.ID.String(), r.Forecaster.Name, key, r.Provenance, instant(&counts),
		instant(&r.RecordedAt), instant(r.MadeAt), instant(r.WithdrawnAt), instant(r.RetractedAt), instant(r.Opens),
		instant(r.Closes), d.lastCell(r.Closes), instant(r.KnownAt), r.option, number(r.p), number(r.quantile), r.value,
		words.ReportOutcome(r.Outcome), number(r.y), number(r.brier),
	}
}

// typed are the columns with text that people wrote, which may begin with
// anything.
var typed = map[string]bool{"title": true, "forecaster": true, "option": true, "outcome": true}

// defused keeps a spreadsheet from taking text for a formula: an apostrophe
// before what would start one.
func defused(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000"))
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠−|", first) {
		return "'" + s
	}
	return s
}

// CSV writes a tidy table: a line for each forecast, for each option of a
// choice and each quantile of a number. Brier is (p − y)², of an option half
// of that, so that the lines of one forecast add up to its score.
func CSV(w io.Writer, v reporting.View) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for _, r := range rows(v) {
		cells := r.cells(daysOf(v))
		for i, name := range columns {
			if typed[name] && !numeric(name, r) {
				cells[i] = defused(shown(cells[i]))
			}
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// numeric reports whether an outcome is a number, which may be below zero.
func numeric(name string, r row) bool {
	return name == "outcome" && len(r.Outcome) > 0 && r.Outcome[0] != '"'
}
