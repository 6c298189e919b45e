package model

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"weathervane/model/journal"
)

// QuestionRow is a question as projected. JSON members are empty where absent.
type QuestionRow struct {
	Num                                                  int64
	ID                                                   []byte
	Title, Type, Background, Criteria, FinePrint, Source string
	Opens, Closes, ResolvesBy                            *journal.Instant
	Tags, Options                                        string
	Ordered                                              bool
	Unit, Range                                          string
	IfQuestion                                           *int64
	IfOutcome                                            string
	Forecaster                                           int64
	AskedAt                                              journal.Instant
	Wordings, Rivals                                     int
	EndKind, Outcome, Why                                string
	KnownAt, EndedAt, ScoreOpens, ScoreCloses            *journal.Instant
	ScoreOptions                                         string
	LastChange                                           journal.Instant
}

// Withdrawal ends the standing of a forecaster's forecast.
type Withdrawal struct {
	Question, Forecaster int64
	At                   journal.Instant
}

// EndRow is one decision about how a question ended.
type EndRow struct {
	Num   int64
	ID    []byte
	Line  []byte
	Kind  string
	Holds bool
	Key   []byte
	At    journal.Instant
}

// ForecasterRow is who forecasts belong to.
type ForecasterRow struct {
	Num  int64
	Key  []byte
	Name string // empty for the owner of the key
}

// ArticleRow is an article as projected.
type ArticleRow struct {
	Num                                                 int64
	ID, Text                                            []byte
	Title, Authors, Publisher, URL, Published, Language string
	Forecaster                                          int64
	At                                                  journal.Instant
	Findings                                            int
}

// FindingRow is a finding as projected.
type FindingRow struct {
	Num, Article, Forecaster  int64
	ID, ArticleID             []byte
	Quote, Claim, Grade, Note string
	At                        journal.Instant
}

// BearingRow is one judgement of a finding on a question.
type BearingRow struct {
	Num, Finding, Question, Forecaster int64
	ID, FindingID, QuestionID          []byte
	LR                                 *float64
	LRs                                string `gorm:"column:lrs"`
	Note                               string
	At                                 journal.Instant
}

// RecordRow is a stored record with its author's key.
type RecordRow struct {
	Num  int64
	ID   []byte
	Key  []byte
	Log  []byte
	Seq  int64
	At   journal.Instant
	Kind string
	Line []byte
}

// Reader asks one consistent state of the workspace.
type Reader struct{ db *gorm.DB }

// View runs look on one consistent state. When ctx is done, the transaction
// ends between two rows, and with it what look asks.
func (s *Store) View(ctx context.Context, look func(Reader) error) error {
	calm := context.WithoutCancel(ctx) // the driver starts a goroutine for each row where it could be done
	err := s.read.WithContext(ctx).Transaction(func(db *gorm.DB) error { return look(Reader{db.WithContext(calm)}) })
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return sentence(s.path, err)
}

// Reader sees the transaction's own state.
func (t *Tx) Reader() Reader { return Reader{t.db} }

func list[R any](r Reader, query string, args ...any) ([]R, error) {
	var rows []R
	err := r.db.Raw(query, args...).Scan(&rows).Error
	return rows, err
}

// inOrder joins what the order of records needs and sorts by it.
const inOrder = " JOIN records o ON o.num = x.num JOIN logs ol ON ol.num = o.log"
const byOrder = " ORDER BY o.at, ol.log, o.seq"

// Questions lists questions in the order of their asking; where narrows x.
func (r Reader) Questions(where string, args ...any) ([]QuestionRow, error) {
	return list[QuestionRow](r, "SELECT x.*, i.id FROM questions x JOIN ids i ON i.num = x.num"+inOrder+clause(where)+byOrder, args...)
}

func clause(where string) string {
	if where == "" {
		return ""
	}
	return " WHERE " + where
}

// Withdrawals lists withdrawals in time; where narrows x.
func (r Reader) Withdrawals(where string, args ...any) ([]Withdrawal, error) {
	return list[Withdrawal](r, "SELECT x.question, x.forecaster, x.at FROM withdrawals x"+clause(where)+" ORDER BY x.at, x.num", args...)
}

// Ends lists the decisions about one question, in order.
func (r Reader) Ends(question int64) ([]EndRow, error) {
	return list[EndRow](r, `SELECT x.num, i.id, o.line, x.kind, x.holds, ol.key, o.at FROM ends x JOIN ids i ON i.num = x.num`+
		inOrder+" WHERE x.question = ?"+byOrder, question)
}

// Forecasters lists everyone who has said anything.
func (r Reader) Forecasters() ([]ForecasterRow, error) {
	return list[ForecasterRow](r, "SELECT num, key, name FROM forecasters")
}

