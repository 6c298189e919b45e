package search_test

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever is searched for is found, is not, or is refused with what to do; the index
// never complains of what was asked.
func FuzzSearch(f *testing.F) {
	for _, query := range []string{"harbour", "\"ships at anchor\"", "남풍 after:2024-02-20T08:00Z", "from:\"Ine Voss\" tug*", "tag:Sound ship", "before:soon", "NEAR(a b)", "title:x OR", "a\"b", "“«ice»", "*", "\x00", "\x000", "tag:\x00\"", "'; --", "-ice", "^ice", "{ice}:", "\xff\"\xff"} {
		f.Add(query)
	}
	d, _, _ := library(f)
	texts := map[string]int{}
	f.Fuzz(func(t *testing.T, query string) {
		hits, err := d.Search(t.Context(), query, 5)
		if err != nil {
			if !strings.Contains(err.Error(), "the search has no word") && !strings.Contains(err.Error(), "letters: give 1000 at most") && !strings.HasPrefix(err.Error(), "before:") && !strings.HasPrefix(err.Error(), "after:") {
				t.Fatalf("%q: %v", query, err)
			}
			return
		}
		for _, h := range hits {
			if h.Kind == "article" && texts[h.ID.String()] == 0 {
				a, err := d.Article(t.Context(), h.ID)
				if err != nil {
					t.Fatal(err)
				}
				texts[h.ID.String()] = utf8.RuneCountInString(a.Text)
			}
			if h.Start < 0 || h.Start > h.End || h.Kind == "article" && h.End > texts[h.ID.String()] || h.ID.IsZero() {
				t.Fatalf("%q finds %+v", query, h)
			}
		}
	})
}
