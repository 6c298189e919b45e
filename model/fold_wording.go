package model

import (
	"encoding/json"
	"maps"
	"slices"

	"weathervane/model/journal"
)

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

// Shaping are the members that say what an answer to a question can be: once the
// outcome is known, no revision changes them.
var Shaping = []string{"type", "options", "range", "unit", "if"}

func (r revision) shapes() bool {
	return slices.ContainsFunc(Shaping, func(name string) bool { return r.set[name] != nil })
}

// foldShape keeps what shapes the question as it was when the outcome became known:
// what was revised later changes neither what fits it nor how it ended.
func (f *questionFold) foldShape() error {
	late := func(r revision) bool { return f.end.known != nil && r.at >= *f.end.known && r.shapes() }
	if !slices.ContainsFunc(f.rev, late) {
		return nil
	}
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return err
	}
	rev := slices.Clone(f.rev)
	for i, r := range rev {
		if !late(r) {
			continue
		}
		rev[i].set = maps.Clone(r.set)
		for _, name := range Shaping {
			delete(rev[i].set, name)
		}
	}
	members, _ := standing(asked, rev)
	f.q = journal.Asked{}
	return remake(members, &f.q)
}

// askedAt is the question as it was worded at an instant.
func (f *questionFold) askedAt(at journal.Instant) (q journal.Asked, err error) {
	late := func(r revision) bool { return r.at > at && r.shapes() }
	if !slices.ContainsFunc(f.rev, late) {
		return f.q, nil
	}
	asked, err := decode[map[string]json.RawMessage](f.asked.line)
	if err != nil {
		return q, err
	}
	var then []revision
	for _, r := range f.rev {
		if r.at <= at {
			then = append(then, r)
		}
	}
	members, _ := standing(asked, then)
	return q, remake(members, &q)
}

// shape is what an answer can be, as it was worded from an instant on.
type shape struct {
	From    journal.Instant `json:"from"`
	Type    string          `json:"type"`
	Options []string        `json:"options,omitempty"`
}

// shapes are the question's shapes, from the asking on.
func (f *questionFold) shapes() ([]shape, error) {
	instants := []journal.Instant{f.asked.at}
	for _, r := range f.rev {
		if r.shapes() {
			instants = append(instants, r.at)
		}
	}
	slices.Sort(instants)
	var all []shape
	for _, at := range slices.Compact(instants) {
		q, err := f.askedAt(at)
		if err != nil {
			return nil, err
		}
		all = append(all, shape{at, q.Type, q.Options})
	}
	return all, nil
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
	if _, opens := r.set["opens"]; !opens || f.first == nil || r.before(*f.first) {
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

// A Schedule is when a question was to close, as it stood from an instant on.
type Schedule struct {
	From       journal.Instant  `json:"from"`
	Closes     *journal.Instant `json:"closes,omitempty"`
	ResolvesBy *journal.Instant `json:"resolves_by,omitempty"`
}

// schedule is how the close stood from the asking on, if it was ever moved; nil if
// not.
func (f *questionFold) schedule() ([]Schedule, error) {
	return scheduled(&f.asked, slices.Concat(f.rev, f.past), "closes", "resolves_by")
}

// scheduled is how what was made, and revised, was to close, from its making on;
// nil if that was never moved. A revision counts from its instant until its author
// retracted it. The members say when it closes and, if there is a second, when the
// outcome is to be known at the latest.
func scheduled(made *fact, revisions []revision, members ...string) ([]Schedule, error) {
	var rev []revision
	instants := []journal.Instant{made.at}
	for _, r := range revisions {
		if !slices.ContainsFunc(members, func(m string) bool { return r.set[m] != nil }) {
			continue
		}
		rev = append(rev, r)
		instants = append(instants, r.at)
		if r.until != nil {
			instants = append(instants, *r.until)
		}
	}
	if len(rev) == 0 {
		return nil, nil
	}
	first, err := decode[map[string]json.RawMessage](made.line)
	if err != nil {
		return nil, err
	}
	spread(rev)
	slices.Sort(instants)
	var all []Schedule
	for _, at := range slices.Compact(instants) {
		var then []revision
		for _, r := range rev {
			if r.at <= at && (r.until == nil || *r.until > at) {
				then = append(then, r)
			}
		}
		stood, _ := standing(first, then)
		next := Schedule{From: at}
		for i, into := range []**journal.Instant{&next.Closes, &next.ResolvesBy}[:len(members)] {
			if v := stood[members[i]]; v != nil {
				if err := json.Unmarshal(v, into); err != nil {
					return nil, err
				}
			}
		}
		if n := len(all); n == 0 || !same(all[n-1].Closes, next.Closes) || !same(all[n-1].ResolvesBy, next.ResolvesBy) {
			all = append(all, next)
		}
	}
	if len(all) == 1 {
		return nil, nil
	}
	return all, nil
}
