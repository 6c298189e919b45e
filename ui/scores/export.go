package scores

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"weathervane/ui/dialogs"
)

// exportCSV asks where to and writes the table of resolved questions there.
func (p *Page) exportCSV() {
	rows := sorted(p.rows, sorting(p.order.Chosen()))
	dialogs.SaveAs(p.host, "Export the resolved questions", "scores.csv", func(w io.Writer) error { return writeCSV(w, p.view.Rule, rows) })
}

// writeCSV writes the table with a head; numbers are written in full.
func writeCSV(w io.Writer, rule string, rows []pairRow) error {
	out := csv.NewWriter(w)
	if rule == "" {
		rule = rules[0]
	}
	_ = out.Write([]string{"question", "id", "forecaster", "outcome", "resolved", "final", rule, "coverage", "forecasts"}) // Error tells
	for _, r := range rows {
		_ = out.Write([]string{harmless(r.Title), r.Question.String(), harmless(r.Who), harmless(r.plainOutcome), r.at.Time().UTC().Format("2006-01-02T15:04:05Z"),
			r.plainFinal, plainNumber(r.score), plainNumber(r.Coverage), strconv.Itoa(r.Forecasts)})
	}
	out.Flush()
	return out.Error()
}

func plainNumber(v float64) string {
	if v != v { // no forecast stood
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

// harmless keeps a text that somebody else wrote from being a formula in a
// spreadsheet.
func harmless(text string) string {
	if t := strings.TrimLeft(text, " \u00a0"); t != "" && strings.ContainsRune("=+-@\t\r\n|", rune(t[0])) {
		return "'" + text
	}
	return text
}
