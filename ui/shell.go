// Package ui is the window: its shell, and through the packages below it the
// pages. The shell owns what is around a page (navigation, header, status
// bar), where one has been, the one runner that does work beside the window,
// and the one table of commands. A page asks the shell for no more than
// page.Host.
//
//	shell := ui.New(win, desk)
//	win.SetContent(shell.Object())
//	shell.Open(page.Route{Page: "questions"})
package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/forecasts"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
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

// Desk is what the window asks of the desk: what its pages ask, and what the
// shell shows around them.
type Desk interface {
	questions.Desk
	scenarios.Desk
	scores.Desk
	evidence.Desk
	exchange.Desk
	forecasters.Desk
	today.Desk
	Status(context.Context) (forecasts.Status, error)
	OwnStanding(context.Context) (forecasts.OwnStanding, error)
	LastStanding() (s forecasts.OwnStanding, known bool)
	FindQuestions(ctx context.Context, typed string, most int) ([]question.Found, error)
	// OnChange adds a listener, which is called on any goroutine, until off.
	OnChange(func([]session.Changed)) (off func())
	// Undo takes back what this session recorded last; Undoable is its kind.
	Undo(context.Context) (kind string, err error)
	Undoable() string
	// Late is what failed after something was recorded, once.
	Late() error
	// Backup writes the workspace as it stands to a new file, and verifies that.
	Backup(ctx context.Context, path string) error
	// RuleChanged says once what the rule of weights of this version changed in a
	// workspace of an earlier one; KnowRule that it was said.
	RuleChanged(context.Context) (c scoring.RuleChange, changed bool, err error)
	KnowRule(context.Context) error
	// Leave remembers what was seen, for the next session.
	Leave(seen session.Visit) error
	Now() time.Time
	Zone() *time.Location
}

// Shell is the window's frame.
type Shell struct {
	win    fyne.Window
	desk   Desk
	runner *Runner

	commands  []Command
	pages     map[string]page.Page
	questions *questions.Page
	scenarios *scenarios.Page
	today     *today.Page
	route     page.Route
	trail     trail[page.Route]
	awaited   string // the thing that a page shall go to once it has read
	then      string // the command to be done once that is shown
	status    forecasts.Status
	counted   bool // status was read
	fresh     freshness

	files Files  // nil if only one workspace can be shown
	deaf  func() // takes the shell's listener off; nil if there is none
	left  bool

	nav    *nav
	header *header
	bar    *statusBar
	body   *fyne.Container
	banner *fyne.Container // that the work goes on in a copy
	around *fyne.Container // all of these
	object fyne.CanvasObject
}

// New builds the window's content and its menu; Open shows a page.
func New(win fyne.Window, desk Desk) *Shell {
	s := newShell(win, desk, nil)
	s.listen()
	s.readToday()
	s.pages[pageExchange].(*exchange.Page).Start()
	s.tellRuleChange()
	return s
}

// Leave stops what runs for this shell, as the window closes or another shell
// takes its place in it, and remembers what was seen.
func (s *Shell) Leave() {
	s.left = true
	if s.deaf != nil {
		s.deaf()
	}
	s.pages[pageExchange].(*exchange.Page).Stop()
	s.runner.CancelAll()
	if seen, ok := s.today.Seen(); ok {
		_ = s.desk.Leave(seen) // else the news are shown once more
	}
}

// newShell builds a shell; a runner that is given replaces the program's.
func newShell(win fyne.Window, desk Desk, runner *Runner) *Shell {
	s := &Shell{win: win, desk: desk, runner: runner, pages: map[string]page.Page{}, fresh: newFreshness()}
	if s.runner == nil {
		s.runner = NewRunner(s.Fail)
	}
	s.runner.Fail, s.runner.Late = s.failed, desk.Late
	s.commands = commands()
	for _, p := range pageList {
		s.pages[p.name] = p.build(s, desk)
	}
	s.questions = s.pages[pageQuestions].(*questions.Page)
	s.scenarios = s.pages[pageScenarios].(*scenarios.Page)
	s.today = s.pages[pageToday].(*today.Page)
	s.nav, s.header, s.bar = newNav(s), newHeader(s), newStatusBar(s.runner)
	s.runner.Slow, s.runner.Far, s.runner.Over = s.slow, s.bar.far, s.bar.over
	s.runner.Shown, s.runner.Remark = s.paint, s.remark
	s.body, s.banner = widgets.Stack(), widgets.Stack()
	s.banner.Hide()
	s.object = widgets.TipLayer(s.frame())
	win.SetMainMenu(s.mainMenu())
	win.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) { s.drop(uris) })
	s.bindKeys()
	s.readStatus()
	return s
}

// Object is the window's content.
func (s *Shell) Object() fyne.CanvasObject { return s.object }

