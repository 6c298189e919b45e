package journal

import "github.com/go-json-experiment/json/jsontext"

// usual are the names that most members have.
var usual = func() map[string]string {
	all := map[string]string{}
	for _, n := range []string{"question", "p", "made_at", "by", "imported", "from", "sha256", "probs", "text", "forecast", "title", "type", "closes", "tags", "source", "why"} {
		all[n] = n
	}
	for _, n := range envelope {
		all[n] = n
	}
	return all
}()

// split takes apart a JSON object that stands inside a line which members has
// read already: it is valid, so that only its structure must be found.
func split(v []byte) []member {
	ms := make([]member, 0, 8)
	for i := inside(v); v[i] != '}'; {
		end := i + stringEnd(v[i:])
		m := member{name: plainString(v[i:end])}
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
		switch v[i] {
		case '\\':
			i++
		case '"':
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

// plainString unquotes a valid JSON string.
func plainString(quoted []byte) string {
	if name, ok := usual[string(quoted[1:len(quoted)-1])]; ok {
		return name // without making the same string again
	}
	for _, c := range quoted {
		if c == '\\' {
			b, _ := jsontext.AppendUnquote(nil, quoted)
			return string(b)
		}
	}
	return string(quoted[1 : len(quoted)-1])
}
