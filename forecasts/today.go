package forecasts

import (
	"context"
	"slices"
	"time"

	"weathervane/model"
	"weathervane/model/journal"
)

// TodayView is what there is to do at the present, and what others did since the
// last visit. Each list is complete, with the most urgent first.
type TodayView struct {
	Empty         bool // there is no question, article or scenario set
	Deadlines     []Deadline
	Due           []TodayQuestion // open, own forecast stands, update due
	Closing       []TodayQuestion // open, closing within a week
	ToResolve     []TodayQuestion // closed or disputed
	Unjudged      []Article       // of which no finding was judged; newest first
	Signposts     []TodaySignpost // of open sets, due or to be checked within a week
	Posts, Seen   int             // signposts of all open sets, and those seen
	Incoherent    []TodayIncoherence
	Disagreements []Disagreement
	News          []News
	NewsSince     Instant // where the news begin without an earlier visit; 0 otherwise
	Mark          Visit   // what has been seen after this visit
}

// Things is how many things there are to do.
func (v TodayView) Things() int {
	return len(v.Due) + len(v.Closing) + len(v.ToResolve) + len(v.Unjudged) + len(v.Signposts) + len(v.Incoherent) + len(v.Disagreements)
}

// Deadline is a moment within the coming eight weeks.
type Deadline struct {
	At    Instant
	Kind  string // closes, resolve or signpost
	Title string
}

// TodayRecord is one's own time-weighted Brier score.
type TodayRecord struct {
	Headline *float64
	Resolved int
	// Change is the difference from the headline over the outcomes known 30 days
	// ago; nil if none was known then. Below 0 it has improved.
	Change *float64
	// Skill is the improvement over the questions' own base rate, as on the
	// Scores page.
	Skill   *float64
	History []HistoryPoint // without intervals
}

// TodayQuestion is a question, or a scenario set, on which something is due.
type TodayQuestion struct {
	ID         ID
	Set        bool // it is a scenario set
	Title      string
	Mine       *Belief // own standing forecast
	MineAt     Instant
	Unweighed  int // findings judged since the own forecast
	Closes     Instant
	ResolvesBy Instant
	Disputed   bool
}

// TodaySignpost is a signpost to watch for.
type TodaySignpost struct {
	Signpost
	Set      ID
	SetTitle string
	Scenario string // in which it is most probable
}

// TodayIncoherence is a rule that one's forecasts break, with the titles of
// its questions.
type TodayIncoherence struct {
	Incoherence
	Titles []string
}

// Disagreement is an open question on which the team's standing forecasts are far
// apart.
type Disagreement struct {
	ID     ID
	Title  string
	Mine   float64
	Others []float64
	Far    string  // whose forecast is furthest from one's own
	FarP   float64 // and what it is
}

// The rules for what is due.
const (
	day = Instant(24 * 60 * 60 * 1000)
	// StaleDays is after how many days a forecast is due for an update;
	// StaleDaysLate applies if the question closes within StaleDays.
	StaleDays, StaleDaysLate = 30, 7
	// SoonDays is how far ahead a deadline is near.
	SoonDays = 7
	// ApartPoints is the gap in points between the lowest and the highest
	// forecast from which a team disagrees.
	ApartPoints = 20
	// calendarDays is how long the calendar is, from the week's Monday.
	calendarDays = 56
)

