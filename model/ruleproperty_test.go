package model

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gorm.io/gorm"
)

// Whatever authors record, and in whatever pieces and order it arrives, every
// workspace derives the same from it, and the same as a rebuild.
func TestWhatCountsDoesNotDependOnTheOrderOfArrival(t *testing.T) {
	histories := 1000
	if testing.Short() {
		histories = 20
	}
	first := uint64(0)
	if n, err := strconv.Atoi(os.Getenv("WEATHERVANE_HISTORIES")); err == nil {
		histories, first = n, uint64(time.Now().UnixNano())
	}
	const parts = 4
	for part := range uint64(parts) {
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			for seed := first + part; seed < first+uint64(histories); seed += parts {
				h := write(seed, 12+int(seed%40))
				if differs := h.differs(t, s, seed, 1); differs != "" {
					t.Logf("seed %d fails: %.300s", seed, differs)
					h, differs = h.shrink(t, s, seed, differs)
					t.Fatalf("seed %d: %s\n%s", seed, differs, h)
				}
			}
		})
	}
}

// shrink leaves plans out of a history that fails for as long as it still does.
func (h history) shrink(t *testing.T, s *Store, seed uint64, differs string) (history, string) {
	for again := true; again; {
		again = false
		for i := len(h.plans) - 1; i >= 0; i-- {
			less, ok := h.without(i)
			if !ok {
				continue
			}
			if d := less.differs(t, s, seed, 12); d != "" {
				h, differs, again = less, d, true
			}
		}
	}
	return h, differs
}

// differs says how workspaces that have the same records differ, or nothing.
// The records come to one in the order in which they were made, to others in
// some random orders.
func (h history) differs(t *testing.T, s *Store, seed uint64, orders int) string {
	t.Helper()
	m := h.record(t)
	straight, problem := m.meaning(t, s, m.straight(), false)
	if problem != "" {
		return problem
	}
	for order := range orders {
		r := rand.New(rand.NewPCG(seed, uint64(100+order)))
		mixed, problem := m.meaning(t, s, m.deliveries(r), true)
		if problem != "" {
			return problem
		}
		if d := firstDifference(straight, mixed); d != "" {
			return d
		}
	}
	return ""
}

func firstDifference(a, b []string) string {
	for _, row := range a {
		if !slices.Contains(b, row) {
			var near []string
			name, _, _ := strings.Cut(row, " ")
			for _, o := range b {
				if strings.HasPrefix(o, name+" ") && !slices.Contains(a, o) {
					near = append(near, o)
				}
			}
			return "one workspace has\n" + row + "\nanother\n" + strings.Join(near, "\n")
		}
	}
	for _, row := range b {
		if !slices.Contains(a, row) {
			return "only one workspace has\n" + row
		}
	}
	return ""
}

// straight delivers the records as they were made.
func (m made) straight() [][]piece {
	var pieces []piece
	for log, rs := range m.logs {
		if len(rs) == 0 {
			continue
		}
		p := piece{log: log, to: len(rs), hide: map[int64]bool{}}
		for _, r := range rs {
			if m.hidden[r.ID] {
				p.hide[r.Seq] = true
			}
		}
		pieces = append(pieces, p)
	}
	return [][]piece{pieces}
}

// patience is a context that ends after so many statements: a flush that
// goes on for ever fails.
type patience struct {
	context.Context
	left atomic.Int64 // the database looks too, on a goroutine of its own
}

func (p *patience) Err() error {
	if p.left.Add(-1) < 0 {
		return errors.New("the tables do not settle")
	}
	return p.Context.Err()
}

var errUndone = errors.New("undone")

// meaning delivers the records to an empty workspace, each list of pieces in
// a transaction of its own as far as the tables can tell, and dumps what they
// say with ids for this workspace's numbers. Everything is rolled back in the end.
func (m made) meaning(t *testing.T, s *Store, deliveries [][]piece, check bool) (rows []string, problem string) {
	t.Helper()
	ctx := &patience{Context: t.Context()}
	ctx.left.Store(20_000)
	err := s.on().immediately(ctx, func(db *gorm.DB, raw statements) error {
		for _, pieces := range deliveries {
			tx := s.begin(ctx, db, raw)
			for _, p := range pieces {
				if err := m.take(tx, p); err != nil {
					return err
				}
			}
			_, err := tx.flush()
			tx.close()
			if err != nil {
				return err
			}
		}
		tx := s.begin(ctx, db, raw)
		defer tx.close()
		var err error
		if rows, err = tx.dumpByID(); err != nil {
			return err
		}
		if check {
			problem = packsDiffer(tx.Reader())
			err = tx.checkTables(func(format string, args ...any) {
				problem += fmt.Sprintf(format, args...) + "\n"
			})
		}
		return errors.Join(err, errUndone)
	})
	if !errors.Is(err, errUndone) || len(err.Error()) > len(errUndone.Error()) {
		return nil, fmt.Sprint("the records cannot be taken in: ", err)
	}
	return rows, problem
}

// numberColumns are the columns of derived tables that hold a number of ids.
var numberColumns = []string{"num", "question", "article", "finding", "canonical", "from_question", "to_question", "if_question",
	"target", "entity", "forecast", "resolution", "record", "subject", "reply_to", "scenarios", "signpost", "rationale"}

// dumpByID prints every derived row, sorted, with ids in place of numbers.
func (t *Tx) dumpByID() ([]string, error) {
	names, err := t.namesOf("SELECT num, id FROM ids")
	if err != nil {
		return nil, err
	}
	forecasters, err := t.namesOf("SELECT num, key || CAST(name AS BLOB) FROM forecasters")
	if err != nil {
		return nil, err
	}
	var all []string
	for _, table := range append([]string{"mentions", ruleColumns, "(SELECT log AS logs, name, size, edge, last_at, cut, ceiling FROM logs)"}, projectedTables...) {
		if table == "packed_forecasts" { // numbers inside of values: packsDiffer compares them with the rows
			continue
		}
		rows, err := t.sql.QueryContext(t.calm, "SELECT * FROM "+table)
		if err != nil {
			return nil, err
		}
		columns, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(to...); err != nil {
				return nil, err
			}
			var b strings.Builder
			b.WriteString(strings.Fields(table)[0])
			for i, v := range values {
				n, number := v.(int64)
				switch {
				case number && columns[i] == "forecaster":
					v = forecasters[n]
				case number && slices.Contains(numberColumns, columns[i]) && n > 0:
					v = names[n]
				case !number:
					if raw, ok := v.([]byte); ok {
						v = hex.EncodeToString(raw)
					}
				}
				fmt.Fprintf(&b, " %s=%v", columns[i], v)
			}
			all = append(all, b.String())
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	slices.Sort(all)
	return all, nil
}

func (t *Tx) namesOf(query string) (map[int64]string, error) {
	all := map[int64]string{}
	err := t.each(query, nil, func(r *sql.Rows) error {
		var n int64
		var name []byte
		err := r.Scan(&n, &name)
		all[n] = hex.EncodeToString(name)
		return err
	})
	return all, err
}
