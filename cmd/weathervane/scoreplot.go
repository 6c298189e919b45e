package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"weathervane/files"
	"weathervane/forecasts"
	"weathervane/forecasts/score"
	"weathervane/forecasts/scoring"
	"weathervane/ui"
)

// plotWorkspace draws a workspace's scores into a file.
func (p *program) plotWorkspace(ctx context.Context, d *forecasts.Desk, f scoring.Filter, out string) error {
	svg, err := asPicture(out)
	if err != nil {
		return err
	}
	view, err := d.Scores(ctx, f)
	if err != nil {
		return err
	}
	return p.plot(ctx, out, svg, view, f.Forecaster, d.Zone())
}

// plotTable draws a table's scores into a file, and remarks on what could not
// be drawn.
func (p *program) plotTable(ctx context.Context, t *score.Table, rule score.Rule, out string) error {
	svg, err := asPicture(out)
	if err != nil {
		return err
	}
	view, err := scoring.TableView(ctx, t, rule)
	if err != nil {
		return err
	}
	noHistory, noDiagram := len(view.History) == 0, len(view.Reliability.Curve) == 0
	if noHistory && noDiagram {
		return fmt.Errorf("--plot %s: there is nothing to draw: the history needs made_at and the windows of questions (opens_at and closes_at, or --questions), the reliability diagram ten yes-or-no questions", quoted(out))
	}
	if err := p.plot(ctx, out, svg, view, "", p.env.Zone); err != nil {
		return err
	}
	if noHistory {
		p.remark("%s has no history: that needs made_at and the windows of questions (opens_at and closes_at, or --questions)", quoted(out))
	}
	if noDiagram {
		p.remark("%s has no reliability diagram: that needs ten yes-or-no questions, and there are %d", quoted(out), view.Reliability.Questions)
	}
	return nil
}

// asPicture reports whether a picture is an SVG, not a PNG. It refuses a name
// that is neither, or a file that is not a picture and would be overwritten.
func asPicture(out string) (svg bool, err error) {
	switch strings.ToLower(filepath.Ext(out)) {
	case ".svg":
		svg = true
	case ".png":
	default:
		return false, fmt.Errorf("--plot %s is not a picture: give a name that ends with .svg or .png", quoted(out))
	}
	return svg, pictureFile(svg).Check(files.Output{Path: out})
}

// The pictures that may be replaced.
var (
	pngFile = files.Kind{Name: "picture", Begins: []string{"\x89PNG"}}
	svgFile = files.Kind{Name: "picture", Begins: []string{"<svg"}}
)

func pictureFile(svg bool) files.Kind {
	if svg {
		return svgFile
	}
	return pngFile
}

func (p *program) plot(ctx context.Context, path string, svg bool, view scoring.View, whose string, zone *time.Location) error {
	out := files.Output{Path: path}
	_, err := pictureFile(svg).Write(ctx, out, func(w io.Writer) error {
		return ui.Plot(w, svg, view, whose, zone)
	})
	if err == nil {
		p.wrote(out)
	}
	return err
}
