package scoring

import (
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/score"
	"weathervane/model/journal"
)

// rankedTeam is up to how many forecasters are all compared with each other; more
// would take too long, and are compared with one only.
const rankedTeam = 12

// compare compares everyone with the named forecaster, and in a small team all
// with each other: the only way to say who is better, since means cover different
// questions and times.
func (v *View) compare(ctx context.Context, r *ranking, ref string) {
	against := slices.IndexFunc(v.Groups, func(g Group) bool { return g.Forecaster.Matches(ref) })
	if against >= 0 {
		v.Against = v.Groups[against].Forecaster.Name
	}
	v.Ranked = v.people() > 1 && v.people() <= rankedTeam
	var who [][2]int
	var matches []score.Match
	for i := range v.Groups {
		for j := range i {
			if v.Ranked || i == against || j == against {
				a, b := pairKey(v.Groups[i].Forecaster), pairKey(v.Groups[j].Forecaster)
				who, matches = append(who, [2]int{i, j}), append(matches, score.Match{A: r.by[a], B: r.by[b], NameA: a, NameB: b})
			}
		}
	}
	signs := make([][]int, len(v.Groups))
	for i := range signs {
		signs[i] = make([]int, len(v.Groups))
	}
	for k, c := range score.Comparisons(ctx, matches) {
		i, j, sign := who[k][0], who[k][1], signOf(c)
		signs[i][j], signs[j][i] = sign, -sign
		switch against {
		case j:
			v.Groups[i].Paired = paired(c, sign, 1)
		case i:
			v.Groups[j].Paired = paired(c, -sign, -1)
		}
	}
	if v.Ranked {
		v.place(signs)
	}
}

// place computes each forecaster's range of places: after those who are better,
// and before those who are worse. They are listed by it, and by their means only
// if they share it.
func (v *View) place(signs [][]int) {
	for i := range v.Groups {
		better, worse := 0, 0
		for _, s := range signs[i] {
			switch {
			case s < 0:
				better++
			case s > 0:
				worse++
			}
		}
		v.Groups[i].Place = [2]int{1 + better, len(signs) - worse}
	}
	slices.SortStableFunc(v.Groups, func(a, b Group) int { return slices.Compare(a.Place[:], b.Place[:]) })
}

func signOf(c score.Comparison) int {
	switch c.Better {
	case "":
		return 0
	case c.A:
		return 1
	}
	return -1
}

// paired is a comparison from A's side, or from B's if by is −1.
func paired(c score.Comparison, sign int, by float64) *PairedDifference {
	if !c.Difference.Defined() {
		return nil
	}
	p := &PairedDifference{Difference: by * float64(c.Difference), Questions: c.Questions, Sign: sign}
	if c.CI95 != nil {
		p.CI = &[2]float64{by * float64(c.CI95[0]), by * float64(c.CI95[1])}
		slices.Sort(p.CI[:])
	}
	return p
}

// Drilldown lists the intervals of forecasts behind a figure, the newest outcome
// first: the figure is Σ Weight·Score over Σ Weight of the rows.
func (d *Desk) Drilldown(ctx context.Context, b Drilldown) (DrilldownView, error) {
	var v DrilldownView
	if b.AsOf != 0 {
		err := d.with(ctx, b.AsOf, func(then *Desk) (err error) {
			b.AsOf = 0
			v, err = then.Drilldown(ctx, b)
			return err
		})
		return v, err
	}
	o := Options{Filter: b.Filter}
	opts, err := o.options()
	if err != nil {
		return v, err
	}
	s, err := d.gathered(ctx, o)
	if err != nil {
		return v, err
	}
	s = s.within(b.Since, b.Until)
	if b.Known != 0 {
		s = s.within(0, b.Known+1)
	}
	if b.Ended {
		s = s.passed(journal.Instant(d.Now().UnixMilli()))
	}
	v.Rule = string(opts.Rule)
	v.stood(s, opts, b)
	return v, ctx.Err()
}

func (v *DrilldownView) stood(s *workspace, opts score.Options, b Drilldown) {
	kinds := map[string]score.Question{}
	for _, q := range s.Questions {
		kinds[q.Key] = q
	}
	var total, weight score.Sum
	for _, p := range stoodRows(s, opts, b.Team) {
		q, sq := s.questions[p.Question], kinds[p.Question]
		if !b.Question.IsZero() && q.ID != b.Question || b.Binary && (sq.Options > 0 || sq.Outcome != 0 && sq.Outcome != 1) {
			continue
		}
		for _, st := range p.Stretches {
			if b.Ranged && (sq.Options > 0 || st.Forecast.P < b.Low || st.Forecast.P > b.High) {
				continue
			}
			total.Add(st.Weight * st.Score)
			weight.Add(st.Weight)
			whose, origin := s.forecasters[p.Forecaster], origins[st.Forecast.Provenance]
			if b.Team {
				whose, origin = teamMedian, "pooled"
			}
			v.Rows = append(v.Rows, StoodForecast{
				Question: q.ID, Set: s.sets[p.Question], Title: q.Title, Forecaster: whose, Outcome: q.Outcome,
				KnownAt: *q.KnownAt, From: journal.Instant(st.From), To: journal.Instant(st.To), Belief: s.stepBelief(&q, &st.Forecast),
				Origin: origin, Score: st.Score, Weight: st.Weight,
			})
		}
	}
	if weight.Value() > 0 {
		mean := total.Value() / weight.Value()
		v.Headline = &mean
	}
	for i := range v.Rows {
		v.Rows[i].Share = v.Rows[i].Weight / weight.Value()
	}
	slices.SortStableFunc(v.Rows, func(a, b StoodForecast) int {
		switch {
		case a.KnownAt != b.KnownAt:
			return int(max(min(b.KnownAt-a.KnownAt, 1), -1))
		case a.Title != b.Title:
			return strings.Compare(a.Title, b.Title)
		}
		return strings.Compare(a.Forecaster.Name, b.Forecaster.Name)
	})
}

var origins = map[score.Provenance]string{score.Live: "live", score.Late: "late", score.Imported: "imported"}
