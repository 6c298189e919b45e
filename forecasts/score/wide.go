package score

import (
	"bytes"
	"slices"
	"strings"

	"weathervane/forecasts/sheet"
)

// wide gives the columns of a table that has a column for each forecaster, with their
// probabilities in it: all that have no other meaning and nothing but probabilities in
// the first rows, two at least. There are none where a column is the probabilities.
func (h *header) wide(rows []byte, comma byte) (people []int) {
	if h.has(colProbability) || !h.has(colQuestion) || h.has(colForecaster) || h.has(colOption) || h.has(colCloses) {
		return nil
	}
	filled, odd := make([]bool, len(h.names)), make([]bool, len(h.names))
	r := sheet.Records{Text: rows, Comma: comma}
	for n := 0; n < 20 && r.Scan() && r.Broken == ""; n++ {
		for i, f := range r.Fields[:min(len(r.Fields), len(h.names))] {
			f = bytes.TrimSpace(f)
			_, why := new(probabilityColumn).read(f, 1)
			filled[i] = filled[i] || len(f) > 0
			odd[i] = odd[i] || len(f) > 0 && why != ""
		}
	}
	for i, name := range h.names {
		if filled[i] && !odd[i] && name != "" && !slices.Contains(h.place[:], i) {
			people = append(people, i)
		}
	}
	if len(people) < 2 {
		return nil
	}
	return people
}

// guessWide is that columns are taken for forecasters.
func (h *header) guessWide() Ask {
	var names []string
	for _, i := range h.people {
		names = append(names, h.names[i])
	}
	return Ask{What: "the forecasters", Guess: "columns " + strings.Join(names, ", ") + " are taken for one forecaster each", Flag: "--yes"}
}

// eachPerson gives the header of a wide table as each forecaster's column would have
// it alone.
func (h *header) eachPerson() []header {
	all := make([]header, len(h.people))
	for k, i := range h.people {
		all[k] = *h
		all[k].place[colProbability] = i
	}
	return all
}

// Wide reports whether the beginning of a file is a table with a column for each
// forecaster.
func Wide(head []byte, columns map[string]string) bool {
	opts := TableOptions{Columns: columns}
	d := sheet.Sniff(head, knownNames(opts))
	r := sheet.Records{Text: head, Comma: d.Comma}
	for r.Scan() && (r.Line < d.Skip || r.Blank()) {
	}
	h, err := readHeader("", 1, r.Fields, numbersIn(head[r.At:], d.Comma), opts)
	return err == nil && h.wide(head[r.At:], d.Comma) != nil
}
