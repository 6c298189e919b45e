package bounded

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// endless gives a byte for ever, and counts how many were taken.
type endless struct {
	of   byte
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.of
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestARowWithoutAnEnd(t *testing.T) {
	for begin, want := range map[string]string{"a,b\n1,\"": "the row from line 2 on has more than 1 MiB: close its quotation mark", "": "the row from line 1 on has more than 1 MiB: shorten it"} {
		src := &endless{of: 'x'}
		_, err := csv.NewReader(Rows(io.MultiReader(strings.NewReader(begin), src))).ReadAll()
		if err == nil || !strings.Contains(err.Error(), want) || src.read > 4*MaxRow {
			t.Errorf("%q: %v after %d bytes", begin, err, src.read)
		}
	}
	lines := &endless{of: '\n'}
	if n, err := io.Copy(io.Discard, io.LimitReader(Rows(lines), 5*MaxRow)); n != 5*MaxRow || err != nil {
		t.Errorf("%d bytes of short rows: %v", n, err)
	}
	table := "a,b\n\"1\n2\",\"x\"\"y\"\n"
	if b, err := io.ReadAll(Rows(iotest.OneByteReader(strings.NewReader(table)))); string(b) != table || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

func TestABombIsNotUnpacked(t *testing.T) {
	u := &unpacked{from: &endless{of: 'x'}, left: 1 << 16}
	if n, err := io.Copy(io.Discard, u); n != 1<<16 || err != ErrUnpacked {
		t.Errorf("%d bytes, %v", n, err)
	}
	if _, err := u.Read(make([]byte, 10)); err != ErrUnpacked {
		t.Errorf("read on: %v", err)
	}
	whole := &unpacked{from: strings.NewReader("crane"), left: 5}
	if b, err := io.ReadAll(whole); string(b) != "crane" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(make([]byte, 8*MaxRow))
	z.Close()
	plain, err := Gunzip(&packed)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, Rows(plain)); n != MaxRow || err == nil {
		t.Errorf("%d bytes of one row, %v", n, err)
	}
}
