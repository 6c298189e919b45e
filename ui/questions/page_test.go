package questions

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// at opens the page on a desk at one of its questions.
func at(t *testing.T, d *uitest.Desk, n int) (*Page, *uitest.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(1232, 818))
	uitest.Follow(d, p)
	p.Arrive(uitest.ID(n).String())
	p.Show()
	return p, h
}

func ctrlEnter(f fyne.Focusable) {
	f.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

func key(f fyne.Focusable, name fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: name}) }

// write replaces what stands in the field that has the focus.
func write(h *uitest.Host, text string) {
	f := h.Win.Canvas().Focused()
	f.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f, text)
}

func TestAForecastIsRecordedByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	p.Do(Record)
	test.Type(h.Win.Canvas().Focused(), "9.5") // in place of what stood there
	h.Win.Canvas().Focus(p.update.area)
	write(h, "No named envoy.")
	ctrlEnter(h.Win.Canvas().Focused())
	want := `Forecast ` + uitest.ID(2).Short() + ` {"p":0.095} No named envoy.`
	if got := d.Calls(); len(got) != 1 || got[0] != want {
		t.Fatalf("recorded %q, want %q", got, want)
	}
	if len(h.Said) != 1 || p.update.area.Text != "" {
		t.Errorf("said %q; the rationale still is %q", h.Said, p.update.area.Text)
	}
	if h.Win.Canvas().Focused() != fyne.Focusable(p.list.list) {
		t.Errorf("the keys are at %T, not at the list", h.Win.Canvas().Focused())
	}
	key(h.Win.Canvas().Focused(), fyne.KeyDown)
	if p.view.ID != uitest.ID(3) {
		t.Errorf("Down leads to %s", p.view.Title)
	}
}

func TestANumberThatIsNoneIsToldAndKept(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	for _, text := range []string{"120", "120 %", "-3", "abc"} {
		p.Do(Record)
		write(h, text)
		ctrlEnter(h.Win.Canvas().Focused())
		if len(d.Calls()) > 0 || !p.update.wrong.Visible() || p.update.wrong.Text() == "" {
			t.Errorf("%q: calls %v, told %q", text, d.Calls(), p.update.wrong.Text())
		}
	}
}

func TestWhatTheDeskRefusesStaysInThePanel(t *testing.T) {
	d := uitest.Rich()
	d.Refuse = errors.New("the folder is read-only: copy the workspace elsewhere")
	p, h := at(t, d, 2)
	p.Do(Record)
	write(h, "33")
	h.Win.Canvas().Focus(p.update.area)
	write(h, "Kept.")
	ctrlEnter(h.Win.Canvas().Focused())
	v, _ := p.update.number.Value()
	if !strings.Contains(p.update.wrong.Text(), "read-only") || p.update.area.Text != "Kept." || v != 0.33 {
		t.Errorf("told %q; kept %q and %g", p.update.wrong.Text(), p.update.area.Text, v)
	}
	d.Refuse = nil
	ctrlEnter(p.update.area)
	if len(d.Calls()) != 2 {
		t.Errorf("a second try is not made: %v", d.Calls())
	}
}

func TestADraftIsKeptForEachQuestion(t *testing.T) {
	p, h := at(t, uitest.Rich(), 2)
	p.Do(Record)
	write(h, "44")
	h.Win.Canvas().Focus(p.update.area)
	write(h, "Half a thought")
	p.step(1)
	if p.update.area.Text != "" {
		t.Errorf("the next question has %q", p.update.area.Text)
	}
	p.step(-1)
	if v, _ := p.update.number.Value(); p.update.area.Text != "Half a thought" || v != 0.44 {
		t.Errorf("back again there are %q and %g", p.update.area.Text, v)
	}
	p.Show() // somebody else wrote
	if p.update.area.Text != "Half a thought" {
		t.Errorf("after reading again there is %q", p.update.area.Text)
	}
}

func TestSharesAreRecordedOnlyWhenTheyFit(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 11)
	p.Do(Record)
	write(h, "90")
	ctrlEnter(h.Win.Canvas().Focused())
	if len(d.Calls()) > 0 || !strings.Contains(p.update.wrong.Text(), "155") {
		t.Fatalf("calls %v, told %q", d.Calls(), p.update.wrong.Text())
	}
	test.Tap(p.update.shares.rest)
	p.Submit()
	if len(d.Calls()) != 1 || !strings.Contains(d.Calls()[0], `"probs"`) {
		t.Fatalf("calls %v; told %q", d.Calls(), p.update.wrong.Text())
	}
}

func TestAShareIsReplacedByWhatIsTypedAndKeptWhereItIsNone(t *testing.T) {
	p, h := at(t, uitest.Rich(), 11)
	p.Do(Record)
	c := h.Win.Canvas()
	test.Type(c.Focused(), "x1")
	c.FocusNext() // its slider
	c.FocusNext()
	test.Type(c.Focused(), "7")
	if f := p.update.shares; f.fields[0].Text != "x1" || f.fields[1].Text != "7" || f.values[1] != 0.07 || f.fits() {
		t.Errorf("fields %q and %q, values %v", f.fields[0].Text, f.fields[1].Text, f.values)
	}
	p.Show() // somebody else wrote
	if f := p.update.shares; f.fields[0].Text != "x1" {
		t.Errorf("after reading again there is %q", f.fields[0].Text)
	}
	if p.Submit(); !strings.Contains(p.update.wrong.Text(), "x1") {
		t.Errorf("told %q", p.update.wrong.Text())
	}
}

