package reporting

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// View is the content of a report on a workspace, at one present.
type View struct {
	Title     string
	At        journal.Instant
	Zone      *time.Location // in which days are written; nil is UTC
	Questions []listing.Question
	Forecasts []Forecast
	Scores    scoring.View
	Rests     scoring.Rests // what the headline of Scores rests on
	Luck      *score.Luck   // nil under ten questions
	Horizon   []score.HorizonBand
	Adjusted  []scoring.AdjustedScore
	Articles  []listing.Article
	Findings  []listing.Finding
	Resolves  map[journal.ID]journal.Instant // by when a question is to be resolved, if stated
	Sources   map[journal.ID]string          // where a question was imported from, if it was
	Sets      []scenario.View                // as the author of the report sees them
	// Conditionals are the conditional questions that are open.
	Conditionals []question.Conditional
	Checks       []Check // what to look for, and by when
	// Records is a forecast file of everything that may leave, if asked for.
	Records []byte
	// Unsigned counts records that the scores use and Records lacks.
	Unsigned int64
}

// Forecast is a forecast with its outcome.
type Forecast struct {
	listing.Forecast
	Title   string
	Options []string  // of a choice, in the question's order
	Y       []float64 // 1 or 0 for each option, or one number; nil if it is not scored
	Brier   *float64  // of this forecast alone, 0 to 1
}

// Check is a day on which a signpost is due for a check.
type Check struct {
	ID   journal.ID
	Text string
	By   journal.Instant
}

// Report collects the content of a report. With records it includes the records
// themselves, for which the user's own log is signed as for an export. Sealed
// forecasts stay sealed.
func (d *Desk) Report(ctx context.Context, records bool) (View, error) {
	v := View{Title: d.Title, At: journal.InstantOf(d.Now()), Zone: d.Env.Zone}
	if records {
		var unusable *journal.KeyProblem // a report then has what is signed so far
		if err := d.Sign(ctx); err != nil && !errors.As(err, &unusable) {
			return v, err
		}
	}
	var err error
	if v.Questions, err = d.Questions(ctx, listing.Filter{}); err != nil {
		return v, err
	}
	if v.Scores, err = d.Scores(ctx, scoring.Filter{}); err != nil {
		return v, err
	}
	if v.Rests, err = d.RestsOn(ctx, scoring.Filter{}); err != nil {
		return v, err
	}
	if v.Luck, err = d.Luck(ctx, scoring.Filter{}); err != nil {
		return v, err
	}
	if v.Horizon, err = d.Horizon(ctx, scoring.Filter{}); err != nil {
		return v, err
	}
	if v.Adjusted, err = d.Adjusted(ctx, scoring.Filter{}); err != nil {
		return v, err
	}
	if v.Articles, err = d.Articles(ctx, listing.Filter{}); err != nil {
		return v, err
	}
	if v.Findings, err = d.Findings(ctx, listing.Filter{}); err != nil {
		return v, err
	}
	all, err := d.Forecasts(ctx, listing.Filter{})
	if err != nil {
		return v, err
	}
	var kept map[journal.ID]bool
	err = d.Store.Inspect(ctx, func(t *model.Tx) (err error) {
		if kept, err = d.SealedFor(t); err != nil {
			return err
		}
		if v.Checks, err = checks(t.Reader()); err != nil || !records {
			return err
		}
		v.Records, v.Unsigned, err = d.RecordsFile(ctx, t, v.At, "the records of a report")
		return err
	})
	if err != nil {
		return v, err
	}
	if err := d.reportForecasts(ctx, &v, all, kept); err != nil {
		return v, err
	}
	return v, d.reportSets(ctx, &v)
}

