package evidence

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/evidence"
	"weathervane/model/journal"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// form is a finding being made.
type form struct {
	page     *Page
	from, to int
	exact    string

	quote       *widgets.Paragraph
	claim, note *widgets.Field
	source      *widgets.Cells
	credible    *widgets.Cells
	sourceWords *widgets.Text
	credWords   *widgets.Text
	problem     *widgets.Paragraph
	bears       *bearings
	origin      *originChoice
	track       *trackBox
	body        *fyne.Container
	object      *fyne.Container
}

func newForm(p *Page) *form {
	f := &form{page: p}
	f.quote = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 18, Colour: theme.Mid}, 4)
	f.claim = widgets.NewArea("What the passage says, in a sentence of yours", 60)
	f.note = widgets.NewArea("Why it counts as it does, and what it is related to", 76)
	f.claim.OnSubmit, f.note.OnSubmit = f.save, f.save
	f.problem = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.BadInk}, 3)
	words := widgets.Style{Size: theme.Small, Weight: theme.Medium, Align: fyne.TextAlignTrailing}
	f.sourceWords, f.credWords = widgets.NewText("", words), widgets.NewText("", words)
	f.source = widgets.NewCells(strings.Split(letters, ""), func(int) { f.grade() })
	f.credible = widgets.NewCells([]string{"1", "2", "3", "4", "5", "6"}, func(int) { f.grade() })
	f.track = newTrackBox()
	f.bears = newBearings(p, "Bears on", f.relay)
	f.bears.text = func() string { return f.claim.Text + " " + f.exact }
	f.origin = newOriginChoice(f)
	f.body = widgets.VBox(4,
		caption("Passage"), quoteBox(f.quote),
		caption("Claim"), f.claim,
		f.bears.object, widgets.NewSeparator(),
		widgets.HBox(8, caption("Source reliability"), widgets.Flex(f.sourceWords)), f.source,
		widgets.HBox(8, caption("Credibility of the claim"), widgets.Flex(f.credWords)), f.credible,
		caption("Note"), f.note, f.origin.object, widgets.Pad(8, 0, 0, 0, f.track.object), f.problem)
	head := widgets.NewTitleRow("New finding", "")
	foot := widgets.HBox(8, widgets.Sized(84, 32, widgets.NewButton("Discard", "", f.discard)),
		widgets.Flex(widgets.NewPrimary("Save finding", "", f.save).WithKey("Ctrl Enter")))
	f.object = scrolled(head.Object(), f.body, foot)
	return f
}

// relay makes room after something in the column grew.
func (f *form) relay() {
	if f.object != nil {
		f.body.Refresh()
		f.object.Refresh()
	}
}

func (f *form) clear() {
	f.exact = ""
	f.claim.Fill("")
	f.note.Fill("")
	f.source.Set(-1)
	f.credible.Set(-1)
	f.grade()
	f.bears.clear()
	f.origin.set(nil)
	f.fault(nil)
}

func (f *form) passage(from, to int, words string) {
	f.from, f.to, f.exact = from, to, words
	f.quote.SetText(words)
	f.page.trackOfSource(f.track)
	f.bears.suggest()
}

func (f *form) grade() {
	r, c := "", ""
	if i := f.source.Chosen(); i >= 0 {
		r = letters[i:i+1] + " · " + reliability[i]
	}
	if i := f.credible.Chosen(); i >= 0 {
		c = string(rune('1'+i)) + " · " + credibility[i]
	}
	f.sourceWords.SetText(r)
	f.credWords.SetText(c)
}

func (f *form) fault(err error) {
	says := ""
	if err != nil {
		says = words.Capital(err.Error())
	}
	f.problem.SetText(says)
	f.claim.SetWrong(errors.Is(err, errNoClaim))
	f.relay()
}

func (f *form) discard() {
	f.page.side.toHint()
	f.page.reader.selects(f.page.reader.cursor, f.page.reader.cursor)
	widgets.Focus(f.page.reader)
	f.page.paint()
}

var errNoClaim = errors.New("say in a sentence what the passage claims")

// save files the finding, judged on each question.
func (f *form) save() {
	grade, err := gradeOf(f.source.Chosen(), f.credible.Chosen())
	claim := strings.TrimSpace(f.claim.Text)
	if claim == "" {
		err = errNoClaim
	}
	f.fault(err)
	if err != nil {
		return
	}
	p, start := f.page, f.from
	filing := evidence.Filing{Article: p.article.ID, Exact: f.exact, Start: &start, Claim: claim, Grade: grade, Note: strings.TrimSpace(f.note.Text), SameOrigin: f.origin.list()}
	for i, b := range f.bears.list {
		q := b.question.ID
		lr, lrs := b.judgement()
		if i == 0 {
			filing.Question, filing.LR, filing.LRs = &q, lr, lrs
			continue
		}
		filing.More = append(filing.More, evidence.Judgement{Question: q, LR: lr, LRs: lrs})
	}
	p.host.Run("evidence.save", func(ctx context.Context) (func(), error) {
		id, err := p.desk.File(ctx, filing)
		return func() { p.filed(id) }, err
	})
}

// filed goes to a finding that was just saved.
func (p *Page) filed(id journal.ID) {
	p.host.Say("Finding saved")
	p.side.toHint()
	p.reader.selects(p.reader.cursor, p.reader.cursor)
	p.wanted = id
	p.openWanted() // else it comes with the article, which is read again
}
