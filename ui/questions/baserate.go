package questions

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/belief"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// caseRow is a case of a reference class being edited.
type caseRow struct {
	label, why         *widgets.Field
	happened, included *widgets.Checkbox
	object             fyne.CanvasObject
}

// rateForm builds a base rate: a reference class as a small table of cases.
type rateForm struct {
	page          *Page
	question      journal.ID
	class, source *widgets.Field
	rows          []*caseRow
	table         *fyne.Container
	says, drop    *widgets.Paragraph
	content       *fyne.Container
	dialog        *dialogs.Dialog
}

// openRate asks for the reference class of the question that is shown.
func (p *Page) openRate() {
	f := newRateForm(p)
	f.dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Base rate", Accept: "Record as the prior", First: f.class, Width: 820,
		Content: f.content, OnAccept: f.save})
}

func newRateForm(p *Page) *rateForm {
	f := &rateForm{page: p, question: p.view.ID, class: widgets.NewField("Tests within 60 days of a joint exercise, 2010–2023"),
		source: widgets.NewField("Where the cases come from"), table: widgets.VBox(4)}
	f.says = widgets.NewParagraph("", widgets.Style{Weight: theme.SemiBold}, 2)
	f.drop = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	for _, b := range p.view.BaseRates {
		if b.Mine {
			f.class.Fill(b.Class)
			f.source.Fill(b.Source)
			for _, c := range b.Cases {
				f.add(c)
			}
		}
	}
	if len(f.rows) == 0 {
		for range 3 {
			f.add(journal.Case{Included: true})
		}
	}
	more := widgets.NewLink("Case", "plus", func() {
		f.add(journal.Case{Included: true})
		f.page.focus(f.rows[len(f.rows)-1].label)
	})
	small := func(text string, width float32) fyne.CanvasObject {
		o := fyne.CanvasObject(widgets.NewText(text, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
		if width == 0 {
			return widgets.Flex(o)
		}
		return widgets.Sized(width, 18, o)
	}
	head := widgets.Sized(0, 18, widgets.HBox(8, small("Counts", 64), small("Case", 0), small("It happened", 96), small("Why it counts or not", 220)))
	f.content = widgets.VBox(6, small("Reference class", 0), f.class, head, f.table, more, widgets.NewSeparator(), f.says, f.drop, small("Source", 0), f.source)
	f.tell()
	return f
}

func (f *rateForm) add(c journal.Case) {
	r := &caseRow{label: widgets.NewField("What and when"), why: widgets.NewField("Reason")}
	r.label.Fill(c.Label)
	r.why.Fill(c.Why)
	r.included = widgets.NewCheckbox("", c.Included, func(bool) { f.tell() })
	r.happened = widgets.NewCheckbox("yes", c.Happened, func(bool) { f.tell() })
	r.label.OnChange = func(string) { f.tell() }
	r.object = widgets.Sized(0, 32, widgets.HBox(8, widgets.Sized(64, 32, r.included), widgets.Flex(r.label), widgets.Sized(96, 32, r.happened), widgets.Sized(220, 32, r.why)))
	f.rows = append(f.rows, r)
	f.table.Objects = append(f.table.Objects, r.object)
	f.tell()
	if f.dialog != nil {
		f.dialog.Relayout()
	}
}

// cases are the rows that say something.
func (f *rateForm) cases() (all []journal.Case, happened, of int) {
	for _, r := range f.rows {
		c := journal.Case{Label: strings.TrimSpace(r.label.Written()), Why: strings.TrimSpace(r.why.Written()), Happened: r.happened.On(), Included: r.included.On()}
		if c.Label == "" && c.Why == "" && !c.Happened {
			continue
		}
		all = append(all, c)
		if c.Included {
			of++
			if c.Happened {
				happened++
			}
		}
	}
	return all, happened, of
}

// tell says the rate, how sure it is, and how much one case matters.
func (f *rateForm) tell() {
	_, happened, of := f.cases()
	rate, ok := belief.RateOf(happened, of)
	if !ok {
		f.says.SetText("No case counts yet.")
		f.drop.SetText("")
	} else {
		f.says.SetText(fmt.Sprintf("It happened in %d of %d: %s (95 %% interval %s to %s)", happened, of,
			percentOf(rate.P), percentOf(rate.Low), percentOf(rate.High)))
		f.drop.SetText(fmt.Sprintf("Leaving out any one case gives from %s to %s. It becomes the prior of your ledger.", percentOf(rate.DropLow), percentOf(rate.DropHigh)))
	}
	if f.content != nil {
		f.content.Refresh()
	}
}

func percentOf(p float64) string { return words.Percent(rounded(p)) }

func (f *rateForm) save(d *dialogs.Dialog) {
	cases, _, of := f.cases()
	switch {
	case strings.TrimSpace(f.class.Written()) == "":
		f.class.SetWrong(true)
		d.Problem("Say what the cases are.")
		return
	case of == 0:
		d.Problem("Give one case or more that counts.")
		return
	}
	d.Busy()
	count := evidence.Counting{Question: f.question, Class: f.class.Written(), Source: f.source.Written(), Cases: cases}
	f.page.change("baserate", func(ctx context.Context) error {
		_, err := f.page.desk.BaseRate(ctx, count)
		return err
	}, func() {
		d.Close()
		f.page.host.Say("Base rate recorded: it is the prior of your ledger")
	}, d.Problem)
}
