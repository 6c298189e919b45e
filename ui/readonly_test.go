package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/ui/page"
	"weathervane/ui/uitest"
)

// What is read-only is said in the bar, offers nothing that would record, and
// answers keys that would with why not.
func TestAReadOnlyWorkspaceSaysSo(t *testing.T) {
	test.NewTempApp(t)
	d := uitest.Rich()
	d.Standing.ReadOnly = true
	win := test.NewTempWindow(t, nil)
	s := newShell(win, d, NewInlineRunner(nil))
	win.SetContent(s.Object())
	s.Open(page.Route{Page: pageQuestions})
	if got := s.bar.left[1].Text(); got != "Read-only" {
		t.Errorf("the bar says %q", got)
	}
	for _, c := range s.commands {
		if !c.Records {
			continue
		}
		s.bar.hideToast()
		if s.Do(c.ID) || s.bar.message.Text() != readOnlySentence || !s.bar.toast.Visible() {
			t.Errorf("%s is done, or does not say why not: %q", c.ID, s.bar.message.Text())
		}
	}
	s.Open(page.Route{Page: pageQuestions, ID: uitest.ID(2).String()})
	win.Resize(fyne.NewSize(1440, 900))
	s.questions.Submit()
	var said []word
	drawnWords(s.questions.Object(), fyne.Position{}, frame{0, 0, 1e4, 1e4}, &said)
	if !slices.ContainsFunc(said, func(w word) bool { return strings.Contains(w.text, "read-only") }) {
		t.Error("Ctrl+Enter does not say that nothing can be recorded")
	}
	for _, f := range s.fixedFinds(nil) {
		for _, c := range s.commands {
			if c.Records && f.Title == c.Title {
				t.Errorf("%q is offered", c.Title)
			}
		}
	}
	if !s.Do("go." + pageScores) {
		t.Error("pages cannot be opened")
	}
}
