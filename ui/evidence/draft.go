package evidence

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// draft is the particulars of an article that is about to be added, or those
// of one that is here, to be corrected.
type draft struct {
	page                                               *Page
	amends                                             bool // the article that is read, not a new one
	title, authors, publisher, date, address, language *widgets.Field
	head                                               *widgets.TitleRow
	note                                               *widgets.Paragraph
	like                                               *fyne.Container
	accept                                             *widgets.Button
	problem                                            *widgets.Paragraph
	object                                             *fyne.Container
}

func newDraft(p *Page) *draft {
	d := &draft{page: p, title: widgets.NewArea("Title", 56), authors: widgets.NewField("Names, with commas between"), publisher: widgets.NewField("Who published it"),
		date: widgets.NewField("2024-02-20"), address: widgets.NewField("https://…"), language: widgets.NewField("en, ko, ja …")}
	d.problem = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.BadInk}, 3)
	for _, f := range d.fields() {
		f.OnSubmit = d.add
	}
	d.title.OnKey = func(e *fyne.KeyEvent) bool { // two lines to be seen, one to be kept
		enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if enter {
			d.add()
		}
		return enter
	}
	d.head = widgets.NewTitleRow("New article", "")
	d.like = widgets.VBox(6)
	d.note = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	body := widgets.VBox(4, d.like, caption("Title"), d.title, caption("Authors"), d.authors, caption("Publisher"), d.publisher,
		widgets.HBoxFull(8, widgets.Flex(widgets.VBox(4, caption("Published (year-month-day)"), d.date)),
			widgets.Sized(92, 0, widgets.VBox(4, caption("Language"), d.language))),
		caption("Address"), d.address, widgets.Pad(8, 0, 0, 0, d.note), d.problem)
	d.accept = widgets.NewPrimary("Add article", "", d.add).WithKey("Enter")
	foot := widgets.HBox(8, widgets.Sized(84, 32, widgets.NewButton("Discard", "", d.discard)), widgets.Flex(d.accept))
	d.object = scrolled(d.head.Object(), body, foot)
	return d
}

func (d *draft) fields() []*widgets.Field {
	return []*widgets.Field{d.title, d.authors, d.publisher, d.date, d.address, d.language}
}

// fill puts an article's particulars into the fields.
func (d *draft) fill(a articles.Article, amends bool) {
	d.amends = amends
	title, note, button := "New article", "The text is kept as shown at the left.", "Add article"
	if amends {
		title, note, button = "Correct the particulars", "The correction is a record of its own: the earlier version stays in the history.", "Save correction"
	}
	d.head.Title.SetText(title)
	d.note.SetText(note)
	d.accept.SetText(button)
	for i, text := range []string{a.Title, strings.Join(a.Authors, ", "), a.Publisher, a.Published, a.URL, a.Language} {
		d.fields()[i].Fill(text)
		d.fields()[i].SetWrong(false)
	}
	d.problem.SetText("")
	d.like.Objects = nil
	d.object.Refresh()
}

// begin shows an article that is about to be added, and says where a similar one
// is already here or it holds several articles.
func (p *Page) begin(a articles.Article) {
	p.draft = &a
	p.side.draft.fill(a, false)
	p.reader.show("", "", a.Text, nil)
	p.inbox.list.Select(-1)
	p.side.set(adding)
	p.paint()
	widgets.Focus(p.side.draft.title)
	p.host.Run("evidence.alike", func(ctx context.Context) (func(), error) {
		like, err := p.desk.SimilarArticle(ctx, a)
		parts := articles.Split(a.Text)
		return func() {
			if p.draft == &a {
				p.side.draft.warn(like, a, parts)
			}
		}, err
	})
}

