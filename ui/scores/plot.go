package scores

import (
	"fmt"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/ui/chart"
)

// Plot draws a view's history and reliability diagram side by side, for a file;
// one of them alone where the other has nothing to show.
func Plot(v scoring.View, whose string, zone *time.Location) chart.Scene {
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
	curve := len(v.Reliability.Curve) > 0
	var titles []string
	var scenes []chart.Scene
	if len(d.Points) > 0 || !curve {
		titles = append(titles, fmt.Sprintf("%s score over time, %s", ruleName(v.Rule), words.Counted(v.Questions, "resolved question", "resolved questions")))
		scenes = append(scenes, chart.History(d, 760, 300))
	}
	if curve {
		titles = append(titles, "Reliability, CORP")
		scenes = append(scenes, chart.Reliability(reliabilityData(v.Reliability), 384, 300))
	}
	return chart.Beside(32, titles, scenes...)
}
