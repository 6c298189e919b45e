package widgets

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

// window shows an object in a window of a size under our theme.
func window(t *testing.T, o fyne.CanvasObject, w, h float32) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func key(n fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: n} }

func TestElideFitsAndKeepsWhatFits(t *testing.T) {
	test.NewTempApp(t)
	long := "Kishida visits Pyongyang by 31 August 2024"
	if got := Elide(long, Style{}, 1000); got != long {
		t.Errorf("cut although it fits: %q", got)
	}
	for _, w := range []float32{20, 60, 120, 200} {
		got := Elide(long, Style{}, w)
		if !strings.HasSuffix(got, "…") || Measure(got, Style{}).Width > w+1 {
			t.Errorf("at %g: %q is %g wide", w, got, Measure(got, Style{}).Width)
		}
	}
}

func TestBreakKeepsEveryLetterAndTheWidth(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{
		"Officials in Seoul estimate that thousands of containers were shipped since autumn; if they held only 152 mm rounds.",
		"首相官邸、訪朝の見通しを明言せず。首相官邸、訪朝の見通しを明言せず。",
		"one\n\ntwo lines", "averyveryverylongwordthatfitsnowhereatallonanyline", "",
	} {
		runes := []rune(text)
		var back strings.Builder
		for _, s := range Break(runes, Style{}, 120) {
			line := string(runes[s.From:s.To])
			back.WriteString(line)
			if w := Measure(line, Style{}).Width; w > 124 {
				t.Errorf("%q is %g wide", line, w)
			}
		}
		squeeze := strings.NewReplacer(" ", "", "\n", "")
		if squeeze.Replace(back.String()) != squeeze.Replace(text) {
			t.Errorf("letters lost: %q from %q", back.String(), text)
		}
	}
	if got := Wrap("首相官邸、訪朝", Style{}, 60, 0); len(got) < 2 || strings.HasPrefix(got[1], "、") {
		t.Errorf("ideographs: %q", got)
	}
	if got := Wrap("interval 0.100–0.201", Style{}, 100, 0); len(got) != 2 || got[1] != "0.100–0.201" {
		t.Errorf("a range is broken: %q", got)
	}
	if got := Wrap("one two three four five six seven", Style{}, 60, 2); len(got) != 2 || !strings.HasSuffix(got[1], "…") {
		t.Errorf("at most two lines: %q", got)
	}
}

func TestBoxesHaveExactGaps(t *testing.T) {
	a, b, c := NewFill(theme.Bg, theme.None, 0), NewFill(theme.Bg, theme.None, 0), NewFill(theme.Bg, theme.None, 0)
	window(t, HBox(8, Sized(20, 10, a), Flex(b), Sized(30, 30, c)), 200, 50)
	parent := HBox(8, Sized(20, 10, a), Flex(b), Sized(30, 30, c))
	parent.Resize(fyne.NewSize(200, 50))
	got := []float32{}
	for _, o := range parent.Objects {
		got = append(got, o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height)
	}
	want := []float32{0, 20, 20, 10, 28, 25, 134, 0, 170, 10, 30, 30}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestButtonActsOnceAPress(t *testing.T) {
	n := 0
	b := NewButton("Record", "check", func() { n++ })
	window(t, b, 120, 32)
	test.Tap(b)
	if n != 1 {
		t.Fatalf("a tap acts %d times", n)
	}
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	press.Position = fyne.NewPos(10, 10)
	b.MouseDown(press)
	b.MouseUp(press)
	b.Tapped(&fyne.PointEvent{})
	if n != 2 {
		t.Fatalf("press, release and tap act %d times together", n-1)
	}
	b.MouseDown(press)
	away := *press
	away.Position = fyne.NewPos(-5, 10)
	b.MouseUp(&away)
	b.TypedKey(key(fyne.KeySpace))
	b.TypedKey(key(fyne.KeyReturn))
	if n != 4 {
		t.Fatalf("let go outside, Space, Enter: %d", n-2)
	}
	b.MouseDown(press) // a press that moved: no tap comes
	b.Dragged(&fyne.DragEvent{PointEvent: press.PointEvent})
	b.MouseUp(press)
	b.DragEnd()
	b.MouseDown(press)
	b.Dragged(&fyne.DragEvent{PointEvent: press.PointEvent})
	b.Dragged(&fyne.DragEvent{PointEvent: away.PointEvent})
	b.DragEnd()
	if n != 5 {
		t.Fatalf("a press that moved inside and one that left act %d times", n-4)
	}
	b.Disable()
	test.Tap(b)
	if n != 5 {
		t.Error("a disabled button acts")
	}
}

func TestFieldFillTellsNobodyAndPassesKeysOn(t *testing.T) {
	f := NewField("Name")
	var typed []string
	f.OnChange = func(s string) { typed = append(typed, s) }
	w := window(t, f, 200, 32)
	var passed []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = append(passed, e.Name) })
	f.Fill("from the store")
	f.Fill("")
	test.Type(f, "ab")
	f.TypedKey(key(fyne.KeyEscape))
	if !reflect.DeepEqual(typed, []string{"a", "ab"}) || !reflect.DeepEqual(passed, []fyne.KeyName{fyne.KeyEscape}) {
		t.Errorf("typed %q, passed %q", typed, passed)
	}
	done := 0
	area := NewArea("", 80)
	area.OnSubmit = func() { done++ }
	w.SetContent(area)
	area.TypedKey(key(fyne.KeyReturn))
	area.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if done != 1 || area.AcceptsTab() {
		t.Errorf("submitted %d times, Tab is kept: %v", done, area.AcceptsTab())
	}
}

