package questions

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// wordingForm is the form to ask and to revise.
type wordingForm struct {
	*form
	page     *Page
	kind     *widgets.Segmented // nil if the type cannot change
	kindNow  string
	self     listing.Question // the question that is revised
	title    *widgets.Field
	options  *widgets.Field
	from, to *widgets.Field
	below    *widgets.Checkbox
	above    *widgets.Checkbox
	unit     *widgets.Field
	ranged   *fyne.Container
	opens    *widgets.Field
	closes   *widgets.Field
	criteria *widgets.Field
	back     *widgets.Field
	source   *widgets.Field
	tags     *widgets.Field
	reads    *widgets.Paragraph

	condition conditionText
	pick      *widgets.Button
	end       *widgets.Dropdown
	drop      *widgets.IconButton
}

func newWordingForm(p *Page, w wording, self *listing.Question) *wordingForm {
	f := &wordingForm{form: newForm(), page: p, kindNow: w.Type, condition: w.If}
	f.title = f.text("title", "Question", "Will … by 31 August 2027?", w.Title)
	if self != nil {
		f.self = *self
	} else {
		f.kind = widgets.NewSegmented(32, askedNames, slices.Index(askedTypes, w.Type), func(i int) {
			f.showKind(askedTypes[i])
			f.change()
		})
		f.add("type", "Answer", widgets.HBox(0, f.kind))
	}
	f.options = f.area("options", "Options, one per line", "Ishiba\nKono\nother", w.Options, 88)
	f.rangeFields(w)
	f.closes = f.text("closes", "Closes at the end of", "2027-08-31, or in 6 weeks", w.Closes)
	f.opens = f.text("opens", "Opens (now, where empty)", "2027-03-01", w.Opens)
	f.pair()
	f.conditionField()
	f.reads = widgets.NewParagraph("", widgets.Style{Colour: theme.Mid}, 4)
	f.column.Add(widgets.Stack(widgets.NewFill(theme.Hover, theme.None, theme.RadiusControl), widgets.Pad(8, 10, 8, 10, f.reads)))
	f.criteria = f.area("criteria", "What counts, so that nobody can argue about it later", "Resolves Yes if …; otherwise No.", w.Criteria, 88)
	f.source = f.text("source", "Who will tell", "MOFA Japan, KCNA", w.From)
	f.tags = f.text("tags", "Tags, with commas", "DPRK, diplomacy", w.Tags)
	f.pair()
	f.back = f.area("background", "Background", "", w.Background, 64)
	f.showKind(w.Type)
	return f
}

// rangeFields are those of a number and a date: from, to, and for a number
// the unit, with ticks below that open the ends.
func (f *wordingForm) rangeFields(w wording) {
	tick := func(words string, on bool) *widgets.Checkbox {
		return widgets.NewCheckbox(words, on, func(bool) {
			f.fields["from"].touched, f.fields["to"].touched = true, true
			f.change()
		})
	}
	f.below = tick("it may be less", w.Range.Below)
	f.above = tick("it may be more", w.Range.Above)
	f.from = f.text("from", "Range from (may stay empty)", "", w.Range.From)
	f.to = f.text("to", "Range to", "", w.Range.To)
	f.unit = f.text("unit", "Unit", "seats", w.Unit)
	for name, o := range map[string]fyne.CanvasObject{"from": f.below, "to": f.above} {
		box := f.fields[name].box.(*fyne.Container)
		box.Objects = slices.Insert(box.Objects, 2, fyne.CanvasObject(widgets.HBox(0, o)))
	}
	f.ranged = f.group(3)
}

// conditionField lets a question be chosen on which this one depends.
func (f *wordingForm) conditionField() {
	f.pick = widgets.NewButton("", "", f.choose)
	f.end = widgets.NewDropdown("ends", nil, -1, func(i int) {
		f.condition.End = f.condition.Ends[i]
		f.fields["if"].touched = true
		f.change()
	})
	f.drop = widgets.NewIconButton("close", "No condition", func() { f.depend(conditionText{}) })
	box := widgets.HBox(8, widgets.Flex(f.pick), f.end, f.drop)
	f.add("if", "Counts only if another question ends in this way (may stay empty)", box).first = f.pick
	f.drawCondition()
}

