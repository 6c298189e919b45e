package scores

import (
	"fmt"
	"time"

	"weathervane/forecasts"
	"weathervane/ui/chart"
)

// Plot draws a view's history and reliability diagram side by side, for a file.
func Plot(v forecasts.ScoreView, whose string, zone *time.Location) chart.Scene {
	if whose == "" {
		whose = "Everyone"
	}
	d := chart.HistoryData{Name: whose}
	for _, h := range v.History {
		if !finite(&h.Value) {
			continue
		}
		if !finite(h.Lo) || !finite(h.Hi) {
			h.Lo, h.Hi = nil, nil
		}
		d.Points = append(d.Points, chart.HistoryPoint{At: h.At.Time().In(zone), Value: h.Value, Lo: h.Lo, Hi: h.Hi})
	}
	title := fmt.Sprintf("Score over time: %s, %d resolved questions", v.Rule, v.Questions)
	history := chart.History(d, 760, 300)
	if len(v.Reliability.Curve) == 0 {
		return chart.Beside(32, []string{title}, history)
	}
	return chart.Beside(32, []string{title, "Reliability, CORP"}, history, chart.Reliability(reliabilityData(v.Reliability), 384, 300))
}
