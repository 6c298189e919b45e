package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"weathervane/model/journal"
)

// matter is a question with how it ended and what well-read people thought of
// it meanwhile. Days are those of the sample's zone.
type matter struct {
	key, title, criteria, source, tags string
	by                                 string // who asks; Crane if empty
	opens, closes                      string
	options                            string // of a choice, separated by commas
	outcome                            any    // nil while open
	known                              string // day and hour; the close if empty
	note                               string // said when resolving
	path                               []view // binary and choice
	also                               func(*journal.Asked)
}

// view is what well-read people thought from a day on, in percent: one number
// for a yes-or-no question, one for each option of a choice. Between two views
// opinion moves evenly. Why is what Crane writes when following it.
type view struct {
	day string
	p   []float64
	why string
}

func yes(day string, p float64, why ...string) view {
	return view{day, []float64{p}, strings.Join(why, " ")}
}

func split(day, why string, p ...float64) view { return view{day, p, why} }

// questions are all of the sample's, in the order in which they are asked.
var questions = join(spring, elections, summer, crisis, next)

func join(rounds ...[]matter) []matter {
	var all []matter
	for _, r := range rounds {
		all = append(all, r...)
	}
	return all
}

func (m matter) closing() time.Time { return at(m.closes, 23, 59) }

func (m matter) opening() time.Time { return at(m.opens, 21, 0) }

// knownAt is when the outcome became known; No is known at the close.
func (m matter) knownAt() time.Time {
	if m.known == "" {
		return m.closing()
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", m.known, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// end is when forecasts stop to matter.
func (m matter) end() time.Time {
	if k := m.knownAt(); m.outcome != nil && k.Before(m.closing()) {
		return k
	}
	return m.closing()
}

// choices are the options of a choice; none of another question.
func (m matter) choices() []string {
	if m.options == "" {
		return nil
	}
	return strings.Split(m.options, ", ")
}

func (m matter) asking(o *office) journal.Asked {
	q := journal.Asked{
		Title: m.title, Type: "binary", Criteria: m.criteria, Source: m.source, Tags: strings.Fields(m.tags),
		Opens: instant(m.opening()), Closes: instant(m.closing()),
	}
	if m.options != "" {
		q.Type, q.Options = "choice", m.choices()
	}
	if m.also != nil {
		m.also(&q)
	}
	if m.key == "pyongyang-if" {
		q.If.Question = o.questions["agree-august"]
	}
	return q
}

func encoded(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return b
}

// find is the matter with a key.
func find(key string) matter {
	for _, m := range questions {
		if m.key == key {
			return m
		}
	}
	panic(fmt.Sprintf("no question has the key %q", key))
}

func numeric(q *journal.Asked) {
	q.Type, q.Unit = "numeric", "seats"
	q.Range = &journal.Range{Min: encoded(0), Max: encoded(300)}
}

func dated(q *journal.Asked) {
	q.Type = "date"
	q.Range = &journal.Range{
		Min: encoded(instant(at("2024-02-26", 21, 0))), Max: encoded(instant(at("2024-12-31", 23, 59))), OpenAbove: true,
	}
}

func ifTheyAgree(q *journal.Asked) { q.If = &journal.Condition{Outcome: encoded(true)} }
