// Package exchange is the page on which colleagues' files are looked at before
// they are merged, on which one's own are written, and on which everything here
// is verified. Nothing is written before Merge is pressed.
package exchange

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/forecasts/transfer"
	"weathervane/model/journal"
	"weathervane/ui/page"
	"weathervane/ui/theme"
	"weathervane/ui/widgets"
)

// Desk is what the page asks of the desk.
type Desk interface {
	Now() time.Time
	ImportFiles(ctx context.Context, paths []string, o importing.Options) (importing.Result, error)
	ViewTable(ctx context.Context, path string, o importing.Options) (*importing.TableView, error)
	SaveRows(ctx context.Context, path string, o importing.Options, lines []int, to string) error
	PlanExport(ctx context.Context, o exchange.Options) (exchange.Summary, error)
	Export(ctx context.Context, path string, o exchange.Options) (exchange.Summary, error)
	Verify(context.Context) (exchange.Verification, error)
	QuestionRows(context.Context, listing.Filter) ([]question.Row, error)
	Logs(context.Context) ([]exchange.Log, error)
	Records(ctx context.Context, onlyWithoutEffect bool) ([]exchange.Record, error)
	Exchanges(context.Context) ([]exchange.Exchange, error)
	History(context.Context) ([]transfer.Transfer, error)
	RememberRefused(ctx context.Context, paths []string, why error) error
	Trust(ctx context.Context, keys map[string]bool) error
	Sync(ctx context.Context, dir string) (exchange.SyncSummary, error)
	Place(context.Context) (string, error)
	SetPlace(ctx context.Context, dir string) error
	OnChange(func([]session.Changed)) (off func())
}

// Page is the exchange page.
type Page struct {
	host page.Host
	desk Desk

	paths    []string // of the files that are looked at
	plan     *importing.Result
	wrong    error         // why the files cannot be taken
	seen     []merging.Log // logs that the files have, left out ones too
	except   map[journal.LogID]bool
	decide   map[journal.ID]journal.ID // whose end of a disputed question holds
	same     map[journal.ID]journal.ID // new questions and the ones here that they are
	keeps    map[overturnKey]bool      // what stood here and was chosen to be kept, or taken
	me       string                    // the user's name in exports of other services
	meant    map[string]importing.TableMeaning
	apart    map[string][2]string // by path, the columns of questions and options, of tables whose options are questions of their own
	opened   []openTable          // the files that are tables
	looked   map[string]string    // by path, the SHA-256 of what was looked at
	pasted   string               // the folder of what was pasted
	next     []waiting            // what is looked at after the files that are
	looking  bool                 // they were not read yet
	tab      int                  // of them, the one that is shown; after them, what merging changes
	names    map[string]string    // who somebody in a table is here
	answered map[string]bool      // what was confirmed about a table
	folder   string
	records  int64  // here
	ownKey   string // the user's fingerprint
	idle     int64  // of them, those that take no effect

	primary *widgets.Button

	fileIcon  *widgets.Icon
	fileTitle *widgets.Text
	fileMore  *widgets.Text
	fileChip  *widgets.Chip
	table     *table
	changes   *changes
	trust     *trust
	headlines *headlines
	export    *export
	history   *history
	place     place
	object    fyne.CanvasObject
}

// New makes the page.
func New(host page.Host, desk Desk) *Page {
	p := &Page{host: host, desk: desk}
	p.forget()
	p.changes, p.trust, p.export, p.history = newChanges(p), newTrust(p), newExport(p), newHistory(p)
	p.headlines = newHeadlines(p)
	p.table = newTable(p)
	p.object = p.build()
	host.Await("exchange.show", p.export.questions.body, p.export.people.body)
	host.Await("exchange.history", p.history.body)
	host.Await("exchange.verify", &p.history.check)
	p.paint()
	return p
}

// Route is what the page shows now.
func (p *Page) Route() page.Route { return page.Route{Page: "exchange"} }

// Object is the page.
func (p *Page) Object() fyne.CanvasObject { return p.object }

// Show loads what can be exported and whether everything here is valid.
func (p *Page) Show() {
	p.readLogs()
	p.readHistory()
	p.Verify()
}

// Parts are what can be exported, what was exchanged, and whether all holds.
func (p *Page) Parts() []page.Part {
	exchanged := []session.Topic{session.TopicExchange, session.TopicLog, session.TopicRecord}
	return []page.Part{
		{Shows: page.Always(page.Shown{Records: true, Topics: exchanged}), Read: p.readLogs},
		{Shows: page.Always(page.Shown{Topics: exchanged}), Read: p.readHistory},
		{Shows: page.Always(page.Shown{Records: true}), Read: p.Verify},
	}
}

