package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"weathervane/forecasts/address"
	"weathervane/forecasts/articles"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/notation"
	"weathervane/forecasts/revision"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// SimilarArticle is an existing article that resembles a new one.
type SimilarArticle struct {
	Article listing.Article
	Same    bool    // the same text
	URL     bool    // the same address
	Share   float64 // the part of the texts that both share, 0 to 1
	Differ  articles.Difference
}

// mostCompared bounds how many texts one article is compared with.
const mostCompared = 40

// SimilarArticle finds the existing article most like a new one: the same text, or a
// nearly equal text with the same address or title. Nil if there is none.
func (d *Desk) SimilarArticle(ctx context.Context, a articles.Article) (*SimilarArticle, error) {
	var best *SimilarArticle
	a.URL, _ = address.Clean(a.URL) // as it would be kept
	sha := sha256.Sum256([]byte(a.Text))
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
		rows, err := r.ArticlesSimilarTo(sha, a.URL, a.Title)
		if err != nil {
			return err
		}
		slices.Reverse(rows) // the newest first
		for _, row := range rows[:min(len(rows), mostCompared)] {
			content, _, ok, err := r.Blob(row.Text)
			if err != nil {
				return err
			}
			x := SimilarArticle{Article: listing.ArticleOf(b, row), Same: string(row.Text) == string(sha[:]), URL: a.URL != "" && row.URL == a.URL}
			if ok {
				x.Share = articles.Likeness(string(content), a.Text)
			}
			if !x.Same && x.Share < articles.NearlyEqual || best != nil && (best.Same || best.Share >= x.Share && !x.Same) {
				continue
			}
			x.Differ = articles.Compare(string(content), a.Text)
			best = &x
		}
		return nil
	})
	return best, err
}

// Amendment is what a correction of an article changes; nil members stay as they
// are.
type Amendment struct {
	Title, Publisher, URL, Published, Language *string
	Authors                                    []string
	// Text is a later version of the text, with its original.
	Text *articles.Article
}

// Amend corrects an article's particulars, or gives it a later version of its
// text. Findings keep their quotes, which are located in the new text.
func (d *Desk) Amend(ctx context.Context, id journal.ID, m Amendment) (journal.ID, error) {
	set := map[string]any{}
	for name, value := range map[string]*string{"title": m.Title, "publisher": m.Publisher, "published": m.Published, "language": m.Language} {
		if value != nil {
			set[name] = stripped(*value)
		}
	}
	if m.URL != nil {
		set["url"], _ = address.Clean(notation.Stripped(*m.URL, mostAddress))
	}
	if m.Authors != nil {
		set["authors"] = append([]string{}, allStripped(m.Authors)...)
	}
	if title, ok := set["title"]; ok && title == "" {
		return journal.ID{}, errors.New("the article has no title: give one")
	}
	if day, ok := set["published"]; ok && day != "" {
		if set["published"] = published(day.(string)); set["published"] == "" {
			return journal.ID{}, errors.New("the date of the article cannot be read: write it as year-month-day, such as 2024-02-20")
		}
	}
	return d.Write(ctx, func(r model.Reader, a *session.Author) (journal.ID, error) {
		row, err := articleRow(r, id)
		if err != nil {
			return journal.ID{}, err
		}
		if m.Text != nil {
			if err := newText(a, set, *m.Text); err != nil {
				return journal.ID{}, err
			}
		}
		if len(set) == 0 {
			return journal.ID{}, errors.New("nothing to correct: change at least one thing")
		}
		changed, err := json.Marshal(set)
		if err != nil {
			return journal.ID{}, err
		}
		known, err := revision.Known(r, row.Num)
		if err != nil {
			return journal.ID{}, err
		}
		return a.Add(journal.ArticleRevised, journal.Revised{Article: &id, Set: changed, Supersedes: known})
	})
}

// newText stores a later version of a text, for a revision to name.
func newText(a *session.Author, set map[string]any, version articles.Article) error {
	text, original, err := keep(a, version)
	if err != nil {
		return err
	}
	set["text"] = text
	if original != nil {
		set["original"] = original
	}
	return nil
}

// keep stores an article's text and, where it differs, its original.
func keep(a *session.Author, article articles.Article) (text, original *journal.Content, err error) {
	body := []byte(article.Text)
	sha := sha256.Sum256(body)
	text = &journal.Content{SHA256: hex.EncodeToString(sha[:]), Bytes: int64(len(body))}
	if err := a.T.AddBlob(sha, "text/plain", body); err != nil {
		return nil, nil, err
	}
	whole := sha256.Sum256(article.Original)
	if len(article.Original) == 0 || whole == sha {
		return text, nil, nil
	}
	original = &journal.Content{SHA256: hex.EncodeToString(whole[:]), Bytes: int64(len(article.Original)), Type: article.OriginalType}
	return text, original, a.T.AddBlob(whole, article.OriginalType, article.Original)
}
