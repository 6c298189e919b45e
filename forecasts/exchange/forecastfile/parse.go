package forecastfile

import (
	"errors"
	"io"
	"runtime"
	"sync"

	"weathervane/forecasts/cores"
	"weathervane/model/journal"
)

// parsed is a line with what can be said without the others.
type parsed struct {
	line     []byte
	name     string // of its first member
	n        int    // its number
	at       int64  // where it begins
	open     bool   // whether it lacked its line feed
	above    []byte // of an end: the SHA-256 of all bytes before it
	bad      error
	record   *journal.Record // where it is one
	contents [][32]byte      // that the record names
	blob     Blob            // where it is one
	err      error           // why the record cannot be read, or no further line
}

// chunk is some lines that are parsed together, while other chunks are.
type chunk struct {
	lines   []parsed
	buf     []byte // where they lie
	records []journal.Record
	done    chan struct{}
	err     error // a panic while they were parsed
}

// parser reads lines ahead and parses them on every core; next hands them out
// in their order.
type parser struct {
	chunks chan *chunk
	used   chan *chunk // to be filled again
	at     *chunk
	lines  []parsed // those of it that are left
	stop   chan struct{}
	wait   sync.WaitGroup
	err    error // a panic while lines were read; set before chunks is closed
}

func newParser(in *lines) *parser {
	n := runtime.GOMAXPROCS(0)
	p := &parser{chunks: make(chan *chunk, n), used: make(chan *chunk, n+2), stop: make(chan struct{})}
	p.wait.Go(func() {
		defer close(p.chunks)
		p.err = cores.Catch(func() error {
			p.read(in)
			return nil
		})
	})
	return p
}

// read hands chunks on until there are no more lines, or nobody wants them.
func (p *parser) read(in *lines) {
	for more := true; more; {
		c := &chunk{}
		select {
		case c = <-p.used:
		default:
		}
		c.done = make(chan struct{})
		more = in.piece(c)
		select {
		case p.chunks <- c:
			p.wait.Go(c.parse)
		case <-p.stop:
			return
		}
	}
}

func (c *chunk) parse() {
	defer close(c.done)
	c.err = cores.Catch(func() error {
		n := 0
		for i := range c.lines {
			if c.lines[i].name == ofRecord {
				n++
			}
		}
		if cap(c.records) < n {
			c.records = make([]journal.Record, n)
		}
		for i := range c.lines {
			if c.lines[i].name == ofRecord {
				n--
				c.lines[i].record = &c.records[:cap(c.records)][n]
			}
			c.lines[i].parse()
		}
		return nil
	})
}

func (l *parsed) parse() {
	switch {
	case l.err != nil:
	case l.record == nil:
		if l.bad = journal.CheckLine(l.line); l.bad == nil && l.name == ofBlob {
			l.blob, l.bad = readBlob(l.line)
		}
	default:
		if *l.record, l.err = journal.ParseRecord(l.line); l.err == nil {
			l.contents = Contents(l.record)
		}
	}
}

// next is the next line, or why there is none. It is valid until the next call.
func (p *parser) next() parsed {
	for len(p.lines) == 0 {
		if p.at != nil && p.at.err == nil {
			select {
			case p.used <- p.at:
			default:
			}
			p.at = nil
		}
		c, ok := <-p.chunks
		switch {
		case !ok && p.err != nil:
			return parsed{err: p.err}
		case !ok:
			return parsed{err: io.EOF}
		}
		if <-c.done; c.err != nil {
			return parsed{err: c.err}
		}
		p.at, p.lines = c, c.lines
	}
	l := p.lines[0]
	p.lines = p.lines[1:]
	return l
}

// close stops reading ahead, so that the file is no longer used.
func (p *parser) close() {
	close(p.stop)
	p.wait.Wait()
}

// last reports whether an error says that there are no more lines.
func (l parsed) last() bool {
	return l.err != nil && l.record == nil && (errors.Is(l.err, io.EOF) || l.line == nil)
}
