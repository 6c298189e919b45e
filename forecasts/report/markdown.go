package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// escapes keep a text from being read as markup.
var escapes = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`",
	"<", "&lt;", "&", "&amp;", "[", "\\[", "]", "\\]", "#", "\\#")

func marked(s string) string { return escapes.Replace(shown(s)) }

// Markdown writes questions, the history of the score and the resolved
// questions as tables.
func Markdown(w io.Writer, v reporting.View) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "# %s\n\n%s %s\n", marked(words.Title(v.Title)), asOf(v), headline(v))
	d := daysOf(v)
	fmt.Fprintf(b, "\n## Questions\n\n| question | type | asked by | closes | how it stands | forecasts |\n|---|---|---|---|---|---:|\n")
	given := map[journal.ID]int{}
	for _, f := range v.Forecasts {
		given[f.Question]++
	}
	for _, q := range v.Questions {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %d |\n", marked(words.Title(q.Title)), q.Type, marked(whose(q.AskedBy)), d.last(q.Closes), marked(statusInWords(q)), given[q.ID])
	}
	if len(v.Scores.History) > 0 {
		fmt.Fprintf(b, "\n## Brier history\n\nThe score over the outcomes known by then.\n\n| known by | score | questions |\n|---|---:|---:|\n")
		for _, h := range v.Scores.History {
			fmt.Fprintf(b, "| %s | %s | %d |\n", d.on(&h.At), figure(&h.Value), h.Questions)
		}
	}
	fmt.Fprintf(b, "\n## Resolved questions\n\n")
	if len(v.Scores.Pairs) == 0 {
		fmt.Fprintf(b, "None yet.\n")
	} else {
		fmt.Fprintf(b, "| question | forecaster | outcome | known | last forecast | Brier | coverage |\n|---|---|---|---|---|---:|---:|\n")
	}
	for _, p := range v.Scores.Pairs {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n", marked(words.Title(p.Title)), marked(whose(p.Forecaster)), marked(words.ReportOutcome(p.Outcome)),
			d.on(&p.KnownAt), marked(last(p)), pairFigure(p), words.ReportPercent(p.Coverage))
	}
	sectionsMarkdown(func(form string, values ...any) { fmt.Fprintf(b, form, values...) }, sections(v, Pictures{}))
	fmt.Fprintf(b, "\n## Left out\n\n")
	out := leftOut(v)
	if len(out) == 0 {
		fmt.Fprintf(b, "Nothing.\n")
	}
	for _, what := range out {
		fmt.Fprintf(b, "- %s\n", what)
	}
	return b.Flush()
}

// last is the forecast in force at the end.
func last(p listing.PairScore) string {
	if p.Final == nil {
		return "–"
	}
	return said(&reporting.Forecast{Forecast: listing.Forecast{Belief: *p.Final}})
}

func pairFigure(p listing.PairScore) string {
	if math.IsNaN(p.Score) {
		return "–"
	}
	return figure(&p.Score)
}
