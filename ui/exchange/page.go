// Package exchange is the page on which colleagues' files are looked at before
// they are merged, on which one's own are written, and on which everything at
// hand is verified. Nothing is written before Merge is pressed.
package exchange

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/forecasts"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Now() time.Time
	PlanImport(ctx context.Context, paths []string, except ...journal.LogID) (forecasts.ImportSummary, error)
	Import(ctx context.Context, paths []string, except []journal.LogID) (forecasts.ImportSummary, error)
	Export(ctx context.Context, path string, o forecasts.ExportOptions) (forecasts.ExportSummary, error)
	Verify(context.Context) (forecasts.Verification, error)
	QuestionRows(context.Context, forecasts.Filter) ([]forecasts.QuestionRow, error)
	Logs(context.Context) ([]forecasts.Log, error)
}

// Page is the exchange page.
type Page struct {
	host page.Host
	desk Desk

	paths  []string // of the files that are looked at
	plan   *forecasts.ImportSummary
	wrong  error                 // why the files cannot be taken
	seen   []forecasts.ImportLog // logs that the files have, left out ones too
	except map[journal.LogID]bool
	folder string

	primary *widgets.Button

	fileIcon  *widgets.Icon
	fileTitle *widgets.Text
	fileMore  *widgets.Text
	fileChip  *widgets.Chip
	changes   *changes
	trust     *trust
	export    *export
	check     *check
	object    fyne.CanvasObject
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk, except: map[journal.LogID]bool{}}
	p.changes, p.trust, p.export, p.check = newChanges(p), newTrust(p), newExport(p), newCheck(p)
	p.object = p.build()
	p.paint()
	return p
}

// Route is where one is.
func (p *Page) Route() page.Route { return page.Route{Page: "exchange"} }

// Object is the page.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Show loads what can be exported and how what is at hand stands.
func (p *Page) Show() {
	p.host.Run("exchange.show", func(ctx context.Context) (func(), error) {
		questions, err := p.desk.QuestionRows(ctx, forecasts.Filter{})
		if err != nil {
			return nil, err
		}
		logs, err := p.desk.Logs(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			p.export.show(questions, logs)
			p.paint()
		}, nil
	})
	p.check.run()
}

// Drop takes forecast files and shows what they would change.
func (p *Page) Drop(paths []string) bool {
	for _, path := range paths {
		if !strings.EqualFold(filepath.Ext(path), ".forecasts") {
			return false
		}
	}
	if len(paths) == 0 {
		return false
	}
	p.Look(paths)
	return true
}

// ChooseFile asks for a forecast file to look at.
func (p *Page) ChooseFile() {
	win := p.host.Window()
	if win == nil {
		return
	}
	dialogs.AskPath(win, dialogs.Ask{Title: "Open a forecast file", Label: "File", Path: p.folder, Accept: "Look at it", Endings: []string{ending},
		Note: "You see what it would change before anything is written.",
		Take: func(d *dialogs.Dialog, path string) {
			if _, err := os.Stat(path); err != nil {
				d.Problem("There is no file " + path + ".")
				return
			}
			p.folder = filepath.Dir(path) + string(filepath.Separator)
			d.Close()
			p.Look([]string{path})
		}})
}

// ending is that of forecast files.
const ending = ".forecasts"

// Primary is the window's first button while this page is shown.
func (p *Page) Primary() *widgets.Button { return p.primary }

// Heading is the page's title and how many files wait.
func (p *Page) Heading() (title, more string) {
	if p.plan != nil && !p.plan.Written || p.wrong != nil {
		return "Exchange", count(len(p.paths), "file", "files") + " waiting"
	}
	return "Exchange", ""
}

// CanMerge tells whether a file is open that brings something.
func (p *Page) CanMerge() bool {
	if p.plan == nil || p.plan.Written {
		return false
	}
	records, _ := total(*p.plan)
	return records > 0
}

// Merge takes what the open file brings.
func (p *Page) Merge() { p.merge() }

// GoExport goes to the name of the file to write; Enter writes it.
func (p *Page) GoExport() { widgets.Focus(p.export.path) }

// Verify verifies every record at hand.
func (p *Page) Verify() { p.check.run() }

// Look shows what files would change; nothing is written.
func (p *Page) Look(paths []string) {
	p.paths, p.seen, p.except = append([]string(nil), paths...), nil, map[journal.LogID]bool{}
	p.look()
}

// look plans with the logs that are not left out.
func (p *Page) look() {
	paths, except := p.paths, p.leftOut()
	p.host.Run("exchange.plan", func(ctx context.Context) (func(), error) {
		plan, err := p.desk.PlanImport(ctx, paths, except...)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return func() {
			p.plan, p.wrong = &plan, err
			if err != nil {
				p.plan = nil
			}
			p.remember(plan)
			p.paint()
		}, nil
	})
}

