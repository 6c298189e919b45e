package evidence

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

	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/search"
	"weathervane/forecasts/standing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// fakeDesk answers from its fields.
type fakeDesk struct {
	list   []listing.Article
	filed  []evidence.Filing
	judged []string
	refuse error

	fallen    []evidence.Dependents
	hits      []search.Hit
	sought    []string
	retracted []string
	tracks    evidence.EvidenceTracks
	twin      *evidence.SimilarArticle
	amended   []evidence.Amendment
	origins   []listing.Origin
	grouped   [][]journal.ID
	kept      map[journal.ID]evidence.CopyIntegrity
}

var present = time.Date(2024, 2, 21, 9, 0, 0, 0, time.UTC)

func id(n int) journal.ID { return journal.ID{byte(n >> 8), byte(n), 7} }

func (d *fakeDesk) Now() time.Time { return present }
func (d *fakeDesk) ArticleRows(context.Context) ([]evidence.ArticleRow, error) {
	return uitest.RowsOf(d.list), nil
}
func (d *fakeDesk) Article(_ context.Context, want journal.ID) (listing.Article, error) {
	for _, a := range d.list {
		if a.ID == want {
			return a, nil
		}
	}
	return listing.Article{}, errors.New("no such article")
}
func (d *fakeDesk) Search(_ context.Context, query string, _ int) ([]search.Hit, error) {
	d.sought = append(d.sought, query)
	if d.refuse != nil {
		return nil, d.refuse
	}
	return d.hits, nil
}
func (d *fakeDesk) Invalidated(context.Context) ([]evidence.Dependents, error) { return d.fallen, nil }
func (d *fakeDesk) Dependents(_ context.Context, id journal.ID) (evidence.Dependents, error) {
	for _, l := range d.fallen {
		if l.ID == id {
			return l, nil
		}
	}
	return evidence.Dependents{ID: id, Kind: "article", Title: "Nothing"}, nil
}
func (d *fakeDesk) Retract(_ context.Context, id journal.ID, why string) (journal.ID, error) {
	d.retracted = append(d.retracted, id.Short()+" "+why)
	return id, d.refuse
}
func (d *fakeDesk) Attach(_ context.Context, a articles.Article) (journal.ID, bool, error) {
	n := id(100 + len(d.list))
	d.list = append([]listing.Article{{ID: n, Title: a.Title, Publisher: a.Publisher, Published: a.Published, Text: a.Text}}, d.list...)
	return n, false, d.refuse
}
func (d *fakeDesk) File(_ context.Context, f evidence.Filing) (journal.ID, error) {
	if d.refuse != nil {
		return journal.ID{}, d.refuse
	}
	d.filed = append(d.filed, f)
	n := id(300 + len(d.filed))
	for i := range d.list {
		if d.list[i].ID == f.Article {
			d.list[i].Findings = append(d.list[i].Findings, listing.Finding{ID: n, Article: f.Article, Claim: f.Claim, Grade: f.Grade,
				Quote: journal.Quote{Exact: f.Exact, Start: *f.Start, End: *f.Start + len([]rune(f.Exact))}})
		}
	}
	return n, nil
}
func (d *fakeDesk) Origins(context.Context) ([]listing.Origin, error) { return d.origins, nil }
func (d *fakeDesk) Group(_ context.Context, all []journal.ID, _ string) (journal.ID, error) {
	d.grouped = append(d.grouped, all)
	return id(901), d.refuse
}
func (d *fakeDesk) CopyIntegrity(_ context.Context, of journal.ID) (evidence.CopyIntegrity, error) {
	return d.kept[of], nil
}
func (d *fakeDesk) Judge(_ context.Context, f, q journal.ID, lr *float64, lrs map[string]float64, _ string) (journal.ID, error) {
	words := fmt.Sprint(lrs)
	if lr != nil {
		words = fmt.Sprint(*lr)
	}
	d.judged = append(d.judged, f.Short()+" "+q.Short()+" "+words)
	return id(900), nil
}
func (d *fakeDesk) RowsOf(ctx context.Context, ids []journal.ID) ([]question.Row, error) {
	rows, err := d.RowsIn(ctx, question.NotEnded)
	return slices.DeleteFunc(rows, func(r question.Row) bool { return !slices.Contains(ids, r.ID) }), err
}
func (d *fakeDesk) RowsIn(context.Context, question.State) ([]question.Row, error) {
	p := 0.46
	return []question.Row{
		{Question: listing.Question{ID: id(1), Title: "DPRK shells to Russia reported above 3 million by 30 June 2024", Type: "binary", Status: "open"}, Mine: &standing.Belief{P: &p}},
		{Question: listing.Question{ID: id(2), Title: "Putin visits Pyongyang by 30 June 2024", Type: "binary", Status: "open"}},
		{Question: listing.Question{ID: id(3), Title: "Who chairs the panel next", Type: "choice", Status: "open", Options: []string{"Norway", "Japan"}}},
		{Question: listing.Question{ID: id(4), Title: "Shells, in millions", Type: "numeric", Status: "open"}},
	}, nil
}

