package importers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
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

// document is a JSON file of PredictionBook, Manifold or Good Judgment Open.
type document struct {
	predictions, markets, bets, questions, sets []entry
}

// Others is what JSON files say about questions that other files refer to.
type Others struct {
	Markets Markets
	Asked   Asked
}

// NewOthers knows of none.
func NewOthers() Others { return Others{Markets{}, Asked{}} }

// Learn reads the questions of a JSON file, for the forecasts of others.
func (o Others) Learn(in io.Reader, name string) error {
	d, err := readDocument(in, name)
	if err == nil {
		err = o.Markets.learn(d, name)
	}
	if err == nil {
		err = o.Asked.learn(d, name)
	}
	return err
}

// Document reads a JSON file of PredictionBook, Manifold or Good Judgment Open;
// nil if it is from none of them. Bets may be on markets of other files,
// prediction sets on questions of other files.
func Document(in io.Reader, name string, others Others) (*File, error) {
	d, err := readDocument(in, name)
	switch {
	case err != nil:
		return nil, err
	case d.predictions != nil:
		return predictionBook(name, d.predictions)
	case d.questions != nil || d.sets != nil:
		return cultivate(name, d, others.Asked)
	case d.markets != nil || d.bets != nil:
		return manifold(name, d, others.Markets)
	}
	return nil, nil
}

// readDocument recognises what a JSON file holds; nothing if it is from none of
// the services.
func readDocument(in io.Reader, name string) (document, error) {
	var d document
	all, err := limited(in, name)
	if err != nil {
		return d, err
	}
	all = bytes.TrimPrefix(all, []byte("\ufeff"))
	var top json.RawMessage
	if err := json.Unmarshal(all, &top); err != nil {
		return d, nil
	}
	object := members(top)
	switch {
	case object["questions"] != nil || object["prediction_sets"] != nil && object["answers"] == nil:
		d.sort(entries(all, object["questions"]))
		d.sort(entries(all, object["prediction_sets"]))
	case object["predictions"] != nil && object["question_id"] == nil:
		d.predictions = entries(all, object["predictions"])
	case object["market"] != nil:
		d.markets = entries(all, object["market"])
		d.bets = entries(all, object["bets"])
	case object != nil:
		d.sort(entries(all, top))
		d.bets = append(d.bets, entries(all, object["bets"])...)
	default:
		d.sort(entries(all, top))
	}
	return d, nil
}

// sort sorts objects by what they look like.
func (d *document) sort(all []entry) {
	for _, e := range all {
		m := members(e.raw)
		switch {
		case m["contractId"] != nil && m["probAfter"] != nil:
			d.bets = append(d.bets, e)
		case m["question"] != nil && m["outcomeType"] != nil:
			d.markets = append(d.markets, e)
		case m["answers"] != nil && m["name"] != nil:
			d.questions = append(d.questions, e)
		case m["predictions"] != nil && m["question_id"] != nil:
			d.sets = append(d.sets, e)
		case m["description"] != nil && m["responses"] != nil:
			d.predictions = append(d.predictions, e)
		}
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

// entries are the objects of an array, or the one object, with their lines.
func entries(all []byte, raw json.RawMessage) []entry {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		if members(raw) == nil {
			return nil
		}
		list = []json.RawMessage{raw}
	}
	var out []entry
	at, line := max(0, bytes.Index(all, raw)), 1
	line += bytes.Count(all[:at], []byte("\n"))
	for _, r := range list {
		next := at + max(0, bytes.Index(all[at:], r))
		line += bytes.Count(all[at:next], []byte("\n"))
		out = append(out, entry{line, r})
		at = next + len(r)
		line += strings.Count(string(r), "\n")
	}
	return out
}
