package forecasts

import (
	"cmp"
	"context"
	"slices"

	"weathervane/model"
)

// Origin is a finding of which another has, or may have, the same origin.
type Origin struct {
	ID      ID
	Claim   string
	Article Article // without its text and findings
	At      Instant
	// Group is the record that says so and By its author; both empty if nobody
	// did.
	Group ID
	By    Forecaster
	Mine  bool
}

// mostOrigins is how many findings are offered at most.
const mostOrigins = 2000

// Origins lists the latest findings, the last first: candidates for a shared
// origin.
func (d *Desk) Origins(ctx context.Context) ([]Origin, error) {
	var all []Origin
	err := d.look(ctx, func(r model.Reader, b book, _ string) error {
		rows, err := r.LatestFindings(mostOrigins)
		if err != nil {
			return err
		}
		byID, err := originsOf(r, b, rows)
		for _, o := range byID {
			all = append(all, o)
		}
		return err
	})
	slices.SortFunc(all, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(b.At, a.At), slices.Compare(a.ID[:], b.ID[:]))
	})
	return all, err
}

func originsOf(r model.Reader, b book, rows []model.FindingRow) (map[ID]Origin, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	sources, err := r.ArticlesOf(rows)
	articles := map[int64]Article{}
	for _, row := range sources {
		articles[row.Num] = b.article(row)
	}
	all := map[ID]Origin{}
	for _, row := range rows {
		a, ok := articles[row.Article]
		if !ok { // retracted
			a.ID = ID(row.ArticleID)
		}
		all[ID(row.ID)] = Origin{ID: ID(row.ID), Claim: row.Claim, Article: a, At: row.At}
	}
	return all, err
}

// shareOrigins adds to each finding of an article the others in its groups.
func shareOrigins(r model.Reader, b book, me string, article int64, all []FindingRow) error {
	groups, err := r.GroupsOfArticle(article)
	if err != nil || len(groups) == 0 {
		return err
	}
	beside, err := r.FindingsBeside(article)
	if err != nil {
		return err
	}
	known, err := originsOf(r, b, beside)
	if err != nil {
		return err
	}
	members := map[int64][]ID{} // by group
	for _, row := range groups {
		members[row.Record] = append(members[row.Record], ID(row.FindingID))
	}
	for _, row := range groups {
		who := b.who(row.Forecaster)
		for i := range all {
			if all[i].ID == ID(row.FindingID) {
				all[i].share(members[row.Record], known, Origin{Group: ID(row.ID), By: who, Mine: who.Key == me})
			}
		}
	}
	return nil
}

// share adds the others of a group; one that is in two groups is listed once.
func (f *FindingRow) share(group []ID, known map[ID]Origin, said Origin) {
	for _, id := range group {
		o, here := known[id]
		if !here || id == f.ID || slices.ContainsFunc(f.Origins, func(x Origin) bool { return x.ID == id }) {
			continue
		}
		o.Group, o.By, o.Mine = said.Group, said.By, said.Mine
		f.Origins = append(f.Origins, o)
	}
}