func (p *Page) readLogs() {
	p.host.Run("exchange.show", func(ctx context.Context) (func(), error) {
		questions, err := p.desk.QuestionRows(ctx, listing.Filter{})
		if err != nil {
			return nil, err
		}
		logs, err := p.desk.Logs(ctx)
		if err != nil {
			return nil, err
		}
		return func() {
			p.records, p.idle = 0, 0
			for _, l := range logs {
				if l.Own {
					p.ownKey = l.Key
				}
				p.records += l.Records
				for _, n := range l.WithoutEffect {
					p.idle += n
				}
			}
			p.export.show(questions, logs)
			p.paint()
		}, nil
	})
}

// readHistory lists the exchanges that were.
func (p *Page) readHistory() {
	p.host.Run("exchange.history", func(ctx context.Context) (func(), error) {
		files, err := p.desk.History(ctx)
		if err != nil {
			return nil, err
		}
		seen, err := p.desk.Exchanges(ctx)
		if err != nil {
			return nil, err
		}
		return func() { p.history.show(files, seen) }, nil
	})
}

// Verify verifies every hash and signature here.
func (p *Page) Verify() {
	p.host.Run("exchange.verify", func(ctx context.Context) (func(), error) {
		v, err := p.desk.Verify(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return func() {
			if err != nil {
				p.history.words.SetText("Could not be verified")
				p.host.Fail(err)
				return
			}
			p.history.check.show(v)
		}, nil
	})
}

// Primary is the window's first button while this page is shown.
func (p *Page) Primary() *widgets.Button { return p.primary }

// Heading is the page's title and how many files wait.
func (p *Page) Heading() (title, more string) {
	if p.isOpen() || p.wrong != nil {
		n := len(p.paths)
		for _, w := range p.next {
			n += len(w.paths)
		}
		return "Exchange", words.Counted(n, "file", "files") + " waiting"
	}
	return "Exchange", ""
}

// isOpen reports whether a file is open that can be merged.
func (p *Page) isOpen() bool { return p.plan != nil && !p.plan.Written }

// calendar writes days for the user.
func (p *Page) calendar() words.Calendar {
	now := p.desk.Now()
	return words.Calendar{Now: now, Zone: now.Location()}
}

// CanMerge reports whether a file is open that brings something.
func (p *Page) CanMerge() bool {
	return p.plan != nil && !p.plan.Written && adds(*p.plan)+len(p.decide)+len(p.same) > 0
}

// Merge takes what the open file brings.
func (p *Page) Merge() { p.merge() }

// GoExport goes to the name of the file to write; Enter writes it.
func (p *Page) GoExport() { widgets.Focus(p.export.path) }

func (p *Page) merge() {
	if !p.CanMerge() {
		return
	}
	paths, o := p.paths, p.options(false)
	p.trust.merge.Disable()
	p.host.Run("exchange.merge", func(ctx context.Context) (func(), error) {
		done, err := p.desk.ImportFiles(ctx, paths, o)
		return func() {
			if errors.Is(err, importing.ErrChanged) {
				p.look() // which tells it
				return
			}
			if err != nil {
				p.host.Fail(err)
				p.paint()
				return
			}
			done.Written = true
			carryEffects(p.plan.Overturns, done.Overturns)
			p.plan = &done
			if !p.goOn() {
				p.paint()
			}
			p.host.Say(mergedWords(done))
		}, nil
	})
}

func mergedWords(done importing.Result) string {
	records, names := total(done.Summary)
	for _, f := range done.Foreign {
		names = append(names, f.Called())
		records = adds(done)
	}
	return "Merged " + words.Counted(records, "record", "records") + " from " + strings.Join(names, ", ")
}

// paint shows the plan, or that there is none.
func (p *Page) paint() {
	title, more := "No file open", "Open a colleague’s file, or drop files anywhere in the window. You see what they would change before anything is written."
	chip, tone, icon := "", widgets.Neutral, "exchange"
	switch {
	case p.wrong != nil:
		title, more = filepath.Base(p.paths[0]), "Nothing was changed."
		chip, tone = "Refused", widgets.Negative
	case p.plan != nil:
		title, more = heading(*p.plan, p.desk.Now())
		chip, tone = "Nothing is changed until you merge", widgets.Cautious
		if p.plan.Written {
			chip, tone = "Merged", widgets.Positive
		}
	}
	if shown := p.shownTable(); shown != nil {
		title, more = filepath.Base(shown.path), tableHeading(shown.view)
		chip, tone = "Nothing is changed until you merge", widgets.Cautious
	}
	if len(p.next) > 0 {
		more += " · " + p.nextWords()
	}
	p.fileIcon.Set(icon, theme.Accent)
	p.fileTitle.SetText(title)
	p.fileMore.SetText(more)
	p.fileChip.Set(chip, tone)
	widgets.Show(p.fileChip, chip != "")
	p.table.paint()
	p.changes.paint()
	p.trust.paint()
	p.headlines.paint()
	p.history.paint()
	table := p.shownTable() != nil
	widgets.Show(p.changes.object, !table)
	widgets.Show(p.trust.object, !table)
	widgets.Show(p.export.object, !p.isOpen() && !table)
	widgets.Show(p.history.object, !p.isOpen() && !table)
	p.object.Refresh()
}
