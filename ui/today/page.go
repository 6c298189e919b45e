// Package today is the first page: what there is to do, where it is done, and
// what others did since one last looked. The desk says what is due; this page
// says it in words and leads there.
package today

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/today"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Today(ctx context.Context, most int) (today.View, error)
	OwnRecord(context.Context) (scoring.OwnRecord, error)
	CatchUp(session.Visit) error
	Now() time.Time
	Zone() *time.Location
}

// Host is what the page asks of the shell.
type Host interface {
	page.Host
	// OpenAnd goes somewhere and has a command done there, once what was gone to
	// is shown; where the command has nothing to work on, it is left.
	OpenAnd(r page.Route, command string)
	// Do has a command done.
	Do(command string) bool
}

// Name is the page's name in routes; scenarios is that of the page on which
// sets are worked on.
const (
	Name      = "today"
	scenarios = "scenarios"
)

// Page is the first page.
type Page struct {
	host    Host
	desk    Desk
	view    today.View
	spreads *widgets.IconButton // the menu of the disagreements’ picture
	loaded  bool
	read    int      // how many questions of each list were read
	drawn   bool     // what is drawn is the view
	chosen  struct { // where the focus is
		panel *panel
		key   string
		at    int
	}

	deadlines *deadlines
	brier     *brier
	panels    struct{ due, closing, resolve, seals, evidence, signposts, incoherent, team, news *panel }
	seen      *widgets.Text
	allPosts  *widgets.Button
	catchUp   *widgets.Button
	columns   *columns
	scroll    *widgets.Scroll
	first     *fyne.Container
	ask       *widgets.Button // the first step
	object    *fyne.Container
}

// New makes the page.
func New(host Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk}
	p.deadlines, p.brier = newDeadlines(host), newBrier(p)
	p.makePanels()
	p.columns = newColumns(p)
	p.scroll = widgets.NewScroll(p.columns.object)
	p.first = p.firstSteps()
	p.first.Hide()
	p.object = widgets.Stack(p.scroll, p.first)
	host.Await(slotToday, p.awaiting()...)
	host.Await(slotRecord, p.brier.body)
	return p
}

// The slots of what is read.
const (
	slotToday  = "today"
	slotRecord = "today/record"
)

// awaiting is all that waits for what there is to do.
func (p *Page) awaiting() []page.Awaiting {
	all := []page.Awaiting{p.deadlines.body}
	for _, column := range p.columns.three() {
		for _, one := range column {
			all = append(all, one.body)
		}
	}
	return all
}

