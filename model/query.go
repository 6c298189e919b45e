package model

import (
	"context"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"weathervane/model/journal"
)

// ForecasterRow is who forecasts belong to.
type ForecasterRow struct {
	Num  int64
	Key  []byte
	Name string // empty for the owner of the key
}

// Reader asks one consistent state of the workspace.
type Reader struct{ db *gorm.DB }

// View runs look on one consistent state. When ctx is done, the transaction
// ends between two rows, and with it what look asks.
func (s *Store) View(ctx context.Context, look func(Reader) error) error {
	calm := context.WithoutCancel(ctx) // the driver starts a goroutine for each row where it could be done
	return s.look(ctx, func(db *gorm.DB) error { return look(Reader{db.WithContext(calm)}) })
}

// Reader sees the transaction's own state.
func (t *Tx) Reader() Reader { return Reader{t.db} }

func list[R any](r Reader, query string, args ...any) ([]R, error) {
	var rows []R
	if err := r.db.Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, err // a row that could not be read whole is none
	}
	return rows, nil
}

// inOrder joins what the order of records needs to rows x.
const inOrder = " JOIN records o ON o.num = x.num JOIN logs ol ON ol.num = o.log"

// order is the order of records o of logs ol.
var order = []string{"COALESCE(o.moment, o.at)", "o.moment IS NULL", "ol.log", "o.seq"}

var (
	byOrder     = " ORDER BY " + strings.Join(order, ", ")
	latestFirst = " ORDER BY " + strings.Join(order, " DESC, ") + " DESC"
)

// one is the one row that a query gives; ok is false if it gives none.
func one[R any](rows []R, err error) (row R, ok bool, _ error) {
	if err != nil || len(rows) == 0 {
		return row, false, err
	}
	return rows[0], true, nil
}

func (r Reader) count(query string, args ...any) (int64, error) {
	var n int64
	err := r.db.Raw(query, args...).Scan(&n).Error
	return n, err
}

// among narrows to the numbers that listed writes.
const among = " IN (SELECT value FROM json_each(?))"

// listed writes numbers as one argument: there may be more of them than a
// statement takes arguments.
func listed(nums []int64) string {
	b := []byte{'['}
	for i, n := range nums {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, ']'))
}

func clause(where string) string {
	if where == "" {
		return ""
	}
	return " WHERE " + where
}

// Forecasters lists everyone who has said anything.
func (r Reader) Forecasters() ([]ForecasterRow, error) {
	return list[ForecasterRow](r, "SELECT num, key, name FROM forecasters")
}

// Logs lists the logs with the counts that lists show.
func (r Reader) Logs() ([]LogRow, error) {
	return list[LogRow](r, `SELECT num, log, key, name, size, `+lastCounted+` AS last_at, known_since, cut,
		(SELECT COUNT(*) FROM records WHERE log = logs.num AND line IS NULL) AS withheld,
		COALESCE((SELECT MAX(size) FROM checkpoints WHERE log = logs.num), 0) AS signed FROM logs ORDER BY log`)
}

// lastCounted is the instant of a log's last record, none later than a log that
// follows it begins (docs/FORMAT.md, authors).
const lastCounted = "MIN(last_at, COALESCE(ceiling, last_at))"

// DatedBefore counts the records of a log, from a leaf on, that are dated at an
// instant or before it.
func (r Reader) DatedBefore(log, from int64, at journal.Instant) (int, error) {
	n, err := r.count("SELECT COUNT(*) FROM records WHERE log = ? AND seq >= ? AND at <= ?", log, from, at)
	return int(n), err
}

// LogRow is a log with its counts.
type LogRow struct {
	Num, Size, Withheld, Signed int64
	Log, Key                    []byte
	Name                        string
	LastAt, KnownSince          journal.Instant // LastAt as it counts
	Cut                         *int64
}

// Waiting counts the records that name one which is not here yet.
func (r Reader) Waiting() (int64, error) {
	return r.count(`SELECT COUNT(DISTINCT m.record) FROM mentions m LEFT JOIN records t ON t.num = m.target WHERE t.num IS NULL`)
}

// Num is the number of an id; ok is false if it is not here.
func (r Reader) Num(id journal.ID) (n int64, ok bool, err error) {
	row, ok, err := one(list[struct{ Num int64 }](r, "SELECT num FROM ids WHERE id = ?", id[:]))
	return row.Num, ok, err
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

// Blob is content by its hash; ok is false if it was left out.
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
	type first struct{ Num, At int64 }
	owners, err := list[first](r, `SELECT f.num, (SELECT MIN(r.at) FROM records r JOIN logs l ON l.num = r.log WHERE l.key = f.key AND r.seq = 0) AS at
		FROM forecasters f WHERE f.name = ''`)
	if err != nil {
		return nil, err
	}
	named, err := list[first](r, `SELECT f.num, x.at FROM forecasters f LEFT JOIN (SELECT forecaster, MIN(at) AS at FROM forecasts
		WHERE EXISTS (SELECT 1 FROM forecasters WHERE name <> '') GROUP BY forecaster) x ON x.forecaster = f.num WHERE f.name <> ''`)
	all := map[int64]int64{}
	for _, row := range append(owners, named...) {
		all[row.Num] = row.At
	}
	return all, err
}

// ResamplingUnits lists the pairs of questions that are one unit for intervals: related
// as the same or a later deadline.
func (r Reader) ResamplingUnits() ([][2]int64, error) {
	rows, err := list[struct{ A, B int64 }](r, `SELECT COALESCE(a.canonical, x.from_question) AS a, COALESCE(b.canonical, x.to_question) AS b
		FROM relations x LEFT JOIN joined a ON a.question = x.from_question LEFT JOIN joined b ON b.question = x.to_question
		WHERE x.type IN ('same', 'deadline')`)
	all := make([][2]int64, 0, len(rows))
	for _, row := range rows {
		all = append(all, [2]int64{row.A, row.B})
	}
	return all, err
}
