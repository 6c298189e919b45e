package score

import (
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
	firstCells(rows, comma, func(i int, cell []byte) {
		if i < len(h.names) && len(cell) > 0 {
			_, why := new(probabilityColumn).read(cell, 1)
			filled[i], odd[i] = true, odd[i] || why != ""
		}
	})
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
	r := sheet.Header(head, knownNames(opts))
	h, err := readHeader("", 1, r.Fields, numbersIn(head[r.At:], r.Comma), opts)
	return err == nil && h.wide(head[r.At:], r.Comma) != nil
}
