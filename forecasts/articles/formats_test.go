package articles

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"fmt"
	"mime/quotedprintable"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

func file(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// page makes the article a page with what stands around an article.
func page(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	var b strings.Builder
	fmt.Fprintf(&b, `<html lang="en"><head><title>%s | Gazette</title><meta property="og:title" content="%s">
<meta property="og:site_name" content="The Sound Gazette"><meta property="article:published_time" content="2031-02-11T07:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><aside>Buy boots now</aside><article>
<h1>%s</h1><p class="byline">%s</p><img src="https://tracker.example/pixel.gif">`, lines[0], lines[0], lines[0], lines[1])
	for i, l := range lines[2:] {
		fmt.Fprintf(&b, "<p>%s</p>\n", l)
		if i == 1 {
			b.WriteString(`<div class="wide advertisement"><p>Boots, boots and boots.</p></div><ins class="adsbygoogle" data-ad-slot="1">Skates</ins>`)
		}
	}
	return b.String() + `</article><script>alert("x")</script><footer>Subscribe</footer></body></html>`
}

func quoted(s string) string {
	var b bytes.Buffer
	w := quotedprintable.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

const mailHeader = "Return-Path: <news@gazette.example>\r\nMIME-Version: 1.0\r\nFrom: The Sound Gazette <news@gazette.example>\r\nTo: a@b.example\r\n" +
	"Subject: Fwd: =?utf-8?B?SWNlIGtlZXBzIEx1bWVuIGhhcmJvdXIgc2h1dA==?=\r\nDate: Tue, 11 Feb 2031 16:30:00 +0900\r\n"

func letter(plain, html string) string {
	return mailHeader + "Content-Type: multipart/mixed; boundary=outer\r\n\r\nPreamble\r\n--outer\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n" +
		"--inner\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted(plain) +
		"\r\n--inner\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte(html)) +
		"\r\n--inner--\r\n--outer\r\nContent-Type: application/zip; name=x.zip\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--outer--\r\n"
}

func saved(html string) string {
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/2031/ice\r\nSubject: Ice\r\nDate: Tue, 18 Feb 2031 16:30:00 +0900\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
		quoted(html) + "\r\n--b\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://tracker.example/pixel.gif\r\n\r\nR0lGODlh\r\n--b--\r\n"
}

// One article, however it comes, is one text once white space is folded.
func TestOneArticleInEveryFormat(t *testing.T) {
	plain := file(t, "ice.txt")
	html := page(plain)
	for _, c := range []struct{ name, data, publisher, published, kind string }{
		{"ice.txt", plain, "", "", "text/plain"},
		{"ice.html", html, "The Sound Gazette", "2031-02-11T07:30:00.000Z", "text/html"},
		{"ice.pdf", file(t, "ice.pdf"), "", "", typePDF}, // its date is that of the printing
		{"-", file(t, "ice.pdf"), "", "", typePDF},
		{"ice.eml", letter(plain, html), "The Sound Gazette", "2031-02-11T07:30:00.000Z", typeMail},
		{"-", letter(plain, html), "The Sound Gazette", "2031-02-11T07:30:00.000Z", typeMail},
		{"ice.eml", letter("See the page.", html), "The Sound Gazette", "2031-02-11T07:30:00.000Z", typeMail},
		{"ice.mhtml", saved(html), "The Sound Gazette", "2031-02-11T07:30:00.000Z", typeWeb},
	} {
		a := readString(t, c.data, c.name)
		if a.Title != "Ice keeps Lumen harbour shut" || strings.Join(a.Authors, "|") != "Odile Marchetti" || a.Publisher != c.publisher || a.Published != c.published || a.OriginalType != c.kind {
			t.Errorf("%s: %q %q %q %q %q", c.name, a.Title, a.Authors, a.Publisher, a.Published, a.OriginalType)
		}
		if got, want := oneLine(a.Text), oneLine(plain); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, want)
		}
	}
	if a := readString(t, saved(html), "x.mht"); a.URL != "https://gazette.example/2031/ice" {
		t.Errorf("the saved page's address is %q", a.URL)
	}
	if a := readString(t, "Note: this is\nno letter: at all.\n", "-"); a.OriginalType != "text/plain" {
		t.Errorf("%+v", a)
	}
}

