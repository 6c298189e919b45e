package importing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"weathervane/files"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/score"
	"weathervane/forecasts/sheet"
	"weathervane/forecasts/timecolumn"
	"weathervane/model"
)

// TableMeaning is how a table is read. What later tables with the same header share
// is remembered; the rest is of one file.
type TableMeaning struct {
	Columns map[string]string `json:"columns,omitempty"` // what a column stands for, e.g. "guess": "probability"
	Percent bool              `json:"percent,omitempty"` // probabilities without a sign are percent
	Shares  bool              `json:"shares,omitempty"`  // they are from 0 to 1

	Zone      *time.Location   `json:"-"` // of times without one; nil is UTC
	DateOrder timecolumn.Order `json:"-"`
	MadeAt    *time.Time       `json:"-"` // of forecasts where no column says it
	By        string           `json:"-"` // who made them where no column says it
	Sheet     string           `json:"-"` // of a spreadsheet; the first if empty
}

// meaningOf is how a table is read by options.
func meaningOf(o score.TableOptions) TableMeaning {
	return TableMeaning{o.Columns, o.Percent, o.Shares, o.Zone, o.DateOrder, o.MadeAt, o.Forecaster, o.Sheet}
}

// put makes options read a table so.
func (m *TableMeaning) put(o *score.TableOptions) {
	o.Columns, o.Percent, o.Shares = m.Columns, m.Percent, m.Shares
	o.Zone, o.DateOrder, o.MadeAt, o.Forecaster = m.Zone, m.DateOrder, m.MadeAt, m.By
	o.Sheet = m.Sheet
}

// remembered reports whether there is something that later tables share.
func (m *TableMeaning) remembered() bool { return len(m.Columns) > 0 || m.Percent || m.Shares }

// TableMeant is the prefix of the settings that store how a table was read, by its
// header.
const TableMeant = "table "

// of is how one of the files is read: as specified for it, or for all files, or,
// if nothing is specified and Recall is set, as a table with the same header was
// read before.
func (o Options) of(ctx context.Context, path string, known map[string]string) Options {
	m, said := o.Tables[path]
	if !said && len(known) > 0 && len(o.Reading.Columns) == 0 && !o.Reading.Percent {
		m = meaningOf(o.Reading)
		said = json.Unmarshal([]byte(known[shapeOf(ctx, path)]), &m) == nil
	}
	if said {
		m.put(&o.Reading)
	}
	return o
}

// shapeOf identifies a table by the columns of its header, in any order; empty if
// the file is not a table.
func shapeOf(ctx context.Context, path string) string {
	columns, err := tableColumns(ctx, path, score.TableOptions{})
	if err != nil || len(columns) == 0 {
		return ""
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = strings.ToLower(strings.TrimSpace(c.Name))
	}
	slices.Sort(names)
	sum := sha256.Sum256([]byte(strings.Join(names, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// recalled lists how tables were read before, by their shape.
func (d *Desk) recalled(ctx context.Context, o Options) (known map[string]string, err error) {
	if !o.Recall {
		return nil, nil
	}
	err = d.Store.View(ctx, func(r model.Reader) error {
		known, err = r.Settings(TableMeant)
		return err
	})
	return known, err
}

// keepMeanings remembers how tables were read, for the next one of the same
// shape.
func keepMeanings(ctx context.Context, t *model.Tx, read map[string]TableMeaning) error {
	for path, m := range read {
		shape := shapeOf(ctx, path)
		if !m.remembered() || shape == "" {
			continue
		}
		b, err := json.Marshal(m)
		if err == nil {
			err = t.SetSetting(TableMeant+shape, string(b))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// TableView is how a table is read, for a page on which that is corrected.
type TableView struct {
	score.View
	Meaning  TableMeaning
	Recalled bool     // because one with the same header was read so
	Me       string   // the user's name
	Here     []string // names that imported forecasts have here, sorted
	Bytes    int64    // of the file
}

// ViewTable reads the beginning of a table, and what it was taken for; nil if the file
// is none whose columns are free. Of a table that cannot be read it has the rows alone.
func (d *Desk) ViewTable(ctx context.Context, path string, o Options) (*TableView, error) {
	known, err := d.recalled(ctx, o)
	if err != nil {
		return nil, err
	}
	_, said := o.Tables[path]
	reading := o.of(ctx, path, known).Reading
	v := &TableView{Meaning: meaningOf(reading)}
	v.Recalled = !said && o.Recall && v.Meaning.remembered()
	if free, err := isFree(ctx, path, reading); err != nil || !free {
		return nil, err
	}
	view, err := openTable(ctx, path, func(in *files.Input) (*score.View, error) {
		v.Bytes = in.Size()
		return score.ReadView(in, reading)
	})
	if err != nil || len(view.Columns) < 2 {
		return nil, err
	}
	v.View = *view
	table, err := openTable(ctx, path, func(in *files.Input) (*score.Table, error) {
		t, err := score.ReadTable(ctx, in, filepath.Base(path), reading)
		if err == nil {
			err = t.Settle(reading.SkipBadRows)
		}
		return t, err
	})
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err == nil { // what is wrong with it, the import of it tells
		v.View.Read(table)
	}
	return v, d.Look(ctx, func(_ model.Reader, b forecaster.Directory, me string) error {
		self, err := b.Find("", me)
		if err != nil {
			return err
		}
		v.Me = self.Name
		for _, f := range b.Forecasters {
			if f.By != "" {
				v.Here = append(v.Here, f.Name)
			}
		}
		slices.Sort(v.Here)
		v.Here = slices.Compact(v.Here)
		return nil
	})
}

// isFree reports whether a file is a table of which the columns can be given other
// meanings: none that a service exports.
func isFree(ctx context.Context, path string, o score.TableOptions) (bool, error) {
	form, err := formOf(ctx, path, o)
	if err != nil {
		return false, err
	}
	return form == importers.CSV || form == importers.CSVQuestions || form == importers.Ours && endsAsTable(path), nil
}

// endsAsTable is whether a file is a table by its name, even where no column is known.
func endsAsTable(path string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".tab", ".xlsx"}, strings.ToLower(filepath.Ext(strings.TrimSuffix(path, ".gz"))))
}

// openTable reads a file from its beginning.
func openTable[T any](ctx context.Context, path string, read func(*files.Input) (T, error)) (out T, err error) {
	in, err := open(ctx, path)
	if err != nil {
		return out, err
	}
	defer in.Close()
	return read(in)
}

func tableColumns(ctx context.Context, path string, o score.TableOptions) ([]score.TableColumn, error) {
	return openTable(ctx, path, func(in *files.Input) ([]score.TableColumn, error) {
		s, err := sheet.Open(in, sheet.Options{Sheet: o.Sheet}, importers.KnownNames(o.Columns))
		if err != nil || bytes.IndexByte(s.Head(), 0) >= 0 {
			return nil, nil // it is no table
		}
		return score.PeekColumns(s.Head(), o), nil
	})
}