// Today is what there is to do, as the user sees it.
func (d *Desk) Today(ctx context.Context) (TodayView, error) {
	var v TodayView
	visit, known := d.visit()
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		l, err := d.listing(r, b)
		if err != nil {
			return err
		}
		t := todaying{listing: l, r: r, me: me, zone: d.env.Zone, v: &v}
		for _, step := range []func() error{t.openQuestions, t.evidence, t.sets, t.incoherent,
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
	*listing
	r     model.Reader
	me    string
	zone  *time.Location
	facts map[ID]openFacts
	v     *TodayView
}

// openFacts is what decides whether something is due on a question that has
// not ended.
type openFacts struct {
	ID                 ID
	Title, Status      string
	Closes, ResolvesBy Instant // 0 if there is none
	Mine               *Belief
	MineAt             Instant
	Unweighed          int
	Others             []Standing // of colleagues, in force
}

func (t *todaying) openQuestions() error {
	rows, err := t.r.UnresolvedQuestions(t.now)
	if err != nil {
		return err
	}
	forecasts, err := t.r.StepsOnAll(rows)
	if err != nil {
		return err
	}
	withdrawals, err := t.r.Withdrawals()
	if err != nil {
		return err
	}
	judged, err := t.r.FirstJudgements()
	if err != nil {
		return err
	}
	made, gone := map[int64][]model.ForecastRow{}, map[int64][]model.Withdrawal{}
	for _, f := range forecasts {
		made[f.Question] = append(made[f.Question], f)
	}
	for _, w := range withdrawals {
		gone[w.Question] = append(gone[w.Question], w)
	}
	found := map[int64][]Instant{}
	for _, j := range judged {
		found[j.Question] = append(found[j.Question], Instant(j.At))
	}
	t.facts = make(map[ID]openFacts, len(rows))
	for _, row := range rows {
		if status := t.status(row); status != "annulled" && status != "resolved" {
			f := t.factsOf(row, status, spells(made[row.Num], gone[row.Num]))
			f.weigh(found[row.Num])
			t.facts[f.ID] = f
			t.v.take(f, t.now, t.zone)
		}
	}
	return nil
}

func (t *todaying) factsOf(row model.QuestionRow, status string, all []spell) openFacts {
	f := openFacts{ID: ID(row.ID), Title: row.Title, Status: status, Closes: Instant(instantOr(row.Closes)), ResolvesBy: Instant(instantOr(row.ResolvesBy))}
	at := standsAt(row, t.now)
	for _, s := range all {
		if s.At > at || at >= s.until {
			continue
		}
		who := t.who(s.Forecaster)
		b := believed(s.ForecastRow)
		if who.Key == t.me && who.By == "" {
			f.Mine, f.MineAt = &b, s.At
		} else {
			f.Others = append(f.Others, Standing{Forecaster: who, Belief: b, At: s.At})
		}
	}
	return f
}

// weigh counts the findings judged since the own forecast.
func (f *openFacts) weigh(judged []Instant) {
	for _, at := range judged {
		if f.Mine != nil && at > f.MineAt {
			f.Unweighed++
		}
	}
}

// evidence lists the articles of which nothing was judged, the newest first.
func (t *todaying) evidence() error {
	rows, err := t.r.UnjudgedArticles()
	for _, row := range rows {
		t.v.Unjudged = append(t.v.Unjudged, t.article(row))
	}
	slices.Reverse(t.v.Unjudged)
	return err
}

// sets checks the signposts and the ends of the scenario sets.
func (t *todaying) sets() error {
	all, err := sheaves(t.r, t.book)
	if err != nil {
		return err
	}
	for _, sh := range all {
		status, _, _ := sh.end(t.now)
		if status == "resolved" {
			continue
		}
		if status != "open" {
			t.v.ToResolve = append(t.v.ToResolve, TodayQuestion{ID: sh.framed.id, Set: true, Title: sh.now.Title,
				Closes: sh.now.Horizon, Disputed: status == "disputed"})
		}
		for _, post := range sh.posts(t.now) {
			t.v.takeSignpost(TodaySignpost{Signpost: post, Set: sh.framed.id, SetTitle: sh.now.Title, Scenario: likeliest(names(sh.now), post.P)}, t.now, t.zone)
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
	who, err := t.one("", t.me)
	if err != nil {
		return err
	}
	c := checking{listing: t.listing, r: t.r, who: who, at: map[ID]int{}}
	found, err := c.run()
	for _, i := range found {
		one := TodayIncoherence{Incoherence: i}
		for _, id := range i.Questions {
			one.Titles = append(one.Titles, c.titles[id])
		}
		t.v.Incoherent = append(t.v.Incoherent, one)
	}
	return err
}

// calendarFrom is midnight on the Monday of an instant's week.
func calendarFrom(now Instant, zone *time.Location) time.Time {
	at := now.Time().In(zone)
	back := (int(at.Weekday()) + 6) % 7
	return time.Date(at.Year(), at.Month(), at.Day()-back, 0, 0, 0, 0, zone)
}

func inCalendar(at, now Instant, zone *time.Location) bool {
	from := calendarFrom(now, zone)
	return at >= now && at < journal.InstantOf(from.AddDate(0, 0, calendarDays))
}
