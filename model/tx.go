package model

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"weathervane/model/journal"
)

// Tx is one transaction. Hot statements are prepared once in it.
type Tx struct {
	ctx         context.Context // asked between statements
	calm        context.Context // never done: the driver starts a goroutine for each row where it could be
	db          *gorm.DB
	sql         statements
	path        string
	stmts       map[string]*sql.Stmt
	touched     map[int64]bool    // entities to fold before the transaction ends
	entities    map[int64]Changed // those of which the kind is known
	plain       []Changed         // records that came and are folded with what they are about, the first of very many
	logsChanged bool              // a log, or what vouches for one, is new
	unsure      map[int64]bool    // questions whose joins may have changed
	holding     map[string]bool   // whether tables hold anything, as far as that was asked
	newest      int64             // the greatest number given before the transaction, or before it last folded; unasked until it gives one
	done        map[int64]bool    // entities that it has folded
	naming      map[string]bool   // kinds of the records for which something was touched
	named       map[journal.ID]int64
	logged      map[int64]*LogState // by number; their trees are as they were when they were read
	kinds       map[string]string   // of records, each once
	sayers      map[string]int64
	owners      map[int64]bool // of the forecasters asked for, who own their keys
	folded      []Changed      // by Fold
	held        *heldRecords
	remarked    map[int64]bool // records of which a rationale or confirmation came
	several     map[int64]bool // records that came and name more than one
	came        int            // records
	wide        bool           // it works in more memory
	untidy      func()         // goes back to the usual collection of garbage then
}

const unasked = int64(-1)

// mostTold is how many records are told that came and make no entity; whoever listens
// reads everything again long before.
const mostTold = 1 << 12

// mostKept bounds what a transaction remembers of ids that records name.
const mostKept = 1 << 18

// Update runs work in one transaction, folds what it touched, and commits.
// Where anything fails, nothing is written.
func (s *Store) Update(ctx context.Context, work func(*Tx) error) error {
	_, err := s.Change(ctx, work)
	return err
}

// Change is Update, and tells which entities were touched, by the kinds of the
// records that made them, and which records came; of very many not all.
func (s *Store) Change(ctx context.Context, work func(*Tx) error) (changed []Changed, err error) {
	if err := s.Writable(); err != nil {
		return nil, err
	}
	c, stamp, whole := s.on(), "", false
	err = c.immediately(ctx, func(db *gorm.DB, raw statements) error {
		if err := c.intact(db); err != nil {
			return err
		}
		t := s.begin(ctx, db, raw)
		defer t.close()
		defer t.narrow()
		if err := work(t); err != nil {
			return err
		}
		err = t.Fold()
		changed = t.folded
		if err == nil {
			stamp, err = t.stamp()
		}
		if err == nil {
			err = c.inPlace()
		}
		whole = err == nil
		return err
	})
	c.settle()
	if err == nil {
		c.mu.Lock()
		c.since = append(c.since, stamp)
		c.mu.Unlock()
	} else if !whole {
		var moved *Displaced
		if errors.As(c.intact(c.write.WithContext(context.WithoutCancel(ctx))), &moved) { // which is why
			err = moved
		}
	}
	return changed, sentence(c.path, err)
}

// Fold folds what was touched so far, so that the transaction's Reader sees what
// it means. A transaction does so by itself at its end.
func (t *Tx) Fold() error {
	changed, err := t.flush()
	t.folded = append(t.folded, changed...)
	return err
}

// Folded lists what a transaction has touched and folded so far.
func (t *Tx) Folded() []Changed { return t.folded }

func (s *Store) begin(ctx context.Context, db *gorm.DB, raw statements) *Tx {
	return &Tx{ctx: ctx, calm: context.WithoutCancel(ctx), db: db, sql: raw, path: s.on().path, newest: unasked, stmts: map[string]*sql.Stmt{},
		touched: map[int64]bool{}, entities: map[int64]Changed{}, unsure: map[int64]bool{}, holding: map[string]bool{}, done: map[int64]bool{}, naming: map[string]bool{}, named: map[journal.ID]int64{}, sayers: map[string]int64{}, owners: map[int64]bool{},
		logged: map[int64]*LogState{}, kinds: map[string]string{}, held: newHeldRecords(), remarked: map[int64]bool{}, several: map[int64]bool{}}
}

// Inspect runs work in one transaction that only reads.
func (s *Store) Inspect(ctx context.Context, work func(*Tx) error) error {
	return s.look(ctx, func(db *gorm.DB) error {
		raw, ok := db.Statement.ConnPool.(*sql.Tx)
		if !ok {
			return errors.New("model: GORM gave no plain transaction")
		}
		t := s.begin(ctx, db, raw)
		defer t.close()
		return work(t)
	})
}

// Try runs work as Change does, folds, and rolls everything back. If the workspace
// is read-only, that is done in a copy.
func (s *Store) Try(ctx context.Context, work, look func(*Tx) error) error {
	if s.guest != nil {
		return s.aside(ctx, func(copied *Store) error { return copied.Try(ctx, work, look) })
	}
	undone := errors.New("undone")
	err := s.Update(ctx, func(t *Tx) error {
		if err := work(t); err != nil {
			return err
		}
		if err := t.Fold(); err != nil {
			return err
		}
		if err := look(t); err != nil {
			return err
		}
		return undone
	})
	if errors.Is(err, undone) {
		return nil
	}
	return err
}

func (t *Tx) close() {
	for _, st := range t.stmts {
		st.Close()
	}
}

// usualCache and wideCache are the memory of the connection that writes, in KiB: what
// brings very much finds the pages of its indices again and again.
const usualCache, wideCache = 64 << 10, 100 << 10

