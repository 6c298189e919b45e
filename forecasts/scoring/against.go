package scoring

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// compare fills in places and the comparison that was asked for, as the ranking of
// the window has them: all that match the filter are compared, whoever is shown.
func (r *Report) compare(ctx context.Context, all *workspace, whole *score.Scored, o Options, me string) error {
	by := whole.ByForecaster()
	var lines []line
	var who []forecaster.Forecaster
	for _, key := range slices.Sorted(maps.Keys(by)) {
		if by[key].Scores() {
			lines, who = append(lines, line{key: key, its: by[key]}), append(who, all.forecasters[key])
		}
	}
	if len(lines) > 1 {
		if team := whole.TeamMedian(); team.Scores() {
			lines, who = append(lines, line{pairKey(teamMedian), team, true}), append(who, teamMedian)
		}
	}
	against := -1
	if o.Against != "" {
		against = slices.IndexFunc(lines, func(l line) bool { return names(o.Against, l) })
		if against < 0 {
			return fmt.Errorf("%q has no scored forecast to compare with: name another forecaster, or \"team median\" where several forecast", o.Against)
		}
	}
	c := compareLines(ctx, lines, whole, against)
	if places := c.places(); places != nil {
		for i, place := range places {
			if g := r.group(lines[i].key); g != nil {
				g.Place = &place
			}
		}
	}
	if against < 0 {
		return nil
	}
	for i, l := range lines {
		if g := r.group(l.key); g != nil && i != against {
			g.Against = c.against(i, against, who[against], whole, len(lines) <= mostContrasts)
		}
	}
	own := o.Forecaster
	if own == "" {
		own = me
	}
	i := slices.IndexFunc(lines, func(l line) bool { return names(own, l) })
	switch {
	case i >= 0 && i != against:
		r.Against, r.Compared = c.against(i, against, who[against], whole, true), who[i].Name
	case o.By == "forecaster":
	case i == against:
		return errors.New("a forecaster is compared with another one: choose who is compared by --forecaster, or all by --by forecaster")
	default:
		return errors.New("who is compared has no scored forecast: choose by --forecaster, or all by --by forecaster")
	}
	return nil
}

// names reports whether a reference, as Desk.named gives it, is of a line.
func names(ref string, l line) bool {
	if l.team {
		return ref == teamMedian.Ref()
	}
	return ref == l.key
}

// group is that of a forecaster's key; nil if there is none.
func (r *Report) group(key string) *score.Group {
	if i := slices.IndexFunc(r.Groups, func(g score.Group) bool { return g.Key == key }); i >= 0 {
		return &r.Groups[i]
	}
	return nil
}

// mostContrasts is up to how many are also compared by calibration and
// discrimination, which takes longer.
const mostContrasts = 20

// against is how line i did against line j, who is named, and if asked for in what
// they differ.
func (c *comparing) against(i, j int, who forecaster.Forecaster, whole *score.Scored, contrast bool) *score.Against {
	a := &score.Against{Name: who.Name, Key: who.Key, Difference: score.Undefined, PHolm: score.Undefined}
	p := c.between(i, j)
	if p == nil {
		return a
	}
	a.Difference, a.Questions, a.Common = score.Number(p.Difference), p.Questions, p.Common
	if p.CI != nil {
		a.CI95 = &score.Interval{score.Number(p.CI[0]), score.Number(p.CI[1])}
	}
	if p.PHolm != nil {
		a.PHolm = score.Number(*p.PHolm)
	}
	if contrast {
		m := match(c.lines[i], c.lines[j], whole)
		differ := m.A.Contrast(m.B)
		a.Contrast = &differ
	}
	return a
}
