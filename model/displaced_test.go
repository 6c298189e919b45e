package model

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// noting is a change that the workspace keeps.
func noting(t *Tx) error { return t.SetSetting("note", "kept") }

// beside makes a workspace that something may happen to, with a copy of it.
func beside(t *testing.T) (s *Store, path, copied string) {
	t.Helper()
	dir := t.TempDir()
	path, copied = filepath.Join(dir, "here.vane"), filepath.Join(dir, "copy.vane")
	s, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(copied, b, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s, path, copied
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Nothing is written to a file that took the place of the workspace, nor to the
// workspace itself where it is no longer at its path.
func TestADisplacedWorkspaceIsNotWritten(t *testing.T) {
	for _, c := range []struct {
		name string
		how  Displacement
		do   func(path, other string) error
	}{
		{"renamed", Gone, func(path, _ string) error { return os.Rename(path, path+".moved") }},
		{"deleted", Gone, func(path, _ string) error { return os.Remove(path) }},
		{"replaced", Replaced, func(path, other string) error { return os.Rename(other, path) }},
		{"overwritten", Overwritten, func(path, other string) error {
			b, err := os.ReadFile(other)
			if err != nil {
				return err
			}
			return os.WriteFile(path, b, 0o644)
		}},
		{"emptied", Overwritten, func(path, _ string) error { return os.Truncate(path, 0) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path, other := beside(t)
			must(t, s.Update(t.Context(), noting))
			if done, err := s.Drain(t.Context()); err != nil || !done {
				t.Fatalf("drained %v, %v", done, err)
			}
			must(t, c.do(path, other))
			before, _ := os.ReadFile(path)
			var d *Displaced
			if err := s.Update(t.Context(), noting); !errors.As(err, &d) || d.How != c.how {
				t.Fatalf("%v, want it %s", err, c.how)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file that is there now was written to")
			}
			if s.on().walBytes() > 0 {
				t.Error("a write-ahead log lies beside a file that it does not belong to")
			}
		})
	}
}

// A file that is moved while a transaction runs is not committed to.
func TestACommitLooksAtTheFileOnceMore(t *testing.T) {
	s, path, _ := beside(t)
	err := s.Update(t.Context(), func(x *Tx) error { return errors.Join(noting(x), os.Rename(path, path+".moved")) })
	var d *Displaced
	if !errors.As(err, &d) {
		t.Fatalf("committed to a file that had moved: %v", err)
	}
}

// What another program commits through SQLite is no displacement, nor is a copy of
// the same content over the file.
func TestOtherProgramsMayWrite(t *testing.T) {
	s, path, _ := beside(t)
	other, err := Open(t.Context(), path)
	must(t, err)
	must(t, other.Update(t.Context(), noting))
	must(t, other.Close())
	must(t, s.Update(t.Context(), noting))
	_, err = s.Drain(t.Context())
	must(t, err)
	b, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, b, 0o644))
	must(t, s.Update(t.Context(), noting))
}

// The write-ahead log of what was overwritten is not folded into what is there now.
func TestTheLogOfWhatWasOverwrittenIsForgotten(t *testing.T) {
	s, path, other := beside(t)
	kept := filepath.Join(t.TempDir(), "kept.vane")
	must(t, s.CopyTo(t.Context(), kept))
	must(t, s.Update(t.Context(), noting)) // which stays in the write-ahead log
	if s.on().walBytes() == 0 {
		t.Fatal("the write-ahead log is empty")
	}
	b, err := os.ReadFile(other)
	must(t, err)
	must(t, os.WriteFile(path, b, 0o644))
	must(t, s.ContinueWith(t.Context(), kept, Overwritten))
	now, err := Open(t.Context(), path)
	must(t, err)
	defer now.Close()
	if v, err := now.Setting(t.Context(), "note"); err != nil || v != "" {
		t.Errorf("the other file has %q, %v", v, err)
	}
	if problems, err := now.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the other file: %v, %v", problems, err)
	}
}

// It is noticed too where nobody has read yet what another program wrote over.
func TestWritingOverARestingFileIsNoticed(t *testing.T) {
	_, path, other := beside(t)
	s, err := Open(t.Context(), path)
	must(t, err)
	_, err = s.Drain(t.Context())
	must(t, err)
	must(t, s.InPlace(t.Context()))
	stranger, err := Open(t.Context(), other)
	must(t, err)
	must(t, stranger.Update(t.Context(), noting))
	must(t, stranger.Close())
	b, err := os.ReadFile(other)
	must(t, err)
	must(t, os.WriteFile(path, b, 0o644))
	var d *Displaced
	if err := s.InPlace(t.Context()); !errors.As(err, &d) || d.How != Overwritten {
		t.Errorf("%v", err)
	}
}

// A plain copy of a drained file has what was committed.
func TestADrainedFileIsWhole(t *testing.T) {
	s, path, _ := beside(t)
	must(t, s.Update(t.Context(), noting))
	if done, err := s.Drain(context.Background()); err != nil || !done {
		t.Fatalf("drained %v, %v", done, err)
	}
	b, err := os.ReadFile(path)
	must(t, err)
	plain := filepath.Join(t.TempDir(), "plain.vane")
	must(t, os.WriteFile(plain, b, 0o644))
	copied, err := Open(t.Context(), plain)
	must(t, err)
	defer copied.Close()
	if v, err := copied.Setting(t.Context(), "note"); err != nil || v != "kept" {
		t.Fatalf("the copy has %q, %v", v, err)
	}
}

