package exchange

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// host does everything at once and keeps what it was told.
type host struct {
	win    fyne.Window
	opened []page.Route
	said   []string
	failed []error
}

func (h *host) Run(_ string, work func(context.Context) (func(), error)) {
	show, err := work(context.Background())
	if err != nil {
		h.Fail(err)
		return
	}
	show()
}
func (h *host) Open(r page.Route)   { h.opened = append(h.opened, r) }
func (h *host) Window() fyne.Window { return h.win }
func (h *host) Say(s string)        { h.said = append(h.said, s) }
func (h *host) Fail(err error)      { h.failed = append(h.failed, err) }

// fakeDesk answers from its fields.
type fakeDesk struct {
	plan     forecasts.ImportSummary
	refuse   error
	imported [][]string
	except   []journal.LogID
	exported []forecasts.ExportOptions
	path     string
	found    forecasts.Verification
	rows     []forecasts.QuestionRow
}

var present = time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC)

func (d *fakeDesk) Now() time.Time { return present }
func (d *fakeDesk) PlanImport(_ context.Context, _ []string, except ...journal.LogID) (forecasts.ImportSummary, error) {
	if d.refuse != nil && len(except) == 0 {
		return forecasts.ImportSummary{}, d.refuse
	}
	plan := d.plan
	plan.Files = nil
	for _, f := range d.plan.Files {
		var kept []forecasts.ImportLog
		for _, l := range f.Logs {
			if len(except) == 0 || l.Log != except[0] {
				kept = append(kept, l)
			}
		}
		plan.Files = append(plan.Files, forecasts.ImportFile{File: f.File, Logs: kept})
	}
	return plan, nil
}
func (d *fakeDesk) Import(ctx context.Context, paths []string, except []journal.LogID) (forecasts.ImportSummary, error) {
	d.imported, d.except = append(d.imported, paths), except
	return d.PlanImport(ctx, paths, except...)
}
func (d *fakeDesk) Export(_ context.Context, path string, o forecasts.ExportOptions) (forecasts.ExportSummary, error) {
	d.path, d.exported = path, append(d.exported, o)
	return forecasts.ExportSummary{Path: path, Shown: 96, Withheld: 14, Bytes: 88_000, Logs: 2}, nil
}
func (d *fakeDesk) Verify(context.Context) (forecasts.Verification, error) { return d.found, nil }
func (d *fakeDesk) QuestionRows(context.Context, forecasts.Filter) ([]forecasts.QuestionRow, error) {
	return d.rows, nil
}
func (d *fakeDesk) Logs(context.Context) ([]forecasts.Log, error) {
	return []forecasts.Log{{Name: "Crane", Key: "7f3a91c20be4", Records: 411, Own: true}, {Name: "Ibis", Key: "11aa22bb33cc", Records: 380}}, nil
}

func log(n byte) journal.LogID { return journal.LogID{n} }

func richDesk() *fakeDesk {
	since := journal.InstantOf(time.Date(2024, 1, 9, 0, 0, 0, 0, time.UTC))
	d := &fakeDesk{plan: forecasts.ImportSummary{
		Files: []forecasts.ImportFile{{File: "/tmp/heron-2024-02-20.forecasts", Logs: []forecasts.ImportLog{
			{Log: log(1), Name: "Heron", Key: "7f3a91c20be4aa", KnownSince: &since, NewRecords: 57},
			{Log: log(2), Name: "Kestrel", Key: "99ffee001122", NewRecords: 4}}}},
		Adds:     forecasts.ImportAdds{Questions: 3, Forecasts: 42, Findings: 11, Resolutions: 1},
		Disputed: []forecasts.ID{{2}}, Late: 2, Waiting: 1, NotUnderstood: 1,
	}}
	for i, c := range []forecasts.Change{
		{Title: "Japan–DPRK talks by 30 June 2024", What: "3 questions", Count: 3, Kind: "question.asked"},
		{Title: "Kishida visits Pyongyang by 31 August 2024", What: "14 forecasts by Heron", Count: 14, Kind: "forecast.made"},
		{Title: "DPRK satellite launch by 31 March 2024", What: "16 forecasts by Heron", Count: 16, Kind: "forecast.made"},
		{Title: "Putin visits Pyongyang by 30 June 2024", What: "12 forecasts by Heron", Count: 12, Kind: "forecast.made"},
		{Title: "Kishida visits Pyongyang by 31 August 2024", What: "8 findings", Count: 8, Kind: "finding.filed"},
		{Title: "DPRK shells to Russia reported above 3 million", What: "3 findings", Count: 3, Kind: "finding.filed"},
	} {
		c.Question = forecasts.ID{byte(i)}
		d.plan.Changes = append(d.plan.Changes, c)
	}
	for i, t := range []string{"Kishida visits Pyongyang by 31 August 2024", "DPRK satellite launch by 31 March", "Putin visits Pyongyang by 30 June", "ROK general election, 10 April", "DPRK nuclear test by 31 December", "UN Panel mandate renewed"} {
		d.rows = append(d.rows, forecasts.QuestionRow{Question: forecasts.Question{ID: forecasts.ID{9, byte(i)}, Title: t}, Forecasts: 41 - 3*i})
	}
	d.found = forecasts.Verification{OK: true, Logs: []forecasts.VerifiedLog{{Name: "Crane", Records: 412, SignedTo: 412}, {Name: "Ibis", Records: 380, SignedTo: 380, Withheld: 12},
		{Name: "Kestrel", Records: 120, SignedTo: 118}, {Name: "Plover", Records: 90, SignedTo: 90}}}
	return d
}