func TestProbabilityFieldStepsAndRefuses(t *testing.T) {
	f := NewProbabilityField()
	f.Parse = func(s string) (float64, error) {
		var p float64
		if _, err := fmt.Sscan(s, &p); err != nil || p > 100 {
			return 0, errors.New("no probability")
		}
		return p / 100, nil
	}
	window(t, f, 104, 44)
	var told []float64
	f.OnChange = func(p float64) { told = append(told, p) }
	f.Set(0.12)
	f.entry.TypedKey(key(fyne.KeyUp))
	f.entry.TypedKey(key(fyne.KeyDown))
	f.entry.SetText("120")
	if _, ok := f.Value(); ok || f.Err() == nil {
		t.Error("120 is taken")
	}
	f.entry.SetText("7")
	if p, ok := f.Value(); !ok || p != 0.07 {
		t.Errorf("7 gives %g, %v", p, ok)
	}
	if want := []float64{0.13, 0.12, 0.07}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestSliderMovesByKeyAndPress(t *testing.T) {
	var told []float64
	s := NewSlider(func(v float64) { told = append(told, v) })
	window(t, s, 214, 18)
	s.Set(0.5)
	s.TypedKey(key(fyne.KeyRight))
	s.TypedKey(key(fyne.KeyHome))
	test.TapAt(s, fyne.NewPos(7+100, 9))
	if want := []float64{0.51, 0, 0.5}; !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

func TestListKeepsOnlyRowsInViewAndMoves(t *testing.T) {
	made, picked, opened := 0, []int{}, []int{}
	l := NewList(20, func() fyne.CanvasObject { made++; return NewText("", Style{}) }, func(i int, o fyne.CanvasObject, _ bool) {
		o.(*Text).SetText(fmt.Sprint("row ", i))
	})
	l.Name = func(i int) string { return fmt.Sprint("row ", i) }
	l.OnSelect = func(i int) { picked = append(picked, i) }
	l.OnOpen = func(i int) { opened = append(opened, i) }
	w := window(t, l, 200, 100)
	l.SetLength(10_000)
	test.TapCanvas(w.Canvas(), fyne.NewPos(50, 45))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyReturn} {
		l.TypedKey(key(k))
	}
	for _, r := range "row 42" {
		l.TypedRune(r)
	}
	want := []int{2, 3, 9999, 9998, 0, 4}
	if !reflect.DeepEqual(picked[:6], want) || !reflect.DeepEqual(opened, []int{4}) || l.Selected() != 42 {
		t.Errorf("picked %v, want %v; opened %v; typed to %d", picked, want, opened, l.Selected())
	}
	if made > 8 {
		t.Errorf("%d rows made for five in view", made)
	}
}

type person struct {
	name  string
	brier float64
}

func TestTableSortsAndCopies(t *testing.T) {
	table := NewTable(30,
		Column[person]{Title: "Name", Text: func(p person) string { return p.name }, Less: func(a, b person) bool { return a.name < b.name }},
		Column[person]{Title: "Brier", Width: 60, Align: fyne.TextAlignTrailing, Text: func(p person) string { return fmt.Sprint(p.brier) },
			Less: func(a, b person) bool { return a.brier < b.brier }})
	w := window(t, table.Object(), 300, 200)
	table.SetRows([]person{{"Ibis", 0.142}, {"Heron", 0.158}, {"Crane", 0.164}})
	test.TapCanvas(w.Canvas(), fyne.NewPos(30, 15))
	if got := table.TSV(); got != "Name\tBrier\nCrane\t0.164\nHeron\t0.158\nIbis\t0.142" {
		t.Errorf("by name: %q", got)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(270, 15))
	test.TapCanvas(w.Canvas(), fyne.NewPos(270, 15))
	table.Select(0)
	table.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "Crane\t0.164" {
		t.Errorf("worst first, copied: %q", got)
	}
}

func TestDropdownOpensAndTakesTheRowPressed(t *testing.T) {
	got := -1
	d := NewDropdown("Tags", []string{"All", "DPRK", "Japan"}, 0, func(i int) { got = i })
	w := window(t, VBox(0, HBox(0, d)), 400, 300)
	test.Tap(d)
	if len(w.Canvas().Overlays().List()) != 1 {
		t.Fatal("no list opened")
	}
	list := w.Canvas().Focused().(*List)
	list.TypedKey(key(fyne.KeyDown))
	list.TypedKey(key(fyne.KeyReturn))
	if got != 1 || d.Chosen() != 1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("chosen %d, %d open", got, len(w.Canvas().Overlays().List()))
	}
}

