package today

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/assets/words"
	"weathervane/forecasts/seal"
	"weathervane/forecasts/today"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// A host keeps also what was to be done where the page led.
type host struct {
	uitest.Host
	did []string
}

func (h *host) OpenAnd(r page.Route, command string) {
	h.Open(r)
	h.did = append(h.did, command)
}

func (h *host) Do(command string) bool {
	h.did = append(h.did, command)
	return true
}

func open(t *testing.T, d *uitest.Desk, width float32) (*Page, *host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(width, 818))
	p.Show()
	if len(h.Failed) > 0 {
		t.Fatal(h.Failed)
	}
	return p, h
}

// at is the title of the task that has the focus.
func (h *host) at(t *testing.T) string {
	t.Helper()
	task, ok := h.Win.Canvas().Focused().(*widgets.Task)
	if !ok {
		t.Fatalf("%T has the keys, not a row", h.Win.Canvas().Focused())
	}
	return task.Text().Title
}

func (h *host) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestTheFirstRowHasTheKeysAndEnterLeadsToItsUpdate(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d, 1232)
	if got := h.at(t); got != d.Doing.Due[0].Title {
		t.Fatalf("the keys are at %q", got)
	}
	h.press(fyne.KeyReturn)
	want := page.Route{Page: "questions", ID: d.Doing.Due[0].ID.String()}
	if len(h.Opened) != 1 || h.Opened[0] != want || len(h.did) != 1 || h.did[0] != "question.record" {
		t.Errorf("opened %v, did %v", h.Opened, h.did)
	}
	if _, more := p.Heading(); more != "Wednesday 21 February 2024 · 14 things to do" {
		t.Errorf("the heading says %q", more)
	}
}

func TestArrowsWalkThroughPanelsAndColumns(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d, 1232)
	h.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if got := h.at(t); got != d.Doing.Closing[0].Title {
		t.Errorf("three down is %q", got)
	}
	h.press(fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	if got := h.at(t); got != d.Doing.Due[0].Title {
		t.Errorf("up ends at %q", got)
	}
	h.press(fyne.KeyRight)
	if got := h.at(t); got != d.Doing.Unjudged[0].Title {
		t.Errorf("right is %q", got)
	}
	h.press(fyne.KeyRight, fyne.KeyEnd)
	if got := h.at(t); got != told(d.Doing.News[2]) {
		t.Errorf("the end of the last column is %q", got)
	}
	h.Win.Resize(fyne.NewSize(892, 618))
	h.press(fyne.KeyHome)
	if len(p.columns.shown) != 2 || h.at(t) != d.Doing.Unjudged[0].Title {
		t.Errorf("in two columns home is %q", h.at(t))
	}
	h.press(fyne.KeyEnd)
	if p.scroll.Offset() == 0 {
		t.Error("the last row was not scrolled into view")
	}
}

func TestTheKeysStayWithTheirRowAfterReading(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d, 1232)
	h.press(fyne.KeyDown)
	want := d.Doing.Due[1].Title
	d.Doing.Due = d.Doing.Due[1:]
	p.Show()
	if got := h.at(t); got != want {
		t.Errorf("after reading again the keys are at %q, want %q", got, want)
	}
}

func TestTheKeysGoOnWhereSomethingWasDone(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d, 1232)
	next := d.Doing.Due[1].Title
	d.Doing.Due = d.Doing.Due[1:]
	p.Show()
	if got := h.at(t); got != next {
		t.Errorf("after the first was done the keys are at %q", got)
	}
	d.Doing.Due = nil
	p.Show()
	if got := h.at(t); got != d.Doing.Closing[0].Title {
		t.Errorf("after all was done the keys are at %q", got)
	}
}

func TestEveryRowLeadsSomewhere(t *testing.T) {
	p, h := open(t, uitest.Rich(), 1232)
	rows := 0
	for _, column := range p.tasks() {
		for _, one := range column {
			before := len(h.Opened)
			test.Tap(one.task)
			if len(h.Opened) != before+1 || h.Opened[before].Page == "" {
				t.Errorf("%q leads nowhere", one.task.Text().Title)
			}
			rows++
		}
	}
	if rows < 15 {
		t.Errorf("only %d rows are shown", rows)
	}
}

func TestEmptyPanelsSayWhatIsNotToDo(t *testing.T) {
	d := uitest.Rich()
	d.Doing = today.View{}
	p, h := open(t, d, 1232)
	for _, column := range p.columns.three() {
		for _, one := range column {
			if one == p.panels.seals {
				if one.object.Visible() {
					t.Error("without a seal to show there is a panel of them")
				}
				continue
			}
			if !one.empty.Visible() || one.none.Text() == "" || one.list.Visible() {
				t.Errorf("%s says nothing", one.title.Title.Text())
			}
		}
	}
	if _, more := p.Heading(); !strings.HasSuffix(more, "nothing to do") || h.Win.Canvas().Focused() != nil {
		t.Errorf("the heading says %q", more)
	}
}

func TestSealsToShowHaveAPanelWhileThereAreSome(t *testing.T) {
	d := uitest.Rich()
	d.Doing.Seals = []seal.Owed{{Question: d.Rows[0].ID, Forecast: d.Rows[1].ID, Title: d.Rows[0].Title, Until: journal.InstantOf(d.Now().Add(9 * 24 * time.Hour))}}
	p, h := open(t, d, 1232)
	l := p.panels.seals
	if !l.object.Visible() || len(l.list.Objects) != 1 || !strings.HasPrefix(l.lines[0].task.Text().More, "resolved · export or sync it by ") {
		t.Fatalf("the panel says %q", l.lines[0].task.Text().More)
	}
	widgets.Focus(l.lines[0].task)
	h.press(fyne.KeyReturn)
	if len(h.Opened) == 0 || h.Opened[len(h.Opened)-1].Page != "exchange" {
		t.Errorf("Enter leads to %v", h.Opened)
	}
}

