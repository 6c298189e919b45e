package score

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"

	"weathervane/forecasts/cores"
)

// names gives each distinct text a number.
type names struct {
	number map[string]int32
	list   []string
}

func newNames() *names { return &names{number: map[string]int32{}} }

func (n *names) index(b []byte) int32 {
	if i, ok := n.number[string(b)]; ok {
		return i
	}
	s := string(b)
	i := int32(len(n.list))
	n.number[s] = i
	n.list = append(n.list, s)
	return i
}

// merge sorts the names of all readers into one list, and says for each reader
// where its own numbers went.
func merge(all []*names) (list []string, to [][]int32) {
	for _, n := range all {
		list = append(list, n.list...)
	}
	slices.Sort(list)
	list = slices.Clip(slices.Compact(list))
	number := make(map[string]int32, len(list))
	for i, s := range list {
		number[s] = int32(i)
	}
	for _, n := range all {
		moved := make([]int32, len(n.list))
		for i, s := range n.list {
			moved[i] = number[s]
		}
		to = append(to, moved)
	}
	return list, to
}

// gather puts what the readers read into one table, in order.
func (t *Table) gather(ctx context.Context, readers []*tableReader) error {
	list := func(of func(*tableReader) *names) ([]string, [][]int32) {
		var all []*names
		for _, r := range readers {
			all = append(all, of(r))
		}
		return merge(all)
	}
	var questions, forecasters, options [][]int32
	t.Questions, questions = list(func(r *tableReader) *names { return r.questions })
	t.callPeople(readers)
	t.Forecasters, forecasters = list(func(r *tableReader) *names { return r.forecasters })
	if t.head.has(colOption) {
		t.Options, options = list(func(r *tableReader) *names { return r.options })
	}
	stated := make([]statedWindow, len(t.Questions))
	for i := range stated {
		stated[i] = statedWindow{noWindow, -1}
	}
	counts := make([][]int32, len(readers)) // rows of each reader, by question
	cores.Each(len(readers), func(i int) {
		counts[i] = make([]int32, len(t.Questions))
		for _, part := range readers[i].parts {
			if ctx.Err() != nil {
				return
			}
			for j := range part {
				p := &part[j]
				p.question = questions[i][p.question]
				p.forecaster = forecasters[i][p.forecaster]
				if options != nil {
					p.option = options[i][p.option]
				}
				counts[i][p.question]++
			}
		}
	})
	for i, r := range readers {
		for q, w := range r.windows {
			if w.line >= 0 {
				stated[questions[i][q]].take(w.window, w.line)
			}
		}
	}
	t.windows = make([]window, len(stated))
	for i := range stated {
		t.windows[i] = stated[i].window
	}
	if ctx.Err() == nil {
		t.deal(ctx, readers, counts)
	}
	return context.Cause(ctx)
}

// manyRows is from where on the room of the parts is worth a collection.
const manyRows = 1 << 17

// deal puts the rows into the places of their questions, and in order there. counts
// are how many each reader has, by question, and become where its next one goes.
func (t *Table) deal(ctx context.Context, readers []*tableReader, counts [][]int32) {
	start := make([]int32, len(t.Questions)+1)
	for q := range t.Questions {
		start[q+1] = start[q]
		for _, next := range counts {
			n := next[q]
			next[q] = start[q+1]
			start[q+1] += n
		}
	}
	t.rows = make([]row, start[len(start)-1])
	cores.Each(len(readers), func(i int) {
		parts, next := readers[i].parts, counts[i]
		for k, part := range parts {
			for j := range part {
				q := part[j].question
				t.rows[next[q]] = part[j]
				next[q]++
			}
			parts[k] = nil
		}
	})
	if len(t.rows) > manyRows {
		runtime.GC() // the parts are as large as the table: their room serves for what follows
	}
	order := t.order()
	workers := cores.Count()
	cores.Each(workers, func(w int) {
		for q := w; q+1 < len(start) && ctx.Err() == nil; q += workers {
			slices.SortFunc(t.rows[start[q]:start[q+1]], order)
		}
	})
}

