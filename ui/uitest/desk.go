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
	"sync/atomic"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/merging"
	"weathervane/forecasts/question"
	"weathervane/forecasts/scenario"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/search"
	"weathervane/forecasts/session"
	"weathervane/forecasts/standing"
	"weathervane/forecasts/today"
	"weathervane/forecasts/transfer"
	"weathervane/model/journal"
)

// A Desk answers from its fields.
type Desk struct {
	At           time.Time
	Where        *time.Location
	Standing     forecasts.Status
	Own, LastOwn forecasts.OwnStanding
	Rows         []question.Row
	Views        map[journal.ID]question.View
	ScoreView    scoring.View
	People       []scoring.ForecasterView
	Texts        []listing.Article
	Doing        today.View
	Rule         scoring.RuleChange // what an upgrade changed
	Sets         []scenario.View
	Bayes        map[string]float64       // what a check of a signpost makes of the weights
	Twin         *evidence.SimilarArticle // of any article that comes in
	Hits         []search.Hit             // of any search
	Last         string                   // the kind of record that can be undone
	// Asked are the questions that were asked.
	Asked []journal.Asked
	// Refuse is the error that every change ends with, if it is set.
	Refuse error

	mu         sync.Mutex
	calls      []string
	listeners  []*func([]session.Changed)
	filters    []scoring.Filter
	rankings   int
	forgotten  atomic.Int32
	drilldowns []scoring.Drilldown
}

// Calls lists the changes that were asked for, as "Forecast <short id> …".
func (d *Desk) Calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.calls...)
}

// Filters lists the score filters that were asked with.
func (d *Desk) Filters() []scoring.Filter {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]scoring.Filter(nil), d.filters...)
}

// Change tells the listeners what changed.
func (d *Desk) Change(all ...session.Changed) {
	for _, f := range slices.Clone(d.listeners) {
		(*f)(all)
	}
}

func (d *Desk) change(what string, id journal.ID, args ...any) (journal.ID, error) {
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
		return journal.ID{}, d.Refuse
	}
	d.Change(announced(what, id)...)
	return journal.ID{0xee}, nil
}

// Now is the desk's present.
func (d *Desk) Now() time.Time { return d.At }

// Zone is where days begin.
func (d *Desk) Zone() *time.Location { return d.Where }

// OnChange adds a listener.
func (d *Desk) OnChange(f func([]session.Changed)) (off func()) {
	d.listeners = append(d.listeners, &f)
	return func() {
		d.listeners = slices.DeleteFunc(d.listeners, func(l *func([]session.Changed)) bool { return l == &f })
	}
}

// Listeners is how many there are.
func (d *Desk) Listeners() int { return len(d.listeners) }

// Status gives Standing.
func (d *Desk) Status(context.Context) (forecasts.Status, error) { return d.Standing, nil }

// OwnStanding gives Own.
func (d *Desk) OwnStanding(context.Context) (forecasts.OwnStanding, error) { return d.Own, nil }

// LastStanding gives LastOwn.
func (d *Desk) LastStanding() (forecasts.OwnStanding, bool) {
	return d.LastOwn, d.LastOwn.Headline != nil
}

// QuestionRows gives the rows that have the tag.
func (d *Desk) QuestionRows(_ context.Context, f listing.Filter) ([]question.Row, error) {
	var out []question.Row
	for _, r := range d.Rows {
		if f.Tag == "" || strings.Contains(","+strings.Join(r.Tags, ",")+",", ","+f.Tag+",") {
			out = append(out, r)
		}
	}
	return out, nil
}

// QuestionList arranges the rows; their numbers are their places.
func (d *Desk) QuestionList(_ context.Context, w question.Wanted) (question.List, error) {
	l := question.List{Place: -1}
	for _, r := range desktest.Arranged(d.Rows, w) {
		if r.ID == w.Place {
			l.Place = len(l.Nums)
		}
		if len(l.Nums) == 0 {
			l.First = r.ID
		}
		l.Nums = append(l.Nums, int64(slices.IndexFunc(d.Rows, func(o question.Row) bool { return o.ID == r.ID })))
	}
	count := func(s question.State) int {
		return len(desktest.Arranged(d.Rows, question.Wanted{Tag: w.Tag, State: s}))
	}
	l.Counts = question.Counts{All: count(question.Any), Open: count(question.Open), Due: count(question.Due), Ended: count(question.Ended)}
	for _, r := range d.Rows {
		if r.Status == "resolved" {
			l.Ended += fmt.Sprint(r.ID.Short(), r.LastChange)
		}
	}
	return l, nil
}

// FindQuestions gives the rows whose titles fit, open ones first.
func (d *Desk) FindQuestions(ctx context.Context, typed string, most int) ([]question.Found, error) {
	return d.SeekQuestions(ctx, question.Seek{Typed: typed, Most: most})
}

