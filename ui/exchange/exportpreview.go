package exchange

import (
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// leavingWords say in a line what a file would show and keep back.
func leavingWords(s exchange.Summary) string {
	var text []string
	for _, k := range []struct{ kind, one, more string }{
		{"question.asked", "question", "questions"}, {"forecast.made", "forecast", "forecasts"}, {"finding.filed", "finding", "findings"},
	} {
		if n := s.Shows(k.kind); n > 0 {
			text = append(text, words.Counted(n, k.one, k.more))
		}
	}
	if len(text) == 0 {
		text = append(text, words.Counted(s.Shown, "record", "records"))
	}
	if s.Withheld > 0 {
		text = append(text, words.Count(s.Withheld)+" withheld")
	}
	text = append(text, words.Bytes(s.Bytes))
	if s.KeptBack.Records > 0 {
		text = append(text, s.KeptBack.Says())
	}
	return strings.Join(text, " · ")
}

// kindWords name the kinds of records for people.
var kindWords = map[string]string{
	"log.opened": "Logs opened", "forecaster.named": "Names", "question.asked": "Questions", "question.revised": "Revised wordings", "forecast.made": "Forecasts",
	"forecast.sealed": "Announcements of sealed forecasts", "forecast.withdrawn": "Withdrawals", "rationale.given": "Rationales", "article.added": "Articles",
	"article.revised": "Corrected particulars", "finding.filed": "Findings", "bearing.judged": "Judgements of findings", "source.graded": "Grades of sources",
	"findings.grouped": "Groups of findings", "question.resolved": "Resolutions", "question.annulled": "Ends without an outcome", "question.reopened": "Reopenings",
	"resolution.confirmed": "Confirmed resolutions", "comment.made": "Comments", "record.retracted": "Retractions", "checkpoint.witnessed": "Witnessed checkpoints",
	"checkpoints.witnessed": "Witnessed checkpoints of several logs", "checkpoint.timestamped": "Time-stamped checkpoints", "key.succeeded": "Successions of keys",
	"key.revoked": "Revoked keys", "team.founded": "Teams", "member.set": "Members of teams",
	"relation.drawn": "Relations of questions", "review.signed": "Reviews", "": "Withheld from you",
}

func kindName(kind string) string {
	if text, ok := kindWords[kind]; ok {
		return text
	}
	return words.Capital(strings.ReplaceAll(kind, ".", " "))
}

// preview lists what would leave and what is withheld, kind by kind.
func (e *export) preview() {
	win := e.page.host.Window()
	if win == nil {
		return
	}
	if e.plan == nil {
		e.count(e.preview)
		return
	}
	s := *e.plan
	number := func(n int) string {
		if n == 0 {
			return "–"
		}
		return words.Count(n)
	}
	figures := widgets.Style{Figures: true}
	table := widgets.NewTable(30,
		widgets.Column[exchange.Part]{Title: "Records", Text: func(p exchange.Part) string { return kindName(p.Kind) }},
		widgets.Column[exchange.Part]{Title: "Leave", Width: 72, Align: fyne.TextAlignTrailing, Style: figures, Text: func(p exchange.Part) string { return number(p.Shown) },
			Less: func(a, b exchange.Part) bool { return a.Shown < b.Shown }},
		widgets.Column[exchange.Part]{Title: "Withheld", Width: 72, Align: fyne.TextAlignTrailing, Style: figures, Text: func(p exchange.Part) string { return number(p.Withheld) },
			Less: func(a, b exchange.Part) bool { return a.Withheld < b.Withheld }})
	table.SetRows(s.Parts)
	text := []string{words.Counted(s.Shown, "record", "records") + " of " + words.Counted(s.Logs, "log", "logs") + " leave in a file of " + words.Bytes(s.Bytes) + "."}
	if s.Withheld > 0 {
		text = append(text, "Of "+words.Counted(s.Withheld, "record", "records")+" are exported as hashes: their place is signed, their content is not in the file, and a later file can show it.")
	}
	if s.Sealed > 0 {
		text = append(text, words.Counted(s.Sealed, "sealed forecast is", "sealed forecasts are")+" among them.")
	}
	if s.KeptBack.Records > 0 {
		text = append(text, s.KeptBack.Says()+".")
	}
	if e.texts.On() {
		text = append(text, "Texts of articles stay here.")
	}
	high := min(float32(len(s.Parts))*30+34, 330)
	dialogs.Show(win, dialogs.Spec{Title: "What is exported", Width: 560, Accept: "Export", OnAccept: func(d *dialogs.Dialog) { d.Close(); e.write() },
		Content: widgets.VBox(10, widgets.NewParagraph(strings.Join(text, " "), widgets.Style{Colour: theme.Secondary}, 6), widgets.Sized(0, high, table.Object()))})
}
