package model

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/model/journal"
)

// foldRelation folds a relation between two questions.
func (t *Tx) foldRelation(n int64) error {
	if err := t.forget(n, "DELETE FROM relations WHERE num = ?"); err != nil {
		return err
	}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Related](f.line)
	if err != nil {
		return err
	}
	from, err := t.entity(d.From, journal.QuestionAsked)
	if err != nil {
		return err
	}
	to, err := t.entity(d.To, journal.QuestionAsked)
	if err != nil {
		return err
	}
	unfit := from.unfit + to.unfit
	if from.counts && to.counts && unfit == "" {
		if unfit, err = t.unfitRelation(from.num, to.num, d.Type, max(f.at, from.at, to.at)); err != nil {
			return err
		}
	}
	if err := t.judge(&f, verdict{waits: !from.counts || !to.counts, unfit: unfit, named: max(from.at, to.at)}); err != nil {
		return err
	}
	if d.Type == "same" {
		t.unsure[from.num], t.unsure[to.num] = true, true
	}
	if !f.counts() {
		return nil
	}
	by, err := t.forecaster(f.key, "")
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO relations (num, from_question, to_question, type, note, forecaster, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		n, from.num, to.num, d.Type, d.Note, by, f.from())
	return err
}

// unfitRelation says why two questions, as they were worded at an instant, cannot
// be related so, or nothing.
func (t *Tx) unfitRelation(from, to int64, relation string, at journal.Instant) (string, error) {
	first, options, err := t.askedAs(from, at)
	if err != nil {
		return "", err
	}
	second, others, err := t.askedAs(to, at)
	switch {
	case err != nil:
	case from == to:
		return "a question has no relation to itself", nil
	case relation != "same" && (first != "binary" || second != "binary"):
		return "only binary questions can be related by " + relation, nil
	case relation == "same" && first != second:
		return "questions of different types cannot be the same", nil
	case relation == "same" && !slices.Equal(slices.Sorted(slices.Values(options)), slices.Sorted(slices.Values(others))):
		return "questions with different options cannot be the same", nil
	}
	return "", err
}

// keepAsked keeps what relations and joins need to know of a question that
// counts; nil forgets it. Where that changes, they are folded again.
func (t *Tx) keepAsked(n int64, f *questionFold) error {
	var before askedRow
	if !t.isNew(n) {
		var err error
		if before, err = t.askedRow(n); err != nil {
			return err
		}
	}
	var now askedRow
	if f != nil { // how it ended matters to relations
		shapes, err := f.shapes()
		if err != nil {
			return err
		}
		now = askedRow{true, f.q.Title, text(shapes), f.own.kind + " " + f.own.outcome}
	}
	if now == before {
		return nil
	}
	if err := t.forget(n, "DELETE FROM asked WHERE num = ?"); err != nil {
		return err
	}
	if now.here {
		if _, err := t.exec("INSERT INTO asked (num, title, shapes, ended) VALUES (?, ?, ?, ?)", n, now.title, now.shapes, now.ended); err != nil {
			return err
		}
	}
	if !before.here || !now.here {
		return nil // what was waiting for it, or must wait now, is touched already
	}
	return t.touchRelated(n, now.shapes != before.shapes)
}

type askedRow struct {
	here                 bool
	title, shapes, ended string
}

func (t *Tx) askedRow(n int64) (r askedRow, err error) {
	r.here, err = t.one("SELECT title, shapes, ended FROM asked WHERE num = ?", []any{n}, &r.title, &r.shapes, &r.ended)
	return r, err
}

// touchRelated marks what depends on how a question ended and, where that
// changed, on its type and options.
func (t *Tx) touchRelated(n int64, shape bool) error {
	joined, err := t.numbers("SELECT num FROM relations WHERE type = 'same' AND (from_question = ? OR to_question = ?)", n, n)
	if err != nil {
		return err
	}
	if len(joined) > 0 {
		t.unsure[n] = true
	}
	if !shape {
		return nil
	}
	return t.touchNaming(n)
}

// latest is an instant after all others.
const latest = journal.Instant(1<<63 - 1)

// askedAs is the type of a question and its options as it was worded at an instant.
func (t *Tx) askedAs(n int64, at journal.Instant) (kind string, options []string, err error) {
	r, err := t.askedRow(n)
	if err != nil || r.shapes == "" {
		return "", nil, err
	}
	var all []shape
	if err := json.Unmarshal([]byte(r.shapes), &all); err != nil {
		return "", nil, err
	}
	for i, s := range all {
		if i == 0 || s.From <= at {
			kind, options = s.Type, s.Options
		}
	}
	return kind, options, nil
}

