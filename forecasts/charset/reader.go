package charset

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// ErrText is the kind of the errors of a Reader for what is no text that is known
// here. It comes right after the last bytes that could be read.
var ErrText = errors.New("save it as UTF-8")

// sampled is how much of a text shows its character set.
const sampled = 64 << 10

// Reader reads text in any known character set as UTF-8. Text that is UTF-8 goes
// through unchanged, at the cost of one look at each byte.
type Reader struct {
	from    io.Reader
	set     Set
	begun   bool
	foreign bool   // letters beyond ASCII are UTF-8
	held    []byte // of a character whose end is not read yet
	ready   []byte // to be handed out
	bad     error  // to be returned next
}

// NewReader reads text from r.
func NewReader(r io.Reader) *Reader { return &Reader{from: r} }

// Set is the character set that was found so far; that of UTF-8 is the zero Set.
func (r *Reader) Set() Set { return r.set }

func (r *Reader) Read(p []byte) (int, error) {
	if len(r.ready) == 0 && len(p) < utf8.UTFMax {
		small := make([]byte, 4*utf8.UTFMax)
		n, err := r.Read(small)
		if n == 0 {
			return 0, err
		}
		r.ready = small[:n]
	}
	if len(r.ready) > 0 {
		n := copy(p, r.ready)
		r.ready = r.ready[n:]
		return n, nil
	}
	for r.bad == nil {
		n, err := r.next(p)
		if n > 0 || err != nil {
			return n, err
		}
	}
	return 0, r.bad
}

// next reads once; nothing, without an error, where only a part of a character
// came or the character set was found.
func (r *Reader) next(p []byte) (int, error) {
	if !r.begun {
		r.begun = true
		if r.bad = r.begin(); r.bad != nil {
			return 0, r.bad
		}
	}
	known := r.foreign || r.set.Encoding != nil
	n := copy(p, r.held)
	r.held = r.held[:0]
	m, err := r.from.Read(p[n:])
	n, r.bad = r.check(p[:n+m], err == io.EOF)
	if r.bad != nil || !known && (r.foreign || r.set.Encoding != nil) {
		return n, nil // what is left is read again
	}
	return n, err
}

// begin recognises what shows at the beginning of a text.
func (r *Reader) begin() error {
	head := make([]byte, sampled)
	n, err := io.ReadFull(r.from, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	head = head[:n]
	r.from = io.MultiReader(bytes.NewReader(head), r.from)
	set, certain := Certain(head)
	switch {
	case certain && set.Encoding != nil:
		r.decode(set)
	case bytes.IndexByte(head, 0) >= 0:
		return fmt.Errorf("not text: it has zero bytes: %w", ErrText)
	}
	return nil
}

func (r *Reader) decode(set Set) {
	r.set = set
	r.from = transform.NewReader(r.from, set.NewDecoder())
}

// check says how much of the bytes can be handed out, and what is wrong after
// that. The first letter beyond ASCII shows the character set.
func (r *Reader) check(b []byte, last bool) (int, error) {
	high := firstHigh(b)
	if high < 0 {
		return len(b), nil
	}
	if !r.foreign && r.set.Encoding == nil {
		return high, r.recognise(b[high:])
	}
	whole := len(b)
	if !last {
		whole -= unfinished(b)
	}
	broken := -1
	if r.set.Encoding != nil {
		broken = bytes.IndexRune(b[:whole], utf8.RuneError)
	} else if !utf8.Valid(b[high:whole]) {
		broken = high + firstBroken(b[high:whole])
	}
	if broken >= 0 {
		return broken, fmt.Errorf("not %s, as the text before is: %w", cmp.Or(r.set.Name, "UTF-8"), ErrText)
	}
	r.held = append(r.held, b[whole:]...)
	return whole, nil
}

// recognise finds the character set of what follows; b is its beginning, which
// will be read again.
func (r *Reader) recognise(b []byte) error {
	more, err := io.ReadAll(io.LimitReader(r.from, sampled))
	if err != nil {
		return err
	}
	sample := append(bytes.Clone(b), more...)
	r.from = io.MultiReader(bytes.NewReader(sample), r.from)
	if mostlyUTF8(sample) {
		r.foreign = true
		return nil
	}
	set, sure := Guess(sample)
	if !sure {
		return fmt.Errorf("neither UTF-8 nor surely in another character set: %w", ErrText)
	}
	r.decode(set)
	return nil
}

// mostlyUTF8 reports whether letters beyond ASCII are UTF-8, but for stray bytes.
// In other sets one byte in ten at most looks so.
func mostlyUTF8(b []byte) bool {
	right, wrong := 0, 0
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		if c == utf8.RuneError && n == 1 {
			wrong++
		} else if n > 1 {
			right++
		}
		b = b[n:]
	}
	return right > 0 && 2*right >= wrong
}

// firstBroken is where the first byte stands that is not UTF-8.
func firstBroken(b []byte) int {
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// unfinished is how many bytes at the end begin a character that does not end.
func unfinished(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if utf8.FullRune(b[len(b)-n:]) {
				return 0
			}
			return n
		}
	}
	return 0
}

// firstHigh is where the first byte beyond ASCII is, -1 if there is none.
func firstHigh(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 != 0 {
			break
		}
	}
	for ; i < len(b); i++ {
		if b[i] >= 0x80 {
			return i
		}
	}
	return -1
}