// expect gives a transaction more memory once very many records came.
func (t *Tx) expect(more int) error {
	if t.came += more; t.wide || t.came < mostKept/8 {
		return nil
	}
	t.wide, t.untidy = true, Tidily()
	return t.script(fmt.Sprintf("PRAGMA cache_size = -%d", wideCache))
}

// narrow gives it back, with what was held: whoever asked for the transaction may
// keep it.
func (t *Tx) narrow() {
	t.held, t.entities, t.named, t.done, t.touched = nil, nil, nil, nil, nil
	if t.wide {
		t.untidy()
		_ = t.script(fmt.Sprintf("PRAGMA cache_size = -%d; PRAGMA shrink_memory", usualCache)) // it is memory alone
	}
}

// stmt prepares a statement once for the transaction.
func (t *Tx) stmt(query string) (*sql.Stmt, error) {
	if err := t.ctx.Err(); err != nil {
		return nil, err
	}
	if st := t.stmts[query]; st != nil {
		return st, nil
	}
	st, err := t.sql.PrepareContext(t.calm, query)
	if err != nil {
		return nil, fmt.Errorf("prepare %s: %w", query, err)
	}
	t.stmts[query] = st
	return st, nil
}

func (t *Tx) exec(query string, args ...any) (sql.Result, error) {
	st, err := t.stmt(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(t.calm, args...)
}

// one scans the single row of a query; ok is false if there is none.
func (t *Tx) one(query string, args []any, to ...any) (ok bool, err error) {
	st, err := t.stmt(query)
	if err != nil {
		return false, err
	}
	err = st.QueryRowContext(t.calm, args...).Scan(to...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// count reads one number.
func (t *Tx) count(query string, args ...any) (n int64, err error) {
	_, err = t.one(query, args, &n)
	return n, err
}

// each calls row for every row of a query.
func (t *Tx) each(query string, args []any, row func(*sql.Rows) error) error {
	st, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(t.calm, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := t.ctx.Err(); err != nil {
			return err
		}
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (t *Tx) script(text string) error {
	_, err := t.sql.ExecContext(t.calm, text)
	return err
}

// holds reports whether a table has any row. Most workspaces have none of some
// kinds, and a bulk import need not ask for every question.
func (t *Tx) holds(table string) (bool, error) {
	has, known := t.holding[table]
	if known {
		return has, nil
	}
	var one int
	has, err := t.one("SELECT 1 FROM "+table+" LIMIT 1", nil, &one)
	t.holding[table] = has
	return has, err
}

// conditions are the questions that depend on another, as a table for holds.
const conditions = "questions WHERE if_question IS NOT NULL"

// SetSetting keeps a value that belongs to this workspace alone.
func (t *Tx) SetSetting(name, value string) error {
	_, err := t.exec("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
	return err
}

// DropSetting forgets such a value.
func (t *Tx) DropSetting(name string) error {
	_, err := t.exec("DELETE FROM settings WHERE name = ?", name)
	return err
}

// num is the number of an id in this workspace, given on first sight: also to
// an id that is only mentioned and whose record is not here yet.
func (t *Tx) num(id journal.ID) (int64, error) {
	if n, ok := t.named[id]; ok {
		return n, nil
	}
	n, _, err := t.enter(id)
	if err == nil {
		if len(t.named) == mostKept {
			clear(t.named)
		}
		t.named[id] = n
	}
	return n, err
}

// enter gives an id its number; fresh tells that nothing has named it before.
func (t *Tx) enter(id journal.ID) (n int64, fresh bool, err error) {
	if t.newest == unasked {
		if t.newest, err = t.count("SELECT COALESCE(MAX(num), 0) FROM ids"); err != nil {
			return 0, false, err
		}
	}
	res, err := t.exec("INSERT OR IGNORE INTO ids (id) VALUES (?)", id[:])
	if err != nil {
		return 0, false, err
	}
	if added, _ := res.RowsAffected(); added == 1 {
		n, err = res.LastInsertId()
		return n, true, err
	}
	_, err = t.one("SELECT num FROM ids WHERE id = ?", []any{id[:]}, &n)
	return n, false, err
}

// id is the id with a number.
func (t *Tx) id(n int64) (journal.ID, error) {
	var b []byte
	ok, err := t.one("SELECT id FROM ids WHERE num = ?", []any{n}, &b)
	if err != nil || !ok {
		return journal.ID{}, err
	}
	return journal.ID(b), nil
}

// forecaster is the number of (key, name); the name is empty for the owner of the key.
func (t *Tx) forecaster(key []byte, name string) (int64, error) {
	who := string(key) + name
	if n, ok := t.sayers[who]; ok {
		return n, nil
	}
	var n int64
	ok, err := t.one("SELECT num FROM forecasters WHERE key = ? AND name = ?", []any{key, name}, &n)
	if err != nil {
		return 0, err
	}
	if !ok {
		res, err := t.exec("INSERT INTO forecasters (key, name) VALUES (?, ?)", key, name)
		if err != nil {
			return 0, err
		}
		if n, err = res.LastInsertId(); err != nil {
			return 0, err
		}
	}
	t.sayers[who] = n
	return n, nil
}

// owns reports whether a forecaster is the owner of the key, and nobody else whose
// forecasts the owner records.
func (t *Tx) owns(forecaster int64) (bool, error) {
	owns, known := t.owners[forecaster]
	if known {
		return owns, nil
	}
	_, err := t.one("SELECT name = '' FROM forecasters WHERE num = ?", []any{forecaster}, &owns)
	t.owners[forecaster] = owns
	return owns, err
}
