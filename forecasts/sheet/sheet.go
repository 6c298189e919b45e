// Package sheet reads tables as people keep them: with any usual delimiter, in any
// usual character set, packed by gzip or zip, as a spreadsheet (.xlsx), with lines
// above the header. What it gives is delimited text in UTF-8 and how it is written;
// what the columns mean is for its callers.
package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"weathervane/forecasts/bounded"
	"weathervane/forecasts/charset"
)

// Source is a table that was opened: read it with Blocks, by its Dialect.
type Source struct {
	Dialect
	Inside string   // the file within an archive, or the sheet of a spreadsheet
	Listed *Listed  // what the table was made of, where the text is a list of predictions
	Sheets []string // of a spreadsheet
	text   io.Reader
	set    *charset.Reader // nil for a spreadsheet
	head   []byte
}

// CharacterSet is that of the text as far as it was read; empty for UTF-8.
func (s *Source) CharacterSet() string {
	if s.set == nil {
		return ""
	}
	return s.set.Set().Name
}

// Says is what was chosen of what was opened, and what is passed over.
func (s *Source) Says() (all []string) {
	if s.Inside != "" {
		all = append(all, fmt.Sprintf("of what is in the file, “%s” is read", short(s.Inside)))
	}
	if s.Listed != nil {
		all = append(all, s.Listed.says())
	}
	if len(s.Title) > 0 {
		all = append(all, fmt.Sprintf("what stands above the header is passed over: “%s”", short(strings.Join(s.Title, " / "))))
	}
	return all
}

// short is a text of 100 letters at most.
func short(text string) string {
	if r := []rune(text); len(r) > 100 {
		return string(r[:99]) + "…"
	}
	return text
}

// Head is the beginning of the text, lines above the header included.
func (s *Source) Head() []byte { return s.head }

// Blocks cuts the table into parts from its header on. Lines are those of the file.
func (s *Source) Blocks() (*Blocks, error) {
	b := &Blocks{from: bounded.Rows(io.MultiReader(bytes.NewReader(s.head), s.text)), comma: s.Comma, line: 1}
	if s.Listed != nil {
		b.line = 0 // the header that it was given is above the first line
	}
	return b, b.skip(s.Skip)
}

// All is the whole table from its header on, of bounded.MaxDocument at most.
func (s *Source) All() (Block, error) {
	b, err := s.Blocks()
	if err != nil {
		return Block{Line: b.line}, err
	}
	all, err := bounded.All(io.MultiReader(bytes.NewReader(b.rest), b.from))
	if err != nil {
		return Block{Line: b.line + bytes.Count(all, []byte{'\n'})}, err
	}
	return Block{all, b.line}, nil
}

// CSV reads the table record by record, from its header on; line is that of the
// header. It is for tables of other programs, whose form is known: rows may be shorter
// than the header.
func (s *Source) CSV() (r *csv.Reader, line int, err error) {
	b, err := s.Blocks()
	if err != nil {
		return nil, b.line, err
	}
	r = csv.NewReader(io.MultiReader(bytes.NewReader(b.rest), b.from))
	r.FieldsPerRecord = -1
	if s.Comma != 0 {
		r.Comma = rune(s.Comma)
	}
	return r, b.line, nil
}

// Options say which of several tables is meant.
type Options struct {
	Dated bool   // somebody says when forecasts were made: that of a list is not guessed
	Sheet string // of a spreadsheet; if empty the one called "forecasts", or else the first
}

// headSize is how much of a text shows how it is written.
const headSize = 64 << 10

// Open opens a table. Known counts the fields of a record that name a column (see
// Sniff). An archive must have one table.
func Open(in io.Reader, o Options, known func(fields []string) int) (*Source, error) {
	b := bufio.NewReaderSize(in, headSize)
	switch magic, _ := b.Peek(4); {
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := bounded.Gunzip(b)
		if err != nil {
			return nil, errors.New("the gzip data cannot be unpacked: export it again")
		}
		return Open(z, o, known)
	case bytes.Equal(magic, []byte("PK\x03\x04")):
		return openZip(b, o, known)
	}
	s := &Source{set: charset.NewReader(b)}
	s.text = s.set
	return s, s.begin(o, known)
}

// begin reads the beginning, and finds how the text is written.
func (s *Source) begin(o Options, known func([]string) int) error {
	s.head = make([]byte, headSize)
	n, err := io.ReadFull(s.text, s.head)
	s.head = bytes.TrimPrefix(s.head[:n], []byte("\ufeff"))
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		s.text = io.MultiReader(failing{err}) // told at its line
	}
	if returned(s.head) {
		returnsToLines(s.head)
		s.text = lined{s.text}
	}
	whole := s.head
	if cut := bytes.LastIndexByte(whole, '\n'); n == headSize && cut >= 0 {
		whole = whole[:cut+1]
	}
	d := Sniff(whole, known)
	if s.set != nil && d.isList(whole, known) {
		return s.list(o)
	}
	s.Dialect = d
	return nil
}

// returned reports whether the lines of a text end as those of the older Macintosh do,
// in a carriage return alone: its first line does.
func returned(head []byte) bool {
	i := bytes.IndexByte(head, '\r')
	return i >= 0 && i+1 < len(head) && head[i+1] != '\n' && bytes.IndexByte(head[:i], '\n') < 0
}

func returnsToLines(text []byte) {
	for i, c := range text {
		if c == '\r' {
			text[i] = '\n'
		}
	}
}

// lined reads a text of such lines.
type lined struct{ io.Reader }

func (l lined) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	returnsToLines(p[:n])
	return n, err
}

// failing is a reader that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// tables are the endings of what an archive is searched for.
var tables = []string{".csv", ".tsv", ".txt", ".xlsx"}

func openZip(in io.Reader, o Options, known func([]string) int) (*Source, error) {
	all, err := bounded.All(in)
	if err != nil {
		return nil, err
	}
	return OpenArchive(all, o, known)
}

// OpenArchive opens a table in an archive or a spreadsheet that was read.
func OpenArchive(all []byte, o Options, known func([]string) int) (*Source, error) {
	z, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, errors.New("the archive cannot be unpacked: export it again")
	}
	var inside []*zip.File
	for _, f := range z.File {
		if f.Name == "xl/workbook.xml" {
			if err := bounded.Archive(z); errors.Is(err, bounded.ErrBomb) || errors.Is(err, bounded.ErrUnpacked) {
				return nil, err
			} else if err != nil {
				return nil, errSpreadsheet
			}
			return openWorkbook(all, o, known)
		}
		if base := path.Base(f.Name); !strings.HasPrefix(f.Name, "__MACOSX/") && !strings.HasPrefix(base, ".") && slices.Contains(tables, strings.ToLower(path.Ext(base))) {
			inside = append(inside, f)
		}
	}
	switch len(inside) {
	case 0:
		return nil, errors.New("the archive has no table (.csv, .tsv, .xlsx): unpack it, and name the file")
	case 1:
	default:
		return nil, fmt.Errorf("the archive has %d tables: unpack it, and name one", len(inside))
	}
	r, err := bounded.Member(inside[0])
	if err != nil {
		return nil, errors.New("the archive cannot be unpacked: export it again")
	}
	s, err := Open(r, o, known)
	if s != nil {
		s.Inside = strings.ToValidUTF8(inside[0].Name, "\ufffd")
	}
	return s, err
}
