package model

import (
	"encoding/json"
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
	members map[int64]bool // the questions that are one with it, and itself
	facts   []*fact        // about any of them, in order
	by      map[int64]*fact
	second  []fact                    // rationales and confirmations
	named   map[int64]journal.Instant // number → latest instant of a record that it names
	text    map[int64]int64           // forecast number → its rationale's number
	read    map[int64]journal.Made    // forecasts, by number
	imports map[string]journal.ID     // the imported forecasts so far, by what makes them the same
	q       journal.Asked             // as it stands
	scored  journal.Asked             // as it stood when the outcome became known
	options [][]string                // of every wording
	rev     []revision                // those that count
	past    []revision                // those that were retracted after they had stood
	first   *journal.Instant          // the first forecast
	rivals  int
	looking bool   // it goes by another question, whose fold judges
	own     ending // as far as the question's own records say
	end     ending
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
	f := &questionFold{t: t, num: n, asked: asked, members: map[int64]bool{n: true}}
	if canonical != n {
		return f.foldJoined(canonical)
	}
	if err := f.gather(); err != nil {
		return err
	}
	for _, step := range []func() error{f.foldWording, f.foldEnds, f.foldForecasts, f.foldSealed, f.foldConfirmations, f.foldBaseRates, f.foldScored, f.write} {
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
var questionTables = []string{"forecasts", "withdrawals", "ends", "question_tags", "seals", "confirmations", "base_rates"}

func (t *Tx) forgetQuestion(n int64) error {
	for _, table := range questionTables {
		if _, err := t.exec("DELETE FROM "+table+" WHERE question = ?", n); err != nil {
			return err
		}
	}
	for _, query := range []string{"DELETE FROM revisions WHERE entity = ?", "DELETE FROM questions WHERE num = ?"} {
		if _, err := t.exec(query, n); err != nil {
			return err
		}
	}
	return nil
}

func (f *questionFold) gather() (err error) {
	if f.members, err = f.t.membersOf(f.num); err != nil {
		return err
	}
	f.named, f.by, f.text, f.read = map[int64]journal.Instant{}, map[int64]*fact{}, map[int64]int64{}, map[int64]journal.Made{}
	f.imports = map[string]journal.ID{}
	var all []fact
	for n := range f.members {
		about, err := f.t.about(n)
		if err != nil {
			return err
		}
		second, err := f.t.aboutThose(n, "'rationale.given', 'resolution.confirmed'")
		if err != nil {
			return err
		}
		if err := f.t.latestNamed(n, f.named); err != nil {
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
	d, err := f.made(x)
	if err != nil {
		return false, err
	}
	n, err := f.t.num(d.Question)
	return f.members[n], err
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
			v.duplicate = f.repeats(x, why)
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

// revision is one change of wording and which earlier ones its author knew.
type revision struct {
	fact
	set        map[string]json.RawMessage
	known      map[journal.ID]bool
	id         journal.ID
	of         *journal.ID // the question
	raw        json.RawMessage
	why        string
	supersedes []journal.ID
}

func (f *questionFold) foldWording() error {
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return err
	}
	err = f.each(journal.QuestionRevised, nil, func(x *fact) error {
		r, err := revisionOf(*x)
		if err != nil || r.of == nil {
			return err
		}
		if n, err := f.t.num(*r.of); err != nil || n != f.num {
			return err // another question's, that is one with this
		}
		switch {
		case x.counts():
			f.rev = append(f.rev, r)
		case x.stood():
			f.past = append(f.past, r)
		default:
			return nil
		}
		return f.t.writeRevision(f.num, r)
	})
	if err != nil {
		return err
	}
	spread(f.rev)
	members, rivals := standing(asked, f.rev)
	f.rivals = rivals
	if err := remake(members, &f.q); err != nil {
		return err
	}
	return f.collectOptions(asked)
}

// revisionOf reads a revision of a question, an article or a scenario set.
func revisionOf(x fact) (revision, error) {
	r := revision{fact: x, known: map[journal.ID]bool{}, id: journal.IDOf(x.line)}
	d, err := decode[journal.Revised](x.line)
	if err != nil {
		return r, err
	}
	if err := json.Unmarshal(d.Set, &r.set); err != nil {
		return r, err
	}
	r.raw, r.why, r.supersedes, r.of = d.Set, d.Why, d.Supersedes, d.Question
	for _, id := range d.Supersedes {
		r.known[id] = true
	}
	return r, nil
}

func (t *Tx) writeRevision(entity int64, r revision) error {
	by, err := t.forecaster(r.key, "")
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO revisions (num, entity, forecaster, at, until, changes, why, supersedes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.num, entity, by, r.at, nullable(r.until), string(r.raw), r.why, text(r.supersedes))
	return err
}

// spread makes what each revision supersedes transitive.
func spread(rev []revision) {
	at := map[journal.ID]*revision{}
	for i := range rev {
		at[rev[i].id] = &rev[i]
	}
	var visit func(r *revision, into map[journal.ID]bool)
	visit = func(r *revision, into map[journal.ID]bool) {
		for id := range r.known {
			if into[id] {
				continue
			}
			into[id] = true
			if earlier := at[id]; earlier != nil {
				visit(earlier, into)
			}
		}
	}
	for i := range rev {
		into := map[journal.ID]bool{}
		visit(&rev[i], into)
		rev[i].known = into
	}
}

// standing applies revisions member by member: among those that no other one
// of the same member supersedes, the latest in order wins. It counts members
// over which several stand.
func standing(asked map[string]json.RawMessage, rev []revision) (map[string]json.RawMessage, int) {
	members := make(map[string]json.RawMessage, len(asked))
	for name, v := range asked {
		members[name] = v
	}
	rivals := 0
	setters := map[string][]revision{}
	for _, r := range rev {
		for name := range r.set {
			setters[name] = append(setters[name], r)
		}
	}
	for name, rs := range setters {
		heads := rs[:0:0]
		for _, r := range rs {
			if !slices.ContainsFunc(rs, func(o revision) bool { return o.known[r.id] }) {
				heads = append(heads, r)
			}
		}
		if len(heads) == 0 {
			continue
		}
		if len(heads) > 1 {
			rivals++
		}
		members[name] = slices.MaxFunc(heads, func(a, b revision) int {
			if a.before(b.fact) {
				return -1
			}
			return 1
		}).set[name]
	}
	return members, rivals
}

func remake(members map[string]json.RawMessage, into any) error {
	b, err := json.Marshal(members)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	return err
}

// collectOptions keeps the options of every wording: a forecast made under an
// earlier one still fits.
func (f *questionFold) collectOptions(asked map[string]json.RawMessage) error {
	sets := []map[string]json.RawMessage{asked}
	for _, r := range slices.Concat(f.rev, f.past) {
		sets = append(sets, r.set)
	}
	for _, set := range sets {
		var options []string
		if v, ok := set["options"]; ok {
			if err := json.Unmarshal(v, &options); err != nil {
				return err
			}
			f.options = append(f.options, options)
		}
	}
	return nil
}

// foldScored is the wording that scores go by: a revision recorded after the
// outcome was known changes none, nor does a later opening once somebody has
// forecast. A revision that was retracted since then stood until then.
func (f *questionFold) foldScored() error {
	f.scored = f.q
	early := func(r revision) bool { return f.end.known == nil || r.at < *f.end.known }
	var before []revision
	for _, r := range f.rev {
		if early(r) {
			before = append(before, f.withoutOpening(r))
		}
	}
	for _, r := range f.past {
		if f.end.known != nil && early(r) && *r.until >= *f.end.known {
			before = append(before, f.withoutOpening(r))
		}
	}
	if len(f.rev)+len(f.past) == 0 {
		return nil
	}
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return err
	}
	slices.SortStableFunc(before, func(a, b revision) int {
		if a.before(b.fact) {
			return -1
		}
		return 1
	})
	spread(before)
	members, _ := standing(asked, before)
	f.scored = journal.Asked{}
	return remake(members, &f.scored)
}

func (f *questionFold) withoutOpening(r revision) revision {
	if _, opens := r.set["opens"]; !opens || f.first == nil || r.at <= *f.first {
		return r
	}
	set := map[string]json.RawMessage{}
	for name, v := range r.set {
		if name != "opens" {
			set[name] = v
		}
	}
	r.set = set
	return r
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
	q := f.q
	_, err = f.t.exec(`INSERT INTO questions (num, title, type, background, criteria, fine_print, source,
		opens, closes, resolves_by, tags, options, ordered, unit, range, if_question, if_outcome,
		forecaster, asked_at, wordings, rivals, end_kind, outcome, why, known_at, ended_at,
		stated_kind, stated_outcome, stated_at, score_opens, score_closes, score_options, last_change)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.num, q.Title, q.Type, q.Background, q.Criteria, q.FinePrint, q.Source,
		nullable(q.Opens), nullable(q.Closes), nullable(q.ResolvesBy), text(q.Tags), text(q.Options), q.Ordered, q.Unit, rangeText(q.Range), condition, needs,
		by, f.asked.at, len(f.rev)+1, f.rivals, end.kind, end.outcome, end.why, nullable(end.known), nullable(end.at),
		f.end.kind, f.end.outcome, nullable(f.end.at),
		nullable(f.scored.Opens), nullable(f.scored.Closes), text(f.scored.Options), last)
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

// changesQuestion reports whether a record of the kind on a question is a change of it.
func changesQuestion(kind string) bool {
	of := subjects[kind]
	return judgedElsewhere[kind] || len(of) > 0 && of[0].kind == journal.QuestionAsked
}

func rangeText(r *journal.Range) string {
	if r == nil {
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
