package chart

import (
	"strings"

	"weathervane/assets/words"
	"weathervane/ui/theme"
)

// HeatRow is a line of a heat map; a cell without a number is NaN, or missing.
type HeatRow struct {
	Title string
	Cells []float64
	More  []string // further columns, as words
}

// HeatData is a matrix of probabilities.
type HeatData struct {
	Columns []string
	More    []string // titles of further columns
	Rows    []HeatRow
}

const heatRow = 30

// HeatHigh is how high the picture of so many rows is.
func HeatHigh(rows int) float32 { return 28 + heatRow*float32(max(rows, 1)) + 4 }

// Heat draws a matrix of probabilities: the more probable, the fuller the cell.
func Heat(d HeatData, w, h float32) Scene {
	const cell, more, gap = 78, 62, 6
	s := Scene{W: w, H: h}
	names := w - float32(len(d.Columns))*(cell+gap) - float32(len(d.More))*(more+gap)
	column := func(i int) float32 { return names + float32(i)*(cell+gap) }
	further := func(i int) float32 { return column(len(d.Columns)) + float32(i)*(more+gap) }
	for i, c := range d.Columns {
		s.caption(column(i)+cell/2, 12, cutTo(c, cell), theme.Secondary, Middle)
	}
	for i, c := range d.More {
		s.caption(further(i)+more, 12, c, theme.Secondary, End)
	}
	for k, row := range d.Rows {
		y := 28 + heatRow*float32(k)
		s.caption(0, y+heatRow/2-2, cutTo(row.Title, names-12), theme.Text, Start)
		for i, p := range row.Cells {
			if p != p {
				s.caption(column(i)+cell/2, y+heatRow/2-2, "–", theme.Secondary, Middle)
				continue
			}
			s.add(Bar{X: column(i), Y: y, W: cell, H: heatRow - 4, Radius: 4, Colour: theme.Accent, Opacity: 0.04 + 0.5*p})
			s.add(Label{X: column(i) + cell/2, Y: y + heatRow/2 - 2, Text: words.Percent(p), Size: theme.Small, Weight: theme.Medium, Colour: theme.Text, Anchor: Middle})
		}
		for i, text := range row.More {
			s.caption(further(i)+more, y+heatRow/2-2, text, theme.Text, End)
		}
	}
	return s
}

// Table gives the matrix as text.
func (d HeatData) Table() string {
	lines := []string{strings.Join(append(append([]string{"Question"}, d.Columns...), d.More...), "\t")}
	for _, row := range d.Rows {
		line := row.Title
		for _, p := range row.Cells {
			line += "\t"
			if p == p {
				line += words.Percent(p)
			}
		}
		lines = append(lines, line+"\t"+strings.Join(row.More, "\t"))
	}
	return strings.Join(lines, "\n")
}
