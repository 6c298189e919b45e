package model

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"weathervane/model/journal"
)

// Which records count: one rule, for every kind, wherever records are read.
//
// A record counts when it is shown, its kind is known, its log counts there (it
// is below the log's fork), no retraction of its author that counts names it,
// everything that it is about counts, and it fits that. (In a workspace that goes
// by a team, its author must also have had a role for it: the place for that is
// Tx.judge.) docs/FORMAT.md has the rule in full.
//
// The rule is applied when records arrive and again when something that it
// depends on changes; the result is kept beside the record, in the columns
// moment, since, until and why of records. Most records simply count from the
// instant at which they were recorded: all four are NULL.
const (
	Withheld    = "withheld"     // only its hash is here
	UnknownKind = "unknown_kind" // this version does not understand it
	Forked      = "forked"       // it is above the fork of its log
	Retracted   = "retracted"    // its author took it back
	Waiting     = "waiting"      // it names a record that is not here or does not count
	Unfit       = "unfit"        // it does not fit what it names
	Duplicate   = "duplicate"    // the same imported forecast is here already
)

// because joins a reason and its explanation for the column why.
func because(reason, explanation string) string { return reason + ": " + explanation }

// ReasonOf takes the column why apart into the reason and its explanation.
func ReasonOf(why string) (reason, explanation string) {
	reason, explanation, _ = strings.Cut(why, ": ")
	return reason, explanation
}

// verdict is what a fold finds out about a record, for the rule to decide by.
type verdict struct {
	waits     bool            // something that it is about is not here or does not count
	unfit     string          // why it does not fit what it names, or nothing
	duplicate string          // which record it repeats, or nothing
	named     journal.Instant // the latest instant of what it names
}

// judge decides whether a record counts and from when: from its moment, or from
// that of the latest record that it names where its author's clock was further
// behind.
func (f *fact) judge(v verdict) (why string, since *journal.Instant) {
	switch {
	case f.forked:
		why = Forked
	case f.until != nil:
		why = Retracted
	case v.waits:
		why = Waiting
	case v.unfit != "":
		why = because(Unfit, v.unfit)
	case v.duplicate != "":
		why = because(Duplicate, v.duplicate)
	}
	if late := v.named-f.at > grace; late && (why == "" || why == Retracted && !v.waits && v.unfit == "") {
		since = &v.named
	}
	return why, since
}

// judge applies the rule to a record and keeps the result. What names the record
// is folded again where that changes whether it counts.
func (t *Tx) judge(f *fact, v verdict) error {
	why, since := f.judge(v)
	if why == f.why && same(since, f.since) {
		return nil
	}
	counted := f.counts()
	f.why, f.since = why, since
	if _, err := t.exec("UPDATE records SET why = ?, since = ? WHERE num = ?", nullText(why), nullable(since), f.num); err != nil {
		return err
	}
	t.held.drop(f.num)
	if counted == f.counts() {
		return nil
	}
	if f.kind == journal.RationaleGiven {
		t.touched[f.num] = true // it is searched while it counts
	}
	if t.naming[f.kind] = true; judgedElsewhere[f.kind] {
		if err := t.touchUp(f.num, 1); err != nil {
			return err
		}
	}
	return t.touchNaming(f.num)
}

// judgedElsewhere are the kinds that change a question, and that its fold does
// not judge.
var judgedElsewhere = map[string]bool{
	journal.BearingJudged: true, journal.ScenariosConditioned: true, journal.RelationDrawn: true, journal.CommentMade: true,
}

func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func same(a, b *journal.Instant) bool { return a == b || a != nil && b != nil && *a == *b }

// wait marks the records that are about n, which is not here or does not count,
// as waiting, and what is about those.
func (t *Tx) wait(n int64) error {
	all, err := t.about(n)
	if err != nil {
		return err
	}
	for i := range all {
		f := &all[i]
		if _, folded := makerOf(f.kind); folded && f.kind != journal.RationaleGiven {
			t.touched[f.num] = true // judged by its own fold
			continue
		}
		about, err := t.isAbout(f, n)
		if err != nil {
			return err
		}
		if !about {
			continue
		}
		if err := t.judge(f, verdict{waits: true}); err != nil {
			return err
		}
		if err := t.wait(f.num); err != nil {
			return err
		}
	}
	return nil
}

