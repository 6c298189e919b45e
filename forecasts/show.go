package forecasts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"weathervane/forecasts/pool"
	"weathervane/model"
	"weathervane/model/journal"
)

func missing(what string, id ID) error {
	return fmt.Errorf("no %s has the id %s: list the %ss to find it", what, id.Short(), what)
}

// Show is whatever the id names: a question, an article, a finding, a scenario
// set, or the record itself.
func (d *Desk) Show(ctx context.Context, id ID) (any, error) { return d.ShowBy(ctx, id, "") }

// ShowBy is Show from a forecaster's side, by name or beginning of a key: the
// weights and cells of a scenario set are theirs.
func (d *Desk) ShowBy(ctx context.Context, id ID, by string) (any, error) {
	var kind string
	var row model.RecordRow
	var shown bool
	err := d.store.View(ctx, func(r model.Reader) (err error) {
		if kind, _, err = r.Kind(id); err == nil {
			row, shown, err = r.Record(id)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case kind == journal.QuestionAsked:
		return d.Question(ctx, id)
	case kind == journal.ArticleAdded:
		return d.Article(ctx, id)
	case kind == journal.FindingFiled:
		return d.Finding(ctx, id)
	case kind == journal.ScenariosFramed:
		return d.Scenarios(ctx, id, by)
	case !shown:
		return nil, fmt.Errorf("record %s is withheld here: only its hash is known", id.Short())
	}
	return json.RawMessage(row.Line), nil
}

// Question is everything about one question.
func (d *Desk) Question(ctx context.Context, id ID) (QuestionView, error) {
	var v QuestionView
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		row, err := question(r, id)
		if err != nil {
			return err
		}
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		w := viewing{r: r, listing: l, me: me, row: row, v: &v, scorer: d}
		v.Question = l.question(row)
		pins, err := pins(r)
		if err != nil {
			return err
		}
		v.Pinned = pins[v.ID] != nil
		return w.fill()
	})
	return v, err
}

// viewing fills a question's view from one state of the workspace.
type viewing struct {
	*listing
	r   model.Reader
	me  string
	row model.QuestionRow
	v   *QuestionView

	scorer questionScorer
}

// questionScorer scores the forecasts on one question.
type questionScorer interface {
	ScoresOf(r model.Reader, b book, row model.QuestionRow, q Question, by []Resolution) (QuestionScores, error)
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
		v.Timeline = append(v.Timeline, w.forecast(f, w.me))
	}
	slices.SortStableFunc(v.Timeline, func(a, b Forecast) int { return cmp.Compare(a.At, b.At) })
	v.Standing = []Standing{}
	at := standsAt(w.row, w.now)
	mine := false
	for _, s := range spells(forecasts, withdrawals) {
		if s.At > at || at >= s.until {
			continue
		}
		st := Standing{Forecast: ID(s.ID), Forecaster: w.who(s.Forecaster), Belief: believed(s.ForecastRow), At: s.At, Note: rationale(s.Rationale)}
		st.Mine = st.Forecaster.Key == w.me && st.Forecaster.By == ""
		mine = mine || st.Mine
		v.Standing = append(v.Standing, st)
	}
	v.Pools = pools(v.Standing)
	v.Blind = v.Status == "open" && !mine && len(v.Standing) > 0
	return nil
}

// standsAt is the instant at which forecasts are shown as standing: the
// present, or the last one before the question was over.
func standsAt(q model.QuestionRow, now Instant) Instant {
	at := now
	for _, over := range []*Instant{q.Closes, q.EndedAt} {
		if over != nil && *over <= at && (over != q.EndedAt || q.EndKind != "") {
			at = *over - 1
		}
	}
	return at
}

func pools(standing []Standing) Pools {
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
		e := End{ID: ID(row.ID), Kind: row.Kind, At: row.At, By: w.owner(row.Key), Holds: row.Holds}
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
				e.ConfirmedBy = append(e.ConfirmedBy, w.who(c.Forecaster))
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
	provenance := map[ID]string{}
	for _, f := range w.v.Timeline {
		provenance[f.ID] = f.Provenance
	}
	w.v.History = []Event{}
	for _, row := range rows {
		e := Event{ID: ID(row.ID), Kind: row.Kind, At: row.At, By: w.owner(row.Key), Provenance: provenance[ID(row.ID)], Line: row.Line}
		e.Mine, e.Retracted = e.By.Key == w.me, row.Until != nil
		w.v.History = append(w.v.History, e)
	}
	return nil
}

func (w *viewing) comments() error {
	rows, err := w.r.CommentsOn(w.row.Num)
	for _, row := range rows {
		w.v.Comments = append(w.v.Comments, Remark{ID: ID(row.ID), By: w.who(row.Forecaster), At: row.At, Text: row.Text})
	}
	return err
}

// scores are each forecaster's score on the question, and what it is by each of
// its resolutions.
func (w *viewing) scores() error {
	if w.v.Type != "binary" && w.v.Type != "choice" {
		return nil
	}
	var by []Resolution
	var resolved []*End
	for i := range w.v.Ends {
		if e := &w.v.Ends[i]; e.Kind == "resolved" {
			by, resolved = append(by, Resolution{Outcome: e.Outcome, KnownAt: *e.KnownAt}), append(resolved, e)
		}
	}
	if len(by) == 0 {
		return nil
	}
	all, err := w.scorer.ScoresOf(w.r, w.book, w.row, w.v.Question, by)
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
	for _, row := range latestBearings(rows) {
		f, a := byNum[row.Finding], articles[byNum[row.Finding].Article]
		b := BearingRow{
			Finding: ID(row.FindingID), Claim: f.Claim, Grade: f.Grade, LR: row.LR, Analyst: w.who(row.Forecaster), At: row.At,
			Source: cmp.Or(a.Publisher, a.Title), Published: a.Published,
		}
		if len(a.ID) == 32 {
			b.Article = ID(a.ID)
		}
		b.Mine = b.Analyst.Key == w.me
		decodeText(row.LRs, &b.LRs)
		w.v.Bearings = append(w.v.Bearings, b)
	}
	slices.Reverse(w.v.Bearings)
	ledgers := ledgerBuilder{book: w.book, r: w.r, me: w.me, question: w.row.Num}
	if w.v.Evidence, err = ledgers.ledgers(latestBearings(rows), byNum); err != nil {
		return err
	}
	w.v.BaseRates = ledgers.baseRates
	w.v.Choices, err = ledgers.choiceLedgers(w.v.Options, latestBearings(rows), byNum)
	return err
}

// latestBearings keeps each analyst's latest judgement of each finding.
func latestBearings(rows []model.BearingRow) []model.BearingRow {
	latest := map[[2]int64]int{}
	for i, row := range rows {
		latest[[2]int64{row.Forecaster, row.Finding}] = i
	}
	var all []model.BearingRow
	for i, row := range rows {
		if latest[[2]int64{row.Forecaster, row.Finding}] == i {
			all = append(all, row)
		}
	}
	return all
}
