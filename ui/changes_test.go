package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"weathervane/forecasts"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/today"
	"weathervane/forecasts/transfer"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/questions"
	"weathervane/ui/theme"
	"weathervane/ui/uitest"
)

// counted is a desk that keeps which of its readings were asked for.
type counted struct {
	*uitest.Desk
	reads []string
}

func (d *counted) read(name string) { d.reads = append(d.reads, name) }

// since gives, in order of their names, what was read since it was last asked.
func (d *counted) since() string {
	slices.Sort(d.reads)
	all := strings.Join(d.reads, " ")
	d.reads = nil
	return all
}

func (d *counted) Status(ctx context.Context) (forecasts.Status, error) {
	d.read("Status")
	return d.Desk.Status(ctx)
}
func (d *counted) QuestionList(ctx context.Context, w question.Wanted) (question.List, error) {
	d.read("QuestionList")
	return d.Desk.QuestionList(ctx, w)
}
func (d *counted) RowsIn(ctx context.Context, s question.State) ([]question.Row, error) {
	d.read("RowsIn")
	return d.Desk.RowsIn(ctx, s)
}

func (d *counted) QuestionRows(ctx context.Context, f listing.Filter) ([]question.Row, error) {
	d.read("QuestionRows")
	return d.Desk.QuestionRows(ctx, f)
}
func (d *counted) Question(ctx context.Context, id journal.ID) (question.View, error) {
	d.read("Question")
	return d.Desk.Question(ctx, id)
}
func (d *counted) Scores(ctx context.Context, f scoring.Filter) (scoring.View, error) {
	d.read("Scores")
	return d.Desk.Scores(ctx, f)
}
func (d *counted) ReviewsChanged(ctx context.Context) (int, error) {
	d.read("ReviewsChanged")
	return d.Desk.ReviewsChanged(ctx)
}
func (d *counted) ArticleRows(ctx context.Context) ([]evidence.ArticleRow, error) {
	d.read("ArticleRows")
	return d.Desk.ArticleRows(ctx)
}
func (d *counted) Article(ctx context.Context, id journal.ID) (listing.Article, error) {
	d.read("Article")
	return d.Desk.Article(ctx, id)
}
func (d *counted) EvidenceTracks(ctx context.Context) (evidence.EvidenceTracks, error) {
	d.read("EvidenceTracks")
	return d.Desk.EvidenceTracks(ctx)
}
func (d *counted) Invalidated(ctx context.Context) ([]evidence.Dependents, error) {
	d.read("Fallen")
	return d.Desk.Invalidated(ctx)
}
func (d *counted) CopyIntegrity(ctx context.Context, id journal.ID) (evidence.CopyIntegrity, error) {
	d.read("Kept")
	return d.Desk.CopyIntegrity(ctx, id)
}
func (d *counted) ScenarioSets(ctx context.Context, f listing.Filter) ([]scenarioset.Listed, error) {
	d.read("ScenarioSets")
	return d.Desk.ScenarioSets(ctx, f)
}
func (d *counted) Scenarios(ctx context.Context, id journal.ID, by string) (scenario.View, error) {
	d.read("Scenarios")
	return d.Desk.Scenarios(ctx, id, by)
}
func (d *counted) ForecasterViews(ctx context.Context) ([]scoring.ForecasterView, error) {
	d.read("ForecasterViews")
	return d.Desk.ForecasterViews(ctx)
}
func (d *counted) Logs(ctx context.Context) ([]exchange.Log, error) {
	d.read("Logs")
	return d.Desk.Logs(ctx)
}
func (d *counted) History(ctx context.Context) ([]transfer.Transfer, error) {
	d.read("History")
	return d.Desk.History(ctx)
}
func (d *counted) Exchanges(ctx context.Context) ([]exchange.Exchange, error) {
	d.read("Exchanges")
	return d.Desk.Exchanges(ctx)
}
func (d *counted) Verify(ctx context.Context) (exchange.Verification, error) {
	d.read("Verify")
	return d.Desk.Verify(ctx)
}
func (d *counted) PlanExport(ctx context.Context, o exchange.Options) (exchange.Summary, error) {
	d.read("PlanExport")
	return d.Desk.PlanExport(ctx, o)
}
func (d *counted) Today(ctx context.Context, most int) (today.View, error) {
	d.read("Today")
	return d.Desk.Today(ctx, most)
}
func (d *counted) OwnRecord(ctx context.Context) (scoring.OwnRecord, error) {
	d.read("OwnRecord")
	return d.Desk.OwnRecord(ctx)
}

