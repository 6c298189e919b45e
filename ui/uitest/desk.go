// Package uitest is a desk without a store and a host without a window, for
// tests of pages and pictures of them. The desk keeps what was asked of it.
package uitest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/score"
)

// A Desk answers from its fields.
type Desk struct {
	At        time.Time
	Where     *time.Location
	Standing  forecasts.Status
	Rows      []forecasts.QuestionRow
	Views     map[forecasts.ID]forecasts.QuestionView
	ScoreView forecasts.ScoreView
	People    []forecasts.ForecasterView
	Texts     []forecasts.Article
	Doing     forecasts.TodayView
	Sets      []forecasts.SetView
	Bayes     map[string]float64 // what a check of a signpost makes of the weights
	Twin      *forecasts.Alike   // of any article that comes in
	Hits      []forecasts.Hit    // of any search
	Last      string             // the kind of record that can be undone
	// Asked are the questions that were asked.
	Asked []forecasts.Asking
	// Refuse is the error that every change ends with, if it is set.
	Refuse error

	mu        sync.Mutex
	calls     []string
	listeners []*func([]forecasts.Changed)
	filters   []forecasts.ScoreFilter
	behind    []forecasts.Behind
}

// Calls lists the changes that were asked for, as "Forecast <short id> …".
func (d *Desk) Calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.calls...)
}

// Filters lists the score filters that were asked with.
func (d *Desk) Filters() []forecasts.ScoreFilter {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]forecasts.ScoreFilter(nil), d.filters...)
}

// Change tells the listeners what changed.
func (d *Desk) Change(all ...forecasts.Changed) {
	for _, f := range slices.Clone(d.listeners) {
		(*f)(all)
	}
}

func (d *Desk) change(what string, id forecasts.ID, args ...any) (forecasts.ID, error) {
	d.mu.Lock()
	line := what
	if !id.IsZero() {
		line += " " + id.Short()
	}
	for _, a := range args {
		line += fmt.Sprintf(" %v", a)
	}
	d.calls = append(d.calls, line)
	d.mu.Unlock()
	if d.Refuse != nil {
		return forecasts.ID{}, d.Refuse
	}
	d.Change(announced(what, id)...)
	return forecasts.ID{0xee}, nil
}

// Now is the desk's present.
func (d *Desk) Now() time.Time { return d.At }

// Zone is where days begin.
func (d *Desk) Zone() *time.Location { return d.Where }

// OnChange adds a listener.
func (d *Desk) OnChange(f func([]forecasts.Changed)) (off func()) {
	d.listeners = append(d.listeners, &f)
	return func() {
		d.listeners = slices.DeleteFunc(d.listeners, func(l *func([]forecasts.Changed)) bool { return l == &f })
	}
}

// Listeners is how many there are.
func (d *Desk) Listeners() int { return len(d.listeners) }

// Status gives Standing.
func (d *Desk) Status(context.Context) (forecasts.Status, error) { return d.Standing, nil }

// QuestionRows gives the rows that have the tag.
func (d *Desk) QuestionRows(_ context.Context, f forecasts.Filter) ([]forecasts.QuestionRow, error) {
	var out []forecasts.QuestionRow
	for _, r := range d.Rows {
		if f.Tag == "" || strings.Contains(","+strings.Join(r.Tags, ",")+",", ","+f.Tag+",") {
			out = append(out, r)
		}
	}
	return out, nil
}

// Question gives the view, or one made of the row.
func (d *Desk) Question(_ context.Context, id forecasts.ID) (forecasts.QuestionView, error) {
	if v, ok := d.Views[id]; ok {
		return v, nil
	}
	for _, r := range d.Rows {
		if r.ID == id {
			return forecasts.QuestionView{Question: r.Question, Pinned: r.Pinned}, nil
		}
	}
	return forecasts.QuestionView{}, fmt.Errorf("no question %s: it may have been withheld", id.Short())
}

// Ask keeps the call.
func (d *Desk) Ask(_ context.Context, a forecasts.Asking) (forecasts.ID, error) {
	d.Asked = append(d.Asked, a)
	return d.change("Ask", forecasts.ID{}, a.Title, a.Type, a.Options, a.Tags)
}

// Revise keeps the call.
func (d *Desk) Revise(_ context.Context, id forecasts.ID, set map[string]any, why string) (forecasts.ID, error) {
	b, _ := json.Marshal(set)
	return d.change("Revise", id, string(b), why)
}

// Forecast keeps the call.
func (d *Desk) Forecast(_ context.Context, id forecasts.ID, b forecasts.Belief, s forecasts.Saying) (forecasts.ID, error) {
	text, _ := json.Marshal(b)
	return d.change("Forecast", id, string(text), s.Note)
}

// Withdraw keeps the call.
func (d *Desk) Withdraw(_ context.Context, id forecasts.ID, by, why string) (forecasts.ID, error) {
	return d.change("Withdraw", id, by, why)
}

// Retract keeps the call.
func (d *Desk) Retract(_ context.Context, id forecasts.ID, why string) (forecasts.ID, error) {
	return d.change("Retract", id, why)
}

// Resolve keeps the call.
func (d *Desk) Resolve(_ context.Context, id forecasts.ID, outcome json.RawMessage, r forecasts.Resolving) (forecasts.ID, error) {
	return d.change("Resolve", id, string(outcome), r.Source, r.Note)
}

// Annul keeps the call.
func (d *Desk) Annul(_ context.Context, id forecasts.ID, why, note string) (forecasts.ID, error) {
	return d.change("Annul", id, why, note)
}

// Reopen keeps the call.
func (d *Desk) Reopen(_ context.Context, id forecasts.ID, note string) (forecasts.ID, error) {
	return d.change("Reopen", id, note)
}

