package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts/score"
	"weathervane/forecasts/timecolumn"
)

// tableFlags say how tables are read, where they leave it open.
type tableFlags struct {
	skipBadRows, percent, sure bool
	dayFirst, monthFirst       bool
	sheet, madeAt, zone        string
	badRows                    string
	columns                    []string
}

func (t *tableFlags) add(f *pflag.FlagSet) {
	f.BoolVar(&t.skipBadRows, "skip-bad-rows", false, "leave out rows of a table that cannot be read, and list them")
	f.StringVar(&t.badRows, "bad-rows", "", "with --skip-bad-rows: write such rows below the header to `FILE`, to be mended and read by themselves")
	f.StringArrayVar(&t.columns, "map", nil, "`COLUMN=NAME`: what a column of a table stands for, as in guess=probability, or with nothing after = that it means nothing; may be given several times, and several columns with question_id make the question together")
	f.BoolVar(&t.percent, "percent", false, "read probabilities of a table without a sign as percentages")
	f.StringVar(&t.sheet, "sheet", "", "`NAME` of the sheet of a spreadsheet (default forecasts, or else the first)")
	f.StringVar(&t.madeAt, "made-at", "", "`WHEN` the forecasts of a table without such a column were made")
	f.StringVar(&t.zone, "zone", "", "`ZONE` of a table's times without one, such as Asia/Seoul (default UTC)")
	f.BoolVar(&t.dayFirst, "day-first", false, "1/2/2024 is the first of February")
	f.BoolVar(&t.monthFirst, "month-first", false, "1/2/2024 is the second of January")
	f.BoolVar(&t.sure, "yes", false, "confirm what was guessed about a table")
}

// tableOptions are the flags as score takes them; forecaster made the forecasts of a table
// that does not say so.
func (p *program) tableOptions(t tableFlags, forecaster string) (o score.TableOptions, err error) {
	o = score.TableOptions{SkipBadRows: t.skipBadRows, Percent: t.percent, Sheet: t.sheet, Sure: t.sure, Forecaster: forecaster}
	if o.Columns, err = columnNames(t.columns); err != nil {
		return o, err
	}
	switch {
	case t.badRows != "" && !t.skipBadRows:
		return o, errors.New("--bad-rows keeps what --skip-bad-rows leaves out: give both")
	case t.dayFirst && t.monthFirst:
		return o, errors.New("--day-first and --month-first contradict each other: give one")
	case t.dayFirst:
		o.DateOrder = timecolumn.DayFirst
	case t.monthFirst:
		o.DateOrder = timecolumn.MonthFirst
	}
	if t.zone != "" {
		if o.Zone, err = time.LoadLocation(t.zone); err != nil {
			return o, fmt.Errorf("--zone %s is not a time zone: give one such as Asia/Seoul or UTC", quoted(t.zone))
		}
	}
	at, err := p.when("made-at", t.madeAt, false)
	if at != nil {
		made := at.Time()
		o.MadeAt = &made
	}
	return o, err
}

// rowsOutput is where --bad-rows says that rows go, if a file can be there.
func (p *program) rowsOutput(name string) (files.Output, error) {
	to, err := p.output(name)
	if err == nil && name != "" {
		err = files.Kind{Begins: []string{""}}.Check(to)
	}
	return to, err
}

// saved tells of rows that were left out and saved.
func (p *program) saved(n int, to files.Output, err error) error {
	switch {
	case err != nil:
		return fmt.Errorf("--bad-rows: %w", err)
	case n == 0:
		p.remark("no rows were left out as bad: %s is not written", quoted(to.Path))
	default:
		p.wrote(to)
		p.remark("%s that cannot be used written to %s: mend them there, and read that file by itself", words.ReportPlural(n, "row"), quoted(to.Path))
	}
	return nil
}

// columnNames reads what was said with --map.
func columnNames(pairs []string) (map[string]string, error) {
	all := map[string]string{}
	for _, pair := range pairs {
		i := strings.LastIndex(pair, "=")
		if i <= 0 {
			return nil, fmt.Errorf("--map %s does not name a column: give COLUMN=NAME, as in guess=probability", quoted(pair))
		}
		column, name := strings.TrimSpace(pair[:i]), strings.ToLower(strings.TrimSpace(pair[i+1:]))
		if name != "" && !slices.Contains(score.Columns(), name) {
			return nil, fmt.Errorf("--map %s: %s is not a column of a table: choose from %s", quoted(pair), quoted(name), strings.Join(score.Columns(), ", "))
		}
		all[column] = name
	}
	return all, nil
}