// subjects are the members of data by which a record says what it is about, and
// the kind that each must name; "" is any. What they name must count, or the
// record waits. The other members that name records (because, supersedes,
// wording …) are references, without which the record counts all the same.
var subjects = map[string][]subjectMember{
	journal.QuestionRevised: ofQuestion, journal.QuestionResolved: ofQuestion, journal.QuestionAnnulled: ofQuestion, journal.QuestionReopened: ofQuestion,
	journal.ResolutionConfirmed:  {{"resolution", journal.QuestionResolved}},
	journal.ForecastMade:         ofQuestion,
	journal.RationaleGiven:       {{"forecast", journal.ForecastMade}},
	journal.ForecastSealed:       ofQuestion,
	journal.ForecastWithdrawn:    ofQuestion,
	journal.ArticleRevised:       {{"article", journal.ArticleAdded}},
	journal.FindingFiled:         {{"article", journal.ArticleAdded}},
	journal.BearingJudged:        {{"finding", journal.FindingFiled}, {"question", journal.QuestionAsked}},
	journal.FindingsGrouped:      {{"findings", journal.FindingFiled}},
	journal.BaseRateBuilt:        ofQuestion,
	journal.ScenariosRevised:     ofScenarios,
	journal.ScenariosWeighed:     ofScenarios,
	journal.ScenariosConditioned: {{"scenarios", journal.ScenariosFramed}, {"question", journal.QuestionAsked}},
	journal.ScenariosResolved:    ofScenarios,
	journal.ConsistencyJudged:    {{"scenarios", journal.ScenariosFramed}, {"finding", journal.FindingFiled}},
	journal.SignpostPlaced:       ofScenarios,
	journal.SignpostChecked:      {{"signpost", journal.SignpostPlaced}},
	journal.RelationDrawn:        {{"from", journal.QuestionAsked}, {"to", journal.QuestionAsked}},
	journal.CommentMade:          {{"on", ""}},
	journal.RecordRetracted:      {{"record", ""}},
}

type subjectMember struct{ name, kind string }

var (
	ofQuestion  = []subjectMember{{"question", journal.QuestionAsked}}
	ofScenarios = []subjectMember{{"scenarios", journal.ScenariosFramed}}
)

// aboutOthers are, for each kind, the kinds of records that may name one of it as
// what they are about although they are about others, and that no fold of their
// own judges.
var aboutOthers = map[string][]string{}

// fillAboutOthers follows makers, which it reads.
func fillAboutOthers() {
	for kind, members := range subjects {
		aboutOthers[kind] = kindsAboutOthers(kind)
		for _, m := range members {
			aboutOthers[m.kind] = kindsAboutOthers(m.kind)
		}
	}
}

