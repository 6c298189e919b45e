package main

import (
	"context"
	"fmt"
	"image/png"
	"io"

	"github.com/spf13/cobra"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/ui"
)

func (p *program) picture() *cobra.Command {
	var o struct{ page, out, question, size, theme string }
	c := &cobra.Command{
		Use: "snapshot FILE --page NAME -o OUT.png", Short: "Draw a page of the window without a display", Args: takes(1, 1),
		RunE: func(c *cobra.Command, args []string) error {
			s := ui.SnapshotOptions{Page: o.page, Question: o.question, Dark: o.theme == "dark"}
			if _, err := fmt.Sscanf(o.size, "%dx%d", &s.Width, &s.Height); err != nil || s.Width < 200 || s.Height < 200 || s.Width > 10000 || s.Height > 10000 {
				return fmt.Errorf("--size %s is not a size: write WIDTHxHEIGHT, such as 1440x900", quoted(o.size))
			}
			switch {
			case o.page == "":
				return fmt.Errorf("no page: use --page to say which, such as questions or scores")
			case o.out == "":
				return fmt.Errorf("no output file: use -o to say where the picture goes")
			case o.theme != "light" && o.theme != "dark":
				return fmt.Errorf("--theme %s is not a theme: use light or dark", quoted(o.theme))
			}
			to, err := p.output(o.out)
			if err == nil {
				err = pngFile.Check(to)
			}
			if err != nil {
				return err
			}
			return p.snapshot(c.Context(), args[0], to, s)
		},
	}
	f := c.Flags()
	f.StringVar(&o.page, "page", "", "`NAME` of the page: today, questions, scenarios, evidence, scores, forecasters or exchange")
	f.StringVarP(&o.out, "out", "o", "", "`OUT.png` to write")
	f.StringVar(&o.question, "question", "", "`QUESTION` to show")
	f.StringVar(&o.size, "size", "1440x900", "`WIDTHxHEIGHT`")
	f.StringVar(&o.theme, "theme", "light", "light or dark")
	return c
}

func (p *program) snapshot(ctx context.Context, file string, out files.Output, o ui.SnapshotOptions) error {
	return p.toRead(ctx, file, func(d *forecasts.Desk) error {
		if o.Question != "" {
			id, err := d.Find(ctx, "question", o.Question)
			if err != nil {
				return err
			}
			o.Question = id.String()
		}
		img, err := ui.Snapshot(d, o)
		if err != nil {
			return err
		}
		if _, err := pngFile.Write(ctx, out, func(w io.Writer) error { return png.Encode(w, img) }); err != nil {
			return err
		}
		p.wrote(out)
		if !p.quiet && !p.json {
			p.println(out.Path)
		}
		if p.json {
			return p.document(map[string]string{"path": out.Path})
		}
		return nil
	})
}
