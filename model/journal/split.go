package journal

import (
	"bytes"
	"encoding/json"

	"github.com/go-json-experiment/json/jsontext"
)

// member is a name of a JSON object, without quotes and escapes, and its value as
// it stands.
type member struct{ name, value []byte }

func (m member) is(name string) bool { return string(m.name) == name }

// fewMembers is room for the members of most objects.
const fewMembers = 16

// split takes apart a JSON object that stands inside a line which members has
// read already: it is valid, so that only its structure must be found.
func split(v []byte) []member { return splitInto(make([]member, 0, fewMembers/2), v) }

// splitInto is split into a slice that has room. What is empty has no members.
func splitInto(ms []member, v []byte) []member {
	if len(v) == 0 {
		return ms
	}
	for i := inside(v); v[i] != '}'; {
		end := i + stringEnd(v[i:])
		m := member{name: plainName(v[i:end])}
		i = space(v, space(v, end)+1) // behind the colon
		end = valueEnd(v, i)
		m.value = v[i:end:end]
		ms = append(ms, m)
		i = next(v, end)
	}
	return ms
}

// splitList takes apart a valid JSON array.
func splitList(v []byte) [][]byte {
	var es [][]byte
	for i := inside(v); v[i] != ']'; {
		end := valueEnd(v, i)
		es = append(es, v[i:end:end])
		i = next(v, end)
	}
	return es
}

// inside is where the first thing between the brackets begins.
func inside(v []byte) int { return space(v, space(v, 0)+1) }

// next is where the thing behind a comma begins, or the closing bracket.
func next(v []byte, i int) int {
	if i = space(v, i); v[i] == ',' {
		i = space(v, i+1)
	}
	return i
}

func space(v []byte, i int) int {
	for v[i] == ' ' || v[i] == '\t' {
		i++
	}
	return i
}

// stringEnd is the length of the quoted string at the beginning.
func stringEnd(v []byte) int {
	for i := 1; ; i++ {
		i += bytes.IndexByte(v[i:], '"')
		escapes := 0
		for v[i-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return i + 1
		}
	}
}

// valueEnd is where the value that begins at i ends.
func valueEnd(v []byte, i int) int {
	depth := 0
	for ; i < len(v); i++ {
		switch v[i] {
		case '"':
			i += stringEnd(v[i:]) - 1
		case '{', '[':
			depth++
			continue
		case '}', ']':
			if depth == 0 {
				return i // behind a number or a word
			}
			depth--
		case ',', ' ', '\t':
			if depth == 0 {
				return i
			}
			continue
		default:
			continue
		}
		if depth == 0 {
			return i + 1
		}
	}
	return i
}

// plainName unquotes a valid JSON string.
func plainName(quoted []byte) []byte {
	if bytes.IndexByte(quoted, '\\') < 0 {
		return quoted[1 : len(quoted)-1]
	}
	b, _ := jsontext.AppendUnquote(nil, quoted)
	return b
}

// DataOf is the data of a record's line, which was read strictly before.
func DataOf(line []byte) json.RawMessage {
	var ms [len(envelope)]member
	return splitInto(ms[:0], line)[len(envelope)-1].value
}
