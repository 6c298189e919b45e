package ui

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// patience keeps the work that a shell asks for until the test says, and the
// moment after which what waits for it tells that it is being read.
type patience struct{ work, moments []func() }

// patient builds a shell whose desk does not answer yet.
func patient(t *testing.T) (*Shell, *patience) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, nil)
	win.SetPadded(false)
	q := &patience{}
	s := newShell(win, uitest.Rich(), &Runner{
		Spawn: func(f func()) {
			if name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name(); strings.Contains(name, "(*Runner).Run.") {
				q.moments = append(q.moments, f)
				return
			}
			q.work = append(q.work, f)
		},
		OnUI:  func(f func()) { f() },
		Sleep: func(ctx context.Context, d time.Duration) bool { return d == readingAfter && ctx.Err() == nil },
	})
	win.SetContent(s.Object())
	win.Resize(fyne.NewSize(1440, 900))
	return s, q
}

// told gives what a page says, with where it says it.
func told(s *Shell, name string) map[string][]fyne.Position {
	s.goTo(name)
	s.win.Canvas().Capture()
	var all []word
	drawnWords(s.Object(), fyne.Position{}, frameOf(fyne.Position{}, s.win.Canvas().Size()), &all)
	said := map[string][]fyne.Position{}
	for _, w := range all {
		said[w.text] = append(said[w.text], fyne.NewPos(w.needs.x1, w.needs.y1))
	}
	return said
}

// changes are texts that name what is chosen or done, which may change with an answer.
var changes = []string{"Everyone", "Verifying…"}

var denial = regexp.MustCompile(`^(0 |No |None|Nothing|Nobody|Every |All .*\.$|There is no|Where you have)`)

func TestNothingIsSaidBeforeItIsKnown(t *testing.T) {
	s, q := patient(t)
	before := map[string]map[string][]fyne.Position{}
	for _, p := range pageList {
		before[p.name] = told(s, p.name)
		for text := range before[p.name] {
			if denial.MatchString(text) && text != "No file open" && !strings.HasPrefix(text, "Every record in a file") {
				t.Errorf("%s says %q before it is known", p.name, text)
			}
		}
	}
	drain(&q.moments)
	for _, p := range pageList {
		reading := told(s, p.name)
		if len(reading["Reading…"]) < 2 { // here and in the status bar
			t.Errorf("%s does not say that it reads", p.name)
		}
		delete(reading, "Reading…")
		for text, at := range reading {
			if !slices.Equal(at, before[p.name][text]) {
				t.Errorf("%s: %q is at %v, and was at %v", p.name, text, at, before[p.name][text])
			}
		}
	}
	drain(&q.work)
	for _, p := range pageList {
		after := told(s, p.name)
		drain(&q.work)
		if after["Reading…"] != nil {
			t.Errorf("%s reads still", p.name)
		}
		all := slices.Collect(maps.Keys(after))
		for text := range before[p.name] {
			if !slices.ContainsFunc(all, func(a string) bool { return strings.HasPrefix(a, text) }) && !slices.Contains(changes, text) {
				t.Errorf("%s said %q before it knew, and does not now", p.name, text)
			}
		}
	}
}

func TestWhatWasNotReadSaysSo(t *testing.T) {
	const unread = "This was not read. F5 reads it again."
	s, q := patient(t)
	for _, p := range pageList {
		told(s, p.name)
	}
	drain(&q.moments)
	s.runner.CancelAll()
	q.work = nil
	for _, p := range pageList {
		if said := told(s, p.name); said["Reading…"] != nil || said[unread] == nil {
			t.Errorf("%s does not say that it was not read", p.name)
		}
	}
	for _, p := range pageList {
		s.goTo(p.name)
		s.Do("reload")
		if told(s, p.name)[unread] != nil {
			t.Errorf("%s says that it was not read while it is", p.name)
		}
		drain(&q.work)
		if said := told(s, p.name); said[unread] != nil || said["Reading…"] != nil {
			t.Errorf("%s: what was read is not shown", p.name)
		}
	}
}

// A heard keeps what it was told.
type heard struct{ told []string }

func (h *heard) Asked()    { h.told = append(h.told, "asked") }
func (h *heard) Reading()  { h.told = append(h.told, "reading") }
func (h *heard) Answered() { h.told = append(h.told, "answered") }
func (h *heard) Unread()   { h.told = append(h.told, "unread") }

func TestWhatWaitsIsToldHowTheReadingGoes(t *testing.T) {
	var work []func()
	r := &Runner{Spawn: func(f func()) { work = append(work, f) }, OnUI: func(f func()) { f() }, Fail: func(error) {},
		Sleep: func(ctx context.Context, _ time.Duration) bool { return ctx.Err() == nil }}
	for _, c := range []struct {
		show  func()
		err   error
		order []int // of the work and the moment
		want  string
	}{
		{func() {}, nil, []int{1, 0}, "asked reading answered"},
		{func() {}, nil, []int{0, 1}, "asked answered"},
		{func() {}, errors.New("no"), []int{1, 0}, "asked reading unread"},
		{nil, nil, []int{0, 1}, "asked unread"},
	} {
		h := &heard{}
		work = nil
		r.Await("a", h)
		r.Run("a", func(context.Context) (func(), error) { return c.show, c.err })
		for _, i := range c.order {
			work[i]()
		}
		if got := strings.Join(h.told, " "); got != c.want {
			t.Errorf("told %q, want %q", got, c.want)
		}
	}
	h := &heard{}
	var _ page.Awaiting = h
	r.Await("a", h)
	for i := range 2 { // newer work takes the slot: that is waited for
		r.Run("a", func(context.Context) (func(), error) { return nil, fmt.Errorf("%d", i) })
	}
	r.Cancel("a")
	if got := strings.Join(h.told, " "); got != "asked asked unread" {
		t.Errorf("told %q", got)
	}
}

// Until it is read how one's forecasts score, the status bar has what was last known of
// it, and says so; the figure stands where the answer will, which it never replaces.
func TestTheLastStandingIsToldUntilItIsRead(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	d := uitest.Rich()
	win := test.NewTempWindow(t, nil)
	var work []func()
	s := newShell(win, d, &Runner{Spawn: func(f func()) { work = append(work, f) }, OnUI: func(f func()) { f() }, Sleep: func(context.Context, time.Duration) bool { return false }})
	win.SetContent(s.Object())
	d.LastOwn = forecasts.OwnStanding{Headline: uitest.P(0.171), Resolved: 37}
	drain(&work)
	if got := s.bar.right; got.Text() != "Brier 0.164 · 38 resolved" || got.Style().Colour != theme.Secondary {
		t.Errorf("once it is read, the bar says %q", got.Text())
	}
	s.bar.showLast(d.LastOwn)
	if s.bar.right.Text() != "Brier 0.164 · 38 resolved" {
		t.Errorf("what was known before replaces the answer: %q", s.bar.right.Text())
	}
	again := newStatusBar(s.runner)
	again.showLast(d.LastOwn)
	if got := again.right; got.Text() != "Last known: Brier 0.171 · 37 resolved" || got.Style().Colour != theme.Ter || got.Style().Align != fyne.TextAlignTrailing {
		t.Errorf("until it is read, the bar says %q", got.Text())
	}
}
