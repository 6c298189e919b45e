package exchange

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// export is the card on which a file is written for others.
type export struct {
	page      *Page
	more      *widgets.Text
	questions *ticks
	people    *ticks
	tag       *widgets.Dropdown
	made      *widgets.Dropdown
	rationale *widgets.Checkbox
	evidence  *widgets.Checkbox
	comments  *widgets.Checkbox
	open      *widgets.Checkbox
	texts     *widgets.Checkbox
	path      *widgets.Field
	button    *widgets.Button
	look      *widgets.Button
	ids       map[string]journal.ID
	rows      []question.Row
	tags      []string // that can be chosen, after "Any tag"
	plan      *exchange.Summary
	object    *fyne.Container
}

// times are the spans of time that forecasts can be narrowed to.
var times = []struct {
	words string
	days  int // back from now; −1 is up to today's beginning
}{{"Made at any time", 0}, {"Only before today", -1}, {"Only the last 30 days", 30}, {"Only the last 90 days", 90}, {"Only the last year", 365}}

func newExport(p *Page) *export {
	e := &export{page: p, more: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	e.questions, e.people = newTicks("All questions", e.changed), newTicks("Everyone", e.changed)
	told := func(bool) { e.changed() }
	e.rationale = widgets.NewCheckbox("Hide rationales", false, told)
	e.evidence = widgets.NewCheckbox("Hide findings", false, told)
	e.comments = widgets.NewCheckbox("Hide comments", false, told)
	e.open = widgets.NewCheckbox("Seal open forecasts", false, told)
	e.open.SetTip("Your numbers on open questions are withheld. Their place is signed; a later file proves that they are the same. A seal that is not shown within 30 days of the end is forfeited, and named beside your score.")
	e.texts = widgets.NewCheckbox("Omit article texts", false, told)
	text := make([]string, len(times))
	for i, t := range times {
		text[i] = t.words
	}
	e.made = widgets.NewDropdown("", text, 0, func(int) { e.changed() })
	e.tag = widgets.NewDropdown("", []string{"Any tag"}, 0, func(int) { e.narrow() }).Plain()
	options := widgets.VBox(3, e.open, e.rationale, e.evidence, e.comments, e.texts, widgets.Pad(2, 0, 0, 0, widgets.Sized(0, 28, e.made)))
	e.path = widgets.NewPathField("File to write")
	e.path.OnSubmit = e.write
	if home, err := os.UserHomeDir(); err == nil {
		e.path.Fill(filepath.Join(home, fileName(p.desk.Now())))
	} else {
		e.path.Fill(fileName(p.desk.Now()))
	}
	e.button = widgets.NewPrimary("Export", "export", e.write)
	e.look = widgets.NewButton("Preview", "", e.preview).Small()
	folder := widgets.NewButton("Folder", "", e.chooseFolder)
	left := widgets.VBox(4, widgets.Pad(0, 0, 0, tickInset, widgets.Sized(0, 18, widgets.HBox(8, widgets.Flex(widgets.NewCaption("Questions")), e.tag))), widgets.Flex(e.questions.object))
	mid := widgets.VBox(4, widgets.Pad(0, 0, 0, tickInset, widgets.Sized(0, 18, widgets.NewCaption("People"))), widgets.Flex(e.people.object))
	choices := widgets.VBox(4, widgets.Pad(0, 0, 0, tickInset, widgets.Sized(0, 18, widgets.NewCaption("Options"))),
		widgets.Flex(widgets.NewScroll(widgets.Pad(2, 8, 0, tickInset, options))))
	columns := widgets.Arrange(func(s fyne.Size) {
		third := min(s.Width*0.34, 242)
		second := min(s.Width*0.22, 140)
		first := s.Width - third - second - 48
		widgets.Put(left, -tickInset, 0, first+tickInset, s.Height)
		widgets.Put(mid, first+24-tickInset, 0, second+tickInset, s.Height)
		widgets.Put(choices, s.Width-third-tickInset, 0, third+tickInset, s.Height)
	}, left, mid, choices)
	foot := widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, widgets.Flex(e.path), folder, widgets.Sized(112, 32, e.button))))
	title := widgets.NewTitleRow("Export", "", widgets.WithTip(e.more, func() string { return e.more.Text() }), e.look)
	e.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.NewHairline(),
		widgets.Flex(widgets.Pad(10, 15, 6, 15, columns)), widgets.NewHairline(), foot))
	return e
}

