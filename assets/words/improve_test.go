package words

import (
	"math"
	"testing"
)

// What follows from a score is said in words first.
func TestImprovementVerdicts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{OneIn(math.Inf(1)), "1 in 1\u202f000\u202f000"},
		{WorthVerdict(-.02, -.01), "it would have helped"}, {WorthVerdict(-.02, .01), "not proven"}, {WorthVerdict(.001, .01), "it would have hurt"},
		{RangesVerdict(Share{9, 24, .21, .57}, Share{19, 24, .6, .91}), "The ranges may be too narrow; it may still be chance"},
		{RangesVerdict(Share{9, 40, .12, .37}, Share{30, 40, .6, .86}), "The ranges are too narrow"},
		{RangesVerdict(Share{39, 40, .87, 1}, Share{40, 40, .91, 1}), "The ranges are too wide"},
		{RangesVerdict(Share{13, 24, .35, .72}, Share{22, 24, .74, .98}), "The ranges may be too wide; it may still be chance"},
		{RangesVerdict(Share{}, Share{}), "The ranges are about as wide as they say"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
