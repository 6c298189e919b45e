package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/ui/evidence"
	"weathervane/ui/exchange"
	"weathervane/ui/forecasters"
	"weathervane/ui/page"
	"weathervane/ui/questions"
	"weathervane/ui/scenarios"
	"weathervane/ui/scores"
	"weathervane/ui/theme"
	"weathervane/ui/today"
	"weathervane/ui/widgets"
)

// pageList is every page there is, in the navigation's order; key is pressed
// with Ctrl.
var pageList = []struct {
	name, title, icon, key string
	build                  func(*Shell, Desk) page.Page
}{
	{pageToday, "Today", "today", "1", func(s *Shell, d Desk) page.Page { return today.New(s, d) }},
	{pageQuestions, "Questions", "questions", "2", func(s *Shell, d Desk) page.Page { return questions.New(s, d) }},
	{pageScenarios, "Scenarios", "scenarios", "3", func(s *Shell, d Desk) page.Page { return scenarios.New(s, d) }},
	{pageEvidence, "Evidence", "evidence", "4", func(s *Shell, d Desk) page.Page { return evidence.New(s, d) }},
	{pageScores, "Scores", "scores", "5", func(s *Shell, d Desk) page.Page { return scores.New(s, d) }},
	{pageForecasters, "Forecasters", "forecasters", "6", func(s *Shell, d Desk) page.Page { return forecasters.New(s, d) }},
	{pageExchange, "Exchange", "exchange", "7", func(s *Shell, d Desk) page.Page { return exchange.New(s, d) }},
}

// firstOfTeam is the first of the pages about others, which stand in a group.
const firstOfTeam = pageForecasters

// nav is the window's left side.
type nav struct {
	shell  *Shell
	title  *widgets.Text
	items  map[string]*widgets.NavItem
	tags   map[string]*widgets.NavItem
	group  *fyne.Container
	object *fyne.Container
	shown  string
}

func newNav(s *Shell) *nav {
	n := &nav{shell: s, items: map[string]*widgets.NavItem{}, tags: map[string]*widgets.NavItem{}}
	n.title = widgets.NewText("Weathervane", widgets.Style{Weight: theme.SemiBold})
	mark := newMark()
	under := widgets.NewText("Weathervane", widgets.Style{Size: theme.Caption, Colour: theme.Secondary})
	var items []fyne.CanvasObject
	for _, p := range pageList {
		if p.name == firstOfTeam {
			items = append(items, navCaption("Team"))
		}
		item := widgets.NewNavItem(p.icon, p.title, func() { s.goTo(p.name) })
		n.items[p.name] = item
		items = append(items, item)
	}
	list := widgets.VBox(2, items...)
	n.group = widgets.Stack()
	ask := widgets.NewButton("New question", "plus", func() { s.Do("question.ask") }).WithKey("Ctrl N").Spread()
	n.object = widgets.Arrange(func(size fyne.Size) {
		w := size.Width
		widgets.Put(mark, 16, 14, 28, 28)
		widgets.Put(n.title, 52, 12, w-52-12, 20)
		widgets.Put(under, 52, 30, w-52-12, 16)
		h := widgets.HeightFor(list, w-15)
		widgets.Put(list, 8, 64, w-15, h)
		widgets.Put(n.group, 8, 64+h+2, w-15, max(size.Height-44-64-h-10, 0))
		widgets.Put(ask, 12, size.Height-44, w-23, 32)
	}, mark, n.title, under, list, n.group, ask)
	return n
}

// navCaption stands over a group of the navigation.
func navCaption(text string) fyne.CanvasObject {
	return widgets.Pad(16, 10, 6, 10, widgets.NewText(text, widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}))
}

func (n *nav) show(st forecasts.Status) {
	n.title.SetText(st.Title)
	n.count(pageQuestions, st.Questions)
	n.count(pageEvidence, st.Articles)
	n.showTags(st.Tags)
}

// count writes how many there are behind a page's name; 0 writes nothing.
func (n *nav) count(name string, c int) {
	text := ""
	if c > 0 {
		text = words.Count(c)
	}
	n.items[name].SetCount(text)
}

