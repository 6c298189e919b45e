package score

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// blockSize is how much of a file one worker takes at a time.
const blockSize = 1 << 20

// block is a part of a file that starts and ends between records.
type block struct {
	text []byte
	line int // of its first byte
}

// blocks cuts a file into parts between records, holding no more than one.
type blocks struct {
	from io.Reader
	rest []byte // read, and not handed out
	line int
	done bool
}

// next gives the next part in buf, which grows where one record needs it; its
// text is empty at the end.
func (s *blocks) next(buf []byte) (block, error) {
	if cap(buf) < blockSize {
		buf = make([]byte, 0, blockSize+1024)
	}
	buf = append(buf[:0], s.rest...)
	for {
		for !s.done && len(buf) < cap(buf) {
			n, err := s.from.Read(buf[len(buf):cap(buf)])
			buf = buf[:len(buf)+n]
			if err == io.EOF {
				s.done = true
			} else if err != nil {
				s.line += bytes.Count(buf, []byte{'\n'}) // where it happened
				return block{}, err
			}
		}
		cut := len(buf)
		if !s.done {
			cut = lastRecordEnd(buf)
		}
		if cut == 0 && !s.done {
			buf = slices.Grow(buf, cap(buf))
			continue
		}
		s.rest = append(s.rest[:0], buf[cut:]...)
		b := block{buf[:cut], s.line}
		s.line += bytes.Count(b.text, []byte{'\n'})
		return b, nil
	}
}

// lastRecordEnd is where the last whole record of text, which starts with one,
// ends; 0 if none does.
func lastRecordEnd(text []byte) int {
	if bytes.IndexByte(text, '"') < 0 {
		return bytes.LastIndexByte(text, '\n') + 1
	}
	end := 0
	var r records
	r.text = text
	for r.scan() && r.closed {
		end = r.at
	}
	return end
}

// records walks over the records of a text: RFC 4180, with \n or \r\n.
type records struct {
	text   []byte
	at     int // where the next record starts
	lines  int // line ends before at
	line   int // line ends before the record just read
	fields [][]byte
	closed bool   // the record just read ends in a line end
	broken string // why it is not well formed
}

// scan reads one record into fields, which hold until text changes.
func (r *records) scan() bool {
	if r.at >= len(r.text) {
		return false
	}
	r.fields, r.closed, r.broken, r.line = r.fields[:0], false, "", r.lines
	text, start := r.text, r.at
	for i := start; i < len(text); i++ {
		switch text[i] {
		case ',':
			r.fields = append(r.fields, text[start:i])
			start = i + 1
		case '\n':
			r.fields = append(r.fields, trimReturn(text[start:i]))
			r.at, r.closed = i+1, true
			r.lines++
			return true
		case '"':
			if i != start {
				continue
			}
			field, end := r.quoted(i + 1)
			r.fields = append(r.fields, field)
			if end >= len(text) {
				r.at = len(text)
				return true
			}
			if text[end] == '\n' {
				r.at, r.closed = end+1, true
				r.lines++
				return true
			}
			i, start = end, end+1
		}
	}
	r.fields = append(r.fields, trimReturn(text[start:]))
	r.at = len(text)
	return true
}

func trimReturn(b []byte) []byte {
	if n := len(b); n > 0 && b[n-1] == '\r' {
		return b[:n-1]
	}
	return b
}

// quoted reads the field whose text starts at i, after the quote, and returns
// where the comma or line end after it is.
func (r *records) quoted(i int) (field []byte, end int) {
	text, start, doubled := r.text, i, false
	for ; ; i++ {
		j := bytes.IndexByte(text[i:], '"')
		if j < 0 {
			r.lines += bytes.Count(text[start:], []byte{'\n'})
			r.broken = "a quote is not closed"
			return text[start:], len(text)
		}
		if i += j; i+1 >= len(text) || text[i+1] != '"' {
			break
		}
		doubled = true
		i++
	}
	field = text[start:i]
	r.lines += bytes.Count(field, []byte{'\n'})
	if doubled {
		field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
	}
	end = i + 1
	for end < len(text) && text[end] != ',' && text[end] != '\n' {
		if text[end] != '\r' && text[end] != ' ' {
			r.broken = "text after a closing quote"
		}
		end++
	}
	return field, end
}

