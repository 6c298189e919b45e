package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

var listed = []string{"questions", "forecasts", "articles", "findings", "scenarios", "logs", "records"}

// looking are the commands that change nothing.
func (p *program) looking() []*cobra.Command {
	var filter listing.Filter
	list := &cobra.Command{
		Use: "list FILE [questions|forecasts|articles|findings|scenarios|logs|records]", Short: "List what a workspace has", Args: takes(1, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 1 {
				return listed, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveDefault
		},
		RunE: func(c *cobra.Command, args []string) error {
			what := "questions"
			if len(args) > 1 {
				what = args[1]
			}
			return p.list(c.Context(), args[0], what, filter)
		},
	}
	f := list.Flags()
	f.StringVar(&filter.Tag, "tag", "", "only what has this tag")
	f.StringVar(&filter.Status, "status", "", "only questions that are open, closed, resolved, annulled or disputed")
	f.StringVar(&filter.By, "by", "", "only what this forecaster made: a `NAME` or the beginning of a key")

	var by string
	show := &cobra.Command{
		Use: "show FILE ID", Short: "Show one question, article, finding, scenario set, forecast or record", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) error {
				id, err := d.Find(c.Context(), "", args[1])
				if err != nil {
					return err
				}
				v, err := d.ShowBy(c.Context(), id, by)
				if err != nil {
					return err
				}
				return p.show(v)
			})
		},
	}
	show.Flags().StringVar(&by, "by", "", "whose weights of a scenario set: a `NAME` or the beginning of a key (default your own)")
	return []*cobra.Command{list, show}
}

func (p *program) list(ctx context.Context, file, what string, filter listing.Filter) error {
	if s := filter.Status; s != "" && !slices.Contains([]string{"open", "closed", "resolved", "annulled", "disputed"}, s) {
		return fmt.Errorf("--status %s is not a status: use open, closed, resolved, annulled or disputed", quoted(s))
	}
	if !slices.Contains(listed, what) {
		return fmt.Errorf("%s cannot be listed: choose one of %s", quoted(what), strings.Join(listed, ", "))
	}
	return p.toRead(ctx, file, func(d *forecasts.Desk) error {
		switch what {
		case "questions":
			if p.json {
				return p.questionsAsJSON(ctx, d, filter)
			}
			rows, err := d.Questions(ctx, filter)
			return printRows(p, rows, err, "ID\tSTATUS\tCLOSES\tOUTCOME\tTITLE", p.questionLine)
		case "forecasts":
			rows, err := d.Forecasts(ctx, filter)
			return printRows(p, rows, err, "ID\tQUESTION\tAT\tFORECASTER\tVALUE\tPROVENANCE", p.forecastLine)
		case "articles":
			rows, err := d.Articles(ctx, filter)
			return printRows(p, rows, err, "ID\tPUBLISHED\tPUBLISHER\tTITLE", func(a listing.Article) string {
				return cells(a.ID.Short(), a.Published, a.Publisher, a.Title)
			})
		case "findings":
			rows, err := d.Findings(ctx, filter)
			return printRows(p, rows, err, "ID\tARTICLE\tGRADE\tBY\tCLAIM", func(f listing.Finding) string {
				return cells(f.ID.Short(), f.Article.Short(), f.Grade, words.Label(f.By.Name), f.Claim)
			})
		case "scenarios":
			rows, err := d.ScenarioSets(ctx, filter)
			return printRows(p, rows, err, "ID\tSTATUS\tHORIZON\tOUTCOME\tTITLE", func(s scenarioset.Listed) string {
				return cells(s.ID.Short(), s.Status,
					words.LastDay(s.Horizon.Time(), p.env.Zone, p.env.Now()), s.Outcome, s.Title)
			})
		}
		if what == "records" {
			rows, err := d.Records(ctx, false)
			return printRows(p, rows, err, "ID\tAT\tKIND\tBY\tCOUNTS", p.recordLine)
		}
		rows, err := d.Logs(ctx)
		return printRows(p, rows, err, "LOG\tNAME\tKEY\tRECORDS\tWITHHELD\tSIGNED\tNO EFFECT", func(l exchange.Log) string {
			return cells(l.Log, words.Label(l.Name), l.Key, l.Records, l.Withheld, l.Signed, reasons(l.WithoutEffect))
		})
	})
}

// reasons says how many records do not count, and why.
func reasons[N int | int64](by map[string]N) string {
	var all []string
	for _, reason := range slices.Sorted(maps.Keys(by)) {
		all = append(all, fmt.Sprintf("%d %s", by[reason], strings.ReplaceAll(reason, "_", " ")))
	}
	return strings.Join(all, ", ")
}

// withoutEffect prints a line about records that do not count, if there are any.
func (p *program) withoutEffect(by map[string]int) {
	n := 0
	for _, some := range by {
		n += some
	}
	if n > 0 {
		p.printf("%s without effect (%s): 'weathervane list FILE records' says why\n", words.ReportPlural(n, "record"), reasons(by))
	}
}

