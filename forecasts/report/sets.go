package report

import (
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scenario"
)

// section is about the scores, what they rest on, what follows from them, one scenario set, or the
// conditional questions: a sentence, pictures and tables.
type section struct {
	Title, Words string
	Stories      []scenario.WeighedScenario
	Pictures     []Picture
	Tables       []table
}

// sections are the scores, what they rest on, what follows from them, the scenario sets and the
// conditional questions, if there are any.
func sections(v reporting.View, pics Pictures) []section {
	var all []section
	if scores, ok := scoreSection(v); ok {
		all = append(all, scores)
	}
	if rests, ok := restSection(v); ok {
		all = append(all, rests)
	}
	if follows, ok := improveSection(v); ok {
		all = append(all, follows)
	}
	for _, set := range v.Sets {
		s := section{Title: "Scenarios: " + set.Title, Words: setWords(set, daysOf(v)), Stories: set.Scenarios, Tables: setTables(set, daysOf(v))}
		for _, of := range pics.Sets {
			if of.Set == set.ID {
				s.Pictures = append(s.Pictures, of.Pictures...)
			}
		}
		all = append(all, s)
	}
	if len(v.Conditionals) > 0 {
		all = append(all, section{Title: "Conditional questions", Words: "Each counts only if another question ends so. Probabilities are those of whoever made this report.",
			Pictures: pics.Conditionals, Tables: []table{conditionalTable(v.Conditionals)}})
	}
	return all
}

// table is one table, in words.
type table struct {
	Title   string
	Columns []pdfColumn
	Rows    [][]string
}

// setWords gives a set's status in a sentence.
func setWords(v scenario.View, d days) string {
	how := "Until " + d.last(&v.Horizon) + " exactly one of these comes true"
	switch v.Status {
	case "resolved":
		how = "Came true: " + v.Outcome + ", known " + d.on(v.KnownAt)
	case "disputed":
		how = "How it ended is disputed"
	case "closed":
		how = "The horizon, " + d.last(&v.Horizon) + ", has passed; what came true is not said yet"
	}
	if v.By != nil {
		how += ". Probabilities are those of " + whose(*v.By)
	}
	return how + "."
}

// setTables are a set's tables that have something in them.
func setTables(v scenario.View, d days) []table {
	all := []table{weightTable(v, d), matrixTable(v), postTable(v, d), ratingTable(v)}
	return slices.DeleteFunc(all, func(t table) bool { return len(t.Rows) == 0 })
}

// named are a column for each scenario, in what is left of the width.
func named(v scenario.View, left float64) []pdfColumn {
	var all []pdfColumn
	for _, n := range v.Names {
		all = append(all, pdfColumn{n, left / float64(len(v.Names)), true})
	}
	return all
}

