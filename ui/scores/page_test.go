package scores

import (
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/assets/words"
	"weathervane/forecasts/asof"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/scoring"
	"weathervane/ui/dialogs"
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

func TestTheFilterIsWhatIsAskedWith(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d)
	p.rule.OnChange(1)
	p.who.OnChange(2)
	p.tag.OnChange(1)
	p.kind.OnChange(1)
	p.origin.OnChange(2)
	p.diagram.which.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	p.asOf.OnChange(2)
	asked := d.Filters()
	want := scoring.Filter{Forecaster: "00abHeron", Tag: "DPRK", Rule: "brier2", Kind: "binary", Origin: "witnessed", Ended: true,
		AsOf: p.dates[2].at}
	if got := asked[len(asked)-1]; len(asked) != 9 || got != want {
		t.Errorf("asked %d times, last with %+v; want %+v", len(asked), got, want)
	}
	if p.whose() != "Heron" || p.who.Chosen() != 2 {
		t.Errorf("the page says %q, the filter %d", p.whose(), p.who.Chosen())
	}
}

// Whatever is pressed leads to the forecasts behind it.
func TestEveryFigureLeadsToItsForecasts(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Reliability = scoring.Diagram{Questions: 12, All: 12, Passed: 11,
		Curve:  []scoring.ReliabilityPoint{{P: 0.1, Weight: 2}, {P: 0.2, Weight: 2}, {P: 0.8, Observed: 1, Weight: 1}},
		Murphy: &scoring.MurphyTerms{REL: 0.02, RES: 0.09, UNC: 0.23, WBV: 0.01}}
	d.ScoreView.Groups = append(d.ScoreView.Groups, scoring.Group{Forecaster: forecaster.Forecaster{Name: "Team median"}, Headline: 0.17, Questions: 38, Team: true})
	p, h := open(t, d)
	if got := p.ranking.words.Text(); !strings.Contains(got, "Team median: of the standing forecasts") {
		t.Errorf("under the ranking stands %q", got)
	}
	base := scoring.Filter{Forecaster: d.ScoreView.Groups[1].Forecaster.Ref(), Rule: "brier"}
	pair := base
	pair.Forecaster = d.ScoreView.Pairs[0].Forecaster.Ref()
	heron := base
	heron.Forecaster = d.ScoreView.Groups[0].Forecaster.Ref()
	team := base
	team.Forecaster = ""
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	press := []struct {
		what string
		do   func()
		want scoring.Drilldown
	}{
		{"the headline", func() { p.cards[0].object.TypedKey(enter) }, scoring.Drilldown{Filter: base}},
		{"the miscalibration", func() { test.Tap(p.cards[2].object) }, scoring.Drilldown{Filter: base, Binary: true}},
		{"a point of the history", func() { p.drillIntoPoint(4) }, scoring.Drilldown{Filter: base, Known: d.ScoreView.History[4].At}},
		{"a point of the reliability diagram", func() { p.drillIntoProbability(0) }, scoring.Drilldown{Filter: base, Binary: true, Ranged: true, Low: 0.1, High: 0.2}},
		{"a bar of the decomposition", func() { p.murphy.table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(20, 10)}) }, scoring.Drilldown{Filter: base, Binary: true}},
		{"a line of the ranking", func() { p.ranking.table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50, 10)}) }, scoring.Drilldown{Filter: heron}},
		{"the team's line", func() { p.drillIntoForecaster(groupRows(p.view)[5]) }, scoring.Drilldown{Filter: team, Team: true}},
		{"a line of the table", func() { p.table.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50, 10)}) },
			scoring.Drilldown{Filter: pair, Question: uitest.ID(500)}},
	}
	for i, c := range press {
		c.do()
		asked := d.AskedDrilldowns()
		if len(asked) != i+1 || asked[i] != c.want {
			t.Fatalf("%s asks for %+v, want %+v", c.what, asked, c.want)
		}
		top := h.Win.Canvas().Overlays().Top()
		if top == nil {
			t.Fatalf("%s opens nothing", c.what)
		}
		if i < len(press)-1 {
			top.(*dialogs.Dialog).Close()
		}
	}
	h.Win.Canvas().Overlays().Top().(*dialogs.Dialog).Accept()
	if want := (page.Route{Page: "questions", ID: uitest.ID(500).String()}); len(h.Opened) != 1 || h.Opened[0] != want {
		t.Errorf("opened %v", h.Opened)
	}
}

