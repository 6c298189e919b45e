package questions

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/belief"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/question"
	"weathervane/ui/chart"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A step is one step of the waterfall, and the finding that it leads to.
type step struct {
	chart.WaterfallStep
	Finding ledger.Finding
}

// whole is a level that the steps begin at or reach.
func whole(text, said string, to float64) step {
	return step{WaterfallStep: chart.WaterfallStep{Words: text, Said: said, To: to, Whole: true}}
}

// steps are a ledger's waterfall: the prior, each origin's ratio, what the
// evidence says, and what one's own forecast says beyond it. Without a prior
// they begin at even odds, and only the multiplier is said.
func steps(l ledger.Ledger, own *float64) []step {
	at := 0.0
	var all []step
	if l.Prior != nil {
		at = bounded(*l.Prior)
		all = append(all, whole("Prior: base rate", words.Percent(rounded(*l.Prior)), at))
	}
	for _, s := range l.Steps {
		next := at + math.Log(s.LR)
		text := s.Findings[0].Claim
		if n := len(s.Findings); n > 1 {
			text = words.Plural(n, "finding") + " of one origin, counted once"
			if s.Mixed {
				text = words.Plural(n, "finding") + " of one origin that differ: their mean"
			}
		}
		all = append(all, step{chart.WaterfallStep{Words: text, Said: words.Ratio(s.LR), From: at, To: next}, s.Findings[0]})
		if len(s.Findings) > 1 {
			for _, f := range s.Findings {
				all = append(all, step{chart.WaterfallStep{Words: f.Claim, Said: words.Ratio(f.LR), From: at, To: at, Indent: true}, f})
			}
		}
		at = next
	}
	if l.Implied == nil {
		return append(all, whole("Together", words.Ratio(math.Exp(at)), at))
	}
	all = append(all, whole("The evidence says", words.Percent(rounded(*l.Implied)), at))
	if own != nil {
		to := bounded(*own)
		all = append(all, step{WaterfallStep: chart.WaterfallStep{Words: "Unexplained: beyond the evidence", Said: words.Ratio(math.Exp(to - at)), From: at, To: to}},
			whole("Your forecast", words.Percent(*own), to))
	}
	return all
}

// bounded are the log-odds of a probability, kept where they can be drawn.
func bounded(p float64) float64 { return belief.LogOdds(math.Min(math.Max(p, 0.0005), 0.9995)) }

func rounded(p float64) float64 { return math.Round(p*1000) / 1000 }

// openLedger shows what the findings together say of the question.
func (p *Page) openLedger() {
	v := *p.view
	names, bodies := ledgerViews(p.host, v, func(f ledger.Finding) func() {
		return func() { p.host.Open(page.Route{Page: "evidence", ID: f.ID.String()}) }
	})
	holder := widgets.Stack(bodies...)
	turn := func(chosen int) {
		for i, b := range bodies {
			b.Hide()
			if i == chosen {
				b.Show()
			}
		}
	}
	turn(0)
	content := widgets.VBox(10, holder)
	if len(names) > 1 {
		content.Objects = []fyne.CanvasObject{widgets.NewSegmented(28, names, 0, func(i int) {
			turn(i)
			content.Refresh()
		}), holder}
	}
	spec := dialogs.Spec{Title: "Evidence ledger", Content: content, Width: 860}
	if l := mineOf(v.Evidence); l != nil && l.Implied != nil && v.Status == "open" {
		spec.Accept = "Use " + words.Percent(rounded(*l.Implied))
		spec.OnAccept = func(d *dialogs.Dialog) {
			d.Close()
			p.update.useImplied()
		}
	}
	dialogs.Show(p.host.Window(), spec)
}

// ledgerViews are a ledger's picture for each analyst, one's own first.
func ledgerViews(host page.Host, v question.View, open func(ledger.Finding) func()) (names []string, bodies []fyne.CanvasObject) {
	add := func(name string, mine bool, body fyne.CanvasObject) {
		if mine {
			names, bodies = append([]string{"You"}, names...), append([]fyne.CanvasObject{body}, bodies...)
			return
		}
		names, bodies = append(names, name), append(bodies, body)
	}
	for _, l := range v.Evidence {
		var own *float64
		for _, s := range v.Standing {
			if theirs := s.Forecaster.Key == l.Analyst.Key && s.Forecaster.By == ""; l.Mine && s.Mine || !l.Mine && theirs && !v.Blind {
				own = s.P
			}
		}
		add(name(l.Analyst), l.Mine, waterfall(host, l, steps(l, own), open))
	}
	for _, l := range v.Choices {
		add(name(l.Analyst), l.Mine, choiceTable(l, v.Options))
	}
	return names, bodies
}

const stepHigh = 26

