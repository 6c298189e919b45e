package scoring

import (
	"context"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// Report is what the score command prints of a workspace.
type Report struct {
	score.Report
	Numbers *NumberScores `json:"numbers,omitempty"` // nil if no number or date was scored
	// RestsOn is what the headline rests on; nil for a table of rows.
	RestsOn   []Rest         `json:"rests_on,omitzero"`
	Witnessed *WitnessedPart `json:"witnessed,omitempty"`
	Grouped   []ReportGroup  `json:"groups,omitempty"` // Groups, each with what it rests on
}

// ReportGroup is a group of a report.
type ReportGroup struct {
	score.Group
	RestsOn []Rest `json:"rests_on,omitzero"` // nil if the group is not a forecaster
}

// WitnessedPart says of how many scored questions somebody else had witnessed every
// forecast that counts before the outcome was known.
type WitnessedPart struct {
	Questions int `json:"questions"`
	Of        int `json:"of"`
}

// Score is the report that the score command prints. Groups by forecaster include
// the team's median if there are several.
func (d *Desk) Score(ctx context.Context, o Options) (Report, error) {
	var report Report
	opts, err := o.options()
	if err != nil {
		return report, err
	}
	me, err := d.Me()
	if err != nil {
		return report, err
	}
	if o.Forecaster, err = d.named(ctx, o.Forecaster); err != nil {
		return report, err
	}
	s, err := d.gathered(ctx, o)
	if err != nil {
		return report, err
	}
	its := score.Score(s.Workspace, opts)
	report.Report = its.Report()
	report.Forecasts += s.LeftOut.OtherRule // of numbers and dates, which no probability rule scores
	book, err := d.bookOf(ctx, o, opts)
	if err != nil {
		return report, err
	}
	rests := book.rests(o.Forecaster)
	report.RestsOn, report.Witnessed = rests.Lines, &WitnessedPart{rests.Witnessed, rests.Questions}
	of := map[string][]Rest{} // by label
	for i := range report.Groups {
		g := &report.Groups[i]
		key := g.Key
		g.Key = s.label(o.By, key)
		if o.By == "forecaster" {
			of[g.Key] = book.of(func(who forecaster.Forecaster) bool { return pairKey(who) == key }).lines
		}
	}
	if o.By == "forecaster" && len(report.Groups) > 1 {
		if team := its.TeamMedian().Report(); team.Headline.Defined() {
			report.Groups = append(report.Groups, score.Group{Key: teamMedian.Name, Report: team})
		}
	}
	slices.SortFunc(report.Groups, func(a, b score.Group) int { return strings.Compare(a.Key, b.Key) })
	for _, g := range report.Groups {
		report.Grouped = append(report.Grouped, ReportGroup{g, of[g.Key]})
	}
	if n := s.numbers.scores(o.Filter, opts, me); len(n.Rows) > 0 {
		report.Numbers = &n
	}
	if report.Scored == 0 && report.Numbers == nil {
		return report, ErrNothing
	}
	return report, nil
}

// label turns a group's key into its name.
func (s *workspace) label(by, key string) string {
	if by != "forecaster" {
		return key
	}
	who := s.forecasters[key]
	for other, f := range s.forecasters {
		if other != key && f.Name == who.Name {
			return who.Name + " " + key[:8] // two people have the same name
		}
	}
	return who.Name
}
