package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

func TestArrowsWalkThePageWhereNothingHasTheKeys(t *testing.T) {
	s, win := open(t, uitest.Rich())
	c := win.Canvas()
	down := &fyne.KeyEvent{Name: fyne.KeyDown}
	s.Do("go.questions")
	at := s.current().Route()
	c.OnTypedKey()(down)
	first := s.current().Route()
	if first == at {
		t.Fatal("Down does not walk the questions after their page was opened")
	}
	c.Focused().TypedKey(down)
	if s.current().Route() == first {
		t.Error("the next Down does not go on")
	}
	s.Do("palette")
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	before := s.current().Route()
	c.OnTypedKey()(down)
	if s.current().Route() == before {
		t.Error("after the palette was left Down walks nothing")
	}
	for _, name := range []string{pageToday, pageEvidence, pageScores, pageForecasters} {
		s.Open(page.Route{Page: name})
		c.Unfocus()
		if c.OnTypedKey()(down); c.Focused() == nil {
			t.Errorf("on %s Down gives the keys to nothing", name)
		}
	}
}

func TestAKeyThatCannotDoItsWorkSaysWhy(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	s.Open(page.Route{Page: "questions", ID: uitest.ID(5).String()})
	if s.Do("question.record") {
		t.Error("a forecast is recorded on a resolved question")
	}
	if told := s.bar.message.Text(); !s.bar.toast.Visible() || !strings.Contains(told, "This question is resolved: forecasts are recorded on open ones.") {
		t.Errorf("it is not said why, but %q", told)
	}
}

func TestWhatCannotBeDoneSaysWhyOnAnyPage(t *testing.T) {
	s, _ := open(t, uitest.Rich())
	s.Open(page.Route{Page: pageScores})
	for id, want := range map[string]string{
		"undo":            "nothing to undo",
		"scenarios.weigh": "Choose a scenario set",
	} {
		s.bar.hideToast()
		if s.Do(id) || !s.bar.toast.Visible() || !strings.Contains(s.bar.message.Text(), want) {
			t.Errorf("%s: it is said %q", id, s.bar.message.Text())
		}
	}
}

func TestThePaletteGivesOpenQuestionsFirst(t *testing.T) {
	finds := []find{
		{Kind: "Article", Title: "North Korea sends shells", rank: 3},
		{Kind: "Question", Title: "A visit to North Korea?", rank: 1, Keys: "resolved"},
		{Kind: "Question", Title: "A visit to North Korea by 31 December 2028, at the latest?", rank: 1, first: true},
		{Kind: "Command", Title: "Revise the question…", rank: 2},
	}
	for _, typed := range []string{"north", "visit north", "kor", ""} {
		if got := best(typed, finds); !got[0].first {
			t.Errorf("%q finds %q first", typed, got[0].Title)
		}
	}
	if got := best("revise", finds); got[0].Kind != "Command" {
		t.Errorf("a command’s name finds %q first", got[0].Title)
	}
	if got := best("shells", finds); got[0].Kind != "Article" {
		t.Errorf("an article’s word finds %q first", got[0].Title)
	}
}

// A message lies over no button or field, and goes with the page that it is about.
func TestAMessageCoversNothingThatIsPressed(t *testing.T) {
	s, win := open(t, uitest.Rich())
	for _, size := range []fyne.Size{{Width: 1100, Height: 700}, {Width: 1440, Height: 900}} {
		win.Resize(size)
		for _, p := range pageList {
			s.Open(page.Route{Page: p.name})
			s.bar.say("Recorded 12 % on “Will the Prime Minister of Japan visit Pyongyang by 31 August 2028, at the latest?”.", widgets.Neutral)
			at := frameOf(s.bar.toast.Position(), s.bar.toast.Size())
			if at.y2 > theme.HeaderHeight+16 || at.x1 < theme.NavWidth {
				t.Errorf("%v, %s: the message lies at %v", size, p.name, at)
			}
			for _, o := range s.header.object.Objects {
				if _, pressed := o.(fyne.Tappable); pressed || o == s.header.buttons {
					if !at.cut(frameOf(s.header.object.Position().Add(o.Position()), o.Size())).empty() {
						t.Errorf("%v, %s: the message covers what is pressed in the header", size, p.name)
					}
				}
			}
		}
	}
	s.Open(page.Route{Page: pageScores})
	s.Open(page.Route{Page: pageToday})
	if s.bar.toast.Visible() {
		t.Error("the message stays on another page")
	}
}
