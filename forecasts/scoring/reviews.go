package scoring

import (
	"context"
	"errors"
	"slices"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/score"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// Review signs off everyone's figures over the questions whose outcomes became
// known in a period: from its beginning on and before its end.
func (d *Desk) Review(ctx context.Context, period journal.Period, verdict, note string) (journal.ID, error) {
	switch {
	case strings.TrimSpace(verdict) == "":
		return journal.ID{}, errors.New("a review needs a verdict: say what you find")
	case period.From >= period.To:
		return journal.ID{}, errors.New("the period ends before it begins: give the earlier day first")
	}
	opts, err := Options{}.options()
	if err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		s, err := d.readEverything(r, Options{})
		if err != nil {
			return journal.ID{}, err
		}
		figures, ok := s.reviewed(period, opts)
		if !ok {
			return journal.ID{}, ErrNothing
		}
		return a.Add(journal.ReviewSigned, journal.Reviewed{
			Scope: period, Verdict: verdict, Note: note,
			Figures: figures,
		})
	})
}

// reviewed are the figures that a review of a period signs; false if nothing is
// scored in it.
func (s *workspace) reviewed(period journal.Period, opts score.Options) (journal.Figures, bool) {
	r := score.ScoreStretches(s.within(period.From, period.To).Workspace, opts)
	if r.Scored == 0 || !r.Headline.Defined() {
		return journal.Figures{}, false
	}
	return journal.Figures{Headline: float64(r.Headline), Questions: r.Questions, Forecasts: r.Forecasts, Coverage: float64(r.Coverage)}, true
}

// ReviewView is a review, and whether its figures are still the same.
type ReviewView struct {
	Record  journal.ID            `json:"record"`
	By      forecaster.Forecaster `json:"by"`
	At      journal.Instant       `json:"at"`
	Scope   journal.Period        `json:"scope"`
	Verdict string                `json:"verdict"`
	Note    string                `json:"note,omitempty"`
	Signed  journal.Figures       `json:"signed"`
	// Now are the figures from the present records; nil if nothing in the scope
	// is scored any more.
	Now  *journal.Figures `json:"now"`
	Same bool             `json:"same"`
	// LastClose: the figures differ, and are those of version 0.1.0, which took each
	// question's length to its close as last revised.
	LastClose bool `json:"last_close,omitempty"`
	// Moved says what has changed the headline since, if it changed.
	Moved *Change `json:"moved,omitempty"`
}

// Reviews lists the reviews in force, the newest first, each with its figures
// computed again, and what changed them if they differ.
func (d *Desk) Reviews(ctx context.Context) ([]ReviewView, error) {
	out, err := d.reviewsNow(ctx)
	for i := range out {
		v := &out[i]
		if v.Same || err != nil || v.At >= journal.Instant(d.Now().UnixMilli()) {
			continue
		}
		if v.LastClose, err = d.signedByLastClose(ctx, *v); err != nil {
			return out, err
		}
		var m Change
		if m, err = d.ScoreChange(ctx, v.At, journal.Instant(d.Now().UnixMilli()), Filter{Since: v.Scope.From, Until: v.Scope.To}); err == nil {
			v.Moved = &m
		}
	}
	return out, err
}

// ReviewsChanged counts the reviews in force whose figures differ now.
func (d *Desk) ReviewsChanged(ctx context.Context) (int, error) {
	all, err := d.reviewsNow(ctx)
	n := 0
	for _, v := range all {
		if !v.Same {
			n++
		}
	}
	return n, err
}

// reviewsNow are the reviews in force, with their figures computed again.
func (d *Desk) reviewsNow(ctx context.Context) ([]ReviewView, error) {
	opts, err := Options{}.options()
	if err != nil {
		return nil, err
	}
	var out []ReviewView
	err = d.Store.View(ctx, func(r model.Reader) error {
		rows, err := r.Reviews()
		if err != nil || len(rows) == 0 {
			return err
		}
		s, err := d.gather(r, Options{})
		if err != nil {
			return err
		}
		b, err := forecaster.Open(r)
		if err != nil {
			return err
		}
		for _, row := range rows {
			v := reviewOf(row, b)
			if now, ok := s.reviewed(v.Scope, opts); ok {
				v.Now, v.Same = &now, now == v.Signed
			}
			out = append(out, v)
		}
		return ctx.Err()
	})
	slices.Reverse(out)
	return out, err
}

func reviewOf(row model.ReviewRow, b forecaster.Directory) ReviewView {
	v := ReviewView{Record: journal.ID(row.ID), By: b.Who(row.Forecaster), At: row.At, Verdict: row.Verdict, Note: row.Note}
	model.DecodeColumn(row.Scope, &v.Scope)
	model.DecodeColumn(row.Figures, &v.Signed)
	return v
}
