package evidence

import (
	"context"

	"fyne.io/fyne/v2"

	"weathervane/forecasts/search"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// mostHits is how many hits the list shows.
const mostHits = 200

// hits is what a search of all that is said here has found, instead of the list
// of articles.
type hits struct {
	page  *Page
	list  *widgets.List
	found []search.Hit
	count *widgets.Text
}

func newHits(p *Page) *hits {
	h := &hits{page: p, count: widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})}
	h.list = widgets.NewList(88, newHitRow, h.fill)
	h.list.OnSelect = h.look
	h.list.OnOpen = h.open
	h.list.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyEscape {
			return false
		}
		widgets.Focus(p.inbox.find)
		return p.inbox.key(e)
	}
	h.list.Name = func(i int) string { return h.found[i].Title }
	h.list.CopyText = func(i int) string { return h.found[i].Title + "\t" + h.found[i].Snippet }
	return h
}

// kindWords name the kinds of hits.
var kindWords = map[string]string{"article": "Article", "finding": "Finding", "question": "Question", "forecast": "Note", "comment": "Comment"}

func newHitRow() fyne.CanvasObject {
	title := widgets.NewText("", widgets.Style{Size: 13, Weight: theme.SemiBold})
	kind := widgets.NewChip("", widgets.Neutral)
	said := widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	return widgets.Arrange(func(s fyne.Size) {
		w := kind.MinSize().Width
		widgets.Put(title, 16, 9, s.Width-40-w, 18)
		widgets.Put(kind, s.Width-16-w, 8, w, 20)
		widgets.Put(said, 16, 32, s.Width-32, 48)
	}, title, kind, said)
}

func (h *hits) fill(i int, row fyne.CanvasObject, _ bool) {
	x, o := h.found[i], row.(*fyne.Container).Objects
	o[0].(*widgets.Text).SetText(x.Title)
	tone := widgets.Neutral
	if x.Kind == "article" {
		tone = widgets.Informative
	}
	o[1].(*widgets.Chip).Set(kindWords[x.Kind], tone)
	o[2].(*widgets.Paragraph).SetText(x.Snippet)
	if s := row.Size(); s.Width > 0 {
		row.(*fyne.Container).Layout.Layout(o, s)
	}
}

// look shows a hit without going elsewhere: an article at the word, a finding
// at its passage; what is read on another page is named beside the text.
func (h *hits) look(i int) {
	x, p := h.found[i], h.page
	switch {
	case x.In.Article.IsZero():
		p.side.toElsewhere(x)
		p.paint()
	case x.In.Finding.IsZero():
		p.leaveDraft()
		p.side.toHint()
		p.sought = place{x.In.Article, x.Start, x.End}
		p.load(x.In.Article)
	default:
		p.leaveDraft()
		p.wanted = x.In.Finding
		p.load(x.In.Article)
	}
}

// open goes to where a hit is read.
func (h *hits) open(i int) {
	if x := h.found[i]; !x.In.Question.IsZero() {
		h.page.host.Open(page.Route{Page: "questions", ID: x.In.Question.String()})
		return
	}
	widgets.Focus(h.page.reader)
}

// place is a passage of an article that was looked for.
type place struct {
	article  journal.ID
	from, to int
}

// search looks for what the field has in all that is said here; an empty field
// lists the articles again.
func (p *Page) search() {
	words := p.inbox.find.Text
	if words == "" {
		p.inbox.searching(false)
		p.Show()
		return
	}
	p.host.Run("evidence.find", func(ctx context.Context) (func(), error) {
		found, err := p.desk.Search(ctx, words, mostHits)
		return func() {
			if p.inbox.find.Text == words { // else it was emptied meanwhile
				p.inbox.hit(found, err)
			}
		}, nil
	})
}
