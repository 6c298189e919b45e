package questions

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/ledger"
	"weathervane/ui/uitest"
)

func ledgerOf(prior *float64, implied *float64, ratios ...float64) ledger.Ledger {
	l := ledger.Ledger{Mine: true, Prior: prior, Implied: implied}
	for i, lr := range ratios {
		l.Steps = append(l.Steps, ledger.Step{LR: lr, Findings: []ledger.Finding{{ID: uitest.ID(100 + i), Claim: "Claim", LR: lr}}})
	}
	return l
}

func TestStepsLeadFromThePriorToOnesOwnForecast(t *testing.T) {
	// Odds 1/4 × 3 × 4/3 = 1: the evidence says one half; 3/4 is three times beyond.
	all := steps(ledgerOf(uitest.P(0.2), uitest.P(0.5), 3, 4.0/3), uitest.P(0.75))
	var words []string
	for _, s := range all {
		words = append(words, s.Said)
	}
	if got := strings.Join(words, " | "); got != "20\u202f% | ×3 | ×1.3 | 50\u202f% | ×3 | 75\u202f%" {
		t.Errorf("the steps say %q", got)
	}
	for i := 1; i < 3; i++ {
		if math.Abs(all[i].From-all[i-1].To) > 1e-12 {
			t.Errorf("step %d begins at %v, the one before ends at %v", i, all[i].From, all[i-1].To)
		}
	}
}

func TestWithoutAPriorOnlyTheMultiplierIsSaid(t *testing.T) {
	all := steps(ledgerOf(nil, nil, 2, 3), uitest.P(0.6))
	if last := all[len(all)-1]; last.Said != "×6" || last.Words != "Together" || len(all) != 3 {
		t.Errorf("the steps end with %+v", last)
	}
}

func TestTheLedgerOpensAndItsNumberIsUsed(t *testing.T) {
	d := uitest.Rich()
	v := d.Views[uitest.ID(2)]
	v.Evidence = []ledger.Ledger{ledgerOf(uitest.P(0.2), uitest.P(0.5), 4)}
	d.Views[uitest.ID(2)] = v
	p, h := at(t, d, 2)
	p.Do(Ledger)
	top := topDialog(t, h)
	if shown := test.RenderToMarkup(h.Win.Canvas()); !strings.Contains(shown, "The evidence says") || !strings.Contains(shown, "Unexplained") {
		t.Error("the waterfall lacks its levels")
	}
	top.Accept()
	if got, ok := p.update.number.Value(); !ok || got != 0.5 || top.IsOpen() {
		t.Errorf("the field holds %v", got)
	}
	if calls := d.Calls(); len(calls) != 0 {
		t.Errorf("something was recorded: %q", calls)
	}
}

func TestABaseRateIsBuiltOfCases(t *testing.T) {
	d := uitest.Rich()
	p, h := at(t, d, 2)
	p.Do(BaseRate)
	top := topDialog(t, h)
	top.Accept()
	if !strings.Contains(top.ProblemText(), "one case or more") {
		t.Fatalf("the form says %q", top.ProblemText())
	}
	f := newRateForm(p)
	f.class.SetText("Tests after exercises")
	f.rows[0].label.SetText("2013")
	f.rows[0].happened.Set(true)
	f.rows[1].label.SetText("2014")
	f.rows[2].label.SetText("2015")
	f.rows[2].included.Set(false)
	f.tell()
	if got := f.says.Text(); !strings.Contains(got, "1 of 2: 50") {
		t.Errorf("the form says %q", got)
	}
	f.save(top)
	if calls := strings.Join(d.Calls(), "|"); !strings.Contains(calls, "BaseRate") || !strings.Contains(calls, "Tests after exercises 3") {
		t.Errorf("recorded %q", calls)
	}
}
