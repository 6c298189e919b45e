package questions

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"weathervane/assets/words"
	"weathervane/forecasts/question"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// headerPanel is the card with a question's wording and facts.
type headerPanel struct {
	page     *Page
	chips    *fyne.Container
	title    *widgets.Paragraph
	criteria *widgets.Paragraph
	state    *widgets.Chip
	on       *widgets.Button
	depends  *fyne.Container
	facts    *fyne.Container
	menu     *widgets.IconButton
	pin      *widgets.IconButton
	object   *fyne.Container

	chipBoxes chipBoxes
	factBoxes factBoxes
}

func newHeaderPanel(p *Page) *headerPanel {
	h := &headerPanel{page: p, chips: container.New(chipRow{})}
	h.title = widgets.NewTitle("", widgets.Style{Size: theme.PageTitle, LineHeight: 28, Weight: theme.SemiBold}, 3)
	h.criteria = widgets.NewParagraph("", widgets.Style{Colour: theme.Mid}, 4)
	h.buildCondition()
	h.facts = container.New(factRow{})
	h.pin = widgets.NewIconButton("pin", pinWords(false), func() { p.Do(Pin) })
	link := widgets.NewIconButton("link", "Copy the question’s id", func() { p.Do(CopyID) })
	text := widgets.NewIconButton("note", "The whole wording", h.showWording)
	h.menu = widgets.NewIconButton("more", "What can be done with it", h.openMenu)
	top := widgets.Sized(0, 28, widgets.HBox(4, widgets.Flex(h.chips), h.pin, text, link, h.menu))
	h.object = widgets.NewPanel(widgets.VBox(0,
		widgets.Pad(8, 11, 2, 15, top),
		widgets.Pad(0, 15, 4, 15, h.title),
		widgets.Pad(0, 15, 8, 15, widgets.VBox(4, h.criteria, h.depends)),
		widgets.NewHairline(),
		widgets.Pad(8, 15, 8, 15, widgets.Sized(0, 36, h.facts)),
	))
	return h
}

func (h *headerPanel) show(v question.View, c words.Calendar) {
	word, t := statusChip(v.Question, false)
	labels := []label{{word, toneOf(t)}, {typeWord(v.Type), widgets.Neutral}}
	if v.If != nil {
		labels = append(labels, label{"Conditional", widgets.Neutral})
	}
	if v.Wordings > 1 {
		labels = append(labels, label{"Revised", widgets.Neutral})
	}
	if v.Rivals > 0 {
		labels = append(labels, label{"Rival wordings", widgets.Cautious})
	}
	const most = 4
	for i, tag := range v.Tags {
		if i < most {
			labels = append(labels, label{tag, widgets.Neutral})
		}
	}
	h.chips.Objects = h.chipBoxes.say(labels)
	h.title.SetText(v.Title)
	h.criteria.SetText(v.Criteria)
	if v.Criteria == "" {
		h.criteria.SetText("There are no criteria: use Revise to say what counts.")
	}
	h.showCondition(v, c)
	colour := theme.Secondary
	if v.Pinned {
		colour = theme.Accent
	}
	h.pin.SetIcon("pin", colour)
	h.pin.SetTip(pinWords(v.Pinned))
	h.facts.Objects = h.factBoxes.say(headerFacts(v, c))
	h.object.Refresh()
}

// pinWords say what a press on the pin does.
func pinWords(pinned bool) string {
	if pinned {
		return "Unpin"
	}
	return "Pin to the top of the list"
}

// buildCondition makes the row that says on what the question depends; a
// press on it leads there.
func (h *headerPanel) buildCondition() {
	h.state = widgets.NewChip("", widgets.Neutral)
	h.on = widgets.NewLink("", "link", func() {
		if v := h.page.view; v != nil && v.If != nil && !v.If.Question.IsZero() {
			h.page.host.Open(page.Route{Page: Name, ID: v.If.Question.String()})
		}
	}).Small()
	h.depends = widgets.Sized(0, 24, widgets.Arrange(func(s fyne.Size) {
		w := h.state.MinSize().Width
		widgets.Put(h.state, 0, 2, w, 20)
		widgets.Put(h.on, w+4, 0, min(h.on.MinSize().Width, s.Width-w-4), 24)
	}, h.state, h.on))
	h.depends.Hide()
}

