package articles

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

const (
	maxPDFBytes = 32 << 20
	maxPages    = 2000
	// maxUnpacked is what a stream, and all of them together, may unpack to.
	maxUnpacked, maxAllUnpacked = 32 << 20, 256 << 20
	// maxPDFText bounds the text itself, in characters.
	maxPDFText = 4 << 20
	// mostObjects bounds the numbers by which a document sizes its tables.
	mostObjects = 5_000_000
)

// pdfTime is how long a document may take.
var pdfTime = 15 * time.Second

var (
	errNoPDF  = errors.New("is a PDF document that cannot be read: save its text as a .txt file")
	errHuge   = errors.New("is a PDF document that unpacks to more than an article does (32 MiB a stream, 256 MiB in all, 4 million letters): save its text as a .txt file")
	errTime   = errors.New("is a PDF document that takes too long to read: save its text as a .txt file")
	errNoText = errors.New("is a PDF document without text, a picture perhaps: save its text as a .txt file")

	counts     = regexp.MustCompile(`(\d+)\s+begin(?:bfchar|bfrange|codespacerange)|/(?:Size|N|Count|Columns|Length)\s+(\d+)|(?m:^\s*(\d+)\s+(\d+)\s*$)`)
	indexes    = regexp.MustCompile(`/(?:Index|W)\s*\[([\s\d]*)\]`)
	emptyW     = regexp.MustCompile(`/W\s*\[[\s0]*\]`)
	manyLayers = regexp.MustCompile(`/Filter\s*\[\s*(?:/FlateDecode\s*/\w+|(?:/\w+\s*){3,})`)
	// ownEncoding is an encoding other than the well-known ones.
	ownEncoding = regexp.MustCompile(`/Encoding\s*(?:<<|\d)`)
	fileNamed   = regexp.MustCompile(`(?i)^(?:untitled.*|microsoft word - .*|.*\.(?:docx?|pdf|indd|qxd|html?|tex|dvi|pages|odt))$`)
	// printed matches the programs that print any page to PDF: the document's
	// date is the date of printing.
	printed = regexp.MustCompile(`(?i)skia/pdf|chrom|firefox|wkhtml|quartz|print to pdf|cairo|ghostscript`)
	pdfDate = regexp.MustCompile(`^(?:D:)?(\d{4})(\d\d)(\d\d)`)
)

// readPDF reads the text of a document. The library that does so trusts what it
// reads, so the numbers and streams that could cost time and memory are checked
// against their bounds before it starts, and every read after is timed.
func readPDF(data []byte) (a Article, err error) {
	if len(data) > maxPDFBytes {
		return a, errors.New("is larger than 32 MiB, too large for a PDF document here: save its text as a .txt file")
	}
	until := time.Now().Add(pdfTime)
	if err := checkPDF(data, until); err != nil {
		return a, err
	}
	defer func() {
		if p := recover(); p != nil {
			a, err = Article{}, errNoPDF
			if time.Now().After(until) {
				err = errTime
			}
		}
	}()
	r, err := pdf.NewReader(timed{bytes.NewReader(preferUnicode(data)), until}, int64(len(data)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return a, errors.New("is a PDF document with a password: save its text as a .txt file")
	case err != nil && time.Now().After(until):
		return a, errTime
	case err != nil:
		return a, errNoPDF
	}
	lines, err := pdfLines(r, until)
	if err != nil {
		return a, err
	}
	a = readPlain(paragraphs(lines), false)
	if strings.TrimSpace(a.Text) == "" {
		return Article{}, errNoText
	}
	a.readPDFInfo(r)
	return a, nil
}

// preferUnicode hides, at the same length, the encoding of fonts that say which
// characters their codes stand for: that is what a text is read by, and the
// library asks for it only where there is no encoding.
func preferUnicode(data []byte) []byte {
	out := bytes.Clone(data)
	for rest := out; ; {
		object, after, ok := bytes.Cut(rest, []byte("endobj"))
		if !ok {
			return out
		}
		rest = after
		if !bytes.Contains(object, []byte("/ToUnicode")) || !bytes.Contains(object, []byte("/Font")) || bytes.Contains(object, []byte("stream")) {
			continue
		}
		for _, at := range ownEncoding.FindAllIndex(object, -1) {
			object[at[0]+len("/Encodin")] = 'x'
		}
	}
}

// timed stops reading when the time is over.
type timed struct {
	io.ReaderAt
	until time.Time
}

func (t timed) ReadAt(p []byte, off int64) (int, error) {
	if time.Now().After(t.until) {
		panic(errTime)
	}
	if off < 0 {
		return 0, io.EOF
	}
	return t.ReaderAt.ReadAt(p, off)
}

// checkPDF refuses what is damaged or made to unpack to more than it should.
func checkPDF(data []byte, until time.Time) error {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return errors.New("is not a PDF document, whatever its name says: check what it is")
	}
	if !bytes.Contains(data[max(0, len(data)-1024):], []byte("%%EOF")) {
		return errors.New("is a PDF document whose end is missing: get it again, or save its text as a .txt file")
	}
	if manyLayers.Match(data) {
		return errHuge
	}
	all := 0
	if err := checkNumbers(data); err != nil {
		return err
	}
	for rest := data; ; {
		_, after, ok := bytes.Cut(rest, []byte("stream"))
		if !ok {
			return nil
		}
		rest = after
		if time.Now().After(until) {
			return errTime
		}
		packed := bytes.TrimLeft(after[:min(len(after), 4)], "\r\n")
		packed = after[min(len(after), 4)-len(packed):]
		zr, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			continue
		}
		unpacked, _ := io.ReadAll(io.LimitReader(zr, maxUnpacked+1))
		if all += len(unpacked); len(unpacked) > maxUnpacked || all > maxAllUnpacked {
			return errHuge
		}
		if err := checkNumbers(unpacked); err != nil {
			return err
		}
	}
}