// What a menu opens has the keys: it must open as the press ends.
func TestAMenuPicksWhereThePressEnds(t *testing.T) {
	got := -1
	b := NewButton("Explain", "", nil)
	w := window(t, VBox(0, HBox(0, b)), 400, 300)
	PopMenu(b, []string{"All", "DPRK"}, -1, func(i int) { got = i })
	list := w.Canvas().Focused().(*List)
	second := fyne.PointEvent{Position: fyne.NewPos(20, menuRow*1.5)}
	list.MouseDown(&desktop.MouseEvent{PointEvent: second, Button: desktop.MouseButtonPrimary})
	if got != -1 || list.Selected() != 1 || len(w.Canvas().Overlays().List()) != 1 {
		t.Fatalf("the press alone picks %d of the menu, with %d selected", got, list.Selected())
	}
	list.Tapped(&second)
	if got != 1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("picked %d", got)
	}
}

func TestWhatIsTypedIntoAFieldFilledWhileSelectedIsKept(t *testing.T) {
	for _, fill := range []string{"", "3", "55"} { // what stands there stays selected
		f := NewField("").Replaced()
		w := window(t, f, 300, 40)
		f.Fill("44")
		w.Canvas().Focus(f)
		f.Fill(fill)
		test.Type(f, "20")
		if f.Text != "20" {
			t.Errorf("%q and then 20 is %q", fill, f.Text)
		}
	}
}

func TestTipShowsItsWords(t *testing.T) {
	b := NewIconButton("link", "Copy the address", nil)
	layer := TipLayer(VBox(0, HBox(0, b)))
	window(t, layer, 300, 200)
	card := tips.layers[len(tips.layers)-1].card
	now := time.Date(2024, 2, 1, 9, 0, 0, 0, time.UTC)
	var wait *fyne.Animation
	clock, start := tips.now, tips.start
	t.Cleanup(func() { tips.now, tips.start = clock, start })
	tips.now, tips.start = func() time.Time { return now }, func(a *fyne.Animation) { wait = a }

	// rests lets the pointer rest on the button for a share of the wait.
	rests := func(share float32, want time.Duration) {
		t.Helper()
		b.MouseIn(&desktop.MouseEvent{})
		if card.Visible() || wait.Duration != want {
			t.Errorf("shown at once: %v; waits %v, want %v", card.Visible(), wait.Duration, want)
		}
		wait.Tick(share)
		if card.Visible() != (share == 1) {
			t.Errorf("after %g of the wait: shown is %v", share, card.Visible())
		}
	}
	leaves := func() {
		t.Helper()
		gone := wait
		b.MouseOut()
		gone.Tick(1)
		if card.Visible() {
			t.Error("the tip stays")
		}
	}
	tips.last = time.Time{}
	rests(0.5, tipDelay)
	leaves()
	rests(1, tipDelay)
	leaves()
	now = now.Add(time.Second / 2)
	rests(1, tipNext) // from one to the next
	leaves()
	now = now.Add(time.Second)
	rests(1, tipDelay)
	leaves()
}

// TestGallery draws the widgets into the folder WEATHERVANE_PICTURES, to look at.
func TestGallery(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		t.Skip("WEATHERVANE_PICTURES is not set")
	}
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		w := window(t, NewFill(theme.Bg, theme.None, 0), 900, 560)
		fyne.CurrentApp().Settings().SetTheme(theme.New(mode))
		w.SetContent(Stack(NewFill(theme.Bg, theme.None, 0), gallery()))
		w.Resize(fyne.NewSize(900, 560))
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("widgets-%d.png", mode)))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, w.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

