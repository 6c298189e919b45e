package evidence

import (
	"fyne.io/fyne/v2"

	"weathervane/forecasts/search"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// mode is what the panel at the right is for.
type mode int

const (
	hinting mode = iota
	filing
	looking
	adding
	elsewhere
)

// side is the panel at the right: a hint, the form of a new finding, a finding
// as it is filed, the particulars of an article being added, or what was found
// that is read on another page.
type side struct {
	page   *Page
	mode   mode
	at     int // of the article's findings, while looking
	form   *form
	found  *found
	draft  *draft
	holder *fyne.Container
	hint   fyne.CanvasObject
	other  *fyne.Container // what is read elsewhere
	object *fyne.Container
}

func newSide(p *Page) *side {
	s := &side{page: p}
	s.form, s.found, s.draft = newForm(p), newFound(p), newDraft(p)
	s.hint = widgets.NewEmptyState("note", "Make a finding",
		"Select a passage in the article by dragging over it, or with Shift and the arrow keys, then press F. Press a marked passage to see its finding.", nil)
	s.other = widgets.Stack()
	s.holder = widgets.Stack(s.hint, s.other, s.form.object, s.found.object, s.draft.object)
	s.object = widgets.NewPanel(s.holder)
	s.set(hinting)
	return s
}

func (s *side) set(m mode) {
	s.mode = m
	widgets.Show(s.hint, m == hinting)
	widgets.Show(s.form.object, m == filing)
	widgets.Show(s.found.object, m == looking)
	widgets.Show(s.draft.object, m == adding)
	widgets.Show(s.other, m == elsewhere)
	s.holder.Refresh()
}

// toHint puts away what was open.
func (s *side) toHint() {
	s.form.clear()
	s.page.reader.current = -1
	s.set(hinting)
}

// toForm begins a finding, or gives another passage to the one begun.
func (s *side) toForm(from, to int, words string) {
	if s.mode != filing {
		s.form.clear()
		s.page.reader.setCurrent(-1)
	}
	s.form.passage(from, to, words)
	s.set(filing)
	widgets.Focus(s.form.claim)
}

// toElsewhere shows what was found and is read at a question.
func (s *side) toElsewhere(h search.Hit) {
	words := map[string]string{"forecast": "Note of a forecast", "comment": "Comment"}[h.Kind]
	if words == "" {
		words = "Question"
	}
	said := widgets.NewParagraph(h.Snippet, widgets.Style{Colour: theme.Mid, LineHeight: 20}, 12)
	open := widgets.NewPrimary("Open the question", "", func() {
		s.page.host.Open(page.Route{Page: "questions", ID: h.In.Question.String()})
	})
	s.page.reader.setCurrent(-1)
	s.other.Objects = []fyne.CanvasObject{widgets.Pad(12, 15, 12, 15, widgets.VBox(8, caption(words),
		widgets.NewTitle(h.Title, widgets.Style{Weight: theme.SemiBold, LineHeight: 20}, 4), said, open))}
	s.set(elsewhere)
}

func (s *side) toFinding(i int) {
	s.at = i
	s.found.show(s.page.article.Findings, i)
	s.set(looking)
}

// again shows what the article now says of the finding that is looked at; one
// that was retracted is left.
func (s *side) again() {
	if s.mode != looking {
		return
	}
	for i, f := range s.page.article.Findings {
		if f.ID == s.found.finding.ID {
			s.at = i
			s.found.show(s.page.article.Findings, i)
			return
		}
	}
	s.toHint()
}

// sources shows again how the article's source did.
func (s *side) sources() {
	s.page.trackOfSource(s.form.track)
	s.page.trackOfSource(s.found.track)
}

// selection follows what is selected while a finding is being made.
func (s *side) selection(words string) {
	if s.mode != filing || words == "" {
		return
	}
	from, to, words := s.page.reader.quote()
	s.form.passage(from, to, words)
}

// Submit does what the panel's first button does, where no field has the focus.
func (p *Page) Submit() {
	switch s := p.side; {
	case s.mode == filing:
		s.form.save()
	case s.mode == looking && len(s.found.more.list) > 0:
		s.found.judge()
	case s.mode == adding:
		s.draft.add()
	}
}

// caption is a small label over a field.
func caption(words string) *widgets.Text {
	return widgets.NewText(words, widgets.Style{Size: theme.Small, LineHeight: 18, Colour: theme.Secondary})
}

// scrolled is a column that scrolls where it does not fit, between a head and
// a foot that stay.
func scrolled(head, body, foot fyne.CanvasObject) *fyne.Container {
	scroll := widgets.NewScroll(widgets.Pad(0, 15, 12, 15, body))
	objects := []fyne.CanvasObject{head, widgets.Flex(scroll)}
	if foot != nil {
		objects = append(objects, widgets.Pad(8, 15, 12, 15, foot))
	}
	return widgets.VBox(0, objects...)
}

// quoteBox shows a passage on a soft fill.
func quoteBox(p *widgets.Paragraph) *fyne.Container {
	return widgets.Stack(widgets.NewFill(theme.Hover, theme.None, theme.RadiusControl), widgets.Pad(8, 10, 8, 10, p))
}
