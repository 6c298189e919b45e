// Package pasted reads lists of predictions as people write them down, in a text or in
// Markdown: "I will read 12 books: 90 %", "70% - It rains", "- [x] The tower opens
// (80%)", with ticks and crosses, under headings that give the year or the day.
package pasted

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// List is what a text says. Of each other line that is neither blank nor a heading,
// there is a Prediction without a probability.
type List struct {
	Predictions []Prediction
	tables      int // predictions that a table could have as well
}

// Prediction is a line.
type Prediction struct {
	Line        int // in the text, the first is 1
	Title       string
	Probability string    // as it is written, without words; empty if the line has none
	Outcome     string    // "yes", "no", "void", or empty where it is open
	Struck      bool      // the outcome "no" is but a line through the text
	Year        int       // of the heading above; 0 if none gives one
	Made        time.Time // the day of the heading above, in UTC; zero if none gives one
}

// most is how many bytes a list has at most.
const most = 1 << 20

var errLong = errors.New("a list of predictions has a MiB at most: save it as a table")

// Read reads a text in UTF-8: a file, or what somebody pastes. The List may be empty;
// CSV makes a table of it, as score and the importers read one.
func Read(r io.Reader) (*List, error) {
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if len(text) > most {
		return nil, errLong
	}
	return read(text), nil
}

func read(text []byte) *List {
	l, above := &List{}, heading{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, most+1)
	for n := 1; lines.Scan(); n++ {
		s := newLine(lines.Text())
		if s.text == "" {
			continue
		}
		p, parted := s.prediction()
		switch {
		case p.Probability != "":
		case s.isHeading() || above.speaks(s):
			above.take(s)
			continue
		case s.listed && above.probability != "":
			p.Title, p.Probability = s.text, above.probability
		}
		if p.Title == "" {
			p.Title = s.text
		}
		p.Line, p.Year, p.Made = n, above.year, above.made
		if parted && p.Probability != "" {
			l.tables++
		}
		l.Predictions = append(l.Predictions, p)
	}
	return l
}

// read counts the lines that have a probability.
func (l *List) read() (n int) {
	for _, p := range l.Predictions {
		if p.Probability != "" {
			n++
		}
	}
	return n
}

// looked is how many lines show whether a text is a list.
const looked = 200

// Is reports whether the beginning of a text is a list of predictions: two lines at
// least and a third of all, or its only line. Lines that a table could have as well
// ("Rain in May,70%") make a list where the first is one already.
func Is(head []byte) bool {
	if bytes.HasPrefix(head, []byte("---")) || bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	if lines := bytes.SplitAfterN(head, []byte("\n"), looked+1); len(lines) > looked {
		head = head[:len(head)-len(lines[looked])]
	}
	l := read(head)
	n, lines := l.read(), len(l.Predictions)
	if lines > 0 && l.Predictions[0].Probability == "" {
		n -= l.tables
	}
	return n >= 2 && n*3 >= lines || n == 1 && lines == 1
}

// Struck reports whether a line through its text is all that tells an outcome.
func (l *List) Struck() bool {
	for _, p := range l.Predictions {
		if p.Struck && p.Probability != "" {
			return true
		}
	}
	return false
}

// Years reports whether headings give every prediction its year, and not all a day.
func (l *List) Years() bool {
	days := true
	for _, p := range l.Predictions {
		if p.Probability == "" {
			continue
		}
		if p.Year == 0 {
			return false
		}
		days = days && !p.Made.IsZero()
	}
	return !days && l.read() > 0
}

// CSV makes a table of the list, with the header above the first line and every
// prediction in its own line: a question closes with the year of its heading, and was
// forecast on the day of its heading or, with years, on the first day of that year
// where no heading tells a day.
func (l *List) CSV(years bool) []byte {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	made, outcomes, closes := l.read() > 0, false, false
	for _, p := range l.Predictions {
		made = made && (p.Probability == "" || !p.Made.IsZero() || years && p.Year > 0)
		outcomes, closes = outcomes || p.Outcome != "", closes || p.Year > 0
	}
	row := func(id, title, probability, outcome, close, day string) {
		cells := []string{id, title, probability}
		for _, c := range []struct {
			has  bool
			text string
		}{{outcomes, outcome}, {closes, close}, {made, day}} {
			if c.has {
				cells = append(cells, c.text)
			}
		}
		_ = out.Write(cells) // to memory
	}
	row("question_id", "title", "probability", "outcome", "closes_at", "made_at")
	at := 1
	for _, p := range l.Predictions {
		out.Flush()
		b.WriteString(strings.Repeat("\n", p.Line-at))
		at = p.Line + 1
		id, close, day := p.Title, "", ""
		if p.Year > 0 {
			id, close, day = fmt.Sprintf("%s (%d)", p.Title, p.Year), fmt.Sprintf("%d-12-31", p.Year), fmt.Sprintf("%d-01-01", p.Year)
		}
		if !p.Made.IsZero() {
			day = p.Made.Format(time.DateOnly)
		}
		row(id, p.Title, p.Probability, p.Outcome, close, day)
	}
	out.Flush()
	return b.Bytes()
}
