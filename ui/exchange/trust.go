package exchange

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
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
	key    *widgets.KeyCap // of Merge
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
	t.key = widgets.NewKeyCap("Ctrl Shift M")
	t.foot = widgets.VBox(0, widgets.NewHairline(), widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, t.key, widgets.Flex(t.words), t.later, t.merge))))
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
	widgets.Show(t.key, false)
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
	switch {
	case r.shows != nil && !t.page.plan.Written:
		r.button, r.open = "Show", func() { t.showUnseen(r) }
	case r.trusts != nil && !t.page.plan.Written:
		r.button, r.open = "Trust…", func() { t.page.askTrust(r.trusts) }
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
		t.words.SetText("")
		widgets.Show(t.key, true)
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
	t.rows.Objects = append(t.rows.Objects, widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(12, objects...))))
	if !last {
		t.rows.Objects = append(t.rows.Objects, widgets.NewSeparator())
	}
}

// showUnseen lists the records that nobody trusted saw, as far as they overturn
// something, and the questions that the rest is about.
func (t *trust) showUnseen(r trustRow) {
	p := t.page
	win := p.host.Window()
	if win == nil {
		return
	}
	var rows []unseenLine
	for i := range p.plan.Overturns {
		o := &p.plan.Overturns[i]
		if o.Log == r.shows.Log && o.Seq >= r.from && !o.Decision.IsZero() {
			_, now := importing.InWords(o, p.calendar())
			rows = append(rows, unseenLine{o.Title, words.OverturnedChip(o.What), now.WouldBe(), o.Seq})
		}
	}
	table := widgets.NewTable(32,
		widgets.Column[unseenLine]{Title: "Record", Width: 64, Align: fyne.TextAlignTrailing, Text: func(l unseenLine) string { return words.Count(int(l.seq)) }},
		widgets.Column[unseenLine]{Title: "What", Width: 80, Text: func(l unseenLine) string { return l.what }},
		widgets.Column[unseenLine]{Title: "Question", Text: func(l unseenLine) string { return l.title }},
		widgets.Column[unseenLine]{Title: "Would be", Width: 240, Text: func(l unseenLine) string { return l.says }})
	table.SetRows(rows)
	note := r.title + ": " + r.more + ". Their order in the log is signed, but nobody whom you trust can say when they were made."
	if len(rows) == 0 {
		note += " None of them overturns anything."
	}
	dialogs.Show(win, dialogs.Spec{Title: "Records that nobody you trust saw", Width: 820, First: table.List,
		Content: widgets.VBox(8, widgets.NewParagraph(note, widgets.Style{Colour: theme.Secondary}, 3), widgets.Sized(0, 240, table.Object()))})
}

// unseenLine is a record that nobody trusted saw and that overturns something.
type unseenLine struct {
	title, what, says string
	seq               int64
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
