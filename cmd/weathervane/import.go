package main

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/forecasts"
	"weathervane/forecasts/importing"
	"weathervane/model/journal"
)

func (p *program) importing() *cobra.Command {
	var o importing.Options
	var except []string
	var reading tableFlags
	var forecaster string
	var k keeping
	c := &cobra.Command{
		Use: "import FILE IN…", Short: "Merge forecast files and exports of other services: all of them or none", Args: takes(2, -1),
		Long: "Merge forecast files or other workspaces, or record the content of other services' exports: CSV tables of\nforecasts, Fatebook's CSV and JSON, Confido's CSV, PredictionBook's JSON, Metaculus's archive, Manifold's\nmarkets and bets, markets of Kalshi and Polymarket, Good Judgment Open's questions and\nprediction sets (JSON), Good Judgment's research tables, sets of ForecastBench, questions\nof Autocast and Metaforecast, reports of this program (CSV, XLSX).\n" +
			"The form of a file is recognised by its content; - is standard input. All files are merged or none.\n\n" +
			"A forecast file can overturn what stands here: outcomes, when they were known, closes,\ncriteria, options, tags. Its records come in either way. By default what they decide is\ntaken; for what is kept, your confirmation of what stood is recorded on top. Look at\n--dry-run first: it says who decided what, and what each headline would become.",
	}
	f := c.Flags()
	f.BoolVar(&o.DryRun, "dry-run", false, "say what would be added, and write nothing")
	f.StringArrayVar(&except, "except", nil, "`LOG` to leave out because it is forked; may be given several times")
	reading.add(f)
	f.StringVar(&forecaster, "forecaster", "", "`NAME` of who made the forecasts of a table that does not say so")
	f.StringArrayVar(&k.keep, "keep", nil, "keep what stands: of a `QUESTION` (its title or the beginning of its id), scored (wherever the one who overturns it is scored on it) or all; may be given several times")
	f.StringArrayVar(&k.take, "take", nil, "take what would overturn a `QUESTION` that --keep scored or all keeps; may be given several times")
	f.StringVar(&o.Me, "me", "", "`NAME` by which the exports of other services call you: those forecasts become your own")
	c.RunE = func(c *cobra.Command, args []string) error {
		o.Except = make([]journal.LogID, len(except))
		for i, text := range except {
			var err error
			if o.Except[i], err = journal.ParseLogID(text); err != nil {
				return fmt.Errorf("--except: %w", err)
			}
		}
		if err := k.check(); err != nil {
			return err
		}
		if len(k.keep)+len(k.take) > 0 {
			o.Choose = k.choose
		}
		var err error
		if o.Reading, err = p.tableOptions(reading, forecaster); err != nil {
			return err
		}
		to, err := p.rowsOutput(reading.badRows)
		if err != nil {
			return err
		}
		paths, remove, err := p.kept(c.Context(), args[1:])
		defer remove()
		if err != nil {
			return err
		}
		open := p.with
		o.Brief = !p.json
		if o.DryRun {
			open = p.toRead
		}
		return open(c.Context(), args[0], func(d *forecasts.Desk) error {
			in, err := d.ImportFiles(c.Context(), paths, o)
			if err = p.imported(called(in), err); err != nil || reading.badRows == "" {
				return err
			}
			n, err := importing.SaveLeft(c.Context(), in.Foreign, o.Reading, to)
			return p.saved(n, to, err)
		})
	}
	return c
}

// called gives a file its name that was made of standard input.
func called(in importing.Result) importing.Result {
	in.Foreign = slices.Clone(in.Foreign)
	for i := range in.Foreign {
		if f := &in.Foreign[i]; filepath.Base(f.File) == standardInput {
			f.File = standardInput
		}
	}
	return in
}

// foreign prints what the export of another service says.
func (p *program) foreign(f importing.ForeignFile) {
	p.printf("%s\n  %s: %s, %s, %d of them known before\n", f.File, f.From, words.ReportPlural(f.Questions, "question"), words.ReportPlural(f.Forecasts, "forecast"), f.Known)
	for _, a := range f.Assumed {
		p.printf("  assumed: %s\n", a)
	}
	for _, o := range f.Odd {
		p.printf("  %s\n", words.Odd(o.N, o.What))
	}
}
