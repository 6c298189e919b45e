package calibration

// AUC is the share of (yes, no) pairs in which the yes case had the larger
// probability, ties counting one half: 0 to 1, high is better, .5 is no
// discrimination. False where one of the outcomes is missing.
//
// Source: Hanley & McNeil 1982, Radiology 143:29,
// doi:10.1148/radiology.143.1.7063747.
func AUC(points []Point) (float64, bool) {
	weight, yes := Totals(points)
	no := weight - yes
	var u, below Sum // below: weight of the no cases with smaller p
	for _, pt := range points {
		u.Add(pt.Yes * (below.Value() + (pt.Weight-pt.Yes)/2))
		below.Add(pt.Weight - pt.Yes)
	}
	if !(yes > 0) || !(below.Value() > 0) {
		return 0, false
	}
	return u.Value() / (yes * no), true
}