// What was committed the moment before the file moved is folded into it, not into the
// one that took its place.
func TestTheLastCommitGoesWithTheFile(t *testing.T) {
	s, path, other := beside(t)
	must(t, s.Update(t.Context(), noting))
	moved := path + ".moved"
	must(t, os.Rename(path, moved))
	must(t, os.Rename(other, path))
	kept := filepath.Join(t.TempDir(), "kept.vane")
	must(t, s.CopyTo(t.Context(), kept))
	must(t, s.ContinueWith(t.Context(), kept, Replaced))
	for at, want := range map[string]string{moved: "kept", kept: "kept", path: ""} {
		one, err := Open(t.Context(), at)
		must(t, err)
		if v, err := one.Setting(t.Context(), "note"); err != nil || v != want {
			t.Errorf("%s has %q, %v", filepath.Base(at), v, err)
		}
		if problems, err := one.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("%s: %v, %v", filepath.Base(at), problems, err)
		}
		if at != kept {
			must(t, one.Close())
		}
	}
}

// A store that continues with a copy leaves the former file and its neighbours alone.
func TestContinuingWithACopy(t *testing.T) {
	s, path, other := beside(t)
	must(t, s.Update(t.Context(), noting))
	_, err := s.Drain(t.Context())
	must(t, err)
	must(t, os.Rename(other, path))
	before, err := os.ReadFile(path)
	must(t, err)
	kept := filepath.Join(t.TempDir(), "kept.vane")
	must(t, s.CopyTo(t.Context(), kept))
	must(t, s.ContinueWith(t.Context(), kept, Replaced))
	must(t, s.Update(t.Context(), func(x *Tx) error { return x.SetSetting("later", "too") }))
	for name, want := range map[string]string{"note": "kept", "later": "too"} {
		if v, err := s.Setting(t.Context(), name); err != nil || v != want {
			t.Errorf("%s is %q, %v", name, v, err)
		}
	}
	must(t, s.Close())
	if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
		t.Errorf("left beside the other file: %v", left)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the other file changed: %v", err)
	}
	stranger, err := Open(t.Context(), path)
	must(t, err)
	defer stranger.Close()
	if v, err := stranger.Setting(t.Context(), "note"); err != nil || v != "" {
		t.Errorf("the other file has %q, %v", v, err)
	}
	if problems, err := stranger.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the other file: %v, %v", problems, err)
	}
}

// What was committed is in the file that was opened, wherever that is when the
// workspace is closed, and nothing of it comes into the one that took its place.
func TestClosingFoldsIntoTheFileThatWasOpened(t *testing.T) {
	for _, replaced := range []bool{true, false} {
		s, path, other := beside(t)
		must(t, s.Update(t.Context(), noting))
		if s.on().walBytes() == 0 {
			t.Fatal("there is nothing to fold")
		}
		moved := path + ".moved"
		must(t, os.Link(path, moved))
		if replaced {
			must(t, os.Rename(other, path))
		} else {
			must(t, os.Remove(path))
		}
		before, _ := os.ReadFile(path)
		must(t, s.Close())
		if after, _ := os.ReadFile(path); string(after) != string(before) {
			t.Error("the file that is there now was written to")
		}
		if left, _ := filepath.Glob(path + "-*"); len(left) > 0 {
			t.Errorf("left %v", left)
		}
		was, err := Open(t.Context(), moved)
		must(t, err)
		must(t, was.View(t.Context(), func(r Reader) error {
			if kept, err := r.Settings("note"); err != nil || kept[""] != "kept" {
				t.Errorf("the file that was opened has %q, %v", kept, err)
			}
			return nil
		}))
		must(t, was.Close())
	}
}

// A copy with the same records is another file all the same: its pages lie elsewhere,
// and SQLite remembers where they lay.
func TestACopyOfTheSameContentIsNoticed(t *testing.T) {
	for _, drained := range []bool{true, false} {
		s, path, _ := beside(t)
		for range 3 {
			must(t, s.Update(t.Context(), func(tx *Tx) error { return tx.SetSetting("note", strings.Repeat("x", 1<<16)) }))
		}
		must(t, s.Update(t.Context(), noting))
		if drained {
			if done, err := s.Drain(t.Context()); err != nil || !done {
				t.Fatalf("drained %v, %v", done, err)
			}
		}
		same := path + ".copy"
		must(t, s.CopyTo(t.Context(), same))
		b, err := os.ReadFile(same)
		must(t, err)
		must(t, os.WriteFile(path, b, 0o644))
		var d *Displaced
		if err := s.Update(t.Context(), noting); !errors.As(err, &d) || d.How != Overwritten {
			t.Errorf("drained %v: %v, want it overwritten", drained, err)
		}
	}
}

// A workspace is one also while another program folds its log into the file.
func TestAWorkspaceIsToldWhileItIsFolded(t *testing.T) {
	s, path, _ := beside(t)
	defer s.Close()
	ended := make(chan error, 1)
	stop := make(chan struct{})
	go func() {
		defer close(ended)
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			err := s.Update(context.Background(), func(t *Tx) error {
				for i := range 20 {
					if err := t.SetSetting(fmt.Sprint("note", n, i), strings.Repeat("kept ", 2000)); err != nil {
						return err
					}
				}
				return nil
			})
			if err == nil {
				_, err = s.Drain(context.Background())
			}
			if err != nil {
				ended <- err
				return
			}
		}
	}()
	for range 3000 {
		if err := recognise(path); err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
