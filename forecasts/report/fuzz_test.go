package report_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"weathervane/forecasts/report"
	"weathervane/forecasts/reporting"
)

// The records in a page end no block, run nothing, and are the same for the page's
// script, whatever they say. They have neither zeros nor carriage returns: JSON
// escapes them.
func FuzzRecordsInThePage(f *testing.F) {
	for _, records := range []string{"{\"title\":\"a\"}\n", "</script><script>alert(1)</script>", "<!--<script>", "&lt;&amp;lt;", "]]>", "\u2028</SCRIPT >", "<\xff/script>"} {
		f.Add(records)
	}
	f.Fuzz(func(t *testing.T, records string) {
		records = strings.NewReplacer("\x00", "", "\r", "").Replace(strings.ToValidUTF8(records, "?"))
		var b bytes.Buffer
		if err := report.HTML(&b, reporting.View{Records: []byte(records)}, report.Pictures{}); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		var scripts []*html.Node
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "script" {
				scripts = append(scripts, n)
			}
		}
		if len(scripts) != 2 {
			t.Fatalf("the page has %d scripts", len(scripts))
		}
		text := ""
		if scripts[0].FirstChild != nil {
			text = scripts[0].FirstChild.Data
		}
		if got := strings.ReplaceAll(strings.ReplaceAll(text, "&lt;", "<"), "&amp;", "&"); got != records { // as 4-compare.js
			t.Fatalf("%q is read as %q", records, got)
		}
	})
}
