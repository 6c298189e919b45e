package model

import "weathervane/model/journal"

// ArticleHead is what a long list shows of an article.
type ArticleHead struct {
	ID                                   [32]byte
	Title, Authors, Publisher, Published string
	Forecaster                           int64
	At                                   journal.Instant
	Findings                             int
}

// ArticleHeads lists all articles, the last added first. There may be many, so
// the rows are read without what a mapper costs for each.
func (r Reader) ArticleHeads() ([]ArticleHead, error) {
	rows, err := r.db.Raw(`SELECT i.id, x.title, CASE x.publisher WHEN '' THEN x.authors ELSE '' END, x.publisher, x.published,
		x.forecaster, x.at, (SELECT COUNT(*) FROM findings f WHERE f.article = x.num)
		FROM articles x JOIN ids i ON i.num = x.num ORDER BY x.at DESC, x.num DESC`).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []ArticleHead
	var id []byte
	for rows.Next() {
		var a ArticleHead
		if err := rows.Scan(&id, &a.Title, &a.Authors, &a.Publisher, &a.Published, &a.Forecaster, &a.At, &a.Findings); err != nil {
			return nil, err
		}
		copy(a.ID[:], id)
		all = append(all, a)
	}
	return all, rows.Err()
}
