package score

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"weathervane/forecasts/timecolumn"
)

// timesRead is how the times of a column were read.
type timesRead struct {
	of    column
	name  string           // of the column, as the header has it
	order timecolumn.Found // of day and month; Undecided if the dates are written otherwise
	mixed string           // why the column is not of one form; empty if it is
	timeColumn
}

// unsure reports whether nothing shows which of day and month comes first.
func (r *timesRead) unsure() bool { return r.order.Order != timecolumn.Undecided && !r.order.Certain }

// sayTimes says how times were read that leave it open, and what of it must be
// confirmed.
func sayTimes(all []timesRead) (says []string, asks []Ask) {
	say := func(format string, args ...any) { says = append(says, fmt.Sprintf(format, args...)) }
	for i := range all {
		if r := &all[i]; r.Shows(timecolumn.Naive) || r.Shows(timecolumn.Day) {
			zone := time.UTC
			if r.Zone != nil {
				zone = r.Zone
			}
			say("times without a zone are in %s", zone)
			break
		}
	}
	for i := range all {
		r := &all[i]
		switch o := r.order; {
		case o.Order == timecolumn.Undecided:
		case r.Given != timecolumn.Undecided:
			say("dates in %s have the %s, as given", r.name, o.Order)
		case r.unsure():
			say("dates in %s are read with the %s, but nothing shows it: line %d has %s", r.name, o.Order, o.Line, o.Text)
			asks = append(asks, Ask{
				What: "the order of day and month in " + r.name, Guess: fmt.Sprintf("%s, where line %d has %s", o.Order, o.Line, o.Text),
				Flag: "--day-first or --month-first", About: AboutOrder,
			})
		default:
			say("dates in %s have the %s, as line %d shows (%s)", r.name, o.Order, o.Line, o.Text)
		}
		if r.mixed != "" {
			asks = append(asks, Ask{What: "the times in " + r.name, Guess: r.mixed + ": each is read by its own form", Flag: "--yes"})
		}
		if r.Ends && r.Shows(timecolumn.Day) {
			say("days in %s stand for their ends", r.name)
		}
		switch {
		case r.left == 1:
			say("one time in %s is left out: line %d, %s", r.name, r.firstLine, r.firstWhy)
		case r.left > 1:
			say("%d times in %s are left out: the first in line %d, %s", r.left, r.name, r.firstLine, r.firstWhy)
		}
	}
	return says, asks
}

// takeTimes adds how times were read to what the table says.
func (t *Table) takeTimes(says []string, asks []Ask) {
	for _, sentence := range says {
		if !slices.Contains(t.Times, sentence) {
			t.Times = append(t.Times, sentence)
		}
	}
	t.Asks = append(t.Asks, asks...)
}

// timeColumns are the columns of a table's times, none read yet.
func timeColumns(opts TableOptions) (all [columnCount]timeColumn) {
	for c := range all {
		all[c].Column = timecolumn.Column{Zone: opts.Zone, Given: opts.DateOrder, Ends: column(c) == colCloses}
	}
	return all
}

// timeColumn is what one reader reads of a column.
type timeColumn struct {
	timecolumn.Column
	left      int // cells left out for their year
	firstLine int
	firstWhy  string
}

// window reads a cell that says when something is of a question: noTime if only
// its year is impossible, which is remembered.
func (c *timeColumn) window(b []byte, line int) (int64, error) {
	at, err := c.Read(b, line)
	var year timecolumn.YearError
	if !errors.As(err, &year) {
		return at, err
	}
	c.leave(1, line, year.Error())
	return noTime, nil
}

func (c *timeColumn) leave(n, line int, why string) {
	if n > 0 && (c.left == 0 || line < c.firstLine) {
		c.firstLine, c.firstWhy = line, why
	}
	c.left += n
}

// settleTimes puts the instants in place of what was read, in the order of day and
// month that each column shows; one that shows none has that of another column. The
// error is a *BadRow if a column shows two orders.
func settleTimes(name string, head header, readers []*tableReader, opts TableOptions) ([]timesRead, error) {
	var all []timesRead
	var shown timecolumn.Found
	for c, joined := range timeColumns(opts) {
		if !head.has(column(c)) {
			continue
		}
		for _, r := range readers {
			part := &r.times[c]
			joined.Join(&part.Column)
			joined.leave(part.left, part.firstLine, part.firstWhy)
		}
		read := timesRead{of: column(c), name: head.name(column(c)), order: joined.Order(), timeColumn: joined}
		if line, text, why := joined.Conflict(); joined.Mixed() {
			read.mixed = fmt.Sprintf("line %d has %s, %s", line, text, why)
		} else if line > 0 {
			return nil, &BadRow{File: name, Line: line, Column: read.name, Value: text, Why: why, Advice: "write all dates of the column in one order, such as 2024-01-31"}
		}
		if read.order.Certain && !shown.Certain {
			shown = read.order
		}
		all = append(all, read)
	}
	for i := range all {
		if all[i].unsure() && shown.Certain {
			all[i].order = shown
		}
	}
	for _, r := range readers {
		r.settleTimes(all)
	}
	return all, nil
}

// settleTimes puts the instants in place of what this reader read.
func (t *tableReader) settleTimes(all []timesRead) {
	for i := range all {
		read := &all[i]
		if c := &t.times[read.of]; read.of == colMadeAt && !c.Settled() {
			for _, part := range t.parts {
				for j := range part {
					part[j].at = c.At(part[j].at, read.order.Order)
				}
			}
		}
	}
	for i := range t.ends {
		for j := range all {
			if e := &t.ends[i]; e.of == all[j].of {
				e.at = t.times[e.of].At(e.at, all[j].order.Order)
			}
		}
	}
	for i := range t.windows {
		t.settleWindow(&t.windows[i].window, all)
	}
}

func (t *tableReader) settleWindow(w *window, all []timesRead) {
	for i := range all {
		read := &all[i]
		for _, x := range w.instants() {
			if x.of == read.of {
				*x.at = t.times[x.of].At(*x.at, read.order.Order)
			}
		}
	}
}
