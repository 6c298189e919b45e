package report

import (
	"strconv"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

// pdfColumn is a column of a table in a PDF; its Share is of the page's width.
type pdfColumn struct {
	Title string
	Share float64
	Right bool
}

// table writes rows below a head that is repeated on every page.
func (p *pdfPage) table(columns []pdfColumn, rows [][]string) {
	p.head(columns)
	for _, row := range rows {
		p.row(columns, row)
	}
}

func (p *pdfPage) head(columns []pdfColumn) {
	p.room(3 * pdfLine)
	p.ink(true, 7.5, 102, 112, 128)
	x := pdfMargin
	for _, c := range columns {
		w := c.Share * pdfWidth
		p.put(words.Label(c.Title), cell{x: x, w: w - pdfPad, size: 7.5, right: c.Right})
		x += w
	}
	p.Ln(pdfLine + 0.6)
	p.rule()
}

func (p *pdfPage) rule() {
	p.SetDrawColor(227, 230, 234)
	p.SetLineWidth(0.2)
	p.Line(pdfMargin, p.GetY(), pdfMargin+pdfWidth, p.GetY())
	p.Ln(0.8)
}

func (p *pdfPage) row(columns []pdfColumn, row []string) {
	p.ink(false, pdfSize, 29, 35, 41)
	cells, most := make([][]string, len(columns)), 1
	for i, c := range columns {
		lines := p.lines(row[i], c.Share*pdfWidth-pdfPad, pdfSize)
		if len(lines) > pdfMost {
			lines = lines[:pdfMost]
			lines[pdfMost-1] += "…"
		}
		cells[i] = lines
		most = max(most, len(lines))
	}
	if p.room(float64(most)*pdfLine + 1.6) {
		p.head(columns)
		p.ink(false, pdfSize, 29, 35, 41)
	}
	y := p.GetY()
	x := pdfMargin
	for i, c := range columns {
		w := c.Share * pdfWidth
		for n, line := range cells[i] {
			p.SetY(y + float64(n)*pdfLine)
			p.put(line, cell{x: x, w: w - pdfPad, size: pdfSize, right: c.Right})
		}
		x += w
	}
	p.SetY(y + float64(most)*pdfLine + 0.8)
	p.rule()
}

func (p *pdfPage) pairs(v reporting.View) {
	p.title("Resolved questions")
	if len(v.Scores.Pairs) == 0 {
		p.words("None yet.")
		return
	}
	var rows [][]string
	for _, s := range v.Scores.Pairs {
		rows = append(rows, []string{s.Title, whose(s.Forecaster), words.ReportOutcome(s.Outcome), daysOf(v).on(&s.KnownAt), last(s), pairFigure(s), words.ReportPercent(s.Coverage)})
	}
	p.table([]pdfColumn{{"Question", .37, false}, {"Forecaster", .13, false}, {"Outcome", .1, false}, {"Known", .11, false}, {"Last forecast", .12, false}, {"Brier", .08, true}, {"Coverage", .09, true}}, rows)
}

func (p *pdfPage) questions(v reporting.View) {
	given, latest := map[journal.ID]int{}, map[journal.ID]*reporting.Forecast{}
	for i := range v.Forecasts {
		f := &v.Forecasts[i]
		given[f.Question]++
		latest[f.Question] = f
	}
	var rows [][]string
	for _, q := range v.Questions {
		said1 := "–"
		if f := latest[q.ID]; f != nil {
			said1 = said(f)
		}
		rows = append(rows, []string{q.Title, whose(q.AskedBy), daysOf(v).last(q.Closes), statusInWords(q), said1, strconv.Itoa(given[q.ID])})
	}
	p.title("Questions")
	p.table([]pdfColumn{{"Question", .41, false}, {"Asked by", .12, false}, {"Closes", .11, false}, {"How it stands", .14, false}, {"Latest forecast", .14, false}, {"Forecasts", .08, true}}, rows)
}

func (p *pdfPage) history(v reporting.View) {
	if len(v.Scores.History) == 0 {
		return
	}
	var rows [][]string
	for _, h := range v.Scores.History {
		rows = append(rows, []string{daysOf(v).on(&h.At), figure(&h.Value), span(h.Lo, h.Hi), strconv.Itoa(h.Questions)})
	}
	p.title("Brier history")
	p.words("The score over the outcomes known by then.")
	p.Ln(1)
	p.table([]pdfColumn{{"Known by", .25, false}, {"Score", .2, true}, {"95 % interval", .3, true}, {"Questions", .25, true}}, rows)
}
