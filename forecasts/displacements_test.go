package forecasts_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
)

// displacing is a workspace to which something happens again and again while it is
// open, and all that was recorded in it.
type displacing struct {
	t        *testing.T
	rand     *rand.Rand
	clock    *desktest.Clock
	env      session.Env
	path     string
	desk     *forecasts.Desk
	recorded map[string]bool
	titles   int
	leave    context.CancelFunc // ends the watch
	beyond   string             // a folder of another file system, or of the same where there is none
}

// open opens the workspace as the window does: it watches, backs up, and takes back what
// an earlier session kept apart.
func (d *displacing) open() {
	d.t.Helper()
	if _, err := os.Stat(d.path); err != nil {
		kept := session.KeptApart(d.env, d.path)
		if len(kept) == 0 {
			d.t.Fatalf("there is neither a file nor a copy of it: %v", err)
		}
		d.desk = desktest.Must(forecasts.OpenApart(d.t.Context(), kept[0], d.env))(d.t)
		d.enter()
		d.rejoin(d.path)
		return
	}
	d.desk = desktest.Must(forecasts.Open(d.t.Context(), d.path, d.env))(d.t)
	d.enter()
	for {
		a, found, err := d.desk.KeptApart(d.t.Context())
		if err != nil {
			d.t.Fatal(err)
		}
		if !found {
			return
		}
		desktest.Must(d.desk.TakeIn(d.t.Context(), a))(d.t)
	}
}

func (d *displacing) enter() {
	d.t.Helper()
	var watching context.Context
	watching, d.leave = context.WithCancel(d.t.Context())
	if err := d.desk.Watch(watching); err != nil {
		d.t.Fatal(err)
	}
	desktest.Must(d.desk.DailyBackup(d.t.Context()))(d.t)
}

func (d *displacing) rejoin(path string) {
	d.t.Helper()
	joined := desktest.Must(d.desk.Rejoin(d.t.Context(), path))(d.t)
	d.close()
	d.desk, d.path = joined, path
	d.enter()
}

func (d *displacing) close() {
	d.t.Helper()
	d.leave()
	if err := d.desk.Close(); err != nil {
		d.t.Fatal(err)
	}
}

// record records something and notes that it was acknowledged.
func (d *displacing) record(desk *forecasts.Desk) {
	d.t.Helper()
	d.titles++
	d.clock.Pass(time.Minute)
	title := "question " + strconv.Itoa(d.titles)
	desktest.Ask(d.t, desk, title)
	d.recorded[title] = true
}

func (d *displacing) missing() (all []string) {
	here := map[string]bool{}
	for _, q := range desktest.Must(d.desk.Questions(d.t.Context(), listing.Filter{}))(d.t) {
		here[q.Title] = true
	}
	for title := range d.recorded {
		if !here[title] {
			all = append(all, title)
		}
	}
	slices.Sort(all)
	return all
}

// other makes what takes the file's place; owed tells that it has records that nothing
// else has.
func (d *displacing) other(kind string) (path string) {
	d.t.Helper()
	path = filepath.Join(d.t.TempDir(), "other.vane")
	switch kind {
	case "a text":
		if err := os.WriteFile(path, []byte("no workspace\n"), 0o644); err != nil {
			d.t.Fatal(err)
		}
	case "nothing":
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			d.t.Fatal(err)
		}
	case "foreign":
		name := fmt.Sprintf("Gull %d", d.titles)
		gull := desktest.Must(forecasts.Create(d.t.Context(), path, name, desktest.EnvFor(d.t, name, d.clock)))(d.t)
		d.record(gull)
		if err := gull.Sign(d.t.Context()); err != nil {
			d.t.Fatal(err)
		}
		if err := gull.Close(); err != nil {
			d.t.Fatal(err)
		}
	case "same", "older", "newer":
		desktest.CopyWorkspace(d.t, d.path, path)
		if kind == "newer" {
			other := desktest.Must(forecasts.Open(d.t.Context(), path, d.env))(d.t)
			for range 3 {
				d.record(other)
			}
			if err := other.Close(); err != nil {
				d.t.Fatal(err)
			}
		}
		if kind == "older" {
			d.record(d.desk)
		}
	}
	return path
}

