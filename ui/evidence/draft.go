package evidence

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// draft is the particulars of an article that is about to be added.
type draft struct {
	page                            *Page
	title, publisher, date, address *widgets.Field
	problem                         *widgets.Paragraph
	object                          *fyne.Container
}

func newDraft(p *Page) *draft {
	d := &draft{page: p, title: widgets.NewArea("Title", 56), publisher: widgets.NewField("Who published it"),
		date: widgets.NewField("2024-02-20"), address: widgets.NewField("https://…")}
	d.problem = widgets.NewParagraph("", widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.BadInk}, 3)
	for _, f := range []*widgets.Field{d.title, d.publisher, d.date, d.address} {
		f.OnSubmit = d.add
	}
	d.title.OnKey = func(e *fyne.KeyEvent) bool { // two lines to be seen, one to be kept
		enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if enter {
			d.add()
		}
		return enter
	}
	head := widgets.NewTitleRow("New article", "")
	body := widgets.VBox(4, caption("Title"), d.title, caption("Publisher"), d.publisher,
		caption("Published (year-month-day)"), d.date, caption("Address"), d.address,
		widgets.Pad(8, 0, 0, 0, widgets.NewParagraph("The text is kept as it is read at the left. Once added, it does not change.",
			widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)), d.problem)
	foot := widgets.HBox(8, widgets.Sized(84, 32, widgets.NewButton("Discard", "", d.discard)),
		widgets.Flex(widgets.NewPrimary("Add article", "", d.add).WithKey("Enter")))
	d.object = scrolled(head.Object(), body, foot)
	return d
}

// Paste begins an article of the text in the clipboard.
func (p *Page) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		p.host.Say("The clipboard holds no text: copy an article’s text first, then paste it here")
		return
	}
	p.host.Run("evidence.read", func(context.Context) (func(), error) {
		a, err := articles.Read(strings.NewReader(text), "")
		if err != nil {
			return nil, err
		}
		return func() { p.begin(a) }, nil
	})
}

// endings are those of files that hold an article.
var endings = []string{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}

// ChooseFile asks for a file that holds an article.
func (p *Page) ChooseFile() {
	if p.host.Window() == nil {
		return
	}
	dialogs.AskPath(p.host.Window(), dialogs.Ask{Title: "Add an article’s file", Label: "File", Path: p.folder, Accept: "Read it", Endings: endings,
		Note: "Plain text, Markdown or a saved page (HTML). You see it before it is added.",
		Take: func(d *dialogs.Dialog, path string) {
			if !slices.Contains(endings, strings.ToLower(filepath.Ext(path))) {
				d.Problem("An article is a file ending with " + strings.Join(endings, ", ") + ".")
				return
			}
			if _, err := os.Stat(path); err != nil {
				d.Problem("There is no file " + path + ".")
				return
			}
			p.folder = filepath.Dir(path) + string(filepath.Separator)
			d.Close()
			p.readFiles([]string{path})
		}})
}

// Drop takes files that hold articles: one is shown first, several are added
// at once.
func (p *Page) Drop(paths []string) bool {
	for _, path := range paths {
		if !slices.Contains(endings, strings.ToLower(filepath.Ext(path))) {
			return false
		}
	}
	if len(paths) == 0 {
		return false
	}
	p.readFiles(paths)
	return true
}

func (p *Page) readFiles(paths []string) {
	p.host.Run("evidence.read", func(ctx context.Context) (func(), error) {
		if len(paths) == 1 {
			a, err := readFile(paths[0])
			if err != nil {
				return nil, err
			}
			return func() { p.begin(a) }, nil
		}
		var last forecasts.ID
		for _, path := range paths {
			a, err := readFile(path)
			if err != nil {
				return nil, err
			}
			if last, _, err = p.desk.Attach(ctx, a); err != nil {
				return nil, err
			}
		}
		return func() {
			p.host.Say(count(len(paths), "article", "articles") + " added")
			p.goTo(last)
		}, nil
	})
}

func readFile(path string) (articles.Article, error) {
	f, err := os.Open(path)
	if err != nil {
		return articles.Article{}, fmt.Errorf("open the article: %w", err)
	}
	defer f.Close()
	return articles.Read(f, filepath.Base(path))
}

// begin shows an article that is about to be added.
func (p *Page) begin(a articles.Article) {
	p.draft = &a
	d := p.side.draft
	d.title.Fill(a.Title)
	d.publisher.Fill(a.Publisher)
	d.date.Fill(a.Published)
	d.address.Fill(a.URL)
	d.problem.SetText("")
	p.reader.show("", "", a.Text, nil)
	p.inbox.list.Select(-1)
	p.side.set(adding)
	p.paint()
	widgets.Focus(d.title)
}

// leaveDraft puts away the article that was about to be added.
func (p *Page) leaveDraft() {
	if p.draft != nil {
		p.draft = nil
		p.article = forecasts.Article{}
		p.side.toHint()
	}
}

func (d *draft) discard() {
	back := d.page.article.ID
	d.page.leaveDraft()
	d.page.goTo(back)
}

// goTo reads an article and shows the list anew; a zero id is the first.
func (p *Page) goTo(id forecasts.ID) {
	p.draft = nil
	p.article = forecasts.Article{ID: id}
	p.side.toHint()
	p.Show()
}

func (d *draft) add() {
	p := d.page
	if p.draft == nil {
		return
	}
	a := *p.draft
	a.Title, a.Publisher = strings.Join(strings.Fields(d.title.Text), " "), strings.TrimSpace(d.publisher.Text)
	a.Published, a.URL = strings.TrimSpace(d.date.Text), strings.TrimSpace(d.address.Text)
	_, dated := when(a.Published)
	switch {
	case a.Title == "":
		d.problem.SetText("Give the article a title.")
	case a.Published != "" && !dated:
		d.problem.SetText("Write the date as year-month-day, such as 2024-02-20, or leave it empty.")
	default:
		d.problem.SetText("")
	}
	d.title.SetWrong(a.Title == "")
	d.date.SetWrong(a.Published != "" && !dated)
	d.object.Refresh()
	if d.problem.Text() != "" {
		return
	}
	p.host.Run("evidence.attach", func(ctx context.Context) (func(), error) {
		id, already, err := p.desk.Attach(ctx, a)
		if err != nil {
			return nil, err
		}
		return func() {
			if already {
				p.host.Say("This article is here already")
			} else {
				p.host.Say("Article added")
			}
			p.goTo(id)
		}, nil
	})
}
