package model

import (
	"database/sql"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"weathervane/files"
)

// contents is everything in a folder, by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

// laid puts files of a workspace elsewhere as somebody's copy, and gives its path.
func laid(t *testing.T, from string, tails ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.vane")
	for _, tail := range tails {
		b, err := os.ReadFile(from + tail)
		if err == nil {
			err = os.WriteFile(path+tail, b, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// keeper is a store that a pen's records are added to, each with add.
type keeper struct {
	*pen
	s *Store
	l *LogState
}

// begun is an open workspace whose records are in its write-ahead log.
func begun(t *testing.T) *keeper {
	t.Helper()
	s, err := Create(t.Context(), filepath.Join(t.TempDir(), "x.vane"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	k := &keeper{pen: newPen(t, "Crane"), s: s}
	k.ask("It rains", nil)
	k.add()
	return k
}

// add adds what was written last, and gives the number of what is there.
func (k *keeper) add() int64 {
	k.t.Helper()
	if err := k.s.Update(k.t.Context(), func(tx *Tx) (err error) {
		if k.l == nil {
			k.l, err = tx.OpenLog(k.all[0], k.all[0].At)
		}
		if err != nil {
			return err
		}
		var more []Entry
		for _, r := range k.all[k.l.Tree.Size:] {
			more = append(more, Entry{ID: r.ID, Record: &r})
		}
		return tx.Append(k.l, more)
	}); err != nil {
		k.t.Fatal(err)
	}
	return k.newest()
}

func (k *keeper) newest() int64 {
	k.t.Helper()
	n, err := k.s.Newest(k.t.Context())
	if err != nil || n == 0 {
		k.t.Fatal(n, err)
	}
	return n
}

func TestWhatIsReadOnlyIsReadAndLeftAsItIs(t *testing.T) {
	p := begun(t)
	n := p.newest()
	crashed := []string{"", "-wal", "-shm"}
	for name, path := range map[string]string{
		"with what a crash left": laid(t, p.s.Path(), crashed...),
		"with a log alone":       laid(t, p.s.Path(), crashed[:2]...),
		"of another version":     earlierWorkspace(t),
		"alone":                  settled(t, p.s),
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			was := contents(t, filepath.Dir(path))
			s, err := visit(t.Context(), path, "its folder")
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if have, err := s.Newest(t.Context()); err != nil || have != n && name != "of another version" {
					t.Errorf("%d, want %d: %v", have, n, err)
				}
			}
			if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
				t.Error(problems, err)
			}
			if err := s.CopyTo(t.Context(), filepath.Join(t.TempDir(), "copy.vane")); err != nil {
				t.Error(err)
			}
			var no *ReadOnlyError
			if err := s.Update(t.Context(), func(*Tx) error { return nil }); !errors.As(err, &no) {
				t.Errorf("it is written to: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if !maps.Equal(contents(t, filepath.Dir(path)), was) {
				t.Error("its folder is not as it was")
			}
			if left := contents(t, os.TempDir()); len(left) > 0 {
				t.Errorf("%d temporary files are left", len(left))
			}
		})
	}
}

// settled is a copy of a workspace that nobody has open.
func settled(t *testing.T, s *Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "w.vane")
	if err := s.CopyTo(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	copied, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := copied.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Somebody else may write where this user may only read.
func TestAReaderFollowsWhoeverWrites(t *testing.T) {
	p := begun(t)
	path := p.s.Path()
	reader, err := visit(t.Context(), path, "the file")
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for i := range 3 {
		p.ask("It rains "+string(rune('a'+i)), nil)
		want := p.add()
		have, err := reader.Newest(t.Context())
		if err != nil || have != want {
			t.Errorf("the reader sees %d, want %d: %v", have, want, err)
		}
		tried := int64(0)
		if err := reader.Try(t.Context(), func(t *Tx) error { return nil }, func(t *Tx) error {
			_, err := t.one("SELECT MAX(num) + (SELECT COUNT(*) FROM records WHERE line IS NOT NULL) FROM records", nil, &tried)
			return err
		}); err != nil || tried != want {
			t.Errorf("what is tried is tried on %d, want %d: %v", tried, want, err)
		}
	}
	// The writer leaves, and its log with it as far as nobody reads by it.
	want := p.newest()
	if err := p.s.Close(); err != nil {
		t.Fatal(err)
	}
	if have, err := reader.Newest(t.Context()); err != nil || have != want {
		t.Errorf("the reader sees %d, want %d: %v", have, want, err)
	}
}

// What is read of a file alone, without locks, counts only if nobody wrote.
func TestWhatChangesWhileItIsReadIsNoAnswer(t *testing.T) {
	p := begun(t)
	n := p.newest()
	path := settled(t, p.s)
	s, err := visit(t.Context(), path, "the file")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.View(t.Context(), func(Reader) error {
		other, err := Open(t.Context(), path)
		if err != nil {
			return err
		}
		return errors.Join(other.Update(t.Context(), func(tx *Tx) error { return tx.SetSetting("x", "y") }), other.Close())
	})
	if !errors.Is(err, ErrChanged) {
		t.Errorf("%v, want %v", err, ErrChanged)
	}
	if have, err := s.Newest(t.Context()); err != nil || have != n {
		t.Errorf("%d then, want %d: %v", have, n, err)
	}
}

// Reading brings no workspace up to date that another version wrote.
func TestReadingChangesNoVersion(t *testing.T) {
	path := earlierWorkspace(t)
	was := contents(t, filepath.Dir(path))
	s, err := OpenToRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Newest(t.Context()); err != nil || n == 0 {
		t.Error(n, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if !maps.Equal(contents(t, filepath.Dir(path)), was) {
		t.Error("the workspace is not as it was")
	}
}

// A killed program leaves its copy; the next one that makes a copy removes it, and
// none that is in use.
func TestCopiesThatAreLeftAreRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	used, release, err := Scratch()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	left, leave, err := Scratch()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(leave(), os.Mkdir(left, 0o700), os.WriteFile(filepath.Join(left, scratchLock), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, release, err := Scratch(); err != nil {
		t.Fatal(err)
	} else if err := release(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a killed program left is still there: %v", err)
	}
	if _, err := os.Stat(used); err != nil {
		t.Errorf("what is in use is gone: %v", err)
	}
}

// A disk that is full while the log is folded leaves a file that is whole only with
// its log.
func TestAnInterruptedFoldingIsTakenUp(t *testing.T) {
	p := begun(t)
	for range 100 { // so that the file grows
		p.ask("It rains on and on", nil)
	}
	n := p.add()
	path := laid(t, p.s.Path(), "", "-wal")
	log, err := os.ReadFile(path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	const head, frame, size = 32, 24, 4096
	var first []byte // as page 1 shall be
	for at := head; at+frame+size <= len(log); at += frame + size {
		if log[at] == 0 && log[at+1] == 0 && log[at+2] == 0 && log[at+3] == 1 {
			first = log[at+frame : at+frame+size]
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil || first == nil {
		t.Fatal("there is no first page in the log", err)
	}
	_, err = f.WriteAt(first, 0)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	for name, open := range map[string]func() (*Store, error){
		"to be read":    func() (*Store, error) { return visit(t.Context(), path, "the file") },
		"to be written": func() (*Store, error) { return Open(t.Context(), path) },
	} {
		s, err := open()
		if err != nil {
			t.Fatal(name, err)
		}
		if have, err := s.Newest(t.Context()); err != nil || have < n {
			t.Errorf("%s: %d, want %d: %v", name, have, n, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// rolledBack is a workspace in rollback mode with one record, beside it the journal
// of a change that was interrupted when the file was changed and the journal whole.
func rolledBack(t *testing.T) (path string, newest int64) {
	t.Helper()
	p := begun(t)
	newest = p.add()
	if err := p.s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := p.s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", p.s.Path()+"?_journal_mode=DELETE&_cache_size=1")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{
		"CREATE TABLE filler (b BLOB)",
		"DELETE FROM records",
		"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO filler SELECT randomblob(4000) FROM n",
	} { // more than the cache holds: the file is written before the end
		if _, err := tx.Exec(change); err != nil {
			t.Fatal(err)
		}
	}
	path = laid(t, p.s.Path(), "", "-journal")
	if err := errors.Join(tx.Rollback(), db.Close()); err != nil {
		t.Fatal(err)
	}
	if head, err := os.ReadFile(path + "-journal"); err != nil || len(head) == 0 || head[0] == 0 {
		t.Fatal("the journal has nothing to roll back", err)
	}
	return path, newest
}

func TestAnInterruptedChangeIsRolledBackToRead(t *testing.T) {
	path, newest := rolledBack(t)
	was := contents(t, filepath.Dir(path))
	s, err := visit(t.Context(), path, "the file")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.Newest(t.Context()); err != nil || n != newest {
		t.Errorf("to be read: %d, want %d: %v", n, newest, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(was, contents(t, filepath.Dir(path))) {
		t.Error("reading changed what was there")
	}
	if s, err = Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Newest(t.Context()); err != nil || n != newest {
		t.Errorf("to be written: %d, want %d: %v", n, newest, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if left := contents(t, filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left, want the workspace alone", len(left))
	}
}

func TestAJournalWithNothingToRollBackIsRemoved(t *testing.T) {
	p := begun(t)
	n := p.add()
	path := laid(t, p.s.Path(), "", "-wal")
	if err := os.WriteFile(path+"-journal", make([]byte, 512), 0o600); err != nil { // as SQLite begins one
		t.Fatal(err)
	}
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if have, err := s.Newest(t.Context()); err != nil || have != n {
		t.Errorf("%d, want %d: %v", have, n, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left := contents(t, filepath.Dir(path)); len(left) != 1 {
		t.Errorf("%d files are left, want the workspace alone", len(left))
	}
}

func TestNothingElseOpensAnOpenWorkspace(t *testing.T) {
	p := begun(t)
	other := filepath.Join(t.TempDir(), "link.vane")
	if err := os.Link(p.s.Path(), other); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{p.s.Path(), other} {
		if in, err := files.Open(t.Context(), path); err == nil {
			in.Close()
			t.Errorf("%s was opened: closing it ends the locks of this program", path)
		}
	}
	if err := p.s.Close(); err != nil {
		t.Fatal(err)
	}
	in, err := files.Open(t.Context(), other)
	if err != nil {
		t.Fatal("the closed workspace: ", err)
	}
	in.Close()
}
