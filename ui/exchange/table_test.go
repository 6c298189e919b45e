package exchange

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/listing"
	"weathervane/ui/uitest"
	"weathervane/ui/widgets"
)

// Tables as they are kept: the first as German spreadsheets write it, with two blank
// cells, a bound and a total.
const (
	german = "Frage;Wer;Datum;Wahrsch.;Ergebnis;Bemerkung\n" +
		"Rain in May?;crane;03.04.2026;22,5;nein;\nRain in May?;Osprey;17.04.2026;35;nein;\nSnow in July?;crane;05.04.2026;;offen;ask again\n" +
		"Snow in July?;Osprey;06.04.2026;<5;offen;\nHail in June?;Wren;07.04.2026;0,5;offen;base rate\nSumme;;;58;;\n"
	undated  = "Prediction,Confidence,Outcome\nIt will rain in May,70%,Yes\nIt will snow in July,5%,No\n"
	unknown  = "what was asked by us,guess of mine,seen\nRain in May?,0.4,2026-04-03\nSnow in July?,0.2,2026-04-04\n"
	monthDay = "question_id,forecaster,made_at,probability\nq1,Ann,3/4/2026,0.4\nq2,Ann,5/6/2026,0.3\n"
)

// openTables shows tables on the page of a real desk.
func openTables(t *testing.T, texts ...string) (*Page, *forecasts.Desk, *uitest.Host) {
	t.Helper()
	d := desktest.NewDesk(t, "Crane", desktest.Start())
	p, h := open(t, d)
	var paths []string
	for i, text := range texts {
		paths = append(paths, filepath.Join(t.TempDir(), string(rune('a'+i))+".csv"))
		if err := os.WriteFile(paths[i], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.Look(paths)
	return p, d, h
}

// texts are the words of a row as it is drawn.
func (t *tableRows) texts(i int) string {
	o := t.newRow()
	t.list.Resize(fyne.NewSize(784, 400))
	t.fill(i, o, false)
	var all []string
	for _, c := range o.(*fyne.Container).Layout.(*rowView).cells {
		for _, text := range []string{c.title.Text(), c.value.Text(), c.below.Text()} {
			if text != "" {
				all = append(all, text)
			}
		}
	}
	return strings.Join(all, " | ")
}

func titles(p *Page) (all []string) {
	for _, m := range p.table.confirm.matters(p.shownTable()) {
		all = append(all, m.title)
	}
	return all
}

// A spreadsheet with semicolons, decimal commas, dotted dates and blank cells is read,
// what is guessed about it stands beside it, and one press takes it in.
func TestATableIsReadShownAndTaken(t *testing.T) {
	p, d, _ := openTables(t, german)
	if p.shownTable() == nil || !p.table.object.Visible() || p.trust.object.Visible() {
		t.Fatal("the table is not shown")
	}
	for i, want := range []string{
		"Rain in May? | crane | you | 3 Apr 2026 | 03.04.2026 | 22.5\u202f% | 22,5 | No | nein",
		"Rain in May? | Osprey | new | 17 Apr 2026 | 17.04.2026 | 35\u202f% | 35 | No | nein",
		"Snow in July? | crane | 05.04.2026 | blank | left out | offen | ask again",
	} {
		if got := p.table.rows.texts(i); got != want {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	if got, want := titles(p), []string{"Who is who", "What 22,5 means", "What 03.04.2026 means"}; !slices.Equal(got, want) {
		t.Errorf("asks %q, want %q", got, want)
	}
	if says := p.table.rows.says.Text(); says != "semicolons · decimal comma · day, month, year in column C" {
		t.Errorf("says %q", says)
	}
	v := p.table.verdict
	if v.title.Text() != "Would add 2 questions, 3 forecasts" || v.confirms.Text() != "Merging confirms the 2 guesses" || p.table.confirm.guesses != 2 {
		t.Errorf("the verdict is %q, %q with %d guesses", v.title.Text(), v.confirms.Text(), p.table.confirm.guesses)
	}
	var left []string
	for i := range p.shownTable().view.Bad {
		left = append(left, whyLeft(&p.shownTable().view.Bad[i]))
	}
	if len(left) != 3 || left[0] != "Wahrsch. is blank" || !strings.HasPrefix(left[1], "“<5”: a bound") || left[2] != "A total, not a forecast" {
		t.Errorf("left out are %q", left)
	}
	test.Tap(v.merge)
	rows := desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)
	who := map[string]int{}
	for _, f := range rows {
		who[f.Forecaster.Name]++
	}
	if len(rows) != 3 || who["Osprey"] != 1 || who["Wren"] != 1 || p.table.object.Visible() {
		t.Errorf("recorded %+v", who)
	}
}

// Whoever is called as the user is the user, also in a file that is dropped before the
// page was ever shown.
func TestTheUserIsKnownBeforeThePageIsShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(german), 0o600); err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t)
	p := New(&uitest.Host{}, desktest.NewDesk(t, "Crane", desktest.Start()))
	p.Look([]string{path})
	if p.whoIs("crane") != "you" {
		t.Errorf("crane is %q", p.whoIs("crane"))
	}
}

