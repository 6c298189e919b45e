package score

import (
	"fmt"
	"io"
	"slices"

	"weathervane/forecasts/sheet"
)

// QuestionRow is one line of a table of questions.
type QuestionRow struct {
	Line               int
	ID, Title, Outcome string // the outcome as it is written
	window             window
}

// QuestionTable is a table of questions: windows and outcomes.
type QuestionTable struct {
	Name          string
	Rows          []QuestionRow
	Bad           []BadRow // rows that could not be read, where they are skipped
	outcomeColumn string
	skip          bool     // bad rows are left out
	times         []string // how its times were read, as in Table
	asks          []Ask
}

// Join puts the windows and outcomes of a table of questions in place of the
// rows' own. An empty cell leaves what the rows say. What was assumed about it and
// must be confirmed is added to the table's. The error is a *BadRows where outcomes
// are neither one of a yes-or-no question nor an option. If the table of questions
// was read without its bad rows, these are left out, and listed among those of the
// table.
func (t *Table) Join(q *QuestionTable) error {
	t.takeTimes(q.times, q.asks)
	var bad []BadRow
	for i := range q.Rows {
		from := &q.Rows[i]
		at, ok := slices.BinarySearch(t.Questions, from.ID)
		if !ok {
			continue
		}
		w := &t.windows[at]
		stated := from.window.instants()
		for i, to := range w.instants() {
			if *stated[i].at != noTime {
				*to.at = *stated[i].at
			}
		}
		if from.Title != "" {
			w.title = from.Title
		}
		if from.Outcome == "" {
			continue
		}
		if why := t.resolve(t.of(int32(at)), from.Outcome); why != "" {
			bad = append(bad, BadRow{File: q.Name, Line: from.Line, Column: q.outcomeColumn, Value: quotedCell([]byte(from.Outcome)), Why: why})
		}
	}
	if len(bad) > 0 && !q.skip {
		return &BadRows{q.Name, len(bad), bad[:min(len(bad), MaxBadKept)]}
	}
	t.leave(append(slices.Clone(q.Bad), bad...))
	return nil
}

// twice says why a row cannot be read if another one gives the same question
// another outcome.
func (q *QuestionTable) twice(row QuestionRow, said map[string]QuestionRow) *BadRow {
	other, before := said[row.ID]
	switch {
	case row.Outcome == "":
		return nil
	case before && !sameOutcome(other.Outcome, row.Outcome):
		return &BadRow{Column: q.outcomeColumn, Value: row.Outcome, Why: fmt.Sprintf("line %d gives the same question the outcome %q", other.Line, other.Outcome)}
	}
	said[row.ID] = row
	return nil
}

// sameOutcome compares outcomes as they are written.
func sameOutcome(a, b string) bool {
	x, okX := parseOutcome([]byte(a))
	y, okY := parseOutcome([]byte(b))
	if okX && okY {
		return x == y
	}
	return foldEqual(a, b)
}

// ReadQuestions reads a table of questions.
func ReadQuestions(r io.Reader, name string, opts TableOptions) (*QuestionTable, error) {
	from, err := sheet.Open(r, sheet.Options{}, knownNames(opts))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	all, err := from.All()
	if err != nil {
		return nil, broken(name, all.Line, err)
	}
	head, rest, err := takeHeader(name, all, from.Comma, opts, colQuestion)
	if err != nil {
		return nil, err
	}
	reader := tableReader{file: name, head: head, times: timeColumns(opts)}
	q := &QuestionTable{Name: name, skip: opts.SkipBadRows}
	n, broke := 0, []BadRow(nil)
	if head.has(colOutcome) {
		q.outcomeColumn = head.name(colOutcome)
	}
	said := map[string]QuestionRow{}
	records := sheet.Records{Text: rest.Text, Comma: from.Comma}
	for records.Scan() {
		if records.Blank() {
			continue
		}
		line := rest.Line + records.Line
		row, bad := reader.question(&records, line)
		if bad == nil {
			bad = q.twice(row, said)
		}
		if bad == nil {
			q.Rows = append(q.Rows, row)
			continue
		}
		bad.File, bad.Line = name, line
		if n++; len(broke) < MaxBadKept {
			broke = append(broke, *bad)
		}
	}
	if q.Bad = broke; n > 0 && !opts.SkipBadRows {
		return nil, &BadRows{name, n, broke}
	}
	times, err := settleTimes(name, head, []*tableReader{&reader}, opts)
	if err != nil {
		return nil, err
	}
	for i := range q.Rows {
		reader.settleWindow(&q.Rows[i].window, times)
	}
	q.times, q.asks = sayTimes(times)
	if opts.Sure {
		for _, a := range q.asks {
			q.times = append(q.times, a.String())
		}
		q.asks = nil
	}
	return q, nil
}

func (t *tableReader) question(r *sheet.Records, line int) (QuestionRow, *BadRow) {
	if bad := t.head.fit(r); bad != nil {
		return QuestionRow{}, bad
	}
	id := t.asking(r.Fields)
	if len(id) == 0 {
		return QuestionRow{}, t.wrong(r.Fields, colQuestion, "empty")
	}
	w, bad := t.window(r.Fields, line)
	return QuestionRow{
		Line: line, ID: string(id), Title: w.title, Outcome: string(t.head.cell(r.Fields, colOutcome)),
		window: w,
	}, bad
}
