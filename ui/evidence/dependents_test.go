package evidence

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/evidence"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/widgets"
)

// fell is an article that was retracted, with a judgement and a forecast of
// one's own, and a colleague's judgement.
func fell() evidence.Dependents {
	crane, heron := forecaster.Forecaster{Name: "Crane"}, forecaster.Forecaster{Name: "Heron"}
	at := journal.InstantOf(present)
	return evidence.Dependents{ID: id(50), Kind: "article", Title: "The pilots speak", Invalidation: &evidence.Invalidation{How: "retracted", Why: "withdrawn by the paper", At: at, By: crane},
		Bearings: []evidence.DependentBearing{
			{ID: id(51), Finding: id(201), Claim: "A thaw in March", Question: id(1), Title: "The harbour opens", Analyst: crane, Mine: true, LR: ptr(3), At: at, Again: true},
			{ID: id(52), Finding: id(201), Claim: "A thaw in March", Question: id(1), Title: "The harbour opens", Analyst: heron, LR: ptr(2), At: at, Again: true},
		},
		Ledgers:   []evidence.DependentLedger{{Question: id(1), Title: "The harbour opens", Analyst: crane, Mine: true, Multiplier: 8, Without: 2, Implied: ptr(2. / 3), ImpliedWithout: ptr(1. / 3)}},
		Forecasts: []evidence.DependentForecast{{ID: id(53), Question: id(2), Title: "Putin visits", Forecaster: crane, Mine: true, Belief: standing.Belief{P: ptr(0.7)}, At: at, Named: true, Again: true}},
		Findings:  []evidence.DependentFinding{{ID: id(201), Claim: "A thaw in March"}}}
}

func TestWhatFellIsLookedAtAgain(t *testing.T) {
	d := richDesk()
	d.fallen = []evidence.Dependents{fell()}
	p, h := open(t, d, 1232, 818)
	if !p.banner.Visible() {
		t.Fatal("the page does not say that something fell")
	}
	l := &dependentsDialog{page: p, rows: widgets.VBox(6)}
	l.fill(fell())
	words := strings.Join(said(l.rows), "\n")
	for _, want := range []string{"Retracted by Crane", "withdrawn by the paper", "2 things of yours", "67\u202f%, without 33\u202f%", "names it as a reason", "No longer counts"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not told in:\n%s", want, words)
		}
	}
	l.judge(fell(), fell().Bearings[0], ptr(1), nil)
	if len(d.judged) != 1 || !strings.HasSuffix(d.judged[0], " 1") {
		t.Errorf("judged %v", d.judged)
	}
	p.ShowFallen()
	if !dialogs.Open(h.Win.Canvas()) {
		t.Error("what fell is not shown")
	}
}

func TestWhatIsRetractedIsLeftAndItsDependentsShown(t *testing.T) {
	d := richDesk()
	d.list[0].Mine = true
	p, h := open(t, d, 1232, 818)
	p.retractForm("article", p.article.ID, p.article.ID)
	form, ok := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	if !ok {
		t.Fatal("no form")
	}
	form.Accept()
	if len(d.retracted) != 0 || form.ProblemText() == "" {
		t.Error("retracted without a reason")
	}
	test.Type(h.Win.Canvas().Focused(), "withdrawn")
	form.Accept()
	if len(d.retracted) != 1 || d.retracted[0] != id(10).Short()+" withdrawn" {
		t.Errorf("retracted %v", d.retracted)
	}
	if top, ok := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog); !ok || top == form {
		t.Error("what leaned on it is not shown")
	}
}

// said is what the widgets in an object say.
func said(o fyne.CanvasObject) (all []string) {
	switch x := o.(type) {
	case *widgets.Text:
		return []string{x.Text()}
	case *widgets.Paragraph:
		return []string{x.Text()}
	case *widgets.Button:
		return []string{x.Text()}
	case *fyne.Container:
		for _, child := range x.Objects {
			all = append(all, said(child)...)
		}
	}
	return all
}
