package importing

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/importers"
	"weathervane/forecasts/score"
	"weathervane/forecasts/sheet"
	"weathervane/model"
)

// TableMeaning is how a CSV file is read.
type TableMeaning struct {
	Columns map[string]string `json:"columns,omitempty"` // what a column stands for, e.g. "guess": "probability"
	Percent bool              `json:"percent,omitempty"` // probabilities without a sign are percent
}

// TableMeant is the prefix of the settings that store how a table was read, by its
// header.
const TableMeant = "table "

// of is how one of the files is read: as specified for it, or for all files, or,
// if nothing is specified and Recall is set, as a table with the same header was
// read before.
func (o Options) of(ctx context.Context, path string, known map[string]string) Options {
	m, said := o.Tables[path]
	if !said && len(known) > 0 && len(o.Reading.Columns) == 0 && !o.Reading.Percent {
		if json.Unmarshal([]byte(known[shapeOf(ctx, path)]), &m) == nil {
			said = true
		}
	}
	if said {
		o.Reading.Columns, o.Reading.Percent = m.Columns, m.Percent
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
		if len(m.Columns) == 0 && !m.Percent || shape == "" {
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

// TableColumns lists the columns of a table, how they are interpreted, and their
// first rows; none if the file is not a table.
func (d *Desk) TableColumns(ctx context.Context, path string, o Options) ([]score.TableColumn, error) {
	known, err := d.recalled(ctx, o)
	if err != nil {
		return nil, err
	}
	return tableColumns(ctx, path, o.of(ctx, path, known).Reading)
}

func tableColumns(ctx context.Context, path string, o score.TableOptions) ([]score.TableColumn, error) {
	in, err := files.OpenFile(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read (%w)", path, files.Cause(err))
	}
	defer in.Close()
	s, err := sheet.Open(in, sheet.Options{Sheet: o.Sheet}, importers.KnownNames(o.Columns))
	if err != nil || bytes.IndexByte(s.Head(), 0) >= 0 {
		return nil, nil // it is no table
	}
	return score.PeekColumns(s.Head(), o), nil
}
