package today

import (
	"fmt"
	"math"
	"strings"
	"time"

	"weathervane/assets/words"
	"weathervane/forecasts/coherence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/seal"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/today"
	"weathervane/model/journal"
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
	key    string // what it is about, so that the focus stays with it
	target target
	spread *chart.SpreadData
}

func question(id journal.ID) page.Route { return page.Route{Page: "questions", ID: id.String()} }

// mine is one's own probability; of other forecasts the row says nothing.
func mine(b *standing.Belief) string {
	if b == nil || b.P == nil {
		return ""
	}
	return words.Percent(*b.P)
}

func dueRows(all []today.Question, c words.Calendar) []row {
	var out []row
	for _, q := range all {
		more := "your forecast is " + words.Plural(-c.DaysTo(q.MineAt), "day") + " old"
		if q.Unweighed > 0 {
			more = words.Plural(q.Unweighed, "finding") + " not yet weighed"
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: "Update"}, q.ID.String(),
			target{question(q.ID), "question.record"}, nil})
	}
	return out
}

func closingRows(all []today.Question, c words.Calendar) []row {
	var out []row
	for _, q := range all {
		more := "closes " + c.Ahead(q.Closes)
		if q.Mine == nil {
			more += " · no forecast of yours"
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: "Open"}, q.ID.String(),
			target{question(q.ID), "question.record"}, nil})
	}
	return out
}

func resolveRows(all []today.Question, c words.Calendar) []row {
	var out []row
	for _, q := range all {
		more := "closed " + c.Ago(q.Closes)
		to, action := target{question(q.ID), "question.resolve"}, "Resolve"
		switch {
		case q.Disputed:
			more, action = "two resolutions differ", "Settle"
		case q.ResolvesBy > 0 && q.ResolvesBy.Time().Before(c.Now):
			more += " · was to resolve by " + c.Day(q.ResolvesBy)
		case q.ResolvesBy > 0:
			more += " · resolve by " + c.Day(q.ResolvesBy)
		}
		if q.Set {
			to = target{route: page.Route{Page: scenarios, ID: q.ID.String()}}
			if !q.Disputed {
				more = "horizon reached " + c.Ago(q.Closes) + " · which scenario came true?"
			}
		}
		out = append(out, row{widgets.TaskText{Title: q.Title, More: more, Figure: mine(q.Mine), Action: action}, q.ID.String(), to, nil})
	}
	return out
}

func sealRows(all []seal.Owed, c words.Calendar) []row {
	var out []row
	for _, s := range all {
		more := "resolved · export or sync it by " + c.Day(s.Until)
		out = append(out, row{widgets.TaskText{Title: s.Title, More: more, Action: "Export"}, s.Forecast.String(),
			target{route: page.Route{Page: "exchange"}}, nil})
	}
	return out
}

func evidenceRows(all []listing.Article, c words.Calendar) []row {
	var out []row
	for _, a := range all {
		from := a.Publisher
		if from == "" {
			from = "added by " + a.AddedBy.Name
		}
		more := from + " · " + c.Day(a.At)
		if a.Count > 0 {
			more += " · " + words.Plural(a.Count, "finding") + " without a judgement"
		}
		out = append(out, row{widgets.TaskText{Title: a.Title, More: more, Action: "Judge"}, a.ID.String(),
			target{route: page.Route{Page: "evidence", ID: a.ID.String()}}, nil})
	}
	return out
}

func signpostRows(all []today.Signpost, c words.Calendar) []row {
	var out []row
	for _, s := range all {
		more := s.Scenario + " · check by " + c.LastDay(s.CheckBy)
		if s.Status == "due" {
			more = s.Scenario + " · check was due " + c.Ago(s.CheckBy)
		}
		out = append(out, row{widgets.TaskText{Title: s.Text, More: more, Action: "Check"}, s.ID.String(),
			target{route: page.Route{Page: scenarios, ID: s.Set.String()}}, nil})
	}
	return out
}

