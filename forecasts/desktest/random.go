package desktest

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
)

// Act does something at random; what the state of the workspace does not allow
// is refused.
func Act(t *testing.T, d *forecasts.Desk, r *rand.Rand) error {
	t.Helper()
	ctx := t.Context()
	questions := Must(d.Questions(ctx, listing.Filter{}))(t)
	if len(questions) == 0 || r.IntN(8) == 0 {
		if r.IntN(2) == 0 {
			Must(d.Ask(ctx, journal.Asked{Title: "Who leads?", Type: "choice", Options: []string{"A", "B", "other"}, Closes: At(2024, 12, 31)}))(t)
		} else {
			Ask(t, d, "It rains")
		}
		return nil
	}
	q := questions[r.IntN(len(questions))]
	var err error
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		b := P(float64(r.IntN(101)) / 100)
		if q.Type == "choice" {
			b = standing.Belief{Probs: map[string]float64{"A": 0.5, "B": 0.25, "other": 0.25}}
		}
		_, err = d.Forecast(ctx, q.ID, b, question.Saying{Note: "why"})
	case 4:
		_, err = d.Revise(ctx, q.ID, map[string]any{"criteria": time.Duration(r.IntN(1000)).String()}, "clearer")
	case 5:
		outcome := json.RawMessage("true")
		if q.Type == "choice" {
			outcome = json.RawMessage(`"B"`)
		} else if r.IntN(2) == 0 {
			outcome = json.RawMessage("false")
		}
		_, err = d.Resolve(ctx, q.ID, outcome, question.Resolving{})
	case 6:
		_, err = d.Annul(ctx, q.ID, "", "")
	case 7:
		_, err = d.Reopen(ctx, q.ID, "again")
	case 8:
		_, err = d.Withdraw(ctx, q.ID, "", "")
	case 9:
		err = FileEvidence(t, d, q, r)
	case 10:
		err = takeBack(t, d, r)
	case 11:
		_, err = d.Comment(ctx, q.ID, "hm")
	}
	return err
}

// History is what two, who exchange their files twice, did at random.
func History(t *testing.T, seed uint64) (c *Clock, both []*forecasts.Desk) {
	t.Helper()
	c = Start()
	both = []*forecasts.Desk{NewDesk(t, "Crane", c), NewDesk(t, "Heron", c)}
	r := rand.New(rand.NewPCG(seed, 7))
	for i := range 60 {
		d := both[r.IntN(2)]
		if r.IntN(4) == 0 {
			_, _ = d.Ask(t.Context(), journal.Asked{Title: []string{"It rains É", "It RAINS", "Where?"}[r.IntN(3)], Tags: []string{"b", "É"}[:r.IntN(3)],
				Closes: []*journal.Instant{nil, At(2024, 3, 1+r.IntN(3)), At(2025, 1, 1)}[r.IntN(3)], ResolvesBy: []*journal.Instant{nil, At(2025, 1, 1+r.IntN(3))}[r.IntN(2)]})
		}
		_ = Act(t, d, r) // what cannot be done is refused
		if questions := Must(d.Questions(t.Context(), listing.Filter{}))(t); r.IntN(6) == 0 && len(questions) > 0 {
			if err := d.Pin(t.Context(), questions[r.IntN(len(questions))].ID, r.IntN(3) > 0); err != nil {
				t.Fatal(err)
			}
		}
		if r.IntN(2) == 0 {
			c.Pass(time.Duration(r.IntN(20)) * time.Hour)
		}
		if i%30 == 29 {
			ExchangeBoth(t, both[0], both[1])
		}
	}
	return c, both
}

func FileEvidence(t *testing.T, d *forecasts.Desk, q listing.Question, r *rand.Rand) error {
	ctx := t.Context()
	a, _, err := d.Attach(ctx, articles.Article{Title: "Sky", Text: "Clouds gather over the " + time.Duration(r.IntN(4)).String()})
	if err != nil {
		return err
	}
	f, err := d.File(ctx, evidence.Filing{Article: a, Exact: "Clouds gather", Claim: "Clouds"})
	if err != nil {
		return err
	}
	lr := 0.5 + r.Float64()
	_, err = d.Judge(ctx, f, q.ID, &lr, nil, "")
	return err
}

func takeBack(t *testing.T, d *forecasts.Desk, r *rand.Rand) error {
	all := Must(d.Forecasts(t.Context(), listing.Filter{}))(t)
	if len(all) == 0 {
		return nil
	}
	_, err := d.Retract(t.Context(), all[r.IntN(len(all))].ID, "a slip")
	return err
}

var three = []journal.Scenario{{Name: "Hostility"}, {Name: "Thaw", Narrative: "Talks."}, {Name: "Crisis"}}
