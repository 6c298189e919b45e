package today

import (
	"context"
	"slices"
	"time"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/incoherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/scenarioset"
	"weathervane/forecasts/seal"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/model"
	"weathervane/model/journal"
)

// View is what there is to do at the present, and what others did since the
// last visit. The lists have the most urgent first; those of questions are as long as
// was asked for, and Counts says how long they are in full.
type View struct {
	Empty         bool // there is no question, article or scenario set
	Deadlines     []Deadline
	Due           []Question        // open, own forecast stands, update due
	Closing       []Question        // open, closing within a week
	ToResolve     []Question        // closed or disputed
	Unjudged      []listing.Article // of which no finding was judged; newest first
	Seals         []seal.Owed       // own sealed forecasts to be shown before they are forfeited
	Signposts     []Signpost        // of open sets, due or to be checked within a week
	Posts, Seen   int               // signposts of all open sets, and those seen
	Incoherent    []Incoherence
	Disagreements []Disagreement
	News          []News
	NewsSince     journal.Instant // where the news begin without an earlier visit; 0 otherwise
	Mark          session.Visit   // what has been seen after this visit
	Counts        Counts
}

// Counts are how long lists are in full.
type Counts struct{ Due, Closing, ToResolve, Disagreements int }

// Things is how many things there are to do.
func (v View) Things() int {
	c := v.Counts
	return c.Due + c.Closing + c.ToResolve + c.Disagreements + len(v.Seals) + len(v.Unjudged) + len(v.Signposts) + len(v.Incoherent)
}

// Deadline is a moment within the coming eight weeks.
type Deadline struct {
	At    journal.Instant
	Kind  string // closes, resolve or signpost
	Title string
}

// Question is a question, or a scenario set, on which something is due.
type Question struct {
	ID         journal.ID
	Set        bool // it is a scenario set
	Title      string
	Mine       *standing.Belief // own standing forecast
	MineAt     journal.Instant
	Unweighed  int // findings judged since the own forecast
	Closes     journal.Instant
	ResolvesBy journal.Instant
	Disputed   bool
}

// Signpost is a signpost to watch for.
type Signpost struct {
	scenarioset.Signpost
	Set      journal.ID
	SetTitle string
	Scenario string // in which it is most probable
}

// Incoherence is a rule that one's forecasts break, with the titles of
// its questions.
type Incoherence struct {
	incoherence.Incoherence
	Titles []string
}

// Disagreement is an open question on which the team's standing forecasts are far
// apart.
type Disagreement struct {
	ID     journal.ID
	Title  string
	Mine   float64
	Others []float64
	Far    string  // whose forecast is furthest from one's own
	FarP   float64 // and what it is
}

// StaleDays is after how many days a forecast is due for an update;
// StaleDaysLate applies if the question closes within StaleDays.
const StaleDays, StaleDaysLate = 30, 7

// SoonDays is how far ahead a deadline is near.
const SoonDays = 7

// ApartPoints is the gap in points between the lowest and the highest
// forecast from which a team disagrees.
const ApartPoints = 20

// calendarDays is how long the calendar is, from the week's Monday.
const calendarDays = 56

// Today is what there is to do, as the user sees it, with at most so many questions
// in each list.
func (d *Desk) Today(ctx context.Context, most int) (View, error) {
	var v View
	visit, known := d.Visit()
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		l, err := listing.New(d.Session, r, b)
		if err != nil {
			return err
		}
		t := todaying{Lister: l, r: r, me: me, zone: d.Env.Zone, v: &v, most: most, facts: map[int64]openFacts{}}
		for _, step := range []func() error{t.closing, t.standing, t.seals, t.evidence, t.sets, t.incoherent,
			func() error { return t.news(visit, known) }} {
			if err := step(); err != nil {
				return err
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		t.order()
		return nil
	})
	return v, err
}

// todaying fills a view of today from one state of the workspace.
type todaying struct {
	*listing.Lister
	r     model.Reader
	me    string
	zone  *time.Location
	most  int                 // questions in a list
	facts map[int64]openFacts // of the questions that were looked at, by number
	v     *View
}

// openFacts is what decides whether something is due on a question that has
// not ended.
type openFacts struct {
	ID                 journal.ID
	Title, Status      string
	Closes, ResolvesBy journal.Instant // 0 if there is none
	Mine               *standing.Belief
	MineAt             journal.Instant
	Unweighed          int
	Others             []standing.Forecast // of colleagues, in force
}

// seals lists the own sealed forecasts that are still to be shown.
func (t *todaying) seals() (err error) {
	t.v.Seals, err = seal.OwedBy(t.r, t.me, t.Now)
	return err
}

// evidence lists the articles of which nothing was judged, the newest first.
func (t *todaying) evidence() error {
	rows, err := t.r.UnjudgedArticles()
	for _, row := range rows {
		t.v.Unjudged = append(t.v.Unjudged, listing.ArticleOf(t.Lister.Directory, row))
	}
	slices.Reverse(t.v.Unjudged)
	return err
}

// sets checks the signposts and the ends of the scenario sets.
func (t *todaying) sets() error {
	all, err := scenarioset.All(t.r, t.Directory)
	if err != nil {
		return err
	}
	for _, sh := range all {
		status, _, _ := sh.End(t.Now)
		if status == "resolved" {
			continue
		}
		if status != "open" {
			t.v.Counts.ToResolve++
			t.v.ToResolve = append(t.v.ToResolve, Question{ID: sh.Framed.Id, Set: true, Title: sh.Now.Title,
				Closes: sh.Now.Horizon, Disputed: status == "disputed"})
		}
		for _, post := range sh.Posts(t.Now) {
			t.v.takeSignpost(Signpost{Signpost: post, Set: sh.Framed.Id, SetTitle: sh.Now.Title, Scenario: likeliest(scenarioset.Names(sh.Now), post.P)}, t.Now, t.zone)
		}
	}
	sizes, err := t.r.Sizes()
	t.v.Empty = sizes.Articles+sizes.Questions == 0 && len(all) == 0
	return err
}

// likeliest is the name with the greatest probability; of equals the first.
func likeliest(names []string, p map[string]float64) string {
	best := ""
	for _, n := range names {
		if best == "" || p[n] > p[best] {
			best = n
		}
	}
	return best
}

func (t *todaying) incoherent() error {
	who, err := t.Find("", t.me)
	if err != nil {
		return err
	}
	c := incoherence.Check{Lister: t.Lister, R: t.r, Who: who, At: map[journal.ID]int{}}
	found, err := c.Run()
	for _, i := range found {
		one := Incoherence{Incoherence: i}
		for _, id := range i.Questions {
			one.Titles = append(one.Titles, c.Titles[id])
		}
		t.v.Incoherent = append(t.v.Incoherent, one)
	}
	return err
}

// calendarFrom is midnight on the Monday of an instant's week.
func calendarFrom(now journal.Instant, zone *time.Location) time.Time {
	at := now.Time().In(zone)
	back := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-back, 0, 0, 0, 0, zone)
}

func inCalendar(at, now journal.Instant, zone *time.Location) bool {
	from := calendarFrom(now, zone)
	return at >= now && at < journal.InstantOf(from.AddDate(0, 0, calendarDays))
}
