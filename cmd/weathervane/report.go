package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/report"
	"weathervane/forecasts/reporting"
	"weathervane/ui"
)

// reportKind is one form that a report can have.
type reportKind struct {
	file     files.Kind
	records  bool // it carries the records themselves
	svg, png bool // it has the pictures
	write    func(io.Writer, reporting.View, report.Pictures) error
}

// plainly makes the writer of a form without pictures.
func plainly(write func(io.Writer, reporting.View) error) func(io.Writer, reporting.View, report.Pictures) error {
	return func(w io.Writer, v reporting.View, _ report.Pictures) error { return write(w, v) }
}

var reportKinds = map[string]reportKind{
	".csv":  {file: files.Kind{Name: "report in CSV", Begins: []string{"question_id,"}}, write: plainly(report.CSV)},
	".md":   {file: files.Kind{Name: "report in Markdown", Begins: []string{"# "}}, write: plainly(report.Markdown)},
	".html": {file: files.Kind{Name: "page", Begins: []string{"<!DOCTYPE html>"}}, records: true, svg: true, write: report.HTML},
	".xlsx": {file: files.Kind{Name: "workbook", Begins: []string{"PK\x03\x04"}}, write: plainly(report.XLSX)},
	".pdf":  {file: files.Kind{Name: "report in PDF", Begins: []string{"%PDF-"}}, png: true, write: report.PDF},
	".ics":  {file: files.Kind{Name: "calendar", Begins: []string{"BEGIN:VCALENDAR"}}, write: plainly(report.ICS)},
}

const reportForms = ".html, .pdf, .xlsx, .csv, .md or .ics"

func (p *program) reporting() *cobra.Command {
	var out, form, asOf string
	c := &cobra.Command{
		Use: "report FILE -o OUT", Short: "Write a report: OUT ends with " + reportForms, Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			if out == "" {
				return errors.New("no output file: use -o to say where the report goes")
			}
			to, err := p.output(out)
			if err != nil {
				return err
			}
			ending := filepath.Ext(out)
			if form != "" {
				ending = "." + form
			}
			kind, ok := reportKinds[strings.ToLower(ending)]
			if !ok {
				return fmt.Errorf("%s is not a kind of report: give a name that ends with %s, or use --form", quoted(out), reportForms)
			}
			if err := kind.file.Check(to); err != nil {
				return err
			}
			return p.toRead(c.Context(), args[0], func(d *forecasts.Desk) (err error) {
				if asOf != "" {
					var day asOfDay
					if d, day, err = p.asOf(c.Context(), d, asOf, false); err != nil {
						return err
					}
					if day.Later.Records > 0 {
						p.remark("%s: the report leaves them out", words.CameLater(day.Later.Records, day.Later.Authors, day.Later.From, day.Later.To, words.Calendar{Now: p.env.Now(), Zone: p.env.Zone}))
					}
					defer func() { err = errors.Join(err, d.Close()) }()
				}
				return p.report(c.Context(), d, kind, to)
			})
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "`OUT` to write, ending with "+reportForms)
	c.Flags().StringVar(&form, "form", "", "`FORM` of the report where OUT does not end with it: html, pdf, xlsx, csv, md or ics")
	c.Flags().StringVar(&asOf, "as-of", "", "the report that was or could have been made at `TIME`: a colleague's records from when you had merged them")
	return c
}

func (p *program) report(ctx context.Context, d *forecasts.Desk, kind reportKind, out files.Output) error {
	view, err := d.Report(ctx, kind.records)
	if err != nil {
		return err
	}
	var pics report.Pictures
	if kind.svg || kind.png {
		if pics, err = drawn(d, view, kind.svg); err != nil {
			return err
		}
	}
	size, err := kind.file.Write(ctx, out, func(w io.Writer) error { return kind.write(w, view, pics) })
	if err != nil {
		return err
	}
	p.wrote(out)
	if p.json {
		return p.document(map[string]any{"path": out.Path, "questions": len(view.Questions), "forecasts": len(view.Forecasts), "bytes": size})
	}
	p.printf("%s: %s, %s\n", out.Path, words.ReportPlural(len(view.Questions), "question"), words.ReportPlural(len(view.Forecasts), "forecast"))
	return nil
}

// plotted draws the scores, if there are any.
func plotted(d *forecasts.Desk, view reporting.View, svg bool) ([]byte, error) {
	if len(view.Scores.History) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	err := ui.Plot(&b, svg, view.Scores, "", d.Zone())
	return b.Bytes(), err
}

// drawn are the pictures of the scores, of the scenario sets and of conditional questions.
func drawn(d *forecasts.Desk, view reporting.View, svg bool) (pics report.Pictures, err error) {
	if svg {
		pics.SVG, err = plotted(d, view, true)
	} else {
		pics.Typeface = ui.Typeface()
		pics.PNG, err = plotted(d, view, false)
	}
	if err != nil {
		return pics, err
	}
	for _, v := range view.Sets {
		all, err := ui.PlotSet(svg, v, view.At.Time(), d.Zone())
		if err != nil {
			return pics, err
		}
		pics.Sets = append(pics.Sets, report.SetPictures{Set: v.ID, Pictures: all})
	}
	pics.Conditionals, err = ui.PlotConditionals(svg, view.Conditionals)
	return pics, err
}
