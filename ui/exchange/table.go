package exchange

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// openTable is a table that is open, and how it was read.
type openTable struct {
	path string
	view *importing.TableView
}

// viewTables reads those of the files that are tables of which the columns are free.
func (p *Page) viewTables(ctx context.Context, paths []string, o importing.Options) (all []openTable, err error) {
	for _, path := range paths {
		v, err := p.desk.ViewTable(ctx, path, o)
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if err == nil && v != nil { // why else, the plan says
			all = append(all, openTable{path, v})
		}
	}
	return all, nil
}

// taken marks in what was read of tables what an import leaves out besides: rows that
// contradict each other.
func taken(opened []openTable, plan *importing.Result) {
	for i := range opened {
		v := opened[i].view
		for _, f := range plan.Foreign {
			if f.File != opened[i].path {
				continue
			}
			for _, l := range f.LeftOut {
				if !slices.ContainsFunc(v.Bad, func(b score.BadRow) bool { return b.Line == l.Line }) {
					v.Bad = append(v.Bad, score.BadRow{Line: l.Line, Why: l.Why})
				}
			}
			slices.SortStableFunc(v.Bad, func(a, b score.BadRow) int { return cmp.Compare(a.Line, b.Line) })
			v.Left = append(v.Left, f.Left...)
			slices.Sort(v.Left)
			v.Left = slices.Compact(v.Left)
			v.BadRows = max(v.BadRows, len(v.Left))
		}
	}
}

// called guesses who somebody in the tables is: whoever is called as the user is, or as
// people call themselves, and whoever made the forecasts of a table that does not say
// so, is the user.
func called(opened []openTable) map[string]string {
	names := map[string]string{}
	for _, o := range opened {
		for _, x := range o.view.Makers {
			if own := o.view.Me; own != "" && strings.EqualFold(x.Name, own) || importing.IsMe(x.Name) || x.Name == "" && len(o.view.Makers) == 1 {
				names[x.Name] = ""
			}
		}
	}
	return names
}

// tableHeading is what the file row says of a table.
func tableHeading(v *importing.TableView) string {
	all := []string{"A table of forecasts", "header in line " + words.Count(v.Header)}
	if v.List {
		all = []string{"A list of predictions"}
	}
	if v.Bytes > 0 {
		all = slices.Insert(all, 1, words.Bytes(v.Bytes))
	}
	if v.Rows > 0 {
		all = append(all, words.Plural(v.Rows, "forecast"))
	}
	return strings.Join(all, " · ")
}

// table is what the page shows of a table before it is merged: its first rows as they
// are written and as they are read, what is to confirm, and what is left out.
type table struct {
	page    *Page
	rows    *tableRows
	confirm *confirm
	left    *leftOutCard
	verdict *verdict
	tabs    *widgets.Segmented
	object  *fyne.Container
}

func newTable(p *Page) *table {
	t := &table{page: p, rows: newTableRows(p), confirm: newConfirm(p), left: newLeftOutCard(p), verdict: newVerdict(p)}
	t.tabs = widgets.NewSegmented(28, nil, 0, func(i int) {
		p.tab = i
		p.paint()
	})
	t.object = widgets.Arrange(t.place, t.rows.object, t.confirm.object, t.left.object, t.verdict.object)
	return t
}

// place gives the cards their room.
func (t *table) place(s fyne.Size) {
	const gap, low = 16, 64
	right := min(400, s.Width*0.36)
	left, high := s.Width-gap-right, s.Height-low-gap
	widgets.Put(t.rows.object, 0, 0, left, high)
	top := high
	if t.left.object.Visible() {
		least := min(236, high*0.4)
		top = high - min(least, t.left.high()) - gap
		widgets.Put(t.left.object, left+gap, top+gap, right, high-top-gap)
	}
	widgets.Put(t.confirm.object, left+gap, 0, right, top)
	widgets.Put(t.verdict.object, 0, high+gap, s.Width, low)
}

// shownTable is the table that is shown; nil if something else is.
func (p *Page) shownTable() *openTable {
	if p.tab < len(p.opened) && (p.plan == nil || !p.plan.Written) {
		return &p.opened[p.tab]
	}
	return nil
}

func (t *table) paint() {
	p := t.page
	widgets.Show(t.tabs, len(p.opened) > 0 && (p.plan == nil || !p.plan.Written))
	if t.tabs.Visible() {
		pieces := []string{"Rows as read"}
		if len(p.opened) > 1 {
			pieces = nil
			for _, o := range p.opened {
				pieces = append(pieces, words.Cut(filepath.Base(o.path), 24))
			}
		}
		t.tabs.SetPieces(append(pieces, "What it changes"))
		t.tabs.Set(p.tab)
	}
	shown := p.shownTable()
	widgets.Show(t.object, shown != nil)
	if shown == nil {
		return
	}
	t.rows.paint(shown)
	t.confirm.paint(shown)
	t.left.paint(shown)
	t.verdict.paint(shown)
	t.object.Refresh()
}

