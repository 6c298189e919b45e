// Package forecasters is the page that says of everyone who forecasts how good
// the record is, on which subjects, whether what is said happens as often, and
// how lately they forecast. It lists people by name and ranks nobody.
package forecasters

import (
	"context"
	"reflect"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	ForecasterViews(context.Context) ([]scoring.ForecasterView, error)
	ForgetMany()
	Luck(context.Context, scoring.Filter) (*score.Luck, error)
	Anytime(context.Context, scoring.Filter) (*scoring.Anytime, error)
	Adjusted(context.Context, scoring.Filter) ([]scoring.AdjustedScore, error)
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes.
const Name = "forecasters"

// Page is the forecasters page.
type Page struct {
	host   page.Host
	desk   Desk
	views  []scoring.ForecasterView
	loaded bool
	chosen string // who is shown at the right
	shown  scoring.ForecasterView
	learnt *fyne.Container // what the forecaster that is shown can learn

	title  *widgets.TitleRow
	wide   *widgets.Table[row]
	narrow *widgets.Table[row] // with fewer columns, for narrow windows
	body   *widgets.Awaited
	list   *fyne.Container
	detail *fyne.Container
	empty  *fyne.Container
	object *fyne.Container
}

const (
	margin       = theme.BodyMargin
	rowHigh      = 36
	detailWide   = 400
	detailNarrow = 344
	narrowBefore = 1100
)

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk}
	p.title = widgets.NewTitleRow("Forecasters", "")
	p.wide, p.narrow = widgets.NewTable(rowHigh, columns(true)...), widgets.NewTable(rowHigh, columns(false)...)
	for _, t := range []*widgets.Table[row]{p.wide, p.narrow} {
		t.OnRow = func(r row) { p.choose(r.key) }
		t.OnOpenRow = func(row) { p.openScores(p.shown, "") }
	}
	p.body = widgets.NewAwaited(10, widgets.Stack(p.wide.Object(), p.narrow.Object()))
	host.Await("forecasters", p.body)
	p.list = widgets.NewPanel(widgets.VBox(0, p.title.Object(), widgets.Flex(p.body.Object())))
	p.detail = widgets.Stack()
	p.empty = widgets.NewEmptyState("forecasters", "Nobody has forecast yet",
		"Everyone who records a forecast, or whose records you merge, is listed here with the quality of their forecasts.", nil)
	p.empty.Hide()
	right := widgets.NewPanel(p.detail)
	p.object = widgets.Arrange(func(s fyne.Size) {
		few := s.Width < narrowBefore
		w := float32(detailWide)
		if few {
			w = detailNarrow
		}
		shown, hidden := p.wide, p.narrow
		if few {
			shown, hidden = p.narrow, p.wide
		}
		hidden.Object().Hide()
		shown.Object().Show()
		none := p.loaded && len(p.views) == 0
		p.list.Hidden, right.Hidden, p.empty.Hidden = none, none || !p.loaded, !none
		left := s.Width - 3*margin - w
		widgets.Put(p.list, margin, margin, left, s.Height-2*margin)
		widgets.Put(right, 2*margin+left, margin, w, s.Height-2*margin)
		widgets.Put(p.empty, 0, 0, s.Width, s.Height)
	}, p.list, right, p.empty)
	return p
}

// Route says what the page shows now.
func (p *Page) Route() page.Route { return page.Route{Page: Name} }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Walked is the table of forecasters.
func (p *Page) Walked() fyne.Focusable {
	if p.wide.Object().Visible() {
		return p.wide.List
	}
	return p.narrow.List
}

// Heading is the page's title and what is counted.
func (p *Page) Heading() (title, more string) {
	if !p.loaded {
		return "Forecasters", ""
	}
	return "Forecasters", words.Plural(len(p.views), "forecaster")
}

// Show reads everyone's record.
func (p *Page) Show() {
	p.host.Run("forecasters", func(ctx context.Context) (func(), error) {
		views, err := p.desk.ForecasterViews(ctx)
		return func() { p.draw(views) }, err
	})
}

// Left releases what was read to be scored: nobody looks at it.
func (p *Page) Left() {
	p.host.Run("forecasters.left", func(context.Context) (func(), error) {
		p.desk.ForgetMany()
		return nil, nil
	})
}

// Parts are everyone's record.
func (p *Page) Parts() []page.Part {
	return []page.Part{{Shows: page.Always(page.Shown{Topics: page.Scored}), Read: p.Show}}
}

func (p *Page) draw(views []scoring.ForecasterView) {
	p.views, p.loaded = views, true
	rows := rowsOf(views, p.calendar())
	p.title.More.SetText("by name, no ranks · Brier score, low is better")
	p.wide.SetRows(rows)
	p.narrow.SetRows(rows)
	chosen := 0
	for i, r := range rows {
		if r.key == p.chosen {
			chosen = i
		}
	}
	if len(rows) > 0 {
		p.wide.Select(chosen)
		p.narrow.Select(chosen)
		p.choose(rows[chosen].key)
	}
	p.object.Layout.Layout(p.object.Objects, p.object.Size())
	p.object.Refresh()
}

// choose shows one forecaster at the right.
func (p *Page) choose(key string) {
	p.chosen = key
	for _, v := range p.views {
		if keyOf(v) == key {
			if len(p.detail.Objects) > 0 && reflect.DeepEqual(p.shown, v) {
				return // Fyne holds on to what is made again
			}
			p.shown = v
			p.detail.Objects = []fyne.CanvasObject{widgets.NewScroll(p.about(v))}
			p.detail.Refresh()
			p.detail.Layout.Layout(p.detail.Objects, p.detail.Size())
			p.learn(v)
			return
		}
	}
}

func (p *Page) calendar() words.Calendar {
	return words.Calendar{Now: p.desk.Now(), Zone: p.desk.Zone()}
}
