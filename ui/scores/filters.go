package scores

import (
	"slices"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/widgets"
)

// filters choose what is scored.
type filters struct {
	who, tag, when, kind, origin, rule, asOf *widgets.Dropdown
	notice                                   *widgets.Button // that a review's figures changed
	laterNotice                              *widgets.Button // that records of an earlier day came later

	witnesses *witnesses

	keys    []string // of the forecasters that who offers
	tags    []string
	period  period // the one that is chosen
	periods []period
	dates   []asOfDate
}

// The types and origins, as the desk and as people name them.
var (
	kinds       = []string{"", "binary", "choice", "numeric", "date"}
	kindNames   = []string{"All", "Yes or no", "Choice", "Number", "Date"}
	origins     = []string{"", "live", "witnessed", "late", "imported", "all"}
	originNames = []string{"Live, late", "Live", "Witnessed", "Late", "Imported", "All"}
)

func (p *Page) makeFilters() {
	p.who = widgets.NewDropdown("Forecaster", nil, -1, func(i int) {
		p.filter.Forecaster = p.keys[i]
		p.read()
	})
	p.tag = widgets.NewDropdown("Tag", []string{"All"}, 0, func(i int) {
		p.filter.Tag = ""
		if i > 0 {
			p.filter.Tag = p.tags[i-1]
		}
		p.read()
	})
	p.when = widgets.NewDropdown("Period", []string{"All time"}, 0, p.choosePeriod)
	p.kind = widgets.NewDropdown("Type", kindNames, 0, func(i int) {
		p.filter.Kind = kinds[i]
		p.read()
	})
	p.origin = widgets.NewDropdown("Made", originNames, 0, func(i int) { p.seeOrigin(origins[i]) })
	p.origin.SetTip("Live: recorded when made. Witnessed: live, and seen by somebody else before the outcome was known. " +
		"Late: recorded afterwards, and counted from then. Imported: from another service or file.")
	p.rule = widgets.NewDropdown("Rule", ruleNames, 0, func(i int) {
		p.filter.Rule = rules[i]
		p.read()
	})
	p.asOf = widgets.NewDropdown("As of", []string{today}, 0, p.chooseDate)
	p.asOf.SetTip("The whole page as of a day, from the records: your own up to then, and a colleague’s as far as you had seen them by then.")
	p.witnesses = p.newWitnesses()
	p.offerDates()
}

// seeOrigin shows the forecasts of an origin.
func (p *Page) seeOrigin(origin string) {
	p.filter.Origin = origin
	p.origin.SetValues(originNames, slices.Index(origins, origin))
	p.read()
}

// filterBar lays the filters in a row, or in two where the window is narrow.
func (p *Page) filterBar() (bar *fyne.Container, high func(width float32) float32) {
	left := widgets.WithTip(p.left, func() string { return leftOut(p.view, p.filter.Origin) })
	csv := widgets.NewIconButton("export", "Export the resolved questions as CSV", p.exportCSV)
	var more *widgets.Button
	more = widgets.NewButton("Explain", "", func() { widgets.PopMenu(more, explanationNames, 0, func(i int) { p.explain(explanation(i)) }) })
	more.SetTip("Why it moved, other conventions, reviews, what was left out")
	first := widgets.HBox(6, p.who, p.tag, p.when, p.kind)
	second := widgets.HBox(6, p.origin, p.rule, p.asOf, p.witnesses.Dropdown)
	p.notice, p.laterNotice = p.newReviewNotice(), p.newLaterNotice()
	end := widgets.HBox(6, p.laterNotice, p.notice, more, csv)
	bar = widgets.Arrange(func(s fyne.Size) {
		a, b, e := first.MinSize().Width, second.MinSize().Width, end.MinSize().Width
		widgets.Put(first, 0, 0, a, 32)
		x, y := a+6, float32(0)
		if s.Height > 40 {
			x, y = 0, 40
		}
		widgets.Put(second, x, y, b, 32)
		widgets.Put(end, s.Width-e, y, e, 32)
		room := s.Width - e - x - b - 18
		widgets.Put(left, x+b+10, y, max(room, 0), 32)
		widgets.Show(left, room >= left.MinSize().Width) // else it would be cut short; Explain says it too
	}, first, second, left, end)
	return bar, func(width float32) float32 {
		if first.MinSize().Width+second.MinSize().Width+end.MinSize().Width+30 > width {
			return 72
		}
		return 32
	}
}

// isNarrowed reports whether the filters leave something out, besides whose scores
// they are.
func (p *Page) isNarrowed() bool {
	f := p.filter
	return f.Tag != "" || f.Since != 0 || f.Until != 0 || f.Kind != "" || f.Origin != ""
}

// clearFilters shows everything of the chosen forecaster, by the chosen rule.
func (p *Page) clearFilters() {
	p.filter = scoring.Filter{Rule: p.filter.Rule, Forecaster: p.filter.Forecaster}
	p.period = period{}
	p.kind.SetValues(kindNames, 0)
	p.origin.SetValues(originNames, 0)
	p.offerDates()
	p.read()
}

// offer fills the filters with what there is to choose.
func (p *Page) offer(v scoring.View) {
	names, chosen := []string{"Everyone"}, 0
	p.keys = []string{""}
	names = append(names, forecaster.Labels(v.Forecasters)...)
	for _, f := range v.Forecasters {
		key := f.Ref()
		p.keys = append(p.keys, key)
		if key == p.filter.Forecaster {
			chosen = len(p.keys) - 1
		}
	}
	p.who.SetValues(names, chosen)
	p.witnesses.offer(v.Keys, p.filter.Witnesses)
	p.offerPeriods(v)
	p.tags = v.Tags
	p.tag.SetValues(append([]string{"All"}, v.Tags...), 1+slices.Index(v.Tags, p.filter.Tag))
}

// askDay asks for a day and does something with its end.
func (p *Page) askDay(title, accept string, do func(end journal.Instant)) {
	field := widgets.NewField("2026-06-30")
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, Accept: accept, First: field, Width: 420,
		Content: widgets.VBox(6, widgets.NewCaption("Up to the end of this day, or up to a time"), field),
		OnAccept: func(d *dialogs.Dialog) {
			if at, ok := p.typed(d, field, true); ok {
				d.Close()
				do(at)
			}
		}})
	field.OnSubmit = d.Accept
}