// showTags lists the tags, with those that have no room left out.
func (n *nav) showTags(tags []forecasts.TagCount) {
	var key strings.Builder
	for _, t := range tags {
		key.WriteString(t.Tag + "\x00")
	}
	if key.String() != n.shown {
		n.shown = key.String()
		n.tags = map[string]*widgets.NavItem{}
		objects := []fyne.CanvasObject{navCaption("Tags")}
		for _, t := range tags {
			item := widgets.NewNavTag(t.Tag, func() { n.shell.filterTag(t.Tag) })
			n.tags[t.Tag] = item
			objects = append(objects, item)
		}
		if len(tags) == 0 {
			objects = nil
		}
		n.group.Objects = []fyne.CanvasObject{widgets.NewScroll(widgets.VBox(0, objects...))}
		n.group.Refresh()
	}
	for _, t := range tags {
		n.tags[t.Tag].SetCount(words.Count(t.Count))
	}
}

// filterTag narrows the list to a tag, or widens it again.
func (s *Shell) filterTag(tag string) {
	if s.questions.Tag() == tag {
		tag = ""
	}
	s.goTo(pageQuestions)
	s.questions.FilterTag(tag)
	s.afterWork()
}

func (n *nav) choose(pageName, tag string) {
	for name, item := range n.items {
		item.SetChosen(name == pageName)
	}
	for name, item := range n.tags {
		item.SetChosen(name == tag && pageName == pageQuestions)
	}
}

// header is the row above the page.
type header struct {
	title, more *widgets.Text
	buttons     *fyne.Container
	shownFor    page.Page
	object      *fyne.Container
	ask         *widgets.Button
}

// headed is a page that names itself; primary one with its own first button.
type headed interface{ Heading() (title, more string) }
type primary interface{ Primary() *widgets.Button }

func newHeader(s *Shell) *header {
	h := &header{
		title: widgets.NewText("", widgets.Style{Size: theme.PageTitle, Weight: theme.SemiBold}),
		more:  widgets.NewText("", widgets.Style{Colour: theme.Secondary}),
		ask:   widgets.NewPrimary("New question", "plus", func() { s.Do("question.ask") }),
	}
	jump := widgets.NewJumpField("Search or jump to…", "Ctrl K", func() { s.Do("palette") })
	h.buttons = widgets.Stack(h.ask)
	ground := widgets.NewFill(theme.Panel, theme.None, 0)
	h.object = widgets.Arrange(func(size fyne.Size) {
		widgets.Put(ground, 0, 0, size.Width, size.Height)
		bw := h.buttons.MinSize().Width
		jw := min(320, size.Width-16-bw-12-16-260)
		bx := size.Width - 16 - bw
		widgets.Put(h.buttons, bx, 12, bw, 32)
		widgets.Put(jump, bx-12-jw, 12, jw, 32)
		room := bx - 12 - jw - 16 - 16
		tw := min(h.title.MinSize().Width, room)
		widgets.Put(h.title, 16, 14, tw, 28)
		widgets.Put(h.more, 16+tw+12, 20, room-tw-12, 20)
	}, ground, h.title, h.more, jump, h.buttons)
	return h
}

func (h *header) show(p page.Page, counts string) {
	if p == nil {
		return
	}
	title, more := p.Route().Page, ""
	for _, known := range pageList {
		if known.name == title {
			title = known.title
			break
		}
	}
	if hd, ok := p.(headed); ok {
		title, more = hd.Heading()
	} else {
		more = counts
	}
	if h.title.Text() == title && h.more.Text() == more && h.shownFor == p {
		return
	}
	h.title.SetText(title)
	h.more.SetText(more)
	if h.shownFor != p {
		h.shownFor = p
		button := h.ask
		if pr, ok := p.(primary); ok {
			if own := pr.Primary(); own != nil {
				button = own
			}
		}
		h.buttons.Objects = []fyne.CanvasObject{button}
	}
	h.object.Refresh()
	h.object.Layout.Layout(h.object.Objects, h.object.Size())
}

// counts are the words beside the title of a page that has none of its own, once
// they are known.
func (s *Shell) counts() string {
	st := s.status
	if !s.counted {
		return ""
	}
	switch s.route.Page {
	case pageQuestions:
		return questionCounts(st)
	case pageEvidence:
		return words.Plural(st.Articles, "article") + " · " + words.Plural(st.Findings, "finding")
	}
	return ""
}

func questionCounts(st forecasts.Status) string {
	out := words.Count(st.Questions) + " open"
	if st.Due > 0 {
		out += " · " + words.Count(st.Due) + " due"
	}
	return out
}

// paint has the window drawn again. Fyne does not draw for what was hidden
// since the window opened: it does not know yet of which window it is, and
// passes over what its Show asks for.
func (s *Shell) paint() { s.win.Canvas().Refresh(spot) }

// spot is something to ask for that takes no time to draw.
var spot = canvas.NewRectangle(color.Transparent)
