package testkit

import (
	"regexp"
	"runtime/metrics"
	"slices"
	"testing"
)

// Texts fuzzes what reads documents and tables, from samples of these: bytes of them are
// changed, and one of their values is another. What reads a text asks for so many bytes
// of memory at most as fit to its length. With -short, as races are looked for, which
// takes memory too, the samples are read as they are, and nothing is measured.
func Texts(f *testing.F, read func(t *testing.T, text []byte), samples ...[]byte) {
	for _, s := range samples {
		f.Add(s, uint16(0), "")
		if testing.Short() {
			continue
		}
		for at := range values.FindAll(s, -1) {
			f.Add(s, uint16(at+1), oddValues[at%len(oddValues)])
		}
	}
	f.Fuzz(func(t *testing.T, text []byte, at uint16, value string) {
		text = with(text, at, value)
		before := allocated()
		read(t, text)
		if n := allocated() - before; n > 64<<20+uint64(2000*len(text)) && !testing.Short() {
			t.Fatalf("%d bytes of memory for a text of %d", n, len(text))
		}
	})
}

// oddValues stand in samples in the place of their values, and show the way to more:
// in the notation of JSON, which in tables is that of a quoted cell.
var oddValues = []string{`null`, `""`, `[]`, `{}`, `true`, `-1`, `2`, `0.5`, `"0.5"`, `1e999`, `99999999999999`, `"9999-12-31T00:00:00Z"`, `"2024-02-30"`, `"Yes"`, `"x\u0000"`}

// values are those of a document or a table, about; names of members and columns too.
var values = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|[^\s,:;\[\]{}"]+`)

// with puts a value in the place of one of a text, counted from 1; 0 is none of them.
func with(text []byte, at uint16, value string) []byte {
	all := values.FindAllIndex(text, int(at))
	if at == 0 || len(all) < int(at) {
		return text
	}
	here := all[at-1]
	return slices.Concat(text[:here[0]], []byte(value), text[here[1]:])
}

// allocated is how many bytes were asked for since the program began.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
