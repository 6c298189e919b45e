package score

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
)

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
	colWithdrawn
	colRetracted
	colQuantile
	columnCount
)

var columnNames = [columnCount][]string{
	colQuestion:   slices.Concat([]string{"question_id", "question", "id", "frage", "pregunta", "질문", "質問"}, unsureQuestions),
	colForecaster: slices.Concat(surePeople, personIDs, unsurePeople),
	colMadeAt:     {"made_at", "timestamp", "date", "time", "when", "forecast_date", "created_at", "datum", "fecha", "날짜", "日付", "zeitstempel", "horodateur", "marca temporal", "타임스탬프", "タイムスタンプ"},
	colProbability: {"probability", "prob", "p", "forecast", "prediction", "confidence", "credence", "likelihood", "chance",
		"wahrscheinlichkeit", "wahrsch.", "probabilité", "probabilidad", "확률", "確率"},
	colOutcome:  {"outcome", "resolution", "answer", "result", "resolved", "y", "ergebnis", "résultat", "resultado", "결과", "結果"},
	colOption:   {"option"},
	colOpens:    {"opens_at", "opens", "open_date"},
	colCloses:   {"closes_at", "closes", "close_date", "closing_date", "closing", "deadline", "due", "due_date", "end_date", "schließt_am", "schließt", "frist", "마감일", "締切"},
	colResolved: {"resolved_at", "resolved", "resolved_on", "resolve_date", "resolution_date", "known_at", "bekannt_am"},
	colTitle:    {"title", "question_title", "question_text", "question"},
	colSpot:     {"spot_at"},
	// A report has these beside the others.
	colWithdrawn: {"withdrawn_at"},
	colRetracted: {"retracted_at"},
	colQuantile:  {"quantile"},
}

// The names of columns that tell who made a forecast, best first; those of the
// second list, which come after personIDs, can have another meaning, which must be
// confirmed.
var (
	surePeople = []string{"forecaster", "user", "by", "forecaster_name", "forecaster name", "forecaster username", "username", "user_name", "user name", "nick", "nickname",
		"membership_username", "analyst", "predictor", "participant", "respondent", "예측자", "予測者"}
	unsurePeople = []string{"name", "person", "who", "wer", "author", "member", "account", "email", "email address", "e-mail", "your name", "full name", "your email"}
)

// unsureQuestions are names of columns that can be the questions; some of them can be
// the probabilities too, which their cells show.
var unsureQuestions = []string{"prediction", "forecast", "claim", "statement", "event"}

// guesses are what the header is taken for without being certain.
func (h *header) guesses() (all []Ask) {
	if h.people != nil || h.asked != nil {
		all = append(all, h.guessWide())
	}
	if h.parts != nil && !h.said[colQuestion] {
		all = append(all, h.guessParts())
	} else if name := h.name(colQuestion); h.has(colQuestion) && !h.said[colQuestion] && slices.Contains(unsureQuestions, strings.ToLower(name)) {
		all = append(all, Ask{What: "the questions", Guess: "column " + name + " is taken for what was asked", Flag: mapFlag(name, colQuestion)})
	}
	if name := h.name(colForecaster); h.has(colForecaster) && !h.said[colForecaster] && (h.supposed || slices.Contains(unsurePeople, strings.ToLower(name))) {
		all = append(all, Ask{What: "the forecasters", Guess: "column " + name + " is taken for who made the forecasts", Flag: mapFlag(name, colForecaster), About: AboutPeople})
	}
	return all
}

// mapFlag is the flag that says what a column means, as a shell takes it.
func mapFlag(name string, means column) string {
	pair := name + "=" + columnNames[means][0]
	if strings.Trim(pair, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.=") != "" {
		pair = "'" + strings.ReplaceAll(pair, "'", `'\''`) + "'"
	}
	return "--map " + pair
}

// Columns are the names of a table's columns.
func Columns() []string {
	var all []string
	for _, names := range columnNames {
		all = append(all, names[0])
	}
	return all
}

// knownNames counts the fields of a record that name a column, or are said to.
func knownNames(opts TableOptions) func([]string) int {
	return sheet.Named(slices.AppendSeq(ColumnNames(), maps.Keys(opts.Columns))...)
}

// open opens a table.
func (o TableOptions) open(r io.Reader) (*sheet.Source, error) {
	return sheet.Open(r, sheet.Options{Sheet: o.Sheet, Dated: o.MadeAt != nil}, knownNames(o))
}

// NamesOf are the names by which one of the Columns is known.
func NamesOf(column string) []string {
	i := slices.Index(Columns(), column)
	return slices.Clone(columnNames[i])
}

// ColumnNames are all names by which the columns of a table are known.
func ColumnNames() []string { return slices.Concat(columnNames[:]...) }

// header says where each column of a table is, -1 if it has none.
type header struct {
	place  [columnCount]int
	said   [columnCount]bool // by the options
	people []int             // columns of one forecaster each; nil but in wide tables
	asked  []int             // columns of one question each; nil but in wide tables
	none   []int             // columns that are said to mean nothing
	parts  []int             // columns that make the question together; nil if one is it
	titled []int             // of them, what tells apart questions of one title
	id     int               // of who made a forecast, beside the name; -1 if there is none
	names  []string

	supposed bool // who made the forecasts is a guess
}

