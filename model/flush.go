package model

import (
	"errors"
	"maps"
	"slices"

	"weathervane/model/journal"
)

// phase is when in a transaction an entity is folded: after everything that its
// meaning depends on.
type phase int

const (
	retractions phase = iota // which records were retracted
	sources                  // questions and articles, and what is about them
	relations                // between questions
	joins                    // which questions are one
	findings                 // with how they bear on questions
	collections              // groups of findings, scenario sets, grades, reviews, rationales
	remarks                  // comments, which may be on anything
	phases
)

// maker is how an entity of a kind is folded, and when.
type maker struct {
	phase phase
	fold  func(*Tx, int64) error
}

// makers are the kinds of records that make an entity.
var makers = map[string]maker{}

func init() { // the folds refer to makers
	for kind, m := range map[string]maker{
		journal.RecordRetracted:      {retractions, (*Tx).foldRetraction},
		journal.QuestionAsked:        {sources, (*Tx).foldQuestion},
		journal.ArticleAdded:         {sources, (*Tx).foldArticle},
		journal.SourceGraded:         {sources, (*Tx).foldGrade},
		journal.ReviewSigned:         {sources, (*Tx).foldReview},
		journal.ForecasterNamed:      {sources, (*Tx).foldName},
		journal.CheckpointWitnessed:  {sources, (*Tx).foldWitness},
		journal.CheckpointsWitnessed: {sources, (*Tx).foldWitness},
		journal.ForkExposed:          {sources, (*Tx).foldExposed},
		journal.RelationDrawn:        {relations, (*Tx).foldRelation},
		journal.FindingFiled:         {findings, (*Tx).foldFinding},
		journal.FindingsGrouped:      {collections, (*Tx).foldGroup},
		journal.ScenariosFramed:      {collections, (*Tx).foldScenarios},
		journal.RationaleGiven:       {collections, func(*Tx, int64) error { return nil }}, // folded with its question, searched alone
		journal.CommentMade:          {remarks, (*Tx).foldComment},
	} {
		makers[kind] = m
	}
	fillAboutOthers()
}

// makerOf is how a record of a kind is folded by itself; ok is false if it is
// folded with what it is about.
func makerOf(kind string) (m maker, ok bool) {
	if m, ok = makers[kind]; ok || subjects[kind] != nil {
		return m, ok
	}
	return maker{sources, (*Tx).foldAlone}, true
}

// foldAlone judges a record that has no table of its own.
func (t *Tx) foldAlone(n int64) error {
	f, ok, err := t.itself(n)
	if err != nil || !ok || f.why == UnknownKind {
		return err
	}
	return t.judge(&f, verdict{})
}

// Changed is an entity that a transaction touched: the record that made it.
type Changed struct {
	ID   journal.ID
	Kind string
}

// isNew reports whether an entity came since the transaction began, or since it last
// folded, and was not folded yet: no table has anything of it.
func (t *Tx) isNew(n int64) bool { return t.cameNow(n) && !t.done[n] }

// cameNow reports whether a record, and with it whatever names it, came since then.
func (t *Tx) cameNow(n int64) bool { return t.newest != unasked && n > t.newest }

// forget removes what tables have of an entity, by statements that take its number.
func (t *Tx) forget(n int64, statements ...string) error {
	if t.isNew(n) {
		return nil
	}
	for _, s := range statements {
		if _, err := t.exec(s, n); err != nil {
			return err
		}
	}
	return nil
}

// agenda is what remains to be folded, by phase.
type agenda struct {
	t    *Tx
	due  [phases]map[int64]bool
	done int
}

// flush folds what was touched, each entity after those that it depends on,
// until nothing changes any more, and tells which entities they were. What is said
// there is indexed at the end, all at once: FTS5 writes what it has gathered whenever
// a statement that may be undone comes between.
func (t *Tx) flush() ([]Changed, error) {
	if err := t.foldLogs(); err != nil {
		return nil, err
	}
	a := agenda{t: t}
	for p := range a.due {
		a.due[p] = map[int64]bool{}
	}
	for {
		if err := a.enter(); err != nil {
			return nil, err
		}
		p := slices.IndexFunc(a.due[:], func(due map[int64]bool) bool { return len(due) > 0 })
		if p < 0 {
			break
		}
		if err := a.work(phase(p)); err != nil {
			return nil, err
		}
	}
	changed := t.plain
	t.plain = nil
	for i, n := range slices.Sorted(maps.Keys(t.entities)) {
		e := t.entities[n]
		changed = append(changed, e)
		if !t.done[n] {
			continue
		}
		if i%256 == 0 && t.ctx.Err() != nil {
			return nil, t.ctx.Err()
		}
		if err := t.index(n, e.Kind); err != nil {
			return nil, err
		}
	}
	t.newest = unasked // what came so far is old from here on
	clear(t.done)
	clear(t.entities)
	return changed, nil
}

// enter puts what was touched on the agenda. What is about a record that is not
// here waits.
func (a *agenda) enter() error {
	t := a.t
	for len(t.touched) > 0 {
		touched := t.touched
		t.touched = map[int64]bool{}
		for n := range touched {
			e, known := t.entities[n]
			if !known {
				var id []byte
				ok, err := t.one("SELECT r.kind, i.id FROM records r JOIN ids i ON i.num = r.num WHERE r.num = ?", []any{n}, &e.Kind, &id)
				if err != nil {
					return err
				}
				if !ok || e.Kind == "" {
					if err := errors.Join(t.wait(n), t.touchSealed(n)); err != nil {
						return err
					}
					continue
				}
				e = Changed{journal.ID(id), t.kind([]byte(e.Kind))}
				t.entities[n] = e
			}
			if err := t.misplaced(n, e.Kind); err != nil {
				return err
			}
			if m, ok := makerOf(e.Kind); ok {
				a.due[m.phase][n] = true
			}
		}
	}
	for n := range t.unsure {
		a.due[joins][n] = true
	}
	clear(t.unsure)
	return nil
}

// work folds what is due in a phase. What that touches is entered afterwards.
func (a *agenda) work(p phase) error {
	t := a.t
	due := a.due[p]
	a.due[p] = map[int64]bool{}
	if p == joins {
		return t.foldJoins(due)
	}
	for _, n := range slices.Sorted(maps.Keys(due)) {
		if a.done++; a.done%256 == 0 {
			if err := t.ctx.Err(); err != nil {
				return err
			}
			Tell(t.ctx, mostAppended+(1-mostAppended)*min(1, float64(a.done)/float64(len(t.entities))))
		}
		m, _ := makerOf(t.entities[n].Kind)
		if err := m.fold(t, n); err != nil {
			return err
		}
		t.done[n] = true
	}
	return nil
}

// mostAppended is the share of a transaction's work that its records take; the
// rest is that of the tables.
const mostAppended = 0.5
