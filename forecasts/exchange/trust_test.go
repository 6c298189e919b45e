package exchange_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
	"weathervane/forecasts/exchange/forecastfile"
	"weathervane/forecasts/importing"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/question"
	"weathervane/forecasts/session"
	"weathervane/model/journal"
)

// smallFile is a file with a question, a forecast, a note and a withheld record.
func smallFile(t *testing.T, c *desktest.Clock) []byte {
	heron := desktest.NewDesk(t, "Heron", c)
	q := desktest.Ask(t, heron, "It rains")
	desktest.Must(heron.Forecast(t.Context(), q, desktest.P(0.4), question.Saying{Note: "clouds"}))(t)
	path := filepath.Join(t.TempDir(), "heron.forecasts")
	desktest.Must(heron.Export(t.Context(), path, exchange.Options{Withhold: []string{"notes"}}))(t)
	return desktest.Must(os.ReadFile(path))(t)
}

// Whatever byte or line of a file is changed, an import takes nothing of it.
func TestImportRefusesEveryChangedFile(t *testing.T) {
	c := desktest.Start()
	whole := smallFile(t, c)
	crane := desktest.NewDesk(t, "Crane", c)
	desktest.Ask(t, crane, "It snows")
	before, newest := desktest.Lists(t, crane), desktest.Must(crane.Store.Newest(t.Context()))(t)
	path := filepath.Join(t.TempDir(), "changed.forecasts")
	refused := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := crane.ImportFiles(t.Context(), []string{path}, importing.Options{}); err == nil {
			t.Fatalf("%s: taken: %+v", what, s.Summary)
		}
	}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1
		refused(fmt.Sprint("byte ", i), b)
	}
	lines := bytes.SplitAfter(whole, []byte("\n"))
	lines = lines[:len(lines)-1]
	for i := range lines {
		without := append(append([][]byte{}, lines[:i]...), lines[i+1:]...)
		refused(fmt.Sprint("without line ", i+1), bytes.Join(without, nil))
		doubled := append(append([][]byte{}, lines[:i+1]...), lines[i:]...)
		refused(fmt.Sprint("line doubled ", i+1), bytes.Join(doubled, nil))
		for j := range i {
			swapped := append([][]byte{}, lines...)
			swapped[i], swapped[j] = swapped[j], swapped[i]
			refused(fmt.Sprintf("lines %d and %d swapped", j+1, i+1), bytes.Join(swapped, nil))
		}
		refused(fmt.Sprint("the first lines, ", i), bytes.Join(lines[:i], nil))
	}
	if desktest.Lists(t, crane) != before || desktest.Must(crane.Store.Newest(t.Context()))(t) != newest {
		t.Error("a file that was refused left something")
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := desktest.Must(crane.ImportFiles(t.Context(), []string{path}, importing.Options{}))(t); s.Adds.Questions != 1 {
		t.Errorf("the file as it was adds %+v", s.Adds)
	}
}

// Files with parts withheld, files that show them later, old files and new
// ones, one or several at once and again: when everybody has had everything
// that everybody ends equal.
func TestWithheldAndRevealedInAnyOrderEndsEqual(t *testing.T) {
	seeds := uint64(5)
	if testing.Short() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run("", func(t *testing.T) {
			c := desktest.Start()
			desks := []*forecasts.Desk{desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c), desktest.NewDesk(t, "Ibis", c)}
			r := rand.New(rand.NewPCG(seed, 11))
			dir := t.TempDir()
			var files []string
			for n := range 70 {
				c.Pass(time.Duration(r.IntN(600)) * time.Minute)
				d := desks[r.IntN(3)]
				switch {
				case r.IntN(4) == 0:
					path := filepath.Join(dir, fmt.Sprintf("%d.forecasts", n))
					if _, err := d.Export(t.Context(), path, someOptions(t, d, r)); err == nil {
						files = append(files, path)
					}
				case len(files) > 0 && r.IntN(3) == 0:
					var some []string
					for range 1 + r.IntN(3) {
						some = append(some, files[r.IntN(len(files))])
					}
					desktest.Must(d.ImportFiles(t.Context(), some, importing.Options{}))(t)
				default:
					desktest.Act(t, d, r)
				}
			}
			for range 2 {
				for _, i := range r.Perm(9) {
					desktest.Give(t, desks[i/3], desks[i%3])
				}
			}
			want := desktest.Lists(t, desks[0])
			for _, d := range desks {
				if s := desktest.Must(d.ImportFiles(t.Context(), files, importing.Options{}))(t); len(files) > 0 && len(s.Changes) > 0 {
					t.Errorf("seed %d: %s learns from old files %+v", seed, d.Title, s.Changes)
				}
				if got := desktest.Lists(t, d); got != want {
					t.Fatalf("seed %d: %s differs from Crane:\n%s\n---\n%s", seed, d.Title, got, want)
				}
			}
		})
	}
}