const story = "The defence ministry in Seoul has updated the figure it uses in background talks on cargo moving from the port of Rajin to the east of Russia.\n\n" +
	"Officials in Seoul estimate that thousands of containers were shipped since autumn; if they held only 152 mm rounds, the total could be more than 3 million shells. They describe the number as a ceiling, since part of the load may be other goods.\n\n" +
	"Ship movements slowed around the new year. A customs analyst who tracks the route says that the pause in January was weather and not policy, and expects departures to return to the earlier rhythm by March.\n\n" +
	"Not everyone agrees on what follows. A former envoy doubts that a visit by the Russian president will be arranged before summer, because protocol teams have not been seen in Pyongyang.\n\n" +
	"The ministry says it will share a further update once the next set of images has been compared. No date was given for that review."

func ptr(f float64) *float64 { return &f }

func finding(n int, exact, claim, grade string, lrs ...float64) listing.Finding {
	at := len([]rune(story[:strings.Index(story, exact)]))
	f := listing.Finding{ID: id(200 + n), Quote: journal.Quote{Exact: exact, Start: at, End: at + len([]rune(exact))}, Claim: claim, Grade: grade,
		At: journal.InstantOf(present), By: forecaster.Forecaster{Name: "Crane"}, Note: "A ceiling, not a count."}
	for i, lr := range lrs {
		f.Bearings = append(f.Bearings, listing.Bearing{Question: id(1 + i), LR: ptr(lr), Mine: true, Analyst: forecaster.Forecaster{Name: "Crane"}, At: journal.InstantOf(present)})
	}
	return f
}

func richDesk() *fakeDesk {
	d := &fakeDesk{list: []listing.Article{{ID: id(10), Title: "Seoul revises its container estimate", Publisher: "Source X", Published: "2024-02-20T09:40:00+09:00", Text: story,
		URL: "https://example.org/a", AddedBy: forecaster.Forecaster{Name: "Crane"},
		Findings: []listing.Finding{
			finding(1, "Officials in Seoul estimate that thousands of containers were shipped since autumn; if they held only 152 mm rounds, the total could be more than 3 million shells", "Seoul puts shipments since autumn at a load that could exceed 3 million shells", "B2", 3, 1.4),
			finding(2, "A customs analyst who tracks the route says that the pause in January was weather and not policy", "The pause in January was weather", "B3", 2),
			finding(3, "A former envoy doubts that a visit by the Russian president will be arranged before summer", "A former envoy doubts an early visit", "C3", 0.8)}}}}
	for i, t := range []string{"首相官邸、訪朝の見通しを明言せず", "Satellite images show rail activity near Tumangang", "국회의원 선거 여론조사, 수도권에서 접전", "Envoys in New York discuss the panel mandate", "Cuba and ROK agree on steps for embassies"} {
		d.list = append(d.list, listing.Article{ID: id(11 + i), Title: t, Publisher: "Tokyo wire", Published: fmt.Sprintf("2024-02-%02d", 19-i), Text: "Short text of " + t + ".",
			Findings: make([]listing.Finding, i%3)})
	}
	return d
}

