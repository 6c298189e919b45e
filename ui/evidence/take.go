package evidence

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts/articles"
	"weathervane/ui/dialogs"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// endings are those of files that hold an article.
var endings = []string{".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".eml"}

// mostFiles is how many files are taken at once.
const mostFiles = 1000

func isArticle(path string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(path)))
}

// Paste begins an article of what is in the clipboard: the page where the
// platform gives it, else the text.
func (p *Page) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	p.host.Run("evidence.read", func(ctx context.Context) (func(), error) {
		if p.clip != nil {
			if a, err := articles.Read(strings.NewReader(p.clip(ctx)), ".html"); err == nil && a.Text != "" {
				return func() { p.begin(a) }, nil
			}
		}
		if strings.TrimSpace(text) == "" {
			return func() {
				p.host.Say("The clipboard contains no text: copy an article’s text first, then paste it here")
			}, nil
		}
		a, err := articles.Read(strings.NewReader(text), "")
		if err != nil {
			return nil, err
		}
		return func() { p.begin(a) }, nil
	})
}

// AskAddress asks for a web address and reads the article there.
func (p *Page) AskAddress() {
	if p.host.Window() == nil {
		return
	}
	field := widgets.NewField("https://…")
	if text := strings.TrimSpace(fyne.CurrentApp().Clipboard().Content()); articles.IsAddress(text) && !strings.ContainsAny(text, " \n") {
		field.Fill(text)
	}
	note := widgets.NewParagraph("The page is fetched once, now: no pictures, no scripts, nothing it refers to. You see the article before it is added.",
		widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 3)
	d := dialogs.Show(p.host.Window(), dialogs.Spec{Title: "Add an article by its address", Accept: "Fetch it", First: field,
		Content: widgets.VBox(4, caption("Address"), field, widgets.Pad(4, 0, 0, 0, note)),
		OnAccept: func(d *dialogs.Dialog) {
			address := strings.TrimSpace(field.Text)
			if field.SetWrong(!articles.IsAddress(address)); !articles.IsAddress(address) {
				d.Problem("An address begins with https:// or http://.")
				return
			}
			d.Busy()
			p.host.Run("evidence.fetch", func(ctx context.Context) (func(), error) {
				a, err := p.fetch(ctx, address)
				return func() {
					switch {
					case !d.IsOpen():
					case err != nil:
						d.Problem(sentence(err))
					default:
						d.Close()
						p.begin(a)
					}
				}, nil
			})
		}})
	field.OnSubmit = d.Accept
}

// ChooseFile asks for a file that holds an article, or a folder of them.
func (p *Page) ChooseFile() {
	if p.host.Window() == nil {
		return
	}
	dialogs.AskPath(p.host.Window(), dialogs.Ask{Title: "Add an article’s file", Label: "File or folder", Path: p.folder, Accept: "Read it", Endings: endings,
		Note: "Plain text, Markdown, a saved page (HTML, MHTML), PDF or mail (EML); or a folder, whose articles are all added. You see a single article before it is added.",
		Take: func(d *dialogs.Dialog, path string) {
			info, err := os.Stat(path)
			switch {
			case err != nil:
				d.Problem("There is no file " + path + ".")
				return
			case !info.IsDir() && !isArticle(path):
				d.Problem("An article is a file ending with " + strings.Join(endings, ", ") + ".")
				return
			}
			p.folder = filepath.Dir(path) + string(filepath.Separator)
			d.Close()
			p.readFiles([]string{path})
		}})
}

// Drop takes files that hold articles and folders of them: a single article is
// shown first, several are added at once.
func (p *Page) Drop(paths []string) bool {
	for _, path := range paths {
		if info, err := os.Stat(path); !isArticle(path) && (err != nil || !info.IsDir()) {
			return false
		}
	}
	if len(paths) == 0 {
		return false
	}
	p.readFiles(paths)
	return true
}

// taken is what came of reading files.
type taken struct {
	all    []articles.Article
	failed []string // a sentence for each file that could not be read
}

func (p *Page) readFiles(paths []string) {
	p.host.Run("evidence.read", func(ctx context.Context) (func(), error) {
		files, err := filesIn(paths)
		if err != nil {
			return nil, err
		}
		var t taken
		for _, path := range files {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if a, err := readFile(ctx, path); err != nil {
				t.failed = append(t.failed, sentence(err))
			} else {
				t.all = append(t.all, a)
			}
		}
		switch {
		case len(files) == 0:
			return nil, fmt.Errorf("there is no article in %s: an article is a file ending with %s", filepath.Base(paths[0]), strings.Join(endings, ", "))
		case len(files) == 1 && len(t.failed) == 1:
			_, err := readFile(ctx, files[0])
			return nil, err
		case len(files) == 1:
			return func() { p.begin(t.all[0]) }, nil
		}
		return func() { p.attachAll(t) }, nil
	})
}

// attachAll adds what could be read, all or none, and says what could not.
func (p *Page) attachAll(t taken) {
	p.host.Run("evidence.attach", func(ctx context.Context) (func(), error) {
		kept, err := p.desk.AttachAll(ctx, t.all)
		if err != nil {
			return nil, err
		}
		return func() {
			before, cleaned := 0, false
			for _, k := range kept {
				if k.Already {
					before++
				}
				cleaned = cleaned || k.Cleaned
			}
			phrase := words.Counted(len(kept)-before, "article", "articles") + " added"
			if before > 0 {
				phrase += ", " + words.Counted(before, "was", "were") + " here already"
			}
			if cleaned {
				phrase += "; what looked like a password or token in an address was left out"
			}
			p.host.Say(phrase)
			if len(kept) > 0 {
				p.goTo(kept[len(kept)-1].ID)
			}
			p.tellFailed(t.failed)
		}, nil
	})
}

// tellFailed lists the files that could not be read.
func (p *Page) tellFailed(failed []string) {
	if len(failed) == 0 || p.host.Window() == nil {
		return
	}
	rows := []fyne.CanvasObject{widgets.NewParagraph("The others were added. These were left as they are:", widgets.Style{}, 2)}
	for _, f := range failed {
		rows = append(rows, widgets.NewParagraph(f, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4))
	}
	dialogs.Show(p.host.Window(), dialogs.Spec{Title: words.Counted(len(failed), "file was", "files were") + " not read", Content: widgets.VBox(8, rows...)})
}

// filesIn lists the articles among files and in folders, in order of name.
func filesIn(paths []string) ([]string, error) {
	var all []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(at string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fmt.Errorf("read %s: %w", filepath.Base(path), err)
			case e.IsDir() && at != path && strings.HasPrefix(e.Name(), "."):
				return filepath.SkipDir
			case e.IsDir() || !isArticle(at):
				return nil
			case len(all) == mostFiles:
				return fmt.Errorf("%s contains more than %d articles: take fewer at once", filepath.Base(path), mostFiles)
			}
			all = append(all, at)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func readFile(ctx context.Context, path string) (articles.Article, error) {
	f, err := files.OpenFile(ctx, path)
	if err != nil {
		return articles.Article{}, fmt.Errorf("open the article: %w", err)
	}
	defer f.Close()
	return articles.Read(f, filepath.Base(path))
}

// sentence is an error as a person reads it.
func sentence(err error) string {
	phrase := strings.Join(strings.Fields(err.Error()), " ")
	if phrase == "" {
		return "It failed."
	}
	return words.Capital(phrase)
}
