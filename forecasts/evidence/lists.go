package evidence

import (
	"context"
	"slices"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// Articles lists articles without their texts, in record order.
func (d *Desk) Articles(ctx context.Context, f listing.Filter) ([]listing.Article, error) {
	all := []listing.Article{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) (err error) {
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		rows, err := r.Articles()
		for _, row := range rows {
			if a := listing.ArticleOf(b, row); a.AddedBy.Matches(f.By) && listing.ContainsWords(a.Title, f.Text) {
				all = append(all, a)
			}
		}
		return err
	})
	return all, err
}

// Article is one article with its text and findings.
func (d *Desk) Article(ctx context.Context, id journal.ID) (listing.Article, error) {
	var a listing.Article
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		row, err := articleRow(r, id)
		if err != nil {
			return err
		}
		a = listing.ArticleOf(b, row)
		a.Mine = a.AddedBy.Key == me
		content, _, _, err := r.Blob(row.Text)
		if err != nil {
			return err
		}
		a.Text = string(content)
		found, err := r.FindingsOf(row.Num)
		if err != nil {
			return err
		}
		if a.Findings, err = listing.JudgedFindings(r, b, me, found); err != nil {
			return err
		}
		a.ReadBy = readers(a.Findings)
		err = shareOrigins(r, b, me, row.Num, a.Findings)
		anchor(a.Text, a.Findings)
		slices.SortStableFunc(a.Findings, func(x, y listing.Finding) int { return x.Quote.Start - y.Quote.Start })
		return err
	})
	return a, err
}

// articleRow reads one projected article.
func articleRow(r model.Reader, id journal.ID) (model.ArticleRow, error) {
	row, ok, err := r.Article(id)
	if err == nil && !ok {
		err = listing.Absent(r, "article", journal.ArticleAdded, id)
	}
	return row, err
}

// anchor finds the passages of findings in a text that may have been revised.
func anchor(text string, all []listing.Finding) {
	for i := range all {
		again, found := articles.Anchor(text, articles.Selector(all[i].Quote))
		if all[i].Lost = text != "" && !found; found {
			all[i].Quote = journal.Quote(again)
		}
	}
}

// Findings lists findings with their bearings, in record order.
func (d *Desk) Findings(ctx context.Context, f listing.Filter) ([]listing.Finding, error) {
	all := []listing.Finding{}
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) (err error) {
		if f.By, err = b.Named(f.By); err != nil {
			return err
		}
		found, err := r.Findings()
		if err != nil {
			return err
		}
		rows, err := listing.JudgedFindings(r, b, me, found)
		for _, row := range rows {
			if row.By.Matches(f.By) && listing.ContainsWords(row.Claim, f.Text) {
				all = append(all, row)
			}
		}
		return err
	})
	return all, err
}

// Finding is one finding with what depends on it.
func (d *Desk) Finding(ctx context.Context, id journal.ID) (listing.Finding, error) {
	var f listing.Finding
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, me string) error {
		row, ok, err := r.Finding(id)
		if err == nil && !ok {
			err = listing.Absent(r, "finding", journal.FindingFiled, id)
		}
		if err != nil {
			return err
		}
		rows, err := listing.JudgedFindings(r, b, me, []model.FindingRow{row})
		if err != nil {
			return err
		}
		f = rows[0]
		naming, err := r.RecordsNaming(row.Num)
		for _, l := range naming {
			f.LeanedOn = append(f.LeanedOn, journal.ID(l.ID))
		}
		return err
	})
	return f, err
}
