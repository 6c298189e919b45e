package model

import (
	"encoding/json"

	"weathervane/model/journal"
)

// An "if" question has one end everywhere. It is void, that is annulled, when its
// condition failed, was annulled or was resolved in part; while the condition is
// open or disputed it waits and has no end. (docs/SCORING.md, conditional
// questions.)

// stated is what the records about one question say of its end, whatever its
// condition.
type stated struct {
	kind, outcome, of string // of is the question's type
	at                *journal.Instant
	condition         *int64
	needs             string
}

func (t *Tx) stated(n int64) (s stated, here bool, err error) {
	here, err = t.one("SELECT stated_kind, stated_outcome, type, stated_at, if_question, if_outcome FROM questions WHERE num = ?", []any{n},
		&s.kind, &s.outcome, &s.of, &s.at, &s.condition, &s.needs)
	return s, here, err
}

// conditioned is how a question ended, given how its condition did. seen holds
// the questions that depend on it: those that depend on each other wait.
func (t *Tx) conditioned(own ending, condition *int64, needs string, seen map[int64]bool) (ending, error) {
	if condition == nil || own.kind == "annulled" {
		return own, nil
	}
	on, here, err := t.stated(*condition)
	if err != nil || !here || seen[*condition] {
		return ending{}, err
	}
	seen[*condition] = true
	end, err := t.conditioned(ending{kind: on.kind, outcome: on.outcome, at: on.at}, on.condition, on.needs, seen)
	switch {
	case err != nil:
		return ending{}, err
	case end.kind == "annulled", end.kind == "resolved" && end.outcome != Canonical(json.RawMessage(needs)):
		return ending{kind: "annulled", why: "annulled", at: end.at}, nil
	case end.kind == "resolved":
		return own, nil
	}
	return ending{}, nil
}

// touchConditional marks the questions whose end changes with that of n.
func (t *Tx) touchConditional(n int64) error {
	if some, err := t.holds(conditions); err != nil || !some {
		return err
	}
	depending, err := t.numbers("SELECT num FROM questions WHERE if_question = ?", n)
	for _, n := range depending {
		if err != nil {
			return err
		}
		var kind, outcome string
		var at *journal.Instant
		if _, err = t.one("SELECT end_kind, outcome, ended_at FROM questions WHERE num = ?", []any{n}, &kind, &outcome, &at); err != nil {
			return err
		}
		s, _, err := t.stated(n)
		if err != nil {
			return err
		}
		end, err := t.conditioned(ending{kind: s.kind, outcome: s.outcome, at: s.at}, s.condition, s.needs, map[int64]bool{n: true})
		if err != nil {
			return err
		}
		if end.kind != kind || end.outcome != outcome || !same(end.at, at) {
			t.touched[n] = true
		}
	}
	return err
}
