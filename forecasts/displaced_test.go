package forecasts_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// windowed is a desk as a window has it: it watches its file, and a backup was made.
func windowed(t *testing.T) (*desktest.Clock, *forecasts.Desk) {
	t.Helper()
	c := desktest.Start()
	d := desktest.Must(forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "Crane.vane"), "Crane", desktest.EnvFor(t, "Crane", c)))(t)
	t.Cleanup(func() { d.Close() })
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	desktest.Must(d.DailyBackup(t.Context()))(t)
	return c, d
}

// asked lists the titles of a desk's questions.
func asked(t *testing.T, d *forecasts.Desk) string {
	t.Helper()
	var all []string
	for _, q := range desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t) {
		all = append(all, q.Title)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func elsewhere(t *testing.T, d *forecasts.Desk, from string, titles ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), filepath.Base(from))
	desktest.CopyWorkspace(t, from, path)
	other := desktest.Must(forecasts.Open(t.Context(), path, d.Env))(t)
	for _, title := range titles {
		desktest.Ask(t, other, title)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, path string) string {
	t.Helper()
	return string(desktest.Must(os.ReadFile(path))(t))
}

// What is recorded while the file is displaced is kept in a copy, nothing is written to
// the file that is there instead, and both are one again when that is asked for.
func TestADisplacedWorkspaceLosesNothing(t *testing.T) {
	for _, c := range []struct {
		name   string
		how    model.Displacement
		do     func(t *testing.T, path, other string) error
		rejoin func(path string, a session.Apart) string
		want   string
	}{
		{"moved", model.Gone, func(t *testing.T, path, _ string) error { return os.Rename(path, path+".elsewhere.vane") },
			func(path string, a session.Apart) string { return a.Now }, "hail, rain, sun"},
		{"deleted", model.Gone, func(t *testing.T, path, _ string) error { return os.Remove(path) },
			func(path string, a session.Apart) string { return path }, "hail, rain, sun"},
		{"replaced", model.Replaced, func(t *testing.T, path, other string) error { return os.Rename(other, path) },
			func(path string, a session.Apart) string { return path }, "hail, rain, snow, sun"},
		{"overwritten", model.Overwritten, func(t *testing.T, path, other string) error {
			return os.WriteFile(path, []byte(content(t, other)), 0o644)
		}, func(path string, a session.Apart) string { return path }, "hail, rain, snow, sun"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock, d := windowed(t)
			path := d.Path()
			desktest.Ask(t, d, "rain")
			other := elsewhere(t, d, path, "snow")
			clock.Pass(time.Minute)
			desktest.Ask(t, d, "hail")
			if err := c.do(t, path, other); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			clock.Pass(time.Minute)
			desktest.Ask(t, d, "sun")
			a := d.Apart()
			if a == nil || a.How != c.how || a.Of != path || a.Lost {
				t.Fatalf("it is kept apart as %+v", a)
			}
			if got := asked(t, d); got != "hail, rain, sun" {
				t.Errorf("the copy has %s", got)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the other file was written to")
			}
			joined := desktest.Must(d.Rejoin(t.Context(), c.rejoin(path, *a)))(t)
			t.Cleanup(func() { joined.Close() })
			if got := asked(t, joined); got != c.want {
				t.Errorf("together they have %s, want %s", got, c.want)
			}
			desktest.Sound(t, joined)
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			if left, _ := filepath.Glob(filepath.Join(d.Env.State, "apart", "*", "*")); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if beside, _ := filepath.Glob(path + "-*"); c.how == model.Gone && c.name == "moved" && len(beside) > 0 {
				t.Errorf("left beside: %v", beside)
			}
		})
	}
}

