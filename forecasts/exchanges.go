package forecasts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/model"
	"weathervane/model/journal"
)

// An Exchange says that somebody merged another's log: their own log proves it
// with the other's signed checkpoint.
type Exchange struct {
	By, Of  string // names
	Mine    bool   // the user merged it
	Given   bool   // it is the user's log
	Records int64  // how many records of the log they had then
	At      Instant
}

// Exchanges lists who merged whose log, according to the logs here, the newest
// first.
func (d *Desk) Exchanges(ctx context.Context) ([]Exchange, error) {
	var out []Exchange
	err := d.look(ctx, func(r model.Reader, b book, me string) error {
		seen, err := witnessed(r)
		if err != nil {
			return err
		}
		logs, err := r.Logs()
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, l := range logs {
			names[fingerprint(l.Key)] = b.owner(l.Key).Name
		}
		for _, l := range logs {
			for _, w := range seen[journal.LogID(l.Log)] {
				if w.Verify(journal.Key(l.Key)) != nil {
					continue
				}
				out = append(out, Exchange{By: names[w.key], Of: l.Name, Mine: w.key == me, Given: fingerprint(l.Key) == me, Records: w.Size, At: w.at})
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Exchange) int { return cmp.Compare(b.At, a.At) })
	return out, err
}

// Passed is a file that was exported or merged here. It is a note of this
// workspace, not a record.
type Passed struct {
	At      Instant  `json:"at"`
	Out     bool     `json:"out"`
	Who     []string `json:"who,omitempty"` // whose records it brought
	File    string   `json:"file"`
	Records int      `json:"records"`
	Place   bool     `json:"place,omitempty"`   // a shared folder, at its latest exchange exchange exchange
	Refused string   `json:"refused,omitempty"` // why it could not be merged
}

const passed = "exchanged "

// remember notes that a file was exported or merged.
func (d *Desk) remember(ctx context.Context, p Passed) error {
	p.At = journal.InstantOf(d.env.Now())
	return d.change(ctx, func(t *model.Tx) error { return rememberIn(t, p) }, nil, Changed{Topic: TopicExchange})
}

// RememberRefused notes that files could not be merged, and why. It writes no
// record.
func (d *Desk) RememberRefused(ctx context.Context, paths []string, why error) error {
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
	}
	return d.remember(ctx, Passed{File: strings.Join(names, ", "), Refused: why.Error()})
}

func rememberIn(t *model.Tx, p Passed) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s%016d %s", passed, int64(p.At), p.File)
	switch {
	case p.Place:
		name = passed + "place " + p.File
	case p.Refused != "": // opened again, it is listed once
		name = passed + "refused " + p.File
	}
	return t.SetSetting(name, string(b))
}

// took is what a merge took in, to be remembered.
func (s *ImportSummary) took(at Instant, files []string) Passed {
	p := Passed{At: at, File: strings.Join(files, ", ")}
	for _, f := range s.Files {
		for _, l := range f.Logs {
			if l.NewRecords > 0 && !slices.Contains(p.Who, l.Name) {
				p.Who = append(p.Who, l.Name)
			}
			p.Records += l.NewRecords
		}
	}
	return p
}

// History lists the files that were exported or merged here, the newest first.
func (d *Desk) History(ctx context.Context) ([]Passed, error) {
	var out []Passed
	err := d.store.View(ctx, func(r model.Reader) error {
		all, err := r.Settings(passed)
		if err != nil {
			return err
		}
		for _, text := range all {
			var p Passed
			if err := json.Unmarshal([]byte(text), &p); err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Passed) int { return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(a.File, b.File)) })
	return out, err
}
