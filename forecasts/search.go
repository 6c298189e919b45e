package forecasts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"weathervane/forecasts/notation"
	"weathervane/model"
	"weathervane/model/journal"
)

// Hit is one thing that a search found.
type Hit struct {
	Kind    string `json:"kind"` // question, article, finding, forecast (its rationale) or comment
	ID      ID     `json:"id"`
	Title   string `json:"title"`
	Snippet string `json:"snippet"`
}

// mostHits is how many a search gives where it is not told.
const mostHits = 50

// Search finds what the workspace says, best first: titles, criteria, texts of
// articles, claims, quotes, notes, rationales and comments. Every word must
// occur, or something that begins with it; "words in quotes" occur as they
// stand. tag:, from:, before: and after: narrow it.
func (d *Desk) Search(ctx context.Context, query string, most int) ([]Hit, error) {
	if most <= 0 {
		most = mostHits
	}
	l, words, err := d.looking(query)
	if err != nil {
		return nil, err
	}
	l.Most = most
	all := []Hit{}
	err = d.store.View(ctx, func(r model.Reader) error {
		rows, err := r.Search(l)
		for _, row := range rows {
			if err := ctx.Err(); err != nil {
				return err
			}
			h, err := hit(r, row, words)
			if err != nil {
				return err
			}
			all = append(all, h)
		}
		return err
	})
	return all, err
}

// looking reads a query.
func (d *Desk) looking(query string) (l model.Looking, words []string, err error) {
	for _, w := range queryWords(query) {
		name, value, named := strings.Cut(w.text, ":")
		switch name = strings.ToLower(name); {
		case w.whole || !named || value == "":
		case name == "tag":
			l.Tag = value
			continue
		case name == "from":
			l.From = value
			continue
		case name == "before" || name == "after":
			t, err := notation.ParseWhen(value, d.env.Now(), d.env.Zone, false)
			if err != nil {
				return l, nil, fmt.Errorf("%s: %w", name, err)
			}
			at := journal.InstantOf(t)
			if name == "before" {
				l.Before, l.BeforeDay = &at, t.In(d.env.Zone).Format(time.DateOnly)
			} else {
				l.After, l.AfterDay = &at, t.In(d.env.Zone).Format(time.DateOnly)
			}
			continue
		}
		text := strings.TrimSuffix(w.text, "*")
		if term := model.SearchTerm(text, w.whole && text == w.text); term != "" {
			l.Terms = append(l.Terms, term)
			words = append(words, text)
		}
	}
	if len(l.Terms) == 0 && l.Tag == "" && l.From == "" && l.Before == nil && l.After == nil {
		return l, nil, errors.New("the search has no word: give words, a \"phrase\", or narrow it with tag:, from:, before: or after: and a value")
	}
	return l, words, nil
}

// queryWord is a word of a query; whole where it stood in quotes.
type queryWord struct {
	text  string
	whole bool
}

// queryWords takes a query apart at blanks that stand in no quotes; from:"A B"
// is one word.
func queryWords(query string) []queryWord {
	query = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`).Replace(query)
	var all []queryWord
	var b strings.Builder
	inside, whole := false, false
	end := func() {
		if text := strings.TrimSpace(b.String()); text != "" {
			all = append(all, queryWord{text, whole})
		}
		b.Reset()
		whole = false
	}
	for _, r := range query {
		switch {
		case r == '"':
			if !inside && b.Len() == 0 {
				whole = true
			}
			if inside && whole {
				inside = false
				end()
				continue
			}
			inside = !inside
		case unicode.IsSpace(r) && !inside:
			end()
		default:
			b.WriteRune(r)
		}
	}
	end()
	return all
}

// hit makes a row of the index one of the list: under its title, with the
// place where the first of the words occurs.
func hit(r model.Reader, row model.HitRow, words []string) (Hit, error) {
	h := Hit{ID: ID(row.ID), Title: row.Title}
	switch row.Kind {
	case journal.QuestionAsked:
		h.Kind, h.Snippet = "question", snippet(words, row.Said, row.Title)
		return h, nil
	case journal.ArticleAdded:
		h.Kind = "article"
		content, _, _, err := r.Blob(row.Text)
		h.Snippet = snippet(words, string(content), row.Title)
		return h, err
	case journal.FindingFiled:
		h.Kind, h.Snippet = "finding", snippet(words, row.Said, row.Note)
		return h, nil
	}
	var line struct {
		Data struct {
			Text         string
			Forecast, On *ID
		}
	}
	if err := json.Unmarshal(row.Line, &line); err != nil {
		return h, err
	}
	about := line.Data.On
	h.Kind, h.Snippet = "comment", snippet(words, line.Data.Text)
	if about == nil {
		h.Kind, about = "forecast", line.Data.Forecast
		if about != nil {
			h.ID = *about
		}
	}
	if about == nil {
		return h, nil
	}
	title, err := titleOf(r, *about)
	h.Title = title
	return h, err
}

// titleOf is what a record is about, in the words of a question or article.
func titleOf(r model.Reader, id ID) (string, error) {
	for range 4 { // a comment on a comment on a forecast on a question
		title, err := r.Title(id)
		if err != nil || title != "" {
			return title, err
		}
		rows, err := r.Records("i.id = ?", id[:])
		if err != nil || len(rows) == 0 {
			return "", err
		}
		var line struct {
			Data struct{ Question, Article, Finding, Forecast, On *ID }
		}
		if err := json.Unmarshal(rows[0].Line, &line); err != nil {
			return "", err
		}
		next := (*ID)(nil)
		for _, up := range []*ID{line.Data.Question, line.Data.Finding, line.Data.Article, line.Data.Forecast, line.Data.On} {
			if next == nil {
				next = up
			}
		}
		if next == nil {
			return "", nil
		}
		id = *next
	}
	return "", nil
}

// snippet is the neighbourhood of the first word that occurs in one of the
// texts, on one line; the beginning of the first text where none does.
func snippet(words []string, texts ...string) string {
	const before, most = 40, 140
	opening := ""
	for _, text := range texts {
		if opening == "" {
			opening = text
		}
		runes := []rune(text)
		low := make([]rune, len(runes))
		for i, r := range runes {
			low[i] = unicode.ToLower(r)
		}
		for _, w := range words {
			at := indexRunes(low, []rune(strings.ToLower(w)))
			if at < 0 {
				continue
			}
			from := max(0, at-before)
			for from > 0 && from < at && !unicode.IsSpace(runes[from-1]) && at-from < before+15 {
				from--
			}
			return cut(runes, from, min(len(runes), from+most))
		}
	}
	runes := []rune(opening)
	return cut(runes, 0, min(len(runes), most))
}

func cut(runes []rune, from, to int) string {
	s := strings.Join(strings.Fields(string(runes[from:to])), " ")
	if from > 0 {
		s = "…" + s
	}
	if to < len(runes) {
		s += "…"
	}
	return s
}

// indexRunes is where a word first occurs, at the beginning of one if it can.
func indexRunes(text, word []rune) int {
	found := -1
	for i := 0; i+len(word) <= len(text) && len(word) > 0; i++ {
		if text[i] != word[0] || string(text[i:i+len(word)]) != string(word) {
			continue
		}
		if i == 0 || !unicode.IsLetter(text[i-1]) {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}
