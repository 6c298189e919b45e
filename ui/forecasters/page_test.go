package forecasters

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/assets/words"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

func open(t *testing.T, d *uitest.Desk) (*Page, *uitest.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(1232, 818))
	p.Show()
	return p, h
}

func TestTheChosenForecasterStaysAfterReading(t *testing.T) {
	p, h := open(t, uitest.Rich())
	if !strings.HasSuffix(p.chosen, "Crane") {
		t.Fatalf("it begins with %q", p.chosen)
	}
	p.wide.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if !strings.HasSuffix(p.chosen, "Heron") {
		t.Fatalf("after an arrow key it is %q", p.chosen)
	}
	p.Show()
	if !strings.HasSuffix(p.chosen, "Heron") || len(h.Failed) > 0 {
		t.Errorf("after reading again it is %q, failed %v", p.chosen, h.Failed)
	}
	for range 5 {
		p.wide.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		h.Win.Canvas().Capture()
	}
	if _, more := p.Heading(); more != "6 forecasters" {
		t.Errorf("the heading counts %q", more)
	}
}

func TestNobodySaysSo(t *testing.T) {
	d := uitest.Rich()
	d.People = nil
	p, _ := open(t, d)
	if !p.empty.Visible() || p.list.Visible() {
		t.Error("nothing says that nobody has forecast")
	}
}

func TestRows(t *testing.T) {
	rows := rowsOf(uitest.Rich().People, words.Calendar{Now: uitest.Present, Zone: time.UTC})
	r := rows[0]
	if r.Name != "Crane (you)" || r.Score != "0.164" || r.Interval != "0.121–0.211" || r.Questions != "38" || r.Last != "20 Feb 2024" || r.Recent != "21" {
		t.Errorf("%+v", r)
	}
	if r := rows[5]; r.Score != dash || r.Interval != dash || r.Coverage != dash {
		t.Errorf("without a score: %+v", r)
	}
}

func TestSentences(t *testing.T) {
	people := uitest.Rich().People
	said := confidence(people[0])
	if len(said) != 2 || !strings.HasPrefix(said[0], "Says 80\u202f%, happens 71\u202f%: that is within chance") || !strings.Contains(said[1], "overconfident") {
		t.Errorf("%q", said)
	}
	under := scoring.ForecasterView{Reliability: scoring.Reliability{Stated: []scoring.Stated{{Says: 0.75, Happens: 1, Questions: 40}, {Says: 0.25, Happens: 0, Questions: 40}}}}
	for _, s := range confidence(under) {
		if !strings.Contains(s, "underconfident") {
			t.Errorf("%q", s)
		}
	}
	if s := confidence(people[5]); len(s) != 1 || !strings.Contains(s[0], "too few") {
		t.Errorf("%q", s)
	}
	if s := subjects(people[0]); !strings.HasPrefix(s, "Strongest on DPRK, weakest on Japan") {
		t.Errorf("%q", s)
	}
	if s := fewer(people[0]); !strings.Contains(s, "ROK (6), Russia (2)") {
		t.Errorf("%q", s)
	}
	if s := subjects(people[3]); !strings.Contains(s, "No tag has ten") {
		t.Errorf("%q", s)
	}
	if against(people[0]) != "" || !strings.HasPrefix(against(people[1]), "Heron scored better than you by 0.021 (95\u202f% interval 0.004–0.038)") {
		t.Errorf("%q", against(people[1]))
	}
}

func TestImportedForecastsAreSaidToCountElsewhere(t *testing.T) {
	v := scoring.ForecasterView{Last: uitest.On(2024, 2, 19), Total: 16}
	if got := activity(v, words.Calendar{Now: uitest.Present, Zone: time.UTC}); strings.Contains(got, "imported") {
		t.Errorf("without any: %q", got)
	}
	v.Imported = 16
	if got := activity(v, words.Calendar{Now: uitest.Present, Zone: time.UTC}); !strings.Contains(got, "16 imported ones count in no figure here") {
		t.Errorf("with 16: %q", got)
	}
}

func TestFiguresLeadToTheScores(t *testing.T) {
	p, h := open(t, uitest.Rich())
	v := p.shown
	p.wide.OnOpenRow(row{})
	p.pressable(widgets.Space(), v, "DPRK").TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	want := []page.Route{page.ScoresOf(v.Ref(), ""), page.ScoresOf(v.Ref(), "DPRK")}
	if !slices.Equal(h.Opened, want) {
		t.Errorf("opened %v, want %v", h.Opened, want)
	}
	who, tag, _, ok := page.ReadScoresOf(want[1].ID)
	if who != v.Ref() || tag != "DPRK" || !ok {
		t.Errorf("the way says %q, %q, %v", who, tag, ok)
	}
	if _, _, _, ok := page.ReadScoresOf("00"); ok {
		t.Error("an id that is no such way is taken")
	}
}

func TestWhatAForecasterCanLearnIsSaidAndLedTo(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	if n := len(p.learnt.Objects); n != 4 {
		t.Fatalf("%d lines are shown, want one for each figure and what to expect", n)
	}
	l := learning{luck: &score.Luck{Score: 0.31, Chance: score.Interval{0.106, 0.21}, Questions: 53},
		adjusted: &scoring.AdjustedScore{Adjusted: score.Adjusted{Difference: 0.03, CI95: &score.Interval{0.01, 0.05}, Questions: 40, Shrunk: &score.Shrunk{Difference: 0.02, CI95: score.Interval{0.01, 0.03}}}}}
	want := []string{"Worse than Heron’s own numbers promised: 0.310, and chance alone gives 0.106 to 0.210 (53 questions).",
		"Worse than the others on the same questions: +0.030 ± 0.020 (40 questions).", "Next question: expect 0.020 worse than the others."}
	if got := l.words("Heron’s"); !slices.Equal(got, want) {
		t.Errorf("it says %q", got)
	}
	h.Open(page.ImproveOf("abc"))
	if who, tag, tab, ok := page.ReadScoresOf(h.Opened[len(h.Opened)-1].ID); who != "abc" || tag != "" || tab != "improve" || !ok {
		t.Errorf("the way to improve names %q, %q, %q", who, tag, tab)
	}
}
