// Package questions is the page that an analyst keeps open all day: the list
// of questions, and of one of them its wording, its timeline, its evidence
// and records, where the team stands, and the panel to record a probability.
//
// The page asks the desk through the interface Desk and never keeps what the
// desk says beyond the next Show; what it keeps are drafts, for each question
// one, so that going to another question and back loses nothing.
package questions

import (
	"context"
	"encoding/json"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	RowsIn(context.Context, question.State) ([]question.Row, error)
	QuestionList(context.Context, question.Wanted) (question.List, error)
	ListedRows(ctx context.Context, nums []int64) ([]question.Row, error)
	NextTitled(ctx context.Context, nums []int64, begin string, from int) (int, error)
	Question(context.Context, journal.ID) (question.View, error)
	Ask(context.Context, journal.Asked) (journal.ID, error)
	Revise(ctx context.Context, question journal.ID, set map[string]any, why string) (journal.ID, error)
	Forecast(context.Context, journal.ID, standing.Belief, question.Saying) (journal.ID, error)
	Withdraw(ctx context.Context, question journal.ID, by, why string) (journal.ID, error)
	Retract(ctx context.Context, record journal.ID, why string) (journal.ID, error)
	Resolve(ctx context.Context, question journal.ID, outcome json.RawMessage, with question.Resolving) (journal.ID, error)
	Annul(ctx context.Context, question journal.ID, why, note string) (journal.ID, error)
	Reopen(ctx context.Context, question journal.ID, note string) (journal.ID, error)
	Confirm(ctx context.Context, question journal.ID) (journal.ID, error)
	BaseRate(context.Context, evidence.Counting) (journal.ID, error)
	Pin(ctx context.Context, question journal.ID, on bool) error
	Comment(ctx context.Context, on journal.ID, text string) (journal.ID, error)
	Ranking(context.Context) ([]scoring.Group, error)
	OwnAdvice(context.Context) (*score.Recalibration, error)
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes.
const Name = "questions"

// Page is the questions page.
type Page struct {
	host page.Host
	desk Desk

	listed   listed
	at       int // where in the list the wanted question stands; −1 if it does not, or that is not known
	tag      string
	wanted   journal.ID // the question that is or shall be shown
	asked    journal.ID // the question that was read last, or is being read
	view     *question.View
	drafts   map[journal.ID]*draft
	loaded   bool
	advised  bool   // what one's numbers came to was read
	scored   string // what was resolved when the records were read
	narrowed bool   // the list was narrowed: what it does not have is not shown any more
	arriving bool   // the wanted question was asked for by name: show it whatever the list shows

	// next is a question whose forecast is typed next, once it is drawn.
	next journal.ID

	list   *listPane
	header *headerPanel
	chart  *chartPanel
	lower  *lowerPanel
	update *updatePanel
	team   *teamPanel
	layout *pageLayout
	right  *widgets.Awaited // the question
	object *fyne.Container
}

// A draft is what was typed about a question and not yet recorded.
type draft struct {
	note   string
	p      float64
	set    bool
	shares []float64
	spread *spreadText
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk, at: -1, drafts: map[journal.ID]*draft{}}
	p.list = newListPane(p)
	p.header = newHeaderPanel(p)
	p.chart = newChartPanel(host)
	p.lower = newLowerPanel(p)
	p.update = newUpdatePanel(p)
	p.team = newTeamPanel(host)
	p.build()
	p.showEmpty()
	host.Await("questions/list", p.list.body, p.right.Ahead())
	host.Await("questions/one", p.right)
	return p
}

// Route says which question is shown.
func (p *Page) Route() page.Route {
	if p.wanted.IsZero() {
		return page.Route{Page: Name}
	}
	return page.Route{Page: Name, ID: p.wanted.String()}
}

// Shows reports whether a question is what is drawn.
func (p *Page) Shows(id string) bool { return p.view != nil && p.view.ID.String() == id }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Arrive makes a question the one to show, whatever the list shows.
func (p *Page) Arrive(id string) {
	q, err := journal.ParseID(id)
	if err != nil {
		return
	}
	p.arriving = true
	p.leaveFor(q)
}

// leaveFor makes a question the wanted one. The form that is drawn is another's
// until that one was read: it records nothing meanwhile (see submit), and what
// is typed does not go into it.
func (p *Page) leaveFor(q journal.ID) {
	if p.wanted != q {
		p.wanted, p.at = q, -1
	}
	if w := p.host.Window(); w != nil && p.onTheWay() && w.Canvas().Focused() != fyne.Focusable(p.list.list) {
		w.Canvas().Unfocus()
	}
}

// onTheWay reports whether another question is drawn than the wanted one, which
// is being read.
func (p *Page) onTheWay() bool { return p.view != nil && p.view.ID != p.wanted }

// Tag is the tag to which the list is narrowed, or empty.
func (p *Page) Tag() string { return p.tag }

// FilterTag narrows the list to a tag; empty widens it.
func (p *Page) FilterTag(tag string) {
	p.tag, p.narrowed = tag, true
	p.Show()
}

