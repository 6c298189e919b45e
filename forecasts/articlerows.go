package forecasts

import (
	"context"
	"strings"

	"weathervane/model"
)

// ArticleRow is a line of the list of articles.
type ArticleRow struct {
	ID        ID
	Title     string
	Source    string
	Published string // as the article states it
	At        Instant
	Count     int // findings filed
}

// ArticleRows lists the articles, the last added first. The result is shared: do
// not change it.
func (d *Desk) ArticleRows(ctx context.Context) (all []ArticleRow, err error) {
	err = d.look(ctx, func(r model.Reader, b book, _ string) error {
		now, err := d.present(r)
		if err != nil {
			return err
		}
		now.minute = 0
		all, err = recall(&d.heads, now, func() ([]ArticleRow, error) { return articleRows(r, b) })
		return err
	})
	return all, err
}

func articleRows(r model.Reader, b book) ([]ArticleRow, error) {
	heads, err := r.ArticleHeads()
	all := make([]ArticleRow, len(heads))
	for i, h := range heads {
		a := Article{Publisher: h.Publisher, AddedBy: b.who(h.Forecaster)}
		if a.Publisher == "" {
			decodeText(h.Authors, &a.Authors)
		}
		all[i] = ArticleRow{ID: h.ID, Title: h.Title, Source: a.Source(), Published: h.Published, At: h.At, Count: h.Findings}
	}
	return all, err
}

// Source names where an article comes from: its publisher, its authors, or
// whoever added it.
func (a Article) Source() string {
	switch {
	case a.Publisher != "":
		return a.Publisher
	case len(a.Authors) > 0:
		return strings.Join(a.Authors, ", ")
	}
	return "Added by " + a.AddedBy.Name
}