// What was guessed is changed beside the rows, and the table is read so.
func TestGuessesAboutATableAreChangedInPlace(t *testing.T) {
	p, _, _ := openTables(t, monthDay)
	day := func() string { return p.table.rows.texts(0) }
	if !strings.Contains(day(), "4 Mar 2026") || p.table.confirm.guesses != 1 {
		t.Fatalf("%q, %d guesses", day(), p.table.confirm.guesses)
	}
	find[*widgets.Segmented](p.table.confirm.rows, func(s *widgets.Segmented) bool { return s.Chosen() == 1 && slices.Contains(s.Pieces(), "3 April") }).Choose(0)
	if !strings.Contains(day(), "3 Apr 2026") || p.table.confirm.guesses != 0 {
		t.Errorf("%q, %d guesses after the order was chosen", day(), p.table.confirm.guesses)
	}
	p.call("Ann", "Osprey")
	if !strings.Contains(day(), "here Osprey") {
		t.Errorf("%q", day())
	}
	p.callColumn("probability", "")
	if !strings.Contains(p.table.verdict.more.Text(), "which column has the probabilities") || p.CanMerge() {
		t.Errorf("without probabilities: %q", p.table.verdict.more.Text())
	}
	p.callColumn("probability", "probability")
	if p.table.verdict.title.Text() != "Would add 2 questions, 2 forecasts" {
		t.Errorf("with them: %q, %q", p.table.verdict.title.Text(), p.table.verdict.more.Text())
	}
}

// A list of predictions without dates waits until it is said when they were made; they
// are the user's own unless somebody else is chosen.
func TestAListWithoutDatesAsksWhen(t *testing.T) {
	p, d, _ := openTables(t, undated)
	if p.CanMerge() || p.table.verdict.more.Text() != "Say when the forecasts were made." || !slices.Contains(titles(p), "Who made them") {
		t.Fatalf("%q, %q", p.table.verdict.more.Text(), titles(p))
	}
	field := find[*widgets.Field](p.table.confirm.rows, func(*widgets.Field) bool { return true })
	field.Fill("2023-01-02")
	test.Tap(find[*widgets.Button](p.table.confirm.rows, func(b *widgets.Button) bool { return b.Text() == "Set" }))
	if !p.CanMerge() {
		t.Fatalf("%q", p.table.verdict.more.Text())
	}
	test.Tap(p.table.verdict.merge)
	for _, f := range desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t) {
		if f.Forecaster.Name != "Crane" || !f.Mine {
			t.Errorf("a forecast is by %q", f.Forecaster.Name)
		}
	}
}

// A table with columns of any name is shown all the same, and read once somebody has
// said what they stand for; two tables have a tab each.
func TestColumnsOfAnyNameAreExplained(t *testing.T) {
	p, _, _ := openTables(t, unknown, german)
	if got := p.table.tabs.Pieces(); len(got) != 3 || got[2] != "What it changes" {
		t.Errorf("tabs %q", got)
	}
	p, _, _ = openTables(t, unknown)
	if p.shownTable() == nil || p.CanMerge() {
		t.Fatal("it is not shown, or taken unexplained")
	}
	p.callColumn("what was asked by us", "question_id")
	p.callColumn("guess of mine", "probability")
	p.callColumn("seen", "made_at")
	if !p.CanMerge() || p.table.verdict.title.Text() != "Would add 2 questions, 2 forecasts" {
		t.Errorf("%q, %q", p.table.verdict.title.Text(), p.table.verdict.more.Text())
	}
}

