package scenarios

import (
	"context"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/scenario"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const tenths = 1000 // weights are rounded to tenths of a point

// own are the weights that one gives now; nil if none.
func (p *Page) own() map[string]float64 {
	for _, w := range p.view.Standing {
		if w.Mine {
			return w.Weights
		}
	}
	return nil
}

// weigh asks for the probability of each scenario.
func (p *Page) weigh() { p.weighFrom(p.own(), "") }

// weighFrom asks for weights, beginning with some.
func (p *Page) weighFrom(values map[string]float64, why string) {
	v := p.view
	var d *dialogs.Dialog
	if values == nil {
		values = map[string]float64{}
		for i, x := range coherence.Rounded(coherence.Rebalance(make([]float64, len(v.Names)), 0, 1/float64(len(v.Names))), tenths, -1) {
			values[v.Names[i]] = x
		}
	}
	rows := newNumbers(v.Names, values, func() { d.Accept() })
	total := widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	fit := widgets.NewButton("Make it 100\u202f%", "", nil).Small()
	follow := widgets.NewCheckbox("The others follow in proportion", !p.loose, func(on bool) { p.loose = !on })
	rows.change = func(i int, to float64) {
		if p.loose {
			rows.values[i] = to
			return
		}
		from := rows.before
		if from == nil {
			from = rows.values
		}
		rows.values = coherence.Rounded(coherence.Rebalance(from, i, to), tenths, i)
	}
	rows.drawn = func() {
		off := math.Abs(rows.sum()-1) > 1e-6
		total.SetText("Sum " + words.Percent(rows.sum()))
		total.SetColour(theme.Secondary)
		if off {
			total.SetColour(theme.BadInk)
		}
		widgets.Show(fit, off && rows.sum() > 0)
	}
	rows.drawn()
	fit.SetOnTapped(func() {
		scaled, sum := make([]float64, len(rows.values)), rows.sum()
		for i, x := range rows.values {
			scaled[i] = x / sum
		}
		rows.set(coherence.Rounded(scaled, tenths, -1))
	})
	note := area(&d, "Why these, for later", 56)
	note.Fill(why)
	content := widgets.VBox(12, rows.object, widgets.Sized(0, 24, widgets.HBox(12, follow, widgets.Flex(total), fit)), labelled("Note", note))
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Weigh: " + v.Title, Content: content, First: rows.fields[0], Accept: "Record the weights",
		OnAccept: func(d *dialogs.Dialog) {
			weights, err := rows.read()
			if err != nil {
				d.Problem(page.Sentence(err))
				return
			}
			if math.Abs(rows.sum()-1) > 1e-6 {
				d.Problem("The weights sum to " + words.Percent(rows.sum()) + ": they must sum to 100\u202f%.")
				return
			}
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.WeighScenarios(ctx, v.ID, weights, note.Written())
				return err
			}, func() { p.host.Say("Weighed " + v.Title) })
		}})
}

// showOffer says what was observed since one's own weights were given.
func (p *Page) showOffer() {
	p.offer.Objects = nil
	v := p.view
	if v.Offer == nil || p.by != "" {
		return
	}
	var phrase []string
	for _, o := range v.Offer.Observed {
		phrase = append(phrase, observed(o))
	}
	why := strings.Join(phrase, " ")
	p.offer.Objects = []fyne.CanvasObject{widgets.NewBanner(widgets.Informative, "eye", "Since you weighed: "+why,
		widgets.NewButton("See the new weights", "", func() { p.takeWeights(v, "What it does to the weights", why, v.Offer.Weights) }).Small())}
}

// observed says what was seen, or how a question came out.
func observed(o scenario.Observation) string {
	text := strings.TrimRight(o.Text, ".")
	switch {
	case strings.HasSuffix(text, "?") && o.Seen:
		return text + " Yes."
	case strings.HasSuffix(text, "?"):
		return text + " No."
	case o.Seen:
		return "Seen: " + text + "."
	}
	return "Not seen: " + text + "."
}

// takeWeights offers weights beside those that stand: what Bayes' rule makes
// of something that was seen.
func (p *Page) takeWeights(v scenario.View, title string, why string, weights map[string]float64) {
	before := p.own()
	var rows []fyne.CanvasObject
	grey := widgets.Style{Figures: true, Colour: theme.Secondary, Align: fyne.TextAlignTrailing}
	bold := widgets.Style{Figures: true, Weight: theme.SemiBold, Align: fyne.TextAlignTrailing}
	rounded := map[string]float64{}
	exact := make([]float64, len(v.Names))
	for i, n := range v.Names {
		exact[i] = weights[n]
	}
	for i, x := range coherence.Rounded(exact, tenths, -1) {
		rounded[v.Names[i]] = x
	}
	for i, n := range v.Names {
		was := "–"
		if before != nil {
			was = words.Percent(before[n])
		}
		rows = append(rows, widgets.HBox(8, widgets.Sized(8, 8, widgets.NewFill(toneOf(i).plain, theme.None, 4)), widgets.Flex(widgets.NewText(n, widgets.Style{Weight: theme.Medium})),
			widgets.Sized(72, 0, widgets.NewText(was, grey)), widgets.NewText("→", widgets.Style{Colour: theme.Secondary}), widgets.Sized(72, 0, widgets.NewText(words.Percent(rounded[n]), bold))))
	}
	content := widgets.VBox(10, append([]fyne.CanvasObject{remark(why + " By Bayes’ rule, your weights become:")}, rows...)...)
	var d *dialogs.Dialog
	adapt := widgets.NewLink("Change them first…", "", func() {
		d.Close()
		p.weighFrom(rounded, why)
	}).Small()
	content.Add(widgets.HBox(0, adapt))
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, Content: content, Accept: "Take these weights",
		OnAccept: func(d *dialogs.Dialog) {
			p.record(d, func(ctx context.Context) error {
				_, err := p.desk.WeighScenarios(ctx, v.ID, rounded, why)
				return err
			}, func() { p.host.Say("Weighed " + v.Title) })
		}})
}
