package journal

import (
	"errors"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Tree is the state of an RFC 6962 hash tree that grows: the number of leaves
// and the hashes of its complete subtrees, largest first. Adding a leaf and
// taking the tree hash cost log n. The zero Tree is empty.
type Tree struct {
	Size  int64
	edges []tlog.Hash
}

// Add appends the leaf hash of the next record.
func (t *Tree) Add(leaf ID) {
	h := tlog.Hash(leaf)
	for n := t.Size; n&1 == 1; n >>= 1 {
		last := len(t.edges) - 1
		h = tlog.NodeHash(t.edges[last], h)
		t.edges = t.edges[:last]
	}
	t.edges = append(t.edges, h)
	t.Size++
}

// Hash is the tree hash over all leaves; of an empty tree SHA-256 of nothing.
func (t *Tree) Hash() [32]byte {
	if t.Size == 0 {
		h, _ := tlog.TreeHash(0, nil)
		return h
	}
	h := t.edges[len(t.edges)-1]
	for i := len(t.edges) - 2; i >= 0; i-- {
		h = tlog.NodeHash(t.edges[i], h)
	}
	return h
}

// Clone is a copy that grows apart.
func (t *Tree) Clone() *Tree {
	return &Tree{t.Size, append([]tlog.Hash(nil), t.edges...)}
}

// MarshalBinary writes the edge's hashes one after the other; the size is kept beside.
func (t *Tree) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, 32*len(t.edges))
	for _, h := range t.edges {
		b = append(b, h[:]...)
	}
	return b, nil
}

// TreeOf reads the edge of a tree of the size given.
func TreeOf(size int64, edge []byte) (*Tree, error) {
	if size < 0 || len(edge) != 32*bits.OnesCount64(uint64(size)) {
		return nil, errors.New("the stored edge does not fit the log's size: run rebuild")
	}
	t := &Tree{Size: size}
	for ; len(edge) > 0; edge = edge[32:] {
		t.edges = append(t.edges, tlog.Hash(edge[:32]))
	}
	return t, nil
}
