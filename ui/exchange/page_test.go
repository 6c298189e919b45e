package exchange

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts/exchange"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/transfer"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// fakeDesk answers from its fields.
type fakeDesk struct {
	plan      merging.Summary
	foreign   []importing.ForeignFile
	brought   importing.Options
	planned   importing.Options
	seen      []exchange.Exchange
	past      []transfer.Transfer
	place     string
	synced    []string
	refuse    error
	imported  [][]string
	except    []journal.LogID
	exported  []exchange.Options
	path      string
	found     exchange.Verification
	idle      []exchange.Record // without effect
	rows      []question.Row
	many      int64 // records of others
	counted   int   // exports
	listeners []*func([]session.Changed)
	trusted   map[string]bool
}

var present = time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC)

func (d *fakeDesk) Now() time.Time { return present }
func (d *fakeDesk) ImportFiles(_ context.Context, paths []string, o importing.Options) (importing.Result, error) {
	if d.refuse != nil && len(o.Except) == 0 && len(o.Tables) == 0 {
		return importing.Result{}, d.refuse
	}
	d.planned = o
	if !o.DryRun {
		d.imported, d.except, d.brought = append(d.imported, paths), o.Except, o
	}
	plan := importing.Result{Summary: d.plan, Foreign: d.foreign}
	plan.Files = nil
	for _, f := range d.plan.Files {
		var kept []merging.Log
		for _, l := range f.Logs {
			if len(o.Except) == 0 || l.Log != o.Except[0] {
				kept = append(kept, l)
			}
		}
		plan.Files = append(plan.Files, merging.File{File: f.File, Bytes: f.Bytes, ExportedAt: f.ExportedAt, Logs: kept})
	}
	return plan, nil
}
func (d *fakeDesk) PlanExport(_ context.Context, o exchange.Options) (exchange.Summary, error) {
	d.counted++
	return exchange.Summary{Shown: 96, Withheld: 14 * len(o.Withhold), Bytes: 88_000, Logs: 2, Parts: []exchange.Part{
		{Kind: "", Withheld: 3}, {Kind: "finding.filed", Shown: 14}, {Kind: "forecast.made", Shown: 96, Withheld: 11}, {Kind: "question.asked", Shown: 3}}}, nil
}
func (d *fakeDesk) SaveRows(context.Context, string, importing.Options, []int, string) error {
	return nil
}
func (d *fakeDesk) ViewTable(context.Context, string, importing.Options) (*importing.TableView, error) {
	return nil, nil
}
func (d *fakeDesk) RememberRefused(_ context.Context, paths []string, why error) error {
	d.past = append(d.past, transfer.Transfer{At: 1, File: filepath.Base(paths[0]), Refused: why.Error()})
	for _, listen := range d.listeners {
		(*listen)([]session.Changed{{Topic: session.TopicExchange}})
	}
	return nil
}
func (d *fakeDesk) Exchanges(context.Context) ([]exchange.Exchange, error) { return d.seen, nil }
func (d *fakeDesk) History(context.Context) ([]transfer.Transfer, error)   { return d.past, nil }
func (d *fakeDesk) Place(context.Context) (string, error)                  { return d.place, nil }
func (d *fakeDesk) SetPlace(_ context.Context, dir string) error           { d.place = dir; return d.refuse }
func (d *fakeDesk) OnChange(listen func([]session.Changed)) (off func()) {
	d.listeners = append(d.listeners, &listen)
	return func() {
		d.listeners = slices.DeleteFunc(d.listeners, func(l *func([]session.Changed)) bool { return l == &listen })
	}
}
func (d *fakeDesk) Sync(_ context.Context, dir string) (exchange.SyncSummary, error) {
	d.synced = append(d.synced, dir)
	return exchange.SyncSummary{Folder: dir, In: d.plan, OK: true}, d.refuse
}
func (d *fakeDesk) Export(_ context.Context, path string, o exchange.Options) (exchange.Summary, error) {
	d.path, d.exported = path, append(d.exported, o)
	return exchange.Summary{Path: path, Shown: 96, Withheld: 14, Bytes: 88_000, Logs: 2}, nil
}
func (d *fakeDesk) Trust(_ context.Context, keys map[string]bool) error {
	d.trusted = keys
	return nil
}
func (d *fakeDesk) Verify(context.Context) (exchange.Verification, error)    { return d.found, nil }
func (d *fakeDesk) Records(context.Context, bool) ([]exchange.Record, error) { return d.idle, nil }
func (d *fakeDesk) QuestionRows(context.Context, listing.Filter) ([]question.Row, error) {
	return d.rows, nil
}
func (d *fakeDesk) Logs(context.Context) ([]exchange.Log, error) {
	without := map[string]int64{}
	for _, r := range d.idle {
		without[r.WhyNot]++
	}
	return []exchange.Log{{Name: "Crane", Key: "7f3a91c20be4", Records: 411, Own: true, WithoutEffect: without}, {Name: "Ibis", Key: "11aa22bb33cc", Records: 380 + d.many}}, nil
}

