package questions

import (
	"context"
	"encoding/json"
	"strings"

	"weathervane/forecasts"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// wordingForm is the form to ask and to revise.
type wordingForm struct {
	*form
	kind     *widgets.Segmented
	fixed    string // the type, where it cannot change
	title    *widgets.Field
	options  *widgets.Field
	opens    *widgets.Field
	closes   *widgets.Field
	criteria *widgets.Field
	back     *widgets.Field
	source   *widgets.Field
	tags     *widgets.Field
	reads    *widgets.Paragraph
}

var askedTypes = []string{"binary", "choice"}

func newWordingForm(w wording, fixed bool) *wordingForm {
	f := &wordingForm{form: newForm()}
	f.title = f.text("title", "Question", "Will … by 31 August 2027?", w.Title)
	if fixed {
		f.fixed = w.Type
	} else {
		f.kind = widgets.NewSegmented(32, []string{"Yes or no", "One of several"}, 0, func(i int) {
			f.show("options", askedTypes[i] == "choice")
			f.change()
		})
		f.add("type", "Answer", widgets.HBox(0, f.kind))
	}
	f.options = f.area("options", "Options, one a line", "Ishiba\nKono\nother", w.Options, 88)
	f.show("options", w.Type == "choice")
	f.closes = f.text("closes", "Closes at the end of", "2027-08-31, or in 6 weeks", w.Closes)
	f.opens = f.text("opens", "Opens (now, where empty)", "2027-03-01", w.Opens)
	f.pair()
	f.criteria = f.area("criteria", "What counts, so that nobody can argue about it later", "Resolves Yes if …; otherwise No.", w.Criteria, 88)
	f.source = f.text("source", "Who will tell", "MOFA Japan, KCNA", w.From)
	f.tags = f.text("tags", "Tags, with commas", "DPRK, diplomacy", w.Tags)
	f.pair()
	f.back = f.area("background", "Background", "", w.Background, 64)
	f.reads = widgets.NewParagraph("", widgets.Style{Colour: theme.Mid}, 4)
	f.column.Add(widgets.Stack(widgets.NewFill(theme.Hover, theme.None, theme.RadiusControl), widgets.Pad(8, 10, 8, 10, f.reads)))
	return f
}

// wording is what the form says now.
func (f *wordingForm) wording() wording {
	w := wording{Title: f.title.Text, Type: f.fixed, Options: f.options.Text, Opens: f.opens.Text, Closes: f.closes.Text,
		Criteria: f.criteria.Text, Tags: f.tags.Text, Background: f.back.Text, From: f.source.Text}
	if f.kind != nil {
		w.Type = askedTypes[f.kind.Chosen()]
	}
	return w
}

func (p *Page) askForm() {
	w := wording{Type: "binary"}
	if p.tag != "" {
		w.Tags = p.tag
	}
	f := newWordingForm(w, false)
	var asked forecasts.ID
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
			p.Arrive(asked.String())
			p.host.Say("Asked. Record your first forecast in the panel at the right.")
		})
}

