package importing

import (
	"context"

	"weathervane/forecasts/merging"
	"weathervane/model"
	"weathervane/model/journal"
)

// PlanImport computes what an import of the files would change, and writes
// nothing.
func (d *Desk) PlanImport(ctx context.Context, paths []string, except ...journal.LogID) (merging.Summary, error) {
	files, err := merging.ReadFiles(ctx, journal.InstantOf(d.Env.Now()), paths, except)
	if err != nil {
		return merging.Summary{}, err
	}
	defer merging.Close(files)
	var m *merging.Merger
	var before map[journal.ID]bool
	err = d.Store.Try(model.Part(ctx, merging.ReadShare, 1), func(t *model.Tx) (err error) {
		m = merging.New(d.Session, t, except)
		if before, err = merging.Disputed(t.Reader()); err != nil {
			return err
		}
		return m.Files(files)
	}, func(t *model.Tx) error { return m.Summarize(t.Reader(), before) })
	if err != nil {
		return merging.Summary{}, err
	}
	return m.Summary, nil
}

// Import merges the files: all of them or none. Logs in except are left out; if
// they were forked, that is recorded.
func (d *Desk) Import(ctx context.Context, paths []string, except []journal.LogID) (merging.Summary, error) {
	files, err := merging.ReadFiles(ctx, journal.InstantOf(d.Env.Now()), paths, except)
	if err != nil {
		return merging.Summary{}, err
	}
	defer merging.Close(files)
	return merging.Merge(ctx, d.Session, files, except)
}
