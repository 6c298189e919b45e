package forecastfile

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestEveryRecordCanBeProved(t *testing.T) {
	for _, name := range []string{"good", "good-all-kinds", "good-appended", "good-third-edition"} {
		f, err := read(example(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range f.Logs {
			all := entries(t, f, l)
			for _, c := range l.Checkpoints {
				for _, e := range all {
					p, err := Prove(*all[0].Record, *e.Record, c, l)
					if e.Record.Seq >= c.Size {
						if err == nil {
							t.Errorf("%s: record %d is proved under a checkpoint over %d", name, e.Record.Seq, c.Size)
						}
						continue
					}
					var b bytes.Buffer
					if err == nil {
						err = WriteProof(&b, p)
					}
					if err != nil {
						t.Fatalf("%s: record %d: %v", name, e.Record.Seq, err)
					}
					back, err := ReadProof(&b)
					if err != nil || back.Proved.Record.ID != e.ID {
						t.Errorf("%s: record %d: %v", name, e.Record.Seq, err)
					}
				}
			}
		}
	}
}

func proofOf(t testing.TB) []byte {
	f, err := read(example(t, "good"))
	if err != nil {
		t.Fatal(err)
	}
	l := f.Logs[0]
	all := entries(t, f, l)
	p, err := Prove(*all[0].Record, *all[4].Record, l.Signed(), l)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteProof(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAChangedProofIsRefused(t *testing.T) {
	good := proofOf(t)
	for i := range good[:len(good)-1] {
		b := bytes.Clone(good)
		b[i] ^= 1
		var p *Problem
		if _, err := ReadProof(bytes.NewReader(b)); !errors.As(err, &p) {
			t.Fatalf("byte %d changed from %q to %q: %v", i, good[i], b[i], err)
		}
	}
	for _, text := range []string{"", "{}", strings.Repeat(`"proof"`, 3<<20), string(good) + string(good)} {
		if _, err := ReadProof(strings.NewReader(text)); err == nil {
			t.Errorf("%.40q is read as a proof", text)
		}
	}
}

func FuzzReadProof(f *testing.F) {
	f.Add(proofOf(f))
	f.Add([]byte(`{"weathervane":"proof","v":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ReadProof(bytes.NewReader(b))
		if err == nil && p.Check() != nil {
			t.Fatal("it is read and does not hold")
		}
	})
}
