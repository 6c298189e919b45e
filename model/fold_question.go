package model

import (
	"errors"
	"slices"
	"time"

	"weathervane/model/journal"
)

// grace is how long after its recording an entry may be retracted without a
// trace, and how far two instants may be apart and count as the same.
const grace = journal.Instant(5 * time.Minute / time.Millisecond)

// questionFold gathers what the records about one question mean together. Where
// several questions are one, it is about the earliest of them, and has what was
// recorded about any.
type questionFold struct {
	t       *Tx
	num     int64
	asked   fact
	about   []fact              // what names it
	members map[int64]bool      // the questions that are one with it, and itself
	ids     map[journal.ID]bool // of these
	facts   []*fact             // about any of them, in order
	by      map[int64]*fact
	second  []fact                    // rationales and confirmations
	named   map[int64]journal.Instant // number → latest instant of a record that it names
	text    map[int64]int64           // forecast number → its rationale's number
	read    map[int64]journal.Made    // forecasts, by number
	imports map[importing]int64       // the imported forecasts so far, by what makes them the same
	q       journal.Asked             // as it stands
	scored  journal.Asked             // as it stood when the outcome became known
	options [][]string                // of every wording
	rev     []revision                // those that count
	past    []revision                // those that were retracted after they had stood
	first   *fact                     // the first forecast
	packs   []packed                  // its forecasts
	rivals  int
	looking bool   // it goes by another question, whose fold judges
	own     ending // as far as the question's own records say
	end     ending
	ended   ending   // as its condition leaves it
	tagged  []string // its own tags, and those of what is one with it
}

// foldQuestion makes a question's rows again from all records about it.
func (t *Tx) foldQuestion(n int64) error {
	if err := t.retractionsOf(n); err != nil {
		return err
	}
	if err := t.forgetQuestion(n); err != nil {
		return err
	}
	asked, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	if err := t.judge(&asked, verdict{}); err != nil {
		return err
	}
	about, err := t.about(n)
	if err == nil {
		err = t.misplacedOn(about)
	}
	if err != nil {
		return err
	}
	if !asked.counts() {
		if err := errors.Join(t.wait(n), t.touchConditional(n)); err != nil {
			return err
		}
		return t.keepAsked(n, nil)
	}
	canonical, err := t.canonical(n)
	if err != nil {
		return err
	}
	f := &questionFold{t: t, num: n, asked: asked, about: about, members: map[int64]bool{n: true}}
	if canonical != n {
		return f.foldJoined(canonical)
	}
	if err := f.gather(); err != nil {
		return err
	}
	for _, step := range []func() error{f.foldWording, f.foldEnds, f.foldShape, f.foldForecasts, f.foldSealed, f.keepPack, f.foldConfirmations, f.foldBaseRates, f.foldScored, f.write, f.keepStanding} {
		if err := step(); err != nil {
			return err
		}
	}
	return t.keepAsked(n, f)
}

// foldJoined folds what is a question's own where it is one with an earlier
// question, which has the rest.
func (f *questionFold) foldJoined(canonical int64) error {
	f.t.touched[canonical] = true
	f.looking = true
	if err := f.gather(); err != nil {
		return err
	}
	if err := f.foldWording(); err != nil {
		return err
	}
	all, err := f.decisions()
	if err != nil {
		return err
	}
	_, f.own = endOf(all)
	return f.t.keepAsked(f.num, f)
}

// questionTables have rows that belong to a question. A row goes over to another
// question where two become one, or are taken apart: whichever is folded last
// has replaced it, and the other forgets its own only.
var questionTables = []string{"forecasts", "packed_forecasts", "standings", "settled", "question_words", "withdrawals", "ends", "question_tags", "seals", "confirmations", "base_rates"}

func (t *Tx) forgetQuestion(n int64) error { return t.forget(n, forgettingQuestion...) }

var forgettingQuestion = func() []string {
	statements := []string{"DELETE FROM revisions WHERE entity = ?", "DELETE FROM questions WHERE num = ?"}
	for _, table := range questionTables {
		statements = append(statements, "DELETE FROM "+table+" WHERE question = ?")
	}
	return statements
}()

func (f *questionFold) gather() (err error) {
	if f.members, err = f.t.membersOf(f.num); err != nil {
		return err
	}
	f.named, f.by, f.text, f.read = map[int64]journal.Instant{}, map[int64]*fact{}, map[int64]int64{}, map[int64]journal.Made{}
	f.imports, f.ids = map[importing]int64{}, map[journal.ID]bool{}
	var all []fact
	for n := range f.members {
		asked, about := f.asked, f.about
		if n != f.num {
			if asked, _, err = f.t.itself(n); err != nil {
				return err
			}
			if about, err = f.t.about(n); err != nil {
				return err
			}
		}
		f.ids[journal.IDOf(asked.line)] = true
		second, err := f.t.remarksOn(n, about)
		if err != nil {
			return err
		}
		if err := f.t.latestNamed(asked, about, f.named); err != nil {
			return err
		}
		all, f.second = append(all, about...), append(f.second, second...)
	}
	if len(f.members) > 1 {
		inTheirOrder(all)
		inTheirOrder(f.second)
	}
	for i := range all {
		if x := &all[i]; f.by[x.num] == nil {
			f.by[x.num] = x
			f.facts = append(f.facts, x)
		}
	}
	return nil
}