func kindsAboutOthers(than string) []string {
	var kinds []string
	for kind, members := range subjects {
		if _, ok := makers[kind]; ok && kind != journal.RationaleGiven {
			continue
		}
		if slices.ContainsFunc(members, func(m subjectMember) bool { return m.kind != than }) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// misplaced judges the records that name n, of a kind, as what they are about
// where they must name another kind: no fold finds them.
func (t *Tx) misplaced(n int64, kind string) error {
	if kind == journal.QuestionAsked || !t.namedByOthers(kind) {
		return nil // a question's own fold reads what names it
	}
	others, ok := aboutOthers[kind]
	if !ok {
		others = kindsAboutOthers(kind)
	}
	var some []int64
	err := t.each("SELECT r.num, r.kind FROM mentions m CROSS JOIN records r ON r.num = m.record WHERE m.target = ?", []any{n}, func(r *sql.Rows) error {
		var num int64
		var kind string
		err := r.Scan(&num, &kind)
		if slices.Contains(others, kind) {
			some = append(some, num)
		}
		return err
	})
	for _, num := range some {
		if err != nil {
			return err
		}
		f, ok, wrong := t.itself(num)
		if err = wrong; ok {
			err = t.judgeMisplaced(&f)
		}
	}
	return err
}

// misplacedOn does so for a question, of all that names it.
func (t *Tx) misplacedOn(about []fact) error {
	if !t.namedByOthers(journal.QuestionAsked) {
		return nil
	}
	for i := range about {
		if f := &about[i]; slices.Contains(aboutOthers[journal.QuestionAsked], f.kind) {
			if err := t.judgeMisplaced(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// namedByOthers reports whether something was touched for a record that may name
// one of the kind although it is about others.
func (t *Tx) namedByOthers(kind string) bool {
	for naming := range t.naming {
		if depth(naming) == 2 && kind != journal.QuestionAsked {
			return true // what it is about may itself be about one of another kind
		}
		if slices.ContainsFunc(subjects[naming], func(m subjectMember) bool { return m.kind != kind }) {
			return true
		}
	}
	return false
}

func (t *Tx) judgeMisplaced(f *fact) error {
	named, err := t.subjectsOf(f)
	if err != nil {
		return err
	}
	here, unfit := true, ""
	for _, x := range named {
		s, err := t.entityAt(x.num, x.kind)
		if err != nil {
			return err
		}
		here, unfit = here && s.counts, cmp.Or(unfit, s.unfit)
	}
	if unfit == "" {
		return nil
	}
	before := f.why
	if err := errors.Join(t.judge(f, verdict{waits: !here, unfit: unfit}), t.wait(f.num)); err != nil || f.why == before {
		return err
	}
	return t.touchUp(f.num, 1) // as the latest change of a question
}

// namedSubject is what a record is about, and the kind that this must have.
type namedSubject struct {
	num  int64
	kind string
}

// subjectsOf lists what a record is about.
func (t *Tx) subjectsOf(f *fact) ([]namedSubject, error) {
	members := subjects[f.kind]
	if members == nil {
		return nil, nil
	}
	if f.made != nil {
		return []namedSubject{{f.question, members[0].kind}}, nil
	}
	data, err := decode[map[string]json.RawMessage](f.line)
	if err != nil {
		return nil, err
	}
	var all []namedSubject
	for _, m := range members {
		var one journal.ID
		var many []journal.ID
		if json.Unmarshal(data[m.name], &one) == nil {
			many = []journal.ID{one}
		} else if json.Unmarshal(data[m.name], &many) != nil {
			continue
		}
		for _, id := range many {
			n, err := t.num(id)
			if err != nil {
				return nil, err
			}
			all = append(all, namedSubject{n, m.kind})
		}
	}
	return all, nil
}

// heldBy leaves those of the records about n that are folded with it, which is
// the first of their subjects: others name it beside what they are about.
func (t *Tx) heldBy(n int64, about []fact) ([]fact, error) {
	var all []fact
	for i := range about {
		of, err := t.subjectsOf(&about[i])
		if err != nil {
			return nil, err
		}
		if len(of) > 0 && of[0].num == n {
			all = append(all, about[i])
		}
	}
	return all, nil
}

// touchSealed marks the questions on which a record that is not shown was
// announced as a forecast.
func (t *Tx) touchSealed(n int64) error {
	seals, err := t.facts("mentions m CROSS JOIN records r ON r.num = m.record WHERE m.target = ? AND r.kind = 'forecast.sealed'", n)
	for i := range seals {
		of, wrong := t.subjectsOf(&seals[i])
		err = errors.Join(err, wrong)
		for _, x := range of {
			if x.num != n {
				t.touched[x.num] = true
			}
		}
	}
	return err
}

// isAbout reports whether n is among the subjects of a record.
func (t *Tx) isAbout(f *fact, n int64) (bool, error) {
	all, err := t.subjectsOf(f)
	return slices.ContainsFunc(all, func(s namedSubject) bool { return s.num == n }), err
}

// here reports whether the record with the number is shown and counts.
func (t *Tx) here(n int64) (bool, error) {
	var found int
	ok, err := t.one(`SELECT 1 FROM records r JOIN logs l ON l.num = r.log
		WHERE r.num = ? AND r.line IS NOT NULL AND r.why IS NULL AND (l.cut IS NULL OR r.seq < l.cut)`, []any{n}, &found)
	return ok, err
}
