package questions

import (
	"slices"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// A dossier is everything that is known of how a question ended.
type dossier struct {
	Outcome  string
	Facts    []fact           // when, by whom, from which source
	Criteria string           // as worded when it was decided
	Decided  bool             // one end holds
	Revised  bool             // the criteria read otherwise now
	Findings []question.Named // that the decision names
	Course   []endRow         // every end and reopening, oldest first
	Scores   endScores
}

// An endRow is one end in the course of a question.
type endRow struct {
	Number, When, By, What string
	Words                  []string         // what else is known of it, a line each
	Findings               []question.Named // that it names, unless the dossier's head does
	State                  string
}

func dossierOf(v question.View, c words.Calendar) dossier {
	d := dossier{Outcome: endingOf(v, c).Title, Criteria: v.Criteria}
	holding := holdingEnd(v)
	if holding != nil {
		d.decided(v, *holding, c)
	}
	if phrase := dissent(v, holding, c); phrase != "" {
		d.Facts = append(d.Facts, fact{"Dissent", phrase})
	}
	for i, e := range v.Ends {
		row := endRow{Number: words.Count(i + 1), When: c.Minute(e.At), By: name(e.By), What: endWord(e, v.Question, c), State: stateOf(v, e)}
		if holding == nil || e.ID != holding.ID {
			row.Words = endWords(e, criteriaAt(v, e.At), d.Criteria, c)
			row.Findings = e.Findings
		}
		d.Course = append(d.Course, row)
	}
	d.Scores = scoresOf(v, c)
	return d
}

// holdingEnd is the one end that decides the question; nil if it is disputed or
// open again.
func holdingEnd(v question.View) *question.End {
	var holding *question.End
	for i, e := range v.Ends {
		if !e.Stands() || e.Kind == "reopened" {
			continue
		}
		if holding != nil {
			return nil
		}
		holding = &v.Ends[i]
	}
	return holding
}

func stateOf(v question.View, e question.End) string {
	switch {
	case !e.Stands():
		return "Superseded"
	case e.Void:
		return "Void"
	case e.Kind == "reopened":
		return "Stands"
	case v.Status == "disputed":
		return "Disputed"
	}
	return "Holds"
}

// criteriaAt are the criteria as they read at an instant.
func criteriaAt(v question.View, at journal.Instant) string {
	criteria := v.Criteria
	for _, w := range v.Versions {
		if !w.Retracted && w.At <= at {
			criteria = w.Question.Criteria
		}
	}
	return criteria
}

// endWords say what is known of an end that does not decide the question.
func endWords(e question.End, criteria, shown string, c words.Calendar) []string {
	note := e.Note
	if e.Kind == "reopened" && note == "" {
		note = e.Why
	}
	var facts []string
	if e.KnownAt != nil {
		facts = append(facts, "Known "+c.Minute(*e.KnownAt))
	}
	if e.Source != "" {
		facts = append(facts, "Source: "+e.Source)
	}
	if who := namesOf(e.ConfirmedBy); who != "" {
		facts = append(facts, "Confirmed by "+who)
	}
	out := []string{note, strings.Join(facts, " · ")}
	if criteria != shown {
		out = append(out, "Criteria then: "+criteria)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// dissent says who ended the question otherwise than it is decided, or each
// differently where it is disputed.
func dissent(v question.View, holding *question.End, c words.Calendar) string {
	if holding == nil && v.Status != "disputed" {
		return ""
	}
	var parts []string
	for _, e := range v.Ends {
		what := endWord(e, v.Question, c)
		if e.Kind == "reopened" || holding == nil && !e.Stands() || holding != nil && what == endWord(*holding, v.Question, c) {
			continue
		}
		who := append([]forecaster.Forecaster{e.By}, e.ConfirmedBy...)
		if holding != nil {
			who = slices.DeleteFunc(who, func(f forecaster.Forecaster) bool { return f == holding.By })
		}
		if len(who) > 0 {
			parts = append(parts, namesOf(who)+": "+what)
		}
	}
	if len(parts) == 0 {
		return "nobody’s"
	}
	return strings.Join(parts, "; ")
}

// decided fills in the end that holds.
func (d *dossier) decided(v question.View, e question.End, c words.Calendar) {
	put := func(caption, text string) {
		if text != "" {
			d.Facts = append(d.Facts, fact{caption, text})
		}
	}
	if e.KnownAt != nil {
		put("Known", c.Minute(*e.KnownAt))
	}
	if e.OccurredAt != nil {
		put("Happened", c.Minute(*e.OccurredAt))
	}
	put("Decided", name(e.By)+", "+c.Minute(e.At))
	confirmed := namesOf(e.ConfirmedBy)
	if confirmed == "" {
		confirmed = "nobody yet"
	}
	put("Confirmed by", confirmed)
	source := e.Source
	if source == "" {
		source = "none was named"
	}
	put("Source", source)
	put("Note", e.Note)
	d.Findings, d.Decided = e.Findings, true
	d.Criteria = criteriaAt(v, e.At)
	d.Revised = d.Criteria != v.Criteria
}

func namesOf(fs []forecaster.Forecaster) string {
	var names []string
	for _, f := range fs {
		names = append(names, name(f))
	}
	return strings.Join(names, ", ")
}

// endScores is what each resolution made of each score.
type endScores struct {
	Ends    []string // the resolutions, by the number of each in the course
	Rows    []endScore
	Changed bool // there is one that holds, after others
	Say     string
}

type endScore struct {
	Who    forecaster.Forecaster
	By     []string // a score by each resolution
	Change string   // from the first resolution to the one that holds
}

// mostEnds is how many resolutions the table of scores has room for.
const mostEnds = 5

func scoresOf(v question.View, c words.Calendar) endScores {
	var out endScores
	var ends []question.End
	for i, e := range v.Ends {
		if e.Kind == "resolved" && len(e.Scores) > 0 {
			ends = append(ends, e)
			out.Ends = append(out.Ends, words.Count(i+1)+" "+endWord(e, v.Question, c))
		}
	}
	if n := len(ends) - mostEnds; n > 0 {
		ends, out.Ends = ends[n:], out.Ends[n:]
	}
	rows := map[forecaster.Forecaster]*endScore{}
	first := map[forecaster.Forecaster]float64{}
	for i, e := range ends {
		for _, s := range e.Scores {
			r := rows[s.Forecaster]
			if r == nil {
				r = &endScore{Who: s.Forecaster, By: make([]string, len(ends))}
				rows[s.Forecaster], first[s.Forecaster] = r, s.Score
			}
			r.By[i] = words.Score(s.Score)
			if e.Stands() && v.Status == "resolved" {
				r.Change = changed(s.Score - first[s.Forecaster])
			}
		}
	}
	for _, r := range rows {
		out.Rows = append(out.Rows, *r)
	}
	slices.SortFunc(out.Rows, func(a, b endScore) int { return strings.Compare(a.Who.Name+a.Who.Key, b.Who.Name+b.Who.Key) })
	out.Changed = v.Status == "resolved" && len(ends) > 1
	out.Say = scoresSay(v.Status, out.Changed)
	return out
}

func scoresSay(status string, changed bool) string {
	say := "Time-weighted Brier score, low is better, by each end of the list below. "
	switch {
	case status == "disputed":
		say += "None counts until someone decides again. "
	case status != "resolved":
		say += "None counts now. "
	case changed:
		say += "Change: from the first resolution to the current one. "
	}
	return say + "Press a line to see the forecasts behind it."
}

// changed writes how far a score went, with its sign.
func changed(x float64) string {
	if s := words.Change(x, 3); s != words.Score(0) {
		return s
	}
	return "none"
}
