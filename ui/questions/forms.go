package questions

import (
	"context"
	"encoding/json"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// resolveForm asks how the question ended, with a field for its type.
func (p *Page) resolveForm() {
	v, c := *p.view, p.calendar()
	f := newForm()
	outcome := f.outcomeField(v.Question, c)
	known := f.text("known", "Known since", "now, or 2024-08-31T15:00Z", "now")
	occurred := f.text("occurred", "Happened (if another day)", "2024-08-30", "")
	f.pair()
	source := f.text("source", "Source", "Who said so", "")
	note := f.area("note", "Note", "How the criteria apply", "", 64)
	f.column.Add(widgets.NewParagraph("Forecasts count until the outcome became known, whenever it is recorded here.",
		widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 2))
	read := func() (json.RawMessage, question.Resolving, problems) {
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
		func() { p.host.Say("Resolved. The score counts from now on; Reopen undoes this.") })
}

// outcomeField adds the choice of outcome that fits the question.
func (f *form) outcomeField(q listing.Question, c words.Calendar) func() decision {
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
	return f.valueField(q, c)
}

// valueField takes a number or a day; where the range is open, it can also be
// said that the answer is beyond it.
func (f *form) valueField(q listing.Question, c words.Calendar) func() decision {
	hint := "108"
	if q.Type == "date" {
		hint = "2024-05-27"
	}
	caption := "Outcome"
	if q.Unit != "" {
		caption += ", in " + q.Unit
	}
	past := beyonds(q, c)
	if len(past) == 0 {
		field := f.text("outcome", caption, hint, "")
		return func() decision { return decision{Outcome: field.Text} }
	}
	pieces := []string{beforeWord(q, "A number", "A day")}
	for _, b := range past {
		pieces = append(pieces, b.word)
	}
	pick := widgets.NewSegmented(32, pieces, 0, func(i int) {
		f.show("outcome", i == 0)
		f.change()
	})
	f.add("where", "It came out as", widgets.HBox(0, pick)).first = pick
	field := f.text("outcome", caption, hint, "")
	return func() decision {
		if i := pick.Chosen(); i > 0 {
			return decision{Outcome: pieces[i]}
		}
		return decision{Outcome: field.Text}
	}
}

func (p *Page) annulForm() {
	v := *p.view
	f := newForm()
	whys := []string{"annulled", "ambiguous", "withdrawn"}
	names := []string{"An assumption failed", "Ambiguous", "Withdrawn"}
	pick := widgets.NewSegmented(32, names, 0, nil)
	f.add("why", "Why", widgets.HBox(0, pick)).first = pick
	note := f.area("note", "Note", "What was wrong with it", "", 88)
	p.openForm(f, dialogs.Spec{Title: "Annul: " + v.Title, Accept: "Annul"}, func() problems { return nil },
		func(ctx context.Context) error {
			_, err := p.desk.Annul(ctx, v.ID, whys[max(pick.Chosen(), 0)], strings.TrimSpace(note.Text))
			return err
		},
		func() { p.host.Say("Annulled: it counts in no score. Reopen undoes this.") })
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

func (p *Page) commentForm(on journal.ID, what string) {
	p.noteForm("Comment on "+what, "Comment", "Comment", true, func(ctx context.Context, note string) error {
		_, err := p.desk.Comment(ctx, on, note)
		return err
	}, "The comment is among the records.")
}

func (p *Page) retractForm(r recordRow) {
	p.noteForm("Retract: "+r.What, "Retract", "Why it is retracted", true, func(ctx context.Context, note string) error {
		_, err := p.desk.Retract(ctx, r.ID, note)
		return err
	}, "Retracted. The record stays readable; a forecast counts for the time it was in force.")
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
