// Package bounded reads what others made up to a size that fits into memory: files
// that unpack to many times their size, and tables with a row without an end.
package bounded

import (
	"errors"
	"fmt"
	"io"
)

const (
	// MaxUnpacked is how many bytes a packed file may unpack to.
	MaxUnpacked = 1 << 30
	// MaxDocument is how many bytes a document has that is read whole.
	MaxDocument = 128 << 20
	// MaxRow is how many bytes a row of a table has.
	MaxRow = 1 << 20
)

// ErrUnpacked is that a file unpacks to more than MaxUnpacked.
var ErrUnpacked = errors.New("it unpacks to more than 1 GiB: split it")

// Unpacked reads what a packed file unpacks to, up to MaxUnpacked.
func Unpacked(from io.Reader) io.Reader { return &unpacked{from, MaxUnpacked} }

type unpacked struct {
	from io.Reader
	left int64
}

func (u *unpacked) Read(p []byte) (int, error) {
	if u.left < 0 {
		return 0, ErrUnpacked
	}
	n, err := u.from.Read(p[:min(int64(len(p)), u.left+1)])
	if u.left -= int64(n); u.left < 0 {
		return n - 1, ErrUnpacked
	}
	return n, err
}

// All reads a whole document, of MaxDocument at most.
func All(from io.Reader) ([]byte, error) {
	all, err := io.ReadAll(io.LimitReader(from, MaxDocument+1))
	if err == nil && len(all) > MaxDocument {
		return nil, errors.New("more than 128 MiB: export less at a time")
	}
	return all, err
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
	for i, c := range p[:n] {
		r.size++
		switch {
		case c == '"':
			r.quoted = !r.quoted
		case c == '\n':
			if r.line++; !r.quoted {
				r.size, r.first = 0, r.line
			}
		}
		if r.size > MaxRow {
			why := "shorten it"
			if r.quoted {
				why = "close its quotation mark"
			}
			r.err = fmt.Errorf("the row from line %d on has more than 1 MiB: %s", r.first, why)
			return i, r.err
		}
	}
	return n, err
}