func open(t *testing.T, d *fakeDesk, w, h float32) (*Page, *uitest.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	hst := &uitest.Host{}
	p := New(hst, d)
	p.clip = nil // the clipboard of the person who tests is theirs
	hst.Win = test.NewTempWindow(t, widgets.Stack(widgets.NewFill(theme.Bg, theme.None, 0), p.Object()))
	hst.Win.SetPadded(false)
	hst.Win.Resize(fyne.NewSize(w, h))
	p.Show()
	return p, hst
}

func TestShowReadsTheFirstArticleWithItsPassages(t *testing.T) {
	p, h := open(t, richDesk(), 1232, 818)
	if p.Route() != (page.Route{Page: "evidence", ID: id(10).String()}) || len(h.Failed) > 0 {
		t.Fatalf("at %v, failed %v", p.Route(), h.Failed)
	}
	if len(p.reader.passages) != 3 || p.reader.passages[0].tone != widgets.TowardYes || p.reader.passages[2].tone != widgets.TowardNo {
		t.Errorf("passages %v", p.reader.passages)
	}
	p.openFinding(2)
	if p.side.mode != looking || p.side.found.where.Text() != "3 of 3" {
		t.Errorf("mode %d, %q", p.side.mode, p.side.found.where.Text())
	}
}

func TestAFindingIsMadeOfASelection(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	p.letter('f')
	if p.side.mode != hinting || len(h.Said) != 1 {
		t.Fatal("a finding of nothing is begun")
	}
	want := "Ship movements slowed around the new year"
	at := len([]rune(story[:strings.Index(story, want)]))
	p.reader.selects(at-1, at+len(want)) // with the line break before it
	p.reader.TypedRune('f')
	if h.Win.Canvas().Focused() != fyne.Focusable(p.side.form.claim) {
		t.Errorf("the claim is not ready to be typed: %T", h.Win.Canvas().Focused())
	}
	p.side.form.save()
	if len(d.filed) != 0 || p.side.form.problem.Text() == "" {
		t.Fatal("filed without a claim")
	}
	test.Type(p.side.form.claim, "Traffic slowed in January")
	p.side.form.source.TypedRune('b')
	p.side.form.save()
	if len(d.filed) != 0 {
		t.Fatal("filed with half a grade")
	}
	p.side.form.credible.TypedRune('2')
	p.side.form.bears.put(p.questions[0])
	p.side.form.bears.put(p.questions[2])
	p.side.form.bears.list[0].lr = 0.4
	p.side.form.bears.list[1].lrs["Japan"] = 2
	p.side.form.save()
	if len(d.filed) != 1 {
		t.Fatalf("not filed: %v %q", h.Failed, p.side.form.problem.Text())
	}
	f := d.filed[0]
	if f.Exact != want || *f.Start != at || f.Claim != "Traffic slowed in January" || f.Grade != "B2" || *f.LR != 0.4 || *f.Question != id(1) {
		t.Errorf("filed %+v", f)
	}
	if want := []evidence.Judgement{{Question: id(3), LRs: map[string]float64{"Japan": 2, "Norway": 1}}}; !reflect.DeepEqual(f.More, want) {
		t.Errorf("judged %v, want %v", f.More, want)
	}
	p.readArticles() // as the announcement has it
	if p.side.mode != looking || p.side.found.finding.ID != id(301) {
		t.Errorf("mode %d, at %v", p.side.mode, p.side.found.finding.ID)
	}
}