// SeekQuestions gives the rows that are sought, open ones first.
func (d *Desk) SeekQuestions(_ context.Context, s question.Seek) (all []question.Found, err error) {
	rows := d.Rows
	if s.State != question.Any {
		rows = desktest.Arranged(rows, question.Wanted{State: s.State})
	}
	for _, open := range []bool{true, false} {
		for _, r := range rows {
			_, fits := listing.NewTyped(s.Typed).Match(r.Title)
			if fits && open == (r.Status == "open") && (s.Type == "" || s.Type == r.Type) && !slices.Contains(s.Without, r.ID) {
				all = append(all, question.Found{ID: r.ID, Title: r.Title, Status: r.Status})
			}
		}
	}
	return all, nil
}

// RowsIn gives the rows in a state, in their order.
func (d *Desk) RowsIn(_ context.Context, state question.State) ([]question.Row, error) {
	some := desktest.Arranged(d.Rows, question.Wanted{State: state})
	return slices.DeleteFunc(slices.Clone(d.Rows), func(r question.Row) bool {
		return !slices.ContainsFunc(some, func(o question.Row) bool { return o.ID == r.ID })
	}), nil
}

// RowsOf gives rows by their ids.
func (d *Desk) RowsOf(_ context.Context, ids []journal.ID) ([]question.Row, error) {
	return slices.DeleteFunc(slices.Clone(d.Rows), func(r question.Row) bool { return !slices.Contains(ids, r.ID) }), nil
}

// ListedRows gives rows by their places.
func (d *Desk) ListedRows(_ context.Context, nums []int64) (all []question.Row, err error) {
	for _, n := range nums {
		all = append(all, d.Rows[n])
	}
	return all, nil
}

// NextTitled looks in the titles.
func (d *Desk) NextTitled(_ context.Context, nums []int64, begin string, from int) (int, error) {
	for i := range nums {
		at := (from + i) % len(nums)
		if strings.HasPrefix(strings.ToLower(d.Rows[nums[at]].Title), begin) {
			return at, nil
		}
	}
	return -1, nil
}

// Question gives the view, or one made of the row.
func (d *Desk) Question(_ context.Context, id journal.ID) (question.View, error) {
	if v, ok := d.Views[id]; ok {
		return v, nil
	}
	for _, r := range d.Rows {
		if r.ID == id {
			return question.View{Question: r.Question, Pinned: r.Pinned}, nil
		}
	}
	return question.View{}, fmt.Errorf("no question %s: it may have been withheld", id.Short())
}

// Ask keeps the call.
func (d *Desk) Ask(_ context.Context, a journal.Asked) (journal.ID, error) {
	d.Asked = append(d.Asked, a)
	return d.change("Ask", journal.ID{}, a.Title, a.Type, a.Options, a.Tags)
}

// Revise keeps the call.
func (d *Desk) Revise(_ context.Context, id journal.ID, set map[string]any, why string) (journal.ID, error) {
	b, _ := json.Marshal(set)
	return d.change("Revise", id, string(b), why)
}

// Forecast keeps the call.
func (d *Desk) Forecast(_ context.Context, id journal.ID, b standing.Belief, s question.Saying) (journal.ID, error) {
	text, _ := json.Marshal(b)
	return d.change("Forecast", id, string(text), s.Note)
}

// Withdraw keeps the call.
func (d *Desk) Withdraw(_ context.Context, id journal.ID, by, why string) (journal.ID, error) {
	return d.change("Withdraw", id, by, why)
}

// Retract keeps the call.
func (d *Desk) Retract(_ context.Context, id journal.ID, why string) (journal.ID, error) {
	return d.change("Retract", id, why)
}

// Resolve keeps the call.
func (d *Desk) Resolve(_ context.Context, id journal.ID, outcome json.RawMessage, r question.Resolving) (journal.ID, error) {
	return d.change("Resolve", id, string(outcome), r.Source, r.Note)
}

// Annul keeps the call.
func (d *Desk) Annul(_ context.Context, id journal.ID, why, note string) (journal.ID, error) {
	return d.change("Annul", id, why, note)
}

// Reopen keeps the call.
func (d *Desk) Reopen(_ context.Context, id journal.ID, note string) (journal.ID, error) {
	return d.change("Reopen", id, note)
}

// Pin keeps the call, and pins.
func (d *Desk) Pin(_ context.Context, id journal.ID, on bool) error {
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
func (d *Desk) Confirm(_ context.Context, id journal.ID) (journal.ID, error) {
	return d.change("Confirm", id)
}

// Comment keeps the call.
func (d *Desk) Comment(_ context.Context, on journal.ID, text string) (journal.ID, error) {
	return d.change("Comment", on, text)
}

// Scores gives View and keeps the filter.
// RestsOn is what the made-up scores rest on.
func (d *Desk) RestsOn(context.Context, scoring.Filter) (scoring.Rests, error) {
	return richRests(), nil
}

func (d *Desk) Scores(_ context.Context, f scoring.Filter) (scoring.View, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.filters = append(d.filters, f)
	v := d.ScoreView
	v.Plain = f.Plain
	return v, nil
}

// Ranking gives the groups of ScoreView.
func (d *Desk) Ranking(context.Context) ([]scoring.Group, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rankings++
	return d.ScoreView.Groups, nil
}

// Rankings is how often Ranking was asked.
func (d *Desk) Rankings() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.rankings
}

