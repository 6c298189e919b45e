package scores

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

func TestNotesOfCardsFitInOneLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	views := []scoring.View{{}, {Questions: 3, Headline: uitest.P(0.2)}, {Questions: 12, Headline: uitest.P(0.2)}, uitest.Rich().ScoreView,
		{Questions: 120, Skill: uitest.P(0.2), UNC: uitest.P(0.2), SkillBaseRate: uitest.P(-12.34), BaseRateQuestions: 100},
		{Rule: "log", Questions: 3, Log: uitest.P(math.Inf(1)), LogInfinite: 111}}
	const room = 227 - 32 // of a card in a window of 1440
	for _, v := range views {
		for _, c := range cards(v) {
			if w := widgets.Measure(c.Note, widgets.Style{Size: theme.Small}).Width; w > room {
				t.Errorf("%q is %.0f wide, in %d", c.Note, w, room)
			}
		}
	}
}

func TestCSVHoldsNoFormula(t *testing.T) {
	v := uitest.Rich().ScoreView
	v.Pairs[0].Title = `=HYPERLINK("http://example.com","press")`
	v.Pairs[1].Title = "  +1 to that"
	v.Pairs[2].Title = `Says "no", twice`
	v.Pairs[3].Score = math.NaN()
	numbers := []scoring.NumberScore{
		{Title: "Missiles", Outcome: json.RawMessage("-40"), Score: 12.25, CRPS: true, Unit: "=missiles", Coverage: 0.5, Forecasts: 2,
			Final: &standing.Belief{Quantiles: []journal.Quantile{{Level: 0.5, Value: json.RawMessage("-30")}, {Level: 0.9, Value: json.RawMessage("10")}}}},
		{Title: "Bare", Outcome: json.RawMessage("44"), Score: 2, Coverage: 1, Forecasts: 1},
	}
	var b bytes.Buffer
	if err := writeCSV(&b, "brier", pairRows(v, cal), numbers); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) != len(v.Pairs)+3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range []string{"question", `'=HYPERLINK("http://example.com","press")`, "'  +1 to that", `Says "no", twice`} {
		if rows[i][0] != want {
			t.Errorf("row %d is %q, want %q", i, rows[i][0], want)
		}
	}
	if got := strings.Join(rows[1][3:], " "); got != "true 2024-02-14T00:00:00Z 0.22 brier 0.612  1 0.9 5" {
		t.Errorf("row 1 is %q", got)
	}
	if rows[4][7] != "" {
		t.Errorf("a score that is none is %q", rows[4][7])
	}
	for i, want := range []string{"-40 1970-01-01T00:00:00Z 0.5:-30; 0.9:10 crps 12.25 '=missiles 0 0.5 2", "44 1970-01-01T00:00:00Z  mean_pinball 2  0 1 1"} {
		if got := strings.Join(rows[len(rows)-2+i][3:], " "); got != want {
			t.Errorf("a number is %q, want %q", got, want)
		}
	}
}

func TestTheDiagramOrWhyThereIsNone(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Reliability = scoring.Diagram{Questions: 9}
	p, _ := open(t, d)
	if p.diagram.drawn.Visible() || !strings.Contains(p.diagram.reason.Text(), "9 so far") {
		t.Errorf("with nine questions it says %q", p.diagram.reason.Text())
	}
	d.ScoreView.Reliability = scoring.Diagram{Questions: 12, MCB: 0.03, CalibratedMCB: 0.02, CalibratedHigh: 0.04,
		Curve: []scoring.ReliabilityPoint{{P: 0.1, Weight: 2}, {P: 0.8, Observed: 1, Weight: 1}},
		Band:  []scoring.ReliabilityBand{{P: 0.1, Hi: 0.3}, {P: 0.8, Lo: 0.5, Hi: 1}}}
	p.Show()
	if !p.diagram.drawn.Visible() || p.diagram.why.Visible() {
		t.Error("with twelve questions there is no diagram")
	}
	if got := p.diagram.judged.Text(); !strings.Contains(got, "0.020") {
		t.Errorf("it says %q", got)
	}
	data := reliabilityData(p.view.Reliability)
	if data.Bins[2] != 2 || data.Bins[16] != 1 {
		t.Errorf("bins %v", data.Bins)
	}
}

func TestAPeriodNarrowsWhatIsAsked(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.KnownFrom, d.ScoreView.KnownTo = uitest.On(2022, 5, 1), uitest.On(2024, 2, 14)
	p, _ := open(t, d)
	if len(p.periods) != 6 || p.periods[3].name != "2024" || p.periods[5].name != "2022" {
		t.Fatalf("periods %v", p.periods)
	}
	p.choosePeriod(4)
	asked := d.Filters()
	last := asked[len(asked)-1]
	if last.Since != uitest.On(2023, 1, 1) || last.Until != uitest.On(2024, 1, 1) || p.when.Chosen() != 4 {
		t.Errorf("asked %+v, shown %d", last, p.when.Chosen())
	}
}

func TestChartsHaveAMenu(t *testing.T) {
	d := uitest.Rich()
	_, h := open(t, d)
	h.Win.Resize(fyne.NewSize(1232, 818))
	var found int
	each(h.Win.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.IconButton); ok && b.Visible() {
			found++
			if found == 1 {
				test.Tap(b)
			}
		}
	})
	if found == 0 || h.Win.Canvas().Overlays().Top() == nil {
		t.Errorf("%d menus, and none opens", found)
	}
}

// each calls f with every object below o.
func each(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			each(c, f)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			each(c, f)
		}
	}
}