func log(n byte) journal.LogID { return journal.LogID{n} }

func richDesk() *fakeDesk {
	since := journal.InstantOf(time.Date(2024, 1, 9, 0, 0, 0, 0, time.UTC))
	d := &fakeDesk{plan: merging.Summary{
		Files: []merging.File{{File: "/tmp/heron-2024-02-20.forecasts", Bytes: 88_000, ExportedAt: since, Logs: []merging.Log{
			{Log: log(1), Name: "Heron", Key: "7f3a91c20be4aa", KnownSince: &since, NewRecords: 57, Records: 412, Seen: 355, SeenAt: &since, AgreedBy: []string{"Ibis", "Kestrel"}},
			{Log: log(2), Name: "Kestrel", Key: "99ffee001122", NewRecords: 4, Records: 4}}}},
		Adds:     merging.Adds{Questions: 3, Forecasts: 42, Findings: 11, Resolutions: 1},
		Disputed: []journal.ID{{2}}, Late: 2, Waiting: 1, NotUnderstood: 1,
		LateEntries: []merging.LateEntry{{Title: "Kishida visits Pyongyang", By: "Heron", MadeAt: &since, Recorded: since}},
		Disputes: []merging.Dispute{{Question: journal.ID{2}, Title: "DPRK satellite launch by 31 March 2024",
			Here:  []merging.EndSaid{{ID: journal.ID{21}, By: "Crane", Words: "Yes, known 18 Feb 2024"}},
			There: []merging.EndSaid{{ID: journal.ID{22}, By: "Heron", Words: "No, known 19 Feb 2024"}}}},
		Similar: []merging.SimilarQuestions{{New: journal.ID{31}, NewTitle: "Japan–DPRK summit by 30 June", Here: journal.ID{32}, HereTitle: "Japan–DPRK talks by 30 June 2024", Share: 0.7}},
	}}
	for i, c := range []merging.Change{
		{Title: "Japan–DPRK talks by 30 June 2024", What: "3 questions", Count: 3, Kind: "question.asked"},
		{Title: "Kishida visits Pyongyang by 31 August 2024", What: "14 forecasts by Heron", Count: 14, Kind: "forecast.made"},
		{Title: "DPRK satellite launch by 31 March 2024", What: "16 forecasts by Heron", Count: 16, Kind: "forecast.made"},
		{Title: "Putin visits Pyongyang by 30 June 2024", What: "12 forecasts by Heron", Count: 12, Kind: "forecast.made"},
		{Title: "Kishida visits Pyongyang by 31 August 2024", What: "8 findings", Count: 8, Kind: "finding.filed"},
		{Title: "DPRK shells to Russia reported above 3 million", What: "3 findings", Count: 3, Kind: "finding.filed"},
	} {
		c.Question, c.By, c.Latest = journal.ID{byte(i)}, "Heron", since
		if first, last := 0.3+float64(i)/20, 0.18+float64(i)/10; c.Kind == "forecast.made" {
			c.First, c.Last = &first, &last
		} else if c.Kind == "finding.filed" {
			c.For, c.Against = 4, i-1
		} else {
			c.Detail = "binary, closes 30 Jun 2024"
		}
		d.plan.Changes = append(d.plan.Changes, c)
	}
	for i, t := range []string{"Kishida visits Pyongyang by 31 August 2024", "DPRK satellite launch by 31 March", "Putin visits Pyongyang by 30 June", "ROK general election, 10 April", "DPRK nuclear test by 31 December", "UN Panel mandate renewed"} {
		d.rows = append(d.rows, question.Row{Question: listing.Question{ID: journal.ID{9, byte(i)}, Title: t}, Forecasts: 41 - 3*i})
	}
	d.found = exchange.Verification{OK: true, Logs: []exchange.VerifiedLog{{Name: "Crane", Records: 412, SignedTo: 412}, {Name: "Ibis", Records: 380, SignedTo: 380, Withheld: 12},
		{Name: "Kestrel", Records: 120, SignedTo: 118}, {Name: "Plover", Records: 90, SignedTo: 90}}}
	return d
}