// isOurs reports whether a record is about one of the questions that are one, and
// does not only refer to it, as by the wording that a forecaster had before them.
func (f *questionFold) isOurs(x *fact) (bool, error) {
	if x.kind != journal.ForecastMade { // of which there may be many
		all, err := f.t.subjectsOf(x)
		return slices.ContainsFunc(all, func(s namedSubject) bool { return f.members[s.num] }), err
	}
	if x.made != nil {
		return f.members[x.question], nil
	}
	d, err := f.made(x)
	return f.ids[d.Question], err
}

// ours is the record with a number, if it is of the kind and about one of the
// questions that are one; nil if not.
func (f *questionFold) ours(n int64, kind string) (*fact, error) {
	x := f.by[n]
	if x == nil || x.kind != kind {
		return nil, nil
	}
	if ours, err := f.isOurs(x); err != nil || !ours {
		return nil, err
	}
	return x, nil
}

// made reads a forecast once.
func (f *questionFold) made(x *fact) (journal.Made, error) {
	if x.made != nil {
		return *x.made, nil
	}
	if d, ok := f.read[x.num]; ok {
		return d, nil
	}
	d, err := decode[journal.Made](x.line)
	f.read[x.num] = d
	return d, err
}

// each judges the records of a kind, in order, and passes on those that count and
// those that were retracted after they had stood.
func (f *questionFold) each(kind string, unfit func(*fact) (string, error), take func(*fact) error) error {
	for _, x := range f.facts {
		if x.kind != kind {
			continue
		}
		if ours, err := f.isOurs(x); err != nil || !ours {
			if err != nil {
				return err
			}
			continue
		}
		why := ""
		if unfit != nil {
			var err error
			if why, err = unfit(x); err != nil {
				return err
			}
		}
		v := verdict{unfit: why, named: f.named[x.num]}
		if kind == journal.ForecastMade { // it has its own instant
			v.named = 0
			var err error
			if v.duplicate, err = f.repeats(x, why); err != nil {
				return err
			}
		}
		if f.looking {
			x.why, x.since = x.judge(v)
		} else if err := f.t.judge(x, v); err != nil {
			return err
		}
		if x.counts() || x.until != nil && !x.forked && why == "" {
			if err := take(x); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *questionFold) write() error {
	last := f.asked.at
	for _, x := range f.facts {
		if x.at <= last || !x.counts() || x.forked || x.until != nil || !changesQuestion(x.kind) {
			continue
		}
		ours, err := f.isOurs(x)
		if err != nil {
			return err
		}
		if ours {
			last = x.at
		}
	}
	by, err := f.t.forecaster(f.asked.key, "")
	if err != nil {
		return err
	}
	var condition *int64
	needs := ""
	if c := f.q.If; c != nil {
		n, err := f.t.num(c.Question)
		if err != nil {
			return err
		}
		if n, err = f.t.canonical(n); err != nil {
			return err
		}
		condition, needs = &n, string(c.Outcome)
		f.t.holding[conditions] = true
	}
	end, err := f.t.conditioned(f.end, condition, needs, map[int64]bool{f.num: true})
	if err != nil {
		return err
	}
	schedule, err := f.schedule()
	if err != nil {
		return err
	}
	moved := ""
	if schedule != nil {
		moved = text(schedule)
	}
	q := f.q
	if q.Tags, err = f.tags(); err != nil {
		return err
	}
	f.ended, f.tagged = end, q.Tags
	_, err = f.t.exec(`INSERT INTO questions (num, title, type, background, criteria, fine_print, source,
		opens, closes, resolves_by, tags, options, ordered, unit, range, if_question, if_outcome,
		forecaster, asked_at, wordings, rivals, end_kind, outcome, why, known_at, ended_at,
		stated_kind, stated_outcome, stated_at, score_opens, score_closes, score_options, schedule, last_change, place)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.num, q.Title, q.Type, q.Background, q.Criteria, q.FinePrint, q.Source,
		nullable(q.Opens), nullable(q.Closes), nullable(q.ResolvesBy), text(q.Tags), text(q.Options), q.Ordered, q.Unit, rangeText(q.Range), condition, needs,
		by, f.asked.at, len(f.rev)+1, f.rivals, end.kind, end.outcome, end.why, nullable(end.known), nullable(end.at),
		f.end.kind, f.end.outcome, nullable(f.end.at),
		nullable(f.scored.Opens), nullable(f.scored.Closes), text(f.scored.Options), moved, last, f.asked.place())
	if err != nil {
		return err
	}
	for _, tag := range q.Tags {
		if _, err := f.t.exec("INSERT OR IGNORE INTO question_tags (tag, question) VALUES (?, ?)", tag, f.num); err != nil {
			return err
		}
	}
	return f.t.touchConditional(f.num)
}

// tags are the question's own, and those with which others asked what is one with
// it: under any of them it is found.
func (f *questionFold) tags() ([]string, error) {
	all := f.q.Tags
	others, err := f.t.askedAlso(f.num)
	for _, q := range others {
		for _, tag := range q.Tags {
			if !slices.Contains(all, tag) {
				all = append(slices.Clone(all), tag)
			}
		}
	}
	return all, err
}

// changesQuestion reports whether a record of the kind on a question is a change of it.
func changesQuestion(kind string) bool {
	of := subjects[kind]
	return judgedElsewhere[kind] || len(of) > 0 && of[0].kind == journal.QuestionAsked
}

func rangeText(r *journal.Range) string {
	if r == nil || UnfitRange(r) != "" {
		return ""
	}
	return text(r)
}

func nullable(i *journal.Instant) any {
	if i == nil {
		return nil
	}
	return int64(*i)
}