// frame lays navigation, header, page and status bar around each other, upon
// the window's own background.
func (s *Shell) frame() fyne.CanvasObject {
	navEdge, headEdge := widgets.NewHairline(), widgets.NewHairline()
	all := []fyne.CanvasObject{s.nav.object, navEdge, s.header.object, headEdge, s.banner, s.body, s.bar.object, s.bar.toast, s.bar.working}
	s.around = widgets.Arrange(func(size fyne.Size) {
		w, bottom := size.Width, size.Height-theme.StatusHeight
		widgets.Put(s.nav.object, 0, 0, theme.NavWidth-1, bottom)
		widgets.Put(navEdge, theme.NavWidth-1, 0, 1, bottom)
		widgets.Put(s.header.object, theme.NavWidth, 0, w-theme.NavWidth, theme.HeaderHeight-1)
		widgets.Put(headEdge, theme.NavWidth, theme.HeaderHeight-1, w-theme.NavWidth, 1)
		top := float32(theme.HeaderHeight)
		if s.banner.Visible() {
			widgets.Put(s.banner, theme.NavWidth+16, top+8, w-theme.NavWidth-32, 40)
			top += 56
		}
		widgets.Put(s.body, theme.NavWidth, top, w-theme.NavWidth, bottom-top)
		widgets.Put(s.bar.object, 0, bottom, w, theme.StatusHeight)
		s.bar.placeToast(size, bottom)
	}, all...)
	return container.New(smallest{fyne.NewSize(1000, 640)}, s.around)
}

// smallest gives the window the least size that its pages are made for.
type smallest struct{ size fyne.Size }

func (l smallest) MinSize([]fyne.CanvasObject) fyne.Size { return l.size }
func (l smallest) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// Run is for pages: see Runner. What is around the page is drawn again after it.
func (s *Shell) Run(slot string, work func(context.Context) (func(), error)) {
	s.runner.Run(slot, func(ctx context.Context) (func(), error) {
		show, err := work(ctx)
		return func() {
			if show != nil {
				show()
			}
			s.arrive()
			s.doThen()
			s.afterWork()
		}, err
	})
}

// Wait is Run for work that waits for something, perhaps for hours: nobody is
// told that it goes on.
func (s *Shell) Wait(slot string, work func(context.Context) (func(), error)) {
	s.runner.Wait(slot, work)
}

// Await is for pages: see page.Host.
func (s *Shell) Await(slot string, all ...page.Awaiting) { s.runner.Await(slot, all...) }

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.win }

// Say tells that something was done.
func (s *Shell) Say(message string) { s.bar.say(message, widgets.Positive) }

// Unsay takes away what was told last, which is over.
func (s *Shell) Unsay() { s.bar.hideToast() }

// remark tells that a record is not quite what was typed, or where it is.
func (s *Shell) remark(r session.Remarks) {
	if r.Has(session.InNewLog) {
		s.bar.say("Recorded in a new log of yours: the one in this file is not where this computer left it.", widgets.Cautious)
	}
	if r.Has(session.WithoutSecret) {
		s.bar.say("Recorded without what looked like a password or token in an address.", widgets.Cautious)
	}
}

// Fail tells that something was not done, and why.
func (s *Shell) Fail(err error) {
	tone := widgets.Negative
	if errors.Is(err, context.Canceled) {
		tone = widgets.Neutral
	}
	s.bar.say(page.Sentence(err), tone)
}

// failed is Fail for what the runner did: a page may not be as it should.
func (s *Shell) failed(err error) {
	s.unread()
	s.Fail(err)
}

// slow tells that work goes on; what is then cancelled was not read.
func (s *Shell) slow(slot string, cancel func()) {
	s.bar.slow(slot, func() {
		cancel()
		s.unread()
	})
}

// Route is what the page shows now.
func (s *Shell) Route() page.Route { return s.route }

// Open goes somewhere; Back comes back from there.
func (s *Shell) Open(r page.Route) {
	if s.pages[r.Page] == nil {
		return
	}
	s.rememberPlace()
	s.trail.visit(r)
	s.enter(r)
}

// Back goes where one was before.
func (s *Shell) Back() {
	s.rememberPlace()
	if r, ok := s.trail.back(); ok {
		s.enter(r)
	}
}

// Forward takes Back back.
func (s *Shell) Forward() {
	s.rememberPlace()
	if r, ok := s.trail.forward(); ok {
		s.enter(r)
	}
}

// OpenAnd goes somewhere and has a command done there once it is shown.
func (s *Shell) OpenAnd(r page.Route, command string) {
	s.Open(r)
	s.then = command
	s.doThen()
}

// doThen does what was to be done where one has gone, once it is shown there.
func (s *Shell) doThen() {
	if s.then == "" || s.route.Page == pageQuestions && !s.questions.Shows(s.route.ID) {
		return
	}
	command := s.then
	s.then = ""
	s.Do(command)
}