func TestANewWorkspaceShowsFirstSteps(t *testing.T) {
	d := uitest.Rich()
	d.Doing = today.View{Empty: true}
	p, h := open(t, d, 1232)
	if !p.first.Visible() || p.scroll.Visible() {
		t.Error("there is no first step")
	}
	if h.press(fyne.KeyReturn); len(h.did) != 1 || h.did[0] != "question.ask" {
		t.Errorf("Enter does %v", h.did)
	}
}

func TestManyRowsAreShownInSteps(t *testing.T) {
	d := uitest.Rich()
	for len(d.Doing.Due) < 10000 {
		d.Doing.Due = append(d.Doing.Due, d.Doing.Due[0])
	}
	p, _ := open(t, d, 1232)
	due := p.panels.due
	if n := len(due.list.Objects); n != firstRows || due.more.Text() != "9\u202f996 more" {
		t.Fatalf("%d rows, and %q", n, due.more.Text())
	}
	test.Tap(due.more)
	if n := len(due.list.Objects); n != firstRows+moreRows {
		t.Errorf("after a press %d rows", n)
	}
}

func TestArticlesAreJudgedOneAfterAnother(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d, 1232)
	all := d.Doing.Unjudged
	seen := map[string]bool{}
	at := ""
	for range all {
		next, ok := p.NextArticle(at)
		if !ok || seen[next] {
			t.Fatalf("after %.6s comes %.6s", at, next)
		}
		seen[next], at = true, next
	}
	p.view.Unjudged = all[:1]
	if _, ok := p.NextArticle(all[0].ID.String()); ok {
		t.Error("the last article leads to itself")
	}
}

func TestWhatWasSeenIsSaid(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d, 1232)
	test.Tap(p.catchUp)
	if calls := d.Calls(); len(calls) != 1 || calls[0] != "CatchUp 1" {
		t.Errorf("calls %q", calls)
	}
}

func TestWordsOfRows(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d, 1232)
	v, c := d.Doing, words.Calendar{Now: uitest.Present, Zone: uitest.Present.Location()}
	for _, got := range []struct{ got, want string }{
		{dueRows(v.Due, c)[0].More, "4 findings not yet weighed"},
		{dueRows(v.Due, c)[1].More, "your forecast is 42 days old"},
		{closingRows(v.Closing, c)[0].More, "closes Sunday 25 Feb"},
		{resolveRows(v.ToResolve, c)[0].More, "closed yesterday"},
		{signpostRows(v.Signposts, c)[0].More, "Quiet thaw · check was due 2 days ago"},
		{signpostRows(v.Signposts, c)[1].More, "Quiet thaw · check by 24 Feb"},
		{incoherentRows(v.Incoherent)[0].More, "stated 12\u202f% · implied by scenarios 19\u202f%"},
		{incoherentRows(v.Incoherent)[1].More, "66\u202f% by the earlier date, only 61\u202f% by the later"},
		{disagreementRows(v.Disagreements)[0].More, "you 41\u202f%, Ibis 82\u202f%"},
		{told(v.News[0]), "added 4 articles and 12 findings"},
		{newsRows(v.News, c)[1].Tail, "12 → 9"},
		{newsRows(v.News, c)[2].Tail, "Yes"},
		{baseWords(p.brier.record), "31\u202f% better than base rates"},
	} {
		if got.got != got.want {
			t.Errorf("%q, want %q", got.got, got.want)
		}
	}
	if text, role, icon := changeWords(p.brier.record); text != "0.008 in 30 days" || role != theme.GoodInk || icon != "down" {
		t.Errorf("%q %v %q", text, role, icon)
	}
}

// What the window's goroutine does to show ten thousand of everything.
func BenchmarkDraw10000(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Light))
	d := uitest.Rich()
	v := &d.Doing
	for len(v.Due) < 10000 {
		v.Due, v.Closing, v.ToResolve = append(v.Due, v.Due[0]), append(v.Closing, v.Closing[0]), append(v.ToResolve, v.ToResolve[0])
		v.Disagreements, v.Deadlines = append(v.Disagreements, v.Disagreements[0]), append(v.Deadlines, v.Deadlines[1])
		v.Unjudged, v.News = append(v.Unjudged, v.Unjudged[0]), append(v.News, v.News[1])
	}
	h := &host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(b, p.Object())
	h.Win.Resize(fyne.NewSize(1232, 818))
	p.view, p.loaded = d.Doing, true
	for b.Loop() {
		p.draw()
	}
}

// With nothing to do a panel has the height that it had while it was read.
func TestAPanelKeepsItsPlaceWhenItsAnswerComes(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d, 1232)
	top := func(l *panel) float32 { return l.object.Position().Y }
	d.Doing = today.View{}
	unread := New(&host{}, d)
	unread.object.Resize(fyne.NewSize(1232, 818))
	p.Show()
	for i, l := range []*panel{unread.panels.due, unread.panels.closing, unread.panels.resolve, unread.panels.signposts, unread.panels.team, unread.panels.news} {
		shown := []*panel{p.panels.due, p.panels.closing, p.panels.resolve, p.panels.signposts, p.panels.team, p.panels.news}[i]
		if top(l) != top(shown) || l.object.Size() != shown.object.Size() {
			t.Errorf("%s is at %v, %v high while it is read; then at %v, %v high", l.title.Title.Text(), top(l), l.object.Size().Height, top(shown), shown.object.Size().Height)
		}
	}
}
