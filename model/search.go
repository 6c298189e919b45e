package model

import (
	"database/sql"
	"encoding/binary"
	"hash/fnv"
	"strconv"
	"strings"

	"weathervane/model/journal"
)

// searchSchema is the full-text index: by the number of the record that made
// an entity, or that says something about one. It keeps no copy of the texts;
// searched has a digest of each, so that nothing is taken in twice. A change of
// these is a new projectionVersion.
const searchSchema = `
CREATE VIRTUAL TABLE search USING fts5(title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, row);
CREATE TABLE searched (num INTEGER PRIMARY KEY, digest INTEGER NOT NULL);
`

// searchTables are dropped in this order.
var searchTables = []string{"search_terms", "search", "searched"}

// texts are the kinds that are searched, and what is said there.
var texts = map[string]func(*Tx, int64) (title, body string, err error){
	journal.QuestionAsked:  (*Tx).questionText,
	journal.ArticleAdded:   (*Tx).articleText,
	journal.FindingFiled:   (*Tx).findingText,
	journal.RationaleGiven: (*Tx).rationaleText,
	journal.CommentMade:    (*Tx).commentText,
}

// index brings the search index in step with an entity that was folded.
func (t *Tx) index(n int64, kind string) error {
	said := texts[kind]
	if said == nil {
		return nil
	}
	title, body, err := said(t, n)
	if err != nil {
		return err
	}
	var before int64
	here := false
	if !t.cameNow(n) {
		here, err = t.one("SELECT digest FROM searched WHERE num = ?", []any{n}, &before)
	}
	digest := digestOf(title, body)
	empty := title == "" && body == ""
	if err != nil || here && !empty && before == digest || !here && empty {
		return err
	}
	if here {
		for _, q := range []string{"DELETE FROM search WHERE rowid = ?", "DELETE FROM searched WHERE num = ?"} {
			if _, err := t.exec(q, n); err != nil {
				return err
			}
		}
	}
	if empty {
		return nil
	}
	if _, err := t.exec("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", n, searchText(title), searchText(body)); err != nil {
		return err
	}
	_, err = t.exec("INSERT INTO searched (num, digest) VALUES (?, ?)", n, digest)
	return err
}

func digestOf(title, body string) int64 {
	h := fnv.New64a()
	_ = binary.Write(h, binary.BigEndian, int64(len(title)))
	_, _ = h.Write([]byte(title))
	_, _ = h.Write([]byte(body))
	return int64(h.Sum64())
}

// join puts texts together so that no phrase reaches from one into the next.
func join(all ...string) string {
	var said []string
	for _, s := range all {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, "\n\n")
}

func (t *Tx) questionText(n int64) (title, body string, err error) {
	var criteria, background, finePrint string
	here, err := t.one("SELECT title, criteria, background, fine_print FROM questions WHERE num = ?", []any{n}, &title, &criteria, &background, &finePrint)
	if err != nil || !here {
		return "", "", err
	}
	said := []string{criteria, background, finePrint}
	others, err := t.askedAlso(n)
	for _, q := range others {
		said = append(said, q.Title, q.Criteria, q.Background, q.FinePrint)
	}
	return title, join(said...), err
}

func (t *Tx) articleText(n int64) (title, body string, err error) {
	var content sql.RawBytes
	var text []byte
	if _, err = t.one("SELECT title, text FROM articles WHERE num = ?", []any{n}, &title, &text); err != nil {
		return "", "", err
	}
	err = t.each("SELECT content FROM blobs WHERE sha256 = ?", []any{text}, func(r *sql.Rows) error {
		err := r.Scan(&content)
		body = string(content)
		return err
	})
	return title, body, err
}

func (t *Tx) findingText(n int64) (title, body string, err error) {
	var quote, note string
	here, err := t.one("SELECT claim, COALESCE(json_extract(quote, '$.exact'), ''), note FROM findings WHERE num = ?", []any{n}, &title, &quote, &note)
	if err != nil || !here {
		return "", "", err
	}
	said := []string{quote, note}
	err = t.each("SELECT note FROM bearings WHERE finding = ? ORDER BY note", []any{n}, func(r *sql.Rows) error {
		var note string
		err := r.Scan(&note)
		said = append(said, note)
		return err
	})
	return title, join(said...), err
}

func (t *Tx) rationaleText(n int64) (title, body string, err error) {
	f, ok, err := t.itself(n)
	if err != nil || !ok || !f.counts() || f.forked || f.until != nil {
		return "", "", err
	}
	d, err := decode[journal.Rationale](f.line)
	return "", d.Text, err
}

func (t *Tx) commentText(n int64) (title, body string, err error) {
	_, err = t.one("SELECT text FROM comments WHERE num = ?", []any{n}, &body)
	return "", body, err
}

// touchText marks the articles whose text has come with content.
func (t *Tx) touchText(sha []byte) error {
	return t.each("SELECT num FROM articles WHERE text = ?", []any{sha}, func(r *sql.Rows) error {
		var n int64
		err := r.Scan(&n)
		t.touched[n] = true
		return err
	})
}