// Behind coverage are the times without a forecast, and no others.
func TestBehindCoverageAreGaps(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	test.Tap(p.cards[coverageCard].object)
	top := h.Win.Canvas().Overlays().Top()
	if top == nil || len(d.AskedDrilldowns()) != 0 {
		t.Fatalf("coverage opens %v and asks for %v", top, d.AskedDrilldowns())
	}
	top.(*dialogs.Dialog).Close()
	v := desktest.Must(d.Gaps(t.Context(), scoring.Filter{}))(t)
	rows := gapRows(v, cal)
	if r := rows[0]; r.Days != "10.0" || r.Share != words.PercentWith(.25/float64(len(rows)), 2) || r.When != "5 Jan 2024 – 15 Jan 2024" {
		t.Errorf("%+v", r)
	}
	if got := gapWords(v); !strings.HasPrefix(got, words.Count(len(rows))+" gaps of ") || !strings.Contains(got, "the coverage is 75") {
		t.Error(got)
	}
	if got := gapWords(scoring.GapsView{Open: 5}); got != "A forecast stood all the time that questions were open." {
		t.Error(got)
	}
}

func TestChartsArePressed(t *testing.T) {
	d := uitest.Rich()
	_, h := open(t, d)
	test.TapCanvas(h.Win.Canvas(), fyne.NewPos(400, 340))
	asked := d.AskedDrilldowns()
	if len(asked) != 1 || asked[0].Known == 0 {
		t.Errorf("a press on the history asks for %+v", asked)
	}
}

func TestExplanations(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	words := func() string {
		var all []string
		top := h.Win.Canvas().Overlays().Top()
		if top == nil {
			return ""
		}
		each(top, func(o fyne.CanvasObject) {
			switch o := o.(type) {
			case *widgets.Text:
				all = append(all, o.Text())
			case *widgets.Paragraph:
				all = append(all, o.Text())
			}
		})
		top.(*dialogs.Dialog).Close()
		return strings.Join(all, "\n")
	}
	says := func(e explanation, want ...string) {
		t.Helper()
		p.explain(e)
		got := words()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in %q", explanationNames[e], w, got)
			}
		}
	}
	says(explainConventions, "carried by time", "0.1640", "no forecast stood at the end of a day")
	says(explainReviews, "Brier 0.171", "Now: Brier 0.164", "New resolutions \u22120.03600")
	says(explainLeftOut, "Annulled", "Two at the same instant", "the log score ∞")
	if !p.notice.Visible() || p.notice.Text() != "1 review changed" {
		t.Errorf("the page says of reviews %q", p.notice.Text())
	}
	all, _ := d.Reviews(t.Context())
	if same, _ := stateOf(all[0]); same != "Still the same" {
		t.Errorf("a review that holds: %q", same)
	}
	if other, _ := stateOf(all[1]); other != "Differs now" {
		t.Errorf("a review that does not: %q", other)
	}
	p.showChange(uitest.On(2023, 12, 1), uitest.On(2024, 2, 14))
	if got := words(); !strings.Contains(got, "From 0.2000") || !strings.Contains(got, "Together") {
		t.Errorf("what moved it: %q", got)
	}
}

func TestAPeriodIsSignedOff(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.explain(explainSigning)
	var fields []*widgets.Field
	each(h.Win.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if f, ok := o.(*widgets.Field); ok {
			fields = append(fields, f)
		}
	})
	dialog := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	fields[0].SetText("no day")
	dialog.Accept()
	if dialog.ProblemText() == "" {
		t.Error("a day that is none is taken")
	}
	fields[0].SetText("2023-01-01")
	fields[1].SetText("2023-12-31")
	fields[2].SetText("plausible")
	dialog.Accept()
	calls := d.Calls()
	if len(calls) == 0 || calls[0] != "Review "+uitest.On(2023, 1, 1).String()+" "+uitest.On(2024, 1, 1).String()+" plausible " {
		t.Errorf("calls %q", calls)
	}
	if dialog.IsOpen() {
		t.Error("the dialog stays open")
	}
}

func TestAnyPeriodCanBeTyped(t *testing.T) {
	d := uitest.Rich()
	p, h := open(t, d)
	p.choosePeriod(len(p.periods))
	dialog := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog)
	var fields []*widgets.Field
	each(dialog, func(o fyne.CanvasObject) {
		if f, ok := o.(*widgets.Field); ok {
			fields = append(fields, f)
		}
	})
	fields[0].SetText("2023-03-01")
	fields[1].SetText("2023-02-01")
	dialog.Accept()
	if dialog.ProblemText() == "" {
		t.Error("a period that ends before it begins is taken")
	}
	fields[1].SetText("2023-04-30")
	dialog.Accept()
	asked := d.Filters()
	last := asked[len(asked)-1]
	if last.Since != uitest.On(2023, 3, 1) || last.Until != uitest.On(2023, 5, 1) || p.period.name != "1 Mar 2023 – 30 Apr 2023" || dialog.IsOpen() {
		t.Errorf("asked %+v, the page says %q", last, p.period.name)
	}
}

