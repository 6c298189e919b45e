package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/forecasts"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// saying holds the flags that go with a forecast.
type saying struct {
	note, madeAt, by string
	because          []string
	seal             bool
}

// forecasting are the commands that record what somebody thinks.
func (p *program) forecasting() []*cobra.Command {
	var s saying
	forecast := &cobra.Command{
		Use: "forecast FILE QUESTION VALUE", Short: "Record a forecast; prints its id", Args: takes(3, -1),
		Long: "Record a forecast. VALUE is 12%, 0.12 or odds 1:7 for a binary question,\nIshiba=45% Kono=20% other=rest for a choice, 5%:90 50%:118 95%:150 for a number or date.",
		RunE: func(c *cobra.Command, args []string) error { return p.forecast(c.Context(), args, s) },
	}
	f := forecast.Flags()
	f.StringVar(&s.note, "note", "", "why")
	f.StringVar(&s.madeAt, "made-at", "", "`WHEN` it was made, if earlier")
	f.StringVar(&s.by, "by", "", "`NAME` of a forecaster who keeps no log")
	f.StringArrayVar(&s.because, "because", nil, "`FINDING` on which it is based; may be given several times")

	f.BoolVar(&s.seal, "seal", false, "keep it out of exports until it is revealed or the question is over; it is forfeited unless a file shows it within 30 days of the end")

	var by, why string
	withdraw := &cobra.Command{
		Use: "withdraw FILE QUESTION", Short: "Withdraw your forecast; prints the record's id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "question", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Withdraw(c.Context(), id, by, why)
			})
		},
	}
	withdraw.Flags().StringVar(&by, "by", "", "`NAME` of a forecaster who keeps no log")
	withdraw.Flags().StringVar(&why, "why", "", "reason")

	var mistake string
	retract := &cobra.Command{
		Use: "retract FILE RECORD --why T", Short: "Retract one of your records; prints the record's id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			if mistake == "" {
				return fmt.Errorf("no reason: use --why to say what is wrong with the record")
			}
			return p.on(c, args, "record", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Retract(c.Context(), id, mistake)
			})
		},
	}
	retract.Flags().StringVar(&mistake, "why", "", "what is wrong with it")

	comment := &cobra.Command{
		Use: "comment FILE ID TEXT", Short: "Comment on any record; prints the comment's id", Args: takes(3, -1),
		RunE: func(c *cobra.Command, args []string) error {
			text := strings.Join(args[2:], " ")
			if strings.TrimSpace(text) == "" {
				return fmt.Errorf("an empty comment: write what you want to say")
			}
			return p.on(c, args, "", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				return d.Comment(c.Context(), id, text)
			})
		},
	}
	return []*cobra.Command{forecast, withdraw, retract, comment}
}

// on finds what args[1] refers to and prints the id of what is done with it.
func (p *program) on(c *cobra.Command, args []string, kind string, do func(*forecasts.Desk, journal.ID) (journal.ID, error)) error {
	return p.with(c.Context(), args[0], func(d *forecasts.Desk) error {
		id, err := d.Find(c.Context(), kind, args[1])
		if err != nil {
			return err
		}
		return p.made(do(d, id))
	})
}

func (p *program) forecast(ctx context.Context, args []string, s saying) error {
	return p.with(ctx, args[0], func(d *forecasts.Desk) error {
		id, err := d.Find(ctx, "question", args[1])
		if err != nil {
			return err
		}
		q, err := d.Question(ctx, id)
		if err != nil {
			return err
		}
		b, err := p.belief(q.Question, args[2:])
		if err != nil {
			return err
		}
		with := question.Saying{Note: s.note, By: s.by, Seal: s.seal}
		if with.MadeAt, err = p.when("made-at", s.madeAt, false); err != nil {
			return err
		}
		if with.Because, err = findAll(ctx, d, "finding", s.because); err != nil {
			return err
		}
		made, err := d.Forecast(ctx, id, b, with)
		if err == nil && with.MadeAt != nil {
			p.tellLate(*with.MadeAt, q.Status == "open", d)
		}
		return p.made(made, err)
	})
}

// tellLate says of a forecast that was made earlier from when it counts.
func (p *program) tellLate(madeAt journal.Instant, stands bool, d *forecasts.Desk) {
	if madeAt.Add(session.ClockGrace) >= journal.InstantOf(d.Env.Now()) {
		return // which is live
	}
	what := "it counts from now, when it was recorded"
	if stands {
		what += ", and is the one that stands"
	}
	p.remark("%s: only %s goes by the time that it was made", what, quoted("score --backdate"))
}

// belief reads a VALUE of the kind that the question's type takes.
func (p *program) belief(q listing.Question, words []string) (b standing.Belief, err error) {
	text := strings.Join(words, " ")
	switch q.Type {
	case "choice":
		if len(words) == 1 {
			b.Probs, err = notation.ParseShares(text, q.Options)
		} else {
			b.Probs, err = notation.ParseShareFields(words, q.Options)
		}
	case "numeric", "date":
		b.Quantiles, err = p.quantiles(text, q.Type == "date")
	default:
		var x float64
		x, err = notation.ParseProbability(text)
		b.P = &x
	}
	return b, err
}

func (p *program) quantiles(text string, date bool) ([]journal.Quantile, error) {
	parsed, err := notation.ParseQuantiles(text, date, p.env.Zone)
	if err != nil {
		return nil, err
	}
	qs := make([]journal.Quantile, len(parsed))
	for i, q := range parsed {
		var value any = q.Value
		if date {
			value = journal.InstantOf(q.At)
		}
		qs[i].Level = q.Level
		if qs[i].Value, err = json.Marshal(value); err != nil {
			return nil, err
		}
	}
	return qs, nil
}

// findAll finds what each of several references means.
func findAll(ctx context.Context, d *forecasts.Desk, kind string, refs []string) ([]journal.ID, error) {
	var ids []journal.ID
	for _, ref := range refs {
		id, err := d.Find(ctx, kind, ref)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
