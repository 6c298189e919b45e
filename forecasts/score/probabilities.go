package score

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// What errors say about a cell that is not a probability.
const (
	whyProbability = "not a probability (0 to 1, 0 to 100 in percent, or odds such as 7:3)"
	whyBound       = "a bound and not a probability: write one number, or leave the row out"
	whySpan        = "a span and not a probability: write one number, or leave the row out"
	whyAbout       = "about a probability, and not one: write one number, or leave the row out"
	whyShares      = "may be a fraction or shares of 100: write it in percent"
	whyBlank       = "no probability"
	whyTotal       = "a total, not a forecast"
	whyAbove       = "above 1, where others are from 0 to 1: correct it, or say that all are percent"
	whyNA          = "annulled, or not known yet as where the cell is empty (line %d)? Write void, or leave it empty"
)

// probabilityColumn is what the cells of a column of probabilities are, as far as they
// were read. Numbers without a sign may be shares or percent: that shows only in the
// whole column, and until then they are as written.
type probabilityColumn struct {
	shares, percents, signed int // numbers from 0 to 1 apart from these, above 1, and with a unit of their own
	most                     float64
	first                    [cellKinds]cellAt
}

// The kinds of cells of which the first is remembered.
const (
	aShare = iota
	aPercent
	withComma
	withPoint
	cellKinds
)

// cellAt is a cell and where it stands; line 0 if there is none.
type cellAt struct {
	line int
	text string
}

func (c *probabilityColumn) note(kind int, b []byte, line int) {
	if c.first[kind].line == 0 {
		c.first[kind] = cellAt{line, string(b)}
	}
}

// read reads a cell: a number as it is written, up to 100; a probability whose unit is
// known is negative. why is empty if it could be read.
func (c *probabilityColumn) read(b []byte, line int) (p float64, why string) {
	p, ok := parseDecimal(b, 0)
	if !ok {
		return c.unusual(b, line)
	}
	if c.first[withPoint].line == 0 && bytes.IndexByte(b, '.') >= 0 {
		c.note(withPoint, b, line)
	}
	return c.plain(p, b, line)
}

// plain counts a number without a sign.
func (c *probabilityColumn) plain(p float64, b []byte, line int) (float64, string) {
	switch {
	case !(p >= 0 && p <= 100):
		return 0, whyProbability
	case p == 0:
		return 0, "" // and not -0
	case p > 1:
		c.percents++
		c.most = max(c.most, p)
		c.note(aPercent, b, line)
	case p > 0 && p < 1:
		c.shares++
		c.note(aShare, b, line)
	}
	return p, ""
}

// unusual reads a cell that is not a number in plain notation.
func (c *probabilityColumn) unusual(b []byte, line int) (float64, string) {
	b = narrow(bytes.TrimSpace(b))
	if len(b) == 0 {
		return 0, whyBlank
	}
	if p, ok := parseDecimal(b, 0); ok { // as it is narrow
		return c.plain(p, b, line)
	}
	if bytes.IndexByte(b, ',') >= 0 {
		if bytes.IndexByte(b, '.') >= 0 || bytes.Count(b, []byte{','}) > 1 {
			return 0, whyProbability
		}
		c.note(withComma, b, line)
		pointed := bytes.Replace(b, []byte{','}, []byte{'.'}, 1)
		if p, ok := parseDecimal(pointed, 0); ok {
			return c.plain(p, b, line)
		}
		b = pointed
	}
	if number, percent := cutPercent(b); percent {
		p, ok := parseDecimal(number, 2)
		if ok && p >= 0 && p <= 1 {
			c.signed++
			return math.Copysign(p, -1), ""
		}
		b = number
	}
	if p, why := parseOdds(b); why == "" {
		c.signed++
		return math.Copysign(p, -1), ""
	} else if why != whyProbability {
		return 0, why
	}
	return 0, whyUnread(b)
}

