package scenarios

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

func open(t *testing.T, d *uitest.Desk) (*Page, *uitest.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(1232, 818))
	uitest.Follow(d, p)
	p.Show()
	return p, h
}

func dialog(t *testing.T, h *uitest.Host) *dialogs.Dialog {
	t.Helper()
	d, ok := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	if !ok {
		t.Fatal("no dialog is open")
	}
	look(t, h)
	return d
}

// look keeps a picture of the window, where WEATHERVANE_PICTURES names a folder.
func look(t *testing.T, h *uitest.Host) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		return
	}
	name := strings.ReplaceAll(t.Name(), "/", "-")
	for n := 1; ; n++ {
		path := filepath.Join(dir, fmt.Sprintf("%s-%d.png", name, n))
		if _, err := os.Stat(path); err == nil {
			continue
		}
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := png.Encode(f, h.Win.Canvas().Capture()); err != nil {
			t.Error(err)
		}
		return
	}
}

// write types over what the field with the keys has.
func write(h *uitest.Host, text string) {
	f := h.Win.Canvas().Focused()
	if e, ok := f.(fyne.Shortcutable); ok {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

func next(h *uitest.Host) { h.Win.Canvas().FocusNext() }

func press(h *uitest.Host) {
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
}

func accept(h *uitest.Host) {
	c := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}
	if s, ok := h.Win.Canvas().Focused().(fyne.Shortcutable); ok {
		s.TypedShortcut(c)
		return
	}
	h.Win.Canvas().Overlays().Top().(*dialogs.Dialog).Accept()
}

func lastCall(d *uitest.Desk) string {
	calls := d.Calls()
	if len(calls) == 0 {
		return ""
	}
	return calls[len(calls)-1]
}

func TestThePageShowsTheSetThatWasAskedFor(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	if p.view.ID != uitest.SetID || p.Route() != (page.Route{Page: Name, ID: uitest.SetID.String()}) {
		t.Errorf("first shows %v at %v", p.view.Title, p.Route())
	}
	p.Arrive(uitest.ID(900).String())
	p.Show()
	if p.view.ID != uitest.ID(900) || len(h.Failed) > 0 {
		t.Errorf("shows %v, failed %v", p.view.Title, h.Failed)
	}
	p.Arrive(uitest.ID(4000).String())
	p.Show()
	if p.view.ID != uitest.SetID || len(h.Failed) != 1 {
		t.Errorf("shows %v, failed %v", p.view.Title, h.Failed)
	}
}

func TestAnEmptyWorkspaceHasANextStep(t *testing.T) {
	d := uitest.Rich()
	d.Sets = nil
	p, h := open(t, d)
	if !p.empty.Visible() || p.scroll.Visible() {
		t.Fatal("no first step is shown")
	}
	p.Do(Weigh)
	if dialogs.Open(h.Win.Canvas()) {
		t.Error("nothing can be weighed, and yet a dialog opens")
	}
	p.Do(Frame)
	dialog(t, h)
	write(h, "Strait, end of 2024")
	next(h)
	write(h, "2024-12-31")
	next(h)
	next(h)
	write(h, "Calm")
	accept(h)
	if want := "FrameScenarios Strait, end of 2024 2025-01-01T00:00:00.000Z [Calm Other] []"; lastCall(d) != want {
		t.Errorf("%s, want %s", lastCall(d), want)
	}
	if len(h.Opened) != 1 || h.Opened[0].Page != Name {
		t.Errorf("opened %v", h.Opened)
	}
}

func TestTypingOneWeightMovesTheOthersOrNot(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.Do(Weigh)
	dialog(t, h)
	write(h, "70")
	accept(h)
	if want := "map[Managed hostility:0.7 Quiet thaw:0.1 Sharp crisis:0.2]"; !strings.Contains(lastCall(d), want) {
		t.Errorf("%s, want %s", lastCall(d), want)
	}
	p.loose = true
	p.Do(Weigh)
	write(h, "70")
	accept(h)
	if got := dialog(t, h).ProblemText(); !strings.Contains(got, "sum to 112") || len(d.Calls()) != 1 {
		t.Errorf("weights of 112 %% come to %v: %s", d.Calls(), got)
	}
}

func TestASeenSignpostOffersItsWeights(t *testing.T) {
	d := uitest.Rich()
	d.Bayes = map[string]float64{"Managed hostility": 1 / 3., "Quiet thaw": 1 / 3., "Sharp crisis": 1 / 3.}
	p, h := open(t, d)
	p.openPost(p.view.Posts[0])
	dialog(t, h)
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	accept(h)
	if want := "CheckSignpost " + uitest.ID(910).Short() + " true"; lastCall(d) != want {
		t.Fatalf("%s, want %s", lastCall(d), want)
	}
	dialog(t, h).Accept()
	if want := "map[Managed hostility:0.334 Quiet thaw:0.333 Sharp crisis:0.333]"; !strings.Contains(lastCall(d), want) {
		t.Errorf("%s, want %s", lastCall(d), want)
	}
}

func TestARowOfTheMatrixIsRecorded(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.Do(Condition)
	dialog(t, h)
	write(h, "summit")
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	dialog(t, h)
	for _, x := range []string{"10", "60", "20"} {
		write(h, x)
		next(h)
		next(h) // past the slider
	}
	dialog(t, h).Accept()
	want := "ConditionScenarios " + uitest.SetID.Short() + " " + uitest.ID(9).Short() + " map[Managed hostility:0.1 Quiet thaw:0.6 Sharp crisis:0.2]"
	if lastCall(d) != want {
		t.Errorf("%s, want %s", lastCall(d), want)
	}
}

func TestAFindingIsRatedByKeys(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.editRating(p.view.Consistency[0])
	dialog(t, h)
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	accept(h)
	want := "RateConsistency " + uitest.SetID.Short() + " " + uitest.ID(700).Short() + " map[Managed hostility:N Quiet thaw:II Sharp crisis:C]"
	if lastCall(d) != want {
		t.Errorf("%s, want %s", lastCall(d), want)
	}
}

func TestASignpostIsPlacedAndTheSetResolved(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.Do(Place)
	dialog(t, h)
	write(h, "A telephone rings")
	next(h)
	write(h, "in 3 weeks")
	for _, x := range []string{"10", "60", "5"} {
		next(h)
		write(h, x)
		next(h)
	}
	dialog(t, h).Accept()
	if got := lastCall(d); !strings.HasPrefix(got, "PlaceSignpost "+uitest.SetID.Short()+" A telephone rings 2024-03-1") {
		t.Fatal(got)
	}
	p.Do(Resolve)
	dialog(t, h).Accept()
	if dialog(t, h).ProblemText() == "" {
		t.Error("resolved without a scenario")
	}
	dialog(t, h).Close()
	p.Do(History)
	dialog(t, h)
}

func TestAContradictionIsReconciledAsOneChooses(t *testing.T) {
	for i, want := range []string{
		uitest.ID(2).Short() + " 0.12→0.1896;  map[] Reconciled",
		uitest.ID(2).Short() + " Managed hostility 0.1→0.0071",
		" map[Managed hostility:0.",
		uitest.ID(2).Short() + " 0.12→0.1",
	} {
		d := uitest.Rich()
		p, h := open(t, d)
		p.Do(Reconcile)
		dialog(t, h)
		for range i {
			next(h)
		}
		h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		look(t, h)
		accept(h)
		if got := lastCall(d); !strings.HasPrefix(got, "Adjust "+uitest.SetID.Short()+" "+want) {
			t.Errorf("way %d: %s, want %s", i, got, want)
		}
		if len(d.Calls()) != 1 {
			t.Errorf("way %d: %v", i, d.Calls())
		}
	}
}

func TestCoherenceAndRelations(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.Do(Coherence)
	dialog(t, h).Close()
	p.Do(Relate)
	top := dialog(t, h)
	next(h) // the first suggestion has the focus after Close
	top.Close()
	c := conditional(t, d)
	p.conditionalTree(c)
	dialog(t, h).Close()
	if got := conditionalData(c).Table(); !strings.Contains(got, "Yes: Kishida visits Pyongyang by 31 August 2024\t12\u202f%\t40\u202f%\t4.8\u202f%\nOtherwise\t88\u202f%\t–\t–") {
		t.Error(got)
	}
	p.drawRelation()
	dialog(t, h)
	write(h, "nuclear")
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	write(h, "summit")
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	dialog(t, h)
	next(h)
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	accept(h)
	if want := "Relate " + uitest.ID(8).Short() + " " + uitest.ID(9).Short() + " excludes "; lastCall(d) != want {
		t.Errorf("%q, want %q", lastCall(d), want)
	}
	set := uitest.SetID
	p.amend(incoherence.Incoherence{Set: &set}, []incoherence.Amend{{Question: uitest.ID(2), From: .2, To: .1}, {Question: uitest.ID(2), Scenario: "Quiet thaw", From: .2, To: .3}})
	if calls := d.Calls(); len(calls) != 2 || calls[1] != "Adjust "+set.Short()+" "+uitest.ID(2).Short()+" 0.2→0.1; "+uitest.ID(2).Short()+" Quiet thaw 0.2→0.3;  map[] The nearest coherent numbers" {
		t.Errorf("%q", calls)
	}
}

func TestWhatWasSeenIsOffered(t *testing.T) {
	d := uitest.Rich()
	d.Sets[0].Offer = &scenario.Offer{Observed: []scenario.Observation{{Of: uitest.ID(8), Text: "Is there a nuclear test?", Seen: true}},
		Weights: map[string]float64{"Managed hostility": .2, "Quiet thaw": .1, "Sharp crisis": .7}}
	p, h := open(t, d)
	look(t, h)
	p.takeWeights(p.view, "Weights", observed(p.view.Offer.Observed[0]), p.view.Offer.Weights)
	dialog(t, h).Accept()
	if got := lastCall(d); !strings.HasSuffix(got, "map[Managed hostility:0.2 Quiet thaw:0.1 Sharp crisis:0.7] Is there a nuclear test? Yes.") {
		t.Error(got)
	}
}

// What is not written over is recorded as it stands; numbers hold the names.
func TestASetIsRevised(t *testing.T) {
	d := uitest.Rich()
	d.Sets[0].Held = true
	p, h := open(t, d)
	p.Do(Revise)
	dialog(t, h)
	write(h, "Korea, end of 2024")
	for range 3 {
		next(h) // past horizon and tags, to the first narrative
	}
	write(h, "Nobody answers.")
	accept(h)
	got := lastCall(d)
	was := d.Sets[0]
	for _, want := range []string{"Title:Korea, end of 2024 Horizon:2025-01-01T00:00:00.000Z", "{Name:Managed hostility Narrative:Nobody answers. Drivers:[Russia trade grows Drills continue No nuclear test]}",
		was.Scenarios[2].Narrative, "Tags:[DPRK]"} {
		if !strings.HasPrefix(got, "ReviseScenarios "+uitest.SetID.Short()) || !strings.Contains(got, want) {
			t.Errorf("%s has no %s", got, want)
		}
	}
	d.Sets[0].Status = "resolved"
	p.Arrive(uitest.SetID.String())
	p.Show()
	if p.Can(Revise) {
		t.Error("a set that has ended can be revised")
	}
}

func TestScenariosAreAddedAndLeftOut(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.Do(Revise)
	top := dialog(t, h)
	for range 4 {
		next(h) // past horizon, tags and the first name, to its cross
	}
	press(h)
	look(t, h)
	press(h) // the keys went to the next one's name
	write(h, "Thaw")
	top.Accept()
	if got := lastCall(d); !strings.Contains(got, "Scenarios:[{Name:Thaw ") || strings.Contains(got, "Managed") {
		t.Error(got)
	}
}

func TestHistoryHasWeightsAndWordings(t *testing.T) {
	d := uitest.Rich()
	was := journal.Framed{Title: "Before", Horizon: d.Sets[0].Horizon, Scenarios: []journal.Scenario{{Name: "Quiet thaw"}}}
	d.Sets[0].Versions = []scenarioset.Wording{{Record: uitest.SetID, At: uitest.On(2023, 12, 1), Set: was},
		{Record: uitest.ID(990), At: uitest.On(2024, 1, 22), Changed: []string{"horizon", "title"}, Mine: true, Set: was}}
	p, h := open(t, d)
	all := events(p.view)
	if len(all) != 6 || all[5].what != "framing" || !slices.ContainsFunc(all, func(e event) bool { return e.words == "Revised the horizon, the title" }) {
		t.Errorf("%+v", all)
	}
	p.Do(History)
	dialog(t, h)
	p.readWording(all[5])
	dialog(t, h)
}

func conditional(t *testing.T, d *uitest.Desk) question.Conditional {
	t.Helper()
	all, err := d.Conditionals(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all[0]
}
