package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/search"
	"weathervane/forecasts/session"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// open builds a shell on a desk in a window of its own.
func open(t *testing.T, desk Desk) (*Shell, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, nil)
	s, err := draw(win, desk, SnapshotOptions{Page: "questions", Width: 1440, Height: 900})
	if err != nil {
		t.Fatal(err)
	}
	return s, win
}

func TestCommandsAreUniqueAndInAMenu(t *testing.T) {
	s, win := open(t, uitest.Rich())
	ids, keys, inMenu := map[string]bool{}, map[string]string{}, map[string]bool{}
	for _, m := range win.MainMenu().Items {
		for _, item := range m.Items {
			inMenu[m.Label+"/"+item.Label] = true
		}
	}
	for _, c := range s.commands {
		if ids[c.ID] {
			t.Errorf("two commands are %q", c.ID)
		}
		ids[c.ID] = true
		if other := keys[c.Keys]; c.Keys != "" && other != "" {
			t.Errorf("%s has the keys of %s: %s", c.ID, other, c.Keys)
		}
		keys[c.Keys] = c.ID
		if !inMenu[c.Menu+"/"+c.Title] {
			t.Errorf("%s is in no menu", c.ID)
		}
		if c.Enabled == nil || c.Run == nil || c.Title == "" {
			t.Errorf("%s is not whole", c.ID)
		}
		switch c.Keys {
		case "Ctrl+Z", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A", "Ctrl+Y":
			if !c.Shared {
				t.Errorf("%s takes %s from the text fields", c.ID, c.Keys)
			}
		}
		if sc := shortcut(c.Keys); strings.Contains(c.Keys, "+") && (sc == nil || sc.KeyName == "") {
			t.Errorf("%s: keys %q are not understood", c.ID, c.Keys)
		}
	}
}

func TestCommandsRestWhileADialogIsOpen(t *testing.T) {
	s, win := open(t, uitest.Rich())
	if !s.Do("question.ask") || !dialogs.Open(win.Canvas()) {
		t.Fatal("no dialog opened")
	}
	if s.Do("go.scores") || s.Route().Page != "questions" {
		t.Error("a command ran behind the dialog")
	}
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if dialogs.Open(win.Canvas()) {
		t.Fatal("Escape does not close it")
	}
	if !s.Do("go.scores") || s.Route().Page != "scores" {
		t.Error("commands still rest after the dialog closed")
	}
}

// Who leaves a page of scores releases what was read for it.
func TestLeavingScoresForgetsThem(t *testing.T) {
	d := uitest.Rich()
	s, _ := open(t, d)
	for n, name := range []string{"scores", "forecasters"} {
		s.Do("go." + name)
		if s.Route().Page != name || d.Forgotten() != n {
			t.Fatalf("on %s, forgotten %d times", s.Route().Page, d.Forgotten())
		}
		s.Do("go.questions")
		if d.Forgotten() != n+1 {
			t.Fatalf("%s left, forgotten %d times", name, d.Forgotten())
		}
	}
}

func TestBackAndForward(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	q := func(n int) page.Route { return page.Route{Page: "questions", ID: uitest.ID(n).String()} }
	s.Open(q(2))
	s.Open(q(5))
	s.Do("go.scores")
	for _, want := range []page.Route{q(5), q(2)} {
		s.Do("back")
		if got := s.current().Route(); got != want {
			t.Errorf("back is at %v, want %v", got, want)
		}
	}
	s.Do("forward")
	s.Do("forward")
	if s.Route().Page != "scores" {
		t.Errorf("forward is at %v", s.Route())
	}
	if s.Do("forward") {
		t.Error("forward goes beyond the end")
	}
}

func TestTheQuestionOneWasAtIsWhereBackLeads(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	s.Open(page.Route{Page: "questions", ID: uitest.ID(2).String()})
	s.Do("question.next") // by arrow, not by a route
	at := s.current().Route()
	s.Do("go.scores")
	s.Do("back")
	if got := s.current().Route(); got != at {
		t.Errorf("back leads to %v, want %v", got, at)
	}
}

func TestPaletteGoesToAQuestion(t *testing.T) {
	s, win := open(t, uitest.Rich())
	s.Do("palette")
	c := win.Canvas()
	test.Type(c.Focused(), "putin")
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if dialogs.Open(c) {
		t.Error("the palette stays open")
	}
	if got, want := s.current().Route().ID, uitest.ID(6).String(); got != want {
		t.Errorf("at %.6s, want %.6s", got, want)
	}
	s.Do("palette")
	test.Type(c.Focused(), "scores")
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.Route().Page != "scores" {
		t.Errorf("at %v, want scores", s.Route())
	}
}

func TestPaletteFindsWhatIsSaid(t *testing.T) {
	d := uitest.Rich()
	d.Hits = []search.Hit{
		{Kind: "question", Title: d.Rows[5].Title, In: search.HitPlace{Question: d.Rows[5].ID}}, // there by its title
		{Kind: "comment", Title: d.Rows[2].Title, Snippet: "the pilots of the sound", In: search.HitPlace{Question: d.Rows[2].ID}},
	}
	s, win := open(t, d)
	s.Do("palette")
	c := win.Canvas()
	test.Type(c.Focused(), d.Rows[5].Title)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := s.current().Route(); got != (page.Route{Page: "questions", ID: d.Rows[2].ID.String()}) {
		t.Errorf("at %v, want the question of the comment", got)
	}
}

