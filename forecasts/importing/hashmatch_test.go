package importing_test

import (
	"path/filepath"
	"strings"
	"testing"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/exchange"
)

// lend gives what a desk has without the articles' texts.
func lend(t *testing.T, from, to *forecasts.Desk) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lent.forecasts")
	desktest.Must(from.Export(t.Context(), path, exchange.Options{WithoutArticles: true}))(t)
	desktest.Must(to.Import(t.Context(), []string{path}, nil))(t)
}

// TestAnArticleLeftOutIsMatchedByItsHash: whoever has the same text, before the
// file came or after, reads it with the colleague's finding at its passage.
func TestAnArticleLeftOutIsMatchedByItsHash(t *testing.T) {
	c := desktest.Start()
	story := articles.Article{Title: "Ice holds", Publisher: "The Sound Gazette", Text: "Eleven ships lie at anchor. 남풍 🌬️ comes late.", Original: []byte("<p>Eleven"), OriginalType: "text/html"}
	crane := desktest.NewDesk(t, "Crane", c)
	id, _, err := crane.Attach(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	desktest.Must(crane.File(t.Context(), evidence.Filing{Article: id, Exact: "남풍 🌬️ comes", Claim: "Late"}))(t)
	for name, first := range map[string]bool{"before": true, "after": false} {
		heron := desktest.NewDesk(t, "Heron", c)
		if first {
			desktest.Must(heron.AttachAll(t.Context(), []articles.Article{story}))(t)
		}
		lend(t, crane, heron)
		if !first {
			a := desktest.Must(heron.Article(t.Context(), id))(t)
			if a.Text != "" || a.Title != story.Title || a.Publisher != story.Publisher || a.Findings[0].Quote.Exact != "남풍 🌬️ comes" || a.Findings[0].Lost {
				t.Fatalf("without its text: %+v", a)
			}
			if _, already, err := heron.Attach(t.Context(), story); err != nil || !already {
				t.Fatalf("attached as another article: %v, %v", already, err)
			}
		}
		a := desktest.Must(heron.Article(t.Context(), id))(t)
		if a.Text != story.Text || a.Findings[0].Lost {
			t.Errorf("%s: text %q", name, a.Text)
		}
		q := a.Findings[0].Quote
		if got := string([]rune(a.Text)[q.Start:q.End]); got != q.Exact {
			t.Errorf("%s: at the passage stands %q", name, got)
		}
		if got := desktest.Finds(t, heron, "anchor"); !strings.Contains(got, "article Ice holds") {
			t.Errorf("%s: a search finds %q", name, got)
		}
		desktest.Sound(t, heron)
	}
}
