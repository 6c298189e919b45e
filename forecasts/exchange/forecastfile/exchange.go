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
	"io"

	"golang.org/x/mod/sumdb/tlog"

	"weathervane/model/journal"
)

const (
	// MaxBlob is how large one text or original may be.
	MaxBlob = 64 << 20
	// MaxBlobs is how large all of them in a file may be.
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

// File is a valid forecast file. Of its records and blobs it knows hashes and
// places; they are read again when they are asked for.
type File struct {
	Header    Header
	Logs      []*Log // in the order in which they appear
	Ahead     []*Log // those that are set aside altogether
	Blobs     []Held
	Witnessed []Witness // checkpoints of other logs inside the records, well formed
	Bytes     int64     // up to and with the last good end
	Lines     int
	// Tail is why the lines behind the last good end were left out; it is set
	// by ReadPlace alone.
	Tail *Problem

	again io.ReaderAt
}

// Log is what the file has of one log.
type Log struct {
	ID          journal.LogID
	Opened      journal.Opened
	Key         journal.Key
	Checkpoints []journal.Checkpoint
	Aside       *Aside // the end that is set aside; nil if the log counts whole

	leaves leaves
	blocks []tlog.Hash // see hash
	names  []naming
	last   journal.Instant // of the latest record shown
	before mark
}

// naming is content that the record at seq names.
type naming struct {
	seq int64
	sha [32]byte
}

// Entry is one leaf.
type Entry struct {
	ID     journal.ID
	Record *journal.Record // nil if it is withheld
}

// Blob is content that a record names.
type Blob struct {
	SHA256  [32]byte
	Type    string
	Content []byte
}

// Held is a blob that the file has.
type Held struct {
	SHA256 [32]byte
	Type   string
	Bytes  int
	from   int64
	size   int // of its line
}

// Witness is a checkpoint as the author of another log received it.
type Witness struct {
	Log        journal.LogID // whose record it is
	Seq        int64
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

// Forget drops what is known of single records, when none is asked for any more.
func (f *File) Forget() {
	for _, all := range [][]*Log{f.Logs, f.Ahead} {
		for _, l := range all {
			l.Forget()
		}
	}
}

// Forget drops what is known of the log's single records.
func (l *Log) Forget() { l.leaves, l.blocks, l.names = leaves{}, nil, nil }

// Signed is the log's last checkpoint, which covers every entry.
func (l *Log) Signed() journal.Checkpoint { return l.Checkpoints[len(l.Checkpoints)-1] }

// Len is how many records the file has of the log, withheld ones included.
func (l *Log) Len() int64 { return int64(l.leaves.len()) }

// Leaf is the id of the record at seq.
func (l *Log) Leaf(seq int64) journal.ID { return l.leaves.at(seq).id }

// Shows reports whether the record at seq is neither withheld nor set aside.
func (l *Log) Shows(seq int64) bool { return l.leaves.at(seq).from > 0 }

// Withheld counts the entries that the file does not show.
func (l *Log) Withheld() int {
	n := 0
	if l.Aside != nil {
		n = -l.Aside.Records
	}
	for i := range l.Len() {
		if !l.Shows(i) {
			n++
		}
	}
	return n
}

// WitnessesOnly reports whether the records from seq on are witness records, all of
// them shown.
func (l *Log) WitnessesOnly(seq int64) bool {
	for i := min(seq, l.Len()); i < l.Len(); i++ {
		if !l.leaves.at(i).isWitness() || !l.Shows(i) {
			return false
		}
	}
	return true
}

// A tree's lowest levels are computed when they are asked for: of each blockLeaves
// complete leaves one hash is kept, and what is above, as tlog stores a tree.
const (
	blockLevel  = 5
	blockLeaves = 1 << blockLevel
)

// add appends a leaf and the hashes that it completes.
func (l *Log) add(e leaf) {
	l.leaves.add(e)
	if l.Len()%blockLeaves != 0 {
		return
	}
	n := l.Len()/blockLeaves - 1
	h := l.subtree(blockLevel, n)
	l.blocks = append(l.blocks, h)
	for level := 0; n>>level&1 == 1; level++ { // as tlog.StoredHashesForRecordHash, without its slices
		h = tlog.NodeHash(l.blocks[tlog.StoredHashIndex(level, n>>level-1)], h)
		l.blocks = append(l.blocks, h)
	}
}

// cut leaves the first n leaves.
func (l *Log) cut(n int) {
	l.leaves.cut(n)
	l.blocks = l.blocks[:tlog.StoredHashCount(int64(n/blockLeaves))]
}

// subtree is the hash of the nth complete subtree of a level up to blockLevel.
func (l *Log) subtree(level int, n int64) tlog.Hash {
	var hs [blockLeaves]tlog.Hash
	width := 1 << level
	for i := range width {
		hs[i] = tlog.Hash(l.leaves.at(n<<level + int64(i)).id)
	}
	for ; width > 1; width /= 2 {
		for i := range width / 2 {
			hs[i] = tlog.NodeHash(hs[2*i], hs[2*i+1])
		}
	}
	return hs[0]
}

// hash is that of the nth complete subtree of a level.
func (l *Log) hash(level int, n int64) tlog.Hash {
	if level < blockLevel {
		return l.subtree(level, n)
	}
	return l.blocks[tlog.StoredHashIndex(level-blockLevel, n)]
}

// ReadHashes makes the log a tlog.HashReader.
func (l *Log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hs := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		if x < 0 || x >= tlog.StoredHashCount(l.Len()) {
			return nil, fmt.Errorf("hash %d of a log with %d records", x, l.Len())
		}
		hs[i] = l.hash(tlog.SplitStoredHashIndex(x))
	}
	return hs, nil
}

// TreeHash is the RFC 6962 tree hash over the first size entries.
func (l *Log) TreeHash(size int64) ([32]byte, error) {
	if size < 0 || size > l.Len() {
		return [32]byte{}, fmt.Errorf("log %s has %d records, not %d", l.ID, l.Len(), size)
	}
	return tlog.TreeHash(size, l)
}

// Tree is the log's tree, fit to grow.
func (l *Log) Tree() *journal.Tree {
	var edge []byte
	n, at := l.Len(), int64(0)
	for level := 62; level >= 0; level-- {
		if width := int64(1) << level; n&width != 0 {
			h := l.hash(level, at>>level)
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
