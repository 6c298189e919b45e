package forecastfile

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"weathervane/model/journal"
)

// now is the reader's clock in these tests, later than every example.
var now = journal.InstantOf(time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC))

func example(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "format", name+".forecasts"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(b []byte) (*File, error) { return Read(bytes.NewReader(b), now) }

func TestGoodFilesAreRead(t *testing.T) {
	for name, want := range map[string]struct{ logs, shown, withheld, blobs, batches int }{
		"good":               {2, 15, 0, 1, 1},
		"good-all-kinds":     {1, 47, 0, 1, 1},
		"good-appended":      {1, 11, 0, 1, 2},
		"good-revealed":      {1, 11, 0, 0, 2},
		"good-third-edition": {4, 17, 0, 0, 1},
		"good-timestamped":   {1, 4, 0, 0, 1},
		"good-withheld":      {2, 13, 2, 0, 1},
		"fork-of-good":       {1, 4, 0, 0, 1},
	} {
		b := example(t, name)
		f, err := read(b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		shown, withheld := 0, 0
		for _, l := range f.Logs {
			withheld += l.Withheld()
			shown += int(l.Len()) - l.Withheld()
			if got := l.Tree().Hash(); got != l.Signed().Tree {
				t.Errorf("%s: log %s grows from another tree", name, l.ID)
			}
		}
		for _, l := range f.Logs {
			for i, e := range entries(t, f, l) {
				if e.Record != nil && e.Record.Strange && e.Record.Kind != "future.kind" {
					t.Errorf("%s: line %d (%s) is not understood", name, l.leaves.at(int64(i)).line, e.Record.Kind)
				}
			}
		}
		if len(f.Logs) != want.logs || shown != want.shown || withheld != want.withheld || len(f.Blobs) != want.blobs {
			t.Errorf("%s: %d logs, %d shown, %d withheld, %d blobs; want %+v", name, len(f.Logs), shown, withheld, len(f.Blobs), want)
		}
		if f.Bytes != int64(len(b)) || f.Lines != bytes.Count(b, []byte("\n")) {
			t.Errorf("%s: %d bytes and %d lines", name, f.Bytes, f.Lines)
		}
	}
}

func TestBadFilesAreRefusedForTheirReason(t *testing.T) {
	for name, reason := range map[string]string{
		"bad-blob":                          "blob",
		"bad-borrowed-log":                  "belongs to another log",
		"bad-changed-probability":           "not the one that its author signed",
		"bad-crlf":                          "carriage return",
		"bad-duplicate-member":              "duplicate",
		"bad-header-changed":                "the end does not fit",
		"bad-left-without-logs-signed":      "member.set: logs is missing",
		"bad-member-case-signed":            "only by case",
		"bad-missing-line":                  "seq",
		"bad-no-end":                        "no end",
		"bad-probability-signed":            "outside 0 to 1",
		"bad-revoked-negative-signed":       "key.revoked: logs: 3ef4ea58c74854e76699fefe4905720c: -1 is not a whole number",
		"bad-role-unknown-signed":           "member.set: roles: entry 0: \"king\"",
		"bad-signature":                     "signature",
		"bad-succession-small-order-signed": "small order",
		"bad-swapped":                       "seq",
		"bad-tail":                          "tail",
		"bad-time-goes-back-signed":         "earlier than the record before",
		"bad-timestamp-not-base64-signed":   "checkpoint.timestamped: token: not in canonical base64",
		"bad-unsigned-tail":                 "no checkpoint covers",
		"bad-witnessed-not-a-list-signed":   "checkpoints.witnessed: checkpoints: \"x\" is not a list",
	} {
		_, err := read(example(t, name))
		var p *Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: error %v", name, err)
			continue
		}
		if !strings.Contains(p.Error(), reason) || p.Unreadable || p.Line == 0 {
			t.Errorf("%s: %v (line %d, unreadable %t); want %q", name, p, p.Line, p.Unreadable, reason)
		}
	}
	all, _ := filepath.Glob("testdata/format/bad-*")
	if len(all) != 21 {
		t.Errorf("%d bad files: name the reason of each above", len(all))
	}
}

func TestGzipIsUnpacked(t *testing.T) {
	good := example(t, "good")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(good)
	z.Close()
	if _, err := read(b.Bytes()); err != nil {
		t.Error(err)
	}
	for _, cut := range []int{3, 11, b.Len() / 2, b.Len() - 1} {
		if _, err := read(b.Bytes()[:cut]); err == nil {
			t.Errorf("gzip cut at %d is read", cut)
		}
	}
}

func TestForeignFilesAreUnreadable(t *testing.T) {
	for _, text := range []string{
		"", "\n", "hello\n", "{}\n", "question_id,p\nq1,0.5\n", "SQLite format 3\x00",
		`{"weathervane":"proof","v":1,"forecasts":1}` + "\n", `{"weathervane":"forecasts","v":2}` + "\n", "\x1f\x8bjunk",
		strings.Repeat("x", 3<<20),
	} {
		_, err := read([]byte(text))
		var p *Problem
		if !errors.As(err, &p) || (!p.Unreadable && !strings.Contains(text, "weathervane")) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
}

// Every byte of every line, changed in several ways, refuses the whole file.
// stride is from byte to byte that a test changes or cuts at: all of them, and
// some where the tests are short.
func stride() int {
	if testing.Short() {
		return 37
	}
	return 1
}

func TestAnyChangedByteIsRefused(t *testing.T) {
	good := example(t, "good")
	flips := []byte{0x01, 0x20, 0x80}
	b := bytes.Clone(good)
	for i := 0; i < len(good); i += stride() {
		for _, flip := range flips {
			b[i] = good[i] ^ flip
			if _, err := read(b); err == nil {
				t.Fatalf("byte %d changed from %q to %q: read", i, good[i], b[i])
			}
			// What is behind the first good end cannot have changed either.
			if f, err := ReadPlace(bytes.NewReader(b), now); err == nil {
				t.Fatalf("byte %d changed: read as a place with %d lines", i, f.Lines)
			}
		}
		b[i] = good[i]
	}
}

func TestLinesDeletedDoubledSwapped(t *testing.T) {
	for _, name := range []string{"good", "good-appended", "good-revealed"} {
		lines := bytes.SplitAfter(example(t, name), []byte("\n"))
		lines = lines[:len(lines)-1]
		try := func(what string, changed [][]byte) {
			if _, err := read(bytes.Join(changed, nil)); err == nil {
				t.Errorf("%s: %s: read", name, what)
			}
		}
		for i := range lines {
			gone := append(append([][]byte{}, lines[:i]...), lines[i+1:]...)
			try(fmt.Sprintf("line %d deleted", i+1), gone)
			twice := append(append([][]byte{}, lines[:i+1]...), lines[i:]...)
			try(fmt.Sprintf("line %d doubled", i+1), twice)
			if i > 0 {
				swapped := append([][]byte{}, lines...)
				swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
				try(fmt.Sprintf("lines %d and %d swapped", i, i+1), swapped)
			}
		}
	}
}

// resealed gives every end the hash that fits it, so that what is refused is
// refused for its content.
func resealed(b []byte) []byte {
	var out []byte
	for _, line := range bytes.SplitAfter(b, []byte("\n")) {
		if bytes.HasPrefix(line, []byte(`{"end":`)) {
			line = fmt.Appendf(nil, "{\"end\":\"%x\"}\n", sha256.Sum256(out))
		}
		out = append(out, line...)
	}
	return out
}

func TestResealedChangesAreRefused(t *testing.T) {
	good := example(t, "good")
	header := bytes.IndexByte(good, '\n') // a label: it may say anything
	for i := header + 1; i < len(good)-80; i += stride() {
		b := bytes.Clone(good)
		b[i] ^= 0x01
		if _, err := read(resealed(b)); err == nil && !bytes.Contains(line(good, i), []byte(`"type":"text/plain"`)) {
			t.Fatalf("byte %d changed from %q to %q and sealed again: read", i, good[i], b[i])
		}
	}
}

func line(b []byte, at int) []byte {
	start := bytes.LastIndexByte(b[:at], '\n') + 1
	return b[start : at+bytes.IndexByte(b[at:], '\n')]
}

func TestCutAtEveryByte(t *testing.T) {
	for _, name := range []string{"good", "good-appended", "good-revealed"} {
		whole := example(t, name)
		firstEnd := bytes.Index(whole, []byte(`{"end":`)) + 75
		for cut := 0; cut < len(whole); cut += stride() {
			if _, err := read(whole[:cut]); err == nil && cut != firstEnd {
				t.Fatalf("%s cut at %d is read", name, cut)
			}
			f, err := ReadPlace(bytes.NewReader(whole[:cut]), now)
			switch {
			case cut < firstEnd && err == nil:
				t.Fatalf("%s cut at %d, before the first end, is read as a place", name, cut)
			case cut >= firstEnd && err != nil:
				t.Fatalf("%s cut at %d: %v", name, cut, err)
			case cut >= firstEnd && (f.Bytes != int64(firstEnd) || f.Logs[0].Len() != 5):
				t.Fatalf("%s cut at %d: %d bytes, %d entries", name, cut, f.Bytes, f.Logs[0].Len())
			case cut >= firstEnd && (f.Tail != nil) != (cut > firstEnd):
				t.Fatalf("%s cut at %d: tail %v", name, cut, f.Tail)
			}
		}
	}
}

func TestRevealInATailIsTakenBack(t *testing.T) {
	whole := example(t, "good-revealed")
	f, err := ReadPlace(bytes.NewReader(whole[:len(whole)-10]), now)
	if err != nil || f.Logs[0].Withheld() != 1 || len(f.Logs[0].Checkpoints) != 1 || f.Tail == nil {
		t.Fatalf("%+v, %v", f, err)
	}
}

// golang.org/x/mod, which we did not write, agrees with hashes and signatures.
func TestOtherImplementationAgrees(t *testing.T) {
	for _, name := range []string{"good", "good-all-kinds", "good-appended", "good-third-edition", "good-timestamped"} {
		f, err := read(example(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range f.Logs {
			var stored []tlog.Hash
			for i, e := range entries(t, f, l) {
				hs, err := tlog.StoredHashes(int64(i), e.Record.Line, hashes(stored))
				if err != nil {
					t.Fatal(err)
				}
				stored = append(stored, hs...)
			}
			for _, c := range l.Checkpoints {
				want, err := tlog.TreeHash(c.Size, hashes(stored))
				if err != nil || [32]byte(want) != c.Tree {
					t.Errorf("%s: log %s at %d: tlog has another tree hash (%v)", name, l.ID, c.Size, err)
				}
				vkey, err := note.NewEd25519VerifierKey("weathervane/"+l.ID.String(), l.Key[:])
				if err != nil {
					t.Fatal(err)
				}
				v, err := note.NewVerifier(vkey)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := note.Open([]byte(c.Note), note.VerifierList(v)); err != nil {
					t.Errorf("%s: log %s at %d: note: %v", name, l.ID, c.Size, err)
				}
			}
		}
	}
}

type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		out[i] = h[x]
	}
	return out, nil
}
