package articles

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability/v2"
	"codeberg.org/readeck/go-readability/v2/render"
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

const (
	// A page beyond these is no article, and finding the text in it could
	// take minutes.
	maxPageBytes = 8 << 20
	maxElements  = 50_000
	// leastText is what the text found must come to; below, the whole body
	// is taken, without what is plainly not its text.
	leastText = 140
)

// notText is what a page holds beside its text.
const notText = "script, style, noscript, template, nav, header, footer, aside, form, iframe, svg, button, select, " +
	"[role=navigation], [role=banner], [role=contentinfo], [aria-hidden=true], [hidden]"

// advertising is what pages themselves call advertisements.
const advertising = ".ad, .ads, .advert, .advertisement, .advertising, .ad-container, .ad-slot, .ad-wrapper, .adsbygoogle, .sponsored, " +
	"[id^=google_ads], [id^=div-gpt-ad], [aria-label=advertisement i], [data-ad-slot]"

// withoutAdvertising takes advertisements out, unless what is named so holds
// the headline or much of the page.
func withoutAdvertising(doc *goquery.Document) {
	all := len(doc.Find("body").Text())
	doc.Find(advertising).Each(func(_ int, s *goquery.Selection) {
		if !s.Is("html, body, article, main") && s.Find("h1, article, main").Length() == 0 && 4*len(s.Text()) < all {
			s.Remove()
		}
	})
}

func readPage(text string) (a Article, err error) {
	if len(text) > maxPageBytes {
		return a, errors.New("is larger than 8 MiB, too large for a page: save its text as a .txt file")
	}
	defer func() {
		if p := recover(); p != nil {
			// The parsers are others' work, and a page can be anything.
			a, err = Article{}, fmt.Errorf("is a page that cannot be read (%v): save its text as a .txt file", p)
		}
	}()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return a, fmt.Errorf("is a page that cannot be read (%w): save its text as a .txt file", err)
	}
	doc := goquery.NewDocumentFromNode(root)
	if doc.Find("*").Length() > maxElements {
		return a, fmt.Errorf("has more than %d elements, too many for a page: save its text as a .txt file", maxElements)
	}
	a = particulars(doc)
	withoutAdvertising(doc)
	head := headOf(doc)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	base, _ := url.Parse(a.URL)
	found, err := parser.ParseDocument(root, base)
	if err == nil && found.Node != nil {
		a.Text = clean(render.InnerText(found.Node))
	}
	if a.Title == "" {
		a.Title = oneLine(found.Title())
	}
	if len(a.Authors) == 0 {
		a.Authors = splitAuthors(found.Byline())
	}
	if utf8.RuneCountInString(a.Text) < leastText {
		a.Text = first(bodyText(doc), a.Text)
	}
	a.Text = withHead(head, a.Text)
	if a.Text == "" {
		return Article{}, errors.New("is a page without text: save its text as a .txt file")
	}
	return a, nil
}

// headOf gives a page's headline and by-line as they stand above its text.
func headOf(doc *goquery.Document) []string {
	var head []string
	headlines := doc.Find("h1")
	if headlines.Length() != 1 {
		return nil // more of them are sections, or other articles
	}
	if title := oneLine(headlines.Text()); title != "" {
		head = append(head, title)
	}
	doc.Find("p, div, span, address, h2, h3").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		line := oneLine(s.Text())
		if s.Find("p, div").Length() > 0 || !isByLine(line) {
			return true
		}
		head = append(head, line)
		return false
	})
	return head
}

// withHead puts back what finding the text took off above it, so that an
// article is the same text as it is in print.
func withHead(head []string, text string) string {
	if text == "" {
		return ""
	}
	opening := oneLine(text[:min(len(text), 2000)])
	var missing []string
	for _, line := range head {
		if !strings.Contains(opening, line) {
			missing = append(missing, line)
		}
	}
	return strings.Join(append(missing, text), "\n\n")
}

func bodyText(doc *goquery.Document) string {
	body := doc.Find("body").Clone()
	body.Find(notText).Remove()
	if body.Length() == 0 {
		return ""
	}
	return clean(render.InnerText(body.Get(0)))
}

// particulars reads what a page says of itself: JSON-LD first, which is
// written for machines, then Open Graph and the older meta elements.
func particulars(doc *goquery.Document) Article {
	ld := linkedData(doc)
	a := Article{
		Title: first(oneLine(ld.title), meta(doc, "og:title", "twitter:title", "citation_title", "dc.title")),
		Publisher: first(oneLine(ld.publisher), meta(doc, "og:site_name", "citation_publisher", "dc.publisher",
			"publisher", "application-name")),
		URL: first(webAddress(doc.Find("link[rel=canonical]").AttrOr("href", "")), webAddress(meta(doc, "og:url")), webAddress(ld.url)),
		Published: first(date(ld.published), date(meta(doc, "article:published_time")), date(meta(doc, "datepublished", "pubdate",
			"publishdate", "parsely-pub-date", "citation_publication_date", "citation_date", "dc.date", "dc.date.issued", "date")),
			date(doc.Find("article time[datetime], time[pubdate], [itemprop=datePublished]").First().AttrOr("datetime", ""))),
		Language: first(tag(doc.Find("html").AttrOr("lang", "")), tag(ld.language), tag(meta(doc, "og:locale", "content-language"))),
	}
	for _, name := range ld.authors {
		for _, n := range splitAuthors(name) {
			a.Authors = appendNew(a.Authors, n)
		}
	}
	if len(a.Authors) == 0 {
		for _, name := range metas(doc, "author", "citation_author", "parsely-author", "dc.creator", "article:author") {
			for _, n := range splitAuthors(name) {
				a.Authors = appendNew(a.Authors, n)
			}
		}
	}
	return a
}

func meta(doc *goquery.Document, names ...string) string {
	if all := metas(doc, names...); len(all) > 0 {
		return all[0]
	}
	return ""
}

// metas gives the contents of meta elements, those of the first name that is
// there.
func metas(doc *goquery.Document, names ...string) []string {
	found := map[string][]string{}
	doc.Find("meta[content]").Each(func(_ int, m *goquery.Selection) {
		content := oneLine(m.AttrOr("content", ""))
		for _, attribute := range []string{"property", "name", "itemprop", "http-equiv"} {
			if key := strings.ToLower(strings.TrimSpace(m.AttrOr(attribute, ""))); key != "" && content != "" {
				found[key] = append(found[key], content)
			}
		}
	})
	for _, name := range names {
		if len(found[name]) > 0 {
			return found[name]
		}
	}
	return nil
}

// webAddress keeps absolute addresses of the web.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
