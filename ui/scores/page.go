// Package scores is the page that says how good the forecasts were: the
// headline with its interval, where it comes from, how it went over time, and
// each resolved question behind it. Nothing here ranks people.
package scores

import (
	"context"
	"math"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Scores(context.Context, forecasts.ScoreFilter) (forecasts.ScoreView, error)
	Status(context.Context) (forecasts.Status, error)
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes.
const Name = "scores"

// Page is the scores page.
type Page struct {
	host   page.Host
	desk   Desk
	filter forecasts.ScoreFilter
	view   forecasts.ScoreView
	loaded bool

	who      *widgets.Dropdown
	tag      *widgets.Dropdown
	rule     *widgets.Segmented
	imported *widgets.Checkbox
	keys     []string // of the forecasters that who offers
	tags     []string
	order    *widgets.Dropdown
	rows     []pairRow

	cards   [5]*kpi
	history *chart.View
	title   *widgets.TitleRow
	pairs   *widgets.TitleRow
	table   *widgets.Table[pairRow] // of one forecaster
	// everyone has a column more: whose score it is.
	everyone *widgets.Table[pairRow]
	bandKey  *fyne.Container
	groups   *widgets.Table[groupRow]
	diagram  *diagram
	left     *widgets.Text
	when     *widgets.Dropdown
	period   string // the name of the one that is chosen
	periods  []period
	layout   *scoreLayout
	scroll   *widgets.Scroll
	empty    *fyne.Container
	object   *fyne.Container
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk, filter: forecasts.ScoreFilter{Rule: rules[0]}}
	p.who = widgets.NewDropdown("Forecaster", nil, -1, func(i int) {
		p.filter.Forecaster = p.keys[i]
		p.Show()
	})
	p.tag = widgets.NewDropdown("Tag", []string{"All"}, 0, func(i int) {
		p.filter.Tag = ""
		if i > 0 {
			p.filter.Tag = p.tags[i-1]
		}
		p.Show()
	})
	p.when = widgets.NewDropdown("Period", []string{"All time"}, 0, p.choosePeriod)
	p.rule = widgets.NewSegmented(32, ruleNames, 0, func(i int) {
		p.filter.Rule = rules[i]
		p.Show()
	})
	p.imported = widgets.NewCheckbox("Add imported", false, func(on bool) {
		p.filter.Imported = on
		p.Show()
	})
	p.build()
	return p
}

// Route says where one is.
func (p *Page) Route() page.Route { return page.Route{Page: Name} }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Heading is the page's title and what is counted.
func (p *Page) Heading() (title, more string) {
	if !p.loaded {
		return "Scores", ""
	}
	return "Scores", subtitle(p.view, p.whose())
}

// Show reads the scores as the filter says.
func (p *Page) Show() {
	filter, first := p.filter, !p.loaded
	p.host.Run("scores", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Scores(ctx, filter)
		if own := ownKey(v); err == nil && first && own != "" {
			filter.Forecaster = own
			v, err = p.desk.Scores(ctx, filter)
		}
		if err != nil {
			return nil, err
		}
		st, err := p.desk.Status(ctx)
		return func() {
			p.filter = filter
			p.draw(v, st)
		}, err
	})
}

// ownKey names oneself among those who have a score; the page begins there.
func ownKey(v forecasts.ScoreView) string {
	for _, g := range v.Groups {
		if g.Mine {
			return refOf(g.Forecaster)
		}
	}
	return ""
}

// refOf is how a filter names a forecaster: by key, or by name where somebody
// else keeps the forecasts.
func refOf(f forecasts.Forecaster) string {
	if f.By != "" || f.Key == "" {
		return f.Name
	}
	return f.Key
}

func (p *Page) draw(v forecasts.ScoreView, st forecasts.Status) {
	p.view, p.loaded = v, true
	p.offer(v, st)
	for i, c := range cards(v) {
		p.cards[i].show(c)
	}
	n := plural(v.Questions, "resolved question", "resolved questions")
	p.title.Title.SetText(ruleName(v.Rule) + " score over time")
	p.title.More.SetText("running headline, " + n)
	p.bandKey.Hidden = !hasBand(v)
	p.history.Refresh()
	p.rows = pairRows(v, p.calendar())
	p.pairs.More.SetText(notation.Count(len(p.rows)) + " · " + plural(v.Forecasts, "forecast", "forecasts") + " · time-weighted " + ruleName(v.Rule))
	p.sortRows()
	p.groups.SetRows(groupRows(v))
	p.groups.NoSelect = true
	for i, g := range v.Groups {
		if g.Mine {
			p.groups.Select(i)
		}
	}
	p.diagram.show(v)
	p.left.SetText(leftCount(v))
	if v.Questions == 0 && len(v.Pairs) == 0 {
		p.scroll.Hide()
		p.empty.Show()
	} else {
		p.empty.Hide()
		p.scroll.Show()
	}
	p.object.Refresh()
}

