// Package scores is the page that says how good the forecasts were: the
// headline with its interval, where it comes from, how it went over time, and
// each resolved question behind it. Nothing here ranks people.
package scores

import (
	"context"
	"math"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/tracks"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Scores(context.Context, scoring.Filter) (scoring.View, error)
	Drilldown(context.Context, scoring.Drilldown) (scoring.DrilldownView, error)
	Conventions(context.Context, scoring.Filter) ([]scoring.Convention, error)
	ScoreChange(ctx context.Context, from, to journal.Instant, f scoring.Filter) (scoring.Change, error)
	ReadScoresAhead(context.Context, scoring.Filter) error
	ForgetMany()
	Gaps(context.Context, scoring.Filter) (scoring.GapsView, error)
	LeftOut(context.Context, scoring.Filter) ([]scoring.LeftForecast, error)
	RestsOn(context.Context, scoring.Filter) (scoring.Rests, error)
	Trust(ctx context.Context, keys map[string]bool) error
	Horizon(context.Context, scoring.Filter) ([]score.HorizonBand, error)
	Luck(context.Context, scoring.Filter) (*score.Luck, error)
	Anytime(context.Context, scoring.Filter) (*scoring.Anytime, error)
	Adjusted(context.Context, scoring.Filter) ([]scoring.AdjustedScore, error)
	Recalibration(context.Context, scoring.Filter) (*score.Recalibration, error)
	Contrast(ctx context.Context, f scoring.Filter, against string) (*score.Contrast, error)
	Tournaments(context.Context, scoring.Filter) ([]scoring.Tournament, error)
	Reviews(context.Context) ([]scoring.ReviewView, error)
	ReviewsChanged(context.Context) (int, error)
	Review(ctx context.Context, period journal.Period, verdict, note string) (journal.ID, error)
	EvidenceTracks(context.Context) (evidence.EvidenceTracks, error)
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes.
const Name = "scores"

// Page is the scores page.
type Page struct {
	host   page.Host
	desk   Desk
	filter scoring.Filter
	view   scoring.View
	loaded bool
	// arrived tells that the filter was asked for: the page begins with it.
	arrived bool

	filters
	rows []pairRow

	cards   [5]*kpi
	history *chart.View
	title   *widgets.TitleRow
	pairs   *widgets.TitleRow
	order   *widgets.Dropdown
	table   *widgets.Table[pairRow] // of one forecaster
	// everyone has a column more: whose score it is.
	everyone *widgets.Table[pairRow]
	bandKey  *fyne.Container
	ranking  *ranking
	compared *ranking        // with what is known of each pair
	compare  *widgets.Button // leads to the tab with it
	diagram  *diagram
	left     *widgets.Text
	murphy   *murphy

	numbers *numbers

	tabs     *widgets.Segmented // of what is below the cards
	tabKeys  *fyne.Container
	asked    map[string]bool // what was asked for beside the figures, since they were read
	rests    *rests
	horizon  *horizon
	peers    *peers
	contrast *contrast

	improvement *improvement

	evidence      *tracks.View
	evidencePanel *fyne.Container
	lower         *fyne.Container // below the tabs, with the overview

	layout *scoreLayout
	scroll *widgets.Scroll
	// probable is what is drawn of yes-or-no questions and choices.
	probable *fyne.Container
	empty    *fyne.Container
	narrowed *fyne.Container // the filters leave nothing
	unseen   *fyne.Container // nothing counted by the day that is looked back at
	foreign  *fyne.Container // all that there is was imported, and is not asked for
	object   *fyne.Container
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk, filter: scoring.Filter{Rule: rules[0]}, asked: map[string]bool{}}
	p.makeFilters()
	p.build()
	return p
}

// Route says what the page shows now.
func (p *Page) Route() page.Route { return page.Route{Page: Name} }

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Walked is the list of the tab that is chosen.
func (p *Page) Walked() fyne.Focusable {
	switch p.tabs.Chosen() {
	case restsOn:
		if p.rests.own.list.Length() > 0 {
			return p.rests.own.list
		}
		return p.rests.others.list
	case comparing:
		return p.compared.table.List
	case improving:
		return p.improvement.advice.list
	}
	if p.everyone.Object().Visible() {
		return p.everyone.List
	}
	return p.table.List
}