func (e *export) show(questions []question.Row, logs []exchange.Log) {
	e.ids, e.rows = map[string]journal.ID{}, questions
	chosen := e.chosenTag()
	e.tags = nil
	for _, q := range questions {
		e.ids[q.ID.String()] = q.ID
		for _, t := range q.Tags {
			if !slices.Contains(e.tags, t) {
				e.tags = append(e.tags, t)
			}
		}
	}
	slices.Sort(e.tags)
	e.tag.SetValues(append([]string{"Any tag"}, e.tags...), 1+slices.Index(e.tags, chosen))
	rows := make([]tickRow, len(logs))
	for i, l := range logs {
		rows[i] = tickRow{l.Key, l.Name, words.Count(int(l.Records))}
	}
	e.people.show(rows)
	e.narrow()
}

// chosenTag is the tag that questions must have, or none.
func (e *export) chosenTag() string {
	if i := e.tag.Chosen(); i > 0 && i <= len(e.tags) {
		return e.tags[i-1]
	}
	return ""
}

// narrow lists the questions with the tag that was chosen.
func (e *export) narrow() {
	tag := e.chosenTag()
	var rows []tickRow
	for _, q := range e.rows {
		if tag == "" || slices.Contains(q.Tags, tag) {
			rows = append(rows, tickRow{q.ID.String(), q.Title, words.Count(q.Forecasts)})
		}
	}
	e.questions.show(rows)
	e.changed()
}

// mostPlanned is of how many records what would leave is counted unasked: it reads
// them all.
const mostPlanned = 200_000

// changed plans what would leave, and lets it leave where it is something.
func (e *export) changed() {
	p := e.page
	e.plan = nil
	e.look.Disable()
	if e.ids == nil { // what there is was not read yet
		return
	}
	if !e.questions.all && len(e.questions.chosen()) == 0 || !e.people.all && len(e.people.chosen()) == 0 || len(e.rows) == 0 {
		e.button.Disable()
		e.more.SetText("nothing is chosen")
		return
	}
	e.button.Enable()
	if p.records > mostPlanned {
		e.look.Enable()
		e.more.SetText("Preview counts what leaves")
		return
	}
	e.count(func() {})
}

// count plans what would leave, and continues with then.
func (e *export) count(then func()) {
	p, o := e.page, e.options()
	p.host.Run("exchange.preview", func(ctx context.Context) (func(), error) {
		s, err := p.desk.PlanExport(ctx, o)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return func() {
			if err != nil {
				e.more.SetText(page.Said(err))
				e.button.Disable()
				return
			}
			e.plan = &s
			e.look.Enable()
			e.more.SetText(leavingWords(s))
			then()
		}, nil
	})
}

func (e *export) options() exchange.Options {
	var o exchange.Options
	if !e.questions.all {
		for _, id := range e.questions.chosen() {
			o.Questions = append(o.Questions, e.ids[id])
		}
	} else if tag := e.chosenTag(); tag != "" {
		o.Tags = []string{tag}
	}
	if !e.people.all {
		o.By = e.people.chosen()
	}
	for _, w := range []struct {
		box  *widgets.Checkbox
		name string
	}{{e.rationale, "notes"}, {e.evidence, "evidence"}, {e.comments, "comments"}, {e.open, "open"}} {
		if w.box.On() {
			o.Withhold = append(o.Withhold, w.name)
		}
	}
	o.WithoutArticles = e.texts.On()
	now := e.page.desk.Now()
	switch days := times[e.made.Chosen()].days; {
	case days > 0:
		since := instant(now.AddDate(0, 0, -days))
		o.Since = &since
	case days < 0:
		until := instant(time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location()))
		o.Until = &until
	}
	return o
}

func instant(t time.Time) journal.Instant { return journal.InstantOf(t) }

func (e *export) write() {
	p := e.page
	path := dialogs.Expand(strings.TrimSpace(e.path.Text))
	e.path.SetWrong(path == "")
	if path == "" || e.button.Disabled() {
		return
	}
	path, o := withEnding(path), e.options()
	e.path.Fill(path)
	p.host.Run("exchange.export", func(ctx context.Context) (func(), error) {
		s, err := p.desk.Export(ctx, path, o)
		if err != nil {
			return nil, err
		}
		return func() {
			text := "Wrote " + filepath.Base(s.Path) + ": " + words.Counted(s.Shown, "record", "records")
			if s.Withheld > 0 {
				text += ", " + words.Count(s.Withheld) + " withheld"
			}
			text += ", " + words.Bytes(s.Bytes)
			if s.KeptBack.Records > 0 {
				text += "; " + s.KeptBack.Says()
			}
			p.host.Say(text)
		}, nil
	})
}

func (e *export) chooseFolder() {
	win := e.page.host.Window()
	if win == nil {
		return
	}
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		switch {
		case err != nil:
			e.page.host.Fail(err)
		case dir != nil:
			name := filepath.Base(e.path.Text)
			if e.path.Text == "" {
				name = fileName(e.page.desk.Now())
			}
			e.path.Fill(filepath.Join(dir.Path(), name))
		}
	}, win)
	d.Resize(fyne.NewSize(760, 520))
	d.Show()
}
