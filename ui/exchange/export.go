package exchange

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// export is the card on which a file is written for others.
type export struct {
	page      *Page
	title     *widgets.TitleRow
	questions *ticks
	people    *ticks
	rationale *widgets.Checkbox
	evidence  *widgets.Checkbox
	comments  *widgets.Checkbox
	texts     *widgets.Checkbox
	path      *widgets.Field
	button    *widgets.Button
	ids       map[string]forecasts.ID
	object    *fyne.Container
}

func newExport(p *Page) *export {
	e := &export{page: p, title: widgets.NewTitleRow("Export", "")}
	e.questions, e.people = newTicks("All questions", e.summary), newTicks("Everyone", e.summary)
	told := func(bool) { e.summary() }
	e.rationale = widgets.NewCheckbox("Hide rationales", false, told)
	e.evidence = widgets.NewCheckbox("Hide findings", false, told)
	e.comments = widgets.NewCheckbox("Hide comments", false, told)
	e.texts = widgets.NewCheckbox("Without article texts", false, told)
	options := widgets.VBox(7, caption("Options"), e.rationale, e.evidence, e.comments, e.texts,
		widgets.NewParagraph("What is hidden still counts: its place is kept and signed.", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3))
	e.path = widgets.NewField("File to write")
	e.path.OnSubmit = e.write
	if home, err := os.UserHomeDir(); err == nil {
		e.path.Fill(filepath.Join(home, fileName(p.desk.Now())))
	} else {
		e.path.Fill(fileName(p.desk.Now()))
	}
	e.button = widgets.NewPrimary("Export", "export", e.write)
	folder := widgets.NewButton("Folder", "", e.chooseFolder)
	left := widgets.VBox(4, widgets.Pad(0, 0, 0, tickInset, caption("Questions")), widgets.Flex(e.questions.object))
	mid := widgets.VBox(4, widgets.Pad(0, 0, 0, tickInset, caption("People")), widgets.Flex(e.people.object))
	choices := widgets.NewScroll(widgets.Pad(0, 0, 0, tickInset, options))
	columns := widgets.Arrange(func(s fyne.Size) {
		third := min(s.Width*0.3, 242)
		second := min(s.Width*0.2, 140)
		first := s.Width - third - second - 48
		widgets.Put(left, -tickInset, 0, first+tickInset, s.Height)
		widgets.Put(mid, first+24-tickInset, 0, second+tickInset, s.Height)
		widgets.Put(choices, s.Width-third-tickInset, 0, third+tickInset, s.Height)
	}, left, mid, choices)
	foot := widgets.Sized(0, 55, widgets.Pad(0, 15, 0, 15, widgets.HBox(8, widgets.Flex(e.path), folder, widgets.Sized(112, 32, e.button))))
	e.object = widgets.NewPanel(widgets.VBox(0, e.title.Object(), widgets.NewHairline(),
		widgets.Flex(widgets.Pad(10, 15, 6, 15, columns)), widgets.NewHairline(), foot))
	return e
}

func caption(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
}

func (e *export) show(questions []forecasts.QuestionRow, logs []forecasts.Log) {
	e.ids = map[string]forecasts.ID{}
	rows := make([]tickRow, len(questions))
	for i, q := range questions {
		e.ids[q.ID.String()] = q.ID
		rows[i] = tickRow{q.ID.String(), q.Title, notation.Count(q.Forecasts)}
	}
	e.questions.show(rows)
	rows = make([]tickRow, len(logs))
	for i, l := range logs {
		rows[i] = tickRow{l.Key, l.Name, notation.Count(int(l.Records))}
	}
	e.people.show(rows)
	e.summary()
}

// summary says what would leave, and lets it leave where it is something.
func (e *export) summary() {
	q, p := e.questions.chosen(), e.people.chosen()
	words := []string{"all questions", "everyone"}
	if !e.questions.all {
		words[0] = count(len(q), "question", "questions")
	}
	if !e.people.all {
		words[1] = count(len(p), "person", "people")
	}
	e.title.More.SetText(strings.Join(words, " · "))
	if (e.questions.all || len(q) > 0) && (e.people.all || len(p) > 0) && len(e.questions.rows) > 0 {
		e.button.Enable()
	} else {
		e.button.Disable()
	}
}