func TestWhatIsNamedAnAdvertisementButHoldsTheArticleStays(t *testing.T) {
	a := readString(t, `<html><body><div class="ad"><h1>Ice</h1><p>The quay was empty.</p></div><div class="sponsored"><p>`+strings.Repeat("Eleven ships lie at anchor. ", 20)+`</p></div></body></html>`, "a.html")
	if !strings.Contains(a.Text, "The quay was empty") || !strings.Contains(a.Text, "Eleven ships") {
		t.Errorf("%q", a.Text)
	}
}

// flate packs what a stream holds.
func flate(b []byte) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.String()
}

// document makes a PDF of one page with the content stream given.
func document(content, filter string) string {
	var b strings.Builder
	var at []int
	b.WriteString("%PDF-1.4\n")
	for i, o := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		fmt.Sprintf("<</Length %d%s>>\nstream\n%s\nendstream", len(content), filter, content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f \n")
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
	return b.String()
}

func TestPDFByHand(t *testing.T) {
	a := readString(t, document("BT /F1 12 Tf 50 700 Td (The quay was well-) Tj 0 -14 Td (known and empty.) Tj 0 -40 Td (So it stays.) Tj ET", ""), "a.pdf")
	if a.Text != "The quay was well-known and empty.\n\nSo it stays." {
		t.Errorf("%q", a.Text)
	}
}

func TestLigaturesAreTheTypefaces(t *testing.T) {
	lines := linesOf([]pdf.Text{{S: "A"}, {S: " "}, {S: "sta\ufb00"}, {S: " "}, {S: "di\ufb03cult"}, {S: ", "}, {S: "\ufb01ve"}, {S: " "}, {S: "\ufb02ags"}})
	if len(lines) != 1 || lines[0].text != "A staff difficult, five flags" {
		t.Errorf("%+v", lines)
	}
}

func TestADateOfPrintingIsNoneOfPublication(t *testing.T) {
	for producer, want := range map[string]bool{"Skia/PDF m120": true, "macOS Version 14 Quartz PDFContext": true, "Microsoft: Print To PDF": true,
		"Adobe InDesign 19.0": false, "LaTeX with hyperref": false} {
		if got := printed.MatchString(producer); got != want {
			t.Errorf("%s: %v", producer, got)
		}
	}
}

func TestHostileFormats(t *testing.T) {
	givePDF(t, time.Hour) // so that no refusal depends on how fast the machine is
	good := file(t, "ice.pdf")
	bomb := flate(bytes.Repeat([]byte("(a"), 30<<20))
	deep := mailHeader
	for i := range 500 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for what, c := range map[string]struct{ name, data, sentence string }{
		"truncated":          {"a.pdf", good[:len(good)/2], "end is missing"},
		"a zip":              {"a.pdf", "PK\x03\x04" + strings.Repeat("x", 5000), "is not a PDF document"},
		"empty":              {"a.pdf", "", "is not a PDF document"},
		"a bomb":             {"a.pdf", document(bomb, "/Filter/FlateDecode"), "32 MiB a stream"},
		"a bomb in layers":   {"a.pdf", document(flate([]byte(bomb)), "/Filter[/FlateDecode /FlateDecode]"), "unpacks to more"},
		"no text":            {"a.pdf", document("0 0 m", ""), "without text"},
		"countless pages":    {"a.pdf", strings.Replace(document("BT (x) Tj ET", ""), "/Count 1", "/Count 99999999", 1), "PDF document"},
		"a huge table":       {"a.pdf", strings.Replace(document("BT (x) Tj ET", ""), "\n0 6\n", "\n999999999 6\n", 1), "PDF document"},
		"a table of nothing": {"a.pdf", "%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 4000000/W[0 0 0]/Length 9>>\nstream\nxxxxxxxxx\nendstream\nendobj\nstartxref\n9\n%%EOF\n", "PDF document"},
		"50 MB of PDF":       {"a.pdf", good + strings.Repeat(" ", 50<<20), "larger than 32 MiB"},
		"50 MB of mail":      {"a.eml", mailHeader + "\r\n" + strings.Repeat("a line of it\r\n", 4<<20), "larger than 32 MiB"},
		"50 MB of page":      {"a.html", strings.Repeat("<p>paragraph</p>", 50<<20/16), "too large for a page"},
		"nested parts":       {"a.eml", deep, "more than 40"},
		"many parts":         {"a.eml", mailHeader + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n", 2000) + "--b--\r\n", "more than 1000 parts"},
		"a page in base64":   {"a.eml", mailHeader + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("<p>paragraph</p>"), 10<<20/16)) + "\r\n", "larger than 8 MiB"},
		"many elements":      {"a.html", strings.Repeat("<p>x", 60_000), "more than 50000 elements"},
		"no letter":          {"a.eml", "PK\x03\x04 and nothing of a letter", "mail"},
		"no text in it":      {"a.eml", mailHeader + "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n", "without text"},
		"nested page":        {"a.mhtml", saved(strings.Repeat("<div>", 5000)), "page"},
	} {
		a, err := Read(strings.NewReader(c.data), c.name)
		if err == nil || !strings.Contains(err.Error(), c.sentence) || !strings.Contains(err.Error(), ": ") {
			t.Errorf("%s: %v, %.60q", what, err, a.Text)
		}
	}
}