func (h *headerPanel) showCondition(v question.View, c words.Calendar) {
	h.depends.Hidden = v.If == nil
	if v.If == nil {
		return
	}
	state, t, text := conditionWords(*v.If, c)
	h.state.Set(state, toneOf(t))
	h.on.SetText(text)
	h.on.SetTip(text)
	h.depends.Refresh()
}

// chipRow puts chips beside each other, each as wide as it needs; what is
// missing is taken from the widest.
type chipRow struct{}

// MinSize is for Fyne.
func (chipRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 20) }

// Layout is for Fyne.
func (chipRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	const between = 8
	room := s.Width - between*float32(len(objects)-1)
	widths, needs := make([]float32, len(objects)), float32(0)
	for i, o := range objects {
		widths[i] = o.MinSize().Width
		needs += widths[i]
	}
	if needs > room {
		share(widths, room)
	}
	x := float32(0)
	for i, o := range objects {
		widgets.Put(o, x, (s.Height-20)/2, widths[i], 20)
		x += widths[i] + between
	}
}

// factRow puts facts beside each other, each as wide as it needs; what is
// left over is shared, and what is missing is taken from all.
type factRow struct{}

// MinSize is for Fyne.
func (factRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 36) }

// Layout is for Fyne.
func (factRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	const between = 20
	widths := make([]float32, len(objects))
	for i, o := range objects {
		widths[i] = o.MinSize().Width
	}
	share(widths, s.Width-between*float32(len(objects)-1))
	x := float32(0)
	for i, o := range objects {
		widgets.Put(o, x, 0, widths[i], s.Height)
		x += widths[i] + between
	}
}

// share makes widths fill a room: what is left over goes to all alike, and
// what is missing is taken from the widest.
func share(widths []float32, room float32) {
	var needs float32
	for _, w := range widths {
		needs += w
	}
	n := float32(max(len(widths), 1))
	if needs <= room {
		for i := range widths {
			widths[i] += (room - needs) / n
		}
		return
	}
	sorted, left := slices.Sorted(slices.Values(widths)), room
	for i, w := range sorted {
		fair := left / float32(len(sorted)-i)
		if w > fair {
			for k := range widths {
				widths[k] = min(widths[k], fair)
			}
			return
		}
		left -= w
	}
}

// openMenu lists what can be done with the question, and only that.
func (h *headerPanel) openMenu() {
	var text []string
	var actions []Action
	for _, a := range menuActions {
		if h.page.Can(a.action) {
			title := a.title
			if a.action == Pin {
				title = pinWords(h.page.view.Pinned)
			}
			text = append(text, title)
			actions = append(actions, a.action)
		}
	}
	widgets.PopMenu(h.menu, text, -1, func(i int) { h.page.Do(actions[i]) })
}

// showWording shows everything that is written about the question.
func (h *headerPanel) showWording() {
	v := h.page.view
	if v == nil || h.page.host.Window() == nil {
		return
	}
	column := widgets.VBox(0)
	for _, part := range []fact{{"Question", v.Title}, {"Resolves by these criteria", v.Criteria}, {"Fine print", v.FinePrint},
		{"Background", v.Background}, {"Source", v.Source}} {
		if part.Text == "" {
			continue
		}
		column.Add(widgets.NewText(part.Caption, widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary}))
		column.Add(widgets.Pad(2, 0, 14, 0, widgets.NewParagraph(part.Text, widgets.Style{Colour: theme.Text}, 0)))
	}
	text := "The wording has not changed."
	if v.Wordings > 1 {
		text = "It has had " + words.Plural(v.Wordings, "wording") + "; the records below the evidence say who changed what."
	}
	if v.Rivals > 0 {
		text += " People revised it without knowing of each other’s revision; the latest counts."
	}
	column.Add(widgets.NewParagraph(text, widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 0))
	dialogs.Show(h.page.host.Window(), dialogs.Spec{Title: "Wording", Content: column, Width: 640})
}