func TestAFindingSharesItsOriginWithAnother(t *testing.T) {
	d := richDesk()
	d.kept = map[journal.ID]evidence.CopyIntegrity{id(10): evidence.CopyWhole}
	d.list[0].ReadBy = []forecaster.Forecaster{{Name: "Crane"}, {Name: "Ibis"}}
	other := listing.Origin{ID: id(201), Claim: "Seoul counts the containers", Article: d.list[1], Group: id(77), By: forecaster.Forecaster{Name: "Ibis"}}
	d.origins = []listing.Origin{{ID: id(202), Claim: "Nothing alike"}, {ID: id(204), Claim: "An envoy doubts a visit", Article: d.list[2]}, other}
	p, h := open(t, d, 1232, 818)
	if got := p.copyMark.words.Text(); got != "Copy kept, unchanged" || !p.copyMark.object.Visible() {
		t.Errorf("the mark of the copy: %q", got)
	}
	if !strings.HasSuffix(p.reader.meta, "read by Crane, Ibis") {
		t.Errorf("particulars %q", p.reader.meta)
	}
	p.reader.selects(0, 40)
	p.findingFromSelection()
	form := p.side.form
	test.Type(form.claim, "Seoul has a new count of containers")
	form.origin.tick.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if form.origin.tick.On() {
		t.Error("ticked without a finding")
	}
	picker, ok := h.Win.Canvas().Focused().(*widgets.Field)
	if !ok {
		t.Fatalf("no picker: %T, %v", h.Win.Canvas().Focused(), h.Failed)
	}
	picker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // that with the most in common stands first
	if !form.origin.tick.On() || form.origin.said.Text() != "The two are counted once" {
		t.Fatalf("chosen %+v", form.origin.chosen)
	}
	form.save()
	if len(d.filed) != 1 || !reflect.DeepEqual(d.filed[0].SameOrigin, []journal.ID{id(201)}) {
		t.Fatalf("filed %+v, %v", d.filed, h.Failed)
	}
	d.list[0].Findings[2].Origins = []listing.Origin{other}
	p.Show()
	p.openFinding(3) // the finding filed stands first now
	p.side.found.share(p.side.found.dots)
	picker = h.Win.Canvas().Focused().(*widgets.Field)
	picker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := [][]journal.ID{{id(203), id(204)}}; !reflect.DeepEqual(d.grouped, want) { // not the one already grouped
		t.Errorf("grouped %v, want %v", d.grouped, want)
	}
}

func TestAnErrorKeepsWhatWasTyped(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	d.refuse = errors.New("the disk is full")
	p.reader.selects(0, 20)
	p.findingFromSelection()
	test.Type(p.side.form.claim, "A claim")
	p.side.form.save()
	if len(h.Failed) != 1 || p.side.mode != filing || p.side.form.claim.Text != "A claim" {
		t.Errorf("failed %v, mode %d, claim %q", h.Failed, p.side.mode, p.side.form.claim.Text)
	}
}

func TestAFiledFindingIsJudgedOnAnotherQuestion(t *testing.T) {
	d := richDesk()
	p, h := open(t, d, 1232, 818)
	p.openFinding(2) // bears on question 1
	if !p.side.found.judged(id(1)) || p.side.found.judged(id(2)) {
		t.Error("judged on the wrong question")
	}
	p.side.found.more.put(p.questions[1])
	p.side.found.more.list[0].lr = 1.4
	p.side.found.judge()
	if want := []string{id(203).Short() + " " + id(2).Short() + " 1.4"}; !reflect.DeepEqual(d.judged, want) || len(h.Failed) > 0 {
		t.Errorf("judged %v, want %v; %v", d.judged, want, h.Failed)
	}
}

func TestAFindingThatWasTakenBackIsLeft(t *testing.T) {
	d := richDesk()
	p, _ := open(t, d, 1232, 818)
	p.openFinding(1)
	d.list[0].Findings = []listing.Finding{d.list[0].Findings[0], d.list[0].Findings[2]}
	p.Show()
	if p.side.mode != hinting || p.reader.current != -1 {
		t.Errorf("mode %d, passage %d", p.side.mode, p.reader.current)
	}
	p.openFinding(1)
	d.list[0].Findings = d.list[0].Findings[1:]
	p.Show()
	if p.side.mode != looking || p.side.found.finding.ID != id(203) || p.side.found.where.Text() != "1 of 1" {
		t.Errorf("mode %d, %s of %v", p.side.mode, p.side.found.where.Text(), p.side.found.finding.ID)
	}
}

