package questions

import (
	"math"
	"strings"
	"testing"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/uitest"
)

func TestAFindingIsOneRowWithItsJudgements(t *testing.T) {
	judged := func(finding int, by string, lr float64, at journal.Instant) question.BearingRow {
		return question.BearingRow{Finding: uitest.ID(finding), Claim: "Claim", LR: &lr, Analyst: forecaster.Forecaster{Name: by, Key: by}, At: at, Mine: by == "Crane"}
	}
	const day = 24 * 60 * 60 * 1000
	at := journal.Instant(cal.Now.UnixMilli())
	all := []question.BearingRow{
		judged(1, "Ibis", 4, at), judged(2, "Heron", 8, at-day), judged(1, "Crane", 0.5, at-2*day), judged(2, "Ibis", 2, at-3*day), judged(1, "Ibis", 9, at-4*day), judged(3, "Ibis", 3, at-5*day),
	}
	rows := evidenceRows(all, cal)
	if len(rows) != 3 {
		t.Fatalf("%d rows for three findings", len(rows))
	}
	if r := rows[0]; r.Finding != uitest.ID(1) || r.Ratio != "×0.5" || r.Direction != -1 || len(r.Judged) != 2 {
		t.Errorf("one’s own judgement is not the one shown: %+v", r)
	}
	if words := strings.Join(rows[0].Judged, "; "); !strings.HasPrefix(words, "Ibis ×4 on ") || !strings.Contains(words, "Crane ×0.5 on ") || strings.Contains(words, "×9") {
		t.Errorf("judged by %q", words)
	}
	if r := rows[1]; r.Ratio != "×4" || math.Abs(r.Log-math.Log(4)) > 1e-12 {
		t.Errorf("between ×8 and ×2 stands %s, want the middle of the logarithms", r.Ratio)
	}
	if r := rows[2]; r.Ratio != "×3" || r.Judged != nil {
		t.Errorf("a single judgement: %+v", r)
	}
}