// steps is a runner that does what waits in the order in which it came, as the
// program's goroutines hand it on, when it is told to.
type steps struct{ waiting []func() }

func (q *steps) runner() *Runner {
	add := func(f func()) { q.waiting = append(q.waiting, f) }
	return &Runner{Spawn: add, OnUI: add}
}

func (q *steps) run() {
	for len(q.waiting) > 0 {
		next := q.waiting[0]
		q.waiting = q.waiting[1:]
		next()
	}
}

// openCounted opens a shell on a desk that counts, step by step.
func openCounted(t *testing.T) (*Shell, *counted, *steps) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	d, q := &counted{Desk: uitest.Rich()}, &steps{}
	win := test.NewTempWindow(t, nil)
	s := newShell(win, d, q.runner())
	s.listen()
	win.SetContent(s.Object())
	q.run()
	return s, d, q
}

// stranger is a question that no page shows anything of but its row.
var stranger = uitest.ID(4711)

// A forecast that is recorded is read again once, and only where it is shown.
func TestReadsAfterARecordedForecast(t *testing.T) {
	s, d, q := openCounted(t)
	for _, c := range []struct {
		page string
		want string // besides what the frame reads
	}{
		{pageToday, "OwnRecord"}, // what there is to do is in the frame
		{pageQuestions, "QuestionList"},
		{pageEvidence, "Fallen RowsIn"},
		{pageScenarios, ""},
		{pageScores, "ReviewsChanged Scores"},
		{pageExchange, "Logs PlanExport QuestionRows Verify"},
		{pageForecasters, "ForecasterViews"},
	} {
		s.Open(page.Route{Page: c.page})
		q.run()
		d.since()
		if _, err := d.Forecast(t.Context(), stranger, standing.Belief{P: uitest.P(0.3)}, question.Saying{}); err != nil {
			t.Fatal(err)
		}
		q.run()
		want := strings.Fields(c.want + " Status Today")
		slices.Sort(want)
		got := d.since()
		t.Logf("%s: %d reads: %s", c.page, len(strings.Fields(got)), got)
		if got != strings.Join(want, " ") {
			t.Errorf("%s read %s, want %s", c.page, got, want)
		}
	}
}

// The page that records reads its question again, and nothing twice.
func TestThePageThatRecordsReadsOnce(t *testing.T) {
	s, d, q := openCounted(t)
	s.Open(page.Route{Page: pageQuestions, ID: uitest.ID(2).String()})
	q.run()
	if !s.Do("question."+string(questions.Record)) || s.win.Canvas().Focused() == nil {
		t.Fatal("the probability cannot be typed")
	}
	test.Type(s.win.Canvas().Focused(), "30")
	d.since()
	s.questions.Submit()
	q.run()
	if calls := d.Calls(); len(calls) != 1 || !strings.HasPrefix(calls[0], "Forecast") {
		t.Fatalf("it recorded %v", calls)
	}
	if got, want := d.since(), "Question QuestionList Status Today"; got != want {
		t.Errorf("it read %s, want %s", got, want)
	}
}

// Announcements that come before the window takes up the first are read once.
func TestAnnouncementsAreTakenUpTogether(t *testing.T) {
	s, d, q := openCounted(t)
	s.Open(page.Route{Page: pageForecasters})
	q.run()
	d.since()
	for range 5 {
		d.Change(session.Changed{Topic: session.TopicForecast, ID: stranger})
	}
	q.run()
	if got, want := d.since(), "ForecasterViews Status Today"; got != want {
		t.Errorf("five announcements read %s, want %s", got, want)
	}
}

