package forecasts_test

import (
	"encoding/json"
	"time"

	"weathervane/model/journal"
)

// A row of the table: a kind of record, and where it shows.
type row struct {
	name string // of the row; the kind unless there are several
	kind string
	by   string // the author, Crane unless another is named
	// about is what the record is about, if that can be retracted: what names an
	// entity that does not count waits.
	about string
	// base makes what is there before, and after what comes later.
	base, after func(*stage)
	// data is the record's, and unfit that of one which does not fit; nil if every
	// record of the kind fits.
	data, unfit func(*stage) any
	// shows are the readers that show it; oddly those that do where its author's
	// clock was behind, if they are others.
	shows, oddly string
	// promise says that no retraction takes the record back.
	promise bool
	// stood says that a record retracted late keeps its trace, in figures or
	// among what is over.
	stood bool
	// outlives says that the record counts though what it is about was retracted
	// after it had stood.
	outlives bool
}

// stage is where a row's records are made; its labels are the row's own.
type stage struct {
	w   *world
	row *row
	at  journal.Instant
}

func (s *stage) label(what string) string { return s.row.name + ": " + what }

func (s *stage) id(what string) journal.ID { return s.w.id(s.label(what)) }

// by records something of an author's first log, a minute after what was before.
func (s *stage) by(author, what, kind string, data any) journal.ID {
	s.at += minute
	return s.w.log(author, s.at).add(s.label(what), s.at, kind, data)
}

// end resolves the question, by somebody else and later.
func (s *stage) end() {
	s.by("Egret", "end", journal.QuestionResolved, journal.Resolved{Question: s.id("q"), Outcome: raw("true"), KnownAt: s.at})
}

func (s *stage) crane(what, kind string, data any) journal.ID { return s.by("Crane", what, kind, data) }

const (
	minute = journal.Instant(time.Minute / time.Millisecond)
	hour   = 60 * minute
)

func at(i journal.Instant) *journal.Instant { return &i }
func raw(s string) json.RawMessage          { return json.RawMessage(s) }
func p(x float64) *float64                  { return &x }

var (
	begin   = day(2024, 3, 9) + 10*hour // of the base
	written = day(2024, 3, 10)          // when the records of the rows were made
	later   = day(2024, 3, 12)          // what came after them
	present = day(2024, 3, 16)          // within a week of the records: they are news
	closes  = day(2024, 4, 20)
)

func (s *stage) asked(what string) journal.Asked {
	return journal.Asked{Title: s.label(what) + " zephyr", Type: "binary", Closes: at(closes), ResolvesBy: at(closes), Tags: []string{"Japan"}}
}

func (s *stage) asks() { s.question("q") }

func (s *stage) question(what string) journal.ID {
	return s.crane(what, journal.QuestionAsked, s.asked(what))
}

// forecast asks a question, and Crane and Heron say what they believe.
func (s *stage) forecast() {
	q := s.question("q")
	s.crane("f", journal.ForecastMade, journal.Made{Question: q, P: p(0.7)})
	s.by("Heron", "theirs", journal.ForecastMade, journal.Made{Question: q, P: p(0.6)})
}

func (s *stage) resolved() {
	s.crane("end", journal.QuestionResolved, journal.Resolved{Question: s.id("q"), Outcome: raw("true"), KnownAt: s.at})
}

func (s *stage) added() journal.Added {
	return journal.Added{Title: s.label("article") + " zephyr", Publisher: s.label("publisher"), Published: "2024-02-20", Text: contentOf(text)}
}

func (s *stage) article() journal.ID { return s.crane("article", journal.ArticleAdded, s.added()) }

func (s *stage) filed(exact string, start int) journal.Filed {
	return journal.Filed{Article: s.id("article"), Claim: s.label(exact) + " zephyr", Quote: journal.Quote{Exact: exact, Start: start, End: start + len(exact)}}
}

func (s *stage) finding() journal.ID {
	s.article()
	return s.crane("finding", journal.FindingFiled, s.filed("talks would begin", 23))
}

func (s *stage) bearing() {
	q, f := s.question("q"), s.finding()
	s.crane("bearing", journal.BearingJudged, journal.Judged{Finding: f, Question: q, LR: p(3)})
}

func (s *stage) framed() journal.Framed {
	return journal.Framed{Title: s.label("set") + " zephyr", Horizon: day(2024, 4, 25), Scenarios: []journal.Scenario{
		{Name: "North", Narrative: "it cools", Drivers: []string{}}, {Name: "South", Narrative: "it warms", Drivers: []string{}}}}
}