// open shows the page of a desk in a window.
func open(t *testing.T, d Desk) (*Page, *uitest.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &uitest.Host{}
	p := New(h, d)
	h.Win = test.NewTempWindow(t, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, 0), p.Object()))
	h.Win.SetPadded(false)
	h.Win.Resize(fyne.NewSize(1232, 818))
	uitest.Follow(d, p)
	p.Show()
	return p, h
}

func TestNothingIsWrittenBeforeMerge(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	if p.Drop([]string{"a.txt"}) || p.Drop(nil) || !p.Drop([]string{"/tmp/heron-2024-02-20.forecasts"}) {
		t.Fatal("takes what is not a forecast file, or not what is one")
	}
	if len(d.imported) != 0 || p.fileTitle.Text() != "heron-2024-02-20.forecasts" || !p.trust.merge.Visible() {
		t.Fatalf("imported %v, title %q", d.imported, p.fileTitle.Text())
	}
	if rows := trustRows(*p.plan, p.seen, p.except, present); len(rows) != 9 || rows[1].icon != "key" {
		t.Errorf("rows %+v", rows)
	}
	p.leave(p.seen[1], true)
	test.Tap(p.trust.merge)
	if !reflect.DeepEqual(d.except, []journal.LogID{log(2)}) || len(d.imported) != 1 || !p.plan.Written || len(h.Said) != 1 {
		t.Errorf("except %v, imported %v, said %q", d.except, d.imported, h.Said)
	}
	p.merge()
	if len(d.imported) != 1 {
		t.Error("merged twice")
	}
	test.Tap(p.trust.later)
	if p.plan != nil || !p.changes.none.Visible() {
		t.Error("not put away")
	}
}

func TestAFileThatDoesNotHoldIsRefused(t *testing.T) {
	d := richDesk()
	d.refuse = errors.New("line 12: the signature is not that of the key")
	p, h := open(t, d)
	p.Look([]string{"/tmp/x.forecasts"})
	if p.trust.merge.Visible() || !strings.HasPrefix(p.changes.why.Text(), "Line 12") || p.changes.without.Visible() || len(h.Failed) > 0 {
		t.Errorf("why %q", p.changes.why.Text())
	}
	if r := p.history.rows[0]; r.chip != "Refused" || r.file != "x" || p.history.list.Tip(0, 0) != d.refuse.Error() {
		t.Errorf("the history says %+v", r)
	}
	d.refuse = fmt.Errorf("plan: %w", &merging.Fork{Log: log(1), Name: "Heron", File: "x", Seq: 12})
	p.Look([]string{"/tmp/x.forecasts"})
	if !p.changes.without.Visible() || !strings.Contains(p.changes.why.Text(), "record 12") {
		t.Fatalf("why %q", p.changes.why.Text())
	}
	test.Tap(p.changes.without)
	if p.plan == nil || !p.except[log(1)] {
		t.Error("the rest is not planned")
	}
}

