package asof

import (
	"weathervane/model"
	"weathervane/model/journal"
)

// Later is what others had dated before an instant, and what came to the reader
// after it.
type Later struct {
	Records int             `json:"records"`
	Authors int             `json:"authors"`
	From    journal.Instant `json:"came_from,omitempty"` // when the first came, and the last; 0 if that is unknown
	To      journal.Instant `json:"came_to,omitempty"`
}

// later counts the records of others that are dated before the instant and were
// not known then.
func (p *history) later(r model.Reader, logs []*model.LogState) (out Later, err error) {
	authors := map[string]bool{}
	for _, l := range logs {
		known := p.size(l)
		if p.own(l) || known >= l.Tree.Size {
			continue
		}
		n, err := r.DatedBefore(l.Num, known, p.at)
		if err != nil {
			return out, err
		}
		if n == 0 {
			continue
		}
		out.Records += n
		authors[l.Key.Fingerprint()] = true
		p.arrivals(l, func(at journal.Instant, size int64) {
			if at <= p.at || size <= known {
				return
			}
			if out.From == 0 || at < out.From {
				out.From = at
			}
			out.To = max(out.To, at)
		})
	}
	out.Authors = len(authors)
	return out, nil
}
