package uitest

import (
	"context"

	"weathervane/forecasts/articles"
	"weathervane/forecasts/evidence"
	"weathervane/forecasts/listing"
	"weathervane/forecasts/search"
	"weathervane/model/journal"
)

// AttachAll keeps the calls.
func (d *Desk) AttachAll(ctx context.Context, all []articles.Article) ([]evidence.Attached, error) {
	var kept []evidence.Attached
	for _, a := range all {
		id, already, err := d.Attach(ctx, a)
		if err != nil {
			return nil, err
		}
		kept = append(kept, evidence.Attached{ID: id, Already: already})
	}
	return kept, nil
}

// Alike gives Twin.
func (d *Desk) SimilarArticle(context.Context, articles.Article) (*evidence.SimilarArticle, error) {
	return d.Twin, nil
}

// Amend keeps the call.
func (d *Desk) Amend(_ context.Context, id journal.ID, m evidence.Amendment) (journal.ID, error) {
	said := ""
	for _, s := range []*string{m.Title, m.Publisher, m.URL, m.Published, m.Language} {
		if s != nil {
			said += *s + ";"
		}
	}
	return d.change("Amend", id, said, m.Authors, m.Text != nil)
}

// BaseRate keeps the call.
func (d *Desk) BaseRate(_ context.Context, c evidence.Counting) (journal.ID, error) {
	return d.change("BaseRate", c.Question, c.Class, len(c.Cases))
}

// EvidenceTracks gives none.
func (d *Desk) EvidenceTracks(context.Context) (evidence.EvidenceTracks, error) {
	return evidence.EvidenceTracks{}, nil
}

// Search gives Hits.
func (d *Desk) Search(context.Context, string, int) ([]search.Hit, error) { return d.Hits, nil }

// Dependents gives an article on which nothing depends.
func (d *Desk) Dependents(_ context.Context, id journal.ID) (evidence.Dependents, error) {
	return evidence.Dependents{ID: id, Kind: "article"}, nil
}

// Invalidated gives none.
func (d *Desk) Invalidated(context.Context) ([]evidence.Dependents, error) { return nil, nil }

// Origins gives none.
func (d *Desk) Origins(context.Context) ([]listing.Origin, error) { return nil, nil }

// Group groups nothing.
func (d *Desk) Group(context.Context, []journal.ID, string) (journal.ID, error) {
	return journal.ID{}, nil
}

// Kept finds every copy whole.
func (d *Desk) CopyIntegrity(context.Context, journal.ID) (evidence.CopyIntegrity, error) {
	return evidence.CopyWhole, nil
}