func TestExportTakesWhatIsTicked(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	dir := t.TempDir()
	p.export.path.Fill(filepath.Join(dir, "desk"))
	test.Tap(p.export.button)
	test.Tap(p.export.questions.whole)
	p.export.questions.toggle(p.export.questions.rows[1].id, true)
	for _, r := range p.export.people.rows {
		if r.id != "11aa22bb33cc" {
			p.export.people.toggle(r.id, false)
		}
	}
	test.Tap(p.export.rationale)
	test.Tap(p.export.texts)
	test.Tap(p.export.button)
	want := []exchange.Options{{}, {Questions: []journal.ID{{9, 1}}, By: []string{"11aa22bb33cc"}, Withhold: []string{"notes"}, WithoutArticles: true}}
	if !reflect.DeepEqual(d.exported, want) || d.path != filepath.Join(dir, "desk.forecasts") || len(h.Failed) > 0 {
		t.Errorf("exported %+v to %s", d.exported, d.path)
	}
	p.export.questions.toggle(p.export.questions.rows[1].id, false)
	if !p.export.button.Disabled() {
		t.Error("nothing ticked, and yet it exports")
	}
	if want := "Wrote desk.forecasts: 96 records, 14 withheld, 86 KB"; h.Said[0] != want {
		t.Errorf("said %q, want %q", h.Said[0], want)
	}
}

func TestMergeTakesWhatWasDecided(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
	if !p.changes.conflict.object.Visible() || p.changes.conflict.which.Chosen() != 2 {
		t.Fatal("a dispute is not shown as left disputed")
	}
	p.changes.conflict.choose(1)
	test.Tap(p.changes.similar.look)
	box := find[*widgets.Checkbox](h.Win.Canvas().Overlays().Top(), func(*widgets.Checkbox) bool { return true })
	test.Tap(box)
	accept := find[*widgets.Button](h.Win.Canvas().Overlays().Top(), func(b *widgets.Button) bool { return b.Text() == "Keep these links" })
	test.Tap(accept)
	test.Tap(p.trust.merge)
	if d.brought.Decide[journal.ID{2}] != (journal.ID{22}) || !reflect.DeepEqual(d.brought.Same, [][2]journal.ID{{{31}, {32}}}) {
		t.Errorf("brought %+v", d.brought)
	}
	p.changes.table.OnOpenRow(p.plan.Changes[1])
	if len(h.Opened) != 1 || h.Opened[0].Page != "questions" {
		t.Errorf("the summary opens %v", h.Opened)
	}
}

// find gives the first widget of a kind that fits, in the order of drawing.
func find[W fyne.CanvasObject](o fyne.CanvasObject, fits func(W) bool) W {
	var found W
	var walk func(fyne.CanvasObject) bool
	walk = func(o fyne.CanvasObject) bool {
		if w, ok := o.(W); ok && fits(w) {
			found = w
			return true
		}
		var inside []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			inside = o.Objects
		case fyne.Widget:
			inside = test.WidgetRenderer(o).Objects()
		}
		for _, x := range inside {
			if walk(x) {
				return true
			}
		}
		return false
	}
	walk(o)
	return found
}

func TestExportSaysBeforehandWhatLeaves(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	test.Tap(p.export.open)
	p.export.made.Set(1)
	p.export.changed()
	if got := p.export.more.Text(); got != "3 questions · 96 forecasts · 14 findings · 14 withheld · 86 KB" {
		t.Errorf("it says %q", got)
	}
	midnight := instant(time.Date(2024, 2, 21, 0, 0, 0, 0, time.UTC))
	if o := p.export.options(); !reflect.DeepEqual(o.Withhold, []string{"open"}) || o.Until == nil || *o.Until != midnight || o.Since != nil {
		t.Errorf("options %+v", o)
	}
	test.Tap(p.export.look)
	if h.Win.Canvas().Overlays().Top() == nil {
		t.Error("no preview")
	}
}