// checkNumbers checks the counts in a document's tables against their bounds.
func checkNumbers(b []byte) error {
	if emptyW.Match(b) {
		return errNoPDF
	}
	within := func(digits []byte) bool {
		n, err := strconv.Atoi(string(digits))
		return len(digits) == 0 || err == nil && n <= 64*mostObjects
	}
	for _, m := range counts.FindAllSubmatch(b, -1) {
		for i, digits := range m[1:] {
			n, err := strconv.Atoi(string(digits))
			if !within(digits) || i == 0 && len(digits) > 0 && (err != nil || n > 100_000) || i >= 2 && n > mostObjects {
				return errHuge
			}
		}
	}
	for _, m := range indexes.FindAllSubmatch(b, -1) {
		for _, digits := range bytes.Fields(m[1]) {
			if n, err := strconv.Atoi(string(digits)); err != nil || n > mostObjects {
				return errHuge
			}
		}
	}
	return nil
}

// readPDFInfo takes what the document says about itself.
func (a *Article) readPDFInfo(r *pdf.Reader) {
	info := r.Trailer().Key("Info")
	if title := oneLine(info.Key("Title").Text()); title != "" && !fileNamed.MatchString(title) && validText(title) {
		a.Title = title
	}
	if author := info.Key("Author").Text(); len(a.Authors) == 0 && validText(author) {
		a.Authors = splitAuthors(author)
	}
	if publisher := oneLine(info.Key("Publisher").Text()); publisher != "" && validText(publisher) {
		a.Publisher = publisher
	}
	made := info.Key("Producer").Text() + " " + info.Key("Creator").Text()
	if m := pdfDate.FindStringSubmatch(info.Key("CreationDate").Text()); m != nil && a.Published == "" && !printed.MatchString(made) {
		a.Published = date(fmt.Sprintf("%s-%s-%s", m[1], m[2], m[3]))
	}
	if lang := r.Trailer().Key("Root").Key("Lang").Text(); validText(lang) {
		a.Language = tag(lang)
	}
}

// pdfLines reads the lines of all pages.
func pdfLines(r *pdf.Reader, until time.Time) ([]pdfLine, error) {
	n := r.NumPage()
	switch {
	case n > maxPages:
		return nil, fmt.Errorf("has %d pages, more than the %d that are read: save the article's pages alone", n, maxPages)
	case n < 1:
		return nil, errNoPDF
	}
	var lines []pdfLine
	characters := 0
	for i := 1; i <= n; i++ {
		if time.Now().After(until) {
			return nil, errTime
		}
		page := r.Page(i)
		if page.V.IsNull() {
			return nil, errNoPDF
		}
		text := page.Content().Text
		if characters += len(text); characters > maxPDFText {
			return nil, errHuge
		}
		lines = append(lines, linesOf(text)...)
	}
	return lines, nil
}
