package evidence

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// found is a finding as it is filed, with the judgements that were made of it
// and a way to make another.
type found struct {
	page    *Page
	finding listing.Finding
	body    *fyne.Container
	where   *widgets.Text
	badge   *widgets.Fill
	back    *widgets.IconButton
	on      *widgets.IconButton
	dots    *widgets.IconButton
	more    *bearings
	save    *widgets.Button
	track   *trackBox
	foot    *fyne.Container
	object  *fyne.Container
	at, of  int
}

func newFound(p *Page) *found {
	f := &found{page: p, body: widgets.VBox(6), track: newTrackBox()}
	f.where = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	f.badge = widgets.NewFill(theme.Accent, theme.None, 4)
	f.back = widgets.NewIconButton("chevron-left", "The finding before", func() { p.openFinding(f.at - 1) }).Small()
	f.on = widgets.NewIconButton("chevron-right", "The next finding", func() { p.openFinding(f.at + 1) }).Small()
	f.dots = widgets.NewIconButton("more", "What can be done with the finding", f.findingMenu).Small()
	f.save = widgets.NewPrimary("Save judgement", "", f.judge)
	f.more = newBearings(p, "Bears on", f.relay)
	f.more.taken = f.judged
	f.more.text = func() string { return f.finding.Claim + " " + f.finding.Quote.Exact }
	f.foot = widgets.Pad(8, 15, 12, 15, f.save)
	head := widgets.Sized(0, 40, widgets.Pad(0, 15, 0, 15, widgets.HBox(8,
		widgets.Sized(8, 16, f.badge), widgets.Flex(widgets.NewText("Finding", widgets.Style{Weight: theme.SemiBold})), f.back, f.where, f.on, f.dots)))
	f.object = scrolled(head, f.body, nil)
	f.object.Objects = append(f.object.Objects, f.foot)
	return f
}

func (f *found) judged(q journal.ID) bool {
	for _, b := range f.finding.Bearings {
		if b.Mine && b.Question == q {
			return true
		}
	}
	return false
}

func (f *found) show(all []listing.Finding, at int) {
	if f.finding.ID != all[at].ID {
		f.more.list = nil
	}
	f.finding, f.at, f.of = all[at], at, len(all)
	f.where.SetText(fmt.Sprintf("%d of %d", at+1, f.of))
	enable(f.back, at > 0)
	enable(f.on, at+1 < f.of)
	_, _, plain := findingTone(f.finding).Colours()
	f.badge.Set(plain, theme.None)
	f.body.Objects = f.words()
	f.more.draw()
}

func enable(b *widgets.IconButton, yes bool) {
	if yes {
		b.Enable()
	} else {
		b.Disable()
	}
}

