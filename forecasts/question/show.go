package question

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/ledger"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/pool"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Question is everything about one question.
func (d *Desk) Question(ctx context.Context, id journal.ID) (View, error) {
	var v View
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return err
		}
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		w := viewing{r: r, Lister: l, me: me, row: row, v: &v, scorer: d}
		v.Question = l.Question(row)
		pins, err := pins(r)
		if err != nil {
			return err
		}
		v.Pinned = pins[v.ID] != nil
		return w.fill()
	})
	v.Blind = v.Blind && !d.ReadOnly() // who cannot forecast is not to be kept from anchoring
	return v, err
}

// viewing fills a question's view from one state of the workspace.
type viewing struct {
	*listing.Lister
	r   model.Reader
	me  string
	row model.QuestionRow
	v   *View

	scorer Scorer
}

// Scorer scores the forecasts on one question.
type Scorer interface {
	ScoresOf(r model.Reader, b forecaster.Directory, row model.QuestionRow, q listing.Question, by []listing.Resolution) (listing.QuestionScores, error)
}

func (w *viewing) fill() error {
	row, v := w.row, w.v
	v.Criteria, v.Background, v.FinePrint, v.Source = row.Criteria, row.Background, row.FinePrint, row.Source
	v.ResolvesBy, v.Wordings, v.Rivals = row.ResolvesBy, row.Wordings, row.Rivals
	for _, step := range []func() error{w.forecasts, w.ends, w.history, w.comments, w.versions, w.bearings, w.scores} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (w *viewing) forecasts() error {
	forecasts, err := w.r.ForecastsOn(w.row.Num)
	if err != nil {
		return err
	}
	withdrawals, err := w.r.WithdrawalsOn(w.row.Num)
	if err != nil {
		return err
	}
	v := w.v
	for _, f := range forecasts {
		v.Timeline = append(v.Timeline, listing.ForecastOf(w.Lister.Directory, f, w.me))
	}
	slices.SortStableFunc(v.Timeline, func(a, b listing.Forecast) int { return cmp.Compare(a.At, b.At) })
	v.Standing = []standing.Forecast{}
	at := standing.LastInstant(w.row, w.Now)
	mine := false
	for _, s := range standing.Intervals(forecasts, withdrawals) {
		if !s.Holds(at) {
			continue
		}
		st := standing.Forecast{Forecast: journal.ID(s.ID), Forecaster: w.Who(s.Forecaster), Belief: standing.BeliefOf(s.ForecastRow), At: s.At, Note: listing.Rationale(s.Rationale)}
		st.Mine = st.Forecaster.Key == w.me && st.Forecaster.By == ""
		mine = mine || st.Mine
		v.Standing = append(v.Standing, st)
	}
	v.Pools = pools(v.Standing)
	v.Blind = v.Status == "open" && !mine && len(v.Standing) > 0
	return nil
}

func pools(standing []standing.Forecast) Pools {
	var ps []float64
	for _, s := range standing {
		if s.P != nil {
			ps = append(ps, *s.P)
		}
	}
	defined := func(x float64, ok bool) *float64 {
		if !ok {
			return nil
		}
		return &x
	}
	return Pools{
		Mean: defined(pool.Mean(ps)), Median: defined(pool.Median(ps)),
		GeometricOdds: defined(pool.GeometricOdds(ps)), Extremised: defined(pool.Extremised(ps)),
	}
}

func (w *viewing) ends() error {
	rows, err := w.r.Ends(w.row.Num)
	if err != nil {
		return err
	}
	confirmations, err := w.r.Confirmations(w.row.Num)
	if err != nil {
		return err
	}
	for _, row := range rows {
		e := End{ID: journal.ID(row.ID), Kind: row.Kind, At: row.At, By: w.Owner(row.Key), Holds: row.Holds}
		if on := w.v.If; on != nil && row.Kind == "resolved" && (on.State == "failed" || on.State == "void") {
			e.Holds, e.Void = false, row.Holds
		}
		var line struct {
			Data struct {
				journal.Resolved
				Why string `json:"why"`
			} `json:"data"`
		}
		if err := json.Unmarshal(row.Line, &line); err != nil {
			return err
		}
		data := line.Data
		e.Outcome, e.Why, e.OccurredAt, e.Source, e.Note = data.Outcome, data.Why, data.OccurredAt, data.Source, data.Note
		if row.Kind == "resolved" {
			e.KnownAt = &data.KnownAt
		}
		if e.Findings, err = w.named(data.Findings); err != nil {
			return err
		}
		for _, c := range confirmations {
			if c.Resolution == row.Num {
				e.ConfirmedBy = append(e.ConfirmedBy, w.Who(c.Forecaster))
			}
		}
		w.v.Ends = append(w.v.Ends, e)
	}
	return nil
}

func (w *viewing) history() error {
	rows, err := w.r.About(w.row.Num)
	if err != nil {
		return err
	}
	provenance := map[journal.ID]string{}
	for _, f := range w.v.Timeline {
		provenance[f.ID] = f.Provenance
	}
	w.v.History = []Event{}
	for _, row := range rows {
		e := Event{ID: journal.ID(row.ID), Kind: row.Kind, At: row.At, By: w.Owner(row.Key), Provenance: provenance[journal.ID(row.ID)], Line: row.Line}
		e.Mine, e.Retracted = e.By.Key == w.me, row.Until != nil
		w.v.History = append(w.v.History, e)
	}
	return nil
}

func (w *viewing) comments() error {
	rows, err := w.r.CommentsOn(w.row.Num)
	for _, row := range rows {
		w.v.Comments = append(w.v.Comments, Remark{ID: journal.ID(row.ID), By: w.Who(row.Forecaster), At: row.At, Text: row.Text})
	}
	return err
}

// scores are each forecaster's score on the question, and what it is by each of
// its resolutions.
func (w *viewing) scores() error {
	if w.v.Type != "binary" && w.v.Type != "choice" {
		return nil
	}
	var by []listing.Resolution
	var resolved []*End
	for i := range w.v.Ends {
		if e := &w.v.Ends[i]; e.Kind == "resolved" {
			by, resolved = append(by, listing.Resolution{Outcome: e.Outcome, KnownAt: *e.KnownAt}), append(resolved, e)
		}
	}
	if len(by) == 0 {
		return nil
	}
	all, err := w.scorer.ScoresOf(w.r, w.Directory, w.row, w.v.Question, by)
	for i, one := range all.ByResolution {
		resolved[i].Scores = one
	}
	w.v.Scores = all.Pairs
	return err
}

func (w *viewing) bearings() error {
	rows, err := w.r.BearingsOn(w.row.Num)
	if err != nil {
		return err
	}
	found, err := w.r.FindingsOn(w.row.Num)
	if err != nil {
		return err
	}
	sources, err := w.r.ArticlesOf(found)
	if err != nil {
		return err
	}
	byNum := map[int64]model.FindingRow{}
	for _, f := range found {
		byNum[f.Num] = f
	}
	articles := map[int64]model.ArticleRow{}
	for _, a := range sources {
		articles[a.Num] = a
	}
	for _, row := range ledger.Latest(rows) {
		f, a := byNum[row.Finding], articles[byNum[row.Finding].Article]
		b := BearingRow{
			Finding: journal.ID(row.FindingID), Claim: f.Claim, Grade: f.Grade, LR: row.LR, Analyst: w.Who(row.Forecaster), At: row.At,
			Source: cmp.Or(a.Publisher, a.Title), Published: a.Published,
		}
		if len(a.ID) == 32 {
			b.Article = journal.ID(a.ID)
		}
		b.Mine = b.Analyst.Key == w.me
		model.DecodeColumn(row.LRs, &b.LRs)
		w.v.Bearings = append(w.v.Bearings, b)
	}
	slices.Reverse(w.v.Bearings)
	ledgers := ledger.Builder{Directory: w.Directory, R: w.r, Me: w.me, Question: w.row.Num}
	if w.v.Evidence, err = ledgers.Ledgers(ledger.Latest(rows), byNum); err != nil {
		return err
	}
	w.v.BaseRates = ledgers.BaseRates
	w.v.Choices, err = ledgers.Choices(w.v.Options, ledger.Latest(rows), byNum)
	return err
}
