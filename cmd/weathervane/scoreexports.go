package main

import (
	"context"
	"errors"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/forecasts/session"
)

// isExport reports whether a file is an export of another service; a pipe is none,
// whose beginning would be lost to its reader.
func isExport(ctx context.Context, file, sheet string) bool {
	return files.IsFile(file) == nil && importing.IsExport(ctx, file, score.TableOptions{Sheet: sheet})
}

// scoreExports scores exports of other services as if they were imported into a
// workspace that has nothing else. What is known of records there says nothing of
// theirs.
func (p *program) scoreExports(ctx context.Context, all []string, rule score.Rule, clip float64, s scoreFlags) (r scoring.Report, e explained, err error) {
	switch {
	case len(s.provenance) > 0 || s.asOf != "" || s.movedSince != "" || s.byClocks || s.backdate || s.witnessedOnly || len(s.witnesses) > 0 || s.forfeits || s.conventions:
		return r, e, errors.New("--provenance, --as-of, --moved-since, --by-clocks, --backdate, --witnessed-only, --witnesses, --forfeits and --conventions are for workspaces: leave them out with an export, or import it first")
	case len(s.reading.columns) > 0 || s.reading.percent || s.reading.madeAt != "":
		return r, e, errors.New("--map, --percent and --made-at are for tables: leave them out with an export")
	}
	o, err := p.tableOptions(s.reading, s.forecaster)
	if err != nil {
		return r, e, err
	}
	o.Forecaster = "" // it is whom to score
	for _, file := range all {
		if err := readable(file); err != nil {
			return r, e, err
		}
	}
	s.provenance, s.origin = []string{"imported"}, "imported"
	r, e, err = p.scoreWorkspace(ctx, all[0], rule, clip, s, func(ctx context.Context, file string, use func(*forecasts.Desk) error) error {
		return p.using(ctx, file, func(ctx context.Context, _ string, env session.Env) (*forecasts.Desk, error) {
			d, found, err := forecasts.OpenExports(ctx, env, all, o)
			if err == nil {
				p.found(found)
			}
			return d, err
		}, use)
	})
	r.RestsOn, r.Witnessed = nil, nil
	for i := range r.Grouped {
		r.Grouped[i].RestsOn = nil
	}
	return r, e, err
}

// found says how exports were read.
func (p *program) found(r importing.Result) {
	said := map[string]bool{}
	for _, f := range r.Foreign {
		for _, a := range f.Assumed {
			if !said[a] {
				p.remark("assumed: %s", a)
			}
			said[a] = true
		}
		for _, o := range f.Odd {
			p.remark("%s: %s", f.File, words.Odd(o.N, o.What))
		}
	}
}