// blank reports whether the record just read is an empty line.
func (r *records) blank() bool {
	return len(r.fields) == 1 && len(bytes.TrimSpace(r.fields[0])) == 0
}

// The columns of a table, and the names that each may have, best first.
type column int

const (
	colQuestion column = iota
	colForecaster
	colMadeAt
	colProbability
	colOutcome
	colOption
	colOpens
	colCloses
	colResolved
	colTitle
	colSpot
	columnCount
)

var columnNames = [columnCount][]string{
	colQuestion:    {"question_id", "question", "id"},
	colForecaster:  {"forecaster", "user", "by"},
	colMadeAt:      {"made_at", "timestamp", "date", "time", "created_at"},
	colProbability: {"probability", "prob", "p", "forecast", "prediction"},
	colOutcome:     {"outcome", "resolution", "answer", "y"},
	colOption:      {"option"},
	colOpens:       {"opens_at"},
	colCloses:      {"closes_at"},
	colResolved:    {"resolved_at"},
	colTitle:       {"title"},
	colSpot:        {"spot_at"},
}

// Columns are the names of a table's columns.
func Columns() []string {
	var all []string
	for _, names := range columnNames {
		all = append(all, names[0])
	}
	return all
}

// TableColumn is a column as a file has it.
type TableColumn struct {
	Name    string
	Means   string // one of Columns, or nothing
	Samples []string
}

// PeekColumns reads the header of a table, and what its first rows say.
func PeekColumns(head []byte, opts TableOptions) []TableColumn {
	r := records{text: head}
	for r.scan() && r.blank() {
	}
	if r.broken != "" {
		return nil
	}
	h, _ := readHeader("", 1, r.fields, opts)
	out := make([]TableColumn, len(h.names))
	for i, name := range h.names {
		out[i].Name = name
	}
	for c, at := range h.place {
		if at >= 0 {
			out[at].Means = columnNames[c][0]
		}
	}
	for n := 0; n < 3 && r.scan() && r.broken == "" && len(r.fields) == len(out); n++ {
		for i, f := range r.fields {
			out[i].Samples = append(out[i].Samples, string(bytes.TrimSpace(f)))
		}
	}
	return out
}

// header says where each column of a table is, -1 if it has none.
type header struct {
	place [columnCount]int
	names []string
}

// readHeader reads the names. It is an error if a column that is needed is
// missing, or if one that is used is given twice.
func readHeader(file string, line int, fields [][]byte, opts TableOptions, needed ...column) (header, error) {
	var h header
	places := map[string][]int{}
	for i, f := range fields {
		name := strings.TrimSpace(strings.TrimPrefix(string(f), "\ufeff"))
		h.names = append(h.names, name)
		name = strings.ToLower(name)
		for from, to := range opts.Columns {
			if strings.EqualFold(from, name) {
				name = mapped + strings.ToLower(to)
			}
		}
		places[name] = append(places[name], i)
	}
	var twice error
	for c := range columnCount {
		h.place[c] = -1
		for _, name := range columnNames[c] {
			at := places[mapped+name]
			if len(at) == 0 {
				at = places[name]
			}
			if len(at) == 0 {
				continue
			}
			h.place[c] = at[0]
			if len(at) > 1 && twice == nil {
				twice = &BadRow{File: file, Line: line, Column: columnNames[c][0], Value: h.names[at[1]], Why: "the header has this column twice", Advice: "rename one of them"}
			}
			break
		}
	}
	for _, c := range needed {
		if h.place[c] < 0 {
			return h, fmt.Errorf("%s: no column %s (or %s) in the header",
				file, columnNames[c][0], strings.Join(columnNames[c][1:], ", "))
		}
	}
	return h, twice
}

// mapped marks a name that the options give to a column: it is before the same
// name in the file.
const mapped = "\x00"

// name is what the file calls a column, ours if it has none.
func (h *header) name(c column) string {
	if !h.has(c) {
		return columnNames[c][0]
	}
	return h.names[h.place[c]]
}

func (h *header) has(c column) bool { return h.place[c] >= 0 }

// cell is the trimmed text of a column, nil if the table has none.
func (h *header) cell(fields [][]byte, c column) []byte {
	if h.place[c] < 0 {
		return nil
	}
	b := fields[h.place[c]]
	if n := len(b); n > 0 && (b[0] <= ' ' || b[n-1] <= ' ') {
		return bytes.TrimSpace(b)
	}
	return b
}
