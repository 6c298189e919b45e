package evidence

import (
	"context"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// dependentsDialog shows what leans on an article or a finding; where that fell,
// what one said oneself can be judged again.
type dependentsDialog struct {
	page   *Page
	dialog *dialogs.Dialog
	rows   *fyne.Container
}

// ShowDependents reads and shows what leans on an article or finding.
func (p *Page) ShowDependents(id journal.ID) {
	if p.host.Window() == nil {
		return
	}
	p.host.Run("evidence.dependents", func(ctx context.Context) (func(), error) {
		l, err := p.desk.Dependents(ctx, id)
		return func() {
			d := &dependentsDialog{page: p, rows: widgets.VBox(6)}
			d.fill(l)
			d.dialog = dialogs.Show(p.host.Window(), dialogs.Spec{Title: "What depends on this " + l.Kind, Width: 720, Content: d.rows,
				OnClose: p.Show})
		}, err
	})
}

// fill writes the rows again.
func (d *dependentsDialog) fill(l evidence.Dependents) {
	now := d.page.desk.Now()
	secondary := widgets.Style{Size: theme.Small, Colour: theme.Secondary}
	rows := []fyne.CanvasObject{widgets.NewTitle(l.Title, widgets.Style{Weight: theme.Medium}, 2)}
	if l.Invalidation != nil {
		phrase := words.Capital(l.Invalidation.How) + " by " + l.Invalidation.By.Name + " on " + words.Day(l.Invalidation.At.Time(), now.Location(), now)
		if l.Invalidation.Why != "" {
			phrase += ": " + l.Invalidation.Why
		}
		if n := asked(l); n > 0 {
			phrase += ". " + words.Counted(n, "thing", "things") + " of yours to look at again."
		}
		rows = append(rows, widgets.NewBanner(widgets.Cautious, "warning", phrase))
	}
	head := func(phrase string, n int) {
		if n == 0 {
			return
		}
		rows = append(rows, widgets.Pad(8, 0, 0, 0, widgets.NewText(phrase+"  "+words.Count(n), widgets.Style{Weight: theme.SemiBold})), widgets.NewSeparator())
	}
	head("Judgements", len(l.Bearings))
	for _, b := range l.Bearings {
		rows = append(rows, d.bearing(l, b))
	}
	head("Ledgers", len(l.Ledgers))
	for _, x := range l.Ledgers {
		rows = append(rows, dependentRow(x.Title, x.Analyst.Name+": "+ledgerWords(x)))
	}
	head("Forecasts", len(l.Forecasts))
	for _, f := range l.Forecasts {
		rows = append(rows, d.forecast(l, f))
	}
	head("Findings", len(l.Findings))
	for _, f := range l.Findings {
		phrase := "made of it"
		if f.Via != "" {
			phrase = "by " + f.Via
		}
		rows = append(rows, dependentRow(f.Claim, phrase))
	}
	if len(l.Bearings)+len(l.Forecasts)+len(l.Findings) == 0 {
		rows = append(rows, widgets.NewParagraph("Nothing depends on it: it has no findings.", secondary, 2))
	}
	d.rows.Objects = rows
	if d.dialog != nil {
		d.dialog.Relayout()
	}
}

// asked is how much of one's own is to be looked at again.
func asked(l evidence.Dependents) (n int) {
	for _, b := range l.Bearings {
		if b.Again && b.Mine {
			n++
		}
	}
	for _, f := range l.Forecasts {
		if f.Again && f.Mine {
			n++
		}
	}
	return n
}

func ledgerWords(x evidence.DependentLedger) string {
	if x.Implied != nil && x.ImpliedWithout != nil {
		return words.Percent(math.Round(*x.Implied*100)/100) + ", without " + words.Percent(math.Round(*x.ImpliedWithout*100)/100)
	}
	return words.Ratio(x.Multiplier) + ", without " + words.Ratio(x.Without)
}

// dependentRow is a title with a line of words below and actions at the right.
func dependentRow(title, phrase string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	name := widgets.NewText(title, widgets.Style{})
	text := widgets.VBox(0, widgets.WithTip(name, func() string { return title }), widgets.NewText(phrase, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
	return widgets.Sized(0, 40, widgets.HBox(8, append([]fyne.CanvasObject{widgets.Flex(text)}, actions...)...))
}

func (d *dependentsDialog) bearing(l evidence.Dependents, b evidence.DependentBearing) fyne.CanvasObject {
	now := d.page.desk.Now()
	phrase := b.Analyst.Name + ", " + words.Day(b.At.Time(), now.Location(), now) + ": "
	if b.LR != nil {
		phrase += favours(*b.LR) + " · "
	}
	phrase += b.Claim
	if !b.Again || !b.Mine {
		return dependentRow(b.Title, phrase)
	}
	neutral := map[string]float64{}
	for o := range b.LRs {
		neutral[o] = 1
	}
	if b.LRs == nil {
		neutral = nil
	}
	return dependentRow(b.Title, phrase,
		widgets.NewButton("Stands", "", func() { d.judge(l, b, b.LR, b.LRs) }).Small(),
		widgets.NewButton("No longer counts", "", func() {
			one := 1.0
			lr := &one
			if b.LR == nil {
				lr = nil
			}
			d.judge(l, b, lr, neutral)
		}).Small())
}

// judge judges again, as before or as saying nothing.
func (d *dependentsDialog) judge(l evidence.Dependents, b evidence.DependentBearing, lr *float64, lrs map[string]float64) {
	p := d.page
	p.host.Run("evidence.again", func(ctx context.Context) (func(), error) {
		if _, err := p.desk.Judge(ctx, b.Finding, b.Question, lr, lrs, "judged again: the "+l.Kind+" was "+l.Invalidation.How); err != nil {
			return nil, err
		}
		after, err := p.desk.Dependents(ctx, l.ID)
		return func() {
			p.host.Say("Judged again on " + b.Title)
			d.fill(after)
		}, err
	})
}

func (d *dependentsDialog) forecast(l evidence.Dependents, f evidence.DependentForecast) fyne.CanvasObject {
	now := d.page.desk.Now()
	phrase := f.Forecaster.Name + ", " + words.Day(f.At.Time(), now.Location(), now)
	if f.P != nil {
		phrase += ": " + words.Percent(*f.P)
	}
	if f.Named {
		phrase += " · names it as a reason"
	}
	if !f.Again || !f.Mine {
		return dependentRow(f.Title, phrase)
	}
	return dependentRow(f.Title, phrase, widgets.NewButton("Forecast again", "", func() {
		d.dialog.Close()
		d.page.host.Open(page.Route{Page: "questions", ID: f.Question.String()})
	}).Small())
}

// retractForm asks why an article, a finding or a judgement is retracted, and
// then shows what leaned on it.
func (p *Page) retractForm(what string, id, source journal.ID) {
	if p.host.Window() == nil {
		return
	}
	why := widgets.NewArea("Others read it later: withdrawn by the paper, misread …", 76)
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Retract the " + what, Accept: "Retract", First: why, Width: 480,
		Content: widgets.VBox(4, caption("Why"), why, widgets.NewParagraph("The record stays readable. You then see what depended on it.",
			widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 2)),
		OnAccept: func(d *dialogs.Dialog) {
			phrase := strings.TrimSpace(why.Text)
			if phrase == "" {
				d.Problem("Write a sentence: why it is retracted.")
				return
			}
			d.Busy()
			p.host.Run("evidence.retract", func(ctx context.Context) (func(), error) {
				_, err := p.desk.Retract(ctx, id, phrase)
				return func() {
					if err != nil {
						d.Problem(sentence(err))
						return
					}
					d.Close()
					p.host.Say(words.Capital(what) + " retracted")
					p.retracted(source)
				}, nil
			})
		}})
	why.OnSubmit = d.Accept
}

// retracted goes on after something was retracted, and shows what leaned on it.
// An article that is gone is left when the list is read without it.
func (p *Page) retracted(source journal.ID) {
	p.side.toHint()
	if !source.IsZero() {
		p.ShowDependents(source)
	}
}

// ShowFallen goes to what fell and is to be looked at again, the latest first;
// where nothing is, to what fell last.
func (p *Page) ShowFallen() {
	for _, l := range p.fallen {
		if asked(l) > 0 {
			p.ShowDependents(l.ID)
			return
		}
	}
	if len(p.fallen) > 0 {
		p.ShowDependents(p.fallen[0].ID)
		return
	}
	p.host.Say("No article or finding with dependents was retracted or corrected")
}

// tellFallen says over the text how much is to be looked at again.
func (p *Page) tellFallen() {
	things := 0
	for _, l := range p.fallen {
		things += asked(l)
	}
	widgets.Show(p.banner, things > 0)
	p.banner.Objects = []fyne.CanvasObject{widgets.Pad(8, 16, 8, 16, widgets.NewBanner(widgets.Cautious, "warning",
		words.Counted(things, "judgement or forecast of yours depends", "judgements and forecasts of yours depend")+" on something retracted or corrected.",
		widgets.NewButton("Look again", "", p.ShowFallen).Small()))}
	p.banner.Refresh()
}