// Articles lists articles in order; where narrows x.
func (r Reader) Articles(where string, args ...any) ([]ArticleRow, error) {
	return list[ArticleRow](r, `SELECT x.*, i.id, (SELECT COUNT(*) FROM findings f WHERE f.article = x.num) AS findings
		FROM articles x JOIN ids i ON i.num = x.num`+inOrder+clause(where)+byOrder, args...)
}

// Findings lists findings in order; where narrows x.
func (r Reader) Findings(where string, args ...any) ([]FindingRow, error) {
	return list[FindingRow](r, `SELECT x.*, i.id, ai.id AS article_id FROM findings x JOIN ids i ON i.num = x.num
		JOIN ids ai ON ai.num = x.article`+inOrder+clause(where)+byOrder, args...)
}

// Bearings lists judgements in order; where narrows x.
func (r Reader) Bearings(where string, args ...any) ([]BearingRow, error) {
	return list[BearingRow](r, `SELECT x.*, i.id, fi.id AS finding_id, qi.id AS question_id FROM bearings x
		JOIN ids i ON i.num = x.num JOIN ids fi ON fi.num = x.finding JOIN ids qi ON qi.num = x.question`+
		inOrder+clause(where)+byOrder, args...)
}

// Records lists shown records in order; where narrows r, l (the log) and i (the id).
func (r Reader) Records(where string, args ...any) ([]RecordRow, error) {
	return list[RecordRow](r, `SELECT r.num, i.id, l.key, l.log, r.seq, r.at, r.kind, r.line FROM records r
		JOIN ids i ON i.num = r.num JOIN logs l ON l.num = r.log WHERE r.line IS NOT NULL AND (`+where+`) ORDER BY r.at, l.log, r.seq`, args...)
}

// Witnesses lists the records that keep colleagues' checkpoints, in order.
func (r Reader) Witnesses() ([]RecordRow, error) { return r.Records("r." + ofWitnesses) }

// About lists the records that name n, and those that name them as retractions,
// rationales or confirmations.
func (r Reader) About(n int64) ([]RecordRow, error) {
	return r.Records(`r.num = ? OR r.num IN (SELECT record FROM mentions WHERE target = ?) OR (
		r.kind IN ('record.retracted', 'rationale.given', 'resolution.confirmed', 'comment.made') AND r.num IN (
		SELECT m.record FROM mentions m JOIN mentions up ON up.record = m.target WHERE up.target = ?))`, n, n, n)
}

// Logs lists the logs with the counts that lists show.
func (r Reader) Logs() ([]LogRow, error) {
	return list[LogRow](r, `SELECT num, log, key, name, size, last_at, known_since, cut,
		(SELECT COUNT(*) FROM records WHERE log = logs.num AND line IS NULL) AS withheld,
		COALESCE((SELECT MAX(size) FROM checkpoints WHERE log = logs.num), 0) AS signed FROM logs ORDER BY log`)
}

// LogRow is a log with its counts.
type LogRow struct {
	Num, Size, Withheld, Signed int64
	Log, Key                    []byte
	Name                        string
	LastAt, KnownSince          journal.Instant
	Cut                         *int64
}

// Count is the number of rows that a query counts.
func (r Reader) Count(query string, args ...any) (int64, error) {
	var n int64
	err := r.db.Raw(query, args...).Scan(&n).Error
	return n, err
}

// Waiting counts the records that name one which is not here yet.
func (r Reader) Waiting() (int64, error) {
	return r.Count(`SELECT COUNT(DISTINCT m.record) FROM mentions m LEFT JOIN records t ON t.num = m.target WHERE t.num IS NULL`)
}

// Num is the number of an id; ok is false where it is not here.
func (r Reader) Num(id journal.ID) (n int64, ok bool, err error) {
	rows, err := list[struct{ Num int64 }](r, "SELECT num FROM ids WHERE id = ?", id[:])
	if err != nil || len(rows) == 0 {
		return 0, false, err
	}
	return rows[0].Num, true, nil
}

// Kind is the kind of the record with the id; empty where it is withheld.
func (r Reader) Kind(id journal.ID) (kind string, ok bool, err error) {
	rows, err := list[struct{ Kind string }](r, "SELECT r.kind FROM ids i JOIN records r ON r.num = i.num WHERE i.id = ?", id[:])
	if err != nil || len(rows) == 0 {
		return "", false, err
	}
	return rows[0].Kind, true, nil
}

