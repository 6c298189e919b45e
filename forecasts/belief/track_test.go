package belief

import (
	"math"
	"testing"
)

// By hand: two questions, even priors. On the first, which ended yes, ratios 3
// and 1/2 of two origins; on the second, which ended no, a ratio of 4.
func TestTrackOfAHandComputedCase(t *testing.T) {
	first := Gains(0.5, Groups([]Item{{"a", "x", 3}, {"b", "y", 0.5}}), true)
	second := Gains(0.5, Groups([]Item{{"c", "z", 4}}), false)
	track := TrackOf([]Point{{3, true, first[0]}, {0.5, true, first[1]}, {4, false, second[0]}, {1, true, 0}})
	// P = 0.6 with both, 1/3 without a, 3/4 without b; 0.2 against 0.5 on the second.
	bits := math.Log2(0.6/(1.0/3)) + math.Log2(0.6/0.75) + math.Log2(0.2/0.5)
	if track.Findings != 3 || track.Right != 1 || math.Abs(track.Bits-bits) > 1e-12 {
		t.Errorf("%+v, want 1 of 3 and %v bits", track, bits)
	}
	// Two of three point to yes, two of three ended yes: 3 (4/9 + 1/9) = 5/3.
	if math.Abs(track.Chance-5.0/3) > 1e-12 {
		t.Errorf("by chance %v, want 5/3", track.Chance)
	}
}
