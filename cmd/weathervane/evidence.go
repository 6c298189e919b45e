package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"weathervane/assets/words"
	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/notation"
	"weathervane/model/journal"
)

// evidence are the commands from an article to its bearing on a question.
func (p *program) evidence() []*cobra.Command {
	var a attaching
	attach := &cobra.Command{
		Use: "attach FILE SOURCE", Short: "Keep an article (.txt, .md, .html, .mhtml, .pdf, .eml, a web address, or - for standard input); prints its id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error { return p.attach(c, args[0], args[1], a) },
	}
	f := attach.Flags()
	f.StringVar(&a.Title, "title", "", "title, if the source does not state it")
	f.StringArrayVar(&a.Authors, "author", nil, "an author; may be given several times")
	f.StringVar(&a.Publisher, "publisher", "", "publisher")
	f.StringVar(&a.Published, "published", "", "`WHEN` it was published: a day or a time")
	f.StringVar(&a.URL, "url", "", "address")
	f.BoolVar(&a.split, "split", false, "split a document with several articles at headlines with a by-line or at headings; prints an id per line")

	var filing struct {
		evidence.Filing
		question, lr string
	}
	find := &cobra.Command{
		Use: "find FILE ARTICLE --quote T --claim T", Short: "File a passage of an article as a finding; prints its id", Args: takes(2, 2),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "article", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				f := filing.Filing
				f.Article = id
				if err := p.bearing(c.Context(), d, &f, filing.question, filing.lr); err != nil {
					return id, err
				}
				return d.File(c.Context(), f)
			})
		},
	}
	f = find.Flags()
	f.StringVar(&filing.Exact, "quote", "", "the passage, word for word")
	f.StringVar(&filing.Claim, "claim", "", "what it says, in your words")
	f.IntVar(&filing.Nth, "nth", 0, "which occurrence, from 1, if the passage occurs more than once")
	f.StringVar(&filing.Grade, "grade", "", "Admiralty code, such as B2")
	f.StringVar(&filing.Note, "note", "", "remark")
	f.StringVar(&filing.question, "question", "", "`QUESTION` on which it bears")
	f.StringVar(&filing.lr, "lr", "", "likelihood ratio P(finding | yes) / P(finding | no); by option for a choice")

	var note string
	judge := &cobra.Command{
		Use: "judge FILE FINDING QUESTION LR", Short: "Say how strongly a finding bears on a question; prints the record's id", Args: takes(4, -1),
		RunE: func(c *cobra.Command, args []string) error {
			return p.on(c, args, "finding", func(d *forecasts.Desk, id journal.ID) (journal.ID, error) {
				var f evidence.Filing
				if err := p.bearing(c.Context(), d, &f, args[2], strings.Join(args[3:], " ")); err != nil {
					return id, err
				}
				return d.Judge(c.Context(), id, *f.Question, f.LR, f.LRs, note)
			})
		},
	}
	judge.Flags().StringVar(&note, "note", "", "remark")
	return []*cobra.Command{attach, find, judge}
}

// attaching holds the flags of attach.
type attaching struct {
	articles.Article
	split bool
}

func (p *program) attach(c *cobra.Command, file, source string, flags attaching) error {
	a, err := p.article(c.Context(), source)
	if err != nil {
		return err
	}
	parts := []articles.Article{a}
	if flags.split {
		if flags.Title != "" {
			return errors.New("--title names one article, and --split takes several: leave one of them out")
		}
		if parts = articles.Split(a.Text); parts == nil {
			return fmt.Errorf("%s has neither two headlines with a by-line nor two headings of the same level: attach it without --split", source)
		}
		for i := range parts {
			parts[i].Original, parts[i].OriginalType = a.Original, a.OriginalType
		}
	}
	for i := range parts {
		if err := p.stated(c, &parts[i], flags.Article); err != nil {
			return err
		}
	}
	return p.with(c.Context(), file, func(d *forecasts.Desk) error {
		kept, err := d.AttachAll(c.Context(), parts)
		if err != nil {
			return err
		}
		for i, k := range kept {
			if k.Cleaned {
				p.remark("the address of %s is kept without what looks like a password or a token", quoted(cell(parts[i].Title)))
			}
		}
		if !flags.split {
			if kept[0].Already {
				p.remark("this article is already here: nothing was added")
			}
			return p.made(kept[0].ID, nil)
		}
		return p.madeAll(kept, parts)
	})
}

