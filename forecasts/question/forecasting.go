package question

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/revision"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Forecast records what the user (or, with Saying.By, somebody without a log)
// believes about a question. Once a question has closed or ended, it accepts only
// a forecast made before that, with Saying.MadeAt.
func (d *Desk) Forecast(ctx context.Context, id journal.ID, b standing.Belief, with Saying) (journal.ID, error) {
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) { return forecast(a, r, id, b, with) })
}

// RecordForecast is Forecast inside a transaction that records more.
func (d *Desk) RecordForecast(r model.Reader, a *session.Author, id journal.ID, b standing.Belief, note string) (journal.ID, error) {
	return forecast(a, r, id, b, Saying{Note: note})
}

func forecast(a *session.Author, r model.Reader, id journal.ID, b standing.Belief, with Saying) (journal.ID, error) {
	if err := checkBelief(b); err != nil {
		return journal.ID{}, err
	}
	if err := forecaster.CheckTyped(strings.TrimSpace(with.By)); err != nil {
		return journal.ID{}, err
	}
	row, err := listing.QuestionRow(r, id)
	if err != nil {
		return journal.ID{}, err
	}
	data := journal.Made{
		Question: id, P: b.P, Probs: b.Probs, Quantiles: b.Quantiles, MadeAt: with.MadeAt,
		By: strings.TrimSpace(with.By), Because: with.Because,
	}
	q := listing.AskedOf(row)
	if why := model.UnfitBelief(q.Type, [][]string{q.Options}, data); why != "" {
		return journal.ID{}, fmt.Errorf("%q: %s", q.Title, why)
	}
	if err := stillOpen(row, a.At, with.MadeAt); err != nil {
		return journal.ID{}, err
	}
	if err := allCount(r, with.Because); err != nil {
		return journal.ID{}, err
	}
	if with.Seal {
		if err := mayBeSealed(row, with, a.At); err != nil {
			return journal.ID{}, err
		}
	}
	wordings, err := revision.Known(r, row.Num)
	if err != nil {
		return journal.ID{}, err
	}
	wordings = append([]journal.ID{journal.ID(row.ID)}, wordings...)
	data.Wording = &wordings[len(wordings)-1]
	made, err := a.Add(journal.ForecastMade, data)
	if err == nil && with.Seal {
		_, err = a.Add(journal.ForecastSealed, journal.Sealed{Question: id, Forecast: made})
	}
	if err != nil || strings.TrimSpace(with.Note) == "" {
		return made, err
	}
	_, err = a.Add(journal.RationaleGiven, journal.Rationale{Forecast: made, Text: with.Note})
	return made, err
}

func checkBelief(b standing.Belief) error {
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
func stillOpen(q model.QuestionRow, at journal.Instant, madeAt *journal.Instant) error {
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
func (d *Desk) Withdraw(ctx context.Context, id journal.ID, by, why string) (journal.ID, error) {
	me, err := d.Me()
	if err != nil {
		return journal.ID{}, err
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := listing.QuestionRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		b, err := forecaster.Open(r)
		if err != nil {
			return journal.ID{}, err
		}
		standing, err := standing.StandingAt(r, row.Num, a.At)
		if err != nil {
			return journal.ID{}, err
		}
		for _, s := range standing {
			if who := b.Who(s.Forecaster); who.Key == me && who.By == strings.TrimSpace(by) {
				return a.Add(journal.ForecastWithdrawn, journal.Withdrawn{Question: id, By: who.By, Why: why})
			}
		}
		return journal.ID{}, fmt.Errorf("you have no forecast in force on %q: there is nothing to withdraw", row.Title)
	})
}

// mayBeSealed says why a forecast cannot be sealed.
func mayBeSealed(q model.QuestionRow, with Saying, now journal.Instant) error {
	switch {
	case strings.TrimSpace(with.By) != "":
		return errors.New("a forecast recorded for somebody else cannot be sealed: record it without sealing")
	case listing.IsOver(q, now):
		return fmt.Errorf("%q is already closed; sealing would hide nothing: record the forecast without sealing", q.Title)
	}
	return nil
}