// reportSets adds the scenario sets and the conditional questions. If one's own
// forecast is sealed, no forecast is shown.
func (d *Desk) reportSets(ctx context.Context, v *View) error {
	me, err := d.Me()
	if err != nil {
		return err
	}
	sealed := map[journal.ID]bool{}
	for _, f := range v.Forecasts {
		if f.Provenance == "sealed" && f.Forecaster.Key == me {
			sealed[f.Question] = true
		}
	}
	sets, err := d.ScenarioSets(ctx, listing.Filter{})
	if err != nil {
		return err
	}
	for _, s := range sets {
		set, err := d.Scenarios(ctx, s.ID, "")
		if err != nil {
			return err
		}
		for i, m := range set.Matrix {
			if sealed[m.Question] {
				set.Matrix[i].Stated = nil
			}
		}
		v.Sets = append(v.Sets, set)
	}
	v.Conditionals, err = d.Conditionals(ctx)
	for i, c := range v.Conditionals {
		if sealed[c.Question] {
			v.Conditionals[i].P = nil
		}
		if sealed[c.If.Question] {
			v.Conditionals[i].PIf = nil
		}
	}
	return err
}

// reportForecasts adds its outcome to each forecast; the numbers of sealed ones
// are left out.
func (d *Desk) reportForecasts(ctx context.Context, v *View, all []listing.Forecast, kept map[journal.ID]bool) error {
	byID := map[journal.ID]listing.Question{}
	for _, q := range v.Questions {
		byID[q.ID] = q
	}
	var scored map[journal.ID]listing.ScoredQuestion
	v.Resolves, v.Sources = map[journal.ID]journal.Instant{}, map[journal.ID]string{}
	err := d.Store.View(ctx, func(r model.Reader) (err error) {
		rows, err := r.Questions()
		if err != nil {
			return err
		}
		for _, row := range rows {
			if row.ResolvesBy != nil {
				v.Resolves[journal.ID(row.ID)] = *row.ResolvesBy
			}
			if row.Source != "" {
				v.Sources[journal.ID(row.ID)] = row.Source
			}
		}
		scored, err = d.ScoredQuestions(r)
		return err
	})
	if err != nil {
		return err
	}
	for _, f := range all {
		q := byID[f.Question]
		row := Forecast{Forecast: f, Title: q.Title, Options: q.Options}
		row.Note = ""
		if kept[f.ID] || f.Provenance == "sealed" {
			row.Belief, row.Provenance = standing.Belief{}, "sealed"
		} else if sq, ok := scored[f.Question]; ok {
			row.score(&sq)
		}
		v.Forecasts = append(v.Forecasts, row)
	}
	return nil
}

// score fills in the Brier score of a forecast that came before the end.
func (f *Forecast) score(q *listing.ScoredQuestion) {
	if q.State != score.Resolved {
		return
	}
	end := q.Known
	if q.Closes != 0 {
		end = min(end, q.Closes)
	}
	if int64(f.At) >= end {
		return
	}
	var x float64
	switch {
	case f.P != nil:
		f.Y, x = []float64{q.Outcome}, score.Brier(*f.P, q.Outcome)
	case f.Probs != nil && len(q.Choices) > 1:
		f.Options, f.Y = q.Choices, make([]float64, len(q.Choices))
		f.Y[q.Option] = 1
		for i, o := range q.Choices {
			x += math.Pow(f.Probs[o]-f.Y[i], 2) / 2
		}
	default:
		return
	}
	f.Brier = &x
}

// checks lists the signposts that nobody has checked yet, in the order in which
// they were placed.
func checks(r model.Reader) ([]Check, error) {
	sets, err := r.ScenarioSets()
	var waiting []model.Statement[journal.Placed]
	for _, set := range sets {
		for _, post := range set.Signposts {
			if !slices.ContainsFunc(set.Checks, func(c model.Statement[journal.Checked]) bool { return c.Data.Signpost == post.ID }) {
				waiting = append(waiting, post)
			}
		}
	}
	slices.SortStableFunc(waiting, func(a, b model.Statement[journal.Placed]) int {
		return cmp.Or(cmp.Compare(a.At, b.At), bytes.Compare(a.Log, b.Log), cmp.Compare(a.Seq, b.Seq))
	})
	var all []Check
	for _, post := range waiting {
		all = append(all, Check{ID: post.ID, Text: post.Data.Text, By: post.Data.CheckBy})
	}
	return all, err
}
