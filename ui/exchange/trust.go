package exchange

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/merging"
	"weathervane/ui/dialogs"
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
	t.none = widgets.NewParagraph("Every record in a file is signed in its author’s log. This shows whose keys you know, whether anything was rewritten, and what is late, waiting or new.",
		widgets.Style{Colour: theme.Secondary}, 5)
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
	widgets.Show(t.none, p.plan == nil && p.wrong == nil)
	widgets.Show(t.foot, p.plan != nil || p.wrong != nil)
	widgets.Show(t.chip, p.plan != nil || p.wrong != nil)
	widgets.Show(t.merge, p.plan != nil && !p.plan.Written)
	t.later.SetText("Not now")
	switch {
	case p.wrong != nil:
		t.chip.Set("Not taken", widgets.Negative)
		t.add(trustRow{icon: "warning", ink: theme.Bad, title: "The file cannot be read", more: "the reason stands at the left"}, true)
		t.words.SetText("Nothing was written.")
		t.later.SetText("Put away")
	case p.plan != nil:
		rows := trustRows(*p.plan, p.seen, p.except, p.desk.Now())
		text, all := passedWords(rows)
		t.chip.Set(text, widgets.Positive)
		if !all {
			t.chip.Set(text, widgets.Cautious)
		}
		p.addMe(t)
		for i, r := range rows {
			t.add(t.opening(r), i == len(rows)-1)
		}
		t.offer()
	}
	t.scroll.ToTop()
	t.object.Refresh()
}

// opening gives rows that say more the button that does.
func (t *trust) opening(r trustRow) trustRow {
	if p := t.page; p.plan.Late > 0 && len(p.plan.LateEntries) > 0 && r.more == lateWords(p.plan.Summary, p.desk.Now()) {
		r.button, r.open = "Show", t.showLate
	}
	return r
}

// offer lets one merge where something would be taken.
func (t *trust) offer() {
	p := t.page
	if p.plan.Written {
		t.words.SetText("Written to your workspace.")
		t.later.SetText("Done")
		return
	}
	if p.CanMerge() {
		t.words.SetText("Nothing is written yet.")
		t.merge.Enable()
		return
	}
	t.merge.Disable()
	t.words.SetText("There is nothing to merge.")
}

func (t *trust) add(r trustRow, last bool) {
	title := widgets.NewText(r.title, widgets.Style{Weight: theme.Medium})
	more := widgets.NewText(r.more, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	tip := func(text string) func() string { return func() string { return text } }
	objects := []fyne.CanvasObject{widgets.NewIcon(r.icon, r.ink, 18),
		widgets.Flex(widgets.VBox(0, widgets.WithTip(title, tip(r.title)), widgets.WithTip(more, tip(r.more))))}
	p := t.page
	if r.log != nil && p.plan != nil && !p.plan.Written && (r.log.NewRecords > 0 || p.except[r.log.Log]) {
		log := *r.log
		objects = append(objects, widgets.NewCheckbox("Take", !p.except[log.Log], func(on bool) { p.leave(log, !on) }))
	}
	if r.button != "" {
		objects = append(objects, widgets.NewButton(r.button, "", r.open).Small())
	}
	t.rows.Objects = append(t.rows.Objects, widgets.Sized(0, 61, widgets.Pad(0, 15, 0, 15, widgets.HBox(12, objects...))))
	if !last {
		t.rows.Objects = append(t.rows.Objects, widgets.NewSeparator())
	}
}

// showLate lists the late entries, each with when it says it was made.
func (t *trust) showLate() {
	p := t.page
	win := p.host.Window()
	if win == nil {
		return
	}
	table := widgets.NewTable(32,
		widgets.Column[merging.LateEntry]{Title: "Question", Text: func(e merging.LateEntry) string { return e.Title }},
		widgets.Column[merging.LateEntry]{Title: "By", Width: 110, Text: func(e merging.LateEntry) string { return e.By }},
		widgets.Column[merging.LateEntry]{Title: "Made", Width: 110, Text: func(e merging.LateEntry) string {
			if e.MadeAt == nil {
				return "not said"
			}
			return moment(*e.MadeAt, p.desk.Now())
		}},
		widgets.Column[merging.LateEntry]{Title: "Recorded", Width: 110, Text: func(e merging.LateEntry) string { return moment(e.Recorded, p.desk.Now()) }})
	table.SetRows(p.plan.LateEntries)
	note := "They count from when they were recorded, not from when they say they were made."
	if p.plan.Late > len(p.plan.LateEntries) {
		note = words.Counted(len(p.plan.LateEntries), "entry", "entries") + " of " + words.Count(p.plan.Late) + ". " + note
	}
	dialogs.Show(win, dialogs.Spec{Title: "Late entries", Width: 760,
		Content: widgets.VBox(8, widgets.NewParagraph(note, widgets.Style{Colour: theme.Secondary}, 3), widgets.Sized(0, 300, table.Object()))})
}
