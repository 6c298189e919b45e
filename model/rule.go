package model

import (
	"strings"

	"weathervane/model/journal"
)

// Which records count: one rule, for every kind, wherever records are read.
//
// A record counts when it is shown, its kind is known, its log counts there (it
// lies below the log's fork), no retraction of its author that counts names it,
// everything that it is about counts, and it fits that. (In a workspace that
// goes by a team, its author must also have had a role for it: the place for
// that is Tx.judge.) docs/FORMAT.md has the rule in full.
//
// The rule is applied when records arrive and again when something that it
// depends on changes; the result is kept beside the record, in the columns
// moment, since, until and why of records. Most records simply count from the
// instant at which they were recorded: all four are NULL.
const (
	Withheld    = "withheld"     // only its hash is here
	UnknownKind = "unknown_kind" // this version does not understand it
	Forked      = "forked"       // it lies above the fork of its log
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

// judge applies the rule to a record and keeps the result. subjects tells
// whether everything that the record is about counts; unfit says why it does
// not fit, or nothing.
func (t *Tx) judge(f *fact, subjects bool, unfit string) error {
	why := ""
	switch {
	case f.forked:
		why = Forked
	case f.until != nil:
		why = Retracted
	case !subjects:
		why = Waiting
	case unfit != "":
		why = because(Unfit, unfit)
	}
	return t.keepReason(f, why)
}

// keepReason stores why a record does not count. What names the record is
// folded again where that changes whether it counts.
func (t *Tx) keepReason(f *fact, why string) error {
	if why == f.why {
		return nil
	}
	counted := f.counts()
	f.why = why
	if _, err := t.exec("UPDATE records SET why = ? WHERE num = ?", nullText(why), f.num); err != nil {
		return err
	}
	if counted == f.counts() {
		return nil
	}
	return t.touchNaming(f.num)
}

func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// keepSince stores from when a record counts: from its moment, or from that of
// the latest record that it names where its author's clock was further behind.
func (t *Tx) keepSince(f *fact, named journal.Instant) error {
	var since *journal.Instant
	if named-f.at > grace {
		since = &named
	}
	if same(f.since, since) {
		return nil
	}
	f.since = since
	_, err := t.exec("UPDATE records SET since = ? WHERE num = ?", nullable(since), f.num)
	return err
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
		if f.kind == journal.RecordRetracted {
			continue // a retraction is judged by its own fold
		}
		about, err := t.isAbout(f, n)
		if err != nil {
			return err
		}
		if !about {
			continue
		}
		if err := t.judge(f, false, ""); err != nil {
			return err
		}
		if err := t.wait(f.num); err != nil {
			return err
		}
	}
	return nil
}

// subjects are the members of data by which a record says what it is about:
// what they name must count, or the record waits. The other members that name
// records (because, supersedes, wording …) are references, without which the
// record counts all the same.
var subjects = map[string][]string{
	journal.QuestionRevised: {"question"}, journal.QuestionResolved: {"question"}, journal.QuestionAnnulled: {"question"},
	journal.QuestionReopened: {"question"}, journal.ResolutionConfirmed: {"resolution"},
	journal.ForecastMade: {"question"}, journal.RationaleGiven: {"forecast"}, journal.ForecastSealed: {"question"},
	journal.ForecastWithdrawn: {"question"}, journal.ArticleRevised: {"article"}, journal.FindingFiled: {"article"},
	journal.BearingJudged: {"finding", "question"}, journal.FindingsGrouped: {"findings"}, journal.BaseRateBuilt: {"question"},
	journal.ScenariosRevised: {"scenarios"}, journal.ScenariosWeighed: {"scenarios"},
	journal.ScenariosConditioned: {"scenarios", "question"}, journal.ScenariosResolved: {"scenarios"},
	journal.ConsistencyJudged: {"scenarios", "finding"}, journal.SignpostPlaced: {"scenarios"},
	journal.SignpostChecked: {"signpost"}, journal.RelationDrawn: {"from", "to"}, journal.CommentMade: {"on"},
	journal.RecordRetracted: {"record"},
}

// isAbout tells whether n is among the subjects of a record.
func (t *Tx) isAbout(f *fact, n int64) (bool, error) {
	ids, err := f.subjects()
	if err != nil {
		return false, err
	}
	for _, id := range ids {
		if m, err := t.num(id); err != nil || m == n {
			return m == n, err
		}
	}
	return false, nil
}

// here tells whether the record with the number is shown and counts.
func (t *Tx) here(n int64) (bool, error) {
	var found int
	ok, err := t.one(`SELECT 1 FROM records r JOIN logs l ON l.num = r.log
		WHERE r.num = ? AND r.line IS NOT NULL AND r.why IS NULL AND (l.cut IS NULL OR r.seq < l.cut)`, []any{n}, &found)
	return ok, err
}

// counted tells whether the record with the id is shown and counts.
func (t *Tx) counted(id journal.ID) (bool, error) {
	n, err := t.num(id)
	if err != nil {
		return false, err
	}
	return t.here(n)
}
