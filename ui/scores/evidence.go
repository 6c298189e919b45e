package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/ui/theme"
	"weathervane/ui/tracks"
	"weathervane/ui/widgets"
)

// evidenceHigh holds the head, what the table says of itself and four rows.
const evidenceHigh = theme.PanelTitle + 56 + theme.TableHead + 4*34

// withLower puts numbers and dates below the scores, and the record of evidence;
// while no finding has met an outcome that is not there.
func (p *Page) withLower(content fyne.CanvasObject) fyne.CanvasObject {
	p.evidence = tracks.New()
	title := widgets.NewTitleRow("Evidence", "how findings pointed", widgets.Sized(360, 28, p.evidence.Which))
	panel := widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.Pad(2, 15, 8, 15, p.evidence.About), widgets.Flex(p.evidence.Table)))
	p.evidencePanel = widgets.Pad(0, margin, margin, margin, widgets.Sized(0, evidenceHigh, panel))
	p.evidencePanel.Hide()
	p.lower = widgets.VBox(0, p.numbers.object, p.evidencePanel)
	return widgets.VBox(0, content, p.lower)
}

// showEvidence reads how findings have pointed.
func (p *Page) showEvidence() {
	p.host.Run("scores.evidence", func(ctx context.Context) (func(), error) {
		t, err := p.desk.EvidenceTracks(ctx)
		return func() {
			p.evidence.Show(t)
			if len(t.Analysts) > 0 {
				p.evidencePanel.Show()
			} else {
				p.evidencePanel.Hide()
			}
			p.scroll.Refresh()
		}, err
	})
}
