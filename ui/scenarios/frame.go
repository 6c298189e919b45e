package scenarios

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// other is the scenario of what none of the others covers.
const other = "Other"

// futureFields are those of one scenario.
type futureFields struct{ name, narrative, drivers *widgets.Field }

// framing is the form of a new set.
type framing struct {
	title, horizon, tags *widgets.Field
	futures              []futureFields
	other                *widgets.Checkbox
	list                 *fyne.Container
}

// frame asks for a new set.
func (p *Page) frame() {
	var d *dialogs.Dialog
	f := &framing{
		title:   line(&d, "Korean Peninsula, end of 2028", ""),
		horizon: line(&d, "2028-12-31, or in 2 years", ""),
		tags:    line(&d, "DPRK, ROK", ""),
		other:   widgets.NewCheckbox("Add “Other”, for what none of these covers", true, nil),
		list:    widgets.VBox(14),
	}
	f.add(&d)
	f.add(&d)
	more := widgets.NewLink("Another scenario", "plus", func() {
		f.add(&d)
		d.Relayout()
		widgets.Focus(f.futures[len(f.futures)-1].name)
	})
	content := widgets.VBox(12, labelled("Title", f.title),
		widgets.NewTop(12, labelled("Exactly one has come true by", f.horizon), labelled("Tags", f.tags)),
		f.list, widgets.HBox(0, more), f.other)
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "New scenario set", Content: content, First: f.title, Accept: "Frame the set", Width: 640,
		OnAccept: func(d *dialogs.Dialog) {
			framed, wrong, err := f.read(p.calendar())
			if err != nil {
				d.Problem(page.Sentence(err))
				widgets.Focus(wrong)
				return
			}
			var id forecasts.ID
			p.record(d, func(ctx context.Context) (err error) {
				id, err = p.desk.FrameScenarios(ctx, framed)
				return err
			}, func() {
				p.host.Say("Framed " + framed.Title)
				p.host.Open(page.Route{Page: Name, ID: id.String()})
			})
		}})
}

func (f *framing) add(d **dialogs.Dialog) {
	one := futureFields{line(d, "Quiet thaw", ""), area(d, "What it looks like, and how it came about", 60), line(d, "a telephone is answered; less need in Moscow", "")}
	f.futures = append(f.futures, one)
	f.list.Add(widgets.VBox(6, labelled("Scenario "+notation.Count(len(f.futures)), one.name), one.narrative, labelled("Drivers, with ; between them", one.drivers)))
}

// read gives what is framed, or what is wrong and where.
func (f *framing) read(c calendar) (framed forecasts.Framing, wrong *widgets.Field, err error) {
	framed.Title = strings.TrimSpace(f.title.Text)
	if framed.Title == "" {
		return framed, f.title, errors.New("give the set a title: what are the futures of, and until when")
	}
	if strings.TrimSpace(f.horizon.Text) == "" {
		return framed, f.horizon, errors.New("say by when one of them has come true, such as 2028-12-31")
	}
	t, err := notation.ParseWhen(f.horizon.Text, c.now, c.zone, true)
	if err != nil {
		return framed, f.horizon, err
	}
	framed.Horizon = journal.InstantOf(t)
	framed.Tags = parts(f.tags.Text, ",")
	for _, one := range f.futures {
		name := strings.TrimSpace(one.name.Text)
		if name == "" && strings.TrimSpace(one.narrative.Text+one.drivers.Text) == "" {
			continue
		}
		if name == "" {
			return framed, one.name, errors.New("a scenario has no name: give it one")
		}
		framed.Scenarios = append(framed.Scenarios, journal.Scenario{Name: name, Narrative: strings.TrimSpace(one.narrative.Text), Drivers: parts(one.drivers.Text, ";")})
	}
	has := slices.ContainsFunc(framed.Scenarios, func(s journal.Scenario) bool { return strings.EqualFold(s.Name, other) })
	if f.other.On() && !has && len(framed.Scenarios) > 0 {
		framed.Scenarios = append(framed.Scenarios, journal.Scenario{Name: other, Drivers: []string{}})
	}
	if len(framed.Scenarios) < 2 {
		return framed, f.futures[len(framed.Scenarios)].name, errors.New("a set needs two scenarios at least: name another")
	}
	return framed, nil, nil
}

// parts cuts a text at a mark and leaves out what is empty.
func parts(text, mark string) []string {
	out := []string{}
	for _, t := range strings.Split(text, mark) {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