// Rows that contradict each other are left out as the import leaves them out, and
// shown so.
func TestContradictingRowsAreShownAsLeftOut(t *testing.T) {
	p, _, _ := openTables(t, "question,forecaster,made_at,probability,outcome\nA?,Ann,2023-04-01,20%,yes\nA?,Bob,2023-04-02,60%,no\nB?,Ann,2023-04-01,30%,no\n")
	shown := p.shownTable()
	if v := p.table.verdict.title.Text(); v != "Would add 1 question, 1 forecast" || !slices.Equal(shown.view.Left, []int{2, 3}) || shown.view.BadRows != 2 {
		t.Fatalf("%q, left %v of %d", v, shown.view.Left, shown.view.BadRows)
	}
	for line := 2; line <= 3; line++ {
		if p.table.rows.lost[line] == nil {
			t.Errorf("line %d is not shown as left out", line)
		}
	}
	if p.table.rows.lost[4] != nil {
		t.Error("a good row is")
	}
}

// What is merged is what was looked at: a file that changed since is shown again.
func TestAFileThatChangedIsShownAgain(t *testing.T) {
	p, d, h := openTables(t, monthDay)
	if err := os.WriteFile(p.paths[0], []byte(strings.Replace(monthDay, "0.4", "0.9", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	test.Tap(p.table.verdict.merge)
	if n := len(desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)); n != 0 || len(h.Failed) != 1 || !strings.Contains(p.table.rows.texts(0), "90\u202f%") {
		t.Fatalf("%d recorded, told %v, shows %q", n, h.Failed, p.table.rows.texts(0))
	}
	test.Tap(p.table.verdict.merge)
	if n := len(desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)); n != 2 {
		t.Errorf("%d recorded", n)
	}
}

// A table without a row below its header says so.
func TestATableWithoutRowsSaysSo(t *testing.T) {
	p, _, _ := openTables(t, "question,forecaster,made_at,probability\n")
	if p.shownTable() == nil || p.CanMerge() || p.table.verdict.more.Text() != "There are no rows below the header." {
		t.Errorf("%q", p.table.verdict.more.Text())
	}
}

// Options that do not sum to one are asked about: left out, or a question each.
func TestWhatOptionsAreIsAsked(t *testing.T) {
	p, _, _ := openTables(t, "id,title,forecaster,made_at,option,probability,outcome\nq,Who comes?,Ann,2023-01-02,A,90%,1\nq,Who comes?,Ann,2023-01-02,B,70%,0\nr,Who wins?,Ann,2023-01-02,A,30%,0\nr,Who wins?,Ann,2023-01-02,B,70%,1\n")
	choose := func(i int) {
		find[*widgets.Segmented](p.table.confirm.rows, func(s *widgets.Segmented) bool { return slices.Contains(s.Pieces(), "A question each") }).Choose(i)
	}
	says := func(want string) {
		t.Helper()
		if got := p.table.verdict.title.Text(); got != want || p.wrong != nil {
			t.Errorf("%q, %v, want %q", got, p.wrong, want)
		}
	}
	says("Would add 1 question, 1 forecast")
	if !slices.Contains(titles(p), "What the options are") || p.shownTable().view.BadRows != 2 || p.table.confirm.guesses != 1 {
		t.Fatalf("asks %q with %d guesses", titles(p), p.table.confirm.guesses)
	}
	choose(1)
	says("Would add 4 questions, 4 forecasts")
	if p.table.confirm.guesses != 0 {
		t.Errorf("%d guesses after it was answered", p.table.confirm.guesses)
	}
	choose(0)
	says("Would add 1 question, 1 forecast")
}

// Files that are opened while others can be merged wait for these; what went wrong with
// a file is not told over the next one.
func TestFilesWaitForThoseThatAreShown(t *testing.T) {
	p, d, h := openTables(t, monthDay)
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	shows := func(file, heading string) {
		t.Helper()
		shown, _ := p.shownTable(), p.plan
		_, more := p.Heading()
		if shown == nil || filepath.Base(shown.path) != file || more != heading {
			t.Errorf("shows %v, %q, want %s, %q", p.paths, more, file, heading)
		}
	}
	p.answered[p.paths[0]+"order"] = true
	second, third := file("second.csv", german), file("third.csv", undated)
	p.Drop([]string{second})
	p.Look([]string{third})
	p.Look([]string{third})
	shows("a.csv", "3 files waiting")
	if !p.answered[p.paths[0]+"order"] || !strings.Contains(p.fileMore.Text(), "Next: second.csv, third.csv") {
		t.Errorf("what was answered is forgotten, or it says %q", p.fileMore.Text())
	}
	test.Tap(p.table.verdict.merge)
	shows("second.csv", "2 files waiting")
	if n := len(desktest.Must(d.Forecasts(t.Context(), listing.Filter{}))(t)); n != 2 || len(h.Said) == 0 || !strings.HasPrefix(h.Said[len(h.Said)-1], "Merged") {
		t.Errorf("%d recorded, said %q", n, h.Said)
	}
	test.Tap(p.table.verdict.later)
	shows("third.csv", "1 file waiting")
	test.Tap(p.table.verdict.later)
	if p.shownTable() != nil || len(p.next) != 0 {
		t.Error("something still waits")
	}
	p.Look([]string{file("broken.forecasts", "nothing")})
	if p.wrong == nil {
		t.Fatal("it is taken")
	}
	h.Fail(errors.New("not this"))
	p.Look([]string{second})
	if shows("second.csv", "1 file waiting"); len(h.Failed) != 0 {
		t.Errorf("told over the next file: %v", h.Failed)
	}
}

// What a column means is legible above it however narrow the page is; columns without
// room are gone through.
func TestColumnsAreLegibleWhereThereIsLittleRoom(t *testing.T) {
	const text = "id,title,forecaster,made_at,probability,outcome,closes_at,note,more,still more\nq,Rain in May?,Ann,2023-01-02,0.4,1,2023-05-01,a,b,c\n"
	p, _, _ := openTables(t, text)
	rows := p.table.rows
	for _, width := range []float32{360, 484, 540, 784, 1000, 1600} {
		rows.list.Resize(fyne.NewSize(width, 400))
		rows.first = 0
		seen := map[int]bool{}
		for range 12 {
			x := float32(0)
			for _, c := range rows.placed(width) {
				if seen[c.column] = true; c.x < x || c.x+c.w > width {
					t.Errorf("at %v column %d stands from %v to %v", width, c.column, c.x, c.x+c.w)
				}
				x = c.x + c.w
				if d := rows.head.Objects[2*c.column].(*widgets.Dropdown); c.w+c.inset < d.MinSize().Width {
					t.Errorf("at %v “%s” has %v of %v", width, d.Shown(), c.w+c.inset, d.MinSize().Width)
				}
			}
			rows.goThrough()
		}
		if len(seen) != 10 {
			t.Errorf("at %v only columns %v come into view", width, seen)
		}
	}
}

// Names much alike are asked about, whoever calls themselves me is taken for the user,
// and what two names of one person say at one instant is counted.
func TestNamesMuchAlikeAreToConfirm(t *testing.T) {
	p, _, _ := openTables(t, "question,forecaster,made_at,probability\nA?,Me,2023-04-01,20%\nA?,me,2023-04-01,60%\nA?,Anna,2023-04-01,30%\nA?,anna ,2023-04-02,40%\n")
	m := p.table.confirm.people(p.shownTable())
	if !m.guess || p.whoIs("Me") != "you" || p.whoIs("me") != "you" || p.whoIs("Anna") != "new" || p.table.confirm.guesses != 1 {
		t.Errorf("%+v, Me is %q", m, p.whoIs("Me"))
	}
	if find[*widgets.Paragraph](p.table.confirm.rows, func(x *widgets.Paragraph) bool {
		return strings.Contains(x.Text(), "“Anna” and “anna”; “Me” and “me” are taken for different people")
	}) == nil {
		t.Error("it does not say which names are alike")
	}
	if odd := p.plan.Foreign[0].Odd; len(odd) != 1 || odd[0].N != 1 || !strings.HasPrefix(odd[0].What, "forecasts at an instant") {
		t.Errorf("counted %v", odd)
	}
	p.call("anna", "Anna")
	if odd := p.plan.Foreign[0].Odd; len(odd) != 1 || p.table.verdict.title.Text() != "Would add 1 question, 4 forecasts" {
		t.Errorf("counted %v, %q", odd, p.table.verdict.title.Text())
	}
}
