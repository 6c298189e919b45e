package exchange

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// trust is the card of whose records a file has and how they hold.
type trust struct {
	page   *Page
	chip   *widgets.Chip
	rows   *fyne.Container
	scroll *widgets.Scroll
	none   *widgets.Paragraph
	words  *widgets.Text
	merge  *widgets.Button
	later  *widgets.Button
	foot   *fyne.Container
	object *fyne.Container
}

func newTrust(p *Page) *trust {
	t := &trust{page: p, chip: widgets.NewChip("", widgets.Neutral), rows: widgets.VBox(0)}
	t.scroll = widgets.NewScroll(t.rows)
	t.none = widgets.NewParagraph("Every record of a file is signed in its author’s log. Here stands whose keys you know, and what is late, waiting or new.",
		widgets.Style{Colour: theme.Secondary}, 4)
	t.words = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	t.later = widgets.NewButton("Not now", "", p.notNow)
	t.merge = widgets.NewPrimary("Merge", "check", p.merge)
	t.foot = widgets.VBox(0, widgets.NewHairline(), widgets.Sized(0, 63, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, widgets.Flex(t.words), t.later, t.merge))))
	title := widgets.NewTitleRow("Can it be trusted?", "", t.chip)
	t.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(),
		widgets.Flex(widgets.Stack(t.scroll, widgets.Pad(16, 15, 16, 15, t.none))), t.foot))
	return t
}

func (t *trust) paint() {
	p := t.page
	t.rows.Objects = nil
	show(t.none, p.plan == nil && p.wrong == nil)
	show(t.foot, p.plan != nil || p.wrong != nil)
	show(t.chip, p.plan != nil || p.wrong != nil)
	show(t.merge, p.plan != nil && !p.plan.Written)
	t.later.SetText("Not now")
	switch {
	case p.wrong != nil:
		t.chip.Set("Does not hold", widgets.Negative)
		t.add(trustRow{icon: "warning", ink: theme.Bad, title: "The file does not hold", more: "the reason stands at the left"})
		t.words.SetText("Nothing was written.")
		t.later.SetText("Put away")
	case p.plan != nil:
		t.chip.Set("Signatures hold", widgets.Positive)
		for _, r := range trustRows(*p.plan, p.seen, p.except, p.desk.Now()) {
			t.add(r)
		}
		t.offer()
	}
	t.scroll.ToTop()
	t.object.Refresh()
}

// offer lets one merge where something would be taken.
func (t *trust) offer() {
	if t.page.plan.Written {
		t.words.SetText("Written to your workspace.")
		t.later.SetText("Done")
		return
	}
	if records, _ := total(*t.page.plan); records > 0 {
		t.words.SetText("Nothing is written yet.")
		t.merge.Enable()
		return
	}
	t.merge.Disable()
	t.words.SetText("There is nothing to take.")
}

func (t *trust) add(r trustRow) {
	title := widgets.NewText(r.title, widgets.Style{Weight: theme.Medium})
	more := widgets.NewText(r.more, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	objects := []fyne.CanvasObject{widgets.NewIcon(r.icon, r.ink, 18),
		widgets.Flex(widgets.VBox(0, title, widgets.WithTip(more, func() string { return r.more })))}
	if p := t.page; r.log != nil && p.plan != nil && !p.plan.Written && (r.log.NewRecords > 0 || p.except[r.log.Log]) {
		log := *r.log
		objects = append(objects, widgets.NewCheckbox("Take", !p.except[log.Log], func(on bool) { p.leave(log, !on) }))
	}
	t.rows.Objects = append(t.rows.Objects, widgets.Sized(0, 61, widgets.Pad(0, 15, 0, 15, widgets.HBox(12, objects...))), widgets.NewSeparator())
}

// check is the card of what verifying this workspace found.
type check struct {
	page   *Page
	chip   *widgets.Chip
	list   *widgets.List
	rows   []checkRow
	when   *widgets.Text
	object *fyne.Container
}

func newCheck(p *Page) *check {
	c := &check{page: p, chip: widgets.NewChip("", widgets.Neutral)}
	c.chip.Hide()
	c.list = widgets.NewList(41, newCheckRow, c.fill)
	c.list.NoSelect = true
	c.when = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	title := widgets.NewTitleRow("This workspace", "", c.chip)
	foot := widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, widgets.Flex(c.when), widgets.NewButton("Verify now", "", c.run))))
	c.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(), widgets.Flex(c.list), widgets.NewHairline(), foot))
	return c
}

// run verifies every hash and signature at hand.
func (c *check) run() {
	p := c.page
	c.when.SetText("Verifying…")
	p.host.Run("exchange.verify", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Verify(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var past []forecasts.Exchange
		if h, ok := p.desk.(historian); ok && err == nil {
			past, err = h.Exchanges(ctx)
		}
		return func() {
			if err != nil {
				c.when.SetText("Could not be verified")
				p.host.Fail(err)
				return
			}
			c.show(v, past)
		}, nil
	})
}

// historian is a desk that knows who took whose log before.
type historian interface {
	Exchanges(context.Context) ([]forecasts.Exchange, error)
}

func (c *check) show(v forecasts.Verification, past []forecasts.Exchange) {
	c.rows = append(checkRows(v), pastRows(past, c.page.desk.Now())...)
	c.list.SetLength(len(c.rows))
	problems := len(v.Problems)
	for _, l := range v.Logs {
		problems += len(l.Problems)
	}
	c.chip.Show()
	if v.OK && problems == 0 {
		c.chip.Set("Everything holds", widgets.Positive)
	} else {
		c.chip.Set(count(max(problems, 1), "problem", "problems"), widgets.Negative)
	}
	c.when.SetText("Every record at hand, verified at " + c.page.desk.Now().Format("15:04"))
	c.object.Refresh()
}

func newCheckRow() fyne.CanvasObject {
	icon, title := widgets.NewIcon("key", theme.Secondary, 16), widgets.NewText("", widgets.Style{Weight: theme.Medium})
	more := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	chip := widgets.NewChip("", widgets.Neutral)
	return widgets.Arrange(func(s fyne.Size) {
		x := s.Width - 15
		if chip.Visible() {
			w := chip.MinSize().Width
			widgets.Put(chip, x-w, (s.Height-20)/2, w, 20)
			x -= w + 12
		}
		words := min(more.MinSize().Width, 240)
		widgets.Put(more, x-words, (s.Height-16)/2, words, 16)
		widgets.Put(icon, 15, (s.Height-16)/2, 16, 16)
		widgets.Put(title, 43, (s.Height-20)/2, x-words-51, 20)
	}, icon, title, more, chip)
}

func (c *check) fill(i int, row fyne.CanvasObject, _ bool) {
	r, o := c.rows[i], row.(*fyne.Container).Objects
	o[0].(*widgets.Icon).Set(r.icon, r.ink)
	title := o[1].(*widgets.Text)
	ink := theme.Text
	if r.tone == widgets.Negative {
		ink = theme.BadInk
	}
	title.SetColour(ink)
	title.SetText(r.title)
	o[2].(*widgets.Text).SetText(r.more)
	o[3].(*widgets.Chip).Set(r.chip, r.tone)
	show(o[3], r.chip != "")
	if s := row.Size(); s.Width > 0 {
		row.(*fyne.Container).Layout.Layout(o, s)
	}
}
