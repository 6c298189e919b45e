// Package overturning tells what a merge would overturn: outcomes, when they were
// known, closes, criteria, options and tags that stood here and would stand
// otherwise, whoever decided it, and what each would do to headlines. Records come
// in either way; what is kept is said again on top of them.
package overturning

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/forecasts/decision"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// What can be overturned, in the order in which it is listed.
const (
	Outcome = "outcome"  // how a question ended
	KnownAt = "known_at" // when the same outcome was known
	Closes  = "closes"
	Options = "options" // what an answer can be
	Wording = "criteria"
	Tags    = "tags"
)

// Kinds are the kinds, in that order.
var Kinds = []string{Outcome, KnownAt, Closes, Wording, Options, Tags}

// members are what a question is worded by, as records name them, by kind.
var members = []struct {
	kind  string
	names []string
}{
	{Closes, []string{"closes", "resolves_by"}},
	{Wording, []string{"criteria", "fine_print", "title"}},
	{Options, []string{"options", "type", "range", "unit", "if"}},
	{Tags, []string{"tags"}},
}

// Standing is how questions stand, and who decided it.
type Standing struct {
	of      []journal.ID // which; nil for all
	rows    []model.QuestionRow
	at      map[journal.ID]*model.QuestionRow
	joined  map[int64][]journal.ID // by the question that they go by
	ends    map[journal.ID]decision.Ended
	worded  map[journal.ID]*decision.Wording
	askedBy map[int64]forecaster.Forecaster
	ids     map[int64]journal.ID
}

// Read reads how questions of a workspace stand; all of them where of is nil.
func Read(r model.Reader, of []journal.ID) (*Standing, error) {
	b, err := forecaster.Open(r)
	if err != nil {
		return nil, err
	}
	s := &Standing{of: of, at: map[journal.ID]*model.QuestionRow{}, askedBy: b.Forecasters, ids: map[int64]journal.ID{}}
	if s.rows, err = s.questions(r); err != nil {
		return nil, err
	}
	if s.joined, err = r.JoinedQuestions(); err != nil {
		return nil, err
	}
	for i := range s.rows {
		row := &s.rows[i]
		s.at[journal.ID(row.ID)], s.ids[row.Num] = row, journal.ID(row.ID)
		for _, id := range s.joined[row.Num] {
			s.at[id] = row
		}
	}
	if err := s.conditions(r); err != nil {
		return nil, err
	}
	if s.of == nil {
		s.ends, err = decision.Ends(r, b)
	} else {
		s.ends, err = decision.EndsOf(r, b, slices.Collect(maps.Keys(s.ids)))
	}
	if err != nil {
		return nil, err
	}
	s.worded, err = decision.Wordings(r, b)
	return s, err
}

// questions reads them, each once, in the order of their asking.
func (s *Standing) questions(r model.Reader) ([]model.QuestionRow, error) {
	if s.of == nil {
		return r.Questions()
	}
	return r.QuestionsAmong(s.of)
}

// conditions finds the ids of the questions on which others depend.
func (s *Standing) conditions(r model.Reader) error {
	if s.of == nil {
		return nil
	}
	on, err := r.ConditionQuestions()
	for _, row := range on {
		if s.ids[row.Num] == (journal.ID{}) {
			s.ids[row.Num] = journal.ID(row.ID)
		}
	}
	return err
}

// Since lists what of it stands otherwise in a workspace than before a merge: what nobody
// had decided before is not overturned, nor what those who did not know of each
// other dispute.
func (before *Standing) Since(r model.Reader) ([]Overturn, error) {
	if len(before.rows) == 0 {
		return []Overturn{}, nil
	}
	after, err := Read(r, before.of)
	if err != nil {
		return nil, err
	}
	all := []Overturn{}
	for i := range before.rows {
		was := &before.rows[i]
		now := after.at[journal.ID(was.ID)]
		if now == nil {
			continue
		}
		c := comparison{before: before, after: after, was: was, now: now}
		c.end()
		c.wording()
		for _, id := range before.joined[was.Num] {
			if apart := after.at[id]; apart != nil && apart != now { // it ended as the other, and no longer does
				c.now = apart
				c.end()
			}
		}
		all = append(all, c.found...)
	}
	slices.SortStableFunc(all, inOrder)
	return all, look(r, all)
}

// comparison is that of one question before and after.
type comparison struct {
	before, after *Standing
	was, now      *model.QuestionRow
	found         []Overturn
}

// add adds what was found, of the question that it goes by now.
func (c *comparison) add(o Overturn) {
	o.num, o.Question, o.Title = c.now.Num, journal.ID(c.now.ID), c.was.Title
	c.found = append(c.found, o)
}