// Prefixed lists the shown records whose ids begin with the hexadecimal digits.
func (r Reader) Prefixed(digits string, kinds ...string) ([]journal.ID, error) {
	lo := digits + strings.Repeat("0", 64-len(digits))
	hi := digits + strings.Repeat("f", 64-len(digits))
	first, err := journal.ParseID(lo)
	if err != nil {
		return nil, err
	}
	last, err := journal.ParseID(hi)
	if err != nil {
		return nil, err
	}
	query := "SELECT i.id FROM ids i JOIN records r ON r.num = i.num WHERE i.id >= ? AND i.id <= ?"
	args := []any{first[:], last[:]}
	if len(kinds) > 0 {
		query += " AND r.kind IN ?"
		args = append(args, kinds)
	}
	rows, err := list[struct{ ID []byte }](r, query+" LIMIT 10", args...)
	ids := make([]journal.ID, 0, len(rows))
	for _, row := range rows {
		ids = append(ids, journal.ID(row.ID))
	}
	return ids, err
}

// Blob is content by its hash; ok is false where it was left out.
func (r Reader) Blob(sha []byte) (content []byte, mediaType string, ok bool, err error) {
	rows, err := list[struct {
		Content []byte
		Type    string
	}](r, "SELECT content, type FROM blobs WHERE sha256 = ?", sha)
	if err != nil || len(rows) == 0 {
		return nil, "", false, err
	}
	return rows[0].Content, rows[0].Type, true, nil
}

// Oddities lists why records take no effect, by number.
func (r Reader) Oddities() (map[int64]string, error) {
	rows, err := list[struct {
		Record int64
		Why    string
	}](r, "SELECT record, why FROM oddities")
	all := map[int64]string{}
	for _, row := range rows {
		all[row.Record] = row.Why
	}
	return all, err
}

// Tags counts questions by tag.
func (r Reader) Tags() ([]TagRow, error) {
	return list[TagRow](r, "SELECT tag, COUNT(*) AS count FROM question_tags GROUP BY tag ORDER BY count DESC, tag")
}

// TagRow is a tag and how many questions have it.
type TagRow struct {
	Tag   string
	Count int
}

// IDOf turns a stored id into one.
func IDOf(b []byte) (journal.ID, error) {
	if len(b) != 32 {
		return journal.ID{}, fmt.Errorf("a stored id of %d bytes: run \"weathervane check\"", len(b))
	}
	return journal.ID(b), nil
}

// FindingCounts counts the findings that bear on each question.
func (r Reader) FindingCounts() (map[int64]int, error) {
	rows, err := list[struct {
		Question int64
		Count    int
	}](r, "SELECT question, COUNT(DISTINCT finding) AS count FROM bearings GROUP BY question")
	all := map[int64]int{}
	for _, row := range rows {
		all[row.Question] = row.Count
	}
	return all, err
}

// Head is a log with its latest checkpoint.
type Head struct {
	Name string
	Key  []byte
	Size int64
	Edge []byte
	Note string
}

// Heads lists the logs that have been signed.
func (r Reader) Heads() ([]Head, error) {
	return list[Head](r, `SELECT l.name, l.key, l.size, l.edge, c.note FROM logs l JOIN checkpoints c ON c.log = l.num
		WHERE c.size = (SELECT MAX(size) FROM checkpoints WHERE log = l.num) GROUP BY l.num`)
}

// Joined is the instant of each forecaster's first record: of the key's logs,
// or, for a name that a key's owner keeps, of the first forecast under it.
func (r Reader) Joined() (map[int64]int64, error) {
	rows, err := list[struct{ Num, At int64 }](r, `SELECT f.num, CASE WHEN f.name = ''
		THEN (SELECT MIN(r.at) FROM records r JOIN logs l ON l.num = r.log WHERE l.key = f.key AND r.seq = 0)
		ELSE x.at END AS at
		FROM forecasters f LEFT JOIN (SELECT forecaster, MIN(at) AS at FROM forecasts GROUP BY forecaster) x ON x.forecaster = f.num`)
	all := map[int64]int64{}
	for _, row := range rows {
		all[row.Num] = row.At
	}
	return all, err
}

// Joins lists the pairs of questions that are one unit for intervals: drawn
// together as the same or a later deadline.
func (r Reader) Joins() ([][2]int64, error) {
	rows, err := list[struct{ A, B int64 }](r, `SELECT a.target AS a, b.target AS b FROM records r
		JOIN mentions a ON a.record = r.num JOIN mentions b ON b.record = r.num AND b.target > a.target
		WHERE r.kind = 'relation.drawn' AND (r.line LIKE '%"type":"same"%' OR r.line LIKE '%"type":"deadline"%')`)
	all := make([][2]int64, 0, len(rows))
	for _, row := range rows {
		all = append(all, [2]int64{row.A, row.B})
	}
	return all, err
}
