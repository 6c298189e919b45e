package scoring

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"weathervane/forecasts/calibration"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// perfect is the record of a forecaster who knows the truth of a hazard model:
// a question is open for 180 days, on each of which what it asks about may
// happen with a chance that is the same every day; what has not happened by the
// close is a No. Two questions open a day, and every ten days each forecast is
// what is true then.
func perfect(seed uint64) score.Workspace {
	const days, every, opening = 180, 10, 600
	r := rand.New(rand.NewPCG(seed, 17))
	var w score.Workspace
	for i := range 2 * opening {
		begin := int64(1 + i/2)
		// at the opening between 5 and 95 % that it happens by the close
		daily := 1 - math.Pow(1-(0.05+0.9*r.Float64()), 1.0/days)
		q := score.Question{Key: fmt.Sprintf("%05d", i), Opens: begin * score.Day, Closes: (begin + days) * score.Day, Known: (begin + days) * score.Day}
		q.Scheduled = q.Closes
		p := score.Pair{Forecaster: "f", Question: i}
		for day := range int64(days) {
			if day%every == 0 {
				p.Steps = append(p.Steps, score.Step{At: (begin + day) * score.Day, P: 1 - math.Pow(1-daily, float64(days-day))})
			}
			if r.Float64() < daily {
				q.Known, q.Outcome = (begin+day+1)*score.Day, 1
				break
			}
		}
		w.Questions, w.Pairs = append(w.Questions, q), append(w.Pairs, p)
	}
	return w
}

// seenAt is what is known of a workspace at an instant.
func seenAt(w score.Workspace, now int64) *workspace {
	s := &workspace{Workspace: w}
	s.Questions = make([]score.Question, len(w.Questions))
	for i, q := range w.Questions {
		if q.Known > now {
			q.State, q.Known, q.Outcome = score.Unresolved, 0, 0
		}
		s.Questions[i] = q
	}
	return s
}

// byActualLength weighs every question alike, however soon it was over.
func byActualLength(s *workspace) *workspace {
	some := *s
	some.Questions = nil
	for _, q := range s.Questions {
		if q.State == score.Resolved {
			q.Scheduled = q.Known
		}
		some.Questions = append(some.Questions, q)
	}
	return &some
}

// miscalibration is the MCB of what a workspace shows, and the 95th percentile of that
// of calibrated forecasters who said the same.
func miscalibration(t *testing.T, s *workspace) (mcb, high float64) {
	t.Helper()
	outcomes, unit := map[string]float64{}, map[string]int{}
	for i, q := range s.Questions {
		outcomes[q.Key], unit[q.Key] = q.Outcome, i
	}
	var all []calibration.Forecast
	var p, y, weight []float64
	for _, row := range score.PairRows(s.Workspace, score.Options{}) {
		for _, st := range row.Stretches {
			all = append(all, calibration.Forecast{P: st.Forecast.P, Weight: st.Weight, Unit: unit[row.Question]})
			p, y, weight = append(p, st.Forecast.P), append(y, outcomes[row.Question]), append(weight, st.Weight)
		}
	}
	d, ok := calibration.CORP(calibration.Pool(p, y, weight))
	if !ok {
		t.Fatal("nothing is scored")
	}
	_, high = calibration.NewSimulation(all, 0).CalibratedMCB(300, calibration.Seed{1, 2})
	return d.MCB, high
}

// Who tells the truth is found calibrated at every date, by the weights of the
// headline and over the questions whose date has passed. By actual lengths, over
// all that are resolved, the truth looks miscalibrated at every date; and by the
// right weights still while few questions have had their time.
func TestThePerfectForecasterIsFoundCalibrated(t *testing.T) {
	t.Parallel()
	w := perfect(1)
	for date := int64(210); date <= 840; date += 45 {
		now := date * score.Day
		seen := seenAt(w, now)
		if mcb, high := miscalibration(t, seen.passed(journal.Instant(now))); mcb >= high {
			t.Errorf("day %d: the truth has MCB %.4f, and calibrated forecasters less than %.4f", date, mcb, high)
		}
		if mcb, high := miscalibration(t, byActualLength(seen)); mcb <= high {
			t.Errorf("day %d: naively the truth has MCB %.4f, which is within %.4f", date, mcb, high)
		}
		if date > 330 {
			continue
		}
		if mcb, high := miscalibration(t, seen); mcb <= high {
			t.Errorf("day %d: over all that are resolved the truth has MCB %.4f, which is within %.4f", date, mcb, high)
		}
	}
}
