package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/scoring"
	"weathervane/ui/dialogs"
	"weathervane/ui/uitest"
)

// A workspace of an earlier version says once what the rule of weights changed.
func TestAnUpgradeThatChangesScoresSaysSoOnce(t *testing.T) {
	d := uitest.Rich()
	s, win := open(t, d)
	s.tellRuleChange()
	if dialogs.Open(win.Canvas()) {
		t.Fatal("a workspace of this version speaks of a change")
	}
	d.Rule = scoring.RuleChange{Mine: true, Was: 0.185, Now: 0.16, Questions: 1, Reviews: 2}
	s.tellRuleChange()
	if !dialogs.Open(win.Canvas()) {
		t.Fatal("nothing is said of the change")
	}
	said := ruleChangeWords(d.Rule)
	for _, want := range []string{"1 question here has a moved close", "Your Brier score was 0.185 and is now 0.160", "2 reviews were signed under the earlier rule"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
	win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.tellRuleChange()
	if dialogs.Open(win.Canvas()) || d.Rule != (scoring.RuleChange{}) {
		t.Error("it is said twice")
	}
}