func (s *stage) set() { s.crane("set", journal.ScenariosFramed, s.framed()) }

func (s *stage) weighed() {
	s.set()
	s.crane("weights", journal.ScenariosWeighed, journal.Weighed{Scenarios: s.id("set"), Weights: both(0.6, 0.4)})
}

func (s *stage) placed() journal.Placed {
	return journal.Placed{Scenarios: s.id("set"), Text: s.label("signpost") + " zephyr", CheckBy: day(2024, 3, 20), P: both(0.8, 0.2)}
}

func both(n, s float64) map[string]float64 { return map[string]float64{"North": n, "South": s} }

// rows is the table. Teams, keys and time-stamps come with their own issues.
var rows = []row{
	{kind: journal.QuestionAsked,
		shows: "questions, rows, show, scores, today, search, report, html, markdown, csv, calendar", base: func(*stage) {},
		data: func(s *stage) any { return s.asked("record") }},
	{kind: journal.QuestionRevised,
		shows: "questions, rows, show, left out, today, search, report, html, markdown, csv, calendar", about: "q", base: (*stage).forecast, stood: true,
		data: func(s *stage) any {
			return journal.Revised{Question: at1(s.id("q")), Set: raw(`{"title":"` + s.label("newer") + ` zephyr"}`)}
		},
		unfit: func(s *stage) any {
			return journal.Revised{Question: at1(s.id("f")), Set: raw(`{"title":"misfit zephyr"}`)}
		}},
	{kind: journal.QuestionResolved,
		shows: "questions, rows, show, score, scores, left out, forecasters, conventions, today, own record, report, html, markdown, csv, calendar", about: "q", base: (*stage).forecast,
		data: func(s *stage) any {
			return journal.Resolved{Question: s.id("q"), Outcome: raw("true"), KnownAt: written}
		},
		unfit: func(s *stage) any {
			return journal.Resolved{Question: s.id("q"), Outcome: raw(`"maybe"`), KnownAt: s.at}
		}},
	{kind: journal.ResolutionConfirmed,
		shows: "show, today", by: "Heron", about: "end", base: func(s *stage) { s.forecast(); s.resolved() },
		data:  func(s *stage) any { return journal.Confirmed{Resolution: s.id("end")} },
		unfit: func(s *stage) any { return journal.Confirmed{Resolution: s.id("f")} }},
	{kind: journal.QuestionAnnulled,
		shows: "questions, rows, show, score, scores, left out, today, report, html, markdown, csv, calendar", about: "q", base: (*stage).forecast,
		data:  func(s *stage) any { return journal.Annulled{Question: s.id("q"), Why: "annulled"} },
		unfit: func(s *stage) any { return journal.Annulled{Question: s.id("f"), Why: "annulled"} }},
	{kind: journal.QuestionReopened,
		shows: "questions, rows, show, score, scores, left out, forecasters, conventions, today, own record, report, html, markdown, csv, calendar", about: "q", base: func(s *stage) { s.forecast(); s.resolved() },
		data: func(s *stage) any {
			return journal.Reopened{Question: s.id("q"), Why: "too early", Supersedes: []journal.ID{s.id("end")}}
		},
		unfit: func(s *stage) any {
			return journal.Reopened{Question: s.id("f"), Why: "too early", Supersedes: []journal.ID{s.id("end")}}
		}},
	{kind: journal.ForecastMade,
		shows: "rows, forecasts, show, score, scores, forecasters, conventions, own record, report, html, markdown, csv", about: "q", base: (*stage).asks, after: (*stage).end, stood: true,
		data:  func(s *stage) any { return journal.Made{Question: s.id("q"), P: p(0.37)} },
		unfit: func(s *stage) any { return journal.Made{Question: s.id("q"), Probs: both(0.5, 0.5)} }},
	{name: "a colleague's forecast", kind: journal.ForecastMade,
		shows: "rows, forecasts, show, score, scores, left out, forecasters, today, report, html, markdown, csv", by: "Heron", about: "q", base: (*stage).asks, stood: true,
		data:  func(s *stage) any { return journal.Made{Question: s.id("q"), P: p(0.37)} },
		unfit: func(s *stage) any { return journal.Made{Question: s.id("q"), Probs: both(0.5, 0.5)} }},
	{name: "an imported forecast", kind: journal.ForecastMade,
		shows: "rows, forecasts, show, score, scores, left out, forecasters, report, html, markdown, csv", about: "q", base: (*stage).asks, after: (*stage).end, stood: true,
		data: func(s *stage) any {
			return journal.Made{Question: s.id("q"), P: p(0.37), By: "Ann", MadeAt: at(begin - 1), Imported: &journal.Imported{From: "a service", SHA256: contentOf(text).SHA256}}
		},
		unfit: func(s *stage) any {
			return journal.Made{Question: s.id("q"), Probs: both(0.5, 0.5), By: "Ann", MadeAt: at(begin - 1), Imported: &journal.Imported{From: "a service", SHA256: contentOf(text).SHA256}}
		}},
	{kind: journal.RationaleGiven,
		shows: "forecasts, show, search", about: "f", base: (*stage).forecast, outlives: true,
		data:  func(s *stage) any { return journal.Rationale{Forecast: s.id("f"), Text: s.label("why") + " zephyr"} },
		unfit: func(s *stage) any { return journal.Rationale{Forecast: s.id("theirs"), Text: "misfit zephyr"} }},
	{kind: journal.ForecastSealed,
		shows: "rows, forecasts, show, score, scores, forecasters, report, html, markdown, csv",
		about: "q", promise: true,
		base: func(s *stage) {
			q := s.question("q")
			s.crane("sealed", journal.ForecastMade, journal.Made{Question: q, P: p(0.2)})
			s.w.keep(s.label("sealed"))
			s.crane("f", journal.ForecastMade, journal.Made{Question: q, P: p(0.3)})
		},
		data:  func(s *stage) any { return journal.Sealed{Question: s.id("q"), Forecast: s.id("sealed")} },
		unfit: func(s *stage) any { return journal.Sealed{Question: s.id("f"), Forecast: s.id("sealed")} }},
	{kind: journal.ForecastWithdrawn,
		shows: "rows, forecasts, show, score, scores, forecasters, conventions, report, html, markdown, csv",
		// when it counts, nothing stood yet
		oddly: "none", about: "q", base: (*stage).forecast, after: (*stage).end,
		data:  func(s *stage) any { return journal.Withdrawn{Question: s.id("q")} },
		unfit: func(s *stage) any { return journal.Withdrawn{Question: s.id("f")} }},
	{kind: journal.ArticleAdded,
		shows: "articles, article rows, show, today, search, report", base: func(*stage) {},
		data: func(s *stage) any { return s.added() }},
	{kind: journal.ArticleRevised,
		shows: "articles, article rows, show, origins, today, search, report", about: "article", base: func(s *stage) { s.finding() }, stood: true,
		data: func(s *stage) any {
			return journal.Revised{Article: at1(s.id("article")), Set: raw(`{"title":"` + s.label("newer") + ` zephyr"}`)}
		},
		unfit: func(s *stage) any {
			return journal.Revised{Article: at1(s.id("finding")), Set: raw(`{"title":"misfit zephyr"}`)}
		}},
	{kind: journal.FindingFiled,
		shows: "articles, article rows, findings, show, origins, today, search, report", about: "article", base: func(s *stage) { s.article(); s.question("q") },
		data: func(s *stage) any { return s.filed("Observers doubted it", 49) },
		unfit: func(s *stage) any {
			f := s.filed("Observers doubted it", 49)
			f.Article = s.id("q")
			return f
		}},
	{kind: journal.SourceGraded,
		shows: "track record", base: (*stage).bearing, after: (*stage).end,
		data: func(s *stage) any { return journal.Graded{Source: s.label("publisher"), Reliability: "D"} }},
	{kind: journal.BearingJudged,
		shows: "rows, findings, show, track record, today, report", about: "finding", base: func(s *stage) { s.question("q"); s.finding() }, after: (*stage).end,
		data: func(s *stage) any { return journal.Judged{Finding: s.id("finding"), Question: s.id("q"), LR: p(4)} },
		unfit: func(s *stage) any {
			return journal.Judged{Finding: s.id("finding"), Question: s.id("q"), LRs: both(1, 4)}
		}},
	{kind: journal.FindingsGrouped,
		shows: "show", about: "finding", base: func(s *stage) {
			s.bearing()
			f := s.crane("second", journal.FindingFiled, s.filed("harbour was closed", 75))
			s.crane("bearing 2", journal.BearingJudged, journal.Judged{Finding: f, Question: s.id("q"), LR: p(5)})
		}, after: (*stage).end,
		data: func(s *stage) any { return journal.Grouped{Findings: []journal.ID{s.id("finding"), s.id("second")}} },
		unfit: func(s *stage) any {
			return journal.Grouped{Findings: []journal.ID{s.id("finding"), s.id("article")}}
		}},
	{kind: journal.BaseRateBuilt,
		shows: "show", about: "q", base: (*stage).bearing, after: (*stage).end,
		data: func(s *stage) any {
			return journal.BaseRate{Question: s.id("q"), ReferenceClass: s.label("class"), Cases: []journal.Case{{Label: "a", Happened: true, Included: true}, {Label: "b", Included: true}}}
		},
		unfit: func(s *stage) any {
			return journal.BaseRate{Question: s.id("article"), ReferenceClass: "misfit", Cases: []journal.Case{{Label: "a", Happened: true, Included: true}}}
		}},
	{kind: journal.ScenariosFramed,
		shows: "sets, show, today, report, html, markdown", base: func(*stage) {},
		data: func(s *stage) any { return s.framed() }},
	{kind: journal.ScenariosRevised,
		shows: "sets, show, left out, report, html, markdown", about: "set", base: (*stage).weighed,
		data: func(s *stage) any {
			return journal.Revised{Scenarios: at1(s.id("set")), Set: raw(`{"title":"` + s.label("newer") + ` zephyr"}`)}
		},
		unfit: func(s *stage) any {
			return journal.Revised{Scenarios: at1(s.id("weights")), Set: raw(`{"title":"misfit zephyr"}`)}
		}},
	{kind: journal.ScenariosWeighed,
		shows: "show, score, scores, left out, report, html, markdown", about: "set", base: (*stage).set, stood: true,
		data: func(s *stage) any { return journal.Weighed{Scenarios: s.id("set"), Weights: both(0.9, 0.1)} },
		unfit: func(s *stage) any {
			return journal.Weighed{Scenarios: s.id("set"), Weights: map[string]float64{"East": 0.9, "West": 0.1}}
		}},
	{kind: journal.ScenariosConditioned,
		shows: "rows, show, coherence, today, report, html, markdown",
		oddly: "show, coherence, today, report, html, markdown", about: "set", base: func(s *stage) { s.forecast(); s.weighed() },
		data: func(s *stage) any {
			return journal.Conditioned{Scenarios: s.id("set"), Question: s.id("q"), P: both(0.1, 0.2)}
		},
		unfit: func(s *stage) any {
			return journal.Conditioned{Scenarios: s.id("set"), Question: s.id("q"), P: map[string]float64{"East": 0.1}}
		}},
	{kind: journal.ScenariosResolved,
		shows: "sets, show, score, scores, left out, conventions, own record, report, html, markdown", about: "set", base: (*stage).weighed,
		data: func(s *stage) any {
			return journal.CameTrue{Scenarios: s.id("set"), Outcome: "North", KnownAt: written}
		},
		unfit: func(s *stage) any { return journal.CameTrue{Scenarios: s.id("set"), Outcome: "East", KnownAt: s.at} }},
	{kind: journal.ConsistencyJudged,
		shows: "show, report, html, markdown", about: "set", base: func(s *stage) { s.finding(); s.weighed() },
		data: func(s *stage) any {
			return journal.Consistency{Scenarios: s.id("set"), Finding: s.id("finding"), Ratings: map[string]string{"North": "CC", "South": "II"}}
		},
		unfit: func(s *stage) any {
			return journal.Consistency{Scenarios: s.id("set"), Finding: s.id("finding"), Ratings: map[string]string{"East": "CC", "West": "II"}}
		}},
	{kind: journal.SignpostPlaced,
		shows: "sets, show, today, report, html, markdown, calendar", about: "set", base: (*stage).weighed,
		data: func(s *stage) any { return s.placed() },
		unfit: func(s *stage) any {
			d := s.placed()
			d.P = map[string]float64{"East": 0.8}
			return d
		}},
	{kind: journal.SignpostChecked,
		shows: "show, today, report, html, markdown, calendar", about: "signpost", base: func(s *stage) {
			s.weighed()
			s.crane("signpost", journal.SignpostPlaced, s.placed())
		},
		data:  func(s *stage) any { return journal.Checked{Signpost: s.id("signpost"), Seen: true, KnownAt: s.at} },
		unfit: func(s *stage) any { return journal.Checked{Signpost: s.id("weights"), Seen: true, KnownAt: s.at} }},
	{name: "relation implies", kind: journal.RelationDrawn,
		shows: "rows, relations, coherence, today",
		oddly: "relations, coherence, today", about: "q2", base: (*stage).pair,
		data: func(s *stage) any { return journal.Related{From: s.id("q"), To: s.id("q2"), Type: "implies"} },
		unfit: func(s *stage) any {
			return journal.Related{From: s.id("q"), To: s.id("q"), Type: "implies"}
		}},
	{name: "relation same", kind: journal.RelationDrawn,
		shows: "questions, rows, forecasts, relations, show, scores, left out, today, search, report, html, markdown, csv, calendar", about: "q2", base: (*stage).pair,
		data:  func(s *stage) any { return journal.Related{From: s.id("q"), To: s.id("q2"), Type: "same"} },
		unfit: func(s *stage) any { return journal.Related{From: s.id("q"), To: s.id("f"), Type: "same"} }},
	{kind: journal.CommentMade,
		shows: "rows, show, search",
		oddly: "show, search", about: "q", base: (*stage).asks,
		data: func(s *stage) any { return journal.Comment{On: s.id("q"), Text: s.label("remark") + " zephyr"} }},
	{name: "a colleague's comment", kind: journal.CommentMade,
		shows: "rows, show, today, search",
		oddly: "show, today, search", by: "Heron", about: "q", base: (*stage).asks,
		data: func(s *stage) any { return journal.Comment{On: s.id("q"), Text: s.label("remark") + " zephyr"} }},
	{kind: journal.ReviewSigned,
		shows: "reviews", base: func(s *stage) {},
		data: func(s *stage) any {
			return journal.Reviewed{Scope: journal.Period{From: begin, To: present}, Figures: journal.Figures{Headline: 0.1, Questions: 1, Forecasts: 1, Coverage: 1}, Verdict: s.label("fine")}
		}},
	{kind: journal.ForecasterNamed,
		shows: "forecasts, show, scores, left out, forecasters, today, report, html, csv",
		// the name by which the first log was opened is later
		oddly: "none", by: "Ibis", base: func(s *stage) {
			q := s.question("q")
			s.by("Ibis", "f", journal.ForecastMade, journal.Made{Question: q, P: p(0.5)})
		},
		data: func(s *stage) any { return journal.Named{Name: "Threskiornis"} }},
	{name: "the end of a condition", kind: journal.QuestionResolved,
		shows: "questions, rows, show, score, scores, left out, conditionals, today, report, html, markdown, csv, calendar", about: "c", base: func(s *stage) {
			c, q := s.question("c"), s.asked("q")
			q.If = &journal.Condition{Question: c, Outcome: raw("true")}
			id := s.crane("q", journal.QuestionAsked, q)
			s.crane("f", journal.ForecastMade, journal.Made{Question: id, P: p(0.7)})
		},
		data: func(s *stage) any {
			return journal.Resolved{Question: s.id("c"), Outcome: raw("false"), KnownAt: written}
		},
		unfit: func(s *stage) any { return journal.Resolved{Question: s.id("f"), Outcome: raw("false"), KnownAt: s.at} }},
	{kind: journal.RecordRetracted,
		shows: "rows, show, search", base: func(s *stage) {
			s.forecast()
			s.crane("remark", journal.CommentMade, journal.Comment{On: s.id("q"), Text: s.label("remark") + " zephyr"})
		},
		data:  func(s *stage) any { return journal.Retracted{Record: s.id("remark"), Why: "wrong"} },
		unfit: func(s *stage) any { return journal.Retracted{Record: s.id("theirs"), Why: "wrong"} }},
}

func init() {
	for i := range rows {
		if r := &rows[i]; r.name == "" {
			r.name = r.kind
		}
		if rows[i].by == "" {
			rows[i].by = "Crane"
		}
	}
}

func at1(id journal.ID) *journal.ID { return &id }

// pair asks two questions, of which the more probable cannot imply the other.
func (s *stage) pair() {
	for _, q := range []string{"q", "q2"} {
		s.question(q)
	}
	s.crane("f", journal.ForecastMade, journal.Made{Question: s.id("q"), P: p(0.9)})
	s.crane("f2", journal.ForecastMade, journal.Made{Question: s.id("q2"), P: p(0.1)})
}
