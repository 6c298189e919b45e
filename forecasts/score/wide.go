package score

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"weathervane/forecasts/pattern"
	"weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
)

// spread finds the columns of a table that has several columns of probabilities: one
// for each forecaster, beside the questions; or one for each question that the header
// asks, beside whoever answers or the day. There are none where a column is the
// probabilities.
func (h *header) spread(rows []byte, comma byte) {
	if h.has(colProbability) || h.has(colOption) || h.has(colCloses) && h.ofQuestions() {
		return
	}
	filled, odd := make([]bool, len(h.names)), make([]bool, len(h.names))
	firstCells(rows, comma, func(i int, cell []byte) {
		if i < len(h.names) && len(cell) > 0 {
			_, why := new(probabilityColumn).read(cell, 1)
			filled[i], odd[i] = true, odd[i] || why != ""
		}
	})
	var free []int // with nothing but probabilities in them, and no other meaning
	taken := slices.Concat(h.place[:], h.parts, h.none, []int{h.id})
	for i, name := range h.names {
		if filled[i] && !odd[i] && name != "" && !isTotal([]byte(name)) && !slices.Contains(taken, i) {
			free = append(free, i)
		}
	}
	if h.has(colQuestion) {
		if !h.has(colForecaster) && len(free) >= 2 {
			h.people = free
		}
		return
	}
	asked := slices.DeleteFunc(free, func(i int) bool { return !asks(h.names[i]) })
	if len(asked) == 0 {
		return
	}
	h.answering(asked, rows, comma)
	if h.has(colForecaster) || h.has(colMadeAt) {
		h.asked, h.place[colOutcome] = asked, -1
	}
}

// ofQuestions reports whether a header is that of a table of questions: they have ids,
// or titles beside what they are known by.
func (h *header) ofQuestions() bool {
	id := sheet.Name(h.name(colQuestion))
	return id == "question_id" || id == "id" || h.has(colTitle) && h.place[colTitle] != h.place[colQuestion]
}

// twice gives a column of probabilities that is called as another one is.
func (h *header) twice() (column int, twice bool) {
	seen := map[string]bool{}
	for _, i := range slices.Concat(h.people, h.asked) {
		if seen[h.names[i]] {
			return i, true
		}
		seen[h.names[i]] = true
	}
	return 0, false
}

// answering finds who answers the questions of a form: in a column whose name speaks
// of names, or in the first one where nothing else says who or when.
func (h *header) answering(asked []int, rows []byte, comma byte) {
	free := func(i int) bool { return !slices.Contains(slices.Concat(h.place[:], asked, h.none), i) }
	if !h.has(colForecaster) {
		for i, name := range h.names {
			if free(i) && whoseName().MatchString(name) {
				h.place[colForecaster], h.supposed = i, true
				return
			}
		}
	}
	if h.has(colForecaster) || h.has(colMadeAt) || !free(0) {
		return
	}
	dates, texts := 0, 0
	firstCells(rows, comma, func(i int, cell []byte) {
		if i != 0 || len(cell) == 0 {
			return
		}
		if _, err := new(timecolumn.Column).Read(cell, 1); err == nil {
			dates++
		} else {
			texts++
		}
	})
	switch {
	case texts > 0:
		h.place[colForecaster], h.supposed = 0, true
	case dates > 0:
		h.place[colMadeAt] = 0
	}
}

// whoseName is in the names of columns that ask who somebody is.
var whoseName = pattern.Lazy(`(?i)\b(name|nickname|e-?mail|username|who are you)\b|이름|이메일|名前|氏名|メールアドレス|姓名`)

// unitOf is what the name of a column adds to a question to say what to answer.
var unitOf = pattern.Lazy(`(?i)\s*[\[(（][^\[\](（）)]*(probab|percent|%|％|likel|chance|confiden|credence|0\s?[-–—]\s?1|wahrscheinlich|확률|確率)[^\[\](（）)]*[\])）]\s*$`)

// titleOf is the question that the name of a column asks.
func titleOf(name string) string { return strings.TrimSpace(unitOf().ReplaceAllString(name, "")) }

// asks reports whether the name of a column is a question or a statement: it ends as
// a question does, or has several words, which some languages do not part.
func asks(name string) bool {
	title, letters := titleOf(name), 0
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "？") {
		return true
	}
	words := 0
	for _, w := range strings.Fields(title) {
		if strings.IndexFunc(w, unicode.IsLetter) >= 0 {
			words++
		}
	}
	for _, r := range title {
		if unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
			letters++
		}
	}
	return words >= 3 || letters >= 6
}