// totals are what people write before the last row of a table, in lower case.
var totals = map[string]bool{"total": true, "totals": true, "sum": true, "average": true, "mean": true, "summe": true, "gesamt": true, "mittelwert": true,
	"somme": true, "moyenne": true, "suma": true, "promedio": true, "합계": true, "평균": true, "合計": true, "平均": true}

// isTotal reports whether a cell names a row of sums or means.
func isTotal(cell []byte) bool { return totals[strings.Trim(strings.ToLower(string(cell)), " :.")] }

// narrow writes the digits and signs of East Asian type, as 65％ has them, as others
// have them.
func narrow(b []byte) []byte {
	if bytes.IndexByte(b, 0xef) < 0 { // the first byte of each of them
		return b
	}
	return bytes.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, b)
}

// cutPercent removes a percent sign, or the word, and the space before it.
func cutPercent(b []byte) (number []byte, percent bool) {
	for _, sign := range []string{"%", "％", "﹪", "٪", "percent", "per cent", "pct"} {
		if n := len(b) - len(sign); n > 0 && strings.EqualFold(string(b[n:]), sign) {
			return bytes.TrimSpace(b[:n]), true
		}
	}
	return b, false
}

// oddsMarks stand between the two numbers of odds and fractions.
var oddsMarks = []string{":", "/", " out of ", " in "}

// parseOdds reads odds, 7:3 for seven in favour and three against, and a fraction,
// 7/10 or 7 in 10. Of 20/80 nobody knows whether it is the fraction; 50/50 cannot be.
func parseOdds(b []byte) (p float64, why string) {
	for _, mark := range oddsMarks {
		x, y, found := bytes.Cut(b, []byte(mark))
		if !found {
			continue
		}
		n, ok1 := parseDecimal(bytes.TrimSpace(x), 0)
		m, ok2 := parseDecimal(bytes.TrimSpace(y), 0)
		switch {
		case !ok1 || !ok2:
			return 0, whyProbability
		case mark == ":":
			m += n
		case mark == "/" && n == 50 && m == 50:
			m = 100
		case mark == "/" && n+m == 100 && n > 0:
			return 0, whyShares
		}
		if p = n / m; p >= 0 && p <= 1 {
			return p, ""
		}
	}
	return 0, whyProbability
}

// whyUnread says why a cell, without its percent sign, is not a probability.
func whyUnread(b []byte) string {
	s := strings.ToLower(string(b))
	for _, word := range []string{"~", "≈", "±", "c.", "ca.", "about", "around", "approx", "roughly"} {
		if strings.HasPrefix(s, word) {
			return whyAbout
		}
	}
	if s != "" && strings.ContainsAny(s[:1], "<>+") || strings.HasSuffix(s, "+") || strings.ContainsAny(s, "≤≥±") {
		return whyBound
	}
	for _, mark := range []string{"-", "–", "—", "‐", "‑", "to", "…", ".."} {
		from, to, found := strings.Cut(s, mark)
		if found && isNumber(from) && isNumber(to) {
			return whySpan
		}
	}
	return whyProbability
}

func isNumber(s string) bool {
	number, _ := cutPercent(bytes.TrimSpace([]byte(s)))
	_, ok := parseDecimal(number, 0)
	return ok
}

// join adds what another reader of the same column knows.
func (c *probabilityColumn) join(o *probabilityColumn) {
	c.shares, c.percents, c.signed, c.most = c.shares+o.shares, c.percents+o.percents, c.signed+o.signed, max(c.most, o.most)
	for i, x := range o.first {
		if x.line > 0 && (c.first[i].line == 0 || x.line < c.first[i].line) {
			c.first[i] = x
		}
	}
}

// percent reports whether numbers without a sign are percent, as far as the column
// shows it: those above 1 make it so, unless as many are between 0 and 1.
func (c *probabilityColumn) percent() bool { return c.percents > 0 && c.percents > c.shares }

// Unit is what is asked about where probabilities are taken for percent.
const Unit = "the unit of the probabilities"

// FromZeroToOne is what is assumed of the probabilities of most tables.
const FromZeroToOne = "probabilities without a sign are from 0 to 1"

