package today

import (
	"fmt"
	"math"
	"strings"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/notation"
	"weathervane/ui/chart"
	"weathervane/ui/page"
	"weathervane/ui/widgets"
)

// A target is where a row leads: a place, and a command to be done there.
type target struct {
	route   page.Route
	command string
}

// row is one thing to do.
type row struct {
	widgets.TaskText
	key    string // what it is about, so that the keys stay with it
	target target
	spread *chart.SpreadData
}

// A calendar is how days are written: where, and seen from when.
type calendar struct {
	now  time.Time
	zone *time.Location
}

func (c calendar) day(at forecasts.Instant) string {
	t := at.Time().In(c.zone)
	if t.Year() != c.now.In(c.zone).Year() {
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan")
}

// lastDay is the day that ends with an instant at midnight, or has it.
func (c calendar) lastDay(at forecasts.Instant) time.Time {
	return at.Time().Add(-time.Millisecond).In(c.zone)
}

// daysFrom counts midnights between now and the day.
func (c calendar) daysFrom(t time.Time) int {
	y, m, d := c.now.In(c.zone).Date()
	y2, m2, d2 := t.In(c.zone).Date()
	hours := time.Date(y2, m2, d2, 0, 0, 0, 0, time.UTC).Sub(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)).Hours()
	return int(math.Round(hours / 24))
}

// ahead is a coming day in words: today, tomorrow, Sunday 25 Feb.
func (c calendar) ahead(at forecasts.Instant) string {
	t := c.lastDay(at)
	switch n := c.daysFrom(t); n {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	default:
		return t.Format("Monday 2 Jan")
	}
}

// ago is a day gone by: today, yesterday, 3 days ago.
func (c calendar) ago(at forecasts.Instant) string {
	n := -c.daysFrom(c.lastDay(at))
	switch {
	case n <= 0:
		return "today"
	case n == 1:
		return "yesterday"
	case n < 60:
		return notation.Count(n) + " days ago"
	}
	return "on " + c.lastDay(at).Format("2 Jan 2006")
}

func question(id forecasts.ID) page.Route { return page.Route{Page: "questions", ID: id.String()} }

// mine is one's own probability; of other forecasts the row says nothing.
func mine(b *forecasts.Belief) string {
	if b == nil || b.P == nil {
		return ""
	}
	return notation.Percent(*b.P)
}

func dueRows(all []forecasts.TodayQuestion, c calendar) []row {
	var out []row
	for _, q := range all {
		more := "your forecast is " + notation.Plural(-c.daysFrom(q.MineAt.Time()), "day") + " old"
		if q.Unweighed > 0 {
			more = notation.Plural(q.Unweighed, "finding") + " not yet weighed"
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: "Update"}, q.ID.String(),
			target{question(q.ID), "question.record"}, nil})
	}
	return out
}

func closingRows(all []forecasts.TodayQuestion, c calendar) []row {
	var out []row
	for _, q := range all {
		more := "closes " + c.ahead(q.Closes)
		if q.Mine == nil {
			more += " · no forecast of yours"
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: "Open"}, q.ID.String(),
			target{question(q.ID), "question.record"}, nil})
	}
	return out
}

func resolveRows(all []forecasts.TodayQuestion, c calendar) []row {
	var out []row
	for _, q := range all {
		more := "closed " + c.ago(q.Closes)
		to, action := target{question(q.ID), "question.resolve"}, "Resolve"
		switch {
		case q.Disputed:
			more, action = "two resolutions differ", "Settle"
		case q.ResolvesBy > 0 && q.ResolvesBy.Time().Before(c.now):
			more += " · was to resolve by " + c.day(q.ResolvesBy)
		case q.ResolvesBy > 0:
			more += " · resolve by " + c.day(q.ResolvesBy)
		}
		if q.Set {
			to = target{route: page.Route{Page: scenarios, ID: q.ID.String()}}
			if !q.Disputed {
				more = "horizon reached " + c.ago(q.Closes) + " · which scenario came true?"
			}
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: action}, q.ID.String(), to, nil})
	}
	return out
}

func evidenceRows(all []forecasts.Article, c calendar) []row {
	var out []row
	for _, a := range all {
		from := a.Publisher
		if from == "" {
			from = "added by " + a.AddedBy.Name
		}
		more := from + " · " + c.day(a.At)
		if a.Count > 0 {
			more += " · " + notation.Plural(a.Count, "finding") + " without a judgement"
		}
		out = append(out, row{widgets.TaskText{Title: a.Title, More: more, Action: "Judge"}, a.ID.String(),
			target{route: page.Route{Page: "evidence", ID: a.ID.String()}}, nil})
	}
	return out
}

func signpostRows(all []forecasts.TodaySignpost, c calendar) []row {
	var out []row
	for _, s := range all {
		more := s.Scenario + " · check by " + c.lastDay(s.CheckBy).Format("2 Jan")
		if s.Status == "due" {
			more = s.Scenario + " · check was due " + c.ago(s.CheckBy)
		}
		out = append(out, row{widgets.TaskText{Title: s.Text, More: more, Action: "Check"}, s.ID.String(),
			target{route: page.Route{Page: scenarios, ID: s.Set.String()}}, nil})
	}
	return out
}

func incoherentRows(all []forecasts.TodayIncoherence) []row {
	var out []row
	for _, i := range all {
		to := target{route: page.Route{Page: scenarios}}
		key := string(i.Rule)
		if i.Set == nil {
			to.command = "scenarios.coherence"
		}
		if i.Set != nil {
			to.route.ID = i.Set.String()
			key += i.Set.String()
		}
		for _, q := range i.Questions {
			key += q.String()
		}
		out = append(out, row{widgets.TaskText{Title: strings.Join(i.Titles, " · "), More: broken(i), Action: "Reconcile"}, key, to, nil})
	}
	return out
}