func someOptions(t *testing.T, d *forecasts.Desk, r *rand.Rand) exchange.Options {
	var o exchange.Options
	for _, word := range []string{"notes", "evidence", "comments", "open"} {
		if r.IntN(3) == 0 {
			o.Withhold = append(o.Withhold, word)
		}
	}
	o.WithoutArticles = r.IntN(2) == 0
	if r.IntN(3) == 0 {
		since := journal.InstantOf(d.Env.Now().Add(-time.Duration(r.IntN(200)) * time.Hour))
		o.Since = &since
	}
	if all := desktest.Must(d.Questions(t.Context(), listing.Filter{}))(t); len(all) > 0 && r.IntN(3) == 0 {
		o.Questions = []journal.ID{all[r.IntN(len(all))].ID}
	}
	if r.IntN(4) == 0 {
		o.By = []string{d.Title}
	}
	return o
}

// Nothing of what is kept back stands in any byte of a file, packed in base64
// or not; and the file still holds.
func TestWhatIsWithheldIsInNoByte(t *testing.T) {
	c := desktest.Start()
	crane := desktest.NewDesk(t, "Crane", c)
	const secret = "zygomorphic"
	tell := func(what string) string { return secret + " " + what }
	open := desktest.Must(crane.Ask(t.Context(), journal.Asked{Title: "It rains", Closes: desktest.At(2030, 1, 1), Tags: []string{"open"}}))(t)
	closed := desktest.Must(crane.Ask(t.Context(), journal.Asked{Title: tell("title"), Criteria: tell("criteria"), Closes: desktest.At(2030, 1, 1), Tags: []string{secret}}))(t)
	article, _, err := crane.Attach(t.Context(), articles.Article{Title: tell("article"), Publisher: tell("publisher"), Text: tell("text") + " and more of it"})
	if err != nil {
		t.Fatal(err)
	}
	lr := 2.0
	finding := desktest.Must(crane.File(t.Context(), evidence.Filing{Article: article, Exact: tell("text"), Claim: tell("claim")}))(t)
	desktest.Must(crane.Judge(t.Context(), finding, closed, &lr, nil, tell("bearing")))(t)
	desktest.Must(crane.Judge(t.Context(), finding, open, &lr, nil, tell("bearing")))(t)
	f := desktest.Must(crane.Forecast(t.Context(), open, desktest.P(0.4), question.Saying{Note: tell("note")}))(t)
	desktest.Must(crane.Forecast(t.Context(), closed, desktest.P(0.4), question.Saying{Note: tell("note")}))(t)
	desktest.Must(crane.Comment(t.Context(), f, tell("comment")))(t)
	desktest.Must(crane.Comment(t.Context(), closed, tell("comment")))(t)
	desktest.Must(crane.Revise(t.Context(), closed, map[string]any{"criteria": tell("revision")}, tell("why")))(t)
	sealed := desktest.Must(crane.Forecast(t.Context(), open, desktest.P(0.4), question.Saying{Note: tell("sealed note"), Seal: true}))(t)
	desktest.Must(crane.Comment(t.Context(), sealed, tell("sealed comment")))(t)
	for i, o := range []exchange.Options{
		{Tags: []string{"open"}, Withhold: []string{"notes", "evidence", "comments"}},
		{Questions: []journal.ID{open}, Withhold: []string{"notes", "evidence", "comments"}, WithoutArticles: true},
		{Withhold: []string{closed.String(), article.String(), f.String()}},
	} {
		path := filepath.Join(t.TempDir(), "x.forecasts")
		desktest.Must(crane.Export(t.Context(), path, o))(t)
		b := desktest.Must(os.ReadFile(path))(t)
		for _, spelled := range spellings(secret) {
			if at := bytes.Index(bytes.ToLower(b), []byte(strings.ToLower(spelled))); at >= 0 {
				t.Errorf("export %d: %q stands in the file: …%s…", i, spelled, b[max(0, at-200):min(len(b), at+80)])
			}
		}
		file, err := forecastfile.Read(bytes.NewReader(b), journal.InstantOf(c.Now()))
		if err != nil || file.Logs[0].Withheld() == 0 {
			t.Errorf("export %d does not hold: %v", i, err)
		}
	}
}

