package forecastfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"testing"

	"weathervane/model/journal"
)

const twins = "../../../tests/files/twins.forecasts"

// The tests of the built program need two questions whose ids begin with the same
// eight digits. WRITE_TWINS=1 makes the file again.
func TestTwins(t *testing.T) {
	if os.Getenv("WRITE_TWINS") != "" {
		writeTwins(t)
	}
	b, err := os.ReadFile(twins)
	if err != nil {
		t.Fatal(err)
	}
	f, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := f.Logs[0].Leaf(1), f.Logs[0].Leaf(2); a.Short() != b.Short() || a == b {
		t.Errorf("%s and %s are no twins", a, b)
	}
}

func writeTwins(t *testing.T) {
	a := newAuthor(t, "Dunlin")
	kin := [2]map[[4]byte]journal.Record{{}, {}}
	for i := uint64(0); ; i++ {
		var salt [16]byte
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, i))
		copy(salt[:], sum[:])
		which := i % 2
		title := [2]string{"The first twin?", "The second twin?"}[which]
		r, err := journal.NewRecord(a.log, int64(1+which), 1_700_000_001_000, salt, journal.QuestionAsked, journal.Asked{Title: title, Type: "binary"})
		if err != nil {
			t.Fatal(err)
		}
		prefix := [4]byte(r.ID[:4])
		kin[which][prefix] = r
		if other, ok := kin[1-which][prefix]; ok {
			both := [2]journal.Record{}
			both[which], both[1-which] = r, other
			for i := range both {
				a.recs = append(a.recs, &both[i])
				a.tree.Add(both[i].ID)
			}
			break
		}
	}
	var b bytes.Buffer
	if err := Write(&b, Batch{Header: Header{now, a.log, "two questions whose ids begin alike"}, Runs: []Run{a.run(0, nil)}}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(twins, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