// Of many forecasts the figures come first, and then what takes longer.
func TestOfManyTheFiguresComeFirst(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView.Size = manyPairs + 1
	p, _ := open(t, d)
	before := len(d.Filters())
	p.tag.OnChange(1)
	asked := d.Filters()[before:]
	if len(asked) != 2 || !asked[0].Plain || asked[1].Plain || asked[1].Tag != "DPRK" || p.view.Plain {
		t.Errorf("asked %+v", asked)
	}
}

func TestNothingToScoreSaysSo(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView = scoring.View{Rule: "brier"}
	p, _ := open(t, d)
	if !p.empty.Visible() || p.scroll.Visible() {
		t.Error("nothing says that there is no score yet")
	}
	p.asOf.OnChange(2)
	if p.empty.Visible() || !p.unseen.Visible() {
		t.Error("nothing says what counts as of a past day")
	}
	if p.laterNotice.Visible() {
		t.Error("something came later")
	}
}

// An earlier day says what came here after it, and can be read by the records'
// own clocks.
func TestAnEarlierDayIsReadByKnowledgeOrByClocks(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView = scoring.View{Rule: "brier", Later: asof.Later{Records: 12, Authors: 3, From: uitest.On(2024, 2, 20), To: uitest.On(2024, 2, 20)}}
	p, _ := open(t, d)
	p.asOf.OnChange(2)
	var texts []string
	var other *widgets.Button
	each(p.unseen, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widgets.Paragraph:
			texts = append(texts, o.Text())
		case *widgets.Button:
			other = o
		}
	})
	if said := strings.Join(texts, " "); !strings.HasPrefix(said, "12 records of 3 other authors, dated before that, came here only on 20 Feb 2024") || other == nil || !p.laterNotice.Visible() {
		t.Fatalf("it says %q, offers %v", said, other)
	}
	test.Tap(other)
	asked := d.Filters()
	if got := asked[len(asked)-1]; !got.ByClocks || got.AsOf != p.dates[2].at || !strings.HasSuffix(p.asOf.Shown(), ", by clocks") {
		t.Errorf("asked %+v, the filter says %q", got, p.asOf.Shown())
	}
	p.asOf.OnChange(len(p.dates) + 1)
	asked = d.Filters()
	if got := asked[len(asked)-1]; got.ByClocks || got.AsOf == 0 {
		t.Errorf("what was known is read with %+v", got)
	}
	p.turnReading()
	p.asOf.OnChange(0)
	asked = d.Filters()
	if got := asked[len(asked)-1]; got.ByClocks || got.AsOf != 0 {
		t.Errorf("today is read with %+v", got)
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

func TestWhereAllWasImportedThePageOffersToCountIt(t *testing.T) {
	d := uitest.Rich()
	d.ScoreView = scoring.View{LeftOut: map[string]int{"imported": 12}}
	p, _ := open(t, d)
	if !p.foreign.Visible() || p.empty.Visible() || p.scroll.Visible() {
		t.Fatal("the page does not say that all was imported")
	}
	each(p.foreign, func(o fyne.CanvasObject) {
		if b, is := o.(*widgets.Button); is {
			test.Tap(b)
		}
	})
	asked := d.Filters()
	if got := asked[len(asked)-1].Origin; got != "imported" || originNames[p.origin.Chosen()] != "Imported" {
		t.Errorf("asked for %q, shown %d", got, p.origin.Chosen())
	}
}

func TestThePageArrivesAtAForecaster(t *testing.T) {
	d := uitest.Rich()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, p.Object())
	heron := d.ScoreView.Groups[0].Forecaster
	p.Arrive(page.ScoresOf(heron.Ref(), "DPRK").ID)
	p.Show()
	asked := d.Filters()
	if got := asked[len(asked)-1]; got.Forecaster != heron.Ref() || got.Tag != "DPRK" {
		t.Errorf("asked with %+v", got)
	}
	if p.whose() != heron.Name {
		t.Errorf("the page is of %q", p.whose())
	}
	p.origin.OnChange(2)
	p.Arrive(page.ScoresOf(heron.Ref(), "").ID)
	if p.filter.Origin != "" || p.origin.Chosen() != 0 || p.filter.Tag != "" {
		t.Errorf("other filters stay: %+v", p.filter)
	}
}

