package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"weathervane/model/journal"
)

// plan is a record of a random history before it is made: what it names are
// the places of other plans, so that plans can be left out of a history that
// fails, until a small one remains.
type plan struct {
	log    int
	kind   string
	at     journal.Instant
	data   map[string]any
	hidden bool // withheld for ever
}

// ref names the record of a plan in a plan's data, note a checkpoint of a log,
// ofLog a log and keyOf its author's key.
type (
	ref   int
	ofLog int
	keyOf int
	note  struct {
		log, size int
		other     bool // signed by the author, over another history
		forged    bool // signed by somebody else
	}
)

// history is what some authors recorded: plans, and the author of each log.
type history struct {
	plans  []plan
	author []int
}

// made is a history whose records are made.
type made struct {
	logs   [][]journal.Record
	ids    []journal.LogID
	hidden map[journal.ID]bool
}

func authorKey(i int) ed25519.PrivateKey {
	seed := sha256.Sum256(fmt.Appendf(nil, "author %d", i))
	return ed25519.NewKeyFromSeed(seed[:])
}

func saltOf(i int) (salt [16]byte) {
	sum := sha256.Sum256(fmt.Appendf(nil, "salt %d", i))
	return [16]byte(sum[:])
}

func (h history) nameOf(log int) (id journal.LogID) {
	key, salt := journal.KeyOf(authorKey(h.author[log])), saltOf(log)
	sum := sha256.Sum256(append(key[:], salt[:]...))
	return journal.LogID(sum[:16])
}

// record makes the records.
func (h history) record(t testing.TB) made {
	t.Helper()
	m := made{logs: make([][]journal.Record, len(h.author)), hidden: map[journal.ID]bool{}}
	for i := range h.author {
		m.ids = append(m.ids, h.nameOf(i))
	}
	ids := map[int]journal.ID{}
	var fill func(v any) any
	fill = func(v any) any {
		switch v := v.(type) {
		case ref:
			if id, ok := ids[int(v)]; ok {
				return id
			}
			return journal.ID(sha256.Sum256(fmt.Appendf(nil, "nobody's %d", v)))
		case ofLog:
			return m.ids[v]
		case keyOf:
			return journal.KeyOf(authorKey(int(v)))
		case note:
			return h.sign(m, v)
		case map[string]any:
			all := map[string]any{}
			for name, x := range v {
				all[name] = fill(x)
			}
			return all
		case []any:
			all := []any{}
			for _, x := range v {
				all = append(all, fill(x))
			}
			return all
		}
		return v
	}
	for i, p := range h.plans {
		seq, salt := int64(len(m.logs[p.log])), saltOf(1000+i)
		if seq == 0 {
			salt = saltOf(p.log)
		}
		r, err := journal.NewRecord(m.ids[p.log], seq, p.at, salt, p.kind, fill(p.data))
		if err != nil {
			t.Fatalf("plan %d: %v", i, err)
		}
		ids[i] = r.ID
		m.logs[p.log] = append(m.logs[p.log], r)
		m.hidden[r.ID] = p.hidden && seq > 0
	}
	return m
}

// sign makes the checkpoint of a log over what is made of it so far.
func (h history) sign(m made, n note) string {
	var tree journal.Tree
	size := min(n.size, len(m.logs[n.log]))
	for _, r := range m.logs[n.log][:size] {
		tree.Add(r.ID)
	}
	hash := tree.Hash()
	if n.other {
		size, hash = n.size, sha256.Sum256(fmt.Appendf(nil, "another history of %d", n.size))
	}
	signer := h.author[n.log]
	if n.forged {
		signer += 100
	}
	return journal.Sign(authorKey(signer), m.ids[n.log], int64(size), hash).Note
}

// without leaves out a plan; the first of a log stays while others follow it.
func (h history) without(i int) (history, bool) {
	p := h.plans[i]
	if p.kind == journal.LogOpened {
		for j, o := range h.plans {
			if j != i && o.log == p.log {
				return h, false
			}
		}
	}
	rest := history{author: h.author}
	var renumber func(v any) any
	renumber = func(v any) any {
		switch v := v.(type) {
		case ref:
			switch {
			case int(v) == i:
				return ref(10_000 + i)
			case int(v) > i && int(v) < len(h.plans):
				return v - 1
			}
		case map[string]any:
			all := map[string]any{}
			for name, x := range v {
				all[name] = renumber(x)
			}
			return all
		case []any:
			all := []any{}
			for _, x := range v {
				all = append(all, renumber(x))
			}
			return all
		}
		return v
	}
	for j, o := range h.plans {
		if j != i {
			o.data = renumber(o.data).(map[string]any)
			rest.plans = append(rest.plans, o)
		}
	}
	return rest, true
}

func (h history) String() string {
	var b strings.Builder
	for i, p := range h.plans {
		data := map[string]any{}
		for name, v := range p.data {
			data[name] = v
		}
		text, _ := json.Marshal(data)
		fmt.Fprintf(&b, "%3d author %d log %d %s %s %s", i, h.author[p.log], p.log, p.at, p.kind, text)
		if p.hidden {
			b.WriteString(" (withheld)")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// MarshalText and MarshalJSON are for printing histories.
func (r ref) MarshalText() ([]byte, error)   { return fmt.Appendf(nil, "@%d", int(r)), nil }
func (l ofLog) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "log %d", int(l)), nil }
func (n note) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%+v", struct {
		Log, Size     int
		Other, Forged bool
	}{n.log, n.size, n.other, n.forged}), nil
}
