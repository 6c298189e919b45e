package uitest

import (
	"context"

	"weathervane/forecasts"
	"weathervane/forecasts/articles"
)

// AttachAll keeps the calls.
func (d *Desk) AttachAll(ctx context.Context, all []articles.Article) ([]forecasts.Attached, error) {
	var kept []forecasts.Attached
	for _, a := range all {
		id, already, err := d.Attach(ctx, a)
		if err != nil {
			return nil, err
		}
		kept = append(kept, forecasts.Attached{ID: id, Already: already})
	}
	return kept, nil
}

// Alike gives Twin.
func (d *Desk) Alike(context.Context, articles.Article) (*forecasts.Alike, error) { return d.Twin, nil }

// Amend keeps the call.
func (d *Desk) Amend(_ context.Context, id forecasts.ID, m forecasts.Amendment) (forecasts.ID, error) {
	said := ""
	for _, s := range []*string{m.Title, m.Publisher, m.URL, m.Published, m.Language} {
		if s != nil {
			said += *s + ";"
		}
	}
	return d.change("Amend", id, said, m.Authors, m.Text != nil)
}

// BaseRate keeps the call.
func (d *Desk) BaseRate(_ context.Context, c forecasts.Counting) (forecasts.ID, error) {
	return d.change("BaseRate", c.Question, c.Class, len(c.Cases))
}

// EvidenceTracks gives none.
func (d *Desk) EvidenceTracks(context.Context) (forecasts.EvidenceTracks, error) {
	return forecasts.EvidenceTracks{}, nil
}

// Search gives Hits.
func (d *Desk) Search(context.Context, string, int) ([]forecasts.Hit, error) { return d.Hits, nil }

// Leaning gives what nothing leans on.
func (d *Desk) Leaning(_ context.Context, id forecasts.ID) (forecasts.Leaning, error) {
	return forecasts.Leaning{ID: id, Kind: "article"}, nil
}

// Fallen gives none.
func (d *Desk) Fallen(context.Context) ([]forecasts.Leaning, error) { return nil, nil }

// Origins gives none.
func (d *Desk) Origins(context.Context) ([]forecasts.Origin, error) { return nil, nil }

// Group groups nothing.
func (d *Desk) Group(context.Context, []forecasts.ID, string) (forecasts.ID, error) {
	return forecasts.ID{}, nil
}

// Kept finds every copy whole.
func (d *Desk) Kept(context.Context, forecasts.ID) (forecasts.Kept, error) {
	return forecasts.KeptWhole, nil
}
