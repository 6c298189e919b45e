package questions

import (
	"context"
	"math"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"weathervane/assets/words"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/question"
	"weathervane/forecasts/standing"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// yardstick is the one whose words stand beside a probability.
const yardstick = "icd203"

// updatePanel is the card that records a forecast, or says how the question
// ended.
type updatePanel struct {
	page    *Page
	outcome *outcomePanel
	view    question.View
	cal     words.Calendar
	busy    bool

	title   *widgets.TitleRow
	number  *widgets.ProbabilityField
	word    *widgets.Text
	words   *widgets.Text
	slider  *widgets.Slider
	strip   *widgets.Yardstick
	advice  *advice
	hint    *fyne.Container
	says    *widgets.Text
	use     *widgets.Button
	shares  *sharesForm
	spread  *quantileForm
	wrong   *widgets.Paragraph
	area    *widgets.Field
	record  *widgets.Button
	dossier *widgets.Button // of a question that ended
	fixed   *fyne.Container // how it ended
	binary  *fyne.Container
	below   *fyne.Container
	object  *fyne.Container
}

func newUpdatePanel(p *Page) *updatePanel {
	u := &updatePanel{page: p}
	u.spread = newQuantileForm(u)
	u.title = widgets.NewTitleRow("Update", "", u.spread.menu)
	u.title.More.SetStyle(widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	u.number = widgets.NewProbabilityField()
	u.number.Parse = notation.ParseBarePercent
	u.number.Format = notation.BarePercent
	u.number.OnChange = func(v float64) { u.chosen(v) }
	u.number.OnSubmit = u.entered
	u.word = widgets.NewText("", widgets.Style{Weight: theme.SemiBold})
	u.words = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	u.slider = widgets.NewSlider(func(v float64) {
		u.number.Set(v)
		u.chosen(v)
	})
	u.slider.OnRune = u.typedOnSlider
	u.strip = widgets.NewYardstick(pieces())
	u.advice = newAdvice()
	u.says = widgets.NewText("", widgets.Style{})
	u.use = widgets.NewButton("Use", "", u.useImplied).Small()
	u.hint = widgets.Stack(widgets.NewFill(theme.Hover, theme.None, theme.RadiusControl),
		widgets.Pad(0, 6, 0, 10, widgets.Sized(0, 36, widgets.HBox(8, widgets.NewIcon("scale", theme.Secondary, 16), widgets.Flex(u.says), u.use))))
	u.shares = newSharesForm(u)
	u.wrong = widgets.NewParagraph("", widgets.Style{Size: theme.Small, Colour: theme.BadInk}, 12)
	u.area = widgets.NewArea("Why this number? What would change it?", 120)
	u.area.OnChange = func(text string) { u.draft().note = text }
	u.area.OnSubmit = u.submit
	u.record = widgets.NewPrimary("Record", "", u.submit).WithKey("Ctrl Enter")
	u.fixed = widgets.VBox(6)
	u.dossier = widgets.NewButton("Dossier", "note", func() { u.page.Do(Dossier) })
	u.build()
	return u
}

func (u *updatePanel) build() {
	beside := widgets.VBox(0, u.word, u.words)
	top := widgets.Sized(0, 44, widgets.HBox(12, u.number, widgets.Flex(beside)))
	u.binary = widgets.VBox(0, top, widgets.Pad(12, 0, 6, 0, widgets.Sized(0, 18, u.slider)), widgets.Sized(0, 26, u.strip), u.advice.line)
	caption := widgets.NewText("Rationale", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	u.below = widgets.VBox(0, widgets.Pad(10, 0, 4, 0, caption), u.area, widgets.Pad(11, 0, 0, 0, u.record))
	hint := widgets.Pad(10, 0, 0, 0, u.hint)
	content := widgets.VBox(0, u.binary, u.shares.object, u.spread.object, u.wrong, hint, u.fixed, u.below)
	u.hint = hint
	u.object = widgets.NewPanel(widgets.VBox(0, u.title.Object(), widgets.Pad(4, 15, 16, 15, content)))
}

// pieces are the yardstick's words as the strip draws them.
func pieces() []widgets.Piece {
	var out []widgets.Piece
	for _, y := range notation.Yardsticks() {
		if y.ID == yardstick {
			for _, w := range y.Words {
				out = append(out, widgets.Piece{From: w.Low, To: w.High, Words: w.Word})
			}
		}
	}
	return out
}

// draft is what was typed about the question that is shown, to be added to.
func (u *updatePanel) draft() *draft { return u.page.draftOf(u.view.ID) }

// kept is what was typed about it, to be read.
func (u *updatePanel) kept() draft {
	if d := u.page.drafts[u.view.ID]; d != nil {
		return *d
	}
	return draft{}
}

// show fills the panel: with what was typed and not recorded, or with what stands.
func (u *updatePanel) show(v question.View, c words.Calendar) {
	same := u.view.ID == v.ID
	u.view, u.cal = v, c
	u.title.Title.SetText("Update")
	u.title.More.SetText(sinceWords(v, c))
	u.area.Fill(u.kept().note)
	for _, o := range []fyne.CanvasObject{u.binary, u.shares.object, u.spread.object, u.spread.menu, u.hint, u.fixed, u.below, u.wrong} {
		o.Hide()
	}
	switch {
	case v.Status != "open":
		u.showEnd(endingOf(v, c))
	case v.Type == "binary":
		u.showBinary(same)
	case v.Type == "choice":
		u.showShares()
	default:
		u.showSpread()
	}
	u.refresh()
}

func (u *updatePanel) refresh() {
	u.object.Refresh()
	u.page.relayout()
}

func (u *updatePanel) showBinary(same bool) {
	d := u.kept()
	u.binary.Show()
	u.below.Show()
	if !same || u.number.Err() == nil {
		switch s := standingOf(u.view); {
		case d.set:
			u.place(d.p)
		case s != nil && s.P != nil:
			u.place(*s.P)
		default:
			u.number.Clear()
			u.slider.Set(0.5)
			u.strip.Clear()
			u.advice.say(math.NaN())
			u.word.SetText("no forecast yet")
			u.words.SetText("move the slider or type")
		}
		u.tell("")
	}
	if l := mineOf(u.view.Evidence); l != nil && l.Implied != nil {
		u.says.SetText("Evidence says " + words.Percent(*l.Implied))
		u.hint.Show()
	}
}

// place shows a probability everywhere in the panel.
func (u *updatePanel) place(p float64) {
	u.number.Set(p)
	u.speak(p)
}

func (u *updatePanel) speak(p float64) {
	u.slider.Set(p)
	u.strip.Set(p)
	if u.advice.say(p) {
		u.refresh()
	}
	word, low, high, ok := notation.Word(yardstick, p)
	if !ok {
		u.word.SetText("")
		u.words.SetText("")
		return
	}
	u.word.SetText(word)
	u.words.SetText("ICD 203: " + notation.BarePercent(low) + "–" + words.Percent(high))
}

// chosen learns of every number that the person gives.
func (u *updatePanel) chosen(p float64) {
	d := u.draft()
	d.p, d.set = p, true
	u.tell("")
	u.speak(p)
}

// tell says what is wrong; empty takes it back.
func (u *updatePanel) tell(problem string) {
	if u.wrong.Text() == problem && u.wrong.Hidden == (problem == "") {
		return
	}
	u.wrong.SetText(problem)
	u.wrong.Hidden = problem == ""
	u.refresh()
}

func (u *updatePanel) useImplied() {
	if l := mineOf(u.view.Evidence); l != nil && l.Implied != nil {
		p := math.Min(math.Max(math.Round(*l.Implied*1000)/1000, 0.001), 0.999)
		u.place(p)
		u.chosen(p)
		u.page.focus(u.number.Entry())
	}
}

func (u *updatePanel) showShares() {
	u.shares.show(u.view, u.kept())
	u.shares.object.Show()
	u.below.Show()
	u.tell("")
}

func (u *updatePanel) showSpread() {
	u.spread.object.Show()
	u.spread.menu.Show()
	u.below.Show()
	u.spread.show(u.view, u.kept())
}

// showEnd says how the question ended, or that somebody must.
func (u *updatePanel) showEnd(e ending) {
	u.title.Title.SetText("Outcome")
	u.title.More.SetText("")
	e.say(u)
	u.fixed.Show()
}

// belief is what the panel says now, or why it cannot be recorded.
func (u *updatePanel) belief() (standing.Belief, string) {
	switch u.view.Type {
	case "choice":
		return u.shares.belief()
	case "numeric", "date":
		return u.spread.text().belief(u.view.Question, u.cal)
	}
	if err := u.number.Err(); err != nil {
		return standing.Belief{}, page.Sentence(err)
	}
	p, ok := u.number.Value()
	if !ok {
		return standing.Belief{}, "Give a probability first: type a percentage or move the slider."
	}
	return standing.Belief{P: &p}, ""
}

// recorder is a host that says why nothing can be recorded; empty if it can.
type recorder interface{ WhyNotRecord() string }

// submit records what the panel says, on the question that is shown with it and
// on no other; what was typed stays until it is recorded. The keys then go back
// to the list, so that arrows lead on.
func (u *updatePanel) submit() {
	if u.busy || u.view.Status != "open" {
		return
	}
	if u.view.ID != u.page.wanted {
		u.tell("Another question is being opened: nothing was recorded on this one.")
		return
	}
	if h, ok := u.page.host.(recorder); ok && h.WhyNotRecord() != "" {
		u.tell(h.WhyNotRecord())
		return
	}
	b, problem := u.belief()
	if problem != "" {
		u.tell(problem)
		return
	}
	id, asked := u.view.ID, u.view.Question
	saying := question.Saying{Note: u.area.Written()}
	u.busy = true
	u.page.change("forecast", func(ctx context.Context) error {
		_, err := u.page.desk.Forecast(ctx, id, b, saying)
		return err
	}, func() {
		u.busy = false
		delete(u.page.drafts, id)
		u.area.Fill("")
		u.number.Clear()
		u.page.host.Say("Recorded " + beliefWords(&b, asked, u.cal) + " on “" + asked.Title + "”.")
		u.page.focus(u.page.list.list)
	}, func(problem string) {
		u.busy = false
		u.tell(problem)
	})
}

// Submit records what the update panel says, as Ctrl+Enter in it does.
func (p *Page) Submit() { p.update.submit() }

// entered is Enter in the number: it leads on to the rationale, since a record
// cannot be retracted unseen; with Ctrl it records.
func (u *updatePanel) entered() {
	const control = fyne.KeyModifierControl | fyne.KeyModifierSuper
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&control == 0 {
		u.page.focus(u.area)
		return
	}
	u.submit()
}

// typedOnSlider takes letters to the rationale, for which they were meant: the
// slider stands between it and the number, and must swallow none.
func (u *updatePanel) typedOnSlider(r rune) bool {
	if !unicode.IsLetter(r) {
		return false
	}
	u.page.focus(u.area)
	u.area.TypedRune(r)
	return true
}

// focusNumber puts the focus where a forecast begins.
func (u *updatePanel) focusNumber() {
	switch {
	case u.view.Status != "open":
	case u.view.Type == "binary":
		u.page.focus(u.number.Entry())
	case u.view.Type == "choice":
		u.shares.focus()
	default:
		u.spread.focus()
	}
}