func (p *Page) makePanels() {
	judge := widgets.NewLink("Judge one after another", "", func() { p.host.Do("evidence.next") }).Small()
	next := widgets.Pad(0, 15, 0, 9, widgets.HBox(0, judge, widgets.Space(), widgets.NewKeyCap("J")))
	p.allPosts = widgets.NewLink("", "", func() { p.open(target{route: page.Route{Page: scenarios}}) }).Small()
	p.seen = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	p.catchUp = widgets.NewLink("I have seen these", "", p.seenAll).Small()
	you := widgets.HBox(6, widgets.Sized(8, 8, widgets.NewFill(theme.Accent, theme.None, 4)),
		widgets.NewText("you", widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	p.spreads = p.spreadsMenu()
	l := &p.panels
	l.due = newPanel(p, panelSpec{title: "Due for update", icon: "clock", tone: theme.Warning, none: "All your forecasts are up to date.",
		rule: "Evidence was judged since your forecast, or it is 30 days old; 7 days in a question’s last month."})
	l.closing = newPanel(p, panelSpec{title: "Closing this week", icon: "calendar", tone: theme.Warning, none: "No question closes in the next seven days."})
	l.resolve = newPanel(p, panelSpec{title: "To resolve", icon: "flag", tone: theme.Accent, none: "Every closed question has its outcome."})
	l.seals = newPanel(p, panelSpec{title: "Sealed forecasts to show", icon: "lock", tone: theme.Warning, hides: true,
		rule: "A seal is a promise to show: 30 days after the outcome was recorded it is forfeited, and named beside your score."})
	l.evidence = newPanel(p, panelSpec{title: "New evidence not yet judged", icon: "evidence", tone: theme.Accent, none: "Every article has a judged finding.", foot: next})
	l.signposts = newPanel(p, panelSpec{title: "Signposts to check", icon: "eye", tone: theme.Accent, none: "No signpost is due within a week.",
		foot: widgets.Pad(0, 15, 0, 9, widgets.HBox(0, p.allPosts, widgets.Flex(p.seen)))})
	l.incoherent = newPanel(p, panelSpec{title: "Incoherent pairs", icon: "scale", tone: theme.Warning, none: "Your probabilities agree with each other and with your scenarios."})
	l.team = newPanel(p, panelSpec{title: "Team disagreements", icon: "forecasters", tone: theme.Accent, high: spreadTask, extra: widgets.HBox(4, you, p.spreads),
		none: "Where you have forecast, the team is within 20 points."})
	l.news = newPanel(p, panelSpec{title: "Since you last looked", icon: "activity", tone: theme.Accent, high: newsHigh,
		none: "Nothing has come from others.", foot: widgets.Pad(0, 15, 0, 9, widgets.HBox(0, p.catchUp))})
	l.team.room, l.news.room = 2, 8
}

// firstSteps is what a workspace shows in which there is nothing yet.
func (p *Page) firstSteps() *fyne.Container {
	do := func(id string) func() { return func() { p.host.Do(id) } }
	p.ask = widgets.NewPrimary("Ask a question", "plus", do("question.ask")).WithKey("Ctrl N")
	buttons := widgets.HBox(8, p.ask,
		widgets.NewButton("Paste an article", "evidence", do("evidence.paste")),
		widgets.NewButton("Open a forecast file", "import", do("exchange.open")))
	return widgets.Pad(16, 16, 16, 16, widgets.NewPanel(widgets.NewEmptyState("today", "A new workspace",
		"Ask a first question, add an article that bears on one, or open a colleague’s file. Each day’s work will appear here.", buttons)))
}

// Route says what the page shows now.
func (p *Page) Route() page.Route { return page.Route{Page: Name} }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Heading is the page's title, the day, and how much there is to do.
func (p *Page) Heading() (title, more string) {
	c := p.calendar()
	if !p.loaded || p.view.Empty {
		return "Today", c.Today()
	}
	return "Today", heading(c, p.view.Things())
}

// Things is how much there is to do, as far as it was read.
func (p *Page) Things() int { return p.view.Things() }

func (p *Page) calendar() words.Calendar {
	return words.Calendar{Now: p.desk.Now(), Zone: p.desk.Zone()}
}

// Show draws what was read, and reads it again.
func (p *Page) Show() {
	p.Draw()
	p.readThen(p.draw)
	p.readRecord()
}

// Parts are what there is to do, which is counted while another page is shown,
// and one's own record.
func (p *Page) Parts() []page.Part {
	return []page.Part{
		{Shows: page.Always(page.Shown{Records: true}), Read: func() { p.readThen(p.draw) }, ReadHidden: p.Read},
		{Shows: page.Always(page.Shown{Topics: page.Scored}), Read: p.readRecord},
	}
}

// Draw draws what was read while another page was shown.
func (p *Page) Draw() {
	if p.loaded && !p.drawn {
		p.draw()
	}
}

func (p *Page) readRecord() {
	p.host.Run(slotRecord, func(ctx context.Context) (func(), error) {
		r, err := p.desk.OwnRecord(ctx)
		return func() { p.brier.show(r) }, err
	})
}

// Read reads what there is to do without drawing it: another page is shown.
func (p *Page) Read() { p.readThen(func() {}) }

func (p *Page) readThen(then func()) {
	most := p.most()
	p.host.Run(slotToday, func(ctx context.Context) (func(), error) {
		v, err := p.desk.Today(ctx, most)
		return func() {
			p.view, p.loaded, p.read, p.drawn = v, true, most, false
			then()
		}, err
	})
}

// most is how many rows a panel shows at most.
func (p *Page) most() int {
	most := 0
	for _, column := range p.columns.three() {
		for _, one := range column {
			most = max(most, one.room+1) // see panel.show
		}
	}
	return most
}

// showMore draws the rows for which a panel has made room, once they are read.
func (p *Page) showMore(then func()) {
	show := func() {
		p.draw()
		then()
	}
	if p.read >= p.most() {
		show()
		return
	}
	p.readThen(show)
}

func (p *Page) draw() {
	v, c := p.view, p.calendar()
	p.drawn = true
	setVisible(p.first, v.Empty)
	setVisible(p.scroll, !v.Empty)
	p.deadlines.show(calendarData(v, c))
	l := &p.panels
	l.due.show(v.Counts.Due, func(n int) []row { return dueRows(v.Due[:n], c) })
	l.closing.show(v.Counts.Closing, func(n int) []row { return closingRows(v.Closing[:n], c) })
	l.resolve.show(v.Counts.ToResolve, func(n int) []row { return resolveRows(v.ToResolve[:n], c) })
	l.seals.show(len(v.Seals), func(n int) []row { return sealRows(v.Seals[:n], c) })
	l.evidence.show(len(v.Unjudged), func(n int) []row { return evidenceRows(v.Unjudged[:n], c) })
	l.signposts.show(len(v.Signposts), func(n int) []row { return signpostRows(v.Signposts[:n], c) })
	l.incoherent.show(len(v.Incoherent), func(n int) []row { return incoherentRows(v.Incoherent[:n]) })
	l.team.show(v.Counts.Disagreements, func(n int) []row { return disagreementRows(v.Disagreements[:n]) })
	setVisible(p.spreads, len(v.Disagreements) > 0)
	l.news.show(len(v.News), func(n int) []row { return newsRows(v.News[:n], c) })
	if v.NewsSince > 0 {
		l.news.title.More.SetText("the last seven days")
	}
	p.allPosts.SetText("All " + words.Plural(v.Posts, "signpost"))
	p.seen.SetText(words.Count(v.Seen) + " seen")
	p.relayout()
	p.focusARow()
}

// open goes where a row leads.
func (p *Page) open(t target) {
	if t.command != "" {
		p.host.OpenAnd(t.route, t.command)
		return
	}
	p.host.Open(t.route)
}

// NextArticle is the article to judge after one, of those of which nothing was
// judged; the first after any other. ok is false if there is none.
func (p *Page) NextArticle(after string) (id string, ok bool) {
	all := p.view.Unjudged
	for i, a := range all {
		if a.ID.String() == after && len(all) > 1 {
			return all[(i+1)%len(all)].ID.String(), true
		}
	}
	if len(all) == 0 || all[0].ID.String() == after {
		return "", false
	}
	return all[0].ID.String(), true
}

// seenAll lets the news begin again.
func (p *Page) seenAll() {
	mark := p.view.Mark
	p.host.Run("today/seen", func(context.Context) (func(), error) {
		err := p.desk.CatchUp(mark)
		return func() { p.Show() }, err
	})
}

// Seen is what was shown of everyone's records; ok is false if nothing was.
func (p *Page) Seen() (seen session.Visit, ok bool) { return p.view.Mark, p.drawn }