func (f *found) words() []fyne.CanvasObject {
	r := f.finding
	now := f.page.desk.Now()
	out := []fyne.CanvasObject{
		caption("Claim"), widgets.NewTitle(r.Claim, widgets.Style{Weight: theme.Medium}, 6),
		caption("Passage"), quoteBox(widgets.NewParagraph(r.Quote.Exact, widgets.Style{Size: theme.Small, LineHeight: 18, Colour: theme.Mid}, 6)),
	}
	if r.Grade != "" {
		out = append(out, widgets.Sized(0, 24, widgets.HBox(8, widgets.NewGrade(r.Grade),
			widgets.Flex(widgets.NewText(gradeWords(r.Grade), widgets.Style{Size: theme.Small, Colour: theme.Secondary})))))
	}
	if r.Note != "" {
		out = append(out, caption("Note"), widgets.NewParagraph(r.Note, widgets.Style{}, 8))
	}
	out = append(out, f.more.object)
	if len(r.Bearings) == 0 && len(f.more.list) == 0 {
		out = append(out, widgets.NewParagraph("Not judged yet: say on which question it bears, and how much.", widgets.Style{Colour: theme.Secondary}, 2))
	}
	for _, b := range r.Bearings {
		out = append(out, f.bearing(b))
	}
	out = append(out, f.origins())
	filed := "Filed by " + r.By.Name + " on " + words.Day(r.At.Time(), now.Location(), now)
	if n := len(r.LeanedOn); n > 0 {
		filed += " · " + words.Counted(n, "forecast depends", "forecasts depend") + " on it"
	}
	f.page.trackOfSource(f.track)
	return append(out, widgets.NewSeparator(), widgets.Pad(8, 0, 4, 0, f.track.object), widgets.NewText(filed, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
}

// bearing is a judgement that was made; its question can be opened.
func (f *found) bearing(b listing.Bearing) fyne.CanvasObject {
	now := f.page.desk.Now()
	title := widgets.NewText(f.title(b), widgets.Style{Weight: theme.Medium})
	open := widgets.NewIconButton("chevron-right", "Open the question", func() {
		f.page.host.Open(page.Route{Page: "questions", ID: b.Question.String()})
	}).Small()
	who := widgets.NewText(b.Analyst.Name+" · "+words.Day(b.At.Time(), now.Location(), now), widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	head := []fyne.CanvasObject{widgets.Flex(widgets.WithTip(title, func() string { return f.title(b) }))}
	if b.Mine && !b.ID.IsZero() {
		head = append(head, widgets.NewIconButton("undo", "Retract this judgement", func() {
			f.page.retractForm("judgement", b.ID, journal.ID{})
		}).Small())
	}
	rows := []fyne.CanvasObject{widgets.NewSeparator(), widgets.Sized(0, 28, widgets.HBox(4, append(head, open)...))}
	if b.LR != nil {
		rows = append(rows, ratioLine("", *b.LR, favours(*b.LR), who))
	}
	options := make([]string, 0, len(b.LRs))
	for o := range b.LRs {
		options = append(options, o)
	}
	sort.Strings(options)
	for _, o := range options {
		rows = append(rows, ratioLine(o, b.LRs[o], words.Ratio(b.LRs[o]), nil))
	}
	if b.LR == nil {
		rows = append(rows, who)
	}
	return widgets.VBox(0, rows...)
}

func (f *found) title(b listing.Bearing) string {
	if b.Title != "" {
		return b.Title
	}
	if title, here := f.page.titles[b.Question]; here {
		return title
	}
	return "Question " + b.Question.Short()
}

func ratioLine(label string, lr float64, phrase string, who *widgets.Text) fyne.CanvasObject {
	bar := widgets.NewDivergingBar(10)
	bar.Set(lr)
	tone := toneOf(lr)
	_, ink, _ := tone.Colours()
	if tone == widgets.Informative {
		ink = theme.Secondary
	}
	objects := []fyne.CanvasObject{}
	if label != "" {
		objects = append(objects, widgets.Sized(80, 0, widgets.NewText(label, widgets.Style{Size: theme.Small})))
	}
	objects = append(objects, widgets.Sized(72, 14, bar))
	if a := arrow(tone); a != "" {
		objects = append(objects, widgets.NewIcon(a, ink, 10))
	}
	objects = append(objects, widgets.NewText(phrase, widgets.Style{Size: theme.Small, Weight: theme.Medium, Colour: ink}))
	if who != nil {
		s := who.Style()
		s.Align = fyne.TextAlignTrailing
		who.SetStyle(s)
		objects = append(objects, widgets.Flex(who))
	}
	return widgets.Sized(0, 24, widgets.HBox(8, objects...))
}

func (f *found) relay() {
	if f.object == nil {
		return
	}
	widgets.Show(f.foot, len(f.more.list) > 0)
	phrase := "Save judgement"
	if len(f.more.list) > 1 {
		phrase = "Save judgements"
	}
	f.save.SetText(phrase)
	f.body.Refresh()
	f.object.Refresh()
}

func (f *found) judge() {
	p, id := f.page, f.finding.ID
	list := append([]*bearing(nil), f.more.list...)
	type judgement struct {
		question journal.ID
		lr       *float64
		lrs      map[string]float64
	}
	var all []judgement
	var names []string
	for _, b := range list {
		lr, lrs := b.judgement()
		all = append(all, judgement{b.question.ID, lr, lrs})
		names = append(names, b.question.Title)
	}
	p.host.Run("evidence.judge", func(ctx context.Context) (func(), error) {
		for _, j := range all {
			if _, err := p.desk.Judge(ctx, id, j.question, j.lr, j.lrs, ""); err != nil {
				return nil, err
			}
		}
		return func() {
			f.more.clear()
			p.host.Say("Judged on " + strings.Join(names, ", "))
		}, nil
	})
}