func gallery() fyne.CanvasObject {
	p := NewProbabilityField()
	p.Set(0.12)
	s := NewSlider(nil)
	s.Set(0.12)
	y := NewYardstick([]Piece{{0, .05, ""}, {.05, .2, ""}, {.2, .45, ""}, {.45, .55, ""}, {.55, .8, ""}, {.8, .95, ""}, {.95, 1, ""}})
	y.Set(0.12)
	lr := NewSlider(nil)
	lr.Min, lr.Max, lr.Colour = -1, 1, func(float64) theme.Role { return theme.For }
	lr.Ticks = []Tick{{-1, "0.1"}, {-0.5, "0.3"}, {0, "1"}, {0.5, "3"}, {1, "10"}}
	lr.Set(0.4)
	bar := NewProgressBar(40)
	bar.Set(0.41, theme.Accent)
	d := NewDivergingBar(5)
	d.Set(0.4)
	field := NewField("Search or jump to…")
	filled := NewField("")
	filled.Fill("northeast-asia-desk-2024-02-21")
	area := NewArea("", 80)
	area.Fill("A ceiling, not a count. Same officials gave the earlier figure, so not independent of it.")
	left := VBox(12,
		HBox(8, NewPrimary("New question", "plus", nil), NewButton("Not now", "", nil), NewButton("Show", "", nil).Small(), NewLink("Question", "plus", nil), NewIconButton("link", "", nil)),
		NewPrimary("Record", "", nil).WithKey("Ctrl Enter"),
		NewButton("New question", "plus", nil).WithKey("Ctrl N").Spread(),
		HBox(8, NewSegmented(28, []string{"All 62", "Open 24", "Due 3"}, 0, nil), NewSegmented(32, []string{"Brier", "Log", "Spherical"}, 0, nil)),
		HBox(8, NewDropdown("Forecaster", []string{"Crane"}, 0, nil), NewDropdown("", []string{"Sorted by last change"}, 0, nil).Plain()),
		HBox(8, NewChip("Open", Informative), NewChip("Due", Cautious), NewChip("Resolved", Neutral), NewChip("Yes", Positive), NewChip("Refused", Negative), NewGrade("B2"), NewKeyCap("Ctrl K")),
		HBox(12, bar, Sized(72, 14, d), NewCheckbox("Hide rationales", true, nil), NewCheckbox("Heron", false, nil)),
		field, filled, area,
	)
	right := VBox(12,
		HBox(12, p, NewText("very unlikely", Style{Weight: theme.SemiBold})), s, y, Sized(196, 0, lr),
		NewBanner(Cautious, "warning", "Nothing is changed until you merge"),
		NewParagraph("Resolves Yes if the Prime Minister of Japan is in Pyongyang for an announced meeting with Kim Jong Un. 首相官邸、訪朝の見通しを明言せず 국회의원 선거 여론조사", Style{Colour: theme.Mid}, 3),
		Sized(0, 160, NewPanel(NewEmptyState("evidence", "No articles yet", "Paste a text or drop a file to begin.", NewPrimary("Paste text", "plus", nil)))),
	)
	return Pad(16, 16, 16, 16, HBoxFull(16, Flex(NewPanel(Pad(16, 16, 16, 16, left))), Flex(NewTitledPanel(NewTitleRow("Update", "12 % since 19 Feb"), true, Pad(16, 16, 16, 16, right)))))
}

func TestWhatATableCutsIsReadWhole(t *testing.T) {
	long := "Officials in Seoul estimate that thousands of containers were shipped since autumn"
	table := NewTable(30, Column[string]{Title: "Finding", Text: func(r string) string { return r }},
		Column[string]{Title: "Twice", Lines: 2, Text: func(r string) string { return r + " " + r }})
	window(t, table.Object(), 400, 200)
	table.SetRows([]string{long, "Short"})
	move := func(x, y float32) string {
		e := &desktop.MouseEvent{}
		e.Position = fyne.NewPos(x, y)
		table.MouseMoved(e)
		if tips.over != fyne.CanvasObject(table.List) {
			return ""
		}
		return tips.words
	}
	for _, c := range []struct {
		x, y float32
		want string
	}{{60, 10, long}, {300, 10, long + " " + long}, {60, 40, ""}, {300, 40, ""}, {60, 12, long}, {60, 150, ""}} {
		if got := move(c.x, c.y); got != c.want {
			t.Errorf("at %g, %g: %q, want %q", c.x, c.y, got, c.want)
		}
	}
}