// displace does something to the file, and says what.
func (d *displacing) displace() (what string) {
	d.t.Helper()
	var err error
	switch d.rand.IntN(4) {
	case 0:
		what = "renamed"
		err = os.Rename(d.path, filepath.Join(filepath.Dir(d.path), fmt.Sprintf("moved %d.vane", d.titles)))
	case 1:
		what = "deleted"
		err = os.Remove(d.path)
	default:
		kind := []string{"a text", "nothing", "foreign", "same", "older", "newer"}[d.rand.IntN(6)]
		way := []string{"renamed over it", "copied over it", "moved across file systems"}[d.rand.IntN(3)]
		what = kind + " " + way
		other := d.other(kind)
		switch way {
		case "renamed over it":
			near := d.path + ".new"
			if err = os.WriteFile(near, []byte(content(d.t, other)), 0o644); err == nil {
				err = os.Rename(near, d.path)
			}
		case "copied over it":
			err = os.WriteFile(d.path, []byte(content(d.t, other)), 0o644)
		default: // as mv does: it removes what is there first
			far := filepath.Join(d.beyond, "far.vane")
			if err = os.WriteFile(far, []byte(content(d.t, other)), 0o644); err == nil {
				err = os.Remove(d.path)
			}
			if err == nil {
				err = os.WriteFile(d.path, []byte(content(d.t, far)), 0o644)
			}
		}
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return what
}

// Whatever happens to the file of an open workspace, nothing that was recorded is lost,
// what took its place stays as it is until somebody chooses, and no file is left over.
func TestDisplacementsLoseNothing(t *testing.T) {
	rounds := 12
	if text := os.Getenv("WEATHERVANE_DISPLACEMENTS"); text != "" {
		var err error
		if rounds, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	c := desktest.Start()
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("WEATHERVANE_SEED"); text != "" {
		seed = desktest.Must(strconv.ParseUint(text, 10, 64))(t)
	}
	t.Logf("seed %d", seed)
	d := &displacing{t: t, rand: rand.New(rand.NewPCG(seed, 0)), clock: c, env: desktest.EnvFor(t, "Crane", c), //nolint:gosec // not a secret
		path: filepath.Join(t.TempDir(), "Crane.vane"), recorded: map[string]bool{}, beyond: t.TempDir()}
	if far, err := os.MkdirTemp("/dev/shm", "weathervane-test-*"); err == nil {
		d.beyond = far
		t.Cleanup(func() { os.RemoveAll(far) })
	}
	made := desktest.Must(forecasts.Create(t.Context(), d.path, "Crane", d.env))(t)
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	d.open()
	t.Cleanup(func() { d.desk.Close() })
	for round := range rounds {
		for range d.rand.IntN(3) {
			d.record(d.desk)
		}
		what := d.displace()
		before, _ := os.ReadFile(d.path)
		for range d.rand.IntN(3) {
			d.record(d.desk)
		}
		// What is recorded next notices it, whether or not the system has told by then.
		if err := d.desk.Record(t.Context(), func(*model.Tx, *session.Author) error { return nil }); err != nil {
			t.Fatalf("round %d, %s: %v", round, what, err)
		}
		if after, _ := os.ReadFile(d.path); string(after) != string(before) && d.desk.Apart() != nil {
			t.Fatalf("round %d, %s: the file that is there now was written to", round, what)
		}
		was := d.path
		t.Logf("round %d, %s: %+v", round, what, d.desk.Apart())
		if d.rand.IntN(2) == 0 { // ended, and started again
			d.close()
			if a := (&session.Apart{Of: d.path}); len(before) > 0 && !a.Other() || len(before) == 0 {
				if err := os.Remove(d.path); err != nil && !os.IsNotExist(err) { // what is no workspace is put away by the user
					t.Fatal(err)
				}
			}
			if _, err := os.Stat(d.path); err != nil && len(session.KeptApart(d.env, d.path)) == 0 {
				for _, moved := range desktest.Must(filepath.Glob(filepath.Join(filepath.Dir(d.path), "moved *.vane")))(t) {
					if err := os.Rename(moved, d.path); err != nil {
						t.Fatal(err)
					}
				}
			}
			d.open()
		}
		if a := d.desk.Apart(); a != nil {
			switch {
			case a.Now != "":
				d.rejoin(a.Now)
			case a.How == session.Gone || a.Other():
				d.rejoin(a.Of)
			default:
				d.rejoin(filepath.Join(t.TempDir(), "saved.vane"))
			}
		}
		if lost := d.missing(); len(lost) > 0 {
			t.Fatalf("round %d, %s: lost %s", round, what, strings.Join(lost, ", "))
		}
		desktest.Sound(t, d.desk)
		if left := desktest.Must(filepath.Glob(filepath.Join(d.env.State, "apart", "*", "*", "*.vane")))(t); len(left) > 0 && d.desk.Apart() == nil {
			t.Fatalf("round %d, %s: left %v", round, what, left)
		}
		if was != d.path {
			if left := desktest.Must(filepath.Glob(was + "-*"))(t); len(left) > 0 {
				if _, err := os.Stat(was); err != nil {
					t.Fatalf("round %d, %s: left %v", round, what, left)
				}
			}
		}
	}
}