// What was kept apart and not brought back is there at the next start.
func TestWhatWasKeptApartIsFoundAgain(t *testing.T) {
	clock, d := windowed(t)
	path := d.Path()
	desktest.Ask(t, d, "rain")
	other := elsewhere(t, d, path, "snow")
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	clock.Pass(time.Minute)
	desktest.Ask(t, d, "sun")
	if kept := session.KeptApart(d.Env, path); len(kept) > 0 {
		t.Errorf("offered while a window works on it: %v", kept)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	next := desktest.Must(forecasts.Open(t.Context(), path, d.Env))(t)
	t.Cleanup(func() { next.Close() })
	a, found, err := next.KeptApart(t.Context())
	if err != nil || !found {
		t.Fatalf("found %v, %v", found, err)
	}
	if n := desktest.Must(next.TakeIn(t.Context(), a))(t); n == 0 {
		t.Error("nothing came")
	}
	if got := asked(t, next); got != "rain, snow, sun" {
		t.Errorf("together they have %s", got)
	}
	if _, found, err := next.KeptApart(t.Context()); found || err != nil {
		t.Errorf("it is offered again: %v", err)
	}
	desktest.Sound(t, next)
}

// Another workspace is imported like a forecast file, without what only its owner may
// know of it having been signed by anyone.
func TestAWorkspaceIsImported(t *testing.T) {
	_, d := windowed(t)
	desktest.Ask(t, d, "rain")
	other := elsewhere(t, d, d.Path(), "snow")
	desktest.Must(d.ImportFiles(t.Context(), []string{other}, importing.Options{}))(t)
	if got := asked(t, d); got != "rain, snow" {
		t.Errorf("it has %s", got)
	}
}

// A command is told, and records nothing anywhere.
func TestACommandIsToldThatItsFileMoved(t *testing.T) {
	c := desktest.Start()
	d := desktest.Must(forecasts.Create(t.Context(), filepath.Join(t.TempDir(), "Crane.vane"), "Crane", desktest.EnvFor(t, "Crane", c)))(t)
	t.Cleanup(func() { d.Close() })
	if err := os.Rename(d.Path(), d.Path()+".moved"); err != nil {
		t.Fatal(err)
	}
	err := d.Record(t.Context(), func(*model.Tx, *session.Author) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "was moved or deleted while it was open; nothing was recorded") {
		t.Errorf("it is told %v", err)
	}
	if d.Apart() != nil {
		t.Error("a copy was made")
	}
}

// Where a folder above the workspace is renamed or deleted, the window notices it by
// itself, and puts back file and folder.
func TestAFolderThatIsDisplacedIsNoticed(t *testing.T) {
	for name, do := range map[string]func(top string) error{
		"renamed": func(top string) error { return os.Rename(top, top+" away") },
		"deleted": os.RemoveAll,
	} {
		t.Run(name, func(t *testing.T) {
			c := desktest.Start()
			top := filepath.Join(t.TempDir(), "top")
			path := filepath.Join(top, "inner", "Crane.vane")
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			d := desktest.Must(forecasts.Create(t.Context(), path, "Crane", desktest.EnvFor(t, "Crane", c)))(t)
			t.Cleanup(func() { d.Close() })
			desktest.Ask(t, d, "rain")
			news := make(chan struct{}, 8)
			d.OnChange(func([]session.Changed) { news <- struct{}{} })
			if err := d.Watch(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := do(top); err != nil {
				t.Fatal(err)
			}
			for d.Apart() == nil {
				<-news
			}
			joined := desktest.Must(d.Rejoin(t.Context(), path))(t)
			t.Cleanup(func() { joined.Close() })
			if got := asked(t, joined); got != "rain" {
				t.Errorf("it has %s", got)
			}
		})
	}
}

// apart is a desk whose file was deleted, and who asked about rain and sun.
func apart(t *testing.T) *forecasts.Desk {
	t.Helper()
	clock, d := windowed(t)
	desktest.Ask(t, d, "rain")
	if err := os.Remove(d.Path()); err != nil {
		t.Fatal(err)
	}
	clock.Pass(time.Minute)
	desktest.Ask(t, d, "sun")
	if d.Apart() == nil {
		t.Fatal("nothing is kept apart")
	}
	return d
}

// Save as writes a new file, and to nothing that is there.
func TestSaveAsTakesNoFilesPlace(t *testing.T) {
	d := apart(t)
	c := desktest.Start()
	foreign := filepath.Join(t.TempDir(), "Gull.vane")
	gull := desktest.Must(forecasts.Create(t.Context(), foreign, "Gull", desktest.EnvFor(t, "Gull", c)))(t)
	if err := gull.Close(); err != nil {
		t.Fatal(err)
	}
	before, kept := content(t, foreign), d.Apart().Kept
	for _, path := range []string{foreign, t.TempDir(), kept, filepath.Join(filepath.Dir(kept), "beside.vane"), filepath.Join(t.TempDir(), "no", "folder.vane")} {
		if _, err := d.SaveApart(t.Context(), path); err == nil {
			t.Errorf("it is saved as %s", path)
		}
	}
	if content(t, foreign) != before {
		t.Error("another workspace was written to")
	}
	desktest.Ask(t, d, "wind") // it goes on
	path := filepath.Join(t.TempDir(), "saved.vane")
	saved := desktest.Must(d.SaveApart(t.Context(), path))(t)
	t.Cleanup(func() { saved.Close() })
	if got := asked(t, saved); got != "rain, sun, wind" {
		t.Errorf("it has %s", got)
	}
}

// What would be recorded in a copy after it was taken elsewhere is refused: the copy is
// removed.
func TestNothingIsRecordedInACopyThatWasTaken(t *testing.T) {
	d := apart(t)
	joined := desktest.Must(d.Rejoin(t.Context(), d.Apart().Of))(t)
	t.Cleanup(func() { joined.Close() })
	if _, err := d.Ask(t.Context(), journal.Asked{Title: "late", Closes: desktest.At(2024, 8, 31)}); err == nil {
		t.Error("it was recorded where it is lost")
	}
}

// A link whose target was deleted is put back as a link.
func TestTheTargetOfALinkIsPutBack(t *testing.T) {
	c := desktest.Start()
	dir := t.TempDir()
	target, path := filepath.Join(dir, "folder", "target.vane"), filepath.Join(dir, "Crane.vane")
	if err := errors.Join(os.Mkdir(filepath.Dir(target), 0o700), os.Symlink(target, path)); err != nil {
		t.Fatal(err)
	}
	d := desktest.Must(forecasts.Create(t.Context(), path, "Crane", desktest.EnvFor(t, "Crane", c)))(t)
	t.Cleanup(func() { d.Close() })
	if err := d.Watch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Dir(target)); err != nil {
		t.Fatal(err)
	}
	desktest.Ask(t, d, "rain")
	joined := desktest.Must(d.Rejoin(t.Context(), path))(t)
	t.Cleanup(func() { joined.Close() })
	if to, err := os.Readlink(path); err != nil || to != target || asked(t, joined) != "rain" {
		t.Errorf("the link goes to %s (%v), with %s", to, err, asked(t, joined))
	}
}

// What was kept apart is found again from wherever its file is opened.
func TestWhatWasKeptApartIsFoundFromElsewhere(t *testing.T) {
	clock, d := windowed(t)
	desktest.Ask(t, d, "rain")
	of := d.Path()
	now := filepath.Join(t.TempDir(), "moved.vane")
	if err := os.Rename(of, now); err != nil {
		t.Fatal(err)
	}
	clock.Pass(time.Minute)
	desktest.Ask(t, d, "sun")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.vane")
	if err := os.Symlink(now, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{of, now, link} {
		if kept := session.KeptApart(d.Env, path); len(kept) != 1 {
			t.Errorf("opened as %s, %d copies are found", path, len(kept))
		}
	}
	if kept := session.KeptApart(d.Env, filepath.Join(filepath.Dir(now), "other.vane")); len(kept) > 0 {
		t.Errorf("another file finds %v", kept)
	}
}
