package forecastfile

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weathervane/model/journal"
)

// author writes a log in these tests.
type author struct {
	key  ed25519.PrivateKey
	salt [16]byte
	log  journal.LogID
	recs []*journal.Record
	tree journal.Tree
}

func newAuthor(t fatal, name string) *author {
	seed := sha256.Sum256([]byte(name))
	a := &author{key: ed25519.NewKeyFromSeed(seed[:]), salt: [16]byte(seed[:16])}
	public := journal.KeyOf(a.key)
	a.log = journal.NameLog(public, a.salt)
	a.add(t, journal.LogOpened, journal.Opened{Name: name, Key: public[:], Program: "test"})
	return a
}

type fatal interface{ Fatalf(string, ...any) }

func (a *author) add(t fatal, kind string, data any) *journal.Record {
	n := int64(len(a.recs))
	r, err := journal.NewRecord(a.log, n, journal.Instant(1_700_000_000_000+n*1000), a.salt, kind, data)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	a.recs = append(a.recs, &r)
	a.tree.Add(r.ID)
	return &r
}

func (a *author) sign() string {
	return journal.Sign(a.key, a.log, a.tree.Size, a.tree.Hash()).Note
}

// run is the author's log from a seq on, without the records withheld.
func (a *author) run(from int, withheld map[journal.ID]bool) Run {
	run := Run{Log: a.log, From: int64(from), Checkpoint: a.sign()}
	for _, r := range a.recs[from:] {
		leaf := Leaf{ID: r.ID}
		if !withheld[r.ID] {
			leaf.Line = r.Line
		}
		run.Leaves = append(run.Leaves, leaf)
	}
	return run
}

func TestWrittenFilesReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var authors []*author
		withheld := map[journal.ID]bool{}
		var batch Batch
		for i := range rapid.IntRange(1, 3).Draw(t, "authors") {
			a := newAuthor(t, fmt.Sprint("author ", i))
			authors = append(authors, a)
			for range rapid.IntRange(0, 40).Draw(t, "records") {
				text := rapid.String().Draw(t, "title")
				r := a.add(t, journal.CommentMade, journal.Comment{On: a.recs[0].ID, Text: strings.ToValidUTF8(text, "?")})
				if rapid.Bool().Draw(t, "withheld") {
					withheld[r.ID] = true
				}
			}
			content := rapid.SliceOf(rapid.Byte()).Draw(t, "content")
			sum := sha256.Sum256(content)
			a.add(t, journal.ArticleAdded, journal.Added{Title: "A", Text: &journal.Content{SHA256: fmt.Sprintf("%x", sum), Bytes: int64(len(content))}})
			batch.Runs = append(batch.Runs, a.run(0, withheld))
			batch.Blobs = append(batch.Blobs, Blob{sum, "text/plain", content})
		}
		batch.Header = Header{now, authors[0].log, rapid.StringN(0, 20, -1).Draw(t, "note")}
		var b bytes.Buffer
		if err := Write(&b, batch); err != nil {
			t.Fatal(err)
		}
		f, err := read(b.Bytes())
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		if f.Header != batch.Header {
			t.Fatalf("header %+v, want %+v", f.Header, batch.Header)
		}
		for i, a := range authors {
			l := f.Logs[i]
			if l.ID != a.log || l.Len() != int64(len(a.recs)) || l.Signed().Note != a.sign() || l.Tree().Hash() != a.tree.Hash() {
				t.Fatalf("log %d differs", i)
			}
			for j, e := range entries(t, f, l) {
				if e.ID != a.recs[j].ID || (e.Record == nil) != withheld[e.ID] || e.Record != nil && !bytes.Equal(e.Record.Line, a.recs[j].Line) {
					t.Fatalf("log %d, entry %d differs", i, j)
				}
			}
		}
		for _, want := range batch.Blobs {
			if !slices.ContainsFunc(f.Blobs, func(h Held) bool {
				b, err := f.Content(h)
				return err == nil && b.SHA256 == want.SHA256 && b.Type == want.Type && bytes.Equal(b.Content, want.Content)
			}) {
				t.Fatalf("blob %x is gone", want.SHA256)
			}
		}
	})
}

func TestAppendedBatchesAndReveals(t *testing.T) {
	a := newAuthor(t, "Plover")
	secret := a.add(t, journal.ForecasterNamed, journal.Named{Name: "Plover the quiet"})
	var b bytes.Buffer
	if err := Write(&b, Batch{Runs: []Run{a.run(0, map[journal.ID]bool{secret.ID: true})}}); err != nil {
		t.Fatal(err)
	}
	first := b.Len()
	a.add(t, journal.ForecasterNamed, journal.Named{Name: "Plover the loud"})
	run := a.run(2, nil)
	run.Reveals = [][]byte{secret.Line}
	if err := Append(&b, bytes.NewReader(bytes.Clone(b.Bytes())), Batch{Runs: []Run{run}}); err != nil {
		t.Fatal(err)
	}
	f, err := read(b.Bytes())
	if err != nil || f.Logs[0].Len() != 3 || f.Logs[0].Withheld() != 0 {
		t.Fatalf("%v\n%s", err, b.Bytes())
	}
	if f, err = read(b.Bytes()[:first]); err != nil || f.Logs[0].Withheld() != 1 {
		t.Fatal(err)
	}
}

