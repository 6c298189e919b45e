package widgets

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/theme"
)

// drawings are the widgets as testdata has them: what each is made of, where
// it lies, and how it is coloured.
func drawings() map[string]fyne.CanvasObject {
	probability, wrong := NewProbabilityField(), NewProbabilityField()
	probability.Set(0.12)
	wrong.entry.SetText("120 %")
	slider, ratio := NewSlider(nil), NewSlider(nil)
	slider.Set(0.12)
	ratio.Min, ratio.Max, ratio.Ticks = -1, 1, []Tick{{-1, "0.1"}, {0, "1"}, {1, "10"}}
	ratio.Set(0.4)
	yardstick := NewYardstick([]Piece{{0, .05, "remote"}, {.05, .2, "very unlikely"}, {.2, .8, "even"}, {.8, 1, "likely"}})
	yardstick.Set(0.12)
	bar, diverging := NewProgressBar(40), NewDivergingBar(5)
	bar.Set(0.41, theme.Accent)
	diverging.Set(0.4)
	item, tag := NewNavItem("questions", "Questions", nil), NewNavTag("Japan", nil)
	item.SetCount("24")
	item.SetChosen(true)
	filled, disabled := NewField("Title"), NewButton("Merge", "check", nil)
	filled.Fill("Will the Diet be dissolved?")
	filled.SetWrong(true)
	disabled.Disable()
	table := NewTable(30, Column[person]{Title: "Name", Text: func(p person) string { return p.name }, Less: func(a, b person) bool { return a.name < b.name }},
		Column[person]{Title: "Once", Lines: 2, Text: func(p person) string { return "A long text of " + p.name + ", which takes two lines" }})
	table.SetRows([]person{{"Ibis", 0.1}, {"Heron", 0.2}})
	table.sortBy(0)
	table.Select(1)
	cells, swatch, task := NewCells([]string{"A", "B", "C"}, nil), NewSwatch(), NewTask(64)
	cells.Set(1)
	swatch.Set("40 %", theme.Accent, Heat(0.4), theme.Text)
	task.Set(TaskText{Lead: "Crane", Title: "Kishida visits Pyongyang"}, false, nil)
	return map[string]fyne.CanvasObject{
		"buttons": VBox(4, NewPrimary("Record", "", nil).WithKey("Ctrl Enter"), NewButton("New question", "plus", nil).WithKey("Ctrl N").Spread(),
			HBox(4, NewLink("Ledger", "scale", nil), NewIconButton("link", "Copy", nil), NewButton("Use", "", nil).Small(), disabled)),
		"choices":     VBox(4, NewSegmented(28, []string{"All 62", "Open 24", "Due 3"}, 1, nil), HBox(8, NewCheckbox("Heron", true, nil), NewCheckbox("Ibis", false, nil)), NewDropdown("Tags", []string{"All", "DPRK"}, 1, nil)),
		"chips":       HBox(4, NewChip("Open", Informative), NewChip("Due", Cautious), NewChip("Refused", Negative), NewGrade("B2"), NewKeyCap("Ctrl K"), bar, Sized(72, 14, diverging)),
		"fields":      VBox(4, filled, NewField("Tags, with commas"), NewArea("Why this number?", 60), HBox(8, probability, wrong)),
		"sliders":     VBox(4, slider, ratio, yardstick),
		"navigation":  VBox(0, item, tag, NewJumpField("Search or jump to…", "Ctrl K", nil)),
		"empty":       NewEmptyState("evidence", "No articles yet", "Paste a text or drop a file to begin.", NewPrimary("Paste text", "plus", nil)),
		"banner":      NewBanner(Cautious, "warning", "Nothing is changed until you merge"),
		"title":       NewTitledPanel(NewTitleRow("Update", "12 % since 19 Feb"), true, NewHairline()),
		"words":       VBox(4, NewText("A title that is far too long for the room that it has in this row of three hundred", Style{Weight: theme.SemiBold}), NewParagraph("The cabinet office says that no envoy was named, and that no visit is arranged.", Style{}, 2)),
		"table":       Sized(0, 120, table.Object()),
		"pressable":   NewPressable(Sized(0, 20, NewText("Open it", Style{})), nil),
		"rows":        VBox(4, cells, Sized(60, 28, swatch), task),
		"scroll":      Sized(0, 40, NewScroll(Sized(0, 200, NewFill(theme.AccentSoft, theme.Line, 4)))),
		"iconandline": HBox(4, NewIcon("flag", theme.Bad, 16), NewSeparator()),
	}
}

func TestWidgetsAreDrawnAsBefore(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		test.NewTempApp(t).Settings().SetTheme(theme.New(mode))
		for name, o := range drawings() {
			w := test.NewTempWindow(t, o)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(320, 180))
			test.AssertRendersToMarkup(t, map[theme.Mode]string{theme.Light: "light/", theme.Dark: "dark/"}[mode]+name+".xml", w.Canvas())
		}
	}
}

func TestChoicesByTapAndKey(t *testing.T) {
	var told []any
	pieces := NewSegmented(28, []string{"All", "Open", "Due"}, 0, func(i int) { told = append(told, i) })
	box := NewCheckbox("Heron", false, func(on bool) { told = append(told, on) })
	nav := NewNavItem("scores", "Scores", func() { told = append(told, "scores") })
	icon := NewIconButton("link", "Copy", func() { told = append(told, "copy") })
	press := NewPressable(NewText("Open", Style{}), func() { told = append(told, "open") })
	w := window(t, VBox(4, pieces, box, nav, icon, press), 300, 200)
	pieces.Tapped(&fyne.PointEvent{Position: fyne.NewPos(pieces.Size().Width-4, 10)})
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft} { // there is none right of the last
		pieces.TypedKey(key(k))
	}
	test.Tap(box)
	box.TypedKey(key(fyne.KeySpace))
	test.Tap(nav)
	nav.TypedKey(key(fyne.KeyReturn))
	test.Tap(icon)
	icon.TypedKey(key(fyne.KeySpace))
	test.Tap(press)
	press.TypedKey(key(fyne.KeyReturn))
	want := []any{2, 1, true, false, "scores", "scores", "copy", "copy", "open", "open"}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	c := w.Canvas()
	c.Unfocus()
	for _, o := range []fyne.Focusable{pieces, box, nav, icon, press} { // Tab leads through all, in order
		if c.FocusNext(); c.Focused() != o {
			t.Errorf("Tab leads to %T, not %T", c.Focused(), o)
		}
	}
}

func TestAPickerFindsByLetters(t *testing.T) {
	anchor, picked := NewButton("Choose", "", nil), -1
	w := window(t, VBox(0, anchor), 500, 400)
	open := func() fyne.Focusable {
		PopPicker(anchor, "Find a question", []string{"Kishida visits Pyongyang", "Diet dissolved", "Satellite launch"}, func(i int) { picked = i })
		return w.Canvas().Focused()
	}
	test.Type(open(), "laun")
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if picked != 2 || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("picked %d", picked)
	}
	picked = -1
	open().TypedKey(key(fyne.KeyEscape))
	if picked != -1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("after Escape: picked %d, %d open", picked, len(w.Canvas().Overlays().List()))
	}
}
