// Package scenarios is the page of the futures that a desk holds possible: their
// weights, what they imply for questions beside what is stated, what to watch
// for, and how well the evidence fits each. Weights are forecasts; once a set is
// resolved they are scored like any other.
package scenarios

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/reconcile"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	ScenarioSets(context.Context, listing.Filter) ([]scenarioset.Listed, error)
	Scenarios(ctx context.Context, id journal.ID, by string) (scenario.View, error)
	FrameScenarios(context.Context, journal.Framed) (journal.ID, error)
	ReviseScenarios(ctx context.Context, id journal.ID, to journal.Framed) (journal.ID, error)
	WeighScenarios(ctx context.Context, id journal.ID, weights map[string]float64, note string) (journal.ID, error)
	ConditionScenarios(ctx context.Context, id, on journal.ID, p map[string]float64) (journal.ID, error)
	ResolveScenarios(ctx context.Context, id journal.ID, outcome string, knownAt *journal.Instant, note string) (journal.ID, error)
	RateConsistency(ctx context.Context, id, finding journal.ID, ratings map[string]string) (journal.ID, error)
	PlaceSignpost(ctx context.Context, set journal.ID, text string, checkBy journal.Instant, p map[string]float64) (journal.ID, error)
	CheckSignpost(ctx context.Context, signpost journal.ID, seen bool, knownAt *journal.Instant, finding *journal.ID) (scenario.SignpostCheck, error)
	Adjust(context.Context, reconcile.Adjustment) (int, error)
	Coherence(ctx context.Context, by string) ([]incoherence.Incoherence, error)
	Relations(context.Context) ([]question.Relation, error)
	Conditionals(context.Context) ([]question.Conditional, error)
	SuggestRelations(context.Context) ([]question.Relation, error)
	Relate(ctx context.Context, from, to journal.ID, kind, note string) (journal.ID, error)
	Retract(ctx context.Context, id journal.ID, why string) (journal.ID, error)
	SeekQuestions(context.Context, question.Seek) ([]question.Found, error)
	RowsOf(ctx context.Context, questions []journal.ID) ([]question.Row, error)
	Findings(context.Context, listing.Filter) ([]listing.Finding, error)
	Finding(context.Context, journal.ID) (listing.Finding, error)
	Now() time.Time
	Zone() *time.Location
}

// Name is the page's name in routes; the others are pages that it leads to.
const (
	Name      = "scenarios"
	questions = "questions"
	evidence  = "evidence"
)

// Page shows one scenario set.
type Page struct {
	host   page.Host
	desk   Desk
	sets   []scenarioset.Listed
	view   scenario.View
	want   string // the set to show; empty is the first that is open
	by     string // whose view; empty is one's own
	loaded bool
	loose  bool     // weights that are typed leave the others as they are
	names  []string // that the tables were made for

	first      *widgets.Button
	head       *head
	bar, cards *fyne.Container
	offer      *fyne.Container // weights that follow from what was seen
	matrix     *matrix
	hypotheses *hypotheses
	posts      *signposts
	pictures   *pictures
	scroll     *widgets.Scroll
	empty      *fyne.Container
	object     *fyne.Container
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk}
	p.build()
	return p
}

// Route says what the page shows now.
func (p *Page) Route() page.Route {
	r := page.Route{Page: Name, ID: p.want}
	if p.loaded && p.want == "" && len(p.sets) > 0 {
		r.ID = p.view.ID.String()
	}
	return r
}

// Object is what is drawn.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Heading is the page's title and how many sets there are.
func (p *Page) Heading() (title, more string) {
	if !p.loaded || len(p.sets) == 0 {
		return "Scenarios", ""
	}
	return "Scenarios", words.Plural(len(p.sets), "set")
}

// Primary is the page's first button.
func (p *Page) Primary() *widgets.Button { return p.first }

// Arrive shows the set with an id.
func (p *Page) Arrive(id string) { p.want, p.by = id, "" }

// Show reads the sets, and the one that is shown.
func (p *Page) Show() {
	want, by := p.want, p.by
	p.host.Run("scenarios", func(ctx context.Context) (func(), error) {
		sets, err := p.desk.ScenarioSets(ctx, listing.Filter{})
		if err != nil {
			return nil, err
		}
		if len(sets) == 0 {
			return func() { p.draw(sets, scenario.View{}) }, nil
		}
		at, known := chosen(sets, want)
		v, err := p.desk.Scenarios(ctx, sets[at].ID, by)
		if err != nil {
			return nil, err
		}
		return func() {
			if !known {
				p.host.Fail(fmt.Errorf("that scenario set is not in this workspace: here is another"))
				p.want = ""
			}
			p.draw(sets, v)
		}, nil
	})
}

// Parts are the sets, and what the one that is shown tells of.
func (p *Page) Parts() []page.Part { return []page.Part{{Shows: p.shows, Read: p.Show}} }

func (p *Page) shows() page.Shown {
	s := page.Shown{Topics: []session.Topic{session.TopicScenarioSet, session.TopicRecord, session.TopicLog}}
	for _, row := range p.view.Matrix {
		s.IDs = append(s.IDs, row.Question)
	}
	for _, row := range p.view.Consistency {
		s.IDs = append(s.IDs, row.Finding)
	}
	return s
}

// chosen is the set with an id, or else the first that is open; known is false if
// an id was asked for that is not there.
func chosen(sets []scenarioset.Listed, want string) (at int, known bool) {
	if at = slices.IndexFunc(sets, func(s scenarioset.Listed) bool { return s.ID.String() == want }); at >= 0 {
		return at, true
	}
	at = slices.IndexFunc(sets, func(s scenarioset.Listed) bool { return s.Status != "resolved" })
	return max(at, 0), want == ""
}

func (p *Page) draw(sets []scenarioset.Listed, v scenario.View) {
	if p.loaded && reflect.DeepEqual(p.sets, sets) && reflect.DeepEqual(p.view, v) {
		return // what stands there is so still
	}
	changed := p.view.ID != v.ID
	p.sets, p.view, p.loaded = sets, v, true
	widgets.Show(p.empty, len(sets) == 0)
	widgets.Show(p.scroll, len(sets) > 0)
	widgets.Show(p.head.object, len(sets) > 0)
	if len(sets) == 0 {
		p.object.Refresh()
		return
	}
	if !slices.Equal(p.names, v.Names) {
		p.names = v.Names
		p.matrix.build(v.Names)
		p.hypotheses.build(v.Names)
	}
	p.head.show()
	p.bar.Objects = []fyne.CanvasObject{weightBar(v)}
	p.cards.Objects = nil
	for i := range v.Scenarios {
		p.cards.Objects = append(p.cards.Objects, p.card(i))
	}
	p.showOffer()
	p.matrix.show(v)
	p.hypotheses.show(v)
	p.posts.show(v)
	p.pictures.show()
	if changed {
		p.scroll.ToTop()
	}
	p.object.Refresh()
}

func (p *Page) calendar() words.Calendar {
	return words.Calendar{Now: p.desk.Now(), Zone: p.desk.Zone()}
}
