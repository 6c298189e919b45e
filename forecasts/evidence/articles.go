package evidence

import (
	"context"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/session"
	"weathervane/model"
	"weathervane/model/journal"
)

// ArticleRow is a line of the list of articles.
type ArticleRow struct {
	ID        journal.ID
	Title     string
	Source    string
	Published string // as the article states it
	At        journal.Instant
	Count     int // findings filed
}

// ArticleRows lists the articles, the last added first. The result is shared: do
// not change it.
func (d *Desk) ArticleRows(ctx context.Context) (all []ArticleRow, err error) {
	err = d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
		now, err := d.Stamp(r)
		if err != nil {
			return err
		}
		now.Minute = 0
		all, err = session.ReadCached(&d.heads, now, func() ([]ArticleRow, error) { return articleRows(r, b) })
		return err
	})
	return all, err
}

func articleRows(r model.Reader, b forecaster.Directory) ([]ArticleRow, error) {
	heads, err := r.ArticleHeads()
	all := make([]ArticleRow, len(heads))
	for i, h := range heads {
		a := listing.Article{Publisher: h.Publisher, AddedBy: b.Who(h.Forecaster)}
		if a.Publisher == "" {
			model.DecodeColumn(h.Authors, &a.Authors)
		}
		all[i] = ArticleRow{ID: h.ID, Title: h.Title, Source: a.Source(), Published: h.Published, At: h.At, Count: h.Findings}
	}
	return all, err
}