func (p *Page) reviseForm() {
	v, c := *p.view, p.calendar()
	before := wordingOf(v, c)
	f := newWordingForm(before, true)
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

// resolveForm asks how the question ended, with a field for its type.
func (p *Page) resolveForm() {
	v, c := *p.view, p.calendar()
	f := newForm()
	outcome := f.outcomeField(v.Question)
	known := f.text("known", "Known since", "now, or 2024-08-31T15:00Z", "now")
	occurred := f.text("occurred", "Happened (if another day)", "2024-08-30", "")
	f.pair()
	source := f.text("source", "Source", "Who said so", "")
	note := f.area("note", "Note", "How the criteria apply", "", 64)
	f.column.Add(widgets.NewParagraph("Forecasts count up to the instant at which the outcome came to be known, whenever it is written down here.",
		widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 2))
	read := func() (json.RawMessage, forecasts.Resolving, problems) {
		d := outcome()
		d.Known, d.Occurred, d.From, d.Note = known.Text, occurred.Text, source.Text, note.Text
		return d.check(v.Question, c)
	}
	p.openForm(f, dialogs.Spec{Title: "Resolve: " + v.Title, Accept: "Resolve"},
		func() problems {
			_, _, bad := read()
			return bad
		},
		func(ctx context.Context) error {
			raw, with, _ := read()
			_, err := p.desk.Resolve(ctx, v.ID, raw, with)
			return err
		},
		func() { p.host.Say("Resolved. The score counts from now on; Reopen takes it back.") })
}

// outcomeField adds the choice of outcome that fits the question.
func (f *form) outcomeField(q forecasts.Question) func() decision {
	switch q.Type {
	case "binary":
		answers := []string{choiceYes, choiceNo, choicePart}
		var part *widgets.Field
		pick := widgets.NewSegmented(32, answers, -1, func(i int) {
			f.fields["outcome"].touched = true
			f.show("part", answers[i] == choicePart)
			f.change()
		})
		f.add("outcome", "Outcome", widgets.HBox(0, pick)).first = pick
		part = f.text("part", "Which share of it came true", "50 %", "")
		f.show("part", false)
		return func() decision {
			d := decision{Fraction: part.Text}
			if i := pick.Chosen(); i >= 0 {
				d.Outcome = answers[i]
			}
			return d
		}
	case "choice":
		pick := widgets.NewDropdown("", q.Options, -1, func(int) {
			f.fields["outcome"].touched = true
			f.change()
		})
		pick.SetShown("")
		f.add("outcome", "Outcome", widgets.HBox(0, widgets.Sized(240, 0, pick))).first = pick
		return func() decision {
			if i := pick.Chosen(); i >= 0 {
				return decision{Outcome: q.Options[i]}
			}
			return decision{}
		}
	}
	hint := "108, or below / above the range"
	if q.Type == "date" {
		hint = "2024-05-27, or below / above the range"
	}
	field := f.text("outcome", "Outcome", hint, "")
	return func() decision { return decision{Outcome: field.Text} }
}

func (p *Page) annulForm() {
	v := *p.view
	f := newForm()
	whys := []string{"annulled", "ambiguous", "withdrawn"}
	names := []string{"An assumption fell", "Ambiguous", "Withdrawn"}
	pick := widgets.NewSegmented(32, names, 0, nil)
	f.add("why", "Why", widgets.HBox(0, pick)).first = pick
	note := f.area("note", "Note", "What was wrong with it", "", 88)
	p.openForm(f, dialogs.Spec{Title: "Annul: " + v.Title, Accept: "Annul"}, func() problems { return nil },
		func(ctx context.Context) error {
			_, err := p.desk.Annul(ctx, v.ID, whys[max(pick.Chosen(), 0)], strings.TrimSpace(note.Text))
			return err
		},
		func() { p.host.Say("Annulled: it counts in no score. Reopen takes it back.") })
}

func (p *Page) reopenForm() {
	v := *p.view
	p.noteForm("Reopen: "+v.Title, "Reopen", "Why it is open again", true, func(ctx context.Context, note string) error {
		_, err := p.desk.Reopen(ctx, v.ID, note)
		return err
	}, "Reopened: the earlier end stays among the records.")
}

func (p *Page) withdrawForm() {
	v := *p.view
	p.noteForm("Withdraw my forecast", "Withdraw", "Why (may stay empty)", false, func(ctx context.Context, note string) error {
		_, err := p.desk.Withdraw(ctx, v.ID, "", note)
		return err
	}, "Withdrawn: from now on you have no forecast in force here.")
}

func (p *Page) commentForm(on forecasts.ID, what string) {
	p.noteForm("Comment on "+what, "Comment", "Comment", true, func(ctx context.Context, note string) error {
		_, err := p.desk.Comment(ctx, on, note)
		return err
	}, "The comment stands among the records.")
}

func (p *Page) retractForm(r recordRow) {
	p.noteForm("Retract: "+r.What, "Retract", "Why it is taken back", true, func(ctx context.Context, note string) error {
		_, err := p.desk.Retract(ctx, r.ID, note)
		return err
	}, "Retracted. The record stays readable; a forecast counts for the time it stood.")
}

// noteForm is a dialog of one text.
func (p *Page) noteForm(title, accept, caption string, needed bool, do func(context.Context, string) error, said string) {
	f := newForm()
	note := f.area("note", caption, "", "", 88)
	p.openForm(f, dialogs.Spec{Title: title, Accept: accept, Width: 480}, func() problems {
		if needed && strings.TrimSpace(note.Text) == "" {
			return problems{"note": "Write a sentence: others read it later."}
		}
		return nil
	}, func(ctx context.Context) error { return do(ctx, strings.TrimSpace(note.Text)) },
		func() { p.host.Say(said) })
}