func (e *export) options() forecasts.ExportOptions {
	var o forecasts.ExportOptions
	if !e.questions.all {
		for _, id := range e.questions.chosen() {
			o.Questions = append(o.Questions, e.ids[id])
		}
	}
	if !e.people.all {
		o.By = e.people.chosen()
	}
	for _, w := range []struct {
		box  *widgets.Checkbox
		name string
	}{{e.rationale, "notes"}, {e.evidence, "evidence"}, {e.comments, "comments"}} {
		if w.box.On() {
			o.Withhold = append(o.Withhold, w.name)
		}
	}
	o.WithoutArticles = e.texts.On()
	return o
}

func (e *export) write() {
	p := e.page
	path := strings.TrimSpace(e.path.Text)
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
			words := "Wrote " + filepath.Base(s.Path) + ": " + count(s.Shown, "record", "records")
			if s.Withheld > 0 {
				words += ", " + notation.Count(s.Withheld) + " withheld"
			}
			p.host.Say(words + ", " + kilobytes(s.Bytes))
		}, nil
	})
}

func kilobytes(n int64) string {
	if n < 1024 {
		return count(int(n), "byte", "bytes")
	}
	return notation.Count(int((n+512)/1024)) + " KB"
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

// tickInset keeps boxes off the list's edge, which would cut their borders.
const tickInset = 3

// tickRow is something that may be ticked.
type tickRow struct{ id, title, count string }

// ticks is a list of boxes to tick below one that stands for all.
type ticks struct {
	rows   []tickRow
	on     map[string]bool
	all    bool
	whole  *widgets.Checkbox
	list   *widgets.List
	change func()
	object *fyne.Container
}

func newTicks(all string, change func()) *ticks {
	t := &ticks{on: map[string]bool{}, all: true, change: change}
	t.whole = widgets.NewCheckbox(all, true, func(on bool) {
		t.all = on
		if on {
			t.on = map[string]bool{}
		}
		t.list.Refresh()
		t.change()
	})
	t.list = widgets.NewList(28, t.newRow, t.fill)
	t.list.NoSelect = true
	t.object = widgets.VBox(2, widgets.Sized(0, 28, widgets.Pad(0, 0, 0, tickInset, t.whole)), widgets.Flex(t.list))
	return t
}

func (t *ticks) show(rows []tickRow) {
	t.rows = rows
	t.list.SetLength(len(rows))
}

// chosen are the ids that are ticked one by one.
func (t *ticks) chosen() []string {
	var out []string
	for _, r := range t.rows {
		if t.on[r.id] {
			out = append(out, r.id)
		}
	}
	return out
}

func (t *ticks) toggle(id string, on bool) {
	if t.all { // from all of them to all but this one would surprise: begin with it
		t.all = false
		on = true
	}
	t.on[id] = on
	t.whole.Set(false)
	t.list.Refresh()
	t.change()
}

func (t *ticks) newRow() fyne.CanvasObject {
	check := widgets.NewCheckbox("", false, nil)
	number := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Figures: true, Align: fyne.TextAlignTrailing})
	return widgets.Arrange(func(s fyne.Size) {
		show(number, s.Width >= 130)
		room := float32(48)
		if s.Width < 130 {
			room = 8
		}
		widgets.Put(check, tickInset, (s.Height-20)/2, s.Width-room-tickInset, 20)
		widgets.Put(number, s.Width-44, (s.Height-16)/2, 34, 16)
	}, check, number)
}

func (t *ticks) fill(i int, row fyne.CanvasObject, _ bool) {
	r, o := t.rows[i], row.(*fyne.Container).Objects
	check := o[0].(*widgets.Checkbox)
	check.OnChange = func(on bool) { t.toggle(r.id, on) }
	check.SetText(r.title)
	check.Set(t.all || t.on[r.id])
	o[1].(*widgets.Text).SetText(r.count)
}
