package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/desktest"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/question"
	"weathervane/forecasts/search"
	"weathervane/model/journal"
)

// library is a workspace in which every kind of text says something.
func library(t testing.TB) (*forecasts.Desk, *desktest.Clock, journal.ID) {
	c := desktest.Start()
	d := desktest.NewDesk(t, "Crane", c)
	q := desktest.Must(d.Ask(t.Context(), journal.Asked{Title: "The harbour opens", Criteria: "A ship berths at the granite quay.", Closes: desktest.At(2024, 8, 31), Tags: []string{"Sound"}}))(t)
	for _, a := range []articles.Article{
		{Title: "Ice holds", Publisher: "The Sound Gazette", Authors: []string{"Ine Voss"}, Published: "2024-02-11", Text: "Ice keeps the ships at anchor. Persévérance, a tug, waits."},
		{Title: "남풍이 분다", Publisher: "Bada Ilbo", Published: "2024-02-20T09:00:00Z", Text: "올해는 남풍이 먼저 불어 얼음이 녹는다. 배 11척이 기다린다."},
		{Title: "港の氷", Publisher: "Minato", Text: "港はまだ閉まっている。氷が厚く、船は入れない。"},
		{Title: "港口仍然关闭", Text: "冰层很厚，船只无法进入。"},
	} {
		_, _, err := d.Attach(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
	}
	ice := desktest.Must(d.Find(t.Context(), "article", "Ice holds"))(t)
	lr := 0.5
	desktest.Must(d.File(t.Context(), evidence.Filing{Article: ice, Exact: "ships at anchor", Claim: "No traffic", Note: "seen from the lighthouse", Question: &q, LR: &lr}))(t)
	f := desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.2), question.Saying{Note: "Thaw comes in April, by experience."}))(t)
	desktest.Must(d.Comment(t.Context(), f, "April was early in the warmest decade"))(t)
	return d, c, q
}

// A whole article in place of a few words would be looked up word by word, which
// took 3.5 GB for 40 000 of them.
func TestAQueryIsNoArticle(t *testing.T) {
	d, _, _ := library(t)
	for _, word := range []string{"ice ", "\"ice\" ", "-a ", "氷", "e\u0301 "} {
		if got, err := d.Search(t.Context(), strings.Repeat(word, 20_000), 0); err == nil || !strings.Contains(err.Error(), "give 1000 at most") {
			t.Errorf("20 000 times %q finds %v, %v", word, got, err)
		}
	}
	if got := desktest.Must(d.Search(t.Context(), strings.Repeat("ice ", 250), 0))(t); len(got) != 1 {
		t.Errorf("a word said 250 times finds %v", got)
	}
}

