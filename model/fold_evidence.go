package model

import (
	"encoding/hex"
	"encoding/json"
	"slices"

	"weathervane/model/journal"
)

func (t *Tx) foldArticle(n int64) error {
	if _, err := t.exec("DELETE FROM articles WHERE num = ?", n); err != nil {
		return err
	}
	added, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	about, back, err := t.said(n, added)
	if err != nil {
		return err
	}
	if _, retracted := back[n]; retracted {
		return nil
	}
	a, err := t.articleAsRevised(added, about, back)
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

// said lists what was said about an entity, and what of it was taken back.
func (t *Tx) said(n int64, made fact) (about []fact, back map[int64]journal.Instant, err error) {
	if about, err = t.about(n); err != nil {
		return nil, nil, err
	}
	second, err := t.aboutThose(n)
	if err != nil {
		return nil, nil, err
	}
	back, err = t.retractions(slices.Concat(about, []fact{made}), slices.Concat(about, second))
	return about, back, err
}

func (t *Tx) articleAsRevised(added fact, about []fact, back map[int64]journal.Instant) (journal.Added, error) {
	var a journal.Added
	members, err := decode[map[string]json.RawMessage](added.line)
	if err != nil {
		return a, err
	}
	var revs []revision
	for _, x := range about {
		if _, retracted := back[x.num]; x.kind != journal.ArticleRevised || retracted {
			continue
		}
		d, err := decode[journal.Revised](x.line)
		if err != nil {
			return a, err
		}
		r := revision{fact: x, known: map[journal.ID]bool{}, id: journal.IDOf(x.line)}
		if err := json.Unmarshal(d.Set, &r.set); err != nil {
			return a, err
		}
		for _, id := range d.Supersedes {
			r.known[id] = true
		}
		revs = append(revs, r)
	}
	spread(revs)
	members, _ = standing(members, revs)
	return a, remake(members, &a)
}

func (t *Tx) foldFinding(n int64) error {
	for _, q := range []string{"DELETE FROM findings WHERE num = ?", "DELETE FROM bearings WHERE finding = ?"} {
		if _, err := t.exec(q, n); err != nil {
			return err
		}
	}
	filed, ok, err := t.itself(n)
	if err != nil || !ok {
		return err
	}
	about, back, err := t.said(n, filed)
	if err != nil {
		return err
	}
	if _, retracted := back[n]; retracted {
		return nil
	}
	if err := t.writeFinding(filed); err != nil {
		return err
	}
	for _, x := range about {
		if _, retracted := back[x.num]; x.kind != journal.BearingJudged || retracted {
			continue
		}
		if err := t.writeBearing(n, x); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) writeFinding(x fact) error {
	d, err := decode[journal.Filed](x.line)
	if err != nil {
		return err
	}
	article, err := t.num(d.Article)
	if err != nil {
		return err
	}
	by, err := t.forecaster(x.key, "")
	if err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO findings (num, article, quote, claim, grade, note, forecaster, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.num, article, text(d.Quote), d.Claim, d.Grade, d.Note, by, x.at)
	return err
}

func (t *Tx) writeBearing(finding int64, x fact) error {
	d, err := decode[journal.Judged](x.line)
	if err != nil {
		return err
	}
	question, err := t.num(d.Question)
	if err != nil {
		return err
	}
	by, err := t.forecaster(x.key, "")
	if err != nil {
		return err
	}
	var lr any
	if d.LR != nil {
		lr = *d.LR
	}
	_, err = t.exec("INSERT INTO bearings (num, finding, question, forecaster, lr, lrs, note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		x.num, finding, question, by, lr, text(d.LRs), d.Note, x.at)
	return err
}