func (p *Page) calendar() calendar { return calendar{p.desk.Now(), p.desk.Zone()} }

// offer fills the filters with what there is to choose.
func (p *Page) offer(v forecasts.ScoreView, st forecasts.Status) {
	names, chosen := []string{"Everyone"}, 0
	p.keys = []string{""}
	for _, f := range v.Forecasters {
		key := refOf(f)
		p.keys = append(p.keys, key)
		names = append(names, f.Name)
		if key == p.filter.Forecaster {
			chosen = len(p.keys) - 1
		}
	}
	p.who.SetValues(names, chosen)
	p.offerPeriods(v)
	p.tags = nil
	words, at := []string{"All"}, 0
	for _, t := range st.Tags {
		p.tags = append(p.tags, t.Tag)
		words = append(words, t.Tag)
		if t.Tag == p.filter.Tag {
			at = len(p.tags)
		}
	}
	p.tag.SetValues(words, at)
}

// whose is the name of the forecaster that is chosen; empty for everyone.
func (p *Page) whose() string {
	for _, f := range p.view.Forecasters {
		if p.filter.Forecaster != "" && refOf(f) == p.filter.Forecaster {
			return f.Name
		}
	}
	return ""
}

func (p *Page) sortRows() {
	rows := sorted(p.rows, sorting(p.order.Chosen()))
	shown, hidden := p.table, p.everyone
	if p.filter.Forecaster == "" {
		shown, hidden = p.everyone, p.table
	}
	hidden.Object().Hide()
	shown.Object().Show()
	shown.SetRows(rows)
}

func (p *Page) historyData() chart.HistoryData {
	d := chart.HistoryData{Name: p.whose()}
	if d.Name == "" {
		d.Name = "Score"
	}
	zone := p.desk.Zone()
	for _, h := range p.view.History {
		if !finite(&h.Value) { // certainty proved wrong: no line goes there
			continue
		}
		if !finite(h.Lo) || !finite(h.Hi) {
			h.Lo, h.Hi = nil, nil
		}
		d.Points = append(d.Points, chart.HistoryPoint{At: h.At.Time().In(zone), Value: h.Value, Lo: h.Lo, Hi: h.Hi})
	}
	if p.view.UNC != nil && *p.view.UNC > 0 && p.filter.Rule == rules[0] {
		d.Base = p.view.UNC
	}
	return d
}

// hasBand tells whether the history has an interval to draw.
func hasBand(v forecasts.ScoreView) bool {
	n := 0
	for _, h := range v.History {
		if finite(h.Lo) && finite(h.Hi) {
			n++
		}
	}
	return n > 1
}

// finite tells whether there is a number that can be drawn.
func finite(v *float64) bool { return v != nil && !math.IsInf(*v, 0) && !math.IsNaN(*v) }

// kpi is one of the five cards at the top.
type kpi struct {
	caption, value *widgets.Text
	note           *widgets.Paragraph
	object         *fyne.Container
}

func newKPI() *kpi {
	k := &kpi{
		caption: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary}),
		value:   widgets.NewText("", widgets.Style{Size: theme.Figure, LineHeight: 32, Weight: theme.SemiBold}),
		note:    widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2),
	}
	k.object = widgets.NewPanel(widgets.Arrange(func(s fyne.Size) {
		pad := float32(15)
		if s.Width < 200 {
			pad = 11
		}
		widgets.Put(k.caption, pad, 11, s.Width-2*pad, 16)
		widgets.Put(k.value, pad, 31, s.Width-2*pad, 32)
		widgets.Put(k.note, pad, 66, s.Width-2*pad, s.Height-70)
	}, k.caption, k.value, k.note))
	return k
}

func (k *kpi) show(c card) {
	k.caption.SetText(c.Caption)
	k.value.SetText(c.Value)
	colour := theme.Text
	switch {
	case c.Value == dash:
		colour = theme.Ter
	case c.Good:
		colour = theme.GoodInk
	}
	k.value.SetColour(colour)
	k.note.SetText(c.Note)
}
