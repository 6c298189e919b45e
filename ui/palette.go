package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/search"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A find is a line of the palette: something to do or somewhere to go.
type find struct {
	Kind, Title, Keys string
	Said              string // the words found, beside the title
	Go                func()
	rank              int
	first             bool // a page, or a question that can still be forecast
}

// openPalette shows the field that finds commands, pages, questions and articles.
func (s *Shell) openPalette() {
	p := &palette{shell: s}
	p.field = widgets.NewField("Search everything, or go to a question, an article or a command")
	p.list = widgets.NewList(34, newFindRow, p.fill)
	p.list.Strip = false
	p.list.OnSelect = func(i int) { p.choose(i) }
	p.field.OnChange = func(text string) {
		p.said, p.chosen = nil, false
		p.search(text)
		p.find(text)
		p.look(text)
	}
	p.field.OnSubmit = func() {
		if p.chosen = !p.rows.settled; !p.chosen { // else once it is known what fits best
			p.choose(p.list.Selected())
		}
	}
	p.field.OnKey = p.key
	p.empty = widgets.NewText("", widgets.Style{Colour: theme.Secondary, Align: fyne.TextAlignCenter})
	p.empty.Hide()
	content := widgets.VBox(0,
		widgets.Pad(10, 10, 10, 10, p.field),
		widgets.NewHairline(),
		widgets.Sized(0, 34*11, widgets.Stack(p.list, widgets.Pad(40, 0, 0, 0, widgets.VBox(0, p.empty)))),
	)
	p.dialog = dialogs.Show(s.win, dialogs.Spec{Content: content, First: p.field, Width: 640, Bare: true, Top: true})
	p.rows.palette, p.texts.palette, p.hits.palette, p.hits.settled = p, p, p, true
	s.runner.Await("shell/palette", &p.rows)
	s.runner.Await("shell/palette.articles", &p.texts)
	s.runner.Await("shell/palette.search", &p.hits)
	p.fixed = s.fixedFinds(p)
	p.search("")
	p.find("")
	p.load()
}

type palette struct {
	rows   progress // of finding questions
	texts  progress // of reading articles
	hits   progress // of the search for what was typed
	shell  *Shell
	dialog *dialogs.Dialog
	field  *widgets.Field
	list   *widgets.List
	empty  *widgets.Text
	fixed  []find // commands and pages
	found  []find // questions
	read   []find // articles
	said   []find // what a search of all that is said has found
	shown  []find
	chosen bool // what is selected is to be gone to once all questions were looked at
}

// fixedFinds are the commands that could be done now.
func (s *Shell) fixedFinds(p *palette) []find {
	var out []find
	for _, c := range s.commands {
		if c.ID == "palette" || !c.Enabled(s) || c.Records && s.status.ReadOnly {
			continue
		}
		kind, rank := "Command", 2
		if page := pageOf(c.ID); page != "" {
			kind, rank = "Page", 0
		}
		out = append(out, find{Kind: kind, Title: c.Title, Keys: keyWords(c.Keys), rank: rank, first: rank == 0, Go: func() { s.do(c) }})
	}
	return out
}

func pageOf(id string) string {
	for _, p := range pageList {
		if id == "go."+p.name {
			return p.name
		}
	}
	return ""
}

// mostFound is how many questions the palette shows.
const mostFound = 200

// find finds questions by their titles; they are in the list once they are there.
func (p *palette) find(typed string) {
	s := p.shell
	s.runner.Run("shell/palette", func(ctx context.Context) (func(), error) {
		all, err := s.desk.FindQuestions(ctx, typed, mostFound)
		if err != nil {
			return nil, err
		}
		return func() {
			p.found = p.found[:0]
			for _, q := range all {
				p.found = append(p.found, find{Kind: "Question", Title: q.Title, Keys: stateWord(q.Status), rank: 1, first: q.Status == "open",
					Go: func() { s.Open(page.Route{Page: pageQuestions, ID: q.ID.String()}) }})
			}
			p.searchAgain()
			if p.chosen {
				p.choose(p.list.Selected())
			}
		}, nil
	})
}

