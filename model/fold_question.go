package model

import (
	"encoding/json"
	"slices"
	"time"

	"weathervane/model/journal"
)

// grace is how long after its recording an entry may be taken back without a
// trace, and how far two instants may lie apart and count as the same.
const grace = journal.Instant(5 * time.Minute / time.Millisecond)

// questionFold gathers what the records about one question mean together.
type questionFold struct {
	t       *Tx
	num     int64
	asked   fact
	facts   []fact
	back    map[int64]journal.Instant // retracted: number → instant
	named   map[int64]journal.Instant // number → latest instant of a record that it names
	text    map[int64]int64           // forecast number → its rationale's number
	q       journal.Asked             // as it stands
	scored  journal.Asked             // as it stood when the outcome came to be known
	options [][]string                // of every wording
	rev     []revision
	rivals  int
	end     ending
}

func (t *Tx) foldQuestion(n int64) error {
	for _, table := range []string{"forecasts", "withdrawals", "ends", "question_tags"} {
		if err := t.forget(table, n); err != nil {
			return err
		}
	}
	if _, err := t.exec("DELETE FROM questions WHERE num = ?", n); err != nil {
		return err
	}
	asked, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	f := &questionFold{t: t, num: n, asked: asked}
	if err := f.gather(); err != nil {
		return err
	}
	if f.erased() {
		return nil
	}
	for _, step := range []func() error{f.foldWording, f.foldEnds, f.foldScored, f.foldForecasts, f.write} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// forget drops a question's rows and oddities before they are folded anew.
func (t *Tx) forget(table string, n int64) error {
	if table == "forecasts" || table == "ends" {
		if _, err := t.exec("DELETE FROM oddities WHERE record IN (SELECT record FROM mentions WHERE target = ?)", n); err != nil {
			return err
		}
	}
	_, err := t.exec("DELETE FROM "+table+" WHERE question = ?", n)
	return err
}

func (f *questionFold) gather() (err error) {
	if f.facts, err = f.t.about(f.num); err != nil {
		return err
	}
	second, err := f.t.aboutThose(f.num)
	if err != nil {
		return err
	}
	all := append(slices.Clone(f.facts), second...)
	f.back, err = f.t.retractions(append(all, f.asked), all)
	if err != nil {
		return err
	}
	if f.named, err = f.t.latestNamed(f.num); err != nil {
		return err
	}
	f.text = map[int64]int64{}
	for _, s := range second {
		if _, retracted := f.back[s.num]; s.kind != journal.RationaleGiven || retracted {
			continue
		}
		d, err := decode[journal.Rationale](s.line)
		if err != nil {
			return err
		}
		of, err := f.t.num(d.Forecast)
		if err != nil {
			return err
		}
		f.text[of] = s.num // the latest in order stands
	}
	return nil
}

// erased tells whether the question was taken back at once, and nobody but its
// author has said anything about it.
func (f *questionFold) erased() bool {
	at, retracted := f.back[f.num]
	if !retracted || at-f.asked.at > grace {
		return false
	}
	return !slices.ContainsFunc(f.facts, func(x fact) bool { return string(x.key) != string(f.asked.key) })
}

// live lists the facts of a kind that were not retracted.
func (f *questionFold) live(kind string) []fact {
	var all []fact
	for _, x := range f.facts {
		if _, retracted := f.back[x.num]; x.kind == kind && !retracted {
			all = append(all, x)
		}
	}
	return all
}

// latestNamed finds, for each record about n, the latest instant of those that it names.
func (t *Tx) latestNamed(n int64) (map[int64]journal.Instant, error) {
	all := map[int64]journal.Instant{}
	facts, err := t.numbered(`SELECT m.record, MAX(r.at) FROM mentions m JOIN records r ON r.num = m.target
		WHERE r.line IS NOT NULL AND m.record IN (SELECT record FROM mentions WHERE target = ?) GROUP BY m.record`, n)
	for _, x := range facts {
		all[x[0]] = journal.Instant(x[1])
	}
	return all, err
}

// revision is one change of wording and which earlier ones its author knew.
type revision struct {
	fact
	set   map[string]json.RawMessage
	known map[journal.ID]bool
	id    journal.ID
}

func (f *questionFold) foldWording() error {
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return err
	}
	for _, x := range f.live(journal.QuestionRevised) {
		d, err := decode[journal.Revised](x.line)
		if err != nil {
			return err
		}
		r := revision{fact: x, known: map[journal.ID]bool{}, id: journal.IDOf(x.line)}
		if err := json.Unmarshal(d.Set, &r.set); err != nil {
			return err
		}
		for _, id := range d.Supersedes {
			r.known[id] = true
		}
		f.rev = append(f.rev, r)
	}
	spread(f.rev)
	members, rivals := standing(asked, f.rev)
	f.rivals = rivals
	if err := remake(members, &f.q); err != nil {
		return err
	}
	return f.collectOptions(asked)
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
	for _, r := range f.rev {
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
// outcome was known changes none.
func (f *questionFold) foldScored() error {
	f.scored = f.q
	if f.end.known == nil {
		return nil
	}
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return err
	}
	var before []revision
	for _, r := range f.rev {
		if r.at < *f.end.known {
			before = append(before, r)
		}
	}
	members, _ := standing(asked, before)
	f.scored = journal.Asked{}
	return remake(members, &f.scored)
}

func (f *questionFold) write() error {
	last := f.asked.at
	for _, x := range f.facts {
		last = max(last, x.at)
	}
	by, err := f.t.forecaster(f.asked.key, "")
	if err != nil {
		return err
	}
	var ifNum, outcome any
	outcome = ""
	if c := f.q.If; c != nil {
		if ifNum, err = f.t.num(c.Question); err != nil {
			return err
		}
		outcome = string(c.Outcome)
	}
	q := f.q
	_, err = f.t.exec(`INSERT INTO questions (num, title, type, background, criteria, fine_print, source,
		opens, closes, resolves_by, tags, options, ordered, unit, range, if_question, if_outcome,
		forecaster, asked_at, wordings, rivals, end_kind, outcome, why, known_at, ended_at,
		score_opens, score_closes, score_options, last_change)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.num, q.Title, q.Type, q.Background, q.Criteria, q.FinePrint, q.Source,
		nullable(q.Opens), nullable(q.Closes), nullable(q.ResolvesBy), text(q.Tags), text(q.Options), q.Ordered, q.Unit, rangeText(q.Range), ifNum, outcome,
		by, f.asked.at, len(f.rev)+1, f.rivals, f.end.kind, f.end.outcome, f.end.why, nullable(f.end.known), nullable(f.end.at),
		nullable(f.scored.Opens), nullable(f.scored.Closes), text(f.scored.Options), last)
	if err != nil {
		return err
	}
	for _, tag := range q.Tags {
		if _, err := f.t.exec("INSERT OR IGNORE INTO question_tags (tag, question) VALUES (?, ?)", tag, f.num); err != nil {
			return err
		}
	}
	return nil
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