func incoherentRows(all []today.Incoherence) []row {
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
func broken(i today.Incoherence) string {
	p := func(n int) string {
		if n >= len(i.Fix) {
			return "–"
		}
		return words.Percent(i.Fix[n].From)
	}
	points := words.Number(math.Round(i.OffBy*1000)/10) + " points"
	switch i.Rule {
	case coherence.RuleTotalProbability:
		// the nearest coherent probabilities lie on the side of what is implied
		implied := i.Fix[0].From + math.Copysign(i.OffBy, i.Fix[0].To-i.Fix[0].From)
		return "stated " + p(0) + " · implied by scenarios " + words.Percent(math.Round(implied*100)/100)
	case coherence.RuleDeadline:
		return p(0) + " by the earlier date, only " + p(1) + " by the later"
	case coherence.RuleImplies:
		return p(0) + ", and what it needs only " + p(1)
	case coherence.RuleExcludes:
		return "at most one can happen, yet " + points + " above 100\u202f%"
	}
	return "off by " + points + ", see why"
}

func disagreementRows(all []today.Disagreement) []row {
	var out []row
	for _, d := range all {
		more := "you " + words.Percent(d.Mine) + ", " + d.Far + " " + words.Percent(d.FarP)
		m := d.Mine
		out = append(out, row{widgets.TaskText{Title: d.Title, More: more, Action: "Compare"}, d.ID.String(), target{route: question(d.ID)},
			&chart.SpreadData{Others: d.Others, Mine: &m}})
	}
	return out
}

func newsRows(all []today.News, c words.Calendar) []row {
	var out []row
	for _, n := range all {
		r := row{TaskText: widgets.TaskText{Lead: n.By.Name, Title: told(n), Tail: numbers(n), Figure: c.Day(n.At)}, key: fmt.Sprint(n.By.Key, n.By.By, n.Kind, n.Question, n.At)}
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
func placeOf(n today.News) string {
	for _, one := range n.Sent {
		switch subject, _, _ := strings.Cut(one.Kind, "."); subject {
		case "article", "finding", "findings", "source":
			return "evidence"
		case "scenarios", "signpost", "relation":
			return scenarios
		}
	}
	return "questions"
}

// told is what a colleague did, in words that follow the name.
func told(n today.News) string {
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
func numbers(n today.News) string {
	switch {
	case n.Kind == "moved":
		return words.Bare(*n.From) + " → " + words.Bare(*n.To)
	case n.Kind == "forecast" && n.To != nil:
		return words.Percent(*n.To)
	}
	return words.Outcome(n.Outcome)
}

// sent lists what else came, the first three kinds by name.
func sent(n today.News) string {
	var parts []string
	rest := 0
	for i, one := range n.Sent {
		if i >= 3 {
			rest += one.Count
			continue
		}
		parts = append(parts, words.Records(one.Kind, one.Count))
	}
	if rest > 0 {
		parts = append(parts, words.Plural(rest, "other record"))
	}
	return words.List(parts...)
}

// calendarData is the view's deadlines for the chart.
func calendarData(v today.View, c words.Calendar) chart.CalendarData {
	now := c.Now.In(c.Zone)
	back := (int(now.Weekday()) + 6) % 7
	d := chart.CalendarData{From: time.Date(now.Year(), now.Month(), now.Day()-back, 0, 0, 0, 0, c.Zone), Days: 56, Now: now, SoonDays: today.SoonDays}
	for _, one := range v.Deadlines {
		d.Deadlines = append(d.Deadlines, chart.Deadline{At: one.At.Time().In(c.Zone), Kind: one.Kind, Title: one.Title})
	}
	return d
}

// heading is the day and how much there is to do.
func heading(c words.Calendar, things int) string {
	day := c.Today()
	if things == 0 {
		return day + " · nothing to do"
	}
	return day + " · " + words.Plural(things, "thing") + " to do"
}
