package scores

import (
	"context"
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// An explanation is what the page can tell beside its figures.
type explanation int

const (
	explainForecasts explanation = iota
	explainMoved
	explainConventions
	explainReviews
	explainSigning
	explainLeftOut
)

var explanationNames = []string{"The forecasts behind it", "Why did it move…", "Under every convention", "Reviews", "Sign off a period…", "What was left out"}

func (p *Page) explain(e explanation) {
	switch e {
	case explainForecasts:
		p.behindCard(0)
	case explainMoved:
		p.askDay("Why did the score move?", "Compare", p.showMoved)
	case explainConventions:
		p.showConventions()
	case explainReviews:
		p.showReviews()
	case explainSigning:
		p.signOff()
	case explainLeftOut:
		p.showLeftOut()
	}
}

// number writes a figure of a report, for people.
func number(x score.Number) string {
	switch {
	case !x.Defined():
		return dash
	case math.IsInf(float64(x), 0):
		return "∞"
	}
	return fmt.Sprintf("%.4f", float64(x))
}

// showConventions shows the one history under every convention.
func (p *Page) showConventions() {
	f := p.filter
	p.host.Run("explain", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Conventions(ctx, f)
		if err != nil {
			return nil, err
		}
		return func() { p.drawConventions(all) }, nil
	})
}

func (p *Page) drawConventions(all []forecasts.Convention) {
	small := widgets.Style{Size: theme.Small}
	var rows []fyne.CanvasObject
	for _, c := range all {
		rule := c.Rule + ". " + c.Range + "."
		if c.Why != "" {
			rule += " No value: " + c.Why + "."
		}
		value := widgets.NewText(number(c.Value), widgets.Style{Figures: true, Weight: theme.SemiBold, Align: fyne.TextAlignTrailing})
		words := widgets.VBox(2, widgets.NewText(c.Name+" · mean of "+notation.Count(c.Over)+" "+c.Of, widgets.Style{Size: theme.Small, Weight: theme.Medium}),
			widgets.NewParagraph(rule, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4))
		rows = append(rows, widgets.HBox(16, widgets.Sized(72, 20, value), widgets.Flex(words)), widgets.NewHairline())
	}
	intro := widgets.NewParagraph("The same forecasts, as other programs reckon: figures can be compared only under one rule.", small, 2)
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Under every convention", Width: 720, Content: widgets.VBox(8, append([]fyne.CanvasObject{intro, widgets.NewHairline()}, rows...)...)})
}

// showMoved says what moved the headline since the end of a day.
func (p *Page) showMoved(from forecasts.Instant) {
	f, to := p.filter, p.filter.AsOf
	if to == 0 {
		to = instant(p.desk.Now())
	}
	f.AsOf = 0
	p.host.Run("explain", func(ctx context.Context) (func(), error) {
		m, err := p.desk.Moved(ctx, from, to, f)
		if err != nil {
			return nil, err
		}
		return func() { p.drawMoved(m) }, nil
	})
}

// A movedRow is a part of what moved, or a question's share of it.
type movedRow struct {
	What, Change string
	Part         bool
	id           forecasts.ID
}

func movedRows(m forecasts.Movement) []movedRow {
	var rows []movedRow
	for _, part := range m.Parts {
		rows = append(rows, movedRow{What: upper(part.What), Change: exactly(part.Change), Part: true})
		for _, q := range part.Questions {
			rows = append(rows, movedRow{What: "    " + q.Title, Change: exactly(q.Share), id: q.Question})
		}
	}
	return append(rows, movedRow{What: "Together", Change: exactly(m.Difference), Part: true})
}

