package forecastfile

import (
	"bytes"
	"errors"
	"io"

	"weathervane/forecasts/cores"
	"weathervane/model/journal"
)

// Spool is where what is unpacked is kept, to be read again.
type Spool interface {
	io.Writer
	io.ReaderAt
}

// memory is a spool of what a caller holds anyway, or of little.
type memory struct{ bytes.Buffer }

func (m *memory) ReadAt(b []byte, off int64) (int, error) {
	return bytes.NewReader(m.Bytes()).ReadAt(b, off)
}

// keep is where records are read again, which in is to fill if need be.
func (o Options) keep(r io.Reader, in *lines) (io.ReaderAt, error) {
	if o.CheckOnly {
		return nil, nil
	}
	if in.packed == nil {
		if o.Again != nil {
			return o.Again, nil
		}
		if again, ok := r.(*bytes.Reader); ok {
			return again, nil
		}
	}
	if o.Spool == nil {
		o.Spool = func() (Spool, error) { return new(memory), nil }
	}
	spool, err := o.Spool()
	in.spool = spool
	return spool, err
}

// ErrChanged says that the file has other records than it had when it was checked.
var ErrChanged = errors.New("the file changed while it was being read: try again")

// entriesAtOnce is how many records are read together.
const entriesAtOnce = 1000

// Entries reads the records of a log from seq on, some at a time, in order. Their
// hashes are those that were checked.
func (f *File) Entries(l *Log, seq int64, each func(first int64, es []Entry) error) error {
	w := window{r: f.again}
	for seq < l.Len() {
		es := make([]Entry, min(entriesAtOnce, l.Len()-seq))
		lines := make([][]byte, len(es))
		var text []byte
		for i := range es {
			e := l.leaves.at(seq + int64(i))
			es[i].ID = e.id
			if e.from == 0 {
				continue
			}
			line, err := w.line(e.from, e.length())
			if err != nil {
				return err
			}
			if cap(text)-len(text) < len(line) {
				text = make([]byte, 0, max(len(line), 1<<16))
			}
			from := len(text)
			text = append(text, line...)
			lines[i] = text[from:len(text):len(text)]
		}
		if err := parseEntries(es, lines); err != nil {
			return err
		}
		if err := each(seq, es); err != nil {
			return err
		}
		seq += int64(len(es))
	}
	return nil
}

// parseEntries reads lines, where there are any, and holds them to their ids.
func parseEntries(es []Entry, lines [][]byte) error {
	records := make([]journal.Record, len(es))
	errs := make([]error, cores.Count())
	cores.Each(len(errs), func(part int) {
		for i := len(es) * part / len(errs); i < len(es)*(part+1)/len(errs); i++ {
			if lines[i] == nil {
				continue
			}
			r, err := journal.ParseRecord(lines[i])
			if err != nil || r.ID != es[i].ID {
				errs[part] = ErrChanged
				return
			}
			records[i] = r
			es[i].Record = &records[i]
		}
	})
	return errors.Join(errs...)
}

// Record reads one record that the log shows.
func (f *File) Record(l *Log, seq int64) (*journal.Record, error) {
	e := l.leaves.at(seq)
	w := window{r: f.again}
	line, err := w.line(e.from, e.length())
	if err != nil {
		return nil, err
	}
	es := []Entry{{ID: e.id}}
	err = parseEntries(es, [][]byte{line})
	return es[0].Record, err
}

// Content reads a blob.
func (f *File) Content(h Held) (Blob, error) {
	w := window{r: f.again}
	line, err := w.line(h.from, h.size)
	if err != nil {
		return Blob{}, err
	}
	b, err := readBlob(line)
	if err != nil || b.SHA256 != h.SHA256 {
		return Blob{}, ErrChanged
	}
	return b, nil
}

// window reads parts of a file that mostly follow each other.
type window struct {
	r    io.ReaderAt
	buf  []byte
	at   int64 // where buf begins
	next int64 // where the last part ended
}

// ahead is how much is read where parts follow each other, and how far one may lie
// behind the other.
const ahead = 1 << 18

// line reads size bytes. They are valid until the next call.
func (w *window) line(from int64, size int) ([]byte, error) {
	follows := from >= w.next && from-w.next < ahead
	w.next = from + int64(size)
	if from < w.at || w.next > w.at+int64(len(w.buf)) {
		want := size
		if follows {
			want = max(size, ahead)
		}
		if cap(w.buf) < want {
			w.buf = make([]byte, want)
		}
		n, err := w.r.ReadAt(w.buf[:want], from)
		if w.buf, w.at = w.buf[:n], from; n < size {
			if err == nil || errors.Is(err, io.EOF) {
				err = ErrChanged
			}
			return nil, err
		}
	}
	return w.buf[from-w.at:][:size], nil
}