// FindEntry is the field that filters the list.
func (p *Page) FindEntry() fyne.Focusable { return p.list.openFilter() }

// Walked is the list of questions.
func (p *Page) Walked() fyne.Focusable { return p.list.list }

// Show reads the question and the list.
func (p *Page) Show() {
	if !p.wanted.IsZero() {
		p.load()
	}
	p.readList()
}

// Parts are the list and the question that is shown.
func (p *Page) Parts() []page.Part {
	listed := page.Shown{Topics: []session.Topic{session.TopicQuestion, session.TopicForecast, session.TopicOutcome,
		session.TopicWording, session.TopicFinding, session.TopicRecord, session.TopicLog}}
	return []page.Part{{Shows: page.Always(listed), Read: p.readList}, {Shows: p.shows, Read: p.load}}
}

// shows is what of the workspace the question that is shown tells of.
func (p *Page) shows() page.Shown {
	s := page.Shown{Topics: []session.Topic{session.TopicComment, session.TopicLog}, IDs: []journal.ID{p.wanted}}
	if v := p.view; v != nil {
		if v.If != nil {
			s.IDs = append(s.IDs, v.If.Question)
		}
		for _, b := range v.Bearings {
			s.IDs = append(s.IDs, b.Finding, b.Article)
		}
	}
	return s
}

func (p *Page) calendar() words.Calendar {
	return words.Calendar{Now: p.desk.Now(), Zone: p.desk.Zone()}
}

// loadRecords reads how everybody has scored, where what is resolved differs
// from when it was last read.
func (p *Page) loadRecords() {
	ended := p.listed.Ended
	if ended != p.scored || !p.advised {
		p.loadAdvice()
	}
	if ended == p.scored {
		return
	}
	p.host.Run("questions/records", func(ctx context.Context) (func(), error) {
		ranked, err := p.desk.Ranking(ctx)
		return func() {
			p.scored = ended
			p.team.know(ranked, p.calendar())
			p.relayout()
		}, err
	})
}

// open shows a question.
func (p *Page) open(id journal.ID) {
	if p.wanted == id && p.view != nil && p.view.ID == id {
		return
	}
	p.leaveFor(id)
	p.load()
}

// load reads the question that is wanted.
func (p *Page) load() {
	id := p.wanted
	p.asked = id
	if id.IsZero() {
		p.view = nil
		p.showEmpty()
		return
	}
	p.host.Run("questions/one", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Question(ctx, id)
		return func() { p.showView(v) }, err
	})
}

func (p *Page) showView(v question.View) {
	if p.view == nil || p.view.ID != v.ID {
		p.layout.top()
	}
	p.view = &v
	c := p.calendar()
	p.header.show(v, c)
	p.chart.show(v, c)
	p.lower.show(v, c)
	p.update.show(v, c)
	p.team.show(v, c)
	p.showEmpty()
	p.relayout()
	if v.ID == p.next {
		p.next = journal.ID{}
		p.update.focusNumber()
	}
}

// relayout makes room again after a panel changed its height.
func (p *Page) relayout() { p.layout.refresh() }

// draftOf is what was typed about a question; it is made if there is none.
func (p *Page) draftOf(id journal.ID) *draft {
	d := p.drafts[id]
	if d == nil {
		d = &draft{}
		p.drafts[id] = d
	}
	return d
}

// TakeTyped takes what was typed on another page of the same workspace and not yet
// recorded.
func (p *Page) TakeTyped(from *Page) { p.drafts = from.drafts }

// step goes to the next or previous question of the list.
func (p *Page) step(by int) {
	i := p.at + by
	if i < 0 || i >= len(p.listed.Nums) {
		return
	}
	p.list.list.Select(i)
	p.openAt(i)
}

// goTo goes to a question that was just asked, and leaves the one before at
// once.
func (p *Page) goTo(id journal.ID) {
	p.arriving = true
	p.leaveFor(id)
	p.view = nil
	p.right.Forget()
	p.showEmpty()
	p.Show()
}

// change does what alters the question, says that it was done, and keeps what
// was typed where it was not: then the sentence goes to failed.
func (p *Page) change(slot string, do func(context.Context) error, done func(), failed func(string)) {
	p.host.Run("questions/change/"+slot, func(ctx context.Context) (func(), error) {
		if err := do(context.WithoutCancel(ctx)); err != nil {
			return func() { failed(page.Sentence(err)) }, nil
		}
		return func() {
			done()
			if p.view != nil { // it may have been read, and drawn with what was typed, before
				p.update.show(*p.view, p.calendar())
				p.relayout()
			}
		}, nil
	})
}

func (p *Page) focus(o fyne.Focusable) {
	if w := p.host.Window(); w != nil {
		w.Canvas().Focus(o)
	}
}

// toneOf is how a chip of the page is coloured.
func toneOf(t tone) widgets.Tone {
	switch t {
	case accent:
		return widgets.Informative
	case warning:
		return widgets.Cautious
	case good:
		return widgets.Positive
	case bad:
		return widgets.Negative
	}
	return widgets.Neutral
}
