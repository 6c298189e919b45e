// Package articles turns what an analyst reads into clean text with its
// particulars: title, authors, publisher, address, date and language. It also
// finds a quoted passage in that text again.
//
// The invariant: Text holds the code points that the source holds. Only line
// ends, trailing spaces and runs of empty lines are brought to one form, so a
// passage is cited by its place in code points and found there from then on.
//
//	a, err := articles.Read(file, "harbour.html")
//	q, err := articles.Quote(a.Text, "the quay was empty", 0)
//
// Bad input never panics: it is refused with one sentence that says what to
// do.
package articles

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// MaxBytes is the most that Read takes: what a forecast file can carry as the
// original of one article.
const MaxBytes = 64 << 20

// An Article is one source as read. A particular that the source does not
// state is empty.
type Article struct {
	Title        string
	Authors      []string
	Publisher    string
	URL          string
	Published    string // a plain date, or an instant in RFC 3339, as the source has it
	Language     string // a BCP 47 tag such as "ko" or "en-GB"
	Text         string // clean text
	Original     []byte // the bytes as they came
	OriginalType string // text/plain, text/markdown, text/html, application/pdf, message/rfc822 or multipart/related
}

const endings = "the endings read are .txt, .md, .html, .mhtml, .pdf and .eml; other text is read from standard input with -"

// The media types of what is not text as it stands.
const (
	typePDF  = "application/pdf"
	typeMail = "message/rfc822"
	typeWeb  = "multipart/related"

	guessedMail = "mail?" // by how it begins; text all the same if it is not a letter
)

// Read reads an article. The name's ending says what it is; without one, as
// for standard input ("-"), the content does.
func Read(r io.Reader, name string) (Article, error) {
	kind, err := kindOf(name)
	if err != nil {
		return Article{}, err
	}
	shown := shownName(name)
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case errors.Is(err, syscall.EISDIR):
		return Article{}, fmt.Errorf("%s is a directory: name a file", shown)
	case err != nil:
		return Article{}, fmt.Errorf("read %s: %w", shown, err)
	case len(data) > MaxBytes:
		return Article{}, fmt.Errorf("%s is larger than 64 MiB: save the article alone", shown)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		kind = typePDF
	case kind == "" && mailHead.Match(data[:min(len(data), 4096)]):
		kind = guessedMail
	}
	a, err := read(data, kind)
	if err != nil {
		return Article{}, fmt.Errorf("%s %w", shown, err)
	}
	a.Original = data
	return a, nil
}

func read(data []byte, kind string) (a Article, err error) {
	switch kind {
	case typePDF:
		a, err = readPDF(data)
	case typeMail, typeWeb:
		a, err = readMail(data, kind == typeWeb)
	case guessedMail:
		if a, err = readMail(data, false); err != nil {
			return readText(data, "text/plain")
		}
		kind = typeMail
	default:
		return readText(data, kind)
	}
	if err == nil {
		a.complete(kind)
	}
	return a, err
}

func readText(data []byte, kind string) (Article, error) {
	text, err := decode(data, kind == "text/html" || kind == "")
	if err != nil {
		return Article{}, err
	}
	if strings.TrimSpace(text) == "" {
		return Article{}, errors.New("is empty: there is no text in it")
	}
	if kind == "" {
		kind, _, _ = strings.Cut(http.DetectContentType([]byte(text)), ";")
		if kind != "text/html" {
			kind = "text/plain"
		}
	}
	var a Article
	if kind == "text/html" {
		if a, err = readPage(text); err != nil {
			return Article{}, err
		}
	} else {
		a = readPlain(text, kind == "text/markdown")
	}
	a.complete(kind)
	return a, nil
}

// mailHead is how a letter or a saved page begins.
var mailHead = regexp.MustCompile(`(?i)^(?:(?:from|return-path|received|delivered-to|mime-version|message-id|date|subject|dkim-signature|x-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*){2}`)

// kindOf gives the media type that a name's ending states, or "" where the
// content has to tell.
func kindOf(name string) (string, error) {
	switch ending := strings.ToLower(filepath.Ext(name)); ending {
	case "":
		return "", nil
	case ".txt", ".text":
		return "text/plain", nil
	case ".md", ".markdown":
		return "text/markdown", nil
	case ".html", ".htm", ".xhtml":
		return "text/html", nil
	case ".pdf":
		return typePDF, nil
	case ".eml":
		return typeMail, nil
	case ".mhtml", ".mht":
		return typeWeb, nil
	default:
		return "", fmt.Errorf("%s: %s is not an ending that is read: %s", name, ending, endings)
	}
}

func shownName(name string) string {
	if name == "" || name == "-" {
		return "standard input"
	}
	return name
}
