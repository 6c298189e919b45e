package forecastfile

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"runtime"
	"strings"
	"testing"

	"weathervane/forecasts/cores"
	"weathervane/model/journal"
)

// endless gives a beginning and then what more says, up to a size.
type endless struct {
	begin []byte
	more  func() []byte
	left  int64
	read  int64
}

func (e *endless) Read(b []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	if len(e.begin) == 0 {
		e.begin = e.more()
	}
	n := copy(b, e.begin)
	e.begin = e.begin[n:]
	e.left -= int64(n)
	e.read += int64(n)
	return n, nil
}

// refusing reads what must be refused with a sentence that says why, and tells
// how much memory was asked for on the way.
func refusing(t *testing.T, r io.Reader, why string) (asked uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Read(r, now)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), why) || len(err.Error()) > 300 {
		t.Errorf("refused with %v; it should say %q", err, why)
	}
	return after.TotalAlloc - before.TotalAlloc
}

func header(t *testing.T) []byte {
	t.Helper()
	b := example(t, "good")
	return b[:bytes.IndexByte(b, '\n')+1]
}

func TestAGigabyteOfOneLine(t *testing.T) {
	letters := bytes.Repeat([]byte("a"), 1<<16)
	more := func() []byte { return letters }
	for name, begin := range map[string]string{"nothing": "", "a record": "\n" + `{"v":1,"log":"`, "a comment": "\n# "} {
		src := &endless{begin: append(bytes.TrimSuffix(header(t), []byte("\n")), begin...), more: more, left: 1 << 30}
		if name == "nothing" {
			src.begin = nil
		}
		if asked := refusing(t, src, "longer than"); asked > 16<<20 || src.read > 4<<20 {
			t.Errorf("%s: %d bytes of memory for %d that were read", name, asked, src.read)
		}
	}
	src := &endless{begin: append(header(t), `{"blob":{"sha256":"`...), more: more, left: 1 << 30}
	if asked := refusing(t, src, "longer than"); asked > 1<<30 || src.read > maxLine+1<<20 {
		t.Errorf("a blob: %d bytes of memory for %d that were read", asked, src.read)
	}
}

func TestAGzipBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a great deal on one goroutine")
	}
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	_, _ = z.Write(header(t))
	zeros := append([]byte(`{"blob":"`), bytes.Repeat([]byte("A"), 80<<20)...)
	_, _ = z.Write(zeros)
	z.Close()
	if asked := refusing(t, bytes.NewReader(packed.Bytes()), "unpacks to more than"); asked > 1<<30 {
		t.Errorf("%d bytes of memory for a bomb of %d", asked, packed.Len())
	}
}

// openedLine is record 0 of a log made from a number.
func openedLine(t *testing.T, n uint64) []byte {
	t.Helper()
	seed := sha256.Sum256(binary.BigEndian.AppendUint64(nil, n))
	public := journal.KeyOf(ed25519.NewKeyFromSeed(seed[:]))
	salt := [16]byte(seed[:16])
	r, err := journal.NewRecord(journal.NameLog(public, salt), 0, 1_700_000_000_000, salt, journal.LogOpened, journal.Opened{Name: "n", Key: public[:], Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return append(r.Line, '\n')
}

func TestAMillionLogs(t *testing.T) {
	if testing.Short() {
		t.Skip("reads a great deal on one goroutine")
	}
	n := uint64(0)
	src := &endless{begin: header(t), left: 1 << 30, more: func() []byte { n++; return openedLine(t, n) }}
	refusing(t, src, "more than 10000 logs")
	if n > 3*MaxLogs {
		t.Errorf("%d logs were read before the file was refused", n)
	}
}

func TestAbsurdDates(t *testing.T) {
	a := newAuthor(t, "Teal")
	for _, at := range []journal.Instant{1 << 60, -1 << 60, journal.Instant(253402300800000)} {
		r, err := journal.NewRecord(a.log, 1, at, a.salt, journal.CommentMade, journal.Comment{On: a.recs[0].ID, Text: "x"})
		if err != nil {
			continue // it cannot even be written
		}
		b := append(append(header(t), a.recs[0].Line...), '\n')
		b = append(append(b, r.Line...), '\n')
		if _, err := read(b); err == nil || !strings.Contains(err.Error(), "line 3") {
			t.Errorf("a record at %d: %v", at, err)
		}
	}
	for _, at := range []string{"9999-12-31T23:59:59.999Z", "0000-01-01T00:00:00.000Z", "-001-01-01T00:00:00.000Z", "2024-02-30T00:00:00.000Z", "292277026596-12-04T15:30:08.000Z"} {
		line := bytes.Replace(openedLine(t, 1), []byte("2023-11-14T22:13:20.000Z"), []byte(at), 1)
		if _, err := read(append(header(t), line...)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("a log opened at %s: %v", at, err)
		}
	}
}

// FuzzLine puts any line into a file whose end fits it, so that every check
// that stands behind the end's is reached.
func FuzzLine(f *testing.F) {
	for _, name := range []string{"good", "good-all-kinds", "good-third-edition", "good-withheld", "good-revealed"} {
		for _, line := range bytes.Split(example(f, name), []byte("\n")) {
			f.Add(line)
		}
	}
	whole := example(f, "good")
	lines := bytes.SplitAfter(whole, []byte("\n"))
	f.Fuzz(func(t *testing.T, line []byte) {
		for _, at := range []int{1, len(lines) / 2, len(lines) - 3} {
			var b []byte
			for i, l := range lines[:len(lines)-2] { // without the end and what follows its line feed
				if i == at {
					b = append(append(b, line...), '\n')
				}
				b = append(b, l...)
			}
			sum := sha256.Sum256(b)
			b = append(b, `{"end":"`+hex.EncodeToString(sum[:])+`"}`+"\n"...)
			file, err := read(b)
			if err != nil {
				if len(err.Error()) > 2000 {
					t.Fatalf("a sentence of %d bytes", len(err.Error()))
				}
				continue
			}
			for _, l := range file.Logs {
				if l.Tree().Hash() != l.Signed().Tree {
					t.Fatalf("a log does not hold behind %q", line)
				}
			}
		}
	})
}

// faulty gives a beginning, and then has a mistake in it.
type faulty struct{ begin io.Reader }

func (f faulty) Read(b []byte) (int, error) {
	n, err := f.begin.Read(b)
	if err != nil {
		panic("a mistake in the reader")
	}
	return n, nil
}

// Lines are read and parsed beside whoever asked; a mistake there ends the
// reading with an error.
func TestAPanicWhileReadingAheadIsTold(t *testing.T) {
	_, err := Read(faulty{bytes.NewReader(header(t))}, now)
	if cores.Trace(err) == "" || !strings.Contains(err.Error(), "a mistake in the reader") {
		t.Errorf("a faulty reader: %v", err)
	}
	c := &chunk{lines: []parsed{{line: []byte("{}")}}, done: make(chan struct{})}
	c.err = cores.Catch(func() error { panic("a mistake in the parser") })
	close(c.done)
	p := &parser{chunks: make(chan *chunk, 1)}
	p.chunks <- c
	if l := p.next(); !l.last() || cores.Trace(l.err) == "" {
		t.Errorf("a faulty parser: %+v", l)
	}
}
