package evidence

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/evidence"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// copyMark says what became of the copy of the article that is read.
type copyMark struct {
	icon   *widgets.Icon
	words  *widgets.Text
	tip    string
	row    *fyne.Container
	object fyne.CanvasObject
}

func newCopyMark() *copyMark {
	m := &copyMark{icon: widgets.NewIcon("", theme.Secondary, 14), words: widgets.NewText("", widgets.Style{Size: theme.Small, Weight: theme.Medium})}
	m.row = widgets.Arrange(m.layout, m.icon, m.words)
	m.object = widgets.WithTip(m.row, func() string { return m.tip })
	m.set("")
	return m
}

// layout puts the mark at the right, and its words beside it where there is room.
func (m *copyMark) layout(s fyne.Size) {
	w, x := m.words.MinSize().Width, s.Width-14
	fits := s.Width >= w+19
	widgets.Show(m.words, fits)
	if fits {
		x -= w + 5
	}
	widgets.Put(m.icon, x, (s.Height-14)/2, 14, 14)
	widgets.Put(m.words, x+19, (s.Height-16)/2, w, 16)
}

func (m *copyMark) set(k evidence.CopyIntegrity) {
	said := map[evidence.CopyIntegrity]struct {
		icon, words, tip string
		ink              theme.Role
	}{
		evidence.CopyWhole:   {"check-circle", "Copy kept, unchanged", "The copy is unchanged since it was added", theme.GoodInk},
		evidence.CopyRevised: {"check-circle", "Copy kept, revised", "The text is unchanged since it was added; the text shown here was revised later", theme.GoodInk},
		evidence.CopyPartial: {"check-circle", "Text kept, unchanged", "The text is unchanged since it was added; the file it came from is not here", theme.Secondary},
		evidence.CopyMissing: {"warning", "No copy here", "The article came without its text", theme.Secondary},
		evidence.CopyChanged: {"warning", "Copy changed", "The copy was changed since it was added: get the workspace from a backup or a colleague", theme.BadInk},
	}[k]
	m.tip = said.tip
	m.icon.Set(said.icon, said.ink)
	m.words.SetColour(said.ink)
	m.words.SetText(said.words)
	widgets.Show(m.object, said.words != "")
	m.layout(m.row.Size())
}

// checkCopy hashes the copy of the article that is read, off the window.
func (p *Page) checkCopy() {
	id := p.article.ID
	p.copyMark.set("")
	p.host.Run("evidence.copy", func(ctx context.Context) (func(), error) {
		k, err := p.desk.CopyIntegrity(ctx, id)
		return func() {
			if p.article.ID == id && p.draft == nil {
				p.copyMark.set(k)
				p.object.Refresh()
			}
		}, err
	})
}
