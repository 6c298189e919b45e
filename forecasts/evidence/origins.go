package evidence

import (
	"cmp"
	"context"
	"slices"

	"weathervane/forecasts/forecaster"
	"weathervane/forecasts/listing"
	"weathervane/model"
	"weathervane/model/journal"
)

// mostOrigins is how many findings are offered at most.
const mostOrigins = 2000

// Origins lists the latest findings, the last first: candidates for a shared
// origin.
func (d *Desk) Origins(ctx context.Context) ([]listing.Origin, error) {
	var all []listing.Origin
	err := d.Look(ctx, func(r model.Reader, b forecaster.Directory, _ string) error {
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
	slices.SortFunc(all, func(a, b listing.Origin) int {
		return cmp.Or(cmp.Compare(b.At, a.At), slices.Compare(a.ID[:], b.ID[:]))
	})
	return all, err
}

func originsOf(r model.Reader, b forecaster.Directory, rows []model.FindingRow) (map[journal.ID]listing.Origin, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	sources, err := r.ArticlesOf(rows)
	articles := map[int64]listing.Article{}
	for _, row := range sources {
		articles[row.Num] = listing.ArticleOf(b, row)
	}
	all := map[journal.ID]listing.Origin{}
	for _, row := range rows {
		a, ok := articles[row.Article]
		if !ok { // retracted
			a.ID = journal.ID(row.ArticleID)
		}
		all[journal.ID(row.ID)] = listing.Origin{ID: journal.ID(row.ID), Claim: row.Claim, Article: a, At: row.At}
	}
	return all, err
}

// shareOrigins adds to each finding of an article the others in its groups.
func shareOrigins(r model.Reader, b forecaster.Directory, me string, article int64, all []listing.Finding) error {
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
	members := map[int64][]journal.ID{} // by group
	for _, row := range groups {
		members[row.Record] = append(members[row.Record], journal.ID(row.FindingID))
	}
	for _, row := range groups {
		who := b.Who(row.Forecaster)
		for i := range all {
			if all[i].ID == journal.ID(row.FindingID) {
				share(&all[i], members[row.Record], known, listing.Origin{Group: journal.ID(row.ID), By: who, Mine: who.Key == me})
			}
		}
	}
	return nil
}

// share adds the others of a group; one that is in two groups is listed once.
func share(f *listing.Finding, group []journal.ID, known map[journal.ID]listing.Origin, said listing.Origin) {
	for _, id := range group {
		o, here := known[id]
		if !here || id == f.ID || slices.ContainsFunc(f.Origins, func(x listing.Origin) bool { return x.ID == id }) {
			continue
		}
		o.Group, o.By, o.Mine = said.Group, said.By, said.Mine
		f.Origins = append(f.Origins, o)
	}
}
