package sheet

import (
	"bytes"
	"cmp"
	"io"
	"slices"

	"weathervane/forecasts/bounded"
)

// blockSize is how much of a file one worker takes at a time.
const blockSize = 1 << 20

// Block is a part of a file that starts and ends between records.
type Block struct {
	Text []byte
	Line int // of its first byte
}

// Blocks cuts a text into parts between records, holding no more than one.
type Blocks struct {
	Size int // of a part, about; 0 for 1 MiB

	from  io.Reader
	comma byte
	rest  []byte // read, and not handed out
	line  int
	done  bool
}

// Next gives the next part in buf, which grows where one record needs it; its
// text is empty at the end.
func (s *Blocks) Next(buf []byte) (Block, error) {
	if size := cmp.Or(s.Size, blockSize); cap(buf) < size {
		buf = make([]byte, 0, size+1024)
	}
	buf = append(buf[:0], s.rest...)
	for {
		for !s.done && len(buf) < cap(buf) {
			n, err := s.from.Read(buf[len(buf):cap(buf)])
			buf = buf[:len(buf)+n]
			if err == io.EOF {
				s.done = true
			} else if err != nil {
				s.line += bytes.Count(buf, []byte{'\n'}) // where it happened
				return Block{}, err
			}
		}
		cut := len(buf)
		if !s.done {
			cut = lastRecordEnd(buf, s.comma)
		}
		if cut == 0 && !s.done {
			buf = slices.Grow(buf, cap(buf))
			continue
		}
		s.rest = append(s.rest[:0], buf[cut:]...)
		b := Block{buf[:cut], s.line}
		s.line += bytes.Count(b.Text, []byte{'\n'})
		return b, nil
	}
}

// skip leaves out lines at the start, a record in each.
func (s *Blocks) skip(lines int) error {
	for ; lines > 0; lines-- {
		for {
			if i := bytes.IndexByte(s.rest, '\n'); i >= 0 {
				s.rest = s.rest[i+1:]
				break
			}
			if s.done {
				s.rest = nil
				return nil
			}
			buf := make([]byte, blockSize)
			n, err := s.from.Read(buf)
			s.rest = append(s.rest, buf[:n]...)
			if s.done = err == io.EOF; err != nil && !s.done {
				return err
			}
		}
		s.line++
	}
	return nil
}

// Line is the line up to which was read.
func (s *Blocks) Line() int { return s.line }

// lastRecordEnd is where the last whole record of text, which starts with one,
// ends; 0 if none does.
func lastRecordEnd(text []byte, comma byte) int {
	if bytes.IndexByte(text, '"') < 0 {
		return bytes.LastIndexByte(text, '\n') + 1
	}
	end := 0
	r := Records{Text: text, Comma: comma}
	for r.Scan() && r.closed {
		end = r.At
	}
	return end
}

// Records walks over the records of a text: RFC 4180 with any delimiter, and with \n
// or \r\n. The zero delimiter is a comma. What is beyond bounded.MaxColumns is passed
// over, but for the last field.
type Records struct {
	Text   []byte
	Comma  byte
	At     int // where the next record starts
	Lines  int // line ends before At
	Line   int // line ends before the record just read
	Fields [][]byte
	Broken string // why the record just read is not well formed; empty if it is
	closed bool   // it ends in a line end
}

// Scan reads one record into Fields, which hold until Text changes.
func (r *Records) Scan() bool {
	if r.At >= len(r.Text) {
		return false
	}
	r.Fields, r.closed, r.Broken, r.Line = r.Fields[:0], false, "", r.Lines
	text, start, comma := r.Text, r.At, r.comma()
	for i := start; i < len(text); i++ {
		switch text[i] {
		case comma:
			if len(r.Fields) < bounded.MaxColumns {
				r.Fields = append(r.Fields, text[start:i])
			}
			start = i + 1
		case '\n':
			r.Fields = append(r.Fields, trimReturn(text[start:i]))
			r.At, r.closed = i+1, true
			r.Lines++
			return true
		case '"':
			if i != start {
				continue
			}
			field, end := r.quoted(i + 1)
			r.Fields = append(r.Fields, field)
			if end >= len(text) {
				r.At = len(text)
				return true
			}
			if text[end] == '\n' {
				r.At, r.closed = end+1, true
				r.Lines++
				return true
			}
			i, start = end, end+1
		}
	}
	r.Fields = append(r.Fields, trimReturn(text[start:]))
	r.At = len(text)
	return true
}

// comma is the delimiter.
func (r *Records) comma() byte {
	if r.Comma == 0 {
		return ','
	}
	return r.Comma
}

func trimReturn(b []byte) []byte {
	if n := len(b); n > 0 && b[n-1] == '\r' {
		return b[:n-1]
	}
	return b
}

// quoted reads the field whose text starts at i, after the quote, and returns
// where the comma or line end after it is.
func (r *Records) quoted(i int) (field []byte, end int) {
	text, start, doubled, comma := r.Text, i, false, r.comma()
	for ; ; i++ {
		j := bytes.IndexByte(text[i:], '"')
		if j < 0 {
			r.Lines += bytes.Count(text[start:], []byte{'\n'})
			r.Broken = "a quote is not closed"
			return text[start:], len(text)
		}
		if i += j; i+1 >= len(text) || text[i+1] != '"' {
			break
		}
		doubled = true
		i++
	}
	field = text[start:i]
	r.Lines += bytes.Count(field, []byte{'\n'})
	if doubled {
		field = bytes.ReplaceAll(field, []byte(`""`), []byte(`"`))
	}
	end = i + 1
	for end < len(text) && text[end] != comma && text[end] != '\n' {
		if text[end] != '\r' && text[end] != ' ' {
			r.Broken = "text after a closing quote"
		}
		end++
	}
	return field, end
}

// Blank reports whether the record just read has nothing in any field, or is the line
// below the header of a table in Markdown.
func (r *Records) Blank() bool {
	for _, f := range r.Fields {
		if f = bytes.TrimSpace(f); r.Comma == '|' {
			f = bytes.Trim(f, "-:")
		}
		if len(f) > 0 {
			return false
		}
	}
	return true
}