// canonical is the question by which those that are one with n go.
func (t *Tx) canonical(n int64) (int64, error) {
	if some, err := t.holds("joined"); err != nil || !some {
		return n, err
	}
	c := n
	_, err := t.one("SELECT canonical FROM joined WHERE question = ?", []any{n}, &c)
	return c, err
}

// goesBy is the id of the question by which one with the number and id goes.
func (t *Tx) goesBy(n int64, id journal.ID) (journal.ID, error) {
	canonical, err := t.canonical(n)
	if err != nil || canonical == n {
		return id, err
	}
	return t.id(canonical)
}

// membersOf lists the questions that count and go by n, and n.
func (t *Tx) membersOf(n int64) (map[int64]bool, error) {
	if some, err := t.holds("joined"); err != nil || !some {
		return map[int64]bool{n: true}, err
	}
	members, err := t.numbers(`SELECT j.question FROM joined j JOIN records r ON r.num = j.question
		WHERE j.canonical = ? AND r.line IS NOT NULL AND r.why IS NULL AND r.until IS NULL`, n)
	all := map[int64]bool{n: true}
	for _, m := range members {
		all[m] = true
	}
	return all, err
}

// askedAlso are the questions that go by n as they were asked, in the
// order of records.
func (t *Tx) askedAlso(n int64) ([]journal.Asked, error) {
	members, err := t.membersOf(n)
	if err != nil || len(members) < 2 {
		return nil, err
	}
	var facts []fact
	for m := range members {
		if m == n {
			continue
		}
		f, ok, err := t.itself(m)
		if err != nil {
			return nil, err
		}
		if ok {
			facts = append(facts, f)
		}
	}
	inTheirOrder(facts)
	var all []journal.Asked
	for _, f := range facts {
		q, err := decode[journal.Asked](f.line)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, nil
}

// foldJoins finds which questions are one: those that relations "same" join,
// unless they ended differently. They go by the earliest of them.
func (t *Tx) foldJoins(unsure map[int64]bool) error {
	done := map[int64]bool{}
	for _, n := range slices.Sorted(maps.Keys(unsure)) {
		if done[n] {
			continue
		}
		all, err := t.component(n)
		if err != nil {
			return err
		}
		for m := range all {
			done[m] = true
		}
		if err := t.join(all); err != nil {
			return err
		}
	}
	return nil
}

// component lists the questions that relations "same" lead to from n, and n.
func (t *Tx) component(n int64) (map[int64]bool, error) {
	all := map[int64]bool{n: true}
	for due := []int64{n}; len(due) > 0; {
		at := due[0]
		due = due[1:]
		next, err := t.numbers(`SELECT to_question FROM relations WHERE from_question = ? AND type = 'same'
			UNION SELECT from_question FROM relations WHERE to_question = ? AND type = 'same'`, at, at)
		if err != nil {
			return nil, err
		}
		for _, m := range next {
			if !all[m] {
				all[m] = true
				due = append(due, m)
			}
		}
	}
	return all, nil
}

// join makes questions one, or takes them apart where they ended differently.
func (t *Tx) join(all map[int64]bool) error {
	first, agreed, err := t.earliest(all)
	if err != nil {
		return err
	}
	for _, n := range slices.Sorted(maps.Keys(all)) {
		want := n
		if agreed {
			want = first
		}
		is, err := t.canonical(n)
		if err != nil {
			return err
		}
		if is == want {
			continue
		}
		if want == n {
			_, err = t.exec("DELETE FROM joined WHERE question = ?", n)
		} else {
			t.holding["joined"] = true
			_, err = t.exec("INSERT INTO joined (question, canonical) VALUES (?, ?) ON CONFLICT (question) DO UPDATE SET canonical = excluded.canonical", n, want)
		}
		if err != nil {
			return err
		}
		t.touched[n], t.touched[is], t.touched[want] = true, true, true
		if err := t.touchNaming(n); err != nil {
			return err
		}
	}
	return nil
}

// earliest is the first of the questions in the order of records, and whether
// those that ended agree on how.
func (t *Tx) earliest(all map[int64]bool) (first int64, agreed bool, err error) {
	var asked []fact
	ended, agreed := "", true
	for n := range all {
		f, ok, err := t.itself(n)
		if err != nil || !ok {
			return n, false, err
		}
		asked = append(asked, f)
		row, err := t.askedRow(n)
		if err != nil {
			return n, false, err
		}
		if row.ended != " " && row.ended != "" {
			agreed = agreed && (ended == "" || ended == row.ended)
			ended = row.ended
		}
	}
	inTheirOrder(asked)
	return asked[0].num, agreed, nil
}
