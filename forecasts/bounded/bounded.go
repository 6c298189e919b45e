// Package bounded reads what others made up to a size that fits into memory: files
// that unpack to many times their size, and tables with a row without an end.
package bounded

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"slices"
)

const (
	// MaxUnpacked is how many bytes a packed file may unpack to.
	MaxUnpacked = 1 << 30
	// MaxDocument is how many bytes a document has that is read whole.
	MaxDocument = 128 << 20
	// MaxRow is how many bytes a row of a table has.
	MaxRow = 1 << 20
	// MaxColumns is how many columns a table has, as in a spreadsheet.
	MaxColumns = 1 << 14
)

// ErrUnpacked is that a file unpacks to more than MaxUnpacked.
var ErrUnpacked = errors.New("it unpacks to more than 1 GiB: split it")

// ErrBomb is that a file was made to fill the memory of who unpacks it.
var ErrBomb = fmt.Errorf("it unpacks to more than %d times its size: unpack it, and look what is in it", mostUnpacked)

// What people write shrinks to a twentieth or so. What grows more than
// mostUnpacked-fold, beyond a harmless size, says the same again and again.
const (
	mostUnpacked = 200
	noBurden     = 8 << 20
)

// Gunzip unpacks gzip, up to MaxUnpacked and no bomb.
func Gunzip(packed io.Reader) (io.Reader, error) {
	u := &unpacked{left: MaxUnpacked}
	z, err := gzip.NewReader(&counted{packed, &u.packed})
	u.from = z
	return u, err
}

// Member unpacks a file of an archive: no more than it says, and no bomb.
func Member(f *zip.File) (io.ReadCloser, error) {
	if err := claimed(f); err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	u := &unpacked{from: r, left: int64(f.UncompressedSize64), packed: int64(f.CompressedSize64)}
	return struct {
		io.Reader
		io.Closer
	}{u, r}, nil
}

// claimed is the error of a file of an archive that says that it is a bomb.
func claimed(f *zip.File) error {
	if f.UncompressedSize64 > noBurden && f.UncompressedSize64/mostUnpacked > f.CompressedSize64 {
		return ErrBomb
	}
	if f.UncompressedSize64 > MaxUnpacked {
		return ErrUnpacked
	}
	if f.CompressedSize64 > noBurden && f.CompressedSize64/2 > f.UncompressedSize64 {
		return errArchive // packing makes nothing longer
	}
	return nil
}

// Claims is the error of an archive with a file that says that it is a bomb; what is no
// archive has none.
func Claims(in io.ReaderAt, size int64) error {
	z, err := zip.NewReader(in, size)
	if err != nil {
		return nil
	}
	for _, f := range z.File {
		if err := claimed(f); err != nil {
			return err
		}
	}
	return nil
}

// Archive is the error of an archive of which a file cannot be unpacked within bounds,
// whatever size it claims to have.
func Archive(z *zip.Reader) error {
	for _, f := range z.File {
		r, err := Member(f)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, r)
		r.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

type counted struct {
	from io.Reader
	n    *int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	*c.n += int64(n)
	return n, err
}

type unpacked struct {
	from   io.Reader
	left   int64
	packed int64 // bytes that what was read is made of
	read   int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.left < 0 {
		return 0, ErrUnpacked
	}
	if u.read > noBurden && u.read/mostUnpacked > u.packed {
		return 0, ErrBomb
	}
	n, err := u.from.Read(p[:min(int64(len(p)), u.left+1)])
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrChecksum) {
		err = errArchive
	}
	u.read += int64(n)
	if u.left -= int64(n); u.left < 0 {
		return n - 1, ErrUnpacked
	}
	return n, err
}

var errArchive = errors.New("the archive cannot be unpacked: export it again")

var errDocument = errors.New("more than 128 MiB: export less at a time")

// Document refuses a file that is too large to be read whole, by its size.
func Document(size int64) error {
	if size > MaxDocument {
		return errDocument
	}
	return nil
}

// All reads a whole document, of MaxDocument at most.
func All(from io.Reader) ([]byte, error) {
	var parts [][]byte // joined at the end: what grows is copied again and again
	for size, next := 0, 64<<10; ; next = min(2*next, 4<<20) {
		part := make([]byte, next)
		n, err := io.ReadFull(from, part)
		parts = append(parts, part[:n])
		switch size += n; {
		case size > MaxDocument:
			return nil, errDocument
		case err == io.EOF || err == io.ErrUnexpectedEOF:
			return slices.Concat(parts...), nil
		case err != nil:
			return slices.Concat(parts...), err
		}
	}
}

// Rows reads a table (CSV, in UTF-8) up to the first row of more than MaxRow.
func Rows(from io.Reader) io.Reader { return &rows{from: from, line: 1, first: 1} }

type rows struct {
	from        io.Reader
	quoted      bool
	size        int // of the row so far
	line, first int // the line, and that with which the row began
	err         error
}

func (r *rows) Read(p []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.from.Read(p)
	for passed := 0; passed < n; {
		line, _, ended := bytes.Cut(p[passed:n], []byte{'\n'})
		if room := MaxRow - r.size; len(line) > room {
			r.pass(line[:room+1])
			return passed + room, r.tooLong()
		}
		r.pass(line)
		passed += len(line)
		if !ended {
			break
		}
		if r.line++; !r.quoted {
			r.size, r.first = 0, r.line
		} else if r.size++; r.size > MaxRow {
			return passed, r.tooLong()
		}
		passed++
	}
	return n, err
}

// pass notes a part of a row.
func (r *rows) pass(part []byte) {
	r.size += len(part)
	r.quoted = r.quoted != (bytes.Count(part, []byte{'"'})%2 == 1)
}

func (r *rows) tooLong() error {
	why := "shorten it"
	if r.quoted {
		why = "close its quotation mark"
	}
	r.err = fmt.Errorf("the row from line %d on has more than 1 MiB: %s", r.first, why)
	return r.err
}
