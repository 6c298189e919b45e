package report

import (
	"math"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/reporting"
	"weathervane/forecasts/scoring"
)

// RestLine is a line of what a score rests on, for words.
func RestLine(l scoring.Rest) words.RestLine {
	line := words.RestLine{What: l.What, N: l.N, Cuts: l.Cuts, Scored: l.Scored, Gone: l.Gone, Lost: l.Lost, Chosen: l.Chosen, Beside: l.Beside}
	for _, who := range l.By {
		name := whose(who)
		if l.What == scoring.SharedName {
			name = who.Name
		}
		line.By, line.Keys, line.Kept = append(line.By, words.Name(name)), append(line.Keys, short(who.Key)), append(line.Kept, who.By != "")
	}
	return line
}

// restWords is the sentence above the table: that there is nothing to know, or what
// the table says.
func restWords(r scoring.Rests) string {
	if r.IsWell() {
		return words.RestsWell(r.Witnessed, r.Questions) + "."
	}
	text := "What can move the Brier score besides a forecast, and the score without it."
	if none := words.RestsNotFound(r.NotFound()); none != "" {
		text += " " + none + "."
	}
	return text
}

// restSection is the section about what the headline rests on; false if nothing is
// scored.
func restSection(v reporting.View) (section, bool) {
	s := section{Title: "What the score rests on", Words: restWords(v.Rests)}
	if !v.Rests.IsWell() {
		s.Tables = []table{restTable(v.Rests)}
	}
	return s, v.Rests.Headline.Defined()
}

func restTable(r scoring.Rests) table {
	t := table{Title: "The score without each", Columns: []pdfColumn{{"What", .28, false}, {"Whose", .36, false}, {"Brier", .1, true}, {"Which is", .26, false}}}
	for _, l := range r.Lines {
		line := RestLine(l)
		instead := words.RestInstead(line)
		if l.OtherWay.Defined() {
			instead += "; " + words.RestOtherWay(l.Options) + " " + words.Figure(float64(l.OtherWay))
		}
		t.Rows = append(t.Rows, []string{words.RestTitle(line), words.RestWhose(line), words.Figure(float64(l.HeadlineWithout)), instead})
	}
	return t
}

// restSheet is the table of what the headline rests on, with the questions and
// records that each line leads to.
func restSheet(v reporting.View) sheet {
	s := sheet{name: "rests_on", columns: []sheetColumn{{"what", plain}, {"n", figures}, {"by", plain}, {"keys", plain}, {"headline", figures},
		{"headline_without", figures}, {"which_is", plain}, {"decided_the_other_way", figures}, {"questions", plain}, {"records", plain}}}
	for _, l := range v.Rests.Lines {
		line := RestLine(l)
		var keys, questions, records []string
		for _, who := range l.By {
			keys = append(keys, who.Key)
		}
		for _, id := range l.Questions {
			questions = append(questions, id.String())
		}
		for _, id := range l.Records {
			records = append(records, id.String())
		}
		s.rows = append(s.rows, []any{l.What, float64(l.N), strings.Join(line.By, ", "), strings.Join(keys, " "), known(float64(l.Headline)),
			known(float64(l.HeadlineWithout)), words.RestInstead(line), known(float64(l.OtherWay)), strings.Join(questions, " "), strings.Join(records, " ")})
	}
	return s
}

// known is a figure as a cell; empty if it is undefined.
func known(x float64) any {
	if math.IsNaN(x) {
		return nil
	}
	return x
}
