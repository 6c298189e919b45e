package model

import (
	"encoding/hex"
	"encoding/json"

	"weathervane/model/journal"
)

func (t *Tx) foldArticle(n int64) error {
	if err := t.forget(n, "DELETE FROM articles WHERE num = ?", "DELETE FROM revisions WHERE entity = ?"); err != nil {
		return err
	}
	added, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	if err := t.judge(&added, verdict{}); err != nil {
		return err
	}
	if !added.counts() {
		return t.wait(n)
	}
	a, err := t.articleAsRevised(added)
	if err != nil {
		return err
	}
	by, err := t.forecaster(added.key, "")
	if err != nil {
		return err
	}
	sha, _ := hex.DecodeString(a.Text.SHA256)
	_, err = t.exec(`INSERT INTO articles (num, title, authors, publisher, url, published, language, text, forecaster, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		n, a.Title, text(a.Authors), a.Publisher, a.URL, a.Published, a.Language, sha, by, added.at)
	return err
}

// judged are the records of a kind about an entity, each judged as one whose only
// subject that is, which counts.
func (t *Tx) judged(made fact, kind string) ([]fact, error) {
	about, err := t.about(made.num)
	if err == nil {
		about, err = t.heldBy(made.num, about)
	}
	if err != nil {
		return nil, err
	}
	named := map[int64]journal.Instant{}
	if err := t.latestNamed(made, about, named); err != nil {
		return nil, err
	}
	var all []fact
	for _, x := range about {
		if x.kind != kind {
			continue
		}
		if err := t.judge(&x, verdict{named: named[x.num]}); err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// revised gives the members of an entity as its revisions leave them, those that
// stand and those that stood, and keeps each.
func (t *Tx) revised(made fact, kind string) (members map[string]json.RawMessage, revs, past []revision, err error) {
	if members, err = decode[map[string]json.RawMessage](made.line); err != nil {
		return nil, nil, nil, err
	}
	about, err := t.judged(made, kind)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, x := range about {
		if !x.counts() && !x.stood() {
			continue
		}
		r, err := revisionOf(x)
		if err != nil {
			return nil, nil, nil, err
		}
		if err := t.writeRevision(made.num, r); err != nil {
			return nil, nil, nil, err
		}
		if x.counts() {
			revs = append(revs, r)
		} else {
			past = append(past, r)
		}
	}
	spread(revs)
	members, _ = standing(members, revs)
	return members, revs, past, nil
}

func (t *Tx) articleAsRevised(added fact) (journal.Added, error) {
	var a journal.Added
	members, _, _, err := t.revised(added, journal.ArticleRevised)
	if err != nil {
		return a, err
	}
	return a, remake(members, &a)
}

func (t *Tx) foldFinding(n int64) error {
	if err := t.forget(n, "DELETE FROM findings WHERE num = ?", "DELETE FROM bearings WHERE finding = ?"); err != nil {
		return err
	}
	filed, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	d, err := decode[journal.Filed](filed.line)
	if err != nil {
		return err
	}
	article, err := t.entity(d.Article, journal.ArticleAdded)
	if err != nil {
		return err
	}
	if err := t.judge(&filed, verdict{waits: !article.counts, unfit: article.unfit, named: article.at}); err != nil {
		return err
	}
	if !filed.counts() {
		return t.wait(n)
	}
	if err := t.writeFinding(filed, d, article.num); err != nil {
		return err
	}
	about, err := t.about(n)
	if err == nil {
		about, err = t.heldBy(n, about)
	}
	if err != nil {
		return err
	}
	for i := range about {
		if x := &about[i]; x.kind == journal.BearingJudged {
			if err := t.foldBearing(n, filed, x); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tx) writeFinding(x fact, d journal.Filed, article int64) error {
	by, err := t.forecaster(x.key, "")
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO findings (num, article, quote, claim, grade, note, forecaster, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.num, article, text(d.Quote), d.Claim, d.Grade, d.Note, by, x.from())
	return err
}

func (t *Tx) foldBearing(finding int64, filed fact, x *fact) error {
	d, err := decode[journal.Judged](x.line)
	if err != nil {
		return err
	}
	question, err := t.entity(d.Question, journal.QuestionAsked)
	if err != nil {
		return err
	}
	unfit := question.unfit
	if question.counts && unfit == "" {
		if unfit, err = t.unfitBearing(question.num, d); err != nil {
			return err
		}
	}
	v := verdict{waits: !question.counts, unfit: unfit, named: max(filed.at, question.at)}
	if err := t.judge(x, v); err != nil || !x.counts() {
		return err
	}
	by, err := t.forecaster(x.key, "")
	if err != nil {
		return err
	}
	canonical, err := t.canonical(question.num)
	if err != nil {
		return err
	}
	var lr any
	if d.LR != nil {
		lr = *d.LR
	}
	_, err = t.exec("INSERT INTO bearings (num, finding, question, forecaster, lr, lrs, note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.num, finding, canonical, by, lr, text(d.LRs), d.Note, x.from())
	return err
}

// unfitBearing says why a judgement does not fit its question, or nothing.
func (t *Tx) unfitBearing(question int64, d journal.Judged) (string, error) {
	kind, options, err := t.askedAs(question, latest)
	if err != nil {
		return "", err
	}
	switch kind {
	case "binary":
		if d.LR == nil {
			return "a binary question takes one likelihood ratio", nil
		}
	case "choice":
		if d.LRs == nil {
			return "a choice question takes a likelihood for every option", nil
		}
		for _, o := range options {
			if _, ok := d.LRs[o]; !ok {
				return "the likelihoods leave out the option " + o, nil
			}
		}
	}
	return "", nil
}

// subject is what a record names as what it is about.
type subject struct {
	num    int64
	counts bool
	at     journal.Instant
	unfit  string // it is of another kind
}

// entity looks up what a record is about, which is to be of the kind.
func (t *Tx) entity(id journal.ID, kind string) (subject, error) {
	n, err := t.num(id)
	if err != nil {
		return subject{}, err
	}
	return t.entityAt(n, kind)
}

func (t *Tx) entityAt(n int64, kind string) (subject, error) {
	s := subject{num: n}
	f, ok, err := t.itself(n)
	if err != nil || !ok {
		return s, err
	}
	s.counts, s.at, s.unfit = f.counts() && !f.forked && f.until == nil, f.at, misfit(f.kind, kind)
	return s, nil
}

// misfit says that a record names one of another kind, or nothing.
func misfit(kind, expected string) string {
	if kind == expected || expected == "" {
		return ""
	}
	return "it names a record of the kind " + kind + " where " + expected + " was expected"
}
