// Package evidence is the page on which articles are read and findings made of
// their passages: the list of articles at the left, the reader in the middle,
// and at the right the finding that is being made or looked at.
package evidence

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/search"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Now() time.Time
	ArticleRows(context.Context) ([]evidence.ArticleRow, error)
	Article(context.Context, journal.ID) (listing.Article, error)
	Attach(context.Context, articles.Article) (id journal.ID, already bool, err error)
	Search(ctx context.Context, query string, most int) ([]search.Hit, error)
	AttachAll(context.Context, []articles.Article) ([]evidence.Attached, error)
	EvidenceTracks(context.Context) (evidence.EvidenceTracks, error)
	Dependents(context.Context, journal.ID) (evidence.Dependents, error)
	Invalidated(context.Context) ([]evidence.Dependents, error)
	Retract(ctx context.Context, record journal.ID, why string) (journal.ID, error)
	SimilarArticle(context.Context, articles.Article) (*evidence.SimilarArticle, error)
	Amend(context.Context, journal.ID, evidence.Amendment) (journal.ID, error)
	File(context.Context, evidence.Filing) (journal.ID, error)
	Origins(context.Context) ([]listing.Origin, error)
	Group(ctx context.Context, findings []journal.ID, why string) (journal.ID, error)
	CopyIntegrity(context.Context, journal.ID) (evidence.CopyIntegrity, error)
	Judge(ctx context.Context, finding, question journal.ID, lr *float64, lrs map[string]float64, note string) (journal.ID, error)
	RowsIn(context.Context, question.State) ([]question.Row, error)
	RowsOf(ctx context.Context, questions []journal.ID) ([]question.Row, error)
}

// Page is the evidence page.
type Page struct {
	host page.Host
	desk Desk

	inbox  *inbox
	reader *reader
	side   *side
	object fyne.CanvasObject

	article   listing.Article          // that is read; its ID is zero if none is
	wanted    journal.ID               // the finding to go to once the article is here
	sought    place                    // the passage to go to then
	questions []question.Row           // that have not ended; nil until they were read
	titles    map[journal.ID]string    // of the questions that the article's findings bear on
	tracks    *evidence.EvidenceTracks // nil until they were read
	fallen    []evidence.Dependents
	draft     *articles.Article // an article being added
	folder    string            // where a file was last chosen
	clip      func(context.Context) string
	fetch     func(ctx context.Context, address string) (articles.Article, error)
	primary   *widgets.Button

	toFinding           *widgets.Button
	copyMark            *copyMark
	copyLink, more      *widgets.IconButton
	findings            *widgets.Text
	readerCard, nothing *fyne.Container
	middle              *widgets.Awaited // all but the list
	banner              *fyne.Container  // what is to be looked at again
	begun               *begun           // a finding to be gone on with; nil if there is none
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk, clip: clipboardPage, fetch: articles.Fetch}
	p.reader = newReader()
	p.reader.onSelect = p.selectionChanged
	p.reader.onPassage = p.openFinding
	p.reader.onKey = p.letter
	p.reader.onLong = p.layOn
	p.inbox = newInbox(p)
	p.side = newSide(p)
	p.object = p.build()
	host.Await("evidence.list", p.inbox.body, p.middle.Ahead())
	host.Await("evidence.article", p.middle)
	p.primary = widgets.NewPrimary("Add article", "plus", func() {
		widgets.PopMenu(p.primary, []string{"Paste text or page", "Fetch an address…", "Choose a file or folder…"}, 0, func(i int) {
			[]func(){p.Paste, p.AskAddress, p.ChooseFile}[i]()
		})
	})
	return p
}

// Primary is the window's first button while this page is shown.
func (p *Page) Primary() *widgets.Button { return p.primary }

// Route is what the page shows now.
func (p *Page) Route() page.Route {
	if p.article.ID.IsZero() {
		return page.Route{Page: "evidence"}
	}
	return page.Route{Page: "evidence", ID: p.article.ID.String()}
}

// Object is the page.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// FindEntry is the field that narrows the list.
func (p *Page) FindEntry() fyne.Focusable { return p.inbox.find }

// Walked is the list of articles, or of what a search found.
func (p *Page) Walked() fyne.Focusable {
	if p.inbox.hits.list.Visible() {
		return p.inbox.hits.list
	}
	return p.inbox.list
}

// Select goes to an article, or to a finding's passage: "article/finding".
func (p *Page) Select(id string) {
	var want, finding journal.ID
	id, passage, _ := strings.Cut(id, "/")
	if err := finding.UnmarshalText([]byte(passage)); err == nil {
		p.wanted = finding
	}
	if err := want.UnmarshalText([]byte(id)); err != nil || want.IsZero() || want == p.article.ID && p.wanted.IsZero() {
		return
	}
	p.leaveDraft()
	p.load(want)
}

// Show loads the list, the article that is read and the questions.
func (p *Page) Show() {
	if p.inbox.find.Text != "" {
		p.search()
	}
	p.readQuestions()
	p.readArticles()
	p.readTracks()
	p.readFallen()
}

