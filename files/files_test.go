package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var letters = Kind{Name: "letter", Begins: []string{"Dear "}}

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func content(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func put(t *testing.T, path, text string, mode fs.FileMode) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// alone checks that a folder has just the names.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	if strings.Join(have, " ") != strings.Join(names, " ") {
		t.Errorf("the folder has %q, want %q", have, names)
	}
}

func TestAnOutputReplacesItsKindAndKeepsTheMode(t *testing.T) {
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "Dear Ann", 0o640)
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a", link); err != nil {
		t.Skip(err)
	}
	n, err := letters.Write(t.Context(), Output{Path: link}, says("Dear Ben"))
	if err != nil || n != 8 {
		t.Fatal(n, err)
	}
	if got := content(t, path); got != "Dear Ben" {
		t.Errorf("the file behind the link has %q", got)
	}
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode became %v", info.Mode())
	}
	if to, err := os.Readlink(link); err != nil || to != "a" {
		t.Errorf("the link is no longer one: %v", err)
	}
	alone(t, dir, "a", "link")
}

func TestAnOutputIsMadeBehindALinkToNothing(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("new", link); err != nil {
		t.Skip(err)
	}
	if _, err := letters.Write(t.Context(), Output{Path: link}, says("Dear Ann")); err != nil {
		t.Fatal(err)
	}
	if got := content(t, filepath.Join(dir, "new")); got != "Dear Ann" {
		t.Errorf("the file has %q", got)
	}
}

func TestAnOutputDestroysNothing(t *testing.T) {
	dir := t.TempDir()
	other := put(t, filepath.Join(dir, "w.vane"), "SQLite format 3\x00", 0o644)
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Skip(err)
	}
	for _, path := range []string{other, dir, other + "-wal", other + "-shm", other + "-journal", loop} {
		if _, err := letters.Write(t.Context(), Output{Path: path}, says("Dear Ann")); err == nil {
			t.Errorf("%s was written", path)
		}
		if err := letters.Check(Output{Path: path}); err == nil {
			t.Errorf("%s passes the check", path)
		}
	}
	alone(t, dir, "loop", "w.vane")
	if got := content(t, other); got != "SQLite format 3\x00" {
		t.Errorf("the other file became %q", got)
	}
}

func TestAFailedOutputLeavesTheFormerFile(t *testing.T) {
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "Dear Ann", 0o644)
	full := errors.New("full")
	_, err := letters.Write(t.Context(), Output{Path: path}, func(w io.Writer) error {
		_, _ = io.WriteString(w, "Dear B")
		return full
	})
	if !errors.Is(err, full) {
		t.Error(err)
	}
	if got := content(t, path); got != "Dear Ann" {
		t.Errorf("the file has %q", got)
	}
	alone(t, dir, "a")
}

// nullDevice is a device that a faulty program may replace: root, who could replace
// the machine's own, has a copy.
func nullDevice(t *testing.T) string {
	t.Helper()
	if os.Geteuid() != 0 {
		return os.DevNull
	}
	device := filepath.Join(t.TempDir(), "device")
	if out, err := exec.Command("mknod", device, "c", "1", "3").CombinedOutput(); err != nil {
		t.Skipf("root cannot make a device here, and must not try the machine's own: %s", out)
	}
	f, err := os.OpenFile(device, os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("no devices work in %s, and root must not try the machine's own: %v", filepath.Dir(device), err)
	}
	f.Close()
	return device
}

func TestADeviceIsWrittenThrough(t *testing.T) {
	dir := t.TempDir()
	null, device := filepath.Join(dir, "null"), nullDevice(t)
	if err := os.Symlink(device, null); err != nil {
		t.Skip(err)
	}
	if _, err := letters.Write(t.Context(), Output{Path: null}, says("Dear Ann")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{null, device} {
		if info, err := os.Stat(path); err != nil || info.Mode()&fs.ModeCharDevice == 0 {
			t.Fatalf("%s is a device no longer: %v", path, err)
		}
	}
	alone(t, dir, "null")
}

func TestAPipeIsWrittenThrough(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip(err)
	}
	read := make(chan string)
	go func() {
		b, _ := os.ReadFile(pipe)
		read <- string(b)
	}()
	if _, err := letters.Write(t.Context(), Output{Path: pipe}, says("Dear Ann")); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "Dear Ann" {
		t.Errorf("the pipe gave %q", got)
	}
}

func TestWhatWaitsForAPipeEndsWhenTold(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := exec.Command("mkfifo", pipe).Run(); err != nil {
		t.Skip(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, stop)
	if _, err := Open(ctx, pipe); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	if _, err := letters.Write(ctx, Output{Path: pipe}, says("Dear Ann")); !errors.Is(err, context.Canceled) {
		t.Errorf("writing: %v", err)
	}
}

func TestANewFileReplacesNone(t *testing.T) {
	dir := t.TempDir()
	path := put(t, filepath.Join(dir, "a"), "one", 0o644)
	if err := Create(path, 0, says("two")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	temp := put(t, filepath.Join(dir, "temp"), "two", 0o644)
	if err := Place(temp, path); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if err := renameNew(temp, path); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if got := content(t, path); got != "one" {
		t.Errorf("the file has %q", got)
	}
}

func TestWhatStoppedProgramsLeftIsSwept(t *testing.T) {
	dir := t.TempDir()
	gone := exec.Command("true")
	if err := gone.Run(); err != nil {
		t.Skip(err)
	}
	old := time.Now().Add(-2 * left)
	word := strings.Repeat("A2", 13)
	name := func(pid int) string { return prefix + strconv.Itoa(pid) + "-" + word }
	for _, one := range []struct {
		name string
		at   time.Time
	}{
		{name(gone.Process.Pid), old},       // swept
		{name(gone.Process.Pid) + "B", old}, // swept
		{name(gone.Process.Pid) + "C", time.Now()},
		{name(syscall.Getpid()), old},
		{prefix + "notes.txt", old},
		{prefix + "12-notes", old},
		{"thesis.docx", old},
	} {
		path := put(t, filepath.Join(dir, one.name), "x", 0o644)
		if err := os.Chtimes(path, one.at, one.at); err != nil {
			t.Fatal(err)
		}
	}
	folder := filepath.Join(dir, name(gone.Process.Pid)+"D")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(folder, "copy"), "x", 0o600)
	if err := os.Chtimes(folder, old, old); err != nil {
		t.Fatal(err)
	}
	Sweep(dir)
	entries, _ := os.ReadDir(dir)
	var have []string
	for _, e := range entries {
		have = append(have, e.Name())
	}
	if len(have) != 5 {
		t.Errorf("what is left: %q", have)
	}
	for _, n := range []string{name(gone.Process.Pid), name(gone.Process.Pid) + "B", filepath.Base(folder)} {
		if _, err := os.Stat(filepath.Join(dir, n)); err == nil {
			t.Errorf("%s is left", n)
		}
	}
}