// order compares rows of one question. Without instants, rows have no order
// in time, and the figures must not depend on their order in the file.
func (t *Table) order() func(a, b row) int {
	if t.timed {
		return func(a, b row) int {
			switch {
			case a.forecaster != b.forecaster:
				return int(a.forecaster) - int(b.forecaster)
			case a.at < b.at:
				return -1
			case a.at > b.at:
				return 1
			}
			return int(a.line) - int(b.line)
		}
	}
	options := t.Options != nil
	return func(a, b row) int {
		if options || a.forecaster != b.forecaster {
			return cmp.Or(int(a.forecaster)-int(b.forecaster), int(a.line)-int(b.line))
		}
		return cmp.Or(cmp.Compare(a.p, b.p), cmp.Compare(a.y, b.y), int(a.line)-int(b.line))
	}
}

// resolveNamed settles outcomes of a table with options: where every row of a
// question that states one says the same and that is one of its options, it names
// what happened; else each row speaks of its own option. It gives the rows that do
// neither, and takes their questions out of the table.
func (t *Table) resolveNamed(readers []*tableReader) []BadRow {
	if t.Options == nil {
		return nil
	}
	said := map[int32]string{}
	for _, r := range readers {
		for line, text := range r.names {
			said[line] = r.outcomes.list[text]
		}
	}
	var bad []BadRow
	for q := range t.Questions {
		rows := t.of(int32(q))
		if r := t.both(rows, said); r != nil {
			bad = append(bad, BadRow{Line: int(r.line), Column: t.head.name(colOutcome), Value: said[r.line], Why: whyOption, Rows: t.drop(rows)})
			continue
		}
		if t.namedAlike(rows, said) {
			continue
		}
		t.nameWords(rows, said)
		var first *row // that names an option
		for i := range rows {
			r := &rows[i]
			if r.y == outcomeNamed && (first == nil || r.line < first.line) && t.isOption(rows, said[r.line]) {
				first = r
			}
		}
		n := len(bad)
		for i := range rows {
			if r := &rows[i]; r.y == outcomeNamed && (first == nil || !foldEqual(said[r.line], said[first.line])) {
				why := "neither an outcome nor one of the question’s options"
				if first != nil && t.isOption(rows, said[r.line]) {
					why = fmt.Sprintf("line %d gives the same question the outcome %q", first.line, said[first.line])
				}
				bad = append(bad, BadRow{Line: int(r.line), Column: t.head.name(colOutcome), Value: said[r.line], Why: why})
			}
		}
		if len(bad) == n && first != nil {
			bad = append(bad, BadRow{Line: int(first.line), Column: t.head.name(colOutcome), Value: said[first.line],
				Why: "an option’s name, where other rows of the question give an outcome to each option"})
		}
		if len(bad) > n {
			slices.SortFunc(bad[n:], inFile)
			bad = bad[:n+1]
			bad[n].Rows = t.drop(rows)
		}
	}
	return bad
}

// namedAlike resolves the rows of a question if all that state an outcome name the
// same option.
func (t *Table) namedAlike(rows []row, said map[int32]string) bool {
	text, stated := "", false
	for i := range rows {
		other, named := said[rows[i].line]
		switch {
		case rows[i].y == outcomeUnknown:
		case rows[i].y == outcomeVoid, named && stated && other != text:
			return false
		case named:
			text, stated = other, true
		}
	}
	return stated && t.named(rows, text)
}

// both gives the first row of a question whose outcome means that there is none, and
// is one of its options as well.
func (t *Table) both(rows []row, said map[int32]string) (first *row) {
	for i := range rows {
		r := &rows[i]
		text, named := said[r.line]
		if named && (r.y == outcomeUnknown || r.y == outcomeVoid) && (first == nil || r.line < first.line) && t.isOption(rows, text) {
			first = r
		}
	}
	return first
}

// nameWords makes names of options of words such as "y" and "no" where another row of
// the question names an option that is no such word.
func (t *Table) nameWords(rows []row, said map[int32]string) {
	if !slices.ContainsFunc(rows, func(r row) bool { return r.y == outcomeNamed && t.isOption(rows, said[r.line]) }) {
		return
	}
	for i := range rows {
		text := said[rows[i].line]
		if _, word := outcomeWords[outcomeWord(text)]; word && t.isOption(rows, text) {
			rows[i].y = outcomeNamed
		}
	}
}

func (t *Table) isOption(rows []row, text string) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return foldEqual(t.Options[r.option], text) })
}