// What leaves of very many records is counted when that is asked for.
func TestManyRecordsAreCountedWhenAsked(t *testing.T) {
	d := richDesk()
	d.many = mostPlanned
	p, h := open(t, d)
	if got := p.export.more.Text(); d.counted > 0 || p.export.button.Disabled() || got != "Preview counts what leaves" {
		t.Errorf("counted %d times, says %q", d.counted, got)
	}
	test.Tap(p.export.look)
	if d.counted != 1 || h.Win.Canvas().Overlays().Top() == nil || !strings.HasPrefix(p.export.more.Text(), "3 questions") {
		t.Errorf("counted %d times, says %q", d.counted, p.export.more.Text())
	}
}

func TestHistoryOfExchanges(t *testing.T) {
	d := richDesk()
	at := func(day int) journal.Instant { return instant(time.Date(2024, 2, day, 9, 0, 0, 0, time.UTC)) }
	d.past = []transfer.Transfer{{At: at(16), Out: true, File: "desk-2024-02-16.forecasts", Records: 97}, {At: at(14), Who: []string{"Kestrel"}, File: "kestrel.forecasts", Records: 9}}
	d.seen = []exchange.Exchange{{At: at(14), By: "Crane", Of: "Kestrel", Mine: true, Records: 20}, {At: at(18), By: "Ibis", Of: "Crane", Given: true, Records: 300}}
	p, _ := open(t, d)
	p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
	var got []string
	for _, r := range p.history.rows {
		got = append(got, r.who+"|"+r.file+"|"+r.chip)
	}
	want := []string{"Heron, Kestrel|heron-2024-02-20|Waiting", "Ibis|your log to record 300|Took it", "97 records|desk-2024-02-16|Sent", "Kestrel|kestrel|Merged"}
	if !reflect.DeepEqual(got, want) || p.history.more.Text() != "1 in, 1 out" {
		t.Errorf("%q, %q", got, p.history.more.Text())
	}
}

// Of the export of a service it is asked which of its people the user is.
func TestWhoTheUserIsInAnExportIsAsked(t *testing.T) {
	d := richDesk()
	d.plan = merging.Summary{Adds: merging.Adds{Questions: 2, Forecasts: 5}}
	d.foreign = []importing.ForeignFile{{File: "fatebook.csv", From: "Fatebook", Questions: 2, Forecasts: 5, Assumed: []string{"x"}, People: []string{"Ann", "Bob"}}}
	p, h := open(t, d)
	p.Look([]string{"/tmp/fatebook.csv"})
	who := find[*widgets.Dropdown](p.trust.rows, func(*widgets.Dropdown) bool { return true })
	who.OnChange(2)
	if d.planned.Me != "Bob" {
		t.Errorf("me is %q", d.planned.Me)
	}
	test.Tap(p.trust.merge)
	if d.brought.Me != "Bob" || !strings.Contains(h.Said[len(h.Said)-1], "from Fatebook") {
		t.Errorf("brought %+v, said %q", d.brought, h.Said)
	}
}

func TestASharedFolderIsEnteredAndSynced(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	dir := t.TempDir()
	p.enter(dir)
	t.Cleanup(func() { p.enter("") })
	if !reflect.DeepEqual(d.synced, []string{dir}) || len(h.Said) != 1 || !strings.HasPrefix(p.place.state, "In step") {
		t.Errorf("synced %v, said %v, %q", d.synced, h.Said, p.place.state)
	}
	p.enter(filepath.Join(dir, "gone"))
	if !p.place.wrong || p.place.watch != nil || len(d.listeners) != 1 {
		t.Errorf("a folder that is not there: %q, %d listeners", p.place.state, len(d.listeners))
	}
	for range 2 { // the second replaces the first
		p.enter(dir)
		if n := len(d.listeners); n != 2 { // the page's follower is one
			t.Errorf("%d listeners while one folder is watched", n)
		}
	}
	p.Stop()
	if len(d.listeners) != 1 || p.place.watch != nil {
		t.Errorf("%d listeners after the page was closed", len(d.listeners))
	}
}

