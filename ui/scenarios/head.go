package scenarios

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scenario"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// head is the row that says which set is shown, and by whom it was weighed.
type head struct {
	page    *Page
	set     *widgets.Dropdown
	status  *widgets.Chip
	horizon *widgets.Text
	sum     *fyne.Container
	whose   *widgets.Dropdown
	weigh   *widgets.Button
	revise  *widgets.IconButton
	resolve *widgets.Button
	voices  []forecaster.Forecaster // that can be chosen; the first is oneself
	object  *fyne.Container
}

func newHead(p *Page) *head {
	h := &head{page: p}
	h.set = widgets.NewDropdown("Set", nil, 0, func(i int) {
		p.Arrive(p.sets[i].ID.String())
		p.Show()
	})
	h.status = widgets.NewChip("", widgets.Neutral)
	h.horizon = widgets.NewText("", widgets.Style{Colour: theme.Secondary})
	h.sum = widgets.HBox(6, widgets.NewIcon("check", theme.Good, 14), widgets.NewText("Weights sum to 100\u202f%", widgets.Style{Colour: theme.GoodInk}))
	h.whose = widgets.NewDropdown("", nil, 0, func(i int) {
		p.by = ""
		if f := h.voices[i]; f.Name != "" {
			p.by = f.Key
		}
		p.Show()
	}).Plain()
	h.weigh = widgets.NewButton("Weigh", "", func() { p.Do(Weigh) })
	h.resolve = widgets.NewButton("Resolve", "flag", func() { p.Do(Resolve) })
	h.revise = widgets.NewIconButton("note", "Revise the set: its title, horizon, narratives and drivers", func() { p.Do(Revise) })
	check := widgets.NewButton("Check", "scale", func() { p.Do(Coherence) })
	check.SetTip("Which rules of probability the standing forecasts break")
	past := widgets.NewButton("History", "undo", func() { p.Do(History) })
	left := []fyne.CanvasObject{h.set, h.status, h.sum, h.whose, h.horizon}
	right := []fyne.CanvasObject{h.revise, check, past, h.resolve, h.weigh}
	h.object = widgets.Arrange(func(s fyne.Size) { h.place(s.Width, left, right) }, append(left, right...)...)
	return h
}

func (h *head) show() {
	p, v, c := h.page, h.page.view, h.page.calendar()
	var titles []string
	at := 0
	for i, s := range p.sets {
		titles = append(titles, s.Title)
		if s.ID == v.ID {
			at = i
		}
	}
	h.set.SetValues(titles, at)
	words, tone := statusWords(v.Listed), widgets.Neutral
	switch v.Status {
	case "resolved":
		tone = widgets.Positive
	case "closed", "disputed":
		tone = widgets.Cautious
	}
	h.status.Set(words, tone)
	h.horizon.SetText("until " + c.LastDay(v.Horizon))
	widgets.Show(h.weigh, v.Status == "open")
	widgets.Show(h.revise, p.Can(Revise))
	widgets.Show(h.resolve, v.Status != "resolved")
	h.voices = voices(v)
	var names []string
	at = 0
	for i, f := range h.voices {
		if i == 0 {
			names = append(names, "your own view")
			continue
		}
		names = append(names, f.Name+"’s view")
		if p.by != "" && f.Key == p.by {
			at = i
		}
	}
	h.whose.SetValues(names, at)
	shown := names[at]
	if when, ok := lastWeighed(v); ok && v.By != nil {
		shown = v.By.Name + ", " + c.Day(when)
	} else if at == 0 {
		shown = "not weighed by you yet"
	}
	h.whose.SetShown(shown)
	h.object.Refresh()
}

// place puts buttons at the right and at the left as much as there is room for.
func (h *head) place(width float32, left, right []fyne.CanvasObject) {
	x := width
	for i := range right {
		o := right[len(right)-1-i]
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		x -= w
		widgets.Put(o, x, 0, w, theme.ControlHeight)
		x -= 8
	}
	room, used := x-8, float32(0)
	wide := func(o fyne.CanvasObject) float32 {
		w := o.MinSize().Width
		if o == h.set {
			w = min(w, max(room, 120))
		}
		return w
	}
	for _, o := range []fyne.CanvasObject{h.set, h.whose, h.status, h.sum, h.horizon} { // what is needed most comes first
		w := wide(o)
		wanted := o != fyne.CanvasObject(h.sum) || weighed(h.page.view)
		if widgets.Show(o, wanted && used+w <= room+1); o.Visible() {
			used += w + 10
		}
	}
	at := float32(0)
	for _, o := range left {
		if o.Visible() {
			w, high := wide(o), min(o.MinSize().Height, theme.ControlHeight)
			widgets.Put(o, at, (theme.ControlHeight-high)/2, w, high)
			at += w + 10
		}
	}
}

// voices are those whose weights stand; the first is oneself.
func voices(v scenario.View) []forecaster.Forecaster {
	out := []forecaster.Forecaster{{}}
	for _, w := range v.Standing {
		if !w.Mine {
			out = append(out, w.Forecaster)
		}
	}
	return out
}