// givePDF sets how long a document may take, for one test.
func givePDF(t *testing.T, d time.Duration) {
	was := pdfTime
	pdfTime = d
	t.Cleanup(func() { pdfTime = was })
}

// A document whose pages lead back to themselves would never end.
func TestALoopOfPagesEnds(t *testing.T) {
	givePDF(t, 50*time.Millisecond)
	loop := strings.Replace(document("BT (x) Tj ET", ""), "/Kids[3 0 R]/Count 1", "/Kids[2 0 R]/Count 2", 1)
	if _, err := Read(strings.NewReader(loop), "a.pdf"); !errors.Is(err, errTime) {
		t.Errorf("a loop of pages: %v, want %v", err, errTime)
	}
}

// A letter whose boundary is broken gives what can be read of it, or a sentence.
func TestBrokenBoundary(t *testing.T) {
	plain := file(t, "ice.txt")
	for _, broken := range []string{
		strings.Replace(letter(plain, page(plain)), "boundary=outer", "boundary=other", 1),
		strings.Replace(letter(plain, page(plain)), "--inner--", "", 1),
		strings.Replace(letter(plain, page(plain)), "boundary=inner", "", 1),
		letter(plain, page(plain))[:1200],
	} {
		a, err := Read(strings.NewReader(broken), "a.eml")
		if err == nil && (a.Text == "" || !utf8.ValidString(a.Text)) || err != nil && !strings.Contains(err.Error(), ": ") {
			t.Errorf("%q, %v", a.Text, err)
		}
	}
}

func fuzzFormat(f *testing.F, name string) {
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Read(bytes.NewReader(data), name)
		if err == nil && (strings.TrimSpace(a.Text) == "" || a.Title == "" || !utf8.ValidString(a.Text+a.Title+a.Publisher) || clean(a.Text) != a.Text) {
			t.Fatalf("%+v", a)
		}
	})
}

func FuzzPDF(f *testing.F) {
	pdfTime = time.Second
	f.Add([]byte(document("BT /F1 12 Tf 50 700 Td (The quay) Tj ET", "")))
	f.Add([]byte(document(flate([]byte("BT (x) Tj ET")), "/Filter/FlateDecode")))
	f.Add([]byte("%PDF-1.5\n%%EOF"))
	fuzzFormat(f, "a.pdf")
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(letter("Title\nText.", "<p>Text.")))
	f.Add([]byte(saved("<html><title>T</title><p>Text.")))
	f.Add([]byte("Subject: x\n\ntext"))
	fuzzFormat(f, "a.eml")
}

func FuzzSavedPage(f *testing.F) {
	f.Add([]byte(saved("<html><title>T</title><p>Text.")))
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>y\n--x--\n"))
	fuzzFormat(f, "a.mhtml")
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(page("Ice\nBy Ine Voss\nThe quay was empty.")))
	f.Add([]byte("<div><div><table><p>x<svg><p>y"))
	fuzzFormat(f, "a.html")
}
