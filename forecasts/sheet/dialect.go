package sheet

import (
	"bytes"
	"slices"
	"strings"

	"weathervane/forecasts/pattern"
)

// Dialect is how a delimited text is written. The zero Dialect is CSV with the header
// in its first line.
type Dialect struct {
	Comma byte     // what stands between two fields; 0 for a comma
	Skip  int      // lines before the header
	Title []string // what stands in them
}

// delimiters are those of tables, the most usual first.
var delimiters = []byte{',', ';', '\t', '|'}

// sniffed is how many records show how a text is written.
const sniffed = 50

// Sniff tells how a text is written by its beginning. Known counts the fields of a
// record that name a column: the header is the first record with the most of them,
// and without any the first that is as wide as most.
func Sniff(head []byte, known func(fields []string) int) Dialect {
	among, skip := delimiters, 0
	if line, rest, more := bytes.Cut(head, []byte("\n")); more && len(line) >= 5 && strings.EqualFold(string(line[:4]), "sep=") {
		among, skip, head = line[4:5], 1, rest
	}
	var best candidate
	for i, comma := range among {
		if c := candidateOf(head, comma, known); i == 0 || c.better(best) {
			best = c
		}
	}
	d := Dialect{Comma: best.comma, Skip: skip + best.line, Title: best.above}
	if d.Comma == ',' {
		d.Comma = 0
	}
	return d
}

var (
	wordBreaks = strings.NewReplacer(" ", "_", "-", "_", ".", "_")
	// camel is between two words of a name such as userId.
	camel = pattern.Lazy(`([a-z])([A-Z])`)
	// unit is what a name adds to say in what a column is: (%), [0-100], in %.
	unit = pattern.Lazy(`(?i)\s*([\[(（]\s*(in\s)?(%|％|percent|pct|(scale\s?=\s?)?[01]\s?%?\s?(-|–|—|to)\s?1(00)?\s?%?)\s*[\])）]|\s(in\s)?(%|％|percent|pct))\s*$`)
)

// Name is a column's name as names are compared: in small letters, with underscores
// where others have spaces, dashes, points or a capital letter, without the unit.
func Name(s string) string {
	s = camel().ReplaceAllString(unit().ReplaceAllString(strings.TrimSpace(s), ""), "${1}_$2")
	return strings.TrimRight(wordBreaks.Replace(strings.ToLower(s)), "_:*?？")
}

// InPercent reports whether a column's name says that it is in percent.
func InPercent(s string) bool {
	in := strings.ToLower(unit().FindString(strings.TrimSpace(s)))
	return strings.ContainsAny(in, "%％") || strings.Contains(in, "pct") || strings.Contains(in, "percent") || strings.Contains(in, "100")
}

// Named counts the fields of a record that are among names.
func Named(names ...string) func(fields []string) int {
	among := map[string]bool{}
	for _, name := range names {
		among[Name(name)] = true
	}
	return func(fields []string) (n int) {
		for _, f := range fields {
			if among[Name(f)] {
				n++
			}
		}
		return n
	}
}

// Header gives the records of a table by its beginning, with the header read.
func Header(head []byte, known func(fields []string) int) Records {
	return Sniff(head, known).header(head)
}

func (d Dialect) header(head []byte) Records {
	r := Records{Text: head, Comma: d.Comma}
	for r.Scan() && (r.Line < d.Skip || r.Blank()) {
	}
	return r
}

// A candidate is a text as one delimiter divides it.
type candidate struct {
	comma byte
	known int // names of columns in the header
	width int // fields that most records have
	even  int // records that have as many
	line  int // of the header
	above []string
}

// better orders candidates: by the names that they find, and else by how evenly they
// divide what there is.
func (c candidate) better(o candidate) bool {
	if c.known != o.known {
		return c.known > o.known
	}
	if (c.width > 1) != (o.width > 1) {
		return c.width > 1
	}
	return c.even > o.even || c.even == o.even && c.width > o.width
}

func candidateOf(head []byte, comma byte, known func([]string) int) candidate {
	type record struct {
		fields []string
		line   int
	}
	var all []record
	times := map[int]int{}
	r := Records{Text: head, Comma: comma}
	for len(all) < sniffed && r.Scan() {
		if r.Blank() {
			continue
		}
		fields := make([]string, len(r.Fields))
		for i, f := range r.Fields {
			fields[i] = strings.TrimSpace(string(f))
		}
		all = append(all, record{fields, r.Line})
		times[len(fields)]++
	}
	c := candidate{comma: comma}
	for width, n := range times {
		if n > c.even || n == c.even && width > c.width {
			c.width, c.even = width, n
		}
	}
	first := max(0, slices.IndexFunc(all, func(x record) bool { return len(x.fields) == c.width }))
	at := first
	for i, x := range all {
		if n := known(x.fields); n > c.known && (n > 1 || i == first) { // one cell may have such a name by chance
			c.known, at = n, i
		}
	}
	for i, x := range all {
		switch {
		case i < at:
			c.above = append(c.above, strings.TrimSpace(strings.Join(x.fields, " ")))
		case i == at:
			c.line = x.line
		}
	}
	return c
}