// broken says in a few words which rule is broken.
func broken(i forecasts.TodayIncoherence) string {
	p := func(n int) string {
		if n >= len(i.Fix) {
			return "–"
		}
		return notation.Percent(i.Fix[n].From)
	}
	points := notation.Number(math.Round(i.OffBy*1000)/10) + " points"
	switch i.Rule {
	case coherence.RuleTotalProbability:
		// the nearest coherent probabilities lie on the side of what is implied
		implied := i.Fix[0].From + math.Copysign(i.OffBy, i.Fix[0].To-i.Fix[0].From)
		return "stated " + p(0) + " · implied by scenarios " + notation.Percent(math.Round(implied*100)/100)
	case coherence.RuleDeadline:
		return p(0) + " by the earlier date, only " + p(1) + " by the later"
	case coherence.RuleImplies:
		return p(0) + ", and what it needs only " + p(1)
	case coherence.RuleExcludes:
		return "at most one can happen, yet " + points + " above 100\u202f%"
	}
	return "off by " + points + ", see why"
}

func disagreementRows(all []forecasts.Disagreement) []row {
	var out []row
	for _, d := range all {
		more := "you " + notation.Percent(d.Mine) + ", " + d.Far + " " + notation.Percent(d.FarP)
		m := d.Mine
		out = append(out, row{widgets.TaskText{Title: d.Title, More: more, Action: "Compare"}, d.ID.String(), target{route: question(d.ID)},
			&chart.SpreadData{Others: d.Others, Mine: &m}})
	}
	return out
}

func newsRows(all []forecasts.News, c calendar) []row {
	var out []row
	for _, n := range all {
		r := row{TaskText: widgets.TaskText{Lead: n.By.Name, Title: told(n), Tail: numbers(n), Figure: c.day(n.At)}, key: fmt.Sprint(n.By.Key, n.By.By, n.Kind, n.Question, n.At)}
		switch {
		case n.Question.IsZero():
			r.target.route = page.Route{Page: placeOf(n)}
		default:
			r.target.route = question(n.Question)
		}
		out = append(out, r)
	}
	return out
}

// placeOf is the page on which what came is looked at.
func placeOf(n forecasts.News) string {
	for _, one := range n.Sent {
		switch {
		case strings.Contains(one.What, "article"), strings.Contains(one.What, "finding"), strings.Contains(one.What, "source"):
			return "evidence"
		case strings.Contains(one.What, "scenario"), strings.Contains(one.What, "signpost"), one.What == "relation":
			return scenarios
		}
	}
	return "questions"
}

// told is what a colleague did, in words that follow the name.
func told(n forecasts.News) string {
	switch n.Kind {
	case "moved":
		return "moved " + n.Title
	case "annulled":
		return "ended " + n.Title + " without an outcome"
	case "withdrew":
		return "withdrew the forecast on " + n.Title
	case "commented":
		return "commented on " + n.Title
	case "sent":
		return "added " + sent(n)
	}
	return n.Kind + " " + n.Title // forecast, resolved, asked, reopened
}

// numbers are what was said: where to, or how it ended.
func numbers(n forecasts.News) string {
	switch {
	case n.Kind == "moved":
		return bare(*n.From) + " → " + bare(*n.To)
	case n.Kind == "forecast" && n.To != nil:
		return notation.Percent(*n.To)
	}
	return n.Outcome
}

func bare(p float64) string { return strings.TrimSuffix(notation.Percent(p), "\u202f%") }

// sent lists what else came, the first three kinds by name.
func sent(n forecasts.News) string {
	var parts []string
	rest := 0
	for i, one := range n.Sent {
		if i >= 3 {
			rest += one.Count
			continue
		}
		parts = append(parts, several(one.Count, one.What))
	}
	if rest > 0 {
		parts = append(parts, notation.Plural(rest, "other record"))
	}
	if len(parts) > 1 {
		return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
	}
	return strings.Join(parts, "")
}

// several writes "a question linked to scenarios", "3 questions linked to scenarios".
func several(n int, what string) string {
	head, tail, _ := strings.Cut(what, " of ")
	if tail != "" {
		return notation.Plural(n, head) + " of " + tail
	}
	if head, tail, _ = strings.Cut(what, " linked "); tail != "" {
		return notation.Plural(n, head) + " linked " + tail
	}
	return notation.Plural(n, what)
}

// calendarData is the view's deadlines for the chart.
func calendarData(v forecasts.TodayView, c calendar) chart.CalendarData {
	now := c.now.In(c.zone)
	back := (int(now.Weekday()) + 6) % 7
	d := chart.CalendarData{From: time.Date(now.Year(), now.Month(), now.Day()-back, 0, 0, 0, 0, c.zone), Days: 56, Now: now, SoonDays: forecasts.SoonDays}
	for _, one := range v.Deadlines {
		d.Deadlines = append(d.Deadlines, chart.Deadline{At: one.At.Time().In(c.zone), Kind: one.Kind, Title: one.Title})
	}
	return d
}

// heading is the day and how much there is to do.
func heading(c calendar, things int) string {
	day := c.now.In(c.zone).Format("Monday 2 January 2006")
	if things == 0 {
		return day + " · nothing to do"
	}
	return day + " · " + notation.Plural(things, "thing") + " to do"
}