// end compares how the question ended, by its own records.
func (c *comparison) end() {
	ended := c.was.StatedKind == "resolved" || c.was.StatedKind == "annulled"
	if !ended || c.now.StatedKind == "disputed" {
		return
	}
	o := Overturn{What: Outcome, Was: statedEnd(c.was), WouldBe: statedEnd(c.now)}
	if isSame(o.Was, o.WouldBe) {
		if c.was.StatedKind != "resolved" || *c.was.StatedAt == *c.now.StatedAt {
			return
		}
		o.known = [2]journal.Instant{*c.was.StatedAt, *c.now.StatedAt}
		o.What, o.Was, o.WouldBe = KnownAt, written(c.was.StatedAt), written(c.now.StatedAt)
	}
	was, now := c.before.ends[journal.ID(c.was.ID)], c.after.ends[journal.ID(c.now.ID)]
	o.side = holding(was)
	for _, act := range now.Holding {
		if !slices.ContainsFunc(was.Holding, func(a decision.Act) bool { return a.ID == act.ID }) {
			o.Decision = act.ID
		}
	}
	if o.What == KnownAt {
		o.WasBy, o.By = was.Known.By, now.Known.By
	} else {
		o.WasBy = decider(was)
		if o.By = decider(now); o.By.Key == "" { // who had decided it retracted that
			o.By = o.WasBy
		}
	}
	c.add(o)
}

func decider(e decision.Ended) forecaster.Forecaster {
	act, _ := e.Decider()
	return act.By
}

// holding is the record by which the end held; of several that agree, the one
// that says when it was known first.
func holding(e decision.Ended) journal.ID {
	if len(e.Void) == 0 && e.Known.ID != (journal.ID{}) {
		return e.Known.ID
	}
	return e.Holding[0].ID
}

// statedEnd is the outcome, or why there is none: annulled, ambiguous or withdrawn;
// null if the question is open.
func statedEnd(q *model.QuestionRow) json.RawMessage {
	switch q.StatedKind {
	case "resolved":
		return json.RawMessage(q.StatedOutcome)
	case "annulled":
		return written(q.Why)
	}
	return json.RawMessage("null")
}

// wording compares the members by which the question is worded.
func (c *comparison) wording() {
	was, now := c.before.members(c.was), c.after.members(c.now)
	joined := c.was.Num != c.now.Num || len(c.before.joined[c.was.Num]) != len(c.after.joined[c.now.Num])
	for _, kind := range members {
		if kind.kind == Tags && joined { // it is found by the tags of both
			continue
		}
		o := Overturn{What: kind.kind, set: map[string]json.RawMessage{}}
		for _, name := range kind.names {
			if isSame(was[name], now[name]) {
				continue
			}
			o.set[name] = was[name]
			o.Final = o.Final || was[name] == nil // a revision sets a value, and takes none away
			if o.Member == "" {
				o.Member, o.Was, o.WouldBe = name, orNull(was[name]), orNull(now[name])
				o.WasBy = c.before.said(c.was, name, was[name]).By
				said := c.after.said(c.now, name, now[name])
				o.By, o.Decision = said.By, said.ID
			}
		}
		if o.Member == "" {
			continue
		}
		over := c.was.StatedKind != "" || c.now.StatedKind != ""
		o.Final = o.Final || over && (kind.kind == Closes || kind.kind == Options) // what it was scored by stays as it was
		c.add(o)
	}
}

// said is the first record that gave a member of a question the value that it has.
func (s *Standing) said(q *model.QuestionRow, member string, value json.RawMessage) decision.Act {
	if w := s.worded[journal.ID(q.ID)]; w != nil {
		if act, ok := w.Said(member, value); ok {
			return act
		}
	}
	return decision.Act{ID: journal.ID(q.ID), By: s.askedBy[q.Forecaster], At: q.AskedAt}
}

// members are those of a question as records have them; absent ones are nil.
func (s *Standing) members(row *model.QuestionRow) map[string]json.RawMessage {
	q := listing.AskedOf(*row)
	all := map[string]json.RawMessage{"criteria": written(q.Criteria), "fine_print": written(q.FinePrint), "title": written(q.Title),
		"type": written(q.Type), "unit": written(q.Unit), "tags": list(q.Tags), "options": list(q.Options)}
	if q.Closes != nil {
		all["closes"] = written(q.Closes)
	}
	if q.ResolvesBy != nil {
		all["resolves_by"] = written(q.ResolvesBy)
	}
	if q.Range != nil {
		all["range"] = written(q.Range)
	}
	if row.IfQuestion != nil {
		all["if"] = written(journal.Condition{Question: s.ids[*row.IfQuestion], Outcome: json.RawMessage(row.IfOutcome)})
	}
	return all
}

func list(all []string) json.RawMessage {
	if all == nil {
		all = []string{}
	}
	return written(all)
}

func written(v any) json.RawMessage {
	b, _ := json.Marshal(v)
	return b
}

func orNull(v json.RawMessage) json.RawMessage {
	if v == nil {
		return json.RawMessage("null")
	}
	return v
}

func isSame(a, b json.RawMessage) bool { return decision.IsSame(a, b) }