func TestTextIsPastedLookedAtAndAdded(t *testing.T) {
	d := &fakeDesk{}
	p, h := open(t, d, 1232, 818)
	if !p.nothing.Visible() || p.side.object.Visible() {
		t.Error("no empty state")
	}
	p.Paste()
	if len(h.Said) != 1 {
		t.Error("an empty clipboard is pasted")
	}
	fyne.CurrentApp().Clipboard().SetContent("Harbour quiet\n\nThe quay was empty on Monday.")
	p.Paste()
	if p.side.mode != adding || !strings.Contains(string(p.reader.text), "The quay was empty") {
		t.Fatalf("mode %d, text %q, %v", p.side.mode, string(p.reader.text), h.Failed)
	}
	p.side.draft.date.Fill("Monday")
	p.side.draft.add()
	if len(d.list) != 0 || p.side.draft.problem.Text() == "" {
		t.Error("added with a date that is none")
	}
	p.side.draft.date.Fill("2024-02-19")
	p.side.draft.publisher.Fill("Source Y")
	p.side.draft.add()
	if len(d.list) != 1 || d.list[0].Publisher != "Source Y" || p.article.ID != d.list[0].ID || p.draft != nil {
		t.Errorf("list %+v, at %v, %v", d.list, p.article.ID, h.Failed)
	}
}

func TestDroppedFilesAreTakenIfTheyAreArticles(t *testing.T) {
	d := &fakeDesk{}
	p, h := open(t, d, 1232, 818)
	dir := t.TempDir()
	var paths []string
	for _, n := range []string{"a.txt", "b.md"} {
		path := filepath.Join(dir, n)
		if err := os.WriteFile(path, []byte("Title "+n+"\n\nBody."), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if p.Drop([]string{"x.forecasts"}) || p.Drop(nil) {
		t.Error("took what is no article")
	}
	if !p.Drop(paths) || len(d.list) != 2 || len(h.Failed) > 0 {
		t.Errorf("two files: %d, %v", len(d.list), h.Failed)
	}
	if !p.Drop(paths[:1]) || p.side.mode != adding {
		t.Error("one file is not shown first")
	}
	p.side.draft.discard()
	if p.draft != nil || p.article.ID.IsZero() {
		t.Error("not back at an article")
	}
}

func TestThePictures(t *testing.T) {
	dir := os.Getenv("WEATHERVANE_PICTURES")
	if dir == "" {
		t.Skip("WEATHERVANE_PICTURES is not set")
	}
	{
		p, h := open(t, richDesk(), 892, 618)
		p.openFinding(0)
		f, _ := os.Create(filepath.Join(dir, "evidence-small.png"))
		_ = png.Encode(f, h.Win.Canvas().Capture())
		f.Close()
	}
	for name, set := range map[string]func(*Page){
		"evidence-found": func(p *Page) { p.openFinding(0) },
		"evidence-form": func(p *Page) {
			p.reader.selects(160, 240)
			p.findingFromSelection()
			f := p.side.form
			f.claim.Fill("Seoul puts shipments since autumn at a load that could exceed 3 million shells")
			f.bears.put(p.questions[0])
			f.bears.put(p.questions[1])
			f.bears.list[0].first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
			f.source.TypedRune('b')
			f.credible.TypedRune('2')
			f.origin.set(&listing.Origin{ID: id(9), Claim: "Seoul counts", Article: richDesk().list[1]})
		},
		"evidence-hint": func(*Page) {},
	} {
		d := richDesk()
		d.kept = map[journal.ID]evidence.CopyIntegrity{id(10): evidence.CopyWhole}
		d.list[0].ReadBy = []forecaster.Forecaster{{Name: "Crane"}, {Name: "Ibis"}}
		d.list[0].Findings[0].Origins = []listing.Origin{{ID: id(9), Claim: "Seoul counts", Article: d.list[1], Mine: true}}
		p, h := open(t, d, 1232, 818)
		if name == "evidence-found" {
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
			h.Win.Content().Refresh()
		}
		set(p)
		f, err := os.Create(filepath.Join(dir, name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(f, h.Win.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	_, h := open(t, &fakeDesk{}, 1232, 818)
	f, _ := os.Create(filepath.Join(dir, "evidence-empty.png"))
	_ = png.Encode(f, h.Win.Canvas().Capture())
	f.Close()
}
