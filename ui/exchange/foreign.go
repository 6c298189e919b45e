package exchange

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// meanings are what a column of a table can stand for, for people.
var meanings = []struct{ column, words string }{
	{"", "Not used"}, {"question_id", "The question"}, {"title", "Title of the question"}, {"forecaster", "Who forecast"}, {"made_at", "When it was made"},
	{"probability", "Probability"}, {"option", "Option"}, {"outcome", "How it came out"}, {"opens_at", "When it opened"}, {"closes_at", "When it closes"},
	{"resolved_at", "When the outcome was known"},
}

func meaningOf(column string) int {
	for i, m := range meanings {
		if m.column == column {
			return i
		}
	}
	return 0
}

// mayBeTable reports whether the columns of a file may be free.
func mayBeTable(path string) bool {
	return filepath.Ext(strings.TrimSuffix(strings.ToLower(path), ".gz")) == ".csv"
}

// tables are the open files that may be tables whose columns are free.
func (p *Page) tables() []string {
	var all []string
	for _, path := range p.paths {
		if mayBeTable(path) {
			all = append(all, path)
		}
	}
	if p.plan != nil && !slices.ContainsFunc(p.plan.Foreign, func(f importing.ForeignFile) bool { return f.From == "CSV" }) {
		return nil
	}
	return all
}

// isTable reports whether a file that is open is a table whose columns can be
// given other meanings.
func (p *Page) isTable() bool { return len(p.tables()) > 0 }

// AskColumns asks what the columns of a table stand for, and in which unit its
// probabilities are.
func (p *Page) AskColumns() {
	if all := p.tables(); p.host.Window() != nil && len(all) > 0 {
		p.askColumnsOf(all)
	}
}

// askColumnsOf asks about one table after the other, then looks at them.
func (p *Page) askColumnsOf(tables []string) {
	if len(tables) == 0 {
		p.look()
		return
	}
	path, o := tables[0], p.options(true)
	p.host.Run("exchange.columns", func(ctx context.Context) (func(), error) {
		columns, err := p.desk.TableColumns(ctx, path, o)
		return func() { p.showColumns(tables, columns) }, err
	})
}

func (p *Page) showColumns(tables []string, columns []score.TableColumn) {
	path, name, accept := tables[0], filepath.Base(tables[0]), "Look at it"
	if len(tables) > 1 {
		accept = "Next table"
	}
	chosen := make([]*widgets.Dropdown, len(columns))
	words := make([]string, len(meanings))
	for i, m := range meanings {
		words[i] = m.words
	}
	rows := widgets.VBox(6, widgets.NewParagraph("Say what each column of "+name+" stands for. A question, a probability and when it was made are needed.",
		widgets.Style{Colour: theme.Secondary}, 3))
	for i, c := range columns {
		chosen[i] = widgets.NewDropdown("", words, meaningOf(c.Means), nil)
		rows.Add(columnRow(c, chosen[i]))
	}
	unit := widgets.NewSegmented(28, []string{"0 to 1", "Percent"}, 0, nil)
	if p.readAs(path).Percent {
		unit.Set(1)
	}
	rows.Add(widgets.Pad(6, 0, 0, 0, widgets.Sized(0, 28, widgets.HBox(12, widgets.NewText("Probabilities are", widgets.Style{Weight: theme.Medium}), unit,
		widgets.Flex(widgets.NewCaption("numbers with a % sign are always percentages"))))))
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "What the columns mean", Accept: accept, Width: 680, Content: rows, OnAccept: func(d *dialogs.Dialog) {
		mapping := map[string]string{}
		taken := map[string]bool{}
		for i, c := range columns {
			means := meanings[max(chosen[i].Chosen(), 0)]
			if means.column != "" && taken[means.column] {
				d.Problem("Two columns stand for “" + means.words + "”: choose one.")
				return
			}
			taken[means.column] = true
			mapping[c.Name] = means.column
		}
		if missing := missingFrom(taken, len(p.paths) > 1); missing != "" {
			d.Problem("No column stands for “" + missing + "”: choose one.")
			return
		}
		p.meant[path] = importing.TableMeaning{Columns: mapping, Percent: unit.Chosen() == 1}
		d.Close()
		p.askColumnsOf(tables[1:])
	}})
}

// missingFrom names a column that a table needs and lacks: a table of questions
// beside one of forecasts has no probabilities.
func missingFrom(taken map[string]bool, beside bool) string {
	questions := beside && !taken["probability"] && (taken["outcome"] || taken["title"] || taken["opens_at"] || taken["closes_at"])
	for _, m := range meanings {
		needed := m.column == "question_id" || !questions && (m.column == "probability" || m.column == "made_at")
		if needed && !taken[m.column] {
			return m.words
		}
	}
	return ""
}

// readAs is how a table is read: as was said here, or as the plan read it.
func (p *Page) readAs(path string) importing.TableMeaning {
	if m, said := p.meant[path]; said || p.plan == nil {
		return m
	}
	for _, f := range p.plan.Foreign {
		if f.File == path {
			return f.Read
		}
	}
	return importing.TableMeaning{}
}

// unitWords say how the tables of a plan were read.
func unitWords(files []importing.ForeignFile) string {
	percent, share, recalled := false, false, false
	for _, f := range files {
		if f.From == "CSV" {
			guessed := slices.ContainsFunc(f.Assumed, func(a string) bool { return strings.HasPrefix(a, score.Unit) })
			percent, share, recalled = percent || f.Read.Percent || guessed, share || !f.Read.Percent && !guessed, recalled || f.Recalled
		}
	}
	words := "read as 0 to 1"
	switch {
	case percent && share:
		words = "some read as percent"
	case percent:
		words = "read as percent"
	}
	if recalled {
		return words + ", like the last table with these columns"
	}
	return words + "; columns and unit can be corrected"
}

func columnRow(c score.TableColumn, means *widgets.Dropdown) fyne.CanvasObject {
	sample := widgets.NewText(strings.Join(c.Samples, "  ·  "), widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	return widgets.Sized(0, 40, widgets.HBox(12, widgets.Flex(widgets.VBox(0, widgets.NewText(c.Name, widgets.Style{Weight: theme.Medium}),
		widgets.WithTip(sample, func() string { return sample.Text() }))), widgets.Sized(220, 32, means)))
}

// addMe asks which of the people in a foreign file the user is, and lets the
// meaning of a table's columns be corrected.
func (p *Page) addMe(t *trust) {
	var people []string
	for _, f := range p.plan.Foreign {
		for _, name := range f.People {
			if !slices.Contains(people, name) {
				people = append(people, name)
			}
		}
	}
	if p.plan.Written {
		return
	}
	if p.isTable() {
		t.add(trustRow{icon: "eye", ink: theme.Warning, title: "Is the table read correctly?", more: unitWords(p.plan.Foreign), button: "Columns", open: p.AskColumns}, false)
	}
	if len(people) == 0 {
		return
	}
	names := append([]string{"Nobody"}, people...)
	which := widgets.NewDropdown("", names, max(slices.Index(names, p.me), 0), func(i int) {
		p.me = ""
		if i > 0 {
			p.me = names[i]
		}
		p.look()
	})
	t.rows.Objects = append(t.rows.Objects, widgets.Sized(0, 61, widgets.Pad(0, 15, 0, 15, widgets.HBox(12, widgets.NewIcon("forecasters", theme.Secondary, 18),
		widgets.Flex(widgets.VBox(0, widgets.NewText("Which of them are you?", widgets.Style{Weight: theme.Medium}),
			widgets.NewText("those forecasts become your own", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))), widgets.Sized(140, 32, which)))), widgets.NewSeparator())
}
