package articles

import (
	"bytes"
	"errors"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/jhillyerd/enmime/v2"

	"weathervane/forecasts/notation"
)

const (
	maxMailBytes = 32 << 20
	// A letter's parts are nested, and each level costs time.
	maxMailParts, maxMailLevels = 1000, 40
)

var (
	partHead  = regexp.MustCompile(`(?im)^content-type:`)
	levelHead = regexp.MustCompile(`(?im)^content-type:\s*(?:multipart|message)/`)
	replying  = regexp.MustCompile(`(?i)^(?:\s*(?:re|fwd?|aw|wg|回复|답장|전달)\s*[:：]\s*)+`)
)

var errNoMail = errors.New("is an e-mail that cannot be read: save its text as a .txt file")

// readMail reads a letter (.eml) or a page saved with its pictures (.mhtml,
// web true). Attachments and pictures are left out; nothing is fetched.
func readMail(data []byte, web bool) (a Article, err error) {
	switch {
	case len(data) > maxMailBytes:
		return a, errors.New("is larger than 32 MiB, too large for an e-mail: save its text as a .txt file")
	case len(partHead.FindAllIndex(data, maxMailParts+1)) > maxMailParts, len(levelHead.FindAllIndex(data, maxMailLevels+1)) > maxMailLevels:
		return a, fmt.Errorf("is an e-mail of more than %d parts, or with more than %d that hold others: save its text as a .txt file", maxMailParts, maxMailLevels)
	}
	defer func() {
		if p := recover(); p != nil {
			a, err = Article{}, errNoMail
		}
	}()
	parser := enmime.NewParser(enmime.DisableTextConversion(true), enmime.SkipMalformedParts(true), enmime.MaxStoredPartErrors(20))
	letter, err := parser.ReadEnvelope(bytes.NewReader(data))
	if err != nil || letter.Root == nil || len(letter.GetHeaderKeys()) == 0 {
		return a, errNoMail
	}
	if a, err = body(letter); err != nil {
		return Article{}, err
	}
	a.readMailHead(letter, web)
	return a, nil
}

// body takes the letter's plain text, or its page where that says more: many
// newsletters have but a line of plain text.
func body(letter *enmime.Envelope) (Article, error) {
	plain := cleanable(letter.Text)
	page := cleanable(letter.HTML)
	var read Article
	var err error
	if strings.TrimSpace(page) != "" {
		read, err = readPage(page)
	}
	switch {
	case strings.TrimSpace(plain) == "" && read.Text == "":
		if err != nil {
			return Article{}, err
		}
		return Article{}, errors.New("is an e-mail without text: save what it holds as a file of its own")
	case utf8.RuneCountInString(read.Text) > 2*utf8.RuneCountInString(plain):
		return read, nil
	}
	a := readPlain(plain, false)
	a.Title, a.Publisher, a.URL, a.Language = first(read.Title, a.Title), first(read.Publisher, a.Publisher), read.URL, read.Language
	a.Published = first(read.Published, a.Published)
	if len(a.Authors) == 0 {
		a.Authors = read.Authors
	}
	return a, nil
}

// cleanable keeps a part as text: what is not a character is left out.
func cleanable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0x7f || r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) {
			return -1
		}
		return r
	}, strings.TrimPrefix(strings.ToValidUTF8(s, "\ufffd"), "\ufeff"))
}

// readMailHead takes the subject, the sender and the date. Of a saved page the
// address is known, and the date is only that of the saving.
func (a *Article) readMailHead(letter *enmime.Envelope, web bool) {
	subject := oneLine(cleanable(replying.ReplaceAllString(letter.GetHeader("Subject"), "")))
	if address := webAddress(letter.GetHeader("Snapshot-Content-Location")); address != "" {
		a.URL, web = address, true
	}
	if web {
		a.Title = first(a.Title, subject)
		return
	}
	a.Title = first(subject, a.Title)
	if from, err := letter.AddressList("From"); err == nil && len(from) > 0 {
		a.Publisher = first(a.Publisher, oneLine(cleanable(from[0].Name)), domain(from[0]))
	}
	if sent, err := letter.Date(); err == nil && a.Published == "" {
		a.Published = inYears(sent, notation.Instant(sent))
	}
}

func domain(from *mail.Address) string {
	_, host, _ := strings.Cut(from.Address, "@")
	return cleanable(host)
}
