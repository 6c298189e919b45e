package importers

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

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
// for: a *Stranger if it is known what the file is, what stands against unpacking it if
// it was made to fill the memory, else err.
func Explain(ctx context.Context, path string, err error) error {
	in, failed := files.OpenFile(ctx, path)
	if failed != nil {
		return err
	}
	defer in.Close()
	head, failed := headOf(in, bounded.Document(in.Size()) == nil)
	if failed != nil {
		return fmt.Errorf("%s: %w", path, failed)
	}
	what, do := Strange(head)
	if what == "" {
		return err
	}
	return &Stranger{Path: path, What: what, Do: do, cause: err}
}

// headOf reads the first MiB of a file, unpacked; of JSON all, if it is to be whole.
func headOf(in io.Reader, whole bool) ([]byte, error) {
	b := bufio.NewReader(in)
	var from io.Reader = b
	if magic, _ := b.Peek(2); string(magic) == "\x1f\x8b" {
		z, err := bounded.Gunzip(b)
		if err != nil {
			return []byte("\x1f\x8b"), nil
		}
		from = z
	}
	head, _ := io.ReadAll(io.LimitReader(from, 1<<20))
	if text := bytes.TrimSpace(head); whole && len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		rest, err := bounded.All(from)
		if errors.Is(err, bounded.ErrBomb) || errors.Is(err, bounded.ErrUnpacked) {
			return nil, err
		}
		head = append(head, rest...)
	}
	return head, nil
}

// What to do with what is not read.
const (
	doTable   = "make a table of it (CSV), with the columns question_id, made_at, probability and outcome"
	doArticle = "if it is evidence, add it as an article; forecasts in it must first be put into a table (CSV)"
	doDecrypt = "decrypt it first; a key's backup is taken in where keys are"
	doExport  = "export the table as CSV or .xlsx"
	doSave    = "save it as .xlsx, or export the table as CSV"
	doUnpack  = "unpack it, and give the files in it"
	doImport  = "import it into a workspace"
	doAgain   = "export it again"
	doMail    = "save what is attached to it, and give that; if it is evidence, add it as an article"
	doPage    = "if a table was to be downloaded, sign in there and export it again; if it is evidence, add it as an article"
	doFollow  = "add the pages that are evidence as articles"
	doOther   = "give another file"
)

// strangers are known by how their bytes begin.
var strangers = []struct{ begins, what, do string }{
	{"%PDF-", "a PDF document", doArticle},
	{"\x89PNG", "an image (PNG)", doTable},
	{"\xff\xd8\xff", "an image (JPEG)", doTable},
	{"GIF8", "an image (GIF)", doTable},
	{"II*\x00", "an image (TIFF)", doTable},
	{"MM\x00*", "an image (TIFF)", doTable},
	{"RIFF", "an image or a recording (RIFF)", doTable},
	{"SIMPLE  =", "an image (FITS)", doTable},
	{"ID3\x03", "a recording (MP3)", doOther},
	{"ID3\x04", "a recording (MP3)", doOther},
	{"OggS", "a recording (Ogg)", doOther},
	{"\x09\x08\x10\x00", oldSpreadsheet, doSave},
	{"\x09\x04\x06\x00", oldSpreadsheet, doSave},
	{"\x09\x02\x06\x00", oldSpreadsheet, doSave},
	{"{\\rtf", "a document (RTF)", doArticle},
	{"\\documentclass", "a LaTeX document", doTable},
	{"#+", "a text of Org mode", doTable},
	{"@article{", "a bibliography (BibTeX)", doFollow},
	{"@misc{", "a bibliography (BibTeX)", doFollow},
	{"@online{", "a bibliography (BibTeX)", doFollow},
	{"TY  - ", "a bibliography (RIS)", doFollow},
	{"age-encryption.org/", "a file encrypted with age", doDecrypt},
	{"-----BEGIN AGE ENCRYPTED FILE-----", "a file encrypted with age", doDecrypt},
	{"-----BEGIN PGP MESSAGE-----", "a file encrypted with PGP", "decrypt it first"},
	{"BEGIN:VCALENDAR", "an ICS calendar", doTable},
	{"BEGIN:VCARD", "an address card", doOther},
	{"[InternetShortcut]", "a link to a page", "open the page, and export from there"},
	{"7z\xbc\xaf", "an archive (7z)", doUnpack},
	{"Rar!", "an archive (RAR)", doUnpack},
	{"\xfd7zXZ\x00", "a file packed by xz", doUnpack},
	{"\x28\xb5\x2f\xfd", "a file packed by zstd", doUnpack},
	{"BZh9", "a file packed by bzip2", doUnpack},
	{"\x1f\x8b", "a damaged gzip file", doAgain},
	{"PAR1", "a Parquet file", doExport},
	{"ARROW1", "an Arrow file", doExport},
	{"FEA1", "a Feather file", doExport},
	{"\x89HDF", "an HDF5 file", doExport},
	{"\x93NUMPY", "an array of NumPy", doExport},
	{"\x80\x04\x95", "a Python pickle", doExport},
	{"\x80\x05\x95", "a Python pickle", doExport},
	{"RDX2\n", "a data file of R", doExport},
	{"RDX3\n", "a data file of R", doExport},
	{"X\n\x00\x00", "a data file of R", doExport},
	{"<stata_dta>", "a data file of Stata", doExport},
	{"$FL2@(#)", "a data file of SPSS", doExport},
	{"MZ\x90\x00", "a program", doOther},
	{"\x7fELF", "a program", doOther},
}

// Strange says what a file is by its first bytes, unpacked, and what to do with it;
// nothing if it may be a table, a forecast file or a workspace.
func Strange(head []byte) (what, do string) {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	for _, s := range strangers {
		if bytes.HasPrefix(head, []byte(s.begins)) || bytes.HasPrefix(text, []byte(s.begins)) {
			return s.what, s.do
		}
	}
	switch {
	case len(text) == 0:
		return "an empty file", doAgain
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return strangeZip(head)
	case bytes.HasPrefix(head, []byte("SQLite format 3\x00")):
		return strangeDatabase(head)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return strangeOffice(head)
	case isTar(head):
		return "an archive (tar)", doUnpack
	case len(head) > 12 && string(head[4:8]) == "ftyp":
		return "an image or a film", doTable
	case bytes.HasPrefix(text, []byte(`{"weathervane":"proof"`)):
		return "a proof of one record", "verify it"
	case bytes.HasPrefix(text, []byte(`{"weathervane"`)):
		return "", ""
	case text[0] == '<':
		return strangeMarkup(text)
	case text[0] == '{' || text[0] == '[':
		return strangeJSON(text)
	}
	return strangeText(text)
}