func TestUndoIsForWhatThisSittingRecorded(t *testing.T) {
	d := uitest.Rich()
	s, win := open(t, d)
	if s.Do("undo") {
		t.Error("undone although nothing was recorded")
	}
	d.Last = "finding.filed"
	win.Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	if calls := d.Calls(); len(calls) == 0 || calls[len(calls)-1] != "Undo" {
		t.Errorf("Ctrl+Z did %v", calls)
	}
	for _, m := range s.mainMenu().Items {
		for _, i := range m.Items {
			if i.Label == "Undo what was recorded last" && i.Shortcut != nil {
				t.Error("the menu takes Ctrl+Z from text fields")
			}
		}
	}
}

func TestTagsNarrowTheList(t *testing.T) {
	d := uitest.Rich()
	d.Rows[3].Tags = []string{"ROK"}
	s, _ := open(t, d)
	s.Do("go.scores")
	test.Tap(s.nav.tags["ROK"])
	if s.Route().Page != "questions" || s.questions.Tag() != "ROK" || !s.nav.tags["ROK"].Chosen() {
		t.Errorf("at %v with tag %q", s.Route(), s.questions.Tag())
	}
	test.Tap(s.nav.tags["ROK"])
	if s.questions.Tag() != "" {
		t.Error("a second press does not take the tag back")
	}
}

func TestASampleSaysSo(t *testing.T) {
	d := uitest.Rich()
	d.Standing.Sample = true
	s, win := open(t, d)
	if !s.bar.sample.Visible() || !strings.Contains(test.RenderToMarkup(win.Canvas()), ">Sample<") {
		t.Error("nothing says that this is a sample")
	}
}

func TestDroppedFilesGoWhereTheyBelong(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) fyne.URI {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return storage.NewFileURI(path)
	}
	one, two := file("a b.txt", "A title\n\nA text of one line.\n"), file("two.txt", "Another\n\nText.\n")
	file("folder/three.txt", "A third\n\nText.\n")
	folder, shared := storage.NewFileURI(filepath.Join(dir, "folder")), file("heron.forecasts", "no file\n")
	strange := file("picture.xyz", "?")
	for _, c := range []struct {
		name string
		uris []fyne.URI
		page string
		told string
	}{
		{"an article", []fyne.URI{one}, pageEvidence, ""},
		{"several articles", []fyne.URI{one, two}, pageEvidence, "added"},
		{"a folder", []fyne.URI{folder}, pageEvidence, ""},
		{"a forecast file", []fyne.URI{shared}, pageExchange, ""},
		{"both kinds", []fyne.URI{one, shared}, pageExchange, "wait on the Evidence page"},
		{"a strange one beside", []fyne.URI{strange, shared}, pageExchange, "not articles"},
		{"a strange one", []fyne.URI{strange}, pageQuestions, "neither"},
		{"nothing", nil, pageQuestions, ""},
	} {
		s, _ := open(t, uitest.Rich())
		s.drop(c.uris)
		if s.Route().Page != c.page {
			t.Errorf("%s: at %q, want %q", c.name, s.Route().Page, c.page)
		}
		if told := s.bar.message.Text(); c.told != "" && (!s.bar.toast.Visible() || !strings.Contains(told, c.told)) {
			t.Errorf("%s: told %q", c.name, told)
		}
	}
}

func TestNothingIsDroppedBehindADialog(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	s.Do("question.ask")
	if s.Drop([]string{"heron.forecasts"}); s.Route().Page != pageQuestions {
		t.Errorf("at %q", s.Route().Page)
	}
}

func TestChangesOfOthersAreShown(t *testing.T) {
	d := uitest.Rich()
	test.NewTempApp(t)
	win := test.NewTempWindow(t, nil)
	s := newShell(win, d, NewInlineRunner(nil))
	s.listen()
	win.SetContent(s.Object())
	s.Open(page.Route{Page: "questions"})
	d.Standing.Records = 4321
	d.Change(session.Changed{Topic: session.TopicQuestion, ID: uitest.ID(1)})
	if got := s.bar.left[0].Text(); !strings.Contains(got, "4\u202f321") {
		t.Errorf("the bar still says %q", got)
	}
}

// A shell that is left hears nothing more of its desk.
func TestAShellThatIsLeftTakesItsListenersOff(t *testing.T) {
	d := uitest.Rich()
	test.NewTempApp(t)
	s := newShell(test.NewTempWindow(t, nil), d, NewInlineRunner(nil))
	s.listen()
	if n := d.Listeners(); n != 1 {
		t.Fatalf("%d listeners of an open shell", n)
	}
	s.Leave()
	if n := d.Listeners(); n != 0 {
		t.Errorf("%d listeners are left behind", n)
	}
}

func TestUnknownPageIsRefused(t *testing.T) {
	if _, err := Snapshot(uitest.Rich(), SnapshotOptions{Page: "nowhere"}); err == nil || !strings.Contains(err.Error(), "scores") {
		t.Errorf("the error is %v", err)
	}
}

func TestOnlyTheRunnerStartsGoroutines(t *testing.T) {
	starts := regexp.MustCompile(`(?m)^\s*go (func|[a-zA-Z.]+\()|fyne\.Do\b|fyne\.DoAndWait`)
	err := filepath.WalkDir(".", func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == "run.go" {
			return err
		}
		b, err := os.ReadFile(path)
		if m := starts.Find(b); m != nil {
			t.Errorf("%s has %q: only run.go may", path, m)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAThousandPageSwitchesLeaveNothingBehind(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	for range 500 {
		s.Do("go.scores")
		s.Do("go.questions")
	}
	if len(s.runner.stop) != 0 || len(s.trail.places) > trailLength {
		t.Errorf("%d works and %d places are left", len(s.runner.stop), len(s.trail.places))
	}
}