// Parts are the articles with the one that is read, the questions that
// findings are judged on, how sources did, and what fell.
func (p *Page) Parts() []page.Part {
	with := func(more ...session.Topic) func() page.Shown {
		return page.Always(page.Shown{Topics: append(more, session.TopicRecord, session.TopicLog)})
	}
	return []page.Part{
		{Shows: with(session.TopicQuestion, session.TopicForecast, session.TopicOutcome, session.TopicWording), Read: p.readQuestions},
		{Shows: with(session.TopicArticle, session.TopicFinding, session.TopicWording), Read: p.readArticles},
		{Shows: with(session.TopicArticle, session.TopicFinding, session.TopicOutcome, session.TopicWording), Read: p.readTracks},
		{Shows: with(session.TopicArticle, session.TopicFinding, session.TopicForecast, session.TopicOutcome, session.TopicWording), Read: p.readFallen},
	}
}

func (p *Page) readQuestions() {
	p.host.Run("evidence.questions", func(ctx context.Context) (func(), error) {
		questions, err := p.desk.RowsIn(ctx, question.NotEnded)
		return func() { p.questions = append([]question.Row{}, questions...) }, err
	})
}

// readArticles reads the list, and then the article that is read, or the first.
func (p *Page) readArticles() {
	p.host.Run("evidence.list", func(ctx context.Context) (func(), error) {
		list, err := p.desk.ArticleRows(ctx)
		if err != nil {
			return nil, err
		}
		all := shelve(list)
		return func() {
			read := p.article.ID
			gone := p.inbox.all.has(read) && !all.has(read)
			p.inbox.show(all)
			switch {
			case p.draft != nil:
			case !read.IsZero() && !gone:
				p.load(read)
			case len(list) > 0:
				p.load(list[0].ID)
			default:
				p.article = listing.Article{}
				p.paint()
			}
		}, nil
	})
}

func (p *Page) readTracks() {
	p.host.Run("evidence.sources", func(ctx context.Context) (func(), error) {
		tracks, err := p.desk.EvidenceTracks(ctx)
		return func() {
			p.tracks = &tracks
			p.side.sources()
			p.object.Refresh()
		}, err
	})
}

func (p *Page) readFallen() {
	p.host.Run("evidence.fallen", func(ctx context.Context) (func(), error) {
		fallen, err := p.desk.Invalidated(ctx)
		return func() {
			p.fallen = fallen
			p.tellFallen()
			p.object.Refresh()
		}, err
	})
}

// titlesOf are the titles of the questions that findings bear on.
func (p *Page) titlesOf(ctx context.Context, findings []listing.Finding) (map[journal.ID]string, error) {
	var on []journal.ID
	for _, f := range findings {
		for _, b := range f.Bearings {
			on = append(on, b.Question)
		}
	}
	if len(on) == 0 {
		return nil, nil
	}
	rows, err := p.desk.RowsOf(ctx, on)
	titles := make(map[journal.ID]string, len(rows))
	for _, q := range rows {
		titles[q.ID] = q.Title
	}
	return titles, err
}

func (p *Page) load(id journal.ID) {
	p.host.Run("evidence.article", func(ctx context.Context) (func(), error) {
		a, err := p.desk.Article(ctx, id)
		if err != nil {
			return nil, err
		}
		slices.SortStableFunc(a.Findings, func(x, y listing.Finding) int { return x.Quote.Start - y.Quote.Start })
		titles, err := p.titlesOf(ctx, a.Findings)
		return func() {
			p.titles = titles
			p.read(a)
		}, err
	})
}

// read shows an article; the same one again keeps place and selection.
func (p *Page) read(a listing.Article) {
	same := a.ID == p.article.ID && a.Text == p.article.Text
	p.article = a
	p.inbox.choose(a.ID)
	if same {
		p.reader.again(a.Title, particulars(a), passagesOf(a.Findings))
	} else {
		p.reader.show(a.Title, particulars(a), text(a), passagesOf(a.Findings))
		p.side.toHint()
		p.checkCopy()
	}
	if p.sought.article == a.ID && p.sought.from < p.sought.to {
		p.reader.selects(p.sought.from, p.sought.to)
		p.reader.reveal(p.sought.from)
	}
	p.sought = place{}
	p.refile()
	p.openWanted()
	if same {
		p.side.again()
	}
	p.paint()
}

// openWanted goes to the finding that is wanted, once the article has it.
func (p *Page) openWanted() {
	for i, f := range p.article.Findings {
		if f.ID == p.wanted {
			p.wanted = journal.ID{}
			p.openFinding(i)
		}
	}
}

// layOn lays a long text piece by piece, so that the window stays responsive.
func (p *Page) layOn() {
	p.host.Run("evidence.lay", func(context.Context) (func(), error) {
		return func() {
			if p.reader.goOn() {
				p.layOn()
			}
		}, nil
	})
}

// text is what is read; an article may have come without its text.
func text(a listing.Article) string {
	if a.Text != "" {
		return a.Text
	}
	return "The text of this article is not here: the article arrived without it."
}

