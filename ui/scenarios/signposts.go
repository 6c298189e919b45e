package scenarios

import (
	"fmt"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scenarioset"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

const postHigh = 53

// signposts is the card of what to watch for.
type signposts struct {
	page   *Page
	title  *widgets.TitleRow
	list   *fyne.Container
	none   *widgets.Paragraph
	object *fyne.Container
}

func newSignposts(p *Page) *signposts {
	s := &signposts{page: p}
	s.title = widgets.NewTitleRow("Signposts", "", widgets.NewLink("Add", "plus", func() { p.Do(Place) }).Small())
	s.none = widgets.NewParagraph("A signpost is an event to watch for, more probable in one scenario than in the others: once it is seen, Bayes’ rule says how far the weights move.", widgets.Style{Colour: theme.Secondary}, 6)
	s.list = widgets.VBox(0)
	s.object = widgets.NewPanel(widgets.VBox(0, s.title.Object(), widgets.NewHairline(), widgets.Flex(s.list)))
	return s
}

func (s *signposts) show(v scenario.View) {
	s.list.Objects = nil
	s.title.More.SetText("")
	if len(v.Posts) == 0 {
		s.list.Objects = []fyne.CanvasObject{widgets.Pad(10, 15, 12, 15, s.none)}
		return
	}
	s.title.More.SetText(fmt.Sprintf("%s of %s seen", words.Count(seen(v.Posts)), words.Count(len(v.Posts))))
	posts := inOrder(v.Posts)
	for i, p := range posts {
		s.list.Add(s.row(p, v.Names))
		if i < len(posts)-1 {
			s.list.Add(widgets.NewSeparator())
		}
	}
}

func (s *signposts) row(post scenarioset.Signpost, names []string) fyne.CanvasObject {
	text := widgets.NewText(post.Text, widgets.Style{Weight: theme.Medium})
	dot := widgets.NewFill(theme.Median, theme.None, 4)
	of := widgets.NewText("tells none apart", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	if at := favoured(post, names); at >= 0 {
		dot.Set(toneOf(at).plain, theme.None)
		of.SetText(names[at])
	}
	when := widgets.NewText(postWhen(post, s.page.calendar()), widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	if post.Status == "due" {
		when.SetColour(theme.WarningInk)
	}
	chip := widgets.NewChip(postState(post))
	line := widgets.Arrange(func(size fyne.Size) {
		const inset = 15
		widgets.Put(text, inset, 6, size.Width-2*inset, 20)
		cw := max(chip.MinSize().Width, 64)
		ww := when.MinSize().Width + 1
		right := size.Width - inset
		widgets.Put(chip, right-cw, 27, cw, 20)
		widgets.Put(when, right-cw-10-ww, 27, ww, 20)
		widgets.Put(dot, inset, 33, 8, 8)
		widgets.Put(of, inset+14, 27, right-cw-10-ww-8-inset-14, 20)
	}, text, dot, of, when, chip)
	press := widgets.NewPressable(widgets.Sized(0, postHigh-1, line), func() { s.page.openPost(post) })
	press.SetTip(postTip(post, names))
	return press
}

// postWhen says when to look, or when it was known.
func postWhen(p scenarioset.Signpost, c words.Calendar) string {
	switch p.Status {
	case "seen":
		return "seen " + c.Day(*p.KnownAt)
	case "unseen":
		return "by " + c.LastDay(p.CheckBy)
	}
	return "check " + c.LastDay(p.CheckBy)
}

func postState(p scenarioset.Signpost) (string, widgets.Tone) {
	switch p.Status {
	case "seen":
		return "Seen", widgets.Informative
	case "unseen":
		return "Never seen", widgets.Neutral
	case "due":
		return "Due", widgets.Cautious
	}
	return "Not seen", widgets.Neutral
}

// postTip gives the whole text and the probabilities.
func postTip(p scenarioset.Signpost, names []string) string {
	phrase := p.Text + ". Seen by then"
	for i, n := range names {
		sep := ", "
		if i == 0 {
			sep = ": "
		}
		phrase += sep + n + " " + words.WholePercent(p.P[n])
	}
	return phrase
}

func (s *signposts) high(width float32) float32 {
	if n := len(s.page.view.Posts); n > 0 {
		return theme.PanelTitle + 3 + postHigh*float32(n) - 1
	}
	return theme.PanelTitle + 25 + widgets.HeightFor(s.none, width-32)
}
