package report

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// defused keeps a spreadsheet from taking text for a formula: an apostrophe before
// what would start one. Where text begins with apostrophes before that already, it
// gets one more, so that one can be taken away again.
func defused(s string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \u00a0\u3000'"))
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠−|", first) {
		return "'" + s
	}
	return s
}

// CSV writes a tidy table: a line for each forecast, for each option of a
// choice and each quantile of a number, and for each question without a forecast.
// Brier is (p − y)², of an option half of that, so that the lines of one forecast
// add up to its score.
func CSV(w io.Writer, v reporting.View) error {
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	d := daysOf(v)
	for _, r := range rows(v) {
		for i, c := range columns {
			cells[i] = written(c.of(r, d))
			if c.typed && !(c.name == "outcome" && r.endsInNumber()) {
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

// written is a value as the CSV has it.
func written(v any) string {
	switch x := v.(type) {
	case *float64:
		return number(x)
	case *journal.Instant:
		return instant(x)
	case string:
		return x
	}
	return ""
}

// endsInNumber reports whether the outcome is a number, which may be below zero.
func (r row) endsInNumber() bool {
	return len(r.question.Outcome) > 0 && r.question.Outcome[0] != '"'
}
