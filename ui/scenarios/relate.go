package scenarios

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/question"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// relationKinds are the relations, and what they say.
var relationKinds = []struct{ kind, words string }{
	{"implies", "The first cannot happen without the second"},
	{"excludes", "Not both can happen"},
	{"deadline", "The second is the same event by a later date"},
	{"same", "Both are one question"},
}

func relationWords(kind string) string {
	for _, k := range relationKinds {
		if k.kind == kind {
			return k.words
		}
	}
	return kind
}

// relate shows the relations there are and those that titles suggest, and
// draws new ones.
func (p *Page) relate() {
	p.host.Run("scenarios/relations", func(ctx context.Context) (func(), error) {
		drawn, err := p.desk.Relations(ctx)
		if err != nil {
			return nil, err
		}
		suggested, err := p.desk.SuggestRelations(ctx)
		if err != nil {
			return nil, err
		}
		conditional, err := p.desk.Conditionals(ctx)
		return func() { p.showRelations(drawn, suggested, conditional) }, err
	})
}

func (p *Page) showRelations(drawn, suggested []question.Relation, conditional []question.Conditional) {
	var d *dialogs.Dialog
	content := widgets.VBox(8)
	again := func(do func(context.Context) error, said string) {
		p.record(d, do, func() {
			p.host.Say(said)
			p.relate()
		})
	}
	if len(suggested) > 0 {
		content.Add(widgets.NewCaption("Suggested by titles and dates"))
	}
	for _, r := range suggested[:min(len(suggested), 6)] {
		content.Add(relationRow(r, "Draw", func() {
			again(func(ctx context.Context) error {
				_, err := p.desk.Relate(ctx, r.From, r.To, r.Kind, "")
				return err
			}, "Drawn: "+relationWords(r.Kind))
		}))
	}
	if len(drawn) > 0 {
		content.Add(widgets.Pad(6, 0, 0, 0, widgets.NewCaption("Drawn")))
	} else {
		content.Add(remark("There are no relations yet. Relations are checked against everyone’s forecasts."))
	}
	for _, r := range drawn {
		action := ""
		if r.Mine {
			action = "Retract"
		}
		content.Add(relationRow(r, action, func() {
			d.Close()
			p.takeBack("Retract the relation", r.ID, func() {
				p.host.Say("The relation is retracted")
				p.relate()
			})
		}))
	}
	if len(conditional) > 0 {
		content.Add(widgets.Pad(6, 0, 0, 0, widgets.NewCaption("Conditional: asked with a condition")))
	}
	for _, c := range conditional {
		content.Add(p.conditionalRow(c))
	}
	content.Add(widgets.HBox(0, widgets.NewLink("Draw one by hand", "plus", func() {
		d.Close()
		p.drawRelation()
	}).Small()))
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Relations between questions", Content: content, Width: 720})
}

func relationRow(r question.Relation, action string, act func()) fyne.CanvasObject {
	words := widgets.VBox(0, widgets.NewTitle(r.FromTitle, widgets.Style{Weight: theme.Medium}, 2), widgets.NewTitle(r.ToTitle, widgets.Style{Weight: theme.Medium}, 2), remark(relationWords(r.Kind)+"."))
	if action == "" {
		return words
	}
	return widgets.HBox(12, widgets.Flex(words), widgets.NewButton(action, "", act).Small())
}

// drawRelation asks for two questions and how they are related.
func (p *Page) drawRelation() {
	const few = "a relation needs two questions: ask another first"
	p.seek("The first question", question.Seek{}, 2, few, func(first question.Found) {
		p.seek("The second question", question.Seek{}, 2, few, func(second question.Found) { p.chooseKind(first, second) })
	})
}

func (p *Page) chooseKind(from, to question.Found) {
	var words []string
	for _, k := range relationKinds {
		words = append(words, k.words)
	}
	kind := relationKinds[0].kind
	pick := newRadio(words, 0, func(i int) { kind = relationKinds[i].kind })
	content := widgets.VBox(10, widgets.NewCaption("First"), widgets.NewTitle(from.Title, widgets.Style{Weight: theme.Medium}, 2),
		widgets.NewCaption("Second"), widgets.NewTitle(to.Title, widgets.Style{Weight: theme.Medium}, 2), widgets.Pad(4, 0, 0, 0, pick.object))
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "How are they related?", Content: content, First: pick.boxes[0], Accept: "Draw the relation",
		OnAccept: func(d *dialogs.Dialog) {
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.Relate(ctx, from.ID, to.ID, kind, "")
				return err
			}, func() { p.host.Say("Drawn: " + relationWords(kind)) })
		}})
}