func TestASliderMovesTheOtherShares(t *testing.T) {
	p, _ := at(t, uitest.Rich(), 11)
	key(p.update.shares.sliders[0], fyne.KeyEnd)
	if got := sum(p.update.shares.values); got < 0.999999 || got > 1.000001 || p.update.shares.values[0] != 1 {
		t.Errorf("shares %v", p.update.shares.values)
	}
}

func TestEvidenceIsUsed(t *testing.T) {
	p, _ := at(t, uitest.Rich(), 2)
	if !p.update.hint.Visible() {
		t.Fatal("what the evidence implies is not shown")
	}
	test.Tap(p.update.use)
	if v, _ := p.update.number.Value(); v != 0.09 {
		t.Errorf("Use gives %g", v)
	}
}

func TestColleaguesAreHiddenWhileBlind(t *testing.T) {
	d := uitest.Rich()
	v := d.Views[uitest.ID(2)]
	v.Blind = true
	v.Standing = v.Standing[2:]
	d.Views[uitest.ID(2)] = v
	p, h := at(t, d, 2)
	data := timelineData(v, "", 0, cal)
	if len(data.Members) > 0 || len(data.Median) > 0 {
		t.Error("the chart shows colleagues")
	}
	if p.team.shows || p.team.rows > 0 || !p.team.blind.Visible() {
		t.Error("the team panel shows colleagues")
	}
	if strings.Contains(test.RenderToMarkup(h.Win.Canvas()), "Kestrel") {
		t.Error("a colleague's name stands somewhere")
	}
}

func TestWhatCannotBeDoneIsNotOffered(t *testing.T) {
	p, _ := at(t, uitest.Rich(), 2)
	for a, want := range map[Action]bool{Record: true, Revise: true, Resolve: true, Annul: true, Reopen: false, Confirm: false, Withdraw: true} {
		if p.Can(a) != want {
			t.Errorf("open: %s is %v", a, !want)
		}
	}
	p, _ = at(t, uitest.Rich(), 5)
	for a, want := range map[Action]bool{Record: false, Resolve: false, Annul: false, Reopen: true, Confirm: true, Withdraw: false} {
		if p.Can(a) != want {
			t.Errorf("resolved: %s is %v", a, !want)
		}
	}
}

func TestQuantilesLieOnOneAxis(t *testing.T) {
	v := uitest.Rich().Views[uitest.ID(12)]
	bands := bandsOf(v)
	if m, ok := bands[0].at(0.5); len(bands) != 3 || !ok || m != 118 {
		t.Errorf("%d bands, median %g", len(bands), m)
	}
	if m, _ := bands[0].at(0.375); m != 111.5 {
		t.Errorf("between 25 and 50 %% lies %g", m)
	}
	if _, ok := bands[0].at(0.01); ok {
		t.Error("below the first quantile something is said")
	}
	v.Blind = true
	if got := bandsOf(v); len(got) != 1 || !got[0].mine {
		t.Errorf("while blind %d bands are drawn", len(got))
	}
	if items := bandsScene(v, cal, fyne.NewSize(592, 244)).Items; len(items) < 8 {
		t.Errorf("only %d things are drawn", len(items))
	}
}

// topDialog is the dialog that is over the window.
func topDialog(t *testing.T, h *uitest.Host) *dialogs.Dialog {
	t.Helper()
	d, ok := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	if !ok {
		t.Fatal("no dialog is open")
	}
	return d
}

func TestAskingByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	p.Do(Ask)
	c := h.Win.Canvas()
	write(h, "Rain by Friday?")
	key(c.Focused(), fyne.KeyReturn) // too early: no close
	if len(d.Calls()) > 0 || topDialog(t, h).ProblemText() == "" {
		t.Fatalf("asked without a close: %v", d.Calls())
	}
	write(h, "2020-01-01") // the keys went to the field that is wrong
	key(c.Focused(), fyne.KeyReturn)
	if len(d.Calls()) > 0 {
		t.Fatalf("asked with a close that is past: %v", d.Calls())
	}
	write(h, "in 6 weeks")
	d.Refuse = errors.New("the disk is full")
	ctrlEnter(c.Focused())
	if got := topDialog(t, h).ProblemText(); got != "The disk is full." {
		t.Fatalf("told %q", got)
	}
	d.Refuse = nil
	asked := listing.Question{ID: journal.ID{0xee}, Title: "Rain by Friday?", Type: "binary", Status: "open"}
	d.Views[asked.ID] = question.View{Question: asked}
	ctrlEnter(c.Focused())
	calls := d.Calls()
	if dialogs.Open(c) || len(calls) != 2 || calls[1] != "Ask Rain by Friday? binary [] []" {
		t.Errorf("calls %q, open %v", calls, dialogs.Open(c))
	}
	if c.Focused() != p.update.number.Entry() {
		t.Errorf("the first forecast cannot be typed at once: %T has the keys", c.Focused())
	}
}

func TestResolvingByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 1)
	p.Do(Resolve)
	c := h.Win.Canvas()
	key(c.Focused(), fyne.KeyRight) // Yes
	topDialog(t, h).Accept()
	if got := d.Calls(); len(got) != 1 || !strings.HasPrefix(got[0], "Resolve "+uitest.ID(1).Short()+" true") {
		t.Fatalf("calls %q", got)
	}
	p.Do(Resolve)
	for range 3 {
		key(c.Focused(), fyne.KeyRight) // In part
	}
	topDialog(t, h).Accept()
	if len(d.Calls()) != 1 {
		t.Fatalf("resolved in part without a share: %q", d.Calls())
	}
	write(h, "25 %")
	topDialog(t, h).Accept()
	if got := d.Calls(); len(got) != 2 || !strings.Contains(got[1], " 0.25") {
		t.Errorf("calls %q", got)
	}
}

func TestOtherForms(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	for _, c := range []struct {
		action Action
		text   string
		want   string
	}{
		{Annul, "", "Annul"}, {Withdraw, "", "Withdraw"}, {Comment, "Well judged.", "Comment"}, {Revise, "Kishida visits Pyongyang by 30 September 2024", "Revise"},
	} {
		n := len(d.Calls())
		p.Do(c.action)
		dialog := topDialog(t, h)
		if c.text != "" {
			write(h, c.text)
		}
		dialog.Accept()
		calls := d.Calls()
		if len(calls) != n+1 || !strings.HasPrefix(calls[n], c.want) || dialog.IsOpen() {
			t.Errorf("%s: calls %q, still open %v: %s", c.action, calls[n:], dialog.IsOpen(), dialog.ProblemText())
			dialog.Close()
		}
	}
	if last := d.Calls()[len(d.Calls())-1]; !strings.Contains(last, `{"title":"Kishida visits Pyongyang by 30 September 2024"}`) {
		t.Errorf("the revision is %s", last)
	}
}

// A waiting host keeps what would be shown until the test says.
type waiting struct {
	uitest.Host
	shows []func()
}

func (w *waiting) Run(slot string, work func(ctx context.Context) (func(), error)) {
	show, err := work(context.Background())
	w.shows = append(w.shows, func() {
		if err != nil {
			w.Fail(err)
		} else if show != nil {
			w.Answered(slot)
			show()
		}
	})
}

func TestAnAnswerThatComesLateDoesNoHarm(t *testing.T) {
	test.NewTempApp(t)
	d := uitest.Rich()
	h := &waiting{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	p.Show()
	for _, a := range []Action{Record, Revise, Resolve, Next, CopyID} {
		p.Do(a) // nothing is here yet
	}
	p.FilterTag("DPRK")
	p.Submit()
	for len(h.shows) > 0 {
		f := h.shows[0]
		h.shows = h.shows[1:]
		f()
	}
	if p.view == nil || len(h.Failed) > 0 || len(d.Calls()) > 0 {
		t.Errorf("view %v, failed %v, calls %v", p.view != nil, h.Failed, d.Calls())
	}
}

func TestNoQuestionsYet(t *testing.T) {
	d := uitest.Rich()
	d.Rows = nil
	p, h := at(t, d, 0)
	p.wanted = journal.ID{}
	p.Show()
	if !p.list.empty.Visible() || p.layout.scroll.Visible() {
		t.Error("an empty workspace does not say what to do")
	}
	if len(h.Failed) > 1 {
		t.Errorf("failed %v", h.Failed)
	}
}

func TestTheFilterNarrowsAndEscapeLeaves(t *testing.T) {
	p, h := at(t, uitest.Rich(), 2)
	h.Win.Canvas().Focus(p.FindEntry())
	write(h, "putin")
	if len(p.listed.Nums) != 1 {
		t.Fatalf("%d rows", len(p.listed.Nums))
	}
	key(h.Win.Canvas().Focused(), fyne.KeyReturn)
	if p.view.ID != uitest.ID(6) {
		t.Errorf("Enter leads to %q", p.view.Title)
	}
	h.Win.Canvas().Focus(p.list.filter)
	key(h.Win.Canvas().Focused(), fyne.KeyEscape)
	if len(p.listed.Nums) != 12 {
		t.Errorf("after Escape %d rows", len(p.listed.Nums))
	}
}

func BenchmarkTenThousandQuestions(b *testing.B) {
	test.NewApp()
	d := uitest.Rich()
	for i := len(d.Rows); i < 10000; i++ {
		r := d.Rows[i%12]
		r.ID = uitest.ID(i + 1)
		d.Rows = append(d.Rows, r)
	}
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewWindow(p.Object())
	defer h.Win.Close()
	h.Win.Resize(fyne.NewSize(1232, 818))
	p.Show()
	for b.Loop() {
		p.list.list.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -37}})
	}
}
