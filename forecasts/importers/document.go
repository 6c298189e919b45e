package importers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// entry is one object of a JSON document and the line where it begins.
type entry struct {
	line int
	raw  json.RawMessage
}

func (e entry) decode(name string, to any) error {
	err := json.Unmarshal(e.raw, to)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind):
		return &BadRow{name, e.line, kind.Field, kind.Value, "of another type than expected"}
	}
	return &BadRow{File: name, Line: e.line, Why: fmt.Sprintf("cannot be read (%v)", err)}
}

// bad makes errors of members of an object of a file.
func (e entry) bad(name string) badMember {
	return func(member, value, why string) error { return &BadRow{name, e.line, member, value, why} }
}

// questions adds a question for each object; one without a type cannot be imported.
func (f *File) questions(name string, all []entry, read func(name string, e entry) (Question, error)) error {
	for _, e := range all {
		q, err := read(name, e)
		if err != nil {
			return err
		}
		if q.Type != "" {
			f.Questions = append(f.Questions, q)
		}
	}
	return nil
}

// kind is what an object of a JSON document is.
type kind int

// The kinds of objects that are known.
const (
	aPrediction kind = iota // PredictionBook's
	aQuestion               // Cultivate's
	aPredictionSet
	aMarket // Manifold's
	aBet
	aPost // Metaculus's
	aKalshiMarket
	aPolymarket
	aBenchQuestion // ForecastBench's
	aBenchResolution
	aBenchSet
	aProblem // Good Judgment Open's, in research datasets
	aProblemForecast
	anAutocast
	aMetaforecast
	aFatebook
	anOldMetaculus
	kindCount
)

// looks says by which members an object is known; the first that fits holds.
var looks = []struct {
	kind kind
	has  []string
}{
	{aBet, []string{"contractId", "probAfter"}},
	{aMarket, []string{"question", "outcomeType"}},
	{aPolymarket, []string{"question", "outcomes", "outcomePrices"}},
	{aPolymarket, []string{"question", "conditionId"}},
	{aPolymarket, []string{"question", "tokens"}},
	{anAutocast, []string{"question", "qtype", "choices"}},
	{aBenchQuestion, []string{"question", "source", "freeze_datetime"}},
	{aBenchResolution, []string{"source", "resolution_date", "resolved_to"}},
	{aBenchSet, []string{"question_set", "forecasts"}},
	{aKalshiMarket, []string{"ticker", "title", "status"}},
	{aQuestion, []string{"answers", "name"}},
	{aPredictionSet, []string{"predictions", "question_id"}},
	{aProblemForecast, []string{"problem_id", "prediction"}},
	{aProblem, []string{"problem_id", "options"}},
	{aMetaforecast, []string{"title", "platform", "options"}},
	{aFatebook, []string{"title", "resolveBy"}},
	{anOldMetaculus, []string{"title", "possibilities"}},
	{aPost, []string{"title", "question", "id"}},
	{aPost, []string{"title", "group_of_questions"}},
	{aPost, []string{"title", "conditional"}},
	{aPrediction, []string{"description", "responses"}},
	{aPrediction, []string{"description", "deadline"}},
}

// holders are members of an object of no kind in which objects are looked for.
var holders = []string{"questions", "prediction_sets", "predictions", "event", "events", "market", "markets", "bets", "data", "results", "resolutions",
	"edges", "node", "searchQuestions", "frontpage", "dashboard", "question", "items"}

// document is the objects of a JSON file by what they are.
type document struct {
	of    [kindCount][]entry
	known bool   // some object is of a kind
	left  int    // objects of no kind
	due   string // when ForecastBench's forecasts were due
}

// has reports whether a document has objects of any of the kinds.
func (d *document) has(kinds ...kind) bool {
	return slices.ContainsFunc(kinds, func(k kind) bool { return len(d.of[k]) > 0 })
}

func (d *document) add(k kind, all ...entry) {
	d.of[k] = append(d.of[k], all...)
	d.known = d.known || len(all) > 0
}

// Others is what JSON files say about questions that other files refer to.
type Others struct {
	Markets  Markets
	Asked    Asked
	Bench    *Bench
	Problems Problems
}

// NewOthers knows of none.
func NewOthers() Others { return Others{Markets{}, Asked{}, NewBench(), Problems{}} }

// Learn reads the questions of a JSON file, for the forecasts of others.
func (o Others) Learn(in io.Reader, name string) error {
	d, err := readDocument(in, name)
	if err == nil {
		err = o.Markets.learn(&d, name)
	}
	if err == nil {
		err = o.Asked.learn(&d, name)
	}
	if err == nil && o.Problems != nil {
		err = o.Problems.learn(&d, name)
	}
	if err == nil && o.Bench != nil {
		err = o.Bench.learn(&d, name)
	}
	return err
}