func open(t *testing.T, d *fakeDesk) (*Page, *host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	h := &host{}
	p := New(h, d)
	h.win = test.NewTempWindow(t, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, 0), p.Object()))
	h.win.SetPadded(false)
	h.win.Resize(fyne.NewSize(1232, 818))
	p.Show()
	return p, h
}

func TestNothingIsWrittenBeforeMerge(t *testing.T) {
	d := richDesk()
	p, h := open(t, d)
	if p.Drop([]string{"a.txt"}) || p.Drop(nil) || !p.Drop([]string{"/tmp/heron-2024-02-20.forecasts"}) {
		t.Fatal("takes what is no forecast file, or not what is one")
	}
	if len(d.imported) != 0 || p.fileTitle.Text() != "heron-2024-02-20.forecasts" || !p.trust.merge.Visible() {
		t.Fatalf("imported %v, title %q", d.imported, p.fileTitle.Text())
	}
	if rows := trustRows(*p.plan, p.seen, p.except, present); len(rows) != 5 || rows[1].icon != "key" {
		t.Errorf("rows %+v", rows)
	}
	p.leave(p.seen[1], true)
	test.Tap(p.trust.merge)
	if !reflect.DeepEqual(d.except, []journal.LogID{log(2)}) || len(d.imported) != 1 || !p.plan.Written || len(h.said) != 1 {
		t.Errorf("except %v, imported %v, said %q", d.except, d.imported, h.said)
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
	if p.trust.merge.Visible() || !strings.HasPrefix(p.changes.why.Text(), "Line 12") || p.changes.without.Visible() || len(h.failed) > 0 {
		t.Errorf("why %q", p.changes.why.Text())
	}
	d.refuse = fmt.Errorf("plan: %w", &forecasts.Fork{Log: log(1), Name: "Heron", File: "x", Seq: 12})
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
	p.export.questions.toggle(p.export.questions.rows[1].id, true)
	p.export.people.toggle("11aa22bb33cc", true)
	test.Tap(p.export.rationale)
	test.Tap(p.export.texts)
	test.Tap(p.export.button)
	want := []forecasts.ExportOptions{{}, {Questions: []forecasts.ID{{9, 1}}, By: []string{"11aa22bb33cc"}, Withhold: []string{"notes"}, WithoutArticles: true}}
	if !reflect.DeepEqual(d.exported, want) || d.path != filepath.Join(dir, "desk.forecasts") || len(h.failed) > 0 {
		t.Errorf("exported %+v to %s", d.exported, d.path)
	}
	p.export.questions.toggle(p.export.questions.rows[1].id, false)
	if !p.export.button.Disabled() {
		t.Error("nothing ticked, and yet it exports")
	}
	if want := "Wrote desk.forecasts: 96 records, 14 withheld, 86 KB"; h.said[0] != want {
		t.Errorf("said %q, want %q", h.said[0], want)
	}
}

func TestVerifySaysWhatDoesNotHold(t *testing.T) {
	d := richDesk()
	d.found.OK = false
	d.found.Logs[1].Problems = []forecasts.Problem{{What: "record 7 was changed", Line: 9}}
	p, _ := open(t, d)
	rows := p.check.rows
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
		h.win.Resize(fyne.NewSize(892, 618))
		p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
		f, _ := os.Create(filepath.Join(dir, "exchange-small.png"))
		_ = png.Encode(f, h.win.Canvas().Capture())
		f.Close()
	}
	for name, set := range map[string]func(*Page, *fakeDesk){
		"exchange-empty": func(*Page, *fakeDesk) {},
		"exchange-plan": func(p *Page, _ *fakeDesk) {
			p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
			p.export.questions.toggle(p.export.questions.rows[1].id, true)
		},
		"exchange-fork": func(p *Page, d *fakeDesk) {
			d.refuse = &forecasts.Fork{Log: log(1), Name: "Heron", File: "x", Seq: 12}
			p.Look([]string{"/tmp/heron-2024-02-20.forecasts"})
		},
	} {
		d := richDesk()
		p, h := open(t, d)
		if name == "exchange-fork" {
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
			h.win.Content().Refresh()
		}
		set(p, d)
		f, err := os.Create(filepath.Join(dir, name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, h.win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}