// load reads the articles that can be gone to.
func (p *palette) load() {
	s := p.shell
	s.runner.Run("shell/palette.articles", func(ctx context.Context) (func(), error) {
		texts, err := s.desk.ArticleRows(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			p.read = p.read[:0]
			for _, a := range texts {
				p.read = append(p.read, find{Kind: "Article", Title: a.Title, rank: 3,
					Go: func() { s.Open(page.Route{Page: pageEvidence, ID: a.ID.String()}) }})
			}
			p.searchAgain()
		}, nil
	})
}

// searchAgain is search with more to find; the place in the list stays.
func (p *palette) searchAgain() {
	at := p.list.Selected()
	p.search(p.field.Text)
	p.list.Select(max(at, 0))
}

// stateWord says beside a question that it is no longer open.
func stateWord(status string) string {
	if status == "open" {
		return ""
	}
	return status
}

// firstBy is by how much pages and open questions stand before what fits as well.
const firstBy = question.OpenFirst

// best gives the finds that fit what was typed, the best first; with nothing
// typed questions come first, the open ones before the others.
func best(typed string, finds []find) []find {
	type scored struct {
		find
		score int
	}
	var out []scored
	words := listing.NewTyped(typed)
	for _, f := range finds {
		if score, ok := words.Match(f.Title); ok {
			if f.first {
				score += firstBy
			}
			out = append(out, scored{f, score})
		}
	}
	slices.SortStableFunc(out, func(a, b scored) int {
		if typed == "" {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(truth(b.first), truth(a.first)))
		}
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.rank, b.rank))
	})
	fits := make([]find, len(out))
	for i, o := range out {
		fits[i] = o.find
	}
	return fits
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *palette) search(typed string) {
	p.shown = best(typed, slices.Concat(p.fixed, p.found, p.read))
	byTitle := map[string]bool{}
	for _, f := range p.shown {
		byTitle[f.Kind+f.Title] = true
	}
	for _, f := range p.said {
		if !byTitle[f.Kind+f.Title] {
			p.shown = append(p.shown, f)
		}
	}
	p.list.SetLength(len(p.shown))
	p.list.Select(0)
	p.tellEmpty()
}

// A progress is how far the reading of something is that the palette waits for.
type progress struct {
	palette       *palette
	slow, settled bool
}

// Asked tells that it begins.
func (g *progress) Asked() { g.slow, g.settled = false, false }

// Reading tells that it takes a moment.
func (g *progress) Reading() {
	g.slow = true
	g.palette.tellEmpty()
}

// Answered tells that what it found is here.
func (g *progress) Answered() { g.settled = true }

// Unread tells that nothing comes of it.
func (g *progress) Unread() {
	g.settled = true
	g.palette.tellEmpty()
}

// tellEmpty says that nothing was found, once that is known.
func (p *palette) tellEmpty() {
	text := ""
	switch {
	case p.rows.settled && p.texts.settled && p.hits.settled:
		text = "Nothing contains these words."
	case p.rows.slow || p.texts.slow || p.hits.slow:
		text = "Reading…"
	}
	p.empty.SetText(text)
	widgets.Show(p.empty, len(p.shown) == 0)
}

// mostSaid is how many hits of a search the palette shows.
const mostSaid = 40

// look searches all that is said; what it finds stands below what fits by its
// title.
func (p *palette) look(typed string) {
	if strings.TrimSpace(typed) == "" {
		return
	}
	s := p.shell
	s.runner.Run("shell/palette.search", func(ctx context.Context) (func(), error) {
		hits, err := s.desk.Search(ctx, typed, mostSaid)
		if err != nil {
			return p.tellEmpty, ctx.Err() // half a query is no failure
		}
		return func() {
			if p.field.Text != typed {
				return
			}
			p.said = p.said[:0]
			for _, h := range hits {
				p.said = append(p.said, find{Kind: hitKinds[h.Kind], Title: h.Title, Said: h.Snippet, Go: func() { s.Open(routeOf(h)) }})
			}
			p.searchAgain()
		}, nil
	})
}

var hitKinds = map[string]string{"question": "Question", "article": "Article", "finding": "Finding", "forecast": "Note", "comment": "Comment"}