// tell says how the column was read, and what of it is not certain.
func (c *probabilityColumn) tell(t *Table, opts TableOptions) {
	headed := !opts.Shares && t.head.inPercent() // as a percentage sheet shows 0.7, too
	said := opts.Percent || headed && c.percents > 0
	t.unit = UnitTaken{Percent: said || !opts.Shares && c.percent(), Sure: said || opts.Shares || c.percents == 0 && (!headed || c.shares == 0),
		Small: c.first[aShare].text, Large: c.first[aPercent].text, Most: c.most, Above: c.percents}
	switch {
	case said:
		t.Assumed = append(t.Assumed, "probabilities without a sign are percent")
	case !t.unit.Sure && !t.unit.Percent && headed:
		x := c.first[aShare]
		t.Asks = append(t.Asks, Ask{What: Unit, Guess: fmt.Sprintf("from 0 to 1, as line %d has %s and no line a number above 1, though the header says percent", x.line, x.text), Flag: "--yes or --percent", About: AboutUnit})
	case t.unit.Percent:
		guess := fmt.Sprintf("percent, as line %d has %s", c.first[aPercent].line, c.first[aPercent].text)
		if x := c.first[aShare]; x.line > 0 {
			guess += fmt.Sprintf(": %s on line %d is then less than 1 %%", x.text, x.line)
		}
		t.Asks = append(t.Asks, Ask{What: Unit, Guess: guess, Flag: "--percent", About: AboutUnit})
	default:
		t.Assumed = append(t.Assumed, FromZeroToOne)
	}
	if comma, point := c.first[withComma], c.first[withPoint]; comma.line > 0 && point.line > 0 {
		t.Asks = append(t.Asks, Ask{What: "the decimal mark of the probabilities",
			Guess: fmt.Sprintf("both a comma (%s on line %d) and a point (%s on line %d)", comma.text, comma.line, point.text, point.line), Flag: "--yes"})
	}
}

// settleCells gives probabilities and outcomes the meaning that their whole columns
// show, and gives the rows that do not fit it, which are left out.
func (t *Table) settleCells(readers []*tableReader, opts TableOptions) (bad []BadRow) {
	var column probabilityColumn
	blank, na := 0, false
	var mark marks
	for _, r := range readers {
		column.join(&r.probabilities)
		mark.join(r.mark)
		if r.open > 0 && (blank == 0 || r.open < blank) {
			blank = r.open
		}
		na = na || r.na
	}
	column.tell(t, opts)
	percent := t.unit.Percent
	if !percent && column.signed+column.percents == 0 && !na && !mark.open() {
		return nil
	}
	for _, reader := range readers {
		for i, part := range reader.parts {
			kept := part[:0]
			for _, r := range part {
				wrong := (*BadRow)(nil)
				switch {
				case math.Signbit(r.p):
					r.p = -r.p
				case percent:
					r.p = hundredth(r.p)
				case r.p > 1:
					wrong = t.wrong(&r, colProbability, fmt.Sprint(r.p), whyAbove)
				}
				if r.y == outcomeNA {
					if r.y = outcomeVoid; blank > 0 && wrong == nil {
						wrong = t.wrong(&r, colOutcome, "NA", fmt.Sprintf(whyNA, blank))
					}
				}
				if sign, why := mark.settle(&r.y); why != "" && wrong == nil {
					wrong = t.wrong(&r, colOutcome, sign, why)
				}
				if wrong != nil {
					bad = append(bad, *wrong)
					t.left = append(t.left, r.line)
					continue
				}
				kept = append(kept, r)
			}
			reader.parts[i] = kept
		}
	}
	return bad
}

// hundredth is the double nearest to a hundredth of a decimal number of few digits:
// 12.3 gives 0.123, which 12.3/100 is not.
func hundredth(p float64) float64 {
	for places := range 9 {
		if m := math.Round(p * pow10[places]); m/pow10[places] == p {
			return m / pow10[places+2]
		}
	}
	x, _ := parseLong(strconv.AppendFloat(nil, p, 'f', -1, 64), 2)
	return x
}
