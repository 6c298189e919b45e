package exchange

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/transfer"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// historyRow is a file, or somebody's log, that went from one to another.
type historyRow struct {
	icon, who, file, day, chip string
	why                        string // it was refused
	tone                       widgets.Tone
	at                         journal.Instant
}

// historyRows are the exchanges that were, the newest first: the files that were
// passed here, and what the logs here say about who merged whose.
func historyRows(files []transfer.Transfer, seen []exchange.Exchange, now time.Time) (rows []historyRow, in, out int) {
	known := map[journal.Instant]bool{}
	for _, p := range files {
		known[p.At] = true
		r := historyRow{icon: "import", who: strings.Join(p.Who, ", "), file: strings.TrimSuffix(p.File, ending), chip: "Merged", tone: widgets.Positive, at: p.At}
		switch {
		case p.Place:
			r.icon, r.file, r.chip, r.tone = "exchange", filepath.Base(p.File), "Synced", widgets.Positive
			if r.who == "" {
				r.who = "Your records"
			}
		case p.Refused != "":
			r.who, r.chip, r.tone, r.why = "Nothing taken", "Refused", widgets.Negative, p.Refused
		case p.Out:
			r.icon, r.who, r.chip, r.tone = "export", words.Counted(p.Records, "record", "records"), "Sent", widgets.Neutral
			out++
		default:
			in++
		}
		rows = append(rows, r)
	}
	for _, e := range seen {
		upTo := " to record " + words.Count(int(e.Records))
		r := historyRow{icon: "import", who: e.Of, file: "their log" + upTo, chip: "Merged", tone: widgets.Positive, at: e.At}
		switch {
		case e.Mine && known[e.At]:
			continue
		case e.Mine:
			in++
		case e.Given:
			r.icon, r.who, r.file, r.chip, r.tone = "export", e.By, "your log"+upTo, "Took it", widgets.Neutral
		default:
			r.icon, r.who, r.file, r.chip, r.tone = "exchange", e.By, e.Of+upTo, "Took it", widgets.Neutral
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b historyRow) int { return cmp.Compare(b.at, a.at) })
	for i := range rows {
		rows[i].day = day(rows[i].at, now)
	}
	return rows, in, out
}

// history is the card of what was exchanged, with what verifying found below.
type history struct {
	page   *Page
	more   *widgets.Text
	list   *widgets.List
	none   *widgets.Paragraph
	body   *widgets.Awaited
	rows   []historyRow
	past   []historyRow // without what waits
	check  check
	words  *widgets.Text
	verify *widgets.Button
	place  *widgets.Button
	object *fyne.Container
}

func newHistory(p *Page) *history {
	h := &history{page: p, more: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	h.check.page = p
	h.list = widgets.NewList(41, newHistoryRow, h.fill)
	h.list.NoSelect, h.list.Compact = true, 34
	h.list.Tip = func(i int, _ float32) string { return h.rows[i].why }
	h.none = widgets.NewParagraph("Files that you write or merge are listed here, and who merged your records as far as their logs tell.", widgets.Style{Colour: theme.Secondary}, 4)
	h.words = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	h.verify = widgets.NewButton("Verify", "", func() { h.check.asked = true; p.Verify() })
	h.place = widgets.NewButton("Shared folder", "", p.AskPlace)
	h.body = widgets.NewAwaited(16, widgets.Stack(h.list, widgets.Pad(16, 15, 16, 15, h.none)))
	title := widgets.NewTitleRow("History of exchanges", "", h.more)
	foot := widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, widgets.Flex(widgets.WithTip(h.words, func() string { return h.words.Text() })), h.verify, h.place)))
	h.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(),
		widgets.Flex(h.body.Object()), widgets.NewHairline(), foot))
	return h
}

func (h *history) show(files []transfer.Transfer, seen []exchange.Exchange) {
	rows, in, out := historyRows(files, seen, h.page.desk.Now())
	h.past = rows
	h.more.SetText("")
	if in+out > 0 {
		h.more.SetText(words.Count(in) + " in, " + words.Count(out) + " out")
	}
	h.paint()
}

// paint puts what waits over what was.
func (h *history) paint() {
	p := h.page
	h.rows = nil
	now := historyRow{icon: "import", day: day(instant(p.desk.Now()), p.desk.Now())}
	if p.plan != nil && !p.plan.Written {
		title, _ := heading(*p.plan, p.desk.Now())
		_, names := total(p.plan.Summary)
		for _, f := range p.plan.Foreign {
			names = append(names, f.From)
		}
		now.file, now.who, now.chip, now.tone = strings.TrimSuffix(title, ending), strings.Join(names, ", "), "Waiting", widgets.Cautious
		h.rows = append(h.rows, now)
	}
	h.rows = append(h.rows, h.past...)
	h.list.SetLength(len(h.rows))
	widgets.Show(h.none, len(h.rows) == 0)
	h.object.Refresh()
}

func newHistoryRow() fyne.CanvasObject {
	small := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	icon, who := widgets.NewIcon("import", theme.Secondary, 16), widgets.NewText("", widgets.Style{Weight: theme.Medium})
	file := widgets.NewText("", small)
	small.Align = fyne.TextAlignTrailing
	when, chip := widgets.NewText("", small), widgets.NewChip("", widgets.Neutral)
	return widgets.Arrange(func(s fyne.Size) {
		mid := func(o fyne.CanvasObject, x, w, h float32) { widgets.Put(o, x, (s.Height-h)/2, w, h) }
		mid(icon, 15, 16, 16)
		right := s.Width - 15 - 60
		mid(chip, right, 60, 20)
		w := when.MinSize().Width
		right -= w + 12
		mid(when, right, w, 16)
		left := float32(43)
		name := min(who.MinSize().Width+1, max((right-left)*0.55, 112))
		if column := float32(112); name < column && right-left > 260 {
			name = column
		}
		mid(who, left, name, 20)
		mid(file, left+name+12, max(right-left-name-24, 0), 16)
	}, icon, who, file, when, chip)
}

