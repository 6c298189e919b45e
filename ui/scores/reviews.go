package scores

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scoring"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// newReviewNotice leads to the reviews where signed figures differ now.
func (p *Page) newReviewNotice() *widgets.Button {
	b := widgets.NewLink("", "warning", p.showReviews).Small()
	b.Hide()
	return b
}

// checkReviews asks whether what was signed still comes out the same.
func (p *Page) checkReviews() {
	p.host.Run("scores.reviews", func(ctx context.Context) (func(), error) {
		n, err := p.desk.ReviewsChanged(ctx)
		return func() {
			p.notice.SetText(words.Counted(n, "review", "reviews") + " changed")
			p.notice.SetTip("The figures of " + words.Counted(n, "signed review", "signed reviews") + " now differ. Press to see what changed them.")
			if (n > 0) != p.notice.Visible() {
				widgets.Show(p.notice, n > 0)
				p.object.Refresh()
			}
		}, err
	})
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

func (p *Page) drawReviews(all []scoring.ReviewView) {
	c := p.calendar()
	var rows []fyne.CanvasObject
	var d *dialogs.Dialog
	for _, r := range all {
		moved := func() {
			d.Close()
			p.drawChange(*r.Moved)
		}
		rows = append(rows, reviewCard(r, c, moved), widgets.NewHairline())
	}
	if len(all) == 0 {
		rows = append(rows, widgets.NewParagraph("No period was signed off yet. A sign-off records the figures of a period with your verdict; later this list shows whether they are still the same.",
			widgets.Style{Colour: theme.Secondary}, 3))
	}
	d = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Reviews", Width: 720, Content: widgets.VBox(10, rows...), Accept: "Sign off a period…",
		OnAccept: func(d *dialogs.Dialog) { d.Close(); p.signOff() }})
}

// stateOf says whether a review's figures still come out.
func stateOf(r scoring.ReviewView) (string, widgets.Tone) {
	if r.Same {
		return "Still the same", widgets.Positive
	}
	return "Differs now", widgets.Cautious
}

// reviewCard is one review; moved shows each question's part in what changed.
func reviewCard(r scoring.ReviewView, c words.Calendar, moved func()) fyne.CanvasObject {
	word, tone := stateOf(r)
	head := widgets.HBox(8, widgets.Flex(widgets.NewText(c.Date(r.Scope.From)+" – "+c.Date(r.Scope.To-1), widgets.Style{Weight: theme.SemiBold})),
		widgets.NewChip(word, tone))
	grey := widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}
	parts := []fyne.CanvasObject{head,
		widgets.NewParagraph("“"+r.Verdict+"” "+r.By.Name+", "+c.Date(r.At), widgets.Style{}, 3)}
	if r.Note != "" {
		parts = append(parts, widgets.NewParagraph(r.Note, grey, 3))
	}
	parts = append(parts, widgets.NewParagraph("Signed: "+figuresWords(&r.Signed), grey, 2))
	if !r.Same {
		parts = append(parts, widgets.NewParagraph("Now: "+figuresWords(r.Now), grey, 2))
		for _, line := range whatChanged(r) {
			parts = append(parts, widgets.NewParagraph(line, grey, 2))
		}
		if r.Moved != nil && r.Moved.Why == "" {
			each := widgets.NewButton("Each question’s part", "", moved).Small()
			parts = append(parts, widgets.HBox(0, each))
		}
	}
	return widgets.VBox(4, parts...)
}

// figuresWords writes the figures of a review, to the last digit.
func figuresWords(f *journal.Figures) string {
	if f == nil {
		return "nothing is scored in the period"
	}
	return fmt.Sprintf("Brier %v over %s and %s, coverage %s", f.Headline, words.Plural(f.Questions, "question"), words.Plural(f.Forecasts, "forecast"), words.Decimals(f.Coverage, 4))
}

// whatChanged says what moved the figures since they were signed.
func whatChanged(r scoring.ReviewView) []string {
	var out []string
	if r.LastClose {
		out = append(out, "Signed under the rule of version 0.1.0, which weighted by the close as last revised; the conventions keep it.")
	}
	if r.Moved == nil {
		return out
	}
	if r.Moved.Why != "" {
		return append(out, "What changed them is unknown: "+r.Moved.Why+".")
	}
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
		out = append(out, words.Capital(part.What)+" "+exactly(part.Change)+": "+strings.Join(names, "; "))
	}
	if len(out) == 0 {
		out = append(out, "No record here at the signing explains it: the reviewer had other records, or only the counts changed.")
	}
	return out
}

// signOff asks for a period and a verdict, and signs the figures of it.
func (p *Page) signOff() {
	from, to := widgets.NewField("2026-01-01"), widgets.NewField("2026-06-30")
	verdict, note := widgets.NewField("What you find"), widgets.NewArea("Remark, if any", 64)
	fields := widgets.VBox(6,
		widgets.NewParagraph("Signs everyone’s figures over the questions whose outcomes became known in the period. Later the page shows whether they are still the same.",
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
				d.Problem(page.Sentence(err))
				return
			}
			d.Close()
			p.host.Say("The period is signed off")
			p.showReviews()
		}, nil
	})
}
