package scores

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/scoring"
	"weathervane/ui/uitest"
)

func TestTheChangeOfTheHeadlineIsToldAndLeadsToWhatMovedIt(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Change = uitest.P(-0.0081)
	p, _ := open(t, d)
	k := p.cards[0]
	if !k.moved.Visible() || k.change.Text() != "0.008" || p.cards[1].moved.Visible() {
		t.Errorf("the card says %q", k.change.Text())
	}
	test.Tap(k.moved)
	calls := d.Calls()
	if last := calls[len(calls)-1]; !strings.HasPrefix(last, "ScoreChange ") {
		t.Errorf("a press asks for %q", last)
	}
	d.ScoreView.Change = uitest.P(0.0001)
	p.Show()
	if k.moved.Visible() {
		t.Error("what is as it was has a change")
	}
}

func TestChangesAreForBetterOrWorse(t *testing.T) {
	for _, c := range []struct {
		rule   string
		change float64
		better bool
	}{{"brier", -0.1, true}, {"brier", 0.1, false}, {"log", 0.1, false}, {"spherical", 0.1, true}, {"spherical", -0.1, false}} {
		words, tip, better := changeWords(scoring.View{Rule: c.rule, Change: &c.change})
		if words != "0.100" || better != c.better || !strings.Contains(tip, map[bool]string{true: "better", false: "worse"}[better]) {
			t.Errorf("%s %v: %q %q %v", c.rule, c.change, words, tip, better)
		}
	}
}
