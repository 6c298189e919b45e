package scoring_test

import (
	"testing"

	"weathervane/forecasts/desktest"
	"weathervane/forecasts/scoring"
)

func TestTheRecordChangesOverThirtyDays(t *testing.T) {
	now := *desktest.At(2024, 3, 31)
	h := []scoring.HistoryPoint{{At: now - 60*scoring.Day, Value: 0.3}, {At: now - 31*scoring.Day, Value: 0.2}, {At: now - scoring.Day, Value: 0.15}}
	if got := scoring.ChangeSince(h, now-30*scoring.Day); got == nil || !desktest.Near(*got, -0.05) {
		t.Errorf("the change is %v", got)
	}
	if scoring.ChangeSince(h[2:], now-30*scoring.Day) != nil || scoring.ChangeSince(nil, now) != nil {
		t.Error("there is a change from nothing")
	}
}