// Heading is the page's title and what is counted.
func (p *Page) Heading() (title, more string) {
	if !p.loaded {
		return "Scores", ""
	}
	return "Scores", subtitle(p.view, p.whose())
}

// manyPairs is from where on the figures are shown before their intervals,
// which take longer.
const manyPairs = 2000

// Arrive narrows the page to a forecaster, and to a tag if one is named.
func (p *Page) Arrive(id string) {
	forecaster, tag, tab, ok := page.ReadScoresOf(id)
	if !ok {
		return
	}
	p.filter = scoring.Filter{Rule: p.filter.Rule, Forecaster: forecaster, Tag: tag}
	p.period, p.arrived = period{}, true
	p.kind.SetValues(kindNames, 0)
	p.origin.SetValues(originNames, 0)
	p.showReading()
	p.Turn(tab)
}

// Show reads everything that is shown.
func (p *Page) Show() {
	p.showEvidence()
	p.checkReviews()
	p.read()
}

// Left releases what was read to be scored: nobody looks at it.
func (p *Page) Left() {
	p.host.Run("scores.ahead", func(context.Context) (func(), error) {
		p.desk.ForgetMany()
		return nil, nil
	})
}

// Parts are the record of evidence, whether reviews still hold, and the scores.
func (p *Page) Parts() []page.Part {
	evidence := []session.Topic{session.TopicArticle, session.TopicFinding, session.TopicOutcome, session.TopicWording,
		session.TopicRecord, session.TopicLog}
	return []page.Part{
		{Shows: page.Always(page.Shown{Topics: evidence}), Read: p.showEvidence},
		{Shows: page.Always(page.Shown{Topics: append([]session.Topic{session.TopicReview}, page.Scored...)}), Read: p.checkReviews},
		{Shows: page.Always(page.Shown{Topics: page.Scored}), Read: p.read},
	}
}

// read reads the scores as the filter says.
func (p *Page) read() {
	filter, first, many := p.filter, !p.loaded, p.view.Size > manyPairs
	chosen := p.arrived
	p.host.Run("scores", func(ctx context.Context) (func(), error) {
		ask := filter
		ask.Plain = first || many
		v, err := p.desk.Scores(ctx, ask)
		if err == nil && first {
			if own := ownKey(v); own != "" && !chosen {
				filter.Forecaster = own
			}
			ask = filter
			ask.Plain = v.Size > manyPairs
			v, err = p.desk.Scores(ctx, ask)
		}
		if err != nil {
			return nil, err
		}
		rows := pairRows(v, p.calendar())
		return func() {
			p.filter = filter
			p.draw(v, rows)
			if v.Plain {
				p.complete()
			}
		}, nil
	})
}

// complete reads what takes longer than the figures.
func (p *Page) complete() {
	filter := p.filter
	p.host.Run("scores", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Scores(ctx, filter)
		if err != nil {
			return nil, err
		}
		rows := pairRows(v, p.calendar())
		return func() {
			p.draw(v, rows)
			p.host.Run("scores.ahead", func(ctx context.Context) (func(), error) { return nil, p.desk.ReadScoresAhead(ctx, filter) })
		}, nil
	})
}

// ownKey names oneself among those who have a score; the page begins there.
func ownKey(v scoring.View) string {
	for _, g := range v.Groups {
		if g.Mine {
			return g.Forecaster.Ref()
		}
	}
	return ""
}

