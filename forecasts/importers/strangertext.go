package importers

import (
	"bytes"
	"net/mail"
	"slices"
	"strings"
)

// pages are how pages begin, in lower case.
var pages = []string{"!doctype html", "html", "head", "body", "meta", "title", "div", "p>", "script"}

// feeds and other documents by the name of their root.
var roots = []struct{ name, what, do string }{
	{"html", "an HTML page", doPage},
	{"rss", "a news feed (RSS)", doFollow},
	{"rdf:rdf", "a news feed (RSS)", doFollow},
	{"feed", "a news feed (Atom)", doFollow},
	{"opml", "a list of news feeds (OPML)", doFollow},
	{"workbook", "a spreadsheet as XML", doSave},
	{"svg", "an image (SVG)", doTable},
	{"kml", "a map (KML)", doTable},
}

// strangeMarkup tells pages, feeds and other documents in angle brackets apart, by
// what comes after declarations and comments.
func strangeMarkup(text []byte) (what, do string) {
	low := bytes.ToLower(text[:min(len(text), 4000)])
	isXML := bytes.HasPrefix(low, []byte("<?xml"))
	for {
		low = bytes.TrimLeft(low, " \t\r\n")
		end := ""
		switch {
		case bytes.HasPrefix(low, []byte("<!doctype netscape-bookmark")):
			return "a file of bookmarks", doFollow
		case bytes.HasPrefix(low, []byte("<!--")):
			end = "-->"
		case len(low) > 1 && low[0] == '<' && low[1] == '?', isXML && bytes.HasPrefix(low, []byte("<!doctype")):
			end = ">"
		}
		_, rest, found := bytes.Cut(low, []byte(end))
		if end == "" || !found {
			break
		}
		low = rest
	}
	root := bytes.TrimPrefix(low, []byte("<"))
	begins := func(with string) bool { return bytes.HasPrefix(root, []byte(with)) }
	for _, r := range roots {
		if begins(r.name) {
			return r.what, r.do
		}
	}
	switch {
	case begins("table"):
		return "an HTML table", "open it with a spreadsheet, and save it as .xlsx or CSV"
	case slices.ContainsFunc(pages, begins):
		return "an HTML page", doPage
	case isXML:
		return "an XML document", doExport
	}
	return "", ""
}

// dumps are how dumps of databases begin, in lower case.
var dumps = []string{"-- postgresql", "-- mysql", "-- mariadb", "/*!40"}

// strangeText tells texts apart that are no table.
func strangeText(text []byte) (what, do string) {
	lower := bytes.ToLower(text[:min(len(text), 100)])
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return bytes.HasPrefix(lower, []byte(w)) })
	}
	switch {
	case begins("---\n", "---\r\n", "+++\n", "+++\r\n"):
		return "a prediction log with front matter (Markdown)", doTable
	case begins("# ", "## ", "- [", "* ["):
		return "a text in Markdown", doTable
	case begins(dumps...):
		return "a dump of a database (SQL)", doExport
	}
	if m := headOfMail(text); m != nil && (m.Get("Snapshot-Content-Location") != "" || strings.Contains(m.Get("From"), "Saved by")) {
		return "a saved page (MHTML)", doPage
	} else if m != nil {
		return "an e-mail", doMail
	}
	if !hasColumns(text) {
		return "a text without columns", doTable
	}
	return "", ""
}

// hasColumns reports whether what may part fields is among the first lines of a text,
// or it may be a list in one column.
func hasColumns(text []byte) bool {
	first := text[:min(len(text), 4000)]
	line, _, _ := bytes.Cut(first, []byte("\n"))
	return bytes.ContainsAny(first, ",;\t|=\x00") || len(bytes.Fields(line)) < 2
}

// headOfMail is the head of an e-mail, which a mailbox may have a line before; nil if
// a text does not begin with one.
func headOfMail(text []byte) mail.Header {
	if bytes.HasPrefix(text, []byte("From ")) {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	n := 0
	for _, h := range []string{"From", "To", "Subject", "Date", "Received", "Message-Id", "Mime-Version"} {
		if m.Header.Get(h) != "" {
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return m.Header
}
