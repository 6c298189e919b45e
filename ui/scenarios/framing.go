package scenarios

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// other is the scenario of what none of the others covers.
const other = "Other"

// future is the part of the form that tells one scenario.
type future struct {
	name, narrative, drivers *widgets.Field
	caption                  *widgets.Text
	leave                    *widgets.IconButton // nil if the names stand
	row, block               *fyne.Container
	was                      journal.Scenario // what it is so far
}

// framing is the form of a set.
type framing struct {
	title, horizon, tags *widgets.Field
	futures              []*future
	other                *widgets.Checkbox // nil if the set already exists
	list                 *fyne.Container
	was                  journal.Framed // the set as it stands
	filled               string         // the horizon as it stands, in words
	held                 bool           // the names of the scenarios stand
	dialog               *dialogs.Dialog
}

// newFraming makes the form, with a set as it stands or an empty one.
func newFraming(was journal.Framed, c words.Calendar) *framing {
	f := &framing{was: was, list: widgets.VBox(14)}
	if was.Horizon != 0 {
		f.filled = notation.FormatWhen(was.Horizon.Time().In(c.Zone), true)
	}
	f.title, f.horizon = line(&f.dialog, "Korean Peninsula, end of 2028", was.Title), line(&f.dialog, "2028-12-31, or in 2 years", f.filled)
	f.tags = line(&f.dialog, "DPRK, ROK", strings.Join(was.Tags, ", "))
	return f
}

// content lays the form out.
func (f *framing) content() fyne.CanvasObject {
	for _, s := range f.was.Scenarios {
		f.add(s)
	}
	rows := widgets.VBox(12, labelled("Title", f.title),
		widgets.NewTop(12, labelled("Exactly one has come true by", f.horizon), labelled("Tags", f.tags)), f.list)
	if f.held {
		rows.Add(remark("These scenarios have numbers, which refer to their names: the names are fixed. For other futures, frame a new set."))
		return rows
	}
	rows.Add(widgets.HBox(0, widgets.NewLink("Another scenario", "plus", func() {
		f.add(journal.Scenario{})
		f.dialog.Relayout()
		widgets.Focus(f.futures[len(f.futures)-1].name)
	})))
	if f.other != nil {
		rows.Add(f.other)
	}
	return rows
}

// add puts a scenario below the others.
func (f *framing) add(was journal.Scenario) {
	o := &future{was: was, caption: widgets.NewCaption(""),
		name: line(&f.dialog, "Quiet thaw", was.Name), narrative: area(&f.dialog, "What it looks like, and how it came about", 60),
		drivers: line(&f.dialog, "a telephone is answered; less need in Moscow", strings.Join(was.Drivers, "; "))}
	o.narrative.Fill(was.Narrative)
	o.block = widgets.VBox(6)
	if f.held {
		o.block.Add(widgets.NewText(was.Name, widgets.Style{Weight: theme.SemiBold}))
	} else {
		o.leave = widgets.NewIconButton("close", "Leave this scenario out", func() { f.leaveOut(o) })
		o.row = widgets.HBox(4, widgets.Flex(o.name), o.leave)
		o.block.Add(widgets.VBox(4, o.caption, o.row))
	}
	o.block.Add(o.narrative)
	o.block.Add(labelled("Drivers, with ; between them", o.drivers))
	f.futures = append(f.futures, o)
	f.list.Add(o.block)
	f.number()
}

func (f *framing) leaveOut(o *future) {
	i := slices.Index(f.futures, o)
	f.list.Remove(o.block)
	f.futures = slices.Delete(f.futures, i, i+1)
	f.number()
	widgets.Focus(f.futures[min(i, len(f.futures)-1)].name)
	f.dialog.Relayout()
}

// number counts the scenarios; of more than two any can be left out.
func (f *framing) number() {
	for i, o := range f.futures {
		o.caption.SetText("Scenario " + words.Count(i+1))
		if o.leave != nil {
			widgets.Show(o.leave, len(f.futures) > 2)
			o.row.Refresh()
		}
	}
}

// check reads the form, or says in the dialog what is wrong and goes there.
func (f *framing) check(c words.Calendar) (journal.Framed, bool) {
	framed, wrong, err := f.read(c)
	if err != nil {
		f.dialog.Problem(page.Sentence(err))
		widgets.Focus(wrong)
	}
	return framed, err == nil
}

// read gives what is framed, or what is wrong and where. What was not written
// over stays as it stands, to the last mark.
func (f *framing) read(c words.Calendar) (framed journal.Framed, wrong *widgets.Field, err error) {
	framed.Title = strings.TrimSpace(f.title.Written())
	if framed.Title == "" {
		return framed, f.title, errors.New("give the set a title: what the futures are about, and until when")
	}
	framed.Horizon = f.was.Horizon
	switch text := strings.TrimSpace(f.horizon.Text); text {
	case "":
		return framed, f.horizon, errors.New("say by when one of them has come true, such as 2028-12-31")
	case f.filled:
	default:
		t, err := notation.ParseWhen(text, c.Now, c.Zone, true)
		if err != nil {
			return framed, f.horizon, err
		}
		framed.Horizon = journal.InstantOf(t)
	}
	framed.Tags = partsOr(f.tags.Written(), ",", f.was.Tags)
	for _, o := range f.futures {
		s, empty := o.read()
		if empty {
			continue
		}
		if s.Name == "" {
			return framed, o.name, errors.New("a scenario has no name: give it one")
		}
		framed.Scenarios = append(framed.Scenarios, s)
	}
	has := slices.ContainsFunc(framed.Scenarios, func(s journal.Scenario) bool { return strings.EqualFold(s.Name, other) })
	if f.other != nil && f.other.On() && !has && len(framed.Scenarios) > 0 {
		framed.Scenarios = append(framed.Scenarios, journal.Scenario{Name: other, Drivers: []string{}})
	}
	if len(framed.Scenarios) < 2 {
		return framed, f.futures[len(framed.Scenarios)].name, errors.New("a set needs at least two scenarios: name another")
	}
	return framed, nil, nil
}

func (o *future) read() (s journal.Scenario, empty bool) {
	s = journal.Scenario{Name: strings.TrimSpace(o.name.Written()), Narrative: o.was.Narrative, Drivers: partsOr(o.drivers.Written(), ";", o.was.Drivers)}
	if text := o.narrative.Written(); text != o.was.Narrative {
		s.Narrative = strings.TrimSpace(text)
	}
	return s, s.Name == "" && s.Narrative == "" && len(s.Drivers) == 0
}

// partsOr cuts a text at a mark and leaves out what is empty; a text that is
// that of parts as they stand gives those.
func partsOr(text, mark string, standing []string) []string {
	if text == strings.Join(standing, mark+" ") {
		return append([]string{}, standing...)
	}
	out := []string{}
	for _, t := range strings.Split(text, mark) {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