// routeOf is where a hit is read.
func routeOf(h search.Hit) page.Route {
	switch {
	case !h.In.Question.IsZero():
		return page.Route{Page: pageQuestions, ID: h.In.Question.String()}
	case !h.In.Finding.IsZero():
		return page.Route{Page: pageEvidence, ID: h.In.Article.String() + "/" + h.In.Finding.String()}
	}
	return page.Route{Page: pageEvidence, ID: h.In.Article.String()}
}

func (p *palette) choose(i int) {
	if i < 0 || i >= len(p.shown) {
		return
	}
	p.dialog.Close()
	p.shown[i].Go()
}

func (p *palette) key(e *fyne.KeyEvent) bool {
	at := p.list.Selected()
	switch e.Name {
	case fyne.KeyDown:
		p.list.Select(min(at+1, p.list.Length()-1))
	case fyne.KeyUp:
		p.list.Select(max(at-1, 0))
	case fyne.KeyPageDown:
		p.list.Select(min(at+10, p.list.Length()-1))
	case fyne.KeyPageUp:
		p.list.Select(max(at-10, 0))
	default:
		return false
	}
	return true
}

func newFindRow() fyne.CanvasObject {
	kind := widgets.NewText("", widgets.Style{Size: theme.Caption, Colour: theme.Secondary})
	title := widgets.NewText("", widgets.Style{})
	keys := widgets.NewText("", widgets.Style{Size: theme.Caption, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	said := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	return widgets.Arrange(func(s fyne.Size) {
		kw := keys.MinSize().Width
		wide := s.Width - 84 - 16 - kw - 8
		if said.Text() != "" {
			wide = min(widgets.Measure(title.Text(), title.Style()).Width+1, wide*2/5)
			widgets.Put(said, 84+wide+10, 7, s.Width-84-16-wide-10, 18)
		}
		widgets.Put(kind, 16, 8, 64, 16)
		widgets.Put(title, 84, 6, wide, 20)
		widgets.Put(keys, s.Width-16-kw, 8, kw, 16)
	}, kind, title, keys, said)
}

func (p *palette) fill(i int, row fyne.CanvasObject, _ bool) {
	c := row.(*fyne.Container)
	f := p.shown[i]
	c.Objects[0].(*widgets.Text).SetText(f.Kind)
	c.Objects[1].(*widgets.Text).SetText(f.Title)
	c.Objects[2].(*widgets.Text).SetText(f.Keys)
	c.Objects[3].(*widgets.Text).SetText(f.Said)
	c.Layout.Layout(c.Objects, c.Size())
}

// showShortcuts shows every command that has keys, menu by menu.
func (s *Shell) showShortcuts() {
	left, right := widgets.VBox(0), widgets.VBox(0)
	extra := []struct{ title, keys string }{
		{"Record what is in the panel", "Ctrl Enter"}, {"Probability ±1, ±5", "↑ ↓, Shift ↑ ↓"}, {"Close a dialog", "Esc"},
	}
	row := func(title, keys string) fyne.CanvasObject {
		return widgets.Sized(0, 28, widgets.HBox(8, widgets.Flex(widgets.NewText(title, widgets.Style{})), widgets.NewKeyCap(keys)))
	}
	caption := func(title string) fyne.CanvasObject {
		return widgets.Pad(10, 0, 4, 0, widgets.NewText(title, widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary}))
	}
	for _, m := range menus {
		column := left
		if m != "File" && m != "Question" {
			column = right
		}
		column.Add(caption(m))
		for _, c := range s.commands {
			if c.Menu == m && c.Keys != "" {
				column.Add(row(c.Title, keyWords(c.Keys)))
			}
		}
	}
	left.Add(caption("In the update panel and dialogs"))
	for _, e := range extra {
		left.Add(row(e.title, e.keys))
	}
	content := widgets.HBoxFull(32, widgets.Flex(left), widgets.Flex(right))
	high := max(widgets.HeightFor(left, 320), widgets.HeightFor(right, 320))
	dialogs.Show(s.win, dialogs.Spec{Title: "Keyboard shortcuts", Content: widgets.Sized(0, high, content), Width: 720})
}
