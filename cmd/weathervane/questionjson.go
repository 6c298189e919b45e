package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
)

// questionsAsJSON prints questions as the one JSON array that document prints of them,
// in the order of asking. They are read in the order in which they are kept, which
// takes a small part of the time.
func (p *program) questionsAsJSON(ctx context.Context, d *forecasts.Desk, f listing.Filter) error {
	type printed struct {
		question.Place
		text []byte
	}
	var all []printed
	var part []byte
	if err := d.EachQuestion(ctx, f, func(q *listing.Question, at question.Place) (err error) {
		if cap(part)-len(part) < 1<<12 {
			part = make([]byte, 0, 1<<18)
		}
		begin := len(part)
		part, err = appendQuestion(append(part, betweenRows...), q)
		all = append(all, printed{at, part[begin:len(part):len(part)]})
		return err
	}); err != nil {
		return err
	}
	if len(all) == 0 {
		p.out.WriteString("[]\n")
		return nil
	}
	slices.SortFunc(all, func(a, b printed) int { return a.Compare(b.Place) })
	all[0].text = all[0].text[1:]
	p.out.WriteByte('[')
	p.rest = make([][]byte, 0, len(all)+1)
	for _, one := range all {
		p.rest = append(p.rest, one.text)
	}
	p.rest = append(p.rest, []byte("\n]\n"))
	return nil
}

// betweenRows stands between the elements of an array; without the comma, before them.
const betweenRows = ",\n  "

// appendQuestion writes a question as an element of an array, as encoding/json does:
// what is not plain in it by that package.
func appendQuestion(b []byte, q *listing.Question) ([]byte, error) {
	if q.Range != nil || q.If != nil || q.Tags == nil || !isPlainValue(q.Outcome) {
		return appendEncoded(b, q)
	}
	b = append(b, "{\n    \"id\": \""...)
	b = hex.AppendEncode(b, q.ID[:])
	b = append(b, "\",\n    \"title\": "...)
	b = appendText(b, q.Title)
	b = append(b, ",\n    \"type\": "...)
	b = appendText(b, q.Type)
	b = append(b, ",\n    \"status\": "...)
	b = appendText(b, q.Status)
	b = appendInstant(b, "opens", q.Opens)
	b = appendInstant(b, "closes", q.Closes)
	if len(q.Outcome) > 0 {
		b = append(b, ",\n    \"outcome\": "...)
		b = append(b, q.Outcome...)
	}
	b = appendInstant(b, "known_at", q.KnownAt)
	b = appendTexts(b, "tags", q.Tags)
	b = append(b, ",\n    \"asked_by\": {\n      \"name\": "...)
	b = appendText(b, q.AskedBy.Name)
	b = append(b, ",\n      \"key\": "...)
	b = appendText(b, q.AskedBy.Key)
	if q.AskedBy.By != "" {
		b = append(b, ",\n      \"by\": "...)
		b = appendText(b, q.AskedBy.By)
	}
	b = append(b, "\n    }"...)
	if len(q.Options) > 0 {
		b = appendTexts(b, "options", q.Options)
	}
	if q.Ordered {
		b = append(b, ",\n    \"ordered\": true"...)
	}
	if q.Unit != "" {
		b = append(b, ",\n    \"unit\": "...)
		b = appendText(b, q.Unit)
	}
	b = appendInstant(b, "asked_at", &q.AskedAt)
	if q.WhyEnded != "" {
		b = append(b, ",\n    \"why\": "...)
		b = appendText(b, q.WhyEnded)
	}
	return append(b, "\n  }"...), nil
}

// appendEncoded writes a value as an element of an array.
func appendEncoded(b []byte, v any) ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("  ", "  ")
	err := e.Encode(v)
	return append(b, words.JSON(bytes.TrimSuffix(out.Bytes(), []byte("\n")))...), err
}

func appendText(b []byte, s string) []byte {
	if !isPlain(s) {
		b, _ = appendEncoded(b, s) // a text can be written
		return b
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// isPlain reports whether a text stands in JSON as it is.
func isPlain[T string | json.RawMessage](s T) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// isPlainValue reports whether a value is true, false, a number or a plain text, or is
// absent.
func isPlainValue(v json.RawMessage) bool {
	if n := len(v); n > 1 && v[0] == '"' && v[n-1] == '"' {
		return isPlain(v[1 : n-1])
	}
	return isPlain(v) && !bytes.ContainsAny(v, "[{ ")
}

func appendInstant(b []byte, name string, at *journal.Instant) []byte {
	if at == nil {
		return b
	}
	b = append(b, ",\n    \""...)
	b = append(b, name...)
	b = append(b, "\": \""...)
	t := at.Time()
	if y := t.Year(); y < 1000 || y > 9999 {
		b = append(b, at.String()...)
		return append(b, '"')
	}
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	b = appendTwo(appendTwo(b, year/100), year%100)
	b = appendTwo(append(appendTwo(append(b, '-'), int(month)), '-'), day)
	b = appendTwo(append(appendTwo(append(appendTwo(append(b, 'T'), hour), ':'), minute), ':'), second)
	ms := t.Nanosecond() / 1e6
	return append(appendTwo(append(b, '.', byte('0'+ms/100)), ms%100), 'Z', '"')
}

// appendTwo writes a number with two digits.
func appendTwo(b []byte, n int) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

func appendTexts(b []byte, name string, all []string) []byte {
	b = append(b, ",\n    \""...)
	b = append(b, name...)
	b = append(b, "\": ["...)
	for i, s := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n      "...)
		b = appendText(b, s)
	}
	if len(all) > 0 {
		b = append(b, "\n    "...)
	}
	return append(b, ']')
}
