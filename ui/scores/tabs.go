package scores

import (
	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// What is below the cards.
const (
	overview = iota
	restsOn
)

const tabsHigh = 32

// tabNames are the names of what is below the cards, with how many lines there are
// to know of what the score rests on.
func tabNames(lines int, well bool) []string {
	if well || lines == 0 {
		return []string{"Overview", "Rests on"}
	}
	return []string{"Overview", "Rests on " + words.Count(lines)}
}

// turnTo shows one of them.
func (l *scoreLayout) turnTo(tab int) {
	for _, o := range []fyne.CanvasObject{l.history, l.table, l.diagram, l.murphy} {
		widgets.Show(o, tab == overview)
	}
	widgets.Show(l.page.rests.object, tab == restsOn)
	l.page.probable.Refresh()
	l.page.scroll.Refresh()
}

// placeRests places what the score rests on beside the ranking, or over it in a
// narrow window.
func (l *scoreLayout) placeRests(y float32, s fyne.Size) {
	if l.narrow() {
		high := l.page.rests.high()
		widgets.Put(l.page.rests.object, margin, y, s.Width-2*margin, high)
		widgets.Put(l.groups, margin, y+high+margin, s.Width-2*margin, l.groupsHigh())
		return
	}
	right := l.right()
	left := s.Width - 3*margin - right
	widgets.Put(l.page.rests.object, margin, y, left, max(l.page.rests.high(), s.Height-y-margin))
	widgets.Put(l.groups, 2*margin+left, y, right, max(l.groupsHigh(), s.Height-y-margin))
}

// high is how high the panel is with all its lines.
func (r *rests) high() float32 {
	if !r.all.Visible() {
		return theme.PanelTitle + 64
	}
	return theme.PanelTitle + r.all.MinSize().Height + 16
}