// choose lists the questions on which this one can depend.
func (f *wordingForm) choose() {
	p := f.page
	p.host.Run("questions/conditions", func(ctx context.Context) (func(), error) {
		rows, err := p.desk.RowsIn(ctx, question.NotEnded)
		return func() {
			var can []listing.Question
			var titles []string
			for _, r := range rows {
				if canCondition(r.Question, f.self) {
					can, titles = append(can, r.Question), append(titles, r.Title)
				}
			}
			if f.dialog == nil || !f.dialog.IsOpen() {
				return
			}
			if len(can) == 0 {
				f.dialog.Problem("No open question has such outcomes: first ask the one on which this one depends.")
				return
			}
			widgets.PopPicker(f.pick, "Find a question", titles, func(i int) { f.depend(conditionOn(can[i])) })
		}, err
	})
}

func (f *wordingForm) depend(on conditionText) {
	f.condition = on
	f.fields["if"].touched = true
	f.drawCondition()
	f.change()
}

func (f *wordingForm) drawCondition() {
	c := f.condition
	words := "Choose a question…"
	if !c.none() {
		words = c.Title
	}
	f.pick.SetText(words)
	f.end.SetValues(c.Ends, slices.Index(c.Ends, c.End))
	f.end.Hidden = c.none()
	f.drop.Hidden = c.none()
	f.relayout()
}

func (f *wordingForm) relayout() {
	f.column.Refresh()
	if f.dialog != nil {
		f.dialog.Relayout()
	}
}

// showKind shows the fields of a type of answer.
func (f *wordingForm) showKind(kind string) {
	f.kindNow = kind
	ranged := kind == "numeric" || kind == "date"
	f.show("options", kind == "choice")
	f.ranged.Hidden = !ranged
	f.show("unit", kind == "numeric")
	from, to, below, above := "0", "300", "it may be less", "it may be more"
	if kind == "date" {
		from, to, below, above = "2027-01-01", "2027-12-31", "it may be earlier", "it may be later"
	}
	f.from.SetPlaceHolder(from)
	f.to.SetPlaceHolder(to)
	f.criteria.SetPlaceHolder(map[string]string{"binary": "Resolves Yes if …; otherwise No.", "choice": "Resolves to the option that …",
		"numeric": "Resolves to the number that …", "date": "Resolves to the day on which …"}[kind])
	f.below.SetText(below)
	f.above.SetText(above)
	f.relayout()
}

// wording is what the form says now.
func (f *wordingForm) wording() wording {
	return wording{Title: f.title.Written(), Type: f.kindNow, Options: f.options.Written(), Opens: f.opens.Text, Closes: f.closes.Text,
		Criteria: f.criteria.Written(), Tags: f.tags.Written(), Background: f.back.Written(), From: f.source.Written(), Unit: f.unit.Written(),
		Range: rangeText{f.from.Text, f.to.Text, f.below.On(), f.above.On()}, If: f.condition}
}

func (p *Page) askForm() {
	w := wording{Type: "binary"}
	if p.tag != "" {
		w.Tags = p.tag
	}
	f := newWordingForm(p, w, nil)
	var asked journal.ID
	check := func() problems {
		now := f.wording()
		_, bad := now.check(p.calendar())
		f.reads.SetText(now.reads(p.calendar()))
		return bad
	}
	check()
	p.openForm(f.form, dialogs.Spec{Title: "New question", Accept: "Ask", Width: 640, First: f.title}, check,
		func(ctx context.Context) (err error) {
			a, _ := f.wording().check(p.calendar())
			asked, err = p.desk.Ask(ctx, a)
			return err
		},
		func() {
			p.next = asked
			p.goTo(asked)
			p.host.Say("Asked. Record your first forecast in the panel at the right.")
		})
}

func (p *Page) reviseForm() {
	v, c := *p.view, p.calendar()
	before := wordingOf(v, c)
	f := newWordingForm(p, before, &v.Question)
	why := f.text("why", "Why it is revised", "The date was ambiguous", "")
	check := func() problems {
		f.reads.SetText(f.wording().reads(c))
		set, bad := changes(before, f.wording(), c)
		if len(set) == 0 && len(bad) == 0 && f.tried {
			bad = problems{"why": "Nothing differs from the present wording."}
		}
		return bad
	}
	check()
	p.openForm(f.form, dialogs.Spec{Title: "Revise the question", Accept: "Revise", Width: 640, First: f.title}, check,
		func(ctx context.Context) error {
			set, _ := changes(before, f.wording(), c)
			_, err := p.desk.Revise(ctx, v.ID, set, strings.TrimSpace(why.Text))
			return err
		},
		func() { p.host.Say("Revised. The earlier wording stays among the records.") })
}