func (p *Page) build() fyne.CanvasObject {
	p.toFinding = widgets.NewButton("Finding from selection", "plus", p.findingFromSelection).Small().WithKey("F")
	p.toFinding.SetTip("Select a passage first")
	p.copyLink = widgets.NewIconButton("link", "Copy the article’s address", p.copyAddress)
	p.more = widgets.NewIconButton("more", "What can be done with the article", p.articleMenu)
	p.copyMark = newCopyMark()
	p.findings = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary, Align: fyne.TextAlignTrailing})
	toolbar := widgets.Sized(0, 44, widgets.Pad(0, 10, 0, 16, widgets.HBox(6, p.toFinding, widgets.Flex(p.copyMark.object), p.copyLink, p.more)))
	legend := widgets.HBox(16, legendItem(widgets.TowardYes, "favours yes"), legendItem(widgets.TowardNo, "favours no"))
	foot := widgets.Sized(0, 40, widgets.Pad(0, 16, 0, 16, widgets.HBox(16, legend, widgets.Flex(p.findings))))
	p.banner = widgets.Stack()
	p.banner.Hide()
	p.readerCard = widgets.NewPanel(widgets.VBox(0, toolbar, widgets.NewHairline(), p.banner, widgets.Flex(p.reader), widgets.NewHairline(), foot))
	p.nothing = widgets.NewPanel(widgets.NewEmptyState("evidence", "No articles yet",
		"Copy an article’s text and paste it, choose a file, or drop one here. Then select a passage and say what it means for a question.",
		widgets.NewPrimary("Paste text", "plus", p.Paste)))
	p.nothing.Hide()
	side := p.side.object
	list := p.inbox.object
	p.middle = widgets.NewAwaitedPage(widgets.Arrange(func(s fyne.Size) {
		right := float32(352)
		if s.Width < 1120-inboxNarrow {
			right = 288
		}
		mid, high := s.Width-48-right, s.Height-32
		widgets.Put(side, s.Width-16-right, 16, right, high)
		widgets.Show(legend, mid >= 400)
		widgets.Put(p.readerCard, 16, 16, mid, high)
		widgets.Put(p.nothing, 16, 16, s.Width-32, high)
	}, p.readerCard, p.nothing, side))
	return widgets.Arrange(func(s fyne.Size) {
		left := float32(inboxWide)
		if s.Width < 1120 {
			left = inboxNarrow
		}
		widgets.Put(list, 0, 0, left, s.Height)
		widgets.Put(p.middle.Object(), left, 0, s.Width-left, s.Height)
	}, list, p.middle.Object())
}

// How wide the list of articles is.
const (
	inboxWide   = 288
	inboxNarrow = 252
)

func legendItem(t widgets.Tone, phrase string) fyne.CanvasObject {
	_, _, plain := t.Colours()
	return widgets.HBox(8, widgets.Sized(8, 8, widgets.NewFill(plain, theme.None, 4)),
		widgets.NewText(phrase, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))
}

// paint shows what goes with the article that is read.
func (p *Page) paint() {
	none := p.article.ID.IsZero() && p.draft == nil
	p.middle.Answered() // what is added or found needs no list
	widgets.Show(p.nothing, none)
	widgets.Show(p.readerCard, !none)
	widgets.Show(p.side.object, !none)
	widgets.Show(p.copyMark.object, p.draft == nil && p.copyMark.words.Text() != "")
	widgets.Show(p.copyLink, p.draft == nil && p.article.URL != "")
	widgets.Show(p.more, p.draft == nil)
	widgets.Show(p.toFinding, p.draft == nil)
	p.counts()
	p.object.Refresh()
}

// counts says what there is and what is selected, below the text.
func (p *Page) counts() {
	n := len(p.article.Findings)
	phrase := words.Counted(n, "finding", "findings")
	if from, to := p.reader.selection(); from != to {
		phrase = words.Counted(to-from, "character", "characters") + " selected"
	} else if p.reader.current >= 0 {
		phrase += ", 1 selected"
	}
	if p.draft != nil {
		phrase = "not added yet"
	}
	p.findings.SetText(phrase)
}

func (p *Page) selectionChanged() {
	_, _, phrase := p.reader.quote()
	tip := ""
	if phrase == "" {
		tip = "Select a passage first"
	}
	p.toFinding.SetTip(tip)
	p.side.selection(phrase)
	p.counts()
}

func (p *Page) letter(c rune) bool {
	if c != 'f' && c != 'F' || p.draft != nil {
		return false
	}
	p.findingFromSelection()
	return true
}

func (p *Page) findingFromSelection() {
	from, to, phrase := p.reader.quote()
	if phrase == "" || p.article.Text == "" {
		p.host.Say("Select the passage first: drag over it, or hold Shift and use the arrow keys")
		return
	}
	p.side.toForm(from, to, phrase)
	p.paint()
}

// openFinding shows the finding of a passage.
func (p *Page) openFinding(i int) {
	if i < 0 || i >= len(p.article.Findings) || p.draft != nil {
		return
	}
	p.reader.setCurrent(i)
	p.side.toFinding(i)
	p.paint()
}

func (p *Page) copyAddress() {
	fyne.CurrentApp().Clipboard().SetContent(p.article.URL)
	p.host.Say("The article’s address is in the clipboard")
}