func (p *program) recordLine(r exchange.Record) string {
	at, counts := "", "yes"
	if r.At != nil {
		at = r.At.String()
	}
	if !r.Counts {
		counts = "no: " + strings.ReplaceAll(r.WhyNot, "_", " ")
		if r.Detail != "" {
			counts += " (" + r.Detail + ")"
		}
	}
	return cells(r.ID.Short(), at, r.Kind, words.Label(r.By.Name), counts)
}

// printRows prints rows as a table, or as one JSON array.
func printRows[T any](p *program, rows []T, err error, head string, line func(T) string) error {
	if err != nil {
		return err
	}
	if p.json {
		if rows == nil {
			rows = []T{}
		}
		return p.document(rows)
	}
	t := tabwriter.NewWriter(&p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, head)
	for _, r := range rows {
		fmt.Fprintln(t, line(r))
	}
	return t.Flush()
}

// cell is a text of a record as it stands in a column or a sentence: on one line,
// and cut.
func cell(s string) string { return words.Title(strings.TrimSpace(s)) }

// cells are the columns of a row.
func cells(all ...any) string {
	row := make([]string, len(all))
	for i, x := range all {
		row[i] = cell(fmt.Sprint(x))
	}
	return strings.Join(row, "\t")
}

func (p *program) day(at journal.Instant) string {
	return words.ISODay(at.Time().In(p.env.Zone))
}

func (p *program) questionLine(q listing.Question) string {
	closes := ""
	if q.Closes != nil {
		closes = words.LastDay(q.Closes.Time(), p.env.Zone, p.env.Now())
	}
	return cells(q.ID.Short(), q.Status, closes, outcomeWords(q.Outcome), q.Title)
}

func (p *program) forecastLine(f listing.Forecast) string {
	value := beliefWords(f.Belief)
	switch {
	case f.RetractedAt != nil:
		value += ", retracted"
	case f.WithdrawnAt != nil:
		value += ", withdrawn"
	}
	return cells(f.ID.Short(), f.Question.Short(), p.day(f.At), words.Label(f.Forecaster.Name), value, f.Provenance)
}

func outcomeWords(outcome json.RawMessage) string {
	return cell(words.ReportOutcome(outcome))
}

func beliefWords(b standing.Belief) string {
	var parts []string
	switch {
	case b.P != nil:
		return words.Percent(*b.P)
	case b.Probs != nil:
		for _, o := range slices.Sorted(maps.Keys(b.Probs)) {
			parts = append(parts, cell(o)+" "+words.Percent(b.Probs[o]))
		}
	default:
		for _, q := range b.Quantiles {
			parts = append(parts, fmt.Sprintf("%s:%s", words.Percent(q.Level), outcomeWords(q.Value)))
		}
	}
	return strings.Join(parts, ", ")
}

// show prints one thing: as JSON, or its members line by line.
func (p *program) show(v any) error {
	if p.json {
		return p.document(v)
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return p.outline(b, "")
}

// outline prints JSON for people: one member on a line, nested ones indented.
func (p *program) outline(b []byte, indent string) error {
	d := json.NewDecoder(strings.NewReader(string(b)))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := p.outlineMember(fmt.Sprint(name), value, indent); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) outlineMember(name string, value json.RawMessage, indent string) error {
	label := indent + cell(strings.ReplaceAll(name, "_", " ")) + ":"
	switch value[0] {
	case '{':
		p.println(label)
		return p.outline(value, indent+"  ")
	case '[':
		var elements []json.RawMessage
		if err := json.Unmarshal(value, &elements); err != nil {
			return err
		}
		if len(elements) > 0 {
			p.println(label)
		}
		for _, e := range elements {
			if e[0] != '{' {
				p.printf("%s  %s\n", indent, cell(plainValue(e)))
				continue
			}
			p.printf("%s  —\n", indent)
			if err := p.outline(e, indent+"  "); err != nil {
				return err
			}
		}
	default:
		p.out.WriteString(label + " " + proseOrLine(name, plainValue(value), indent) + "\n")
	}
	return nil
}

// prose are the members whose text may have several lines.
var prose = []string{"background", "criteria", "detail", "exact", "fine_print", "note", "notes", "prefix", "rationale", "suffix", "text", "why"}

// proseOrLine is a member's text: several lines are indented below its name.
func proseOrLine(name, text, indent string) string {
	if !slices.Contains(prose, name) {
		return cell(text)
	}
	if text = words.Legible(text); strings.Contains(text, "\n") {
		return "\n" + indent + "  " + strings.ReplaceAll(text, "\n", "\n"+indent+"  ")
	}
	return text
}

func plainValue(v json.RawMessage) string {
	if string(v) == "null" {
		return "–"
	}
	var s string
	if json.Unmarshal(v, &s) == nil {
		return s
	}
	return string(v)
}
