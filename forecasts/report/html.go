package report

import (
	"bufio"
	"embed"
	"encoding/json"
	"html/template"
	"io"
	"io/fs"
	"strings"

	"weathervane/assets/words"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/reporting"
	"weathervane/model/journal"
)

//go:embed page
var pageFiles embed.FS

// escaped writes a forecast file so that nothing in it ends the block that holds
// it; the page's script turns it back.
var escaped = strings.NewReplacer("&", "&amp;", "<", "&lt;")

// page is what the page's template reads.
type page struct {
	reporting.View
	Headline string
	Interval string
	LeftOut  []string
	Picture  template.HTML
	Sections []section
}

// HTML writes one page that needs no network: what the workspace says, the
// records themselves, and a script that recomputes hashes, signatures and the
// score from them, and reports whether they agree with the page.
func HTML(w io.Writer, v reporting.View, pics Pictures) error {
	script, err := pageScript()
	if err != nil {
		return err
	}
	t, err := pageTemplate(v)
	if err != nil {
		return err
	}
	p := page{View: v, Headline: figure(v.Scores.Headline), LeftOut: leftOut(v), Picture: template.HTML(pics.SVG), Sections: sections(v, pics)}
	if v.Scores.CI != nil {
		p.Interval = ", 95 % interval " + spanOf(v.Scores.CI)
	}
	out := bufio.NewWriter(w)
	if err := t.Execute(words.LegibleWriter(out), p); err != nil {
		return err
	}
	// Flush returns what failed.
	_, _ = out.WriteString(`<script type="text/plain" id="records">`)
	_, _ = escaped.WriteString(out, string(v.Records))
	_, _ = out.WriteString("</script>\n<script>\n\"use strict\";\n" + script + "</script>\n</body>\n</html>\n")
	return out.Flush()
}

// pageScript is the check, its files one after the other.
func pageScript() (string, error) {
	names, err := fs.Glob(pageFiles, "page/*.js")
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, name := range names {
		b, err := pageFiles.ReadFile(name)
		if err != nil {
			return "", err
		}
		all.Write(b)
	}
	return all.String(), nil
}

func pageTemplate(v reporting.View) (*template.Template, error) {
	return template.New("page.html").Funcs(template.FuncMap{
		"whose": whose, "percent": words.ReportPercent, "last": last, "pairFigure": pairFigure, "standing": statusInWords, "asOf": asOf, "lastDay": daysOf(v).last,
		"drawing": func(p Picture) template.HTML { return template.HTML(p.SVG) },
		"figure":  func(x float64) string { return figure(&x) },
		"day":     func(i journal.Instant) string { return daysOf(v).on(&i) },
		"outcome": func(o json.RawMessage) string { return words.Title(words.ReportOutcome(o)) },
		"title":   words.Title, "cell": shown,
		"said": func(i int) string { return said(&v.Forecasts[i]) },
		"pair": func(p listing.PairScore) string {
			key := p.Question.String() + " " + p.Forecaster.Key
			if p.Forecaster.By != "" {
				key += " " + p.Forecaster.By
			}
			return key
		},
	}).ParseFS(pageFiles, "page/page.html")
}
