package score

import "math"

// clipped is a log score, of binary or several options, as if what happened had
// been given at least clip: −ln max(q, clip), a floor and no ceiling; 0 clips
// nothing. A clip is from above 0 to 1/2, and is to be stated with every figure that
// it has a part in.
func clipped(log, clip float64) float64 {
	if !(clip > 0) || log != log {
		return log
	}
	return min(log, Log(clip, 1))
}

// of bounds a score from above, where the rule is the log score.
func (c logClip) of(r Rule, x float64) float64 {
	if r != RuleLog {
		return x
	}
	return clipped(x, float64(c))
}

// logClip is the least that what happened counts as given in log scores; 0 clips
// nothing.
type logClip float64

// MayClip reports whether log scores can be clipped to this probability.
func MayClip(clip float64) bool { return clip > 0 && clip <= .5 && !math.IsNaN(clip) }
