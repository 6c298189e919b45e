package search

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"weathervane/forecasts/notation"
	"weathervane/model"
	"weathervane/model/journal"
)

// Hit is one result of a search.
type Hit struct {
	Kind    string     `json:"kind"` // question, article, finding, forecast (its rationale) or comment
	ID      journal.ID `json:"id"`
	Title   string     `json:"title"`
	Snippet string     `json:"snippet"`
	// In is the question or article in which it is shown.
	In HitPlace `json:"-"`
	// Start and End are where a word occurs in an article's text, in code points;
	// both zero if none does.
	Start, End int `json:"-"`
}

// HitPlace is a question or an article: the one that is not zero; Finding is the
// finding in the article, if one is meant.
type HitPlace struct{ Question, Article, Finding journal.ID }

// mostHits is how many hits a search returns by default.
const mostHits = 50

// longestQuery is how many letters a query may have: each of its words is looked up
// in the whole index, with all that begins with it.
const longestQuery = 1000

// Search searches titles, criteria, texts of articles, claims, quotes, notes,
// rationales and comments, best hits first. Every word must occur, or something
// that begins with it; "words in quotes" must occur exactly. tag:, from:, before:
// and after: narrow it.
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
	err = d.Store.View(ctx, func(r model.Reader) error {
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

// looking parses a query.
func (d *Desk) looking(query string) (l model.Looking, words []string, err error) {
	if n := utf8.RuneCountInString(query); n > longestQuery {
		return l, nil, fmt.Errorf("the search has %d letters: give %d at most, such as a few of its words", n, longestQuery)
	}
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
			t, err := notation.ParseWhen(value, d.Env.Now(), d.Env.Zone, false)
			if err != nil {
				return l, nil, fmt.Errorf("%s: %w", name, err)
			}
			at := journal.InstantOf(t)
			if name == "before" {
				l.Before, l.BeforeDay = &at, t.In(d.Env.Zone).Format(time.DateOnly)
			} else {
				l.After, l.AfterDay = &at, t.In(d.Env.Zone).Format(time.DateOnly)
			}
			continue
		}
		text := strings.TrimSuffix(w.text, "*")
		if term := model.SearchTerm(text, w.whole && text == w.text); term != "" && !slices.Contains(l.Terms, term) {
			l.Terms = append(l.Terms, term)
			words = append(words, text)
		}
	}
	if len(l.Terms) == 0 && l.Tag == "" && l.From == "" && l.Before == nil && l.After == nil {
		return l, nil, errors.New("the search has no word: give words, a \"phrase\", or narrow it with tag:, from:, before: or after: and a value")
	}
	return l, words, nil
}

// queryWord is a word of a query; whole if it was in quotes.
type queryWord struct {
	text  string
	whole bool
}

// queryWords splits a query at blanks outside quotes; from:"A B" is one word.
func queryWords(query string) []queryWord {
	query = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' ' // SQLite ends a text at one of them
		}
		return r
	}, query)
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

// hit turns a row of the index into a result: with its title, and the place where
// the first word occurs.
func hit(r model.Reader, row model.HitRow, words []string) (h Hit, err error) {
	h = Hit{ID: journal.ID(row.ID), Title: row.Title}
	switch row.Kind {
	case journal.QuestionAsked:
		h.Kind, h.Snippet, h.In.Question = "question", snippet(words, row.Said, row.Title), h.ID
		return h, nil
	case journal.ArticleAdded:
		h.Kind, h.In.Article = "article", h.ID
		content, _, _, err := r.Blob(row.Text)
		h.Start, h.End = firstWord([]rune(string(content)), words)
		h.Snippet = snippet(words, string(content), row.Title)
		return h, err
	case journal.FindingFiled:
		h.Kind, h.Snippet = "finding", snippet(words, row.Said, row.Note)
		_, h.In, err = placeOf(r, h.ID)
		return h, err
	}
	var line struct {
		Data struct {
			Text         string
			Forecast, On *journal.ID
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
	h.Title, h.In, err = placeOf(r, *about)
	return h, err
}

// placeOf is where a record is shown, and the title there: the question, the
// article or the finding's claim that it is about.
func placeOf(r model.Reader, id journal.ID) (title string, in HitPlace, err error) {
	for range 4 { // a comment on a comment on a forecast on a question
		kind, _, err := r.Kind(id)
		if err != nil {
			return "", in, err
		}
		switch kind {
		case journal.QuestionAsked:
			in.Question = id
		case journal.ArticleAdded:
			in.Article = id
		case journal.FindingFiled:
			in.Finding = id
			row, ok, err := r.Finding(id)
			if err != nil || !ok {
				return "", in, err
			}
			in.Article = journal.ID(row.ArticleID)
			return row.Claim, in, nil
		default:
			row, ok, err := r.Record(id)
			if err != nil || !ok {
				return "", in, err
			}
			var line struct {
				Data struct{ Question, Article, Finding, Forecast, On *journal.ID }
			}
			if err := json.Unmarshal(row.Line, &line); err != nil {
				return "", in, err
			}
			d := line.Data
			next := cmp.Or(d.Question, d.Finding, d.Article, d.Forecast, d.On)
			if next == nil {
				return "", in, nil
			}
			id = *next
			continue
		}
		title, err := r.Title(id)
		return title, in, err
	}
	return "", in, nil
}
