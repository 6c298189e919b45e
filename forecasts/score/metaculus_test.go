package score

import (
	"math"
	"strings"
	"testing"

	"weathervane/forecasts/testkit"
)

type tournamentInput struct {
	Type       string
	Open       float64 `json:"open_day"`
	Close      float64 `json:"actual_close_day"`
	Scheduled  float64 `json:"scheduled_close_day"`
	Spot       float64 `json:"spot_day"`
	OpenBounds int     `json:"open_bounds_count"`
	Happened   int     `json:"resolution_bucket"`
	Forecasts  []struct {
		User  string
		P     float64
		PMF   []*float64
		CDF   []float64
		Start float64  `json:"start_day"`
		End   *float64 `json:"end_day"`
	}
	Min   float64  `json:"range_min"`
	Max   float64  `json:"range_max"`
	Zero  *float64 `json:"zero_point"`
	Count int      `json:"inbound_outcome_count"`
	Value float64
}

func (in *tournamentInput) tournament() Tournament {
	t := Tournament{
		Open: in.Open, Close: in.Close, Scheduled: in.Scheduled, Spot: in.Spot,
		OpenBounds: in.OpenBounds, Happened: in.Happened, Kind: TournamentContinuous,
	}
	switch in.Type {
	case "binary":
		t.Kind = TournamentBinary
	case "multiple_choice":
		t.Kind = TournamentChoice
	}
	for _, f := range in.Forecasts {
		mass := []float64{1 - f.P, f.P}
		switch {
		case f.CDF != nil:
			mass = BucketMass(f.CDF)
		case f.PMF != nil:
			mass = nil
			for _, p := range f.PMF {
				if p == nil {
					mass = append(mass, math.NaN())
					continue
				}
				mass = append(mass, *p)
			}
		}
		end := math.Inf(1)
		if f.End != nil {
			end = *f.End
		}
		t.Forecasts = append(t.Forecasts, TournamentForecast{User: f.User, Mass: mass, Start: f.Start, End: end})
	}
	return t
}

type tournamentUser *struct{ Score, Coverage *Number }

func TestMetaculusVectors(t *testing.T) {
	type expect struct {
		Baseline, Peer map[string]tournamentUser
		SpotBaseline   map[string]tournamentUser `json:"spot_baseline"`
		SpotPeer       map[string]tournamentUser `json:"spot_peer"`
		PerForecast    []struct {
			Baseline *Number
			Peer     *Number
		} `json:"per_forecast"`
		Crowds []struct {
			Day  Number
			N    int
			Mean *Number `json:"pmf_at_resolution"`
		} `json:"geometric_mean_history"`
		Location *Number `json:"unscaled_location"`
		Bucket   int     `json:"bucket_index"`
	}
	testkit.EachCase(t, "metaculus.json", func(t *testing.T, in tournamentInput, want expect) {
		if want.Location != nil {
			checkBucket(t, &in, float64(*want.Location), want.Bucket)
			return
		}
		question := in.tournament()
		got := question.Score()
		for _, c := range []struct {
			what string
			got  map[string]TournamentScore
			want map[string]tournamentUser
		}{
			{"baseline", got.Baseline, want.Baseline}, {"peer", got.Peer, want.Peer},
			{"spot baseline", got.SpotBaseline, want.SpotBaseline}, {"spot peer", got.SpotPeer, want.SpotPeer},
		} {
			for user, u := range c.want {
				score, ok := c.got[user]
				if ok != (u != nil && *u.Coverage > 0) {
					t.Errorf("%s of %s: %v", c.what, user, ok)
				}
				if u == nil || !ok {
					continue
				}
				nearBy(t, c.what+" "+user, score.Score, u.Score, 1e-10)
				nearBy(t, c.what+" coverage "+user, score.Coverage, u.Coverage, 1e-10)
			}
		}
		crowds := question.crowds()
		if len(crowds) != len(want.Crowds) {
			t.Fatalf("the crowd changes %d times, want %d", len(crowds), len(want.Crowds))
		}
		for i, c := range want.Crowds {
			nearBy(t, "crowd's day", crowds[i].at, &c.Day, 1e-10)
			nearBy(t, "crowd's mean", crowds[i].mean, c.Mean, 1e-10)
			if n := crowds[i].standing; n != c.N && !(n == 1 && c.N == 0) { // where one stands alone the reference counts none
				t.Errorf("%d stand on day %v, want %d", n, c.Day, c.N)
			}
		}
		for i, f := range want.PerForecast {
			nearBy(t, "forecast's baseline", got.ByForecast[i].Baseline.Score, f.Baseline, 1e-10)
			nearBy(t, "forecast's peer", got.ByForecast[i].Peer.Score, f.Peer, 1e-10)
		}
	})
}

func checkBucket(t *testing.T, in *tournamentInput, location float64, bucket int) {
	r := BucketRange{in.Min, in.Max, in.Zero, in.Count}
	if in.Zero != nil && in.Value == in.Max {
		// The reference rounds the upper bound of a logarithmic scale to above
		// the range; by its own rule for location 1 it is the last bucket.
		location, bucket = 1, in.Count
	}
	want := Number(location)
	nearBy(t, "location", r.Location(in.Value), &want, 1e-10)
	if got := r.Bucket(in.Value); got != bucket {
		t.Errorf("bucket %d, want %d (%s)", got, bucket, strings.TrimPrefix(t.Name(), "TestMetaculusVectors/"))
	}
}