func (h *history) fill(i int, row fyne.CanvasObject, _ bool) {
	r, o := h.rows[i], row.(*fyne.Container).Objects
	o[0].(*widgets.Icon).Set(r.icon, theme.Secondary)
	o[1].(*widgets.Text).SetText(r.who)
	o[2].(*widgets.Text).SetText(r.file)
	o[3].(*widgets.Text).SetText(r.day)
	o[4].(*widgets.Chip).Set(r.chip, r.tone)
	if s := row.Size(); s.Width > 0 {
		row.(*fyne.Container).Layout.Layout(o, s)
	}
}

// check is what verifying this workspace found; a dialog shows it log by log.
type check struct {
	page  *Page
	asked bool // the person wants to read it
	rows  []checkRow
}

// Asked tells that it is verified now.
func (c *check) Asked() { c.say("Verifying…") }

// Reading leaves it at that.
func (c *check) Reading() {}

// Answered leaves it to what was found.
func (c *check) Answered() {}

// Unread tells that nothing was found out.
func (c *check) Unread() { c.say("Not verified") }

func (c *check) say(text string) {
	c.page.history.words.SetColour(theme.Secondary)
	c.page.history.words.SetText(text)
}

func (c *check) show(v exchange.Verification) {
	h := c.page.history
	c.rows = checkRows(v)
	problems := len(v.Problems)
	for _, l := range v.Logs {
		problems += len(l.Problems)
	}
	at := ", " + words.Clock(c.page.desk.Now())
	if v.OK && problems == 0 {
		h.words.SetColour(theme.Secondary)
		h.words.SetText("All is valid" + at)
	} else {
		h.words.SetColour(theme.BadInk)
		h.words.SetText(words.Counted(max(problems, 1), "problem", "problems") + " at hand" + at)
	}
	if c.asked {
		c.asked = false
		c.open()
	}
}

// open lists what was found.
func (c *check) open() {
	win := c.page.host.Window()
	if win == nil {
		return
	}
	rows := widgets.VBox(0)
	for _, r := range c.rows[:min(len(c.rows), mostListed)] {
		row := newCheckRow()
		fillCheckRow(r, row)
		rows.Add(widgets.Sized(0, 41, row))
		rows.Add(widgets.NewSeparator())
	}
	if n := c.page.idle; n > 0 {
		line := widgets.NewText(words.Counted(int(n), "record takes no effect", "records take no effect"), widgets.Style{Colour: theme.Secondary})
		rows.Add(widgets.Sized(0, 41, widgets.HBox(8, widgets.Flex(line), widgets.NewButton("Show why", "", c.page.showWithoutEffect).Small())))
	}
	dialogs.Show(win, dialogs.Spec{Title: "Everything here, verified", Width: 640, Content: rows})
}

// showWithoutEffect lists the records that do not count, each with the reason.
func (p *Page) showWithoutEffect() {
	p.host.Run("exchange.idle", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Records(ctx, true)
		return func() { p.listWithoutEffect(all) }, err
	})
}

func (p *Page) listWithoutEffect(all []exchange.Record) {
	win := p.host.Window()
	if win == nil {
		return
	}
	table := widgets.NewTable(32,
		widgets.Column[exchange.Record]{Title: "Record", Width: 150, Text: func(r exchange.Record) string {
			return strings.NewReplacer(".", " ", "_", " ").Replace(r.Kind)
		}},
		widgets.Column[exchange.Record]{Title: "By", Width: 110, Text: func(r exchange.Record) string { return r.By.Name }},
		widgets.Column[exchange.Record]{Title: "Recorded", Width: 110, Text: func(r exchange.Record) string {
			if r.At == nil {
				return ""
			}
			return moment(*r.At, p.desk.Now())
		}},
		widgets.Column[exchange.Record]{Title: "Why", Text: func(r exchange.Record) string { return words.WithoutEffect(r.WhyNot, r.Detail) }})
	table.SetRows(all)
	dialogs.Show(win, dialogs.Spec{Title: "Records that take no effect", Width: 760, Content: widgets.Sized(0, 300, table.Object())})
}

// mostListed bounds lists in dialogs.
const mostListed = 200

func newCheckRow() *fyne.Container {
	icon, title := widgets.NewIcon("key", theme.Secondary, 16), widgets.NewText("", widgets.Style{Weight: theme.Medium})
	more := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	chip := widgets.NewChip("", widgets.Neutral)
	return widgets.Arrange(func(s fyne.Size) {
		x := s.Width
		if chip.Visible() {
			w := chip.MinSize().Width
			widgets.Put(chip, x-w, (s.Height-20)/2, w, 20)
			x -= w + 12
		}
		text := min(more.MinSize().Width, 300)
		widgets.Put(more, x-text, (s.Height-16)/2, text, 16)
		widgets.Put(icon, 0, (s.Height-16)/2, 16, 16)
		widgets.Put(title, 28, (s.Height-20)/2, max(x-text-36, 0), 20)
	}, icon, title, more, chip)
}

func fillCheckRow(r checkRow, row *fyne.Container) {
	o := row.Objects
	o[0].(*widgets.Icon).Set(r.icon, r.ink)
	title := o[1].(*widgets.Text)
	if r.tone == widgets.Negative {
		title.SetColour(theme.BadInk)
	}
	title.SetText(r.title)
	o[2].(*widgets.Text).SetText(r.more)
	o[3].(*widgets.Chip).Set(r.chip, r.tone)
	widgets.Show(o[3], r.chip != "")
}