func TestTheForecastsLeftOutAreListed(t *testing.T) {
	p, h := open(t, uitest.Rich())
	p.listLeftOut()
	top := h.Win.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no list is shown")
	}
	if row := leftRows([]scoring.LeftForecast{{Title: "x", Forecaster: forecaster.Forecaster{Name: "Heron"}, Why: "annulled"}}, p.calendar())[0]; row.Why != "Annulled" || row.Said != dash || row.Who != "Heron" {
		t.Errorf("a line is %+v", row)
	}
	h.Win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := (page.Route{Page: "questions", ID: uitest.ID(500).String()}); len(h.Opened) != 1 || h.Opened[0] != want {
		t.Errorf("opened %v, want %v", h.Opened, want)
	}
}

func TestWhatAScoreRestsOnIsShownAndOpened(t *testing.T) {
	p, host := open(t, uitest.Rich())
	if p.rests.object.Visible() {
		t.Error("what the score rests on is shown before it is asked for")
	}
	p.tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if !p.rests.object.Visible() || p.diagram.object.Visible() {
		t.Error("the tab shows something else")
	}
	if n := len(p.rests.own.rows); n != 4 || len(p.rests.others.rows) != 2 {
		t.Errorf("%d lines and %d of others", n, len(p.rests.others.rows))
	}
	if r := p.rests.own.rows[0]; r.figure != "0.164 → 0.171" || r.turn != "+0.007" || r.tone != theme.WarningInk {
		t.Errorf("%+v", r)
	}
	p.rests.open(p.rests.own.rows[0])
	if n := len(host.Opened); n == 0 || host.Opened[n-1].Page != "questions" {
		t.Errorf("a line opens %+v", host.Opened)
	}
	p.tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if p.rests.object.Visible() || !p.diagram.object.Visible() {
		t.Error("the overview does not come back")
	}
}

func TestTabsOfTheScoresReadWhatTheyShowOnce(t *testing.T) {
	d := uitest.Rich()
	p, _ := open(t, d)
	if n := p.horizon.table.Length(); n != 0 {
		t.Errorf("the overview reads %d bands", n)
	}
	p.NextTab()
	if got := p.horizon.table.Row(0); got.Name != "over 180\u202fd" || got.Score != "0.324" || got.Share != "6\u202f%" || got.tick <= got.at {
		t.Errorf("the first band is %+v", got)
	}
	p.NextTab()
	if got := p.peers.table.Row(1); !got.Mine || got.Peer != "+6.5" || p.compare.Visible() {
		t.Errorf("the second line of peer scores is %+v", got)
	}
	if got := p.compared.table.Row(0); got.PairedRange != "−0.026 to +0.015" || got.Common != "32" || got.P != "0.030" {
		t.Errorf("Heron is compared as %+v", got)
	}
	p.NextTab()
	i := p.improvement
	if got := i.luck.lead.Text(); got != "About what your own numbers promised" {
		t.Errorf("the card on luck says %q", got)
	}
	if got := i.daily.lead.Text(); got != "Evidence against calibration: 1 in 3, weak" {
		t.Errorf("the card on calibration says %q", got)
	}
	if got := i.difficulty.foot.Text(); got != "Next question: expect 0.019 better than the others." {
		t.Errorf("the card on difficulty says %q", got)
	}
	if got := i.spread.lead.Text(); got != "Your ranges may be too narrow; it may still be chance" {
		t.Errorf("the card on numbers says %q", got)
	}
	if got := i.spread.most.words.Text(); got != "Your 90\u202f% ranges held 19 of 24, 79\u202f%" {
		t.Errorf("the card on numbers says %q", got)
	}
	if got := i.horizon.lead.Text(); got != "No horizon stands out beyond chance" {
		t.Errorf("the card on horizons says %q", got)
	}
	if got := i.advice.lead.Text(); got != "You say 80\u202f%, it happens in 71 of 100" {
		t.Errorf("the panel says %q", got)
	}
	i.advice.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if got := i.advice.sure.Text(); got != "19 questions of 50 · could be 0 to 10, so it may still be chance" {
		t.Errorf("of the first line it says %q", got)
	}
	p.NextTab()
	if !p.diagram.object.Visible() || p.tabs.Chosen() != overview {
		t.Error("after the last tab comes not the first")
	}
	test.Tap(p.cards[0].toKnow)
	if p.tabs.Chosen() != restsOn {
		t.Error("what there is to know does not lead to its tab")
	}
}
