package scores

import (
	"cmp"
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
)

// exportCSV asks where to and writes the tables of resolved questions there.
func (p *Page) exportCSV() {
	if p.view.Plain {
		p.host.Say("Not every question is listed yet: export them in a moment")
		return
	}
	rows, numbers := sorted(p.rows, sorting(p.order.Chosen())), p.view.Numbers.Rows
	dialogs.SaveAs(p.host, "Export the resolved questions", "scores.csv", func(w io.Writer) error {
		return writeCSV(w, cmp.Or(p.view.Rule, rules[0]), rows, numbers)
	})
}

// writeCSV writes a line for each pair of question and forecaster, with a head:
// each score under its rule, those of numbers and dates in their unit. Numbers
// are written in full: the headline is Σ weight·score over Σ weight of its rule.
func writeCSV(w io.Writer, rule string, rows []pairRow, numbers []scoring.NumberScore) error {
	out := csv.NewWriter(w)
	line := func(cells ...string) { _ = out.Write(cells) } // Error tells
	line("question", "id", "forecaster", "outcome", "resolved", "final", "rule", "score", "unit", "weight", "coverage", "forecasts")
	for _, r := range rows {
		line(harmless(r.Title), r.Question.String(), harmless(r.Who), harmless(r.plainOutcome), plainInstant(r.at), r.plainFinal,
			rule, plainNumber(r.score), "", plainNumber(r.weight), plainNumber(r.Coverage), strconv.Itoa(r.Forecasts))
	}
	for _, n := range numbers {
		rule := "crps"
		if !n.CRPS {
			rule = "mean_pinball"
		}
		line(harmless(n.Title), n.Question.String(), harmless(n.Forecaster.Name), strings.Trim(string(n.Outcome), `"`), plainInstant(n.KnownAt), plainFinal(n.Final),
			rule, plainNumber(n.Score), harmless(n.Unit), plainNumber(n.Weight), plainNumber(n.Coverage), strconv.Itoa(n.Forecasts))
	}
	out.Flush()
	return out.Error()
}

func plainInstant(at journal.Instant) string { return words.ISOTime(at.Time()) }

func plainNumber(v float64) string {
	if v != v { // no forecast stood
		return ""
	}
	return words.Digits(v, -1)
}

// harmless keeps a text that somebody else wrote from being a formula in a
// spreadsheet.
func harmless(text string) string {
	if t := strings.TrimLeft(text, " \u00a0"); t != "" && strings.ContainsRune("=+-@\t\r\n|", rune(t[0])) {
		return "'" + text
	}
	return text
}
