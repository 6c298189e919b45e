package chart

import (
	"bytes"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Menu is the button beside a chart that lets a person copy it, save it or
// read it as a table. Name is the chart's, and its file's; table gives its
// numbers, tab between cells, a head first (as HistoryData.Table does). Put it
// at the right of the chart's title row:
//
//	widgets.NewTitleRow("Timeline", "", zoom, chart.Menu(host, "Timeline", view, func() string { return data.Table() }))
func Menu(host page.Host, name string, view *View, table func() string) *widgets.IconButton {
	var b *widgets.IconButton
	b = widgets.NewIconButton("more", "Copy, save, or read as a table", func() {
		widgets.PopMenu(b, menuWords, 0, func(i int) { menuActions[i](host, name, view, table) })
	}).Small()
	return b
}

var menuWords = []string{"Read as a table", "Copy as a table", "Copy as SVG", "Save as SVG…", "Save as PNG…"}

var menuActions = []func(page.Host, string, *View, func() string){
	func(host page.Host, name string, _ *View, table func() string) { ShowTable(host, name, table()) },
	func(host page.Host, _ string, _ *View, table func() string) {
		copyText(host, table(), "The chart’s numbers are in the clipboard")
	},
	func(host page.Host, _ string, view *View, _ func() string) {
		var b strings.Builder
		if err := view.Scene().SVG(&b); err != nil {
			host.Fail(err)
			return
		}
		copyText(host, b.String(), "The chart is in the clipboard as SVG")
	},
	func(host page.Host, name string, view *View, _ func() string) {
		save(host, name, ".svg", view.Scene().SVG)
	},
	func(host page.Host, name string, view *View, _ func() string) {
		save(host, name, ".png", view.Scene().PNG)
	},
}

func copyText(host page.Host, text, said string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	host.Say(said)
}

// save draws at once, as the chart is now, and then asks where to.
func save(host page.Host, name, ending string, draw func(io.Writer) error) {
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		host.Fail(err)
		return
	}
	dialogs.SaveAs(host, "Save the chart", fileName(name)+ending, func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
}

// fileName makes a name for a file of a chart's: small letters and hyphens.
func fileName(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// ShowTable shows text with tabs between its cells as a table that can be
// read, searched by keys and copied line by line.
func ShowTable(host page.Host, title, text string) {
	lines := strings.Split(text, "\n")
	var columns []widgets.Column[[]string]
	for i, head := range strings.Split(lines[0], "\t") {
		c := widgets.Column[[]string]{Title: head, Style: widgets.Style{Size: theme.Small}, Text: func(row []string) string {
			if i < len(row) {
				return row[i]
			}
			return ""
		}}
		if i > 0 {
			c.Align, c.Style.Figures = fyne.TextAlignTrailing, true
		}
		columns = append(columns, c)
	}
	t := widgets.NewTable(28, columns...)
	var rows [][]string
	for _, line := range lines[1:] {
		rows = append(rows, strings.Split(line, "\t"))
	}
	t.SetRows(rows)
	copyAll := widgets.NewButton("Copy the table", "", func() { copyText(host, text, "The chart’s numbers are in the clipboard") }).Small()
	high := min(float32(len(rows))*28, 392) + 40
	dialogs.Show(host.Window(), dialogs.Spec{Title: title, Width: 640, First: t.List,
		Content: widgets.VBox(8, widgets.HBox(0, copyAll), widgets.Sized(0, high, t.Object()))})
}
