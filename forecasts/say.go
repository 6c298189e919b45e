package forecasts

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// Forecast records what the user (or, with Saying.By, somebody without a log)
// believes about a question. Once a question has closed or ended, it accepts only
// a forecast made before that, with Saying.MadeAt.
func (d *Desk) Forecast(ctx context.Context, id ID, b Belief, with Saying) (ID, error) {
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) { return a.forecast(r, id, b, with) })
}

// RecordForecast is Forecast inside a transaction that records more.
func (d *Desk) RecordForecast(r model.Reader, a *author, id ID, b Belief, note string) (ID, error) {
	return a.forecast(r, id, b, Saying{Note: note})
}

func (a *author) forecast(r model.Reader, id ID, b Belief, with Saying) (ID, error) {
	if err := checkBelief(b); err != nil {
		return ID{}, err
	}
	row, err := question(r, id)
	if err != nil {
		return ID{}, err
	}
	data := journal.Made{
		Question: id, P: b.P, Probs: b.Probs, Quantiles: b.Quantiles, MadeAt: with.MadeAt,
		By: strings.TrimSpace(with.By), Because: with.Because,
	}
	q := asking(row)
	if why := model.UnfitBelief(q.Type, [][]string{q.Options}, data); why != "" {
		return ID{}, fmt.Errorf("%q: %s", q.Title, why)
	}
	if err := stillOpen(row, a.at, with.MadeAt); err != nil {
		return ID{}, err
	}
	if with.Seal {
		if err := mayBeSealed(row, with, a.at); err != nil {
			return ID{}, err
		}
	}
	wordings, err := revisionsKnown(r, row.Num)
	if err != nil {
		return ID{}, err
	}
	wordings = append([]ID{ID(row.ID)}, wordings...)
	data.Wording = &wordings[len(wordings)-1]
	made, err := a.add(journal.ForecastMade, data)
	if err == nil && with.Seal {
		_, err = a.add(journal.ForecastSealed, journal.Sealed{Question: id, Forecast: made})
	}
	if err != nil || strings.TrimSpace(with.Note) == "" {
		return made, err
	}
	_, err = a.add(journal.RationaleGiven, journal.Rationale{Forecast: made, Text: with.Note})
	return made, err
}

func checkBelief(b Belief) error {
	if b.P != nil && !(*b.P >= 0 && *b.P <= 1) {
		return fmt.Errorf("%v is not a probability: give one from 0 %% to 100 %%", *b.P)
	}
	if b.Probs == nil {
		return nil
	}
	sum := 0.0
	for option, p := range b.Probs {
		if !(p >= 0 && p <= 1) {
			return fmt.Errorf("%v for %q is not a probability: give one from 0 %% to 100 %%", p, option)
		}
		sum += p
	}
	if math.Abs(sum-1) > 1e-6 {
		return fmt.Errorf("the options sum to %.4g %%: they must sum to 100 %%", sum*100)
	}
	return nil
}

// stillOpen refuses a forecast on a question that is over, unless it was made
// before.
func stillOpen(q model.QuestionRow, at Instant, madeAt *Instant) error {
	if madeAt != nil {
		if *madeAt > at {
			return errors.New("the time the forecast was made is in the future: give a time that has passed")
		}
		at = *madeAt
	}
	over := q.Closes
	if q.EndKind != "" && q.EndedAt != nil && (over == nil || *q.EndedAt < *over) {
		over = q.EndedAt
	}
	if over == nil || at < *over {
		return nil
	}
	word := "closed"
	if q.EndKind != "" {
		word = "ended"
	}
	return fmt.Errorf("%q %s on %s: if the forecast was made before that, give the time at which it was made", q.Title, word, over)
}

// Withdraw withdraws the user's forecast in force (or the one recorded for by).
func (d *Desk) Withdraw(ctx context.Context, id ID, by, why string) (ID, error) {
	me, err := d.me()
	if err != nil {
		return ID{}, err
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, err := question(r, id)
		if err != nil {
			return ID{}, err
		}
		b, err := openBook(r)
		if err != nil {
			return ID{}, err
		}
		standing, err := standingAt(r, row.Num, a.at)
		if err != nil {
			return ID{}, err
		}
		for _, s := range standing {
			if who := b.who(s.Forecaster); who.Key == me && who.By == strings.TrimSpace(by) {
				return a.add(journal.ForecastWithdrawn, journal.Withdrawn{Question: id, By: who.By, Why: why})
			}
		}
		return ID{}, fmt.Errorf("you have no forecast in force on %q: there is nothing to withdraw", row.Title)
	})
}

// Retract retracts one of the user's own records.
func (d *Desk) Retract(ctx context.Context, id ID, why string) (ID, error) {
	if strings.TrimSpace(why) == "" {
		return ID{}, errors.New("a retraction needs a reason: say why")
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		row, ok, err := r.Record(id)
		if err != nil {
			return ID{}, err
		}
		switch {
		case !ok:
			return ID{}, fmt.Errorf("no record has the id %s", id.Short())
		case string(row.Log) != string(a.log.Log[:]):
			return ID{}, fmt.Errorf("record %s is not yours: only its author can retract it", id.Short())
		case row.Seq == 0:
			return ID{}, errors.New("the opening of a log cannot be retracted: choose another record")
		case row.Kind == journal.RecordRetracted:
			return ID{}, errors.New("a retraction cannot be retracted: record the content again")
		case row.Until != nil:
			return ID{}, fmt.Errorf("record %s is already retracted: there is nothing to do", id.Short())
		}
		return a.add(journal.RecordRetracted, journal.Retracted{Record: id, Why: why})
	})
}

// Comment records a remark on any record.
func (d *Desk) Comment(ctx context.Context, on ID, text string) (ID, error) {
	if strings.TrimSpace(text) == "" {
		return ID{}, errors.New("the comment is empty: write something")
	}
	return d.write(ctx, func(r model.Reader, a *author) (ID, error) {
		if _, ok, err := r.Kind(on); err != nil || !ok {
			return ID{}, errors.Join(err, fmt.Errorf("no record has the id %s", on.Short()))
		}
		return a.add(journal.CommentMade, journal.Comment{On: on, Text: text})
	})
}
