package questions

import (
	"encoding/json"
	"math"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/chart"
	"weathervane/ui/theme"
)

// A band is one forecaster's quantiles as numbers on one axis: those of a
// date are milliseconds.
type band struct {
	name   string
	mine   bool
	levels []float64
	values []float64
}

// bandsOf are the quantiles that stand; while one's own are not given, only those.
func bandsOf(v question.View) []band {
	var out []band
	for _, s := range v.Standing {
		if v.Blind && !s.Mine {
			continue
		}
		b := band{name: name(s.Forecaster), mine: s.Mine}
		for _, q := range s.Quantiles {
			if x, ok := axisValue(q); ok {
				b.levels, b.values = append(b.levels, q.Level), append(b.values, x)
			}
		}
		if len(b.values) > 0 {
			out = append(out, b)
		}
	}
	return out
}

func axisValue(q journal.Quantile) (float64, bool) {
	return rawValue(q.Value)
}

// rawValue reads a number, or an instant as milliseconds.
func rawValue(raw json.RawMessage) (float64, bool) {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return 0, false
	}
	switch v := v.(type) {
	case float64:
		return v, true
	case string:
		t, err := time.Parse(time.RFC3339, v)
		return float64(t.UnixMilli()), err == nil
	}
	return 0, false
}

// at is the value at a level, between the quantiles that were given.
func (b band) at(level float64) (float64, bool) {
	n := len(b.levels)
	if n == 0 || level < b.levels[0] || level > b.levels[n-1] {
		return 0, false
	}
	for i := 1; i < n; i++ {
		if level <= b.levels[i] {
			share := (level - b.levels[i-1]) / (b.levels[i] - b.levels[i-1])
			return b.values[i-1] + share*(b.values[i]-b.values[i-1]), true
		}
	}
	return b.values[0], true
}

const (
	bandLeft  = 84
	bandRight = 20
)

// bandsScene draws for each forecaster the span of the quantiles, the middle
// half thicker, and the median; where the outcome is known, a line for it.
func bandsScene(v question.View, c words.Calendar, s fyne.Size) chart.Scene {
	scene := chart.Scene{W: s.Width, H: s.Height}
	bands := bandsOf(v)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, b := range bands {
		lo, hi = min(lo, b.values[0]), max(hi, b.values[len(b.values)-1])
	}
	outcome, known := rawValue(v.Outcome)
	if known {
		lo, hi = min(lo, outcome), max(hi, outcome)
	}
	if len(bands) == 0 || !(hi > lo) {
		return scene
	}
	margin := (hi - lo) * 0.04
	lo, hi = lo-margin, hi+margin
	x := func(value float64) float32 {
		return bandLeft + float32((value-lo)/(hi-lo))*(s.Width-bandLeft-bandRight)
	}
	bottom := s.Height - 26
	drawAxis(&scene, v, c, lo, hi, x, bottom)
	pitch := min((bottom-8)/float32(len(bands)), 44)
	for i, b := range bands {
		drawBand(&scene, b, x, 8+pitch*(float32(i)+0.5))
	}
	if known {
		at := x(outcome)
		scene.Items = append(scene.Items, chart.Path{Points: []chart.Point{{X: at, Y: 2}, {X: at, Y: bottom}}, Width: 1.6, Colour: theme.Good, Dash: [2]float32{4, 3}},
			chart.Label{X: at - 6, Y: bottom - 8, Text: outcomeWord(v.Outcome, v.Question, c), Size: theme.Caption, Weight: theme.Medium, Colour: theme.GoodInk, Anchor: chart.End})
	}
	return scene
}

func drawAxis(scene *chart.Scene, v question.View, c words.Calendar, lo, hi float64, x func(float64) float32, bottom float32) {
	for _, t := range axisTicks(v.Question, c, lo, hi, max(int((scene.W-bandLeft-bandRight)/90), 2)) {
		at := x(t.At)
		scene.Items = append(scene.Items,
			chart.Path{Points: []chart.Point{{X: at, Y: 4}, {X: at, Y: bottom}}, Width: 1, Colour: theme.Line2},
			chart.Label{X: at, Y: bottom + 14, Text: t.Label, Size: theme.Caption, Weight: theme.Regular, Colour: theme.Secondary, Anchor: chart.Middle})
	}
}

// axisTicks are about n round numbers, or days, from lo to hi.
func axisTicks(q listing.Question, c words.Calendar, lo, hi float64, n int) []chart.Tick {
	var out []chart.Tick
	if q.Type == "date" {
		for _, t := range chart.TimeTicks(time.UnixMilli(int64(lo)).In(c.Zone), time.UnixMilli(int64(hi)).In(c.Zone), n) {
			out = append(out, chart.Tick{At: float64(t.At.UnixMilli()), Label: t.Label})
		}
		return out
	}
	for _, value := range chart.Nice(lo, hi, n) {
		if value >= lo && value <= hi {
			out = append(out, chart.Tick{At: value, Label: words.Number(tidy(value))})
		}
	}
	return out
}

// tidy takes away the noise of arithmetic: 0.30000000000000004 is 0.3.
func tidy(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	if err != nil {
		return x
	}
	return y
}

// coarse rounds a value that is read off a picture of a span.
func coarse(x, span float64) float64 {
	if !(span > 0) {
		return x
	}
	step := math.Pow(10, math.Floor(math.Log10(span))-2)
	return tidy(math.Round(x/step) * step)
}

func drawBand(scene *chart.Scene, b band, x func(float64) float32, y float32) {
	colour := theme.Median
	weight := theme.Regular
	if b.mine {
		colour, weight = theme.Accent, theme.SemiBold
	}
	add := func(items ...chart.Item) { scene.Items = append(scene.Items, items...) }
	line := func(from, to float64, width float32) {
		add(chart.Path{Points: []chart.Point{{X: x(from), Y: y}, {X: x(to), Y: y}}, Width: width, Colour: colour})
	}
	add(chart.Label{X: 0, Y: y, Text: b.name, Size: theme.Small, Weight: weight, Colour: theme.Text})
	line(b.values[0], b.values[len(b.values)-1], 1.6)
	if from, ok := b.at(0.25); ok {
		if to, ok := b.at(0.75); ok {
			add(chart.Bar{X: x(from), Y: y - 4, W: x(to) - x(from), H: 8, Radius: 4, Colour: colour, Opacity: 0.35})
		}
	}
	if m, ok := b.at(0.5); ok {
		add(chart.Circle{X: x(m), Y: y, R: 4.5, Fill: colour, Line: theme.Panel, Width: 1.4})
	}
}
