package forecastfile

import (
	"bytes"
	"testing"
	"time"

	"weathervane/model/journal"
)

// addAt adds a record that is dated by another clock.
func (a *author) addAt(t fatal, at journal.Instant, kind string, data any) *journal.Record {
	r, err := journal.NewRecord(a.log, int64(len(a.recs)), at, a.salt, kind, data)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	a.recs = append(a.recs, &r)
	a.tree.Add(r.ID)
	return &r
}

func written(t *testing.T, runs ...Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, Batch{Runs: runs}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What is dated more than a day ahead of the reader's clock is set aside with what
// follows it; what came before it comes in, under the same signature.
func TestWhatIsAheadIsSetAside(t *testing.T) {
	const hour = 3600 * 1000
	a, b := newAuthor(t, "Teal"), newAuthor(t, "Heron")
	clock := a.recs[0].At
	say := journal.Comment{On: a.recs[0].ID, Text: "x"}
	a.addAt(t, clock+24*hour, journal.CommentMade, say)
	early := a.sign()
	a.addAt(t, clock+25*hour, journal.CommentMade, say)
	a.addAt(t, clock+25*hour, journal.CheckpointWitnessed, journal.Witnessed{Checkpoint: b.sign()})
	file := written(t, a.run(0, nil), b.run(0, nil))

	for _, place := range []bool{false, true} {
		f, err := Options{Now: clock, Place: place}.Read(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("the file is refused: %v", err)
		}
		l := f.Log(a.log)
		switch {
		case len(f.Logs) != 2 || len(f.Ahead) != 0:
			t.Fatalf("%d logs come in and %d are set aside", len(f.Logs), len(f.Ahead))
		case l.Aside == nil || l.Aside.Records != 2 || l.Aside.From != 2 || l.Aside.By != 25*time.Hour:
			t.Errorf("set aside: %+v", l.Aside)
		case !l.Shows(1) || l.Shows(2) || l.Shows(3) || entries(t, f, l)[2].Record != nil:
			t.Error("other records come in than those before the one that is ahead")
		case l.Tree().Hash() != l.Signed().Tree:
			t.Error("what its author signed does not cover what comes in")
		case l.Withheld() != 0:
			t.Errorf("%d records count as withheld by their author", l.Withheld())
		case len(f.Witnessed) != 0:
			t.Error("a witness that is set aside is believed")
		}
	}
	if says := (&Aside{Records: 1, By: 25 * time.Hour}).Says(); says != "1 record set aside: its clock is 25 h ahead" {
		t.Errorf("it says %q", says)
	}

	f, err := Options{Now: clock + hour}.Read(bytes.NewReader(file))
	if err != nil || f.Log(a.log).Aside != nil || !f.Log(a.log).Shows(3) || len(f.Witnessed) != 1 {
		t.Errorf("an hour later something is still set aside: %v", err)
	}
	f, err = Options{Now: clock - 25*hour}.Read(bytes.NewReader(file))
	if err != nil || len(f.Logs) != 0 || len(f.Ahead) != 2 || f.Ahead[0].Aside.Records != 4 {
		t.Errorf("logs that are ahead from their first record on: %v", err)
	}

	// Set aside is not unread: what is damaged behind it still refuses the file.
	if bad := bytes.Replace(file, []byte(a.sign()[60:80]), []byte(early[60:80]), 1); !bytes.Equal(bad, file) {
		if _, err := (Options{Now: clock}).Read(bytes.NewReader(bad)); err == nil {
			t.Error("a file that is damaged in what is set aside is taken")
		}
	}
}
