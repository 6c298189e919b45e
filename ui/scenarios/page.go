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
	"weathervane/forecasts"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	ScenarioSets(context.Context, forecasts.Filter) ([]forecasts.ScenarioSet, error)
	Scenarios(ctx context.Context, id forecasts.ID, by string) (forecasts.SetView, error)
	FrameScenarios(context.Context, forecasts.Framing) (forecasts.ID, error)
	ReviseScenarios(ctx context.Context, id forecasts.ID, to forecasts.Framing) (forecasts.ID, error)
	WeighScenarios(ctx context.Context, id forecasts.ID, weights map[string]float64, note string) (forecasts.ID, error)
	ConditionScenarios(ctx context.Context, id, on forecasts.ID, p map[string]float64) (forecasts.ID, error)
	ResolveScenarios(ctx context.Context, id forecasts.ID, outcome string, knownAt *forecasts.Instant, note string) (forecasts.ID, error)
	RateConsistency(ctx context.Context, id, finding forecasts.ID, ratings map[string]string) (forecasts.ID, error)
	PlaceSignpost(ctx context.Context, set forecasts.ID, text string, checkBy forecasts.Instant, p map[string]float64) (forecasts.ID, error)
	CheckSignpost(ctx context.Context, signpost forecasts.ID, seen bool, knownAt *forecasts.Instant, finding *forecasts.ID) (forecasts.SignpostCheck, error)
	Adjust(context.Context, forecasts.Adjustment) (int, error)
	Coherence(ctx context.Context, by string) ([]forecasts.Incoherence, error)
	Relations(context.Context) ([]forecasts.Relation, error)
	Conditionals(context.Context) ([]forecasts.Conditional, error)
	SuggestRelations(context.Context) ([]forecasts.Relation, error)
	Relate(ctx context.Context, from, to forecasts.ID, kind, note string) (forecasts.ID, error)
	Retract(ctx context.Context, id forecasts.ID, why string) (forecasts.ID, error)
	QuestionRows(context.Context, forecasts.Filter) ([]forecasts.QuestionRow, error)
	Findings(context.Context, forecasts.Filter) ([]forecasts.FindingRow, error)
	Finding(context.Context, forecasts.ID) (forecasts.FindingRow, error)
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
	sets   []forecasts.ScenarioSet
	view   forecasts.SetView
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
		sets, err := p.desk.ScenarioSets(ctx, forecasts.Filter{})
		if err != nil {
			return nil, err
		}
		if len(sets) == 0 {
			return func() { p.draw(sets, forecasts.SetView{}) }, nil
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
	s := page.Shown{Topics: []forecasts.Topic{forecasts.TopicScenarioSet, forecasts.TopicRecord, forecasts.TopicLog}}
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
func chosen(sets []forecasts.ScenarioSet, want string) (at int, known bool) {
	if at = slices.IndexFunc(sets, func(s forecasts.ScenarioSet) bool { return s.ID.String() == want }); at >= 0 {
		return at, true
	}
	at = slices.IndexFunc(sets, func(s forecasts.ScenarioSet) bool { return s.Status != "resolved" })
	return max(at, 0), want == ""
}

func (p *Page) draw(sets []forecasts.ScenarioSet, v forecasts.SetView) {
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