// nextArticle is the article to judge after the one that is read.
func (s *Shell) nextArticle() (string, bool) {
	after := ""
	if s.route.Page == pageEvidence {
		after = s.current().Route().ID
	}
	return s.today.NextArticle(after)
}

// judgeNext goes from article to article of those of which nothing was judged.
func (s *Shell) judgeNext() {
	if id, ok := s.nextArticle(); ok {
		s.Open(page.Route{Page: pageEvidence, ID: id})
	}
}

// rememberPlace keeps which thing the page shows now, which may be another
// than when it was opened.
func (s *Shell) rememberPlace() {
	if p := s.current(); p != nil {
		s.trail.replace(p.Route())
	}
}

// arriver is a page that learns which thing to show before it reads; selecter one
// that is told once it has read.
type arriver interface{ Arrive(id string) }
type selecter interface{ Select(id string) }

// arrive tells a page that has read its things which of them was asked for.
func (s *Shell) arrive() {
	id := s.awaited
	p, ok := s.current().(selecter)
	if id == "" || !ok {
		return
	}
	s.awaited = ""
	p.Select(id)
}

func (s *Shell) enter(r page.Route) {
	p := s.pages[r.Page]
	changedPage, elsewhere := s.route.Page != r.Page, r.ID != "" && p.Route() != r
	if l, ok := s.pages[s.route.Page].(page.Leaver); ok && changedPage {
		l.Left()
	}
	s.route, s.awaited, s.then = r, r.ID, ""
	if a, ok := p.(arriver); ok && elsewhere {
		a.Arrive(r.ID)
	}
	if changedPage {
		s.bar.leavePage()
		s.win.Canvas().Unfocus()
		s.body.Objects = []fyne.CanvasObject{p.Object()}
		s.body.Refresh()
	}
	s.refresh(elsewhere)
	s.afterWork()
}

// goTo opens a page where it was left.
func (s *Shell) goTo(name string) {
	if p := s.pages[name]; p != nil && s.route.Page != name {
		s.Open(p.Route())
	}
}

func (s *Shell) current() page.Page {
	if s.route.Page == "" {
		return nil
	}
	return s.pages[s.route.Page]
}

// afterWork draws what depends on the present page and what was read.
func (s *Shell) afterWork() {
	if s.header == nil {
		return
	}
	s.header.show(s.current(), s.counts())
	s.nav.count(pageToday, s.today.Things())
	s.nav.choose(s.route.Page, s.questions.Tag())
}

// drop gives dropped files to the page, or to the first other page that takes them.
func (s *Shell) drop(uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		paths = append(paths, u.Path())
	}
	s.Drop(paths)
}

// Drop hands files to the page one is on, or else to the first that takes
// them; of forecast files among others each kind goes where it belongs.
func (s *Shell) Drop(paths []string) {
	switch {
	case len(paths) == 0:
		return
	case dialogs.Open(s.win.Canvas()):
		s.bar.say("Close the open dialog, then drop the files again: nothing was done with them.", widgets.Cautious)
		return
	case s.hand(paths):
		return
	}
	var shared, others []string
	for _, path := range paths {
		if strings.EqualFold(filepath.Ext(path), ".forecasts") {
			shared = append(shared, path)
		} else {
			others = append(others, path)
		}
	}
	tookOthers := len(shared) > 0 && s.hand(others)
	tookShared := len(others) > 0 && s.hand(shared)
	switch {
	case tookShared && tookOthers:
		s.Say("The forecast files are shown here; the other files wait on the Evidence page.")
	case tookShared:
		s.bar.say("The forecast files are shown here; the other files are not articles: nothing was done with them.", widgets.Cautious)
	default:
		s.bar.say("These files are neither articles nor forecast files: nothing was done with them.", widgets.Cautious)
	}
}

// hand gives files to the first page that takes them all, and goes there.
func (s *Shell) hand(paths []string) bool {
	order := []string{s.route.Page}
	for _, p := range pageList {
		if p.name != s.route.Page {
			order = append(order, p.name)
		}
	}
	for _, name := range order {
		if d, ok := s.pages[name].(page.Dropper); ok && d.Drop(paths) {
			said := s.bar.toast.Visible() // it is of the page that takes them
			s.goTo(name)
			s.bar.toast.Hidden = !said
			return true
		}
	}
	return false
}

func (s *Shell) setTheme(m theme.Mode) {
	app := fyne.CurrentApp()
	app.Settings().SetTheme(theme.New(m))
	app.Preferences().SetInt("theme", int(m))
	s.object.Refresh()
}

// setDense makes the rows of lists and tables compact, or comfortable again.
func (s *Shell) setDense(on bool) {
	theme.SetDense(on)
	fyne.CurrentApp().Preferences().SetBool("compact-rows", on)
	for _, p := range s.pages {
		p.Object().Refresh()
	}
	s.reload()
}