// meant changes how the table that is shown is read, and reads it again.
func (p *Page) readOtherwise(change func(*importing.TableMeaning)) {
	shown := p.shownTable()
	if shown == nil {
		return
	}
	m := shown.view.Meaning
	m.Columns = maps.Clone(m.Columns)
	change(&m)
	p.meant[shown.path] = m
	p.look()
}

// callColumn gives a column of the table another meaning; another column that had it
// is then left out.
func (p *Page) callColumn(name, means string) {
	shown := p.shownTable()
	p.readOtherwise(func(m *importing.TableMeaning) {
		if m.Columns == nil {
			m.Columns = map[string]string{}
		}
		for _, c := range shown.view.Columns {
			if means != "" && c.Name != name && c.Means == means {
				m.Columns[c.Name] = ""
			}
		}
		m.Columns[name] = means
	})
}

// lacks names what no column of a table says and what it needs; a table of questions
// beside one of forecasts needs no probabilities.
func lacks(v *importing.TableView, beside bool) string {
	has := map[string]bool{}
	for _, c := range v.Columns {
		has[c.Means] = true
	}
	questions := beside && (has["outcome"] || has["opens_at"] || has["closes_at"])
	switch {
	case len(v.Lines) == 0:
		return "There are no rows below the header."
	case !has["question_id"] && !has["title"] && len(v.Wide) == 0:
		return "Say which column has the questions."
	case questions:
	case !has["probability"] && len(v.Wide) == 0:
		return "Say which column has the probabilities."
	case !has["made_at"] && v.Meaning.MadeAt == nil:
		return "Say when the forecasts were made."
	}
	return ""
}

// verdict is the bar of what merging would add, and the button that does it.
type verdict struct {
	page         *Page
	title        *widgets.Text
	more         *widgets.Text
	confirms     *widgets.Text
	changes      *widgets.Button
	later, merge *widgets.Button
	object       *fyne.Container
}

func newVerdict(p *Page) *verdict {
	v := &verdict{page: p,
		title:    widgets.NewText("", widgets.Style{Size: theme.CardTitle, LineHeight: 22, Weight: theme.SemiBold}),
		more:     widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		confirms: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.WarningInk})}
	v.changes = widgets.NewLink("", "", func() {
		p.tab = len(p.opened)
		p.paint()
		p.changes.lookFirst()
	})
	v.later, v.merge = widgets.NewButton("Not now", "", p.notNow), widgets.NewPrimary("Merge", "check", p.merge)
	text := widgets.VBox(0, v.title, widgets.WithTip(v.more, func() string { return v.more.Text() }))
	v.object = widgets.NewPanel(widgets.Pad(0, 15, 0, 15, widgets.HBox(12, widgets.Flex(text), v.changes, v.confirms, v.later, v.merge)))
	return v
}

func (v *verdict) paint(shown *openTable) {
	p := v.page
	title, more := "It cannot be merged yet", ""
	v.changes.SetText("")
	switch lacking := lacks(shown.view, len(p.paths) > 1); {
	case lacking != "" && (p.wrong != nil || len(shown.view.Lines) == 0):
		more = lacking
	case p.wrong != nil:
		more = page.Sentence(p.wrong)
	case p.plan != nil:
		title, more = wouldAdd(p.plan)
		if n := len(p.plan.Overturns) + len(p.plan.Similar) + len(p.plan.Disputed); n > 0 {
			v.changes.SetText(words.Counted(n, "thing to look at", "things to look at"))
		}
	}
	v.title.SetText(title)
	v.more.SetText(more)
	widgets.Show(v.changes, v.changes.Text() != "")
	guesses := p.table.confirm.guesses
	v.confirms.SetText("")
	if p.CanMerge() && guesses > 0 {
		v.confirms.SetText("Merging confirms " + words.Counted(guesses, "guess", "guesses"))
		if guesses > 1 {
			v.confirms.SetText("Merging confirms the " + words.Counted(guesses, "guess", "guesses"))
		}
	}
	widgets.Show(v.confirms, v.confirms.Text() != "")
	v.merge.Disable()
	if p.CanMerge() {
		v.merge.Enable()
	}
	v.object.Refresh()
}

// wouldAdd says what merging a table would add.
func wouldAdd(plan *importing.Result) (title, more string) {
	a := plan.Adds
	var what []string
	if a.Questions > 0 {
		what = append(what, words.Plural(a.Questions, "question"))
	}
	if a.Forecasts > 0 {
		what = append(what, words.Plural(a.Forecasts, "forecast"))
	}
	var rest []string
	if a.Resolutions > 0 && len(what) == 0 {
		what = append(what, words.Plural(a.Resolutions, "outcome"))
	} else if a.Resolutions > 0 {
		rest = append(rest, "and "+words.Plural(a.Resolutions, "outcome"))
	}
	if len(what) == 0 {
		return "Everything in it is here already", "Merging would add nothing."
	}
	if known := slices.IndexFunc(plan.Foreign, func(f importing.ForeignFile) bool { return f.Known > 0 }); known >= 0 {
		rest = append(rest, words.Counted(plan.Foreign[known].Known, "forecast is here already", "forecasts are here already"))
	}
	rest = append(rest, "each forecast is marked as imported and counts from its date")
	return "Would add " + strings.Join(what, ", "), strings.Join(rest, " · ")
}
