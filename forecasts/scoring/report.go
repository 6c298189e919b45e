package scoring

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
)

// Report is what the score command prints of a workspace.
type Report struct {
	score.Report
	*Improvement                // of a workspace; what is nil is null in JSON, and of a table absent
	Against      *score.Against `json:"against,omitempty"` // where Options.Against asks for it
	Numbers      *NumberScores  `json:"numbers,omitempty"` // nil if no number or date was scored
	// RestsOn is what the headline rests on; nil for a table of rows.
	RestsOn   []Rest         `json:"rests_on,omitzero"`
	Witnessed *WitnessedPart `json:"witnessed,omitempty"`
	Grouped   []ReportGroup  `json:"groups,omitempty"` // Groups, each with what it rests on

	Compared string              `json:"-"` // the name of the one whom Against is about
	conducts map[string]*Conduct // of groups by forecaster, by pairKey
}

// ReportGroup is a group of a report.
type ReportGroup struct {
	score.Group
	*Conduct        // of a forecaster
	RestsOn  []Rest `json:"rests_on,omitzero"` // nil if the group is not a forecaster
}

// WitnessedPart says of how many scored questions somebody else had witnessed every
// forecast that counts before the outcome was known.
type WitnessedPart struct {
	Questions int `json:"questions"`
	Of        int `json:"of"`
}

// OfTable is the report of a table of rows, which rests on nothing else.
func OfTable(r score.Report) Report {
	report := Report{Report: r}
	for _, g := range r.Groups {
		report.Grouped = append(report.Grouped, ReportGroup{Group: g})
	}
	return report
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
	if o.Forecaster != "" && !forecaster.IsRef(o.Forecaster) {
		return report, fmt.Errorf("no forecaster matches %q: give a name, or the beginning of a key", o.Forecaster)
	}
	if o.Against, err = d.named(ctx, o.Against); err != nil {
		return report, err
	}
	if o.areSums() {
		if report, done, err := d.scoreParts(ctx, o, opts, me); done || err != nil {
			return report, err
		}
	}
	return d.scoreWhole(ctx, o, opts, me)
}

// scoreWhole is the report of a workspace that is read as a whole.
func (d *Desk) scoreWhole(ctx context.Context, o Options, opts score.Options, me string) (Report, error) {
	var report Report
	book, err := d.book(ctx, o, opts)
	if err != nil {
		return report, err
	}
	all, whole := book.s, book.whole
	s, its := all, whole
	if o.Forecaster != "" {
		s = all.chosen(Filter{Forecaster: o.Forecaster})
		its = score.Score(s.Workspace, opts)
	}
	report.Report = its.Report()
	report.Forecasts += s.LeftOut.OtherRule // of numbers and dates, which no probability rule scores
	rests := book.rests(o.Forecaster)
	report.RestsOn, report.Witnessed = rests.Lines, &WitnessedPart{rests.Witnessed, rests.Questions}
	if n := s.numbers.scores(o.Filter, opts, me); len(n.Rows) > 0 {
		report.Numbers = &n
	}
	if report.Scored == 0 && report.Numbers == nil {
		return report, ErrNothing
	}
	if o.By == "forecaster" && len(report.Groups) > 1 {
		if team := its.TeamMedian().Report(); team.Headline.Defined() {
			report.Groups = append(report.Groups, score.Group{Key: pairKey(teamMedian), Report: team})
		}
	}
	if o.Peer {
		its.WithTournaments(&report.Report, whole.Tournaments())
	}
	if o.By == "forecaster" || o.Against != "" {
		if err := report.compare(ctx, all, whole, o, me); err != nil {
			return report, err
		}
	}
	c := chosenScore{its: its, whole: whole, key: s.only()}
	report.improve(ctx, c, o.By)
	report.label(s, book, o.By)
	return report, ctx.Err()
}

// label gives the groups names for their keys, and puts them in order.
func (r *Report) label(s *workspace, book *book, by string) {
	names := s.labels()
	for i := range r.Groups {
		g := &r.Groups[i]
		var rests []Rest
		conduct := r.conducts[g.Key]
		switch key := g.Key; {
		case by == "question":
			g.Title = s.questions[key].Title
		case by == "forecaster" && key == pairKey(teamMedian):
			g.Key = teamMedian.Name
		case by == "forecaster":
			g.Key = names[key]
			rests = book.of(func(who forecaster.Forecaster) bool { return pairKey(who) == key }, false).lines
		}
		r.Grouped = append(r.Grouped, ReportGroup{*g, conduct, rests})
	}
	slices.SortFunc(r.Groups, func(a, b score.Group) int { return strings.Compare(a.Key, b.Key) })
	slices.SortFunc(r.Grouped, func(a, b ReportGroup) int { return strings.Compare(a.Key, b.Key) })
}

// labels are what the forecasters are called, by pairKey.
func (s *workspace) labels() map[string]string {
	keys := slices.Sorted(maps.Keys(s.forecasters))
	who := make([]forecaster.Forecaster, len(keys))
	for i, key := range keys {
		who[i] = s.forecasters[key]
	}
	all := make(map[string]string, len(keys))
	for i, label := range forecaster.Labels(who) {
		all[keys[i]] = label
	}
	return all
}