func (p *Page) draw(v scoring.View, rows []pairRow) {
	p.view, p.loaded = v, true
	p.offer(v)
	for i, c := range cards(v) {
		p.cards[i].show(c)
	}
	p.cards[0].showChange(v)
	p.explainCards()
	p.title.Title.SetText(ruleName(v.Rule) + " score over time")
	p.title.More.SetText("running headline; dashed: last " + words.Count(scoring.RollingQuestions) + " questions")
	p.bandKey.Hidden = !hasBand(v)
	p.history.Refresh()
	p.rows = rows
	p.pairs.More.SetText(listed(v, len(rows)) + " · " + words.Counted(v.Scored, "scored forecast", "scored forecasts") + " · time-weighted " + ruleName(v.Rule))
	p.sortRows()
	groups := groupRows(v)
	p.ranking.show(v, groups)
	p.compared.show(v, groups)
	p.contrast.offer(v)
	p.diagram.show(v)
	p.murphy.show(v)
	p.left.SetText(leftCount(v))
	p.numbers.show(v, p.calendar())
	p.rests.read()
	clear(p.asked)
	p.readTab()
	some := probable(v) || len(v.Numbers.Rows) > 0
	widgets.Show(p.probable, probable(v))
	p.showLower()
	widgets.Show(p.scroll, some)
	foreign := !some && p.filter.AsOf == 0 && v.LeftOut["imported"] > 0
	widgets.Show(p.foreign, foreign)
	none := !some && p.filter.AsOf == 0 && !foreign
	widgets.Show(p.empty, none && !p.isNarrowed())
	widgets.Show(p.narrowed, none && p.isNarrowed())
	unseen := !some && p.filter.AsOf != 0
	if unseen {
		p.unseen.Objects = []fyne.CanvasObject{p.newUnseen(v)}
	}
	widgets.Show(p.unseen, unseen)
	p.showLater(v)
	p.object.Refresh()
}

// listed says what the table holds: a line for each forecaster and question.
func listed(v scoring.View, lines int) string {
	switch {
	case v.Plain && lines >= scoring.RowsAtFirst:
		return "the newest " + words.Count(lines)
	case lines != v.Questions:
		return words.Counted(v.Questions, "question", "questions") + ", " + words.Counted(lines, "line", "lines")
	}
	return words.Count(lines)
}

// probable reports whether there are yes-or-no questions or choices to show.
func probable(v scoring.View) bool { return v.Questions > 0 || len(v.Pairs) > 0 }

func (p *Page) calendar() words.Calendar {
	return words.Calendar{Now: p.desk.Now(), Zone: p.desk.Zone()}
}

// whose is the name of the forecaster that is chosen; empty for everyone.
func (p *Page) whose() string {
	for _, f := range p.view.Forecasters {
		if p.filter.Forecaster != "" && f.Ref() == p.filter.Forecaster {
			return f.Name
		}
	}
	return ""
}

// beside sorts very many rows of a table off the UI goroutine.
func (p *Page) beside(do func() (show func())) {
	p.host.Run("table", func(context.Context) (func(), error) { return do(), nil })
}

// sortRows puts the table in the order that is chosen.
func (p *Page) sortRows() {
	rows, by := p.rows, sorting(p.order.Chosen())
	if by == newest { // as the desk gives them
		p.showRows(rows)
		return
	}
	p.host.Run("order", func(context.Context) (func(), error) {
		rows := sorted(rows, by)
		return func() { p.showRows(rows) }, nil
	})
}

func (p *Page) showRows(rows []pairRow) {
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
		d.Points = append(d.Points, chart.HistoryPoint{At: h.At.Time().In(zone), Value: h.Value, Lo: h.Lo, Hi: h.Hi, Rolling: drawn(h.Rolling)})
	}
	if p.view.UNC != nil && *p.view.UNC > 0 && p.filter.Rule == rules[0] {
		d.Base = p.view.UNC
	}
	return d
}

// drawn is a number where it can be drawn.
func drawn(v *float64) *float64 {
	if !finite(v) {
		return nil
	}
	return v
}

// hasBand reports whether the history has an interval to draw.
func hasBand(v scoring.View) bool {
	n := 0
	for _, h := range v.History {
		if finite(h.Lo) && finite(h.Hi) {
			n++
		}
	}
	return n > 1
}

// finite reports whether there is a number that can be drawn.
func finite(v *float64) bool { return v != nil && !math.IsInf(*v, 0) && !math.IsNaN(*v) }