// remember keeps the logs of a plan, so that one left out can be taken again.
func (p *Page) remember(plan forecasts.ImportSummary) {
	for _, f := range plan.Files {
		for _, l := range f.Logs {
			if !slices.ContainsFunc(p.seen, func(s forecasts.ImportLog) bool { return s.Log == l.Log }) {
				p.seen = append(p.seen, l)
			}
		}
	}
}

// leave leaves a log out, or takes it again, and plans anew.
func (p *Page) leave(l forecasts.ImportLog, out bool) {
	p.except[l.Log] = out
	p.remember(forecasts.ImportSummary{Files: []forecasts.ImportFile{{Logs: []forecasts.ImportLog{l}}}})
	p.look()
}

func (p *Page) leftOut() []journal.LogID {
	var except []journal.LogID
	for _, l := range p.seen {
		if p.except[l.Log] {
			except = append(except, l.Log)
		}
	}
	return except
}

func (p *Page) notNow() {
	p.paths, p.plan, p.wrong, p.seen = nil, nil, nil, nil
	p.paint()
}

func (p *Page) merge() {
	if p.plan == nil || p.plan.Written {
		return
	}
	paths, except := p.paths, p.leftOut()
	p.trust.merge.Disable()
	p.host.Run("exchange.merge", func(ctx context.Context) (func(), error) {
		done, err := p.desk.Import(ctx, paths, except)
		return func() {
			if err != nil {
				p.host.Fail(err)
				p.paint()
				return
			}
			done.Written = true
			p.plan = &done
			records, names := total(done)
			p.host.Say("Merged " + count(records, "record", "records") + " from " + strings.Join(names, ", "))
			p.paint()
			p.Show()
		}, nil
	})
}

// paint shows the plan, or that there is none.
func (p *Page) paint() {
	title, more := "No file open", "Open a colleague’s .forecasts file, or drop one anywhere in the window. You see what it would change before anything is written."
	chip, tone, icon := "", widgets.Neutral, "exchange"
	switch {
	case p.wrong != nil:
		title, more = filepath.Base(p.paths[0]), "Nothing was changed."
		chip, tone = "Refused", widgets.Negative
	case p.plan != nil:
		title, more = heading(*p.plan)
		chip, tone = "Nothing is changed until you merge", widgets.Cautious
		if p.plan.Written {
			chip, tone = "Merged", widgets.Positive
		}
	}
	p.fileIcon.Set(icon, theme.Accent)
	p.fileTitle.SetText(title)
	p.fileMore.SetText(more)
	p.fileChip.Set(chip, tone)
	show(p.fileChip, chip != "")
	p.changes.paint()
	p.trust.paint()
	p.object.Refresh()
}

func show(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

func (p *Page) build() fyne.CanvasObject {
	p.fileIcon = widgets.NewIcon("exchange", theme.Accent, 18)
	p.fileTitle = widgets.NewText("", widgets.Style{Size: theme.CardTitle, LineHeight: 22, Weight: theme.SemiBold})
	p.fileMore = widgets.NewText("", widgets.Style{Size: theme.Small, Colour: theme.Secondary})
	p.fileChip = widgets.NewChip("", widgets.Neutral)
	p.primary = widgets.NewPrimary("Open file", "import", p.ChooseFile)
	file := widgets.HBox(12, widgets.Sized(40, 40, widgets.Stack(widgets.NewFill(theme.AccentSoft, theme.None, theme.RadiusPanel), p.fileIcon)),
		widgets.Flex(widgets.VBox(0, p.fileTitle, p.fileMore)), p.fileChip)
	return widgets.Arrange(func(s fyne.Size) {
		const gap, top = 16, 80
		right := float32(448)
		if s.Width < 1120 {
			right = (s.Width - 48) * 0.42
		}
		left := s.Width - 48 - right
		low := float32(290)
		high := s.Height - top - low - 2*gap
		if high < 280 {
			low = max(s.Height-top-280-2*gap, 200)
			high = s.Height - top - low - 2*gap
		}
		widgets.Put(file, 16, 16, s.Width-32, 48)
		widgets.Put(p.changes.object, 16, top, left, high)
		widgets.Put(p.trust.object, 32+left, top, right, high)
		widgets.Put(p.export.object, 16, top+high+gap, left, low)
		widgets.Put(p.check.object, 32+left, top+high+gap, right, low)
	}, file, p.changes.object, p.trust.object, p.export.object, p.check.object)
}
