package question

import (
	"context"
	"encoding/json"
	"slices"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Conditional is a yes-or-no question that counts only if another ends in a
// certain way; neither has ended.
type Conditional struct {
	Question journal.ID        `json:"question"`
	Title    string            `json:"title"`
	If       listing.Condition `json:"if"`
	P        *float64          `json:"p"`    // one's own forecast if the condition is met
	PIf      *float64          `json:"p_if"` // one's own forecast of the condition
}

// Conditionals lists the open conditional questions, with one's own belief in
// each and in its condition.
func (d *Desk) Conditionals(ctx context.Context) ([]Conditional, error) {
	var ids []journal.ID
	if err := d.Store.View(ctx, func(r model.Reader) error {
		conditions, err := r.Conditions()
		for q, on := range conditions {
			ids = append(ids, q, on)
		}
		return err
	}); err != nil {
		return nil, err
	}
	rows, err := d.RowsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(rows, lastChangedFirst)
	mine := map[journal.ID]*standing.Belief{}
	for _, q := range rows {
		mine[q.ID] = q.Mine
	}
	all := []Conditional{}
	for _, q := range rows {
		if q.If == nil || q.Type != "binary" || q.If.State != "open" || q.If.Question.IsZero() || q.Status == "resolved" || q.Status == "annulled" {
			continue
		}
		c := Conditional{Question: q.ID, Title: q.Title, If: *q.If, PIf: comes(mine[q.If.Question], q.If.Outcome)}
		if q.Mine != nil {
			c.P = q.Mine.P
		}
		all = append(all, c)
	}
	return all, nil
}

// comes is the probability that a belief gives an outcome: yes, no, or an option.
func comes(b *standing.Belief, outcome json.RawMessage) *float64 {
	var yes bool
	var option string
	switch {
	case b == nil:
	case b.P != nil && json.Unmarshal(outcome, &yes) == nil:
		p := *b.P
		if !yes {
			p = 1 - p
		}
		return &p
	case b.Probs != nil && json.Unmarshal(outcome, &option) == nil:
		if p, ok := b.Probs[option]; ok {
			return &p
		}
	}
	return nil
}
