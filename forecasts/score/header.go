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
	colQuestion:   slices.Concat([]string{"question_id", "question"}, named("id|market|market_id|q|frage|pregunta|fråga|spørgsmål|spørsmål|vraag|domanda|pergunta|pytanie|вопрос|질문|문제|문항|質問|設問|问题"), unsureQuestions),
	colForecaster: slices.Concat(surePeople, personIDs, unsurePeople),
	colMadeAt: named("made_at|timestamp|date|time|when|forecast_date|created_at|made_on|date_made|forecasted_at|forecast_time|predicted_at|predicted_on|prediction_date|date_predicted|submitted_at|submission_date|date_time|datetime|day|created|data" +
		"|datum|fecha|dato|дата|날짜|일자|작성일|예측일|日付|日時|予測日|回答日|日期|时间|zeitstempel|zeitpunkt|prognosedatum|vorhersagedatum|horodateur|marca temporal|타임스탬프|タイムスタンプ"),
	colProbability: slices.Concat(named("probability|prob|p|forecast|prediction|confidence|credence|likelihood|chance|percent|percentage|%|p_yes|prob_yes|probability_yes|yes_probability|forecast_probability|predicted_probability|my_probability|certainty|estimate"+
		"|wahrscheinlichkeit|wahrsch.|konfidenz|probabilité|confiance|probabilidad|confianza|probabilità|probabilidade|sannolikhet|sandsynlighed|sannsynlighet|waarschijnlijkheid|kans|prawdopodobieństwo|вероятность"+
		"|확률|예측 확률|확신도|가능성|確率|予想確率|予測確率|確信度|概率"), unsureQuestions),
	colOutcome: named("outcome|resolution|answer|result|resolved|y|actual|actual_outcome|final_outcome|resolved_to|resolution_value|happened|did_it_happen|came_true|correct|truth" +
		"|ergebnis|ausgang|eingetreten|résultat|resultado|esito|risultato|utfall|resultat|uitkomst|wynik|исход|результат|결과|정답|실제|적중|結果|実際|的中|结果"),
	colOption:   {"option"},
	colOpens:    named("opens_at|opens|open_date|open_time|opened_at"),
	colCloses:   named("closes_at|closes|close_date|close_time|closing_date|closing_time|closing|deadline|due|due_date|end_date|ends_at|ends|resolve_by|resolves_by|by_when|target_date|expires|expiry|schließt_am|schließt|frist|échéance|fecha_límite|마감일|마감|기한|締切|締め切り|期限|截止日期"),
	colResolved: named("resolved_at|resolved|resolved_on|resolve_date|resolution_date|resolution_time|date_resolved|known_at|bekannt_am"),
	colTitle:    named("title|question_title|question_text|question_name|question|titel|titre|título|제목|タイトル|标题"),
	colSpot:     {"spot_at"},
	// A report has these beside the others.
	colWithdrawn: {"withdrawn_at"},
	colRetracted: {"retracted_at"},
	colQuantile:  {"quantile"},
}

// named takes a list of names apart.
func named(list string) []string { return strings.Split(list, "|") }

// The names of columns that tell who made a forecast, best first; those of the
// second list, which come after personIDs, can have another meaning, which must be
// confirmed.
var (
	surePeople = named("forecaster|user|by|forecaster_name|forecaster_username|username|user_name|nick|nickname|membership_username|analyst|predictor|participant|respondent" +
		"|prognostiker|benutzer|benutzername|nutzername|teilnehmer|prévisionniste|utilisateur|pronosticador|usuario|utente|예측자|사용자|닉네임|予測者|ユーザー名|预测者|用户名")
	unsurePeople = named("name|person|who|author|member|account|email|email_address|e-mail|your_name|full_name|first_name|display_name|your_email|forecaster_email|handle|login|initials" +
		"|predicted_by|forecast_by|forecasted_by|made_by|submitted_by|created_by|submitter|contributor|creator|creator_name|creator_username|owner|assignee|team_member" +
		"|expert|pundit|panelist|judge|rater|trader|bettor|student|colleague|model|agent|bot" +
		"|wer|qui|quién|kto|кто|nom|nome|nombre|naam|namn|navn|имя|이름|성명|名前|氏名|姓名")
)

// unsureQuestions are names of columns that can be the questions; some of them can be
// the probabilities too, which their cells show.
var unsureQuestions = named("prediction|forecast|claim|statement|event|proposition|bet|description|what" +
	"|vorhersage|prognose|prédiction|prévision|predicción|pronóstico|previsione|previsão|voorspelling|prediktion|예측|예상|予測|予想|预测")

// calledAs reports whether a column has one of some names.
func calledAs(name string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return sheet.Name(n) == sheet.Name(name) })
}

// guesses are what the header is taken for without being certain.
func (h *header) guesses() (all []Ask) {
	if h.people != nil || h.asked != nil {
		all = append(all, h.guessWide())
	}
	if h.parts != nil && !h.said[colQuestion] {
		all = append(all, h.guessParts())
	} else if name := h.name(colQuestion); h.has(colQuestion) && !h.said[colQuestion] && calledAs(name, unsureQuestions) {
		all = append(all, Ask{What: "the questions", Guess: "column " + name + " is taken for what was asked", Flag: mapFlag(name, colQuestion)})
	}
	if name := h.name(colForecaster); h.has(colForecaster) && !h.said[colForecaster] && (h.supposed || calledAs(name, unsurePeople)) {
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

	passed   []string // what is said of columns that are not what they are called
	supposed bool     // who made the forecasts is a guess
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
				if k.other && c == colCloses {
					h.passed = append(h.passed, fmt.Sprintf("column %s is passed over: not all of its cells are times, such as 2024-12-31", h.names[at[0]]))
				}
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
			return fmt.Errorf("%s: no column %s (%s) in the header, which has %s", file, columnNames[c][0], columnSays[c], h.listed())
		}
	}
	return nil
}

// inPercent reports whether the names of the columns of probabilities say that they are
// in percent.
func (h *header) inPercent() bool {
	columns := slices.Concat(h.people, h.asked)
	if len(columns) == 0 && h.has(colProbability) {
		columns = []int{h.place[colProbability]}
	}
	return slices.ContainsFunc(columns, func(i int) bool { return sheet.InPercent(h.names[i]) })
}

// columnSays is what the columns say without which there is no table.
var columnSays = map[column]string{colQuestion: "what was asked", colProbability: "how probable it is", colOutcome: "what happened", colMadeAt: "when that was said"}

// listed names the columns.
func (h *header) listed() string {
	const most = 12
	var all []string
	for _, name := range h.names {
		if name != "" {
			all = append(all, quotedCell([]byte(name)))
		}
	}
	if n := len(all) - most; n > 0 {
		all = append(all[:most], fmt.Sprintf("%d more", n))
	}
	return strings.Join(all, ", ")
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
		if len(cell) == 0 || isNothing(cell) {
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

// perhapsTimes are names of columns that are times only if their cells are.
var perhapsTimes = []string{"when", "day", "created", "data"}

// fits reports whether the cells of a column can be what its name says, where other
// things are called so too.
func (k firstSeen) fits(c column, name string) bool {
	switch {
	case slices.Contains(unsureQuestions, name) && (c == colQuestion || c == colProbability):
		return k.number == (c == colProbability) // or it is the other of the two
	case name == columnNames[c][0]:
		return true
	case c == colOpens || c == colCloses || c == colResolved || slices.Contains(perhapsTimes, name):
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