func weightTable(v scenario.View, d days) table {
	t := table{Title: "Weights in force", Columns: append([]pdfColumn{{"Forecaster", .25, false}, {"Given", .15, false}}, named(v, .6)...)}
	for _, w := range v.Standing {
		row := []string{whose(w.Forecaster), d.on(&w.At)}
		for _, n := range v.Names {
			row = append(row, words.ReportPercent(w.Weights[n]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func matrixTable(v scenario.View) table {
	t := table{Title: "Questions by scenario", Columns: append([]pdfColumn{{"Question", .36, false}}, named(v, .34)...)}
	t.Columns = append(t.Columns, pdfColumn{"Implied", .1, true}, pdfColumn{"Stated", .1, true}, pdfColumn{"Bits", .1, true})
	for _, m := range v.Matrix {
		row := []string{m.Title}
		for _, n := range v.Names {
			row = append(row, percentOr(given(m, n)))
		}
		t.Rows = append(t.Rows, append(row, percentOr(m.Implied), percentOr(m.Stated), figure(m.Bits)))
	}
	return t
}

func postTable(v scenario.View, d days) table {
	t := table{Title: "Signposts", Columns: append([]pdfColumn{{"What would be seen", .38, false}, {"By", .11, false}, {"State", .13, false}}, named(v, .38)...)}
	for _, p := range v.Posts {
		state := p.Status
		if p.KnownAt != nil {
			state += " " + d.on(p.KnownAt)
		}
		row := []string{p.Text, d.last(&p.CheckBy), state}
		for _, n := range v.Names {
			row = append(row, words.ReportPercent(p.P[n]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func ratingTable(v scenario.View) table {
	t := table{Title: "Consistency of evidence", Columns: append([]pdfColumn{{"Finding", .45, false}}, named(v, .4)...)}
	t.Columns = append(t.Columns, pdfColumn{"Diagnosticity", .15, true})
	for _, c := range v.Consistency {
		row := []string{c.Claim}
		for _, n := range v.Names {
			row = append(row, c.Ratings[n])
		}
		t.Rows = append(t.Rows, append(row, figure(c.Diagnosticity)))
	}
	if len(t.Rows) > 0 {
		row := []string{"Weighted inconsistency (low is least refuted)"}
		for _, n := range v.Names {
			row = append(row, words.Digits(v.Inconsistent[n], 4))
		}
		t.Rows = append(t.Rows, append(row, ""))
	}
	return t
}

// given is P(question | scenario); nil if it was not said.
func given(m scenario.MatrixRow, name string) *float64 {
	if p, ok := m.P[name]; ok {
		return &p
	}
	return nil
}

func percentOr(p *float64) string {
	if p == nil {
		return "–"
	}
	return words.ReportPercent(*p)
}

func conditionalTable(all []question.Conditional) table {
	t := table{Title: "Should the condition come", Columns: []pdfColumn{{"Question", .38, false}, {"Only if", .34, false}, {"Ends", .08, false}, {"P(it does)", .1, true}, {"P(yes, if so)", .1, true}}}
	for _, c := range all {
		t.Rows = append(t.Rows, []string{c.Title, c.If.Title, words.ReportOutcome(c.If.Outcome), percentOr(c.PIf), percentOr(c.P)})
	}
	return t
}

// sectionsMarkdown writes sections as text and tables.
func sectionsMarkdown(say func(string, ...any), all []section) {
	for _, s := range all {
		say("\n## %s\n\n%s\n", marked(s.Title), marked(s.Words))
		for _, one := range s.Stories {
			say("\n- **%s**: %s", marked(one.Name), story(one.Narrative))
		}
		say("\n")
		for _, t := range s.Tables {
			say("\n### %s\n\n", marked(t.Title))
			var head, rule []string
			for _, c := range t.Columns {
				head, rule = append(head, marked(c.Title)), append(rule, map[bool]string{false: "---", true: "---:"}[c.Right])
			}
			say("| %s |\n|%s|\n", strings.Join(head, " | "), strings.Join(rule, "|"))
			for _, row := range t.Rows {
				cells := make([]string, len(row))
				for i, c := range row {
					cells[i] = marked(c)
				}
				say("| %s |\n", strings.Join(cells, " | "))
			}
		}
	}
}

// mostStory is how many letters of a narrative are written.
const mostStory = 20_000

// story is a narrative, which is Markdown already, on one line.
func story(narrative string) string {
	return strings.NewReplacer("<", "&lt;", "&", "&amp;").Replace(words.Cut(strings.Join(strings.Fields(narrative), " "), mostStory))
}

// section writes one with its pictures and tables.
func (p *pdfPage) section(s section) {
	p.title(s.Title)
	p.words(s.Words)
	for _, one := range s.Pictures {
		p.Ln(2)
		p.picture(one.PNG, one.Title)
	}
	for _, t := range s.Tables {
		p.Ln(3)
		p.room(5 * pdfLine)
		p.heading(9, t.Title)
		p.table(t.Columns, t.Rows)
	}
}