// warn says above the fields what should be known before the article is added.
func (d *draft) warn(like *evidence.SimilarArticle, a articles.Article, parts []articles.Article) {
	p := d.page
	d.like.Objects = nil
	say := func(text string, actions ...fyne.CanvasObject) {
		inner := widgets.VBox(6, widgets.NewParagraph(text, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.WarningInk}, 5), widgets.HBox(8, actions...))
		d.like.Objects = append(d.like.Objects, widgets.Stack(widgets.NewFill(theme.WarningSoft, theme.None, theme.RadiusControl), widgets.Pad(8, 10, 8, 10, inner)))
	}
	if len(parts) > 1 {
		say("This document holds "+words.Counted(len(parts), "article", "articles")+".", widgets.NewButton("Split it…", "", func() { p.splitForm(a, parts) }).Small())
	}
	if like != nil {
		open := widgets.NewButton("Read it", "", func() { p.goTo(like.Article.ID) }).Small()
		if like.Same {
			say("This exact text is already here: “"+like.Article.Title+"”, "+p.cameIn(like.Article)+".", open)
		} else {
			say(likeWords(*like)+", "+p.cameIn(like.Article)+".", widgets.NewButton("What differs", "", func() { p.showDifference(*like, a) }).Small(), open)
		}
	}
	d.object.Refresh()
}

func likeWords(x evidence.SimilarArticle) string {
	text := fmt.Sprintf("Almost the same text is already here: “%s”: %s new and %s gone", x.Article.Title,
		words.Counted(len(x.Differ.New), "paragraph", "paragraphs"), words.Count(len(x.Differ.Gone)))
	if x.URL {
		text = strings.Replace(text, "is here", "of the same address is here", 1)
	}
	return text
}

func (p *Page) cameIn(a listing.Article) string {
	now := p.desk.Now()
	return "added by " + a.AddedBy.Name + " on " + words.Day(a.At.Time(), now.Location(), now)
}

// MostShown is how many paragraphs of each side of a difference are shown.
const mostShown = 40

// showDifference shows the paragraphs that two versions do not share; the new
// one can be kept as a later version of the old.
func (p *Page) showDifference(like evidence.SimilarArticle, a articles.Article) {
	if p.host.Window() == nil {
		return
	}
	var rows []fyne.CanvasObject
	side := func(title, mark string, soft theme.Role, all []string) {
		rows = append(rows, widgets.Pad(6, 0, 2, 0, widgets.NewText(title+" · "+words.Count(len(all)), widgets.Style{Weight: theme.SemiBold})))
		for _, text := range all[:min(len(all), mostShown)] {
			rows = append(rows, widgets.Stack(widgets.NewFill(soft, theme.None, theme.RadiusControl), widgets.Pad(6, 10, 6, 10,
				widgets.NewParagraph(mark+" "+text, widgets.Style{Size: theme.Small, LineHeight: 18}, 6))))
		}
	}
	side("Only in the new text", "+", theme.GoodSoft, like.Differ.New)
	side("Only in the text that is here", "−", theme.BadSoft, like.Differ.Gone)
	rows = append(rows, widgets.Pad(6, 0, 0, 0, widgets.NewText(words.Counted(like.Differ.Same, "paragraph is", "paragraphs are")+" the same.", widgets.Style{Colour: theme.Secondary})))
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: "What differs", Accept: "Keep as its later version", Width: 720, Content: widgets.VBox(4, rows...),
		OnAccept: func(d *dialogs.Dialog) {
			d.Close()
			id := like.Article.ID
			p.host.Run("evidence.attach", func(ctx context.Context) (func(), error) {
				if _, err := p.desk.Amend(ctx, id, evidence.Amendment{Text: &a}); err != nil {
					return nil, err
				}
				return func() {
					p.host.Say("Stored as the later version; findings were located in it")
					p.goTo(id)
				}, nil
			})
		}})
}

// Reading reports whether an article is read.
func (p *Page) Reading() bool { return !p.article.ID.IsZero() && p.draft == nil }

