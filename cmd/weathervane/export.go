package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/merging"
)

func (p *program) exporting() *cobra.Command {
	var out, since, until string
	var dry bool
	var questions []string
	var o exchange.Options
	export := &cobra.Command{
		Use: "export FILE -o OUT.forecasts", Short: "Write a signed forecast file to hand over", Args: takes(1, 1),
	}
	f := export.Flags()
	f.StringVarP(&out, "out", "o", "", "`OUT.forecasts` to write")
	f.StringArrayVar(&questions, "question", nil, "only this `QUESTION` and what belongs to it; may be given several times")
	f.StringArrayVar(&o.Tags, "tag", nil, "only questions with this `TAG`; may be given several times")
	f.StringArrayVar(&o.By, "by", nil, "only the log of this `NAME`; may be given several times")
	f.StringVar(&since, "since", "", "only what was recorded since `WHEN`")
	f.StringVar(&until, "until", "", "only forecasts that were recorded before `WHEN`")
	f.StringArrayVar(&o.Withhold, "withhold", nil, "`notes`, evidence, comments, open (your forecasts on open questions) or a record's id: hashed, not shown")
	f.BoolVar(&dry, "dry-run", false, "say what would be exported and withheld, and write nothing")
	f.BoolVar(&o.WithoutArticles, "without-articles", false, "leave out the articles' texts")
	f.StringVar(&o.Note, "note", "", "label in the file's first line")
	export.RunE = func(c *cobra.Command, args []string) error {
		if out == "" && !dry {
			return fmt.Errorf("no output file: use -o to say where the forecasts go")
		}
		to, err := p.output(out)
		if err != nil {
			return err
		}
		o.Standard = to.Standard
		open := p.with
		if dry {
			open = p.toRead
		}
		return open(c.Context(), args[0], func(d *forecasts.Desk) (err error) {
			if o.Questions, err = findAll(c.Context(), d, "question", questions); err != nil {
				return err
			}
			if o.Since, err = p.when("since", since, false); err != nil {
				return err
			}
			if o.Until, err = p.when("until", until, false); err != nil {
				return err
			}
			if dry {
				return p.planned(d.PlanExport(c.Context(), o))
			}
			return p.export(c.Context(), d, to, o)
		})
	}
	return export
}

func (p *program) export(ctx context.Context, d *forecasts.Desk, out files.Output, o exchange.Options) error {
	s, err := d.Export(ctx, out.Path, o)
	if s.Bytes > 0 {
		p.wrote(out)
	}
	if err != nil {
		return err
	}
	if p.json {
		return p.document(s)
	}
	p.printf("%s: %s shown, %d withheld, %s\n", s.Path, words.ReportPlural(s.Shown, "record"), s.Withheld, words.ReportPlural(s.Logs, "log"))
	p.keptBack(s.KeptBack)
	if s.Sealed > 0 {
		p.printf("%s kept back: 'weathervane reveal' lets the next export show it\n", words.ReportPlural(s.Sealed, "sealed forecast"))
	}
	return nil
}

// keptBack says what is dated too far ahead to leave yet.
func (p *program) keptBack(k exchange.KeptBack) {
	if k.Records > 0 {
		p.println(k.Says())
	}
}

// planned prints what an export would show and withhold.
func (p *program) planned(s exchange.Summary, err error) error {
	if err != nil {
		return err
	}
	if p.json {
		return p.document(s)
	}
	p.printf("Would write %d bytes: %s shown, %d withheld, %s\n", s.Bytes, words.ReportPlural(s.Shown, "record"), s.Withheld, words.ReportPlural(s.Logs, "log"))
	p.keptBack(s.KeptBack)
	for _, part := range s.Parts {
		kind := part.Kind
		if kind == "" {
			kind = "withheld from you"
		}
		p.printf("  %s: %d shown, %d withheld\n", kind, part.Shown, part.Withheld)
	}
	return nil
}

func (p *program) imported(s importing.Result, err error) error {
	if err != nil {
		return err
	}
	if p.json {
		return p.document(s)
	}
	for _, f := range s.Foreign {
		p.foreign(f)
	}
	for _, f := range s.Files {
		p.println(f.File)
		for _, l := range f.Logs {
			known := "not known before"
			if l.KnownSince != nil {
				known = "known since " + p.day(*l.KnownSince)
			}
			p.printf("  %s  key %s, %s: %s\n", words.Label(l.Name), l.Key, known, words.ReportPlural(l.NewRecords, "new record"))
			if l.SetAside != nil {
				p.printf("  %s: %s\n", words.Label(l.Name), l.SetAside.Says())
			}
			if why := l.Imitates(); why != "" {
				p.printf("  %s: %s\n", words.Label(l.Name), why)
			}
		}
	}
	a := s.Adds
	verb := "Added"
	if !s.Written {
		verb = "Would add"
	}
	p.printf("%s: %s, %s, %s, %s, %s, %s\n", verb, words.ReportPlural(a.Questions, "question"), words.ReportPlural(a.Forecasts, "forecast"),
		words.ReportPlural(a.Findings, "finding"), words.ReportPlural(a.Articles, "article"), words.ReportPlural(a.Resolutions, "resolution"), words.ReportPlural(a.Other, "other record"))
	for _, extra := range []struct {
		n    int
		what string
	}{{s.Late, "late or by an odd clock"}, {s.Waiting, "waiting for what they name"}, {s.NotUnderstood, "not understood by this version"}} {
		if extra.n > 0 {
			p.printf("%d %s\n", extra.n, extra.what)
		}
	}
	p.withoutEffect(s.WithoutEffect)
	for _, id := range s.Disputed {
		p.printf("disputed: %s\n", id)
	}
	p.printOverturns(s)
	for _, t := range s.Similar {
		p.printf("alike: %s looks like %s%s\n", quoted(cell(t.NewTitle)), quoted(cell(t.HereTitle)), linking(s.Written, t))
	}
	return nil
}

// linking says how a question that came in is linked with one that was here.
func linking(written bool, t merging.SimilarQuestions) string {
	if !written {
		return ": they can be linked once it is imported"
	}
	return fmt.Sprintf(": 'weathervane relate FILE %.12s same %.12s' links them", t.New.String(), t.Here.String())
}
