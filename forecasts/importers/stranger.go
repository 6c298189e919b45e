package importers

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/mail"
	"path/filepath"
	"slices"
	"strings"

	"weathervane/files"
	"weathervane/forecasts/bounded"
)

// Stranger is a file of a known kind that is not read where it was given.
type Stranger struct {
	Path  string
	What  string // "a PDF document"
	Do    string // what to do with it
	cause error
}

func (s *Stranger) Error() string {
	return fmt.Sprintf("%s is %s, not a signed forecast file or a table: %s", s.Path, s.What, s.Do)
}

func (s *Stranger) Unwrap() error { return s.cause }

// Explain gives the error of a file that could not be read as what it was given
// for: a *Stranger if it is known what the file is, else err.
func Explain(ctx context.Context, path string, err error) error {
	in, failed := files.OpenFile(ctx, path)
	if failed != nil {
		return err
	}
	defer in.Close()
	what, do := Strange(headOf(in))
	if what == "" {
		return err
	}
	return &Stranger{Path: path, What: what, Do: do, cause: err}
}

// headOf reads the first MiB of a file, unpacked; of JSON all.
func headOf(in io.Reader) []byte {
	b := bufio.NewReader(in)
	var from io.Reader = b
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" {
		z, err := gzip.NewReader(b)
		if err != nil {
			return []byte("\x1f\x8b")
		}
		from = bounded.Unpacked(z)
	}
	head, _ := io.ReadAll(io.LimitReader(from, 1<<20))
	if text := bytes.TrimSpace(head); len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		rest, _ := bounded.All(from)
		head = append(head, rest...)
	}
	return head
}

// What to do with what is not read.
const (
	doTable   = "make a table of it (CSV), with the columns question_id, made_at, probability and outcome"
	doArticle = "if it is evidence, add it as an article; forecasts in it must first be put into a table (CSV)"
	doDecrypt = "decrypt it first; a key's backup is taken in where keys are"
	doExport  = "export the table as CSV or .xlsx"
	doImport  = "import it into a workspace"
)

// strangers are known by how their bytes begin.
var strangers = []struct{ begins, what, do string }{
	{"%PDF-", "a PDF document", doArticle},
	{"\x89PNG", "an image (PNG)", doTable},
	{"\xff\xd8\xff", "an image (JPEG)", doTable},
	{"GIF8", "an image (GIF)", doTable},
	{"II*\x00", "an image (TIFF)", doTable},
	{"MM\x00*", "an image (TIFF)", doTable},
	{"\xd0\xcf\x11\xe0", "a document of an old Office (.doc, .xls or .ppt)", "save it as .xlsx, or export the table as CSV"},
	{"{\\rtf", "a document (RTF)", doArticle},
	{"age-encryption.org/", "a file encrypted with age", doDecrypt},
	{"-----BEGIN AGE ENCRYPTED FILE-----", "a file encrypted with age", doDecrypt},
	{"-----BEGIN PGP MESSAGE-----", "a file encrypted with PGP", "decrypt it first"},
	{"BEGIN:VCALENDAR", "an ICS calendar", doTable},
	{"BEGIN:VCARD", "an address card", "give another file"},
	{"7z\xbc\xaf", "an archive (7z)", "unpack it, and give the files in it"},
	{"Rar!", "an archive (RAR)", "unpack it, and give the files in it"},
	{"\x1f\x8b", "a damaged gzip file", "export it again"},
	{"PAR1", "a Parquet file", doExport},
	{"SIMPLE  =", "an image (FITS)", doTable},
}

// Strange says what a file is by its first bytes, unpacked, and what to do with it;
// nothing if it may be a table, a forecast file or a workspace.
func Strange(head []byte) (what, do string) {
	for _, s := range strangers {
		if bytes.HasPrefix(head, []byte(s.begins)) {
			return s.what, s.do
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	lower := bytes.ToLower(text[:min(len(text), 100)])
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return bytes.HasPrefix(lower, []byte(w)) })
	}
	switch {
	case len(text) == 0:
		return "an empty file", "export it again"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return strangeZip(head)
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return strangeDatabase(head)
	case bytes.HasPrefix(text, []byte(`{"weathervane":"proof"`)):
		return "a proof of one record", "verify it"
	case bytes.HasPrefix(text, []byte(`{"weathervane"`)):
		return "", ""
	case begins("<!doctype html", "<html", "<head", "<body"):
		return "an HTML page", doArticle
	case begins("<?xml", "<rss", "<feed"):
		return "an XML document", doExport
	case begins("---\n", "---\r\n"):
		return "a prediction log with front matter (Markdown)", doTable
	case begins("# ", "## ", "- [", "* ["):
		return "a text in Markdown", doTable
	case isMail(text):
		return "an e-mail", "save what is attached to it, and give that; if it is evidence, add it as an article"
	case text[0] == '{' || text[0] == '[':
		return strangeJSON(text)
	}
	return "", ""
}