// A hidden page reads what changed when it is shown, and nothing if nothing did;
// after a while it is read in any case, for the clock goes on.
func TestHiddenPagesReadWhenTheyAreShown(t *testing.T) {
	s, d, q := openCounted(t)
	show := func(name, want string) {
		t.Helper()
		s.goTo(name)
		q.run()
		if got := d.since(); got != want {
			t.Errorf("%s read %q, want %q", name, got, want)
		}
	}
	s.Open(page.Route{Page: pageForecasters})
	s.goTo(pageScores)
	q.run()
	d.since()
	show(pageForecasters, "")
	show(pageScores, "")
	d.Change(session.Changed{Topic: session.TopicForecast, ID: stranger})
	q.run()
	d.since()
	show(pageForecasters, "ForecasterViews")
	show(pageScores, "")
	d.Change(session.Changed{Topic: session.TopicComment, ID: stranger})
	q.run()
	d.since()
	show(pageForecasters, "")
	d.At = d.At.Add(goesStale - time.Second)
	show(pageScores, "")
	d.At = d.At.Add(time.Second)
	show(pageForecasters, "ForecasterViews")
}

// What could not be read is read when the page is shown again.
func TestAPageThatFailedIsReadAgain(t *testing.T) {
	s, d, q := openCounted(t)
	s.Open(page.Route{Page: pageForecasters})
	q.run()
	s.failed(context.DeadlineExceeded)
	s.goTo(pageExchange)
	q.run()
	d.since()
	s.goTo(pageForecasters)
	q.run()
	if got, want := d.since(), "ForecasterViews"; got != want {
		t.Errorf("it read %q, want %q", got, want)
	}
}

// Each topic that has a page has that page read again: nothing goes unseen.
func TestEveryTopicIsShownSomewhere(t *testing.T) {
	s, _, q := openCounted(t)
	for _, p := range pageList { // everything is read once
		s.goTo(p.name)
		q.run()
	}
	for topic, names := range map[session.Topic][]string{
		session.TopicQuestion:    {pageToday, pageQuestions, pageEvidence, pageExchange},
		session.TopicWording:     {pageToday, pageQuestions, pageEvidence, pageScores, pageForecasters, pageExchange},
		session.TopicOutcome:     {pageToday, pageQuestions, pageEvidence, pageScores, pageForecasters, pageExchange},
		session.TopicForecast:    {pageToday, pageQuestions, pageEvidence, pageScores, pageForecasters, pageExchange},
		session.TopicArticle:     {pageToday, pageEvidence, pageScores, pageExchange},
		session.TopicFinding:     {pageToday, pageQuestions, pageEvidence, pageScores, pageExchange},
		session.TopicScenarioSet: {pageToday, pageScenarios, pageScores, pageForecasters, pageExchange},
		session.TopicRelation:    {pageToday, pageScores, pageForecasters, pageExchange},
		session.TopicComment:     {pageToday, pageQuestions, pageExchange},
		session.TopicReview:      {pageToday, pageScores, pageExchange},
		session.TopicExchange:    {pageExchange},
		session.TopicLog:         pageNames(),
		session.TopicRecord:      pageNames(),
		session.TopicAnything:    pageNames(),
	} {
		var got []string
		for _, p := range pageList {
			concerned := func(part page.Part) bool { return part.Shows().Concerned([]session.Changed{{Topic: topic}}) }
			if slices.ContainsFunc(s.pages[p.name].Parts(), concerned) {
				got = append(got, p.name)
			}
		}
		slices.Sort(got)
		slices.Sort(names)
		if !slices.Equal(got, names) {
			t.Errorf("%s is shown by %v, want %v", topic, got, names)
		}
	}
}
