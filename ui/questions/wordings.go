package questions

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// A wordingRow is a line of the list of wordings.
type wordingRow struct {
	When, By, What, Why string
	Present, Retracted  bool
	at                  int // in the question's versions
}

// memberNames are a question's members in the order in which they are shown,
// by their names in records and in words.
var memberNames = []struct{ member, words string }{
	{"title", "Question"}, {"type", "Answer"}, {"options", "Answer"}, {"ordered", "Answer"}, {"range", "Answer"}, {"unit", "Answer"},
	{"criteria", "Criteria"}, {"fine_print", "Fine print"}, {"background", "Background"}, {"source", "Source"},
	{"opens", "Opens"}, {"closes", "Closes"}, {"resolves_by", "Resolves by"}, {"if", "Condition"}, {"tags", "Tags"},
}

// changedWords names what a revision changed, each once.
func changedWords(members []string) []string {
	var out []string
	for _, m := range memberNames {
		if slices.Contains(members, m.member) && !slices.Contains(out, m.words) {
			out = append(out, m.words)
		}
	}
	return out
}

// wordingRows lists a question's wordings, newest first.
func wordingRows(v question.View, c words.Calendar) []wordingRow {
	var out []wordingRow
	present := -1
	for i, w := range v.Versions {
		if !w.Retracted {
			present = i
		}
	}
	for i, w := range slices.Backward(v.Versions) {
		r := wordingRow{When: c.Minute(w.At), By: name(w.By), What: "Asked", Why: w.Why, Present: i == present, Retracted: w.Retracted, at: i}
		if w.Record != v.ID {
			r.What = strings.Join(changedWords(w.Changed), ", ")
			if r.What != "" {
				r.What = r.What[:1] + strings.ToLower(r.What[1:])
			}
		}
		out = append(out, r)
	}
	return out
}

func wordingColumns() []widgets.Column[wordingRow] {
	small := widgets.Style{Size: theme.Small}
	ink := func(r wordingRow) theme.Role {
		if r.Retracted {
			return theme.Secondary
		}
		return theme.Text
	}
	return []widgets.Column[wordingRow]{
		{Title: "When", Width: 128, Style: withColour(small, theme.Secondary), Text: func(r wordingRow) string { return r.When }},
		{Title: "Author", Width: 84, Style: widgets.Style{Size: theme.Small, Weight: theme.Medium}, Text: func(r wordingRow) string { return r.By }},
		{Title: "What was worded", Style: small, Text: func(r wordingRow) string { return r.What }, Ink: ink},
		{Title: "Why", Style: small, Text: func(r wordingRow) string { return r.Why }, Ink: ink},
		{Title: "", Width: 74, Text: wordingState,
			New: func() fyne.CanvasObject { return widgets.HBox(0, widgets.NewChip("", widgets.Neutral)) },
			Paint: func(o fyne.CanvasObject, r wordingRow) {
				box := o.(*fyne.Container)
				chip := box.Objects[0].(*widgets.Chip)
				word, t := wordingState(r), widgets.Informative
				if r.Retracted {
					t = widgets.Negative
				}
				chip.Hidden = word == ""
				chip.Set(word, t)
				box.Layout.Layout(box.Objects, box.Size())
			}},
	}
}

func wordingState(r wordingRow) string {
	switch {
	case r.Retracted:
		return "Retracted"
	case r.Present:
		return "Present"
	}
	return ""
}

// memberFacts are what a wording says, member by member.
func memberFacts(a journal.Asked, onTitle string, c words.Calendar) []fact {
	fs := []fact{{"Question", a.Title}, {"Answer", strings.TrimPrefix(answerWords(a, c), "is answered by ")},
		{"Criteria", a.Criteria}, {"Fine print", a.FinePrint}, {"Background", a.Background}, {"Source", a.Source}}
	if a.Opens != nil {
		fs = append(fs, fact{"Opens", c.Minute(*a.Opens)})
	}
	if a.Closes != nil {
		fs = append(fs, fact{"Closes", c.Ending(*a.Closes)})
	}
	if a.ResolvesBy != nil {
		fs = append(fs, fact{"Resolves by", c.Minute(*a.ResolvesBy)})
	}
	if a.If != nil {
		_, _, phrase := conditionWords(listing.Condition{Question: a.If.Question, Title: onTitle, Outcome: a.If.Outcome}, c)
		fs = append(fs, fact{"Condition", phrase})
	}
	if len(a.Tags) > 0 {
		fs = append(fs, fact{"Tags", strings.Join(a.Tags, ", ")})
	}
	return fs
}

// conditionTitle names the question on which a wording depends: that of the
// present condition, where it is the same, and else its id.
func conditionTitle(v question.View, a journal.Asked) string {
	switch {
	case a.If == nil:
		return ""
	case v.If != nil && v.If.Question == a.If.Question && v.If.Title != "":
		return v.If.Title
	}
	return "question " + a.If.Question.Short()
}

// wordingAt is a past wording as paragraphs: what it changed is marked, with
// what stood before.
func wordingAt(v question.View, i int, c words.Calendar) *fyne.Container {
	w := v.Versions[i]
	before := map[string]string{}
	for k := i - 1; k >= 0; k-- {
		if !v.Versions[k].Retracted {
			for _, f := range memberFacts(v.Versions[k].Question, conditionTitle(v, v.Versions[k].Question), c) {
				before[f.Caption] = f.Text
			}
			break
		}
	}
	changed := changedWords(w.Changed)
	column := widgets.VBox(0)
	if w.Why != "" {
		column.Add(widgets.Pad(0, 0, 14, 0, widgets.NewParagraph("Why: "+w.Why, widgets.Style{Colour: theme.Mid}, 0)))
	}
	for _, f := range memberFacts(w.Question, conditionTitle(v, w.Question), c) {
		mark := slices.Contains(changed, f.Caption)
		if f.Text == "" && !mark {
			continue
		}
		text := f.Text
		if text == "" {
			text = "–"
		}
		paragraph(column, f.Caption, text, mark)
		if was := before[f.Caption]; mark && was != f.Text {
			if was == "" {
				was = "–"
			}
			last := column.Objects[len(column.Objects)-1].(*fyne.Container).Objects[0].(*fyne.Container)
			last.Add(widgets.NewParagraph("Before: "+was, widgets.Style{Size: theme.Small, Colour: theme.Secondary}, 0))
		}
	}
	return column
}

// paragraph adds a caption and a text to a column; changed ones have a chip.
func paragraph(column *fyne.Container, caption, text string, changed bool) {
	head := widgets.HBox(8, widgets.NewText(caption, widgets.Style{Size: theme.Small, Weight: theme.SemiBold, Colour: theme.Secondary}))
	if changed {
		head.Add(widgets.NewChip("Changed", widgets.Informative))
	}
	column.Add(widgets.Pad(0, 0, 14, 0, widgets.VBox(2, widgets.Sized(0, 20, head), widgets.NewParagraph(text, widgets.Style{}, 0))))
}

// openWording shows a question as it once read.
func (p *Page) openWording(i int) {
	if p.view == nil || i < 0 || i >= len(p.view.Versions) || p.host.Window() == nil {
		return
	}
	v, c := *p.view, p.calendar()
	w := v.Versions[i]
	title := "As revised on " + c.Minute(w.At) + " by " + name(w.By)
	if w.Record == v.ID {
		title = "As asked on " + c.Minute(w.At) + " by " + name(w.By)
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: title, Content: wordingAt(v, i, c), Width: 640})
}