// ArticleRows gives Texts.
func (d *Desk) ArticleRows(context.Context) ([]evidence.ArticleRow, error) {
	return RowsOf(d.Texts), nil
}

// RowsOf lists articles as the desk does.
func RowsOf(all []listing.Article) []evidence.ArticleRow {
	rows := make([]evidence.ArticleRow, len(all))
	for i, a := range all {
		rows[i] = evidence.ArticleRow{ID: a.ID, Title: a.Title, Source: a.Source(), Published: a.Published, At: a.At, Count: max(a.Count, len(a.Findings))}
	}
	return rows
}

// Article gives one of Texts.
func (d *Desk) Article(_ context.Context, id journal.ID) (listing.Article, error) {
	for _, a := range d.Texts {
		if a.ID == id {
			return a, nil
		}
	}
	return listing.Article{}, fmt.Errorf("no article %s: it may have been withheld", id.Short())
}

// Attach keeps the call.
func (d *Desk) Attach(_ context.Context, a articles.Article) (journal.ID, bool, error) {
	id, err := d.change("Attach", journal.ID{}, a.Title)
	return id, false, err
}

// File keeps the call.
func (d *Desk) File(_ context.Context, f evidence.Filing) (journal.ID, error) {
	return d.change("File", f.Article, f.Exact, f.Claim)
}

// Judge keeps the call.
func (d *Desk) Judge(_ context.Context, finding, question journal.ID, _ *float64, _ map[string]float64, note string) (journal.ID, error) {
	return d.change("Judge", finding, question.Short(), note)
}

// Bring keeps the call; a plan adds nothing.
func (d *Desk) ImportFiles(_ context.Context, paths []string, o importing.Options) (importing.Result, error) {
	var b importing.Result
	for _, p := range paths {
		b.Files = append(b.Files, merging.File{File: p})
	}
	if o.DryRun && slices.Contains(paths, GullFile) {
		return Overturning(o.Choose), nil
	}
	if o.DryRun {
		return b, nil
	}
	_, err := d.change("Bring", journal.ID{}, paths)
	b.Written = err == nil
	return b, err
}

// PlanExport tells that one's own log would leave.
func (d *Desk) PlanExport(context.Context, exchange.Options) (exchange.Summary, error) {
	return exchange.Summary{Shown: 1284, Bytes: 860_000, Logs: 1, Parts: []exchange.Part{{Kind: "forecast.made", Shown: 1284}}}, nil
}

// SaveRows writes nothing.
func (d *Desk) SaveRows(context.Context, string, importing.Options, []int, string) error { return nil }

// ViewTable gives none.
func (d *Desk) ViewTable(context.Context, string, importing.Options) (*importing.TableView, error) {
	return nil, nil
}

// Exchanges gives none.
func (d *Desk) Exchanges(context.Context) ([]exchange.Exchange, error) { return nil, nil }

// RememberRefused keeps nothing.
func (d *Desk) RememberRefused(context.Context, []string, error) error { return nil }

// History gives none.
func (d *Desk) History(context.Context) ([]transfer.Transfer, error) { return nil, nil }

// Place is no folder.
func (d *Desk) Place(context.Context) (string, error) { return "", nil }

// SetPlace keeps the call.
func (d *Desk) SetPlace(_ context.Context, dir string) error {
	_, err := d.change("SetPlace", journal.ID{}, dir)
	return err
}

// Sync keeps the call.
func (d *Desk) Sync(_ context.Context, dir string) (exchange.SyncSummary, error) {
	_, err := d.change("Sync", journal.ID{}, dir)
	return exchange.SyncSummary{Folder: dir, OK: err == nil}, err
}

// Export keeps the call.
func (d *Desk) Export(_ context.Context, path string, _ exchange.Options) (exchange.Summary, error) {
	_, err := d.change("Export", journal.ID{}, path)
	return exchange.Summary{Path: path, Logs: 1}, err
}

// Verify finds that all holds.
func (d *Desk) Verify(context.Context) (exchange.Verification, error) {
	return exchange.Verification{OK: true}, nil
}

// Records finds none that takes no effect.
func (d *Desk) Records(context.Context, bool) ([]exchange.Record, error) { return nil, nil }

// Logs gives one's own log.
func (d *Desk) Logs(context.Context) ([]exchange.Log, error) {
	return []exchange.Log{{Name: "Crane", Key: crane.Key, Records: 1284, Signed: 1280, Own: true}}, nil
}

// Undo keeps the call.
func (d *Desk) Undo(context.Context) (string, error) {
	_, err := d.change("Undo", journal.ID{})
	return d.Last, err
}

// Backup keeps the call.
func (d *Desk) Backup(_ context.Context, path string) error {
	_, err := d.change("Backup", journal.ID{}, path)
	return err
}

// Undoable is Last.
func (d *Desk) Undoable() string { return d.Last }

// Late implements ui.Desk.
func (d *Desk) Late() error { return nil }