// exactly writes a change with its sign and five digits.
func exactly(x score.Number) string {
	s := fmt.Sprintf("%.5f", math.Abs(float64(x)))
	switch {
	case !x.Defined():
		return dash
	case strings.Trim(s, "0.") == "":
		return s
	case x < 0:
		return "\u2212" + s
	}
	return "+" + s
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (p *Page) drawMoved(m forecasts.Movement) {
	c := p.calendar()
	words := "From " + number(m.Before) + " at the end of " + c.day(m.From-1) + " to " + number(m.After) + " on " + c.day(m.To-1) +
		". The parts add up to the difference to the last digit."
	if m.Why != "" {
		words = "What moved it cannot be told: " + m.Why + "."
	}
	intro := widgets.NewParagraph(words, widgets.Style{Colour: theme.Secondary}, 3)
	content := []fyne.CanvasObject{intro}
	var d *dialogs.Dialog
	var first fyne.Focusable
	if m.Why == "" {
		table, high := movedTable(m)
		table.OnOpenRow = func(r movedRow) {
			if !r.id.IsZero() {
				d.Close()
				p.openQuestion(r.id, false)
			}
		}
		first = table.List
		content = append(content, widgets.Sized(0, high, table.Object()))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Why did the score move?", Width: 720, Content: widgets.VBox(8, content...), First: first})
}

func movedTable(m forecasts.Movement) (*widgets.Table[movedRow], float32) {
	ink := func(r movedRow) theme.Role {
		if r.Part {
			return theme.Text
		}
		return theme.Secondary
	}
	table := widgets.NewTable(28,
		widgets.Column[movedRow]{Title: "What moved it", Style: widgets.Style{Size: theme.Small}, Ink: ink, Text: func(r movedRow) string { return r.What }},
		widgets.Column[movedRow]{Title: "Change", Width: 80, Align: fyne.TextAlignTrailing, Style: widgets.Style{Size: theme.Small, Figures: true}, Ink: ink,
			Text: func(r movedRow) string { return r.Change }})
	rows := movedRows(m)
	table.SetRows(rows)
	return table, min(float32(len(rows))*28, 420) + 40
}

// showReviews lists the reviews, and whether their figures still come out.
func (p *Page) showReviews() {
	p.host.Run("explain", func(ctx context.Context) (func(), error) {
		all, err := p.desk.Reviews(ctx)
		if err != nil {
			return nil, err
		}
		return func() { p.drawReviews(all) }, nil
	})
}

func (p *Page) drawReviews(all []forecasts.ReviewView) {
	c := p.calendar()
	var rows []fyne.CanvasObject
	for _, r := range all {
		rows = append(rows, reviewCard(r, c), widgets.NewHairline())
	}
	if len(all) == 0 {
		rows = append(rows, widgets.NewParagraph("No period was signed off yet. A sign-off records the figures of a period with your verdict; later this list shows whether they still come out the same.",
			widgets.Style{Colour: theme.Secondary}, 3))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Reviews", Width: 720, Content: widgets.VBox(10, rows...), Accept: "Sign off a period…",
		OnAccept: func(d *dialogs.Dialog) { d.Close(); p.signOff() }})
}

// stateOf says whether a review's figures still come out.
func stateOf(r forecasts.ReviewView) (string, widgets.Tone) {
	if r.Same {
		return "Comes out the same", widgets.Positive
	}
	return "Comes out otherwise", widgets.Cautious
}

func reviewCard(r forecasts.ReviewView, c calendar) fyne.CanvasObject {
	word, tone := stateOf(r)
	head := widgets.HBox(8, widgets.Flex(widgets.NewText(c.day(r.Scope.From)+" – "+c.day(r.Scope.To-1), widgets.Style{Weight: theme.SemiBold})),
		widgets.NewChip(word, tone))
	grey := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
	parts := []fyne.CanvasObject{head,
		widgets.NewParagraph("“"+r.Verdict+"” "+r.By.Name+", "+c.day(r.At), widgets.Style{}, 3)}
	if r.Note != "" {
		parts = append(parts, widgets.NewParagraph(r.Note, grey, 3))
	}
	parts = append(parts, widgets.NewParagraph("Signed: "+figuresWords(&r.Signed), grey, 2))
	if !r.Same {
		parts = append(parts, widgets.NewParagraph("Now: "+figuresWords(r.Now), grey, 2))
		for _, line := range whatChanged(r) {
			parts = append(parts, widgets.NewParagraph(line, grey, 2))
		}
	}
	return widgets.VBox(4, parts...)
}

// figuresWords writes the figures of a review, to the last digit.
func figuresWords(f *journal.Figures) string {
	if f == nil {
		return "nothing is scored in the period"
	}
	return fmt.Sprintf("Brier %v over %s and %s, coverage %.4f", f.Headline, notation.Counted(f.Questions, "question", "questions"), notation.Counted(f.Forecasts, "forecast", "forecasts"), f.Coverage)
}

// whatChanged says what moved the figures since they were signed.
func whatChanged(r forecasts.ReviewView) []string {
	if r.Moved == nil {
		return nil
	}
	if r.Moved.Why != "" {
		return []string{"What changed them cannot be told: " + r.Moved.Why + "."}
	}
	var out []string
	for _, part := range r.Moved.Parts {
		if part.Change == 0 && len(part.Questions) == 0 {
			continue
		}
		var names []string
		for i, q := range part.Questions {
			if i == 3 {
				names = append(names, fmt.Sprintf("and %d more", len(part.Questions)-3))
				break
			}
			names = append(names, q.Title)
		}
		out = append(out, upper(part.What)+" "+exactly(part.Change)+": "+strings.Join(names, "; "))
	}
	if len(out) == 0 {
		out = append(out, "No record that was here when it was signed explains it: the reviewer had other records, or the counts alone changed.")
	}
	return out
}

// signOff asks for a period and a verdict, and signs the figures of it.
func (p *Page) signOff() {
	from, to := widgets.NewField("2026-01-01"), widgets.NewField("2026-06-30")
	verdict, note := widgets.NewField("What you find"), widgets.NewArea("Remark, if any", 64)
	fields := widgets.VBox(6,
		widgets.NewParagraph("Signs the figures of everyone over the questions whose outcomes came to be known in the period. Later the page shows whether they still come out the same.",
			widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3),
		widgets.NewTop(12, widgets.VBox(4, widgets.NewCaption("From the beginning of"), from), widgets.VBox(4, widgets.NewCaption("To the end of"), to)),
		widgets.NewCaption("Verdict"), verdict, widgets.NewCaption("Note"), note)
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Sign off a period", Accept: "Sign", First: from, Content: fields,
		OnAccept: func(d *dialogs.Dialog) {
			a, b, ok := p.between(d, from, to)
			if !ok {
				return
			}
			d.Busy()
			p.sign(d, journal.Period{From: a, To: b}, verdict.Text, note.Text)
		}})
	from.OnSubmit, to.OnSubmit, verdict.OnSubmit = d.Accept, d.Accept, d.Accept
}

func (p *Page) sign(d *dialogs.Dialog, period journal.Period, verdict, note string) {
	p.host.Run("sign", func(ctx context.Context) (func(), error) {
		_, err := p.desk.Review(ctx, period, verdict, note)
		return func() {
			if err != nil {
				d.Problem(upper(err.Error()) + ".")
				return
			}
			d.Close()
			p.host.Say("The period is signed off")
			p.showReviews()
		}, nil
	})
}