func TestSearchFindsEveryKind(t *testing.T) {
	d, _, _ := library(t)
	for query, want := range map[string]string{
		"harbour": "question The harbour opens", "granite": "question The harbour opens", "GRAN": "question The harbour opens",
		"perseverance tug": "article Ice holds", "lighthouse": "finding No traffic", "\"ships at anchor\"": "finding No traffic; article Ice holds",
		"\"anchor ships\"": "", "\"ship at\"": "", "thaw": "forecast The harbour opens", "warmest": "comment The harbour opens",
		"남풍": "article 남풍이 분다", "풍이": "article 남풍이 분다", "풍": "article 남풍이 분다", "녹는다": "article 남풍이 분다", "11척": "article 남풍이 분다", "먼저 불어": "article 남풍이 분다",
		"\"남풍이 먼저\"": "article 남풍이 분다", "\"먼저 남풍이\"": "", "氷が": "article 港の氷", "閉まって": "article 港の氷", "船": "article 港の氷; article 港口仍然关闭", "冰层": "article 港口仍然关闭", "관세": "",
		"ship tag:sound": "question The harbour opens; finding No traffic; article Ice holds", "tag:Nothing ship": "",
		"from:gazette": "finding No traffic; article Ice holds", "from:\"Ine Voss\" tug": "article Ice holds", "from:%": "",
		"before:2024-02-20 after:2024-02-01": "article Ice holds", "before:2024-02-12 ice": "article Ice holds", "before:2024-02-11 ice": "", "남풍 after:2024-02-20T08:00Z": "article 남풍이 분다",
		"thaw*": "forecast The harbour opens", "it's": "", "a\"b": "", "(": "!", "": "!", "\"\"": "!", "—": "!", "before:soon": "!", "NEAR(": "", "title:x OR": "",
	} {
		if want == "!" {
			if got, err := d.Search(t.Context(), query, 0); err == nil || !strings.Contains(err.Error(), ": ") {
				t.Errorf("%q finds %v, %v", query, got, err)
			}
			continue
		}
		got := desktest.Finds(t, d, query)
		if a, b := strings.Split(got, "; "), strings.Split(want, "; "); len(a) != len(b) || fmt.Sprint(sorted(a)) != fmt.Sprint(sorted(b)) {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	hits := desktest.Must(d.Search(t.Context(), "WAITS", 1))(t)
	if len(hits) != 1 || hits[0].Snippet != "…the ships at anchor. Persévérance, a tug, waits." {
		t.Errorf("%+v", hits)
	}
}

func TestAHitKnowsWhereItIsRead(t *testing.T) {
	d, _, q := library(t)
	ice := desktest.Must(d.Find(t.Context(), "article", "Ice holds"))(t)
	finding := desktest.Must(d.Search(t.Context(), "lighthouse", 1))(t)[0].ID
	desktest.Must(d.Comment(t.Context(), finding, "the keeper is retired"))(t)
	for query, want := range map[string]search.HitPlace{
		"granite": {Question: q}, "thaw": {Question: q}, "warmest": {Question: q}, "perseverance": {Article: ice},
		"lighthouse": {Article: ice, Finding: finding}, "keeper": {Article: ice, Finding: finding},
	} {
		hits := desktest.Must(d.Search(t.Context(), query, 0))(t)
		if len(hits) != 1 || hits[0].In != want {
			t.Errorf("%q is read in %+v, want %+v", query, hits, want)
		}
	}
	for query, want := range map[string]string{"perseverance": "Persévérance", "풍이": "풍이", "氷が": "氷が", "TUG": "tug"} {
		h := desktest.Must(d.Search(t.Context(), query, 0))(t)[0]
		text := []rune(desktest.Must(d.Article(t.Context(), h.In.Article))(t).Text)
		if got := string(text[h.Start:h.End]); got != want || !strings.Contains(h.Snippet, want) {
			t.Errorf("%q is at %q, want %q; snippet %q", query, got, want, h.Snippet)
		}
	}
}

func sorted(s []string) map[string]bool {
	all := map[string]bool{}
	for _, x := range s {
		all[x] = true
	}
	return all
}

func TestSearchIsInStep(t *testing.T) {
	d, c, q := library(t)
	c.Pass(time.Minute)
	desktest.Must(d.Revise(t.Context(), q, map[string]any{"criteria": "A ship berths at the marble quay."}, ""))(t)
	if got := desktest.Finds(t, d, "granite") + desktest.Finds(t, d, "marble"); got != "question The harbour opens" {
		t.Errorf("after a revision: %q", got)
	}
	comment := desktest.Must(d.Search(t.Context(), "warmest", 0))(t)[0].ID
	desktest.Must(d.Retract(t.Context(), comment, "not so"))(t)
	desktest.Must(d.Retract(t.Context(), desktest.Must(d.Find(t.Context(), "article", "港の氷"))(t), "another's"))(t)
	c.Pass(time.Hour)
	desktest.Must(d.Forecast(t.Context(), q, desktest.P(0.3), question.Saying{Note: "Melting began."}))(t)
	if got := desktest.Finds(t, d, "warmest") + desktest.Finds(t, d, "氷が"); got != "" {
		t.Errorf("what was retracted is found: %q", got)
	}
	desktest.Sound(t, d) // before a rebuild makes the index again
	before := desktest.Finds(t, d, "ship") + desktest.Finds(t, d, "melting") + desktest.Finds(t, d, "남풍")
	if err := d.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	if after := desktest.Finds(t, d, "ship") + desktest.Finds(t, d, "melting") + desktest.Finds(t, d, "남풍"); after != before {
		t.Errorf("a rebuild changed %q to %q", before, after)
	}
	heron := desktest.NewDesk(t, "Heron", c)
	desktest.Give(t, d, heron)
	if got := desktest.Finds(t, heron, "melting") + "; " + desktest.Finds(t, heron, "perseverance"); got != "forecast The harbour opens; article Ice holds" {
		t.Errorf("with a colleague: %q", got)
	}
}

// BenchmarkSearch looks among 100 000 articles of 300 words.
func BenchmarkSearch(b *testing.B) {
	d := desktest.NewDesk(b, "Crane", desktest.Start())
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	for range 30_000 {
		words = append(words, fmt.Sprintf("%c%c%c%x", 'a'+r.IntN(26), 'a'+r.IntN(26), 'a'+r.IntN(26), r.IntN(4096)))
	}
	began := time.Now()
	for batch := range 20 {
		var all []articles.Article
		for i := range 5_000 {
			var text strings.Builder
			for range 300 {
				text.WriteString(words[int(float64(len(words))*r.Float64()*r.Float64()*r.Float64())] + " ")
			}
			if i%10 == 0 {
				text.WriteString("harbour 남풍이 분다")
			}
			all = append(all, articles.Article{Title: fmt.Sprintf("Article %d", batch*5_000+i), Text: text.String(),
				Publisher: fmt.Sprintf("Paper %d", i%50), Published: fmt.Sprintf("20%02d-05-%02d", batch, 1+i%28)})
		}
		if _, err := d.AttachAll(b.Context(), all); err != nil {
			b.Fatal(err)
		}
	}
	tagged := desktest.Ask(b, d, "Will an article be about Japan?")
	for i := range 100 {
		desktest.Must(d.Comment(b.Context(), tagged, fmt.Sprintf("article %d", i)))(b)
	}
	b.Logf("100 000 articles are kept and indexed in %s", time.Since(began).Round(time.Millisecond))
	for _, query := range []string{"harbour", "남풍", "article", words[0], "ab", "\"harbour 남풍이\"", words[3] + " " + words[4],
		"article before:2001-01-01", "article before:2030-01-01", "article from:\"Paper 7\"", "article from:Paper", "article tag:Japan", "harbour after:2018-01-01 from:\"Paper 7\""} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				desktest.Must(d.Search(b.Context(), query, 0))(b)
			}
		})
	}
}
