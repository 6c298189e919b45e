package exchange

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"weathervane/assets/words"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/score"
	"weathervane/model/journal"
	"weathervane/ui/dialogs"
)

// forget leaves nothing of a file that was looked at.
func (p *Page) forget() {
	p.paths, p.plan, p.wrong, p.seen = nil, nil, nil, nil
	p.except = map[journal.LogID]bool{}
	p.decide, p.same = map[journal.ID]journal.ID{}, map[journal.ID]journal.ID{}
	p.keeps = map[overturnKey]bool{}
	p.looked = map[string]string{}
	p.me, p.meant, p.apart = "", map[string]importing.TableMeaning{}, map[string][2]string{}
	if p.pasted != "" {
		_ = os.RemoveAll(p.pasted) // it is the system's to sweep where that fails
		p.pasted = ""
	}
	p.looking = false
	p.opened, p.tab, p.names, p.answered = nil, 0, map[string]string{}, map[string]bool{}
}

// endings are those of files that can be looked at; forecast files stand first, and
// texts, which are dropped as articles, last.
var (
	endings = append(slices.Clone(dropped), ".txt", ".md")
	dropped = []string{ending, ".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".zip", ".gz"}
)

// Drop takes forecast files, and exports of other services, and shows what
// they would change.
func (p *Page) Drop(paths []string) bool {
	for _, path := range paths {
		if !slices.Contains(dropped, strings.ToLower(filepath.Ext(path))) {
			return false
		}
	}
	if len(paths) == 0 {
		return false
	}
	p.Look(paths)
	return true
}

// ChooseFile asks for files to look at.
func (p *Page) ChooseFile() {
	win := p.host.Window()
	if win == nil {
		return
	}
	dialogs.AskPath(win, dialogs.Ask{Title: "Open a forecast file", Label: "File", Path: p.folder, Accept: "Look at it", Endings: endings, Several: true,
		Note: "You see what it would change before anything is written. Several files: browse again, or separate them with “ ; ”. Exports of other services, tables and lists open too.",
		Take: func(d *dialogs.Dialog, text string) {
			var paths []string
			for _, path := range strings.Split(text, ";") {
				if path = dialogs.Expand(strings.TrimSpace(path)); path == "" {
					continue
				}
				if _, err := os.Stat(path); err != nil {
					d.Problem("There is no file " + path + ".")
					return
				}
				paths = append(paths, path)
			}
			if len(paths) == 0 {
				return
			}
			p.folder = filepath.Dir(paths[0]) + string(filepath.Separator)
			d.Close()
			p.Look(paths)
		}})
}

// Paste looks at a table or a list of predictions that was copied elsewhere.
func (p *Page) Paste() {
	text := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(text) == "" {
		p.host.Fail(errors.New("nothing was copied: copy the rows or lines elsewhere, then press this again"))
		return
	}
	p.host.Run("exchange.paste", func(context.Context) (func(), error) {
		dir, err := os.MkdirTemp("", "weathervane-pasted-*")
		if err != nil {
			return nil, err
		}
		path := filepath.Join(dir, "pasted.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
		return func() {
			p.open(waiting{[]string{path}, dir})
		}, nil
	})
}

// ending is that of forecast files.
const ending = ".forecasts"

// waiting are files that are looked at once those before them are merged or put away.
type waiting struct {
	paths  []string
	pasted string // the folder of what was pasted; empty for files
}

// Look shows what files would change; nothing is written. While others are looked at
// that can be merged, they wait.
func (p *Page) Look(paths []string) { p.open(waiting{paths: slices.Clone(paths)}) }

func (p *Page) open(w waiting) {
	again := slices.Equal(w.paths, p.paths)
	unmerged := p.looking || p.CanMerge() || p.wrong != nil && len(p.opened) > 0
	if again || !unmerged {
		p.start(w)
		return
	}
	if !slices.ContainsFunc(p.next, func(o waiting) bool { return slices.Equal(o.paths, w.paths) }) {
		p.next = append(p.next, w)
	}
	p.host.Say(p.nextWords() + ": merge what is shown, or put it away with “Not now”")
	p.paint()
}

// start looks at files in place of those that are shown.
func (p *Page) start(w waiting) {
	p.forget()
	p.host.Unsay()
	p.paths, p.pasted, p.looking = w.paths, w.pasted, true
	p.changes.overturns.list.Select(-1)
	p.look()
}

// goOn looks at the files that wait next, if there are any.
func (p *Page) goOn() bool {
	if len(p.next) == 0 {
		return false
	}
	w := p.next[0]
	p.next = p.next[1:]
	p.start(w)
	return true
}

// nextWords say what is looked at after the files that are shown.
func (p *Page) nextWords() string {
	var names []string
	for _, w := range p.next {
		for _, path := range w.paths {
			names = append(names, filepath.Base(path))
		}
	}
	return "Next: " + words.Cut(strings.Join(names, ", "), 60)
}

// options say how the files are brought in.
func (p *Page) options(plan bool) importing.Options {
	o := importing.Options{Except: leftOut(p.seen, p.except), Tables: maps.Clone(p.meant), Recall: true, Reading: score.TableOptions{Sure: true, SkipBadRows: true, Zone: p.desk.Now().Location()}, Me: p.me, Names: maps.Clone(p.names), DryRun: plan, Choose: p.chooses()}
	if plan {
		return o
	}
	o.Decide, o.Seen = maps.Clone(p.decide), maps.Clone(p.looked)
	for _, t := range p.plan.Similar {
		if p.same[t.New] == t.Here {
			o.Same = append(o.Same, [2]journal.ID{t.New, t.Here})
		}
	}
	return o
}

// look plans with the logs that are not left out.
func (p *Page) look() {
	paths, o, first := p.paths, p.options(true), p.opened == nil
	p.host.Run("exchange.plan", func(ctx context.Context) (func(), error) {
		opened, err := p.viewTables(ctx, paths, o)
		if err != nil {
			return func() { p.stopped(err) }, nil
		}
		if first {
			o.Names = called(opened)
		}
		plan, err := p.desk.ImportFiles(ctx, paths, o)
		if ctx.Err() != nil {
			return func() { p.stopped(ctx.Err()) }, nil
		}
		if err != nil && len(opened) == 0 { // a table may only wait to be explained
			if kept := p.desk.RememberRefused(ctx, paths, err); kept != nil {
				return func() { p.stopped(kept) }, nil
			}
		}
		taken(opened, &plan)
		return func() {
			p.opened, p.looking = opened, false
			p.tellChanged(plan)
			if first {
				p.names = maps.Clone(o.Names)
			}
			p.plan, p.wrong = &plan, err
			if err != nil {
				p.plan = nil
			}
			p.remember(plan.Summary)
			p.paint()
			p.changes.lookFirst()
		}, nil
	})
}

// stopped tells why files were not read; those that never were are not waited for.
func (p *Page) stopped(why error) {
	if !p.looking || !p.goOn() {
		if p.looking {
			p.forget()
		}
		p.paint()
	}
	p.host.Fail(why)
}

// tellChanged says which of the files is not what it was when it was looked at last.
func (p *Page) tellChanged(plan importing.Result) {
	for _, f := range plan.Foreign {
		if was := p.looked[f.File]; was != "" && was != f.SHA256 {
			p.host.Fail(errors.New(filepath.Base(f.File) + " has changed since it was opened: this is what it says now"))
		}
		p.looked[f.File] = f.SHA256
	}
}

// remember keeps the logs of a plan, so that one left out can be taken again.
func (p *Page) remember(plan merging.Summary) {
	for _, l := range logsOf(plan) {
		if i := slices.IndexFunc(p.seen, func(s merging.Log) bool { return s.Log == l.Log }); i < 0 {
			p.seen = append(p.seen, l)
		}
	}
}

// leave leaves a log out, or takes it again, and plans again.
func (p *Page) leave(l merging.Log, out bool) {
	p.except[l.Log] = out
	p.remember(merging.Summary{Files: []merging.File{{Logs: []merging.Log{l}}}})
	p.look()
}

func (p *Page) notNow() {
	if p.goOn() {
		return
	}
	p.forget()
	p.paint()
}
