package scenarios

import (
	"context"

	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// frame asks for a new set.
func (p *Page) frame() {
	f := newFraming(journal.Framed{Scenarios: make([]journal.Scenario, 2)}, p.calendar())
	f.other = widgets.NewCheckbox("Add “Other”, for what none of these covers", true, nil)
	p.showFraming(f, "New scenario set", "Frame the set", func(framed journal.Framed, d *dialogs.Dialog) {
		var id journal.ID
		p.record(d, func(ctx context.Context) (err error) {
			id, err = p.desk.FrameScenarios(ctx, framed)
			return err
		}, func() {
			p.host.Open(page.Route{Page: Name, ID: id.String()})
			p.host.Say("Framed " + framed.Title)
		})
	})
}

// revise asks what of the set is to be otherwise.
func (p *Page) revise() {
	v := p.view
	f := newFraming(v.Framing(), p.calendar())
	f.held = v.Held
	p.showFraming(f, "Revise the set", "Record the revision", func(framed journal.Framed, d *dialogs.Dialog) {
		p.record(d, func(ctx context.Context) error {
			_, err := p.desk.ReviseScenarios(ctx, v.ID, framed)
			return err
		}, func() { p.host.Say("Revised " + framed.Title) })
	})
}

func (p *Page) showFraming(f *framing, title, accept string, do func(journal.Framed, *dialogs.Dialog)) {
	f.dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, Content: f.content(), First: f.title, Accept: accept, Width: 640,
		OnAccept: func(d *dialogs.Dialog) {
			if framed, ok := f.check(p.calendar()); ok {
				do(framed, d)
			}
		}})
}