// Pin keeps the call, and pins.
func (d *Desk) Pin(_ context.Context, id forecasts.ID, on bool) error {
	for i := range d.Rows {
		if d.Rows[i].ID == id {
			d.Rows[i].Pinned = on
		}
	}
	if v, ok := d.Views[id]; ok {
		v.Pinned = on
		d.Views[id] = v
	}
	_, err := d.change("Pin", id, on)
	return err
}

// Confirm keeps the call.
func (d *Desk) Confirm(_ context.Context, id forecasts.ID) (forecasts.ID, error) {
	return d.change("Confirm", id)
}

// Comment keeps the call.
func (d *Desk) Comment(_ context.Context, on forecasts.ID, text string) (forecasts.ID, error) {
	return d.change("Comment", on, text)
}

// Scores gives ScoreView and keeps the filter.
func (d *Desk) Scores(_ context.Context, f forecasts.ScoreFilter) (forecasts.ScoreView, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.filters = append(d.filters, f)
	v := d.ScoreView
	v.Plain = f.Plain
	return v, nil
}

// ArticleRows gives Texts.
func (d *Desk) ArticleRows(context.Context) ([]forecasts.ArticleRow, error) {
	return RowsOf(d.Texts), nil
}

// RowsOf lists articles as the desk does.
func RowsOf(all []forecasts.Article) []forecasts.ArticleRow {
	rows := make([]forecasts.ArticleRow, len(all))
	for i, a := range all {
		rows[i] = forecasts.ArticleRow{ID: a.ID, Title: a.Title, Source: a.Source(), Published: a.Published, At: a.At, Count: max(a.Count, len(a.Findings))}
	}
	return rows
}

// Article gives one of Texts.
func (d *Desk) Article(_ context.Context, id forecasts.ID) (forecasts.Article, error) {
	for _, a := range d.Texts {
		if a.ID == id {
			return a, nil
		}
	}
	return forecasts.Article{}, fmt.Errorf("no article %s: it may have been withheld", id.Short())
}

// Attach keeps the call.
func (d *Desk) Attach(_ context.Context, a articles.Article) (forecasts.ID, bool, error) {
	id, err := d.change("Attach", forecasts.ID{}, a.Title)
	return id, false, err
}

// File keeps the call.
func (d *Desk) File(_ context.Context, f forecasts.Filing) (forecasts.ID, error) {
	return d.change("File", f.Article, f.Exact, f.Claim)
}

// Judge keeps the call.
func (d *Desk) Judge(_ context.Context, finding, question forecasts.ID, _ *float64, _ map[string]float64, note string) (forecasts.ID, error) {
	return d.change("Judge", finding, question.Short(), note)
}

// Bring keeps the call; a plan adds nothing.
func (d *Desk) Bring(_ context.Context, paths []string, o forecasts.BringOptions) (forecasts.Brought, error) {
	var b forecasts.Brought
	for _, p := range paths {
		b.Files = append(b.Files, forecasts.ImportFile{File: p})
	}
	if o.DryRun {
		return b, nil
	}
	_, err := d.change("Bring", forecasts.ID{}, paths)
	b.Written = err == nil
	return b, err
}

// PlanExport tells that one's own log would leave.
func (d *Desk) PlanExport(context.Context, forecasts.ExportOptions) (forecasts.ExportSummary, error) {
	return forecasts.ExportSummary{Shown: 1284, Bytes: 860_000, Logs: 1, Parts: []forecasts.ExportPart{{Kind: "forecast.made", Shown: 1284}}}, nil
}

// TableColumns gives none.
func (d *Desk) TableColumns(context.Context, string, forecasts.BringOptions) ([]score.TableColumn, error) {
	return nil, nil
}

// Exchanges gives none.
func (d *Desk) Exchanges(context.Context) ([]forecasts.Exchange, error) { return nil, nil }

// RememberRefused keeps nothing.
func (d *Desk) RememberRefused(context.Context, []string, error) error { return nil }

// History gives none.
func (d *Desk) History(context.Context) ([]forecasts.Passed, error) { return nil, nil }

// Place is no folder.
func (d *Desk) Place(context.Context) (string, error) { return "", nil }

// SetPlace keeps the call.
func (d *Desk) SetPlace(_ context.Context, dir string) error {
	_, err := d.change("SetPlace", forecasts.ID{}, dir)
	return err
}

// Sync keeps the call.
func (d *Desk) Sync(_ context.Context, dir string) (forecasts.SyncSummary, error) {
	_, err := d.change("Sync", forecasts.ID{}, dir)
	return forecasts.SyncSummary{Folder: dir, OK: err == nil}, err
}

// Export keeps the call.
func (d *Desk) Export(_ context.Context, path string, _ forecasts.ExportOptions) (forecasts.ExportSummary, error) {
	_, err := d.change("Export", forecasts.ID{}, path)
	return forecasts.ExportSummary{Path: path, Logs: 1}, err
}

// Verify finds that all holds.
func (d *Desk) Verify(context.Context) (forecasts.Verification, error) {
	return forecasts.Verification{OK: true}, nil
}

// Logs gives one's own log.
func (d *Desk) Logs(context.Context) ([]forecasts.Log, error) {
	return []forecasts.Log{{Name: "Crane", Key: crane.Key, Records: 1284, Signed: 1280, Own: true}}, nil
}

// Undo keeps the call.
func (d *Desk) Undo(context.Context) (string, error) {
	_, err := d.change("Undo", forecasts.ID{})
	return d.Last, err
}

// Backup keeps the call.
func (d *Desk) Backup(_ context.Context, path string) error {
	_, err := d.change("Backup", forecasts.ID{}, path)
	return err
}

// Undoable is Last.
func (d *Desk) Undoable() string { return d.Last }