// readHeader reads the names. It is an error if one that is used is given twice. Seen
// is what the first rows have in each column.
func readHeader(file string, line int, fields [][]byte, seen []firstSeen, opts TableOptions) (header, error) {
	var h header
	places := map[string][]int{}
	for i, f := range fields {
		name := strings.TrimSpace(strings.TrimPrefix(string(f), "\ufeff"))
		h.names = append(h.names, name)
		called := sheet.Name(name)
		for from, to := range opts.Columns {
			if strings.EqualFold(from, name) {
				called = mapped + strings.ToLower(to)
			}
		}
		places[called] = append(places[called], i)
	}
	var twice error
	for c := range columnCount {
		h.place[c] = -1
		for _, name := range columnNames[c] {
			at := places[mapped+name]
			if h.said[c] = len(at) > 0; !h.said[c] {
				at = places[sheet.Name(name)]
			}
			if len(at) == 0 || c == colTitle && at[0] == h.place[colQuestion] {
				continue
			}
			var k firstSeen
			if at[0] < len(seen) {
				k = seen[at[0]]
			}
			if !h.said[c] && !k.fits(c, name) {
				continue
			}
			h.place[c] = at[0]
			if iso := places[name+"_iso"]; len(iso) > 0 {
				h.place[c] = iso[0] // the text beside a date, as a report's workbook has it
			}
			if len(at) > 1 && twice == nil && !(c == colQuestion && h.said[c]) {
				twice = &BadRow{File: file, Line: line, Column: columnNames[c][0], Value: h.names[at[1]], Why: "the header has this column twice", Advice: "rename one of them"}
			}
			break
		}
	}
	h.id, h.none = h.idBeside(places), places[mapped]
	h.join(places)
	if h.place[colQuestion] < 0 { // a question is known by its title
		h.place[colQuestion], h.said[colQuestion] = h.place[colTitle], h.said[colTitle]
	}
	return h, twice
}

// lacks is an error if a column that is needed is missing.
func (h *header) lacks(file string, needed []column) error {
	for _, c := range needed {
		spread := c == colProbability && h.people != nil || h.asked != nil && (c == colProbability || c == colQuestion)
		if h.place[c] < 0 && !spread {
			return fmt.Errorf("%s: no column %s (or %s) in the header",
				file, columnNames[c][0], strings.Join(columnNames[c][1:], ", "))
		}
	}
	return nil
}

// firstCells gives the cells of a table's first rows, trimmed, with their columns.
func firstCells(rows []byte, comma byte, each func(column int, cell []byte)) {
	r := sheet.Records{Text: rows, Comma: comma}
	for n := 0; n < 20 && r.Scan() && r.Broken == ""; n++ {
		for i, f := range r.Fields {
			each(i, bytes.TrimSpace(f))
		}
	}
}

// firstSeen is what the first rows of a text have in a column.
type firstSeen struct {
	number bool // digits and no letters
	times  bool // a day or a time, and nothing else
	other  bool
}

// kindsIn looks at the first rows of a text, column by column.
func kindsIn(rows []byte, comma byte) (all []firstSeen) {
	firstCells(rows, comma, func(i int, cell []byte) {
		if i == len(all) {
			all = append(all, firstSeen{})
		}
		if len(cell) == 0 {
			return
		}
		k := &all[i]
		k.number = k.number || cell[0] < utf8.RuneSelf && bytes.IndexFunc(cell, unicode.IsDigit) >= 0 && bytes.IndexFunc(cell, unicode.IsLetter) < 0
		_, err := new(timecolumn.Column).Read(cell, 1)
		k.other = k.other || err != nil || len(cell) < len("45292") // a spreadsheet's day is the shortest time
		k.times = !k.other
	})
	return all
}

// fits reports whether the cells of a column can be what its name says, where other
// things are called so too.
func (k firstSeen) fits(c column, name string) bool {
	switch {
	case slices.Contains(unsureQuestions, name):
		return k.number == (c == colProbability) // or it is the other of the two
	case name == columnNames[c][0]:
		return true
	case c == colOpens || c == colCloses || c == colResolved || name == "when":
		return k.times
	case c == colOutcome && name == "resolved":
		return !k.times
	}
	return true
}

// mapped marks a name that the options give to a column: it is before the same
// name in the file.
const mapped = "\x00"

// fit makes a record as wide as the header: what is missing at its end is empty. It
// gives what is wrong with one that has more than that, or is not well formed.
func (h *header) fit(r *sheet.Records) *BadRow {
	if r.Broken != "" {
		return &BadRow{Why: r.Broken}
	}
	for len(r.Fields) < len(h.names) {
		r.Fields = append(r.Fields, nil)
	}
	for _, f := range r.Fields[len(h.names):] {
		if len(bytes.TrimSpace(f)) > 0 {
			return &BadRow{Why: fmt.Sprintf("%d fields, the header has %d", len(r.Fields), len(h.names))}
		}
	}
	return nil
}

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
	return trimmed(fields[h.place[c]])
}

func trimmed(b []byte) []byte {
	if n := len(b); n > 0 && (b[0] <= ' ' || b[n-1] <= ' ') {
		return bytes.TrimSpace(b)
	}
	return b
}