// strangeDatabase tells a database of another program from a workspace.
func strangeDatabase(head []byte) (what, do string) {
	const workspace = 0x56414E45
	if len(head) >= 72 && binary.BigEndian.Uint32(head[68:]) == workspace {
		return "", ""
	}
	return "a SQLite database of another program", doExport
}

// isMail reports whether a text begins with the head of an e-mail.
func isMail(text []byte) bool {
	m, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		return false
	}
	n := 0
	for _, h := range []string{"From", "To", "Subject", "Date", "Received", "Message-Id", "Mime-Version"} {
		if m.Header.Get(h) != "" {
			n++
		}
	}
	return n >= 2
}

// documents are archives that are one document, by a name in them.
var documents = []struct{ holds, what, do string }{
	{"word/", "a Word document", doArticle},
	{"ppt/", "a presentation", doArticle},
	{"content.opf", "an e-book", doArticle},
	{"content.xml", "an OpenDocument file", "save it as .xlsx, or export the table as CSV"},
}

// strangeZip tells what an archive holds by the names at the start of its files;
// nothing if there is a table among them.
func strangeZip(head []byte) (what, do string) {
	var names []string
	for rest := head; len(rest) > 30; {
		n := int(binary.LittleEndian.Uint16(rest[26:]))
		if name := string(rest[30:min(30+n, len(rest))]); name != "" && !strings.HasSuffix(name, "/") {
			names = append(names, name)
		}
		next := bytes.Index(rest[4:], []byte("PK\x03\x04"))
		if next < 0 {
			break
		}
		rest = rest[4+next:]
	}
	for _, name := range names {
		for _, d := range documents {
			if strings.HasPrefix(name, d.holds) || strings.HasSuffix(name, d.holds) {
				return d.what, d.do
			}
		}
		if name == "xl/workbook.xml" || slices.Contains([]string{".csv", ".tsv", ".xlsx"}, strings.ToLower(filepath.Ext(name))) {
			return "", ""
		}
	}
	return "an archive without tables (" + listed(names) + ")", "give the table itself"
}

// services are whose objects a JSON document may hold.
var services = [kindCount]string{
	aPrediction: "predictions of PredictionBook", aQuestion: "questions of Good Judgment Open", aPredictionSet: "forecasts of Good Judgment Open",
	aMarket: "a Manifold market", aBet: "bets on Manifold", aPost: "a post of Metaculus", aKalshiMarket: "a Kalshi market", aPolymarket: "a Polymarket market",
	aBenchQuestion: "a question set of ForecastBench", aBenchResolution: "a resolution set of ForecastBench", aBenchSet: "a forecast set of ForecastBench",
	aProblem: "problems of Good Judgment Open", aProblemForecast: "forecasts on problems of Good Judgment Open",
	anAutocast: "questions of Autocast", aMetaforecast: "questions of Metaforecast", aFatebook: "questions of Fatebook",
}

// strangeJSON names the service whose JSON it is, or the members at its top.
func strangeJSON(text []byte) (what, do string) {
	if d, err := readDocument(bytes.NewReader(text), ""); err == nil && d.known {
		for k, what := range services {
			if d.has(kind(k)) {
				return what + " (JSON)", doImport
			}
		}
	}
	return "JSON of an unknown service (" + listed(topMembers(text)) + ")", "export it as CSV, or from a service whose exports are read"
}

// topMembers are the names of the members of the first object, as far as they can
// be read.
func topMembers(text []byte) (names []string) {
	d := json.NewDecoder(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil || t != json.Delim('[') {
			break
		}
	}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			break
		}
		names = append(names, name)
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
	}
	return names
}

// listed lists a few names.
func listed(names []string) string {
	const most = 5
	for i, n := range names {
		names[i] = inOneLine(n)
	}
	switch {
	case len(names) == 0:
		return "with nothing in it"
	case len(names) > most:
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return strings.Join(names, ", ")
}
