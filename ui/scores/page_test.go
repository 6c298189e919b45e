package scores

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
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
	p.Show()
	return p, h
}

func TestTheFilterIsWhatIsAskedWith(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d)
	p.rule.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	p.who.OnChange(2)
	p.tag.OnChange(1)
	test.Tap(p.imported)
	asked := d.Filters()
	want := forecasts.ScoreFilter{Forecaster: "00abHeron", Tag: "DPRK", Rule: "brier2", Imported: true}
	if got := asked[len(asked)-1]; len(asked) != 6 || got != want {
		t.Errorf("asked %d times, last with %+v; want %+v", len(asked), got, want)
	}
	if p.whose() != "Heron" || p.who.Chosen() != 2 {
		t.Errorf("the page says %q, the filter %d", p.whose(), p.who.Chosen())
	}
}

func TestARowOpensItsQuestion(t *testing.T) {
	p, h := open(t, uitest.Rich())
	p.table.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if len(h.Opened) > 0 {
		t.Fatal("an arrow key leads away")
	}
	p.table.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50, 34+10)})
	want := []page.Route{{Page: "questions", ID: uitest.ID(500).String()}, {Page: "questions", ID: uitest.ID(501).String()}}
	if len(h.Opened) != 2 || h.Opened[0] != want[0] || h.Opened[1] != want[1] {
		t.Errorf("opened %v", h.Opened)
	}
}

func TestNothingToScoreSaysSo(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView = forecasts.ScoreView{Rule: "brier"}
	p, _ := open(t, d)
	if !p.empty.Visible() || p.scroll.Visible() {
		t.Error("nothing says that there is no score yet")
	}
}

func TestCertaintyThatProvedWrongIsDrawn(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Rule, d.ScoreView.Log, d.ScoreView.LogInfinite = "log", uitest.P(math.Inf(1)), 2
	d.ScoreView.Pairs[0].Score = math.Inf(1)
	d.ScoreView.History[37].Value = math.Inf(1)
	d.ScoreView.Groups[0].Headline = math.Inf(1)
	p, h := open(t, d)
	h.Win.Canvas().Capture()
	if p.cards[0].value.Text() != "∞" {
		t.Errorf("the card says %q", p.cards[0].value.Text())
	}
}