// Correct begins to correct the article that is read.
func (p *Page) Correct() {
	a := p.article
	if !p.Reading() {
		return
	}
	p.side.draft.fill(articles.Article{Title: a.Title, Authors: a.Authors, Publisher: a.Publisher, Published: a.Published, URL: a.URL, Language: a.Language}, true)
	p.side.set(adding)
	widgets.Focus(p.side.draft.title)
}

// leaveDraft puts away the article that was about to be added.
func (p *Page) leaveDraft() {
	if p.draft != nil {
		p.draft = nil
		p.article = listing.Article{}
		p.side.toHint()
	}
}

func (d *draft) discard() {
	back := d.page.article.ID
	d.page.leaveDraft()
	d.page.goTo(back)
}

// goTo reads an article; a zero id is the first of the list.
func (p *Page) goTo(id journal.ID) {
	p.draft = nil
	p.article = listing.Article{ID: id}
	p.side.toHint()
	if id.IsZero() {
		p.readArticles()
		return
	}
	p.load(id)
}

// stated is what the fields say; false where something of it is wrong.
func (d *draft) stated() (a articles.Article, ok bool) {
	a.Title, a.Publisher = strings.Join(strings.Fields(d.title.Written()), " "), strings.TrimSpace(d.publisher.Written())
	a.Published, a.URL, a.Language = strings.TrimSpace(d.date.Written()), strings.TrimSpace(d.address.Written()), strings.TrimSpace(d.language.Written())
	a.Authors = []string{}
	for _, name := range strings.Split(d.authors.Written(), ",") {
		if name = strings.TrimSpace(name); name != "" {
			a.Authors = append(a.Authors, name)
		}
	}
	if was := d.page.article.Authors; d.amends && d.authors.Written() == strings.Join(was, ", ") {
		a.Authors = was
	}
	_, dated := when(a.Published)
	problem := ""
	switch {
	case a.Title == "":
		problem = "Give the article a title."
	case a.Published != "" && !dated:
		problem = "Write the date as year-month-day, such as 2024-02-20, or leave it empty."
	}
	d.problem.SetText(problem)
	d.title.SetWrong(a.Title == "")
	d.date.SetWrong(a.Published != "" && !dated)
	d.object.Refresh()
	return a, problem == ""
}

func (d *draft) add() {
	stated, ok := d.stated()
	p := d.page
	switch {
	case !ok:
	case d.amends:
		p.amend(stated)
	case p.draft != nil:
		a := *p.draft
		a.Title, a.Authors, a.Publisher, a.Published, a.URL, a.Language = stated.Title, stated.Authors, stated.Publisher, stated.Published, stated.URL, stated.Language
		p.host.Run("evidence.attach", func(ctx context.Context) (func(), error) {
			id, already, err := p.desk.Attach(ctx, a)
			if err != nil {
				return nil, err
			}
			return func() {
				if already {
					p.host.Say("This article is already here")
				} else {
					p.host.Say("Article added")
				}
				p.goTo(id)
				widgets.Focus(p.reader) // what comes next is to read
			}, nil
		})
	}
}

// amend records what was corrected, where something was.
func (p *Page) amend(to articles.Article) {
	from := p.article
	var m evidence.Amendment
	for _, x := range []struct {
		to  **string
		was string
		now *string
	}{{&m.Title, strings.Join(strings.Fields(from.Title), " "), &to.Title}, {&m.Publisher, from.Publisher, &to.Publisher}, {&m.Published, from.Published, &to.Published},
		{&m.URL, from.URL, &to.URL}, {&m.Language, from.Language, &to.Language}} {
		if x.was != *x.now {
			*x.to = x.now
		}
	}
	if strings.Join(from.Authors, ",") != strings.Join(to.Authors, ",") {
		m.Authors = to.Authors
	}
	p.host.Run("evidence.attach", func(ctx context.Context) (func(), error) {
		if _, err := p.desk.Amend(ctx, from.ID, m); err != nil {
			return nil, err
		}
		return func() {
			p.host.Say("Correction recorded")
			p.goTo(from.ID)
		}, nil
	})
}
