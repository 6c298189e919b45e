package exchange

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/overturning"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// overturns is the tab of what the files overturn, each to be taken or kept.
type overturns struct {
	page    *Page
	tabs    *widgets.Segmented
	keys    *fyne.Container
	takeAll *widgets.Button
	keepAll *widgets.Button
	bar     *fyne.Container // tabs, keys and both buttons
	head    *fyne.Container
	list    *widgets.List
	rows    []overturnRow
	count   *widgets.Text
	note    *widgets.Paragraph
	object  *fyne.Container
}

// What a choice is remembered by, while the page plans again.
type overturnKey struct{ question, what string }

func keyOf(o *overturning.Overturn) overturnKey { return overturnKey{o.Question.String(), o.What} }

func newOverturns(p *Page) *overturns {
	v := &overturns{page: p}
	v.tabs = widgets.NewSegmented(32, []string{"Overturns", "Adds"}, 0, func(int) { p.changes.turn() })
	grey := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	v.keys = widgets.HBox(6, widgets.NewKeyCap("↑"), widgets.NewKeyCap("↓"), widgets.NewKeyCap("T"), widgets.NewText("take", grey), widgets.NewKeyCap("K"), widgets.NewText("keep", grey))
	v.takeAll = widgets.NewButton("Take all", "", func() { v.chooseAll(false) }).Small()
	v.keepAll = widgets.NewButton("Keep all", "", func() { v.chooseAll(true) }).Small()
	v.bar = widgets.Sized(0, 32, widgets.Arrange(v.placeBar, v.tabs, v.keys, v.takeAll, v.keepAll))
	v.list = widgets.NewList(overturnHigh, newOverturnRow, v.fill)
	v.list.Compact = 60
	v.list.OnRune, v.list.OnOpen = v.typed, v.open
	v.list.Tip = v.tip
	v.head = v.newHead()
	v.count = widgets.NewText("", widgets.Style{Weight: theme.SemiBold})
	v.note = widgets.NewParagraph("", grey, 2)
	foot := widgets.VBox(0, widgets.NewHairline(), widgets.Sized(0, 51, widgets.Pad(0, 15, 0, 15, widgets.HBox(10, v.count, widgets.Flex(v.note)))))
	v.object = widgets.VBox(0, v.head, widgets.Flex(v.list), foot)
	return v
}

// placeBar leaves out the keys where there is no room for them.
func (v *overturns) placeBar(s fyne.Size) {
	tabs, keys, take, keep := v.tabs.MinSize().Width, v.keys.MinSize().Width, v.takeAll.MinSize().Width, v.keepAll.MinSize().Width
	widgets.Put(v.tabs, 0, 0, tabs, 32)
	x := s.Width - keep
	widgets.Put(v.keepAll, x, 4, keep, 24)
	x -= 6 + take
	widgets.Put(v.takeAll, x, 4, take, 24)
	x -= 12 + keys
	widgets.Put(v.keys, x, 7, keys, 18)
	widgets.Show(v.keys, v.takeAll.Visible() && x > tabs+12)
}

func (v *overturns) newHead() *fyne.Container {
	style := widgets.Style{Size: theme.Caption, Weight: theme.Medium, Colour: theme.Secondary}
	centre := style
	centre.Align = fyne.TextAlignCenter
	what, question, effect, pick := widgets.NewText("What", style), widgets.NewText("Question, as it is and as it would be", style), widgets.NewText("If taken, scores", style), widgets.NewText("Choice", centre)
	line := widgets.NewHairline()
	return widgets.Sized(0, 29, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, 0), widgets.Arrange(func(s fyne.Size) {
		c := placesOf(s.Width)
		widgets.Put(line, 0, 0, s.Width, 1)
		widgets.Put(what, 15, 7, overturnChip, 16)
		widgets.Put(question, c.title, 7, c.end-c.title, 16)
		widgets.Show(effect, c.effect < c.pick)
		widgets.Put(effect, c.effect, 7, overturnWidth, 16)
		widgets.Put(pick, c.pick, 7, overturnPick, 16)
	}, line, what, question, effect, pick)))
}

// all are those of the files that are looked at.
func (v *overturns) all() []overturning.Overturn {
	if v.page.plan == nil {
		return nil
	}
	return v.page.plan.Overturns
}

// paint shows what the files overturn, and what is chosen.
func (v *overturns) paint() {
	p, all := v.page, v.all()
	v.rows = overturnRows(all, p.ownKey, p.calendar(), p.plan.Written)
	taken, kept := 0, 0
	for i := range all {
		if all[i].Kept {
			kept++
		} else {
			taken++
		}
	}
	v.tabs.SetPieces([]string{"Overturns  " + words.Count(len(all)), "Adds  " + words.Count(added(*p.plan))})
	v.count.SetText(words.OverturnsChosen(taken, kept))
	v.note.SetText(noteOf(*p.plan))
	v.list.SetLength(len(v.rows))
	if v.list.Selected() < 0 && len(v.rows) > 0 {
		v.list.Select(0)
	}
}