// madeAll prints the ids of the parts of a document, in order.
func (p *program) madeAll(kept []evidence.Attached, parts []articles.Article) error {
	ids := make([]map[string]journal.ID, len(kept))
	for i, k := range kept {
		if k.Already {
			p.remark("%s is already here: it was not added again", quoted(cell(parts[i].Title)))
		}
		ids[i] = map[string]journal.ID{"id": k.ID}
		if !p.json {
			p.println(k.ID.String())
		}
	}
	if p.json {
		return p.document(ids)
	}
	return nil
}

// stated lets flags override what the source says about itself.
func (p *program) stated(c *cobra.Command, a *articles.Article, flags articles.Article) (err error) {
	if c.Flags().Changed("author") {
		a.Authors = flags.Authors
	}
	for _, m := range []struct{ to, from *string }{
		{&a.Title, &flags.Title}, {&a.Publisher, &flags.Publisher}, {&a.URL, &flags.URL},
	} {
		if *m.from != "" {
			*m.to = *m.from
		}
	}
	if flags.Published != "" {
		a.Published, err = p.published(flags.Published)
	}
	return err
}

func (p *program) article(ctx context.Context, source string) (articles.Article, error) {
	if articles.IsAddress(source) {
		return articles.Fetch(ctx, source)
	}
	if source == "-" {
		return articles.Read(p.in, source)
	}
	if err := readable(source); err != nil {
		return articles.Article{}, err
	}
	f, err := files.Open(ctx, source)
	if err != nil {
		return articles.Article{}, fmt.Errorf("%w: check the path and its permissions", err)
	}
	defer f.Close()
	return articles.Read(f, source)
}

// published keeps a plain day as it is; anything else becomes an instant.
func (p *program) published(text string) (string, error) {
	t, err := notation.ParseWhen(text, p.env.Now(), p.env.Zone, false)
	if err != nil {
		return "", fmt.Errorf("--published: %w", err)
	}
	if strings.Contains(text, ":") {
		return journal.InstantOf(t).String(), nil
	}
	return words.ISODay(t.In(p.env.Zone)), nil
}

// bearing reads how strongly a finding bears on a question: one ratio, or for a
// choice question one number for each option.
func (p *program) bearing(ctx context.Context, d *forecasts.Desk, f *evidence.Filing, question, lr string) error {
	if question == "" && lr == "" {
		return nil
	}
	if question == "" || lr == "" {
		return errors.New("--question and --lr go together: give both or neither")
	}
	id, err := d.Find(ctx, "question", question)
	if err != nil {
		return err
	}
	f.Question = &id
	q, err := d.Question(ctx, id)
	if err != nil {
		return err
	}
	if q.Type == "choice" {
		f.LRs, err = byOption(lr, q.Options)
		return err
	}
	x, err := ratio(lr)
	f.LR = &x
	return err
}

// ratio reads 3, 0.8, ×3 or 1/4.
func ratio(text string) (float64, error) {
	text = strings.TrimLeft(strings.TrimSpace(text), "×x")
	over, under, fraction := strings.Cut(text, "/")
	x, err := notation.ParseNumber(over)
	if err == nil && fraction {
		var y float64
		if y, err = notation.ParseNumber(under); err == nil {
			x /= y
		}
	}
	if err != nil || !(x > 0) || x > 1e300 {
		return 0, fmt.Errorf("%s is not a likelihood ratio: write a number above 0, such as 3 or 0.8", quoted(text))
	}
	return x, nil
}

// byOption reads Ishiba=1.2 Kono=0.8 … with a number for every option.
func byOption(text string, options []string) (map[string]float64, error) {
	ratios := map[string]float64{}
	rest := text
	for range options {
		var found string
		for _, o := range options {
			if strings.HasPrefix(rest, o+"=") && len(o) > len(found) {
				found = o
			}
		}
		if _, twice := ratios[found]; found == "" || twice {
			break
		}
		value := rest[len(found)+1:]
		rest = ""
		if at := strings.IndexAny(value, " ,;"); at >= 0 {
			value, rest = value[:at], strings.TrimLeft(value[at:], " ,;")
		}
		x, err := ratio(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", found, err)
		}
		ratios[found] = x
	}
	if rest != "" || len(ratios) != len(options) {
		return nil, fmt.Errorf("a choice question takes a number for every option: write %s=1 and so on", strings.Join(options, "=1 "))
	}
	return ratios, nil
}
