package evidence

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// originChoice is the finding, if any, with which a new one shares its origin.
type originChoice struct {
	form   *form
	tick   *widgets.Checkbox
	which  *widgets.Button
	said   *widgets.Text
	chosen *listing.Origin
	object *fyne.Container
}

func newOriginChoice(f *form) *originChoice {
	o := &originChoice{form: f, said: widgets.NewText("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary})}
	o.tick = widgets.NewCheckbox("Same origin as", false, func(on bool) {
		o.set(nil)
		if on {
			o.pick()
		}
	})
	o.which = widgets.NewLink("", "", o.pick).Spread()
	line := widgets.HBox(0, o.tick, widgets.Flex(widgets.WithTip(o.which, func() string {
		if o.chosen == nil {
			return ""
		}
		return o.chosen.Claim
	})))
	o.object = widgets.VBox(0, widgets.Sized(0, 28, line), widgets.Pad(0, 0, 0, 24, o.said))
	o.set(nil)
	return o
}

func (o *originChoice) pick() {
	o.form.page.pickOrigin(o.tick, o.form.claim.Text+" "+o.form.exact, func(journal.ID) bool { return false }, func(chosen listing.Origin) {
		o.set(&chosen)
	})
}

func (o *originChoice) set(chosen *listing.Origin) {
	o.chosen = chosen
	o.tick.Set(chosen != nil)
	which, said := "another finding…", ""
	if chosen != nil {
		which, said = originWords(*chosen, o.form.page), "The two are counted once"
	}
	o.which.SetText(which)
	o.said.SetText(said)
	widgets.Show(o.said, said != "")
	o.form.relay()
}

// list is what the desk is to be told.
func (o *originChoice) list() []journal.ID {
	if o.chosen == nil {
		return nil
	}
	return []journal.ID{o.chosen.ID}
}

// originWords name a finding by where it is from.
func originWords(o listing.Origin, p *Page) string {
	if o.Article.Title == "" {
		return "a retracted article"
	}
	return o.Article.Source() + ", " + published(o.Article.Published, o.Article.At, p.desk.Now())
}

// pickOrigin offers the findings that may share an origin with one that says
// text, those that share most with it first.
func (p *Page) pickOrigin(at fyne.CanvasObject, text string, not func(journal.ID) bool, pick func(listing.Origin)) {
	p.host.Run("evidence.origins", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Origins(ctx)
		if err != nil {
			return nil, err
		}
		all, _ = ranked(text, all, func(o listing.Origin) string { return o.Claim })
		var offered []listing.Origin
		var phrase []string
		for _, o := range all {
			if !not(o.ID) && o.Article.Title != "" {
				offered = append(offered, o)
				phrase = append(phrase, o.Claim+"  ·  "+originWords(o, p))
			}
		}
		return func() {
			if len(offered) == 0 {
				p.host.Say("There is no other finding yet")
				return
			}
			widgets.PopPicker(at, "Find a finding", phrase, func(i int) { pick(offered[i]) })
		}, nil
	})
}

// origins are the findings of the same origin as the one that is looked at,
// and a way to name another.
func (f *found) origins() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for _, o := range f.finding.Origins {
		rows = append(rows, f.origin(o))
	}
	if n := len(rows); n > 0 {
		phrase := "The two are counted once"
		if n > 1 {
			phrase = "They are counted once"
		}
		rows = append(rows, widgets.NewText(phrase, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}))
	}
	var add *widgets.Button
	add = widgets.NewLink("Finding", "plus", func() { f.share(add) })
	head := widgets.Sized(0, 36, widgets.HBox(8, widgets.NewText("Same origin as", widgets.Style{Weight: theme.SemiBold}), widgets.Space(), add))
	return widgets.VBox(0, append([]fyne.CanvasObject{widgets.NewSeparator(), head}, rows...)...)
}

func (f *found) origin(o listing.Origin) fyne.CanvasObject {
	p := f.page
	open := widgets.NewLink(originWords(o, p), "", func() { p.Select(o.Article.ID.String() + "/" + o.ID.String()) }).Spread()
	line := []fyne.CanvasObject{widgets.Flex(widgets.WithTip(open, func() string {
		return o.Claim + "\n" + o.By.Name + " says that both have one origin"
	}))}
	if o.Mine {
		line = append(line, widgets.NewIconButton("undo", "Retract that they share an origin", func() {
			p.retractForm("grouping", o.Group, journal.ID{})
		}).Small())
	}
	return widgets.Sized(0, 28, widgets.HBox(4, line...))
}

// share records that another finding has the same origin.
func (f *found) share(at fyne.CanvasObject) {
	p, r := f.page, f.finding
	already := func(id journal.ID) bool {
		for _, o := range r.Origins {
			if o.ID == id {
				return true
			}
		}
		return id == r.ID
	}
	p.pickOrigin(at, r.Claim+" "+r.Quote.Exact, already, func(o listing.Origin) {
		p.host.Run("evidence.group", func(ctx context.Context) (func(), error) {
			_, err := p.desk.Group(ctx, []journal.ID{r.ID, o.ID}, "")
			return func() {
				p.host.Say(words.Counted(2, "finding", "findings") + " of one origin: counted once")
			}, err
		})
	})
}
