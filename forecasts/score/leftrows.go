package score

// LeftRow is a forecast that no figure uses.
type LeftRow struct {
	Forecaster, Question string
	Forecast             Step
	Why                  string // the name that LeftOut counts it by in JSON
}

// LeftRows gives each forecast that is counted in LeftOut, pair by pair.
func LeftRows(in Workspace, opts Options) []LeftRow {
	var rows []LeftRow
	for i := range in.Pairs {
		p := &in.Pairs[i]
		q := &in.Questions[p.Question]
		s := scored{tell: func(st *Step, why string) { rows = append(rows, LeftRow{p.Forecaster, q.Key, *st, why}) }}
		scorePair(&s, q, p, opts)
	}
	return rows
}
