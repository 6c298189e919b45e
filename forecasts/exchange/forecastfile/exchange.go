// Package forecastfile reads and writes forecast files: what one analyst hands to
// another. It works on streams and plain values; it knows no store, no folder
// and no clock.
//
// A file is JSON lines, read strictly. It holds records byte for byte, hashes
// of records that are withheld, the texts that records name, and for each log a
// checkpoint under its author's key:
//
//	{"weathervane":"forecasts","v":1,"exported_at":"…","by":"…","note":"…"}
//	{"v":1,"log":"60b2…","seq":0,…,"kind":"log.opened","data":{…}}
//	{"withheld":{"log":"60b2…","seq":1,"hashes":"…"}}
//	{"checkpoint":"weathervane/60b2…\n2\n…"}
//	{"end":"…"}
//
// The invariant: what Read returns is valid by itself. Every hash, signature and
// order in it has been checked, so that a merge only needs to compare it with
// what is known already.
package forecastfile

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"weathervane/model/journal"
)

const (
	// MaxBlob is how large one text or original may be.
	MaxBlob = 64 << 20
	// MaxBlobs is how large all of them in a file may be, which is held in memory.
	MaxBlobs = 512 << 20
	// MaxLogs is how many logs a file may have.
	MaxLogs = 10_000
	// maxLine bounds any line: a blob of MaxBlob in base64, and its frame.
	maxLine = MaxBlob/3*4 + 1<<16
)

// Problem is the first thing in a file that is not valid.
type Problem struct {
	Line int // 0 if it concerns the whole file
	What string
	// Unreadable says that this is not a forecast file.
	Unreadable bool
	// Fork names the log, if the problem is that a correctly signed checkpoint
	// contradicts its records.
	Fork *Fork
}

// Fork is a checkpoint with a good signature that contradicts the file.
type Fork struct {
	Log        journal.LogID
	Checkpoint journal.Checkpoint // the one that contradicts
	Computed   [32]byte           // what the file's leaves give at its size
}

func (p *Problem) Error() string {
	if p.Line == 0 {
		return p.What
	}
	return fmt.Sprintf("line %d: %s", p.Line, p.What)
}

// Header is the first line: a label, on which nothing relies.
type Header struct {
	ExportedAt journal.Instant
	By         journal.LogID
	Note       string
}

// File is a valid forecast file.
type File struct {
	Header    Header
	Logs      []*Log // in the order in which they appear
	Ahead     []*Log // those that are set aside altogether
	Blobs     []Blob
	Witnessed []Witness // checkpoints of other logs inside the records, well formed
	Bytes     int64     // up to and with the last good end
	Lines     int
	// Tail is why the lines behind the last good end were left out; it is set
	// by ReadPlace alone.
	Tail *Problem
}

// Log is what the file has of one log.
type Log struct {
	ID          journal.LogID
	Opened      journal.Opened
	Key         journal.Key
	Entries     []Entry
	Checkpoints []journal.Checkpoint
	Aside       *Aside      // the end that is set aside; nil if the log counts whole
	hashes      []tlog.Hash // of the tree, as tlog stores them

	last   journal.Instant // of the latest record shown
	before mark
}

// Entry is one leaf.
type Entry struct {
	ID     journal.ID
	Record *journal.Record // nil if it is withheld
	Line   int
}

// Blob is content that a record names.
type Blob struct {
	SHA256  [32]byte
	Type    string
	Content []byte
}

// Witness is a checkpoint as the author of another log received it.
type Witness struct {
	Record     *journal.Record
	Line       int
	Checkpoint journal.Checkpoint
}

// Log is the file's log of that name, or nil.
func (f *File) Log(id journal.LogID) *Log {
	for _, l := range f.Logs {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// Signed is the log's last checkpoint, which covers every entry.
func (l *Log) Signed() journal.Checkpoint { return l.Checkpoints[len(l.Checkpoints)-1] }

// Withheld counts the entries that the file does not show.
func (l *Log) Withheld() int {
	n := 0
	if l.Aside != nil {
		n = -l.Aside.Records
	}
	for _, e := range l.Entries {
		if e.Record == nil {
			n++
		}
	}
	return n
}

// add appends a leaf and the hashes that it completes.
func (l *Log) add(e Entry) {
	h, n := tlog.Hash(e.ID), int64(len(l.Entries))
	l.hashes = append(l.hashes, h)
	for level := 0; n>>level&1 == 1; level++ { // as tlog.StoredHashesForRecordHash, without its slices
		h = tlog.NodeHash(l.hashes[tlog.StoredHashIndex(level, n>>level-1)], h)
		l.hashes = append(l.hashes, h)
	}
	l.Entries = append(l.Entries, e)
}

// ReadHashes makes the log a tlog.HashReader.
func (l *Log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hs := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= int64(len(l.hashes)) {
			return nil, fmt.Errorf("hash %d of %d", x, len(l.hashes))
		}
		hs[i] = l.hashes[x]
	}
	return hs, nil
}

// TreeHash is the RFC 6962 tree hash over the first size entries.
func (l *Log) TreeHash(size int64) ([32]byte, error) {
	if size < 0 || size > int64(len(l.Entries)) {
		return [32]byte{}, fmt.Errorf("log %s has %d records, not %d", l.ID, len(l.Entries), size)
	}
	return tlog.TreeHash(size, l)
}

// Tree is the log's tree, fit to grow.
func (l *Log) Tree() *journal.Tree {
	var edge []byte
	n, at := int64(len(l.Entries)), int64(0)
	for level := 62; level >= 0; level-- {
		if width := int64(1) << level; n&width != 0 {
			h := l.hashes[tlog.StoredHashIndex(level, at>>level)]
			edge = append(edge, h[:]...)
			at += width
		}
	}
	t, err := journal.TreeOf(n, edge)
	if err != nil {
		panic(err) // an edge has one hash for each bit of n
	}
	return t
}