// A folder that cannot be used is said in the dialog, which stays.
func TestASharedFolderThatIsRefusedIsSaid(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	top := func() *dialogs.Dialog { d, _ := h.Win.Canvas().Overlays().Top().(*dialogs.Dialog); return d }
	t.Cleanup(p.Stop)
	for _, c := range []struct {
		refuse error
		dir    string
		want   string // "" closes it
	}{
		{errors.New("/proc/1 cannot be used"), "/proc/1", "/proc/1 cannot be used."},
		{nil, filepath.Join(t.TempDir(), "gone"), "gone"},
		{nil, t.TempDir(), ""},
	} {
		d.refuse = c.refuse
		p.AskPlace()
		asked := top()
		find[*widgets.Field](asked, func(*widgets.Field) bool { return true }).SetText(c.dir)
		asked.Accept()
		if got := asked.ProblemText(); !strings.Contains(got, c.want) || asked.IsOpen() != (c.want != "") {
			t.Errorf("%s: it says %q and is open: %v", c.dir, got, asked.IsOpen())
		}
		asked.Close()
	}
}

func TestVerifySaysWhatDoesNotHold(t *testing.T) {
	d := richDesk()
	d.found.OK = false
	d.found.Logs[1].Problems = []exchange.Problem{{What: "record 7 was changed", Line: 9}}
	p, _ := open(t, d)
	rows := p.history.check.rows
	if len(rows) != 5 || rows[1].chip != "1 problem" || rows[2].title != "record 7 was changed" || rows[2].more != "line 9" {
		t.Errorf("rows %+v", rows)
	}
}

func TestThePictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		t.Skip("WEATHERVANE_PICTURES is not set")
	}
	{
		p, h := open(t, richDesk())
		h.Win.Resize(fyne.NewSize(892, 618))
		p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
		f, _ := os.Create(filepath.Join(dir, "exchange-small.png"))
		_ = png.Encode(f, h.Win.Canvas().Capture())
		f.Close()
	}
	for name, set := range map[string]func(*Page, *fakeDesk){
		"exchange-empty": func(*Page, *fakeDesk) {},
		"exchange-plan": func(p *Page, _ *fakeDesk) {
			p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
			p.export.questions.toggle(p.export.questions.rows[1].id, false)
		},
		"exchange-fork": func(p *Page, d *fakeDesk) {
			d.refuse = &merging.Fork{Log: log(1), Name: "Heron", File: "x", Seq: 12}
			p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
		},
	} {
		d := richDesk()
		p, h := open(t, d)
		if name == "exchange-fork" {
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
			h.Win.Content().Refresh()
		}
		set(p, d)
		f, err := os.Create(filepath.Join(dir, name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, h.Win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

// Records that take no effect are counted where everything here is verified, and
// listed with their reasons.
func TestRecordsWithoutEffectAreListed(t *testing.T) {
	d := richDesk()
	d.idle = []exchange.Record{
		{Kind: journal.ForecastMade, By: forecaster.Forecaster{Name: "Ibis"}, WhyNot: "unfit", Detail: "a binary question takes one probability"},
		{Kind: journal.CommentMade, By: forecaster.Forecaster{Name: "Ibis"}, WhyNot: "waiting"},
	}
	p, h := open(t, d)
	p.history.verify.Tapped(nil)
	shown := func(text string) bool { return strings.Contains(test.RenderToMarkup(h.Win.Canvas()), text) }
	if !shown("2 records take no effect") {
		t.Fatal("records without effect are not counted")
	}
	p.showWithoutEffect()
	for _, text := range []string{"forecast made", "a binary question takes one probability", "It names a record that is missing"} {
		if !shown(text) {
			t.Errorf("the list lacks %q", text)
		}
	}
}