// waterfall draws the steps, with a line down the middle at even odds.
func waterfall(host page.Host, l ledger.Ledger, all []step, open func(ledger.Finding) func()) fyne.CanvasObject {
	var drawn []chart.WaterfallStep
	for _, s := range all {
		drawn = append(drawn, s.WaterfallStep)
	}
	var rows []fyne.CanvasObject
	for _, s := range all {
		rows = append(rows, stepRow(s, chart.Reach(drawn)*1.05, open))
	}
	picture := chart.NewView(func(fyne.Size) chart.Scene { return chart.Waterfall(drawn, 860, chart.WaterfallHigh(len(drawn))) })
	menu := chart.Menu(host, "Evidence ledger", picture, func() string { return chart.WaterfallTable(drawn) })
	text := "Each bar moves the log-odds; the line in the middle is 50 %. Findings of one origin count once: the strongest, or their mean where they differ."
	if l.Prior == nil {
		text = "Without a base rate there is no prior: only what the odds are multiplied with is known, not what the evidence says."
	}
	about := widgets.NewParagraph(text, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	rows = append(rows, widgets.Pad(8, 0, 0, 0, widgets.HBox(8, widgets.Flex(about), menu)))
	return widgets.VBox(0, rows...)
}

func stepRow(s step, reach float64, open func(ledger.Finding) func()) fyne.CanvasObject {
	style := widgets.Style{Size: theme.Small}
	if s.Whole {
		style.Weight = theme.SemiBold
	}
	if s.Indent {
		style.Colour = theme.Secondary
	}
	label := widgets.WithTip(widgets.NewText(s.Words, style), func() string { return s.Words })
	said := style
	said.Align = fyne.TextAlignTrailing
	value := widgets.NewText(s.Said, said)
	bar, middle := widgets.NewFill(s.Colour(), theme.None, 2), widgets.NewFill(theme.Line, theme.None, 0)
	if s.Indent {
		bar.Hide()
	}
	objects := []fyne.CanvasObject{label, middle, bar, value}
	var link *widgets.IconButton
	if !s.Finding.ID.IsZero() {
		link = widgets.NewIconButton("chevron-right", "Open the finding", open(s.Finding)).Small()
		objects = append(objects, link)
	}
	return widgets.Sized(0, stepHigh, widgets.Arrange(func(size fyne.Size) {
		left, right := size.Width*0.42, float32(92)
		indent := float32(0)
		if s.Indent {
			indent = 16
		}
		wide := size.Width - left - right - 16
		x := func(v float64) float32 { return left + 8 + wide*float32((v+reach)/(2*reach)) }
		widgets.Put(label, indent, 4, left-indent, 18)
		widgets.Put(middle, x(0), 0, 1, size.Height)
		from, to := min(x(s.From), x(s.To)), max(x(s.From), x(s.To))
		widgets.Put(bar, from, 6, max(to-from, 2), size.Height-12)
		widgets.Put(value, size.Width-right, 4, right-26, 18)
		if link != nil {
			widgets.Put(link, size.Width-22, 2, 22, 22)
		}
	}, objects...))
}

// choiceTable says what the evidence does to each option.
func choiceTable(l ledger.Choice, options []string) fyne.CanvasObject {
	cell := func(text string, weight theme.Weight) fyne.CanvasObject {
		return widgets.Sized(84, 24, widgets.NewText(text, widgets.Style{Size: theme.Small, Weight: weight, Align: fyne.TextAlignTrailing}))
	}
	line := func(text string, weight theme.Weight, value func(option string) string) fyne.CanvasObject {
		cells := []fyne.CanvasObject{widgets.Flex(widgets.NewText(text, widgets.Style{Size: theme.Small, Weight: weight}))}
		for _, o := range options {
			cells = append(cells, cell(value(o), weight))
		}
		return widgets.Sized(0, 26, widgets.HBox(8, cells...))
	}
	rows := []fyne.CanvasObject{line("Origin", theme.Medium, func(o string) string { return o }), widgets.NewSeparator()}
	for _, s := range l.Steps {
		var claims []string
		for _, f := range s.Findings {
			claims = append(claims, f.Claim)
		}
		rows = append(rows, line(strings.Join(claims, "; "), theme.Regular, func(o string) string { return words.Ratio(s.LRs[o]) }))
	}
	rows = append(rows, widgets.NewSeparator(), line("Together", theme.SemiBold, func(o string) string { return words.Ratio(l.Multipliers[o]) }),
		widgets.Pad(8, 0, 0, 0, widgets.NewParagraph("Each number is how likely the finding is if the option happens, relative to the mean of the options. Base rates are for yes-or-no questions, so there is no prior.",
			widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)))
	return widgets.VBox(0, rows...)
}
