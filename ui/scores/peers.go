package scores

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// peers is the panel with everyone's peer and baseline scores.
type peers struct {
	page   *Page
	table  *widgets.Table[peerRow]
	words  *widgets.Paragraph
	body   *widgets.Awaited
	object *fyne.Container
}

// peerRow is a forecaster's scores in words.
type peerRow struct {
	Name, Peer, SpotPeer, Baseline, SpotBaseline, Coverage, Pairs string
	Mine                                                          bool

	peer, spotPeer, baseline, spotBaseline float64
}

func newPeers(p *Page) *peers {
	out := &peers{page: p}
	grey := widgets.Style{Size: theme.Small, Figures: true, Colour: theme.Secondary}
	figure := widgets.Style{Size: theme.Small, Figures: true, Weight: theme.Medium}
	number := func(title string, width float32, style widgets.Style, text func(peerRow) string, value func(peerRow) float64) widgets.Column[peerRow] {
		c := widgets.Column[peerRow]{Title: title, Width: width, Align: fyne.TextAlignTrailing, Style: style, Text: text}
		if value != nil {
			c.Less = func(a, b peerRow) bool { return value(a) < value(b) }
		}
		return c
	}
	out.table = widgets.NewTable(31,
		widgets.Column[peerRow]{Title: "Forecaster", Style: widgets.Style{Size: theme.Small, Weight: theme.Medium}, Text: func(r peerRow) string { return r.Name }},
		number("Peer", 64, figure, func(r peerRow) string { return r.Peer }, func(r peerRow) float64 { return r.peer }),
		number("at the end", 72, grey, func(r peerRow) string { return r.SpotPeer }, func(r peerRow) float64 { return r.spotPeer }),
		number("Baseline", 64, figure, func(r peerRow) string { return r.Baseline }, func(r peerRow) float64 { return r.baseline }),
		number("at the end", 72, grey, func(r peerRow) string { return r.SpotBaseline }, func(r peerRow) float64 { return r.spotBaseline }),
		number("Covered", 64, grey, func(r peerRow) string { return r.Coverage }, nil),
		number("n", 40, grey, func(r peerRow) string { return r.Pairs }, nil))
	out.words = widgets.NewParagraph("High is better. Peer: 0 is the mean of the others who stood at the same time, by Metaculus’s rule. Baseline: 0 is equal chances, 100 certainty that proved right. "+
		"Covered: of the scheduled length; the rest counts as 0. At the end: of the forecast in force then alone.", widgets.Style{Size: theme.Caption, LineHeight: 16, Colour: theme.Secondary}, 4)
	out.body = widgets.NewAwaited(10, out.table.Object())
	title := widgets.NewTitleRow("Against the others and against equal chances", "")
	out.object = widgets.NewPanel(widgets.VBox(0, title.Object(), widgets.Flex(out.body.Object()), widgets.Pad(4, 15, 8, 15, out.words)))
	return out
}

// high is how high it is with its lines.
func (r *peers) high() float32 {
	return theme.PanelTitle + theme.TableHead + 31*float32(max(min(r.table.Length(), 9), 2)) + 60
}

func (r *peers) read() {
	p, filter := r.page, r.page.filter
	p.host.Run("scores.peers", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Tournaments(ctx, filter)
		if err != nil {
			return nil, err
		}
		rows := peerRows(all)
		return func() {
			r.table.SetRows(rows)
			for i := range rows {
				if rows[i].Mine {
					r.table.Select(i)
				}
			}
			p.probable.Refresh()
			p.scroll.Refresh()
		}, nil
	})
}

func peerRows(all []scoring.Tournament) []peerRow {
	write := func(n score.Number) string {
		if !n.Defined() {
			return dash
		}
		return words.Change(float64(n), 1)
	}
	rows := make([]peerRow, len(all))
	for i, t := range all {
		rows[i] = peerRow{Name: t.Forecaster.Name, Mine: t.Mine,
			Peer: write(t.Peer.Mean), SpotPeer: write(t.Peer.SpotMean), Baseline: write(t.Baseline.Mean), SpotBaseline: write(t.Baseline.SpotMean),
			Coverage: dash, Pairs: words.Count(t.Peer.N),
			peer: float64(t.Peer.Mean), spotPeer: float64(t.Peer.SpotMean), baseline: float64(t.Baseline.Mean), spotBaseline: float64(t.Baseline.SpotMean)}
		if t.Baseline.Coverage.Defined() {
			rows[i].Coverage = words.WholePercent(float64(t.Baseline.Coverage))
		}
	}
	return rows
}
