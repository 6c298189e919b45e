package scores

import (
	"encoding/json"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/uitest"
)

func numberScores() scoring.NumberScores {
	said := func(middle string) *standing.Belief {
		return &standing.Belief{Quantiles: []journal.Quantile{{Level: 0.1, Value: json.RawMessage("0.1")}, {Level: 0.5, Value: json.RawMessage(middle)}}}
	}
	heron := forecaster.Forecaster{Name: "Heron", Key: "k"}
	return scoring.NumberScores{Questions: 3, Skill: uitest.P(0.41), Means: []scoring.UnitMean{{Unit: "missiles", Mean: 8.3333, Questions: 1}, {Unit: "days", Mean: 30.84, Questions: 1}},
		Rows: []scoring.NumberScore{
			{Question: uitest.ID(801), Title: "Missiles", Forecaster: heron, Outcome: json.RawMessage(`"above_range"`), KnownAt: uitest.On(2024, 1, 3), Final: said("0.4"), Unit: "missiles", Score: 8.3333, CRPS: true, Outside: true, Skill: uitest.P(0.41)},
			{Question: uitest.ID(802), Title: "Visit", Forecaster: heron, Outcome: json.RawMessage(`"2024-01-02T00:00:00.000Z"`), KnownAt: uitest.On(2024, 1, 2), Final: said(`"2024-02-01T00:00:00.000Z"`), Unit: "days", Score: 30.84, CRPS: true},
			{Question: uitest.ID(803), Title: "Bare", Forecaster: heron, Outcome: json.RawMessage("0.5"), KnownAt: uitest.On(2024, 1, 1), Final: said("1390"), Score: 1234.4},
		}}
}

func TestNumbersStandApartWithUnitAndRule(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	if p.numbers.object.Visible() {
		t.Error("a panel of numbers stands where there are none")
	}
	before := cards(d.ScoreView)
	d.ScoreView.Numbers = numberScores()
	p.Show()
	if !p.numbers.object.Visible() || !p.probable.Visible() {
		t.Fatal("numbers and probabilities do not stand one below the other")
	}
	for i, c := range cards(p.view) {
		if c != before[i] {
			t.Errorf("numbers change the figure %+v to %+v", before[i], c)
		}
	}
	if got, want := p.numbers.title.More.Text(), "mean CRPS 8.33 missiles (n\u202f=\u202f1) · 30.8 days (n\u202f=\u202f1)"; got != want {
		t.Errorf("the means are %q, want %q", got, want)
	}
	for _, want := range []string{"CRPS, in the question’s unit, low is better", "outside the range", "Mean pinball", "+41\u202f%"} {
		if !strings.Contains(p.numbers.about.Text(), want) {
			t.Errorf("%q does not say %q", p.numbers.about.Text(), want)
		}
	}
	want := []string{
		"Missiles|above the range|0.4|8.33|missiles|CRPS, to bound|+41\u202f%",
		"Visit|2 Jan 2024|1 Feb 2024|30.8|days|CRPS|–",
		"Bare|0.5|1\u202f390|1\u202f234|no unit|mean pinball|–",
	}
	for i, r := range numberRows(d.ScoreView.Numbers, cal) {
		if got := strings.Join([]string{r.Title, r.Outcome, r.Final, r.Score, r.Unit, r.Rule, r.Skill}, "|"); got != want[i] {
			t.Errorf("row %d is %q, want %q", i, got, want[i])
		}
	}
	p.numbers.table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50, 10)})
	if want := (page.Route{Page: "questions", ID: uitest.ID(801).String()}); len(h.Opened) != 1 || h.Opened[0] != want {
		t.Errorf("a press on a row opens %v", h.Opened)
	}
}

func TestNumbersAlone(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView = scoring.View{Numbers: numberScores()}
	p, _ := open(t, d)
	p.kind.OnChange(3)
	if p.filter.Kind != "numeric" || p.probable.Visible() || p.empty.Visible() || !p.numbers.object.Visible() {
		t.Errorf("kind %q: probabilities %t, nothing %t, numbers %t", p.filter.Kind, p.probable.Visible(), p.empty.Visible(), p.numbers.object.Visible())
	}
	if _, more := p.Heading(); more != "3 resolved questions" {
		t.Errorf("the page counts %q", more)
	}
}