func (v *overturns) fill(i int, row fyne.CanvasObject, selected bool) {
	parts := row.(*fyne.Container).Layout.(*overturnParts)
	parts.fill(v.rows[i], selected, func(kept bool) { v.choose(i, kept) }, func() {
		v.list.Select(i)
		v.compare()
	})
	parts.Layout(nil, row.Size())
}

// typed takes the selected one, or keeps what stands.
func (v *overturns) typed(r rune) bool {
	switch r {
	case 't', 'T':
		v.choose(v.list.Selected(), false)
	case 'k', 'K':
		v.choose(v.list.Selected(), true)
	default:
		return false
	}
	return true
}

// choose keeps one or takes it.
func (v *overturns) choose(i int, kept bool) {
	all := v.all()
	if i < 0 || i >= len(all) || all[i].Final || v.page.plan.Written {
		return
	}
	all[i].Kept = kept
	v.page.keeps[keyOf(&all[i])] = kept
	v.list.Select(i)
	v.page.chose()
}

func (v *overturns) chooseAll(kept bool) {
	all := v.all()
	for i := range all {
		all[i].Kept = kept && !all[i].Final
		v.page.keeps[keyOf(&all[i])] = kept
	}
	v.page.chose()
}

// chooses is what was chosen so far, and the preset for the rest.
func (p *Page) chooses() overturning.Choose {
	chosen := make(map[overturnKey]bool, len(p.keeps))
	for k, kept := range p.keeps {
		chosen[k] = kept
	}
	return func(all []overturning.Overturn) error {
		if err := overturning.KeepScored(all); err != nil {
			return err
		}
		for i := range all {
			if kept, ok := chosen[keyOf(&all[i])]; ok {
				all[i].Kept = kept && !all[i].Final
			}
		}
		return nil
	}
}

// chose shows a choice, asks what headlines become by it, and gives the keys back to
// the list.
func (p *Page) chose() {
	p.changes.overturns.paint()
	widgets.Focus(p.changes.overturns.list)
	plan := p.plan
	if plan.Outlook == nil {
		return
	}
	all := slices.Clone(plan.Overturns)
	p.host.Run("exchange.outlook", func(context.Context) (func(), error) {
		headlines := plan.Outlook.Headlines(all)
		return func() {
			plan.Headlines = headlines
			p.headlines.paint()
		}, nil
	})
}

// noteOf says that records come in whatever is chosen.
func noteOf(plan importing.Result) string {
	whose := "The records"
	if _, names := total(plan.Summary); len(names) == 1 {
		whose = names[0] + "’s records"
	}
	if plan.Written {
		return whose + " came in; for each kept, your confirmation is recorded on top."
	}
	return whose + " come in either way; for each kept, your confirmation is recorded on top."
}

// tip says what a row has no room for.
func (v *overturns) tip(i int, x float32) string {
	r := v.rows[i]
	c := placesOf(v.list.Size().Width)
	switch {
	case x >= c.pick && r.final:
		return "What a question was scored by stays as the records say once it has ended, and a value cannot be removed again"
	case x >= c.end:
		return ""
	}
	lines := []string{r.title, r.was.lead + r.was.value + r.was.by + r.was.scored, r.wouldBe.lead + r.wouldBe.value + r.wouldBe.by + r.wouldBe.scored}
	if c.effect == c.pick {
		for _, e := range r.effects {
			if e.words() != "" {
				lines = append(lines, "if taken: "+e.words())
			}
		}
	}
	return strings.Join(lines, "\n")
}

// open compares what an overturn was and would be; once it is merged, it goes to the
// question.
func (v *overturns) open(i int) {
	if v.page.plan.Written {
		v.page.host.Open(page.Route{Page: "questions", ID: v.all()[i].Question.String()})
		return
	}
	v.compare()
}

// carryEffects keeps what a look said each overturn would do, for after the merge.
func carryEffects(looked, merged []overturning.Overturn) {
	for i := range merged {
		if at := slices.IndexFunc(looked, func(o overturning.Overturn) bool { return o.Same(&merged[i]) }); at >= 0 {
			merged[i].Effects = looked[at].Effects
		}
	}
}

// compare puts both of what the selected one was and would be beside each other, in
// full.
func (v *overturns) compare() {
	i, win := v.list.Selected(), v.page.host.Window()
	if i < 0 || win == nil {
		return
	}
	o, r := v.all()[i], v.rows[i]
	half := func(head string, s said, value json.RawMessage) fyne.CanvasObject {
		text := s.value
		_ = json.Unmarshal(value, &text) // a text as it is
		if o.What != overturning.Wording {
			text = s.value
		}
		return widgets.VBox(4, widgets.NewCaption(head+s.by+s.scored), widgets.NewParagraph(text, widgets.Style{}, 12))
	}
	dialogs.Show(win, dialogs.Spec{Title: r.title, Width: 640, Content: widgets.VBox(14, half("As it is", r.was, o.Was), widgets.NewSeparator(), half("As it would be", r.wouldBe, o.WouldBe))})
}
