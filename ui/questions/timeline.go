package questions

import (
	"cmp"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// zooms are how many days the timeline shows; 0 is all.
var zooms = []int{30, 90, 0}

// timelineData makes of a question's forecasts the lines of its chart. Where
// there are options, option says whose probability is drawn. Colleagues'
// lines are left out while one's own number is not given.
func timelineData(v question.View, option string, days int, c words.Calendar) chart.TimelineData {
	from, to := timelineSpan(v, days, c.Now)
	d := chart.TimelineData{From: from.In(c.Zone), To: to.In(c.Zone), Now: to.In(c.Zone), Today: to.Equal(c.Now)}
	type line struct {
		who  forecaster.Forecaster
		mine bool
	}
	var order []line
	lines := map[forecaster.Forecaster][]listing.Forecast{}
	for _, f := range v.Timeline {
		if _, known := lines[f.Forecaster]; !known {
			order = append(order, line{f.Forecaster, f.Mine})
		}
		lines[f.Forecaster] = append(lines[f.Forecaster], f)
	}
	var all [][]chart.Step
	for _, l := range order {
		steps := stepsOf(lines[l.who], option, c.Zone)
		if l.mine {
			d.Mine = steps
		} else if !v.Blind {
			d.Members = append(d.Members, chart.Member{Name: name(l.who), Steps: steps})
		}
		all = append(all, steps)
	}
	if !v.Blind && len(all) > 1 {
		d.Median = medianSteps(all)
	}
	for _, b := range v.Bearings {
		if b.LR != nil {
			d.Evidence = append(d.Evidence, chart.Mark{At: b.At.Time().In(c.Zone), LR: *b.LR, Claim: b.Claim})
		}
	}
	return d
}

// stepsOf is one forecaster's line: it ends where a forecast was withdrawn or
// retracted before another followed.
func stepsOf(fs []listing.Forecast, option string, zone *time.Location) []chart.Step {
	fs = slices.Clone(fs)
	slices.SortStableFunc(fs, func(a, b listing.Forecast) int { return cmp.Compare(a.At, b.At) })
	var out []chart.Step
	for i, f := range fs {
		p, ok := probability(f.Belief, option)
		if !ok {
			continue
		}
		out = append(out, chart.Step{At: f.At.Time().In(zone), P: p})
		end := f.WithdrawnAt
		if f.RetractedAt != nil && (end == nil || *f.RetractedAt < *end) {
			end = f.RetractedAt
		}
		if end != nil && (i+1 == len(fs) || *end < fs[i+1].At) {
			out = append(out, chart.Step{At: end.Time().In(zone), P: math.NaN()})
		}
	}
	return out
}

func probability(b standing.Belief, option string) (float64, bool) {
	switch {
	case b.P != nil:
		return *b.P, true
	case option != "":
		p, ok := b.Probs[option]
		return p, ok
	}
	return 0, false
}

// medianSteps is the median of what stands, at each instant at which
// something changes.
func medianSteps(lines [][]chart.Step) []chart.Step {
	var instants []time.Time
	for _, l := range lines {
		for _, s := range l {
			instants = append(instants, s.At)
		}
	}
	slices.SortFunc(instants, time.Time.Compare)
	instants = slices.CompactFunc(instants, time.Time.Equal)
	at := make([]int, len(lines)) // how many steps of a line have come
	var out []chart.Step
	for _, t := range instants {
		var standing []float64
		for i, l := range lines {
			for at[i] < len(l) && !l[at[i]].At.After(t) {
				at[i]++
			}
			if at[i] > 0 && !math.IsNaN(l[at[i]-1].P) {
				standing = append(standing, l[at[i]-1].P)
			}
		}
		m := median(standing)
		if len(out) == 0 || out[len(out)-1].P != m {
			out = append(out, chart.Step{At: t, P: m})
		}
	}
	return out
}

// median is NaN of nothing.
func median(values []float64) float64 {
	n := len(values)
	if n == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// drawnOption is the option whose probability the chart draws: the likeliest
// of one's own forecast, or of the first that stands.
func drawnOption(v question.View) string {
	if v.Type != "choice" || len(v.Options) == 0 {
		return ""
	}
	if s := standingOf(v); s != nil && len(s.Probs) > 0 {
		option, _ := likeliest(s.Probs, v.Options)
		return option
	}
	return v.Options[0]
}

// chartPanel is the card with the timeline.
type chartPanel struct {
	title  *widgets.TitleRow
	zoom   *widgets.Segmented
	pick   *widgets.Dropdown
	view   *chart.View
	none   *widgets.Paragraph
	legend *fyne.Container
	object *fyne.Container

	question question.View
	option   string
	cal      words.Calendar
}

func newChartPanel(host page.Host) *chartPanel {
	p := &chartPanel{}
	p.zoom = widgets.NewSegmented(24, []string{"30 d", "90 d", "All"}, 2, func(int) { p.view.Refresh() })
	p.pick = widgets.NewDropdown("of", nil, -1, func(i int) {
		p.option = p.question.Options[i]
		p.view.Refresh()
	}).Plain()
	p.pick.Hide()
	legend := chart.NewView(legendScene)
	p.legend = widgets.Sized(legendWidth, 24, legend)
	p.view = chart.NewView(func(s fyne.Size) chart.Scene {
		if p.cal.Zone == nil { // nothing was read yet
			return chart.Scene{W: s.Width, H: s.Height}
		}
		if p.question.Type == "numeric" || p.question.Type == "date" {
			return bandsScene(p.question, p.cal, s)
		}
		return chart.Timeline(timelineData(p.question, p.option, zooms[p.zoom.Chosen()], p.cal), s.Width, s.Height)
	})
	p.title = widgets.NewTitleRow("Probability", "", p.pick, p.legend, p.zoom, chart.Menu(host, "Probability", p.view, p.table))
	p.none = widgets.NewParagraph("", widgets.Style{Colour: theme.Secondary, Align: fyne.TextAlignCenter}, 3)
	p.none.Hide()
	p.object = widgets.NewPanel(widgets.VBox(0, p.title.Object(),
		widgets.Flex(widgets.Pad(0, 15, 8, 15, widgets.Stack(p.view, widgets.Pad(72, 60, 0, 60, p.none))))))
	return p
}

// table reads the chart out: a line for each forecast.
func (p *chartPanel) table() string {
	if p.question.Type == "binary" || p.question.Type == "choice" {
		return timelineData(p.question, p.option, zooms[p.zoom.Chosen()], p.cal).Table()
	}
	out := "date\tforecaster\tforecast\n"
	for _, f := range p.question.Timeline {
		if p.question.Blind && !f.Mine {
			continue
		}
		out += words.ISOMinute(f.At.Time().In(p.cal.Zone)) + "\t" + name(f.Forecaster) + "\t" + words.Forecast(f.P, f.Probs, f.Quantiles) + "\n"
	}
	return out
}

const legendWidth = 268

// legendScene draws what the lines mean.
func legendScene(s fyne.Size) chart.Scene {
	scene := chart.Scene{W: s.Width, H: s.Height}
	x, y := float32(0), s.Height/2
	for _, l := range []struct {
		text string
		look chart.Path
	}{
		{"Mine", chart.Path{Width: 2.2, Colour: theme.Accent}},
		{"Team median", chart.Path{Width: 1.6, Colour: theme.Median, Dash: [2]float32{4, 3}}},
		{"Members", chart.Path{Width: 1, Colour: theme.Faint}},
	} {
		l.look.Points = []chart.Point{{X: x, Y: y}, {X: x + 16, Y: y}}
		scene.Items = append(scene.Items, l.look,
			chart.Label{X: x + 23, Y: y, Text: l.text, Size: theme.Small, Weight: theme.Regular, Colour: theme.Secondary})
		x += 23 + widgets.Measure(l.text, widgets.Style{Size: theme.Small}).Width + 18
	}
	return scene
}

func (p *chartPanel) show(v question.View, c words.Calendar) {
	if p.question.ID != v.ID || p.option == "" {
		p.option = drawnOption(v)
	}
	p.question, p.cal = v, c
	p.pick.Hide()
	p.none.Hide()
	p.view.Show()
	p.legend.Show()
	p.zoom.Show()
	more := ""
	p.title.Title.SetText("Probability")
	switch v.Type {
	case "choice":
		p.pick.SetValues(v.Options, slices.Index(v.Options, p.option))
		p.pick.Show()
	case "numeric", "date":
		p.legend.Hide()
		p.zoom.Hide()
		p.title.Title.SetText("Forecasts")
		more = "all quantiles given, the middle half, and the median"
		if len(bandsOf(v)) == 0 {
			more = ""
			p.view.Hide()
			p.none.SetText("Nobody has quantiles in force.")
			p.none.Show()
		}
	}
	p.title.More.SetText(more)
	p.view.Refresh()
	p.object.Refresh()
}
