package dialogs

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"weathervane/files"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Ask is what a dialog with a field for a path asks.
type Ask struct {
	Title, Label, Path, Accept string
	// Note stands below the field.
	Note string
	// Endings are those that Browse shows; none show every file. Folder lets
	// Browse choose the folder of the file instead.
	Endings []string
	Folder  bool
	// Several lets Browse add one file after the other, with “ ; ” between them.
	Several bool
	// Offered are paths to take with a press, under their own heading.
	Offered []Offer
	Heading string
	// Take is given the path, cleaned; what it says is wrong is shown.
	Take func(d *Dialog, path string)
}

// Offer is a path with what it is called and what is said of it.
type Offer struct{ Path, Title, More string }

// AskPath asks for a path, typed or browsed for.
func AskPath(win fyne.Window, a Ask) *Dialog {
	field := widgets.NewPathField(a.Label)
	field.Fill(a.Path)
	var d *Dialog
	accept := func(d *Dialog) {
		path := Expand(strings.TrimSpace(field.Text))
		field.SetWrong(path == "")
		if path == "" {
			d.Problem("Type where the file is, or browse for it.")
			return
		}
		a.Take(d, path)
	}
	field.OnSubmit = func() { d.Accept() }
	caption := widgets.NewText(a.Label, widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	rows := []fyne.CanvasObject{caption, browseRow(field, func() { a.browse(win, field) })}
	if a.Note != "" {
		rows = append(rows, widgets.Pad(4, 0, 0, 0, widgets.NewParagraph(a.Note, widgets.Style{Size: theme.Small, LineHeight: 16, Colour: theme.Secondary}, 4)))
	}
	if len(a.Offered) > 0 {
		rows = append(rows, widgets.Pad(8, 0, 0, 0, widgets.NewText(a.Heading, widgets.Style{Size: theme.Small, Colour: theme.Secondary})))
		for _, o := range a.Offered {
			rows = append(rows, widgets.HBox(0, widgets.NewLink(o.Title, "", func() {
				field.Fill(o.Path)
				d.Accept()
			}), widgets.Flex(widgets.NewPath(o.More, widgets.Style{Size: theme.Small, Colour: theme.Secondary}))))
		}
	}
	d = Show(win, Spec{Title: a.Title, Content: widgets.VBox(4, rows...), Accept: a.Accept, OnAccept: accept, First: field, Width: 620})
	return d
}

// Expand reads "~" at the beginning of a path as the home folder.
func Expand(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// FolderRow is a field for the path of a folder, with a button to look for one.
func FolderRow(win fyne.Window, field *widgets.Field) fyne.CanvasObject {
	return browseRow(field, func() { browseFolder(win, field, func(dir string) string { return dir }) })
}

// FileRow is a field for the path of a file that is to be made, with a button to look
// for its folder.
func FileRow(win fyne.Window, field *widgets.Field) fyne.CanvasObject {
	return browseRow(field, func() { Ask{Folder: true}.browse(win, field) })
}

func browseRow(field *widgets.Field, browse func()) fyne.CanvasObject {
	return widgets.HBox(8, widgets.Flex(field), widgets.NewButton("Browse", "", browse))
}

// browseFolder has a folder chosen, and fills the field with what it makes.
func browseFolder(win fyne.Window, field *widgets.Field, path func(dir string) string) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err == nil && dir != nil {
			field.Fill(path(dir.Path()))
			widgets.Focus(field)
		}
	}, win)
	d.Resize(fyne.NewSize(760, 520))
	d.Show()
}

func (a Ask) browse(win fyne.Window, field *widgets.Field) {
	if a.Folder {
		browseFolder(win, field, func(dir string) string { return filepath.Join(dir, filepath.Base(field.Text)) })
		return
	}
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err == nil && r != nil {
			path := r.URI().Path()
			if here := strings.TrimSpace(field.Text); a.Several && here != "" && !strings.HasSuffix(here, string(filepath.Separator)) {
				path = here + " ; " + path
			}
			field.Fill(path)
			r.Close()
			widgets.Focus(field)
		}
	}, win)
	if len(a.Endings) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(a.Endings))
	}
	if dir, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(Expand(field.Text)))); err == nil && field.Text != "" {
		d.SetLocation(dir)
	}
	d.Resize(fyne.NewSize(760, 520))
	d.Show()
}

// SaveAs asks where to, and lets write write the file there. An existing file is
// never replaced.
func SaveAs(host page.Host, title, name string, write func(io.Writer) error) *Dialog {
	path := name
	if home, err := os.UserHomeDir(); err == nil {
		path = filepath.Join(home, name)
	}
	return AskPath(host.Window(), Ask{Title: title, Label: "File to write", Path: path, Accept: "Save", Folder: true,
		Take: func(d *Dialog, path string) {
			d.Busy()
			host.Run("save", func(context.Context) (func(), error) {
				err := files.Create(path, 0, write)
				return func() {
					if err != nil {
						d.Problem(page.Sentence(err))
						return
					}
					d.Close()
					host.Say("Wrote " + filepath.Base(path))
				}, nil
			})
		}})
}