// Document reads a JSON file of one of the services whose kinds of objects are known;
// nil if it is from none of them. Bets may be on markets of other files,
// prediction sets on questions of other files.
func Document(in io.Reader, name string, others Others) (*File, error) {
	d, err := readDocument(in, name)
	if err != nil || !d.known {
		return nil, err
	}
	f, err := d.file(name, others)
	if err == nil {
		f.oddly("entries of another kind: left out", d.left)
	}
	return f, err
}

func (d *document) file(name string, others Others) (*File, error) {
	switch {
	case d.has(aPrediction):
		return predictionBook(name, d.of[aPrediction])
	case d.has(aPost):
		return metaculusPosts(name, d.of[aPost])
	case d.has(aQuestion, aPredictionSet):
		return cultivate(name, d, others.Asked)
	case d.has(aProblem, aProblemForecast):
		return problems(name, d, others.Problems)
	case d.has(aBenchQuestion, aBenchResolution, aBenchSet):
		return forecastBench(name, d, others.Bench)
	case d.has(anAutocast):
		return autocast(name, d)
	case d.has(aMetaforecast):
		return metaforecast(name, d)
	case d.has(aFatebook):
		return fatebookAPI(name, d)
	case d.has(anOldMetaculus):
		return oldMetaculus(name, d)
	case d.has(aKalshiMarket):
		return kalshi(name, d)
	case d.has(aPolymarket):
		return polymarket(name, d)
	}
	return manifold(name, d, others.Markets)
}

// readDocument recognises what a JSON file holds: one value, or one after
// another as in JSON lines; nothing if it is from none of the services.
func readDocument(in io.Reader, name string) (document, error) {
	var d document
	all, err := limited(in, name)
	if err != nil {
		return d, err
	}
	all = bytes.TrimPrefix(all, []byte("\ufeff"))
	values, at, line := json.NewDecoder(bytes.NewReader(all)), 0, 1
	for {
		var top json.RawMessage
		if err := values.Decode(&top); errors.Is(err, io.EOF) {
			return d, nil
		} else if err != nil && !d.known {
			return d, nil
		} else if err != nil {
			rest := all[at:]
			line += bytes.Count(rest[:len(rest)-len(bytes.TrimLeft(rest, " \t\r\n"))], []byte("\n"))
			return d, &BadRow{File: name, Line: line, Why: fmt.Sprintf("cannot be read (%v)", err)}
		}
		end := int(values.InputOffset())
		line += bytes.Count(all[at:end-len(top)], []byte("\n"))
		for _, e := range entries(entry{line, top}, top) {
			d.take(e, 0)
		}
		line += bytes.Count(top, []byte("\n"))
		at = end
	}
}

// deepest is how deep in others an object is looked for: each level is read again.
const deepest = 10

// take sorts an object, and what it holds, by what they look like; deep is how many
// are around it.
func (d *document) take(e entry, deep int) {
	m := members(e.raw)
	fits := func(names []string) bool {
		return !slices.ContainsFunc(names, func(n string) bool { return m[n] == nil })
	}
	for _, l := range looks {
		if fits(l.has) {
			d.add(l.kind, e)
			if l.kind == aMarket {
				d.add(aBet, entries(e, m["bets"])...)
			}
			return
		}
	}
	holds := false
	_ = json.Unmarshal(m["forecast_due_date"], &d.due)
	for _, h := range holders {
		if deep == deepest {
			break
		}
		holds = holds || m[h] != nil
		for _, within := range entries(e, m[h]) {
			d.take(within, deep+1)
		}
	}
	if !holds {
		d.left++
	}
}

// members are those of an object, nil for anything else.
func members(raw json.RawMessage) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

// entries are the objects of an array, or the one object, with their lines. They
// are a part of what is around them.
func entries(around entry, raw json.RawMessage) []entry {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		if members(raw) == nil {
			return nil
		}
		list = []json.RawMessage{raw}
	}
	var out []entry
	all := around.raw
	at := max(0, bytes.Index(all, raw))
	line := around.line + bytes.Count(all[:at], []byte("\n"))
	for _, r := range list {
		next := at + max(0, bytes.Index(all[at:], r))
		line += bytes.Count(all[at:next], []byte("\n"))
		out = append(out, entry{line, r})
		at = next + len(r)
		line += bytes.Count(r, []byte("\n"))
	}
	return out
}