// witnessing makes Godwit's log, which saw a checkpoint of Snipe's that
// contradicts what Snipe hands over, and both logs' runs.
func witnessing(t *testing.T, together, expose bool) (snipe *author, b []byte) {
	snipe, other := newAuthor(t, "Snipe"), newAuthor(t, "Snipe")
	snipe.add(t, journal.ForecasterNamed, journal.Named{Name: "one story"})
	other.add(t, journal.ForecasterNamed, journal.Named{Name: "another story"})
	godwit := newAuthor(t, "Godwit")
	if together {
		godwit.add(t, journal.CheckpointsWitnessed, journal.WitnessedTogether{Checkpoints: []string{"no checkpoint", godwit.sign(), other.sign()}})
	} else {
		godwit.add(t, journal.CheckpointWitnessed, journal.Witnessed{Checkpoint: other.sign()})
	}
	if expose {
		godwit.add(t, journal.ForkExposed, journal.Exposed{Log: snipe.log, Checkpoints: []string{snipe.sign(), other.sign()}})
	}
	var out bytes.Buffer
	if err := Write(&out, Batch{Runs: []Run{snipe.run(0, nil), godwit.run(0, nil)}}); err != nil {
		t.Fatal(err)
	}
	return snipe, out.Bytes()
}

func TestWitnessesExposeForks(t *testing.T) {
	for _, together := range []bool{false, true} {
		snipe, b := witnessing(t, together, false)
		_, err := read(b)
		var p *Problem
		if !errors.As(err, &p) || p.Fork == nil || p.Fork.Log != snipe.log || p.Line == 0 {
			t.Errorf("together %t: a fork that a witness saw: %v", together, err)
		}
		if _, err := (Options{Now: now, Except: []journal.LogID{snipe.log}}).Read(bytes.NewReader(b)); err != nil {
			t.Errorf("together %t: the forked log left out: %v", together, err)
		}
		_, b = witnessing(t, together, true)
		if _, err := read(b); err != nil {
			t.Errorf("together %t: a fork that the file exposes: %v", together, err)
		}
	}
}

func TestWithholdingIsTransitive(t *testing.T) {
	a, b := newAuthor(t, "Knot"), newAuthor(t, "Ruff")
	q := a.add(t, journal.QuestionAsked, journal.Asked{Title: "Rain?", Type: "binary"})
	p := 0.5
	f := a.add(t, journal.ForecastMade, journal.Made{Question: q.ID, P: &p})
	why := a.add(t, journal.RationaleGiven, journal.Rationale{Forecast: f.ID, Text: "clouds"})
	sealed := a.add(t, journal.ForecastSealed, journal.Sealed{Question: q.ID, Forecast: f.ID})
	remark := b.add(t, journal.CommentMade, journal.Comment{On: why.ID, Text: "which?"})
	reply := a.add(t, journal.CommentMade, journal.Comment{On: q.ID, ReplyTo: &remark.ID, Text: "those"})
	strange := b.add(t, "future.kind", map[string]any{"about": []string{why.ID.String()}})
	var all []*journal.Record
	check := func(start *journal.Record, want ...*journal.Record) {
		t.Helper()
		got := Withhold(all, []journal.ID{start.ID})
		for _, r := range all {
			if got[r.ID] != slices.Contains(want, r) {
				t.Errorf("withholding %s: %s withheld %t", start.Kind, r.Kind, got[r.ID])
			}
		}
	}
	team := b.add(t, journal.TeamFounded, journal.Founded{Name: "Desk"})
	member := a.add(t, journal.MemberSet, journal.Membership{Team: team.ID, Key: journal.KeyOf(b.key), Name: "Ruff", Roles: []string{journal.RoleReviewer}})
	welcome := b.add(t, journal.CommentMade, journal.Comment{On: member.ID, Text: "welcome", To: []string{journal.KeyOf(a.key).Fingerprint()}})
	a.add(t, journal.KeyRevoked, journal.Revoked{Key: journal.KeyOf(b.key), Logs: map[journal.LogID]int64{b.log: 3}, Why: "stolen"})
	a.add(t, journal.CheckpointsWitnessed, journal.WitnessedTogether{Checkpoints: []string{b.sign()}})
	all = append(slices.Clone(a.recs), b.recs...)
	check(team, team, member, welcome)
	check(why, why, remark, reply, strange)
	check(f, f, why, remark, reply, strange)
	check(q, q, f, why, sealed, remark, reply, strange)
	check(a.recs[0])
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"good", "good-appended", "good-revealed", "good-withheld", "bad-tail", "bad-crlf", "fork-of-good"} {
		f.Add(example(f, name))
	}
	f.Add([]byte{0x1f, 0x8b, 8, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := read(b)
		place, placeErr := ReadPlace(bytes.NewReader(b), now)
		if err != nil {
			return
		}
		if placeErr != nil || place.Bytes != file.Bytes || place.Tail != nil {
			t.Fatalf("handed over it is read, as a place not: %v", placeErr)
		}
		for _, l := range file.Logs {
			if l.Tree().Hash() != l.Signed().Tree || !l.Shows(0) {
				t.Fatal("a log does not hold")
			}
		}
	})
}