// spellings are a word and what of it stands in base64 at each of its places.
func spellings(word string) []string {
	all := []string{word}
	for shift := range 3 {
		e := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", shift) + word))
		all = append(all, e[4:len(e)-4])
	}
	return all
}

// What is cancelled leaves nothing behind.
func TestCancelledMeansNothingChanged(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	for i := range 40 {
		desktest.Ask(t, heron, fmt.Sprint("It rains ", i))
	}
	dir := t.TempDir()
	path, kept := filepath.Join(dir, "heron.forecasts"), filepath.Join(dir, "kept.forecasts")
	desktest.Must(heron.Export(t.Context(), path, exchange.Options{}))(t)
	before := desktest.Lists(t, crane)
	for _, after := range []int{0, 1, 2, 3, 5, 8, 13, 40, 100} {
		ctx := &endsAfter{Context: t.Context()}
		ctx.left.Store(int64(after))
		if _, err := crane.ImportFiles(ctx, []string{path}, importing.Options{}); !errors.Is(err, context.Canceled) {
			if err == nil {
				break // it was done before it was cancelled
			}
			t.Errorf("cancelled after %d looks: %v", after, err)
		}
		if desktest.Lists(t, crane) != before {
			t.Fatalf("cancelled after %d looks, and yet something was taken", after)
		}
	}
	if err := os.WriteFile(kept, desktest.Must(os.ReadFile(path))(t), 0o600); err != nil {
		t.Fatal(err)
	}
	was := desktest.Must(os.ReadFile(kept))(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := heron.Export(ctx, kept, exchange.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("an export that was cancelled: %v", err)
	}
	if _, err := heron.Verify(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a verification that was cancelled: %v", err)
	}
	if !bytes.Equal(desktest.Must(os.ReadFile(kept))(t), was) || len(desktest.Must(os.ReadDir(dir))(t)) != 2 {
		t.Error("an export that was cancelled left something")
	}
}

// endsAfter is a context that is cancelled once it was looked at so often.
type endsAfter struct {
	context.Context
	left atomic.Int64 // the database looks too, on a goroutine of its own
}

func (e *endsAfter) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Long work says how far it is, and never goes back.
func TestProgressIsTold(t *testing.T) {
	c := desktest.Start()
	crane, heron := desktest.NewDesk(t, "Crane", c), desktest.NewDesk(t, "Heron", c)
	var table strings.Builder
	table.WriteString("question_id,forecaster,made_at,probability\n")
	for i := range 4000 {
		fmt.Fprintf(&table, "q%d,Ann,2023-01-01T00:%02d:%02dZ,0.%03d\n", i%700, i/60%60, i%60, i%1000)
	}
	dir := t.TempDir()
	csv, path := filepath.Join(dir, "t.csv"), filepath.Join(dir, "crane.forecasts")
	if err := os.WriteFile(csv, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	desktest.Must(crane.ImportFiles(t.Context(), []string{csv}, importing.Options{}))(t)
	for what, work := range map[string]func(context.Context) error{
		"export": func(ctx context.Context) error { _, err := crane.Export(ctx, path, exchange.Options{}); return err },
		"import": func(ctx context.Context) error {
			_, err := crane.Export(t.Context(), path, exchange.Options{})
			if err == nil {
				_, err = heron.ImportFiles(ctx, []string{path}, importing.Options{})
			}
			return err
		},
		"verify": func(ctx context.Context) error { _, err := crane.Verify(ctx); return err },
	} {
		last, told := 0.0, 0
		if err := work(session.WithProgress(t.Context(), func(share float64) {
			if share < last || share > 1 {
				t.Errorf("%s: from %v to %v", what, last, share)
			}
			last = share
			told++
		})); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if last < 0.8 || told < 3 {
			t.Errorf("%s: the last that was told is %v, of %d", what, last, told)
		}
	}
}
