package articles

import (
	"encoding/json"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// linked is what a page's JSON-LD says of its article.
type linked struct {
	title, publisher, url, published, language string
	authors                                    []string
}

// maxDepth is how deep an article is looked for in JSON-LD.
const maxDepth = 6

func linkedData(doc *goquery.Document) linked {
	var best linked
	rank := 0
	doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		var value any
		if json.Unmarshal([]byte(s.Text()), &value) != nil {
			return // a mistake in a page's own data is no reason to refuse its text
		}
		eachObject(value, maxDepth, func(o map[string]any) {
			if r := articleRank(o["@type"]); r > rank {
				rank, best = r, linkedArticle(o)
			}
		})
	})
	return best
}

func eachObject(value any, depth int, visit func(map[string]any)) {
	if depth == 0 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			eachObject(item, depth-1, visit)
		}
	case map[string]any:
		visit(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			eachObject(v[key], depth-1, visit)
		}
	}
}

// articleRank prefers an article to the page around it.
func articleRank(kind any) int {
	best := 0
	for _, k := range textsOf(kind, "") {
		switch {
		case strings.HasSuffix(k, "Article"), strings.HasSuffix(k, "BlogPosting"), k == "Report", k == "LiveBlogPosting":
			best = max(best, 2)
		case k == "WebPage":
			best = max(best, 1)
		}
	}
	return best
}

func linkedArticle(o map[string]any) linked {
	return linked{
		title:     first(textOf(o["headline"], "name"), textOf(o["name"], "name")),
		publisher: textOf(o["publisher"], "name"),
		url:       first(textOf(o["url"], "@id"), textOf(o["mainEntityOfPage"], "@id")),
		published: first(textOf(o["datePublished"], ""), textOf(o["dateCreated"], "")),
		language:  textOf(o["inLanguage"], "alternateName"),
		authors:   textsOf(o["author"], "name"),
	}
}

// textsOf reads a value that may be a text, an object that names itself by key,
// or a list of these.
func textsOf(value any, key string) []string {
	switch v := value.(type) {
	case string:
		return []string{v}
	case map[string]any:
		if s, ok := v[key].(string); ok {
			return []string{s}
		}
	case []any:
		var out []string
		for _, item := range v {
			if _, nested := item.([]any); !nested {
				out = append(out, textsOf(item, key)...)
			}
		}
		return out
	}
	return nil
}

func textOf(value any, key string) string { return first(textsOf(value, key)...) }