// guessWide is that columns are taken for forecasters, or for questions.
func (h *header) guessWide() Ask {
	var names []string
	for _, i := range h.people {
		names = append(names, h.names[i])
	}
	for _, i := range h.asked {
		names = append(names, "“"+h.names[i]+"”")
	}
	all := strings.Join(names, ", ")
	switch {
	case h.people != nil:
		return Ask{What: "the forecasters", Guess: "columns " + all + " are taken for one forecaster each", Flag: "--yes", About: AboutPeople}
	case len(h.asked) == 1:
		return Ask{What: "the questions", Guess: "column " + all + " is taken for a question", Flag: "--yes"}
	}
	return Ask{What: "the questions", Guess: "columns " + all + " are taken for one question each", Flag: "--yes"}
}

// wideColumn is a column of probabilities in a wide table.
type wideColumn struct {
	head  header // of the table, as if it had this column alone
	by    []byte // who made the forecasts in it; nil if the row says so
	title []byte // the question that it asks; nil if the row has it
}

// each gives the columns of probabilities of a wide table.
func (h *header) each() (all []wideColumn) {
	add := func(i int, by, title []byte) {
		c := wideColumn{*h, by, title}
		c.head.place[colProbability] = i
		all = append(all, c)
	}
	for _, i := range h.people {
		add(i, []byte(h.names[i]), nil)
	}
	for _, i := range h.asked {
		add(i, nil, []byte(titleOf(h.names[i])))
	}
	return all
}

// between joins what several columns say of one question.
const between = " · "

// pairs are names of columns that make a question together.
var pairs = [][2]string{{"event", "threshold"}, {"team_a", "team_b"}, {"team1", "team2"}, {"team_1", "team_2"}, {"home_team", "away_team"},
	{"home", "away"}, {"player1", "player2"}, {"player_a", "player_b"}, {"country", "year"}}

// join finds the columns that make the question together: those that are said to, or,
// where none is the question by its name, a pair that is known to; that must be
// confirmed.
func (h *header) join(places map[string][]int) {
	if said := places[mapped+columnNames[colQuestion][0]]; len(said) > 1 {
		h.parts = said
		h.titled = slices.DeleteFunc(slices.Clone(said), func(i int) bool { return slices.Contains(columnNames[colQuestion], sheet.Name(h.names[i])) })
		if len(h.titled) == len(said) {
			h.titled = nil
		}
		return
	}
	if h.said[colQuestion] {
		return
	}
	for _, p := range pairs {
		a, b := places[p[0]], places[p[1]]
		if len(a) == 1 && len(b) == 1 && (!h.has(colQuestion) || h.place[colQuestion] == a[0]) && !slices.Contains(h.place[:], b[0]) {
			h.place[colQuestion], h.parts = a[0], []int{a[0], b[0]}
			return
		}
	}
}

// apart are the flags by which each option of a table is a question of its own.
func (h *header) apart() string {
	return mapFlag(h.name(colQuestion), colQuestion) + " " + mapFlag(h.name(colOption), colQuestion)
}

// guessParts is that columns are taken for parts of a question.
func (h *header) guessParts() Ask {
	var names, flags []string
	for _, i := range h.parts {
		names = append(names, h.names[i])
		flags = append(flags, mapFlag(h.names[i], colQuestion))
	}
	return Ask{What: "the questions", Guess: "columns " + strings.Join(names, ", ") + " are taken for the parts of a question", Flag: strings.Join(flags, " ")}
}

// asking is the question of a row.
func (t *tableReader) asking(fields [][]byte) []byte {
	h := &t.head
	switch {
	case t.title != nil:
		return t.title
	case h.parts == nil:
		return h.cell(fields, colQuestion)
	}
	t.joined = t.joined[:0]
	for _, i := range h.parts {
		part := bytes.TrimSpace(fields[i])
		if len(part) == 0 {
			continue
		}
		if len(t.joined) > 0 {
			t.joined = append(t.joined, between...)
		}
		t.joined = append(t.joined, part...)
	}
	return t.joined
}

// titleIn is the title of a question: with what tells apart those of one title.
func (h *header) titleIn(fields [][]byte) string {
	title := h.cell(fields, colTitle)
	if len(title) == 0 {
		return ""
	}
	out := string(title)
	for _, i := range h.titled {
		if part := bytes.TrimSpace(fields[i]); len(part) > 0 && i != h.place[colTitle] {
			out += ": " + string(part)
		}
	}
	return out
}

// Wide reports whether the beginning of a file is a table with a column for each
// forecaster or each question.
func Wide(head []byte, columns map[string]string) bool {
	opts := TableOptions{Columns: columns}
	r := sheet.Header(head, knownNames(opts))
	h, err := readHeader("", 1, r.Fields, kindsIn(head[r.At:], r.Comma), opts)
	h.spread(head[r.At:], r.Comma)
	return err == nil && (h.people != nil || h.asked != nil)
}