// Looking is what a search asks for; empty members ask for nothing.
type Looking struct {
	Terms         []string // as SearchTerm makes them; all must occur
	Tag, From     string
	Before, After *journal.Instant
	BeforeDay     string // the days of Before and After, for dates without a time
	AfterDay      string
	Most          int
}

// HitRow is one thing found, with what its title and snippet come from.
type HitRow struct {
	Num               int64
	Kind              string
	ID, Line          []byte
	Title, Said, Note string
	Text              []byte
}

const searchHits = `SELECT s.num, r.kind, i.id, r.line, COALESCE(q.title, a.title, f.claim, '') AS title,
	COALESCE(q.criteria || char(10) || q.background || char(10) || q.fine_print, json_extract(f.quote, '$.exact'), '') AS said,
	COALESCE(f.note, '') AS note, a.text
	FROM found s JOIN records r ON r.num = s.num JOIN ids i ON i.num = r.num
	LEFT JOIN questions q ON q.num = s.num LEFT JOIN articles a ON a.num = s.num LEFT JOIN findings f ON f.num = s.num
	ORDER BY s.place`

// mostRanked is how many that fit are ranked, the newest of them: to rank
// everything with a common word would take longer than one waits for a list.
const mostRanked = 20_000

// tagged are the questions with a tag, and what is said for and of them.
const tagged = `WITH q AS (SELECT question AS num FROM question_tags WHERE tag = ? COLLATE NOCASE),
	f AS (SELECT finding AS num FROM bearings WHERE question IN q),
	said AS (SELECT m.record AS num FROM mentions m WHERE m.target IN q)
	SELECT num FROM q UNION SELECT num FROM f UNION SELECT article FROM findings WHERE num IN f
	UNION SELECT x.num FROM records x WHERE x.kind IN ('rationale.given', 'comment.made')
		AND x.num IN (SELECT num FROM said UNION SELECT m.record FROM mentions m WHERE m.target IN said)`

// ofSource are the articles of a publisher or author, and their findings.
const ofSource = `WITH a AS (SELECT num FROM articles WHERE publisher LIKE ? ESCAPE '\' OR authors LIKE ? ESCAPE '\')
	SELECT num FROM a UNION SELECT num FROM findings WHERE article IN a`

// Search lists what a search finds, best first; without terms, newest first.
func (r Reader) Search(l Looking) ([]HitRow, error) {
	var where []string
	var args []any
	and := func(condition string, values ...any) {
		where = append(where, condition)
		args = append(args, values...)
	}
	if len(l.Terms) > 0 {
		and("search MATCH ?", strings.Join(l.Terms, " AND "))
	}
	and(`(r.kind <> 'rationale.given' OR EXISTS (SELECT 1 FROM mentions m JOIN forecasts f ON f.num = m.target
		WHERE m.record = r.num AND f.rationale = r.num))`)
	if l.Tag != "" {
		and("r.num IN ("+tagged+")", l.Tag)
	}
	if l.From != "" {
		like := "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(l.From) + "%"
		and(`(r.log IN (SELECT g.num FROM logs g WHERE g.name LIKE ? ESCAPE '\') OR r.num IN (`+ofSource+"))", like, like, like)
	}
	dated := func(sign string, at *journal.Instant, day string) {
		if at != nil {
			and(`COALESCE((SELECT CASE WHEN length(a.published) = 10 THEN a.published `+sign+` ? ELSE a.published `+sign+` ? END
				FROM articles a WHERE a.num = r.num AND a.published <> ''), r.at `+sign+` ?)`, day, at.String(), *at)
		}
	}
	dated("<", l.Before, l.BeforeDay)
	dated(">=", l.After, l.AfterDay)
	fit := " WHERE " + strings.Join(where, " AND ")
	found := "SELECT x.num FROM searched x JOIN records r ON r.num = x.num JOIN logs l ON l.num = r.log" + fit + " ORDER BY r.at DESC, l.log DESC, r.seq DESC"
	if len(l.Terms) > 0 { // what fits is ranked, not what matches
		found = `SELECT r.num FROM (SELECT r.num, r.at, r.log, r.seq, bm25(search, 5.0, 1.0) AS rank FROM search CROSS JOIN records r ON r.num = search.rowid` + fit +
			" ORDER BY search.rowid DESC LIMIT " + strconv.Itoa(mostRanked) + ") r JOIN logs l ON l.num = r.log ORDER BY rank, r.at DESC, l.log DESC, r.seq DESC"
	}
	return list[HitRow](r, "WITH found AS (SELECT num, ROW_NUMBER() OVER () AS place FROM ("+found+" LIMIT ?)) "+searchHits, append(args, l.Most)...)
}

// Title is the title of a question or article, or the claim of a finding; ""
// where the id names none of them.
func (r Reader) Title(id journal.ID) (string, error) {
	rows, err := list[struct{ Title string }](r, `SELECT COALESCE(q.title, a.title, f.claim, '') AS title FROM ids i
		LEFT JOIN questions q ON q.num = i.num LEFT JOIN articles a ON a.num = i.num LEFT JOIN findings f ON f.num = i.num
		WHERE i.id = ?`, id[:])
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].Title, nil
}
